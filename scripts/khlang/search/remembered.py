"""What earlier builds worked out of words alone, by a hash of all that it was made of: so it is what would be worked out again."""

from __future__ import annotations

import hashlib
from typing import Any


class Remembered:
    """Values that `marshal` can hold; those that a build does not ask for are gone in the next."""

    def __init__(self, old: dict[str, Any] | None = None) -> None:
        self._old = old or {}
        self.used: dict[str, Any] = {}

    @staticmethod
    def key(kind: str, *made_of: str | bytes) -> str:
        """Name what is made of some values; where one ends and the next begins counts."""
        found = hashlib.blake2b(kind.encode(), digest_size=16)
        for value in made_of:
            data = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
            found.update(len(data).to_bytes(8, "big") + data)
        return found.hexdigest()

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
