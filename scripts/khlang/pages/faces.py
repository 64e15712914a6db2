"""What of each kind stands in lists, in search and on top of its page: as the kind declares it, and what must be computed.

The content half of a kind (`khlang.content.kinds`) names its fields; here is what needs the rest of the library.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from khlang.content.entry import Entry
from khlang.content.fields import labels_of
from khlang.content.kinds.adoption import Adoption
from khlang.content.kinds.practice import Practice
from khlang.content.library import Library
from khlang.content.meta import Record
from khlang.pages.lists.bands import cost_band, time_band
from khlang.practices.adoptions import adopter
from khlang.practices.evidence import level
from khlang.thai.dates import thai_date
from khlang.thai.numerals import show

Facets = Iterator[tuple[str, str]]


def _no_facts(library: Library, entry: Entry) -> tuple[str, ...]:
    return ()


def _no_facets(library: Library, entry: Entry) -> Facets:
    yield from ()


@dataclass(frozen=True)
class Face:
    """What of a kind is computed."""

    facts: Callable[[Library, Entry], tuple[str, ...]] = _no_facts  # before those that are fields
    facets: Callable[[Library, Entry], Facets] = _no_facets  # after those that are fields


def _adopter_outside(library: Library, record: Entry[Adoption]) -> tuple[str, ...]:
    """Who took something over; a group or school of the office stands beside the date."""
    return () if library.owner(record) else (adopter(library, record).name,)


def _of_practice(library: Library, practice: Entry[Practice]) -> Facets:
    yield "time", time_band(practice.meta.time)
    yield "cost", cost_band(practice.meta.cost)
    yield "evidence", level(library, practice).key


FACES: dict[type[Record], Face] = {Practice: Face(facets=_of_practice), Adoption: Face(facts=_adopter_outside)}
"""The kinds of which something is computed."""


def face(entry: Entry) -> Face:
    """The face of an entry's kind."""
    return FACES.get(type(entry.meta), Face())


def facts(library: Library, entry: Entry) -> tuple[str, ...]:
    """What decides at a glance, below the title in lists: grade, time, cost; who adopted and what came of it."""
    declared = (words(library, entry, field, ", ", short=True) for field in entry.kind.facts)
    numerals = library.settings.numerals
    return tuple(show(fact, numerals) for fact in (*face(entry).facts(library, entry), *declared) if fact)


def facets(library: Library, entry: Entry) -> Facets:
    """By what the entries of its kind, and only they, are narrowed."""
    for facet, field in entry.kind.facets:
        from_vocabulary = field in entry.meta.vocabularies()
        keys = [row.key for row in library.choices(entry, field)] if from_vocabulary else entry.meta.names(field)
        yield from ((facet, key) for key in keys)
    yield from face(entry).facets(library, entry)


def glance(library: Library, entry: Entry) -> tuple[tuple[str, str], ...]:
    """What a reader decides by before reading, as label and value; rows without a value are left out."""
    rows = (
        (
            shown.label or entry.kind.meta.model_fields[shown.field].title or shown.field,
            words(library, entry, shown.field, " · ", short=shown.short) or shown.otherwise(library.settings),
        )
        for shown in entry.kind.glance
    )
    return tuple((label, show(value, library.settings.numerals)) for label, value in rows if value)


def words(library: Library, entry: Entry, field: str, between: str, *, short: bool = False) -> str:
    """What stands in a field, as readers see it: names of a vocabulary, what a choice means, the text itself."""
    if field in entry.meta.vocabularies():
        rows = library.choices(entry, field)
        return between.join(row.label if short else row.name for row in rows)
    value = entry.meta.value(field)
    if isinstance(value, datetime.date):
        return thai_date(value, library.settings.numerals)
    meaning = labels_of(entry.kind.meta.model_fields[field])
    return between.join(meaning.get(name, name) for name in entry.meta.names(field))
