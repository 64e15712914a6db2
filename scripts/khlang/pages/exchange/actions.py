"""The board of actions: what somebody has undertaken to do, what is overdue, what is done and what shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from khlang.content.items import plain
from khlang.content.library import Library
from khlang.content.markdown import links
from khlang.content.vocabulary import Group
from khlang.exchange.actions import DONE, DROPPED, Action, actions
from khlang.pages.exchange import words
from khlang.pages.lists.rows import HOME, Place
from khlang.thai.dates import fiscal_year, thai_date
from khlang.thai.numerals import show

BOARD = Place(words.ACTIONS, "actions/")


@dataclass(frozen=True)
class ActionRow:
    """An action as it stands on the board."""

    id: str
    text: str
    url: str  # where it was decided
    source: str  # the title of that entry
    responsible: str
    group: Place | None
    due: str
    iso: str
    state: str
    is_overdue: bool
    is_open: bool
    proof: Place | None  # its address is empty where it is a number on paper
    is_example: bool


@dataclass(frozen=True)
class ActionBoard:
    """Actions in parts: overdue, open, done."""

    uri: str
    title: str
    summary: str
    parts: tuple[tuple[str, str, tuple[ActionRow, ...]], ...]  # key, heading, rows
    counts: tuple[tuple[str, int], ...]  # words → how many, examples left out
    years: tuple[Place, ...]
    crumbs: tuple[Place, ...]
    empty: str
    template: str = "actions.html"


def pages(library: Library) -> Iterator[ActionBoard]:
    """What is open, all of it; what is closed, by the fiscal year of its day."""
    everything = actions(library)
    closed = [action for action in everything if not action.is_open]
    years = sorted({_year(action) for action in closed}, reverse=True)
    places = tuple(
        Place(words.DONE_IN_YEAR.format(show(year, library.settings.numerals)), f"actions/fiscal-{year}/")
        for year in years
    )
    yield ActionBoard(
        "actions/index.md",
        BOARD.title,
        words.ACTIONS_SUMMARY,
        open_parts(library, [action for action in everything if action.is_open]),
        _counts(library, everything),
        places,
        (HOME,),
        words.NO_ACTIONS,
    )
    for year, place in zip(years, places, strict=True):
        own = sorted((action for action in closed if _year(action) == year), key=_order, reverse=True)
        parts = [
            (state, state, tuple(action_row(library, action) for action in own if action.state == state))
            for state in (DONE, DROPPED)
        ]
        yield ActionBoard(
            f"actions/fiscal-{year}.md",
            place.title,
            words.CLOSED_SUMMARY,
            tuple(part for part in parts if part[2]),
            (),
            (),
            (HOME, BOARD),
            "",
        )


def of_group(library: Library, group: Group) -> tuple[tuple[str, str, tuple[ActionRow, ...]], ...]:
    """What a group has to do, the overdue first."""
    return open_parts(library, [action for action in actions(library) if action.is_open and action.group is group])


def open_parts(library: Library, unfinished: Sequence[Action]) -> tuple[tuple[str, str, tuple[ActionRow, ...]], ...]:
    """Open actions in two parts, each by its day; a part without actions is left out."""
    rows = sorted(unfinished, key=_order)
    parts = [
        ("overdue", words.OVERDUE, [action for action in rows if action.is_overdue(library.today)]),
        ("open", words.NOT_DUE, [action for action in rows if not action.is_overdue(library.today)]),
    ]
    return tuple(
        (key, heading, tuple(action_row(library, action) for action in rows)) for key, heading, rows in parts if rows
    )


def action_row(library: Library, action: Action) -> ActionRow:
    """An action → its row."""
    group = action.group
    folder = "groups" if isinstance(group, Group) else "schools"
    return ActionRow(
        id=action.item.id or "",
        text=action.item.text,
        url=f"{action.entry.url}#{action.item.id or ''}",
        source=action.entry.meta.title,
        responsible=action.responsible,
        group=Place(group.label, f"{folder}/{group.key}/") if group else None,
        due=thai_date(action.due, library.settings.numerals, short=True) if action.due else "",
        iso=action.due.isoformat() if action.due else "",
        state=action.state,
        is_overdue=action.is_overdue(library.today),
        is_open=action.is_open,
        proof=_proof(library, action),
        is_example=action.entry.is_example,
    )


def _proof(library: Library, action: Action) -> Place | None:
    """What shows that it was done: its words, and the address of the first thing that they link to or name by its id."""
    if not action.proof:
        return None
    named = library.by_id.get(action.proof)
    if named is not None and named in library.public:
        return Place(named.meta.title, named.url)
    link = next(iter(links(action.proof)), None)
    if link is None:
        return Place(plain(action.proof), "")
    target = library.target(action.entry.path, link.target)
    if target is None:
        return Place(plain(action.proof), link.target)
    page = library.by_path.get(target)
    return Place(plain(action.proof), page.url if page in library.public else target if page is None else "")


def _counts(library: Library, everything: Sequence[Action]) -> tuple[tuple[str, int], ...]:
    real = [action for action in everything if not action.entry.is_example]
    overdue = sum(action.is_overdue(library.today) for action in real)
    return (
        (words.OVERDUE, overdue),
        (words.NOT_DUE, sum(action.is_open for action in real) - overdue),
        (DONE, sum(action.state == DONE for action in real)),
    )


def _year(action: Action) -> int:
    return fiscal_year(action.due or action.entry.day)


def _order(action: Action) -> tuple[date, str, int]:
    return (action.due or action.entry.day, action.entry.path, action.item.line)
