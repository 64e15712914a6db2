"""run.py in a repository of content alone: khlang comes from requirements.txt, and `test` is what a pull request must pass."""

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest
from run import ROOT


@pytest.fixture
def site(tmp_path: Path) -> ModuleType:
    shutil.copy(ROOT / "run.py", tmp_path)
    (tmp_path / "requirements.txt").write_text("khlang[site]==9.9.9\n", encoding="utf-8")
    spec = importlib.util.spec_from_file_location("run_site", tmp_path / "run.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_installs_what_the_requirements_pin(site: ModuleType, monkeypatch: pytest.MonkeyPatch):
    commands: list[list[str]] = []
    monkeypatch.setattr(site, "run_quietly", lambda command: (commands.append(command), (0, []))[1])
    site.install("")
    [command] = commands
    assert command[-2:] == ["-r", "requirements.txt"] and "--only-binary=:all:" in command and "-e" not in command
    before = site.wanted()
    (site.ROOT / "requirements.txt").write_text("khlang[site]==9.9.10\n", encoding="utf-8")
    assert site.wanted() != before


def test_its_test_needs_no_browser_and_runs_all_that_ci_runs(
    site: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
):
    commands: list[list[str]] = []
    monkeypatch.setattr(site, "prepare", lambda: None)
    monkeypatch.setattr(
        site.subprocess, "call", lambda command, cwd, env: int(commands.append(command[2:]) is not None)
    )
    assert site.main(["test"]) == 0
    assert commands == [
        ["khlang", "check"],
        ["mkdocs", "build", "--strict"],
        ["khlang", "generate", "--check"],
        ["khlang", "upgrade", "--check"],
    ]
    assert "ผ่านทั้งหมด" in capsys.readouterr().err
