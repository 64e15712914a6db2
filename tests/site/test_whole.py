"""The old site stays whole while a new one is built, whatever ends the build."""

from __future__ import annotations

import errno
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from content import BASES, EPOCH
from projects import build, project

from khlang.publishing import site_folder
from khlang.publishing.site_folder import Stage

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


def _next(site: Path, files: dict[str, str]) -> Stage:
    """A site of some files, ready to be published."""
    stage = Stage(site)
    stage.fill({place: text.encode() for place, text in files.items()})
    return stage


def _texts(site: Path) -> dict[str, str]:
    return {place: (site / place).read_text() for place in sorted(_bytes(site)) if not place.startswith(".")}


def test_hidden_things_stay_and_stale_ones_go(tmp_path):
    site = tmp_path / "site"
    (site / ".git").mkdir(parents=True)
    (site / ".git/config").write_text("a")
    (site / "old/er").mkdir(parents=True)
    (site / "old/er/old.html").write_text("old")
    for _ in range(2):
        _next(site, {"new.html": "new"}).publish()
        assert sorted(file.name for file in site.iterdir()) == [".git", "new.html"]
        assert (site / ".git/config").read_text() == "a" and [file.name for file in tmp_path.iterdir()] == ["site"]


@POSIX
@pytest.mark.parametrize("is_there", [False, True])
def test_a_first_site_comes_in_one_step(tmp_path, monkeypatch, is_there):
    site = tmp_path / "site"
    if is_there:
        site.mkdir()
    before = os.umask(0o077)
    try:
        stage = _next(site, {"a/a.html": "a", "b.html": "b", "search/manifest.json": "c"})
        monkeypatch.setattr(os, "replace", lambda *_: pytest.fail("one by one"))
        known = stage.publish()
    finally:
        os.umask(before)
    assert _texts(site) == {"a/a.html": "a", "b.html": "b", "search/manifest.json": "c"}
    assert {f"{one.stat().st_mode & 0o777:o}" for one in (site, site / "a", site / "search")} == {"755"}
    assert {f"{one.stat().st_mode & 0o777:o}" for one in (site / "b.html", site / "a/a.html")} == {"644"}
    assert [file.name for file in tmp_path.iterdir()] == ["site"] and Stage(site).believe(known) == frozenset()


def test_what_holds_the_same_stays_where_it_is(tmp_path):
    site = tmp_path / "site"
    _next(site, {"a/a.html": "a", "b.html": "b"}).publish()
    files = {name: (site / name).stat().st_ino for name in ("a/a.html", "b.html")}
    stage = _next(site, {"a/a.html": "a"})
    (stage.folder / "b.html").write_text("b")  # as MkDocs writes: everything, each time
    (stage.folder / "c.html").write_text("c")
    assert list(stage.hashes()) == ["a/a.html", "b.html", "c.html"]
    assert [stage.read(name) for name in stage.hashes()] == [b"a", b"b", b"c"]
    stage.publish()
    assert {name: (site / name).stat().st_ino for name in files} == files
    assert _texts(site) == {"a/a.html": "a", "b.html": "b", "c.html": "c"}


def test_files_folders_and_links_change_places(tmp_path):
    site, away = tmp_path / "site", tmp_path / "away"
    away.mkdir()
    (away / "index.html").write_text("a")
    _next(site, {"a": "file", "b/b.html": "folder"}).publish()
    (site / "c").symlink_to(away)
    (site / "d.html").symlink_to(away / "index.html")
    wanted = {"a/a.html": "folder", "b": "file", "c/index.html": "a", "d.html": "a"}
    _next(site, wanted).publish()
    assert _texts(site) == wanted and not any(file.is_symlink() for file in site.rglob("*"))
    assert (away / "index.html").read_text() == "a"


def test_killed_between_any_two_files_the_next_build_ends_what_was_begun(tmp_path, monkeypatch):
    before = {"a.html": "1", "gone/b.html": "1", "search/manifest.json": "1", "search/words-1.bin": "1"}
    after = {"a.html": "2", "c/c.html": "2", "search/manifest.json": "2", "search/words-2.bin": "2"}
    third = {**after, "c/c.html": "3"}

    class Killed(BaseException):
        """Not an Exception, so that nothing catches it, like a signal."""

    replace = os.replace
    for moment in range(len(after) + 1):
        site = tmp_path / str(moment) / "site"
        _next(site, before).publish()
        left = [moment]

        def move(source, target, left=left):
            left[0] -= 1
            if left[0] < 0:
                raise Killed
            replace(source, target)

        stage = _next(site, after)
        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", move)
            try:
                stage.publish()
            except Killed:
                now = _texts(site)
                named = "words-" + now["search/manifest.json"]
                assert f"search/{named}.bin" in now and before.items() <= (now | {"a.html": "1"}).items()
        _next(site, third).publish()
        assert _texts(site) == third and [file.name for file in site.parent.iterdir()] == ["site"]
        if moment == len(after):
            return
    raise AssertionError


def test_killed_at_the_very_end_the_next_build_begins_as_ever(tmp_path, monkeypatch):
    """All is in place, and what lay ready is half taken away."""

    def killed(folder):
        (folder / "goes.json").unlink()
        raise KeyboardInterrupt

    site = tmp_path / "site"
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", killed)
        with pytest.raises(KeyboardInterrupt):
            _next(site, {"a.html": "1"}).publish()
    _next(site, {"a.html": "2"}).publish()
    assert _texts(site) == {"a.html": "2"} and [file.name for file in tmp_path.iterdir()] == ["site"]


def test_a_list_of_what_goes_that_a_machine_lost_stops_no_build(tmp_path):
    site = tmp_path / "site"
    _next(site, {"a.html": "1", "b.html": "1"}).publish()
    ready = tmp_path / ".site.7.ready"
    (ready / "site").mkdir(parents=True)
    (ready / "site/a.html").write_text("2")
    (ready / "goes.json").touch()
    stage = _next(site, {"c.html": "3"})
    assert _texts(site) == {"a.html": "2", "b.html": "1"}
    stage.publish()
    assert _texts(site) == {"c.html": "3"} and [file.name for file in tmp_path.iterdir()] == ["site"]


def test_the_site_may_be_a_disk_of_its_own(tmp_path, monkeypatch):
    """As a volume that a server reads from: what is made beside it cannot be moved over."""
    site, replace, rename = tmp_path / "site", os.replace, os.rename
    site.mkdir()

    def move(source, target, by=replace):
        if {site} & {Path(source), *Path(source).parents} != {site} & {Path(target), *Path(target).parents}:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        by(source, target)

    monkeypatch.setattr(os, "replace", move)
    monkeypatch.setattr(os, "rename", lambda source, target: move(source, target, rename))
    _next(site, {"a/a.html": "1", "b.html": "1"}).publish()
    known = _next(site, {"a/a.html": "2"}).publish()
    assert _texts(site) == {"a/a.html": "2"} and [file.name for file in tmp_path.iterdir()] == ["site"]
    assert Stage(site).believe(known) == frozenset()


def test_what_was_not_ready_is_thrown_away(tmp_path):
    site = tmp_path / "site"
    _next(site, {"a.html": "1"}).publish()
    _next(site, {"a.html": "2"})  # and killed
    stage = Stage(site)
    assert _texts(site) == {"a.html": "1"} and stage.hashes() == {}
    stage.discard()
    assert [file.name for file in tmp_path.iterdir()] == ["site"]


@POSIX
def test_a_second_build_waits_for_the_first(tmp_path):
    site = tmp_path / "site"
    stage = _next(site, {"a.html": "1"})
    code = "import sys, pathlib; from khlang.publishing.site_folder import Stage; Stage(pathlib.Path(sys.argv[1])).discard()"
    process = subprocess.Popen([sys.executable, "-c", code, str(site)])
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(2)
    stage.publish()
    assert process.wait(20) == 0 and _texts(site) == {"a.html": "1"}


def test_a_site_that_is_served_stays_when_a_later_build_fails():
    told: list[str] = []

    def rebuild() -> None:
        raise OSError(28, "full")

    site_folder.or_keep(rebuild, told.append)()
    assert "ยังแสดงเว็บเดิม" in told[0]
