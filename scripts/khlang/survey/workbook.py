"""The first sheet of an Excel workbook as rows of text.

calamine reads the cells; it knows no formulas and makes room for every cell up to the last, so the parts of an .xlsx
are looked through first. An .xls cannot be: it has at most 65,536 × 256 cells, and its formulas show as their values.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from khlang.survey.sheet import MAX_COLUMNS, MAX_ROWS, Refused, letter

MAX_UNPACKED = 400_000_000  # bytes of all parts; a sheet of a million cells has about 60 million
_CHUNK = 1 << 20
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=\"([A-Z]{1,4})([0-9]{1,8})\"[^>]*>(?:\s*<(?:\w+:)?(f)[\s>/])?")
_ODD_PLACE = re.compile(
    rb"<(?:\w+:)?(?:c|row)\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?[\s\"']r\s*=\s*(?!\"(?:[A-Z]{1,4}[0-9]{1,8}|[0-9]{1,7})\")"
)
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br=\"([0-9]{1,7})\"")
_SAVE = "ให้เปิดใน Excel เลือก บันทึกเป็น (Save As) ชนิด Excel (.xlsx) แล้วลองใหม่"

_FAR = "{name} มีช่อง {cell} ซึ่งไกลเกินตารางคำตอบ ให้ลบแถวและคอลัมน์ว่างท้ายตาราง หรือส่งออกเป็น .csv"


def rows(data: bytes, name: str) -> list[list[str]]:
    """The rows of the one visible sheet that holds anything. Raises Refused."""
    _look_through(data, name)
    return _rows(data, name)


def rows_of_old(data: bytes, name: str) -> list[list[str]]:
    """The same for the .xls of Excel up to 2003. An .xlsx with a password is a file of that kind, too. Raises Refused."""
    return _rows(data, name)


def _rows(data: bytes, name: str) -> list[list[str]]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            seen = [one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible]
            sheets = [sheet for sheet in map(book.get_sheet_by_name, seen) if sheet.end is not None]
            if len(sheets) != 1:
                names = ", ".join(sheet.name for sheet in sheets[:10]) or "ไม่มี"
                raise Refused(f"{name} มีแผ่นงานที่มีข้อมูล {len(sheets)} แผ่น ({names}) ให้เหลือแผ่นงานคำตอบแผ่นเดียวในสำเนาของไฟล์")
            sheet = sheets[0]
            _refuse_far(sheet.end or (0, 0), name)
            found = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
            _refuse_merged([one for one in sheet.merged_cell_ranges or [] if not _is_title(one, found)], name)
            return found
    except CalamineError:
        raise Refused(f"{name} เปิดไม่ได้ ไฟล์อาจเสียหรือมีรหัสผ่าน {_SAVE}") from None


def _look_through(data: bytes, name: str) -> None:
    """Refuse what unpacks to too much, names a cell far away, or holds formulas. Every part is unpacked once, in pieces."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            if not any(part.filename.startswith("xl/") for part in parts):
                raise Refused(f"{name} ไม่ใช่ไฟล์ Excel ให้ส่งออกคำตอบเป็น .csv หรือ .xlsx (ถ้าเป็น .zip ให้คลายออกก่อน)")
            if len(parts) > 5_000 or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise Refused(f"{name} มีเนื้อหาใหญ่ผิดปกติเมื่อคลายออก จึงไม่อ่าน ให้ส่งออกคำตอบใหม่เป็น .csv")
            for part in parts:
                for piece in _pieces(package, part):
                    _refuse_cells(piece, name)  # of every part: another one than the usual may be named as a sheet
    except Refused:  # itself a ValueError
        raise
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error):
        raise Refused(f"{name} เปิดไม่ได้ ไฟล์ไม่สมบูรณ์หรือมีรหัสผ่าน {_SAVE}") from None


def _pieces(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a part, each piece beginning with the end of the one before, where a tag may have been cut."""
    with package.open(part) as file:  # gives no more than the size that the part declares, and checks its sum
        before = b""
        while piece := file.read(_CHUNK):
            yield before + piece
            before = piece[-400:]


def _refuse_cells(xml: bytes, name: str) -> None:
    for found in _CELL.finditer(xml):
        column, row = found[1].decode(), int(found[2])
        place = 0
        for one in column:
            place = place * 26 + ord(one) - ord("A") + 1
        if row > MAX_ROWS or place > MAX_COLUMNS:
            raise Refused(_FAR.format(name=name, cell=f"{column}{row}"))
        if found[3]:
            raise Refused(
                f"ช่อง {column}{row} ของ {name} เป็นสูตร ให้เลือกทั้งแผ่นงาน คัดลอก แล้ววางแบบพิเศษเป็น ค่า (Paste Special → Values) ในสำเนาของไฟล์"
            )
    if _ODD_PLACE.search(xml) or any(int(row) > MAX_ROWS for row in _ROW.findall(xml)):
        raise Refused(f"{name} มีช่องที่บอกตำแหน่งผิดแบบหรือไกลเกินตารางคำตอบ {_SAVE}")


def _refuse_far(end: tuple[int, int], name: str) -> None:
    row, column = end
    if row >= MAX_ROWS or column >= MAX_COLUMNS:
        raise Refused(_FAR.format(name=name, cell=f"{letter(column)}{row + 1}"))


_Range = tuple[tuple[int, int], tuple[int, int]]


def _is_title(merged: _Range, rows: list[list[str]]) -> bool:
    """Whether merged cells are all that their row holds: a title above the questions, as reports have."""
    (top, _), (bottom, _) = merged
    return top == bottom and sum(bool(cell.strip()) for cell in rows[top]) <= 1


def _refuse_merged(ranges: list[_Range], name: str) -> None:
    if ranges:
        names = ", ".join(f"{letter(a[1])}{a[0] + 1}:{letter(b[1])}{b[0] + 1}" for a, b in sorted(ranges)[:10])
        raise Refused(
            f"{name} ผสานเซลล์ไว้ที่ {names} จึงไม่รู้ว่าคำตอบเป็นของแถวหรือข้อใด ให้เลือกทั้งแผ่นงาน กด ยกเลิกการผสานเซลล์ (Unmerge) "
            "แล้วให้แต่ละคอลัมน์มีคำถามของตนในแถวที่ 1"
        )


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(" ", "seconds")
    return str(cell)
