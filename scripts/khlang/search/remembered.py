"""What earlier builds worked out of words alone, by a `digest` of its kind and of all that it was made of: so it is what would be worked out again."""

from __future__ import annotations

from typing import Any


class Remembered:
    """Values that `marshal` can hold; those that a build does not ask for are gone in the next."""

    def __init__(self, old: dict[str, Any] | None = None) -> None:
        self._old = old or {}
        self.used: dict[str, Any] = {}

    def get(self, key: str) -> Any:
        """Give what was made; None if it is new."""
        if key in self._old:
            self.used[key] = self._old[key]
        return self.used.get(key)

    def put(self, key: str, value: Any) -> None:
        """Keep what was made."""
        self.used[key] = value

    @property
    def is_new(self) -> bool:
        """Whether anything is to be written down."""
        return self.used != self._old
