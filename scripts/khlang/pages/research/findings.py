"""The findings of a survey or a study as their template sees them: tables as Thai reports have them, sentences, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from khlang.content.entry import Entry
from khlang.content.library import Library
from khlang.pages.lists.rows import Place
from khlang.pages.research import charts, tables
from khlang.pages.research.tables import NOT_TOLD, GroupTables, Table, aspect_name, item_name, p_cell, shown
from khlang.research import scores, sentences
from khlang.research.findings import Findings, findings
from khlang.research.scores import Gain
from khlang.survey.statistics import ItemResult, PartResult, Results, Summary
from khlang.thai.dates import thai_date
from khlang.thai.numerals import Numerals


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
    groups: tuple[GroupTables, ...]
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
    director: tuple[str, ...]  # three sentences for whoever reads no more
    respondents: Table | None
    parts: tuple[PartPage, ...]
    needs: Picture | None
    quality: Table | None
    choices: tuple[Picture, ...]
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
        director=sentences.for_director(results) if results else (),
        respondents=tables.respondents(results) if results else None,
        parts=tuple(_part(results, place) for place in range(len(results.parts))) if results else (),
        needs=_needs(results) if results and results.needs else None,
        quality=tables.quality(results) if results else None,
        choices=tuple(_choices(results)) if results else (),
        open=tuple(_open(results)) if results else (),
        gains=tuple(_gain_tables(found)) if has_gains else (),
        gain_sentences=tuple(map(sentences.of_gain, found.gains)),
        assumptions=scores.ASSUMPTIONS if has_gains else (),
        sources=(*(_SOURCES if results else ()), *(scores.SOURCES if has_gains else ())),
        downloads=tuple(_downloads(entry, found)),
    )


_SOURCES = (
    "S.D. ใช้ตัวหาร n − 1 ปัดเศษครึ่งขึ้นเป็นทศนิยมสองตำแหน่งก่อนแปลความหมาย",
    "ค่าเฉลี่ยและแอลฟารายด้านคิดจากผู้ที่ตอบครบทุกข้อของด้านนั้น รายข้อคิดจากผู้ที่ตอบข้อนั้น จำนวนอยู่ในช่อง n",
    "เปรียบเทียบสองกลุ่มด้วย Welch’s t-test (Welch, 1947) หลายกลุ่มด้วย One-way ANOVA (Fisher, 1925) และรายคู่ด้วย Scheffé (1953) ผู้ที่ไม่ระบุกลุ่มไม่นับเป็นกลุ่ม",
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


def _part(results: Results, place: int) -> PartPage:
    part = results.parts[place]
    lines = [sentences.of_part(part), sentences.of_order(part)]
    if len(part.aspects) > 1:
        lines[1:1] = map(sentences.of_aspect, part.aspects)
    if part.part.scale.levels == 2:
        lines = [sentences.of_shares(part)]
    labels = part.part.scale.labels
    bands = tuple((f"{band.low}–{band.high}", band.label) for band in reversed(part.bands))
    return PartPage(
        part.part.title,
        tuple(line for line in lines if line),
        tables.means(part),
        _answers(part, f"part-{place}-answers"),
        _means(part, f"part-{place}-means") if part.part.scale.levels > 2 else None,
        tuple(tables.by_group(results, place)),
        None
        if not part.bands or (place and part.bands == results.parts[place - 1].bands)
        else Table("เกณฑ์แปลความหมาย", ("ค่าเฉลี่ย", "ระดับ"), bands),
        _rule(results, len(labels)) if part.bands else "",
    )


def _rule(results: Results, levels: int) -> str:
    return f"{results.rule.title} ({results.rule.source})" + ("" if levels == 5 else f" ปรับใช้กับ {levels} ระดับ")


def _answers(part: PartResult, name: str) -> Picture | None:
    """How each item was answered, most agreed with first; None where no item is told."""
    items = sorted((item for item in part.items if item.counts and item.n), key=_agreement, reverse=True)
    if not items:
        return None
    labels = part.part.scale.labels
    rows = tuple(
        (item_name(item), *(f"{n} ({share})" for n, share in zip(item.counts or (), item.percents or (), strict=True)))
        for item in items
    )
    title = f"คำตอบรายข้อ {part.part.title}"
    said = f"แท่งของแต่ละข้อแบ่งตามร้อยละของผู้ตอบแต่ละระดับ จาก{labels[0]}ทางซ้ายถึง{labels[-1]}ทางขวา ตัวเลขที่ปลายสองข้างคือร้อยละรวมของระดับต่ำและระดับสูง"
    bars = [charts.Bar(item_name(item), item.counts or ()) for item in items]
    svg = charts.diverging_bars(name, title, said, bars, labels)
    return Picture(title, svg, Table("จำนวน (ร้อยละ) ของคำตอบ", ("ข้อ", *labels), rows))


def _agreement(item: ItemResult) -> tuple[Fraction, Fraction]:
    """The share of the levels above the middle; of equal ones the mean, of the counts as answered."""
    counts = item.counts or ()
    high = sum(counts[-(len(counts) // 2) :])
    return Fraction(high, item.n), Fraction(sum(level * times for level, times in enumerate(counts)), item.n)


def _means(part: PartResult, name: str) -> Picture | None:
    """The means of items, aspects and the part, each with its interval; None where nothing is told."""
    units: list[tuple[str, Summary]] = [("รวม", part)]
    if len(part.aspects) > 1:
        units += [(aspect_name(aspect), aspect) for aspect in part.aspects]
    items = sorted(part.items, key=lambda item: item.exact or Fraction(0), reverse=True)
    units += [(item_name(item), item) for item in items]
    told = [(label, found) for label, found in units if found.exact is not None]
    if not told:
        return None
    scale = part.part.scale
    title = f"ค่าเฉลี่ยและช่วงความเชื่อมั่นร้อยละ 95 {part.part.title}"
    said = f"จุดคือค่าเฉลี่ย แถบคือช่วงที่ค่าเฉลี่ยจริงน่าจะอยู่ บนมาตรา {scale.first} ถึง {scale.last} ตัวเลขอยู่ในตารางใต้ภาพ"
    svg = charts.means(name, title, said, [_mean_row(label, found) for label, found in told], (scale.first, scale.last))
    rows = tuple((label, str(found.mean), _interval(found)) for label, found in told)
    return Picture(title, svg, Table("ค่าเฉลี่ยและช่วงความเชื่อมั่น", ("รายการ", "x̄", "ช่วง"), rows))


def _mean_row(label: str, found: Summary) -> charts.Mean:
    low, high = (Fraction(end) for end in found.interval) if found.interval else (None, None)
    return charts.Mean(label, found.exact or Fraction(1), str(found.mean), low, high)


def _needs(results: Results) -> Picture:
    """Needs by rank: the table, and both means against each other with the line on which a need is as great as all together."""
    ordered = sorted(
        results.needs, key=lambda one: (one.rank.place if one.rank else len(results.needs) + 1, one.should.item.key)
    )
    points = [
        charts.Point(str(number), need.is_.exact, need.should.exact)
        for number, need in enumerate(ordered, 1)
        if need.is_.exact is not None and need.should.exact is not None
    ]
    scale = results.survey.part_of(results.needs[0].should.item).scale
    title = "ความต้องการจำเป็น สภาพที่เป็นอยู่กับสภาพที่ควรเป็น"
    said = (
        "แนวนอนคือสภาพที่เป็นอยู่ แนวตั้งคือสภาพที่ควรเป็น เส้นประคือ PNImodified ของทุกข้อรวมกัน "
        "ข้อที่อยู่เหนือเส้นต้องการมากกว่าภาพรวม เลขเรียงตามลำดับความต้องการและตรงกับตาราง"
    )
    svg = charts.need_matrix("needs", title, said, points, (scale.first, scale.last)) if points else Markup()
    return Picture(title, svg, tables.needs(ordered))


def _choices(results: Results) -> Iterator[Picture]:
    """Check-box questions: bars of the share of respondents who ticked each option."""
    for number, question in enumerate(results.survey.choices):
        bars = [charts.Share(one.label, one.n, question.answered) for one in question.options]
        said = "แท่งคือร้อยละของผู้ตอบที่เลือก ตัวเลขอยู่ในตารางใต้ภาพ"
        svg = charts.shares(f"choices-{number}", question.text, said, bars)
        yield Picture(question.text, svg, tables.ticks(question))


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
            shown(gain.t),
            p_cell(gain.p),
        )
        for gain in found.gains
    )
    said = f" ({_size(found.gains[0])})" if len(sizes) == 1 else ""
    yield Table(f"คะแนน x̄ (S.D.) ก่อนและหลัง{said}", ("ทักษะ", "ก่อน", "หลัง", "t", "p"), rows)
    rows = tuple(
        (
            gain.skill.name,
            shown(gain.difference.shown_mean),
            shown(gain.effect),
            _efficiency(gain),
            shown(gain.index),
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


def _interval(found: Summary) -> str:
    return NOT_TOLD if found.interval is None else f"{found.interval[0]}–{found.interval[1]}"


def _size(gain: Gain) -> str:
    return f"n = {gain.skill.n} คะแนนเต็ม {gain.skill.full.normalize():f}"


def _reach(gain: Gain) -> str:
    return NOT_TOLD if gain.low is None else f"{shown(gain.low)} ถึง {shown(gain.high)}"


def _efficiency(gain: Gain) -> str:
    return f"{gain.e1 if gain.e1 is not None else NOT_TOLD}/{gain.e2}"
