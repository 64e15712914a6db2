"""A site of one's own: six answers → a repository that checks and builds, and names no other office."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
import yaml
from typer.testing import CliRunner

from khlang.cli.commands import app
from khlang.contributing import starting
from khlang.contributing.starting import SHARED, Engine, Office, faults, site_files, start

COMMIT = "0123456789abcdef0123456789abcdef01234567"
OFFICE = Office(
    "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาสมมติ เขต ๙",
    province="น่าน",
    groups=("กลุ่มนิเทศ", "กลุ่มทดลอง"),
    repository="https://github.com/made-up/library",
    licence="CC BY 4.0",
    contact="library@example.go.th",
)
ENGINE = Engine("9.9.9", "made-up/khlang", COMMIT)


@pytest.fixture(autouse=True)
def checkout(tmp_path_factory, monkeypatch, request):
    """What every site begins with, made up: the real files are the office's, which may change them."""
    if request.node.get_closest_marker("real_content"):
        return
    folder = tmp_path_factory.mktemp("checkout")
    for name in SHARED:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"" if name.startswith("docs/_data/") else name.encode())
    monkeypatch.setattr(starting, "_checkout", lambda: folder)


@pytest.mark.parametrize(
    "name, short",
    [
        ("สำนักงานเขตพื้นที่การศึกษาประถมศึกษาสมมติ เขต ๙", "สพป.สมมติ เขต ๙"),
        ("สำนักงานเขตพื้นที่การศึกษามัธยมศึกษาสมมติ", "สพม.สมมติ"),
        ("เทศบาลสมมติ", "เทศบาลสมมติ"),
    ],
)
def test_the_usual_short_name(name, short):
    assert Office(name).short == short


def test_a_site_holds_the_answers(tmp_path):
    written = start(tmp_path, OFFICE, ENGINE)
    assert written == sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    site = yaml.safe_load((tmp_path / "docs/_data/site.yml").read_text(encoding="utf-8"))
    assert site["office"] == OFFICE.name and site["office_short"] == "สพป.สมมติ เขต ๙"
    assert site["content_licence"]["name"] == "CC BY 4.0" and site["contact_email"] == "library@example.go.th"
    groups = yaml.safe_load((tmp_path / "docs/_data/groups.yml").read_text(encoding="utf-8"))
    assert [(row["key"], row["name"]) for row in groups] == [
        ("supervision", "กลุ่มนิเทศ ติดตามและประเมินผลการจัดการศึกษา"),
        ("group-2", "กลุ่มทดลอง"),
    ]
    assert "khlang[site]==9.9.9" in (tmp_path / "requirements.txt").read_text(encoding="utf-8")
    for workflow in (tmp_path / ".github/workflows").iterdir():
        [job] = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"].values()
        assert job["uses"].startswith("made-up/khlang/.github/workflows/") and job["uses"].endswith(f"@{COMMIT}")


def test_no_mark_is_left_and_no_answer_is_needed_but_the_name(tmp_path):
    for office in (OFFICE, Office('เทศบาล "สมมติ": ก # ข')):
        made = site_files(office, ENGINE)
        assert not [name for name, data in made.items() if re.search(rb"@@[a-z]+@@", data)]
        assert yaml.safe_load(made["mkdocs.yml"].decode().replace("!ENV", ""))["site_name"] == office.site
        assert yaml.safe_load(made["docs/_data/site.yml"])["office"] == office.name


def test_workflows_wait_until_the_engine_is_known():
    assert not [name for name in site_files(OFFICE, Engine("9.9.9")) if name.startswith(".github/workflows/")]


def test_nothing_is_written_over(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("site_name: mine\n")
    with pytest.raises(FileExistsError, match=r"mkdocs\.yml"):
        start(tmp_path, OFFICE, ENGINE)
    assert [path.name for path in tmp_path.iterdir()] == ["mkdocs.yml"]


@pytest.mark.parametrize(
    "office, said",
    [
        (Office(" "), "ยังไม่มีชื่อสำนักงาน"),
        (Office("ก", province="น่าม"), "น่าน"),
        (Office("ก", repository="github.com/a/b"), "https://github.com/"),
        (Office("ก", licence="GPL"), "CC BY 4.0"),
        (Office("ก\x1b[2J"), "มองไม่เห็น"),
    ],
)
def test_a_faulty_answer_is_told_with_what_to_type(office, said):
    [fault] = faults(office)
    assert said in fault


def test_the_command_tells_faults_and_writes_nothing(tmp_path):
    told = CliRunner().invoke(app, ["init", str(tmp_path / "new"), "--office", "ก", "--province", "ไม่มี"])
    assert told.exit_code == 1 and "ไม่รู้จักจังหวัด" in told.output
    assert not (tmp_path / "new").exists()
    told = CliRunner().invoke(app, ["init", str(tmp_path / "new"), "--office", "ก", "--engine", "x@main"])
    assert told.exit_code == 1 and "--engine" in told.output


@pytest.mark.real_content
def test_a_new_site_checks_builds_strictly_and_searches(tmp_path):
    start(tmp_path, OFFICE, ENGINE)
    for command in (["khlang", "check"], ["mkdocs", "build", "--strict", "--quiet"]):
        ran = subprocess.run([sys.executable, "-m", *command], cwd=tmp_path, capture_output=True, encoding="utf-8")
        assert ran.returncode == 0, ran.stdout + ran.stderr
    home = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert "คลังความรู้ สพป.สมมติ เขต ๙" in home
    assert 'hreflang="en"' not in home  # there is no English page to lead to
    manifest = json.loads((tmp_path / "site/search/manifest.json").read_text(encoding="utf-8"))
    assert manifest["languages"]["th"]["pages"] > 5
