"""Needs on one board and each on a page: what was found, who acts on it, what people say afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from khlang.content.library import Library
from khlang.pages.exchange.actions import ActionRow, action_row
from khlang.pages.lists.rows import HOME, Place
from khlang.pages.research import charts
from khlang.pages.research.findings import Picture
from khlang.pages.research.tables import Table
from khlang.research import sentences
from khlang.research.needs import Measure, Need, State, needs
from khlang.survey.differences import between
from khlang.thai.dates import thai_date

BOARD = Place("ติดตามความต้องการ", "needs/")
NOT_SAID = "เอกสารไม่ระบุการดำเนินการ"
_OPEN = (State.WAITING, State.NO_BETTER, State.UNSURE, State.SHORT, State.UNPROVEN)
_COLUMNS = (
    ("nobody", State.NOBODY.value, "ความต้องการที่ยังไม่มีกลุ่มงานใดรับไปทำ", (State.NOBODY,)),
    ("waiting", State.WAITING.value, "มีผู้ดำเนินการแล้ว ยังไม่ได้ถามซ้ำ หรือถามแล้วหลักฐานยังไม่พอจะปิด", _OPEN),
    (
        "closed",
        State.CLOSED.value,
        "มีงานที่เสร็จพร้อมหลักฐาน แล้วถามข้อเดิมซ้ำ ดีขึ้นเกินกว่าความบังเอิญ และถึงเป้าหมาย",
        (State.CLOSED,),
    ),
)


@dataclass(frozen=True)
class Said:
    """What people said at one time."""

    survey: Place
    date: str
    mean: str
    level: str
    n: int
    sentence: str
    top: int  # the highest level of the scale
    share: int  # the mean, in per cent of it


@dataclass(frozen=True)
class NeedRow:
    """A need as it stands on the board."""

    id: str
    text: str
    url: str
    state: str
    key: str  # of its column
    found: Place  # the survey that found it
    before: Said | None
    after: Said | None
    change: str  # "+1.12"; empty while it cannot be told
    changed: str  # the same in words: "เพิ่มขึ้น 1.12"
    is_better: bool
    target: str
    why: str  # what the state follows from, in words; empty while nobody asked again
    actions: tuple[ActionRow, ...]
    is_example: bool


@dataclass(frozen=True)
class Column:
    """One column of the board."""

    key: str
    heading: str
    hint: str
    rows: tuple[NeedRow, ...]
    count: int  # examples left out
    examples: int


@dataclass(frozen=True)
class Reported:
    """A need that a document mentions without numbers and without saying what was done."""

    text: str
    source: Place | None


@dataclass(frozen=True)
class NeedBoard:
    """All needs by how far they have come."""

    uri: str
    title: str
    summary: str
    columns: tuple[Column, ...]
    reported: tuple[Reported, ...]
    not_said: str
    crumbs: tuple[Place, ...]
    template: str = "needs.html"


@dataclass(frozen=True)
class NeedPage:
    """One need from finding to satisfaction."""

    uri: str
    title: str
    summary: str
    need: NeedRow
    picture: Picture | None
    difference: str  # whether the change may be chance; empty where that is not computed
    crumbs: tuple[Place, ...]
    template: str = "need.html"


def pages(library: Library) -> Iterator[NeedBoard | NeedPage]:
    """The board, and a page for each need."""
    rows = tuple(need_row(library, need) for need in needs(library))
    columns = []
    for key, heading, hint, _ in _COLUMNS:
        own = sorted((row for row in rows if row.key == key), key=lambda row: row.is_example)
        columns.append(
            Column(
                key,
                heading,
                hint,
                tuple(own),
                sum(not row.is_example for row in own),
                sum(row.is_example for row in own),
            )
        )
    yield NeedBoard(
        "needs/index.md",
        BOARD.title,
        "ความต้องการที่ผลสำรวจพบ ใครรับไปทำ และถามซ้ำแล้วดีขึ้นหรือไม่",
        tuple(columns),
        tuple(Reported(one.name, _source(library, one.source)) for one in library.vocabulary.reported_needs),
        NOT_SAID,
        (HOME,),
    )
    for need, row in zip(needs(library), rows, strict=True):
        yield NeedPage(
            f"needs/{need.id}.md",
            row.text,
            f"{row.state} · พบจาก {row.found.title}",
            row,
            _picture(need),
            _difference(need),
            (HOME, BOARD),
        )


def need_row(library: Library, need: Need) -> NeedRow:
    """A need → its row."""
    return NeedRow(
        need.id,
        need.item.text,
        need.url,
        need.state.value,
        next(key for key, _, _, states in _COLUMNS if need.state in states),
        Place(need.entry.meta.title, need.entry.url),
        _said(library, need.before),
        _said(library, need.after),
        _signed(need.change),
        _in_words(need.change),
        need.change is not None and need.change > 0,
        "" if need.target is None else str(need.target),
        _why(need),
        tuple(action_row(library, one) for one in need.actions),
        need.entry.is_example,
    )


def _why(need: Need) -> str:
    """What the state of a need that was asked again follows from."""
    if need.interval is None:
        return "คำนวณช่วงของผลต่างไม่ได้ เพราะผู้ตอบน้อยเกินไป" if need.change is not None else ""
    low, high = map(sentences.minus, need.interval)
    reach = f"ช่วงความเชื่อมั่นร้อยละ 95 ของผลต่างคือ {low} ถึง {high}"
    said = {
        State.NO_BETTER: "ค่าเฉลี่ยครั้งหลังไม่สูงกว่าครั้งแรก",
        State.UNSURE: f"{reach} ซึ่งรวมศูนย์ ผลต่างขนาดนี้จึงอาจเกิดโดยบังเอิญ ถ้าผู้ตอบน้อยให้ถามซ้ำกับคนมากขึ้น",
        State.SHORT: f"{reach} จึงดีขึ้นจริง แต่ยังไม่ถึงเป้าหมาย" + (f" {need.target}" if need.target is not None else ""),
        State.UNPROVEN: f"{reach} จึงดีขึ้นจริงและถึงเป้าหมาย แต่ไม่มีการดำเนินงานที่เสร็จแล้วพร้อมหลักฐานก่อนวันที่ถามซ้ำ จึงบอกไม่ได้ว่าดีขึ้นเพราะงานใด",
        State.CLOSED: f"{reach} ไม่รวมศูนย์ ถึงเป้าหมาย และมีการดำเนินงานที่เสร็จพร้อมหลักฐานก่อนถามซ้ำ",
    }
    return said.get(need.state, "")


def latest(library: Library) -> NeedRow | None:
    """The need for the home page: real ones first, then the one that has come farthest, the newest among equals."""
    order = [State.CLOSED, State.UNPROVEN, State.SHORT, State.UNSURE, State.NO_BETTER, State.WAITING, State.NOBODY]
    found = sorted(needs(library), key=lambda need: (need.entry.is_example, order.index(need.state)))
    return need_row(library, found[0]) if found else None


def _said(library: Library, measure: Measure | None) -> Said | None:
    if measure is None:
        return None
    item, entry = measure.item, measure.entry
    return Said(
        Place(entry.meta.title, entry.url),
        thai_date(entry.date, library.settings.numerals, short=True) if entry.date else "",
        str(item.mean),
        item.level.label if item.level else "",
        item.n,
        sentences.level_and_numbers(item),
        measure.span[1],
        round(100 * item.mean / measure.span[1]) if item.mean else 0,
    )


def _picture(need: Need) -> Picture | None:
    """Both means with their intervals on one scale."""
    told = [(words, one) for words, one in (("ครั้งแรก", need.before), ("วัดซ้ำ", need.after)) if one is not None]
    if len(told) < 2:
        return None
    rows = [charts.Mean(words, one.item.exact or Fraction(1), str(one.item.mean), *_ends(one)) for words, one in told]
    table = Table(
        "ก่อนและหลังดำเนินการ",
        ("ครั้ง", "n", "x̄", "S.D.", "ระดับ"),
        tuple(
            (
                words,
                str(one.item.n),
                str(one.item.mean),
                str(one.item.sd or "–"),
                one.item.level.label if one.item.level else "–",
            )
            for words, one in told
        ),
    )
    title = f"ค่าเฉลี่ยก่อนและหลัง: {need.before.item.item.text}" if need.before else ""
    said = "จุดคือค่าเฉลี่ยของแต่ละครั้ง แถบคือช่วงความเชื่อมั่นร้อยละ 95 ตัวเลขอยู่ในตารางใต้ภาพ"
    return Picture(title, charts.means(f"need-{need.id}", title, said, rows, told[0][1].span), table)


def _difference(need: Need) -> str:
    if need.before is None or need.after is None:
        return ""
    return sentences.of_difference(between((need.after.item, need.before.item), ("วัดซ้ำ", "ครั้งแรก")))


def _ends(measure: Measure) -> tuple[Fraction | None, Fraction | None]:
    ends = measure.item.interval
    return (Fraction(ends[0]), Fraction(ends[1])) if ends else (None, None)


def _signed(change: Decimal | None) -> str:
    if change is None:
        return ""
    return f"+{change}" if change > 0 else sentences.minus(change)


def _in_words(change: Decimal | None) -> str:
    if change is None:
        return ""
    return f"{'เพิ่มขึ้น' if change > 0 else 'ลดลง'} {abs(change)}" if change else "เท่าเดิม"


def _source(library: Library, known: str) -> Place | None:
    entry = library.by_id.get(known)
    return Place(entry.meta.title, entry.url) if entry in library.public and entry is not None else None
