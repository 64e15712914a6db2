"""Reading lists (ชุดความรู้): for one job, what to read in which order and why, made of what the library holds."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from khlang.content.entry import Entry
from khlang.content.library import Library
from khlang.content.vocabulary import ReadingSet
from khlang.pages import words
from khlang.pages.lists.listings import Directory
from khlang.pages.lists.rows import HOME, Place, Row, row

LETTERS_A_MINUTE = 900  # an adult reads about 200 Thai words of 4.5 letters silently in a minute; an estimate

_SETS = Place(words.READING, "reading/")


@dataclass(frozen=True)
class Reading:
    """An entry in a reading list."""

    row: Row
    why: str
    minutes: int


@dataclass(frozen=True)
class ReadingList:
    """The page of a reading list."""

    uri: str
    title: str
    summary: str
    readings: tuple[Reading, ...]
    minutes: int  # for all of them
    others: tuple[Place, ...] = ()  # lists for other jobs
    crumbs: tuple[Place, ...] = (HOME, _SETS)
    template: str = "reading.html"


def pages(library: Library) -> Iterator[ReadingList | Directory]:
    """The directory of reading lists, and a page for each that holds anything."""
    places = places_of(library)
    yield Directory(
        "reading/index.md",
        words.READING,
        words.READING_SUMMARY,
        (("", places),) if places else (),
        (HOME,),
        words.NO_READING,
    )
    for known in library.vocabulary.reading:
        url = f"reading/{known.key}/"
        if any(place.url == url for place in places):
            yield _page(library, known, tuple(place for place in places if place.url != url))


def places_of(library: Library) -> tuple[Place, ...]:
    """The reading lists that hold anything, each with what it is good for."""
    counts = (
        (known, sum(library.by_id.get(read.id) in library.listed for read in known.reads))
        for known in library.vocabulary.reading
    )
    return tuple(Place(known.name, f"reading/{known.key}/", count, known.summary) for known, count in counts if count)


def sets_of(library: Library, entry: Entry) -> tuple[Place, ...]:
    """The reading lists that an entry stands in."""
    return tuple(
        Place(known.name, f"reading/{known.key}/")
        for known in library.vocabulary.reading
        if any(read.id == entry.meta.id for read in known.reads)
    )


def minutes(entry: Entry) -> int:
    """How long an entry takes to read."""
    return max(1, math.ceil(len(entry.body) / LETTERS_A_MINUTE))


def _page(library: Library, known: ReadingSet, others: tuple[Place, ...]) -> ReadingList:
    entries = ((library.by_id.get(read.id), read.why) for read in known.reads)
    readings = tuple(
        Reading(row(library, entry), why, minutes(entry)) for entry, why in entries if entry in library.listed
    )
    return ReadingList(
        f"reading/{known.key}.md", known.name, known.summary, readings, sum(one.minutes for one in readings), others
    )
