"""Which group shared in which week: the cells of the board, computed from summaries, records and the calendar.

It counts groups, never people. Examples are shown and not counted.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from khlang.content.entry import Entry, is_kind
from khlang.content.kinds.week import Week
from khlang.content.library import Library, remembered
from khlang.content.vocabulary import Group
from khlang.thai.dates import fiscal_days, fiscal_year, fiscal_year_name
from khlang.thai.numerals import show

FRIDAY = 5  # ISO: the day by which a group shares that has set none
WORKING_DAYS = 5
_WEEK = datetime.timedelta(days=7)


class State(StrEnum):
    """What a group did in a week."""

    SHARED = "shared"
    NO_MEETING = "no-meeting"
    NOT_PUBLIC = "not-public"
    MISSING = "missing"
    HOLIDAY = "holiday"  # its day, or the whole week
    BREAK = "break"  # between two terms
    AHEAD = "ahead"  # its day has not passed
    OUTSIDE = "outside"  # the group did not exist, or counting had not begun

    @property
    def label(self) -> str:
        """The words that readers see."""
        return {
            "shared": "แลกเปลี่ยนแล้ว",
            "no-meeting": "งดประชุม",
            "not-public": "ประชุมแล้ว (ไม่เผยแพร่)",
            "missing": "ยังไม่มีสรุป",
            "holiday": "วันหยุด",
            "break": "ปิดภาคเรียน",
            "ahead": "ยังไม่ถึงกำหนด",
            "outside": "ยังไม่เริ่มนับ",
        }[self.value]


COUNTED = (State.SHARED, State.NO_MEETING, State.NOT_PUBLIC, State.MISSING)
"""The states of weeks in which a summary was expected, or came all the same."""


@dataclass(frozen=True)
class Cell:
    """A group in a week."""

    state: State
    entry: Entry | None = None  # the summary; records have no page
    reason: str = ""  # why there was no meeting; the holiday's name
    is_example: bool = False

    @property
    def is_counted(self) -> bool:
        """Whether it stands in the counts."""
        return self.state in COUNTED and not self.is_example


@dataclass(frozen=True)
class Period:
    """A term or a fiscal year."""

    key: str  # "fiscal-2570", "term-2569-2"
    title: str
    start: datetime.date
    end: datetime.date

    @property
    def mondays(self) -> tuple[datetime.date, ...]:
        """The weeks that belong to it: those whose Wednesday, the middle of a working week, lies in it."""
        first = monday_of(self.start)
        days = (first + _WEEK * n for n in range((self.end - first).days // 7 + 1))
        return tuple(day for day in days if self.start <= day + datetime.timedelta(days=2) <= self.end)


def monday_of(day: datetime.date) -> datetime.date:
    """The Monday of a day's week."""
    return day - datetime.timedelta(days=day.weekday())


def cell(library: Library, group: Group, monday: datetime.date) -> Cell:
    """What a group did in the week of a Monday. An example shows only where nothing real is missing."""
    filled = _filled(library).get((group.key, monday))
    if filled is not None and not filled.is_example:
        return _of_entry(filled)
    empty = _empty(library, group, monday)
    return _of_entry(filled) if filled is not None and empty.state is not State.MISSING else empty


def _empty(library: Library, group: Group, monday: datetime.date) -> Cell:
    """What a week without a real record is."""
    expected = monday + datetime.timedelta(days=(group.weekday or FRIDAY) - 1)
    if not group.is_there(expected):
        return Cell(State.OUTSIDE)
    if holiday := _holiday(library, monday, group.weekday):
        return Cell(State.HOLIDAY, reason=holiday)
    if is_break(library, monday):
        return Cell(State.BREAK)
    if expected >= library.today:
        return Cell(State.AHEAD)
    begun = counted_from(library)
    return Cell(State.MISSING if begun and begun <= monday else State.OUTSIDE)


def counted_from(library: Library) -> datetime.date | None:
    """The Monday from which a missing summary shows: the office's setting, else the first week that anybody recorded."""
    if library.settings.exchange_from:
        return monday_of(library.settings.exchange_from)
    days = [monday for (_, monday), entry in _filled(library).items() if not entry.is_example]
    return min(days, default=None)


def is_break(library: Library, monday: datetime.date) -> bool:
    """Whether a week lies wholly between two terms of the calendar; beyond the calendar nobody knows."""
    friday = monday + datetime.timedelta(days=WORKING_DAYS - 1)
    terms = library.vocabulary.terms
    before = any(term.end < monday for term in terms)
    after = any(term.start > friday for term in terms)
    return before and after and not any(term.start <= friday and monday <= term.end for term in terms)


def holiday_on(library: Library, day: datetime.date) -> str:
    """The name of the holiday on a day; empty where there is none."""
    return next((holiday.name for holiday in library.vocabulary.holidays if holiday.start <= day <= holiday.last), "")


def groups_in(library: Library, period: Period) -> tuple[Group, ...]:
    """The groups that existed on some day of a period."""
    return tuple(
        group
        for group in library.vocabulary.groups
        if (group.since is None or group.since <= period.end) and (group.until is None or period.start <= group.until)
    )


def periods(library: Library) -> tuple[Period, ...]:
    """Every term and fiscal year that has begun and holds a record, and those of today; the newest first."""
    days = {*(monday for _, monday in _filled(library)), library.today}
    fiscal = sorted({fiscal_year(day) for day in days}, reverse=True)
    terms = sorted(library.vocabulary.terms, key=lambda term: term.start, reverse=True)
    return (*_terms(library, terms, days), *(_fiscal(library, year) for year in fiscal))


def current(library: Library) -> Period:
    """The term of today; outside of terms, the fiscal year."""
    running = [period for period in periods(library) if period.start <= library.today <= period.end]
    return next((period for period in running if period.key.startswith("term-")), running[-1])


def missing(library: Library, monday: datetime.date) -> tuple[Group, ...]:
    """The groups whose summary of a week is missing."""
    return tuple(group for group in library.vocabulary.groups if cell(library, group, monday).state is State.MISSING)


def _of_entry(entry: Entry) -> Cell:
    if is_kind(entry, Week):
        return Cell(State(entry.meta.state), reason=entry.meta.reason or "", is_example=entry.is_example)
    return Cell(State.SHARED, entry, is_example=entry.is_example)


def _holiday(library: Library, monday: datetime.date, weekday: int | None) -> str:
    """Why nobody can be expected to meet: the group's own day is a holiday, or every working day is."""
    if weekday:
        return holiday_on(library, monday + datetime.timedelta(days=weekday - 1))
    names = [holiday_on(library, monday + datetime.timedelta(days=n)) for n in range(WORKING_DAYS)]
    return names[0] if all(names) else ""


@remembered
def _filled(library: Library) -> dict[tuple[str, datetime.date], Entry]:
    """Group and Monday → what fills the cell: real before example, a summary before a record."""
    cells: dict[tuple[str, datetime.date], Entry] = {}
    weekly = (entry for entry in (*library.listed, *library.weeks) if entry.meta.fills_week)
    for entry in sorted(weekly, key=lambda other: (other.is_example, not other.kind.has_text, other.path)):
        owner = library.owner(entry)
        if owner is not None and entry.date is not None:
            cells.setdefault((owner.key, monday_of(entry.date)), entry)
    return cells


def _fiscal(library: Library, year: int) -> Period:
    title = fiscal_year_name(year, library.settings.numerals)
    return Period(f"fiscal-{year}", title, *fiscal_days(year))


def _terms(library: Library, terms: list, days: set[datetime.date]) -> Iterator[Period]:
    numerals = library.settings.numerals
    for term in terms:
        title = f"ภาคเรียนที่ {show(term.number, numerals)} ปีการศึกษา {show(term.year, numerals)}"
        if term.start <= library.today and any(monday_of(term.start) <= day <= term.end for day in days):
            yield Period(f"term-{term.year}-{term.number}", title, term.start, term.end)
