"""run.py as a newcomer meets it: on an old Python, without the venv module, offline, interrupted, moved, and twice at once."""

import ast
import json
import os
import platform
import subprocess
import sys
import threading
from pathlib import Path
from types import ModuleType

import pytest
from run import ROOT

posix_only = pytest.mark.skipif(os.name == "nt", reason="the stand-in program is a shell script")


def start(project: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess:
    """Start run.py as a person does, with nothing of this run's own .venv but its interpreter."""
    return subprocess.run(
        [sys.executable, str(project / "run.py"), *arguments],
        cwd=project,
        env={**os.environ, **env},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


# The file itself


def test_it_needs_the_standard_library_only():
    tree = ast.parse((ROOT / "run.py").read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


def test_an_old_python_can_read_as_far_as_the_sentence_about_its_age():
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 7))


def test_an_old_python_is_told_so():
    pretend = "import runpy, sys; sys.version_info = (3, 9, 2); runpy.run_path('run.py', run_name='__main__')"
    said = subprocess.run([sys.executable, "-c", pretend], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert said.returncode == 1
    assert "ต้องใช้ Python 3.11 ขึ้นไป แต่เครื่องนี้ใช้ Python 3.9" in said.stderr
    assert "Python 3.11 or newer is needed; this is 3.9" in said.stderr
    assert "Traceback" not in said.stderr


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["ทดสอบ"], 2), (["--help"], 0), (["-h"], 0)])
def test_usage_in_two_languages(run: ModuleType, capsys: pytest.CaptureFixture, arguments: list[str], code: int):
    assert run.main(arguments) == code
    told = capsys.readouterr().err
    assert "วิธีใช้" in told and "Usage" in told
    assert all(f"run.py {command} " in told for command in run.COMMANDS)


# The stamp


def test_first_start_makes_and_installs_and_the_second_does_nothing(run: ModuleType, done: list[str]):
    run.prepare()
    run.prepare()
    assert done == ["venv", "pip"]


def test_stamp_says_where_and_with_what(run: ModuleType, done: list[str], project: Path):
    run.prepare("test")
    stamp = json.loads(run.STAMP.read_text())
    assert stamp["home"] == [platform.python_version(), sys.base_prefix, str(project)]
    assert stamp["extra"] == "test"


def test_tests_add_their_extra_and_a_plain_start_keeps_it(run: ModuleType, done: list[str]):
    for extra in ("", "test", "", "test"):
        run.prepare(extra)
    assert done == ["venv", "pip", "pip test"]


@pytest.mark.parametrize("name", ["pyproject.toml", "scripts/constraints.txt", "scripts/constraints-test.txt"])
def test_a_changed_requirement_is_brought_up_to_date_in_place(
    run: ModuleType, done: list[str], project: Path, name: str
):
    run.prepare("test")
    with open(project / name, "a", encoding="utf-8") as file:
        file.write("# changed\n")
    run.prepare()
    assert done == ["venv", "pip test", "pip test"]


def test_a_moved_folder_gets_a_new_venv(run: ModuleType, done: list[str]):
    run.prepare()
    stamp = json.loads(run.STAMP.read_text())
    stamp["home"][-1] = "/where/it/was"
    run.STAMP.write_text(json.dumps(stamp))
    run.prepare()
    assert done == ["venv", "pip", "venv", "pip"]


def test_an_upgraded_python_gets_a_new_venv(run: ModuleType, done: list[str], monkeypatch: pytest.MonkeyPatch):
    run.prepare()
    monkeypatch.setattr(run.platform, "python_version", lambda: "3.99.0")
    run.prepare()
    assert done == ["venv", "pip", "venv", "pip"]


def test_a_removed_python_gets_a_new_venv(run: ModuleType, done: list[str]):
    run.prepare()
    os.remove(run.PYTHON)
    run.prepare()
    assert done == ["venv", "pip", "venv", "pip"]


@pytest.mark.parametrize("broken", ["", "{", '"half"'[:4]])
def test_a_broken_stamp_counts_as_none(run: ModuleType, done: list[str], broken: str):
    run.prepare()
    run.STAMP.write_text(broken)
    run.prepare()
    assert done == ["venv", "pip", "venv", "pip"]


def test_an_interrupted_install_is_done_again_from_the_start(
    run: ModuleType, done: list[str], monkeypatch: pytest.MonkeyPatch
):
    def interrupted(extra: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(run, "install", interrupted)
        assert run.main(["build"]) == 130
    run.prepare()
    assert done == ["venv", "venv", "pip"]


def test_a_failed_update_keeps_what_was_there(
    run: ModuleType, done: list[str], project: Path, monkeypatch: pytest.MonkeyPatch
):
    def offline(extra: str) -> None:
        raise run.Foreseen("ต่อไม่ได้", "offline")

    run.prepare()
    (project / "pyproject.toml").write_text("# changed", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(run, "install", offline)
        assert run.main(["build"]) == 1
    run.prepare()
    assert done == ["venv", "pip", "pip"]


def test_two_starts_at_once_install_once(run: ModuleType, done: list[str], monkeypatch: pytest.MonkeyPatch):
    second = threading.Thread(target=run.prepare)
    waits = threading.Event()

    def slow(extra: str) -> None:
        second.start()
        assert waits.wait(60)  # the second start has met the lock
        done.append("pip")

    say = run.say
    monkeypatch.setattr(run, "say", lambda *words: (say(*words), "Another start" in words[1] and waits.set()))
    monkeypatch.setattr(run, "install", slow)
    run.prepare()
    second.join()
    assert done == ["venv", "pip"]


# A real start


@posix_only
def test_a_ready_start_becomes_the_command(run: ModuleType, done: list[str], project: Path):
    run.prepare()
    Path(run.PYTHON).write_text('#!/bin/sh\necho "$NO_MKDOCS_2_WARNING $PYTHONUTF8" "$@"\npwd\nexit 7\n')
    os.chmod(run.PYTHON, 0o755)
    said = start(project, "khlang", "check", "ไฟล์ ก.md")
    assert said.stdout.splitlines() == ["1 1 -m khlang check ไฟล์ ก.md", str(project)]
    assert (said.returncode, said.stderr) == (7, "")


def test_a_real_install_without_a_network(project: Path):
    """With venv and pip themselves: installed, run twice, asked for what cannot be had, mended, run."""
    offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "", "PIP_CONFIG_FILE": os.devnull}
    first = start(project, "khlang", "check", "ก", **offline)
    assert first.stdout.split() == ["['check',", "'ก']", "1"], first.stderr
    assert "ติดตั้งเสร็จแล้ว\nInstalled.\n" in first.stderr
    second = start(project, "khlang", "new", **offline)
    assert (second.stdout.split(), second.stderr) == (["['new']", "1"], "")

    pins = project / "scripts/constraints.txt"
    good = pins.read_text(encoding="utf-8")
    pins.write_text(f"six==1.17.0 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    failed = start(project, "khlang", "new", **offline)
    assert failed.returncode == 1
    assert "No matching distribution found for six==1.17.0" in failed.stderr  # the end of what pip said
    assert "ติดตั้งไม่สำเร็จ" in failed.stderr and "Could not install" in failed.stderr
    assert "Traceback" not in failed.stderr

    wheels = project / "wheels"
    wheels.mkdir()
    (wheels / "six-1.17.0-py3-none-any.whl").write_bytes(b"other bytes than those that were pinned")
    changed = start(project, "khlang", "new", **{**offline, "PIP_FIND_LINKS": "wheels"})
    assert changed.returncode == 1 and "DO NOT MATCH THE HASHES" in changed.stderr

    pins.write_text(good, encoding="utf-8")
    again = start(project, "khlang", "new", **offline)
    assert (again.returncode, again.stderr) == (0, "")


# What is missing is explained


def test_without_the_venv_module_it_says_what_to_type(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
):
    monkeypatch.setattr(run.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(run, "may_apt", lambda: False)
    assert run.main(["serve"]) == 1
    thai, english = capsys.readouterr().err.splitlines()[-2:]
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    assert f"ให้พิมพ์: sudo apt install {package} " in thai
    assert f"type: sudo apt install {package} " in english


def test_root_on_debian_gets_the_venv_module_installed(run: ModuleType, monkeypatch: pytest.MonkeyPatch):
    ran: list[list[str]] = []
    monkeypatch.setattr(run.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(run, "may_apt", lambda: True)
    monkeypatch.setattr(run, "run_quietly", lambda command, env=None: (ran.append(command[:2]), (0, []))[1])
    run.create_venv()
    assert ran == [["apt-get", "update"], ["apt-get", "install"], [sys.executable, "-m"]]


def test_no_network_is_called_so(run: ModuleType, monkeypatch: pytest.MonkeyPatch):
    lines = ["WARNING: Retrying ... NewConnectionError('...')\n", "ERROR: No matching distribution found for mkdocs\n"]
    monkeypatch.setattr(run, "run_quietly", lambda command, env=None: (1, lines))
    with pytest.raises(run.Foreseen) as failure:
        run.install("")
    thai, english = failure.value.args
    assert "ให้ตรวจอินเทอร์เน็ต" in thai and "  | ERROR: No matching" in thai
    assert "Check the internet" in english


def test_a_folder_that_cannot_be_written_is_no_traceback(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
):
    (run.ROOT / ".cache").write_text("in the way")
    assert run.main(["build"]) == 1
    assert "ทำต่อไม่ได้" in capsys.readouterr().err
