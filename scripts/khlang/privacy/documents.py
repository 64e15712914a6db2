"""What an attachment holds: texts, pictures, and what cannot or may not be published.

Each part is read or named: nothing is passed over for its size, ending or place. A table's row is one line, its cells
between `|`, which `patterns.find` reads with the head of each column.

    attachment ──kind by its first bytes──► office │ pdf │ packages │ text ──► Text, Picture, Fault
                        ▲                                                 │
                        └────────── embedded files, members of a zip ◄────┘
"""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from khlang.privacy import office
from khlang.privacy.binary import decoded, kind, mismatch, words
from khlang.privacy.endings import INSIDE, PICTURES, TEXTS, suffix_of
from khlang.privacy.office import FOLDERS, formula_runs
from khlang.privacy.packages import MAX_DEPTH, MAX_FILE, Refused, Unreadable, comment, members

_MARKUP = frozenset({".html", ".htm", ".xhtml", ".xml", ".svg", ".mht", ".rtf", ".js", ".yml", ".yaml", ".css"})
_OLD_OR_OPEN = {".odt", ".ods", ".odp"}


@dataclass(frozen=True)
class Text:
    """What one part says; `part` is its name inside the file, or empty."""

    part: str
    text: str


@dataclass(frozen=True)
class Picture:
    """A JPEG, PNG or WebP inside the file."""

    part: str
    data: bytes


@dataclass(frozen=True)
class Fault:
    """A part that keeps the file from being published, and why, in Thai: unread, or refused for what it is."""

    part: str
    reason: str
    is_refused: bool = False


@dataclass(frozen=True)
class Scan:
    """A page of a PDF on which no text stands."""

    part: str
    page: int


Part = Text | Picture | Fault | Scan


def read(name: str, data: bytes, depth: int = 0) -> Iterator[Part]:
    """Everything in an attachment, by its name and bytes. Never raises."""
    suffix = suffix_of(name)
    try:
        if depth > MAX_DEPTH:
            raise Unreadable("ไฟล์ซ้อนกันหลายชั้นเกินไป ให้แยกออกมา")
        if len(data) > MAX_FILE:
            raise Unreadable(f"ไฟล์ใหญ่เกิน {MAX_FILE // 1_000_000} ล้านไบต์ ให้แยกเป็นหลายไฟล์")
        if real := mismatch(suffix, data):
            yield Fault("", f"นามสกุล {suffix} ไม่ตรงกับชนิดของไฟล์ ซึ่งเป็น{real} ให้บันทึกใหม่ให้ตรงกัน", is_refused=True)
        yield from _reader(suffix, data)(name, data, depth)
    except Refused as refused:
        yield Fault("", str(refused), is_refused=True)
    except Unreadable as unreadable:
        yield Fault("", str(unreadable))
    except Exception:  # readers of foreign formats raise whatever the file makes them stumble over
        yield Fault("", "เปิดไม่ได้ ไฟล์อาจเสียหาย ตั้งรหัสผ่าน หรือไม่ใช่ชนิดที่นามสกุลบอก ให้เปิดแล้วบันทึกเป็นไฟล์ใหม่")


def _reader(suffix: str, data: bytes) -> Any:
    if suffix in FOLDERS:
        return _office
    readers = {".zip": _archive, ".pdf": _pdf}
    if suffix in PICTURES:
        return _picture
    return readers.get(suffix) or (_text if suffix in TEXTS else _other)


def _inside(outer: str, found: Iterator[Part]) -> Iterator[Part]:
    for one in found:
        fields = {**one.__dict__, "part": f"{outer} {one.part}".strip()}
        yield type(one)(**fields)


def _archive(name: str, data: bytes, depth: int) -> Iterator[Part]:
    yield Text("", comment(data))
    for part, content in members(data):
        yield Text("", part)
        suffix = suffix_of(part)
        if suffix not in INSIDE:
            yield Fault(part, f"ZIP มีไฟล์ชนิดที่เผยแพร่ไม่ได้ ใส่ได้เฉพาะ {' '.join(sorted(INSIDE))}", is_refused=True)
        yield from _inside(part, read(part, content, depth + 1))


def _office(name: str, data: bytes, depth: int) -> Iterator[Part]:
    parts: dict[str, bytes] = {}
    yield Text("", comment(data))
    for part, content in members(data):
        suffix = suffix_of(part)
        if suffix in PICTURES:
            yield from _inside(part, _picture(part, content, depth))
        elif suffix in FOLDERS:
            yield from _inside(part, read(part, content, depth + 1))
        else:
            parts[part] = content
        yield Text("", part)
    for part, text in office.lines(name, parts):
        yield Text(part, text)


def _pdf(name: str, data: bytes, depth: int) -> Iterator[Part]:
    from khlang.privacy.pdf import contents

    found = contents(data)
    yield from (Text(*one) for one in found.texts)
    yield from (Picture(*one) for one in found.pictures)
    yield from (Scan("", page) for page in found.scanned)
    for part, content in found.attachments:
        yield Text("", part)
        if suffix_of(part) not in INSIDE:
            yield Fault(part, "PDF มีไฟล์แนบชนิดที่เผยแพร่ไม่ได้ ให้บันทึก PDF ใหม่โดยไม่แนบไฟล์", is_refused=True)
        yield from _inside(part, read(part, content, depth + 1))


def _picture(name: str, data: bytes, depth: int) -> Iterator[Part]:
    yield Picture("", data)


def _text(name: str, data: bytes, depth: int) -> Iterator[Part]:
    text = decoded(data)
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield Fault("", "ไม่ใช่ไฟล์ข้อความ ให้บันทึกใหม่เป็น UTF-8", is_refused=True)
        text += "\n\n" + words(data)
    if name.lower().endswith((".csv", ".tsv")):
        rows = _rows(text)
        if any(
            cell.lstrip("\t\r ").startswith(("=", "+", "-", "@")) and _starts_program(cell)
            for row in rows
            for cell in row
        ):
            yield Fault("", "มีช่องที่เป็นสูตรเรียกโปรแกรมหรือเว็บอื่น ให้วางเป็นค่าแทนสูตร", is_refused=True)
        text = "\n".join("| " + " | ".join(re.sub(r"[|\n]", " ", cell) for cell in row) + " |" for row in rows)
    yield Text("", text)


def _starts_program(cell: str) -> bool:
    return formula_runs(cell) or bool(re.search(r"^\W*(?:HYPERLINK|IMAGE)\s*\(", cell.strip(), re.IGNORECASE))


def _rows(text: str) -> list[list[str]]:
    start = text[:10_000]
    delimiter = max("\t;,", key=start.count)
    csv.field_size_limit(10_000_000)
    return list(csv.reader(io.StringIO(text), delimiter=delimiter))


def _other(name: str, data: bytes, depth: int) -> Iterator[Part]:
    """A file that is refused for its type: what can be read of it is read, so that its author hears of all at once."""
    suffix = suffix_of(name)
    if suffix in _OLD_OR_OPEN or kind(data) == "zip":
        for part, content in members(data):
            yield Text(part, _stripped(decoded(content)) if part.endswith(".xml") else part)
    elif suffix in _MARKUP:
        yield Text("", _stripped(decoded(data)))
    else:
        yield Text("", words(data))


def _stripped(markup: str) -> str:
    """The words of HTML or XML, a row of a table as one line, then what stands in tags."""
    rows = re.sub(r"(?i)</t[dh]>\s*<t[dh][^<>]*>", " | ", markup)
    rows = re.sub(r"(?i)<tr[^<>]*>\s*<t[dh][^<>]*>", "\n| ", rows)
    within = re.sub(r"(?i)</?(?:a|b|i|em|strong|span|code|mark|u|wbr|font|small|text:span)(?:\s[^<>]*)?>", "", rows)
    return html.unescape(
        re.sub(r"<[^<>]*>", "\n", within) + "\n\n" + "\n\n".join(re.findall(r"<[^<>]*>|<!--.*?-->", markup, re.DOTALL))
    )
