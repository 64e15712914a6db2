"""run.py as a newcomer meets it: on an old Python, without the venv module, offline, interrupted, moved, and twice at once."""

import ast
import importlib.util
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import ModuleType

import pytest
from conftest import ROOT

posix_only = pytest.mark.skipif(os.name == "nt", reason="the stand-in program is a shell script")

# A package that builds itself without the network: the whole of PEP 517 and PEP 660 that pip asks for.
BACKEND = """
import zipfile

def build_wheel(folder, config_settings=None, metadata_directory=None):
    name = "khlang-1-py3-none-any.whl"
    with zipfile.ZipFile(folder + "/" + name, "w") as wheel:
        wheel.writestr("khlang/__init__.py", "")
        wheel.writestr("khlang/__main__.py", "import sys; print(sys.argv[1:], sys.flags.utf8_mode)")
        wheel.writestr("khlang-1.dist-info/METADATA", "Metadata-Version: 2.1\\nName: khlang\\nVersion: 1\\n")
        wheel.writestr("khlang-1.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr("khlang-1.dist-info/RECORD", "")
    return name

build_editable = build_wheel
"""
PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "khlang"
version = "1"
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of run.py with a tiny project, in a folder whose name holds a space and Thai letters."""
    folder = tmp_path / "คลัง ความรู้"
    (folder / "scripts").mkdir(parents=True)
    shutil.copy(ROOT / "run.py", folder)
    (folder / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    (folder / "backend.py").write_text(BACKEND, encoding="utf-8")
    (folder / "scripts" / "constraints.txt").write_text("# คำอธิบาย\nsix==1.0\n", encoding="utf-8")
    return folder


def load(project: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("run_copy", project / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def run(project: Path) -> ModuleType:
    return load(project)


@pytest.fixture
def done(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What `prepare` asked for, with the two slow steps replaced by a note of them."""
    notes: list[str] = []
    watch(run, monkeypatch, notes)
    return notes


def watch(run: ModuleType, monkeypatch: pytest.MonkeyPatch, notes: list[str]) -> None:
    def create_venv() -> None:
        notes.append("venv")
        Path(run.PYTHON).parent.mkdir(parents=True, exist_ok=True)
        Path(run.PYTHON).touch()

    monkeypatch.setattr(run, "create_venv", create_venv)
    monkeypatch.setattr(run, "install", lambda extra: notes.append(f"pip {extra}".strip()))


def start(project: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess:
    """Start run.py as a person does, with nothing of this run's own .venv but its interpreter."""
    return subprocess.run(
        [sys.executable, str(project / "run.py"), *arguments],
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


# The pins and the stamp


def test_pins_are_exact_and_name_no_host():
    lines = (ROOT / "scripts" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert pins == sorted(pins, key=str.lower)
    assert all(
        name and version and not set(version) - set("0123456789.")
        for name, _, version in (p.partition("==") for p in pins)
    )


def test_first_start_makes_and_installs_and_the_second_does_nothing(run: ModuleType, done: list[str]):
    run.prepare()
    run.prepare()
    assert done == ["venv", "pip"]


def test_stamp_says_where_and_with_what(run: ModuleType, done: list[str], project: Path):
    run.prepare("test")
    stamp = json.loads(run.STAMP.read_text())
    assert stamp["home"] == [sys.version, sys.base_prefix, str(project)]
    assert stamp["extra"] == "test"


def test_tests_add_their_extra_and_a_plain_start_keeps_it(run: ModuleType, done: list[str]):
    for extra in ("", "test", "", "test"):
        run.prepare(extra)
    assert done == ["venv", "pip", "pip test"]


@pytest.mark.parametrize("name", ["pyproject.toml", "scripts/constraints.txt"])
def test_a_changed_requirement_is_brought_up_to_date_in_place(
    run: ModuleType, done: list[str], project: Path, name: str
):
    run.prepare("test")
    with open(project / name, "a", encoding="utf-8") as file:
        file.write("# changed\n")
    run.prepare()
    assert done == ["venv", "pip test", "pip test"]


def test_a_moved_folder_gets_a_new_venv(
    run: ModuleType, done: list[str], project: Path, monkeypatch: pytest.MonkeyPatch
):
    run.prepare()
    moved = load(project.rename(project.with_name("ที่ใหม่")))
    watch(moved, monkeypatch, done)
    moved.prepare()
    assert done == ["venv", "pip", "venv", "pip"]


def test_an_upgraded_python_gets_a_new_venv(run: ModuleType, done: list[str], monkeypatch: pytest.MonkeyPatch):
    run.prepare()
    monkeypatch.setattr(sys, "version", "3.99.0 (upgraded)")
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
    def slow(extra: str) -> None:
        time.sleep(0.3)
        done.append("pip")

    monkeypatch.setattr(run, "install", slow)
    threads = [threading.Thread(target=run.prepare) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == ["venv", "pip"]


# A real start


@posix_only
def test_a_ready_start_costs_under_a_second_and_becomes_the_command(run: ModuleType, done: list[str], project: Path):
    run.prepare()
    Path(run.PYTHON).write_text('#!/bin/sh\necho "$NO_MKDOCS_2_WARNING $PYTHONUTF8" "$@"\npwd\nexit 7\n')
    os.chmod(run.PYTHON, 0o755)
    began = time.perf_counter()
    said = start(project, "khlang", "check", "ไฟล์ ก.md")
    assert time.perf_counter() - began < 1
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

    (project / "pyproject.toml").write_text(PYPROJECT.replace("[]", '["six"]'), encoding="utf-8")
    failed = start(project, "khlang", "new", **offline)
    assert failed.returncode == 1
    assert "  | ERROR: " in failed.stderr  # pip's own last lines
    assert "ติดตั้งไม่สำเร็จ" in failed.stderr and "Could not install" in failed.stderr
    assert "Traceback" not in failed.stderr

    (project / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
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


# The commands


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
    assert called == [["ruff", "check", ".", "/found"], ["pytest", "-k", "thai", "/found"]]
    assert capsys.readouterr().err.splitlines()[-2:] == ["ไม่ผ่าน: pytest", "Failed: pytest"]


def test_no_browser_leaves_those_tests_out_and_says_so(
    run: ModuleType, called: list[list[str]], capsys: pytest.CaptureFixture
):
    run.main(["test", "--no-browser", "--", "-x"])
    assert called[-1] == ["pytest", "-m", "not browser", "-x", "none"]
    assert "ไม่ได้ทดสอบในเบราว์เซอร์" in capsys.readouterr().err


def test_an_unknown_option_of_test_is_explained(
    run: ModuleType, called: list[list[str]], capsys: pytest.CaptureFixture
):
    assert run.main(["test", "-k", "thai"]) == 1
    assert "หลัง --" in capsys.readouterr().err
    assert called == []


# The browser


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
