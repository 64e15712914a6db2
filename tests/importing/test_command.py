"""`khlang import` as a teacher uses it: one line, Thai questions, and a list of what is left to do."""

from __future__ import annotations

import os
import re
import select
import sys

import documents
import pytest
from content import make
from typer.testing import CliRunner

from khlang.cli.commands import app
from khlang.content.front_matter import split


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")  # 22 November 2026
    make(tmp_path / "docs")

    def call(*words: str):
        return CliRunner().invoke(app, list(words), catch_exceptions=False)

    return call


def _files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_one_line_makes_a_draft_and_touches_nothing_else(run, tmp_path):
    data = documents.memo()
    (tmp_path / "รายงาน การนิเทศ.docx").write_bytes(data)
    before = _files(tmp_path)
    done = run("import", "รายงาน การนิเทศ.docx", "--people", "none")
    assert done.exit_code == 0, done.output
    path = re.match(r"นำเข้าแล้ว docs/(\S+\.md) ภาพ 1 ภาพ", done.output)[1]
    after = _files(tmp_path)
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) == {
        f"docs/{path}",
        f"docs/{path[:-3].replace('knowledge/', 'knowledge/images/')}-1.png",
    }
    values = split(after[f"docs/{path}"].decode(), path).values
    assert (values["status"], values["date"], values["owner"]) == ("draft", "2026-11-12", "กลุ่มนิเทศฯ")
    assert run("check", f"docs/{path}").exit_code == 0


def test_it_says_what_to_mend_before_publishing(run, tmp_path):
    (tmp_path / "a.docx").write_bytes(documents.practice())
    done = run("import", "a.docx", "--kind", "practice", "--group", "นิเทศ", "--field", "grades=ป.4")
    file = re.search(r"docs/\S+\.md", done.output)[0]
    assert done.exit_code == 0
    for rule in ("placeholder", "picture-people"):
        assert re.search(rf"{file}:\d+: ต้องแก้ \[{rule}\]", done.output), done.output
    assert run("check", file).exit_code == 1  # who is in a picture is for a person to say


def test_names_and_signatures_are_pointed_at_and_stay(run, tmp_path):
    (tmp_path / "a.docx").write_bytes(documents.meeting())
    done = run("import", "a.docx")
    assert done.output.count("มีชื่อบุคคล") == 2 and done.output.count("ช่องลงนาม") == 2
    text = (tmp_path / re.search(r"docs/\S+\.md", done.output)[0]).read_text(encoding="utf-8")
    for line in re.findall(r":(\d+): โปรดดู", done.output):
        assert re.search("ตัวอย่าง|ลงชื่อ", text.split("\n")[int(line) - 1])


def test_the_same_file_twice_makes_two_drafts(run, tmp_path):
    (tmp_path / "a.txt").write_text("เรื่อง\n\nเนื้อหา\n", encoding="utf-8")
    for _ in range(2):
        assert run("import", "a.txt", "--kind", "exchange", "--group", "นิเทศ", "--date", "2026-11-17").exit_code == 0
    assert len(list((tmp_path / "docs/exchange").glob("*.md"))) == 2


@pytest.mark.parametrize(("words", "said"), [
    (["a.txt"], "--group"),
    (["a.txt", "--kind", "practise", "--group", "นิเทศ"], "practice"),
    (["a.txt", "--kind", "practice", "--group", "นิเทศ"], "--field grades="),
    (["a.txt", "--group", "นิเทศ", "--date", "2569-11-17"], "2026-11-17"),
    (["a.txt", "--group", "นิเทศ", "--title", "ก" * 151], "150"),
    (["a.doc", "--group", "นิเทศ"], ".docx"),
])  # fmt: skip
def test_it_says_what_to_type_instead(run, tmp_path, words, said):
    (tmp_path / "a.txt").write_text("เรื่อง\n\nเนื้อหา\n", encoding="utf-8")
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    before = _files(tmp_path)
    done = run("import", *words)
    assert done.exit_code == 1 and said in done.output and "Traceback" not in done.output
    assert _files(tmp_path) == before


def _until_asked(terminal: int) -> bytes:
    """What the program prints until it waits for an answer or ends."""
    told = b""
    while not told.endswith(b": ") and select.select([terminal], [], [], 30)[0]:
        try:
            told += os.read(terminal, 4096)
        except OSError:  # Linux says so at the end
            break
    return told


@pytest.mark.skipif(os.name == "nt", reason="there are no pseudo-terminals")
def test_a_person_is_asked_in_thai_and_enter_takes_the_guess(run, tmp_path):
    """In a terminal: summary typed, every guess of the document taken, pictures left to be told one by one."""
    import pty

    (tmp_path / "a.docx").write_bytes(documents.memo())
    child, terminal = pty.fork()
    if child == 0:
        os.execv(sys.executable, [sys.executable, "-m", "khlang", "import", "a.docx"])
    told = b""
    for answer in ("", "สรุปของเรื่อง", "", "", ""):
        told += _until_asked(terminal)
        os.write(terminal, f"{answer}\n".encode())
    told += _until_asked(terminal)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, told.decode()
    file = re.search(r"นำเข้าแล้ว (\S+)", told.decode())[1]
    values = split((tmp_path / file).read_text(encoding="utf-8"), file).values
    assert values["title"].startswith("รายงานผลการนิเทศ") and values["summary"] == "สรุปของเรื่อง"
    assert (values["owner"], values["date"]) == ("กลุ่มนิเทศฯ", "2026-11-12") and "pictures" not in values
