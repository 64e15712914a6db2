"""What was recognised and what will be published, as lines of Thai for its author to compare with the questionnaire."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from operator import itemgetter

from khlang.survey import differences
from khlang.survey.columns import Holds, Recognised
from khlang.survey.data import Side, Survey
from khlang.survey.questionnaire import Questionnaire
from khlang.survey.reduction import Reduced
from khlang.survey.statistics import AspectResult, PartResult, ProfileResult, Results, Summary, results

LEAST_IOC = Decimal("0.50")
LEAST_ALPHA = Decimal("0.70")
"""Source: Nunnally, J. C. (1978). Psychometric theory (2nd ed.)."""
_SIDES = {Side.IS: " (สภาพที่เป็นอยู่)", Side.SHOULD: " (สภาพที่ควรเป็น)", None: ""}


def lines(asked: Questionnaire, reduced: Reduced) -> Iterator[str]:
    """The summary of a survey, a line at a time."""
    found = results(reduced.survey)
    yield f"ผู้ตอบ {len(asked.rows)} แถว นำมาคิด {found.respondents} คน" + (
        f" ตอบกลับร้อยละ {found.response_rate}" if found.response_rate is not None else ""
    )
    yield ""
    yield "คำถามที่ตอบเป็นระดับ"
    letters = _letters(asked)
    for part in found.parts:
        yield from _part(part, letters)
    yield from _needs(found)
    if any(part.bands for part in found.parts):
        yield f"  แปลความหมายด้วย{found.rule.title} ({found.rule.source})"
    yield from _listed("กลุ่มผู้ตอบที่แยกผล", _groups(found))
    told = len(found.groupings)
    yield from _listed("ผู้ตอบ (ไม่แยกผลตามนี้)", (_sizes(one) for one in found.profiles[told:]))
    yield from _listed("ความแตกต่างระหว่างกลุ่ม", _differences(found))
    yield from _listed("คำถามที่เลือกได้หลายข้อ", _choices(found))
    yield from _listed("คำถามปลายเปิด", _open(found))
    yield from _listed("ไม่อ่าน เพราะชี้ตัวผู้ตอบได้", (f"{one.column.name}: {one.why}" for one in _with(asked, Holds.PERSON)))
    yield from _listed("ไม่อ่าน", (f"{one.column.name}: {one.why}" for one in _with(asked, Holds.NOTHING)))
    yield from _listed("โปรดตรวจ", (*asked.notes, *reduced.notes, *weaknesses(found), *_few(found)))


def weaknesses(found: Results, is_sure: bool = False) -> Iterator[str]:
    """What the author should know of the questionnaire before he reports: items and aspects that measure badly.

    With `is_sure` without the alphas of few respondents, which are a first sign only.
    """
    weak = [item for part in found.parts for item in part.items if item.ioc is not None and item.ioc < LEAST_IOC]
    if weak:
        told = ", ".join(f"{item.item.key} ({item.ioc})" for item in weak)
        yield f"ข้อ {told} มี IOC ต่ำกว่า 0.50 ข้อที่ผู้เชี่ยวชาญเห็นว่าไม่ตรงวัตถุประสงค์ควรตัดหรือแก้ก่อนเก็บข้อมูล ถ้าใช้ไปแล้วให้บอกไว้ในรายงาน"
    for title, unit in _units(found):
        if not (is_sure and unit.alpha and unit.alpha.caution):
            yield from _alpha(title, unit)


def _few(found: Results) -> Iterator[str]:
    """Alphas of so few respondents that they are a first sign only."""
    for title, unit in _units(found):
        alpha = unit.alpha
        if alpha is not None and alpha.value is not None and alpha.caution and alpha.value >= 0:
            yield f"{title}: {alpha.caution}"


def _units(found: Results) -> Iterator[tuple[str, PartResult | AspectResult]]:
    """The parts, and their aspects where there are several, by title."""
    for part in found.parts:
        yield part.part.title, part
        if len(part.aspects) > 1:
            yield from ((one.aspect.title, one) for one in part.aspects)


def _alpha(title: str, unit: PartResult | AspectResult) -> Iterator[str]:
    found = unit.alpha
    if found is None or found.value is None:
        return
    if found.value < 0:
        turned = " ".join(item.item.key for item in unit.items if item.item.reversed) or "ไม่มี"
        yield (
            f"{title}: ค่าแอลฟา {found.value} ติดลบ แปลว่าคำตอบของข้อเหล่านี้สวนทางกัน ผู้ที่ให้ข้อหนึ่งสูงมักให้อีกข้อต่ำ มักเกิดจากข้อความเชิงลบที่ยังไม่ได้กลับคะแนน "
            f"(ที่กลับอยู่: {turned}) ให้ใส่คอลัมน์ของข้อเชิงลบใน reversed ของแผน ถ้าไม่มีข้อเชิงลบ ข้อเหล่านี้อาจวัดคนละเรื่อง ไม่ควรรวมเป็นด้านเดียวกัน"
        )
    elif found.value < LEAST_ALPHA:
        yield f"{title}: ค่าแอลฟา {found.value} ต่ำกว่า 0.70 คะแนนรวมของข้อเหล่านี้จึงไม่นิ่งพอ ให้ตรวจว่าข้อวัดเรื่องเดียวกันหรือไม่ และบอกค่านี้ในรายงาน"


def _with(asked: Questionnaire, holds: Holds) -> list[Recognised]:
    return [one for one in asked.columns if one.holds is holds]


def _letters(asked: Questionnaire) -> dict[str, str]:
    return {item.key: column.letter for item, column in zip(asked.items, asked.sources, strict=True)}


def _part(part: PartResult, letters: dict[str, str]) -> Iterator[str]:
    scale = part.part.scale
    yield f"  {part.part.key} {part.part.title}{_SIDES[part.part.side]} มาตรา {scale.levels} ระดับ: {', '.join(scale.labels)}"
    for aspect in part.aspects:
        yield f"    {aspect.aspect.key} {aspect.aspect.title}{_figures(aspect)}"
        for item in aspect.items:
            turned = " (กลับคะแนน)" if item.item.reversed else ""
            yield f"      {item.item.key} {item.item.text}{turned} [คอลัมน์ {letters[item.item.key]}]{_figures(item)}"
    alpha = part.alpha
    yield f"    รวม{_figures(part)}" + (f" α = {alpha.value}" if alpha and alpha.value is not None else "")
    if alpha and alpha.value is None:
        yield f"    {alpha.caution}"


def _figures(one: Summary) -> str:
    if one.mean is None:
        return ""
    return f"  n = {one.n} x̄ = {one.mean} S.D. = {one.sd if one.sd is not None else '–'}" + (
        f" {one.level.label}" if one.level else ""
    )


def _needs(found: Results) -> Iterator[str]:
    for place, need in sorted(((one.rank.place, one) for one in found.needs if one.rank), key=itemgetter(0)):
        yield f"  ความต้องการจำเป็นลำดับ {place}: {need.should.item.text} PNImodified = {need.pni}"


def _groups(found: Results) -> Iterator[str]:
    yield from map(_sizes, found.profiles[: len(found.groupings)])


def _sizes(profile: ProfileResult) -> str:
    return f"{profile.title}: " + ", ".join(f"{one.label} {one.n} คน" for one in profile.categories)


def _differences(found: Results) -> Iterator[str]:
    for grouping in found.groupings:
        for part in found.parts:
            one = differences.of_grouping(grouping, part.part.key)
            if one is not None:
                freedom = ", ".join(map(str, one.freedom))
                told = "ต่างกันอย่างมีนัยสำคัญทางสถิติที่ระดับ .05" if one.is_significant else "ไม่ต่างกันอย่างมีนัยสำคัญ"
                letter = "t" if len(one.groups) == 2 else "F"
                p = differences.shown_p(one.p)
                yield f"{part.part.title} แยกตาม{grouping.title}: {one.test} {letter} = {one.statistic} (df = {freedom}) p {p} {told}"


def _choices(found: Results) -> Iterator[str]:
    for question in found.survey.choices:
        told = ", ".join(f"{one.label} {one.n} คน" for one in question.options)
        hidden = f" และอีก {question.hidden} ตัวเลือกที่ไม่แสดง เพราะมีผู้เลือกหรือไม่เลือกน้อยเกินไป" if question.hidden else ""
        yield f"{question.text} (ผู้ตอบ {question.answered} คน): {told}{hidden}"


def words_to_agree(survey: Survey) -> list[str]:
    """The words of open answers that would be published, a line for each question, for the author to say yes to."""
    return [
        f"{question.text}: {', '.join(f'{word.text} ({word.respondents} คน)' for word in question.words)}"
        for question in survey.open
        if question.words
    ]


def _open(found: Results) -> Iterator[str]:
    for question in found.survey.open:
        told = ", ".join(f"{word.text} ({word.respondents} คน)" for word in question.words)
        least = found.survey.least
        yield f"{question.text}: " + (told or f"ไม่มีคำที่แสดงได้ (ผู้ตอบอย่างน้อย {least} คนใช้ และไม่มีเพียงไม่กี่คนที่ไม่ใช้)")


def _listed(title: str, lines: Iterable[str]) -> Iterator[str]:
    rows = list(lines)
    if rows:
        yield ""
        yield title
        yield from (f"  - {row}" for row in rows)
