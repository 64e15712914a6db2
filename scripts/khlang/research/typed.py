"""Numbers of a report that somebody typed, held against those that are computed.

Looked at is what stands after x̄ or ค่าเฉลี่ย, S.D. or ส่วนเบี่ยงเบนมาตรฐาน, n or ผู้ตอบ, and ร้อยละ; and the columns of tables that
are headed so. A number is right if it is

1. the number of the part, aspect, item or skill that is named before it (since the last number of its sort in the
   same paragraph, or in its row); of a group of respondents too, where one is named as well;
2. where none or several are named, any computed number of its sort,

rounded half up to as many places as were typed. Targets, limits and ranges ("ไม่น้อยกว่าร้อยละ 80", "4.51–5.00") are no
results, so nothing is said of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from khlang.research.findings import Findings
from khlang.research.scores import Gain
from khlang.survey.rounding import half_up, half_up_root
from khlang.survey.statistics import AspectResult, ItemResult, PartResult, Results, Summary
from khlang.thai.numerals import arabic_digits


class Sort(StrEnum):
    """What a number says; the value is how messages call it."""

    MEAN = "ค่าเฉลี่ย"
    SD = "S.D."
    COUNT = "จำนวน"
    PERCENT = "ร้อยละ"


@dataclass(frozen=True)
class Computed:
    """One number that the data give."""

    sort: Sort
    exact: Fraction
    of: str  # what it is the number of, as messages say it
    names: tuple[str, ...] = ()  # what names its part, aspect, item or skill in a text; none: it is of the whole
    group: str | None = None  # the group of respondents
    is_square: bool = False  # of S.D. the variance is exact

    def shown(self, places: int = 2) -> Decimal:
        """The number with so many places, half up."""
        return (half_up_root if self.is_square else half_up)(self.exact, places)


@dataclass(frozen=True)
class Wrong:
    """A typed number that is not the computed one."""

    start: int  # in the text
    end: int
    typed: str
    sort: Sort
    right: tuple[Computed, ...]  # what may stand there; the nearest first where nothing is named
    is_named: bool  # whether the text says of what the number is


_NUMBER = r"(?P<number>\d[\d,]*(?:\.\d+)?)"
_TIE = r"\s*(?:=|:|เท่ากับ|คือ|เป็น|อยู่ที่|ได้)?\s*"
_PLACE = r"(?:ตอน|ด้าน|ข้อ)(?:ที่)?\s*\d[\d.]*"
_OTHERS = "ส่วนเบี่ยงเบน|ร้อยละ|แอลฟา|ความเชื่อมั่น|คะแนนเต็ม"
_PATTERNS = {
    Sort.MEAN: re.compile(
        rf"(?:[xX][\u0304\u0305]|ค่าเฉลี่ย(?:{_PLACE}|(?!{_OTHERS})[^\d\n|.]){{0,40}}?(?:(?<=ค่าเฉลี่ย)|รวม|=|:|เท่ากับ|คือ|เป็น|อยู่ที่|ได้|\()){_TIE}{_NUMBER}"
    ),
    Sort.SD: re.compile(rf"(?:\bS\.?\s?D\.?|ส่วนเบี่ยงเบนมาตรฐาน){_TIE}{_NUMBER}", re.IGNORECASE),
    Sort.COUNT: re.compile(rf"(?:(?<![A-Za-z])n\s*=\s*|ผู้ตอบ(?:แบบสอบถาม)?(?:ทั้งหมด|รวม|จำนวน|มี|\s)*){_NUMBER}"),
    Sort.PERCENT: re.compile(rf"ร้อยละ{_TIE}{_NUMBER}"),
}
_HEADS = {
    Sort.MEAN: re.compile(r"[xX][\u0304\u0305]|ค่าเฉลี่ย"),
    Sort.SD: re.compile(r"S\.?\s?D\.?|ส่วนเบี่ยงเบนมาตรฐาน", re.IGNORECASE),
    Sort.COUNT: re.compile(r"n|จำนวน\s*\(?คน\)?|จำนวนผู้ตอบ", re.IGNORECASE),
    Sort.PERCENT: re.compile("ร้อยละ"),
}
_NO_RESULT_BEFORE = re.compile(
    "(?:เป้าหมาย|เกณฑ์|ไม่น้อยกว่า|ไม่ต่ำกว่า|อย่างน้อย|ไม่เกิน|มากกว่า|น้อยกว่า|สูงกว่า|ต่ำกว่า|เกินกว่า|ตั้งแต่|เชื่อมั่น|เพิ่มขึ้น|ลดลง|ปีก่อน|ครั้งก่อน)"
)
_NO_RESULT_AFTER = re.compile(r"\s*(?:[-–—]\s*\d|ถึง|ขึ้นไป|หรือมากกว่า|ระดับ(?:\s|$))")
_REACH = 25  # letters before a number in which such a word makes it no result
_PARAGRAPH = re.compile(r"\n[ \t]*(?=\n|[-*+][ \t]|\d+[.)][ \t]|#|\|)")
_ROW = re.compile(r"^[ \t]*\|?(?P<cells>[^\n|]*(?:\|[^\n|]*)+)$", re.MULTILINE)
_RULE = re.compile(r"[\s|:\-]+")
_WHOLE = ("โดยรวม", "ภาพรวม", "รวมทุกด้าน", "รวมทั้งฉบับ")
_SHORTEST = 4  # letters: a shorter title stands in too many words


def wrong(text: str, findings: Findings) -> Iterator[Wrong]:
    """Every typed number of a text that is not the computed one, in the order of the text."""
    known = _Known(computed(findings))
    plain = arabic_digits(text)
    found = [one for sort in Sort for one in _in_prose(plain, sort, known)]
    found += _in_tables(plain, known)
    yield from sorted({(one.start, one.end): one for one in found}.values(), key=lambda one: one.start)


def computed(findings: Findings) -> Iterator[Computed]:
    """Every number that a text may give."""
    if findings.results is not None:
        yield from _of_results(findings.results)
    for gain in findings.gains:
        yield from _of_gain(gain)


def _in_prose(text: str, sort: Sort, known: _Known) -> Iterator[Wrong]:
    last = 0
    for found in _PATTERNS[sort].finditer(text):
        breaks = [one.end() for one in _PARAGRAPH.finditer(text, last, found.start())]
        context = text[max([last, *breaks]) : found.end()]
        last = found.end()
        before = text[max(0, found.start() - _REACH) : found.start("number")].split("\n")[-1]
        if _NO_RESULT_BEFORE.search(before) or _NO_RESULT_AFTER.match(text, found.end()):
            continue
        yield from _judged(sort, found["number"], found.start("number"), context, known)


def _in_tables(text: str, known: _Known) -> Iterator[Wrong]:
    heads: list[Sort | None] = []
    last_end = -1
    for row in _ROW.finditer(text):
        cells = list(re.finditer(r"[^|]+|(?<=\|)(?=\|)", row["cells"]))
        if row.start() != last_end + 1 or not heads:  # the first row of a table
            heads = [_head(cell[0]) for cell in cells]
        elif not _RULE.fullmatch(row["cells"]):
            context = " ".join(cell[0] for cell in cells if not re.fullmatch(r"[\s\d.,]*", cell[0]))
            for cell, sort in zip(cells, heads, strict=False):
                number = re.fullmatch(rf"\s*{_NUMBER}\s*", cell[0])
                if sort and number:
                    start = row.start("cells") + cell.start() + number.start("number")
                    yield from _judged(sort, number["number"], start, context, known)
        last_end = row.end()


def _head(cell: str) -> Sort | None:
    return next((sort for sort, pattern in _HEADS.items() if pattern.fullmatch(cell.strip(" *"))), None)


def _judged(sort: Sort, typed: str, start: int, context: str, known: _Known) -> Iterator[Wrong]:
    places = len(typed.partition(".")[2])
    if sort in (Sort.MEAN, Sort.SD) and not places:
        return  # "ค่าเฉลี่ย 5 ระดับ" speaks of the scale
    value = Decimal(typed.replace(",", ""))
    named = known.named(sort, context)
    if named and all(one.shown(places) != value for one in named):
        right = sorted(named, key=lambda one: abs(one.shown(places) - value))
        yield Wrong(start, start + len(typed), typed, sort, tuple(right), True)
    elif not named and known.all[sort] and value not in known.shown(sort, places):
        right = sorted(known.all[sort], key=lambda one: abs(one.shown(places) - value))
        yield Wrong(start, start + len(typed), typed, sort, tuple(right), False)


class _Known:
    """The computed numbers of an entry, gathered so that a long report is judged in little time."""

    def __init__(self, found: Iterable[Computed]):
        self.all: dict[Sort, list[Computed]] = defaultdict(list)
        self._units: dict[Sort, dict[tuple[str, ...], list[Computed]]] = defaultdict(lambda: defaultdict(list))
        self._shown: dict[tuple[Sort, int], frozenset[Decimal]] = {}
        for one in found:
            self.all[one.sort].append(one)
            if one.names:
                self._units[one.sort][one.names].append(one)

    def shown(self, sort: Sort, places: int) -> frozenset[Decimal]:
        """All numbers of a sort with so many places."""
        if (sort, places) not in self._shown:
            self._shown[sort, places] = frozenset(one.shown(places) for one in self.all[sort])
        return self._shown[sort, places]

    def named(self, sort: Sort, context: str) -> list[Computed]:
        """The numbers of the one part, aspect, item or skill that a text names; none where it names none or several."""
        units = self._units[sort]
        found = [names for names in units if any(_is_in(name, context) for name in names)]
        if len(found) != 1:
            return []
        return [one for one in units[found[0]] if one.group is None or one.group in context]


def _is_in(name: str, context: str) -> bool:
    word, _, place = name.partition(" ")
    if word in ("ข้อ", "ด้าน") and re.fullmatch(r"[\d.]+", place):
        return re.search(rf"{word}(?:ที่)?\s*{re.escape(place)}(?![\d.]*\d)", context) is not None
    return len(name) >= _SHORTEST and name in context


def _of_results(results: Results) -> Iterator[Computed]:
    survey = results.survey
    counts = {"ผู้ตอบ": results.returned, "ผู้ตอบที่นับในผล": results.respondents, "ผู้ตอบครบทุกข้อ": survey.whole.complete or 0}
    if survey.invited is not None:
        counts["ผู้ที่เชิญ"] = survey.invited
        yield Computed(Sort.PERCENT, Fraction(100 * results.returned, survey.invited), "การตอบกลับ")
    yield from (Computed(Sort.COUNT, Fraction(count), of) for of, count in counts.items())
    is_only = len(results.parts) == 1
    for part in results.parts:
        yield from _of_part(part, None, is_only)
    for grouping in results.groupings:
        for category in grouping.categories:
            yield Computed(Sort.COUNT, Fraction(category.n), category.label)
            yield Computed(Sort.PERCENT, Fraction(100 * category.n, results.respondents), category.label)
            for part in category.parts:
                yield from _of_part(part, category.label, is_only)


def _of_part(part: PartResult, group: str | None, is_only: bool) -> Iterator[Computed]:
    levels = part.part.scale.last
    names = (part.part.title, *(_WHOLE if is_only else ()))
    yield from _of_summary(part, f"{part.part.title}โดยรวม", names, group, levels)
    for aspect in part.aspects:
        if len(part.aspects) > 1:
            names = (f"ด้าน {aspect.aspect.key}", aspect.aspect.title)
            yield from _of_summary(aspect, f"ด้าน {aspect.aspect.title}", names, group, levels)
        for item in aspect.items:
            names = (f"ข้อ {item.item.key}", item.item.text)
            of = f"ข้อ {item.item.key}"
            yield from _of_summary(item, of, names, group, levels)
            yield Computed(Sort.COUNT, Fraction(item.n), f"ผู้ตอบ{of}", names, group)
            yield from _shares(item, of, names, group)


def _shares(item: ItemResult, of: str, names: tuple[str, ...], group: str | None) -> Iterator[Computed]:
    """Per cent of each level, and of several levels from either end ("มากขึ้นไป")."""
    counts = item.counts or ()
    for first in range(len(counts)):
        for last in range(first + 1, len(counts) + 1):
            if item.n and (last == first + 1 or first == 0 or last == len(counts)):
                yield Computed(Sort.PERCENT, Fraction(100 * sum(counts[first:last]), item.n), of, names, group)


def _of_summary(
    found: Summary | AspectResult, of: str, names: tuple[str, ...], group: str | None, levels: int
) -> Iterator[Computed]:
    of = f"{of} กลุ่ม{group}" if group else of
    if found.exact is not None:
        yield Computed(Sort.MEAN, found.exact, of, names, group)
        yield Computed(
            Sort.PERCENT, 100 * found.exact / levels, of, names, group
        )  # the mean as a share of the highest level
    if found.variance is not None:
        yield Computed(Sort.SD, found.variance, of, names, group, is_square=True)


def _of_gain(gain: Gain) -> Iterator[Computed]:
    skill = gain.skill
    names = (skill.name,)
    yield Computed(Sort.COUNT, Fraction(skill.n), "นักเรียน")
    for moments, of in ((gain.before, "ก่อน"), (gain.after, "หลัง"), (gain.difference, "ผลต่าง")):
        yield Computed(Sort.MEAN, abs(moments.mean), f"{skill.name} {of}", names)
        yield Computed(Sort.SD, moments.variance, f"{skill.name} {of}", names, is_square=True)
        yield Computed(Sort.PERCENT, abs(100 * moments.mean / Fraction(skill.full)), f"{skill.name} {of}", names)
    if skill.during:
        share = 100 * Fraction(skill.during.total) / (skill.n * Fraction(skill.during.full))
        yield Computed(Sort.PERCENT, share, f"{skill.name} ระหว่างเรียน", names)
