"""Pages about spread: of each school, of the office, of each fiscal year; all counted, none of it typed, no example in it."""

from __future__ import annotations

import datetime

import pytest
from content import BASES, CASES, DAY, make
from practices import synthetic
from test_adoptions import INSIDE, OUTSIDE, adoption, practice, study

from khlang.content.library import load
from khlang.pages import annual_report
from khlang.pages.entry import entry_page
from khlang.pages.lists.listings import Directory
from khlang.pages.practices import schools, spread
from khlang.practices.evidence import Level, level
from khlang.research.findings import findings

SCHOOL = "โรงเรียนบ้านต้นไม้ (สมมติ)"
OTHER = "โรงเรียนบ้านใกล้ (สมมติ)"
SCHOOLS = (
    f"- {{key: ban-ton-mai, name: {SCHOOL}, short: บ้านต้นไม้, district: สมมติ}}\n- {{key: ban-klai, name: {OTHER}}}\n"
)
REAL = {
    "_data/schools.yml": SCHOOLS,
    "practices/p.md": practice(1).replace("owner: กลุ่มนิเทศฯ", f"owner: {SCHOOL}"),
    "practices/q.md": practice(known="p00002", date="2026-11-02", more="adapted_from: p3c9ws\n").replace(
        "owner: กลุ่มนิเทศฯ", f"owner: {OTHER}"
    ),
    "practices/e.md": practice(known="p00003", more="example: true\n").replace("owner: กลุ่มนิเทศฯ", f"owner: {OTHER}"),
    "adoptions/a.md": adoption(who=f"owner: {OTHER}", rounds=1, more="changed: [เวลา]\n"),
    "adoptions/b.md": adoption("u00002", OUTSIDE, outcome="failed"),
    "adoptions/c.md": adoption("u00003", INSIDE, adopts="k2s8nd"),
    "adoptions/d.md": adoption("u00004", OUTSIDE, more="example: true\n"),
}


def _library(folder, **changed):
    return load(make(folder, **{**REAL, **changed}), DAY)


def _school(library, key="ban-ton-mai"):
    return next(page for page in schools.pages(library) if page.uri == f"schools/{key}.md")


def _report(library, year=2570):
    return next(page for page in annual_report.pages(library) if page.uri == f"reports/fiscal-{year}.md")


def _figures(library, year=2570):
    return {one.label: one.value for one in _report(library, year).figures}


def test_a_school_has_what_it_wrote_took_over_and_gave_away(tmp_path):
    page = _school(_library(tmp_path))
    assert [(one.row.url, one.level, one.uses) for one in page.practices] == [
        ("practices/p/", Level.ELSEWHERE.label, 2)
    ]
    assert [one.source.url for one in page.made] == ["knowledge/second/"]
    assert {one.use.row.url for one in page.taken} == {"adoptions/a/", "adoptions/b/"} and page.places == 2
    assert dict(page.scopes) == {"ในสังกัด": 1, "ในจังหวัด": 0, "นอกจังหวัด": 1}
    assert [one.row.url for one in page.adapted] == ["practices/q/"]
    assert page.summary == "โรงเรียนในสังกัด อำเภอสมมติ"


def test_a_practice_tells_how_far_its_school_of_origin_reaches(tmp_path):
    library = _library(tmp_path)
    origin = entry_page(library, library.by_id["p3c9ws"], {}).spread.origin
    assert (origin.title, origin.url, origin.count) == ("บ้านต้นไม้", "schools/ban-ton-mai/", 2)
    assert entry_page(library, library.by_id["p00002"], {}).spread.origin is None  # nobody took anything over
    assert entry_page(library, library.by_id["k2s8nd"], {}).spread.origin is None  # a group, not a school


def test_a_school_without_anything_has_a_page_that_says_so(tmp_path):
    library = load(make(tmp_path), DAY)
    page = _school(library)
    assert (page.total, page.practices, page.made, page.taken, page.adapted, page.others) == (0, (), (), (), (), ())


def test_the_office_sees_what_spreads_and_which_schools_have_none(tmp_path):
    library = _library(tmp_path)
    page = next(spread.pages(library))
    assert (page.practices, page.adopted, page.records) == (2, 1, 2)  # of practices; the third is among the others
    assert [(one.row.url, one.uses, one.places, one.outside, one.failed) for one in page.lines] == [
        ("practices/p/", 2, 2, 1, 1)
    ]
    assert [one.row.url for one in page.waiting] == ["practices/q/"]
    assert sum(count for _, count in page.ladder) == page.practices
    assert dict(page.ladder)[Level.ELSEWHERE] == 1
    assert [(row.url, count) for row, count in page.others] == [("knowledge/second/", 1)]
    assert {one.place.url: (one.practices, one.adoptions) for one in page.schools} == {
        "schools/ban-ton-mai/": (1, 1),
        "schools/ban-klai/": (1, 1),
    }
    assert (page.without_practice, page.without_adoption) == (0, 0)


def test_the_school_that_has_least_stands_first(tmp_path):
    library = _library(tmp_path, **{"_data/schools.yml": SCHOOLS + "- {key: ban-mai, name: โรงเรียนบ้านใหม่ (สมมติ)}\n"})
    page = next(spread.pages(library))
    assert page.schools[0].place.url == "schools/ban-mai/" and page.without_practice == page.without_adoption == 1


def test_the_report_counts_one_fiscal_year_and_says_what_it_counts(tmp_path):
    library = _library(
        tmp_path,
        **{
            "exchange/e.md": BASES["exchange"],
            "research/s.md": study().replace("status:", "authors: [สมใจ ใจดี]\nstatus:"),
            "knowledge/old.md": BASES["knowledge"].replace("2026-11-20", "2026-09-30"),
        },
    )
    this, last = _figures(library), _figures(library, 2569)
    assert this["สรุปการแลกเปลี่ยนเรียนรู้"] == 1 and this["องค์ความรู้"] == 1 and last["องค์ความรู้"] == 1
    assert this["แนวปฏิบัติที่ดี"] == 2 and this["การวิจัย"] == 1 and this["การสำรวจ"] == 0
    assert this["การนำไปใช้"] == 3 and this["ผู้นำไปใช้"] == 3
    assert this["ผู้เขียน"] == 1 and this["กลุ่มงานและโรงเรียนที่มีส่วนร่วม"] == 4
    assert all(any("ก" <= letter <= "๎" for letter in one.counts) for one in _report(library).figures)
    assert {one.label: one.before for one in _report(library).figures} == last
    assert not _report(library).is_over and _report(library, 2569).is_over


def test_questions_and_their_answers_count_in_the_years_in_which_they_came(tmp_path):
    asked = BASES["exchange"].replace("2026-11-17", "2026-09-15").replace("แบบฟอร์มกลาง", "แบบฟอร์มกลาง {#q7x2m9}")
    answer = BASES["knowledge"].replace("status:", "answers: [q7x2m9]\nstatus:")
    library = load(make(tmp_path, **{"exchange/e.md": asked, "knowledge/a.md": answer}), DAY)
    assert (_figures(library, 2569)["คำถามและข้อเสนอแนะ"], _figures(library, 2569)["คำถามที่ได้รับคำตอบ"]) == (1, 0)
    assert (_figures(library)["คำถามและข้อเสนอแนะ"], _figures(library)["คำถามที่ได้รับคำตอบ"]) == (0, 1)


def test_deleting_a_record_lowers_every_count_of_the_next_build(tmp_path):
    before = _library(tmp_path)
    (tmp_path / "adoptions/a.md").unlink()
    after = load(tmp_path, DAY)
    assert _figures(before)["การนำไปใช้"] - _figures(after)["การนำไปใช้"] == 1
    assert next(spread.pages(before)).records - next(spread.pages(after)).records == 1
    assert len(_school(before).taken) - len(_school(after).taken) == 1
    assert level(before, before.by_id["p3c9ws"]) > level(after, after.by_id["p3c9ws"])


def test_examples_count_nowhere(tmp_path):
    everything = {
        path: text.replace("status: published", "status: published\nexample: true")
        for path, text in {
            "practices/p.md": practice(1),
            "adoptions/a.md": adoption(rounds=1),
            "exchange/e.md": BASES["exchange"],
            "knowledge/second.md": BASES["knowledge"],
            "research/s.md": study(),
        }.items()
    }
    library = load(make(tmp_path, **everything), DAY)
    assert all(one.value == one.before == 0 for one in _report(library).figures)
    page = next(spread.pages(library))
    assert (page.practices, page.records, page.lines, page.waiting) == (0, 0, (), ())


def test_a_real_record_of_an_example_counts_nowhere(tmp_path):
    library = load(
        make(tmp_path, **{"practices/p.md": practice(more="example: true\n"), "adoptions/a.md": adoption()}), DAY
    )
    assert _figures(library)["การนำไปใช้"] == 0 == next(spread.pages(library)).records


def test_reports_have_addresses_that_stay(tmp_path):
    library = load(make(tmp_path), DAY)
    uris = [page.uri for page in annual_report.pages(library)]
    assert uris == ["reports/fiscal-2570.md", "reports/fiscal-2569.md", "reports/index.md"]
    later = load(tmp_path, DAY + datetime.timedelta(days=365))
    assert {"reports/fiscal-2571.md", "reports/fiscal-2570.md"} <= {page.uri for page in annual_report.pages(later)}


@pytest.mark.parametrize("pages", [schools.pages, spread.pages, annual_report.pages])
def test_the_synthetic_set_adds_up_and_is_the_same_twice(pages, tmp_path):
    docs = make(tmp_path, **synthetic())
    library = load(docs, DAY)
    found = list(pages(library))
    assert found == list(pages(load(docs, DAY)))
    if pages is spread.pages:
        assert sum(one.uses for one in found[0].lines) == found[0].records == 400
        assert sum(one.practices for one in found[0].schools) == 100
    if pages is annual_report.pages:
        reports = [page for page in found if not isinstance(page, Directory)]
        assert sum(page.figures[8].value for page in reports) == 400 and reports[0].figures[8].label == "การนำไปใช้"
        assert sum(line.counts[3] for page in reports for line in page.owners) == 100
    if pages is schools.pages:
        assert sum(len(page.practices) for page in found) == 100


def test_satisfaction_is_what_the_survey_of_the_service_computed(tmp_path):
    def surveyed(more):
        text = BASES["research"].replace("type: survey\n", f"type: survey\ndata: data/service.json\n{more}")
        files = {
            "research/entry.md": text,
            "research/data/service.json": (CASES / "research/service.json").read_bytes(),
        }
        return load(make(tmp_path / str(len(more)), **files), DAY)

    library = surveyed("service: true\n")
    found = findings(library, library.by_id["r5d2kq"]).results
    told = _report(library).satisfaction
    assert [one.respondents for one in told] == [found.respondents] == [_figures(library)["ผู้ตอบการสำรวจ"]]
    assert [part[:2] for part in told[0].parts] == [(one.part.title, f"{one.mean:.2f}") for one in found.parts]
    assert told[0].parts[0][3] == found.parts[0].level.label
    assert _report(library, 2569).satisfaction == ()
    assert _report(surveyed("")).satisfaction == () and _figures(surveyed(""))["ผู้ตอบการสำรวจ"] == found.respondents
