"""The board: which group shared in which week of a term or a fiscal year, as a table and as JSON."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from khlang.content.library import Library
from khlang.exchange.weeks import COUNTED, Cell, Period, State, cell, current, groups_in, periods
from khlang.pages.exchange import words
from khlang.pages.exchange.summaries import SECTION
from khlang.pages.lists.rows import HOME, Place
from khlang.thai.dates import week_days

BOARD = Place(words.BOARD, "board/")
MEETINGS = "board/exchange.ics"  # the calendar of the weekly meetings alone


NEWEST = 4  # periods that are offered at once


@dataclass(frozen=True)
class Square:
    """A group in a week, as the table shows it."""

    state: str
    label: str  # for those who cannot see the mark
    url: str | None  # of the summary
    is_example: bool


@dataclass(frozen=True)
class Week:
    """A row of the table."""

    name: str  # ๑๖–๒๐ พ.ย. ๒๕๖๙
    iso: str  # its Monday
    url: str | None  # of its digest
    squares: tuple[Square, ...]


@dataclass(frozen=True)
class Board:
    """The table of a period, the newest week first."""

    uri: str
    title: str
    summary: str
    groups: tuple[Place, ...]
    weeks: tuple[Week, ...]
    counts: tuple[tuple[str, tuple[int, ...], int], ...]  # state → per group, in all
    states: tuple[tuple[str, str], ...]  # key and words of every state in the table
    has_examples: bool
    periods: tuple[Place, ...]  # the newest
    earlier: tuple[Place, ...]  # the others
    here: str  # the address of this period
    files: tuple[Place, ...]  # the same as data
    crumbs: tuple[Place, ...]
    template: str = "board.html"


def pages(library: Library) -> Iterator[Board]:
    """The board of the current period, and of every one that has a record."""
    now = current(library)
    yield _board(library, now, "board/index.md", (HOME, SECTION))
    for period in periods(library):
        yield _board(library, period, f"board/{period.key}.md", (HOME, SECTION, BOARD))


def files(library: Library) -> dict[str, bytes]:
    """`weeks.json` of every period, by its place below the site's root."""
    return {f"board/{period.key}/weeks.json": weeks_json(library, period) for period in periods(library)}


def weeks_json(library: Library, period: Period) -> bytes:
    """A period as JSON: `groups` (key, name) and `weeks`, each with its Monday and a state per group's key.

    States are those of `khlang.exchange.weeks.State`. Where there is one, `summary` is the address of the summary below the
    site's root and `reason` says why there was no meeting; `example: true` marks what was made up.
    """
    groups = groups_in(library, period)
    rows = []
    for monday in _begun(library, period):
        cells = {group.key: _cell_json(cell(library, group, monday)) for group in groups}
        rows.append({"monday": monday.isoformat(), "groups": cells})
    data = {
        "period": period.key,
        "title": period.title,
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "groups": [{"key": group.key, "name": group.name} for group in groups],
        "weeks": rows,
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _board(library: Library, period: Period, uri: str, crumbs: tuple[Place, ...]) -> Board:
    groups = groups_in(library, period)
    weeks = tuple(_begun(library, period))
    cells = {monday: [cell(library, group, monday) for group in groups] for monday in weeks}
    terms = [other for other in periods(library) if other.key.startswith("term-")]
    fiscal = [other for other in periods(library) if not other.key.startswith("term-")]
    newest = [*terms[:2], *fiscal[:2], *terms[2:], *fiscal[2:]]
    places = tuple(Place(other.title, f"board/{other.key}/") for other in newest)
    shown = Counter(square.state for row in cells.values() for square in row)
    return Board(
        uri=uri,
        title=f"{BOARD.title} {period.title}",
        summary=words.BOARD_SUMMARY,
        groups=tuple(Place(group.label, f"groups/{group.key}/") for group in groups),
        weeks=tuple(_week(library, monday, cells[monday]) for monday in reversed(weeks)),
        counts=tuple(_count(state, list(cells.values())) for state in COUNTED),
        states=tuple((state.value, state.label) for state in State if shown[state] and state is not State.OUTSIDE),
        has_examples=any(square.is_example for row in cells.values() for square in row),
        periods=places[:NEWEST],
        earlier=places[NEWEST:],
        here=f"board/{period.key}/",
        files=(
            Place(words.DATA, f"board/{period.key}/weeks.json"),
            Place(words.MEETINGS, MEETINGS),
        ),
        crumbs=crumbs,
    )


def _begun(library: Library, period: Period) -> Iterator[datetime.date]:
    """The weeks of a period up to this one."""
    return (monday for monday in period.mondays if monday <= library.today)


def _week(library: Library, monday: datetime.date, cells: list[Cell]) -> Week:
    name = week_days(monday, library.settings.numerals)
    has_digest = any(square.state is State.SHARED for square in cells)
    url = f"digests/{monday.isoformat()}/" if has_digest else None
    return Week(name, monday.isoformat(), url, tuple(map(_square, cells)))


def _square(group_week: Cell) -> Square:
    label = group_week.state.label + (f" ({group_week.reason})" if group_week.reason else "")
    if group_week.is_example:
        label += words.EXAMPLE_CELL
    return Square(
        group_week.state.value, label, group_week.entry.url if group_week.entry else None, group_week.is_example
    )


def _count(state: State, rows: list[list[Cell]]) -> tuple[str, tuple[int, ...], int]:
    columns = list(zip(*rows, strict=True))
    per_group = tuple(sum(square.state is state and square.is_counted for square in column) for column in columns)
    return state.label, per_group, sum(per_group)


def _cell_json(group_week: Cell) -> dict[str, str | bool]:
    data: dict[str, str | bool] = {"state": group_week.state.value}
    if group_week.entry is not None:
        data["summary"] = group_week.entry.url
    if group_week.reason:
        data["reason"] = group_week.reason
    if group_week.is_example:
        data["example"] = True
    return data
