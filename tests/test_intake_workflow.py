"""The workflow that takes issues in, in a scratch repository: drafts or answers, and nothing else, whatever a stranger writes."""

from __future__ import annotations

import os
import re
import shutil

import markdown
import pytest
from content import DAY, make
from issues import body, event
from typer.testing import CliRunner
from workflow import BOT, Runner

from khlang.cli import intake as intake_command
from khlang.cli.commands import app
from khlang.content.front_matter import split
from khlang.content.library import load
from khlang.contributing.intake import LABEL

CANARY = "PWNED"
NUMBER = "github.event.issue.number"
READY = "needs.read.outputs.ready"
SITE = "vars.SITE_URL || format('https://{0}.github.io/{1}/', github.repository_owner, github.event.repository.name)"

needs_bash = pytest.mark.skipif(os.name == "nt", reason="the workflow runs on Linux")
TOUCH = f"$(touch {CANARY}) `touch {CANARY}`; touch {CANARY} | touch {CANARY} && touch {CANARY} #' \" \\"

# name: (kind, title or None, answers, what the answer says, or None where a draft is opened)
HOSTILE: dict[str, tuple[str, str | None, dict[str, str], str | None]] = {
    "shell in the title": ("knowledge", TOUCH, {}, None),
    "shell in the text": ("exchange", None, {"section__listen": f"{TOUCH}\n\n```\n{TOUCH}\n```"}, None),
    "a path as title": ("knowledge", "../../../../etc/passwd", {}, None),
    "a path as authors": ("knowledge", None, {"authors": "../../x, /etc/passwd"}, None),
    "a path as owner": ("knowledge", None, {"owner": "../../.github/workflows"}, "ไม่อยู่ในรายการ"),
    "a YAML tag": ("knowledge", f'!!python/object/apply:os.system ["touch {CANARY}"]', {}, None),
    "YAML in every line": (
        "practice",
        "a: b: [c, {d}] &e *f #g",
        {"time": "!!binary |", "cost": "{x: y}", "people": "*a"},
        None,
    ),
    "front matter that closes early": (
        "knowledge",
        "ก\n---\nstatus: withdrawn\n---",
        {"text": "---\nid: x\n---\n\nเนื้อหา"},
        None,
    ),
    "a script": ("exchange", None, {"section__write": "<script>alert(1)</script>"}, "<script>"),
    "an event handler": ("exchange", None, {"section__write": "<b onclick='x()'>ก</b>"}, "onclick"),
    "a link to a program": ("exchange", None, {"section__write": "[ก](javascript:alert(1))"}, "javascript"),
    "a picture elsewhere": ("exchange", None, {"section__write": "![ก](https://example.com/a.png)"}, "อยู่บนเว็บไซต์อื่น"),
    "a file of the machine": ("exchange", None, {"section__write": "[ก](../../../../etc/passwd)"}, "ซึ่งไม่มี"),
    "Jinja": ("knowledge", "{{ config }}{% include '/etc/passwd' %}", {"text": "{{ 7*7 }}{% for x in y %}"}, None),
    "snippets": ("knowledge", None, {"text": 'ก\n\n--8<-- "/etc/passwd"\n\n;--8<-- "mkdocs.yml"'}, None),
    "mentions, references, links": (
        "knowledge",
        "@everyone #1 GH-1 https://evil.example www.evil.example",
        {"summary": "@office/teachers ![x](https://evil.example/x.png) <img src=x>"},
        None,
    ),
    "mentions in what is told": (
        "exchange",
        None,
        {"section__write": "[@everyone #1 <img src=x>](nowhere.md)"},
        "ซึ่งไม่มี",
    ),
    "workflow commands in a draft": (
        "exchange",
        "::error::x",
        {
            "section__listen": "::set-output name=ready::false\n##[set-output name=ready]false\nready=false\n::stop-commands::x"
        },
        None,
    ),
    "workflow commands in a refusal": (
        "exchange",
        "##[add-path]/tmp",
        {"section__listen": "[ก\n::set-output name=ready::true\nready=true](x.md)\n\n<script>"},
        "<script>",
    ),
    "look-alike letters in a list": ("exchange", None, {"owner": "กลุ่มนิเทศ\u200bฯ"}, None),
    "look-alike letters of another script": ("exchange", None, {"owner": "กลุ่มนิเทศฯ".replace("ก", "ᥐ")}, "ไม่อยู่ในรายการ"),
    "a turn of direction": ("knowledge", "ก\u202eข", {}, None),
    "a null byte": ("knowledge", None, {"text": "ก\x00ข"}, None),
    "half a character": ("knowledge", None, {"text": "ก\ud800ข"}, None),
    "a million letters": ("knowledge", None, {"text": "ก" * 1_000_000}, "65536"),
    "many broken links": ("knowledge", None, {"text": "\n".join(f"[ก](x{n}.md)" for n in range(3_000))}, "และอีก"),
    "a rule waved away": (
        "exchange",
        None,
        {"section__write": "<!-- khlang: allow active-tag เพราะ -->\n<script>x</script>"},
        "<script>",
    ),
    "an unclosed comment": ("exchange", None, {"section__listen": "<!-- ก"}, "ขาดส่วน"),
}
PERSONAL = {
    "identity number": ("1-2345-67890-12-1", "เลขประจำตัวประชาชน"),
    "telephone in Thai digits": ("โทร ๐๘๑-๒๓๔-๕๖๗๘", "เบอร์โทรศัพท์"),
    "e-mail": ("ส่งที่ somjai.jaidee@gmail.com", "อีเมล"),
    "pupil": ("เด็กชายสมชาย ใจดี เล่าว่า", "ชื่อนักเรียน"),
}


@pytest.fixture
def runner(tmp_path) -> Runner:
    return Runner(tmp_path)


def _text(runner: Runner, kind: str, changed: dict[str, str]) -> str:
    return body(kind, load(runner.folder / "first/docs", DAY).vocabulary, **changed)


def _run(runner: Runner, told: bytes) -> tuple[bool, str]:
    """Both jobs, as the label starts them: whether there is a draft, and the whole log."""
    (runner.folder / "event.json").write_bytes(told)
    (runner.folder / "output").unlink(missing_ok=True)
    shutil.rmtree(runner.folder / "temp/intake", ignore_errors=True)
    status, log = runner.job("intake.yml", "read", {SITE: "https://example.go.th/km/"})
    assert status == 0, log
    assert runner.git("status", "--porcelain", at="read") == ""
    ready = (runner.folder / "output").read_text()
    assert ready in ("ready=true\n", "ready=false\n")
    values = {
        NUMBER: "12",
        READY: ready.strip().removeprefix("ready="),
        "github.token": "t",
        "github.repository": "o/r",
    }
    status, more = runner.job("intake.yml", "propose", values)
    assert status == 0, more
    return ready == "ready=true\n", log + more


def _left(runner: Runner) -> set[str]:
    found = runner.folder / "temp/intake"
    return {path.relative_to(found).as_posix() for path in found.rglob("*") if path.is_file()}


def _assert_harmless(runner: Runner, log: str) -> None:
    assert not [path for path in runner.folder.rglob(f"*{CANARY}*")], "something ran"
    assert {path.name for path in runner.folder.iterdir()} == {
        "bin",
        "home",
        "gh",
        "temp",
        "first",
        "origin.git",
        "event.json",
        "output",
        "read",
        "propose",
    }
    assert not re.search(r"^\s*::|##\[", log, re.MULTILINE), log
    assert _left(runner) <= {"comment.md", "request.md", *(path for path in _left(runner) if path.startswith("docs/"))}
    for file in ("comment.md", "request.md"):
        found = runner.folder / "temp/intake" / file
        told = found.read_text(encoding="utf-8") if found.exists() else ""
        assert not re.search(r"@\w", told) and len(told) < 65_536
        shown = markdown.markdown(
            re.sub(r"\\([!-/:-@\[-`{-~])", lambda sign: f"&#{ord(sign[1])};", told)
        )  # CommonMark's escapes
        ours = r'<a href="https://example\.go\.th/km/guide/rules/[a-z-]+/">(เหตุผลและตัวอย่าง|<code>[a-z-]+</code>)</a>'
        shown = re.sub(ours, "", shown)
        assert not re.search(r"<(?!/?(p|strong|ul|li|h2|h3|blockquote|code|br)\b)", shown), shown


@needs_bash
@pytest.mark.parametrize(("kind", "title", "changed", "said"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_issue_does_nothing(kind, title, changed, said, runner):
    told = event(_text(runner, kind, changed), title or "เรื่องหนึ่ง")
    is_ready, log = _run(runner, told)
    _assert_harmless(runner, log)
    comment = (runner.folder / "temp/intake/comment.md").read_text(encoding="utf-8")
    assert is_ready == (said is None), comment
    branches = runner.git("branch", "--list", "intake/*", at="origin.git").split()
    if said:
        assert branches == [] and _left(runner) == {"comment.md"}
        assert said in re.sub(r"\\(.)", r"\1", comment).replace("\u200b", "")
    else:
        added = runner.git("diff", "--name-status", "main", "intake/12", at="origin.git").splitlines()
        folder = {"knowledge": "knowledge", "exchange": "exchange", "practice": "practices"}[kind]
        assert added == [f"A\tdocs/{folder}/2026-11-22-issue-12.md"]
        values = split(
            runner.git("show", f"intake/12:docs/{folder}/2026-11-22-issue-12.md", at="origin.git"), ""
        ).values
        assert values["status"] == "published" and re.fullmatch(r"[kep][0-9a-hjkmnp-tv-z]{5}", values["id"])


@needs_bash
@pytest.mark.parametrize(("typed", "said"), PERSONAL.values(), ids=PERSONAL)
@pytest.mark.parametrize("place", ["text", "title", "summary", "above the form", "no form"])
def test_personal_data_stop_an_issue_and_are_repeated_nowhere(typed, said, place, runner):
    text = (
        "ไม่ได้ใช้แบบ " + typed
        if place == "no form"
        else _text(runner, "knowledge", {place: f"เรื่อง {typed}"} if place in ("text", "summary") else {})
    )
    text = f"เรื่อง {typed}\n\n{text}" if place == "above the form" else text
    is_ready, log = _run(runner, event(text, f"เรื่อง {typed}" if place == "title" else "เรื่องหนึ่ง"))
    _assert_harmless(runner, log)
    assert not is_ready and _left(runner) == {"comment.md"}
    comment = (runner.folder / "temp/intake/comment.md").read_text(encoding="utf-8")
    assert "ข้อมูลส่วนบุคคล" in comment and said in comment and "Delete revision" in comment
    secret = re.sub(r"^(โทร|ส่งที่) | เล่าว่า$|^เด็กชาย", "", typed)
    assert secret not in re.sub(r"\\(.)", r"\1", comment).replace("\u200b", "") and secret not in log


@needs_bash
def test_an_issue_with_windows_line_ends_is_like_any_other(runner):
    told = event(_text(runner, "exchange", {}).replace("\n", "\r\n"))
    assert _run(runner, told)[0]
    said = (runner.folder / "gh/said").read_text(encoding="utf-8").splitlines()
    request, comment = runner.folder / "temp/intake/request.md", runner.folder / "temp/intake/comment.md"
    assert said == [
        "auth setup-git",
        f"pr create --draft --head intake/12 --base main --title รับเรื่อง #12 --body-file {request}",
        f"issue comment 12 --body-file {comment}",
        f"issue edit 12 --remove-label {LABEL}",
    ]
    assert "Closes #12" in request.read_text(encoding="utf-8")
    assert runner.git("log", "-1", "--format=%an %ce %s", "intake/12", at="origin.git").strip() == (
        f"github-actions[bot] {BOT} Take in issue #12"
    )


@needs_bash
def test_the_label_set_again_mends_the_draft_but_never_what_a_person_changed(runner):
    assert _run(runner, event(_text(runner, "exchange", {})))[0]
    first = runner.git("show", "intake/12:docs/exchange/2026-11-22-issue-12.md", at="origin.git")
    (runner.folder / "gh/open").write_text("1\n")
    assert _run(runner, event(_text(runner, "exchange", {"section__ask": "- ต้องการแบบฟอร์มกลาง"})))[0]
    second = runner.git("show", "intake/12:docs/exchange/2026-11-22-issue-12.md", at="origin.git")
    assert re.sub(r" \{#q\w{5}\}", "", second) == first.replace("ไม่มี", "- ต้องการแบบฟอร์มกลาง")
    said = (runner.folder / "gh/said").read_text(encoding="utf-8")
    assert said.count("pr create") == 1 and said.count("pr edit intake/12") == 1 and "pr ready --undo intake/12" in said

    runner.git("clone", "--quiet", "--branch=intake/12", "origin.git", "editor")
    (runner.folder / "editor/docs/exchange/2026-11-22-issue-12.md").write_text(second + "\nเพิ่ม\n", encoding="utf-8")
    runner.git("commit", "--quiet", "--all", "--message=Mend", at="editor")
    runner.git("push", "--quiet", "origin", "intake/12", at="editor")
    (runner.folder / "event.json").write_bytes(event(_text(runner, "exchange", {})))
    values = {NUMBER: "12", READY: "true", "github.token": "t", "github.repository": "o/r"}
    status, log = runner.job("intake.yml", "propose", values)
    assert status == 1 and "มีคนแก้ draft pull request" in log
    assert "เพิ่ม" in runner.git("show", "intake/12:docs/exchange/2026-11-22-issue-12.md", at="origin.git")


@needs_bash
def test_an_issue_that_is_merged_is_not_taken_in_twice(runner):
    assert _run(runner, event(_text(runner, "exchange", {})))[0]
    runner.git("branch", "--force", "main", "intake/12", at="origin.git")
    runner.git("branch", "--delete", "--force", "intake/12", at="origin.git")
    is_ready, _ = _run(runner, event(_text(runner, "exchange", {"date": "17/11/2569"})))
    assert not is_ready
    comment = (runner.folder / "temp/intake/comment.md").read_text(encoding="utf-8").replace("\\", "")
    assert "docs/exchange/2026-11-22-issue-12.md" in comment


def test_whoever_sent_it_gets_an_answer_whatever_happens(runner, monkeypatch):
    def stumble(*_):
        raise RuntimeError("words of the issue")

    docs = make(runner.folder / "here/docs")
    told = event(body("knowledge", load(docs, DAY).vocabulary))
    (runner.folder / "event.json").write_bytes(told)
    monkeypatch.setattr(intake_command, "take", stumble)
    words = ["intake", str(runner.folder / "out"), "--event", str(runner.folder / "event.json"), "--docs", str(docs)]
    done = CliRunner().invoke(app, words)
    comment = (runner.folder / "out/comment.md").read_text(encoding="utf-8")
    assert done.exit_code == 0 and "RuntimeError" in comment and "words of the issue" not in comment
    assert "ผู้ดูแล" in comment and not (runner.folder / "out/request.md").exists()


@pytest.mark.parametrize("typed", ["โทร &#48;81&#45;234-5678", "โทร 081<b></b>-234-5678 หรือ 08**1-234**-5678"])
def test_what_only_the_page_would_show_is_found(typed, runner):
    docs = make(runner.folder / "here/docs")
    told = event(body("knowledge", load(docs, DAY).vocabulary, text=typed))
    (runner.folder / "event.json").write_bytes(told)
    words = ["intake", str(runner.folder / "out"), "--event", str(runner.folder / "event.json"), "--docs", str(docs)]
    assert CliRunner().invoke(app, words, catch_exceptions=False).exit_code == 0
    comment = (runner.folder / "out/comment.md").read_text(encoding="utf-8")
    assert "พบข้อมูลส่วนบุคคล" in comment and "5678" not in comment
    assert not (runner.folder / "out/request.md").exists()
