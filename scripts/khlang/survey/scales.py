"""Answers on a scale, in words or numbers, and the levels that they stand for.

A column is of a scale only if every answer in it is; a word that is not is told with the nearest one that would be.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from khlang.thai.distance import nearest
from khlang.thai.numerals import arabic_digits

MOST_LEVELS = 10
USUAL_LEVELS = 5

# Each row is a scale, lowest first; "|" parts words for the same level. Scales of five levels stand first: where the
# answers given fit several scales, the first counts, and the summary says which levels nobody chose.
_KNOWN = """
น้อยที่สุด, น้อย, ปานกลาง, มาก, มากที่สุด
ไม่เห็นด้วยอย่างยิ่ง, ไม่เห็นด้วย, ไม่แน่ใจ|เฉย ๆ|ปานกลาง|เฉยๆ, เห็นด้วย, เห็นด้วยอย่างยิ่ง
พึงพอใจน้อยที่สุด, พึงพอใจน้อย, พึงพอใจปานกลาง, พึงพอใจมาก, พึงพอใจมากที่สุด
ไม่พึงพอใจอย่างยิ่ง|ไม่พึงพอใจมาก|ไม่พอใจมาก, ไม่พึงพอใจ|ไม่พอใจ, เฉย ๆ|เฉยๆ|ปานกลาง, พึงพอใจ|พอใจ, พึงพอใจอย่างยิ่ง|พึงพอใจมาก|พอใจมาก
ต้องปรับปรุง|ควรปรับปรุง|ปรับปรุง, พอใช้, ปานกลาง, ดี, ดีมาก
ปรับปรุง|ต้องปรับปรุง|ควรปรับปรุง, พอใช้, ดี, ดีมาก, ดีเยี่ยม
ไม่เคย, นาน ๆ ครั้ง|นานๆ ครั้ง|นานๆครั้ง, บางครั้ง, บ่อยครั้ง|บ่อย ๆ|บ่อย, ทุกครั้ง|สม่ำเสมอ|เป็นประจำ
Strongly disagree, Disagree, Neutral|Neither agree nor disagree, Agree, Strongly agree
Very dissatisfied, Dissatisfied, Neutral|Neither satisfied nor dissatisfied, Satisfied, Very satisfied
น้อยที่สุด, น้อย, มาก, มากที่สุด
ไม่เห็นด้วยอย่างยิ่ง, ไม่เห็นด้วย, เห็นด้วย, เห็นด้วยอย่างยิ่ง
ต้องปรับปรุง|ควรปรับปรุง|ปรับปรุง, พอใช้, ดี, ดีมาก
น้อย, ปานกลาง, มาก
ไม่เห็นด้วย, ไม่แน่ใจ, เห็นด้วย
ไม่เห็นด้วยอย่างยิ่ง, ไม่เห็นด้วย, ค่อนข้างไม่เห็นด้วย, ค่อนข้างเห็นด้วย, เห็นด้วย, เห็นด้วยอย่างยิ่ง
ไม่เห็นด้วยอย่างยิ่ง, ไม่เห็นด้วย, ค่อนข้างไม่เห็นด้วย, ไม่แน่ใจ|เฉย ๆ|เฉยๆ, ค่อนข้างเห็นด้วย, เห็นด้วย, เห็นด้วยอย่างยิ่ง
"""
_NUMBER_FIRST = re.compile(r"^(?:ระดับ(?:ที่)? ?|คะแนน ?)?(\d{1,2}) ?(?:[=:.)\-–] ?|คะแนน ?|$)?(.*)$", re.ASCII)
_NUMBER_LAST = re.compile(r"^(.*\S) ?[(\[=:] ?(\d{1,2}) ?(?:คะแนน)? ?[)\]]?$", re.ASCII)


@dataclass(frozen=True)
class Wording:
    """A scale as it may be typed."""

    labels: tuple[str, ...]  # lowest first
    levels: Mapping[str, int]  # every word that may be typed → its level
    is_named: bool = True  # False for bare numbers, whose labels are numbers


def known(text: str) -> str:
    """The form in which answers are compared: small letters, Arabic digits, no space before or after ๆ."""
    return re.sub(r" ?ๆ ?", "ๆ", arabic_digits(text).casefold()).strip()


def wording(labels: Iterable[str]) -> Wording:
    """A scale from its labels, lowest first; a label may hold several words with "|" between them."""
    rows = [[word.strip() for word in label.split("|")] for label in labels]
    return Wording(
        tuple(row[0] for row in rows),
        {known(word): level for level, row in enumerate(rows, 1) for word in row},
    )


def numbers(levels: int) -> Wording:
    """The scale of the numbers from 1."""
    labels = tuple(str(level) for level in range(1, levels + 1))
    return Wording(labels, {label: level for level, label in enumerate(labels, 1)}, is_named=False)


KNOWN: tuple[Wording, ...] = tuple(wording(row.split(", ")) for row in _KNOWN.strip().split("\n"))


def numbered(value: str) -> tuple[int, str] | None:
    """The number and the words of an answer such as "5 = มากที่สุด", "มากที่สุด (5)" or "๕"; None without a number."""
    text = arabic_digits(value)
    if found := _NUMBER_FIRST.match(text):
        return int(found[1]), found[2].strip()
    if found := _NUMBER_LAST.match(text):
        return int(found[2]), found[1].strip()
    return None


def fitting(values: Collection[str], offered: Iterable[Wording] = KNOWN) -> list[Wording]:
    """The scales that have every one of the answers."""
    wanted = {known(value) for value in values}
    return [one for one in offered if wanted <= one.levels.keys()]


def share(values: Mapping[str, int], scale: Wording) -> float:
    """How large a part of the answers given (value → how often) a scale has."""
    return sum(times for value, times in values.items() if known(value) in scale.levels) / max(sum(values.values()), 1)


def nearest_word(value: str, scale: Wording) -> str | None:
    """The word of a scale that an answer most likely means; None where none is near."""
    near = nearest(value, scale.labels, limit=1)
    return near[0] if near else None
