"""The guard that keeps tests off docs/ does its work, in this process and for what a test starts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from office_content import DOCS
from run import ROOT


@pytest.mark.parametrize(
    "read",
    [
        lambda: Path(DOCS, "index.md").read_text(),
        lambda: Path("docs/index.md").read_bytes(),
        lambda: list(Path(DOCS).rglob("*.md")),
        lambda: list(Path(DOCS, "_data").iterdir()),
        lambda: subprocess.run([sys.executable, "-m", "mkdocs", "--version"]),
        lambda: subprocess.run([sys.executable, "-m", "khlang", "check"], cwd=ROOT),
    ],
    ids=["a page", "by a relative path", "a walk", "a listing", "mkdocs", "khlang"],
)
def test_reading_the_office_s_content_fails(read, monkeypatch):
    monkeypatch.chdir(ROOT)
    with pytest.raises(AssertionError, match="docs"):
        read()


def test_the_tests_own_content_may_be_read(tmp_path):
    (tmp_path / "docs").mkdir()
    assert list((tmp_path / "docs").iterdir()) == []
    assert len(list(Path(__file__).with_name("miniature").rglob("*.md"))) > 40
