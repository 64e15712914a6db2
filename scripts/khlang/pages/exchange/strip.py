"""The last weeks of the board in small, for the home page: which group shared in which of them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from khlang.content.library import Library
from khlang.exchange.weeks import State, cell, monday_of
from khlang.pages.exchange import words
from khlang.thai.dates import week_days

WEEKS = 8
_WEEK = datetime.timedelta(days=7)


@dataclass(frozen=True)
class Week:
    """A column: one working week."""

    name: str  # ๑๖–๒๐ พ.ย. ๒๕๖๙
    is_now: bool


@dataclass(frozen=True)
class Mark:
    """A group in a week."""

    state: str
    label: str
    is_example: bool


@dataclass(frozen=True)
class Strip:
    """Groups by weeks, the newest week last."""

    weeks: tuple[Week, ...]
    groups: tuple[tuple[str, tuple[Mark, ...]], ...]  # short name → a mark a week
    states: tuple[tuple[str, str], ...]  # those that stand in it, for the legend
    has_examples: bool
    shared: int  # groups that shared this week; examples left out


def strip(library: Library) -> Strip:
    """The weeks up to the one that holds the library's day, for every group that exists in it."""
    now = monday_of(library.today)
    mondays = [now - _WEEK * n for n in reversed(range(WEEKS))]
    there = [group for group in library.vocabulary.groups if group.is_there(library.today)]
    rows = [(group, [cell(library, group, monday) for monday in mondays]) for group in there]
    cells = [one for _, row in rows for one in row]
    shown = {one.state for one in cells}
    return Strip(
        weeks=tuple(Week(week_days(monday, library.settings.numerals), monday == now) for monday in mondays),
        groups=tuple(
            (
                group.label.removeprefix(words.GROUP_WORD),
                tuple(
                    Mark(
                        one.state.value,
                        one.state.label + (words.EXAMPLE_CELL if one.is_example else ""),
                        one.is_example,
                    )
                    for one in row
                ),
            )
            for group, row in rows
        ),
        states=tuple((state.value, state.label) for state in State if state in shown and state is not State.OUTSIDE),
        has_examples=any(one.is_example for one in cells),
        shared=sum(row[-1].state is State.SHARED and not row[-1].is_example for _, row in rows),
    )
