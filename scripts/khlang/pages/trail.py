"""Where an entry came from and what it led to, all the way: summary → knowledge → practice → whoever took it over."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from khlang.content.entry import Entry
from khlang.content.library import Library
from khlang.pages.lists.rows import Row, row

LONGEST = 12  # entries on either side; a trail that is longer is not read


@dataclass(frozen=True)
class Step:
    """One entry of a trail."""

    row: Row
    is_here: bool


def trail(library: Library, entry: Entry) -> tuple[Step, ...]:
    """What an entry comes from, itself, and what comes from it, the nearest nearest.

    Empty where there is nothing beyond its own sources and outcomes, which stand on its page anyway.
    """
    before = _reached(entry, library.sources)
    after = _reached(entry, lambda one: library.outcomes.get(one.path, ()))
    if len(before) + len(after) <= len(library.sources(entry)) + len(library.outcomes.get(entry.path, ())):
        return ()
    way = (*before[:LONGEST][::-1], entry, *after[:LONGEST])
    return tuple(Step(row(library, one), one is entry) for one in way)


def _reached(start: Entry, following: Callable[[Entry], Iterable[Entry]]) -> list[Entry]:
    """Every entry that can be reached, the nearest first, the older before the younger."""
    found: dict[str, Entry] = {start.path: start}
    level = [start]
    while level:
        nexts = {one.path: one for entry in level for one in following(entry) if one.path not in found}
        level = sorted(nexts.values(), key=lambda one: (one.date is not None, one.date, one.path))
        found |= {one.path: one for one in level}
    return list(found.values())[1:]
