"""An older site comes to today's form, and nothing that a person wrote is lost on the way."""

from __future__ import annotations

import hashlib

import pytest
from content import make
from test_starting import checkout  # noqa: F401
from typer.testing import CliRunner

from khlang.cli.commands import app
from khlang.contributing import upgrading
from khlang.contributing.starting import Engine, Office, start

ENGINE = Engine("9.9.9", "made-up/khlang", "0123456789abcdef0123456789abcdef01234567")
OLD_SETTINGS = """\
# our own words
site_name: คลังทดสอบ

theme:
  name: material
  custom_dir: overrides
  language: th

nav:
  - หน้าแรก: index.md
plugins:
  - khlang
"""
ENGINE_FILES = {
    "scripts/khlang/mkdocs_plugin.py": "plugin\n",
    "scripts/khlang/site.py": "site\n",
    "overrides/main.html": "main\n",
    "overrides/home.html": "home\n",
    "run.py": "old run\n",
}


@pytest.fixture
def old_site(tmp_path, monkeypatch):
    digests = {
        name: hashlib.sha1(b"blob %d\0" % len(text) + text.encode()).hexdigest()[:12]
        for name, text in ENGINE_FILES.items()
    }
    listing = "".join(f"{digest} {name}\n" for name, digest in digests.items())
    monkeypatch.setattr(upgrading, "_text", {"engine-0.1.0.txt": listing}.__getitem__)
    make(tmp_path / "docs")
    for name, text in {**ENGINE_FILES, "mkdocs.yml": OLD_SETTINGS, "README.md": "ของเรา\n"}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def _run(folder, engine=ENGINE):
    for step in list(upgrading.upgrades(folder, engine)):
        upgrading.apply(folder, step)


def test_the_engine_moves_out_and_the_theme_gets_its_name(old_site):
    before = {file: file.read_bytes() for file in (old_site / "docs").rglob("*") if file.is_file()}
    _run(old_site)
    assert not (old_site / "scripts").exists() and not (old_site / "overrides/main.html").exists()
    assert "khlang[site]==9.9.9" in (old_site / "requirements.txt").read_text(encoding="utf-8")
    assert (old_site / "run.py").read_text(encoding="utf-8") != "old run\n"
    settings = (old_site / "mkdocs.yml").read_text(encoding="utf-8")
    assert "  name: khlang\n  custom_dir: overrides\n\nnav:" in settings and "# our own words" in settings
    assert (old_site / "README.md").read_text(encoding="utf-8") == "ของเรา\n"
    assert before == {file: file.read_bytes() for file in (old_site / "docs").rglob("*") if file.is_file()}
    assert list(upgrading.upgrades(old_site, ENGINE)) == []


def test_what_a_person_changed_stays_and_is_told(old_site):
    (old_site / "overrides/home.html").write_text("our home\n")
    [step, _] = upgrading.upgrades(old_site, ENGINE)
    assert [note.split()[0] for note in step.notes] == ["overrides/home.html"]
    _run(old_site)
    assert (old_site / "overrides/home.html").read_text() == "our home\n"


def test_line_ends_of_windows_are_no_change(old_site):
    (old_site / "overrides/home.html").write_bytes(b"home\r\n")
    [step, _] = upgrading.upgrades(old_site, ENGINE)
    assert not step.notes and "overrides/home.html" in step.deleted


def test_without_an_engine_to_call_nothing_is_touched(old_site):
    told = CliRunner().invoke(app, ["upgrade", str(old_site), "--engine", "main"])
    assert told.exit_code == 1 and "--engine" in told.output
    with pytest.raises(ValueError, match="--engine"):
        list(upgrading.upgrades(old_site, Engine("9.9.9")))
    assert (old_site / "overrides/main.html").exists()


def test_a_new_site_needs_nothing(tmp_path):
    start(tmp_path, Office("สำนักงานสมมติ"), ENGINE)
    told = CliRunner().invoke(app, ["upgrade", str(tmp_path), "--check"])
    assert told.exit_code == 0 and "เป็นรูปของรุ่นนี้แล้ว" in told.output


def test_the_program_tells_its_version():
    told = CliRunner().invoke(app, ["--version"])
    assert told.exit_code == 0 and told.output.startswith("khlang ")
