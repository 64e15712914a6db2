"""The command line as a writer uses it: what it says, what it writes, how it ends."""

from __future__ import annotations

import json

import pytest
from content import BASES, make
from typer.testing import CliRunner

from khlang.cli import MODULES
from khlang.cli.commands import app
from khlang.content import ids
from khlang.content.front_matter import split
from khlang.content.kinds import KINDS


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")  # 22 November 2026
    make(tmp_path / "docs")

    def call(*words: str, typed: str | None = None):
        return CliRunner().invoke(app, list(words), input=typed, catch_exceptions=False)

    return call


def test_check_passes_and_says_so(run):
    done = run("check")
    assert done.exit_code == 0
    assert "ไม่พบข้อผิดพลาด" in done.output


def test_check_names_file_line_and_what_to_type(run, tmp_path):
    (tmp_path / "docs/knowledge/a.md").write_text(
        BASES["knowledge"].replace("2026-11-20", "2569-11-20"), encoding="utf-8"
    )
    done = run("check")
    assert done.exit_code == 1
    assert "docs/knowledge/a.md:5: ต้องแก้ [date]" in done.output and "2026-11-20" in done.output


def test_check_of_one_file_leaves_the_others_out(run, tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"docs/knowledge/{name}.md").write_text("", encoding="utf-8")
    done = run("check", "docs/knowledge/b.md")
    assert done.exit_code == 1
    assert "b.md" in done.output and "a.md" not in done.output
    assert run("check", "docs/knowledge/second.md").exit_code == 0


@pytest.mark.parametrize("path", ["docs/knowledge/none.md", "elsewhere.md"])
def test_check_of_what_is_not_there(run, path):
    done = run("check", path)
    assert done.exit_code == 1 and "Traceback" not in done.output


def test_check_for_github_escapes_and_writes_the_summary(run, tmp_path, monkeypatch):
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    bad = BASES["knowledge"].replace("(second.md#วิธีทำ)", "(x,%y.md)")
    (tmp_path / "docs/knowledge/a.md").write_text(bad, encoding="utf-8")
    done = run("check", "--format", "github")
    line = next(line for line in done.output.splitlines() if line.startswith("::"))
    assert line.startswith("::error file=docs/knowledge/a.md,line=11,title=") and "%25y.md" in line
    assert "link-broken" in summary.read_text(encoding="utf-8")


def test_check_as_json(run, tmp_path):
    (tmp_path / "docs/knowledge/a.md").write_text("", encoding="utf-8")
    told = json.loads(run("check", "--format", "json").output)
    assert told["problems"][0] | {"message": ""} == {
        "path": "docs/knowledge/a.md",
        "line": 1,
        "column": 0,
        "length": 0,
        "level": "error",
        "rule": "file-empty",
        "message": "",
        "instead": None,
        "guide": "guide/rules/file-empty/",
    }


@pytest.mark.parametrize("how", ["utf-8-sig", "cp874", "utf-16", "crlf"])
def test_fix_mends_bytes_and_loses_nothing(run, tmp_path, how):
    file = tmp_path / "docs/knowledge/a.md"
    text = BASES["knowledge"]
    file.write_bytes(text.replace("\n", "\r\n").encode() if how == "crlf" else text.encode(how))
    done = run("check", "--fix")
    assert done.exit_code == 1 and "แก้ให้แล้ว docs/knowledge/a.md" in done.output
    assert file.read_bytes() == text.encode()
    assert run("check", "--fix").exit_code == 0


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_new_makes_a_valid_draft_of_every_kind(run, tmp_path, kind):
    choices = {
        "practice": ["--field", "grades=ป.4,ป.5"],
        "research": ["--field", "type=survey"],
        "week": ["--field", "state=no-meeting", "--field", "reason=ไปราชการ"],
        "adoption": ["--field", "adopts=k2s8nd", "--field", "outcome=partly"],
    }.get(kind.name, [])
    done = run("new", kind.name, "--title", "ชื่อ: มีเครื่องหมาย", "--group", "นิเทศ", *choices)
    assert done.exit_code == 0, done.output
    path = tmp_path / done.output.splitlines()[0].removeprefix("สร้างแล้ว ")
    text = path.read_text(encoding="utf-8")
    values = split(text, "x").values
    assert values["status"] == "draft"
    if kind.has_text:
        assert values["title"] == "ชื่อ: มีเครื่องหมาย"
    assert ids.pattern(kind.letter).match(values["id"])
    assert all(f"## {section.heading}" in text for section in kind.sections_of("survey"))
    assert run("check").exit_code == 0
    if not kind.has_text:
        return
    path.write_text(text.replace("status: draft", "status: published"), encoding="utf-8")
    published = run("check")
    assert published.exit_code == 1 and "placeholder" in published.output  # nobody publishes a draft's hints


def test_new_never_writes_over_a_file(run, tmp_path):
    for _ in range(2):
        assert run("new", "exchange", "--title", "ก", "--group", "กลุ่มนิเทศ", "--date", "2026-11-17").exit_code == 0
    assert len(list((tmp_path / "docs/exchange").glob("2026-11-17-supervision*.md"))) == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["pratice"], "practice"),
        (["exchange", "--group", "กลุ่มครัว"], "กลุ่มกฎหมายและคดี"),
        (["exchange"], "--group"),
        (["exchange", "--group", "นิเทศ", "--date", "2569-11-17"], "2026-11-17"),
        (["practice", "--group", "นิเทศ"], "--field grades="),
        (["practice", "--group", "นิเทศ", "--field", "grade=ป.4"], "grades"),
    ],
)
def test_new_says_what_to_type_instead(run, words, said):
    done = run("new", *words)
    assert done.exit_code == 1 and said in done.output


def test_schema_knows_the_vocabularies(run):
    told = json.loads(run("schema", "practice").output)
    assert "กลุ่มนิเทศฯ" in told["properties"]["owner"]["enum"]
    assert "ป.4" in told["properties"]["grades"]["items"]["enum"]
    assert set(json.loads(run("schema").output)) == set(KINDS)


def test_index_of_any_site(run, tmp_path):
    page = tmp_path / "built/a/index.html"
    page.parent.mkdir(parents=True)
    page.write_text(
        '<html lang="th"><title>ก</title><main><h1>นิเทศ</h1><p>การนิเทศภายใน</p></main></html>', encoding="utf-8"
    )
    done = run("index", "built")
    assert done.exit_code == 0 and (tmp_path / "built/search/manifest.json").is_file(), done.output
    missing = run("index", "nowhere")
    assert missing.exit_code == 1 and "nowhere" in missing.output


def test_a_folder_that_is_not_there(run):
    done = run("check", "--docs", "nowhere")
    assert done.exit_code == 1 and "nowhere" in done.output


def test_withdraw_leaves_an_address_and_nothing_else(run, tmp_path):
    file = tmp_path / "docs/knowledge/a.md"
    text = BASES["knowledge"].replace("tags:", "authors:\n  - สมใจ ใจดี\ntags:")
    file.write_text(text, encoding="utf-8")
    done = run("withdraw", "k7x2m9")
    assert done.exit_code == 0 and "--erase" in done.output
    assert file.read_text(encoding="utf-8") == text.replace("status: published", "status: withdrawn")
    assert run("withdraw", "k7x2m9", "--erase").exit_code == 0
    left = file.read_text(encoding="utf-8")
    assert "สมใจ" not in left and "พรรณไม้" not in left and "นักเรียน" not in left
    assert split(left, "a.md").values["id"] == "k7x2m9" and run("check").exit_code == 0


def test_withdraw_of_what_is_not_there(run):
    done = run("withdraw", "k00000")
    assert done.exit_code == 1 and "k00000" in done.output


def test_each_command_is_found_in_its_module():
    """The program imports that module alone."""
    told = [(one.name or one.callback.__name__, one.callback) for one in app.registered_commands]
    told += [(one.name, one.typer_instance.registered_callback.callback) for one in app.registered_groups]
    assert {name: function.__module__ for name, function in told} == {
        name: f"khlang.cli.{module}" for name, module in MODULES.items()
    }
