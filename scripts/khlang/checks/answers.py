"""Answers of single people, which belong with whoever asked: no table of them may be attached."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

from khlang.content.library import Library
from khlang.content.problem import Problem, Rule
from khlang.survey import FOLDER

RAW = Rule(
    "survey-answers",
    "คำตอบแบบสอบถามรายคนอยู่ในคลัง",
    wrong="files/คำตอบแบบสอบถาม.xlsx",
    right=f"{FOLDER}/service-2569.json ที่คำสั่ง khlang survey สร้าง",
    why="แถวหนึ่งคือคนหนึ่ง แม้ไม่มีชื่อ ตำแหน่งและเวลาที่ตอบก็ทำให้คนรอบข้างรู้ว่าเป็นใคร และไฟล์ในคลังถูกเผยแพร่ทั้งไฟล์",
    is_allowable=False,
)
_TABLES = frozenset({".csv", ".xlsx"})
_FEWEST_ROWS = 3
_FEWEST_ITEMS = 3  # columns of levels; a summary has one row an item, not one column


def check(library: Library, only: Collection[str] | None = None) -> Iterator[Problem]:
    """Every attached table, and whether it is one of answers. `only` names the files of interest."""
    for path in sorted(library.files if only is None else library.files & set(only)):
        file = library.docs / path
        if PurePosixPath(path).suffix.lower() in _TABLES and not file.is_symlink() and _holds_answers(file):
            yield RAW.at(
                path,
                1,
                "ไฟล์นี้เป็นคำตอบแบบสอบถามรายคน ให้ลบออกจากคลัง เก็บไว้นอกโครงการ แล้วสั่ง khlang survey เพื่อสร้างข้อมูลสรุปแทน",
            )


def _holds_answers(file: Path) -> bool:
    """Whether a table has a row for each of some people, with columns of answers on a scale in words or beside a time."""
    from khlang.survey import columns, reading  # what reads tables: most sites attach none
    from khlang.survey.sheet import Refused

    try:
        sheet = reading.read(file)
    except (Refused, OSError):
        return False
    return len(sheet.rows) >= _FEWEST_ROWS and columns.are_answers(sheet, _FEWEST_ITEMS)
