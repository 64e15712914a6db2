"""What is open and what became of it: questions with their answers, actions with their proof.

Nothing here is typed: a question is answered when a published entry names it in `answers`, an action is overdue when
its day has passed.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from khlang.entry import Entry
from khlang.items import DUE, PROOF, RESPONSIBLE, STATE, Item, Part, items
from khlang.library import Library
from khlang.thai.dates import find_date
from khlang.vocabulary import Group, School

PLANNED, DOING, DONE, DROPPED = "ยังไม่เริ่ม", "กำลังดำเนินการ", "เสร็จแล้ว", "ยกเลิก"
STATES = (PLANNED, DOING, DONE, DROPPED)
"""What may stand after สถานะ; where it is missing, the action has not begun."""

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Question:
    """A question, need or suggestion, and what answered it."""

    item: Item
    entry: Entry  # in which it was asked
    owner: Group | School | None
    answers: tuple[Entry, ...]  # the oldest first

    @property
    def id(self) -> str:
        """Its permanent id."""
        return self.item.id or ""

    @property
    def url(self) -> str:
        """Where it stands, below the site's root."""
        return f"{self.entry.url}#{self.id}"

    @property
    def short_url(self) -> str:
        """Its permanent short address."""
        return f"e/{self.id}/"

    @property
    def asked(self) -> datetime.date:
        """The day on which it was asked."""
        return self.entry.date or datetime.date.min

    @property
    def answered(self) -> datetime.date | None:
        """The day of the first answer, but not before it was asked; None while it is open."""
        return max(self.asked, self.answers[0].date or self.asked) if self.answers else None


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


@lru_cache(maxsize=4)  # every list of a build asks; a library is immutable
def questions(library: Library) -> tuple[Question, ...]:
    """The questions with an id of all listed entries, the newest first; of two with one id the first counts.

    An example answers only the questions of examples.
    """
    answers = _answers(library)
    found: dict[str, Question] = {}
    for entry in library.listed:
        for item in items(entry, "q"):
            if item.is_named and item.id not in found:
                closing = [one for one in answers.get(item.id, ()) if entry.is_example or not one.is_example]
                closing = [one for one in closing if one is not entry]
                found[item.id] = Question(item, entry, library.owner(entry), tuple(closing))
    return tuple(found.values())


@lru_cache(maxsize=4)
def answered_by(library: Library) -> dict[str, tuple[Question, ...]]:
    """File of an entry → the questions that it answers."""
    found: dict[str, list[Question]] = defaultdict(list)
    for question in questions(library):
        for entry in question.answers:
            found[entry.path].append(question)
    return {path: tuple(rows) for path, rows in found.items()}


@lru_cache(maxsize=4)
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
        day(_value(item.part(DUE))),
        state if state in STATES else PLANNED,
        _value(item.part(PROOF)),
    )


def day(typed: str) -> datetime.date | None:
    """A day as people type it in a list: `2026-12-15`, `15 ธ.ค. 2569`, `๑๕/๑๒/๒๕๖๙`. None where it is none."""
    iso = _ISO.fullmatch(typed.strip())
    if iso:
        try:
            return datetime.date.fromisoformat(iso[0])
        except ValueError:
            return None
    return find_date(typed)


def _answers(library: Library) -> dict[str, list[Entry]]:
    """Id of a question → the listed entries that say they answer it, the oldest first."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(library.listed, key=lambda one: (one.date or datetime.date.min, one.path)):
        for named in dict.fromkeys(getattr(entry.meta, "answers", ())):
            found[named].append(entry)
    return found


def _value(part: Part | None) -> str:
    return part.value if part else ""
