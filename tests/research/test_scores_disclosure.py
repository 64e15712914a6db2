"""What sums of scores would tell: of few pupils with low full marks, and of two files of the same pupils."""

from __future__ import annotations

import subprocess
from decimal import Decimal
from itertools import combinations_with_replacement
from pathlib import Path

import pytest
from typer.testing import CliRunner

from khlang.cli.commands import app
from khlang.content.git import is_published
from khlang.research.scores import tables

HEAD = "การอ่าน ก่อน (20),การอ่าน หลัง (20)\n"
PUPILS = ["7,12", "9,15", "4,11", "12,18", "8,13", "6,9", "10,17", "5,14"]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def _run(pupils: list[str], out: str, *more: str, head: str = HEAD):
    Path("marks.csv").write_text(head + "\n".join(pupils), encoding="utf-8-sig")
    return CliRunner().invoke(app, ["scores", "marks.csv", "--out", out, *more])


@pytest.mark.parametrize(("marks", "full"), [((1, 2, 4, 4, 5), 5), ((0, 3, 3, 6, 9), 10), ((2, 2, 2, 2, 3), 3)])
def test_lists_of_marks_are_counted_as_one_by_one(marks, full):
    total, squares = sum(marks), sum(one * one for one in marks)
    fitting = [
        one
        for one in combinations_with_replacement(range(full + 1), len(marks))
        if sum(one) == total and sum(x * x for x in one) == squares
    ]
    assert tables(len(marks), Decimal(total), Decimal(squares), Decimal(full), 10**6) == len(fitting)


def test_few_pupils_with_low_full_marks_are_refused():
    done = _run(["1,3", "2,3", "0,2", "1,2", "2,3", "1,3"], "a.json", head=HEAD.replace("20", "3"))
    assert done.exit_code == 1 and "ผลรวมจึงบอกคะแนนของแต่ละคนได้" in done.output and not Path("a.json").exists()


@pytest.mark.parametrize("out", ["a.json", "b.json"])
def test_one_pupil_more_is_refused_whatever_the_name(out):
    assert _run(PUPILS, "a.json").exit_code == 0
    done = _run([*PUPILS, "3,4"], out)
    assert done.exit_code == 1 and "1 คน" in done.output
    assert _run(PUPILS, out).exit_code == 0, "the same again"


def test_another_class_is_another_study():
    assert _run(PUPILS, "a.json").exit_code == 0
    others = [f"{19 - i},{20 - i * 2 % 7}" for i in range(9)]
    assert _run(others, "b.json").exit_code == 0


def test_replacing_asks_git_whether_the_old_file_was_published():
    assert _run(PUPILS, "a.json").exit_code == 0
    assert _run([*PUPILS, "3,4"], "a.json", "--replace").exit_code == 0
    Path("site").mkdir()
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.com", "-C", "site"]
    subprocess.run([*git, "init", "-q"], check=True)
    assert _run(PUPILS, "site/a.json").exit_code == 0 and not is_published(Path("site/a.json"))
    subprocess.run([*git, "add", "a.json"], check=True)
    subprocess.run([*git, "commit", "-qm", "data"], check=True)
    done = _run([*PUPILS, "3,4"], "site/a.json", "--replace")
    assert done.exit_code == 1 and "เคยเผยแพร่แล้ว" in done.output
