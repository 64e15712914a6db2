"""Which kind of file this is, told from its bytes, and what to do with one that cannot be read.

A name says little: teachers' `.doc` may be HTML, and `.docx` may be protected by a password.
"""

from __future__ import annotations

import io
import zipfile
from enum import StrEnum
from pathlib import PurePath

MAX_FILE = 50_000_000  # bytes; a report with forty photographs straight from a phone has about this
MAX_UNPACKED = 200_000_000  # bytes of all parts together
MAX_XML = 12_000_000  # bytes of one part; the text of a book of 600 pages, in Word's words, has about 10 million
MAX_PARTS = 5_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of Word 97–2003, and of protected .docx
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = "ให้เปิดในโปรแกรมเดิม เลือก บันทึกเป็น (Save As) ชนิด Word (.docx) แล้วนำเข้าไฟล์ใหม่"


class Format(StrEnum):
    """What can be imported."""

    WORD = "docx"
    PLAIN = "txt"


def check_size(size: int, name: str) -> None:
    """Raise ValueError, in Thai, for a file of more bytes than are read."""
    if size > MAX_FILE:
        raise ValueError(
            f"{name} ใหญ่ {size / 1_000_000:.0f} ล้านไบต์ เกิน {MAX_FILE // 1_000_000} ล้านไบต์ "
            "ให้ย่อภาพใน Word (รูปแบบรูปภาพ → บีบอัดรูปภาพ) หรือแยกเป็นหลายไฟล์"
        )


def recognise(data: bytes, name: str) -> Format:
    """The format of a file. Raises ValueError, with what to do instead in Thai, for one that is not read."""
    check_size(len(data), name)
    if not data.strip():
        raise ValueError(f"{name} เป็นไฟล์ว่าง ให้ตรวจว่าเลือกไฟล์ถูกต้อง")
    if data.startswith(b"PK"):
        return _of_package(data, name)
    if data.startswith(_OLE):
        if _PROTECTED in data:
            raise ValueError(f"{name} มีรหัสผ่าน ให้เปิดใน Word เลือก ไฟล์ → ข้อมูล → ป้องกันเอกสาร ลบรหัสผ่าน บันทึก แล้วนำเข้าใหม่")
        raise ValueError(f"{name} เป็นไฟล์ Word แบบเก่า (.doc) {_SAVE_AS}")
    if data.startswith(b"%PDF"):
        raise ValueError(
            f"{name} เป็น PDF ซึ่งเก็บข้อความไทยไว้ไม่ครบ ให้ใช้ไฟล์ต้นฉบับ .docx ถ้าไม่มีให้คัดลอกข้อความมาบันทึกเป็น .txt แล้วอ่านทาน"
        )
    if data.startswith(b"{\\rtf"):
        raise ValueError(f"{name} เป็นไฟล์ RTF {_SAVE_AS}")
    if PurePath(name).suffix.lower() in (".txt", ".text", ".md", ""):
        if b"\0" in data and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            raise ValueError(f"{name} ไม่ใช่ไฟล์ข้อความ ให้ใช้ไฟล์ .docx หรือ .txt")
        return Format.PLAIN
    if PurePath(name).suffix.lower() == ".docx":
        raise ValueError(f"{name} เปิดไม่ได้ ไฟล์อาจเสียระหว่างดาวน์โหลด ให้ดาวน์โหลดใหม่ หรือเปิดใน Word แล้วบันทึกใหม่")
    raise ValueError(f"นำเข้า {PurePath(name).suffix} ไม่ได้ นำเข้าได้เฉพาะ .docx และ .txt {_SAVE_AS}")


def _of_package(data: bytes, name: str) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            kind = package.read("mimetype")[:80] if "mimetype" in package.namelist() else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise ValueError(f"{name} เปิดไม่ได้ ไฟล์ไม่สมบูรณ์ ให้ดาวน์โหลดใหม่ หรือเปิดใน Word แล้วบันทึกใหม่") from None
    names = {part.filename for part in parts}
    if b"opendocument" in kind:
        raise ValueError(f"{name} เป็นไฟล์ LibreOffice หรือ OpenOffice (.odt) {_SAVE_AS}")
    if any(part.startswith(("xl/", "ppt/")) for part in names):
        raise ValueError(
            f"{name} ไม่ใช่เอกสาร Word นำเข้าได้เฉพาะ .docx และ .txt ถ้าเป็นตารางหรือสไลด์ให้แนบเป็นไฟล์ในโฟลเดอร์ files"
        )
    if not any(part.startswith("word/") for part in names):
        raise ValueError(f"{name} ไม่ใช่เอกสาร Word ให้ตรวจว่าเลือกไฟล์ .docx ถูกต้อง")
    if any(part.lower().endswith("vbaproject.bin") for part in names):
        raise ValueError(
            f"{name} มีมาโครซึ่งเป็นโปรแกรมแฝง ให้เปิดใน Word เลือก บันทึกเป็น ชนิด เอกสาร Word (.docx) ที่ไม่มีมาโคร แล้วนำเข้าไฟล์ใหม่"
        )
    if any(part.flag_bits & 1 for part in parts):
        raise ValueError(f"{name} มีรหัสผ่าน ให้ลบรหัสผ่านแล้วนำเข้าใหม่")
    xml = [part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED or max(xml, default=0) > MAX_XML:
        raise ValueError(f"{name} มีเนื้อหาใหญ่ผิดปกติเมื่อคลายออก จึงไม่นำเข้า ถ้าเป็นเอกสารจริงให้แยกเป็นหลายไฟล์")
    return Format.WORD
