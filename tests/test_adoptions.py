"""Who took what over, and what that says of a practice: all of it counted from files, so that a deleted file counts no more."""

from __future__ import annotations

import pytest
from content import BASES, DAY, make
from issues import body, event
from practices import synthetic

from khlang import checks
from khlang.content.kinds import KINDS
from khlang.content.kinds.adoption import Adoption
from khlang.content.kinds.practice import Practice
from khlang.content.library import load
from khlang.content.measured import Measured
from khlang.contributing.intake import Refused, issue, take
from khlang.contributing.issue_forms import questions
from khlang.pages.entry import entry_page
from khlang.pages.practices.adoptions import result
from khlang.practices.adoptions import Scope, adopter, adoptions
from khlang.practices.descent import lineage
from khlang.practices.evidence import Level, evidence

MEASURED = "{what: คะแนนสังเกต, n: 24, before: 8.2, after: 11.4, instrument: แบบประเมิน, period: ภาคเรียนที่ %d}"
INSIDE = "owner: โรงเรียนบ้านต้นไม้ (สมมติ)"
OUTSIDE = "adopter: โรงเรียนไกล\noffice: สพป.ไกล\nprovince: เชียงใหม่"
ADOPTION = """---
id: {id}
title: นำไปใช้
summary: นำไปใช้แล้วกลับมาเล่า
date: 2026-11-18
{who}
status: published
adopts: {adopts}
{more}outcome: {outcome}
---

## บริบท

ห้องเรียนหนึ่งห้อง

## สิ่งที่เปลี่ยน

ไม่ได้เปลี่ยน

## ผลที่เกิดขึ้น

เล่าตามที่เห็น
"""


def adoption(known="u00001", who=INSIDE, adopts="p3c9ws", outcome="worked", rounds=0, more=""):
    """The text of a record of adoption, with so many rounds of numbers."""
    return ADOPTION.format(id=known, who=who, adopts=adopts, outcome=outcome, more=_measured(rounds) + more)


def _measured(rounds):
    return "measured:\n" + "".join(f"- {MEASURED % number}\n" for number in range(1, rounds + 1)) if rounds else ""


def practice(rounds=0, known="p3c9ws", date="2026-10-30", more=""):
    """The text of the base's practice, with so many rounds of numbers."""
    text = BASES["practice"].replace("p3c9ws", known).replace("2026-10-30", date)
    return text.replace("status: published\n", f"status: published\n{_measured(rounds)}{more}")


def study(owner="กลุ่มกฎหมายและคดี"):
    text = BASES["research"].replace("type: survey", "type: study\npractice: p3c9ws").replace("กลุ่มนิเทศฯ", owner)
    return text + "".join(f"\n## {title}\n\nเรื่องสมมติ\n" for title in ("กลุ่มเป้าหมาย", "เครื่องมือ", "ข้อเสนอแนะ"))


def _load(folder, **files):
    library = load(make(folder, **files), DAY)
    assert [(one.path, one.rule, one.message) for one in checks.run(library)] == []
    return library


def _evidence(folder, **files):
    library = _load(folder, **files)
    return evidence(library, library.by_id["p3c9ws"])


ELSEWHERE = {"practices/p.md": practice(1), "adoptions/a.md": adoption(rounds=1)}


@pytest.mark.parametrize(
    ("files", "level"),
    [
        ({"practices/p.md": practice()}, Level.TOLD),
        ({"practices/p.md": practice(1)}, Level.MEASURED),
        ({"practices/p.md": practice(2)}, Level.REPEATED),
        (ELSEWHERE, Level.ELSEWHERE),
        ({**ELSEWHERE, "research/s.md": study()}, Level.STUDIED),
        ({"practices/p.md": practice(2), "research/s.md": study()}, Level.REPEATED),  # a rung stands on the one below
        ({"practices/p.md": practice(), "adoptions/a.md": adoption(rounds=1)}, Level.TOLD),
        ({"practices/p.md": practice(1), "adoptions/a.md": adoption()}, Level.MEASURED),  # told, no numbers
        ({"practices/p.md": practice(1), "adoptions/a.md": adoption(rounds=1, outcome="failed")}, Level.MEASURED),
        ({"practices/p.md": practice(1), "adoptions/a.md": adoption(rounds=1, more="example: true\n")}, Level.MEASURED),
        ({**ELSEWHERE, "research/s.md": study("กลุ่มนิเทศฯ")}, Level.ELSEWHERE),  # by the owner itself
        ({**ELSEWHERE, "research/s.md": study().replace("status:", "example: true\nstatus:")}, Level.ELSEWHERE),
        (
            {
                "practices/p.md": practice(1),
                "adoptions/a.md": adoption(rounds=1, outcome="partly").replace("11.4", "8.1"),
            },
            Level.MEASURED,
        ),
        ({"practices/p.md": practice(2).replace("after: 11.4", "after: 8", 1)}, Level.MEASURED),  # better once only
        (
            {
                **ELSEWHERE,
                "practices/p.md": practice(1, more="authors: [สมใจ ใจดี]\n"),
                "research/s.md": study().replace("status:", "authors: [สมใจ ใจดี]\nstatus:"),
            },
            Level.ELSEWHERE,
        ),  # the same author
    ],
)
def test_the_ladder_is_climbed_by_data_only(files, level, tmp_path):
    found = _evidence(tmp_path, **files)
    assert found.level is level
    assert len(found.reasons) == level and (found.missing == ()) == (level is Level.STUDIED)
    assert found.next == (None if level is Level.STUDIED else level + 1)


def test_what_speaks_against_it_is_said(tmp_path):
    found = _evidence(
        tmp_path,
        **{
            "practices/p.md": practice(),
            "adoptions/a.md": adoption(outcome="failed"),
            "adoptions/b.md": adoption("u00002", OUTSIDE),
            "research/s.md": study(),
        },
    )
    assert found.doubts == (
        "มีที่นำไปใช้แล้วไม่ได้ผลหรือตัวเลขไม่ดีขึ้น ๑ ครั้ง",
        "มีบันทึกการนำไปใช้ที่ไม่มีตัวเลข ๑ ครั้ง ยังไม่นับเป็นการทำซ้ำ",
        "มีหลักฐานของขั้นศึกษาโดยผู้อื่นแล้ว แต่ขั้นก่อนหน้ายังขาด",
    )


def test_no_field_states_a_level_or_a_count():
    told = {name for kind in ("practice", "adoption") for name in KINDS[kind].meta.model_fields}
    assert not told & {"level", "evidence", "count", "adoptions", "stars", "rating"}


def test_adopters_inside_in_the_province_and_beyond(tmp_path):
    near = OUTSIDE.replace("เชียงใหม่", "จังหวัดน่าน")
    site = "name: ก\noffice: ข\noffice_short: ค\nprovince: น่าน\n"
    library = _load(
        tmp_path,
        **{
            "_data/site.yml": site,
            "practices/p.md": practice(),
            "adoptions/a.md": adoption(),
            "adoptions/b.md": adoption("u00002", near),
            "adoptions/c.md": adoption("u00003", OUTSIDE),
        },
    )
    found = [adopter(library, record) for record in adoptions(library, library.by_id["p3c9ws"])]
    assert [(one.name, one.scope) for one in found] == [
        ("โรงเรียนบ้านต้นไม้ (สมมติ)", Scope.INSIDE),
        ("โรงเรียนไกล", Scope.PROVINCE),
        ("โรงเรียนไกล", Scope.OUTSIDE),
    ]


def test_the_synthetic_set_is_valid_and_the_same_twice(tmp_path):
    library = _load(tmp_path, **synthetic())
    assert (len(library.of_kind(Practice)), len(library.of_kind(Adoption))) == (100, 400)
    assert synthetic() == synthetic()
    levels = {evidence(library, one).level for one in library.of_kind(Practice)}
    assert levels == set(Level)


def _told(folder, **files):
    return [(one.path, one.rule) for one in checks.run(load(make(folder, **files), DAY))]


def test_a_circle_is_told_once_in_its_youngest_and_leaves_the_others_published(tmp_path):
    names = ["p00001", "p00002", "p00003"]
    files = {
        f"practices/{known}.md": practice(0, known, f"2026-10-0{3 - i}", f"adapted_from: {names[i - 1]}\n")
        for i, known in enumerate(names)
    }
    library = load(make(tmp_path, **files), DAY)
    found = [one for one in checks.run(library) if one.rule == "descent-circle"]
    assert [(one.path, one.line) for one in found] == [("practices/p00001.md", 9)]
    assert "p00001 → p00003 → p00002 → p00001" in found[0].message
    assert [len(lineage(library, library.by_id[known])) for known in names] == [3, 3, 3]  # no endless line either


def test_a_circle_through_both_kinds_of_source(tmp_path):
    one = practice(more="adapted_from: p00002\n")
    two = practice(known="p00002", more="based_on: [p3c9ws]\n")
    assert _told(tmp_path, **{"practices/p.md": one, "practices/q.md": two}) == [("practices/q.md", "descent-circle")]


def test_two_circles_are_both_told(tmp_path):
    def knowledge(known, source):
        return BASES["knowledge"].replace("k7x2m9", known).replace("status:", f"based_on: [{source}]\nstatus:")

    pairs = (("k00001", "k00002"), ("k00002", "k00001"), ("k00003", "k00004"), ("k00004", "k00003"))
    files = {f"knowledge/{known}.md": knowledge(known, source) for known, source in pairs}
    found = _told(tmp_path, **files)
    assert found == [("knowledge/k00002.md", "descent-circle"), ("knowledge/k00004.md", "descent-circle")]


def test_records_of_a_withdrawn_practice_are_held_back(tmp_path):
    gone = practice().replace("status: published", "status: withdrawn")
    assert _told(tmp_path, **{"practices/p.md": gone, "adoptions/a.md": adoption()}) == [
        ("adoptions/a.md", "adoption-unpublished")
    ]


def test_what_others_did_to_a_text_is_no_claim_of_a_knowledge_entry(tmp_path):
    text = BASES["knowledge"].replace("นักเรียนสังเกตใบ", "ได้ผลดีมาก นักเรียนสังเกตใบ")
    assert _told(tmp_path, **{"knowledge/entry.md": text}) == []


def test_the_line_of_descent_is_told_from_every_one_of_its_members(tmp_path):
    def kin(number, source, day, more=""):
        return practice(0, f"p0000{number}", f"2026-11-0{day}", f"adapted_from: {source}\n{more}")

    library = _load(
        tmp_path,
        **{
            "practices/a.md": practice(),
            "practices/b.md": kin(2, "p3c9ws", 2),
            "practices/c.md": kin(3, "p3c9ws", 1),
            "practices/d.md": kin(4, "p00002", 3),
            "practices/e.md": kin(5, "p00002", 4, "example: true\n"),
            "practices/f.md": practice(known="p00006"),
        },
    )
    line = [("p3c9ws", 0), ("p00003", 1), ("p00002", 1), ("p00004", 2)]
    for known, _ in line:
        assert [(one.entry.meta.id, one.generation) for one in lineage(library, library.by_id[known])] == line
    assert lineage(library, library.by_id["p00006"]) == () == lineage(library, library.by_id["p00005"])


def _page(library, known="p3c9ws"):
    return entry_page(library, library.by_id[known], {}).spread


def test_deleting_one_file_lowers_count_level_and_descent(tmp_path):
    """Nothing is kept between builds: what the page said yesterday holds only as long as its files."""
    docs = make(
        tmp_path,
        **{
            "practices/p.md": practice(1),
            "adoptions/a.md": adoption(rounds=1, more="changed: [เวลา]\n"),
            "practices/q.md": practice(known="p00002", date="2026-11-02", more="adapted_from: p3c9ws\n"),
        },
    )
    before = _page(load(docs, DAY))
    assert (before.uses.total, before.evidence.level, len(before.kin)) == (1, Level.ELSEWHERE, 2)
    assert before.uses.changes == (("เวลา", 1),)
    (docs / "adoptions/a.md").unlink()
    (docs / "practices/q.md").unlink()
    after = _page(load(docs, DAY))
    assert (after.uses.total, after.evidence.level, after.kin, after.tree) == (0, Level.MEASURED, (), None)
    assert after.uses.changes == () and after.uses.months is None


def test_what_a_page_says_of_its_adoptions(tmp_path):
    library = _load(
        tmp_path,
        **{
            "practices/p.md": practice(date="2026-01-31"),
            "adoptions/a.md": adoption(more="changed: [เวลา, วัสดุอุปกรณ์]\nstarted: 2026-05-30\n"),
            "adoptions/b.md": adoption("u00002", OUTSIDE, outcome="failed", more="changed: [วัสดุอุปกรณ์]\n"),
            "adoptions/c.md": adoption("u00003", OUTSIDE, outcome="partly", rounds=1),
        },
    )
    uses = _page(library).uses
    assert (uses.total, uses.places, uses.months) == (3, 2, 3)
    assert dict(uses.scopes) == {"ในสังกัด": 1, "ในจังหวัด": 0, "นอกจังหวัด": 2}
    assert [count for _, _, count in uses.outcomes] == [1, 1, 1]
    assert uses.changes == (("วัสดุอุปกรณ์", 2), ("เวลา", 1))
    assert [one.where for one in uses.newest] == ["สพป.ไกล จ.เชียงใหม่"] * 2 + ["ในสังกัด"]
    record = _page(library, "u00003")
    assert record.adopts.url == "practices/p/" and record.evidence is None
    assert [(one.before, one.after, one.change, one.verdict) for one in record.results] == [
        ("8.2", "11.4", "+3.2", "ดีขึ้น")
    ]


def test_an_entry_of_any_kind_can_be_adopted(tmp_path):
    library = _load(tmp_path, **{"knowledge/entry.md": BASES["knowledge"], "adoptions/a.md": adoption(adopts="k7x2m9")})
    found = _page(library, "k7x2m9")
    assert found.uses.total == 1 and found.evidence is None


def test_less_may_be_better():
    numbers = {"what": "ครั้งที่เตือน", "n": 20, "before": 5, "after": 2.5, "instrument": "แบบสังเกต"}
    lower = result(Measured(**numbers, better="lower"))
    assert (lower.change, lower.verdict) == ("−2.5", "ดีขึ้น")
    assert result(Measured(**numbers)).verdict == "แย่ลง"
    assert result(Measured(**{**numbers, "after": 5})).verdict == "ไม่เปลี่ยน"


def test_the_drawing_shows_what_the_table_says(tmp_path):
    library = _load(tmp_path, **synthetic())
    drawn = 0
    for entry in library.of_kind(Practice):
        page = _page(library, entry.meta.id)
        if page.tree:
            drawn += 1
            assert [node.url for node in page.tree.nodes] == [one.row.url for one in page.kin]
            assert len(page.tree.lines) == len(page.kin) - 1 and sum(node.is_here for node in page.tree.nodes) == 1
            assert page.tree.width <= 358  # a phone of 390 pixels less the margins
    assert drawn > 60


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return load(make(tmp_path_factory.mktemp("docs")), DAY)


NUMBERS = {
    "measured__what": "คะแนน (เต็ม 20)",
    "measured__n": "๒๔ คน",
    "measured__before": "8.2",
    "measured__after": "๑๑.๔",
    "measured__instrument": "แบบประเมิน",
}
AWAY = {"owner": "None", "adopter": "โรงเรียนบ้านไกล", "office": "สพป.ตัวอย่าง เขต 1", "province": "สงขลา"}


def _taken(small, **answers):
    return take(issue(event(body("adoption", small.vocabulary, **answers))), small)


def test_an_issue_of_an_outside_school_becomes_a_record_with_numbers(small, tmp_path):
    taken = _taken(small, **AWAY, **NUMBERS, changed="เวลา, วัสดุอุปกรณ์")
    found = load(make(tmp_path, **{taken.path: taken.text}), DAY)
    assert [one for one in checks.run(found) if one.path == taken.path] == []
    meta = found.by_path[taken.path].meta
    assert (meta.adopter, meta.province, meta.owner, meta.changed) == (
        "โรงเรียนบ้านไกล",
        "สงขลา",
        None,
        ("เวลา", "วัสดุอุปกรณ์"),
    )
    assert meta.measured == (Measured(what="คะแนน (เต็ม 20)", n=24, before=8.2, after=11.4, instrument="แบบประเมิน"),)


@pytest.mark.parametrize(
    ("answers", "label", "says"),
    [
        ({"owner": "None"}, "ผู้นำไปใช้ในสังกัด", "ตอบอย่างใดอย่างหนึ่งให้ครบ"),
        ({**AWAY, "owner": "กลุ่มนิเทศฯ"}, "ผู้นำไปใช้ในสังกัด", "ตอบอย่างใดอย่างหนึ่งให้ครบ"),
        ({**AWAY, "office": "_No response_"}, "ผู้นำไปใช้ในสังกัด", "ต้นสังกัด"),
        ({"measured__before": "8.2"}, "ผลที่วัดก่อนและหลัง: หลัง", "ถ้าไม่ได้วัดให้ลบ"),
        ({**NUMBERS, "measured__n": "4"}, "ผลที่วัดก่อนและหลัง: จำนวนคน", "ต้องไม่น้อยกว่า 5"),
        ({**NUMBERS, "measured__after": "มากขึ้น"}, "ผลที่วัดก่อนและหลัง: หลัง", "ต้องเป็นตัวเลข"),
    ],
)
def test_an_issue_that_cannot_be_a_record_says_under_which_question(answers, label, says, small):
    with pytest.raises(Refused) as refused:
        _taken(small, **answers)
    told = {fault.label: fault.message for fault in refused.value.faults}
    assert says in told[label]


def test_the_form_of_an_adoption_is_short(small):
    """Who, what, what came of it, three short texts, one sentence: nine that matter, the rest may stay open."""
    asks = questions(KINDS["adoption"], small.vocabulary)
    assert [ask.id for ask in asks if ask.is_required] == [
        "adopts",
        "outcome",
        "section-context",
        "section-change",
        "section-result",
        "summary",
    ]
    assert [ask.id for ask in asks if ask.is_up_front and not ask.is_required] == [
        "owner",
        "authors",
        "adopter",
        "office",
        "province",
        "changed",
        "measured-what",
        "measured-n",
        "measured-before",
        "measured-after",
        "measured-instrument",
    ]


def test_a_fault_in_what_was_adopted_holds_no_record_back(tmp_path):
    files = {
        "practices/p.md": practice().replace("status: published", "status: เสร็จ"),
        "practices/q.md": practice(known="p00002", more="adapted_from: p3c9ws\n"),
        "adoptions/a.md": adoption(),
        "research/s.md": study(),
        "knowledge/k.md": BASES["knowledge"].replace("status:", "based_on: [p3c9ws]\nstatus:"),
    }
    assert _told(tmp_path, **files) == [("practices/p.md", "field-value")]
