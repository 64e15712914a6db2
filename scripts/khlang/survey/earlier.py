"""A survey against earlier files of the same survey: what the difference of two files tells is published too.

Two files are of the same survey if they share questions, reworded ones too, and the answers of one are those of the other and a few more, a
few less or a few changed, whatever the names of the files and the days of answering. Two years' answers to the same
questions differ in both directions by more than that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khlang.survey.data import Grouping, Survey, Tally
from khlang.survey.disclosure import alike, small
from khlang.thai.distance import nearest

_Counts = tuple[int, ...]


def why_not(old: Survey, new: Survey) -> str | None:
    """Why a file beside an earlier one, or instead of it, would tell of too few, with what to do; None if it would not."""
    shared = list(_shared(old, new, old.whole, new.whole))
    if not shared or _is_another_collection(old, new):
        return None
    least = max(old.least, new.least)
    more = max(_gained(before, after) for before, after in shared)
    less = max(_gained(after, before) for before, after in shared)
    if not more and not less and old.whole.n == new.whole.n:
        return (
            None if _tells_no_more(old, new) or _tells_no_more(new, old) else _DO.format("แยกผลตามกลุ่มหรือข้อต่างจากรุ่นเดิม")
        )
    if more and less:
        if max(more, less) < least:
            return _DO.format(f"คำตอบของผู้ตอบเดิมเปลี่ยนไปไม่ถึง {least} คน ผู้ที่เทียบสองไฟล์จะรู้ว่าเปลี่ยนจากอะไรเป็นอะไร")
        return None
    fewer, greater = (old, new) if more or new.whole.n > old.whole.n else (new, old)
    return _why_difference(fewer, greater, least)


_DO = "{} ให้ใช้ไฟล์ที่เผยแพร่แล้วต่อไป หรือรอรวมกับคำตอบที่มาภายหลังให้ต่างกันมากพอทุกกลุ่ม"


def _is_another_collection(old: Survey, new: Survey) -> bool:
    """Whether all answers of one were given after those of the other."""
    a, b = old.collected, new.collected
    return a is not None and b is not None and (a.last < b.first or b.last < a.first)


def _same_questions(old: Survey, new: Survey) -> Iterator[tuple[int, int]]:
    """The places of each question that both ask on scales of as many levels.

    A question whose words were changed a little is the same where its answers are, but for a few.
    """
    places = {(item.text, old.part_of(item).scale.levels): place for place, item in enumerate(old.items)}
    reworded = []
    for place, item in enumerate(new.items):
        match = places.pop((item.text, new.part_of(item).scale.levels), None)
        if match is None:
            reworded.append(place)
        else:
            yield match, place
    for place in reworded:
        likely = {text: own for (text, _), own in places.items() if _are_near(old, new, own, place)}
        for text in nearest(new.items[place].text, likely, limit=1):
            yield likely[text], place


def _are_near(old: Survey, new: Survey, before: int, after: int) -> bool:
    """Whether the answers to two questions are the same but for fewer than a small set."""
    a, b = old.whole.counts[before], new.whole.counts[after]
    if a is None or b is None or len(a) != len(b):
        return False
    least = max(old.least, new.least)
    return min(_gained(a, b), _gained(b, a)) < least and max(_gained(a, b), _gained(b, a)) < small(new.whole.n, least)


def _shared(old: Survey, new: Survey, before: Tally, after: Tally) -> Iterator[tuple[_Counts, _Counts]]:
    """The counts of each question that both ask and tell."""
    for match, place in _same_questions(old, new):
        pair = before.counts[match], after.counts[place]
        if pair[0] is not None and pair[1] is not None:
            yield pair[0], pair[1]


def _gained(before: _Counts, after: _Counts) -> int:
    """How many answers are there that were not."""
    return sum(max(0, b - a) for a, b in zip(before, after, strict=True))


def _labels(grouping: Grouping) -> list[str]:
    return [one.label for one in grouping.categories]


def _tells_no_more(one: Survey, other: Survey) -> bool:
    """Whether all that one file tells by groups, the other tells too."""
    known = {grouping.title: grouping for grouping in other.groupings}
    for grouping in one.groupings:
        match = known.get(grouping.title)
        if match is None or _labels(match) != _labels(grouping):
            return False
        pairs = zip(grouping.categories, match.categories, strict=True)
        if any(
            a is not None and a != b
            for left, right in pairs
            for ours, theirs in ((left.tally.counts, right.tally.counts), (left.tally.scores, right.tally.scores))
            for a, b in zip(ours, theirs, strict=False)
        ):
            return False
    return True


def _why_difference(fewer: Survey, greater: Survey, least: int) -> str | None:
    """What those tell who are in the greater file only."""
    limit = small(greater.whole.n, least)
    pairs = [("ทั้งหมด", fewer.whole, greater.whole)]
    known = {grouping.title: grouping for grouping in greater.groupings}
    for grouping in fewer.groupings:
        match = known.get(grouping.title)
        if match is not None and _labels(match) != _labels(grouping):
            return _DO.format(f"แบ่งกลุ่ม{grouping.title}ต่างจากรุ่นเดิม ผู้ที่เทียบสองไฟล์อาจรู้คำตอบของกลุ่มเล็ก")
        if match is not None:
            rows = zip(grouping.categories, match.categories, strict=True)
            pairs += [(a.label, a.tally, b.tally) for a, b in rows]
    for label, before, after in pairs:
        sizes = [after.n - before.n]
        sizes += [
            b.n - a.n for a, b in zip(before.scores, after.scores, strict=False) if a is not None and b is not None
        ]
        if few := next((abs(one) for one in sizes if 0 < abs(one) < least), 0):
            return _DO.format(f"ผู้ตอบ ({label}) ต่างจากรุ่นเดิม {few} คน ผู้ที่เทียบสองไฟล์จะรู้คำตอบของคนเหล่านี้")
        for own, place in _same_questions(fewer, greater):
            a, b, all_of_it = before.counts[own], after.counts[place], greater.whole.counts[place]
            if a is None or b is None or all_of_it is None:
                continue
            rest = [y - x for x, y in zip(a, b, strict=True)]
            if any(rest) and sum(rest) < limit and _is_alike(rest, all_of_it):
                return _DO.format(f"ผู้ตอบ ({label}) ที่เพิ่มขึ้นตอบตรงกันเกือบทุกคน ผู้ที่เทียบสองไฟล์จะรู้คำตอบของคนเหล่านี้")
    return None


def _is_alike(counts: Sequence[int], all_of_it: Sequence[int]) -> bool:
    """Whether all, or all but one, gave one answer, and what all of them answered does not say so anyway."""
    for one in alike(len(counts)):
        rest, whole = (sum(n for level, n in enumerate(own, 1) if level not in one) for own in (counts, all_of_it))
        if rest < 2 and rest < whole:
            return True
    return False
