"""A plain text file → paragraphs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from bs4 import BeautifulSoup

from khlang.content.front_matter import NOT_UTF8, TOO_LARGE, decode
from khlang.content.tidy import as_lists, clean
from khlang.contributing.importing.mojibake import mend
from khlang.contributing.importing.source import Source
from khlang.thai.labels import label

_NARROWEST, _WIDEST = 50, 110  # columns between which editors and mail programs break lines
_RAGGED = 25  # columns by which such lines differ, as Thai breaks between words only
_LABEL = re.compile(r"^\s*(?:[-•●▪*–]|\(?[0-9๐-๙]{1,3}[.)]|\(?[ก-ฮa-z][.)]\s)|^\s{2,}\S|^\S*\t")


def read(data: bytes, name: str) -> Source:
    """Bytes of a text file → a source. Raises ValueError, in Thai, for one that is too long."""
    text = decode(data, name)
    if any(problem.rule == TOO_LARGE.id for problem in text.problems):
        raise ValueError(f"{name} ยาวเกินหนึ่งล้านไบต์ ให้แยกเป็นหลายไฟล์")
    notes = []
    if any(problem.rule == NOT_UTF8.id for problem in text.problems):
        notes.append("ไฟล์นี้ใช้รหัสอักขระแบบเก่าหรือแบบอื่นที่ไม่ใช่ UTF-8 แปลงให้แล้ว ให้อ่านทานว่าตัวอักษรถูกต้อง")
    if "\ufffd" in text.value:
        notes.append("มีอักขระที่อ่านไม่ได้ แสดงเป็น \ufffd ให้เปิดต้นฉบับแล้วพิมพ์แทน")
    mended = mend(text.value)
    if mended != text.value:
        notes.append("ข้อความบางส่วนเป็นภาษาไทยที่เพี้ยนเป็นอักษรยุโรป แปลงกลับให้แล้ว ให้อ่านทาน")
    body = BeautifulSoup("", "html.parser")
    for paragraph in _paragraphs(clean(mended.replace("\f", "\n\n"))):
        tag = body.new_tag("p")
        tag.string = paragraph
        body.append(tag)
    return Source(body, notes=notes)


def _paragraphs(text: str) -> list[str]:
    """A line is a paragraph, except where an editor broke a long one into lines of about one width."""
    found: list[str] = []
    for block in re.split(r"\n[ \t]*\n", text):
        lines = [line.rstrip() for line in block.split("\n") if line.strip()]
        found += _joined(list(_items(lines)))
    return found


def _items(lines: list[str]) -> Iterator[str]:
    """The lines with those that go on with an item joined to it."""
    kept = ""
    for line, listed in zip(lines, as_lists(lines), strict=True):
        goes_on = kept and label(line) is None and listed[:1] == " "
        if kept and not goes_on:
            yield kept
        kept = f"{kept} {line.strip()}" if goes_on else line
    if kept:
        yield kept


def _joined(lines: list[str]) -> list[str]:
    widths = [_columns(line) for line in lines[:-1]]
    broken = len(lines) > 2 and min(widths) >= _NARROWEST and max(widths) <= _WIDEST
    if not broken or max(widths) - min(widths) > _RAGGED or any(_LABEL.match(line) for line in lines[1:]):
        return lines
    return [" ".join(line.strip() for line in lines)]


def _columns(line: str) -> int:
    """Letters that take a column: Thai vowels and marks above and below take none."""
    return sum(unicodedata.category(letter) != "Mn" for letter in line)
