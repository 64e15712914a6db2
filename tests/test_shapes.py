"""Shapes that a page shows otherwise: mending them loses no code that stands in the line."""

from __future__ import annotations

import pytest
from content import BASES, DAY, make

from khlang import checks
from khlang.content.library import load
from khlang.contributing.repair import repair

TEXT = "นักเรียนสังเกตใบก่อนเขียนป้าย อ่าน[เรื่องที่สอง](second.md#วิธีทำ) ประกอบ"


def test_code_in_a_line_outlives_its_mending(tmp_path):
    typed = "๑) พิมพ์ `แบบฟอร์ม`\n๒) ส่ง"
    docs = make(tmp_path, **{"knowledge/entry.md": BASES["knowledge"].replace(TEXT, typed)})
    repair(docs, checks.run(load(docs, DAY)))
    assert "1. พิมพ์ `แบบฟอร์ม`\n2. ส่ง" in (docs / "knowledge/entry.md").read_text(encoding="utf-8")


def test_a_line_that_begins_with_code_is_not_indented(tmp_path):
    docs = make(tmp_path, **{"knowledge/entry.md": BASES["knowledge"].replace(TEXT, f"`แบบฟอร์ม` {TEXT}")})
    assert [problem for problem in checks.run(load(docs, DAY)) if problem.rule == "markdown-code-indent"] == []


@pytest.mark.parametrize(
    "program",
    [
        "    print('สวัสดีทุกคนที่มาในวันนี้')",
        "    ชื่อ = อ่าน(แฟ้ม)",
        "    # อ่านแฟ้มทั้งหมดก่อน\n    อ่านทีละบรรทัดแล้วพิมพ์",
        "    ขั้นแรกของโปรแกรม\n\n    x = 1",
        "    $ khlang check เอกสารของโรงเรียน",
        "    โรงเรียน: บ้านต้นไม้\n    ครู:\n    name: ก",
        "    SELECT ชื่อโรงเรียนและจำนวนนักเรียน FROM ตาราง",
    ],
)
def test_a_program_keeps_its_indent(program, tmp_path):
    docs = make(tmp_path, **{"knowledge/entry.md": BASES["knowledge"].replace(TEXT, f"{TEXT}\n\n{program}\n\nจบ")})
    repair(docs, checks.run(load(docs, DAY)))
    assert program in (docs / "knowledge/entry.md").read_text(encoding="utf-8")


def test_a_first_line_indent_goes(tmp_path):
    typed = f"{TEXT}\n\n        นักเรียนสังเกตใบก่อน แล้วจึงเขียนป้าย\n\n    ครูอ่านทานให้ในชั่วโมง ICT\n\nจบ"
    docs = make(tmp_path, **{"knowledge/entry.md": BASES["knowledge"].replace(TEXT, typed)})
    repair(docs, checks.run(load(docs, DAY)))
    text = (docs / "knowledge/entry.md").read_text(encoding="utf-8")
    assert "\n\nนักเรียนสังเกตใบก่อน แล้วจึงเขียนป้าย\n\nครูอ่านทานให้ในชั่วโมง ICT\n\nจบ" in text
