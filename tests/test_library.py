"""What the library knows of its entries, and what it holds back."""

from __future__ import annotations

import datetime
import subprocess

import pytest
from content import BASES, DAY, FOLDERS, PICTURE, make

from khlang.content.git import last_changes
from khlang.content.library import load
from khlang.publishing.site import Site


@pytest.fixture
def library(tmp_path):
    files = {f"{FOLDERS[name]}/entry.md": text for name, text in BASES.items()}
    files["about.md"] = "---\ntitle: เกี่ยวกับเรา\nsummary: สำนักงาน\n---\n\nอ่าน[เรื่อง](knowledge/entry.md)\n"
    files["about.en.md"] = "---\ntitle: About\nsummary: The office\n---\n\nText\n"
    files["knowledge/entry.md"] = BASES["knowledge"].replace("status:", "based_on: [e4n8ta]\nstatus:")
    return load(make(tmp_path / "docs", **files), DAY)


def test_newest_first_and_pages_last(library):
    dates = [entry.date or datetime.date.min for entry in library.entries]
    assert dates == sorted(dates, reverse=True)
    assert library.entries[-1].kind.name == "page"


def test_drafts_are_nowhere(library):
    assert "knowledge/draft.md" in library.by_path
    assert all(entry.path != "knowledge/draft.md" for entry in (*library.public, *library.tagged("thinking")))


def test_names_are_found_by_any_of_their_forms(library):
    for typed in ("supervision", "กลุ่มนิเทศฯ", "กลุ่มนิเทศ", "กลุ่มนิเทศ ติดตามและประเมินผลการจัดการศึกษา"):
        assert library.vocabulary.owner(typed).key == "supervision"
    assert library.vocabulary.owner("กลุ่มที่ไม่มี") is None


def test_both_ends_of_a_link_know_each_other(library):
    knowledge, exchange = library.by_id["k7x2m9"], library.by_id["e4n8ta"]
    assert library.sources(knowledge) == (exchange,)
    assert library.outcomes[exchange.path] == (knowledge,)
    assert library.mentions["knowledge/second.md"] == (knowledge,)


def test_related_shares_tags_and_leaves_out_what_is_linked(library):
    second = library.by_path["knowledge/second.md"]
    assert [entry.path for entry in library.related(second)] == ["practices/entry.md"]


@pytest.mark.parametrize(
    ("path", "link", "language", "wanted"),
    [
        ("knowledge/entry.md", "second.md#วิธีทำ", "th", "../second/#วิธีทำ"),
        ("knowledge/entry.md", "../practices/entry.md", "th", "../../practices/entry/"),
        ("knowledge/entry.md", "images/label.png", "th", "../images/label.png"),
        ("about.md", "about.md", "th", "./"),
        ("about.en.md", "knowledge/entry.md", "en", "../../knowledge/entry/"),
        ("knowledge/entry.md", "draft.md", "th", None),
        ("knowledge/entry.md", "none.md", "th", None),
        ("knowledge/entry.md", "https://example.com/", "th", None),
        ("knowledge/entry.md", "mailto:a@example.com", "th", None),
        ("knowledge/entry.md", "#here", "th", None),
    ],
)
def test_addresses_of_links(library, path, link, language, wanted):
    assert library.address(path, link, language) == wanted


def test_a_hidden_example_is_gone(tmp_path):
    docs = make(tmp_path, **{"knowledge/entry.md": BASES["knowledge"].replace("status:", "example: true\nstatus:")})
    assert "knowledge/entry.md" in {entry.path for entry in load(docs, DAY).public}
    site = docs / "_data/site.yml"
    site.write_text(site.read_text(encoding="utf-8") + "show_examples: false\n", encoding="utf-8")
    assert "knowledge/entry.md" not in {entry.path for entry in load(docs, DAY).public}


def test_a_faulty_entry_is_held_back_whole_and_the_rest_goes_out(tmp_path):
    docs = make(
        tmp_path,
        **{
            "knowledge/entry.md": BASES["knowledge"].replace("2026-11-20", "2569-11-20"),
            "practices/entry.md": BASES["practice"],
        },
    )
    site = Site.load(docs, DAY, {})
    assert [problem.path for problem in site.problems] == ["knowledge/entry.md"]
    assert not site.admits("knowledge/entry.md") and site.admits("practices/entry.md")
    listed = {row.url for page in site.made().values() for row in getattr(page, "rows", ())}
    assert "practices/entry/" in listed and "knowledge/entry/" not in listed


def test_a_withdrawn_entry_takes_its_pictures_along(tmp_path):
    text = BASES["knowledge"].replace("images/label.png", "images/mine.png")
    files = {"knowledge/images/mine.png": PICTURE, "knowledge/images/nobody.png": PICTURE, "knowledge/entry.md": text}
    assert Site.load(make(tmp_path / "a", **files), DAY, {}).admits("knowledge/images/mine.png")
    files["knowledge/entry.md"] = text.replace("published", "withdrawn")
    withdrawn = Site.load(make(tmp_path / "b", **files), DAY, {})
    assert not withdrawn.admits("knowledge/images/mine.png") and not withdrawn.admits("knowledge/images/nobody.png")


def test_a_page_waits_for_its_faulty_attachment(tmp_path):
    text = BASES["knowledge"].replace("[เรื่องที่สอง](second.md#วิธีทำ)", "[แบบ](Form%201.pdf)")
    site = Site.load(make(tmp_path, **{"knowledge/Form 1.pdf": b"%PDF-1.4", "knowledge/entry.md": text}), DAY, {})
    assert not site.admits("knowledge/entry.md") and not site.admits("knowledge/Form 1.pdf")
    assert ("knowledge/entry.md", "link-unpublished") in {(problem.path, problem.rule) for problem in site.problems}


def test_git_dates_only_from_a_whole_history(tmp_path):
    def git(*words, cwd):
        subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@example.com", *words],
            cwd=cwd,
            check=True,
            capture_output=True,
        )

    docs = make(tmp_path / "whole/docs")
    assert last_changes(docs) == {}
    git("init", "-q", cwd=tmp_path / "whole")
    git("add", ".", cwd=tmp_path / "whole")
    git("commit", "-qm", "one", "--date", "2026-01-02T03:04:05", cwd=tmp_path / "whole")
    git("commit", "-qm", "two", "--allow-empty", cwd=tmp_path / "whole")
    assert set(last_changes(docs)) >= {"knowledge/second.md", "_data/site.yml"}
    git("clone", "-q", "--depth", "1", (tmp_path / "whole").as_uri(), str(tmp_path / "part"), cwd=tmp_path)
    assert last_changes(tmp_path / "part/docs") == {}


def test_a_field_under_a_thai_name_is_told_once(tmp_path):
    text = BASES["knowledge"].replace("title:", "ชื่อเรื่อง:").replace("summary:", "sumary:")
    found = Site.load(make(tmp_path, **{"knowledge/entry.md": text}), DAY, {}).problems
    assert [(one.rule, one.line, one.message[-12:]) for one in found if one.path == "knowledge/entry.md"] == [
        ("field-unknown", 3, "แก้เป็น title"[-12:]),
        ("field-unknown", 4, "แก้เป็น summary"[-12:]),
    ]
