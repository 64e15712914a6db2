"""Answers on a scale, in words, numbers or stars, and the levels that they stand for.

A column is of a scale only if every answer in it is; a word that is not is told with the nearest one that would be.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from khlang.thai.distance import nearest
from khlang.thai.numerals import arabic_digits

MOST_LEVELS = 11
"""A scale from 0 to 10 has as many."""


class Range(NamedTuple):
    """The numbers of a scale: from 1 to 5, from 0 to 10."""

    low: int
    high: int

    @property
    def levels(self) -> int:
        """How many numbers there are."""
        return self.high - self.low + 1

    def __str__(self) -> str:
        return str(self.high) if self.low == 1 else f"{self.low}-{self.high}"


USUAL = Range(1, 5)

# Each row is a scale, lowest first; "|" parts words for the same level. Scales of five levels stand first: where the
# answers given fit several scales, the first counts, and the summary says which levels nobody chose.
_KNOWN = """
น้อยที่สุด, น้อย, ปานกลาง, มาก, มากที่สุด
ไม่เห็นด้วยอย่างยิ่ง, ไม่เห็นด้วย, ไม่แน่ใจ|เฉย ๆ|ปานกลาง|เฉยๆ, เห็นด้วย, เห็นด้วยอย่างยิ่ง
ไม่พึงพอใจอย่างยิ่ง|ไม่พึงพอใจมาก|ไม่พอใจมาก, ไม่พึงพอใจ|ไม่พอใจ, เฉย ๆ|เฉยๆ|ปานกลาง, พึงพอใจ|พอใจ, พึงพอใจอย่างยิ่ง|พึงพอใจมาก|พอใจมาก
ต้องปรับปรุง|ควรปรับปรุง|ปรับปรุง, พอใช้, ปานกลาง, ดี, ดีมาก
ปรับปรุง|ต้องปรับปรุง|ควรปรับปรุง, พอใช้, ดี, ดีมาก, ดีเยี่ยม
แย่มาก, แย่, ปานกลาง|พอใช้, ดี, ดีมาก
ไม่เคย|ไม่เคยเลย, นาน ๆ ครั้ง|นานๆ ครั้ง|นานๆครั้ง, บางครั้ง, บ่อยครั้ง|บ่อย ๆ|บ่อย, ทุกครั้ง|สม่ำเสมอ|เป็นประจำ
Strongly disagree, Disagree, Neutral|Neither agree nor disagree|Undecided, Agree, Strongly agree
Very dissatisfied, Dissatisfied, Neutral|Neither satisfied nor dissatisfied, Satisfied, Very satisfied
Never, Rarely|Seldom, Sometimes, Often, Always
Very poor, Poor, Fair|Average, Good, Very good|Excellent
น้อยที่สุด, น้อย, มาก, มากที่สุด
ไม่เห็นด้วยอย่างยิ่ง, ไม่เห็นด้วย, เห็นด้วย, เห็นด้วยอย่างยิ่ง
ต้องปรับปรุง|ควรปรับปรุง|ปรับปรุง, พอใช้, ดี, ดีมาก
Strongly disagree, Disagree, Agree, Strongly agree
น้อย, ปานกลาง, มาก
ไม่เห็นด้วย, ไม่แน่ใจ, เห็นด้วย
ไม่เห็นด้วยอย่างยิ่ง, ไม่เห็นด้วย, ค่อนข้างไม่เห็นด้วย, ค่อนข้างเห็นด้วย, เห็นด้วย, เห็นด้วยอย่างยิ่ง
น้อยที่สุด, น้อย, ค่อนข้างน้อย, ค่อนข้างมาก, มาก, มากที่สุด
Strongly disagree, Disagree, Somewhat disagree|Slightly disagree, Somewhat agree|Slightly agree, Agree, Strongly agree
ไม่เห็นด้วยอย่างยิ่ง, ไม่เห็นด้วย, ค่อนข้างไม่เห็นด้วย, ไม่แน่ใจ|เฉย ๆ|เฉยๆ, ค่อนข้างเห็นด้วย, เห็นด้วย, เห็นด้วยอย่างยิ่ง
น้อยที่สุด, น้อย, ค่อนข้างน้อย, ปานกลาง, ค่อนข้างมาก, มาก, มากที่สุด
Strongly disagree, Disagree, Somewhat disagree|Slightly disagree, Neutral|Neither agree nor disagree, Somewhat agree|Slightly agree, Agree, Strongly agree
"""
_YES_NO = """
ไม่ใช่, ใช่
ไม่มี, มี
ไม่เคย, เคย
ไม่จริง, จริง
ไม่ผ่าน, ผ่าน
ไม่ได้ปฏิบัติ|ไม่ปฏิบัติ, ปฏิบัติ
ไม่ทราบ, ทราบ
ไม่เห็นด้วย, เห็นด้วย
ไม่พึงพอใจ|ไม่พอใจ, พึงพอใจ|พอใจ
ไม่ต้องการ, ต้องการ
ไม่เหมาะสม, เหมาะสม
No, Yes
False, True
"""
_NUMBER_FIRST = re.compile(r"^(?:ระดับ(?:ที่)? ?|คะแนน ?)?(\d{1,2})(?:[.,]0+)? ?(?:[=:.)\-–] ?|คะแนน ?|$)?(.*)$", re.ASCII)
_NUMBER_LAST = re.compile(r"^(.*\S) ?[(\[=:] ?(\d{1,2}) ?(?:คะแนน)? ?[)\]]?$", re.ASCII)
_BESIDE = re.compile(r"^(?:ระดับ(?:ที่)? ?|คะแนน ?)?[\d๐-๙]{1,2} ?[=:]|[(\[=:] ?[\d๐-๙]{1,2} ?(?:คะแนน)? ?[)\]]?$")
_SIGNS = "★⭐🌟❤♥🧡💛💚💙💜💖"  # of which several are typed for a level
_STARS = re.compile(
    rf"^(?:(?P<full>[{_SIGNS}]\ufe0f?)+(?:[☆✩✰♡🤍]\ufe0f?)*|(?P<count>\d{{1,2}}) ?(?:ดาว|stars?|หัวใจ|hearts?|[★⭐❤]))$",
    re.IGNORECASE,
)
_DECIMAL = re.compile(r"^\d{1,2}[.,]\d+$", re.ASCII)
_LEGEND = re.compile(r"(?<![\d.])(\d{1,2}) ?= ?([^\d=,;()\[\]]+)", re.ASCII)
_SPAN = re.compile(r"(?<![\d.])([01]) ?(?:-|–|—|ถึง|to) ?(10|[3-9])(?![\d.]| ?(?:ปี|คน|บาท|ชั่วโมง|วัน|ครั้ง|เดือน))", re.ASCII)
# Faces by how glad they are; several of a row are never in one scale
_FACES = ("😡😠🤬😭😤", "🙁☹😞😟😕😢😔", "😐😑😶", "🙂😊☺😀😌", "😍🤩😁😄😃🥰😆")
_DEGREES = re.compile(r"ไม่|ค่อนข้าง|อย่างยิ่ง|ที่สุด|เล็กน้อย|\b(?:not|dis\w+|somewhat|slightly|very|strongly|extremely)\b", re.I)


@dataclass(frozen=True)
class Wording:
    """A scale as it may be typed."""

    labels: tuple[str, ...]  # lowest first
    levels: Mapping[str, int]  # every word that may be typed → its level
    is_named: bool = True  # False for bare numbers, whose labels are numbers
    first: int = 1  # the number that is answered for the lowest level, where numbers are

    def __hash__(self) -> int:
        return hash((self.labels, self.first))


@lru_cache(maxsize=1 << 14)  # a column asks for the same five words again and again
def known(text: str) -> str:
    """The form in which answers are compared: small letters, Arabic digits, no space before or after ๆ."""
    return re.sub(r" ?ๆ ?", "ๆ", arabic_digits(text).casefold()).strip()


def wording(labels: Iterable[str]) -> Wording:
    """A scale from its labels, lowest first; a label may hold several words with "|" between them.

    Labels that are numbers in a row, as 0 to 10, are a scale of numbers.
    """
    rows = [[word.strip() for word in label.split("|")] for label in labels]
    if all(re.fullmatch(r"\d{1,2}", arabic_digits(row[0]), re.ASCII) for row in rows):
        values = [int(arabic_digits(row[0])) for row in rows]
        if values == list(range(values[0], values[0] + len(values))):
            return numbers(Range(values[0], values[-1]))
    return Wording(
        tuple(row[0] for row in rows),
        {known(word): level for level, row in enumerate(rows, 1) for word in row},
    )


def numbers(span: Range) -> Wording:
    """The scale of the numbers from `low` to `high`."""
    labels = tuple(map(str, range(span.low, span.high + 1)))
    return Wording(labels, {label: level for level, label in enumerate(labels, 1)}, is_named=False, first=span.low)


def _listed(rows: str) -> tuple[Wording, ...]:
    return tuple(wording(row.split(", ")) for row in rows.strip().split("\n"))


KNOWN: tuple[Wording, ...] = _listed(_KNOWN)
YES_NO: tuple[Wording, ...] = _listed(_YES_NO)
_DEGREE_SCALES = tuple(one for one in KNOWN if one.labels[0] == "น้อยที่สุด")


@lru_cache(maxsize=1 << 14)
def numbered(value: str) -> tuple[int, str] | None:
    """The number and the words of an answer such as "5 = มากที่สุด", "มากที่สุด (5)", "๕", "4.0" or "★★★"; None without one."""
    text = arabic_digits(value)
    if stars := _STARS.match(text):
        return (int(stars["count"]) if stars["count"] else sum(text.count(sign) for sign in _SIGNS)), ""
    if is_between(text):
        return None
    if found := _NUMBER_FIRST.match(text):
        return int(found[1]), found[2].strip()
    if found := _NUMBER_LAST.match(text):
        return int(found[2]), found[1].strip()
    return None


def is_between(value: str) -> bool:
    """Whether an answer is a number between two levels, as 4.5 or 4,5."""
    text = arabic_digits(value)
    return bool(_DECIMAL.match(text)) and bool(re.search(r"[.,].*[1-9]", text))


def is_stars(value: str) -> bool:
    """Whether an answer is typed in stars."""
    return bool(_STARS.match(arabic_digits(value)))


def face(value: str) -> int:
    """How glad an answer of one face is, 1 to 5; 0 for anything else."""
    plain = value.replace("\ufe0f", "").strip()
    return next((rank for rank, row in enumerate(_FACES, 1) if len(plain) == 1 and plain in row), 0)


def in_brackets(values: Iterable[str]) -> Wording | None:
    """The scale that answers with numbers beside their words make: "Agree (6)", "5 = มากที่สุด", "1 = มากที่สุด".

    None where a number has two words, a word two numbers, or where the numbers contradict the order of known words. A
    level that nobody chose has its number as label, unless a known scale of as many levels has the others.
    """
    typed = {value: said for value in values if (said := numbered(value)) and said[1] and _BESIDE.search(value)}
    words: dict[int, str] = {}
    for number, word in typed.values():
        if known(words.setdefault(number, word)) != known(word):
            return None
    if len(words) < 2 or len({known(word) for word in words.values()}) < len(words):
        return None
    levels = _numbers_of_words(words)
    if levels is None:
        return None
    labels, of_number = levels
    spelt = {known(label): level for level, label in enumerate(labels, 1)}
    spelt |= {known(value): of_number[number] for value, (number, _) in typed.items()}
    return Wording(labels, spelt, first=min(of_number) if 0 in of_number else 1)


def legend(question: str) -> Wording | None:
    """The scale of numbers that a question explains: "(1 = น้อยที่สุด, 5 = มากที่สุด)"; None where it explains none."""
    pairs = {int(number): word.strip() for number, word in _LEGEND.findall(arabic_digits(question))}
    levels = _numbers_of_words(pairs) if pairs else None
    if levels is None or (len(pairs) == 1 and not any(pairs.values())):
        return None
    labels, of_number = levels
    return Wording(labels, {str(number): level for number, level in of_number.items()}, is_named=False)


def span_in(question: str) -> Range | None:
    """The range of numbers that a question names: "(0-10)", "1 ถึง 7"; None where it names none."""
    found = _SPAN.search(arabic_digits(question))
    return Range(int(found[1]), int(found[2])) if found else None


def _numbers_of_words(words: Mapping[int, str]) -> tuple[tuple[str, ...], dict[int, int]] | None:
    """The labels of the scale that numbers with words are of, and the level of each number."""
    holding = [scale for scale in KNOWN if all(known(word) in scale.levels for word in words.values())]
    for scale in sorted(holding, key=lambda one: (len(one.labels) != USUAL.levels, len(one.labels))):
        top = len(scale.labels)
        for order in (range(1, top + 1), range(top), range(top, 0, -1)):
            of_number = {number: level for level, number in enumerate(order, 1)}
            if all(of_number.get(number) == scale.levels[known(word)] for number, word in words.items()):
                return scale.labels, of_number
    low = 0 if 0 in words else 1
    span = range(low, max(words) + 1)
    if holding or min(words) < low or len(span) > MOST_LEVELS or len(words) < max(2, len(span) / 2) or _falls(words):
        return None
    return tuple(words.get(number, str(number)) for number in span), {n: n - low + 1 for n in span}


def _falls(words: Mapping[int, str]) -> bool:
    """Whether words that some known scale has stand in another order than their numbers."""
    for scale in KNOWN:
        levels = [scale.levels[known(word)] for _, word in sorted(words.items()) if known(word) in scale.levels]
        if levels != sorted(levels):
            return True
    return False


def with_words_before(values: Collection[str]) -> list[Wording]:
    """Scales of degrees behind one word that all answers begin with: เหมาะสมมาก, เหมาะสมมากที่สุด."""
    before = _common_start(sorted(values)) if values else ""
    found = []
    for scale in _DEGREE_SCALES if before else ():
        for end in range(1, len(before) + 1):
            word = before[:end]
            if all(known(value[end:]) in scale.levels for value in values) and re.fullmatch(r"[ก-๙A-Za-z ]{2,}", word):
                found.append(wording(f"{word}{label}" for label in scale.labels))
                break
    return found


def _common_start(values: Sequence[str]) -> str:
    first, last = values[0], values[-1]
    return first[: next((place for place, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))]


def share(values: Mapping[str, int], scale: Wording) -> float:
    """How large a part of the answers given (value → how often) a scale has."""
    return sum(times for value, times in values.items() if known(value) in scale.levels) / max(sum(values.values()), 1)


def nearest_word(value: str, scale: Wording) -> str | None:
    """The word of a scale that an answer is a slip of the pen of; None where it may be an answer of its own.

    Words of degree and of negation are what answers differ by: ค่อนข้างเห็นด้วย is no misspelt เห็นด้วย.
    """
    said = numbered(value)
    words = said[1] if said else value
    near = nearest(words, scale.labels, limit=1) if words else []
    if not near or (said and scale.levels[known(near[0])] != said[0] - scale.first + 1):
        return None
    differ = abs(len(words) - len(near[0]))
    is_another = differ > 1 and sorted(_DEGREES.findall(words)) != sorted(_DEGREES.findall(near[0]))
    return None if is_another or differ > 3 else near[0]
