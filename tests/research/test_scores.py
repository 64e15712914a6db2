"""`khlang scores` and `khlang survey` on people who do not exist: the committed examples come from them, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from content import MINIATURE
from synthetic import FILES, PUPILS, scores, write
from typer.testing import CliRunner

from khlang.cli.commands import app
from khlang.research.scores import read

INVITED = "90"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """The commands also look at the data of the project that one stands in."""
    monkeypatch.chdir(tmp_path)


def _run(*words: str):
    return CliRunner().invoke(app, list(words))


def _reduced(folder: Path, name: str, **change) -> bytes:
    source, out = write(folder, name, **change), folder / f"{name}.json"
    words = (
        ["scores", str(source)]
        if name.startswith("observing")
        else ["survey", str(source), "--invited", INVITED, "--words"]
    )
    done = _run(*words, "--out", str(out))
    assert done.exit_code == 0, done.output
    return out.read_bytes()


@pytest.mark.parametrize("name", FILES)
def test_the_examples_are_what_the_commands_make(name, tmp_path):
    assert _reduced(tmp_path, name) == (MINIATURE / f"docs/research/data/{name}.json").read_bytes()


def test_one_answer_changes_the_data(tmp_path):
    before = _reduced(tmp_path, "service-2569")
    (tmp_path / "service-2569.json").unlink()
    assert _reduced(tmp_path, "service-2569", change=(3, 2, "มากที่สุด")) != before


def _table(folder: Path, text: str) -> Path:
    path = folder / "scores.csv"
    path.write_text(text, encoding="utf-8-sig")
    return path


GOOD = "การสังเกต ก่อน (20),การสังเกต หลัง (20)\n" + "".join(f"{one},{one + 4 + one % 3}\n" for one in range(5, 12))


def test_what_is_kept_is_sums(tmp_path):
    out = tmp_path / "out.json"
    done = _run("scores", str(_table(tmp_path, GOOD + ",12\n-,\n")), "--out", str(out))
    assert done.exit_code == 0 and "ไม่นับ 2 คน" in done.output, done.output
    skill = read(out.read_bytes(), "x").skills[0]
    assert (skill.n, skill.before, skill.full) == (7, 56, 20)
    assert not any(f"{one}," in out.read_text(encoding="utf-8") for one in ("5", "11"))


@pytest.mark.parametrize(("text", "said"), [
    (GOOD.replace("\n", ",ชื่อ\n", 1).replace("5,11\n", "5,11,เด็กคนหนึ่ง\n"), "คอลัมน์ C"),
    (GOOD.replace("การสังเกต ก่อน (20)", "คะแนนก่อนเรียน"), "ไม่ใช่คะแนน"),
    (GOOD.replace("หลัง (20)", "หลัง (30)"), "ต้องเท่ากัน"),
    (GOOD.replace("หลัง", "ระหว่าง"), "ไม่มีคะแนนหลัง"),
    (GOOD.replace("11,17", "21,17"), "A8"),
    (GOOD.replace("11,17", "สิบ,17"), "A8"),
    ("\n".join(GOOD.split("\n")[:5]), "4 คน น้อยกว่า 5 คน"),
    ("การสังเกต ก่อน (20),การสังเกต หลัง (20)\n" + "".join(f"8,{one}\n" for one in range(9, 16)), "เท่ากัน"),
    ("ก,ข\n", "ยังไม่มีคำตอบ"),
    ("", "ไม่มีข้อมูล"),
])  # fmt: skip
def test_what_is_wrong_is_told_and_nothing_is_written(text, said, tmp_path):
    out = tmp_path / "out.json"
    done = _run("scores", str(_table(tmp_path, text)), "--out", str(out))
    assert done.exit_code == 1 and said in done.output and not out.exists(), done.output


def test_scores_within_the_project_are_refused(tmp_path):
    (tmp_path / ".git").mkdir()
    done = _run("scores", str(_table(tmp_path, GOOD)))
    assert done.exit_code == 1 and "ไปไว้นอกโครงการ" in done.output


def test_synthetic_pupils_have_no_names():
    assert all(cell.isdigit() for row in scores(3)[1:] for cell in row) and len(scores(3)) == PUPILS + 1
