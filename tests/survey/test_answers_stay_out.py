"""The check that finds answers of people among attachments, and leaves other tables alone."""

from __future__ import annotations

import pytest
from answers import WORDS, csv_bytes, rows, write_workbook
from content import BASES, DAY, make

from khlang import checks
from khlang.content.library import load

SUMMARY = [["รายการ", "x̄", "S.D.", "ระดับ"], *([f"ข้อ {i}", "4.52", "0.51", "มากที่สุด"] for i in range(8))]
COUNTS = [["โรงเรียน", "ป.4", "ป.5", "ป.6"], *([f"โรงเรียนที่ {i}", str(1 + i % 5), str(2 + i % 3), "4"] for i in range(8))]
NUMBERS = [
    ["Timestamp", "1.1 ก", "1.2 ข", "1.3 ค"],
    *([f"2026-10-0{i} 8:00:00", "5", "4", str(1 + i % 5)] for i in range(1, 9)),
]
LEVELS = [["ด้าน", "ครู", "ผู้บริหาร", "รวม"], *([f"ด้านที่ {i}", WORDS[i % 5], WORDS[3], WORDS[4]] for i in range(8))]
FEW_WORDS = [["ข้อ", "ก่อน", "หลัง"], *([f"ข้อ {i}", WORDS[i % 5], WORDS[(i + 1) % 5]] for i in range(8))]


def told(folder, name: str, data: bytes) -> list[str]:
    docs = make(folder / "docs", **{"knowledge/entry.md": BASES["knowledge"], f"knowledge/files/{name}": data})
    return [problem.rule for problem in checks.run(load(docs, DAY))]


@pytest.mark.parametrize(
    ("table", "is_told"),
    [
        (rows(), True),
        (NUMBERS, True),
        (rows(4), True),
        (LEVELS, False),
        (SUMMARY, False),
        (COUNTS, False),
        (FEW_WORDS, False),
    ],
)
def test_tables_of_answers_are_told(table, is_told, tmp_path):
    assert told(tmp_path, "table.csv", csv_bytes(table)) == (["survey-answers"] if is_told else [])


def test_workbooks_are_looked_into_as_well(tmp_path):
    data = write_workbook(tmp_path / "table.xlsx", rows()).read_bytes()
    assert told(tmp_path, "table.xlsx", data) == ["survey-answers"]


def test_a_workbook_that_is_none_is_left_to_others(tmp_path):
    assert "survey-answers" not in told(tmp_path, "table.xlsx", b"PK\x03\x04")
