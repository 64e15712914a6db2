"""Questions that live on, weeks that are counted, answers that do not go round: what stands between files."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from content import BASES, DAY, make
from hypothesis import given, settings
from hypothesis import strategies as st

from khlang import checks
from khlang.checks.items import gone
from khlang.content.circles import circles
from khlang.content.items import items, with_ids
from khlang.content.library import Library, load
from khlang.exchange.actions import actions
from khlang.exchange.questions import answered_by, questions
from khlang.exchange.weeks import State, cell, counted_from, current, missing, monday_of, periods

ASK = "## ปุ (ถาม) ปัญหา ความต้องการ ข้อเสนอแนะ\n\n"
MONDAY = datetime.date(2026, 11, 16)


def _exchange(number: int = 0, **changes: str) -> str:
    """The valid summary with other ids; `day`, `owner`, `ask` and `more` (lines of the front matter) may be given."""
    mark = "0123456789abcdefghjkmnpqrstvwxyz"[number]
    text = BASES["exchange"].replace("7x2m9", f"7x2m{mark}").replace("e4n8ta", f"e4n8t{mark}")
    text = text.replace("date: 2026-11-17", f"date: {changes.get('day', '2026-11-17')}")
    text = text.replace("owner: กลุ่มนิเทศฯ", f"owner: {changes.get('owner', 'กลุ่มนิเทศฯ')}")
    if "ask" in changes:
        text = re.sub(r"- ต้องการแบบฟอร์มกลาง \{#q.*?\}\n", lambda _: changes["ask"], text)
    return text.replace("public: true\n", f"public: true\n{changes.get('more', '')}")


def _library(folder: Path, **files: str) -> Library:
    return load(make(folder, **{name.replace("__", "/") + ".md": text for name, text in files.items()}), DAY)


def _rules(library: Library) -> list[tuple[str, str]]:
    return [(one.path, one.rule) for one in checks.run(library)]


words = st.text("กขคงจฉชซดตนบปผพฟมยรลวสหอ เแโใไาิีุูะ่้abc123", min_size=2, max_size=30).filter(
    lambda text: text.strip(" -.")
)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_surviving_addresses_show_their_own_questions(data, tmp_path_factory):
    """Every word rewritten, items sorted anew, some taken away, others put between: an id stays with its question."""
    ids = [f"q{n}{n}{n}{n}{n}" for n in range(1, 7)]
    before = {known: f"เรื่องที่ {n}" for n, known in enumerate(ids)}
    kept = data.draw(st.lists(st.sampled_from(ids), unique=True))
    after = {known: f"{before[known]} {data.draw(words)}" for known in kept}
    new = data.draw(st.lists(words, max_size=3))
    lines = [f"- {text} {{#{known}}}\n" for known, text in after.items()] + [f"- {text}\n" for text in new]
    ask = "".join(data.draw(st.permutations(lines))) or "ไม่มี\n"
    library = _library(tmp_path_factory.mktemp("ask"), exchange__a=_exchange(ask=ask))
    shown = {one.id: one.item.text for one in questions(library)}
    assert shown == {known: " ".join(text.split()) for known, text in after.items()}
    lost = gone(library, {"exchange/a.md": tuple(ids)})
    assert {re.search(r"\{#(\w+)\}", one.message)[1] for one in lost} == set(ids) - set(kept)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- ก {#q11111}\n- ข {#q22222}\n", {"q11111": "ก", "q22222": "ข"}),
        ("1. ก {#q11111}\n2. **ข** [ลิงก์](https://a.example) {#q22222}\n", {"q11111": "ก", "q22222": "ข ลิงก์"}),
        ("- ก\n  ต่อบรรทัด {#q11111}\n", {"q11111": "ก ต่อบรรทัด"}),
        ("- ก {#q11111}\n    - รายละเอียด {#q22222}\n", {"q11111": "ก"}),
        ("- ไม่มี\n", {}),
        ("- ก {: #q11111 }\n", {"q11111": "ก"}),
        ("```\n- ก {#q11111}\n```\n", {}),
        ("<!-- - ก {#q11111} -->\n", {}),
        ("คำนำ\n\n- ก {#q11111}\n\nคำท้าย\n\n    - ไม่ใช่ข้อย่อย: จริง\n", {"q11111": "ก"}),
    ],
)
def test_what_is_an_item(text, found, tmp_path):
    library = _library(tmp_path, exchange__a=_exchange(ask=text))
    entry = library.by_path["exchange/a.md"]
    assert {item.id: item.text for item in items(entry, "q")} == found


def test_a_list_typed_into_a_form_gets_ids_that_the_same_source_always_gives():
    typed = "จะจดอย่างไร\nใครเป็นผู้จด"
    made = with_ids(typed, "q", "e4n8ta")
    assert re.fullmatch(r"- จะจดอย่างไร \{#q\w{5}\}\n- ใครเป็นผู้จด \{#q\w{5}\}", made)
    assert made == with_ids(typed, "q", "e4n8ta") and made != with_ids(typed, "q", "e4n8tb")
    assert with_ids(made, "q", "other") == made
    assert with_ids("ไม่มี", "q", "e4n8ta") == "ไม่มี"
    action = with_ids("ทำแบบฟอร์ม\nผู้รับผิดชอบ: กลุ่มนิเทศฯ", "a", "e4n8ta")
    assert re.fullmatch(r"- ทำแบบฟอร์ม \{#a\w{5}\}\n    - ผู้รับผิดชอบ: กลุ่มนิเทศฯ", action)


def test_a_question_is_open_until_an_entry_answers_it(tmp_path):
    answer = BASES["knowledge"].replace("status:", "answers: [q7x2m0]\nstatus:")
    library = _library(tmp_path, exchange__a=_exchange(0), knowledge__entry=answer)
    (question,) = questions(library)
    assert [entry.path for entry in question.answers] == ["knowledge/entry.md"]
    assert question.answered == datetime.date(2026, 11, 20) and question.url == "exchange/a/#q7x2m0"
    assert [one.id for one in answered_by(library)["knowledge/entry.md"]] == ["q7x2m0"]
    draft = _library(
        tmp_path / "b", exchange__a=_exchange(0), knowledge__entry=answer.replace("status: published", "status: draft")
    )
    assert questions(draft)[0].answers == ()
    made_up = answer.replace("status:", "example: true\nstatus:")
    example = _library(tmp_path / "c", exchange__a=_exchange(0), knowledge__entry=made_up)
    assert questions(example)[0].answers == ()  # what was made up closes nothing real


def test_an_id_is_used_once(tmp_path):
    library = _library(
        tmp_path, exchange__a=_exchange(0), exchange__b=_exchange(0, day="2026-11-10").replace("e4n8t0", "e4n8t1")
    )
    assert set(_rules(library)) == {
        ("exchange/a.md", "item-id-taken")
    }  # the elder keeps its ids: a copy harms no original
    assert _rules(_library(tmp_path / "b", exchange__a=_exchange(0), exchange__b=_exchange(1, day="2026-11-10"))) == []


def test_answers_that_go_round(tmp_path):
    first = _exchange(0, day="2026-11-10", more="answers: [q7x2m1]\n")
    second = _exchange(1, more="answers: [q7x2m0]\n")
    found = checks.run(_library(tmp_path, exchange__a=first, exchange__b=second))
    assert {(one.path, one.rule) for one in found} == {
        ("exchange/a.md", "answer-circle"),
        ("exchange/b.md", "answer-circle"),
    }
    assert "exchange/a.md → exchange/b.md" in found[0].message or "exchange/b.md → exchange/a.md" in found[0].message
    one_way = _library(tmp_path / "b", exchange__a=first.replace("answers: [q7x2m1]\n", ""), exchange__b=second)
    assert _rules(one_way) == []


def test_circles():
    def found(graph: dict[str, list[str]]) -> list[tuple[str, ...]]:
        return list(circles(graph, age=lambda node: node))

    assert found({"a": ["b"], "b": ["c"], "c": []}) == []
    assert found({"a": ["a"]}) == [("a",)]
    assert found({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"]}) == [("c", "a", "b")]
    long = {str(n): [str(n + 1)] for n in range(20_000)}
    assert found({**long, "20000": []}) == [] and len(found({**long, "20000": ["0"]})[0]) == 20_001


def test_an_id_that_vanished_against_an_earlier_version(tmp_path):
    library = _library(tmp_path, exchange__a=_exchange(0))
    (told,) = gone(library, {"exchange/a.md": ("q7x2m0", "q99999")})
    assert told.rule == "item-id-gone" and "q99999" in told.message and "answers: [q99999]" in told.message
    (told,) = gone(library, {"exchange/deleted.md": ("q99999",)})
    assert "khlang withdraw" in told.message
    moved = {"exchange/old-name.md": ("q7x2m0",)}
    assert list(gone(library, moved)) == []
    withdrawn = _library(
        tmp_path / "b", exchange__a=_exchange(0, ask="ไม่มี\n").replace("status: published", "status: withdrawn")
    )
    assert list(gone(withdrawn, {"exchange/a.md": ("q7x2m0",)})) == []


def test_actions_know_their_group_day_and_state(tmp_path):
    (action,) = actions(_library(tmp_path, exchange__a=_exchange(0)))
    assert (action.responsible, action.due, action.state) == ("กลุ่มนิเทศฯ", datetime.date(2026, 12, 15), "กำลังดำเนินการ")
    assert action.group.key == "supervision" and action.is_open
    assert not action.is_overdue(datetime.date(2026, 12, 15)) and action.is_overdue(datetime.date(2026, 12, 16))


def test_two_summaries_for_one_group_and_week(tmp_path):
    files = {"exchange__a": _exchange(0), "exchange__b": _exchange(1, day="2026-11-19")}
    found = checks.run(_library(tmp_path, **files))
    assert [(one.path, one.rule) for one in found] == [("exchange/b.md", "week-twice")] and "exchange/a.md" in found[
        0
    ].message
    for name, other in {
        "occasion": _exchange(1, day="2026-11-19", more="occasion: meeting\n"),
        "week": _exchange(1, day="2026-11-24").replace("status: published", "status: draft"),
        "group": _exchange(1, owner="กลุ่มกฎหมายและคดี"),
        "example": _exchange(1, day="2026-11-19", more="example: true\n"),
    }.items():
        assert _rules(_library(tmp_path / name, exchange__a=_exchange(0), exchange__b=other)) == [], name
    record = BASES["week"].replace("2026-11-10", "2026-11-20")
    assert _rules(_library(tmp_path / "r", exchange__a=_exchange(0), weeks__b=record)) == [("weeks/b.md", "week-twice")]


def _cell(library: Library, key: str, monday: datetime.date = MONDAY):
    return cell(library, library.vocabulary.groups.find(key), monday)


def test_cells_of_the_board(tmp_path):
    library = _library(tmp_path, exchange__a=_exchange(0, day="2026-11-03"), weeks__b=BASES["week"])
    assert counted_from(library) == datetime.date(2026, 11, 2)
    assert _cell(library, "supervision", datetime.date(2026, 11, 2)).state is State.SHARED
    record = _cell(library, "supervision", datetime.date(2026, 11, 9))
    assert (record.state, record.reason) == (State.NO_MEETING, "ไปราชการทั้งกลุ่ม")
    assert _cell(library, "supervision").state is State.MISSING  # Tuesday has passed
    assert _cell(library, "supervision", datetime.date(2026, 11, 23)).state is State.AHEAD
    assert _cell(library, "legal", datetime.date(2026, 10, 26)).state is State.OUTSIDE  # nobody counted yet
    assert _cell(library, "archive").state is State.OUTSIDE  # the group is gone
    assert [group.key for group in missing(library, MONDAY)] == ["supervision", "legal"]


def test_examples_are_shown_and_not_counted(tmp_path):
    library = _library(tmp_path, exchange__a=_exchange(0, more="example: true\n"))
    found = _cell(library, "supervision")
    assert found.state is State.SHARED and found.is_example and not found.is_counted
    assert counted_from(library) is None and missing(library, MONDAY) == ()
    begun = _library(
        tmp_path / "b",
        exchange__a=_exchange(0, more="example: true\n"),
        exchange__b=_exchange(1, owner="กลุ่มกฎหมายและคดี"),
    )
    assert _cell(begun, "supervision").state is State.MISSING  # what was made up hides nothing that is missing


def test_holidays_and_breaks_expect_nothing(tmp_path):
    docs = make(tmp_path, **{"exchange/a.md": _exchange(0, day="2026-11-03")})
    (docs / "_data/calendar.yml").write_text(
        "terms:\n- {year: 2569, number: 1, start: 2026-05-16, end: 2026-10-11}\n"
        "- {year: 2569, number: 2, start: 2026-11-01, end: 2027-04-01}\n"
        "holidays:\n- {name: วันหยุดพิเศษ, start: 2026-11-17}\n- {name: หยุดยาว, start: 2026-11-09, end: 2026-11-13}\n",
        encoding="utf-8",
    )
    library = load(docs, DAY)
    day_off = _cell(library, "supervision")
    assert (day_off.state, day_off.reason) == (State.HOLIDAY, "วันหยุดพิเศษ")
    assert _cell(library, "legal").state is State.MISSING  # it may meet on another day
    assert _cell(library, "legal", datetime.date(2026, 11, 9)).state is State.HOLIDAY
    assert _cell(library, "legal", datetime.date(2026, 10, 19)).state is State.BREAK
    assert [period.key for period in periods(library)] == ["term-2569-2", "fiscal-2570"]
    assert current(library).key == "term-2569-2"


def test_weeks_of_a_period_are_those_whose_wednesday_lies_in_it(tmp_path):
    library = _library(tmp_path, exchange__a=_exchange(0))
    fiscal = next(period for period in periods(library) if period.key == "fiscal-2570")
    assert fiscal.mondays[0] == datetime.date(2026, 10, 5) and fiscal.mondays[-1] == datetime.date(2027, 9, 27)
    assert len(fiscal.mondays) == 52 and all(monday_of(day) == day for day in fiscal.mondays)


def test_history_of_a_renamed_and_of_a_merged_group_stays_right(tmp_path):
    docs = make(tmp_path, **{"exchange/a.md": _exchange(0, day="2026-09-15"), "exchange/b.md": _exchange(1)})
    groups = docs / "_data/groups.yml"
    text = groups.read_text(encoding="utf-8")
    groups.write_text(
        text.replace("  weekday: 2\n", "  weekday: 2\n  former: [{name: กลุ่มศึกษานิเทศก์, until: 2026-09-30}]\n"),
        encoding="utf-8",
    )
    library = load(docs, DAY)
    from khlang.pages.lists.rows import owner_place

    names = {path: owner_place(library, library.by_path[path]) for path in ("exchange/a.md", "exchange/b.md")}
    assert names["exchange/a.md"].title == "กลุ่มศึกษานิเทศก์" and names["exchange/b.md"].title == "กลุ่มนิเทศฯ"
    assert names["exchange/a.md"].url == names["exchange/b.md"].url
    assert library.vocabulary.groups.find("กลุ่มศึกษานิเทศก์").key == "supervision"
    groups.write_text(text.replace("successor: legal", "successor: nowhere"), encoding="utf-8")
    told = load(docs, DAY).problems
    assert [one.rule for one in told] == ["vocabulary"] and "nowhere" in told[0].message
