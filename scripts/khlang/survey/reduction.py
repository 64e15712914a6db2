"""From answers to sums, so that nobody's answers can be computed from what is published.

What an attacker has: the published file, as much arithmetic as he likes, and knowledge of who answered and to which
groups each belongs. What he must not get: an answer of fewer than `least` (5) people.

*Types.* Two respondents are of one type if they agree on every grouping that is published, in its published
categories, and on whether they answered every item (where scores are published). Before anything is counted, small
categories are merged, groupings dropped and incomplete respondents set aside until **every type has none or at least
`least` respondents**. It is not enough that every category has as many: of 60 men and 7 school heads one may be a male
head, and where one person in all answered น้อยที่สุด, a man and a head, everybody knows who.

*Argument.* Each published number about answers is made of sums, over all respondents of some types, of something that
depends on a respondent's answers only: whether he answered an item by a level, or not; his score t; t². For a category is
a union of types, and so are the complete. Let two respondents of one type exchange all their answers: nothing published
changes. So whatever is computed — total minus group, group minus group, those who answered minus those who answered
everything — holds for each member of a type alike, and a type has at least `least` members. Differences are unions of
types, none smaller.

*Alike answers.* Where all of a group answer alike, its size protects nobody. So an item is told by a grouping only if
in every category at least `least` answered and not all of them alike, and scores only if not all are equal; else the
item is left out of the whole grouping, for one missing category would be the difference. Nor may two groupings together
prove it of those who share a category of each: where 5 of a group, 5 of another and 5 of all answered น้อยที่สุด, these are
the same five (Fréchet's bound; `counting`). The whole of the respondents is told in any case: a survey in which
everybody agrees has this as its result.

*Words* of open answers: `words`. *Time*: two versions of a file published one after the other are two publications;
`changes_little` finds those whose difference is too small.

Not covered: what people say of themselves; conclusions that are merely likely (nine of ten teachers agree, so this one
probably does); five or more who have in common that they left something out and happen to agree.

The method is k-anonymity (Sweeney, L. (2002). k-anonymity: a model for protecting privacy. International Journal of
Uncertainty, Fuzziness and Knowledge-Based Systems, 10(5), 557–570) with the simplest form of l-diversity
(Machanavajjhala, A. et al. (2007). ACM Transactions on Knowledge Discovery from Data, 1(1), article 3), on sums, not on
rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from khlang.survey import choices
from khlang.survey.counting import Counting
from khlang.survey.data import Category, Grouping, OpenQuestion, Profile, Share, Survey
from khlang.survey.plan import Plan
from khlang.survey.questionnaire import Group, Questionnaire
from khlang.survey.sheet import Refused
from khlang.survey.words import frequent

OTHERS = "อื่น ๆ"


@dataclass(frozen=True)
class Reduced:
    """A survey that may be published, and what became of the rest, in Thai sentences for its author."""

    survey: Survey
    notes: tuple[str, ...]


def reduce(asked: Questionnaire, plan: Plan) -> Reduced:
    """Reduce answers to a survey. Raises Refused where too few answered for anything to be told."""
    notes: list[str] = []
    levels = asked.levels
    kept = (levels > 0).any(axis=1)
    if silent := int((~kept).sum()):
        notes.append(f"ไม่นำมาคิด {silent} คน เพราะไม่ได้ตอบคำถามที่เป็นระดับเลย")
    complete = kept & (levels > 0).all(axis=1)
    has_scores = plan.scores and complete.sum() >= max(plan.least, kept.sum() / 2)
    if not has_scores:
        notes.append(_why_no_scores(plan, int(complete.sum())))
        complete = np.zeros_like(kept)
    ruling = complete if has_scores else kept
    groups, types = _safe_groups(asked.groups, ruling, plan.least, notes)
    if has_scores:
        kept &= complete | _in_large_types(types, kept & ~complete, plan.least)
        if alone := int((~kept).sum()) - silent:
            notes.append(f"ไม่นำมาคิด {alone} คน เพราะตอบไม่ครบทุกข้อ และผู้ตอบไม่ครบแบบเดียวกันมีไม่ถึง {plan.least} คน")
    if kept.sum() < plan.least:
        raise Refused(
            f"ผู้ตอบที่นำมาคิดได้มี {int(kept.sum())} คน น้อยกว่า {plan.least} คน จึงสรุปโดยไม่ให้รู้คำตอบรายคนไม่ได้ ให้รวมกับการสำรวจอื่น"
        )
    return Reduced(_survey(asked, plan, groups, kept, complete, notes), tuple(notes))


def _why_no_scores(plan: Plan, complete: int) -> str:
    if not plan.scores:
        return "ไม่คำนวณคะแนนรายด้าน คะแนนรวม และค่าแอลฟา ตามที่แผนบอก"
    return f"ไม่คำนวณคะแนนรายด้าน คะแนนรวม และค่าแอลฟา เพราะผู้ตอบครบทุกข้อมีเพียง {complete} คน"


def _safe_groups(
    groups: Sequence[Group], ruling: np.ndarray, least: int, notes: list[str]
) -> tuple[list[Group], np.ndarray]:
    """The groupings that may be published, and the type of each respondent by them. Earlier groupings have priority.

    `ruling` marks the respondents by whom sizes are judged.
    """
    types = np.zeros(len(ruling), dtype=np.int64)
    safe: list[Group] = []
    for group in groups:
        merged = _merged(group, types, ruling, least)
        if merged is None:
            why = (
                "ทุกคนอยู่กลุ่มเดียวกัน"
                if len(set(group.codes[ruling])) < 2
                else f"รวมกลุ่มเล็กแล้วก็ยังมีกลุ่มที่น้อยกว่า {least} คน"
                + (" เมื่อดูร่วมกับ" + " และ".join(one.title for one in safe) if safe else "")
            )
            first = (
                " บอกเพียงจำนวนผู้ตอบ ถ้าต้องการกลุ่มนี้มากกว่า ให้เรียงไว้ก่อนใน groups ของแผน หรือรวมกลุ่มอื่นด้วย merge" if safe else ""
            )
            notes.append(f"ไม่แยกผลตาม{group.title} เพราะ{why}{first}")
            continue
        if merged.labels != group.labels:
            gone = [label for label in group.labels if label not in merged.labels or label == OTHERS]
            notes.append(f"{group.title}: รวม {', '.join(gone)} เป็น “{OTHERS}” เพราะแยกแล้วมีกลุ่มที่น้อยกว่า {least} คน")
        safe.append(merged)
        types = np.unique(np.stack([types, merged.codes]), axis=1, return_inverse=True)[1].reshape(-1)
    return safe, types


def _merged(group: Group, types: np.ndarray, ruling: np.ndarray, least: int) -> Group | None:
    """The grouping with small categories merged into one, until no type is too small; None where nothing is left.

    Take the smallest cell of type × category that is too small: its category goes to the others; if it is there
    already, the smallest category that is not joins it. Categories that no ruling respondent has begin among them.
    """
    sizes = np.bincount(group.codes[ruling], minlength=len(group.labels)).tolist()
    others = {place for place, label in enumerate(group.labels) if label == OTHERS or not sizes[place]}
    while True:
        codes = _joined(group.codes, others)
        if len(np.unique(codes[ruling])) < 2:
            return None
        bad = _smallest_bad_cell(types[ruling], codes[ruling], least)
        if bad is None:
            return _renamed(group, others, codes)
        outside = [(size, place) for place, size in enumerate(sizes) if place not in others]
        others.add(min(outside)[1] if bad in others else bad)


def _joined(codes: np.ndarray, others: set[int]) -> np.ndarray:
    """The codes with all of the others as the first of them."""
    return np.where(np.isin(codes, list(others)), min(others), codes) if others else codes


def _smallest_bad_cell(types: np.ndarray, codes: np.ndarray, least: int) -> int | None:
    """The category of the smallest cell that has some respondents but too few."""
    cells, sizes = np.unique(np.stack([types, codes]), axis=1, return_counts=True)
    bad = [(int(size), int(code)) for size, code in zip(sizes, cells[1], strict=True) if size < least]
    return min(bad)[1] if bad else None


def _renamed(group: Group, others: set[int], codes: np.ndarray) -> Group:
    """The grouping with categories numbered anew in their order, the others last."""
    kept = [place for place in range(len(group.labels)) if place not in others]
    places = {place: number for number, place in enumerate(kept)}
    if others:
        places[min(others)] = len(kept)
    return replace(
        group,
        labels=(*(group.labels[place] for place in kept), *([OTHERS] if others else [])),
        codes=np.array([places[code] for code in codes.tolist()], dtype=np.int64),
    )


def _in_large_types(types: np.ndarray, some: np.ndarray, least: int) -> np.ndarray:
    """Which of some respondents are of a type that has enough of them."""
    sizes = np.bincount(types[some], minlength=int(types.max(initial=0)) + 1)
    return some & (sizes[types] >= least)


def _survey(
    asked: Questionnaire, plan: Plan, groups: list[Group], kept: np.ndarray, complete: np.ndarray, notes: list[str]
) -> Survey:
    counting = Counting(asked, plan.least)
    whole = counting.tally(kept, complete)
    groupings = []
    for group, tallies in zip(groups, counting.by_groups(groups, kept, complete, whole), strict=True):
        untold = [item.key for item, counts in zip(asked.items, tallies[0].counts, strict=True) if counts is None]
        if untold:
            notes.append(
                f"ไม่แยกผลข้อ {', '.join(untold)} ตาม{group.title} เพราะบางกลุ่มตอบน้อยกว่า {plan.least} คน หรือจะรู้ได้ว่าทั้งกลุ่มตอบตรงกัน"
            )
        labels = [label for code, label in enumerate(group.labels) if (group.codes[kept] == code).any()]
        categories = (Category(label=label, tally=tally) for label, tally in zip(labels, tallies, strict=True))
        groupings.append(Grouping(title=group.title, categories=tuple(categories)))
    return Survey(
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
        whole=whole,
        groupings=tuple(groupings),
        profiles=tuple(_profiles(asked.groups, groups, kept, plan.least)),
        open=tuple(_open(asked, kept, plan)),
        choices=tuple(choices.told(asked.choices, kept, plan.least)),
    )


def _profiles(asked: Sequence[Group], told: Sequence[Group], kept: np.ndarray, least: int) -> Iterator[Profile]:
    """The numbers of respondents by the groupings that tell no answers. Who is in which group is known anyway."""
    for group in asked:
        alone = np.zeros(len(kept), dtype=np.int64)
        merged = None if any(one.title == group.title for one in told) else _merged(group, alone, kept, least)
        if merged is not None:
            sizes = np.bincount(merged.codes[kept], minlength=len(merged.labels)).tolist()
            rows = (Share(label=label, n=n) for label, n in zip(merged.labels, sizes, strict=True) if n)
            yield Profile(title=group.title, categories=tuple(rows))


def _open(asked: Questionnaire, kept: np.ndarray, plan: Plan) -> Iterator[OpenQuestion]:
    for question, cells in asked.open:
        written = [cell for cell, counts in zip(cells, kept.tolist(), strict=True) if counts]
        yield frequent(question, written, plan.least, plan.leave_out)


def changes_little(old: Survey, new: Survey) -> str | None:
    """Why a new version of a published file would tell of fewer than `least` people, by what differs; None if it would not.

    Safe are: the same answers, whether by groupings or not; or at least `least` more in each category that changed, of
    those who answered everything and of those who did not, in the same groupings.
    """
    if old == new:
        return None
    least = max(old.least, new.least)
    shape_old = [(one.title, tuple(row.label for row in one.categories)) for one in old.groupings]
    shape_new = [(one.title, tuple(row.label for row in one.categories)) for one in new.groupings]
    if shape_old and shape_new and shape_old != shape_new:
        return "แบ่งกลุ่มผู้ตอบต่างจากรุ่นเดิม ผู้ที่เทียบสองรุ่นอาจรู้คำตอบของกลุ่มเล็ก"
    pairs = [(old.whole, new.whole, "ทั้งหมด")]
    for before, after in zip(old.groupings, new.groupings, strict=False):
        pairs += [(a.tally, b.tally, b.label) for a, b in zip(before.categories, after.categories, strict=True)]
    for before, after, label in pairs:
        complete = after.complete - before.complete
        for more in (after.n - before.n, complete, after.n - before.n - complete):
            if 0 < abs(more) < least:
                return f"ผู้ตอบ ({label}) ต่างจากรุ่นเดิม {abs(more)} คน ผู้ที่เทียบสองรุ่นจะรู้คำตอบของคนเหล่านี้"
        if after.n == before.n and (before.counts, before.scores) != (after.counts, after.scores):
            return f"คำตอบของผู้ตอบเดิม ({label}) เปลี่ยนไป ผู้ที่เทียบสองรุ่นจะรู้ว่าเปลี่ยนจากอะไรเป็นอะไร"
    return None


def is_same(a: Survey, b: Survey) -> bool:
    """Whether two files seem to be of the same answers: the same questions, answered on the same days."""
    asked = [[item.text for item in one.items] for one in (a, b)]
    return asked[0] == asked[1] and a.collected == b.collected and (a.collected is not None or a.whole == b.whole)
