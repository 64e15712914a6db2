"""Whose letters are read while something is made: what is shown beside a text depends on its letters only where it read them.

    reads = Reads()
    with reads.of({name}):     the texts of these names belong to the page that is being made
        …
    reads.shared               the names of all other texts that were read

What is worked out once (`library.remembered`) was read by everybody who asks for it, and is nobody's own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

_listening: list[Reads] = []


class Reads:
    """Takes note of texts that are read, by `facts.name_of` their files."""

    def __init__(self) -> None:
        self.shared: set[str] = set()
        self._own: frozenset[str] = frozenset()

    @contextmanager
    def of(self, names: frozenset[str] = frozenset()) -> Iterator[None]:
        """Listen while something is made to which the texts of these names belong: reading them is no matter."""
        before, self._own = self._own, names
        _listening.append(self)
        try:
            yield
        finally:
            _listening.remove(self)
            self._own = before

    def note(self, name: str) -> None:
        """A text is read."""
        if name not in self._own:
            self.shared.add(name)


def note(name: str) -> None:
    """Tell those who listen that a text is read."""
    for reads in _listening:
        reads.note(name)


def note_all(names: Collection[str]) -> None:
    """Tell those who listen of what was worked out of texts: it is shared, even if one of them is their own."""
    for reads in _listening if names else ():
        reads.shared.update(names)
