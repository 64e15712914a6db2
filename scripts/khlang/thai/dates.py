"""Dates as Thai readers see them: months by name, years of the Buddhist era, fiscal and school years.

Dates are stored in the common era (ISO 8601) and shown in พ.ศ.; since พ.ร.บ. ปีประดิทิน พุทธศักราช ๒๔๘๓ both years begin
on 1 January, so พ.ศ. is ค.ศ. + 543 on every day from 1941 on.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from .numerals import Numerals, arabic_digits, show

BUDDHIST_ERA = 543
"""พ.ศ. minus ค.ศ., in years."""

BUDDHIST_FROM = 2400
"""A year that people type is of the Buddhist era from this one on: no page speaks of the common era's year 2400."""

BANGKOK = timezone(timedelta(hours=7), "Asia/Bangkok")
"""Thailand keeps UTC+7 the whole year, so no time zone database is needed."""


THAI_MONTHS = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
"""Names of the months, January first."""

THAI_MONTHS_SHORT = (
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
)
"""The same, abbreviated as the Royal Society (สำนักงานราชบัณฑิตยสภา) lists them."""


_ENGLISH_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MONTHS = {
    name.replace(".", ""): number for names in (THAI_MONTHS, THAI_MONTHS_SHORT) for number, name in enumerate(names, 1)
}
_MONTH_NAMES = "|".join(name.replace(".", r"\.?\s?") for name in (*THAI_MONTHS, *THAI_MONTHS_SHORT))
_ERA = r"(?:[พค]\.?\s?ศ\.?\s*)?"
_WRITTEN_DATE = re.compile(
    r"(?<![0-9๐-๙])(?P<day>[0-9๐-๙]{1,2})(?:"
    rf"\s*[/-]?\s*(?:เดือน\s*)?(?P<month>{_MONTH_NAMES})\s*[/-]?\s*{_ERA}(?P<year>[0-9๐-๙]{{4}}|[0-9๐-๙]{{2}})"
    r"|[/\-.](?P<number>[0-9๐-๙]{1,2})[/\-.](?P<full_year>[0-9๐-๙]{4}))(?![0-9๐-๙])"
)


_SHORT_YEAR = re.compile(
    r"^([0-9]{1,2}[/-][0-9]{1,2}[/-]|(?=[6-9][0-9]-))([6-9][0-9])(?=$|-)"
)  # of these only พ.ศ. can be meant
_YEAR_FIRST = re.compile(r"([0-9]{4})[/\-.]([0-9]{1,2})[/\-.]([0-9]{1,2})(?:T[0-9:.]+(?:Z|[+-][0-9:]+)?)?")


def be_year(ce: int) -> int:
    """Turn a year of the common era (ค.ศ.) into one of the Buddhist era (พ.ศ.)."""
    return ce + BUDDHIST_ERA


def ce_year(typed: int) -> int:
    """Turn a year as people type it, of either era, into one of the common era (ค.ศ.)."""
    return typed - BUDDHIST_ERA if typed >= BUDDHIST_FROM else typed


def thai_date(day: date, numerals: Numerals = Numerals.THAI, short: bool = False) -> str:
    """Show a day: `'๒๒ พฤศจิกายน ๒๕๖๙'`, short `'๒๒ พ.ย. ๒๕๖๙'`."""
    return show(f"{_day_month(day, short)} {be_year(day.year)}", numerals)


def english_date(day: date) -> str:
    """Show a day to readers of English: `'22 November 2026'`."""
    return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"


def find_date(text: str) -> date | None:
    """Find the first day that a Thai text writes out: `'เมื่อวันที่ ๑๒ พฤศจิกายน พ.ศ. ๒๕๖๙'`, `'12 พ.ย. 69'`, `'๑๒/๑๑/๒๕๖๙'`.

    Months may be abbreviated with or without full stops; a year of two figures is พ.ศ. 25xx; a year before 2400 is one
    of the common era. None where there is no day, or none that the calendar knows.
    """
    for found in _WRITTEN_DATE.finditer(text):
        month = found["number"] or _MONTHS[re.sub(r"[.\s]", "", found["month"])]
        typed = found["day"], str(month), found["year"] or found["full_year"]
        day, month, year = (int(arabic_digits(part)) for part in typed)
        year = year + 2500 if year < 100 else year
        try:
            return date(ce_year(year), month, day)
        except ValueError:
            continue
    return None


def read_day(typed: str) -> date | None:
    """Read a day as people type it: `'2026-12-15'`, `'๒๕๖๙-๑๒-๑๕'`, `'15/12/2569'`, `'วันที่ 15 ธ.ค. 69'`.

    With the year first it is a day of either era; else `find_date()` finds it among the words. None where there is no
    day, or none that the calendar knows.
    """
    typed = _SHORT_YEAR.sub(r"\g<1>25\2", arabic_digits(typed.strip()))
    year_first = _YEAR_FIRST.fullmatch(typed)
    if year_first is None:
        return find_date(typed)
    year, month, day = map(int, year_first.groups())
    try:
        return date(ce_year(year), month, day)
    except ValueError:
        return None


def thai_month(year: int, month: int, numerals: Numerals = Numerals.THAI) -> str:
    """Show a month: year of the common era and month 1–12 → `'พฤศจิกายน ๒๕๖๙'`.

    Raises ValueError for a month outside 1–12.
    """
    first = date(year, month, 1)
    return show(f"{THAI_MONTHS[first.month - 1]} {be_year(year)}", numerals)


def week_name(monday: date, numerals: Numerals = Numerals.THAI) -> str:
    """Name a working week: `'สัปดาห์วันที่ ๑๖–๒๐ พ.ย. ๒๕๖๙'`. Raises ValueError if the day is no Monday."""
    return f"สัปดาห์วันที่ {week_days(monday, numerals)}"


def week_days(monday: date, numerals: Numerals = Numerals.THAI) -> str:
    """Show the days of a working week, Monday to Friday: `'๑๖–๒๐ พ.ย. ๒๕๖๙'`.

    What both ends share is written once: `'๓๐ พ.ย.–๔ ธ.ค. ๒๕๖๙'`, `'๒๘ ธ.ค. ๒๕๖๙–๑ ม.ค. ๒๕๗๐'`.
    Raises ValueError if the day is no Monday.
    """
    if monday.weekday() != 0:
        raise ValueError(f"{monday.isoformat()} ไม่ใช่วันจันทร์ ให้ใช้วันจันทร์ของสัปดาห์นั้น")
    friday = monday + timedelta(days=4)
    if monday.year != friday.year:
        begin = f"{_day_month(monday, short=True)} {be_year(monday.year)}"
    elif monday.month != friday.month:
        begin = _day_month(monday, short=True)
    else:
        begin = str(monday.day)
    return show(f"{begin}–{_day_month(friday, short=True)} {be_year(friday.year)}", numerals)


def fiscal_year(day: date) -> int:
    """Give the fiscal year (ปีงบประมาณ, พ.ศ.) of a day: 1 October to 30 September, named by the year in which it ends.

    Source: พ.ร.บ. วิธีการงบประมาณ พ.ศ. ๒๕๖๑ มาตรา ๔.
    """
    return be_year(day.year + (day.month >= 10))


def fiscal_year_name(year: int, numerals: Numerals = Numerals.THAI) -> str:
    """Name a fiscal year (พ.ศ.): `'ปีงบประมาณ ๒๕๗๐'`."""
    return show(f"ปีงบประมาณ {year}", numerals)


def fiscal_days(year: int) -> tuple[date, date]:
    """Give the first and the last day of a fiscal year (พ.ศ.)."""
    ends = ce_year(year)
    return date(ends - 1, 10, 1), date(ends, 9, 30)


@dataclass(frozen=True, slots=True)
class Term:
    """One term (ภาคเรียน) of a school year, as the office announces it."""

    year: int
    """School year (ปีการศึกษา), พ.ศ."""
    number: int
    """1 or 2 within the school year."""
    start: date
    """First day of teaching."""
    end: date
    """Last day of the term."""


def school_year(day: date, terms: Sequence[Term] = ()) -> int:
    """Give the school year (ปีการศึกษา, พ.ศ.) of a day.

    A day belongs to the year of the last term that began on or before it; holidays after a term stay with it. Where
    the terms say nothing (before the first, or so long after the last that a new school year has begun) the rule
    holds: 16 May to 15 May, named by the year in which it begins. Source: ระเบียบกระทรวงศึกษาธิการ ว่าด้วยปีการศึกษา การเปิด
    และปิดสถานศึกษา พ.ศ. ๒๕๔๙ (term 1 opens 16 May, term 2 opens 1 November and closes 1 April). `terms` may come in
    any order.
    """
    by_rule = be_year(day.year - ((day.month, day.day) < (5, 16)))
    if not terms:
        return by_rule
    begun = [term for term in terms if term.start <= day]
    if not begun:
        first = min(terms, key=lambda term: term.start)
        # A year whose first term opens late (18 May, say) does not begin on the 16th all the same.
        return min(by_rule, first.year - (first.number == 1))
    last = max(begun, key=lambda term: term.start)
    announced_further = len(begun) < len(terms)
    return last.year if announced_further or day <= last.end else max(last.year, by_rule)


def today(environ: Mapping[str, str]) -> date:
    """Give the day of the build: of SOURCE_DATE_EPOCH (seconds since 1970, UTC) if set, else now; both in Bangkok.

    Source: https://reproducible-builds.org/specs/source-date-epoch/. Raises ValueError if it is set to anything but
    ASCII digits.
    """
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(BANGKOK).date()
    if not (epoch.isascii() and epoch.isdigit()):
        raise ValueError(f"SOURCE_DATE_EPOCH ต้องเป็นจำนวนวินาที เช่น 1795305600 แต่พบ {epoch!r}")
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(epoch))).astimezone(BANGKOK).date()


def _day_month(day: date, short: bool) -> str:
    names = THAI_MONTHS_SHORT if short else THAI_MONTHS
    return f"{day.day} {names[day.month - 1]}"
