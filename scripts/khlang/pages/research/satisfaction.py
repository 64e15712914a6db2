"""How content people are with the office's services, by year: computed from the surveys that say they ask it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from khlang.content.entry import Entry
from khlang.content.kinds.research import Research
from khlang.content.library import Library
from khlang.pages.lists.rows import HOME, Place
from khlang.pages.research import charts
from khlang.pages.research.findings import Picture
from khlang.pages.research.service_form import FOLDER
from khlang.pages.research.tables import Table
from khlang.research import sentences
from khlang.research.findings import findings
from khlang.survey.data import Side
from khlang.survey.statistics import PartResult, Results
from khlang.thai.dates import fiscal_year, thai_date
from khlang.thai.numerals import show

PAGE = Place("ความพึงพอใจต่อการให้บริการ", "satisfaction/")


@dataclass(frozen=True)
class Year:
    """One survey of the services."""

    year: str  # ปีงบประมาณ ๒๕๗๐
    date: str
    survey: Place
    sentence: str
    answered: str
    aspects: Table
    rule: str
    is_example: bool


@dataclass(frozen=True)
class Satisfaction:
    """The latest survey, and earlier ones beside it."""

    uri: str
    title: str
    summary: str
    latest: Year | None
    earlier: tuple[Year, ...]
    trend: Picture | None
    caution: str  # what makes years hard to compare; empty where nothing does
    instrument: Place | None
    crumbs: tuple[Place, ...]
    template: str = "satisfaction.html"


def pages(library: Library) -> Iterator[Satisfaction]:
    """The page; it stands empty, and says how to begin, while there is no such survey."""
    found = _surveys(library)
    years = [_year(library, entry, results, part) for entry, results, part in found]
    yield Satisfaction(
        "satisfaction.md",
        PAGE.title,
        "ผลล่าสุดและปีก่อน คำนวณจากคำตอบของผู้ใช้บริการ",
        years[0] if years else None,
        tuple(years[1:]),
        _trend(library, found),
        _caution(found),
        Place("แบบสอบถามที่พร้อมใช้", f"{FOLDER}/") if library.vocabulary.service_survey else None,
        (HOME,),
    )


@dataclass(frozen=True)
class Score:
    """How content people were at one time."""

    mean: str
    top: int  # the highest level of the scale
    date: str
    is_example: bool


def scores(library: Library) -> tuple[Score, ...]:
    """The totals of all surveys of the services, newest first."""
    numerals = library.settings.numerals
    return tuple(
        Score(str(part.mean), part.part.scale.last, thai_date(entry.day, numerals, short=True), entry.is_example)
        for entry, _, part in _surveys(library)
    )


def _surveys(library: Library) -> list[tuple[Entry, Results, PartResult]]:
    """The surveys of the services, newest first; examples only while there is no real one."""
    found = []
    for entry in library.of_kind(Research):
        results = findings(library, entry).results if entry.meta.service else None
        part = next((one for one in results.parts if one.part.side is not Side.SHOULD), None) if results else None
        if results is not None and part is not None and part.mean is not None:
            found.append((entry, results, part))
    real = [one for one in found if not one[0].is_example]
    return real or found


def _year(library: Library, entry: Entry, results: Results, part: PartResult) -> Year:
    numerals = library.settings.numerals
    rows = [
        (one.aspect.title, str(one.mean), str(one.sd), one.level.label if one.level else "–")
        for one in part.aspects
        if one.mean is not None
    ]
    total = ("รวม", str(part.mean), str(part.sd), part.level.label if part.level else "–")
    return Year(
        f"ปีงบประมาณ {show(fiscal_year(entry.day), numerals)}",
        thai_date(entry.day, numerals),
        Place(entry.meta.title, entry.url),
        sentences.of_part(part),
        sentences.of_answers(results),
        Table(f"ผลรายด้าน (n = {part.n})", ("ด้าน", "x̄", "S.D.", "ระดับ"), (*rows, total), frozenset({len(rows)})),
        f"{results.rule.title} ({results.rule.source})",
        entry.is_example,
    )


def _trend(library: Library, found: list[tuple[Entry, Results, PartResult]]) -> Picture | None:
    """The totals of all years on one scale, the oldest first."""
    if len(found) < 2 or len({(part.part.scale.first, part.part.scale.last) for _, _, part in found}) > 1:
        return None
    rows, cells = [], []
    for entry, _, part in reversed(found):
        label = f"{thai_date(entry.day, library.settings.numerals, short=True)} (n = {part.n})"
        ends = (Fraction(part.interval[0]), Fraction(part.interval[1])) if part.interval else (None, None)
        rows.append(charts.Mean(label, part.exact or Fraction(1), str(part.mean), *ends))
        cells.append((label, str(part.mean), str(part.sd), part.level.label if part.level else "–"))
    title = "ค่าเฉลี่ยรวมแต่ละครั้ง"
    said = "จุดคือค่าเฉลี่ยรวมของแต่ละครั้ง แถบคือช่วงความเชื่อมั่นร้อยละ 95 ตัวเลขอยู่ในตารางใต้ภาพ"
    svg = charts.means("satisfaction", title, said, rows, (found[0][2].part.scale.first, found[0][2].part.scale.last))
    return Picture(title, svg, Table(title, ("ครั้ง", "x̄", "S.D.", "ระดับ"), tuple(cells)))


def _caution(found: list[tuple[Entry, Results, PartResult]]) -> str:
    """Years are compared by their numbers only where they asked the same and judge by the same rule."""
    if len({results.rule.id for _, results, _ in found}) > 1:
        return "แต่ละครั้งใช้เกณฑ์แปลความหมายต่างกัน ให้เทียบค่าเฉลี่ย ไม่เทียบระดับ"
    if len({part.part.scale.labels for _, _, part in found}) > 1:
        return "แต่ละครั้งใช้มาตราต่างกัน จึงเทียบกันไม่ได้"
    if len({tuple(item.item.text for item in part.items) for _, _, part in found}) > 1:
        return "ข้อคำถามแต่ละครั้งไม่เหมือนกันทั้งหมด ให้เทียบด้วยความระวัง"
    return ""
