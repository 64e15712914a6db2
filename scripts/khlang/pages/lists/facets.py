"""By what lists and search narrow: the facets of an entry, and what their values are called.

One set of names serves the meta tags that search reads, the rows of every list and the addresses of both, so that
`?kind=practice&grade=p4` means the same wherever it stands.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from khlang.content.entry import Entry
from khlang.content.kinds import KINDS
from khlang.content.library import Library
from khlang.content.vocabulary import School
from khlang.practices.evidence import Level, level
from khlang.thai.amounts import REGULAR, Amount, baht, minutes
from khlang.thai.dates import fiscal_year
from khlang.thai.numerals import show

CHOICES = {"component": "components", "skill": "skills", "grade": "grades", "subject": "subjects"}
"""Facets of practices that are fields with a vocabulary of their own."""


@dataclass(frozen=True)
class Band:
    """A run of amounts that readers choose as one."""

    key: str
    label: str
    most: float  # the largest amount in it


TIMES = (
    Band("hour", "ไม่เกิน 1 ชั่วโมง", 60),
    Band("half-day", "เกิน 1 ถึง 3 ชั่วโมง", 180),
    Band("day", "เกิน 3 ถึง 6 ชั่วโมง", 360),
    Band("longer", "เกิน 6 ชั่วโมง", math.inf),
)
REGULAR_TIME = ("regular", "ทำเป็นประจำ")
COSTS = (
    Band("none", "ไม่มีค่าใช้จ่าย", 0),
    Band("to-500", "ไม่เกิน 500 บาท", 500),
    Band("to-1000", "501 ถึง 1,000 บาท", 1_000),
    Band("to-5000", "1,001 ถึง 5,000 บาท", 5_000),
    Band("more", "เกิน 5,000 บาท", math.inf),
)
UNKNOWN = ("unknown", "บอกเป็นตัวเลขรวมไม่ได้")


def facets(library: Library, entry: Entry) -> tuple[tuple[str, str], ...]:
    """What an entry can be found by, as (facet, value); plain pages by nothing."""
    if entry.kind.name == "page":
        return ()
    return tuple(_facets(library, entry))


def _facets(library: Library, entry: Entry) -> Iterator[tuple[str, str]]:
    yield "kind", entry.kind.name
    yield "date", entry.date.isoformat()
    yield "fiscal-year", str(fiscal_year(entry.date))
    owner = library.owner(entry)
    if owner:
        yield "school" if isinstance(owner, School) else "group", owner.key
    for tag in library.tags(entry):
        yield "tag", tag.name
    if entry.kind.name == "practice":
        for facet, field in CHOICES.items():
            for choice in library.choices(entry, field):
                yield facet, choice.key
        yield "time", time_band(entry.meta.time)
        yield "cost", cost_band(entry.meta.cost)
        yield "evidence", level(library, entry).key
    if entry.is_example:
        yield "example", "true"


def time_band(text: str) -> str:
    """The key of the band in which a time stands as a writer put it."""
    found = minutes(text)
    return REGULAR_TIME[0] if found is REGULAR else _band(found, TIMES)


def cost_band(text: str) -> str:
    """The key of the band in which a cost stands as a writer put it."""
    return _band(baht(text), COSTS)


def _band(found: Amount | None, bands: Sequence[Band]) -> str:
    """The band of the most that it may be; where that is open, the last band if even the least lies in it."""
    if found is None or (found.most == math.inf and found.least < bands[-2].most):
        return UNKNOWN[0]
    return next(band.key for band in bands if found.most <= band.most)


def labels(library: Library) -> dict[str, dict[str, str]]:
    """Facet → value → name, in the order in which readers expect the values. Tags and years name themselves."""
    vocabulary = library.vocabulary
    numerals = library.settings.numerals
    choices = {facet: getattr(vocabulary, field) for facet, field in CHOICES.items()}
    return {
        "kind": {kind.name: kind.label for kind in KINDS.values()},
        "group": {group.key: group.label for group in vocabulary.groups},
        "school": {school.key: school.label for school in vocabulary.schools},
        **{facet: {row.key: show(row.label, numerals) for row in rows} for facet, rows in choices.items()},
        "time": _names((*((band.key, band.label) for band in TIMES), REGULAR_TIME, UNKNOWN), library),
        "cost": _names((*((band.key, band.label) for band in COSTS), UNKNOWN), library),
        "evidence": {one.key: one.label for one in Level},
    }


def _names(rows: Sequence[tuple[str, str]], library: Library) -> dict[str, str]:
    return {key: show(label, library.settings.numerals) for key, label in rows}
