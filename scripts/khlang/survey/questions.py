"""What a question's own words say of its place: part, aspect, number, side of a pair.

ตอนที่ ๒ ความพึงพอใจ ด้านเวลา [1.2 ความรวดเร็ว]      a grid of Google Forms: title [row]
2.1.3 เจ้าหน้าที่พูดจาสุภาพ                             a number with points: part, aspect, item
1. ห้องประชุม [สภาพที่ควรเป็น]                        one of a pair
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from khlang.survey.data import Side
from khlang.thai.numerals import arabic_digits

_LEGEND = re.compile(r"\s*[\[(](?=[^\[\]()]*(?:=|\d\s*[-–ถ]))[^\[\]()]*[\])]")  # [5 = มากที่สุด], (0-10)
_PART = re.compile(r"^(?:ตอน|ส่วน)(?:ที่)?\s*(?P<number>\d{1,2})[\s.:)–-]*(?P<rest>.*)$", re.ASCII)
_NUMBER = re.compile(
    r"^(?:ข้อ(?:ที่)?\s*)?(?P<number>\d{1,3}(?:\.\d{1,3}){0,3})(?:[.)]\s*|\s+|(?=[^\d\s.)]))(?P<rest>.+)$", re.ASCII
)
_ASPECT = re.compile(r"^(?P<before>.*?)(?P<aspect>(?:(?<=\s)|^)ด้าน.+)$")
_ASPECT_NUMBER = re.compile(r"^ด้าน(?:ที่)?\s*\d{1,2}[\s.:)–-]*", re.ASCII)
_REVERSED = re.compile(r"\s*\((?:-|–|−|เชิงลบ|ข้อความเชิงลบ|กลับคะแนน)\)\s*")
_SIDES = {
    Side.SHOULD: re.compile(r"(?:ระดับ)?(?:สภาพ|สิ่ง|ความ)?(?:ที่)?(?:พึงประสงค์|ควรจะเป็น|ควรเป็น|คาดหวัง)"),
    Side.IS: re.compile(r"(?:ระดับ)?(?:สภาพ|สิ่ง)(?:ที่)?(?:ปัจจุบัน|เป็นอยู่จริง|เป็นอยู่|เป็นจริง|ปฏิบัติจริง|จริง)"),
}


@dataclass(frozen=True)
class Heading:
    """A question taken apart."""

    text: str  # without number, part, aspect and side
    part: str | None = None  # "2" of ตอนที่ ๒
    part_title: str | None = None
    aspect: str | None = None  # its title
    number: tuple[int, ...] = ()
    side: Side | None = None
    is_reversed: bool = False


def grid(question: str) -> tuple[str, str] | None:
    """The title and the row of a question of a grid, "title [row]"; None for others.

    The row is what the last bracket holds, with brackets of its own; brackets before it belong to the title.
    """
    if not question.endswith("]"):
        return None
    depth = 0
    for place in range(len(question) - 1, 0, -1):
        depth += (question[place] == "]") - (question[place] == "[")
        if depth == 0:
            title, row = question[:place].strip(), question[place + 1 : -1].strip()
            return (title, row) if title and row else None
    place = question.rindex("[") if "[" in question[1:] else 0  # brackets that do not match
    return (
        (question[:place].strip(), question[place + 1 : -1].strip(" ]")) if place and question[:place].strip() else None
    )


def heading(question: str) -> Heading:
    """Take a question in normal form apart. What is not understood stays in the text, which is never empty."""
    found = _taken_apart(question)
    return found if found.text else replace(found, text=question)


def _taken_apart(question: str) -> Heading:
    text, is_reversed = _REVERSED.subn(" ", question)
    text = text.strip() or question
    parts = grid(text)
    if parts is None:
        return _of_row("", _LEGEND.sub("", text).strip() or text, bool(is_reversed))
    title, row = _LEGEND.sub("", parts[0]).strip() or parts[0], parts[1]
    row_side = _side(row)
    if row_side and _whole(row, row_side):  # 1. ห้องประชุม [สภาพที่ควรเป็น]: the bracket holds the side, not the item
        return _of_row("", title, bool(is_reversed), row_side)
    return _of_row(title, row, bool(is_reversed))


def _of_row(title: str, row: str, is_reversed: bool, side: Side | None = None) -> Heading:
    part, title = _part(title)
    if part is None:
        part, row = _part(row)
    side = side or _side(title)
    if side:
        title = _without(title, side)
    number, text = _numbered(row)
    if not title and side is None and (side := _leading_side(text) or _trailing_side(text)):
        text = _without(text, side) or text
    aspect, part_title = _aspect(title, has_part=part is not None)
    return Heading(text, part, part_title, aspect, number, side, is_reversed)


def _part(text: str) -> tuple[str | None, str]:
    found = _PART.match(arabic_digits(text[:12]) + text[12:])
    return (str(int(found["number"])), found["rest"].strip()) if found else (None, text)


def _numbered(text: str) -> tuple[tuple[int, ...], str]:
    found = _NUMBER.match(arabic_digits(text[:20]) + text[20:])
    return (tuple(map(int, found["number"].split("."))), found["rest"].strip()) if found else ((), text)


def _aspect(title: str, has_part: bool) -> tuple[str | None, str | None]:
    """The aspect's title and the part's, of what stands before a grid's row."""
    _, title = _numbered(title) if title else ((), "")
    if not title:
        return None, None
    found = _ASPECT.match(title)
    if found is None:
        return (None, title) if has_part else (title, None)
    words = _ASPECT_NUMBER.sub("", arabic_digits(found["aspect"][:12]) + found["aspect"][12:]).strip()
    return words or found["aspect"], _numbered(found["before"].strip())[1] or None


def _side(text: str) -> Side | None:
    return next((side for side, words in _SIDES.items() if words.search(text)), None)


def _leading_side(text: str) -> Side | None:
    return next(
        (
            side
            for side, words in _SIDES.items()
            if (found := words.match(text)) and re.match(r" ?[:–-] ?\S", text[found.end() :])
        ),
        None,
    )


def _trailing_side(text: str) -> Side | None:
    """The side in round brackets at the end: ระบบสารสนเทศ (สภาพปัจจุบัน)."""
    found = re.search(r"\(([^()]*)\)$", text)
    side = _side(found[1]) if found else None
    return side if side and found and _whole(found[1], side) else None


def _whole(text: str, side: Side) -> bool:
    return not re.sub(r"[\s()\d.–-]", "", _without(text, side))


def _without(text: str, side: Side) -> str:
    return re.sub(r"\(\s*\)|\[\s*\]", "", _SIDES[side].sub("", text)).strip(" -–:/")
