"""From answers to sums, so that nobody's answers can be proved from what is published.

Small groups are joined (`merging`), then each table (an item or a score by a grouping) is told if after it the audit
of `disclosure` still finds a second table of answers for everything that may not be proved. Tables are tried in the
author's order of groupings, so what is suppressed is by the groupings that come last. A grouping by which nothing is
told keeps its numbers of respondents.

*Scores.* Where every item of an aspect is told by a grouping, its Σt adds nothing. Where some are not, Σt gives the sum of
those, and each of them is audited again with it: another item of the sum must be able to make up for what it changes.
Σt² is not linear, and is no part of the audit: it is told where in every category at least two differ from the most
frequent score.

*Blanks.* Nobody is left out for one. Σ over items less Σt is what those answered who left some of an aspect out. Where they
are fewer than `least` and this would prove an answer, the score goes without some of the complete, so that `least` are
in the difference.

*Words* of open answers: `words`; *check-boxes*: `choices`; *earlier files* of the same survey: `earlier`.

Not covered: what people say of themselves; conclusions that are merely likely (nine of ten teachers agree, so this one
probably does); that a table is not told, which says that something in it was close to unanimous.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from khlang.survey import choices, disclosure, merging
from khlang.survey.counting import Counting
from khlang.survey.data import Category, Grouping, Profile, Scores, Share, Survey, Tally
from khlang.survey.plan import Plan
from khlang.survey.questionnaire import Group, Questionnaire
from khlang.survey.shapes import OpenQuestion
from khlang.survey.sheet import Refused
from khlang.survey.words import frequent

_FEWEST_COMPLETE = 0.5  # of the respondents: of fewer a score says little of all
_MAKING_UP = 3  # items that may make up for another in a sum; more are not needed


@dataclass(frozen=True)
class Reduced:
    """A survey that may be published, and what became of the rest, in Thai sentences for its author."""

    survey: Survey
    notes: tuple[str, ...]


@dataclass
class _By:
    """A grouping of the respondents who are kept, and what is told by it."""

    group: Group
    codes: np.ndarray
    items: set[int] = field(default_factory=set)
    units: set[int] = field(default_factory=set)

    @property
    def masks(self) -> list[np.ndarray]:
        """Who is in each category."""
        return [self.codes == code for code in range(len(self.group.labels))]


def reduce(asked: Questionnaire, plan: Plan) -> Reduced:
    """Reduce answers to a survey. Raises Refused where too few answered for anything to be told."""
    notes: list[str] = []
    kept = np.asarray((asked.levels > 0).any(axis=1))
    if silent := int((~kept).sum()):
        notes.append(f"ไม่นำมาคิด {silent} คน เพราะไม่ได้ตอบคำถามที่เป็นระดับเลย")
    if kept.sum() < plan.least:
        raise Refused(
            f"ผู้ตอบที่นำมาคิดได้มี {int(kept.sum())} คน น้อยกว่า {plan.least} คน จึงสรุปโดยไม่ให้รู้คำตอบรายคนไม่ได้ ให้รวมกับการสำรวจอื่น"
        )
    groups = list(_large_groups(asked.groups, kept, plan, notes))
    telling = _Telling(Counting(asked, kept), [_By(group, group.codes[kept]) for group in groups], plan)
    notes += telling.notes(asked)
    survey = Survey(
        version=1,
        least=plan.least,
        bands=plan.bands,
        collected=asked.collected,
        invited=plan.invited,
        set_aside=int((~kept).sum()),
        parts=asked.parts,
        aspects=asked.aspects,
        items=asked.items,
        pairs=asked.pairs,
        whole=telling.whole(),
        groupings=tuple(telling.groupings()),
        profiles=tuple(telling.profiles()),
        open=tuple(_open(asked, kept, plan)),
        choices=tuple(choices.told(asked.choices, kept, plan.least)),
    )
    return Reduced(survey, tuple(notes))


def _large_groups(groups: Sequence[Group], kept: np.ndarray, plan: Plan, notes: list[str]) -> Iterator[Group]:
    """The groupings with each group large enough."""
    for group in groups:
        large = merging.merged(group, kept, plan.least)
        if large is None:
            notes.append(
                f"ไม่แยกผลตาม{group.title} เพราะรวมกลุ่มเล็กแล้วเหลือกลุ่มเดียว หรือต้องรวมหลายกลุ่มเกินไป ให้จัดกลุ่มด้วย merge ในแผน"
            )
            continue
        joined = [label for label in large.labels if label not in group.labels]
        if joined:
            fewest = merging.fewest(int(kept.sum()), plan.least)
            notes.append(f"{group.title}: รวมเป็น “{'” “'.join(joined)}” เพราะแยกแล้วมีกลุ่มที่น้อยกว่า {fewest} คน")
        yield large


def _open(asked: Questionnaire, kept: np.ndarray, plan: Plan) -> Iterator[OpenQuestion]:
    for question, cells in asked.open:
        written = [cell for cell, counts in zip(cells, kept.tolist(), strict=True) if counts]
        yield frequent(question, written, plan.least, plan.leave_out)


class _Telling:
    """Decides what is told of all and by each grouping."""

    def __init__(self, counting: Counting, groups: list[_By], plan: Plan):
        self.counting, self.groups, self.least = counting, groups, plan.least
        self.n = len(counting.levels)
        self.limit = disclosure.small(self.n, plan.least)
        self.members = {unit: self._members(unit) for unit in range(len(counting.units))} if plan.scores else {}
        fewest = max(plan.least, self.n * _FEWEST_COMPLETE)
        self.members = {unit: some for unit, some in self.members.items() if some.sum() >= fewest}
        for item in range(len(counting.highest)):
            for by in groups:
                self._try_item(item, by)
        for by in groups:
            for units in self._parts():
                self._try_scores(by, units)

    def _members(self, unit: int) -> np.ndarray:
        """Of whom the score of an aspect or a part is: all who answered all of it, or some of them (see *Blanks*)."""
        complete = self.counting.complete(unit)
        answers = self.counting.levels[:, self.counting.units[unit]]
        begun = (answers > 0).any(axis=1)
        rest = begun & ~complete
        if not 0 < rest.sum() < self.least or not self._is_revealing(unit, rest):
            return complete
        spare = np.flatnonzero(complete)
        few = self.least - int(rest.sum())
        for first in range(len(spare) // few if few <= len(spare) else 0):
            held = rest.copy()
            held[spare[first :: max(1, len(spare) // few)][:few]] = True
            if held.sum() >= self.least and not self._is_revealing(unit, held):
                without_held: np.ndarray = complete & ~held
                return without_held
        return complete

    def _is_revealing(self, unit: int, rest: np.ndarray) -> bool:
        """Whether the sum of what a few answered, or of all but one of them, proves an answer: one only, or all extreme."""
        items = self.counting.units[unit]
        answered = self.counting.levels[rest][:, items] > 0
        scored = self.counting.scored[rest][:, items]
        most = np.where(answered, self.counting.highest[items], 0).sum(axis=1)
        times, sums = answered.sum(axis=1), scored.sum(axis=1)
        for insider in range(-1, len(times) if len(times) > 1 else 0):
            some = np.arange(len(times)) != insider
            n, total, top = int(times[some].sum()), int(sums[some].sum()), int(most[some].sum())
            if n == 1 or min(total - n, top - total) <= 1:
                return True
        return False

    def _item(self, item: int, told: Sequence[_By]) -> disclosure.Item:
        return disclosure.Item(
            self.counting.levels[:, item],
            int(self.counting.highest[item]),
            tuple(by.codes for by in told),
            self.counting.values(item),
        )

    def is_told(self, item: int) -> bool:
        """Whether an item is told of all: enough answered, or nobody."""
        return not 0 < (self.counting.levels[:, item] > 0).sum() < self.least

    def _try_item(self, item: int, by: _By) -> None:
        answered = self.counting.levels[:, item] > 0
        if not self.is_told(item) or any(0 < (answered & mask).sum() < self.least for mask in by.masks):
            return
        told = [one for one in self.groups if item in one.items]
        if disclosure.is_safe([self._item(item, [*told, by])], (), self.limit):
            by.items.add(item)

    def _parts(self) -> Iterator[list[int]]:
        """The units of each part whose scores are told of all: aspects first."""
        sets = {unit: set(self.counting.units[unit]) for unit in self.members}
        wholes = [unit for unit in sets if not any(sets[unit] < own for own in sets.values())]
        seen: set[int] = set()
        for whole in wholes:
            units = [unit for unit, own in sets.items() if own <= sets[whole] and unit not in seen]
            seen.update(units)
            if units:
                yield units

    def _try_scores(self, by: _By, units: list[int]) -> None:
        """Tell the scores of a part and its aspects by a grouping; without those whose items the audit finds fault with."""
        left = [unit for unit in units if self._is_spread(unit, by)]
        while left:
            by.units.update(left)
            faulty = [item for item in sorted(self._touched(left)) if not self._is_safe_with_sums(item)]
            if not faulty:
                return
            by.units.difference_update(left)
            smallest = {
                min((unit for unit in left if item in self.counting.units[unit]), key=self._size, default=-1)
                for item in faulty
            }
            left = [unit for unit in left if unit not in smallest] if smallest - {-1} else []

    def _size(self, unit: int) -> int:
        return len(self.counting.units[unit])

    def _is_spread(self, unit: int, by: _By) -> bool:
        """Whether enough of each category have a score, and two at least another than most."""
        scores = self.counting.scored[:, self.counting.units[unit]].sum(axis=1)
        for mask in by.masks:
            own = scores[mask & self.members[unit]]
            if len(own) < self.least or len(own) - np.bincount(own).max() < 2:
                return False
        return True

    def _touched(self, units: Sequence[int]) -> set[int]:
        """Items of which a sum is told that their own counts do not give."""
        items = {item for unit in units for item in self.counting.units[unit]}
        return {item for item in items if self._sums_of(item)}

    def _sums_of(self, item: int) -> list[tuple[_By, int]]:
        return [
            (by, unit)
            for by in self.groups
            for unit in by.units
            if item in self.counting.units[unit] and item not in by.items
        ]

    def _is_safe_with_sums(self, item: int) -> bool:
        own = self._sums_of(item)
        narrow = min((unit for _, unit in own), key=self._size)
        others = [one for one in self.counting.units[narrow] if one != item]
        others.sort(key=lambda one: (-sum(one not in by.items for by, _ in own), one))
        chosen = [item, *others[:_MAKING_UP]]
        sums = [
            disclosure.Sum(
                by.codes,
                self.members[unit],
                tuple(
                    place
                    for place, one in enumerate(chosen)
                    if one in self.counting.units[unit] and one not in by.items
                ),
            )
            for by in self.groups
            for unit in sorted(by.units)
            if any(one in self.counting.units[unit] and one not in by.items for one in chosen)
        ]
        audited = [self._item(one, [by for by in self.groups if one in by.items]) for one in chosen]
        return disclosure.is_safe(audited, sums, self.limit)

    def whole(self) -> Tally:
        """The sums of all."""
        items = range(len(self.counting.highest))
        return Tally(
            n=self.n,
            complete=int((self.counting.levels > 0).all(axis=1).sum()),
            counts=tuple(self.counting.counts(item) if self.is_told(item) else None for item in items),
            scores=tuple(self._scores(unit, None) for unit in range(len(self.counting.units))),
        )

    def _scores(self, unit: int, mask: np.ndarray | None) -> Scores | None:
        if unit not in self.members:
            return None
        some = self.members[unit] if mask is None else self.members[unit] & mask
        return self.counting.scores(unit, some, is_whole=mask is None)

    def groupings(self) -> Iterator[Grouping]:
        """The groupings by which anything is told."""
        for by in self.groups:
            if by.items or by.units:
                rows = zip(by.group.labels, by.masks, strict=True)
                yield Grouping(
                    title=by.group.title,
                    categories=tuple(Category(label=label, tally=self._tally(by, mask)) for label, mask in rows),
                )

    def _tally(self, by: _By, mask: np.ndarray) -> Tally:
        items, units = range(len(self.counting.highest)), range(len(self.counting.units))
        return Tally(
            n=int(mask.sum()),
            counts=tuple(self.counting.counts(item, mask) if item in by.items else None for item in items),
            scores=tuple(self._scores(unit, mask) if unit in by.units else None for unit in units),
        )

    def profiles(self) -> Iterator[Profile]:
        """The numbers of respondents by the other groupings. Who is in which group is known anyway."""
        for by in self.groups:
            if not (by.items or by.units):
                rows = zip(by.group.labels, by.masks, strict=True)
                shares = (Share(label=label, n=int(mask.sum())) for label, mask in rows)
                yield Profile(title=by.group.title, categories=tuple(shares))

    def notes(self, asked: Questionnaire) -> Iterator[str]:
        """What is not told, for the author."""
        if not self.members:
            yield "ไม่คำนวณคะแนนรายด้าน คะแนนรวม และค่าแอลฟา เพราะแผนบอก หรือผู้ตอบครบมีน้อย"
        titles = (*(aspect.title for aspect in asked.aspects), *(part.title for part in asked.parts))
        names = [f"“{title}”" for title in titles]
        for unit, some in self.members.items():
            if held := int((self.counting.complete(unit) & ~some).sum()):
                yield f"คะแนนของ {names[unit]} ไม่รวมอีก {held} คน เพื่อไม่ให้ผลต่างบอกคำตอบของผู้ที่เว้นบางข้อ"
        for by in self.groups:
            untold = [item.key for place, item in enumerate(asked.items) if place not in by.items]
            hidden = [names[unit] for unit in self.members if unit not in by.units]
            if untold:
                yield (
                    f"ไม่แยกผลข้อ {', '.join(untold)} ตาม{by.group.title} เพราะบางกลุ่มตอบน้อยกว่า {self.least} คน "
                    "หรือผู้ที่รู้ว่าใครอยู่กลุ่มใดจะพิสูจน์คำตอบของบางคนได้ ถ้าต้องการกลุ่มนี้มากกว่า ให้เรียงไว้ก่อนใน groups ของแผน หรือรวมกลุ่มด้วย merge"
                )
            if hidden:
                yield f"ไม่แยกคะแนนของ {', '.join(dict.fromkeys(hidden))} ตาม{by.group.title} เพราะคะแนนรวมจะบอกข้อที่ไม่แยกผล หรือกลุ่มหนึ่งได้คะแนนเกือบเท่ากัน"
