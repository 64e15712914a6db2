"""The old site stays whole while a new one is built, whatever ends the build."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from content import BASES, EPOCH
from projects import build, project

from khlang.publishing import site_folder
from khlang.publishing.site_folder import beside, publish

POSIX = pytest.mark.skipif(os.name == "nt", reason="signals and modes of POSIX")


def _bytes(site: Path) -> dict[str, str]:
    return {
        file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in site.rglob("*")
        if file.is_file()
    }


def _left(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir() if file.name.startswith(".site")]


CROWDED = BASES["knowledge"].replace("k7x2m9", "k0000x").rpartition("---\n")[0] + f"---\n\n{'- ' * 500}ก\n"


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A project with one text that no converter bears, and its first build, by somebody who lets nobody read his files."""
    folder = project(tmp_path_factory.mktemp("whole") / "project", **{"knowledge/crowded.md": CROWDED})
    before = os.umask(0o077)
    try:
        return folder, build(folder)
    finally:
        os.umask(before)


@pytest.fixture(scope="module")
def built(first):
    return first[0]


def test_one_text_that_no_converter_bears_is_held_back_and_the_rest_goes_out(first):
    folder, done = first
    assert done.returncode == 0, done.stderr
    assert "docs/knowledge/crowded.md:" in done.stderr and "[text-limit]" in done.stderr
    assert not (folder / "site/knowledge/crowded").exists() and (folder / "site/knowledge/entry").is_dir()
    assert _left(folder) == []


@POSIX
def test_everybody_may_read_the_site_whatever_the_umask(built):
    for file in (built / "site", *(built / "site").rglob("*")):
        assert file.stat().st_mode & 0o777 == (0o755 if file.is_dir() else 0o644), file


@POSIX
def test_a_build_that_is_killed_leaves_the_old_site_whole(built):
    """A few kills; bench/kills.py has many."""
    before = _bytes(built / "site")
    chance = random.Random(11)
    for _ in range(3):
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "build", "--quiet"],
            cwd=built,
            env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(0.5, 2.5))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert _bytes(built / "site") == before


def test_a_build_that_fails_says_why_in_thai_and_leaves_the_old_site_whole(built):
    before = _bytes(built / "site")
    settings = built / "mkdocs.yml"
    as_it_was = settings.read_text(encoding="utf-8")
    (built / "broken").mkdir()
    (built / "broken/main.html").write_text("{{ 1 / 0 }}", encoding="utf-8")
    settings.write_text(as_it_was.replace("theme:\n", "theme:\n  custom_dir: broken\n"), encoding="utf-8")
    try:
        done = build(built)
    finally:
        settings.write_text(as_it_was, encoding="utf-8")
    said = done.stdout + done.stderr
    assert done.returncode == 1 and "ZeroDivisionError" in said and "แจ้งผู้ดูแล" in said and "Traceback" not in said
    assert _bytes(built / "site") == before and _left(built) == []


def test_hidden_things_stay_and_stale_ones_go(tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    (site / ".git").mkdir()
    (site / ".git/config").write_text("a")
    (site / "old.html").write_text("old")
    for _ in range(2):
        made = beside(site)
        (made / "new.html").write_text("new")
        publish(made, site)
        assert sorted(file.name for file in site.iterdir()) == [".git", "new.html"]
        assert (site / ".git/config").read_text() == "a" and [file.name for file in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("errors", [0, 1])
def test_where_folders_cannot_change_places(errors, tmp_path, monkeypatch):
    """In two moves; or, where the folder cannot be moved at all, file by file."""
    site = tmp_path / "site"
    (site / "gone").mkdir(parents=True)
    (site / "gone/old.html").write_text("old")
    monkeypatch.setattr(site_folder, "_exchange", lambda first, second: False)
    made = beside(site)
    (made / "a").mkdir()
    (made / "a/new.html").write_text("new")
    if errors:
        monkeypatch.setattr(Path, "rename", lambda self, target: (_ for _ in ()).throw(OSError(16, "busy")))
    publish(made, site)
    assert list(_bytes(site)) == ["a/new.html"] and not (site / "gone").exists()
    assert [file.name for file in tmp_path.iterdir()] == ["site"]


@POSIX
def test_killed_between_two_moves(tmp_path):
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    old = tmp_path / f".site.{process.pid}.old"
    old.mkdir()
    (old / "index.html").write_text("old")
    (tmp_path / f".site.{process.pid}.new").mkdir()
    made = beside(tmp_path / "site")
    assert (tmp_path / "site/index.html").read_text() == "old"
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted([made.name, "site"])


def test_a_site_that_is_served_stays_when_a_later_build_fails():
    told: list[str] = []

    def rebuild() -> None:
        raise OSError(28, "full")

    site_folder.or_keep(rebuild, told.append)()
    assert "ยังแสดงเว็บเดิม" in told[0]
