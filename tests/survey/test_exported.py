"""Files of real kinds: most are read without a plan, the others with the plan that is drafted for them."""

from __future__ import annotations

import re

import pytest
from answers import WORDS
from exported import FILES, ODD, PLANS, N, cells_of, numbers, table, tops
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from khlang.survey import summary
from khlang.survey.draft_plan import draft
from khlang.survey.plan import Plan
from khlang.survey.plan import read as read_plan
from khlang.survey.questionnaire import understand
from khlang.survey.reading import read
from khlang.survey.reduction import reduce
from khlang.survey.sheet import Refused
from khlang.survey.sheet import table as sheet_table


def levels_of(name: str) -> list[list[int]]:
    return numbers(tops(name))


def sheet_of(name: str, folder):
    path = folder / "answers.dat"
    path.write_bytes(FILES[name].table(levels_of(name)))
    return read(path)


@pytest.mark.parametrize("name", FILES)
def test_files_are_read_as_they_were_answered(name, tmp_path):
    file, sheet, levels = FILES[name], sheet_of(name, tmp_path), levels_of(name)
    plan = Plan()
    if file.needs_plan:
        with pytest.raises(Refused):
            understand(sheet, plan)
        plan = read_plan(draft(sheet).encode(), "plan.yml")
    asked = understand(sheet, plan)
    assert len(asked.rows) == N
    labels = asked.parts[0].scale.labels
    if name in (
        "words of its own",
        "four numbers",
    ):  # the author puts words in order, and says how many levels there are
        return
    assert labels == file.scale
    assert asked.parts[0].scale.first == file.first
    assert tuple(group.title for group in asked.groups) == file.groups
    assert len(asked.choices) == file.choices
    wanted = [row[: len(asked.levels)] for row in levels]
    if name != "slips in many columns":
        assert [list(row) for row in zip(*asked.levels, strict=True)] == wanted
    assert all(column[3] > 0 for column in asked.levels)


@pytest.mark.parametrize("name", FILES)
def test_a_draft_reads_what_it_was_drafted_from(name, tmp_path):
    sheet = sheet_of(name, tmp_path)
    plan = read_plan(draft(sheet).encode(), "plan.yml")
    asked = understand(sheet, plan)
    assert len(asked.levels) == (1 if name == "0 to 10" else 4) and all(map(all, asked.levels))


def test_most_files_need_no_plan():
    assert sum(not file.needs_plan for file in FILES.values()) / len(FILES) > 15 / 23


def test_one_slip_in_many_columns_is_one_fault(tmp_path):
    with pytest.raises(Refused) as refused:
        understand(sheet_of("slips in many columns", tmp_path), Plan())
    assert len(refused.value.faults) == 1 and "A5, B5, D5" in refused.value.faults[0]


def test_a_strange_scale_is_one_fault(tmp_path):
    with pytest.raises(Refused) as refused:
        understand(sheet_of("words of its own", tmp_path), Plan())
    assert len(refused.value.faults) == 1 and "--draft-plan" in refused.value.faults[0]


def test_titles_part_at_the_last_bracket(tmp_path):
    asked = understand(sheet_of("Google Forms", tmp_path), Plan())
    assert [item.text for item in asked.items][:2] == ["ข้อ 1 [ถ้ามี]", "ข้อ 2 [ถ้ามี]"]
    assert asked.aspects[0].title == "ด้านเวลา" and asked.parts[0].title == "ความพึงพอใจ"


def test_ticks_are_counted_whatever_the_program(tmp_path):
    options = {name: understand(sheet_of(name, tmp_path), Plan()).choices[0] for name in FILES if FILES[name].choices}
    assert dict(zip(options["Google Forms"].options, map(sum, options["Google Forms"].ticks), strict=True)) == {
        "งานการเงิน (เช่น เบิก, จ่าย)": 20,
        "งานบุคคล": 20,
    }
    assert options["SurveyMonkey"].options == ("โทรศัพท์", "เว็บไซต์")
    assert [sum(one) for one in options["SurveyMonkey"].ticks] == [20, 26]
    assert [sum(one) for one in options["LimeSurvey"].ticks] == [14, 13, 13]


def test_previews_of_qualtrics_are_no_respondents(tmp_path):
    assert any("Survey Preview" in note for note in understand(sheet_of("Qualtrics", tmp_path), Plan()).notes)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("sums below", "แถวที่ 42 “ค่าเฉลี่ย”"),
        ("pasted three times", "แถวที่ 42-121"),
        ("faces", "“😡”, “🙁”, “😐”"),
        ("four numbers", "--levels 4"),
    ],
)
def test_what_must_be_asked_is_asked(name, says, tmp_path):
    with pytest.raises(Refused, match=says):
        understand(sheet_of(name, tmp_path), Plan())


def test_the_title_of_a_report_above_the_head_is_left_out(tmp_path):
    head, *rows = FILES["four levels"].table(numbers(4)).decode().splitlines()
    path = tmp_path / "answers.csv"
    path.write_text("\n".join(["ผลแบบสอบถามปี 2569,,,", "", head, *rows]), encoding="utf-8")
    asked = understand(read(path), Plan())
    assert asked.rows[0] == 4 and any("เหนือหัวตาราง" in note for note in asked.notes)


def test_rows_sent_twice_are_one_fault_and_the_draft_leaves_them_out(tmp_path):
    text = FILES["Google Forms"].table(numbers(5)).decode().splitlines()
    path = tmp_path / "answers.csv"
    path.write_text("\n".join([*text, text[3], text[8]]), encoding="utf-8")
    with pytest.raises(Refused) as refused:
        understand(read(path), Plan())
    assert len(refused.value.faults) == 1 and "skip_rows: [42-43]" in refused.value.faults[0]
    asked = understand(read(path), read_plan(draft(read(path)).encode(), "plan.yml"))
    assert len(asked.rows) == N


def test_sides_in_round_brackets_at_the_end_make_pairs(tmp_path):
    heads = ["ระบบข้อมูล (สภาพปัจจุบัน)", "ระบบข้อมูล (สภาพที่พึงประสงค์)", "งบประมาณ (สภาพปัจจุบัน)", "งบประมาณ (สภาพที่พึงประสงค์)"]
    path = tmp_path / "answers.csv"
    path.write_bytes(table(heads, [[WORDS[x - 1] for x in row] for row in numbers(5)]))
    asked = understand(read(path), Plan())
    assert len(asked.pairs) == 2 and {item.text for item in asked.items} == {"ระบบข้อมูล", "งบประมาณ"}
    drafted = understand(read(path), read_plan(draft(read(path)).encode(), "plan.yml"))
    assert len(drafted.pairs) == 2


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(FILES)),
    st.lists(st.tuples(st.integers(0, N), st.integers(0, 16), st.sampled_from(ODD)), max_size=5),
    st.sampled_from(PLANS),
)
def test_no_file_and_no_plan_gives_a_traceback(name, changes, plan):
    """`bench/survey_fuzz.py` does the same for as long as one likes."""
    rows = cells_of(name)
    for row, column, value in changes:
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = value
    try:
        sheet = sheet_table(rows, "a.csv")
        read_plan(draft(sheet).encode(), "draft.yml")
        said = read_plan(plan.encode(), "plan.yml")
        asked = understand(sheet, said)
        list(summary.lines(asked, reduce(asked, said)))
    except Refused as refused:
        assert all(re.search("[ก-๙]", fault) for fault in refused.faults)


def google_times(place: int) -> str:
    return f"2026/10/{1 + place % 28:02d} {1 + place % 12}:{place:02d}:12 {('ก่อนเที่ยง', 'หลังเที่ยง')[place % 2]} GMT+7"


def test_columns_of_a_thai_limesurvey_are_no_questions():
    """Codes are English in every language, the questions behind them are not."""
    own = ["id. รหัสคำตอบ", "submitdate. วันที่ส่ง", "lastpage. หน้าสุดท้าย", "startlanguage. ภาษาเริ่มต้น", "seed. Seed"]
    heads = [*own, *(f"Q2[{i}]. ความเห็น [ข้อ {name}]" for i, name in enumerate("กขคง"))]
    rows = [
        [str(i), f"2026-10-{1 + i % 28:02d} 09:{i:02d}:11", "2", "th", str(99 + i), *(WORDS[x - 1] for x in row)]
        for i, row in enumerate(numbers())
    ]
    asked = understand(sheet_table([heads, *rows], "a.csv"), Plan())
    assert [item.text for item in asked.items] == ["ข้อ ก", "ข้อ ข", "ข้อ ค", "ข้อ ง"]
    assert asked.groups == () and asked.collected is not None


def test_places_that_qualtrics_keeps_are_no_levels():
    heads = ["LocationLatitude", "LocationLongitude", *(f"1.{i} ข้อ {i}" for i in range(1, 5))]
    rows = [["13.75", "100.5", *(WORDS[x - 1] for x in row)] for row in numbers()]
    assert len(understand(sheet_table([heads, *rows], "a.csv"), Plan()).levels) == 4


def test_what_pleased_people_is_an_open_question():
    """Many wrote the same words: still nobody is in a group by what he was pleased with."""
    said = ("วิทยากรดีมาก", "อาหารอร่อย", "", "สถานที่ไม่สะดวก")
    rows = [[google_times(i), *(WORDS[x - 1] for x in row), said[i % 4]] for i, row in enumerate(numbers())]
    head = ["ประทับเวลา", *(f"ความพึงพอใจ [ข้อ {name}]" for name in "กขคง"), "ท่านประทับใจสิ่งใด"]
    asked = understand(sheet_table([head, *rows], "a.csv"), Plan())
    assert asked.groups == () and [question for question, _ in asked.open] == ["ท่านประทับใจสิ่งใด"]
    assert asked.collected.first.year == 2026


def test_hearts_are_counted():
    rows = [["❤️" * x if x % 2 else "❤" * x + "🤍" * (5 - x) for x in row] for row in numbers()]
    asked = understand(sheet_table([[f"{i}. ข้อ {i}" for i in range(1, 5)], *rows], "a.csv"), Plan())
    assert [list(row) for row in zip(*asked.levels, strict=True)] == numbers()


def test_words_beside_numbers_are_the_labels():
    """A scale of seven has several usual words for its middle; the form's own one is shown."""
    words = ("ไม่เห็นด้วยอย่างยิ่ง", "ไม่เห็นด้วย", "ค่อนข้างไม่เห็นด้วย", "เฉยๆ", "ค่อนข้างเห็นด้วย", "เห็นด้วย", "เห็นด้วยอย่างยิ่ง")
    rows = [[f"{x} - {words[x - 1]}" for x in row] for row in numbers(7)]
    asked = understand(sheet_table([[f"1.{i} ข้อ {i}" for i in range(1, 5)], *rows], "a.csv"), Plan())
    assert asked.parts[0].scale.labels == words


def test_a_level_that_nobody_chose_is_no_question_where_no_scale_lacks_it(tmp_path):
    words = ("น้อยที่สุด", "ปานกลาง", "มาก", "มากที่สุด")
    rows = [[words[x - 1] for x in row] for row in numbers(4)]
    asked = understand(sheet_table([[f"1.{i} ข้อ {i}" for i in range(1, 5)], *rows], "a.csv"), Plan())
    assert asked.parts[0].scale.labels == WORDS and not any("--levels" in note for note in asked.notes)


def test_yes_no_and_unsure_are_not_mended_by_other_answers():
    """The advice names a scale or a blank, and never asks for answers to be changed."""
    words = ("ไม่มี", "มี", "ไม่แน่ใจ")
    rows = [[words[x - 1] for x in row] for row in numbers(3)]
    heads = [f"{i}. โรงเรียนมีแผนที่ {i} หรือไม่" for i in range(1, 5)]
    with pytest.raises(Refused) as refused:
        understand(sheet_table([heads, *rows], "a.csv"), Plan())
    assert len(refused.value.faults) == 1
    assert "missing: ['ไม่แน่ใจ']" in str(refused.value) and "ให้แก้เป็น" not in str(refused.value)


def test_pieces_that_never_come_apart_are_one_option():
    options = ("โทรศัพท์, โทรสาร", "เว็บไซต์", "มาด้วยตนเอง")
    ticked = [", ".join(one for k, one in enumerate(options) if (i >> k) & 1) for i in range(N)]
    rows = [[cell, *(WORDS[x - 1] for x in row)] for cell, row in zip(ticked, numbers(), strict=True)]
    heads = ["ช่องทาง (ตอบได้มากกว่า 1 ข้อ)", *(f"1.{i} ข้อ {i}" for i in range(1, 5))]
    asked = understand(sheet_table([heads, *rows], "a.csv"), Plan())
    assert set(asked.choices[0].options) == set(options)
    apart = [[cell.replace(", โทรสาร", "", 1) if i == 9 else cell, *rest] for i, (cell, *rest) in enumerate(rows)]
    assert "โทรสาร" in understand(sheet_table([heads, *apart], "a.csv"), Plan()).choices[0].options


def test_a_file_that_was_pasted_again_in_part_is_found():
    rows = [[("ชาย", "หญิง")[i % 2], *(WORDS[x - 1] for x in row)] for i, row in enumerate(numbers())]
    with pytest.raises(Refused, match=r"skip_rows: \[42-66\]"):
        understand(sheet_table([["เพศ", *(f"1.{i} ข้อ {i}" for i in range(1, 5))], *rows, *rows[:25]], "a.csv"), Plan())


def test_a_title_over_all_columns_is_left_out(tmp_path):
    rows = [[("ชาย", "หญิง")[i % 2], *(WORDS[x - 1] for x in row)] for i, row in enumerate(numbers())]
    head = ["เพศ", *(f"1.{i} ข้อ {i}" for i in range(1, 5))]
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in [head, *rows])
    page = f"<html><meta charset=utf-8><table><tr><td colspan=5>แบบประเมิน</td></tr>{lines}</table></html>"
    (tmp_path / "page.xls").write_text(page, encoding="utf-8")
    book = Workbook()
    for row in [["แบบประเมิน"], head, *rows]:
        book.active.append(row)
    book.active.merge_cells("A1:E1")
    book.save(tmp_path / "book.xlsx")
    for name in ("page.xls", "book.xlsx"):
        asked = understand(read(tmp_path / name), Plan())
        assert len(asked.levels) == 4 and len(asked.rows) == N and any("แบบประเมิน" in note for note in asked.notes)
    (tmp_path / "page.xls").write_text(page.replace("<td>หญิง", "<td rowspan=2>หญิง", 1), encoding="utf-8")
    with pytest.raises(Refused, match="ผสานเซลล์"):
        read(tmp_path / "page.xls")
