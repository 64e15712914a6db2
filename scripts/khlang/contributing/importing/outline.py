"""Headings and lists that were made by typing: bold lines, ระเบียบวาระที่ ๑, ๑. ๑.๑ ๑) and dashes.

A list becomes a Markdown list only where Markdown would give it the same numbers. Every other number stays in the
text as it was typed, for people cite it: ตามข้อ ๑.๒ (ก).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bs4 import BeautifulSoup, Tag

from khlang.contributing.importing.labels import Label, label_of
from khlang.contributing.importing.lists import become, make_lists
from khlang.contributing.importing.source import BOX_CLASS, CAPTION_CLASS, COVER_CLASS
from khlang.thai.labels import CAPTION

_LONGEST = 150  # letters of a heading
_CHAPTER = re.compile(r"^(?:บทที่|หมวด(?:ที่)?|ส่วนที่|ตอนที่|(?:ระเบียบ)?วาระที่|ภาคผนวก)\s*[0-9๐-๙ก-ฮ]{1,3}(?:\s|$)")
_KNOWN = re.compile(
    r"^(?:ผู้(?:เข้าร่วม|เข้า|ไม่มา|ไม่เข้า|มา|ลา)?ประชุม|ผู้เข้าร่วมประชุม|เรื่องเดิม|ข้อเท็จจริง|ข้อกฎหมาย(?:และระเบียบที่เกี่ยวข้อง)?|"
    r"ข้อพิจารณา|ข้อเสนอ(?:แนะ)?|ข้อสั่งการ|ความสำคัญของผลงาน|(?:ความเป็นมา|ที่มา)(?:และความสำคัญ(?:ของ\S+)?)?|หลักการและเหตุผล|บทสรุป|บรรณานุกรม|เอกสารอ้างอิง|"
    r"วัตถุประสงค์|จุดประสงค์(?:และเป้าหมาย)?|เป้าหมาย|(?:วิธี|ขั้นตอน|กระบวนการ)(?:การ)?ดำเนิน(?:การ|งาน)|ผล(?:การ)?ดำเนิน(?:การ|งาน)|(?:ผล|ประโยชน์)ที่(?:คาดว่า(?:จะ)?)?ได้รับ|"
    r"ปัจจัย(?:แห่ง)?ความสำเร็จ|บทเรียนที่ได้รับ|การเผยแพร่(?:ผลงาน)?|อภิปรายผล|สรุปผล|งบประมาณ|ระยะเวลา(?:ดำเนินการ)?|สถานที่(?:ดำเนินการ)?|กลุ่มเป้าหมาย|ตัวชี้วัด(?:ความสำเร็จ)?|ปัญหาและอุปสรรค|กิจกรรมและการดำเนินงาน|"
    r"สาระสำคัญ|(?:จุดประสงค์|สาระ|กิจกรรม|กระบวนการ)(?:การ)?เรียนรู้|การวัดและประเมินผล|บันทึกหลังสอน|การ(?:ติดตามและ)?ประเมินผล)\s*[:：]?$"
)
_BARE_CHAPTER = re.compile(r"^(?:บทที่|ตอนที่|ส่วนที่|หน่วยที่)\s*[0-9๐-๙]{1,3}$")
_FIGURE = "[0-9๐-๙]{1,3}"
_PAGE_NUMBER = re.compile(rf"^(?:[-–—]\s*{_FIGURE}\s*[-–—]|หน้า(?:ที่)?\s*{_FIGURE}(?:\s*(?:จาก|/)\s*{_FIGURE})?)$")
_CATCHWORD = re.compile(r"^/\s*(?P<words>[^/]{2,60}?)\s*(?:\.{2,}|…)$")


def arrange(body: BeautifulSoup) -> list[str]:
    """Turn typed headings and lists of a tree into real ones; give Thai notes on what was left out."""
    notes = list(_without_page_marks(body))
    _head_lines(body)
    make_lists(body)
    _level(body)
    _unbold(body)
    return notes


def _without_page_marks(body: BeautifulSoup) -> Iterator[str]:
    """Drop page numbers and catchwords (/ข้อ ๒ …), which announce the next page at the foot of one."""
    dropped = []
    blocks = body.find_all(True, recursive=False)
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        text = " ".join(block.get_text(" ").split())
        if block.name != "p" or block.find("img"):
            continue
        catchword = _CATCHWORD.match(text)
        next_text = "".join(one.get_text() for one in (following, following and following.find_next_sibling()) if one)
        announced = catchword and "".join(catchword["words"].split()) in "".join(next_text.split())
        if announced or _PAGE_NUMBER.match(text):
            dropped.append(text)
            block.decompose()
    if dropped:
        yield f"เลขหน้าและคำต่อหน้าที่พิมพ์ไว้ไม่ได้นำเข้า: {', '.join(f'“{one}”' for one in dropped[:10])}"


def _head_lines(body: BeautifulSoup) -> None:
    blocks = body.find_all(True, recursive=False)
    bold = [block for block in blocks if _is_bold_line(block)]
    words = [block for block in blocks if block.get_text().strip() and not _is_beside(block)]
    counts = len(bold) * 2 <= len(words) or len(words) < 6  # where most lines are bold, bold means nothing
    heads = set(map(id, bold)) if counts else set()
    levels = _Levels(any(_is_chapter(block) for block in blocks))
    named = {id(block): following for block, following in pairwise(blocks) if _is_named(block, following)}
    for i, block in enumerate(blocks):
        if block.parent is None:
            continue  # it went into the heading above
        if id(block) in named:
            name = named[id(block)].extract()
            block.append(f" {' '.join(name.get_text().split())}")
        text = " ".join(block.get_text().split())
        if re.fullmatch("h[1-6]", block.name):
            become(block, levels.styled(block)) if not CAPTION.match(text) else _unhead(block)
        elif _is_beside(block):
            continue
        elif _is_chapter(block):
            become(block, levels.chapter())
        elif block.name == "p" and _KNOWN.match(text):
            become(block, levels.known())
        elif _is_known_number(block) or (
            id(block) in heads and not _is_one_of_many(blocks, i, heads) and _is_followed(blocks, i)
        ):
            become(block, levels.typed(label_of(block)))


class _Levels:
    """How deep the next heading lies: below the last one with a style, and as deep as its number has figures."""

    def __init__(self, has_chapters: bool) -> None:
        self._has_chapters = has_chapters
        self._style = 0  # of the last heading that Word knows
        self._deep: dict[int, int] = {}  # level of headings by how many figures their numbers have
        self._last = 0  # figures of the last number

    @property
    def _base(self) -> int:
        return self._style + 1 if self._style else 2 + self._has_chapters

    def styled(self, heading: Tag) -> int:
        """A heading of Word: its style says it, unless numbers say that it lies below another."""
        own, label = int(heading.name[1]), label_of(heading)
        if label is None or not label.parts:
            self._style, self._deep, self._last = own, {}, 0
            return own
        return self._numbered(label.parts, own)

    def chapter(self) -> int:
        self._deep, self._last = {}, 0
        return self._base - self._has_chapters if not self._style else self._base

    def known(self) -> int:
        return self._deep.get(1, self._base)

    def typed(self, label: Label | None) -> int:
        if label and label.parts:
            return self._numbered(label.parts, self._base + label.parts - 1)
        return self._deep[self._last] + 1 if self._last else self._base

    def _numbered(self, figures: int, otherwise: int) -> int:
        above = [parts for parts in self._deep if parts < figures]
        if figures not in self._deep:
            self._deep[figures] = self._deep[max(above)] + figures - max(above) if above else otherwise
        self._last = figures
        return self._deep[figures]


def _is_known_number(block: Tag) -> bool:
    """Whether a line is the number and name of a section of official forms, and no row of a list of them."""
    label, following = label_of(block) if block.name == "p" else None, block.find_next_sibling()
    if label is None or label.family != "number" or following is None:
        return False
    next_label = label_of(following) if following.name == "p" else None
    words = " ".join(block.get_text().split())[len(label.typed.strip()) :].strip()
    return _KNOWN.match(words) is not None and (next_label is None or next_label.family != "number")


def _is_beside(block: Tag) -> bool:
    """Whether a block is no part of the running text: a box, a caption, the lines of a cover."""
    return bool(set(block.get_attribute_list("class")) & {BOX_CLASS, CAPTION_CLASS, COVER_CLASS})


def _unhead(block: Tag) -> None:
    """A caption in the style of a heading."""
    block.name = "p"


def _unbold(body: BeautifulSoup) -> None:
    """Captions and the lines of a cover, bold as a whole, are plain: on a page a bold line is a heading that is none."""
    for block in body.find_all("p", recursive=False):
        is_caption = CAPTION.match(" ".join(block.get_text().split()))
        if (is_caption or _is_beside(block)) and not _outside_bold(block).strip():
            for strong in block.find_all("strong"):
                strong.unwrap()


def _is_bold_line(block: Tag) -> bool:
    text = block.get_text().strip()
    if block.name != "p" or not text or len(text) > _LONGEST or block.find("img"):
        return False
    if _is_beside(block) or CAPTION.match(" ".join(text.split())):
        return False
    label = label_of(block)
    if label and label.family == "bullet":
        return False
    after = text[len(label.typed.strip()) :] if label else text
    plain = _outside_bold(block)
    return bool(after.strip()) and (not plain.strip() or (label is not None and plain.strip() == label.typed.strip()))


def _outside_bold(block: Tag) -> str:
    return "".join(str(one) for one in block.find_all(string=True) if not one.find_parent("strong"))


def _is_named(block: Tag, following: Tag) -> bool:
    """Whether a line says บทที่ ๒ and no more, and the next one its name."""
    if not _BARE_CHAPTER.match(" ".join(block.get_text().split())) or block.name not in ("p", following.name):
        return False
    return _is_bold_line(following) or (block.name != "p" and not label_of(following))


def _is_chapter(block: Tag) -> bool:
    text = " ".join(block.get_text(" ").split())
    return block.name == "p" and len(text) <= _LONGEST and bool(_CHAPTER.match(text))


def _is_one_of_many(blocks: list[Tag], i: int, heads: set[int]) -> bool:
    """Whether three bold lines or more stand together: a cover or a bold list, no headings."""
    start = end = i
    while start and id(blocks[start - 1]) in heads:
        start -= 1
    while end + 1 < len(blocks) and id(blocks[end + 1]) in heads:
        end += 1
    return end - start >= 2


def _is_followed(blocks: list[Tag], i: int) -> bool:
    return any(block.get_text().strip() or block.find("img") for block in blocks[i + 1 :])


def _level(body: BeautifulSoup) -> None:
    """Begin at two, for the title is the page's first heading, and leave no level out."""
    above: list[int] = []  # levels as typed, from the outermost heading to the last
    for heading in body.find_all(re.compile("^h[1-6]$"), recursive=False):
        typed = int(heading.name[1])
        while above and above[-1] >= typed:
            above.pop()
        above.append(typed)
        heading.name = f"h{min(len(above) + 1, 6)}"
