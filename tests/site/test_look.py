"""The frame of every page in a real browser: reachable by keyboard and thumb, readable in both schemes, quiet."""

import gzip
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response, expect

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
ENTRY = "practices/label-trees/"
# One page of each template, and of each kind of entry; an empty list and a full one.
PAGES = {
    "home": "",
    "home, English": "en/",
    "knowledge": "knowledge/su-ji-pu-li-meetings/",
    "exchange": "exchange/2026-11-17-supervision/",
    "research": "research/service-survey/",
    "study": "research/questioning-study/",
    "needs": "needs/",
    "need": "needs/n5twq8/",
    "satisfaction": "satisfaction/",
    "questionnaire": "service/",
    "practice": ENTRY,
    "retired": "practices/worksheet-labels/",
    "plain page": "contribute/",
    "plain page, English": "en/about/",
    "list": "exchange/",
    "gallery": "practices/",
    "matrix": "practices/matrix/",
    "reading list": "reading/new-staff/",
    "list, English": "en/practices/",
    "empty list": "groups/internal-audit/",
    "directory": "groups/",
    "credits": "authors/",
    "search": "search/",
    "guide": "guide/",
    "guide, fields of a kind": "guide/fields/practice/",
    "guide, a rule": "guide/rules/typing-mixed-digits/",
    "not found": "404.html",
}
# WCAG 2.2 (2.5.8) asks for 24 px, a thumb for 44. Links within a sentence are exempt.
TARGETS = """
() => [...document.querySelectorAll("a, button, summary, input, select")]
  .filter((e) => e.checkVisibility({visibilityProperty: true}) && !e.closest("p, .text, .skip"))
  .map((e) => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])
  .filter(([, box]) => box.width && box.height < 43.9)
  .map(([html, box]) => `${Math.round(box.height)} px: ${html}`)
"""


@pytest.fixture(scope="session")
def base(built_site: Path, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(built_site)


@pytest.fixture
def open_page(browser: Browser, base: str) -> Iterator[Callable[..., Page]]:
    """A function that opens an address of the site; what the console said and which hosts were asked must be nothing."""
    contexts = []
    said: list[str] = []

    def open_(address: str = "", viewport: dict = PHONE, **settings: object) -> Page:
        context = browser.new_context(viewport=viewport, **settings)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: request.url.startswith(base) or said.append(f"asked {request.url}"))
        page.goto(base + address)
        page.wait_for_load_state("networkidle")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert said == []


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(address: str, scheme: str, open_page: Callable[..., Page]) -> None:
    for viewport in (PHONE, DESK):
        page = open_page(address, viewport, color_scheme=scheme)
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_phone_scrolls_down_only_and_targets_fit_a_thumb(address: str, open_page: Callable[..., Page]) -> None:
    page = open_page(address)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert page.evaluate(TARGETS) == []
    page.locator(".toggle--menu summary").click()
    assert page.evaluate(TARGETS) == []


def test_skip_link_comes_first_and_leads_to_the_content(open_page: Callable[..., Page]) -> None:
    page = open_page(ENTRY)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#content') !== null")


def test_menu_opens_and_closes_by_keyboard(open_page: Callable[..., Page]) -> None:
    page = open_page(ENTRY)
    menu, first = page.locator(".toggle--menu summary"), page.locator(".nav a").first
    expect(first).to_be_hidden()
    menu.focus()
    page.keyboard.press("Enter")
    expect(first).to_be_visible()
    page.keyboard.press("Tab")
    expect(first).to_be_focused()
    page.keyboard.press("Escape")
    expect(first).to_be_hidden()
    expect(menu).to_be_focused()


def test_search_is_one_press_away_on_a_phone(open_page: Callable[..., Page]) -> None:
    page = open_page(ENTRY)
    page.mouse.wheel(0, 3000)
    page.locator(".toggle--find summary").click()
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("นิเทศ")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")


@pytest.mark.parametrize("address", ["", ENTRY, "exchange/"])
def test_without_script_everything_that_reading_needs_works(address: str, open_page: Callable[..., Page]) -> None:
    page = open_page(address, java_script_enabled=False)
    expect(page.locator(".nav a").first).to_be_hidden()
    page.locator(".toggle--menu summary").click()
    expect(page.locator(".nav a").first).to_be_visible()
    expect(page.locator("h1")).to_be_visible()
    for needs_script in ("[data-needs-script]", ".choices"):
        expect(page.locator(needs_script).and_(page.locator(":visible"))).to_have_count(0)


def test_colours_follow_the_device_until_the_reader_chooses(open_page: Callable[..., Page]) -> None:
    page = open_page("", DESK, color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    switch = page.locator("[data-theme-switch]")
    expect(switch).to_have_accessible_name("ใช้พื้นสว่าง")
    switch.focus()
    page.keyboard.press("Enter")
    light = page.evaluate(ground)
    assert light == "rgb(255, 255, 255)" != dark
    page.reload()
    assert page.evaluate(ground) == light
    page.locator("[data-theme-switch]").click()
    assert page.evaluate(ground) == dark
    assert page.evaluate("localStorage.length") == 0  # the device's own choice needs no memory


def test_language_switch_stays_on_the_page_or_says_where_it_leads(open_page: Callable[..., Page]) -> None:
    page = open_page("about/", DESK)
    page.locator(".tools a").click()
    page.wait_for_url("**/en/about/")
    assert page.evaluate("document.documentElement.lang") == "en"
    page.locator(".tools a").click()
    page.wait_for_url(re.compile(r"\d/about/$"))
    page = open_page(ENTRY, DESK)
    switch = page.locator(".tools a")
    expect(switch).to_have_text("English (home page)")
    switch.click()
    page.wait_for_url("**/en/")


def test_share_gives_the_short_address(open_page: Callable[..., Page], base: str) -> None:
    page = open_page(ENTRY, permissions=["clipboard-read", "clipboard-write"])
    expect(page.locator(".share")).to_be_in_viewport()  # under the thumb from the first screen on
    page.locator("[data-share=copy]").click()
    expect(page.locator("[data-share=copy]")).to_have_text("คัดลอกลิงก์แล้ว")
    short = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(re.escape(base) + r"e/p\w{5}/", short)
    page.goto(short)
    page.wait_for_url(f"**/{ENTRY}")


def test_list_narrows_without_asking_the_server(open_page: Callable[..., Page]) -> None:
    page = open_page("exchange/", DESK)
    rows = page.locator(".rows > li:visible")
    whole = rows.count()
    # the browser itself looks for the page's icon again when the address changes
    page.route(lambda url: not url.endswith("icon.svg"), lambda route: pytest.fail(f"asked {route.request.url}"))
    page.get_by_label("คำในชื่อหรือสรุป").fill("สังเกต")
    assert 0 < rows.count() < whole
    expect(page.get_by_role("status")).to_contain_text("แสดง")
    page.get_by_label("คำในชื่อหรือสรุป").fill("ไม่มีคำนี้แน่นอน")
    expect(rows).to_have_count(0)
    page.locator(".filter__none").get_by_role("button", name="ล้างตัวกรอง").click()
    expect(rows).to_have_count(whole)
    page.locator(".choices input[name=group]").first.check()
    assert 0 < rows.count() < whole


def test_nothing_moves_while_the_page_loads(open_page: Callable[..., Page]) -> None:
    for address in ("", ENTRY, "exchange/", "knowledge/su-ji-pu-li-meetings/"):
        page = open_page(address)
        shift = page.evaluate(
            """() => new Promise((resolve) => {
                let sum = 0;
                new PerformanceObserver((list) => {
                  for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
                }).observe({type: "layout-shift", buffered: true});
                requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
            })"""
        )
        assert shift < 0.01, address


def test_first_article_is_light(browser: Browser, base: str) -> None:
    """Bytes as GitHub Pages sends them: text types gzipped, fonts as they are."""
    page = browser.new_page()
    sizes: dict[str, int] = {}

    def weigh(response: Response) -> None:
        body = response.body()
        sizes[response.url.removeprefix(base)] = len(body if response.url.endswith(".woff2") else gzip.compress(body))

    page.on("response", weigh)
    page.goto(base + ENTRY)
    page.wait_for_load_state("networkidle")
    page.close()
    assert sum(sizes.values()) <= 100_000, sizes


def test_theme_ships_none_of_its_own_styles_and_scripts(built_site: Path) -> None:
    shipped = {path.relative_to(built_site).parts[:2] for path in built_site.glob("assets/**/*") if path.is_file()}
    assert shipped == {("assets", "khlang")}
