"""What a page shows of any data: nothing raises, no picture has a number that is none, all words are escaped."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from fractions import Fraction
from pathlib import Path

import pytest
from content import BASES, CASES, DAY, make
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from surveys import survey_of

from khlang.content.kinds import KINDS
from khlang.content.library import load
from khlang.contributing.draft import draft
from khlang.pages.research import charts
from khlang.pages.research.files import findings_files
from khlang.pages.research.findings import findings_page
from khlang.pages.research.instrument import pages as instruments
from khlang.survey.data import dump

NASTY = '<img src=x onerror="alert(1)"> & "ก" =HYPERLINK("x")'


def _library(folder: Path, data: bytes):
    text = BASES["research"].replace("type: survey\n", "type: survey\ndata: data/service.json\n")
    library = load(make(folder, **{"research/entry.md": text, "research/data/service.json": data}), DAY)
    return library, library.by_path["research/entry.md"]


def _svgs(page) -> list[str]:
    found = [picture for part in page.parts for picture in (part.answers, part.means) if picture]
    return [picture.svg for picture in (*found, *([page.needs] if page.needs else [])) if picture.svg]


rows = st.integers(1, 4).flatmap(
    lambda items: st.lists(
        st.lists(st.none() | st.integers(1, 5), min_size=items, max_size=items), min_size=5, max_size=12
    )
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=rows)
def test_any_answers_make_a_page(rows, tmp_path_factory):
    library, entry = _library(tmp_path_factory.mktemp("any"), dump(survey_of(rows)))
    page = findings_page(library, entry)
    assert page is not None and findings_files(library) and list(instruments(library))
    for svg in _svgs(page):
        assert ElementTree.fromstring(svg).get("role") == "img" and "nan" not in svg and "inf" not in svg.lower()


@pytest.mark.parametrize(
    "labels", [("ไม่ใช่", "ใช่"), tuple(f"ระดับ {n}" for n in range(1, 7)), tuple(f"คะแนน {n}" for n in range(1, 11))]
)
def test_scales_of_other_sizes(labels, tmp_path):
    many = [[1 + (i * 3 + j) % len(labels) for j in range(3)] for i in range(9)]
    library, entry = _library(tmp_path, dump(survey_of(many, labels=labels)))
    page = findings_page(library, entry)
    assert len(page.parts[0].bands.rows) == len(labels) if len(labels) > 2 else page.parts[0].bands is None
    assert len(page.parts[0].answers.table.heads) == len(labels) + 1
    assert ("ปรับใช้กับ" in page.parts[0].source) == (len(labels) > 2), "yes and no have no levels of a mean"


def test_words_of_the_data_are_words_on_the_page(tmp_path):
    data = (
        (CASES / "research/service.json")
        .read_text(encoding="utf-8")
        .replace('"ข้อ 1.1"', f'"{NASTY.replace(chr(34), chr(92) + chr(34))}"')
    )
    library, entry = _library(tmp_path, data.encode())
    page = findings_page(library, entry)
    for svg in _svgs(page):
        assert "<img" not in svg and "onerror" in svg
    codebook = findings_files(library)["research/entry/codebook.csv"].decode("utf-8-sig")
    assert "onerror" in codebook and not re.search(r"(?:^|,)=", codebook, re.MULTILINE)


@pytest.mark.parametrize("levels", range(2, 11))
def test_shades_run_from_warm_to_green_around_a_neutral_middle(levels):
    shades = [charts.shade(level, levels) for level in range(1, levels + 1)]
    assert shades == sorted(shades) and shades[0] == 0 and shades[-1] == charts.SHADES - 1
    assert (charts.SHADES // 2 in shades) == (levels % 2 == 1)


@pytest.mark.parametrize("places", [[(5, 5)], [(1, 1)], [(3, 4)] * 9, [(1, 5), (5, 1)]])
def test_needs_on_one_place_or_at_the_edge_are_drawn_apart(places):
    points = [charts.Point(str(n), Fraction(is_), Fraction(should)) for n, (is_, should) in enumerate(places, 1)]
    root = ElementTree.fromstring(charts.need_matrix("m", "ภาพ", "คำบรรยาย", points, (1, 5)))
    badges = [(float(one.get("cx")), float(one.get("cy"))) for one in root.iter() if one.get("class") == "c-badge"]
    assert len(badges) == len(points)
    assert all((a - c) ** 2 + (b - d) ** 2 >= 21**2 for i, (a, b) in enumerate(badges) for c, d in badges[:i])


def test_the_axes_of_the_matrix_go_where_the_needs_are():
    """Means of how it is and of how it should be lie far apart: one span for both would crowd all needs into a corner."""
    points = [charts.Point(str(n), Fraction(305 + 4 * n, 100), Fraction(410 + 7 * n, 100)) for n in range(1, 5)]
    root = ElementTree.fromstring(charts.need_matrix("m", "ภาพ", "คำบรรยาย", points, (1, 5)))
    frame = next(one for one in root.iter() if one.get("class") == "c-frame")
    width = float(frame.get("width"))
    dots = [float(one.get("cx")) for one in root.iter() if one.get("class") in ("c-badge", "c-point")]
    assert (max(dots) - min(dots)) > width / 5
    texts = [one.text for one in root.iter() if one.tag.endswith("text")]
    assert {"3", "3.5", "4", "4.5"} <= set(texts)


def test_labels_end_their_lines_between_words():
    svg = charts.diverging_bars(
        "a",
        "ภาพ",
        "คำบรรยาย",
        [charts.Bar("ความรวดเร็วในการให้บริการของเจ้าหน้าที่กลุ่มบริหารงานการเงินและสินทรัพย์", (1, 2))],
        ("ไม่ใช่", "ใช่"),
    )
    lines = [
        one.text
        for one in ElementTree.fromstring(svg).iter()
        if one.tag.endswith("text") and one.get("font-size") == "14"
    ]
    assert lines == ["ความรวดเร็วในการให้บริการของเจ้าหน้าที่กลุ่มบริหารงาน", "การเงินและสินทรัพย์"]


@pytest.mark.parametrize(("type_", "sections"), [("survey", 4), ("study", 7)])
def test_a_draft_has_the_sections_of_its_type(type_, sections, tmp_path):
    library = load(make(tmp_path), DAY)
    _, text = draft(KINDS["research"], {"title": "ก", "owner": "กลุ่มนิเทศฯ", "type": type_}, library)
    assert text.count("\n## ") == sections and ("## เครื่องมือ" in text) == (type_ == "study")
