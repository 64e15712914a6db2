"""Issues become drafts or answers, and nothing else happens, whatever a stranger writes."""

from __future__ import annotations

import json

import pytest
from content import DAY, make
from hypothesis import given, settings
from hypothesis import strategies as st
from issues import ANSWERS, body, event
from typer.testing import CliRunner

from khlang import checks
from khlang.cli.commands import app
from khlang.content.front_matter import split
from khlang.content.library import load
from khlang.content.tidy import clean
from khlang.contributing.intake import Refused, issue, sort, take
from khlang.contributing.issue_forms import CONSENTS


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    return load(make(tmp_path_factory.mktemp("docs")), DAY)


def _take(library, kind="knowledge", title="ป้ายชื่อต้นไม้", **changed):
    return take(issue(event(body(kind, library.vocabulary, **changed), title)), library)


@pytest.mark.parametrize("kind", ANSWERS)
def test_a_filled_form_becomes_a_file_that_passes_every_check(kind, library, tmp_path):
    taken = _take(library, kind, tags="ทักษะการคิด, การประชุม", authors="สมใจ ใจดี, ธงชัย ยอดเยี่ยม")
    assert taken.path == f"{taken.kind.folder}/2026-11-22-issue-12.md" and taken.kind.name == kind
    values = split(taken.text, taken.path).values
    assert values["owner"] == "กลุ่มนิเทศฯ" and values["status"] == "published"
    if taken.kind.has_text:
        assert values["title"] == "ป้ายชื่อต้นไม้" and values["authors"] == ["สมใจ ใจดี", "ธงชัย ยอดเยี่ยม"]
    assert values.get("public") == ("true" if kind == "exchange" else None)  # what was ticked
    found = load(make(tmp_path, **{taken.path: taken.text}), DAY)
    assert [one for one in checks.run(found) if one.path == taken.path] == []
    assert found.by_path[taken.path].is_public


def test_choices_stand_in_the_file_as_the_models_want_them(library):
    assert split(_take(library, "research").text, "").values["type"] == "survey"
    practice = split(_take(library, "practice", components="1 องค์ประกอบที่ 1, 3 องค์ประกอบที่ 3").text, "").values
    assert practice["components"] == ["1", "3"] and practice["grades"] == ["ป.4", "ป.5"]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-17", "2026-11-17"),
        ("2569-11-17", "2026-11-17"),
        ("17/11/2569", "2026-11-17"),
        ("๑๗ พ.ย. ๒๕๖๙", "2026-11-17"),
        ("17 พฤศจิกายน 2569", "2026-11-17"),
        ("_No response_", "2026-11-22"),
    ],
)
def test_days_as_teachers_type_them(typed, day, library):
    assert _take(library, date=typed).path == f"knowledge/{day}-issue-12.md"


def test_taking_in_again_makes_the_same_bytes_and_another_issue_another_id(library):
    first, second = _take(library), _take(library)
    assert first.text == second.text
    other = take(issue(event(body("knowledge", library.vocabulary), number=13)), library)
    assert split(other.text, "").values["id"] != split(first.text, "").values["id"]


def test_an_id_that_is_taken_is_not_given_again(library, tmp_path):
    known = split(_take(library).text, "").values["id"]
    docs = make(tmp_path)
    second = docs / "knowledge/second.md"
    second.write_text(second.read_text(encoding="utf-8").replace("k2s8nd", known), encoding="utf-8")
    assert split(_take(load(docs, DAY)).text, "").values["id"] != known


def test_every_line_of_the_file_belongs_to_a_question(library):
    taken = _take(library, "exchange", tags="การประชุม")
    lines = taken.text.split("\n")
    for text, label in {"title: ป้าย": "ชื่อเรื่อง", "owner:": "เจ้าของเรื่อง", "tags:": "ป้ายกำกับ", "- คิด": "จิ (คิด)"}.items():
        number = next(i for i, line in enumerate(lines, 1) if line.startswith(text))
        assert taken.label(number).startswith(label)


@settings(max_examples=150, deadline=None)
@given(st.text(min_size=1, max_size=150))
def test_any_title_comes_back_from_yaml_as_it_was_typed(library, title):
    try:
        taken = _take(library, title=title)
    except Refused:
        return
    values = split(taken.text, taken.path).values
    assert values["title"] == " ".join(clean(title).split())
    assert set(values) == {"id", "title", "summary", "date", "owner", "status"}


REFUSED = {
    "no tick": ({"consent": "x"}, "ทำเครื่องหมาย"),
    "nothing in a part": ({"section__ask": "_No response_"}, "ยังว่างอยู่"),
    "an owner that no list has": ({"owner": "../../etc"}, "ไม่อยู่ในรายการ"),
    "a date that is none": ({"date": "../../x"}, "วันที่ไม่ถูกต้อง"),
    "a day that no calendar has": ({"date": "31/11/2569"}, "วันที่ไม่ถูกต้อง"),
    "a sentence too long": ({"summary": "ก" * 301}, "ยาวเกิน 300"),
    "a heading of the form inside an answer": (
        {"section__think": "ก\n\n### โรงเรียนหรือกลุ่มงานของท่าน\n\nกลุ่มกฎหมายและคดี"},
        "มากกว่าหนึ่งแห่ง",
    ),
    "a tag that no list has": ({"tags": "การประชุม, การคิดด"}, "ไม่อยู่ในรายการ"),
}


@pytest.mark.parametrize(("changed", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_wrong_is_told_by_question_without_repeating_it(changed, said, library):
    text = body("exchange", library.vocabulary, **{name: one for name, one in changed.items() if name != "consent"})
    if "consent" in changed:
        text = text.replace(f"- [X] {CONSENTS[1]}", f"- [ ] {CONSENTS[1]}")
    with pytest.raises(Refused) as refused:
        take(issue(event(text)), library)
    told = " ".join(fault.message for fault in refused.value.faults)
    assert said in told
    assert not any(typed in told for name, typed in changed.items() if name in ("owner", "date", "tags", "summary"))


def test_everything_that_is_wrong_is_told_at_once(library):
    with pytest.raises(Refused) as refused:
        _take(library, "practice", title="ก" * 151, owner="ไม่รู้จัก", cost="_No response_", date="เมื่อวาน")
    assert {fault.label for fault in refused.value.faults} == {
        "ชื่อเรื่อง (Title)",
        "โรงเรียนหรือกลุ่มงานของท่าน",
        "ค่าใช้จ่าย",
        "วันที่ของเรื่อง",
    }


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("เตรียมดิน\nหยอดเมล็ด", "เตรียมดิน\n\nหยอดเมล็ด"),
        ("สัง\u200eเกต", "สังเกต"),
        ("สังเกต\u2028จด", "สังเกต\n\nจด"),
        ("สังเกต\u000bจด", "สังเกต\n\nจด"),
        ("• ดิน\n• เมล็ด", "- ดิน\n- เมล็ด"),
        ("(๑) ดิน\n(๒) เมล็ด", "1. ดิน\n2. เมล็ด"),
    ],
)
def test_an_answer_is_tidied_as_the_site_form_does(typed, kept, library):
    assert _take(library, text=typed).text.endswith(f"---\n\n{kept}\n")


@pytest.mark.parametrize(
    "changed",
    [
        {"action": "opened"},
        {"label": {"name": "อื่น"}},
        {"label": None},
        {"issue": None},
        {"repository": {}},
        {"issue": {"number": "12; touch PWNED", "title": "ก", "body": "", "created_at": "2026-11-22T00:00:00Z"}},
        {"issue": {"number": True, "title": "ก", "body": "", "created_at": "2026-11-22T00:00:00Z"}},
        {"issue": {"number": 1, "title": "ก", "body": "", "created_at": "2026-11-22T00:00:00Z", "pull_request": {}}},
    ],
)
def test_only_a_label_that_a_maintainer_set_on_an_issue_counts(changed, tmp_path):
    (tmp_path / "event.json").write_bytes(event("", **changed))
    docs = make(tmp_path / "docs")
    done = CliRunner().invoke(
        app, ["intake", str(tmp_path / "out"), "--event", str(tmp_path / "event.json"), "--docs", str(docs)]
    )
    assert done.exit_code == 1 and "Traceback" not in done.output and not (tmp_path / "out").exists()


def test_the_event_of_the_tests_is_shaped_like_githubs():
    told = json.loads(event("ก"))
    assert told["issue"]["created_at"].endswith("Z") and issue(event("ก")).day == DAY


def test_a_number_that_no_machine_holds_is_told(library):
    with pytest.raises(Refused) as refused:
        _take(library, "practice", measured__n="9" * 400)
    assert any("ต้องเป็นตัวเลข" in fault.message for fault in refused.value.faults)


def test_a_crowded_issue_is_one_fault_of_its_question(library, tmp_path):
    taken = _take(library, text="#### ก\n" * 5_000)
    docs = make(tmp_path, **{taken.path: taken.text})
    faults, _ = sort(taken, checks.run(load(docs, DAY), {taken.path}))
    assert [fault.label for fault in faults] == ["เนื้อหา"]
