"""What all groups learnt, asked, answered and decided in a week or a month, gathered from their summaries."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from khlang.content.entry import Entry, of_kind
from khlang.content.items import blocks, lines_of, plain
from khlang.content.kinds.exchange import Exchange
from khlang.content.library import Library, remembered
from khlang.exchange.actions import Action, actions
from khlang.exchange.questions import Question, questions
from khlang.exchange.weeks import missing, monday_of
from khlang.thai.nothing import is_nothing

LEARNT = "write"  # the section of a summary that tells it
Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Learnt:
    """What one summary wrote down for others."""

    entry: Entry
    points: tuple[str, ...]  # without marks


@dataclass(frozen=True)
class Digest:
    """A week or a month."""

    start: datetime.date
    end: datetime.date  # its last day
    learnt: tuple[Learnt, ...]
    asked: tuple[Question, ...]
    answered: tuple[Question, ...]
    decided: tuple[Action, ...]
    published: tuple[Entry, ...]  # knowledge, research and practices of these days
    silent: tuple[str, ...]  # groups whose summary is missing

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.learnt or self.asked or self.answered or self.decided or self.published)

    @property
    def is_example(self) -> bool:
        """Whether the exchanges in it were made up; beside a real one no example stands."""
        shown: tuple[Learnt | Question | Action, ...] = (*self.learnt, *self.asked, *self.decided)
        entries = [thing.entry for thing in shown]
        return bool(entries) and all(entry.is_example for entry in entries)


def of_week(library: Library, monday: datetime.date) -> Digest:
    """The digest of the week of a Monday."""
    return _digest(library, monday, monday + datetime.timedelta(days=6), _silent(library, monday))


def of_month(library: Library, first: datetime.date) -> Digest:
    """The digest of the month that begins on a day."""
    following = (first.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
    return _digest(library, first, following - datetime.timedelta(days=1), ())


@remembered
def mondays(library: Library) -> tuple[datetime.date, ...]:
    """The weeks of which there is something to tell, the newest first."""
    return tuple(sorted({monday_of(day) for day in _days(library) if day <= library.today}, reverse=True))


@remembered
def months(library: Library) -> tuple[datetime.date, ...]:
    """The first days of the months of which there is something to tell, the newest first."""
    days = [day for day in _days(library) if day <= library.today]
    return tuple(sorted({day.replace(day=1) for day in (*days, *map(month_of, mondays(library)))}, reverse=True))


def month_of(monday: datetime.date) -> datetime.date:
    """The first day of the month that a week is counted to: that of its Wednesday."""
    return (monday + datetime.timedelta(days=2)).replace(day=1)


def points(entry: Entry, key: str, limit: int = 3) -> tuple[str, ...]:
    """The items of a section, or the first sentences of its paragraphs, as plain words."""
    section = next(part for part in entry.kind.sections if part.key == key)
    lines = (plain(line) for first, last in blocks(entry, section) for line in lines_of(entry, first, last))
    return tuple(islice((line for line in lines if not is_nothing(line)), limit))


def _digest(library: Library, start: datetime.date, end: datetime.date, silent: tuple[str, ...]) -> Digest:
    days = _in_order(library)
    entries = days.entries.between(start, end)
    if any(not summary.is_example for summary in of_kind(entries, Exchange)):
        days, entries = _in_order(library, False), _in_order(library, False).entries.between(start, end)
    summaries = sorted(of_kind(entries, Exchange), key=lambda summary: (summary.date, summary.path))
    return Digest(
        start,
        end,
        tuple(Learnt(entry, learnt) for entry in summaries if (learnt := points(entry, LEARNT))),
        days.asked.between(start, end),
        days.answered.between(start, end),
        days.decided.between(start, end),
        tuple(entry for entry in entries if entry.kind.is_new_reading),
        silent,
    )


@dataclass(frozen=True)
class _Timeline(Generic[Thing]):
    """Things by their day, so that a week need not look at ten years."""

    days: list[datetime.date]
    things: list[Thing]

    @classmethod
    def of(cls, things: Iterable[Thing], day: Callable[[Thing], datetime.date | None]) -> _Timeline[Thing]:
        dated = ((then, thing) for thing in things if (then := day(thing)))
        rows = sorted(dated, key=lambda row: row[0])
        return cls([then for then, _ in rows], [thing for _, thing in rows])

    def between(self, start: datetime.date, end: datetime.date) -> tuple[Thing, ...]:
        return tuple(self.things[bisect_left(self.days, start) : bisect_right(self.days, end)])


@dataclass(frozen=True)
class _Order:
    entries: _Timeline[Entry]
    asked: _Timeline[Question]
    answered: _Timeline[Question]
    decided: _Timeline[Action]


@remembered
def _in_order(library: Library, with_examples: bool = True) -> _Order:
    entries = [thing for thing in library.listed if with_examples or not thing.is_example]
    asked = [thing for thing in questions(library) if with_examples or not thing.entry.is_example]
    decided = [thing for thing in actions(library) if with_examples or not thing.entry.is_example]
    return _Order(
        _Timeline.of(entries, lambda thing: thing.date),
        _Timeline.of(asked, lambda thing: thing.asked),
        _Timeline.of(asked, lambda thing: thing.answered),
        _Timeline.of(decided, lambda thing: thing.entry.date),
    )


def _silent(library: Library, monday: datetime.date) -> tuple[str, ...]:
    return tuple(group.label for group in missing(library, monday))


def _days(library: Library) -> Iterator[datetime.date]:
    yield from (entry.date for entry in library.of_kind(Exchange) if entry.date)
    yield from (question.answered for question in questions(library) if question.answered)
