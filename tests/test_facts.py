"""What was found out about a file is known until it holds something else, and is what would be found out anew."""

from __future__ import annotations

import datetime
import os
import shutil
import sys
import time

import pytest
from content import BASES, DAY, FOLDERS, MINIATURE, make

from khlang import checks
from khlang.checks import personal
from khlang.content import reading
from khlang.content.facts import FILE, Facts, facts_of, name_of
from khlang.content.failures import SavedMeanwhile, explain
from khlang.content.library import load
from khlang.content.problem import as_row

ENTRIES = {f"{FOLDERS[name]}/entry.md": text for name, text in BASES.items()}


def _found(docs, facts=None, day=DAY, **chosen):
    return [as_row(one) for one in checks.run(load(docs, day, facts), **chosen)]


@pytest.fixture
def docs(tmp_path):
    wrong = (
        BASES["knowledge"].replace("k7x2m9", "k7x2m8")
        + "\nสอบถามที่ somjai99@gmail.com แล้ว  ๆ ปี 2999\n\nhttps://example.org/\n\n## \n"
    )
    return make(tmp_path / "docs", **{**ENTRIES, "knowledge/wrong.md": wrong, "knowledge/none.md": "---\ntitle: ก\n"})


def test_what_is_known_is_what_would_be_found(tmp_path, docs):
    wanted = _found(docs)
    assert {"personal-email", "front-matter-unclosed"} <= {row[2] for row in wanted}
    assert _found(docs, Facts(tmp_path)) == wanted
    assert _found(docs, Facts(tmp_path)) == wanted


def test_the_miniature_is_read_the_same_from_what_is_known(tmp_path):
    docs = MINIATURE / "docs"
    fresh = load(docs, DAY)
    checks.run(load(docs, DAY, Facts(tmp_path)), advice=False)
    known = load(docs, DAY, Facts(tmp_path))
    assert len(known.entries) == len(fresh.entries) and known.problems == fresh.problems
    for one, other in zip(fresh.texts, known.texts, strict=True):
        assert one.front_matter == other.front_matter and one.meta == other.meta
        assert one.front_matter.body == other.front_matter.body
        assert (one.headings, one.links) == (other.headings, other.links)


def test_nothing_is_opened_twice(tmp_path, docs, monkeypatch):
    wanted = _found(docs, Facts(tmp_path))
    monkeypatch.setattr(personal, "find_shown", None)
    monkeypatch.setattr(reading, "split", lambda text, path: wanted.append(path))
    _found(docs, Facts(tmp_path), advice=False)
    assert wanted[-1] == "knowledge/none.md"  # only what could not be read is read again


NO_LOOKS = pytest.mark.skipif(sys.platform == "win32", reason="no time there tells of writing")
TEXT = "knowledge/entry.md"


def _settled(monkeypatch):
    """All files have lain still for a while."""
    monkeypatch.setattr(reading, "_SETTLED", -1_000_000_000)


def _opened(monkeypatch):
    """Which texts are read when a library is loaded."""
    opened, bytes_of = [], reading.bytes_of
    monkeypatch.setattr(reading, "bytes_of", lambda file, path: opened.append(path) or bytes_of(file, path))
    return opened


@NO_LOOKS
def test_a_file_that_looks_as_before_is_opened_only_for_its_text(tmp_path, docs, monkeypatch):
    _settled(monkeypatch)
    _found(docs, Facts(tmp_path))
    opened = _opened(monkeypatch)
    library = load(docs, DAY, Facts(tmp_path))
    assert TEXT not in opened and opened  # plain pages and faulty files are read each time
    assert library.by_path[TEXT].body == load(docs, DAY).by_path[TEXT].body


@NO_LOOKS
def test_who_writes_is_seen_whatever_size_and_time_say(tmp_path, docs, monkeypatch):
    _settled(monkeypatch)
    _found(docs, Facts(tmp_path))
    file, facts = docs / TEXT, Facts(tmp_path)
    state = file.stat()
    time.sleep(0.02)  # longer than the clock of files ticks
    file.write_text(file.read_text(encoding="utf-8").replace("ก", "ข"), encoding="utf-8")
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert file.stat().st_size == state.st_size and file.stat().st_mtime_ns == state.st_mtime_ns
    assert load(docs, DAY, facts).by_path[TEXT].body == load(docs, DAY).by_path[TEXT].body


@NO_LOOKS
def test_a_copy_with_the_same_times_is_read(tmp_path, docs, monkeypatch):
    _settled(monkeypatch)
    _found(docs, Facts(tmp_path))
    shutil.copytree(docs, tmp_path / "copy")
    opened = _opened(monkeypatch)
    load(tmp_path / "copy", DAY, Facts(tmp_path))
    assert TEXT in opened


@NO_LOOKS
def test_what_was_written_a_moment_ago_is_read_again(tmp_path, docs, monkeypatch):
    """A further save within one tick of the clock would leave it looking the same."""
    monkeypatch.setattr(reading, "_SETTLED", 10**18)
    _found(docs, Facts(tmp_path))
    opened = _opened(monkeypatch)
    load(docs, DAY, Facts(tmp_path))
    assert TEXT in opened


@NO_LOOKS
def test_a_text_that_is_saved_between_its_head_and_its_body_is_refused(tmp_path, docs, monkeypatch):
    _settled(monkeypatch)
    _found(docs, Facts(tmp_path))
    entry = load(docs, DAY, Facts(tmp_path)).by_path[TEXT]
    (docs / TEXT).write_text(BASES["knowledge"] + "ใหม่\n", encoding="utf-8")
    with pytest.raises(SavedMeanwhile) as saved:
        _ = entry.body
    assert "บันทึก" in explain(saved.value)


def test_a_file_that_changed_is_looked_at_again(tmp_path, docs):
    _found(docs, Facts(tmp_path))
    file = docs / "knowledge/wrong.md"
    file.write_text(BASES["knowledge"].replace("k7x2m9", "k7x2m8") + "\nโทร. 081-234-5678\n", encoding="utf-8")
    assert _found(docs, Facts(tmp_path)) == _found(docs)
    shutil.copy(file, docs / "about.md")
    assert _found(docs, Facts(tmp_path)) == _found(docs)


def test_years_are_judged_by_the_day(tmp_path, docs):
    _found(docs, Facts(tmp_path))
    later = datetime.date(DAY.year + 450, 1, 1)
    assert _found(docs, Facts(tmp_path), later) == _found(docs, day=later)


def test_what_one_asks_about_few_files_leaves_the_rest_known(tmp_path, docs):
    _found(docs, Facts(tmp_path))
    before = (tmp_path / FILE).read_bytes()
    _found(docs, Facts(tmp_path), only={"knowledge/wrong.md"})
    assert (tmp_path / FILE).read_bytes() == before


def test_what_nobody_asks_for_goes(tmp_path):
    facts = Facts(tmp_path)
    for name in "ab":
        assert facts.ask("q", name, lambda: [1]) == [1]
    facts.save()
    again = Facts(tmp_path)
    assert again.ask("q", "a", lambda: [2]) == [1]
    again.save(whole=["q"])
    assert Facts(tmp_path).known("q", "a") == [1] and Facts(tmp_path).known("q", "b") is None


@pytest.mark.parametrize("damage", [b"", b"x" * 40, b"cut"])
def test_damaged_facts_count_as_none(damage, tmp_path):
    facts = Facts(tmp_path, "1")
    facts.keep("q", "a", [1])
    facts.save()
    assert Facts(tmp_path, "1").known("q", "a") == [1] and Facts(tmp_path, "2").known("q", "a") is None
    data = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(data[:-1] if damage == b"cut" else damage)
    assert Facts(tmp_path, "1").known("q", "a") is None


def test_facts_are_kept_in_projects_only_and_none_with_other_words(tmp_path):
    docs = make(tmp_path / "docs", **ENTRIES)
    _found(docs, facts_of(tmp_path, docs))
    assert not (tmp_path / ".cache").exists()
    (tmp_path / "mkdocs.yml").touch()
    _found(docs, facts_of(tmp_path, docs))
    path = "knowledge/entry.md"
    name = name_of(path, (docs / path).read_bytes())
    assert facts_of(tmp_path, docs).known("reading", name)
    with (docs / "_data/site.yml").open("a", encoding="utf-8") as file:
        file.write("public_contacts: [somjai99@gmail.com]\n")
    assert facts_of(tmp_path, docs).known("reading", name) is None
