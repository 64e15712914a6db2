"""Files of answers as forms and spreadsheets write them; every person in them is made up."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

WORDS = ("น้อยที่สุด", "น้อย", "ปานกลาง", "มาก", "มากที่สุด")
HEAD = ["ประทับเวลา", "ตำแหน่ง", "1.1 ความรวดเร็ว", "1.2 ความถูกต้อง", "2.1 ความสะอาด", "ข้อเสนอแนะ"]


def rows(n: int = 24) -> list[list[str]]:
    """A small survey: two aspects, two groups, some words."""
    found = [HEAD]
    for i in range(n):
        found.append(
            [
                f"{1 + i}/10/2569, 8:{i:02d}:00",
                "ครู" if i % 3 else "ผู้บริหาร",
                WORDS[4 - i % 2],
                WORDS[4 - i % 3],
                WORDS[2 + (i * i) % 3],
                "" if i % 2 else "อยากได้ที่จอดรถเพิ่ม" if i % 4 else "ห้องน้ำ",
            ]
        )
    return found


def csv_bytes(table: Sequence[Sequence[str]], encoding: str = "utf-8", separator: str = ",") -> bytes:
    """The table as text with separators."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(table)
    return text.getvalue().encode(encoding)


def write_workbook(path: Path, table: Sequence[Sequence[object]], change=None) -> Path:
    """The table as an Excel workbook; `change` gets the sheet before it is saved."""
    book = Workbook()
    for row in table:
        book.active.append(list(row))
    if change:
        change(book)
    book.save(path)
    return path
