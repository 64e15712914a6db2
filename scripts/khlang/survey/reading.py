"""A file of answers → its sheet, told from its bytes: text with separators or an Excel workbook. Names say little."""

from __future__ import annotations

import codecs
import csv
import io
import re
from pathlib import Path

from khlang.survey import web_table, workbook
from khlang.survey.sheet import Refused, Sheet, table

MAX_FILE = 100_000_000  # bytes; 10,000 answers of 100 questions in Thai words have 20 to 50 million

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(path: Path) -> Sheet:
    """Read a file of answers; it is opened for reading only. Raises Refused, and OSError where the file cannot be opened."""
    size = path.stat().st_size
    if size > MAX_FILE:
        raise Refused(
            f"{path.name} ใหญ่ {size / 1_000_000:.0f} ล้านไบต์ เกิน {MAX_FILE // 1_000_000} ล้านไบต์ ให้ตรวจว่าเลือกไฟล์คำตอบถูกต้อง "
            "และลบภาพหรือแผ่นงานอื่นออกจากสำเนาก่อน"
        )
    data = path.read_bytes()
    if not data.strip():
        raise Refused(f"{path.name} เป็นไฟล์ว่าง ให้ส่งออกคำตอบใหม่")
    return table(cells(data, path.name), path.name)


def cells(data: bytes, name: str) -> list[list[str]]:
    """The rows of a file of any kind that is known, as text. Raises Refused."""
    if data.startswith(b"PK"):
        return workbook.rows(data, name)
    if data.startswith(_OLE):
        return workbook.rows_of_old(data, name)
    if data.startswith(b"%PDF"):
        raise Refused(f"{name} ไม่ใช่ตารางคำตอบ ให้ส่งออกคำตอบเป็น .csv หรือ .xlsx")
    text = _decoded(data, name)
    if web_table.is_page(text):
        return web_table.rows(text, name)
    return separated(data, name)


def separated(data: bytes, name: str) -> list[list[str]]:
    """Rows of text with separators: comma, semicolon or tab; UTF-8 with and without BOM, UTF-16, CP874. Raises Refused."""
    text = _decoded(data, name)
    csv.field_size_limit(1_000_000)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True))
    except csv.Error as error:
        line = getattr(error, "line_num", 0)
        raise Refused(
            f"{name} มีเครื่องหมายคำพูดไม่ครบคู่หรือช่องที่ยาวผิดปกติ{f' ใกล้บรรทัดที่ {line}' if line else ''} ให้ส่งออกใหม่เป็น .xlsx"
        ) from None
    return rows


def _decoded(data: bytes, name: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    if order := _order_of_bytes(data):
        return data.decode(order, errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp874")
    except UnicodeDecodeError:
        raise Refused(f"{name} ใช้รหัสอักขระที่ไม่รู้จัก ให้เปิดใน Excel แล้วบันทึกเป็น CSV UTF-8 หรือ .xlsx") from None


def _order_of_bytes(data: bytes) -> str | None:
    """UTF-16 without a mark at its beginning: every other byte of separators and line ends is zero."""
    start = data[:4000]
    ends = start.count(b"\n\x00"), start.count(b"\x00\n")
    if start.count(b"\x00") < 4 or not any(ends):
        return None
    odd, even = start[1::2].count(0), start[::2].count(0)
    return "utf-16-le" if odd > even else "utf-16-be"


def _separator(text: str) -> str:
    """The separator that the first row has most of, outside quotation marks."""
    first = re.sub(r'"[^"]*"', "", text[:100_000]).partition("\n")[0]
    return max(",;\t", key=first.count) if any(map(first.count, ",;\t")) else "|" if "|" in first else ","
