"""How run.py comes by a browser, and that the one it found shows a page."""

import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

posix_only = pytest.mark.skipif(os.name == "nt", reason="the stand-in program is a shell script")


def program(path: Path, script: str) -> str:
    path.write_text("#!/bin/sh\n" + script)
    path.chmod(0o755)
    return str(path)


@posix_only
@pytest.mark.parametrize(
    ("script", "good"),
    [
        ("echo Chromium 156", True),
        ("echo 'requires the chromium snap to be installed'; exit 1", False),
        ('exec /snap/bin/chromium "$@"; true', False),
    ],
)
def test_a_browser_counts_when_it_starts_and_is_no_snap(run: ModuleType, tmp_path: Path, script: str, good: bool):
    assert run.starts(program(tmp_path / "chromium", script)) is good


def test_a_wrong_chromium_is_named(run: ModuleType, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    with pytest.raises(run.Foreseen, match="CHROMIUM=/nowhere/chromium: เปิดโปรแกรมนี้ไม่ได้"):
        run.find_browser()


@pytest.mark.parametrize("there", ["system_browser", "debian_browser", "playwright_browser"])
def test_the_browser_is_looked_for_in_turn(run: ModuleType, monkeypatch: pytest.MonkeyPatch, there: str):
    monkeypatch.delenv("CHROMIUM", raising=False)
    for name in ("system_browser", "debian_browser", "playwright_browser"):
        monkeypatch.setattr(run, name, lambda name=name: name if name == there else None)
    assert run.find_browser() == there


def test_without_any_browser_it_says_how_to_get_one(run: ModuleType, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("CHROMIUM", raising=False)
    for name in ("system_browser", "debian_browser", "playwright_browser"):
        monkeypatch.setattr(run, name, lambda: None)
    with pytest.raises(run.Foreseen) as failure:
        run.find_browser()
    assert all("--no-browser" in said and "sudo apt install chromium" in said for said in failure.value.args)


@pytest.mark.parametrize(("system", "asked"), [("debian", ["chromium"]), ("ubuntu", []), ("fedora", [])])
def test_only_debian_has_a_chromium_worth_installing(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, system: str, asked: list[str]
):
    names: list[str] = []
    monkeypatch.setattr(run.platform, "freedesktop_os_release", lambda: {"ID": system})
    monkeypatch.setattr(run, "apt_install", lambda name: names.append(name))
    assert run.debian_browser() is None
    assert names == asked


@posix_only
@pytest.mark.parametrize("works", [True, False])
def test_playwrights_own_is_downloaded_when_it_is_not_there(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, works: bool
):
    place = tmp_path / "chrome"

    def run_quietly(command: list[str], env: dict[str, str] | None = None) -> tuple[int, list[str]]:
        if "-c" in command:
            return 0, [f"{place}\n"]
        assert command[1:] == ["-m", "playwright", "install", "chromium"]
        if works:
            program(place, "exit 0")
        return int(not works), ["the last line\n"]

    monkeypatch.setattr(run, "may_apt", lambda: False)
    monkeypatch.setattr(run, "run_quietly", run_quietly)
    assert run.playwright_browser() == (str(place) if works else None)


@pytest.mark.browser
def test_the_browser_that_the_tests_use_shows_a_page(browser, serve_folder, tmp_path: Path):
    (tmp_path / "index.html").write_text("<!doctype html><meta charset=utf-8><title>คลังความรู้</title>", encoding="utf-8")
    page = browser.new_page()
    page.goto(serve_folder(tmp_path))
    assert page.title() == "คลังความรู้"
    page.close()


@pytest.mark.skipif(sys.platform != "linux", reason="the library is Linux's")
def test_the_drivers_library_is_installed_or_named(run: ModuleType, monkeypatch: pytest.MonkeyPatch):
    def missing(name: str) -> None:
        raise OSError(f"{name}: cannot open shared object file")

    asked: list[str] = []
    monkeypatch.setattr(run.ctypes, "CDLL", missing)
    monkeypatch.setattr(run, "apt_install", lambda package: asked.append(package) or True)
    run.need_libatomic()
    assert asked == ["libatomic1"]
    monkeypatch.setattr(run, "apt_install", lambda package: False)
    with pytest.raises(run.Foreseen, match="sudo apt install libatomic1"):
        run.need_libatomic()
