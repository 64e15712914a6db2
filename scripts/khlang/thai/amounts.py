"""What a thing costs and how long it takes, as Thai writers put it: `ไม่เกิน 300 บาท`, `4 คาบ คาบละ 60 นาที`.

A text that leaves doubt gives None: nobody is served by a practice that stands under the wrong price. Prices a head
(`คนละ 20 บาท`) leave doubt, as nobody knows how many heads; prices a class or a school do not.
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from khlang.thai.numerals import arabic_digits

MINUTES = {"นาที": 1, "คาบ": 60, "ชั่วโมง": 60, "วัน": 360}
"""Minutes of a unit. A lesson has 50 to 60 minutes and a school day of ม.ต้น at most six hours
(หลักสูตรแกนกลางการศึกษาขั้นพื้นฐาน พุทธศักราช 2551); the longer counts, so that nobody plans too short.
"""

_WORDS = {word: str(n) for n, word in enumerate(["หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า", "สิบ"], 1)}
_THOUSANDS = {"ร้อย": 100, "พัน": 1_000, "หมื่น": 10_000, "แสน": 100_000}
_NUMBER = r"(\d+(?:\.\d+)?)"
_TO = r"\s*(?:-|–|—|ถึง)\s*"
_UNIT = f"({'|'.join(MINUTES)})"
_SPAN = "สัปดาห์|อาทิตย์|เดือน|ภาคเรียน|เทอม|ปี"  # how long it goes on, which says little about how much it takes

_FREE = re.compile(
    r"(?:ไม่มี(?:ค่าใช้จ่าย)?|ไม่(?:ต้อง)?(?:เสีย|ใช้)(?:ค่าใช้จ่าย|เงิน|งบ(?:ประมาณ)?)|ฟรี|-)(?:เพิ่ม(?:เติม)?)?(?=\s|$)"
)
_BUT = re.compile(r"ยกเว้น|นอกจาก|แต่|บาท")
_BAHT = re.compile(rf"{_NUMBER}(?:{_TO}{_NUMBER})?\s*({'|'.join(_THOUSANDS)})?\s*บาท")
_TOTAL = re.compile(r"รวม(?:ทั้งหมด|ทั้งสิ้น)?(?:ไม่เกิน|ประมาณ)?\s*(?=\d)")
_A_HEAD = re.compile(
    r"(?:(?<!ทั้ง)(?:คน|กลุ่ม|ชุด|ต้น|ป้าย|แผ่น|ชิ้น|ครั้ง|คาบ|วัน|สัปดาห์|เดือน)ละ)|ต่อ\s*(?!ห้อง|ชั้น|โรงเรียน|ภาคเรียน|ปี)[ก-ฮเ-ไ]"
)
_AT_LEAST = re.compile(r"ขึ้นไป|อย่างน้อย|มากกว่า|(?<!ไม่)เกิน")
_AT_MOST = re.compile(r"ไม่เกิน|ไม่ถึง|น้อยกว่า|อย่างมาก|สูงสุด")
_EACH = re.compile(rf"(คาบ|ครั้ง|วัน|สัปดาห์|เดือน)ละ\s*((?:{_NUMBER}\s*(?:นาที|คาบ|ชั่วโมง)\s*)+)")
_DURATION = re.compile(rf"{_NUMBER}\s*{_UNIT}")
_REGULAR = re.compile(
    rf"ทุก(?:ๆ|\s)*[ก-ฮเ-ไ]|ต่อ(?:วัน|{_SPAN})|ตลอด(?:ทั้ง)?(?:ปี|ภาคเรียน|เทอม)|เป็นประจำ|ต่อเนื่อง|(?:วัน|{_SPAN})ละ"
)
_LONG = re.compile(rf"\d\s*(?:{_SPAN})")


class Amount(NamedTuple):
    """Between how much and how much; both ends are the same where a text names one number."""

    least: float
    most: float  # math.inf where a text names the least only


REGULAR = Amount(math.nan, math.nan)
"""Of times: a little again and again, such as ten minutes in every lesson, without an end."""


def baht(text: str) -> Amount | None:
    """What a text says that a thing costs, in baht; None where it names no sum, several, or one a head."""
    text = _plain(text)
    if _FREE.match(text) and not _BUT.search(text):
        return Amount(0, 0)
    total = _TOTAL.search(text)
    found = _BAHT.findall(text[total.start() :] if total else text)
    if len(found) != 1 or _A_HEAD.search(text):
        return None
    low, high, thousands = found[0]
    times = _THOUSANDS.get(thousands, 1)
    return _bounded(text, float(low) * times, float(high or low) * times)


def minutes(text: str) -> Amount | None:
    """How long a text says that a thing takes, in minutes of teaching; `REGULAR` where it never ends; None if unclear.

    Weeks and months alone are more than any lesson: at least two days.
    """
    text = re.sub(rf"{_NUMBER}{_TO}(?=\d)", "", _plain(text))  # of two to three lessons the longer counts
    each = _EACH.search(text)
    if each:
        rest = text[: each.start()] + text[each.end() :]
        times = re.search(rf"{_NUMBER}\s*{each[1]}", rest)
        if times is None:
            return REGULAR if each[1] not in ("คาบ", "ครั้ง") else None
        return _bounded(rest, *[float(times[1]) * _sum(each[2])] * 2)
    if _REGULAR.search(text):
        return REGULAR
    if (total := _sum(text)) > 0:
        return _bounded(text, total, total)
    return Amount(2 * MINUTES["วัน"], math.inf) if _LONG.search(text) else None


def _plain(text: str) -> str:
    """Digits as ASCII, number words before a unit as digits, no commas in numbers."""
    text = re.sub(r"(?<=\d),(?=\d{3})", "", arabic_digits(text).strip())
    text = re.sub(
        rf"({'|'.join(_WORDS)})(?=\s*(?:{'|'.join(MINUTES)}|ครั้ง|{'|'.join(_THOUSANDS)}|{_SPAN}))",
        lambda found: _WORDS[found[1]],
        text,
    )
    return text.replace("ครึ่งวัน", "3 ชั่วโมง").replace("ครึ่งชั่วโมง", "30 นาที")


def _sum(text: str) -> float:
    return sum(float(number) * MINUTES[unit] for number, unit in _DURATION.findall(text))


def _bounded(text: str, low: float, high: float) -> Amount:
    if _AT_MOST.search(text):
        return Amount(0, high)
    return Amount(low, math.inf if _AT_LEAST.search(text) else high)
