"""Needs from finding to satisfaction: what was found, who acts on it, what people say afterwards.

    ## ปัญหาและความต้องการ                                  ## การดำเนินงาน (of any entry)

    - ได้รับคำตอบช้า {#n5twq8}                               - แจ้งวันที่จะตอบ {#a6kz3d}
        - ตัวชี้วัด: 1.1.1          an item of the survey         - ความต้องการ: n5twq8
        - วัดซ้ำ: r8d4vn            the survey that asked again   - ผู้รับผิดชอบ: …
        - เป้าหมาย: 4.00           a mean; else the level มาก

A need is closed on evidence only: the same question on the same scale, asked again by a later survey, has a mean that is
higher by more than chance (the interval of the difference leaves out zero) and reaches the target, and before it was
asked again an action that meets the need was done and can be shown. What lacks any of this is shown as what it is.
Nobody types a state.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from khlang.content.entry import Entry
from khlang.content.items import Item, items
from khlang.content.kinds.research import Research
from khlang.content.library import Library, remembered
from khlang.exchange.actions import DONE, DROPPED, Action, actions
from khlang.research.findings import findings
from khlang.survey.data import Scale
from khlang.survey.differences import interval_of_change
from khlang.survey.rounding import half_up
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
    NO_BETTER = "วัดซ้ำแล้ว ไม่ดีขึ้น"
    UNSURE = "ดีขึ้น ยังสรุปไม่ได้"
    SHORT = "ดีขึ้น ยังไม่ถึงเป้าหมาย"
    UNPROVEN = "ดีขึ้น ยังไม่มีหลักฐานการดำเนินงาน"
    CLOSED = "แก้ไขแล้วและดีขึ้น"


@dataclass(frozen=True)
class Measure:
    """What people said on the question of a need."""

    entry: Entry  # the survey
    item: ItemResult
    scale: Scale
    first_day: datetime.date | None  # of answering, or the day of the survey where its data do not say
    last_day: datetime.date | None

    @property
    def span(self) -> tuple[int, int]:
        """The numbers of the lowest and the highest level."""
        return self.scale.first, self.scale.last


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
    def interval(self) -> tuple[Decimal, Decimal] | None:
        """The 95 % interval of the change; None while it cannot be told."""
        if self.before is None or self.after is None:
            return None
        found = interval_of_change(self.after.item, self.before.item)
        return None if found is None else (half_up(found[0]), half_up(found[1]))

    @property
    def is_surely_better(self) -> bool:
        """Whether the mean rose by more than chance would let it: the interval of the change leaves out zero."""
        if self.before is None or self.after is None:
            return False
        found = interval_of_change(self.after.item, self.before.item)
        return found is not None and found[0] > 0

    @property
    def proven(self) -> tuple[Action, ...]:
        """The actions that were done, can be shown, and had to be done before people were asked again."""
        asked = self.after.first_day if self.after else None
        return tuple(one for one in self.actions if one.state == DONE and one.proof and _is_before(one, asked))

    @property
    def state(self) -> State:
        """Where it stands. Actions that were given up do not count."""
        if self.change is None or self.after is None:
            return State.WAITING if any(one.state != DROPPED for one in self.actions) else State.NOBODY
        if self.change <= 0:
            return State.NO_BETTER
        if not self.is_surely_better:
            return State.UNSURE
        if self.target is None or self.after.item.mean is None or self.after.item.mean < self.target:
            return State.SHORT
        return State.CLOSED if self.proven else State.UNPROVEN


def _is_before(one: Action, asked: datetime.date | None) -> bool:
    """Whether an action had its day before people were asked again: the day it was due, else that of its decision."""
    day = one.due or one.entry.date
    return asked is not None and day is not None and day < asked


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
    collected = results.survey.collected
    days = (collected.first, collected.last) if collected else (entry.date, entry.date)
    return Measure(entry, item, results.survey.part_of(item.item).scale, *days)


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
    same_scale = before.scale.first == after.scale.first and _plain(before.scale) == _plain(after.scale)
    return same_words and same_scale and before.item.item.reversed == after.item.item.reversed


def is_later(before: Measure, after: Measure) -> bool:
    """Whether people were asked again after they had been asked first: no answer of the later survey is as old."""
    return after.first_day is not None and before.last_day is not None and after.first_day > before.last_day


def _plain(scale: Scale) -> list[str]:
    return ["".join(normalise(label).casefold().split()) for label in scale.labels]


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
    if before and after and not _may_be_compared(before, after):
        after = None
    return Need(
        item, entry, own, before, after, typed_target(item) or (_usual_target(library, after) if after else None)
    )


def _may_be_compared(before: Measure, after: Measure) -> bool:
    is_alike = before.entry.is_example == after.entry.is_example
    return is_alike and is_same_question(before, after) and is_later(before, after)


def _usual_target(library: Library, after: Measure) -> Decimal | None:
    """Where nobody set one: the lowest mean of the level below the highest, which is มาก of five."""
    results = findings(library, after.entry).results
    part = next((one for one in results.parts if after.item in one.items), None) if results else None
    return part.bands[-2].low if part and part.bands else None
