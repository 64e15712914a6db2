"""A copy of run.py in a small project of its own, with its two slow steps watched."""

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest
from run import ROOT

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
    for name in ("constraints.txt", "constraints-test.txt"):
        (folder / "scripts" / name).write_text("# คำอธิบาย\n", encoding="utf-8")
    return folder


@pytest.fixture
def run(project: Path) -> ModuleType:
    """The copy, loaded as a module whose ROOT is that folder."""
    spec = importlib.util.spec_from_file_location("run_copy", project / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def done(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What `prepare` asked for, in order; making a .venv and calling pip are replaced by a note of them."""
    notes: list[str] = []

    def create_venv() -> None:
        notes.append("venv")
        Path(run.PYTHON).parent.mkdir(parents=True, exist_ok=True)
        Path(run.PYTHON).touch()

    monkeypatch.setattr(run, "create_venv", create_venv)
    monkeypatch.setattr(run, "install", lambda extra: notes.append(f"pip {extra}".strip()))
    return notes
