"""Years of the Buddhist era (พ.ศ.) and the common era (ค.ศ.) that were mixed up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from khlang.checks.prose import Prose
from khlang.content.library import Library
from khlang.content.problem import Level, Problem, Rule
from khlang.thai.dates import BUDDHIST_ERA, BUDDHIST_FROM, THAI_MONTHS, THAI_MONTHS_SHORT, be_year

_WHY = "ปีที่ผิดศักราชคลาดไป ๕๔๓ ปี ผู้อ่านที่รีบใช้อาจยึดปีผิด"
BUDDHIST = Rule("year-buddhist", "พ.ศ. ตามด้วยปี ค.ศ.", Level.ADVICE, "เมื่อ พ.ศ. 2026", "เมื่อ พ.ศ. 2569", _WHY)
COMMON = Rule("year-common", "ค.ศ. ตามด้วยปี พ.ศ.", Level.ADVICE, "เมื่อ ค.ศ. 2569", "เมื่อ ค.ศ. 2026", _WHY)
UNMARKED = Rule(
    "year-unmarked",
    "ปี ค.ศ. ในที่ที่คนไทยอ่านเป็น พ.ศ.",
    Level.ADVICE,
    "ปีการศึกษา 2026",
    "ปีการศึกษา 2569",
    "ปีการศึกษา ปีงบประมาณ และปีที่ตามหลังชื่อเดือนเป็น พ.ศ. เสมอ ถ้าต้องการปี ค.ศ. ให้เขียน ค.ศ. กำกับ",
)
PAIR = Rule(
    "year-pair",
    "พ.ศ. กับ ค.ศ. ที่คู่กันไม่ตรงกัน",
    Level.ADVICE,
    "พ.ศ. 2569 (ค.ศ. 2025)",
    "พ.ศ. 2569 (ค.ศ. 2026)",
    "ปี พ.ศ. มากกว่าปี ค.ศ. ๕๔๓ ถ้าคู่กันแล้วไม่ตรง แปลว่ามีปีหนึ่งพิมพ์ผิด",
)

_YEAR = r"[0-9๐-๙]{4}(?![0-9๐-๙])"
_BE, _CE = rf"พ\.ศ\.\s*(?P<be>{_YEAR})", rf"ค\.ศ\.\s*(?P<ce>{_YEAR})"
_BETWEEN = r"\s*(?:\(|/|=|หรือ|ตรงกับ)\s*"
_ERA = re.compile(rf"{_BE}|{_CE}")
_PAIRS = (re.compile(f"{_BE}{_BETWEEN}{_CE}"), re.compile(f"{_CE}{_BETWEEN}{_BE}"))
_COMMON_YEAR = re.compile(r"(?:20[0-9]{2}|๒๐[๐-๙]{2})(?![0-9๐-๙-])")
_MONTHS = f"(?:{'|'.join(THAI_MONTHS)}|(?<![ก-ฮ.])(?:{'|'.join(map(re.escape, THAI_MONTHS_SHORT))}))"
_BEFORE = re.compile(rf"(?:ปีการศึกษา|ปีงบประมาณ|ภาคเรียนที่\s?[1-3๑-๓]\s?/|{_MONTHS})\s*$")
_FARTHEST = 20  # letters: the longest of these

# พ.ศ. 1893 is history and right; a common year of our days after พ.ศ. is a slip, but for the kings of those days.
_OUR_DAYS = 2000
_YEARS_AHEAD = 10
_HISTORY = re.compile("รัชสมัย|รัชกาล|แผ่นดิน|สมเด็จพระ|อยุธยา|สุโขทัย|ล้านนา|ล้านช้าง|โบราณ")
_NEAR = 80  # letters before and after a year
_BUDDHIST_YEARS = range(BUDDHIST_FROM, 2700)
_JANUARY_YEARS = 2484  # since then the Buddhist year begins in January; before, in April, and a pair may differ by one


def check(prose: Prose, library: Library) -> Iterator[Problem]:
    """Years with the wrong era, years that lack one, and pairs that do not fit."""
    in_our_days = range(_OUR_DAYS, library.today.year + _YEARS_AHEAD)
    if "ค.ศ." in prose.source or _COMMON_YEAR.search(prose.source):
        yield from _wrong_era(prose, in_our_days)
        yield from _unmarked(prose, in_our_days)
        yield from _pairs(prose)


def _wrong_era(prose: Prose, in_our_days: range) -> Iterator[Problem]:
    for found in _ERA.finditer(prose.words):
        if found["be"] and int(found["be"]) in in_our_days and not _is_history(prose, found):
            year = int(found["be"])
            message = f"พ.ศ. {year} เป็นปี ค.ศ. ให้พิมพ์ พ.ศ. {be_year(year)} หรือ ค.ศ. {year}"
            yield prose.at(BUDDHIST, *found.span(), message)
        elif found["ce"] and int(found["ce"]) in _BUDDHIST_YEARS:
            year = int(found["ce"])
            message = f"ค.ศ. {year} เป็นปี พ.ศ. ให้พิมพ์ ค.ศ. {year - BUDDHIST_ERA} หรือ พ.ศ. {year}"
            yield prose.at(COMMON, *found.span(), message)


def _is_history(prose: Prose, year: re.Match[str]) -> bool:
    return _HISTORY.search(prose.words, max(0, year.start() - _NEAR), year.end() + _NEAR) is not None


def _unmarked(prose: Prose, in_our_days: range) -> Iterator[Problem]:
    for found in _COMMON_YEAR.finditer(prose.words):
        year = int(found[0])
        before = _BEFORE.search(prose.words, max(0, found.start() - _FARTHEST), found.start())
        if before and year in in_our_days:
            right = f"{before[0]}{be_year(year)}"
            message = f"{year} เป็นปี ค.ศ. ให้พิมพ์ {right} ถ้าตั้งใจใช้ ค.ศ. ให้เขียน ค.ศ. กำกับ"
            yield prose.at(UNMARKED, before.start(), found.end(), message)


def _pairs(prose: Prose) -> Iterator[Problem]:
    for pattern in _PAIRS:
        for found in pattern.finditer(prose.words):
            buddhist, common = int(found["be"]), int(found["ce"])
            off = abs(buddhist - be_year(common)) - (buddhist < _JANUARY_YEARS)
            if buddhist in _BUDDHIST_YEARS and common < _BUDDHIST_YEARS.start and off > 0:
                message = f"พ.ศ. {buddhist} ตรงกับ ค.ศ. {buddhist - BUDDHIST_ERA} ไม่ใช่ ค.ศ. {common} ให้แก้ปีที่พิมพ์ผิด"
                yield prose.at(PAIR, *found.span(), message)
