"""การขยายผลแนวปฏิบัติ, for the office: what is being spread, where it stands, which schools have none yet.

Made-up entries do not count here: the office decides by this page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from khlang.content.entry import Entry, is_kind
from khlang.content.kinds.adoption import Adoption
from khlang.content.kinds.practice import Practice
from khlang.content.library import Library
from khlang.federation.neighbours import find, is_address, taken_over_elsewhere
from khlang.pages.lists.rows import HOME, Place, Row, row
from khlang.pages.practices import words
from khlang.pages.practices.adoptions import changes
from khlang.practices.adoptions import OUTCOMES, Scope, adopter, adoptions, records, taken_over
from khlang.practices.evidence import Level, level
from khlang.thai.dates import thai_date


@dataclass(frozen=True)
class Line:
    """A practice and how far it went."""

    row: Row
    level: Level
    uses: int
    places: int
    outside: int  # of the uses
    failed: int  # of the uses
    newest: str  # day of the last record; empty without one


@dataclass(frozen=True)
class SchoolLine:
    """A school of the vocabulary."""

    place: Place
    practices: int
    adoptions: int


@dataclass(frozen=True)
class SpreadPage:
    """The page of the office."""

    practices: int
    adopted: int  # of them, by anybody
    records: int  # of adoption, of practices
    scopes: tuple[tuple[str, int], ...]
    outcomes: tuple[tuple[str, str, int], ...]
    changes: tuple[tuple[str, int], ...]
    ladder: tuple[tuple[Level, int], ...]
    lines: tuple[Line, ...]  # that were taken over, most often first
    waiting: tuple[Line, ...]  # that nobody took over yet, best proven first
    schools: tuple[SchoolLine, ...]
    without_practice: int  # of the schools
    without_adoption: int
    others: tuple[tuple[Row, int], ...]  # entries of other kinds that were taken over, and how often
    given: int = 0  # records and practices of other offices that come from ours
    received: int = 0  # records of ours about entries of other offices
    reports: str = "reports/"
    uri: str = "spread.md"
    title: str = words.SPREAD
    summary: str = words.SPREAD_SUMMARY
    crumbs: tuple[Place, ...] = (HOME,)
    template: str = "spread.html"


def pages(library: Library) -> Iterator[SpreadPage]:
    """The one page."""
    practices = [entry for entry in library.of_kind(Practice) if not entry.is_example and entry.status == "published"]
    lines = [_line(library, entry) for entry in practices]
    every = records(library)
    counted = [record for record in every if is_kind(taken_over(library, record), Practice)]
    scopes = Counter(adopter(library, record).scope for record in counted)
    outcomes = Counter[str](record.meta.outcome for record in counted)
    levels = Counter(line.level for line in lines)
    schools = tuple(_schools(library))

    sources = (taken_over(library, record) for record in every)
    others = Counter(entry for entry in sources if not is_kind(entry, Practice))
    yield SpreadPage(
        practices=len(lines),
        adopted=sum(line.uses > 0 for line in lines),
        records=len(counted),
        scopes=tuple((scope.label, scopes[scope]) for scope in Scope),
        outcomes=tuple((key, label, outcomes[key]) for key, label in OUTCOMES.items()),
        changes=changes(library, counted),
        ladder=tuple((rung, levels[rung]) for rung in Level),
        lines=tuple(
            sorted((line for line in lines if line.uses), key=lambda line: (-line.uses, -line.level, line.row.url))
        ),
        waiting=tuple(sorted((line for line in lines if not line.uses), key=lambda line: (-line.level, line.row.url))),
        schools=schools,
        without_practice=sum(not school.practices for school in schools),
        without_adoption=sum(not school.adoptions for school in schools),
        others=tuple(
            (row(library, entry), count)
            for entry, count in sorted(others.items(), key=lambda pair: (-pair[1], pair[0].path))
        ),
        given=sum(len(taken_over_elsewhere(library).get(entry.meta.id or "", ())) for entry in practices),
        received=sum(_is_from_elsewhere(library, record) for record in library.of_kind(Adoption)),
    )


def _is_from_elsewhere(library: Library, record: Entry[Adoption]) -> bool:
    named = record.meta.adopts
    return not record.is_example and is_address(named) and find(library, named) is not None


def _line(library: Library, practice: Entry) -> Line:
    taken = adoptions(library, practice)
    who = [adopter(library, record) for record in taken]
    newest = max((record.day for record in taken), default=None)
    return Line(
        row(library, practice),
        level(library, practice),
        len(taken),
        len(set(who)),
        sum(person.scope is not Scope.INSIDE for person in who),
        sum(record.meta.outcome == "failed" for record in taken),
        thai_date(newest, library.settings.numerals, short=True) if newest else "",
    )


def _schools(library: Library) -> Iterator[SchoolLine]:
    """Every school of the vocabulary, those with least first."""
    practices = Counter(
        owner.key for entry in library.of_kind(Practice) if not entry.is_example and (owner := library.owner(entry))
    )
    taken = Counter(owner.key for record in records(library) if (owner := library.owner(record)))
    for school in sorted(
        library.vocabulary.schools, key=lambda one: (practices[one.key] + taken[one.key], practices[one.key], one.key)
    ):
        yield SchoolLine(Place(school.label, f"schools/{school.key}/"), practices[school.key], taken[school.key])
