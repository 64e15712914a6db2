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


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = project(tmp_path_factory.mktemp("whole") / "project")
    done = build(folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_nothing_is_left_beside_the_site(built):
    assert _left(built) == [] and (built / "site/index.html").is_file()


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


@POSIX
@pytest.mark.skipif(os.name != "nt" and os.geteuid() == 0 and not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_build_that_fails_says_why_in_thai_and_leaves_the_old_site_whole(built):
    before = _bytes(built / "site")
    (built / ".cache/khlang").mkdir(parents=True, exist_ok=True)
    template = built / "overrides"
    settings = (built / "mkdocs.yml").read_text(encoding="utf-8")
    template.mkdir(exist_ok=True)
    (template / "knowledge.html").write_text("{{ 1 / 0 }}", encoding="utf-8")
    (template / "main.html").write_text("{{ 1 / 0 }}", encoding="utf-8")
    try:
        changed = settings.replace("theme:\n", "theme:\n  custom_dir: overrides\n") if "custom_dir" not in settings else settings
        (built / "mkdocs.yml").write_text(changed, encoding="utf-8")
        done = build(built)
    finally:
        (built / "mkdocs.yml").write_text(settings, encoding="utf-8")
        for name in ("knowledge.html", "main.html"):
            (template / name).unlink()
    assert done.returncode == 1 and "ZeroDivisionError" in done.stderr and "Traceback" not in done.stderr
    assert _bytes(built / "site") == before and _left(built) == []


@POSIX
def test_everybody_may_read_the_site_whatever_the_umask(built):
    words = [sys.executable, "-c", "import os, runpy; os.umask(0o077); runpy.run_module('mkdocs', run_name='__main__')"]
    env = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "PYTHONUTF8": "1"}
    done = subprocess.run([*words, "build", "--quiet"], cwd=built, env=env, capture_output=True)
    assert done.returncode == 0, done.stderr
    for file in (built / "site", *(built / "site").rglob("*")):
        assert file.stat().st_mode & 0o777 == (0o755 if file.is_dir() else 0o644), file


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


def test_one_text_that_no_converter_bears_is_held_back_and_the_rest_goes_out(tmp_path):
    head, _, _ = BASES["knowledge"].rpartition("---\n")
    head = head.replace("k7x2m9", "k0000x")
    done = build(project(tmp_path, **{"knowledge/crowded.md": f"{head}---\n\n{'- ' * 500}ก\n"}))
    assert done.returncode == 0 and "docs/knowledge/crowded.md:" in done.stderr and "[text-limit]" in done.stderr
    assert not (tmp_path / "site/knowledge/crowded").exists() and (tmp_path / "site/knowledge/entry").is_dir()
