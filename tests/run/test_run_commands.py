"""run.py's commands: what each passes on, to whom, and what it says."""

import socket
from pathlib import Path
from types import ModuleType

import pytest


def test_serve_takes_the_next_free_port_and_says_so(
    run: ModuleType, done: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        free = run.free_port(port)
    assert free > port
    assert f"Port {port} is taken; using {free}." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ([], ["--dev-addr", "127.0.0.1:8123"]),
        (["--strict"], ["--dev-addr", "127.0.0.1:8123", "--strict"]),
        (["-a", "0.0.0.0:9000"], ["-a", "0.0.0.0:9000"]),
        (["--dev-addr=localhost:1"], ["--dev-addr=localhost:1"]),
    ],
)
def test_serve_lets_a_person_name_the_address(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, typed: list[str], sent: list[str]
):
    called: list[tuple[str, ...]] = []
    monkeypatch.setattr(run, "free_port", lambda: 8123)
    monkeypatch.setattr(run, "become", lambda *module: called.append(module))
    run.main(["serve", *typed])
    assert called == [("mkdocs", "serve", *sent)]


@pytest.mark.parametrize(("typed", "is_kept"), [([], True), (["--strict"], True), (["--strict", "--clean"], False)])
def test_a_clean_build_knows_nothing_of_the_last_one(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, typed: list[str], is_kept: bool
):
    called: list[tuple[str, ...]] = []
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "become", lambda *module: called.append(module))
    records = [tmp_path / ".cache/khlang" / name for name in ("pages.json", "facts")]
    records[0].parent.mkdir(parents=True)
    for record in records:
        record.touch()
    for _ in range(2):  # also where there is none
        run.main(["build", *typed])
    assert {record.exists() for record in records} == {is_kept}
    assert called == [("mkdocs", "build", *typed)] * 2


@pytest.fixture
def called(run: ModuleType, done: list[str], monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that `test` runs, with the browser found; every command but pytest succeeds."""
    commands: list[list[str]] = []

    def call(command: list[str], cwd: str, env: dict[str, str]) -> int:
        commands.append([*command[2:], env.get("CHROMIUM", "none")])
        return int("pytest" in command)

    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(run, "find_browser", lambda: "/found")
    monkeypatch.setattr(run.subprocess, "call", call)
    return commands


def test_test_runs_all_passes_the_browser_on_and_names_what_failed(
    run: ModuleType, called: list[list[str]], capsys: pytest.CaptureFixture
):
    assert run.main(["test", "--", "-k", "thai"]) == 1
    assert called == [
        ["ruff", "check", ".", "/found"],
        ["ruff", "format", "--check", "--quiet", ".", "/found"],
        ["mypy", "/found"],
        ["pytest", *run.WORKERS, "-k", "thai", "/found"],
    ]
    assert capsys.readouterr().err.splitlines()[-2:] == ["ไม่ผ่าน: pytest", "Failed: pytest"]


def test_no_browser_leaves_those_tests_out_and_says_so(
    run: ModuleType, called: list[list[str]], capsys: pytest.CaptureFixture
):
    run.main(["test", "--no-browser", "--", "-x"])
    assert called[-1] == ["pytest", *run.WORKERS, "-m", "not browser", "-x", "none"]
    assert "ไม่ได้ทดสอบในเบราว์เซอร์" in capsys.readouterr().err


def test_an_unknown_option_of_test_is_explained(
    run: ModuleType, called: list[list[str]], capsys: pytest.CaptureFixture
):
    assert run.main(["test", "-k", "thai"]) == 1
    assert "หลัง --" in capsys.readouterr().err
    assert called == []
