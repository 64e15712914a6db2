"""Files of real kinds: most are read without a plan, the others with the plan that is drafted for them."""

from __future__ import annotations

import re

import pytest
from answers import WORDS
from exported import FILES, ODD, PLANS, N, cells_of, numbers, table, tops
from hypothesis import given, settings
from hypothesis import strategies as st

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
