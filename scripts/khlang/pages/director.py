"""The director's page: how the office's learning goes this fiscal year, beside the last, on one A4.

Every tile is one question: what was counted, this year and last, month by month where that says something. Made-up
entries count nowhere. A tile without anything says what its first would be.
"""

from __future__ import annotations

import datetime
import statistics
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from khlang.content.kinds.exchange import Exchange
from khlang.content.kinds.knowledge import Knowledge
from khlang.content.kinds.practice import Practice
from khlang.content.library import Library
from khlang.exchange.actions import actions
from khlang.exchange.questions import questions
from khlang.pages import words
from khlang.pages.annual_report import REPORTS, Year
from khlang.pages.lists.rows import HOME, Place
from khlang.pages.research.satisfaction import scores
from khlang.practices.adoptions import records
from khlang.research.needs import State, needs
from khlang.thai.dates import THAI_MONTHS_SHORT, fiscal_days, fiscal_year, thai_date
from khlang.thai.numerals import show

MONTHS = 12
WIDTH, HEIGHT = 120, 28  # of a drawn year, in its own units


@dataclass(frozen=True)
class Tile:
    """One question of a director, and its answer."""

    label: str
    value: str  # "๑๒ เรื่อง"; empty while there is none
    note: str  # the year before, or what the first would be
    detail: str  # one sentence more; may be empty
    url: str
    months: tuple[int, ...]  # a number for each of the last twelve whole months; empty where time says nothing
    line: str  # the same as points of an SVG polyline
    is_late: bool = False  # something waits for action


@dataclass(frozen=True)
class District:
    """Schools of a district, and how many of them take part."""

    name: str
    schools: int
    active: int  # with a practice or an adoption
    share: int  # of the schools, in per cent


@dataclass(frozen=True)
class GroupLine:
    """A group of the office, and how much it published this year."""

    place: Place
    entries: int
    share: int  # of what the most active group published, in per cent


@dataclass(frozen=True)
class Director:
    """The page."""

    title: str
    summary: str
    period: str
    as_of: str
    tiles: tuple[Tile, ...]
    groups: tuple[GroupLine, ...]
    districts: tuple[District, ...]
    month_names: tuple[str, ...]  # of the months that `Tile.months` has
    report: Place
    uri: str = "director.md"
    crumbs: tuple[Place, ...] = (HOME,)
    template: str = "director.html"


def pages(library: Library) -> Iterator[Director]:
    """The one page."""
    number = fiscal_year(library.today)
    now, last = Year(library, number), Year(library, number - 1)
    start, end = fiscal_days(number)
    numerals = library.settings.numerals
    yield Director(
        title=words.DIRECTOR.format(show(number, numerals)),
        summary=words.DIRECTOR_SUMMARY.format(show(number - 1, numerals)),
        period=words.FROM_TO.format(thai_date(start, numerals), thai_date(end, numerals)),
        as_of=thai_date(library.today, numerals),
        tiles=tuple(tile(now, last) for tile in TILES),
        groups=tuple(_groups(now)),
        districts=tuple(_districts(library)),
        month_names=tuple(THAI_MONTHS_SHORT[month - 1] for _, month in _months(library.today)),
        report=Place(REPORTS.title, f"reports/fiscal-{number}/"),
    )


def shared(now: Year, last: Year) -> Tile:
    """Summaries of exchanges, and how many groups they come from."""
    library = now.library
    days, before = ([entry.day for entry in year.of_kind(Exchange)] for year in (now, last))
    groups = len({owner.key for entry in now.of_kind(Exchange) if (owner := library.owner(entry))})
    detail = words.FROM_GROUPS.format(groups, len([g for g in library.vocabulary.groups if g.is_there(library.today)]))
    return _counted(now, words.SHARED, words.ENTRIES, days, before, (words.FIRST_SHARED, detail), "board/")


def learnt(now: Year, last: Year) -> Tile:
    """What people wrote down for others, and how many groups and schools it comes from."""
    days, before = ([entry.day for entry in year.of_kind(Knowledge)] for year in (now, last))
    owners = {owner.key for entry in now.of_kind(Knowledge) if (owner := now.library.owner(entry))}
    detail = words.FROM_OWNERS.format(len(owners)) if owners else ""
    return _counted(now, words.KNOWLEDGE, words.ENTRIES, days, before, (words.FIRST_LEARNT, detail), "knowledge/")


def answered(now: Year, last: Year) -> Tile:
    """Questions that were answered, and how fast."""
    every = [one for one in questions(now.library) if not one.entry.is_example]
    waits = [(one.answered - one.asked).days for one in every if one.answered and now.has(one.answered)]
    detail = words.ANSWERED_WITHIN.format(round(statistics.median(waits))) if waits else ""
    still = words.STILL_WAITING.format(sum(not one.answers for one in every))
    answers = [one.answered for one in every if one.answered]
    days, before = ([day for day in answers if year.has(day)] for year in (now, last))
    return _counted(
        now, words.ANSWERED, words.ITEMS, days, before, (words.FIRST_ANSWER, f"{detail} {still}".strip()), "questions/"
    )


def practised(now: Year, last: Year) -> Tile:
    """Practices that were published, and how often any was taken over."""
    days, before = ([entry.day for entry in year.of_kind(Practice)] for year in (now, last))
    detail = words.TAKEN_OVER.format(len(now.records))
    return _counted(now, words.PRACTICES, words.ENTRIES, days, before, (words.FIRST_PRACTICE, detail), "spread/")


def overdue(now: Year, last: Year) -> Tile:
    """Actions whose day has passed."""
    real = [one for one in actions(now.library) if not one.entry.is_example]
    late = sum(one.is_overdue(now.library.today) for one in real)
    going = sum(one.is_open for one in real)
    value = _value(now, late, words.THINGS) or (words.NONE if going else "")
    note = words.OF_OPEN.format(going) if going else words.NOTHING_OPEN
    return Tile(words.OVERDUE, value, _show(now, note), "", "actions/", (), "", late > 0)


def closed(now: Year, last: Year) -> Tile:
    """Needs that were met, as the same question asked again shows."""
    real = [one for one in needs(now.library) if not one.entry.is_example]
    done = sum(one.state is State.CLOSED for one in real)
    note = words.OF_NEEDS.format(len(real)) if real else words.FIRST_NEED
    return Tile(words.NEEDS_CLOSED, _value(now, done, words.ITEMS), _show(now, note), "", "needs/", (), "")


def satisfied(now: Year, last: Year) -> Tile:
    """What people say of the office's services: the last survey beside the one before it."""
    found = [one for one in scores(now.library) if not one.is_example]
    if not found:
        return Tile(words.SATISFACTION, "", words.FIRST_SURVEY, "", "satisfaction/", (), "")
    new, *earlier = found
    note = words.BEFORE_IT.format(earlier[0].mean, earlier[0].date) if earlier else words.FIRST_TIME
    value = _show(now, words.OUT_OF.format(new.mean, new.top))
    return Tile(words.SATISFACTION, value, _show(now, note), new.date, "satisfaction/", (), "")


TILES: tuple[Callable[[Year, Year], Tile], ...] = (
    shared,
    learnt,
    practised,
    answered,
    overdue,
    closed,
    satisfied,
)
"""The questions, in the order of the page."""


def _counted(
    now: Year,
    label: str,
    unit: str,
    days: Sequence[datetime.date],
    before: Sequence[datetime.date],
    notes: tuple[str, str],
    url: str,
) -> Tile:
    """A number of things of this year beside that of the last, and the months that ended before today's.

    Of the notes one says where the first of a year comes from, the other stands below the number.
    """
    first, detail = notes
    by_month = Counter((day.year, day.month) for day in (*before, *days))
    months = tuple(by_month[month] for month in _months(now.library.today))
    note = (first if not days else "", words.LAST_YEAR.format(len(before), unit) if before else "")
    return Tile(
        label,
        _value(now, len(days), unit),
        _show(now, " · ".join(filter(None, note)) or words.NONE_LAST_YEAR),
        _show(now, detail) if days or before else "",
        url,
        months if any(months) else (),
        _line(months) if any(months) else "",
    )


def _months(today: datetime.date) -> list[tuple[int, int]]:
    """The twelve months (year, month) before that of today, which is not over and would always look like a fall."""
    last = today.year * MONTHS + today.month - 2
    return [(month // MONTHS, month % MONTHS + 1) for month in range(last - MONTHS + 1, last + 1)]


def _value(now: Year, count: int, unit: str) -> str:
    return _show(now, f"{count} {unit}") if count else ""


def _show(now: Year, text: str) -> str:
    return show(text, now.library.settings.numerals)


def _line(months: tuple[int, ...]) -> str:
    """Numbers of months → points from left to right; the highest month reaches the top."""
    top = max(months) or 1
    return " ".join(
        f"{round(WIDTH * n / (MONTHS - 1), 1)},{round(HEIGHT - HEIGHT * count / top, 1)}"
        for n, count in enumerate(months)
    )


def _groups(now: Year) -> Iterator[GroupLine]:
    """The groups that are there, in the order of the vocabulary; none of them while nobody published anything."""
    counts = Counter(owner.key for entry in now.entries if (owner := now.library.owner(entry)))
    groups = [group for group in now.library.vocabulary.groups if group.is_there(now.library.today)]
    most = max((counts[group.key] for group in groups), default=0)
    for group in groups if most else ():
        place = Place(group.label, f"groups/{group.key}/")
        yield GroupLine(place, counts[group.key], round(100 * counts[group.key] / most))


def _districts(library: Library) -> Iterator[District]:
    """The districts of the schools, in the order of the vocabulary."""
    owners = (library.owner(entry) for entry in (*library.of_kind(Practice), *records(library)) if not entry.is_example)
    active = {owner.key for owner in owners if owner}
    by_name: dict[str, list[bool]] = {}
    for school in library.vocabulary.schools:
        by_name.setdefault(school.district or words.NO_DISTRICT, []).append(school.key in active)
    for name, schools in by_name.items():
        yield District(name, len(schools), sum(schools), round(100 * sum(schools) / len(schools)))
