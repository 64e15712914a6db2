"""`khlang survey` as an officer uses it: what it prints, what it writes, and that it writes nothing when in doubt."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from answers import HEAD, WORDS, csv_bytes, rows, write_workbook
from typer.testing import CliRunner

from khlang.cli.commands import app
from khlang.pages.guide.chapters import chapter
from khlang.survey.data import Survey, read
from khlang.survey.plan import Plan
from khlang.survey.plan import read as read_plan

OUT = "docs/research/data/service.json"


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "answers.csv").write_bytes(csv_bytes(rows()))
    return tmp_path


def run(*words: str):
    return CliRunner().invoke(app, ["survey", *words], catch_exceptions=False)


def test_a_first_look_writes_nothing(folder):
    done = run("answers.csv", "--invited", "30")
    assert done.exit_code == 0
    assert "ผู้ตอบ 24 แถว นำมาคิด 24 คน ตอบกลับร้อยละ 80.00" in done.output
    assert "1.1.1 ความรวดเร็ว [คอลัมน์ C]  n = 24 x̄ = 4.50 S.D. = 0.51 มาก" in done.output
    assert "ตำแหน่ง: ครู 16 คน, ผู้บริหาร 8 คน" in done.output
    assert "เกณฑ์ของบุญชม ศรีสะอาด" in done.output
    assert sorted(path.name for path in folder.iterdir()) == ["answers.csv"]


def test_the_data_are_written_whole(folder):
    before = (folder / "answers.csv").read_bytes()
    done = run("answers.csv", "--out", OUT, "--bands", "equal", "--least", "6")
    assert done.exit_code == 0 and "data: data/service.json" in done.output
    survey = read((folder / OUT).read_bytes(), OUT)
    assert isinstance(survey, Survey) and (survey.bands, survey.least) == ("equal", 6)
    assert [path.name for path in (folder / OUT).parent.iterdir()] == ["service.json"]
    assert (folder / "answers.csv").read_bytes() == before


def test_no_cell_of_a_respondent_reaches_the_file(folder):
    head = [*HEAD, "ที่อยู่อีเมล", "ชื่อ-สกุล"]
    table = [head, *([*row, f"person{i}@example.com", f"นายสมชาย{i} ใจดี"] for i, row in enumerate(rows()[1:]))]
    write_workbook(folder / "answers.xlsx", table)
    done = run("answers.xlsx", "--out", OUT)
    assert done.exit_code == 0
    assert "คอลัมน์ G “ที่อยู่อีเมล”: อีเมล" in done.output and "คอลัมน์ H “ชื่อ-สกุล”: ชื่อบุคคล" in done.output
    written = (folder / OUT).read_text(encoding="utf-8")
    for word in ("person", "สมชาย", "8:0", "อยากได้ที่จอดรถเพิ่ม"):
        assert word not in written


def test_a_faulty_cell_stops_it_and_leaves_the_old_file(folder):
    assert run("answers.csv", "--out", OUT).exit_code == 0
    before = (folder / OUT).read_bytes()
    table = rows()
    table[6][2] = "มากที่สุดด"
    (folder / "answers.csv").write_bytes(csv_bytes(table))
    done = run("answers.csv", "--out", OUT)
    assert done.exit_code == 1 and "C7" in done.output and "ยังไม่ได้เขียนไฟล์ใด" in done.output
    assert (folder / OUT).read_bytes() == before


def test_a_plan_mends_what_was_misspelt(folder):
    table = rows()
    table[6][2] = "มากที่สุดด"
    (folder / "answers.csv").write_bytes(csv_bytes(table))
    (folder / "plan.yml").write_text("same: {มากที่สุดด: มากที่สุด}\n", encoding="utf-8")
    assert run("answers.csv", "--plan", "plan.yml").exit_code == 0


@pytest.mark.parametrize(("more", "exit_code"), [(0, 0), (1, 1), (15, 0)])
def test_a_version_that_differs_by_one_person_is_not_written(folder, more, exit_code):
    assert run("answers.csv", "--out", OUT).exit_code == 0
    (folder / "answers.csv").write_bytes(csv_bytes(rows(24 + more)))
    done = run("answers.csv", "--out", OUT)
    assert done.exit_code == exit_code
    if exit_code:
        assert "1 คน" in done.output and "--replace" in done.output
        assert read((folder / OUT).read_bytes(), OUT).whole.n == 24
        assert run("answers.csv", "--out", OUT, "--replace").exit_code == 0


def test_a_second_file_of_the_same_survey_by_other_groups_is_not_written(folder):
    """Each file alone is safe; two that part the same people differently are not."""
    head, *rest = rows()
    (folder / "answers.csv").write_bytes(
        csv_bytes([[*head, "เพศ"], *([*row, "ชาย" if i < 9 else "หญิง"] for i, row in enumerate(rest))])
    )
    (folder / "position.yml").write_text("groups: [ตำแหน่ง]\n", encoding="utf-8")
    (folder / "plan.yml").write_text("groups: [เพศ]\n", encoding="utf-8")
    assert run("answers.csv", "--plan", "position.yml", "--out", OUT).exit_code == 0
    done = run("answers.csv", "--plan", "plan.yml", "--out", OUT.replace("service", "other"))
    assert done.exit_code == 1 and "เทียบกับ service.json" in done.output
    assert run("answers.csv", "--plan", "position.yml", "--out", OUT.replace("service", "copy")).exit_code == 0


def test_a_file_of_another_kind_is_not_written_over(folder):
    (folder / OUT).parent.mkdir(parents=True)
    (folder / OUT).write_text("{}", encoding="utf-8")
    done = run("answers.csv", "--out", OUT)
    assert done.exit_code == 1 and (folder / OUT).read_text(encoding="utf-8") == "{}"


def test_answers_inside_the_project_are_not_read(folder):
    (folder / ".git").mkdir()
    done = run("answers.csv")
    assert done.exit_code == 1 and "นอกโครงการ" in done.output


def test_experts_scores(folder):
    (folder / "ioc.csv").write_bytes(
        csv_bytes([["ข้อ", "คนที่ 1", "คนที่ 2", "คนที่ 3"], ["1.1.1", "1", "1", "0"], ["ความถูกต้อง", "+1", "0", "-1"]])
    )
    assert run("answers.csv", "--out", OUT, "--ioc", "ioc.csv").exit_code == 0
    items = json.loads((folder / OUT).read_text(encoding="utf-8"))["items"]
    assert [item.get("ioc") for item in items] == [{"experts": 3, "total": 2}, {"experts": 3, "total": 0}, None]


def test_items_that_experts_doubt_are_told_to_the_author(folder):
    (folder / "ioc.csv").write_bytes(csv_bytes([["ข้อ", "คนที่ 1", "คนที่ 2"], ["1.1.1", "1", "1"], ["1.1.2", "0", "0"]]))
    done = run("answers.csv", "--ioc", "ioc.csv")
    assert "ข้อ 1.1.2 (0.00) มี IOC ต่ำกว่า 0.50" in done.output and "1.1.1 (1.00)" not in done.output


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ([["ข้อ", "คนที่ 1"], ["ความรวดเรว", "1"]], "ใกล้ที่สุดคือ “ความรวดเร็ว”"),
        ([["ข้อ", "คนที่ 1"], ["1.1.1", "2"]], "-1, 0 หรือ 1"),
        ([["ข้อ", "คนที่ 1"], ["1.1.1", "1"], ["1.1.1", "0"]], "ซ้ำ"),
        ([["ข้อ"], ["1.1.1"]], "คอลัมน์แรก"),
    ],
)
def test_experts_scores_that_cannot_be_placed(folder, table, says):
    (folder / "ioc.csv").write_bytes(csv_bytes(table))
    done = run("answers.csv", "--ioc", "ioc.csv")
    assert done.exit_code == 1 and says in done.output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["none.csv"], "ไม่พบ none.csv"),
        (["."], "ไม่พบ ."),
        (["answers.csv", "--out", "x.txt"], ".json"),
        (["answers.csv", "--plan", "none.yml"], "none.yml"),
        (["answers.csv", "--ioc", "none.csv"], "none.csv"),
    ],
)
def test_words_that_lead_nowhere(folder, words, says):
    done = run(*words)
    assert done.exit_code != 0 and says in done.output and "Traceback" not in done.output


def test_one_changed_answer_changes_the_data(folder):
    assert run("answers.csv", "--out", OUT).exit_code == 0
    before = (folder / OUT).read_bytes()
    table = rows()
    table[3][2] = WORDS[0]
    (folder / "answers.csv").write_bytes(csv_bytes(table))
    assert run("answers.csv", "--out", OUT).exit_code == 1, "the change would tell what this person answered"
    assert run("answers.csv", "--out", OUT, "--replace").exit_code == 0
    assert (folder / OUT).read_bytes() != before


def test_no_library_is_needed_for_the_tests(folder, monkeypatch):
    (folder / "answers.csv").write_bytes(csv_bytes(rows(240)))
    monkeypatch.setitem(__import__("sys").modules, "scipy", None)
    done = run("answers.csv")
    assert done.exit_code == 0 and "t-test (Welch) t = " in done.output and "p = 0" not in done.output


def test_the_plan_in_the_guide_is_a_plan():
    block = re.search(r"```yaml\n(parts: .*?)```", chapter("survey").body, re.DOTALL)[1]
    plan = read_plan(block.encode(), "plan.yml")
    assert set(plan.model_fields_set) == set(Plan.model_fields), "every line that a plan may have is shown"


def test_a_draft_of_a_plan_is_written_beside_the_answers(folder):
    done = run("answers.csv", "--draft-plan")
    assert done.exit_code == 0 and "answers-plan.yml" in done.output
    assert run("answers.csv", "--plan", "answers-plan.yml").exit_code == 0
    again = run("answers.csv", "--draft-plan")
    assert again.exit_code == 1 and "ไม่เขียนทับ" in again.output


def test_words_are_written_only_with_a_yes(folder):
    assert run("answers.csv", "--out", OUT).exit_code == 0
    first = json.loads((folder / OUT).read_text(encoding="utf-8"))
    assert "words" not in first["open"][0]
    done = run("answers.csv", "--out", OUT, "--words")
    assert done.exit_code == 0, done.output
    assert [word["text"] for word in json.loads((folder / OUT).read_text(encoding="utf-8"))["open"][0]["words"]] == [
        "ที่จอดรถ",
        "ห้องน้ำ",
    ]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--levels", "20"], "ช่วงที่ขึ้นต้นด้วย 0 หรือ 1"),
        (["--levels", "x"], "เช่น 7"),
        (["--bands", "x"], "ที่ใช้ได้คือ boonchom"),
        (["--least", "2"], "ตั้งแต่ 5 ขึ้นไป"),
        (["--invited", "-3"], "จำนวนเต็ม"),
    ],
)
def test_options_are_refused_in_thai(folder, words, says):
    done = run("answers.csv", *words)
    assert done.exit_code == 1 and says in done.output


@pytest.mark.parametrize(
    ("plan", "says"),
    [
        ("parts: [{title: " + "ก" * 3000 + ", columns: C-E}]", "ยาวเกิน"),
        ("merge: {B: {บุคลากร: [ผู้บริหารร]}}", "ใกล้ที่สุดคือ “ผู้บริหาร”"),
        ("bands: x", "boonchom หรือ equal"),
        ("skip_rows: [900]", "แถวที่ 900"),
        ("skip_rows: [x]", "ไม่ใช่เลขแถว"),
        ("parts: [{title: ก, columns: C-E, scale: [" + ", ".join(f"ก{i}" for i in range(30)) + "]}]", "11 ระดับ"),
    ],
)
def test_a_plan_that_cannot_be_is_told(folder, plan, says):
    (folder / "plan.yml").write_text(plan, encoding="utf-8")
    done = run("answers.csv", "--plan", "plan.yml")
    assert done.exit_code == 1 and says in done.output, done.output
