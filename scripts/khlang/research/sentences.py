"""Sentences that reports have, made from the numbers: nobody types a level or a mean."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from khlang.research.scores import Gain
from khlang.survey.data import Side
from khlang.survey.differences import Difference, is_stated, of_grouping, shown_p
from khlang.survey.statistics import (
    AspectResult,
    GroupingResult,
    ItemResult,
    NeedResult,
    PartResult,
    Results,
    Summary,
    percent,
)


def for_director(results: Results) -> tuple[str, ...]:
    """Three sentences: how it is as a whole, what is best and what is worst, what to look after first."""
    main = next(
        (part for part in results.parts if part.part.side is not Side.SHOULD and part.part.scale.levels > 2), None
    )
    if main is None:
        return (of_answers(results), *(line for part in results.parts[:2] if (line := of_shares(part))))
    return (f"{of_answers(results)} {of_part(main)}", _best_and_worst(main), _first_to_do(results, main))


def _best_and_worst(part: PartResult) -> str:
    told = sorted((item for item in part.items if item.exact is not None), key=lambda item: item.exact or 0)
    if len(told) < 2 or told[0].mean == told[-1].mean:
        return f"{part.part.title}{'ทุกข้อมีค่าเฉลี่ยเท่ากัน' if len(told) > 1 else 'มีข้อเดียว'}"
    low, high = told[0], told[-1]
    share = f" และตอบระดับต่ำร้อยละ {_low_share(low)}" if not low.item.reversed else ""
    return f"ดีที่สุดคือ {high.item.text} (x̄ = {high.mean}) ต่ำที่สุดคือ {low.item.text} (x̄ = {low.mean}{share})"


def _low_share(item: ItemResult) -> Decimal:
    """The per cent of the levels below the middle."""
    counts = item.counts or ()
    return percent(sum(counts[: len(counts) // 2]), item.n)


def _first_to_do(results: Results, part: PartResult) -> str:
    """The greatest need; without pairs which groups differ; without groups how many are content."""
    first = next((need for need in results.needs if need.rank and need.rank.place == 1), None)
    if first is not None:
        return f"ควรทำก่อนคือ {first.should.item.text} (PNImodified = {first.pni})"
    tests = [(grouping, test) for grouping in results.groupings if (test := of_grouping(grouping, part.part.key))]
    differing = [(grouping, test) for grouping, test in tests if test.is_significant]
    if differing:
        grouping, test = min(differing, key=lambda one: one[1].p)
        return f"{grouping.title}ต่างกันให้ผลต่างกันอย่างมีนัยสำคัญทางสถิติ (p {shown_p(test.p)}) {_lowest_group(grouping, part)}"
    if tests:
        return f"ไม่พบความแตกต่างอย่างมีนัยสำคัญทางสถิติเมื่อแยกตาม{' และ'.join(grouping.title for grouping, _ in tests)}"
    counts = [item.counts for item in part.items if item.counts]
    high = sum(sum(row[-(len(row) // 2) :]) for row in counts)
    total = sum(map(sum, counts))
    return f"คำตอบทุกข้อรวมกันเป็นระดับสูงร้อยละ {percent(high, total)}" if total else ""


def _lowest_group(grouping: GroupingResult, part: PartResult) -> str:
    means = [
        (own.mean, category.label)
        for category in grouping.categories
        for own in category.parts
        if own.part.key == part.part.key and own.mean is not None and is_stated(category.label)
    ]
    mean, label = min(means)
    return f"กลุ่มที่ค่าเฉลี่ยต่ำที่สุดคือ {label} (x̄ = {mean})"


def of_shares(part: PartResult) -> str:
    """Of yes and no: which items most and fewest said yes to."""
    told = [(item.percents[-1], item) for item in part.items if item.percents]
    if not told:
        return ""
    high, low = max(told, key=lambda one: one[0]), min(told, key=lambda one: one[0])
    word = part.part.scale.labels[-1]
    first = f"ข้อที่ตอบว่า “{word}” มากที่สุดคือ {high[1].item.text} (ร้อยละ {high[0]})"
    return first if high[0] == low[0] else f"{first} น้อยที่สุดคือ {low[1].item.text} (ร้อยละ {low[0]})"


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
    means = {row.mean for row in told if row.mean is not None}
    if len(means) < 2:
        return ""
    kind = "ด้าน" if len(part.aspects) > 1 else "ข้อ"
    high, low = (_with_mean(told, mean) for mean in (max(means), min(means)))
    return f"{kind}ที่มีค่าเฉลี่ยสูงสุดคือ {high} {kind}ที่มีค่าเฉลี่ยต่ำสุดคือ {low}"


def of_answers(results: Results) -> str:
    """How many answered, of how many asked."""
    if results.response_rate is None:
        return f"ผู้ตอบ {results.returned} คน"
    return f"ผู้ตอบ {results.returned} คน จากที่เชิญ {results.survey.invited} คน คิดเป็นร้อยละ {results.response_rate}"


def of_need(need: NeedResult) -> str:
    """The pair in words, with its place in the order of needs."""
    text = f"{need.should.item.text} สภาพที่ควรเป็น x̄ = {need.should.mean} สภาพที่เป็นอยู่ x̄ = {need.is_.mean}"
    return f"{text} (PNImodified = {need.pni} ลำดับที่ {need.rank.place})" if need.rank else text


def of_gain(gain: Gain) -> str:
    """คะแนนหลังสูงกว่าก่อน … t, p, d; where the difference may be chance, that is said."""
    skill, change = gain.skill, gain.difference.mean
    found = f"{skill.name} คะแนนก่อน x̄ = {gain.before.shown_mean} คะแนนหลัง x̄ = {gain.after.shown_mean} จากคะแนนเต็ม {_whole(skill.full)} (n = {skill.n})"
    if gain.t is None or gain.p is None:
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
    numbers = f"{found.test} = {minus(found.statistic)}, df = {freedom}, p {shown_p(found.p)}, {effect} = {minus(found.effect)}"
    return f"{' กับ '.join(found.groups)} {verdict} ({numbers})"


def level_and_numbers(found: Summary) -> str:
    """อยู่ในระดับมาก (x̄ = 4.21, S.D. = 0.66); where nothing is told, that."""
    if found.mean is None:
        return "ไม่แสดงผล เพราะผู้ตอบน้อยเกินไป"
    sd = "" if found.sd is None else f", S.D. = {found.sd}"
    if found.level is None:  # a scale without words for its levels
        return f"มีค่าเฉลี่ย x̄ = {found.mean}{sd}"
    return f"อยู่ในระดับ{found.level.label} (x̄ = {found.mean}{sd})"


def minus(value: Decimal | None) -> str:
    """A number with a real minus sign."""
    return "" if value is None else str(value).replace("-", "−")


def _with_mean(rows: Sequence[AspectResult | ItemResult], mean: Decimal) -> str:
    names = [row.aspect.title if isinstance(row, AspectResult) else row.item.text for row in rows if row.mean == mean]
    return f"{' และ '.join(names)} (x̄ = {mean})"


def _whole(value: Decimal) -> str:
    return f"{value.normalize():f}"
