"""Who edits one text waits for what judges and shows it, not for what reads surveys, pictures and attachments or makes lists."""

from __future__ import annotations

import re
from subprocess import CompletedProcess

import pytest
from edits import edited_project
from projects import build, run_module

TOLD = {"PYTHONPROFILEIMPORTTIME": "1"}
TEXT = "docs/knowledge/look-before-naming.md"
FOR_OTHERS = (
    "khlang.survey.",
    "khlang.research.scores",
    "khlang.research.typed",
    "khlang.privacy.documents",
    "khlang.privacy.photographs",
    "khlang.contributing.repair",
    "PIL.Image",
    "imagesize",
    "multiprocessing",
    "numpy.ma",
    "urllib.request",
    "watchdog.observers",
)
NOT_OF_BUILDS = (
    "multiprocessing",  # on one core
    "numpy.ma",
    "khlang.contributing.repair",
    "watchdog.observers",
    "khlang.checks.thai_typing",
    "khlang.checks.markdown_lint",
)
OF_LISTS = (
    "khlang.pages.pages",
    "khlang.pages.home",
    "khlang.pages.guide.fields",
    "khlang.publishing.drawing",
    "khlang.publishing.calendars",
    "khlang.checks.rules",
    "khlang.checks.thai_typing",
    "khlang.checks.markdown_lint",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A project, and what its first build imported: everything, else the tests here would say nothing."""
    folder = edited_project(tmp_path_factory.mktemp("imports") / "project")
    imported = _imported(build(folder, more=TOLD))
    for name in FOR_OTHERS + OF_LISTS:
        assert _among(imported, (name,)) or name in NOT_OF_BUILDS
    return folder


def _imported(done: CompletedProcess[str]) -> set[str]:
    assert done.returncode == 0, done.stderr
    return set(re.findall(r"^import time:[^|]*\|[^|]*\|\s*(\S+)$", done.stderr, re.MULTILINE))


def _among(imported: set[str], names: tuple[str, ...]) -> set[str]:
    """What was imported of some modules, and of all that lie in a package, whose name ends in a dot."""
    return {one for one in imported for name in names if one == name or (name[-1] == "." and one.startswith(name))}


def test_a_build_after_an_edit_of_a_text(built):
    file = built / TEXT
    file.write_text(f"{file.read_text(encoding='utf-8')}\nประโยคใหม่\n", encoding="utf-8")
    assert _among(_imported(build(built, more=TOLD)), FOR_OTHERS + OF_LISTS) == set()


def test_a_check_of_a_text(built):
    imported = _imported(run_module(built, "khlang", "check", TEXT, more=TOLD))
    assert "khlang.checks.thai_typing" in imported
    assert _among(imported, FOR_OTHERS) == set()
    assert "khlang.cli.survey" not in imported and "khlang.pages.pages" not in imported
