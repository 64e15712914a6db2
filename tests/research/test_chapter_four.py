"""What บทที่ 4 needs is on the page, from any survey; what is for the author only is not."""

from __future__ import annotations

import random
import re
import xml.etree.ElementTree as ElementTree
from fractions import Fraction

import pytest
from answers import csv_bytes
from content import BASES, DAY, make

from khlang.content.library import load
from khlang.pages.research import charts
from khlang.pages.research.findings import findings_page
from khlang.survey import summary
from khlang.survey.data import dump
from khlang.survey.plan import Plan
from khlang.survey.questionnaire import understand
from khlang.survey.reading import separated
from khlang.survey.reduction import reduce
from khlang.survey.sheet import table

WORDS = ("น้อยที่สุด", "น้อย", "ปานกลาง", "มาก", "มากที่สุด")
POSTS = ("ครู", "ผู้บริหาร", "ธุรการ")


def _answers() -> list[list[str]]:
    draw = random.Random(5)
    head = [
        "ตำแหน่ง",
        "ช่องทางที่ใช้ (เลือกได้มากกว่า 1 ข้อ)",
        "ด้านเวลา [1. เร็ว]",
        "ด้านเวลา [2. ตรงนัด]",
        "ด้านคน [3. สุภาพ]",
        "ด้านคน [4. เต็มใจ]",
    ]
    rows = [head]
    for number in range(120):
        post = number % 3
        levels = [min(5, max(1, round(draw.gauss(3.2 + 0.5 * post + 0.3 * item, 0.9)))) for item in range(4)]
        ways = ", ".join(way for way in ("โทรศัพท์", "เว็บไซต์", "มาเอง") if draw.random() < 0.6)
        rows.append([POSTS[post], ways, *(WORDS[level - 1] for level in levels)])
    return rows


@pytest.fixture(scope="module")
def surveyed():
    asked = understand(table(separated(csv_bytes(_answers()), "a.csv"), "a.csv"), Plan())
    return asked, reduce(asked, Plan())


@pytest.fixture(scope="module")
def page(surveyed, tmp_path_factory):
    text = BASES["research"].replace("type: survey\n", "type: survey\ndata: data/service.json\n")
    files = {"research/entry.md": text, "research/data/service.json": dump(surveyed[1].survey)}
    library = load(make(tmp_path_factory.mktemp("four"), **files), DAY)
    return findings_page(library, library.by_path["research/entry.md"])


def test_three_sentences_for_the_director_stand_first(page):
    assert len(page.director) == 3 and all(re.search(r"\d", line) for line in page.director)
    assert "ดีที่สุดคือ เต็มใจ" in page.director[1] and "ต่ำที่สุดคือ เร็ว" in page.director[1]
    assert "ตำแหน่งต่างกันให้ผลต่างกันอย่างมีนัยสำคัญทางสถิติ (p < .001)" in page.director[2] and "ครู" in page.director[2]


def test_the_status_of_respondents_is_one_table(page):
    assert page.respondents.rows[0] == ("ตำแหน่ง", "120", "100.00") and 0 in page.respondents.strong
    assert page.respondents.rows[1] == ("ครู", "40", "33.33")


def test_groups_have_levels_variances_pairs_and_items(page):
    (group,) = page.parts[0].groups
    captions = [one.caption for one in group.tables]
    assert [any(word in caption for caption in captions) for word in ("ระดับรายด้าน", "ANOVA", "Scheffé", "รายข้อ")] == [
        True
    ] * 4
    variance = next(one for one in group.tables if "ANOVA" in one.caption)
    assert variance.heads == ("แหล่งความแปรปรวน", "SS", "df", "MS", "F", "p")
    assert [row[0] for row in variance.rows[:4]] == ["ด้านเวลา", "ระหว่างกลุ่ม", "ภายในกลุ่ม", "รวม"]
    assert variance.rows[1][2] == "2" and variance.rows[2][2] == "117" and variance.rows[0][5] == "< .001"
    items = group.tables[-1]
    assert items.heads[1:] == ("ครู", "ธุรการ", "ผู้บริหาร") and items.rows[0] == ("n", "40", "40", "40")
    assert all(re.fullmatch(r"\d\.\d\d \(\d\.\d\d\)", cell) for row in items.rows[1:] for cell in row[1:])


def test_ticks_are_told_of_respondents_and_of_answers(page):
    (ticks,) = page.choices
    *options, total = ticks.table.rows
    assert {row[0] for row in options} == {"โทรศัพท์", "เว็บไซต์", "มาเอง"}
    assert sum(int(row[1]) for row in options) == int(total[1]) and total[3] == "100.00" and float(total[2]) > 100
    assert ElementTree.fromstring(ticks.svg).get("width") == "100%"


def test_nothing_on_the_page_says_p_is_zero(page):
    cells = [cell for group in page.parts[0].groups for one in group.tables for row in one.rows for cell in row]
    assert not any(cell in (".000", "0.000") for cell in cells)


def test_bars_are_sorted_by_agreement_with_totals_at_the_ends(page):
    rows = page.parts[0].answers.table.rows
    high = [sum(int(cell.split(" ")[0]) for cell in row[-2:]) for row in rows]
    assert high == sorted(high, reverse=True)
    svg = ElementTree.fromstring(page.parts[0].answers.svg)
    ends = [one.text for one in svg.iter() if one.tag.endswith("text") and one.get("x") in ("0%", "100%")]
    assert len(ends) == 8 and all(re.fullmatch(r"\d+%", text) for text in ends)
    assert svg.get("viewBox") is None, "as wide as the column"


def test_what_the_author_should_know_is_not_for_readers(surveyed, page):
    asked, reduced = surveyed
    assert any("ต่ำกว่า 0.70" in line for line in summary.lines(asked, reduced))
    assert "ต่ำกว่า" not in repr(page.quality)


def test_a_negative_alpha_is_explained_to_the_author():
    draw = random.Random(2)
    rows = [["1.1 ก", "1.2 ข"]]
    for _ in range(60):
        level = draw.randint(1, 5)
        rows.append([WORDS[level - 1], WORDS[5 - level]])
    rows[1] = [WORDS[0], WORDS[0]]
    asked = understand(table(separated(csv_bytes(rows), "a.csv"), "a.csv"), Plan())
    told = "\n".join(summary.lines(asked, reduce(asked, Plan())))
    assert "ติดลบ" in told and "reversed" in told


def test_the_matrix_agrees_with_the_ranking():
    """All needs in the coloured zone rank before all outside it, whatever the means."""
    draw = random.Random(9)
    for _ in range(40):
        means = [(Fraction(draw.randint(100, 500), 100), Fraction(draw.randint(100, 500), 100)) for _ in range(8)]
        ordered = sorted(means, key=lambda one: one[1] / one[0], reverse=True)
        points = [charts.Point(str(place), is_, should) for place, (is_, should) in enumerate(ordered, 1)]
        root = ElementTree.fromstring(charts.need_matrix("m", "ภาพ", "คำ", points, (1, 5)))
        zone = next(one for one in root.iter() if one.get("class") == "c-first").get("points")
        corners = [tuple(map(float, pair.split(","))) for pair in zone.split(" ")]
        slope = sum(should for _, should in means) / sum(is_ for is_, _ in means)
        inside = [should > slope * is_ for is_, should in ordered]
        assert inside == sorted(inside, reverse=True)
        drawn = dict(_places(root))
        for place, is_in in enumerate(inside, 1):
            if str(place) in drawn and abs(float(ordered[place - 1][1] - slope * ordered[place - 1][0])) > 0.05:
                assert _is_in(drawn[str(place)], corners) == is_in


def _places(root):
    """Where each number's own point lies: its badge, or the end of its line."""
    badges = [one for one in root.iter() if one.get("class") in ("c-badge", "c-on", "c-lead")]
    lead = None
    for one in badges:
        if one.get("class") == "c-lead":
            lead = (float(one.get("x1")), float(one.get("y1")))
        elif one.get("class") == "c-badge":
            at = lead or (float(one.get("cx")), float(one.get("cy")))
        else:
            yield one.text, at
            lead = None


def _is_in(point, corners) -> bool:
    (x, y), inside = point, False
    for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside
