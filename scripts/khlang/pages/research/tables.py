"""The tables of a survey as บทที่ 4 of a Thai report has them: who answered, items, aspects, groups, tests, ticks, needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from khlang.research import sentences
from khlang.survey.differences import Difference, of_grouping, shown_p
from khlang.survey.shapes import ChoiceQuestion
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

NOT_TOLD = "–"
"""Stands for a number that is not told or not defined."""


@dataclass(frozen=True)
class Table:
    """A table of numbers; the first cell of a row names it."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    strong: frozenset[int] = frozenset()  # rows that sum up others
    note: str = ""


@dataclass(frozen=True)
class GroupTables:
    """What one grouping makes of a part: levels by group, the tests, the items."""

    title: str
    verdict: str  # a sentence on the whole part; empty where no test is defined
    tables: tuple[Table, ...]


def respondents(results: Results) -> Table | None:
    """สถานภาพของผู้ตอบ: every question on the respondents, with n and per cent."""
    rows: list[tuple[str, ...]] = []
    strong = set()
    for profile in results.profiles:
        strong.add(len(rows))
        total = sum(one.n for one in profile.categories)
        rows.append((profile.title, str(total), "100.00"))
        rows += [(one.label, str(one.n), str(one.percent)) for one in profile.categories]
    if not rows:
        return None
    return Table("สถานภาพของผู้ตอบ", ("สถานภาพ", "จำนวน (คน)", "ร้อยละ"), tuple(rows), frozenset(strong))


def means(part: PartResult) -> Table:
    """Items and aspects of a part with n, x̄, S.D., level and rank; of yes and no the shares."""
    if part.part.scale.levels == 2:
        return _shares(part)
    rows: list[tuple[str, ...]] = []
    strong = set()
    has_aspects = len(part.aspects) > 1
    for aspect in part.aspects:
        if has_aspects:
            strong.add(len(rows))
            rows.append((aspect_name(aspect), *numbers(aspect), _rank(aspect)))
        rows += [(item_name(item), *numbers(item), _rank(item)) for item in aspect.items]
    strong.add(len(rows))
    rows.append(("รวม", *numbers(part), ""))
    note = "อันดับของข้อนับภายในด้านของข้อนั้น" if has_aspects else ""
    heads = ("รายการ", "n", "x̄", "S.D.", "ระดับ", "อันดับ")
    table = Table(f"ผลรายข้อ {part.part.title}", heads, tuple(rows), frozenset(strong), note)
    return _with_n_once(table if part.part.scale.has_words else _without(table, 4))


def _shares(part: PartResult) -> Table:
    labels = part.part.scale.labels
    rows = tuple((item_name(item), str(item.n), *_counts(item)) for item in part.items)
    return _with_n_once(Table(f"ผลรายข้อ {part.part.title} จำนวน (ร้อยละ)", ("รายการ", "n", *reversed(labels)), rows))


def _counts(item: ItemResult) -> tuple[str, ...]:
    if not item.counts or not item.percents:
        return (NOT_TOLD, NOT_TOLD)
    return tuple(f"{n} ({share})" for n, share in zip(item.counts[::-1], item.percents[::-1], strict=True))


def _without(table: Table, place: int) -> Table:
    rows = tuple(row[:place] + row[place + 1 :] for row in table.rows)
    return replace(table, heads=table.heads[:place] + table.heads[place + 1 :], rows=rows)


def _with_n_once(table: Table) -> Table:
    """A table whose rows all have one n says it in the caption: a column less on a phone."""
    said = {row[1] for row in table.rows}
    if len(said) != 1:
        return table
    return replace(_without(table, 1), caption=f"{table.caption} (n = {said.pop()})")


def by_group(results: Results, place: int) -> Iterator[GroupTables]:
    """For each grouping what its groups say of a part, and whether they differ."""
    part = results.parts[place]
    for grouping in results.groupings:
        tests = list(_tests(grouping, part))
        whole = next((test for name, test in tests if name == "รวม"), None)
        tables = [
            _levels(grouping, place, part),
            *_variances(grouping, tests),
            *_pairs(grouping, tests),
            _items(grouping, place, part),
        ]
        yield GroupTables(
            f"{part.part.title} แยกตาม{grouping.title}",
            sentences.of_difference(whole),
            tuple(table for table in tables if table is not None),
        )


def _units(part: PartResult) -> list[tuple[str, PartResult | AspectResult]]:
    """The aspects of a part, where there are several, and the part itself."""
    aspects = [(aspect_name(one), one) for one in part.aspects] if len(part.aspects) > 1 else []
    return [*aspects, ("รวม", part)]


def _tests(grouping: GroupingResult, part: PartResult) -> Iterator[tuple[str, Difference]]:
    for name, unit in _units(part):
        key = unit.part.key if isinstance(unit, PartResult) else unit.aspect.key
        test = of_grouping(grouping, key)
        if test is not None:
            yield name, test


def _levels(grouping: GroupingResult, place: int, part: PartResult) -> Table:
    """n, x̄, S.D. and level of the part and its aspects in each group."""
    rows: list[tuple[str, ...]] = []
    strong = set()
    for category in grouping.categories:
        own = category.parts[place]
        strong.add(len(rows))
        rows.append((category.label, *numbers(own)))
        rows += [(name, *numbers(unit)) for name, unit in _units(own)[:-1]]
    heads = (grouping.title, "n", "x̄", "S.D.", "ระดับ")
    table = Table(f"ระดับรายด้าน แยกตาม{grouping.title}", heads, tuple(rows), frozenset(strong))
    return table if part.part.scale.has_words else _without(table, 4)


def _variances(grouping: GroupingResult, tests: Sequence[tuple[str, Difference]]) -> Iterator[Table]:
    """The table of t of two groups, or of variance (SS, df, MS, F, p) of more."""
    caption = f"เปรียบเทียบ แยกตาม{grouping.title}"
    of_two = [(name, test) for name, test in tests if not test.variances]
    if of_two:
        rows = tuple(
            (name, sentences.minus(one.statistic), str(one.freedom[0]), p_cell(one.p), sentences.minus(one.effect))
            for name, one in of_two
        )
        groups = " กับ ".join(of_two[0][1].groups)
        yield Table(
            f"{caption} (t-test)",
            ("ด้าน", "t", "df", "p", "d"),
            rows,
            note=f"{groups} ใช้ Welch’s t-test ซึ่งไม่ถือว่าความแปรปรวนเท่ากัน",
        )
    of_more = [(name, test) for name, test in tests if test.variances]
    rows_of_more: list[tuple[str, ...]] = []
    strong = set()
    for name, test in of_more:
        strong.add(len(rows_of_more))
        rows_of_more.append((name, "", "", "", str(test.statistic), p_cell(test.p)))
        rows_of_more += [
            (row.source, str(row.squares), str(row.freedom), shown(row.mean) if row.mean is not None else "", "", "")
            for row in test.variances
        ]
    if of_more:
        heads = ("แหล่งความแปรปรวน", "SS", "df", "MS", "F", "p")
        yield Table(f"{caption} (One-way ANOVA)", heads, tuple(rows_of_more), frozenset(strong))


def _pairs(grouping: GroupingResult, tests: Sequence[tuple[str, Difference]]) -> Iterator[Table]:
    """Scheffé's pairs of the aspects in which groups differ."""
    rows: list[tuple[str, ...]] = []
    strong = set()
    for name, test in tests:
        if test.pairs:
            strong.add(len(rows))
            rows.append((name, "", ""))
            rows += [
                (
                    " กับ ".join(pair.groups),
                    f"{sentences.minus(pair.difference)}{'*' if pair.is_significant else ''}",
                    p_cell(pair.p),
                )
                for pair in test.pairs
            ]
    if rows:
        yield Table(
            f"เปรียบเทียบรายคู่ แยกตาม{grouping.title} (Scheffé)",
            ("คู่ที่เปรียบเทียบ", "ผลต่าง", "p"),
            tuple(rows),
            frozenset(strong),
            "* มีนัยสำคัญทางสถิติที่ระดับ .05",
        )


def _items(grouping: GroupingResult, place: int, part: PartResult) -> Table | None:
    """x̄ (S.D.) of each item in each group; None where no item is told."""
    own = [category.parts[place].items for category in grouping.categories]
    rows = tuple(
        (item_name(item), *(_mean_and_sd(items[number]) for items in own)) for number, item in enumerate(part.items)
    )
    if all(cell == NOT_TOLD for row in rows for cell in row[1:]):
        return None
    sizes = ("n", *(str(category.n) for category in grouping.categories))
    heads = ("ข้อ", *(category.label for category in grouping.categories))
    return Table(f"x̄ (S.D.) รายข้อ แยกตาม{grouping.title}", heads, (sizes, *rows), frozenset({0}))


def _mean_and_sd(item: ItemResult) -> str:
    return NOT_TOLD if item.mean is None else f"{item.mean} ({shown(item.sd)})"


def ticks(question: ChoiceQuestion) -> Table:
    """A check-box question: n, per cent of respondents, per cent of the answers that are shown."""
    total = sum(one.n for one in question.options)
    rows = [
        (one.label, str(one.n), str(percent(one.n, question.answered)), str(percent(one.n, total)))
        for one in question.options
    ]
    rows.append(("รวม", str(total), str(percent(total, question.answered)), "100.00"))
    hidden = f" ไม่แสดง {question.hidden} ตัวเลือกที่มีผู้เลือกหรือผู้ไม่เลือกน้อยเกินไป" if question.hidden else ""
    note = f"ผู้ตอบ {question.answered} คน เลือกได้มากกว่า 1 ข้อ ร้อยละของผู้ตอบจึงรวมกันเกิน 100 ได้{hidden}"
    heads = ("ตัวเลือก", "จำนวน", "ร้อยละของผู้ตอบ", "ร้อยละของคำตอบ")
    return Table(question.text, heads, tuple(rows), frozenset({len(rows) - 1}), note)


def needs(ordered: Sequence[NeedResult]) -> Table:
    """Needs in the order of their ranks."""
    rows = tuple(
        (
            f"{number}. {need.should.item.text}",
            shown(need.should.mean),
            shown(need.is_.mean),
            shown(need.pni),
            str(need.rank.place) if need.rank else NOT_TOLD,
        )
        for number, need in enumerate(ordered, 1)
    )
    return Table(
        "ความต้องการจำเป็น เรียงตามลำดับ",
        ("เลขในภาพ ข้อ", "I", "D", "PNI", "ลำดับ"),
        rows,
        note="I สภาพที่ควรเป็น · D สภาพที่เป็นอยู่ · PNI คือ PNImodified ค่ามากคือต้องการมาก",
    )


def quality(results: Results) -> Table | None:
    """α and the range of IOC of parts and aspects; None where neither is known."""
    rows: list[tuple[str, ...]] = []
    strong = set()
    for part in results.parts:
        strong.add(len(rows))
        units: list[tuple[str, PartResult | AspectResult]] = [(part.part.title, part)]
        if len(part.aspects) > 1:
            units += [(aspect_name(aspect), aspect) for aspect in part.aspects]
        for name, unit in units:
            iocs = [item.ioc for item in unit.items if item.ioc is not None]
            span = NOT_TOLD if not iocs else f"{min(iocs)}–{max(iocs)}"
            rows.append((name, str(len(unit.items)), shown(unit.alpha.value if unit.alpha else None), span))
    if all(row[2:] == (NOT_TOLD, NOT_TOLD) for row in rows):
        return None
    return Table("คุณภาพของเครื่องมือ", ("ด้าน", "จำนวนข้อ", "แอลฟา", "IOC"), tuple(rows), frozenset(strong))


def numbers(found: Summary) -> tuple[str, ...]:
    """n, x̄, S.D. and level."""
    level = found.level.label if found.level else NOT_TOLD
    return str(found.n) if found.n else NOT_TOLD, shown(found.mean), shown(found.sd), level


def _rank(found: ItemResult | AspectResult) -> str:
    return str(found.rank.place) if found.rank else NOT_TOLD


def aspect_name(aspect: AspectResult) -> str:
    """ด้านเวลา, also where the title says only เวลา."""
    title = aspect.aspect.title
    return title if title.startswith("ด้าน") else f"ด้าน{title}"


def item_name(item: ItemResult) -> str:
    """1.1.2 ความรวดเร็ว."""
    return f"{item.item.key} {item.item.text}"


def p_cell(p: Decimal | float | None) -> str:
    """A p for a cell: .034 or < .001."""
    return NOT_TOLD if p is None else shown_p(p).removeprefix("= ")


def shown(value: Decimal | None) -> str:
    """A number with a real minus sign; a dash where there is none."""
    return NOT_TOLD if value is None else sentences.minus(value)
