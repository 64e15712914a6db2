"""Practices side by side: what a teacher chooses between, row by row.

All of them stand on the page, so that it reads without script; with script a reader chooses up to three.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from khlang.content.entry import Entry
from khlang.content.kinds.practice import Practice
from khlang.content.library import Library
from khlang.pages.faces import glance
from khlang.pages.lists.rows import HOME, Place, Row, row
from khlang.pages.practices import words
from khlang.pages.practices.dials import Dials, dials
from khlang.practices.adoptions import adoptions
from khlang.thai.numerals import show

MOST = 3  # beside each other


@dataclass(frozen=True)
class Column:
    """One practice."""

    id: str
    row: Row
    dials: Dials
    cells: tuple[str, ...]  # in the order of `Compare.labels`; "–" where it says nothing


@dataclass(frozen=True)
class Compare:
    """The page."""

    labels: tuple[str, ...]
    columns: tuple[Column, ...]
    crumbs: tuple[Place, ...]
    most: int = MOST
    uri: str = "practices/compare.md"
    title: str = words.COMPARE
    summary: str = words.COMPARE_SUMMARY
    template: str = "compare.html"


def pages(library: Library) -> Iterator[Compare]:
    """The page; none while there are not two practices in use."""
    practices = _compared(library)
    if not practices:
        return
    told = {entry.path: dict(_told(library, entry)) for entry in practices}
    labels = tuple(dict.fromkeys(label for cells in told.values() for label in cells))
    yield Compare(
        labels=labels,
        columns=tuple(
            Column(
                entry.meta.id or "",
                row(library, entry),
                dials(library, entry),
                tuple(told[entry.path].get(label, "–") for label in labels),
            )
            for entry in practices
        ),
        crumbs=(HOME, Place(words.PRACTICES, "practices/")),
    )


def address(library: Library, practice: Entry[Practice]) -> str | None:
    """Where a practice stands beside others; None while there is no such page or it is not on it."""
    return f"practices/compare/?p={practice.meta.id}" if practice in _compared(library) else None


def _compared(library: Library) -> list[Entry[Practice]]:
    """The practices in use, real ones first; none where there is nothing to compare with."""
    practices = [entry for entry in library.of_kind(Practice) if entry.status == "published" and entry.meta.id]
    return sorted(practices, key=lambda one: one.is_example) if len(practices) > 1 else []


def _told(library: Library, practice: Entry[Practice]) -> Iterator[tuple[str, str]]:
    numerals = library.settings.numerals
    shown = dials(library, practice)
    yield words.EVIDENCE, f"{shown.evidence} ({shown.step})"
    yield from glance(library, practice)
    measured = practice.meta.measured
    if measured:
        yield words.MEASURED, " · ".join(show(f"{one.what} {one.before} → {one.after}", numerals) for one in measured)
    yield words.TAKEN_OVER, show(words.TIMES.format(len(adoptions(library, practice))), numerals)
