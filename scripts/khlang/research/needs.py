"""Needs from finding to satisfaction: what was found, who acts on it, what people say afterwards.

    ## ปัญหาและความต้องการ                                  ## การดำเนินงาน (of any entry)

    - ได้รับคำตอบช้า {#n5twq8}                               - แจ้งวันที่จะตอบ {#a6kz3d}
        - ตัวชี้วัด: 1.1.1          an item of the survey         - ความต้องการ: n5twq8
        - วัดซ้ำ: r8d4vn            the survey that asked again   - ผู้รับผิดชอบ: …
        - เป้าหมาย: 4.00           a mean; else the level มาก

A need is closed when the same question, asked again, has a mean that is higher than before and reaches the target.
Nobody types a state.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from khlang.content.entry import Entry
from khlang.content.items import Item, items
from khlang.content.kinds.research import Research
from khlang.content.library import Library, remembered
from khlang.exchange.actions import DROPPED, Action, actions
from khlang.research.findings import findings
from khlang.survey.statistics import ItemResult
from khlang.thai.normal import normalise
from khlang.thai.numerals import arabic_digits

INDICATOR, AGAIN, TARGET = "ตัวชี้วัด", "วัดซ้ำ", "เป้าหมาย"
"""The names of a need's parts, as writers type them."""

ACTS_ON = "ความต้องการ"
"""The part of an action that names the need it meets."""

_AGAIN = re.compile(r"(?P<id>[a-z0-9]+)(?:\s+(?:ข้อ\s*)?(?P<key>\S+))?")


class State(StrEnum):
    """How far a need has come; the value is what a reader sees."""

    NOBODY = "ยังไม่มีผู้ดำเนินการ"
    WAITING = "รอวัดผล"
    SHORT = "วัดแล้ว ยังไม่ถึงเป้าหมาย"
    CLOSED = "ปิดแล้ว"


@dataclass(frozen=True)
class Measure:
    """What people said on the question of a need."""

    entry: Entry  # the survey
    item: ItemResult
    span: tuple[int, int]  # the numbers of the lowest and the highest level


@dataclass(frozen=True)
class Need:
    """A need and what became of it."""

    item: Item
    entry: Entry  # in which it was found
    actions: tuple[Action, ...]
    before: Measure | None
    after: Measure | None
    target: Decimal | None

    @property
    def id(self) -> str:
        """Its permanent id."""
        return self.item.id or ""

    @property
    def url(self) -> str:
        """The address of its page."""
        return f"needs/{self.id}/"

    @property
    def change(self) -> Decimal | None:
        """Δ: the later mean less the earlier one, as both are shown."""
        if self.before is None or self.after is None:
            return None
        before, after = self.before.item.mean, self.after.item.mean
        return None if before is None or after is None else after - before

    @property
    def state(self) -> State:
        """Where it stands. Actions that were given up do not count."""
        if self.change is not None and self.after is not None:
            is_met = (
                self.target is not None and self.after.item.mean is not None and self.after.item.mean >= self.target
            )
            return State.CLOSED if self.change > 0 and is_met else State.SHORT
        return State.WAITING if any(one.state != DROPPED for one in self.actions) else State.NOBODY


@remembered
def needs(library: Library) -> tuple[Need, ...]:
    """The needs with an id of all listed surveys and studies, the newest first. Examples have actions of examples only."""
    acting: dict[str, list[Action]] = {}
    for action in actions(library):
        part = action.item.part(ACTS_ON)
        for known in part.value.replace(",", " ").split() if part else ():
            acting.setdefault(known, []).append(action)
    found: dict[str, Need] = {}
    for entry in library.of_kind(Research):
        for item in items(entry, "n"):
            if item.is_named and item.id not in found:
                own = tuple(one for one in acting.get(item.id or "", ()) if one.entry.is_example == entry.is_example)
                found[item.id or ""] = _need(library, entry, item, own)
    return tuple(found.values())


def measure(library: Library, entry: Entry, key: str) -> Measure | None:
    """What an item of a survey says; None where there are no data, no such item, or too few answers."""
    results = findings(library, entry).results
    item = results.item(arabic_digits(key).removeprefix("ข้อ").strip()) if results else None
    if results is None or item is None or item.mean is None:
        return None
    scale = results.survey.part_of(item.item).scale
    return Measure(entry, item, (scale.first, scale.last))


def asked_again(library: Library, item: Item) -> tuple[Entry[Research] | None, str]:
    """The survey that `วัดซ้ำ` names, and the key of its item: the same as before where none is typed."""
    again, indicator = item.part(AGAIN), item.part(INDICATOR)
    typed = _AGAIN.match(again.value.strip()) if again else None
    if typed is None:
        return None, ""
    return library.find(Research, typed["id"]), typed["key"] or (indicator.value if indicator else "")


def is_same_question(before: Measure, after: Measure) -> bool:
    """Whether two surveys asked the same on the same scale; else their means cannot be compared."""
    same_words = normalise(before.item.item.text).split() == normalise(after.item.item.text).split()
    return same_words and before.span == after.span


def typed_target(item: Item) -> Decimal | None:
    """The target as typed; None where there is none that can be read."""
    part = item.part(TARGET)
    try:
        return Decimal(arabic_digits(part.value.strip())) if part else None
    except InvalidOperation:
        return None


def _need(library: Library, entry: Entry, item: Item, own: tuple[Action, ...]) -> Need:
    indicator = item.part(INDICATOR)
    before = measure(library, entry, indicator.value) if indicator else None
    later, key = asked_again(library, item)
    after = measure(library, later, key) if later in library.listed and later is not None and before else None
    if before and after and (not is_same_question(before, after) or after.entry.is_example != entry.is_example):
        after = None
    return Need(
        item, entry, own, before, after, typed_target(item) or (_usual_target(library, after) if after else None)
    )


def _usual_target(library: Library, after: Measure) -> Decimal | None:
    """Where nobody set one: the lowest mean of the level below the highest, which is มาก of five."""
    results = findings(library, after.entry).results
    part = next((one for one in results.parts if after.item in one.items), None) if results else None
    return part.bands[-2].low if part and part.bands else None
