"""Rules silenced on a line: what it covers, what it never covers, and that it stays no longer than it is needed."""

from __future__ import annotations

import pytest
from content import BASES, DAY, make

from khlang import checks
from khlang.checks import allowances
from khlang.checks.rules import RULES
from khlang.content.library import load
from khlang.content.problem import Level, Rule

ALLOW = "<!-- khlang: allow typing-mai-yamok ยกคำตามต้นฉบับ -->"


def _rules(tmp_path, text: str, **choices) -> list[str]:
    base = BASES["knowledge"].replace("ประกอบ\n", f"ประกอบ\n\n{text}\n")
    return [one.rule for one in checks.run(load(make(tmp_path, **{"knowledge/entry.md": base}), DAY), **choices)]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"คนต่างๆ ดี {ALLOW}", []),
        (f"{ALLOW}\nคนต่างๆ ดี", []),
        (f"{ALLOW}\n\nคนต่างๆ ดี", []),
        (f"{ALLOW}\nคนต่างๆ และสิ่งต่างๆ ดี", []),
        (f"- ก\n- คนต่างๆ ดี {ALLOW}\n- ข", []),
        ("<!-- khlang: allow typing-mai-yamok\n     ยกคำตามต้นฉบับ -->\nคนต่างๆ ดี", []),
        (f"{ALLOW}\nคนดี\nคนต่างๆ ดี", ["allow-unused", "typing-mai-yamok"]),
        (f"คนต่างๆ ดี\n{ALLOW}", ["typing-mai-yamok", "allow-unused"]),
        (f"คนต่างๆ ดี `{ALLOW}`", ["typing-mai-yamok"]),
        (f"```\n{ALLOW}\n```\nคนต่างๆ ดี", ["typing-mai-yamok"]),
        ("คนต่างๆ ดี <!-- khlang: allow typing-mai-yamok -->", ["allow-no-reason", "typing-mai-yamok"]),
        ("คนต่างๆ ดี <!-- khlang: allow -->", ["allow-unknown", "typing-mai-yamok"]),
        (f"ท\u0e4d\u0e32คนต่างๆ ดี {ALLOW}", ["typing-sara-am"]),
        ("<script>x</script> <!-- khlang: allow active-tag ต้องใช้ -->", ["active-tag", "allow-refused"]),
        (
            "โทร. 081-234-5678 <!-- khlang: allow personal-telephone ขออนุญาตแล้ว -->",
            ["allow-refused", "personal-telephone"],
        ),
        ("[ก](none.md) <!-- khlang: allow link-broken ยังไม่เสร็จ -->", ["allow-refused", "link-broken"]),
    ],
)
def test_what_an_allowance_covers(text, left, tmp_path):
    assert _rules(tmp_path, text) == left


def test_front_matter_has_its_own_way(tmp_path):
    text = BASES["knowledge"].replace(
        "summary: วิธี", "# khlang: allow typing-mai-yamok ยกคำตามต้นฉบับ\nsummary: คนต่างๆ วิธี"
    )
    text = text.replace("title: ทำป้าย", "title: คนต่างๆ ทำป้าย")
    found = checks.run(load(make(tmp_path, **{"knowledge/entry.md": text}), DAY))
    assert [(one.line, one.rule) for one in found] == [(3, "typing-mai-yamok")]


def test_translations_may_be_silenced_too(tmp_path):
    text = f"---\ntitle: Trees\nsummary: Trees\n---\n\nเด็กๆ {ALLOW}\n"
    files = {"knowledge/entry.md": BASES["knowledge"], "knowledge/entry.en.md": text}
    assert checks.run(load(make(tmp_path, **files), DAY)) == []


def test_a_build_without_advice_calls_no_allowance_needless(tmp_path):
    assert _rules(tmp_path, f"คนต่างๆ ดี {ALLOW}", advice=False) == []


def test_no_error_may_be_allowed_unless_its_rule_says_so(tmp_path):
    named = [rule.id for rule in RULES if rule.level is Level.ERROR and rule.may_be_allowed]
    assert named == ["number-differs"]  # a number from elsewhere may stand beside computed ones, with its reason
    lenient = Rule("lenient", "ก", is_allowable=True)
    text = BASES["knowledge"].replace("ประกอบ\n", "ประกอบ <!-- khlang: allow lenient มีเหตุผล -->\n")
    library = load(make(tmp_path, **{"knowledge/entry.md": text}), DAY)
    entry = library.by_path["knowledge/entry.md"]
    line = text.split("\n").index(next(one for one in text.split("\n") if "lenient" in one)) + 1
    problem = lenient.at(entry.path, line, "ก")
    assert list(allowances.apply([problem], [entry], lambda: {"lenient": lenient}, complete=True)) == []
