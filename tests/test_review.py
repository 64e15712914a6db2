"""What a reviewer reads about a change: complete, short, and inert whatever a stranger's pull request holds."""

from __future__ import annotations

import os
import re
import subprocess

import markdown
import pytest
import yaml
from content import BASES, DAY, make
from run import ROOT
from typer.testing import CliRunner

from khlang import checks
from khlang.cli.commands import app
from khlang.content.git import Change, changes
from khlang.content.library import load
from khlang.contributing.review import SHOWN, review, runs


def _git(folder, *words: str) -> str:
    names = {f"GIT_{role}_{what}": "a@b.example" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return subprocess.run(
        ["git", *words], cwd=folder, env={**os.environ, **names}, capture_output=True, encoding="utf-8", check=True
    ).stdout


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A project folder under git, in which a pull request is merged as actions/checkout leaves it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    make(tmp_path / "docs")
    (tmp_path / "run.py").write_text("", encoding="utf-8")
    _git(tmp_path, "init", "--quiet", "--initial-branch=main")
    _git(tmp_path, "add", ".")
    _git(tmp_path, "commit", "--quiet", "--message=First")
    return tmp_path


def _propose(repository, files: dict[str, str | None]) -> None:
    """Commit changes on a branch and merge it, so that HEAD^1 is the base, as in a check of a pull request."""
    _git(repository, "switch", "--quiet", "--create", "proposal")
    for name, text in files.items():
        target = repository / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            target.unlink()
        else:
            target.write_text(text, encoding="utf-8")
    _git(repository, "add", "--all")
    _git(repository, "commit", "--quiet", "--message=Proposal")
    _git(repository, "switch", "--quiet", "main")
    _git(repository, "merge", "--quiet", "--no-ff", "--message=Merge", "proposal")


def _summary(repository, monkeypatch) -> tuple[int, str]:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(repository / ".git/summary.md"))
    done = CliRunner().invoke(app, ["check", "--format", "github", "--against", "HEAD^1"], catch_exceptions=False)
    return done.exit_code, (repository / ".git/summary.md").read_text(encoding="utf-8")


def _plain(page: str) -> str:
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", page).replace("\u200b", "")


def test_a_pull_request_in_one_page(repository, monkeypatch):
    entry = BASES["practice"].replace(
        "tags:", "authors: [สมใจ ใจดี]\nreviewed_by: {post: ผู้อำนวยการกลุ่มนิเทศฯ, date: 2026-11-01}\ntags:"
    )
    second = (repository / "docs/knowledge/second.md").read_text(encoding="utf-8")
    _propose(
        repository,
        {
            "docs/practices/entry.md": entry.replace("## ผลที่เกิดขึ้น", "![ภาพ](none.png)\n\n## ผลที่เกิดขึ้น"),
            "docs/knowledge/second.md": second.replace("เรื่องที่สอง", "เรื่องที่สองแก้แล้ว"),
            "docs/knowledge/draft.md": None,
            "docs/_data/tags.yml": (repository / "docs/_data/tags.yml").read_text(encoding="utf-8")
            + "- {key: x, name: ใหม่}\n",
            "run.py": "import os",
        },
    )
    status, page = _summary(repository, monkeypatch)
    told = _plain(page)
    assert status == 1
    assert told.startswith("## สรุปให้ผู้อ่านทาน\n\nใหม่ 1 ไฟล์ · แก้ไข 2 ไฟล์ · ลบ 1 ไฟล์\n")
    assert "### ใหม่: เล่าต้นไม้เป็นเรื่อง" in told and "### แก้ไข: เรื่องที่สองแก้แล้ว" in told
    assert "docs/practices/entry.md · แนวปฏิบัติที่ดี · กลุ่มนิเทศฯ · ๓๐ ตุลาคม ๒๕๖๙ · เผยแพร่แล้ว" in told
    assert "> **เล่าต้นไม้เป็นเรื่อง**\n>\n> ให้นักเรียนเล่าเรื่องต้นไม้ที่สังเกต\n>\n> คลังทดสอบ\n" in told  # the card
    assert "ผู้เขียน สมใจ ใจดี · ตรวจสอบโดย ผู้อำนวยการกลุ่มนิเทศฯ (ให้แน่ใจว่ายินยอมแล้ว)" in told
    assert "ต้องแก้ 1 แห่ง" in told and "none.png" in told and "(`image-missing`)" in told
    assert "- ลบ docs/knowledge/draft.md" in told and "- แก้ไข docs/_data/tags.yml" in told
    assert told.index("⚠️ คำขอนี้แก้โปรแกรม") < told.index("- แก้ไข run.py") < told.index("อย่าสั่ง")
    assert told.index("อย่าสั่ง") < told.index("### ใหม่: เล่าต้นไม้เป็นเรื่อง")
    assert page.count("## สรุป") == 1 and "## ผลการตรวจเนื้อหา" not in page  # one summary, not two


def test_what_a_change_breaks_elsewhere_is_told(repository, monkeypatch):
    make(repository / "docs", **{"knowledge/entry.md": BASES["knowledge"]})
    _git(repository, "add", ".")
    _git(repository, "commit", "--quiet", "--message=Second")
    _propose(repository, {"docs/knowledge/second.md": None})
    status, page = _summary(repository, monkeypatch)
    assert status == 1
    assert "ไฟล์ที่ไม่ได้แก้แต่มีสิ่งที่ต้องแก้" in page and "docs/knowledge/entry.md" in _plain(page) and "link-broken" in page


def test_nothing_changed_and_nothing_wrong(repository):
    done = CliRunner().invoke(app, ["check", "--against", "HEAD"], catch_exceptions=False)
    assert done.exit_code == 0 and "ไม่มีเนื้อหาที่เปลี่ยน" in done.output


@pytest.mark.parametrize("ref", ["nowhere", "--output=x", "HEAD^9", ""])
def test_a_commit_that_is_not_there(repository, ref):
    with pytest.raises(ValueError, match="ไม่พบรุ่น"):
        changes(repository / "docs", ref)
    if ref:
        done = CliRunner().invoke(app, ["check", f"--against={ref}"])
        assert done.exit_code == 1 and "ไม่พบรุ่น" in done.output and not (repository / "x").exists()


def test_changes_are_those_below_docs_and_those_elsewhere(repository):
    _propose(repository, {"docs/knowledge/ก.md": "", "docs/knowledge/draft.md": None, "run.py": "1", "docs.md": ""})
    inside, outside = changes(repository / "docs", "HEAD^1")
    assert inside == {"knowledge/ก.md": Change.ADDED, "knowledge/draft.md": Change.DELETED}
    assert outside == {"run.py": Change.MODIFIED, "docs.md": Change.ADDED}


HOSTILE = (
    "</details><script>alert(1)</script> ![x](https://evil.example/x.png) [x](https://evil.example) https://evil.example "
    "www.evil.example @everyone #1 `code` | **b** <!-- x"
)


def test_words_of_a_stranger_stay_words(repository, monkeypatch):
    hostile = HOSTILE.replace('"', "'")
    entry = (
        BASES["practice"]
        .replace("เล่าต้นไม้เป็นเรื่อง", f'"{hostile[:150]}"')
        .replace("ให้นักเรียนเล่าเรื่องต้นไม้ที่สังเกต", f'"{hostile} ::error::x ##[error]y"')
        .replace("tags:", f'authors: ["{hostile}", "- [x] ก"]\ntags:')
        .replace("เด็กเล่าได้", "[@everyone ##[add-path]x\n::set-output name=x::y](x`y<b>.md)")
    )
    _propose(
        repository,
        {
            "docs/practices/entry.md": entry,
            "docs/knowledge/`<img src=x> @everyone #1.md": BASES["knowledge"],
            "a\n::error::b.md": "",
        },
    )
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(repository / ".git/summary.md"))
    done = CliRunner().invoke(app, ["check", "--format", "github", "--against", "HEAD^1"], catch_exceptions=False)
    for line in done.output.splitlines():
        assert "##[" not in line
        assert not line.lstrip().startswith("::") or re.match(r"::(error|notice) file=docs/", line), line
    page = (repository / ".git/summary.md").read_text(encoding="utf-8")
    assert not re.search(r"[@#]\w", page) and "alert(1)" in _plain(page)
    shown = markdown.markdown(re.sub(r"\\([!-/:-@\[-`{-~])", lambda sign: f"&#{ord(sign[1])};", page))
    assert not re.search(r"<(?!/?(p|strong|em|ul|li|h2|h3|h4|blockquote|code)>)", shown), shown


def test_beside_personal_data_no_word_of_the_file_is_shown(tmp_path):
    text = BASES["practice"].replace("เล่าต้นไม้เป็นเรื่อง", "เรื่องของเด็กชายสมชาย ใจดี").replace("4 คาบ", "โทร 081-234-5678")
    library = load(make(tmp_path, **{"practices/entry.md": text.replace("เด็กเล่าได้", "[สมชาย](x.md)")}), DAY)
    problems = checks.run(library)
    page = _plain(review(library, {"practices/entry.md": Change.ADDED}, problems))
    assert "มีข้อมูลส่วนบุคคล" in page and "docs/practices/entry.md" in page and "personal-telephone" in page
    assert "สมชาย" not in page and "234-5678" not in page and "ให้นักเรียนเล่าเรื่อง" not in page


def test_a_flood_of_files_stays_readable(tmp_path):
    many = {f"knowledge/entry-{n}.md": BASES["knowledge"].replace("k7x2m9", f"k{n:05}") for n in range(SHOWN + 5)}
    library = load(make(tmp_path, **many), DAY)
    outside = {f"x{n}.py": Change.MODIFIED for n in range(SHOWN + 5)}
    page = review(library, dict.fromkeys(many, Change.ADDED), checks.run(library), outside)
    assert page.count("### ใหม่") == SHOWN and "และอีก 5 เรื่อง" in page and "และอีก 5 ไฟล์" in page
    assert len(page.encode()) < 1_000_000


@pytest.mark.skipif(os.name == "nt", reason="the workflow runs on Linux")
def test_the_summary_says_how_to_open_the_site(tmp_path):
    content = yaml.safe_load((ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8"))
    step = next(one for one in content["jobs"]["content"]["steps"] if "http.server" in one.get("run", ""))
    target = tmp_path / "summary.md"
    subprocess.run(
        ["bash", "-e", "-c", step["run"]],
        check=True,
        cwd=tmp_path,
        env={
            **os.environ,
            "SITE": "https://github.com/o/r/actions/runs/1/artifacts/2",
            "GITHUB_STEP_SUMMARY": str(target),
        },
    )
    told = target.read_text(encoding="utf-8")
    assert "[เว็บที่สร้างจากคำขอนี้](https://github.com/o/r/actions/runs/1/artifacts/2)" in told
    assert "`python3 -m http.server`" in told


PROGRAMS = "run.py scripts/a/b.py tests/conftest.py pyproject.toml scripts/constraints.txt mkdocs.yml .gitattributes"
PROGRAMS += " .github/workflows/check.yml .github/dependabot.yml overrides/main.html scripts/khlang/web/a.js bench/a.sh Makefile"
READ_ONLY = "README.md SECURITY.md LICENSE.txt .github/pictures/a.webp overrides/assets/font.woff2"


@pytest.mark.parametrize(("paths", "told"), [(PROGRAMS, True), (READ_ONLY, False)])
def test_what_would_run_on_the_machine_of_a_reviewer(paths, told):
    assert {path: runs(path) for path in paths.split()} == dict.fromkeys(paths.split(), told)


def test_content_alone_needs_no_warning(repository, monkeypatch):
    _propose(repository, {"docs/knowledge/draft.md": None, "README.md": "ก"})
    _, page = _summary(repository, monkeypatch)
    assert "อย่าสั่ง" not in page and "README" in page
