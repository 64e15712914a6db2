"""Finding a practice and taking it home, in a real browser: the gallery, the matrix, the sheet on paper, the archive."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from content import BASES
from playwright.sync_api import Browser, Error, Page, Route, expect
from practices import synthetic
from projects import project
from pypdf import PdfReader
from watching import settle

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
ROWS = ".rows > li:visible"
ADDRESS = "https://example.go.th/km/"
SENTENCE = "ให้นักเรียนสังเกตใบ ลำต้น และเปลือกของต้นไม้อย่างละเอียด แล้วจดลงสมุดบันทึกก่อนนำมาเปรียบเทียบกับของกลุ่มอื่น"
TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def _long(code: str, steps: int, words: int, paragraphs: int, title: str = "") -> str:
    """A practice with more to say than a page holds."""
    text = BASES["practice"].replace("p3c9ws", code).replace("title: เล่าต้นไม้เป็นเรื่อง", f"title: เล่าต้นไม้เป็นเรื่อง{title}")
    text = text.replace(
        "1. สังเกต\n2. เขียน", "\n".join(f"{i + 1}. {' '.join([SENTENCE] * words)}" for i in range(steps))
    )
    text = text.replace("เด็กจำชื่อไม่ได้", "\n\n".join([SENTENCE] * paragraphs)).replace(
        "time: 4 คาบ", f"time: {' '.join([SENTENCE] * paragraphs)}"
    )
    return text.replace("ระวังยางไม้", "\n".join([f"- {SENTENCE}"] * paragraphs))


PAPER = {
    "entry": BASES["practice"],
    "usual": _long("pzz00a", 6, 1, 2),
    "long": _long("pzz00b", 40, 2, 6, SENTENCE[:110]),
    "one-step": _long("pzz00c", 1, 90, 9),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with forty made-up practices, and some of lengths that paper has trouble with."""
    files = {**synthetic(40, 120, 3), **{f"practices/{name}.md": text for name, text in PAPER.items()}}
    form = "[แบบบันทึก](../knowledge/files/form.csv)"
    files["practices/entry.md"] = files["practices/entry.md"].replace("1. สังเกต", f"1. สังเกต {form}")
    folder = project(tmp_path_factory.mktemp("gallery"), **files, **{"knowledge/files/form.csv": b"name,leaf\n"})
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", "SITE_URL": ADDRESS}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q"], cwd=folder, env=env, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return folder / "site"


@pytest.fixture
def visit(browser: Browser, site: Path, serve_folder: Callable[[Path], str]) -> Iterator[Callable[..., Page]]:
    """A function that opens an address of the site; the console must stay empty.

    The site stands at ADDRESS, as it was told: its pages run scripts from nowhere else.
    """
    contexts, said = [], []
    base = serve_folder(site)

    def answer(route: Route) -> None:
        with suppress(Error):  # a page may still ask for something when its test is done and its context closes
            route.fulfill(response=route.fetch(url=route.request.url.replace(ADDRESS, base)))

    def open_(address: str, viewport: dict = DESK, **settings: object) -> Page:
        # Its worker would ask the real host: what it keeps has tests of its own
        context = browser.new_context(viewport=viewport, service_workers="block", **settings)
        contexts.append(context)
        context.route(f"{ADDRESS}**", answer)
        page = context.new_page()
        page.on(
            "console",
            lambda message: (
                message.location["url"].endswith("/favicon.ico")
                or "Service Worker registration blocked" in message.text
                or said.append(message.text)
            ),
        )
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(ADDRESS + address)
        settle(page)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert said == []


def _count(page: Page, facet: str, value: str) -> int:
    choice = page.locator("label", has=page.locator(f'input[name="{facet}"][value="{value}"]'))
    return int(choice.locator("small").inner_text().translate(TO_ARABIC))


def test_choices_narrow_by_keyboard_and_stand_in_the_address(visit: Callable[..., Page]) -> None:
    page = visit("practices/")
    assert page.locator(ROWS).count() == 40 + len(PAPER)
    wanted = _count(page, "grade", "p4")
    page.locator('input[name="grade"][value="p4"]').focus()
    page.keyboard.press("Space")
    expect(page.locator(ROWS)).to_have_count(wanted)
    expect(page.locator(f"{ROWS} .dials", has_text=re.compile("ป[.][4๔]"))).to_have_count(wanted)
    expect(page.locator('input[value="p4"]')).to_be_focused()
    both = _count(page, "cost", "none")
    page.locator('input[name="cost"][value="none"]').check()
    expect(page.locator(ROWS)).to_have_count(both)
    assert page.url.endswith("practices/?grade=p4&cost=none")
    shared = visit(page.url.partition("/practices/")[2].join(["practices/", ""]))
    expect(shared.locator(ROWS)).to_have_count(both)
    assert shared.locator(f"{ROWS} h2").all_inner_texts() == page.locator(f"{ROWS} h2").all_inner_texts()
    page.go_back()
    expect(page.locator(ROWS)).to_have_count(wanted)
    page.get_by_role("button", name="ล้างตัวกรอง").click()
    expect(page.locator(ROWS)).to_have_count(40 + len(PAPER))


def test_nothing_that_fits_says_what_to_loosen(visit: Callable[..., Page]) -> None:
    page = visit("practices/?grade=p4&cost=more&q=ตะแบก")  # nothing in the set costs as much
    expect(page.locator(ROWS)).to_have_count(0)
    page.get_by_label("คำในชื่อหรือสรุป").fill("")
    way = page.locator(".filter__none").get_by_role("button", name=re.compile("ถ้าไม่เลือก เกิน ๕,๐๐๐ บาท"))
    found = int(re.findall(r"\d+", way.inner_text().translate(TO_ARABIC))[-1])
    way.click()
    expect(page.locator(ROWS)).to_have_count(found)
    assert "cost" not in page.url and page.url.endswith("?grade=p4")


def test_choices_keep_their_places_and_what_gives_nothing_cannot_be_ticked(visit: Callable[..., Page]) -> None:
    page = visit("practices/")
    places = (
        "[...document.querySelectorAll('.choices label')].map((one) => one.children[1].textContent + one.offsetTop)"
    )
    before = page.evaluate(places)
    page.locator('input[name="evidence"]').last.check()
    assert page.evaluate(places) == before
    assert page.locator(".choices input:disabled").count() > 0
    assert page.locator(".choices input:checked").count() == 1


def test_a_thumb_opens_the_choices_and_comes_back_to_what_they_found(visit: Callable[..., Page]) -> None:
    page = visit("practices/", PHONE)
    expect(page.locator('input[name="grade"]').first).to_be_hidden()
    page.locator(".choices summary").click()
    page.locator('input[name="grade"][value="p4"]').check()
    page.locator(".filter__seen").click()
    expect(page.locator('input[name="grade"]').first).to_be_hidden()
    expect(page.locator(ROWS).first).to_be_in_viewport()
    page.get_by_role("button", name="ไม่เลือก ป.๔").click()
    expect(page.locator(ROWS)).to_have_count(40 + len(PAPER))
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_numbers_of_the_matrix_lead_to_as_many_practices(visit: Callable[..., Page]) -> None:
    page = visit("practices/matrix/")
    cell = page.locator("td a:not(.none)").first
    whole = int(cell.inner_text().translate(TO_ARABIC))
    grade = page.locator("td a:not(.none)").first.get_attribute("data-grades").split(":")[0]
    page.locator("#grade").select_option(grade)
    assert page.url.endswith(f"?grade={grade}")
    count = int(cell.inner_text().translate(TO_ARABIC))
    assert count <= whole
    cell.click()
    expect(page.locator(ROWS)).to_have_count(count)
    assert f"grade={grade}" in page.url


def test_an_empty_cell_leads_to_the_form_filled_in_so_far(visit: Callable[..., Page]) -> None:
    page = visit("practices/matrix/")
    row = page.locator("tr", has=page.locator("a.none")).first
    skill = row.locator("th").inner_text()
    place = row.locator("td").evaluate_all("(cells) => cells.findIndex((cell) => cell.querySelector('.none'))")
    row.locator("a.none").first.click()
    expect(page.locator(f'input[name="components"][value="{place + 1}"]')).to_be_checked()
    expect(page.locator(f'input[name="skills"][value="{skill}"]')).to_be_checked()


def test_without_script_everything_reads(visit: Callable[..., Page]) -> None:
    page = visit("practices/?grade=p4", java_script_enabled=False)
    expect(page.locator(ROWS)).to_have_count(40 + len(PAPER))
    expect(page.locator(".choices")).to_be_hidden()
    page = visit("practices/matrix/", java_script_enabled=False)
    expect(page.locator("#grade")).to_be_hidden()
    page.locator("td a:not(.none)").first.click()
    expect(page.locator("h1")).to_be_visible()
    page = visit("practices/entry/", java_script_enabled=False)
    page.get_by_role("link", name="แผ่นสรุปหน้าเดียว").click()
    expect(page.locator("h2", has_text="ขั้นตอน")).to_be_visible()


@pytest.mark.parametrize("name", [*PAPER, "p001"])
def test_a_sheet_fits_one_page_and_nothing_is_cut_through(name: str, visit: Callable[..., Page]) -> None:
    page = visit(f"practices/{name}/sheet/")
    assert page.evaluate("document.fonts.check('12px Sarabun', 'ก')")
    paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(paper.pages) == 1
    assert [round(float(side) / 72 * 25.4) for side in paper.pages[0].mediabox[2:]] == [210, 297]
    assert f"{ADDRESS}e/p" in paper.pages[0].extract_text()
    page.set_viewport_size({"width": 703, "height": 1032})  # A4 without its margins, in CSS pixels
    page.emulate_media(media="print")
    room, last, whole = page.evaluate(
        """() => {
          const parts = document.querySelector(".parts"), main = document.querySelector("main");
          return [parts.getBoundingClientRect().bottom, parts.lastElementChild.getBoundingClientRect().bottom,
                  main.scrollHeight - main.clientHeight];
        }"""
    )
    assert last <= room + 1 and whole <= 1
    assert ("ตัดบางส่วน" in page.locator("main").inner_text()) == (name in ("long", "one-step"))


@pytest.mark.parametrize("address", ["practices/", "practices/matrix/", "practices/entry/sheet/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(address: str, scheme: str, visit: Callable[..., Page]) -> None:
    page = visit(address, PHONE, color_scheme=scheme)
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_message_and_reference_are_ready_to_paste(visit: Callable[..., Page]) -> None:
    page = visit("practices/entry/", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_text("ข้อความสำหรับส่งทาง LINE").click()
    page.get_by_role("button", name="คัดลอกข้อความ").click()
    expect(page.get_by_role("button", name="คัดลอกแล้ว วางใน LINE ได้เลย")).to_be_visible()
    message = page.evaluate("navigator.clipboard.readText()")
    assert message.startswith("เล่าต้นไม้เป็นเรื่อง\n") and message.endswith(f"\n{ADDRESS}e/p3c9ws/")
    page.get_by_text("อ้างอิงเรื่องนี้").click()
    page.get_by_role("button", name="คัดลอกรายการอ้างอิง").click()
    expect(page.get_by_role("button", name="คัดลอกแล้ว", exact=True)).to_be_visible()
    cited = page.evaluate("navigator.clipboard.readText()")
    assert cited == f"กลุ่มนิเทศ ติดตามและประเมินผลการจัดการศึกษา. (2569). เล่าต้นไม้เป็นเรื่อง. สำนักงานทดสอบ. {ADDRESS}e/p3c9ws/"


def test_an_archive_reads_without_a_network(
    browser: Browser, visit: Callable[..., Page], site: Path, tmp_path: Path
) -> None:
    page = visit("practices/entry/")
    address = page.get_by_role("link", name=re.compile("ZIP")).get_attribute("href") or ""
    with zipfile.ZipFile(site / "practices/entry" / address) as archive:
        archive.extractall(tmp_path)
    offline = browser.new_context(offline=True)
    page = offline.new_page()
    asked = []
    page.on(
        "request",
        lambda request: request.url.startswith("file:") or request.url.startswith("data:") or asked.append(request.url),
    )
    page.goto((tmp_path / "entry.html").as_uri())
    expect(page.locator("h1")).to_have_text("เล่าต้นไม้เป็นเรื่อง")
    form = page.get_by_role("link", name="แบบบันทึก").get_attribute("href")
    assert (tmp_path / form).read_bytes() == b"name,leaf\n"
    page.get_by_role("link", name="แผ่นสรุปหน้าเดียว").click()
    expect(page.get_by_role("button", name="พิมพ์แผ่นนี้")).to_be_visible()
    expect(page.locator(".qr svg")).to_be_visible()
    assert asked == []
    offline.close()


def test_a_school_finds_prints_follows_the_paper_and_reports(visit: Callable[..., Page]) -> None:
    page = visit("search/?q=เล่าต้นไม้เป็นเรื่อง", PHONE)
    page.locator(".found__rows h3 a", has_text="เล่าต้นไม้เป็นเรื่อง").first.click()
    page.locator(".share").get_by_role("link", name="แผ่นสรุป").click()
    expect(page.locator("h1")).to_have_text("เล่าต้นไม้เป็นเรื่อง")
    printed = page.locator(".address").inner_text()  # what the QR code beside it holds
    assert printed == f"{ADDRESS}e/p3c9ws/"
    page = visit(printed.removeprefix(ADDRESS), PHONE)
    page.wait_for_url("**/practices/entry/")
    page.get_by_role("link", name="นำเรื่องนี้ไปใช้แล้ว บันทึกผล").click()
    expect(page.locator('[name="kind"][value="adoption"]')).to_be_checked()
    expect(page.locator('[name="adopts"]')).to_have_value("p3c9ws")
