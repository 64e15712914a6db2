"""One file cannot stop the others: whatever a file holds, the rest is read, checked and published."""

from __future__ import annotations

import errno
import os
import re
import sys
import time

import pytest
from content import BASES, DAY, make

from khlang import checks, cli
from khlang.content import limits
from khlang.content.failures import TookTooLong, explain
from khlang.content.fence import fenced, processor_time
from khlang.content.front_matter import read_yaml
from khlang.content.library import load, name_of_file
from khlang.content.problem import Problem
from khlang.publishing.site import Site

HEAD, _, BODY = BASES["knowledge"].rpartition("---\n")

CROWDED = {
    "lists in one line": "- " * 500 + "ก",
    "numbered lists": "1. " * 500 + "ก",
    "lists below each other": "\n".join("    " * level + "- ก" for level in range(300)),
    "quotations": "> " * 500 + "ก",
    "quotations without spaces": ">" * 500 + "ก",
    "pictures never closed": "![" * 10_000,
    "links never closed": "[ก](" * 5_000,
    "links into each other": "[" * 5_000 + "ก" + "](ข)" * 5_000,
    "headings": "## ก\n" * 10_000,
    "lines": "ก\n" * 20_000,
    "one line": "ก" * 60_000,
    "emphasis never closed": "*ก **ข " * 5_000,
    "tags never closed": "<a " * 10_000,
    "sections of XML": "<![CDATA[" * 1_000,
    "code never closed": "~~~a\n\n" * 6_000,
    "footnotes": "".join(f"[^{number}]: ก\n" for number in range(5_000)),
    "abbreviations": "".join(f"*[A{number}]: ก\n" for number in range(5_000)) + "ก " * 5_000,
    "boxes": '=== "ก"\n\n    ข\n\n' * 2_000,
    "braces": "# ก {" * 9_000,
    "a wide table": "|a" * 1_000 + "\n" + "|-" * 1_000 + "\n" + "|b\n" * 1_000,
    "a crowded text": "`ก` ก\n\n" * 30_000,
}

FRONT_MATTERS = {
    "a number of 5000 digits": "title: " + "9" * 5_000,
    "a hexadecimal number": "title: 0x" + "f" * 6_000,
    "lists without end": "tags: " + "[" * 200_000,
    "lists in one line": "tags:\n  " + "- " * 100_000,
    "deeper and deeper": "tags:\n" + "\n".join(" " * level + "-" for level in range(1, 600)),
    "aliases": "a: &a [x, x, x, x, x, x, x, x]\n" + "\n".join(f"b{n}: &b{n} [*a, *a, *a, *a, *a]" for n in range(9)),
    "aliases of one long list": "a: &a [" + "x, " * 5_000 + "]\nb: [" + "*a, " * 5_000 + "]",
    "itself": "a: &a [*a]",
    "an object": "a: !!python/object/apply:os.getcwd []",
    "bytes": "a: !!binary AAAA",
}


def _problems(tmp_path, **files: str | bytes) -> list[Problem]:
    docs = make(tmp_path, **files)
    library = load(docs, DAY)
    assert library.by_path["knowledge/second.md"]  # the others are there
    return [problem for problem in checks.run(library) if problem.is_error]


@pytest.mark.parametrize("body", CROWDED.values(), ids=CROWDED)
def test_what_no_converter_bears_is_one_problem_of_its_file(body, tmp_path):
    begin = time.process_time()
    (problem,) = _problems(tmp_path, **{"knowledge/entry.md": f"{HEAD}---\n\nก่อน\n\n{body}\n"})
    assert (problem.path, problem.rule) == ("knowledge/entry.md", "text-limit")
    assert problem.line > HEAD.count("\n") + 1
    assert time.process_time() - begin < 10  # far from what it took, however slow the machine


def test_what_people_write_keeps_the_limits():
    table = "| ก | ข | ค |\n|---|---|---|\n" + "| [ก](https://a.example) | **ข** | `ค` |\n" * 1_000
    book = "## บท\n\n" + ("ความรู้ที่ได้จาก [การสังเกต](https://a.example) ของ **เด็ก** " * 20 + "[0, 5)\n\n") * 10
    lists = "".join(f"{' ' * 4 * level}- ชั้นที่ {level + 1}\n" for level in range(8)) * 40
    blanks = "ชื่อ ____________________ ตำแหน่ง ____________________\n" * 200
    rules = "- - - " * 30 + "\n\n" + "* " * 100 + "\n\n" + "_" * 500 + "\n"
    code = "```\n" + "        if x < y and z[0] * 2:\n" * 500 + "```\n"
    for text in (table, book * 40, lists, blanks, rules, code):
        assert limits.check("a.md", text) is None


@pytest.mark.parametrize("head", FRONT_MATTERS.values(), ids=FRONT_MATTERS)
def test_no_front_matter_stops_the_reader(head, tmp_path):
    begin = time.process_time()
    text = BASES["knowledge"].replace("title: ", f"{head}\ntitle: " if not head.startswith("t") else f"{head}\nx: ", 1)
    problems = _problems(tmp_path, **{"knowledge/entry.md": text})
    assert problems and {problem.path for problem in problems} == {"knowledge/entry.md"}
    assert all(len(problem.message) < 1_000 for problem in problems)
    assert time.process_time() - begin < 10


def test_what_is_typed_stays_text():
    typed = "a: 0x10\nb: 2569\nc: no\nd: 1e400\ne: 2026-11-22\nf: .nan\ng: ~\nh:\ni: 0o17\nj: '7'"
    values, _ = read_yaml(typed, "a.yml")
    assert values == {
        **{"a": "0x10", "b": "2569", "c": "no", "d": "1e400", "e": "2026-11-22", "f": ".nan"},
        **{"g": None, "h": None, "i": "0o17", "j": "7"},
    }


def test_a_field_that_wants_a_number_says_so(tmp_path):
    text = re.sub("components: .*", "components: [ก]", BASES["practice"])
    (problem,) = _problems(tmp_path, **{"practices/entry.md": text})
    assert problem.rule == "field-value" and "ต้องเป็นตัวเลข" in problem.message


@pytest.mark.skipif(os.name == "nt", reason="links and pipes of POSIX")
def test_what_is_no_file_is_told(tmp_path):
    docs = make(tmp_path)
    (docs / "_data/tags.yml").unlink()
    (docs / "_data/tags.yml").mkdir()
    (docs / "knowledge/folder.md").mkdir()
    (docs / "knowledge/a.md").symlink_to("b.md")
    (docs / "knowledge/b.md").symlink_to("a.md")
    os.mkfifo(docs / "knowledge/pipe.md")
    os.mkfifo(docs / "knowledge/pipe.pdf")
    library = load(docs, DAY)
    told = {(problem.path, problem.rule) for problem in checks.run(library)}
    assert [name_of_file(library, f"knowledge/{name}") for name in ("a.md", "folder.md", "pipe.md", "pipe.pdf")] == [
        ""
    ] * 4
    assert {
        ("_data/tags.yml", "file-unreadable"),
        ("knowledge/a.md", "file-shortcut"),
        ("knowledge/b.md", "file-shortcut"),
        ("knowledge/pipe.md", "file-unreadable"),
        ("knowledge/pipe.pdf", "file-unreadable"),
    } <= told


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
def test_a_folder_that_leads_back_to_itself_is_told_before_an_engine_follows_it(tmp_path):
    docs = make(tmp_path)
    assert Site.load(docs, DAY, {}).unbuildable is None
    (docs / "knowledge/round").symlink_to("..")
    site = Site.load(docs, DAY, {})
    assert "docs/knowledge/round" in site.unbuildable
    assert ("knowledge/round", "file-shortcut") in {(one.path, one.rule) for one in site.problems}


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full", "a.md"), RuntimeError("a"), MemoryError()])
def test_no_command_ends_in_a_traceback(error, monkeypatch, capsys):
    def fail() -> None:
        raise error

    monkeypatch.setattr(cli, "app", fail)
    with pytest.raises(SystemExit) as end:
        cli.main()
    said = capsys.readouterr().err
    assert end.value.code == 1 and said.startswith("ทำต่อไม่ได้ ") and said.count("\n") == 1 and "Traceback" not in said


def test_failures_of_the_machine_in_thai():
    for number in (errno.ENOSPC, errno.EROFS, errno.EACCES, errno.ELOOP, errno.EISDIR, errno.EIO, 999):
        said = explain(OSError(number, "in English", "docs/a.md"))
        assert said.startswith("docs/a.md: ") and "English" not in said and "ให้" in said


def test_an_error_of_ours_is_a_problem_of_the_file(tmp_path, monkeypatch):
    def stumble(text, library):
        if text.path == "knowledge/entry.md":
            raise RuntimeError("words of the file")
        return iter(())

    monkeypatch.setattr(checks, "_entry_checks", lambda text: (stumble,))
    (problem,) = _problems(tmp_path, **{"knowledge/entry.md": BASES["knowledge"]})
    assert (problem.path, problem.rule) == ("knowledge/entry.md", "file-stops-program")
    assert "RuntimeError" in problem.message and "words of the file" not in problem.message


def test_too_deep_is_a_problem_of_the_file():
    def deeper(level: int) -> int:
        return deeper(level + 1)

    problem = fenced("knowledge/entry.md", lambda: deeper(0), line=7)
    assert isinstance(problem, Problem) and problem.line == 7 and "หลายชั้น" in problem.message


@pytest.mark.skipif(sys.platform == "win32", reason="has no timer that could stop it")
def test_too_long_is_a_problem_of_the_file():
    problem = fenced("knowledge/entry.md", lambda: sum(1 for _ in iter(int, 1)), seconds=0.05)
    assert isinstance(problem, Problem) and "นานเกินไป" in problem.message
    assert fenced("knowledge/entry.md", lambda: 7, seconds=0.05) == 7
    with pytest.raises(TookTooLong), processor_time(0.05), processor_time(60):  # the nearer bound holds
        sum(1 for _ in iter(int, 1))
    with processor_time(0.2):
        inner = fenced("knowledge/entry.md", lambda: sum(1 for _ in iter(int, 1)), seconds=0.05)
        assert isinstance(inner, Problem)
        with pytest.raises(TookTooLong):  # what is left of the outer one
            sum(1 for _ in iter(int, 1))
