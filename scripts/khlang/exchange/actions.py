"""Actions that somebody decided on: who is responsible, by when, in which state, with what proof.

Nothing here is typed twice: an action is overdue when its day has passed.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from khlang.content.entry import Entry
from khlang.content.items import DUE, PROOF, RESPONSIBLE, STATE, Item, Part, items
from khlang.content.library import Library, remembered
from khlang.content.vocabulary import Group, School
from khlang.thai.dates import read_day

PLANNED, DOING, DONE, DROPPED = "ยังไม่เริ่ม", "กำลังดำเนินการ", "เสร็จแล้ว", "ยกเลิก"
STATES = (PLANNED, DOING, DONE, DROPPED)
"""What may stand after สถานะ; where it is missing, the action has not begun."""


@dataclass(frozen=True)
class Action:
    """What a post or group does, by when, and what shows that it was done."""

    item: Item
    entry: Entry  # in which it was decided
    responsible: str
    group: Group | School | None  # where the responsible is one
    due: datetime.date | None
    state: str  # one of STATES
    proof: str  # Markdown, empty while there is none

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do it."""
        return self.state in (PLANNED, DOING)

    def is_overdue(self, today: datetime.date) -> bool:
        """Whether it is open and its day has passed."""
        return self.is_open and self.due is not None and self.due < today


@remembered
def actions(library: Library) -> tuple[Action, ...]:
    """The actions of all listed entries, the newest decision first."""
    return tuple(action(library, entry, item) for entry in library.listed for item in items(entry, "a"))


def action(library: Library, entry: Entry, item: Item) -> Action:
    """An item of a list of actions, understood as far as it goes."""
    responsible = _value(item.part(RESPONSIBLE))
    state = _value(item.part(STATE))
    return Action(
        item,
        entry,
        responsible,
        library.vocabulary.owner(responsible) if responsible else None,
        read_day(_value(item.part(DUE))),
        state if state in STATES else PLANNED,
        _value(item.part(PROOF)),
    )


def _value(part: Part | None) -> str:
    return part.value if part else ""
