"""A file of an office → what a draft is made of: guesses for its front matter, its text, its pictures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import Any

from bs4 import BeautifulSoup, Tag

from khlang.content import ids
from khlang.content.front_matter import MAX_BYTES
from khlang.content.kind import Kind
from khlang.content.library import Library
from khlang.content.meta import Status
from khlang.content.vocabulary import Vocabulary
from khlang.contributing.draft import draft
from khlang.contributing.importing import cover, forms, letterhead, marked, plain, word
from khlang.contributing.importing.formats import Format, check_size, recognise
from khlang.contributing.importing.letterhead import Letterhead
from khlang.contributing.importing.outline import arrange
from khlang.contributing.importing.pictures import fit
from khlang.contributing.importing.source import Source
from khlang.contributing.importing.tables import grid
from khlang.contributing.importing.writing import markdown

_MOST_PICTURES = 100
_MOST_PARAGRAPHS = 10_000  # a book of 300 pages has about 6,000


@dataclass
class Document:
    """A document read and put in order. `notes` are Thai sentences on what was left out or changed."""

    source: Source
    head: Letterhead
    title: str | None
    notes: list[str] = field(default_factory=list)

    def guesses(self, kind: Kind, vocabulary: Vocabulary) -> dict[str, Any]:
        """What its head says of title, day and owner, as a writer of this kind would type it."""
        owners = (_named(text, vocabulary) for text in (*self.head.senders, self.title or ""))
        found = {
            "title": self.title,
            "date": self.head.date.isoformat() if self.head.date else None,
            "owner": next(filter(None, owners), None),
        }
        return {name: value for name, value in found.items() if value and name in kind.meta.model_fields}

    @property
    def picture_count(self) -> int:
        """How many pictures stand in the text."""
        return len(self.source.body.find_all("img"))


@dataclass(frozen=True)
class Made:
    """The files of a draft, by path below docs, the text first, and what its writer should know."""

    path: str
    files: Mapping[str, bytes]
    notes: Sequence[str]


def read_file(file: Path) -> Document:
    """A file → a document. Raises ValueError, in Thai, for one that is not there or cannot be read."""
    try:
        if not file.is_file():
            raise ValueError(f'ไม่พบไฟล์ {file} ให้ตรวจชื่อ หรือลากไฟล์มาวางในหน้าต่างคำสั่ง ชื่อที่มีเว้นวรรคต้องครอบด้วย ""')
        check_size(file.stat().st_size, file.name)
        data = file.read_bytes()
    except OSError:
        raise ValueError(f"เปิด {file} ไม่ได้ ให้ปิดไฟล์ใน Word แล้วลองใหม่") from None
    return read(data, file.name)


def read(data: bytes, name: str) -> Document:
    """The bytes of a .docx or .txt → a document. Raises ValueError, in Thai, for a file that cannot be read."""
    is_word = recognise(data, name) is Format.WORD
    source = (word if is_word else marked if marked.is_marked(data, name) else plain).read(data, name)
    if not source.body.get_text().strip() and not source.body.find("img"):
        raise ValueError(f"{name} ไม่มีข้อความ ถ้าเป็นภาพสแกน ให้พิมพ์ข้อความเป็นไฟล์ใหม่ก่อน")
    if len(source.body.find_all(True, recursive=False)) > _MOST_PARAGRAPHS:
        raise ValueError(f"{name} มีเกิน {_MOST_PARAGRAPHS:,} ย่อหน้า ให้แยกเป็นหลายไฟล์")
    head, notes = letterhead.take(source.body)
    head.date = source.date or head.date
    title = head.title if head.title and len(head.title) <= cover.LONGEST else None
    if title is None and not head.title and (title := _told_by_name(name)):
        notes.append(f"ไม่พบชื่อเรื่องในเอกสาร จึงใช้ชื่อไฟล์ “{title}” ให้ตรวจ")
    notes += [*arrange(source.body), *_merged(source.body)]
    _add_origin(head, title, source.body)
    return Document(source, head, title, list(dict.fromkeys([*source.notes, *notes])))


def make(
    document: Document, kind: Kind, values: Mapping[str, Any], library: Library, people: str | None = None
) -> Made:
    """A draft of a kind, with its pictures beside it. `people` says who is in them, where somebody has said so.

    Raises ValueError, in Thai, for values that the model refuses and for a text that is too long.
    """
    name = ids.new(kind.letter, library.by_id)
    told = forms.fit(document.source.body, [one for one in kind.sections if one.only in ("", values.get("type", ""))])
    shown = {str(image.get("src")) for image in document.source.body.find_all("img")}
    found = [data if str(i) in shown else None for i, data in enumerate(document.source.pictures)]
    pictures, addresses, notes = _pictures(found, name)
    body = markdown(document.source.body, addresses, document.source.footnotes)
    known: dict[str, Any] = {"id": name, **values}
    if people and pictures:
        known["pictures"] = [{"file": address, "people": str(people)} for address in pictures]
    path, text = draft(kind, known, library, body)
    if len(text.encode()) > MAX_BYTES:
        raise ValueError("เนื้อหายาวเกินหนึ่งล้านไบต์ ให้แยกเอกสารเป็นหลายเรื่องแล้วนำเข้าทีละเรื่อง")
    if "date" in kind.meta.model_fields and "date" not in values:
        notes.append("ไม่พบวันที่ในเอกสาร จึงใช้วันนี้ ถ้าไม่ถูกให้แก้บรรทัด date")
    folder = path.rpartition("/")[0]
    files = {path: text.encode(), **{f"{folder}/{address}".lstrip("/"): data for address, data in pictures.items()}}
    taken = sorted(library.files & files.keys())
    if taken:
        raise ValueError(f"มีไฟล์ {taken[0]} อยู่แล้ว ให้เปลี่ยนชื่อไฟล์นั้นก่อน")
    return Made(path, files, [*document.notes, *told, *notes])


def as_if_published(library: Library, path: str) -> Library:
    """The library on the day when an entry of it is published: what the checks would say then."""
    entries = tuple(
        replace(entry, meta=entry.meta.model_copy(update={"status": Status.PUBLISHED})) if entry.path == path else entry
        for entry in library.entries
    )
    return replace(library, entries=entries)


def _told_by_name(name: str) -> str | None:
    """The name of a file that says in Thai what is in it; None for เอกสาร1, แก้ล่าสุด and the like."""
    words = " ".join(re.sub(r"[_+]+|\(\d+\)", " ", PurePath(name).stem).split())
    is_said = len(re.findall("[ก-ฮ]", words)) > 7 and not re.match("เอกสาร|สำเนา|ไฟล์|ใหม่|แก้|ล่าสุด|ฉบับ", words)
    return words if is_said and len(words) <= cover.LONGEST else None


def _merged(body: BeautifulSoup) -> list[str]:
    found = [number for number, table in enumerate(body.find_all("table"), 1) if grid(table).has_merged]
    if not found:
        return []
    return [
        f"ตารางที่ {', '.join(map(str, found))} มีช่องที่ผสานกัน ซึ่งหน้าเว็บไม่มี ช่องที่ผสานลงมาจึงพิมพ์ซ้ำทุกแถว ช่องที่ผสานไปทางขวาพิมพ์ครั้งเดียว ให้ตรวจกับต้นฉบับ"
    ]


def _add_origin(head: Letterhead, title: str | None, body: BeautifulSoup) -> None:
    """Keep what the head said, and no field holds, at the end of the text: nobody has to open the document again."""
    rows = [("", head.form)] if head.form and head.form != title and not (title or "").startswith(head.form) else []
    rows += [("เรื่อง", head.title)] if head.title and title is None else []
    rows += head.lines
    if not rows:
        return
    heading, items = body.new_tag("h2"), body.new_tag("ul")
    heading.string = "ที่มา"
    for label, words in rows:
        items.append(_item(f"{label} {words}".strip(), body))
    body.extend([heading, items])


def _item(text: str, body: BeautifulSoup) -> Tag:
    item, paragraph = body.new_tag("li"), body.new_tag("p")
    paragraph.string = text
    item.append(paragraph)
    return item


def _pictures(found: Sequence[bytes | None], name: str) -> tuple[dict[str, bytes], list[str | None], list[str]]:
    """Pictures as they came, None for one not shown → those to write by address, the address of each, notes."""
    files: dict[str, bytes] = {}
    known: dict[bytes | None, str | None] = {None: None}  # one that comes twice is written once
    for data in found:
        if data is not None and data not in known:
            known[data] = _fitted(data, name, files)
    addresses = [known[data] for data in found]
    lost = sum(data is not None and address is None for data, address in zip(found, addresses, strict=True))
    told = (
        f"ภาพ {lost} ภาพนำเข้าไม่ได้ (เช่น EMF, WMF หรือมีเกิน {_MOST_PICTURES} ภาพ) ให้บันทึกเป็น .png หรือ .jpg แล้ววางเองตรงที่มี ✎"
    )
    return files, addresses, [told] if lost else []


def _fitted(data: bytes, name: str, files: dict[str, bytes]) -> str | None:
    if len(files) >= _MOST_PICTURES:
        return None
    try:
        fitted, suffix = fit(data)
    except ValueError:
        return None
    address = f"images/{name}-{len(files) + 1}{suffix}"
    files[address] = fitted
    return address


def _named(text: str, vocabulary: Vocabulary) -> str | None:
    """The group or school with the longest name that stands in a text, spaces apart."""
    squeezed = "".join(text.split())
    rows = [(row, name) for row in (*vocabulary.groups, *vocabulary.schools) for name in row.names[1:]]
    found = [(len(name), row.label) for row, name in rows if "".join(name.split()) in squeezed]
    return max(found)[1] if found else None
