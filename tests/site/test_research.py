"""Pages of surveys and studies in a real browser: pictures that fit a phone, say who they are, and print."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from projects import html_of

pytestmark = pytest.mark.browser

SURVEY = "research/service-survey/"
PHONE = {"width": 390, "height": 844}
# A text of a picture that ends outside of it, by more than a unit.
OUTSIDE = """
() => [...document.querySelectorAll("svg.chart")].flatMap((svg) => {
  const room = svg.getBoundingClientRect();
  return [...svg.querySelectorAll("text")].filter((text) => {
    const box = text.getBoundingClientRect();
    return box.left < room.left - 1 || box.right > room.right + 1 || box.top < room.top - 3 || box.bottom > room.bottom + 3;
  }).map((text) => text.textContent);
})
"""
# Pairs of texts of one picture that lie over each other.
OVER = """
() => [...document.querySelectorAll("svg.chart")].flatMap((svg) => {
  const texts = [...svg.querySelectorAll("text")].map((text) => [text.textContent, text.getBoundingClientRect()]);
  return texts.flatMap(([one, a], i) => texts.slice(i + 1)
    .filter(([, b]) => a.left < b.right - 2 && b.left < a.right - 2 && a.top + 4 < b.bottom - 4 && b.top + 4 < a.bottom - 4)
    .map(([other]) => `${one} | ${other}`));
})
"""


@pytest.fixture(scope="module")
def base(built_site: Path, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(built_site)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", [SURVEY, "needs/n5twq8/", "satisfaction/"])
def test_pictures_fit_a_phone_and_have_names(address, page, base):
    page.goto(base + address)
    page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    pictures = page.get_by_role("img").filter(has=page.locator("title")).all()
    assert len(pictures) == page.locator("svg.chart").count() > 0
    for picture in pictures:
        title, words = picture.get_attribute("aria-labelledby").split()
        assert len(page.locator(f"#{title}").text_content()) > 10 and len(page.locator(f"#{words}").text_content()) > 40
    assert page.evaluate(OUTSIDE) == [] and page.evaluate(OVER) == []


def test_every_picture_stands_beside_its_table(page, base):
    page.goto(base + SURVEY)
    for figure in page.locator("figure.picture").all():
        figure.evaluate("(one) => one.closest('details') && (one.closest('details').open = true)")
        beside = figure.locator("table").count() or figure.locator("xpath=preceding-sibling::div[1]//table").count()
        assert beside, figure.locator("figcaption").text_content()
    for table in page.locator("table.stats").all():
        assert table.locator("caption").text_content() and table.locator("tbody th[scope=row]").count()


def test_paper_has_the_tables_that_are_open_and_no_buttons(page, base):
    page.emulate_media(media="print")
    page.goto(base + SURVEY)
    folded, every = page.locator("details table.stats"), page.locator("table.stats")
    shown = page.locator("table.stats:visible")
    assert 0 < shown.count() == every.count() - folded.count()
    page.evaluate("document.querySelectorAll('.findings details').forEach((one) => { one.open = true })")
    assert shown.count() == every.count()
    assert page.locator(".gets").first.is_hidden()


def test_what_can_be_taken_away_says_what_the_page_says(built_site):
    folder = built_site / SURVEY
    rows = list(csv.reader(io.StringIO((folder / "statistics.csv").read_text(encoding="utf-8-sig"))))
    told = json.loads((folder / "statistics.json").read_text(encoding="utf-8"))
    html = (folder / "index.html").read_text(encoding="utf-8")
    mean = told["parts"][0]["mean"]
    assert f"x̄\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{mean}" in html and any(
        row[2] == "รวม" and row[6] == mean for row in rows
    )
    assert told["example"] is True and len(told["needs"]) == 6
    codes = list(csv.reader(io.StringIO((folder / "codebook.csv").read_text(encoding="utf-8-sig"))))
    assert [codes[1][0], codes[1][6]] == ["1.1.1", "2.1.1"]
    assert not list(built_site.rglob("data/*.json"))  # the committed sums stay in the repository


@pytest.mark.parametrize(
    ("address", "is_example"),
    [(SURVEY, True), ("research/service-survey-2570/", True), ("research/questioning-study/", False)],
)
def test_the_text_shows_numbers_and_no_brackets(address, is_example, built_site):
    html = html_of(built_site / address / "index.html")
    assert "[[" not in html and "findings-place" not in html
    assert ("คำนวณจากคำตอบที่แต่งขึ้น" in html) == is_example
