"""Finding a practice: what narrows the gallery, the matrix of skills and components, reading lists by job."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from content import BASES, DAY, make
from practices import synthetic

from khlang.content.library import load
from khlang.pages import reading
from khlang.pages.entry import entry_page
from khlang.pages.lists.bands import cost_band, time_band
from khlang.pages.lists.facets import facets, labels
from khlang.pages.lists.listings import Directory
from khlang.pages.lists.search_labels import search_labels
from khlang.pages.practices import gallery, matrix
from khlang.search.page import FACETS as INDEXED

PRACTICE = BASES["practice"]
SKILLS = """grades: [{key: p4, name: ป.4}, {key: p5, name: ป.5}]
components: [{key: label, name: การจัดทำป้ายชื่อพรรณไม้}, {key: collect, name: การรวบรวมพรรณไม้}]
skills: [{key: observing, name: การสังเกต}, {key: writing, name: การเขียน}]
"""
SETS = """- key: new-teacher
  name: ครูบรรจุใหม่
  summary: เริ่มงานได้
  reads:
    - {id: p3c9ws, why: ลองทำเรื่องนี้ก่อน}
    - {id: k2s8nd, why: แล้วอ่านต่อ}
- key: finance
  name: เจ้าหน้าที่การเงิน
  summary: ยังไม่มี
  reads: [{id: k3d5ft, why: ร่าง}]
"""


def _practice(number, skills="[การสังเกต]", components="[1]", **changes):
    text = PRACTICE.replace("p3c9ws", f"p3c9w{number}").replace(
        "components: [1]", f"components: {components}\nskills: {skills}"
    )
    for old, new in changes.items():
        text = text.replace({"grades": "grades: [ป.4]", "status": "status: published"}[old], new)
    return text


@pytest.fixture
def library(tmp_path):
    files = {
        "practices/a.md": _practice(1),
        "practices/b.md": _practice(2, "[การสังเกต, การเขียน]", "[1, 2]", grades="grades: [ป.4, ป.5]"),
        "practices/c.md": _practice(3, status="status: retired"),
        "practices/d.md": _practice(4, "[การเขียน]", status="example: true\nstatus: published"),
        "practices/e.md": _practice(5, "[]"),
    }
    return load(make(tmp_path, **files, **{"_data/practices.yml": SKILLS}), DAY)


@pytest.mark.parametrize(
    ("cost", "band"),
    [
        ("ไม่มีค่าใช้จ่าย", "none"),
        ("ไม่เกิน 300 บาท", "to-500"),
        ("501 บาท", "to-1000"),
        ("1,000 บาท", "to-1000"),
        ("5,000 บาท", "to-5000"),
        ("5,001 บาท", "more"),
        ("มากกว่า 5,000 บาท", "more"),
        ("มากกว่า 100 บาท", "unknown"),
        ("ค่าถ่ายเอกสาร", "unknown"),
    ],
)
def test_bands_of_costs(cost, band):
    assert cost_band(cost) == band


@pytest.mark.parametrize(
    ("time", "band"),
    [
        ("1 คาบ", "hour"),
        ("2 คาบ", "half-day"),
        ("4 คาบ คาบละ 60 นาที", "day"),
        ("8 คาบ", "longer"),
        ("6 สัปดาห์", "longer"),
        ("10 นาทีทุกคาบ", "regular"),
        ("แล้วแต่ครู", "unknown"),
    ],
)
def test_bands_of_times(time, band):
    assert time_band(time) == band


def test_every_value_of_a_row_has_a_name(tmp_path):
    library = load(make(tmp_path, **synthetic()), DAY)
    names = labels(library)
    found = {pair for entry in library.listed for pair in facets(library, entry)}
    assert {name for name, _ in found} >= set(gallery.FACETS) - {"group"}
    for name, value in found:
        assert name in ("date", "fiscal-year", "tag", "example") or value in names[name], (name, value)
    assert json.loads(search_labels(library)) == names
    assert {"component", "skill", "grade", "evidence"} <= set(INDEXED)


def test_the_gallery_holds_every_practice_on_one_page_the_best_proven_first(tmp_path):
    library = load(make(tmp_path, **synthetic()), DAY)
    (page,) = gallery.pages(library)
    assert page.total == len(page.cards) == 100 and page.pages == 1
    assert page.narrowed_by == gallery.FACETS
    levels = [card.dials.level for card in page.cards]
    assert levels == sorted(levels, reverse=True) and len(set(levels)) > 2


def test_the_gallery_says_how_many_are_made_up_and_puts_them_after_real_ones(library):
    (page,) = gallery.pages(library)
    assert (page.total, page.examples) == (5, 1)
    assert [card.row.is_example for card in page.cards] == [False, False, False, True, False]  # the retired one last
    assert page.cards[-1].row.is_retired


def test_an_empty_gallery_says_what_would_stand_there(tmp_path):
    (page,) = gallery.pages(load(make(tmp_path), DAY))
    assert page.rows == () and page.empty and page.narrowed_by == () and page.archive is None


def _cells(library):
    (page,) = matrix.pages(library)
    return page, {(line.skill, i): cell for line in page.lines for i, cell in enumerate(line.cells)}


def test_cells_count_what_can_be_taken_over_and_lead_there(library):
    page, cells = _cells(library)
    assert {place: cell.count for place, cell in cells.items()} == {
        ("การสังเกต", 0): 2,
        ("การสังเกต", 1): 1,
        ("การเขียน", 0): 1,
        ("การเขียน", 1): 1,
    }
    assert (page.counted, page.filled, page.unplaced) == (2, 4, 1)
    cell = cells["การสังเกต", 0]
    assert cell.grades == (("p4", 2), ("p5", 1))
    assert parse_qs(urlsplit(cell.url).query) == {"component": ["label"], "skill": ["observing"]}
    matching = [
        row
        for row in next(gallery.pages(library)).rows
        if {("component", "label"), ("skill", "observing")} <= set(row.facets)
    ]
    assert len([row for row in matching if not row.is_retired and not row.is_example]) == cell.count


def test_empty_cells_lead_to_the_form_with_what_is_known(tmp_path):
    library = load(make(tmp_path, **{"practices/a.md": _practice(1), "_data/practices.yml": SKILLS}), DAY)
    _, cells = _cells(library)
    link = urlsplit(cells["การเขียน", 1].url)
    assert (link.path, link.fragment, parse_qs(link.query)) == (
        "contribute/",
        "practice",
        {"components": ["2"], "skills": ["การเขียน"]},
    )


def test_the_matrix_is_parted_by_families_and_names_the_gaps_that_matter(tmp_path):
    skills = """components: [{key: label, name: ป้าย}, {key: collect, name: รวบรวม}, {key: study, name: ศึกษา}]
skills: [{key: a, name: ฟัง, family: พื้นฐาน}, {key: b, name: พูด, family: พื้นฐาน},
         {key: c, name: วิเคราะห์, family: สูง}, {key: d, name: ประเมิน, family: สูง}]
grades: [{key: p4, name: ป.4}]
"""
    files = {"_data/practices.yml": skills, "practices/a.md": _practice(1, "[ฟัง, ประเมิน]", "[1]")}
    files["practices/b.md"] = _practice(2, "[ฟัง]", "[2]")
    (page,) = matrix.pages(load(make(tmp_path, **files), DAY))
    assert [(family.name, [line.skill for line in family.lines]) for family in page.families] == [
        ("พื้นฐาน", ["ฟัง", "พูด"]),
        ("สูง", ["วิเคราะห์", "ประเมิน"]),
    ]
    # ศึกษา has nothing, ฟัง is known best; รวบรวม has nothing of สูง, ประเมิน is known; in ป้าย both families have one
    found = [(gap.component, gap.skill) for gap in page.gaps]
    assert found == [("ศึกษา", "ฟัง"), ("รวบรวม", "ประเมิน"), ("ป้าย", "พูด")]
    assert page.gaps[1].url == page.lines[3].cells[1].url


def test_deleting_a_practice_empties_its_cells(library):
    _, cells = _cells(library.without({"practices/b.md"}))
    assert [cell.count for cell in cells.values()] == [1, 0, 0, 0]


def test_a_reading_list_keeps_its_order_and_leaves_out_what_readers_cannot_open(tmp_path):
    library = load(make(tmp_path, **{"practices/a.md": PRACTICE, "_data/reading.yml": SETS}), DAY)
    directory, *pages = reading.pages(library)
    assert isinstance(directory, Directory)
    assert [(place.title, place.url, place.count) for place in directory.parts[0][1]] == [
        ("ครูบรรจุใหม่", "reading/new-teacher/", 2)
    ]
    assert [page.uri for page in pages] == ["reading/new-teacher.md"]  # a list of drafts only is none
    assert [one.row.url for one in pages[0].readings] == ["practices/a/", "knowledge/second/"]
    assert [place.url for place in entry_page(library, library.by_id["k2s8nd"], {}).reading] == ["reading/new-teacher/"]
