"""Records of adoption (บันทึกการนำไปใช้) by the entry that they adopt, and who adopted it."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from khlang.content.entry import Entry
from khlang.content.fields import labels_of
from khlang.content.kinds.adoption import Adoption
from khlang.content.library import Library, remembered
from khlang.content.vocabulary import Group, School
from khlang.thai.normal import normalise

OUTCOMES = labels_of(Adoption.model_fields["outcome"])
"""What came of an adoption, as the file has it → as readers see it."""


class Scope(StrEnum):
    """How far from the office something was taken over."""

    INSIDE = "inside"
    PROVINCE = "province"
    OUTSIDE = "outside"

    @property
    def label(self) -> str:
        """The words that a reader sees."""
        return {"inside": "ในสังกัด", "province": "ในจังหวัด", "outside": "นอกจังหวัด"}[self.value]


@dataclass(frozen=True)
class Adopter:
    """Who took something over: a group or school of the vocabulary, or one outside."""

    name: str
    scope: Scope
    place: Group | School | None = None  # None: outside
    office: str = ""  # of one outside: สำนักงานเขต or another
    province: str = ""


def adopter(library: Library, record: Entry[Adoption]) -> Adopter:
    """Who took over what a record of adoption tells of."""
    meta = record.meta
    place = library.owner(record)
    if place is not None or meta.adopter is None:
        return Adopter(place.label if place else str(meta.owner), Scope.INSIDE, place)
    is_near = meta.province == library.settings.province
    return Adopter(
        normalise(meta.adopter),
        Scope.PROVINCE if is_near else Scope.OUTSIDE,
        office=normalise(meta.office or ""),
        province=meta.province or "",
    )


def started(record: Entry[Adoption]) -> datetime.date:
    """The day on which an adoption began; the record's own where it says none."""
    return record.meta.started or record.day


def adoptions(library: Library, entry: Entry) -> tuple[Entry[Adoption], ...]:
    """The public records that an entry was taken over, the first to begin first.

    Made-up records count for made-up entries only.
    """
    records = _by_adopted(library).get(entry.meta.id or "", ())
    return tuple(record for record in records if entry.is_example or not record.is_example)


def taken_over(library: Library, record: Entry[Adoption]) -> Entry:
    """The entry that a record of adoption is about, where readers can open it. Raises ValueError where they cannot."""
    entry = adopted(library, record)
    if entry is None:
        raise ValueError(f"{record.path}: {record.meta.adopts} cannot be read")
    return entry


def adopted(library: Library, record: Entry[Adoption]) -> Entry | None:
    """The public entry that a record of adoption is about."""
    entry = library.by_id.get(record.meta.adopts)
    return entry if entry is not None and library.is_listed(entry) else None


@remembered
def records(library: Library) -> tuple[Entry[Adoption], ...]:
    """All public records of adoption that count: neither made up nor of something made up; newest first."""
    return tuple(
        record
        for record in library.of_kind(Adoption)
        if not record.is_example and (entry := adopted(library, record)) is not None and not entry.is_example
    )


@remembered
def _by_adopted(library: Library) -> dict[str, tuple[Entry[Adoption], ...]]:
    by_id: dict[str, list[Entry[Adoption]]] = defaultdict(list)
    for record in library.of_kind(Adoption):
        by_id[record.meta.adopts].append(record)
    return {id_: tuple(sorted(rows, key=lambda row: (started(row), row.path))) for id_, rows in by_id.items()}
