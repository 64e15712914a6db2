"""Our own content, 320 made-up pages beside it, and what people would type: the answers must be as judged.

`JUDGED_ENGINE=pagefind` or `material` asks another engine, and the test goes red; `python bench/judgements.py` prints
the shares of all three.
"""

import os

import distractors
import judging
import pytest
from engines import ENGINES, answers, texts

COMMON = (
    *("ประชุม", "ข้อสรุป", "แลกเปลี่ยน", "ความรู้", "สัปดาห์", "เอกสาร", "เบิก", "ตรวจ", "สำรวจ", "ความต้องการ", "ต้นไม้"),
    *("ปลูก", "ชื่อ", "ไฟล์", "ข้อมูล", "นิเทศ", "นักเรียน", "คำถาม", "อ่าน", "เขียน", "รายงาน", "โครงการ", "ปีงบประมาณ"),
)
"""Words of the queries that any school's pages are full of."""


@pytest.fixture(scope="module")
def judgements():
    """All of them, read once."""
    return judging.load()


@pytest.mark.parametrize(
    ("judged", "found", "is_met"),
    [
        ({"first": ("a/", "b/")}, ["b/", "a/"], True),
        ({"first": ("a/",)}, ["b/", "a/"], False),
        ({"first": ("a/",)}, [], False),
        ({"in_three": ("a/", "c/")}, ["c/", "b/", "a/"], True),
        ({"in_three": ("a/", "c/")}, ["c/", "b/", "d/", "a/"], False),
        ({"first": ("a/",), "in_three": ("b/",)}, ["a/", "c/", "d/", "b/"], False),
        ({"nothing": True}, [], True),
        ({"nothing": True}, ["a/"], False),
        ({"without": ("a/",)}, ["b/", "a/"], False),
        ({"without": ("a/",)}, ["b/"], True),
    ],
)
def test_a_judgement_tells_right_from_wrong(judged, found, is_met):
    assert judging.Judgement("kind", "ask", **judged).is_met(found) is is_met


def test_a_gap_that_closed_and_a_judgement_that_broke_both_fail():
    open_gap, closed_gap, broken, met = verdicts = [
        judging.Verdict(judging.Judgement("kind", ask, first=("a/",), known_gap=gap), (found,))
        for ask, gap, found in [("q", "why", "b/"), ("r", "why", "a/"), ("s", "", "b/"), ("t", "", "a/")]
    ]
    judging.assert_as_expected([open_gap, met])
    with pytest.raises(AssertionError, match="2 of 4 judgements met") as failure:
        judging.assert_as_expected(verdicts)
    told = str(failure.value)
    assert [verdict.judgement.ask for verdict in verdicts if f"kind: '{verdict.judgement.ask}'" in told] == ["r", "s"]
    assert closed_gap.is_met and not broken.is_met


def test_many_and_none_twice(judgements):
    assert len(judgements) >= 90
    assert len({(judgement.ask, judgement.language) for judgement in judgements}) == len(judgements)


def test_every_wanted_page_can_be_found(judgements, built_site):
    findable = {judging.url(f"{place}/index.md".removeprefix("./")) for place, _ in texts(built_site)}
    assert {page for judgement in judgements for page in judgement.pages} <= findable


def test_the_made_up_pages_compete(tmp_path):
    pages = [(tmp_path / url / "index.html").read_text(encoding="utf-8") for url in distractors.write(tmp_path)]
    assert len(set(pages)) == len(pages) >= 300
    assert {word: holding for word in COMMON if (holding := sum(word in page for page in pages)) < 30} == {}


def test_the_made_up_pages_are_the_same_on_every_machine(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    assert distractors.write(one) == (urls := distractors.write(two))
    assert all((one / url / "index.html").read_bytes() == (two / url / "index.html").read_bytes() for url in urls)


@pytest.mark.browser
def test_answers_are_as_judged(judgements, judged_site, browser, serve_folder):
    engine = ENGINES[os.environ.get("JUDGED_ENGINE", "khlang")]
    found, complaints = answers(browser, serve_folder(engine.index(judged_site)), engine, judgements)
    judging.assert_as_expected(judging.compare(judgements, found))
    assert complaints == []
