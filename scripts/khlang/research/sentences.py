"""Sentences that reports have, made from the numbers: nobody types a level or a mean."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from khlang.research.scores import Gain
from khlang.survey.differences import Difference
from khlang.survey.statistics import AspectResult, ItemResult, NeedResult, PartResult, Results, Summary

LEAST_P = 0.001


def of_part(part: PartResult) -> str:
    """ความพึงพอใจต่อการให้บริการโดยรวมอยู่ในระดับมากที่สุด (x̄ = 4.62, S.D. = 0.51)."""
    return f"{part.part.title}โดยรวม{level_and_numbers(part)}"


def of_aspect(aspect: AspectResult) -> str:
    """ด้านกระบวนการอยู่ในระดับมาก (x̄ = 4.21, S.D. = 0.66)."""
    title = aspect.aspect.title
    return f"{title if title.startswith('ด้าน') else f'ด้าน{title}'}{level_and_numbers(aspect)}"


def of_item(item: ItemResult) -> str:
    """ข้อ 1.2 ความรวดเร็ว อยู่ในระดับมาก (x̄ = 4.21, S.D. = 0.66)."""
    return f"ข้อ {item.item.key} {item.item.text} {level_and_numbers(item)}"


def of_order(part: PartResult) -> str:
    """Which aspects or items have the highest and the lowest mean; ties are named together."""
    rows: Sequence[AspectResult | ItemResult] = part.aspects if len(part.aspects) > 1 else part.items
    told = [row for row in rows if row.mean is not None]
    if len({row.mean for row in told}) < 2:
        return ""
    kind = "ด้าน" if len(part.aspects) > 1 else "ข้อ"
    high, low = (_with_mean(told, choose(row.mean for row in told)) for choose in (max, min))
    return f"{kind}ที่มีค่าเฉลี่ยสูงสุดคือ {high} {kind}ที่มีค่าเฉลี่ยต่ำสุดคือ {low}"


def of_answers(results: Results) -> str:
    """How many answered, of how many asked."""
    if results.response_rate is None:
        return f"ผู้ตอบ {results.returned} คน"
    return f"ผู้ตอบ {results.returned} คน จากที่เชิญ {results.survey.invited} คน คิดเป็นร้อยละ {results.response_rate}"


def of_need(need: NeedResult) -> str:
    """The pair in words, with its place in the order of needs."""
    text = f"{need.should.item.text} สภาพที่ควรเป็น x̄ = {need.should.mean} สภาพที่เป็นอยู่ x̄ = {need.is_.mean}"
    return text if need.pni is None else f"{text} (PNImodified = {need.pni} ลำดับที่ {need.rank.place})"


def of_gain(gain: Gain) -> str:
    """คะแนนหลังสูงกว่าก่อน … t, p, d; where the difference may be chance, that is said."""
    skill, change = gain.skill, gain.difference.mean
    found = f"{skill.name} คะแนนก่อน x̄ = {gain.before.shown_mean} คะแนนหลัง x̄ = {gain.after.shown_mean} จากคะแนนเต็ม {_whole(skill.full)} (n = {skill.n})"
    if gain.t is None:
        return f"{found} ทุกคนเปลี่ยนเท่ากันจึงไม่คำนวณ t"
    numbers = f"(t = {minus(gain.t)}, df = {gain.freedom}, p {shown_p(gain.p)}, d = {minus(gain.effect)})"
    if gain.p >= 0.05:
        return f"{found} ต่างกันอย่างไม่มีนัยสำคัญทางสถิติที่ระดับ .05 {numbers}"
    level = ".01" if gain.p < 0.01 else ".05"
    return f"{found} หลัง{'สูง' if change > 0 else 'ต่ำ'}กว่าก่อนอย่างมีนัยสำคัญทางสถิติที่ระดับ {level} {numbers}"


def of_difference(found: Difference | None) -> str:
    """Whether groups differ by more than chance: test, p, effect; empty where no test is defined."""
    if found is None:
        return ""
    verdict = "ต่างกันอย่างมีนัยสำคัญทางสถิติที่ระดับ .05" if found.is_significant else "ไม่ต่างกันอย่างมีนัยสำคัญทางสถิติที่ระดับ .05"
    freedom = ", ".join(map(str, found.freedom))
    effect = "d" if len(found.groups) == 2 else "η²"
    numbers = f"{found.test} = {minus(found.statistic)}, df = {freedom}, p {shown_p(float(found.p))}, {effect} = {minus(found.effect)}"
    return f"{' กับ '.join(found.groups)} {verdict} ({numbers})"


def level_and_numbers(found: Summary) -> str:
    """อยู่ในระดับมาก (x̄ = 4.21, S.D. = 0.66); where nothing is told, that."""
    if found.mean is None:
        return "ไม่แสดงผล เพราะผู้ตอบน้อยเกินไป"
    sd = "" if found.sd is None else f", S.D. = {found.sd}"
    if found.level is None:  # a scale without words for its levels
        return f"มีค่าเฉลี่ย x̄ = {found.mean}{sd}"
    return f"อยู่ในระดับ{found.level.label} (x̄ = {found.mean}{sd})"


def shown_p(p: float | None) -> str:
    """= .034, or < .001; half up."""
    if p is None:
        return "ไม่คำนวณ"
    if p < LEAST_P:
        return "< .001"
    return f"= {Decimal(p).quantize(Decimal('0.001'))}".replace("0.", ".", 1)


def minus(value: Decimal | None) -> str:
    """A number with a real minus sign."""
    return "" if value is None else str(value).replace("-", "−")


def _with_mean(rows: Sequence[AspectResult | ItemResult], mean: Decimal) -> str:
    names = [row.aspect.title if isinstance(row, AspectResult) else row.item.text for row in rows if row.mean == mean]
    return f"{' และ '.join(names)} (x̄ = {mean})"


def _whole(value: Decimal) -> str:
    return f"{value.normalize():f}"
