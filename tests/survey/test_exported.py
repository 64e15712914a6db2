"""Files of real kinds: most are read without a plan, the others with the plan that is drafted for them."""

from __future__ import annotations

import pytest
from exported import FILES, N, numbers

from khlang.survey.draft_plan import draft
from khlang.survey.plan import Plan
from khlang.survey.plan import read as read_plan
from khlang.survey.questionnaire import understand
from khlang.survey.reading import read
from khlang.survey.sheet import Refused


def levels_of(name: str) -> list[list[int]]:
    file = FILES[name]
    return numbers(2 if name == "yes and no" else 4 if name == "four numbers" else len(file.scale), 4)


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
    wanted = [row[: asked.levels.shape[1]] for row in levels]
    if name != "slips in many columns":
        assert asked.levels.tolist() == wanted
    assert all(asked.levels[3] > 0)


@pytest.mark.parametrize("name", FILES)
def test_a_draft_reads_what_it_was_drafted_from(name, tmp_path):
    sheet = sheet_of(name, tmp_path)
    plan = read_plan(draft(sheet).encode(), "plan.yml")
    asked = understand(sheet, plan)
    assert asked.levels.shape[1] == (1 if name == "0 to 10" else 4) and (asked.levels > 0).all()


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
    assert dict(zip(options["Google Forms"].options, options["Google Forms"].ticks.sum(0).tolist(), strict=True)) == {
        "งานการเงิน (เช่น เบิก, จ่าย)": 20,
        "งานบุคคล": 20,
    }
    assert options["SurveyMonkey"].options == ("โทรศัพท์", "เว็บไซต์")
    assert options["SurveyMonkey"].ticks.sum(0).tolist() == [20, 26]
    assert options["LimeSurvey"].ticks.sum(0).tolist() == [14, 13, 13]


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
