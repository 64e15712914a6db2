"""The text of attachments, with what a reader does not see at once: notes, hidden sheets, headers, names of members.

A reader of one format turns bytes into lines of text; a table's row is one line, its cells between `|`. Office's own
formats are zip files of XML, so one reader of XML serves all three (ECMA-376: w:p, a:p and si are paragraphs).
"""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from xml.etree import ElementTree

from khlang.content.front_matter import decode

MAX_BYTES = 100_000_000  # of what one attachment unpacks to; a zip of 42 kB can hold petabytes
_OFFICE = frozenset({".docx", ".xlsx", ".pptx"})
_PARAGRAPHS = frozenset({"p", "si", "is", "comment", "creator", "lastModifiedBy", "title", "subject", "description"})

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it cannot read is told by `Unreadable`


class Unreadable(ValueError):
    """An attachment that cannot be opened: damaged, under a password, or far larger than it says."""


def texts(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """The parts of an attachment and their text: (the part's name inside the file, or empty; text).

    Raises Unreadable. Files of other types, pictures among them, have no text.
    """
    suffix = PurePosixPath(name).suffix.lower()
    try:
        if suffix in _OFFICE:
            yield from _office(data)
        elif suffix == ".zip":
            yield from _archive(data)
        elif suffix == ".pdf":
            yield from _pdf(data)
        elif suffix in (".csv", ".txt", ".md"):
            yield "", decode(data, name).value
    except Unreadable:
        raise
    except Exception as error:  # readers of foreign formats raise whatever the file makes them stumble over
        raise Unreadable(str(error)) from error


def members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The files inside a zip file. Raises Unreadable for what unpacks to more than `MAX_BYTES` or has a password."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(member.file_size for member in archive.infolist()) > MAX_BYTES:
            raise Unreadable("unpacks to too much")
        for member in archive.infolist():
            if not member.is_dir():
                yield member.filename, archive.read(member)


def is_picture(name: str) -> bool:
    """Whether a file is a picture of a type that the site publishes, by its name."""
    return name.lower().endswith((".jpg", ".jpeg", ".png", ".webp"))


def pictures(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """The pictures inside an attachment by their names in it. Raises Unreadable."""
    if PurePosixPath(name).suffix.lower() in _OFFICE | {".zip"}:
        try:
            yield from ((part, content) for part, content in members(data) if is_picture(part))
        except Exception as error:
            raise Unreadable(str(error)) from error


def repack(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same zip file with the content of its members changed; their order, names and dates stay."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(member, change(member.filename, old.read(member)), member.compress_type)
    return packed.getvalue()


def _archive(data: bytes) -> Iterator[tuple[str, str]]:
    for name, content in members(data):
        yield name, name
        if not name.lower().endswith(".zip"):  # one level: nobody packs a zip into a zip to be read
            for part, text in texts(name, content):
                yield f"{name} {part}".strip(), text


def _office(data: bytes) -> Iterator[tuple[str, str]]:
    parts = {name: content for name, content in members(data) if name.endswith((".xml", ".rels"))}
    shared = [_flat(item) for item in _root(parts.get("xl/sharedStrings.xml")) if _tag(item) == "si"]
    for name, content in sorted(parts.items()):
        if name.endswith(".rels"):
            links = (link.get("Target", "") for link in _root(content) if link.get("TargetMode") == "External")
            yield name, "\n".join(links)
        elif name.startswith("xl/worksheets/"):
            yield name, "\n".join(_rows(_root(content), shared))
        elif name != "xl/sharedStrings.xml":
            yield name, "\n".join(_lines(_root(content)))


def _root(xml: bytes | None) -> ElementTree.Element:
    if xml is None:
        return ElementTree.Element("none")
    if b"<!DOCTYPE" in xml[:1000]:  # Office writes none; entities can be made to fill the memory
        raise Unreadable("declares entities")
    return ElementTree.fromstring(xml)


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _flat(element: ElementTree.Element) -> str:
    """The words of an element, deleted and hidden ones too; Word cuts them into runs at any letter."""
    return "".join(
        " " if _tag(one) in ("tab", "br") else one.text or "" for one in element.iter() if not len(one)
    ).strip()


def _lines(element: ElementTree.Element) -> Iterator[str]:
    """The paragraphs below an element, in order; a row of a table as one line."""
    for child in element:
        if _tag(child) == "tr":
            yield "| " + " | ".join(" ".join(_lines(cell)) for cell in child) + " |"
        elif _tag(child) in _PARAGRAPHS and not any(_tag(one) == "p" for one in child.iter() if one is not child):
            yield _flat(child)
        else:
            yield from _lines(child)


def _rows(sheet: ElementTree.Element, shared: list[str]) -> Iterator[str]:
    """The rows of a worksheet; numbers as they are kept, without the sheet's number formats."""
    for row in sheet.iter():
        if _tag(row) == "row":
            yield "| " + " | ".join(_cell(cell, shared) for cell in row) + " |"


def _cell(cell: ElementTree.Element, shared: list[str]) -> str:
    value = next((one.text or "" for one in cell if _tag(one) == "v"), None)
    if value is None:
        return _flat(cell)
    if cell.get("t") == "s":
        return shared[int(value)]
    return re.sub(r"\.0$", "", value)


def _pdf(data: bytes) -> Iterator[tuple[str, str]]:
    from pypdf import PdfReader  # a tenth of a second that a site without PDF need not wait

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("wants a password")
    yield "ข้อมูลของเอกสาร", "\n".join(str(value) for value in (reader.metadata or {}).values())
    for number, page in enumerate(reader.pages, 1):
        yield f"หน้า {number}", page.extract_text()
