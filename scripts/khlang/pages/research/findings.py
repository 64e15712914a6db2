"""The findings of a survey or a study as their template sees them: tables as Thai reports have them, sentences, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from markupsafe import Markup

from khlang.content.entry import Entry
from khlang.content.library import Library
from khlang.pages.lists.rows import Place
from khlang.pages.research import charts
from khlang.research import scores, sentences
from khlang.research.findings import Findings, findings
from khlang.research.scores import Gain
from khlang.survey.differences import available, of_grouping
from khlang.survey.statistics import (
    AspectResult,
    GroupingResult,
    ItemResult,
    NeedResult,
    PartResult,
    ProfileResult,
    Results,
    Summary,
)
from khlang.thai.dates import thai_date
from khlang.thai.numerals import Numerals

NOT_TOLD = "–"  # a number that is not told or not defined


@dataclass(frozen=True)
class Table:
    """A table of numbers; the first cell of a row names it."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    strong: frozenset[int] = frozenset()  # rows that sum up others
    note: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture, and the table that says the same."""

    title: str
    svg: Markup
    table: Table


@dataclass(frozen=True)
class PartPage:
    """A part of the questionnaire: what it says in sentences, in a table, in pictures."""

    title: str
    sentences: tuple[str, ...]
    table: Table
    answers: Picture | None
    means: Picture | None
    groups: tuple[Table, ...]
    bands: Table | None  # None where the part before has the same
    source: str  # of the rule of bands


@dataclass(frozen=True)
class OpenPage:
    """The words that most wrote in answer to an open question."""

    question: str
    words: tuple[tuple[str, int], ...]
    least: int


@dataclass(frozen=True)
class FindingsPage:
    """Everything that is shown of the data of an entry."""

    answered: str  # a sentence; empty without a survey
    facts: tuple[tuple[str, str], ...]
    respondents: tuple[Table, ...]
    parts: tuple[PartPage, ...]
    needs: Picture | None
    quality: Table | None
    cautions: tuple[str, ...]
    open: tuple[OpenPage, ...]
    gains: tuple[Table, ...]
    gain_sentences: tuple[str, ...]
    assumptions: tuple[str, ...]
    sources: tuple[str, ...]
    downloads: tuple[Place, ...]


def findings_page(library: Library, entry: Entry) -> FindingsPage | None:
    """The findings of an entry; None where it has no data."""
    found = findings(library, entry)
    if not found:
        return None
    results, numerals = found.results, library.settings.numerals
    has_gains = bool(found.gains)
    return FindingsPage(
        answered=sentences.of_answers(results) if results else "",
        facts=tuple(_facts(results, numerals)) if results else (),
        respondents=tuple(_respondents(one) for one in results.profiles) if results else (),
        parts=tuple(_part(results, place) for place in range(len(results.parts))) if results else (),
        needs=_needs(results) if results and results.needs else None,
        quality=_quality(results) if results else None,
        cautions=tuple(dict.fromkeys(_cautions(results))) if results else (),
        open=tuple(_open(results)) if results else (),
        gains=tuple(_gain_tables(found)) if has_gains else (),
        gain_sentences=tuple(map(sentences.of_gain, found.gains)),
        assumptions=scores.ASSUMPTIONS if has_gains else (),
        sources=(*(_SOURCES if results else ()), *(scores.SOURCES if has_gains else ())),
        downloads=tuple(_downloads(entry, found)),
    )


_SOURCES = (
    "S.D. ใช้ตัวหาร n − 1 ปัดเศษครึ่งขึ้นเป็นทศนิยมสองตำแหน่งก่อนแปลความหมาย",
    "ค่าเฉลี่ยรายด้านและโดยรวมคิดจากผู้ที่ตอบครบทุกข้อ รายข้อคิดจากทุกคนที่ตอบข้อนั้น",
    "ช่วงความเชื่อมั่นร้อยละ 95 = x̄ ± t · S.D. ÷ √n (Student, 1908)",
    "ค่าแอลฟา (Cronbach, 1951) · IOC (Rovinelli และ Hambleton, 1977) · PNImodified = (I − D) ÷ D (สุวิมล ว่องวาณิช, 2550)",
)


def _facts(results: Results, numerals: Numerals) -> Iterator[tuple[str, str]]:
    survey = results.survey
    yield "ผู้ตอบ", f"{results.returned} คน"
    if results.response_rate is not None:
        yield "ตอบกลับ", f"ร้อยละ {results.response_rate}"
    if survey.set_aside:
        yield "ไม่นับในผล", f"{survey.set_aside} คน เพราะตอบไม่พอ"
    if survey.collected:
        first, last = (thai_date(day, numerals, short=True) for day in (survey.collected.first, survey.collected.last))
        yield "เก็บข้อมูล", first if first == last else f"{first} ถึง {last}"


def _respondents(grouping: ProfileResult) -> Table:
    rows = [(one.label, str(one.n), str(one.percent)) for one in grouping.categories]
    total = ("รวม", str(sum(one.n for one in grouping.categories)), "100.00")
    return Table(f"ผู้ตอบแยกตาม{grouping.title}", (grouping.title, "n", "ร้อยละ"), (*rows, total), frozenset({len(rows)}))


def _part(results: Results, place: int) -> PartPage:
    part = results.parts[place]
    lines = [sentences.of_part(part), sentences.of_order(part)]
    if len(part.aspects) > 1:
        lines[1:1] = map(sentences.of_aspect, part.aspects)
    labels = part.part.scale.labels
    bands = tuple((f"{band.low}–{band.high}", band.label) for band in reversed(part.bands))
    return PartPage(
        part.part.title,
        tuple(line for line in lines if line),
        _means_table(part),
        _answers(part, f"part-{place}-answers"),
        _means(part, f"part-{place}-means"),
        tuple(_group_table(one, place, part) for one in results.groupings),
        None
        if place and part.bands == results.parts[place - 1].bands
        else Table("เกณฑ์แปลความหมาย", ("ค่าเฉลี่ย", "ระดับ"), bands),
        f"{results.rule.title} ({results.rule.source})" + ("" if len(labels) == 5 else f" ปรับใช้กับ {len(labels)} ระดับ"),
    )


def _means_table(part: PartResult) -> Table:
    rows: list[tuple[str, ...]] = []
    strong = set()
    has_aspects = len(part.aspects) > 1
    for aspect in part.aspects:
        if has_aspects:
            strong.add(len(rows))
            rows.append((_aspect_name(aspect), *_numbers(aspect), _rank(aspect)))
        rows += [(_item_name(item), *_numbers(item), _rank(item)) for item in aspect.items]
    strong.add(len(rows))
    rows.append(("รวม", *_numbers(part), ""))
    note = "อันดับของข้อนับภายในด้านของข้อนั้น" if has_aspects else ""
    heads = ("รายการ", "n", "x̄", "S.D.", "ระดับ", "อันดับ")
    return _with_n_once(Table(f"ผลรายข้อ {part.part.title}", heads, tuple(rows), frozenset(strong), note))


def _with_n_once(table: Table) -> Table:
    """A table whose rows all have one n says it in the caption: a column less on a phone."""
    said = {row[1] for row in table.rows}
    if len(said) != 1:
        return table
    rows = tuple((row[0], *row[2:]) for row in table.rows)
    return replace(
        table, caption=f"{table.caption} (n = {said.pop()})", heads=(table.heads[0], *table.heads[2:]), rows=rows
    )


def _answers(part: PartResult, name: str) -> Picture | None:
    """How each item was answered; None where no item is told."""
    items = [item for item in part.items if item.counts and item.n]
    if not items:
        return None
    labels = part.part.scale.labels
    rows = tuple(
        (_item_name(item), *(f"{n} ({share})" for n, share in zip(item.counts or (), item.percents or (), strict=True)))
        for item in items
    )
    title = f"คำตอบรายข้อ {part.part.title}"
    said = f"แท่งของแต่ละข้อแบ่งตามร้อยละของผู้ตอบแต่ละระดับ จาก{labels[0]}ทางซ้ายถึง{labels[-1]}ทางขวา ตัวเลขอยู่ในตารางใต้ภาพ"
    bars = [charts.Bar(_item_name(item), item.counts or ()) for item in items]
    svg = charts.diverging_bars(name, title, said, bars, labels)
    return Picture(title, svg, Table("จำนวน (ร้อยละ) ของคำตอบ", ("ข้อ", *labels), rows))


def _means(part: PartResult, name: str) -> Picture | None:
    """The means of items, aspects and the part, each with its interval; None where nothing is told."""
    units: list[tuple[str, Summary]] = [("รวม", part)]
    if len(part.aspects) > 1:
        units += [(_aspect_name(aspect), aspect) for aspect in part.aspects]
    units += [(_item_name(item), item) for item in part.items]
    told = [(label, found) for label, found in units if found.exact is not None]
    if not told:
        return None
    levels = part.part.scale.levels
    title = f"ค่าเฉลี่ยและช่วงความเชื่อมั่นร้อยละ 95 {part.part.title}"
    said = f"จุดคือค่าเฉลี่ย แถบคือช่วงที่ค่าเฉลี่ยจริงน่าจะอยู่ บนมาตรา 1 ถึง {levels} ตัวเลขอยู่ในตารางใต้ภาพ"
    svg = charts.means(name, title, said, [_mean_row(label, found) for label, found in told], levels)
    rows = tuple((label, str(found.mean), _interval(found)) for label, found in told)
    return Picture(title, svg, Table("ค่าเฉลี่ยและช่วงความเชื่อมั่น", ("รายการ", "x̄", "ช่วง"), rows))


def _mean_row(label: str, found: Summary) -> charts.Mean:
    low, high = (Fraction(end) for end in found.interval) if found.interval else (None, None)
    return charts.Mean(label, found.exact or Fraction(1), str(found.mean), low, high)


def _group_table(grouping: GroupingResult, place: int, part: PartResult) -> Table:
    """The part, and its aspects where there are several, as each group sees them."""
    rows = []
    strong = set()
    for category in grouping.categories:
        own = category.parts[place]
        strong.add(len(rows))
        rows.append((category.label, *_numbers(own)))
        if len(part.aspects) > 1:
            rows += [(_aspect_name(aspect), *_numbers(aspect)) for aspect in own.aspects]
    return Table(
        f"{part.part.title} แยกตาม{grouping.title}",
        (grouping.title, "n", "x̄", "S.D.", "ระดับ"),
        tuple(rows),
        frozenset(strong),
        sentences.of_difference(of_grouping(grouping, part.part.key)) if available() else "",
    )


def _needs(results: Results) -> Picture:
    ordered = sorted(
        results.needs, key=lambda one: (one.rank.place if one.rank else len(results.needs) + 1, one.should.item.key)
    )
    numbers = {id(need): str(place) for place, need in enumerate(ordered, 1)}
    rows = tuple(_need_row(need, numbers[id(need)]) for need in ordered)
    told = [need for need in ordered if need.is_.exact is not None and need.should.exact is not None]
    levels = results.survey.part_of(results.needs[0].should.item).scale.levels
    title = "ความต้องการจำเป็น สภาพที่เป็นอยู่กับสภาพที่ควรเป็น"
    svg = Markup()
    if told:
        svg = charts.need_matrix(
            "needs",
            title,
            "แนวนอนคือสภาพที่เป็นอยู่ แนวตั้งคือสภาพที่ควรเป็น เส้นประคือค่าเฉลี่ยของทุกข้อ ข้อที่อยู่มุมบนซ้ายควรทำก่อน เลขตรงกับตารางใต้ภาพ",
            [
                charts.Point(numbers[id(need)], need.is_.exact or Fraction(1), need.should.exact or Fraction(1))
                for need in told
            ],
            levels,
        )
    table = Table(
        "ความต้องการจำเป็น เรียงตามลำดับ",
        ("เลขในภาพ ข้อ", "I", "D", "PNI", "ลำดับ"),
        rows,
        note="I สภาพที่ควรเป็น · D สภาพที่เป็นอยู่ · PNI คือ PNImodified ค่ามากคือต้องการมาก",
    )
    return Picture(title, svg, table)


def _need_row(need: NeedResult, number: str) -> tuple[str, ...]:
    rank = str(need.rank.place) if need.rank else NOT_TOLD
    return f"{number}. {need.should.item.text}", _shown(need.should.mean), _shown(need.is_.mean), _shown(need.pni), rank


def _quality(results: Results) -> Table | None:
    rows: list[tuple[str, ...]] = []
    strong = set()
    for part in results.parts:
        strong.add(len(rows))
        units: list[tuple[str, PartResult | AspectResult]] = [(part.part.title, part)]
        if len(part.aspects) > 1:
            units += [(_aspect_name(aspect), aspect) for aspect in part.aspects]
        for name, unit in units:
            items = part.items if unit is part else unit.items
            iocs = [item.ioc for item in items if item.ioc is not None]
            span = NOT_TOLD if not iocs else f"{min(iocs)}–{max(iocs)}"
            rows.append((name, str(len(items)), _shown(unit.alpha.value if unit.alpha else None), span))
    if all(row[2:] == (NOT_TOLD, NOT_TOLD) for row in rows):
        return None
    return Table("คุณภาพของเครื่องมือ", ("ด้าน", "จำนวนข้อ", "แอลฟา", "IOC"), tuple(rows), frozenset(strong))


def _cautions(results: Results) -> Iterator[str]:
    for part in results.parts:
        for unit in (part, *part.aspects):
            if unit.alpha and unit.alpha.caution:
                yield unit.alpha.caution


def _open(results: Results) -> Iterator[OpenPage]:
    for question in results.survey.open:
        if question.words:
            yield OpenPage(
                question.text, tuple((word.text, word.respondents) for word in question.words), results.survey.least
            )


def _gain_tables(found: Findings) -> Iterator[Table]:
    """Scores before and after, then how large the difference is; few columns, for a phone."""
    sizes = {(gain.skill.n, gain.skill.full) for gain in found.gains}
    rows = tuple(
        (
            gain.skill.name if len(sizes) == 1 else f"{gain.skill.name} ({_size(gain)})",
            f"{gain.before.shown_mean} ({gain.before.shown_sd})",
            f"{gain.after.shown_mean} ({gain.after.shown_sd})",
            _shown(gain.t),
            _p(gain),
        )
        for gain in found.gains
    )
    said = f" ({_size(found.gains[0])})" if len(sizes) == 1 else ""
    yield Table(f"คะแนน x̄ (S.D.) ก่อนและหลัง{said}", ("ทักษะ", "ก่อน", "หลัง", "t", "p"), rows)
    rows = tuple(
        (
            gain.skill.name,
            _shown(gain.difference.shown_mean),
            _shown(gain.effect),
            _efficiency(gain),
            _shown(gain.index),
        )
        for gain in found.gains
    )
    reach = " · ".join(f"{gain.skill.name} {_reach(gain)}" for gain in found.gains)
    note = f"ช่วงความเชื่อมั่นร้อยละ 95 ของผลต่าง: {reach}"
    yield Table("ขนาดของผลและประสิทธิภาพ", ("ทักษะ", "ผลต่าง", "d", "E1/E2", "E.I."), rows, note=note)


def _downloads(entry: Entry, found: Findings) -> Iterator[Place]:
    yield Place("ตารางค่าสถิติ (CSV)", f"{entry.url}statistics.csv")
    yield Place("ค่าสถิติ (JSON)", f"{entry.url}statistics.json")
    if found.results:
        yield Place("รหัสข้อมูลของแบบสอบถาม (CSV)", f"{entry.url}codebook.csv")
        yield Place("แบบสอบถาม", f"{entry.url}instrument/")


def _numbers(found: Summary) -> tuple[str, ...]:
    level = found.level.label if found.level else NOT_TOLD
    return str(found.n) if found.n else NOT_TOLD, _shown(found.mean), _shown(found.sd), level


def _rank(found: ItemResult | AspectResult) -> str:
    return str(found.rank.place) if found.rank else NOT_TOLD


def _interval(found: Summary) -> str:
    return NOT_TOLD if found.interval is None else f"{found.interval[0]}–{found.interval[1]}"


def _aspect_name(aspect: AspectResult) -> str:
    title = aspect.aspect.title
    return title if title.startswith("ด้าน") else f"ด้าน{title}"


def _item_name(item: ItemResult) -> str:
    return f"{item.item.key} {item.item.text}"


def _size(gain: Gain) -> str:
    return f"n = {gain.skill.n} คะแนนเต็ม {gain.skill.full.normalize():f}"


def _p(gain: Gain) -> str:
    return NOT_TOLD if gain.p is None else sentences.shown_p(gain.p).removeprefix("= ")


def _reach(gain: Gain) -> str:
    return NOT_TOLD if gain.low is None else f"{_shown(gain.low)} ถึง {_shown(gain.high)}"


def _efficiency(gain: Gain) -> str:
    return f"{gain.e1 if gain.e1 is not None else NOT_TOLD}/{gain.e2}"


def _shown(value: Decimal | None) -> str:
    return NOT_TOLD if value is None else sentences.minus(value)
