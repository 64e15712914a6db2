"""Headings and lists that were made by typing: bold lines, ระเบียบวาระที่ ๑, ๑. ๑.๑ ๑) and dashes.

A list becomes a Markdown list only where Markdown would give it the same numbers. Every other number stays in the
text as it was typed, for people cite it: ตามข้อ ๑.๒ (ก).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from khlang.contributing.importing.labels import label_of
from khlang.contributing.importing.lists import make_lists

_LONGEST = 150  # letters of a heading
_CHAPTER = re.compile(r"^(?:บทที่|หมวด(?:ที่)?|ส่วนที่|ตอนที่|(?:ระเบียบ)?วาระที่|ภาคผนวก)\s*[0-9๐-๙ก-ฮ]{1,3}(?:\s|$)")
_KNOWN = re.compile(
    r"^(?:ผู้(?:เข้าร่วม|เข้า|ไม่มา|ไม่เข้า|มา|ลา)?ประชุม|ผู้เข้าร่วมประชุม|เรื่องเดิม|ข้อเท็จจริง|ข้อกฎหมาย(?:และระเบียบที่เกี่ยวข้อง)?|"
    r"ข้อพิจารณา|ข้อเสนอ(?:แนะ)?|ข้อสั่งการ|ที่มาและความสำคัญ|หลักการและเหตุผล|วัตถุประสงค์|วิธีดำเนินการ|ผลการดำเนินงาน|เอกสารอ้างอิง)$"
)
_FIGURE = "[0-9๐-๙]{1,3}"
_PAGE_NUMBER = re.compile(rf"^(?:[-–—]\s*{_FIGURE}\s*[-–—]|หน้า(?:ที่)?\s*{_FIGURE}(?:\s*(?:จาก|/)\s*{_FIGURE})?)$")
_CATCHWORD = re.compile(r"^/\s*(?P<words>[^/]{2,60}?)\s*(?:\.{2,}|…)$")


def arrange(body: BeautifulSoup) -> list[str]:
    """Turn typed headings and lists of a tree into real ones; give Thai notes on what was left out."""
    notes = list(_without_page_marks(body))
    _head_lines(body)
    make_lists(body)
    _level(body)
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
    words = [block for block in blocks if block.get_text().strip()]
    counts = len(bold) * 2 <= len(words) or len(words) < 6  # where most lines are bold, bold means nothing
    heads = set(map(id, bold)) if counts else set()
    has_chapters = any(_is_chapter(block) for block in blocks)
    styled = 0
    for i, block in enumerate(blocks):
        if re.fullmatch("h[1-6]", block.name):
            styled = int(block.name[1])
        elif _is_chapter(block):
            _become(block, styled + 1 if styled else 2)
        elif block.name == "p" and _KNOWN.match(" ".join(block.get_text().split())):
            _become(block, styled + 1 if styled else 2 + has_chapters)
        elif id(block) in heads and not _is_one_of_many(blocks, i, heads) and _is_followed(blocks, i):
            label = label_of(block)
            deeper = max(label.parts - 1, 0) if label else 0
            _become(block, (styled + 1 if styled else 2 + has_chapters) + deeper)


def _is_bold_line(block: Tag) -> bool:
    text = block.get_text().strip()
    if block.name != "p" or not text or len(text) > _LONGEST or block.find("img"):
        return False
    label = label_of(block)
    if label and label.family == "bullet":
        return False
    after = text[len(label.typed.strip()) :] if label else text
    plain = "".join(str(one) for one in block.find_all(string=True) if not one.find_parent("strong"))
    return bool(after.strip()) and (not plain.strip() or (label is not None and plain.strip() == label.typed.strip()))


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


def _become(block: Tag, level: int) -> None:
    block.name = f"h{min(level, 6)}"
    block.attrs.clear()
    for one in block.find_all(["strong", "em"]):
        one.unwrap()
    for one in block.find_all("br"):
        one.replace_with(" ")


def _level(body: BeautifulSoup) -> None:
    """Begin at two, for the title is the page's first heading, and leave no level out."""
    above: list[int] = []  # levels as typed, from the outermost heading to the last
    for heading in body.find_all(re.compile("^h[1-6]$"), recursive=False):
        typed = int(heading.name[1])
        while above and above[-1] >= typed:
            above.pop()
        above.append(typed)
        heading.name = f"h{min(len(above) + 1, 6)}"
