"""A page for each school: its practices, what it took over, what others took over from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from khlang.content.entry import Entry, is_kind, of_kind
from khlang.content.kinds.adoption import Adoption
from khlang.content.kinds.practice import Practice
from khlang.content.library import Library
from khlang.content.vocabulary import School
from khlang.pages.lists.rows import HOME, Place, Row, row
from khlang.pages.practices import words
from khlang.pages.practices.adoptions import Use, use
from khlang.pages.practices.dials import Dials, dials
from khlang.practices.adoptions import adoptions, taken_over
from khlang.practices.evidence import level
from khlang.practices.reach import Reach, reach

SHOWN = 8  # of a list; the rest opens on a press


@dataclass(frozen=True)
class Standing:
    """A practice with what decides whether to trust it."""

    row: Row
    level: str
    uses: int
    dials: Dials


@dataclass(frozen=True)
class Taken:
    """A record of adoption, and what it is about."""

    use: Use
    source: Row


@dataclass(frozen=True)
class SchoolPage:
    """What there is of one school."""

    uri: str
    title: str
    label: str
    summary: str
    total: int  # all its entries
    practices: tuple[Standing, ...]
    made: tuple[Taken, ...]  # what it took over
    taken: tuple[Taken, ...]  # what others took over from it
    places: int
    scopes: tuple[tuple[str, int], ...]
    adapted: tuple[Standing, ...]  # practices of others that come from its own
    others: tuple[Row, ...]  # its entries of other kinds
    crumbs: tuple[Place, ...]
    facet: tuple[str, str]
    shown: int = SHOWN
    template: str = "school.html"


def pages(library: Library) -> Iterator[SchoolPage]:
    """One page a school of the vocabulary."""
    entries: dict[str, list[Entry]] = defaultdict(list)
    for entry in library.listed:
        owner = library.owner(entry)
        if isinstance(owner, School):
            entries[owner.key].append(entry)
    for school in library.vocabulary.schools:
        yield _page(library, school, entries[school.key], reach(library, school))


def _page(library: Library, school: School, entries: list[Entry], spread: Reach) -> SchoolPage:
    place = words.SCHOOL_IN_DISTRICT.format(school.district) if school.district else words.SCHOOL
    return SchoolPage(
        uri=f"schools/{school.key}.md",
        title=school.name,
        label=school.label,
        summary=place,
        total=len(entries),
        practices=tuple(standing(library, entry) for entry in of_kind(entries, Practice)),
        made=tuple(_taken(library, record) for record in spread.made),
        taken=tuple(_taken(library, record) for record in spread.taken),
        places=spread.places,
        scopes=tuple((scope.label, count) for scope, count in spread.scopes),
        adapted=tuple(standing(library, entry) for entry in spread.adapted),
        others=tuple(
            row(library, entry) for entry in entries if not (is_kind(entry, Practice) or is_kind(entry, Adoption))
        ),
        crumbs=(HOME, Place(words.OWNERS, "groups/")),
        facet=("school", school.key),
    )


def standing(library: Library, practice: Entry, language: str = "th") -> Standing:
    """A practice → its row with the level of its evidence and how often it was taken over."""
    return Standing(
        row(library, practice, language),
        level(library, practice).label,
        len(adoptions(library, practice)),
        dials(library, practice),
    )


def _taken(library: Library, record: Entry[Adoption]) -> Taken:
    return Taken(use(library, record), row(library, taken_over(library, record)))
