"""How a place is shown: the caret stands under it in a terminal, and no line of a file becomes a command."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some

from khlang.content.hidden import HIDDEN
from khlang.content.problem import Level, Problem, Rule
from khlang.contributing.repair import Mend
from khlang.contributing.report import Format, excerpt, report, summary


def _columns(text: str) -> int:
    """What a terminal gives a text; measured apart from the code under test, for the letters of these tests."""
    return sum(not unicodedata.category(letter).startswith("M") for letter in text)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("รวมงบประมาณ ๑2,๕๐๐ บาท", "๑2,๕๐๐"),
        ("นี้คือหัวใจนักปราชณ์ที่ดี", "นักปราชณ์"),  # ี้ and ์ take no column
        ("ที่นี่ที่นั่นน้ำท่วมเพื่อเด็ก ๆ", "เด็ก"),
        ("ก" * 200 + "ผิดที่นี่" + "ข" * 200, "ผิดที่นี่"),
        ("ที่นี่" * 60 + "ผิด" + "น้ำ" * 60, "ผิด"),
    ],
)
def test_carets_stand_under_the_place(line, place):
    shown, carets = excerpt(line, line.index(place) + 1, len(place)).split("\n")
    assert carets.strip() == "^" * _columns(place)
    before = shown[: shown.index(place)]
    assert _columns(before) == len(carets) - len(carets.lstrip())
    assert _columns(shown) <= 30 + 40 + _columns(place) + 4


def test_a_place_between_letters_and_an_unseen_letter_are_shown():
    assert excerpt("ก- ข", 1, 0) == "ก- ข\n^"
    assert excerpt("กข\u200bค", 3, 1) == "กข▯ค\n  ^"
    assert excerpt("ก\tข", 2, 1) == "ก ข\n ^"


@given(some.text(some.sampled_from("กนที่ี้ำๆ a1\u200b\t\u00a0\u202e漢:#["), max_size=200), some.data())
def test_an_excerpt_is_two_lines_that_hold_the_place(line, data):
    start = data.draw(some.integers(0, len(line)))
    length = data.draw(some.integers(0, len(line) - start))
    shown, carets = excerpt(line, start + 1, length).split("\n")
    assert "^" in carets and carets.strip(" ^") == ""
    assert "\u202e" not in shown and "##[" not in shown


def test_no_line_of_a_file_begins_a_line_of_the_report():
    problem = Problem("a.md", 1, "x", "ก", Level.ADVICE, 3, 1)
    for command in ("::error::x", "##[error]x"):
        said = report([problem], 1, line=lambda path, number, command=command: command)
        assert not any(line.strip().startswith("::") or "##[" in line for line in said.split("\n"))


def test_a_line_with_personal_data_is_not_shown():
    private = Problem("a.md", 1, "personal", "ก", column=1, length=3, is_private=True)
    advice = Problem("a.md", 1, "typing", "ข", Level.ADVICE, 5, 1)
    assert "ความลับ" not in report([private, advice], 1, line=lambda path, number: "ความลับ")


def test_places_of_one_rule_are_counted_after_the_fifth():
    advice = [Problem("a.md", n, "typing", f"แห่งที่ {n}", Level.ADVICE) for n in range(1, 21)]
    errors = [Problem("b.md", n, "date", f"แห่งที่ {n}") for n in range(1, 21)]
    said = report(advice + errors, 2)
    assert said.count("[typing] แห่ง") == 5 and "อีก 15 แห่ง" in said
    assert said.count("[date]") == 20  # what must be mended is told in full
    assert "ต้องแก้ 20 แห่ง ควรแก้ 20 แห่ง" in said


def test_github_gets_columns_and_json_what_to_type():
    problem = Problem("a.md", 2, "typing", "ก", Level.ADVICE, 5, 3, "ทำ")
    assert "::notice file=docs/a.md,line=2,col=5,endColumn=8,title=" in report([problem], 1, Format.GITHUB)
    said = report([problem], 1, Format.JSON, mends=[Mend("b.md", 1, "ทํา", "ทำ")])
    assert '"column": 5' in said and '"instead": "ทำ"' in said and '"before": "ทํา"' in said
    assert "--fix แก้ให้ได้ 1 แห่ง" in report([problem], 1)


def test_each_message_leads_to_the_page_of_its_rule():
    problems = [Problem("a.md", 2, "date", "ก"), Problem("b.md", 3, "date", "ข"), Problem("b.md", 4, "title", "ค")]
    site = "https://example.go.th/km"
    pages = [f"{site}/guide/rules/{rule}/" for rule in ("date", "title")]
    told = report(problems, 2, site=site)
    assert [told.count(page) for page in pages] == [1, 1], "as text, below the first message of each rule"
    assert told.index(pages[0]) < told.index("b.md:3")
    for line in report(problems, 2, Format.GITHUB, site=site).split("\n"):
        assert not line.startswith("::") or "/guide/rules/" in line
    assert [one["guide"] for one in json.loads(report(problems, 2, Format.JSON, site=site))["problems"]] == [
        pages[0],
        pages[0],
        pages[1],
    ]
    assert summary(problems, 2, site=site).count(f"]({pages[0]})") == 2


def test_a_site_whose_address_nobody_told_is_named_by_its_own_pages():
    problems = [Problem("a.md", 2, "date", "ก")]
    told = report(problems, 1)
    assert "guide/rules/date/" in told and "run.py serve" in told and "https://" not in told
    assert "](" not in summary(problems, 1), "a link that leads nowhere"
    assert "guide/" not in report([], 1)


@pytest.mark.parametrize("form", list(Format))
@pytest.mark.parametrize("hidden", ["\x1b[2J", "\x9b2J", "\u202e", "\x07", "\U000e0041"])
def test_no_report_steers_a_terminal(form, hidden):
    problem = Rule("r", "ก").at(f"a{hidden}.md", 1, f"พบ {hidden} ในนี้")
    told = report([problem], 1, form) + summary([problem], 1)
    assert not HIDDEN.search(told)
