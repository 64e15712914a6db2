"""What must hold of the content that stands in docs/ now, whose ever office it is.

These are the steps of the check of a content pull request (.github/workflows): a person who changes content runs them
with `python3 run.py khlang check`, `python3 run.py build --strict` and `python3 run.py khlang generate --check`.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from projects import SOUND, run_module
from run import ROOT

from khlang.content.library import load
from khlang.contributing.issue_forms import FOLDER, issue_forms
from khlang.thai.dates import today

pytestmark = pytest.mark.real_content


@pytest.mark.parametrize("command", SOUND, ids=lambda command: " ".join(command))
def test_content_is_sound(command: tuple[str, ...], tmp_path: Path) -> None:
    place = ("--site-dir", str(tmp_path / "site")) if command[0] == "mkdocs" else ()
    done = run_module(ROOT, *command, *place)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_issue_form_is_left_over() -> None:
    made = issue_forms(load(ROOT / "docs", today({})).vocabulary)
    assert {f"{FOLDER}/{path.name}" for path in (ROOT / FOLDER).iterdir()} == set(made)


def test_nothing_that_reads_files_or_runs_programs_takes_part_in_building_pages() -> None:
    """What a draft of a stranger holds as text stays text: no snippets, no macros, no code that runs."""
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert not re.search(r"snippets|macros|markdown-exec|gen-files|blocks\.html", settings)
