"""PDF files: pages, forms, annotations, outline, attachments and metadata, by walking over every object."""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from khlang.privacy.packages import MAX_PART, Refused, Unreadable

_MAX_OBJECTS = 200_000
_MAX_PAGES = 2_000
_MAX_DRAWN = 20_000_000  # bytes of commands on all pages together; pypdf itself stops at 75 MB a stream
_PROGRAMS = frozenset(
    {"/JavaScript", "/JS", "/Launch", "/RichMedia", "/ImportData", "/SubmitForm", "/Rendition", "/GoToE"}
)
_SHOWN = re.compile(rb"\(((?:[^()\\]|\\.)*)\)")

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it cannot read is told by `Unreadable`


class Contents:
    """What a PDF holds: `texts` by place, `attachments` by name, `pictures` as JPEG, numbers of `scanned` pages."""

    def __init__(self) -> None:
        self.texts: list[tuple[str, str]] = []
        self.attachments: list[tuple[str, bytes]] = []
        self.pictures: list[tuple[str, bytes]] = []
        self.scanned: list[int] = []


def contents(data: bytes) -> Contents:
    """Everything in a PDF that holds words. Raises Unreadable and Refused."""
    from pypdf import PdfReader  # a tenth of a second that a site without PDF need not wait

    _judge(data)
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("ตั้งรหัสผ่านไว้ ให้บันทึกใหม่โดยไม่มีรหัสผ่าน")
    if len(reader.pages) > _MAX_PAGES:
        raise Unreadable(f"มีมากกว่า {_MAX_PAGES:,} หน้า ให้แยกเป็นหลายไฟล์")
    found = Contents()
    found.texts.append(("ข้อมูลของเอกสาร", "\n\n".join(str(value) for value in (reader.metadata or {}).values())))
    drawn = 0
    for number, page in enumerate(reader.pages, 1):
        drawn += _length(page)
        if drawn > _MAX_DRAWN:
            raise Unreadable("ภาพวาดหรือข้อความในหน้ามากเกินไป ให้แยกเป็นหลายไฟล์")
        text = page.extract_text()
        found.texts.append((f"หน้า {number}", text))
        if not text.strip():
            found.scanned.append(number)
    _walk(reader, found)
    is_attached = any(content.startswith(b"PK") and content in data for _, content in found.attachments)
    if zipfile.is_zipfile(io.BytesIO(data)) and not is_attached:
        raise Refused("เป็นไฟล์ ZIP ในเวลาเดียวกัน ให้พิมพ์เป็น PDF ใหม่")
    return found


def _judge(data: bytes) -> None:
    end = data.rfind(b"%%EOF")
    if end >= 0 and len(data[end + 5 :].strip(b"\0 \r\n\t")) > 1024:
        raise Refused("มีข้อมูลชนิดอื่นต่อท้ายไฟล์ ให้พิมพ์เป็น PDF ใหม่")
    if re.search(rb"(?i)<(?:script|html|svg|\?php)", data[:1024]):
        raise Refused("ต้นไฟล์เป็นหน้าเว็บ ให้พิมพ์เป็น PDF ใหม่")


def _length(page: Any) -> int:
    """Bytes of the commands that draw a page."""
    commands = page.get("/Contents")
    commands = commands.get_object() if commands is not None else []
    return sum(len(one.get_object().get_data()) for one in (commands if isinstance(commands, list) else [commands]))


def _walk(reader: Any, found: Contents) -> None:
    numbers = {number for generation in reader.xref.values() for number in generation} | set(reader.xref_objStm)
    if len(numbers) > _MAX_OBJECTS:
        raise Unreadable("ซับซ้อนเกินไป ให้พิมพ์เป็น PDF ใหม่")
    from pypdf.generic import IndirectObject

    said: list[str] = []
    for number in sorted(numbers):
        generation = next((one for one, table in reader.xref.items() if number in table), 0)
        try:
            value = reader.get_object(IndirectObject(number, generation, reader))
        except Exception:  # an object that no reader can open shows nobody anything; free ones among them
            continue
        said += _strings(value, 0)
        _stream(number, value, found)
    found.texts.append(("ช่องกรอก หมายเหตุ และข้อมูลประกอบ", "\n\n".join(said)))


def _strings(value: object, depth: int) -> Iterator[str]:
    """The texts in an object, without what it refers to. Raises Refused for what starts a program."""
    from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, NameObject, TextStringObject

    if depth > 50:
        raise Unreadable("ซ้อนกันลึกเกินไป ให้พิมพ์เป็น PDF ใหม่")
    if isinstance(value, TextStringObject):
        yield str(value)
    elif isinstance(value, ByteStringObject):
        yield value.decode("utf-8", errors="replace")
    elif isinstance(value, ArrayObject):
        for one in value:
            yield from _strings(one, depth + 1)
    elif isinstance(value, DictionaryObject):
        kind = value.get("/S")
        if (
            "/JS" in value
            or (isinstance(kind, NameObject) and kind in _PROGRAMS)
            or value.get("/Subtype") == "/RichMedia"
        ):
            raise Refused("มีโปรแกรมหรือสื่อที่ฝังไว้ใน PDF ให้พิมพ์เป็น PDF ใหม่")
        for key in value:
            yield from _strings(value.raw_get(key), depth + 1)


def _stream(number: int, value: object, found: Contents) -> None:
    from pypdf.generic import StreamObject

    if not isinstance(value, StreamObject):
        if isinstance(value, dict) and "/EF" in value:
            _attached(value, found)
        return
    kind, subtype = value.get("/Type"), value.get("/Subtype")
    if subtype == "/Image":
        if "/DCTDecode" in str(value.get("/Filter")):
            found.pictures.append((f"ภาพ {number}.jpg", bytes(value._data)))
    elif subtype == "/Form":
        found.texts.append((f"ส่วน {number}", _drawn(value.get_data())))
    elif kind == "/Metadata" or (kind is None and subtype is None and b"<" in value.get_data()[:200]):  # XMP, XFA
        text = value.get_data()[:MAX_PART].decode("utf-8", errors="replace")
        apart = re.sub(r"<[^<>]*>", "\n\n", text) + "\n\n" + "\n\n".join(re.findall('"([^"]+)"', text))
        found.texts.append((f"ข้อมูลประกอบ {number}", apart))


def _attached(value: Any, found: Contents) -> None:
    files = value["/EF"].get_object()
    name = str(value.get("/UF") or value.get("/F") or "attachment")
    for key in files:
        found.attachments.append((name, files[key].get_object().get_data()))
        return


def _drawn(data: bytes) -> str:
    """The words that the commands of a form or an annotation draw, where its font has plain letters."""
    return b"".join(_SHOWN.findall(data)).replace(b"\\", b"").decode("latin-1")
