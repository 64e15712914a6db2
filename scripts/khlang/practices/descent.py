"""What descends from what: lines of adaptation from practice to practice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from khlang.content.entry import Entry
from khlang.content.kinds.practice import Practice
from khlang.content.library import Library, remembered


@dataclass(frozen=True)
class Kin:
    """One practice in a line of descent."""

    entry: Entry
    generation: int  # 0: the origin
    parent: Entry | None


def lineage(library: Library, practice: Entry) -> tuple[Kin, ...]:
    """The origin of a practice and all that descends from it, parents before children, siblings by age.

    Empty for a practice that comes from none and led to none. Made-up practices have made-up kin only.
    """
    origin, above = practice, {practice.path}
    while (source := parent(library, origin)) and source.path not in above:
        origin = source
        above.add(source.path)
    kin = tuple(_below(library, origin, 0, None, set()))
    return kin if len(kin) > 1 else ()


def parent(library: Library, practice: Entry) -> Entry | None:
    """The public practice that one says it is adapted from."""
    source = library.find(Practice, practice.meta.adapted_from)
    is_fit = source is not None and source.is_example == practice.is_example and library.is_listed(source)
    return source if is_fit else None


def _below(library: Library, entry: Entry, generation: int, source: Entry | None, seen: set[str]) -> Iterator[Kin]:
    seen.add(entry.path)
    yield Kin(entry, generation, source)
    for child in _children(library).get(entry.path, ()):
        if child.path not in seen:
            yield from _below(library, child, generation + 1, entry, seen)


@remembered
def _children(library: Library) -> dict[str, tuple[Entry, ...]]:
    by_source: dict[str, list[Entry]] = defaultdict(list)
    for entry in library.of_kind(Practice):
        source = parent(library, entry)
        if source is not None:
            by_source[source.path].append(entry)
    return {path: tuple(sorted(rows, key=lambda row: (row.date, row.path))) for path, rows in by_source.items()}
