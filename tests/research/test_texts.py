"""Numbers in texts: references that follow the data, and typed numbers that do not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from content import BASES, CASES, DAY, make
from surveys import survey_of

from khlang import checks
from khlang.content.library import load
from khlang.research.findings import findings
from khlang.research.references import MARK, expand, inert, key, known
from khlang.research.text import research_text
from khlang.research.typed import wrong
from khlang.survey.data import dump

DATA = CASES / "research/service.json"
RESULTS = "พบความต้องการหลายด้าน"


def entry_of(folder: Path, results: str, data: bytes | None = None):
    """The library and its one survey, whose section of results says `results`."""
    text = (
        BASES["research"].replace("type: survey\n", "type: survey\ndata: data/service.json\n").replace(RESULTS, results)
    )
    files = {"research/entry.md": text, "research/data/service.json": data or DATA.read_bytes()}
    library = load(make(folder, **files), DAY)
    return library, library.by_path["research/entry.md"]


@pytest.mark.parametrize(("typed", "shown"), [
    ("[[ค่าเฉลี่ย]]", "3.25"),
    ("[[x̄ ข้อ 1.1.1]]", "2.92"),
    ("[[ ค่าเฉลี่ย   ข้อ ๑.๑.๑ ]]", "2.92"),
    ("[[SD]]", "0.24"),
    ("[[ระดับ ด้าน 1.2]]", "มาก"),
    ("[[n]]", "12"),
    ("[[ตอบกลับ]]", "60.00"),
    ("[[ประโยค]]", "ความพึงพอใจโดยรวมอยู่ในระดับปานกลาง (x̄ = 3.25, S.D. = 0.24)"),
    ("[[ผู้ตอบ ครูผู้สอน]]", "7"),
])  # fmt: skip
def test_references_become_numbers(typed, shown, tmp_path):
    library, entry = entry_of(tmp_path, f"คือ {typed}")
    assert f"คือ {inert(shown)}\n" in expand(entry.body, findings(library, entry))
    assert checks.run(library) == []


def test_code_and_other_kinds_are_left_alone(tmp_path):
    library, entry = entry_of(tmp_path, "พิมพ์ `[[ค่าเฉลี่ย]]` จะได้ค่าเฉลี่ย")
    assert "`[[ค่าเฉลี่ย]]`" in expand(entry.body, findings(library, entry))


def test_a_question_cannot_become_markup(tmp_path):
    data = (
        DATA.read_text(encoding="utf-8")
        .replace('"ข้อ 1.1"', '"<img src=x onerror=alert(1)> **[ก](javascript:x)**"')
        .encode()
    )
    library, entry = entry_of(tmp_path, "[[ข้อความ ข้อ 1.1.1]]", data)
    text = research_text(library, entry)
    assert "onerror" in text and not any(sign in text.split("## ผล")[1] for sign in ("<img", "**[", "]("))


def test_tables_stand_at_the_end_of_the_results_or_where_the_writer_says(tmp_path):
    text = research_text(*entry_of(tmp_path / "a", "พบ"))
    assert text.index("พบ") < text.index(MARK) < text.index("## การนำไปใช้") and text.count(MARK) == 1
    text = research_text(*entry_of(tmp_path / "b", "[[ตาราง]]\n\nพบ"))
    assert text.index(MARK) < text.index("พบ") and text.count(MARK) == 1


def test_every_key_is_found_by_itself(tmp_path):
    keys = known(findings(*entry_of(tmp_path, "พบ")))
    assert len(keys) > 60 and all(key(one, keys) == one for one in keys)


def test_one_changed_answer_changes_the_page_and_fails_the_stale_sentence(tmp_path):
    sentence = "โดยรวมอยู่ในระดับปานกลาง (x̄ = 3.25, S.D. = 0.24)"
    library, entry = entry_of(tmp_path / "before", sentence + " [[ประโยค]]")
    assert checks.run(library) == []
    before = research_text(library, entry)
    rows = [[1 + (7 * i + 3 * j + i * i) % 5 for j in range(4)] for i in range(12)]
    groups = {"ตำแหน่ง": ["ครูผู้สอน"] * 7 + ["ผู้บริหาร"] * 5}
    assert dump(survey_of(rows, aspects=(2, 2), groups=groups, invited=20)) == DATA.read_bytes()
    rows[0][0] += 2
    changed = dump(survey_of(rows, aspects=(2, 2), groups=groups, invited=20))
    library, entry = entry_of(tmp_path / "after", sentence + " [[ประโยค]]", changed)
    assert research_text(library, entry) != before
    found = checks.run(library)
    assert {one.rule for one in found} == {"number-differs"} and "3.29" in found[0].message


def _wrong(folder: Path, text: str) -> list[str]:
    return [one.typed for one in wrong(text, findings(*entry_of(folder, "พบ")))]


@pytest.mark.parametrize("text", [
    "โดยรวม x̄ = 3.25 S.D. = 0.24 และ ๓.๒๕", "ค่าเฉลี่ย 3.3 ปัดแล้ว", "มีค่าเฉลี่ยตั้งแต่ 4.51 ขึ้นไป", "ค่าเฉลี่ย 4.51–5.00 มากที่สุด",
    "เกณฑ์ค่าเฉลี่ย 3.51", "มาตราส่วน ค่าเฉลี่ย 5 ระดับ", "เป้าหมายร้อยละ 80", "ไม่น้อยกว่าร้อยละ 80", "ช่วงความเชื่อมั่นร้อยละ 95",
    "ผู้ตอบ 12 คน จาก 20 คน ร้อยละ 60", "n = 12", "ประชากร N = 350", "ค่าเฉลี่ยส่วนเบี่ยงเบนมาตรฐาน 0.24",
    "ข้อ 1.1.1 x̄ = 2.92 ข้อ 1.1.2 x̄ = 3.00", "ปี 2569 มี 14 กลุ่ม", "ค่าแอลฟา 0.912", "กลุ่มครูผู้สอน ร้อยละ 58.33",
    "| เกณฑ์ | ค่าเฉลี่ย |\n|---|---|\n| มาก | 3.51–4.50 |", "| ปี | n |\n|---|---|\n| 2569 | 12 |",
])  # fmt: skip
def test_nothing_is_said_of_what_is_right_or_no_result(text, tmp_path):
    assert _wrong(tmp_path, text) == []


@pytest.mark.parametrize(("text", "typed"), [
    ("x̄ = 4.26", ["4.26"]), ("X̄=4.26", ["4.26"]), ("ค่าเฉลี่ยของด้านที่ 1 เท่ากับ 3.54", ["3.54"]), ("ค่าเฉลี่ยรวม 4.26", ["4.26"]),
    ("SD 0.99", ["0.99"]), ("ส่วนเบี่ยงเบนมาตรฐานเท่ากับ 0.99", ["0.99"]), ("n=13", ["13"]), ("มีผู้ตอบแบบสอบถามทั้งหมด 1,200 คน", ["1,200"]),
    ("ร้อยละ 61.25", ["61.25"]), ("x̄ = ๔.๒๖", ["4.26"]), ("ข้อ 1.1.1 x̄ = 2.92 ข้อ 1.1.2 x̄ = 2.92", ["2.92"]),
    ("| ข้อ | x̄ | S.D. |\n|---|---|---|\n| ข้อ 1.1.1 | 2.92 | 9.99 |\n| ข้อ 1.1.2 | 2.92 | 0.95 |", ["9.99", "2.92"]),
])  # fmt: skip
def test_what_differs_is_told(text, typed, tmp_path):
    assert _wrong(tmp_path, text) == typed


def test_the_message_gives_the_right_number_and_its_place(tmp_path):
    library, _ = entry_of(tmp_path, "ข้อ 1.1.2 มีค่าเฉลี่ย 2.92")
    found = checks.run(library)
    assert len(found) == 1 and "ข้อ 1.1.2 3.00" in found[0].message and found[0].length == 4


def test_a_number_from_elsewhere_may_stand_with_a_reason(tmp_path):
    library, _ = entry_of(tmp_path, "ปีที่แล้วได้ x̄ = 4.26 <!-- khlang: allow number-differs ค่าจากรายงานปี 2568 -->")
    assert checks.run(library) == []


def test_faulty_data_hold_the_entry_back(tmp_path):
    library, _ = entry_of(tmp_path, "พบ [[ค่าเฉลี่ย]]", b'{"version": 1}')
    found = checks.run(library)
    assert {one.rule for one in found} == {"survey-data", "data-faulty"}
    assert checks.faulty(found) == {"research/entry.md", "research/data/service.json"}


def test_two_files_whose_difference_tells_of_one_are_refused(tmp_path):
    """The page that sums up sees no other file, so the check compares; the later file's entry waits, too."""
    rows = [[1 + i % 5, 1 + i * i % 5] for i in range(20)]
    library, _ = entry_of(tmp_path, "พบ", dump(survey_of(rows)))
    assert checks.run(library) == []
    (library.docs / "research/data/a-first.json").write_bytes(dump(survey_of(rows[:-1])))
    found = checks.run(load(library.docs, DAY))
    assert {one.rule for one in found} == {"data-compared", "data-faulty"}
    assert "ต่างจากรุ่นเดิม 1 คน" in found[0].message + found[-1].message
    assert "research/entry.md" in checks.faulty(found)
    (library.docs / "research/data/a-first.json").write_bytes(dump(survey_of(rows)))
    assert checks.run(load(library.docs, DAY)) == [], "a copy tells nothing"


def test_data_outside_their_folder_are_not_read(tmp_path):
    library, _ = entry_of(tmp_path, "พบ")
    docs = library.docs
    shutil.move(docs / "research/data/service.json", docs / "knowledge/service.json")
    text = (
        (docs / "research/entry.md")
        .read_text(encoding="utf-8")
        .replace("data/service.json", "../knowledge/service.json")
    )
    (docs / "research/entry.md").write_text(text, encoding="utf-8")
    assert {one.rule for one in checks.run(load(docs, DAY))} == {"data-missing", "file-type"}


def test_plans_have_targets_of_their_own(tmp_path):
    plan = "- ตอบให้ทันร้อยละ 83.21 {#a6kz3d}\n    - ผู้รับผิดชอบ: กลุ่มนิเทศฯ\n    - กำหนดแล้วเสร็จ: 15 ธ.ค. 2569\n"
    library, _ = entry_of(tmp_path / "plan", f"พบ\n\n## การดำเนินงาน\n\n{plan}")
    assert checks.run(library) == []
    library, _ = entry_of(tmp_path / "result", "ตอบทันร้อยละ 83.21")
    assert [one.rule for one in checks.run(library)] == ["number-differs"]
