"""Evidence, adoptions, descent, schools and reports in a real browser, on a made-up set of practices that spread."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from practices import synthetic
from projects import build, html_of, project
from test_adoptions import OUTSIDE, adoption

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
TARGETS = """
() => [...document.querySelectorAll("article :is(a, button, summary)")]
  .filter((e) => e.checkVisibility({visibilityProperty: true}) && !e.closest("p, .text, td, th, caption"))
  .map((e) => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])
  .filter(([, box]) => box.width && box.height < 43.9)
  .map(([html, box]) => `${Math.round(box.height)} px: ${html}`)
"""
PAGES = {
    "practice with kin": "practices/p022/",
    "practice nobody took over": "practices/p059/",
    "record": "adoptions/u000/",
    "records": "adoptions/",
    "school": "schools/school-03/",
    "office": "spread/",
    "report": "reports/fiscal-2569/",
    "reports": "reports/",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with 60 practices of three generations and 160 adoptions, built."""
    made = project(tmp_path_factory.mktemp("spread") / "p", **synthetic(60, 160))
    done = build(made, "--strict")
    assert done.returncode == 0, done.stderr
    return made


@pytest.fixture
def open_page(browser: Browser, folder: Path, serve_folder: Callable[[Path], str]) -> Iterator[Callable[..., Page]]:
    contexts = []
    said: list[str] = []

    def open_(address: str, **settings: object) -> Page:
        context = browser.new_context(**{"viewport": PHONE, **settings})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(serve_folder(folder / "site") + address)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_everybody_can_read_it_on_a_phone(address: str, scheme: str, open_page: Callable[..., Page]) -> None:
    page = open_page(address, color_scheme=scheme)
    for summary in page.locator("article :is(.spread, .why, .fold) summary").all():
        summary.click()
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert page.evaluate(TARGETS) == []


def test_it_reads_without_script(open_page: Callable[..., Page]) -> None:
    page = open_page("practices/p022/", java_script_enabled=False)
    page.locator(".why summary").click()
    expect(page.locator(".rungs .is-here")).to_be_visible()
    page.locator("#descent > summary").click()
    expect(page.locator(".descent circle").first).to_be_visible()
    page.get_by_text("ดูเป็นตาราง").click()
    rows = page.locator("#descent tbody tr")
    assert rows.count() == page.locator(".descent circle").count() > 2
    titles = [title.split(" (หน้านี้)")[0] for title in rows.locator("th").all_inner_texts()]
    assert titles == page.locator(".descent title").all_text_contents()


def test_the_drawing_leads_to_its_practices_by_keyboard(open_page: Callable[..., Page]) -> None:
    page = open_page("practices/p022/")
    page.locator("#descent > summary").click()
    other = page.locator(".descent a:not([aria-current])").first
    other.focus()
    title = other.locator("title").text_content()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(re.escape((title or "").replace(" ", "")[:8])))


def test_pages_stay_light(folder: Path) -> None:
    """Compressed bytes of HTML; a table of 90 practices is a page for the office, not for a phone on the road."""
    for address, most in (
        ("practices/p022/", 12_000),
        ("schools/school-03/", 12_000),
        ("spread/", 20_000),
        ("reports/fiscal-2569/", 12_000),
    ):
        size = len(gzip.compress((folder / "site" / address / "index.html").read_bytes()))
        assert size <= most, (address, size)
    assert len(gzip.compress((folder / "site/assets/khlang/spread/spread.css").read_bytes())) <= 3_000


def test_the_report_prints_without_the_frame(open_page: Callable[..., Page]) -> None:
    page = open_page("reports/fiscal-2569/", viewport={"width": 700, "height": 990})
    page.emulate_media(media="print")
    expect(page.locator(".top")).to_be_hidden()
    expect(page.get_by_role("button", name="พิมพ์รายงานนี้")).to_be_hidden()
    expect(page.get_by_role("row", name=re.compile("การนำไปใช้")).first).to_be_visible()
    assert (
        page.evaluate("[...document.querySelectorAll('.report table')].filter((e) => e.scrollWidth > 700).length") == 0
    )
    assert page.pdf(format="A4", prefer_css_page_size=True).count(b"/Type /Page\n") >= 1


def test_a_merged_record_is_counted_and_a_deleted_one_is_not(tmp_path: Path) -> None:
    """Acted out from the merge on: the file of an outside school, made by the form, then the same file gone."""
    made = project(tmp_path / "p")
    record = made / "docs/adoptions/2026-11-20-u7x2m9.md"

    def counted() -> int:
        report = html_of(made / "site/reports/fiscal-2570/index.html")
        row = re.search(r"การนำไปใช้</a> \(ครั้ง\).*?<b>(\d+)</b>", report)
        return int(row[1]) if row else 0  # what has none yet is named below the table

    def told() -> str:
        assert build(made, "--strict").returncode == 0
        return html_of(made / "site/practices/entry/index.html")

    before, at_first = told(), counted()
    assert "ยังไม่มีใครบันทึกว่านำเรื่องนี้ไปใช้" in before
    record.write_text(adoption("u7x2m9", OUTSIDE, rounds=1), encoding="utf-8")
    after = told()
    assert "นำไปใช้แล้ว ๑ ครั้ง" in after and "โรงเรียนไกล · สพป.ไกล จ.เชียงใหม่" in after
    assert "มีหลักฐานของขั้นได้ผลซ้ำ และขั้นได้ผลซ้ำในที่อื่นแล้ว แต่ขั้นก่อนหน้ายังขาด" in after
    assert counted() == at_first + 1
    record.unlink()
    assert told() == before and counted() == at_first
