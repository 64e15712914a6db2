"""What cannot be read or may not be told: a Thai sentence with the place, nothing guessed, and no memory filled."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from answers import HEAD, WORDS, csv_bytes, rows, write_workbook
from asking import NO_PLAN, answered, asked_of, changed, faults, survey_of
from hypothesis import given, settings
from hypothesis import strategies as st

from khlang.survey.data import dump
from khlang.survey.data import read as read_data
from khlang.survey.plan import Plan
from khlang.survey.plan import read as read_plan
from khlang.survey.questionnaire import understand
from khlang.survey.reading import MAX_FILE, read, separated
from khlang.survey.reduction import reduce
from khlang.survey.sheet import Refused, table

REFUSED_COLUMNS = {
    "ชื่อ-สกุล": [f"สมชาย{i} ใจดี" for i in range(20)],
    "ที่อยู่อีเมล": [f"a{i}@example.com" for i in range(20)],
    "ติดต่อกลับ": [f"08123456{i:02d}" for i in range(20)],
    "เลขประจำตัวประชาชน": ["1-2345-67890-12-1"] * 20,
    "ผู้ตอบ": [f"นาย{name} ใจดี" for name in ("สมชาย", "สมศักดิ์", "ประเสริฐ", "วิชัย", "อนันต์") for _ in range(4)],
    "รหัส": ["1-2345-67890-12-1"] * 20,
    "เครื่อง": [f"203.0.113.{i}" for i in range(20)],
    "LINE ID": [f"user{i}" for i in range(20)],
    "วันเกิด": [f"{1 + i}/5/2530" for i in range(20)],
    "เลขที่": [str(1 + i % 5) for i in range(20)],
    "แนบไฟล์": [f"https://drive.google.com/open?id={i}" for i in range(20)],
}


@pytest.mark.parametrize("question", REFUSED_COLUMNS)
def test_columns_that_identify_are_named_and_not_read(question, tmp_path):
    values = REFUSED_COLUMNS[question]
    asked = asked_of(tmp_path, csv_bytes(answered(question, values)))
    refused = [one.column.letter for one in asked.columns if one.holds == "person"]
    assert refused == ["B"]
    survey = dump(reduce(asked, NO_PLAN).survey).decode()
    assert not any(value in survey for value in values if len(value) > 1)


def test_a_class_beside_a_school_is_refused(tmp_path):
    table = [
        ["โรงเรียน", "ชั้น", "1.1 ก"],
        *([("บ้านเหนือ", "บ้านใต้")[i % 2], ("ป.4", "ป.5")[i % 3 % 2], WORDS[i % 5]] for i in range(40)),
    ]
    asked = asked_of(tmp_path, csv_bytes(table))
    assert [one.column.question for one in asked.columns if one.holds == "person"] == ["ชั้น"]


def test_a_plan_cannot_make_people_public(tmp_path):
    data = csv_bytes(answered("ผู้ตอบ", REFUSED_COLUMNS["ผู้ตอบ"]))
    asked = asked_of(tmp_path, data, plan=Plan(groups=("B",)))
    assert asked.groups == () and [one.holds for one in asked.columns][1] == "person"


BAD = {
    "a misspelt answer": (csv_bytes(changed(7, 2, "มากที่สุดด")), ["C7", "1.1 ความรวดเร็ว", "“มากที่สุดด”", "ใกล้ที่สุดคือ “มากที่สุด”", "same: {มากที่สุดด: มากที่สุด}"]),
    "two scales in a column": (csv_bytes(changed(9, 3, "เห็นด้วยอย่างยิ่ง")), ["D9", "สองมาตรา"]),
    "a number among words": (csv_bytes(changed(9, 3, "5")), ["D9", "“5”", "สองมาตรา"]),
    "a word among numbers": (csv_bytes([["1.1 ก"], *([str(1 + i % 5)] for i in range(20)), ["มาก"]]), ["A22", "“มาก”"]),
    "a level that is none": (csv_bytes([["1.1 ก"], *([str(1 + i % 5)] for i in range(20)), ["6"]]), ["A22", "“6”", "--levels"]),
    "half a level": (csv_bytes([["1.1 ก"], *([str(1 + i % 5)] for i in range(20)), ["4.5"]]), ["A22", "“4.5”"]),
    "a number beside the wrong word": (csv_bytes([["1.1 ก"], *(["5 = มากที่สุด"] for _ in range(20)), ["4 = มากที่สุด"]]), ["A22", "4 = มากที่สุด"]),
    "a formula": (csv_bytes(changed(5, 5, '=HYPERLINK("http://example.com")')), ["F5", "สูตร"]),
    "a command": (csv_bytes(changed(5, 5, "+cmd|' /C calc'!A0")), ["F5", "สูตร"]),
    "two header rows": (csv_bytes([HEAD, ["", "", "Response", "Response", "Response", "Open"], *rows()[1:]]), ["แถวที่ 2", "สองแถว"]),
    "no question above answers": (csv_bytes(changed(1, 3, "")), ["คอลัมน์ D", "ไม่มีคำถาม"]),
    "one question twice": (csv_bytes(changed(1, 3, "1.1 ความรวดเร็ว")), ["คอลัมน์ C, D", "เดียวกัน"]),
    "an empty first row": (csv_bytes([[""] * 6, *rows()]), ["แถวที่ 1", "ว่าง"]),
    "the same row twice": (csv_bytes([*rows(), rows()[4]]), ["แถวที่ 26", "แถวที่ 5", "ซ้ำ"]),
    "a column of who knows what": (csv_bytes(answered("รหัสห้อง", [f"ก{i}x" for i in range(20)])), ["คอลัมน์ B", "ignore: [B]"]),
    "ages in years": (csv_bytes(answered("อายุ (ปี)", [str(24 + i) for i in range(20)])), ["คอลัมน์ B", "merge"]),
    "a code or a level": (csv_bytes(answered("เพศ", [str(1 + i % 2) for i in range(20)])), ["คอลัมน์ B", "groups: [B]", "เลขข้อ"]),
    "no levels at all": (csv_bytes([["ตำแหน่ง"], *(["ครู"] for _ in range(20))]), ["ไม่พบคำถามที่ตอบเป็นระดับ"]),
    "four respondents": (csv_bytes(rows(4)), ["4 คน", "น้อยกว่า 5 คน"]),
    "one respondent": (csv_bytes(rows(1)), ["1 คน"]),
    "questions only": (csv_bytes(rows(0)), ["ยังไม่มีคำตอบ"]),
    "nothing": (b"  \n ", ["ไฟล์ว่าง"]),
    "commas only": (b",,,\n,,,\n", ["ไม่มีข้อมูล"]),
    "an open quotation mark": ('"1.1 ก\nมาก\n'.encode(), ["คำพูด"]),
    "a PDF": (b"%PDF-1.7 ...", ["ไม่ใช่ตารางคำตอบ"]),
    "a workbook with a password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ["รหัสผ่าน", ".xlsx"]),
    "a broken workbook": (b"PK\x03\x04" + b"\0" * 100, ["เปิดไม่ได้"]),
    "bytes of nothing": (bytes(range(128, 256)) * 4, ["รหัสอักขระ"]),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_what_would_have_to_be_guessed_is_told_with_its_place(case, tmp_path):
    data, says = BAD[case]
    told = faults(tmp_path, data)
    assert all(word in told for word in says), told
    assert (tmp_path / "answers.csv").read_bytes() == data


def test_one_slip_in_many_columns_is_one_fault(tmp_path):
    head = [f"1.{i} ข้อ {i}" for i in range(1, 61)]
    told = faults(
        tmp_path, csv_bytes([head, *([WORDS[(i + j) % 5] for j in range(60)] for i in range(20)), ["มากที่สุดด"] * 60])
    )
    assert len(told.split("\n")) == 1 and "A22" in told and "และอีก 55 คอลัมน์" in told


def test_rows_alike_may_be_different_people(tmp_path):
    twice = csv_bytes([*rows(), rows()[4]])
    assert len(asked_of(tmp_path, twice, plan=Plan(copies=True)).rows) == 25
    by_minutes = [[row[0][:-3], *row[1:]] for row in rows()]
    assert len(asked_of(tmp_path, csv_bytes([*by_minutes, by_minutes[4]])).rows) == 25


def test_all_missing(tmp_path):
    """A question that nobody answered is left out; where nobody answered any, there is nothing to tell."""
    some = [[*row[:3], "" if i else row[3], *row[4:]] for i, row in enumerate(rows())]
    asked = asked_of(tmp_path, csv_bytes(some))
    assert [item.text for item in asked.items] == ["ความรวดเร็ว", "ความสะอาด"]
    assert [one.why for one in asked.columns if one.column.letter == "D"] == ["ไม่มีใครตอบ"]
    none = [[*row[:2], *(["", "", ""] if i else row[2:5]), row[5]] for i, row in enumerate(rows())]
    assert "ไม่พบคำถามที่ตอบเป็นระดับ" in faults(tmp_path, csv_bytes(none))


def test_half_finished_answers_are_told_by_row(tmp_path):
    asked = asked_of(tmp_path, csv_bytes(changed(7, 2, "")))
    assert any("แถวที่ 7 (2 จาก 3 ข้อ)" in note for note in asked.notes)


def test_all_of_a_shorter_scale_may_be_a_part_of_a_longer_one(tmp_path):
    table = csv_bytes([["1.1 ก"], *([("ปรับปรุง", "พอใช้", "ดี", "ดีมาก")[i % 4]] for i in range(20))])
    told = faults(tmp_path, table)
    assert "--levels 4 หรือ --levels 5" in told and "ปานกลาง" in told


def test_a_word_may_fit_several_scales(tmp_path):
    """มาก and มากที่สุด only: four levels or five? Said, not kept quiet; the option decides."""
    table = csv_bytes([["1.1 ก"], *([("มาก", "มากที่สุด")[i % 2]] for i in range(20))])
    asked = asked_of(tmp_path, table)
    assert asked.parts[0].scale.levels == 5 and any("--levels 4" in note for note in asked.notes)
    assert asked_of(tmp_path, table, plan=Plan(levels=4)).parts[0].scale.levels == 4


@pytest.mark.parametrize(
    "question", ["1.2 ขนาดตัวอักษรเหมาะสม", "1.3 เจ้าหน้าที่ตอบโทรศัพท์สุภาพ", "ช่องทางไลน์สะดวก", "ด้านป้าย [ตำแหน่งของป้ายเห็นชัด]"]
)
def test_items_may_speak_of_what_groups_are_asked(question, tmp_path):
    for words in (WORDS, "12345"):
        asked = asked_of(tmp_path, csv_bytes([["1.1 ก", question], *([WORDS[i % 5], words[i % 5]] for i in range(20))]))
        assert len(asked.items) == 2 and asked.groups == ()


def test_merged_cells_are_named(tmp_path):
    path = write_workbook(tmp_path / "answers.xlsx", rows(), lambda book: book.active.merge_cells("C1:D1"))
    with pytest.raises(Refused, match="C1:D1"):
        read(path)


def test_a_formula_in_a_workbook_is_named(tmp_path):
    path = write_workbook(
        tmp_path / "answers.xlsx", rows(), lambda book: book.active.__setitem__("F9", '=HYPERLINK("http://a")')
    )
    with pytest.raises(Refused, match="F9"):
        read(path)


def test_a_cell_far_away_does_not_fill_the_memory(tmp_path):
    path = write_workbook(tmp_path / "answers.xlsx", rows(), lambda book: book.active.__setitem__("XFD1048576", "x"))
    with pytest.raises(Refused, match="XFD1048576"):
        read(path)


def replaced(path, *changes):
    """The workbook with words in names and texts of its parts changed."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts.items():
            for before, after in changes:
                name, content = name.replace(before, after), content.replace(before.encode(), after.encode())
            new.writestr(name, content)
    return path


@pytest.mark.parametrize("changes", [
    [('r="A2"', 'r="A10101010101010"')],
    [('r="A2"', "r='XFD1048576'")],
    [('r="A2"', 'r="xfd1048576"')],
    [('r="A2"', 'r="&#88;FD1048576"')],
    [('<row r="2"', '<row r="99999999"')],
    [('<row r="2"', '<row r="1048576"'), (' r="A2"', "")],
    [('r="A2"', 'r="XFD1048576"'), ("worksheets/sheet1.xml", "other.xml")],
])  # fmt: skip
def test_a_place_that_is_typed_oddly_does_not_fill_the_memory(changes, tmp_path):
    path = replaced(write_workbook(tmp_path / "answers.xlsx", rows()), *changes)
    with pytest.raises(Refused, match="ไกลเกินตารางคำตอบ"):
        read(path)


def test_a_workbook_of_several_sheets(tmp_path):
    path = write_workbook(tmp_path / "answers.xlsx", rows(), lambda book: book.create_sheet("อื่น").append(["ก"]))
    with pytest.raises(Refused, match="2 แผ่น"):
        read(path)


def test_a_bomb_is_not_unpacked(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/workbook.xml", "<x/>")
        with bomb.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(500):
                part.write(b" " * 1_000_000)
    (tmp_path / "answers.xlsx").write_bytes(packed.getvalue())
    with pytest.raises(Refused, match="ใหญ่ผิดปกติ"):
        read(tmp_path / "answers.xlsx")


def test_a_file_of_200_megabytes_is_not_read(tmp_path):
    path = tmp_path / "answers.csv"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(Refused, match="200 ล้านไบต์"):
        read(path)
    assert path.stat().st_size > MAX_FILE


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("gruops: [B]", "ใกล้ที่สุดคือ groups"),
        ("parts: x", "บรรทัดที่ 1"),
        ("levels: 20", "levels"),
        ("least: 2", "least"),
        ("a: [", "บรรทัดที่ 2"),
        ("groups: [ZZ]", "คอลัมน์ ZZ"),
        ("groups: [ตำแหนง]", "ใกล้ที่สุดคือ “ตำแหน่ง”"),
        ("parts: [{title: ก, columns: C}]", "ไม่อยู่ใน parts"),
        ("pairs: [[C, F]]", "pairs"),
    ],
)
def test_a_faulty_plan_is_told(text, says, tmp_path):
    with pytest.raises(Refused) as refused:
        survey_of(tmp_path, csv_bytes(rows()), plan=read_plan(text.encode(), "plan.yml"))
    assert says in str(refused.value)


JUNK = ["", "-", "0", "9", "๕", "มากที่สุดด", "=1+1", "1/1/2569", "ก" * 3000, "5 = มาก", "[", "ตอนที่ 2", "a@b.co", "nan", "1e5", "ข้อ 1 []", "\x00", "🙂",
        "สภาพปัจจุบัน", "[สภาพที่ควรเป็น]", "(-)"]  # fmt: skip


def test_characters_that_nobody_sees_are_no_part_of_a_question():
    cells = [[f"{cell}\U000e0000\u202e" for cell in row] for row in rows(24)]
    sheet = table(separated(csv_bytes(cells, "utf-8", ","), "a.csv"), "a.csv")
    assert sheet == table(separated(csv_bytes(rows(24), "utf-8", ","), "a.csv"), "a.csv")
    survey = reduce(understand(sheet, NO_PLAN), NO_PLAN).survey
    assert read_data(dump(survey), "a.json") == survey


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 24),
            st.integers(0, 5),
            st.sampled_from(JUNK) | st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
        ),
        max_size=4,
    ),
    st.sampled_from(["utf-8", "utf-16"]),
    st.sampled_from(",;\t"),
)
def test_any_cells_give_data_or_a_thai_sentence(changes, encoding, separator):
    cells = rows(24)
    for row, column, value in changes:
        cells[row] = [*cells[row][:column], value, *cells[row][column + 1 :]]
    try:
        sheet = table(separated(csv_bytes(cells, encoding, separator), "a.csv"), "a.csv")
        survey = reduce(understand(sheet, NO_PLAN), NO_PLAN).survey
    except Refused as refused:
        assert all(re.search("[ก-๙]", fault) for fault in refused.faults)
    else:
        assert read_data(dump(survey), "a.json") == survey
