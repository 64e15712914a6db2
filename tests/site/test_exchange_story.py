"""A question asked in week 1 and answered by an article in week 5, as readers meet it: in a browser, on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from content import BASES
from playwright.sync_api import Browser, Page, expect
from projects import build, project

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
ASKED = (
    BASES["exchange"].replace("2026-11-17", "2026-10-20").replace("ต้องการแบบฟอร์มกลาง", "จะจดคำตอบของเด็กอย่างไรให้ไม่มีชื่อ")
)
ANSWER = BASES["knowledge"].replace("2026-11-20", "2026-11-18").replace("status:", "answers: [q7x2m9]\nstatus:")
CALENDAR = "terms:\n- {year: 2569, number: 2, start: 2026-10-01, end: 2027-04-01}\n"
NOW = (
    BASES["exchange"]
    .replace("7x2m9", "7x2m8")
    .replace("e4n8ta", "e4n8tb")
    .replace("ต้องการแบบฟอร์มกลาง", "ใครเก็บแบบฟอร์ม")
)


@pytest.fixture(scope="module")
def site(tmp_path_factory, serve_folder: Callable[[Path], str]) -> dict[str, str]:
    """The site before and after the answer was published."""
    found = {}
    for name, files in {"before": {}, "after": {"knowledge/entry.md": ANSWER}}.items():
        everything = {"exchange/entry.md": ASKED, "exchange/now.md": NOW, "_data/calendar.yml": CALENDAR, **files}
        folder = project(tmp_path_factory.mktemp(name) / "p", **everything)
        done = build(folder, "--strict")
        assert done.returncode == 0, done.stderr
        found[name] = serve_folder(folder / "site")
    return found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, has_touch=True, locale="th-TH")
    yield context.new_page()
    context.close()


def test_before_it_is_open_everywhere_and_leads_to_the_form(site, page):
    page.goto(site["before"])
    asked = page.get_by_role("link", name="จะจดคำตอบของเด็กอย่างไรให้ไม่มีชื่อ", exact=True)
    expect(asked).to_be_visible()  # the home page
    page.goto(site["before"] + "questions/")
    row = page.locator(".questions > li").first
    expect(row).to_contain_text("จะจดคำตอบของเด็กอย่างไรให้ไม่มีชื่อ")
    expect(row).to_contain_text("รอมา ๔ สัปดาห์")
    row.get_by_role("link", name="ตอบคำถามนี้").click()
    expect(page.locator("#knowledge")).to_be_checked()
    page.locator(".write__more summary").click()
    expect(page.get_by_label("คำถามที่เรื่องนี้ตอบ")).to_have_value("q7x2m9")


def test_after_it_is_answered_at_both_ends_on_the_board_in_the_digest_and_in_search(site, page):
    base = site["after"]
    page.goto(base + "e/q7x2m9/")  # the question's own address
    page.wait_for_url("**/exchange/entry/#q7x2m9")
    asked = page.locator("#q7x2m9")
    expect(asked).to_be_in_viewport()
    asked.get_by_role("link", name="ทำป้ายชื่อพรรณไม้ให้เด็กได้คิด").click()
    expect(page).to_have_url(base + "knowledge/entry/")
    page.get_by_role("link", name="จะจดคำตอบของเด็กอย่างไรให้ไม่มีชื่อ").click()
    expect(page).to_have_url(base + "exchange/entry/#q7x2m9")
    page.goto(base + "questions/")
    expect(page.get_by_text("จะจดคำตอบของเด็กอย่างไรให้ไม่มีชื่อ")).to_have_count(0)
    page.get_by_role("link", name="ตอบแล้วในปีงบประมาณ ๒๕๗๐").click()
    expect(page.locator(".questions > li")).to_contain_text("ตอบใน ๔ สัปดาห์")
    page.goto(base + "board/")
    cell = page.get_by_role("row", name="๑๙–๒๓ ต.ค. ๒๕๖๙").get_by_role("link", name="แลกเปลี่ยนแล้ว")
    expect(cell).to_have_attribute("href", "../exchange/entry/")
    page.goto(base + "digests/2026-11-16/")
    expect(page.get_by_role("heading", name="ได้คำตอบ")).to_be_visible()
    expect(page.locator("#message")).to_contain_text("ได้คำตอบแล้ว ๑ ข้อ")
    expect(page.locator("#message")).to_contain_text(base + "digests/2026-11-16/")
    page.goto(base + "search/?q=จดคำตอบของเด็กไม่มีชื่อ")
    expect(
        page.locator(".results a, .finder a, main a, article a").filter(has_text="สรุปการแลกเปลี่ยนเรียนรู้").first
    ).to_be_visible()


@pytest.mark.parametrize(
    "address",
    [
        "board/",
        "questions/",
        "actions/",
        "digests/2026-11-16/",
        "digests/",
        "exchange/",
        "exchange/sheet/",
        "groups/supervision/",
        "exchange/entry/",
    ],
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_a_phone_and_axe_finds_nothing(address, scheme, site, browser):
    context = browser.new_context(viewport=PHONE, color_scheme=scheme)
    page = context.new_page()
    page.goto(site["after"] + address)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    found = Axe().run(page).response["violations"]
    context.close()
    assert [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found] == []


def test_the_board_can_be_read_by_ear_and_the_sheet_is_one_page(site, page, tmp_path):
    from pypdf import PdfReader

    page.goto(site["after"] + "board/")
    table = page.get_by_role("table")
    expect(table.get_by_role("columnheader").nth(1)).to_contain_text("กลุ่มนิเทศฯ")
    expect(table.get_by_role("rowheader").first).to_contain_text("พ.ย. ๒๕๖๙")
    assert all(table.get_by_role("cell").nth(i).inner_text().strip() for i in range(2))  # words, not only a mark
    page.goto(site["after"] + "exchange/sheet/")
    page.pdf(path=tmp_path / "sheet.pdf", prefer_css_page_size=True)
    pages = PdfReader(tmp_path / "sheet.pdf").pages
    assert len(pages) == 1
