"""The frame of every page in a real browser: reachable by keyboard and thumb, readable in both schemes, quiet."""

import gzip
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response, expect
from watching import settle, watch

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
    "comparison": "practices/compare/",
    "director": "director/",
    "withdrawn": "withdrawn/",
    "reading list": "reading/new-staff/",
    "list, English": "en/practices/",
    "empty list": "groups/internal-audit/",
    "directory": "groups/",
    "credits": "authors/",
    "follow": "follow/",
    "pages kept": "kept/",
    "newest": "latest/",
    "abbreviations": "glossary/",
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
    with watch(browser) as watching:

        def open_(address: str = "", viewport: dict = PHONE, **settings: object) -> Page:
            page = watching.page(base, viewport=viewport, **settings)
            page.goto(base + address)
            settle(page)
            return page

        yield open_
    assert watching.said == []


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


def test_at_four_times_the_size_pages_scroll_down_only(open_page: Callable[..., Page]) -> None:
    """320 px, as at 400 % of 1280 px (WCAG 2.2, 1.4.10)."""
    page = open_page("", {"width": 320, "height": 640})
    home, wide = page.url, {}
    for name, address in (*PAGES.items(), ("summing up", "summarise/")):
        page.goto(home + address)
        if (width := page.evaluate("document.documentElement.scrollWidth")) > 320:
            wide[name] = width
    assert wide == {}


def test_no_word_is_a_box_of_its_own_in_a_flexible_row(open_page: Callable[..., Page]) -> None:
    """A row would set its words apart, and not as a line of text."""
    page = open_page("")
    home, apart = page.url, {}
    for name, address in PAGES.items():
        page.goto(home + address)
        found = page.evaluate(
            """() => [...document.querySelectorAll("k-w")].map((word) => word.parentElement)
                .filter((row) => /flex|grid/.test(getComputedStyle(row).display) && row.childNodes.length > 1)
                .map((row) => row.outerHTML.slice(0, 90))"""
        )
        if found:
            apart[name] = found
    assert apart == {}


@pytest.mark.parametrize("address", ["", ENTRY, "groups/internal-audit/", "director/"])
def test_the_horizon_comes_from_its_file_without_script_too(address: str, open_page: Callable[..., Page]) -> None:
    for drawing in open_page(address, java_script_enabled=False).locator(".horizon use").all():
        assert drawing.evaluate("(use) => use.getBBox().width") > PHONE["width"]


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
    assert page.evaluate("localStorage.khlangTheme") is None  # the device's own choice needs no memory


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


@pytest.mark.parametrize(
    ("address", "most"), [("", 65_000), (ENTRY, 75_000), ("knowledge/su-ji-pu-li-meetings/", 100_000)]
)
def test_first_visit_is_light(address: str, most: int, browser: Browser, base: str) -> None:
    """Bytes as GitHub Pages sends them: text types gzipped, fonts as they are."""
    page = browser.new_page()
    sizes: dict[str, int] = {}

    def weigh(response: Response) -> None:
        body = response.body()
        sizes[response.url.removeprefix(base)] = len(body if response.url.endswith(".woff2") else gzip.compress(body))

    page.on("response", weigh)
    page.goto(base + address)
    settle(page)
    page.close()
    assert sum(sizes.values()) <= most, sizes


@pytest.mark.parametrize("address", ["practices/", "exchange/"])
def test_the_first_entry_of_a_list_stands_in_the_first_screen(address: str, open_page: Callable[..., Page]) -> None:
    title = open_page(address).locator(".rows > li a").first
    assert title.bounding_box()["y"] < PHONE["height"] - 60


def test_the_foot_of_a_page_is_small_and_leads_back_to_the_menu(open_page: Callable[..., Page]) -> None:
    foot = open_page("groups/internal-audit/").locator(".foot")
    assert foot.bounding_box()["height"] <= PHONE["height"] * 0.36
    page = open_page("groups/internal-audit/", DESK)
    page.locator(".foot").get_by_role("link", name="กลับไปที่เมนู").click()
    expect(page.locator(".nav")).to_be_in_viewport()


def test_a_way_in_by_reader_opens_on_a_desk_and_closes_again(open_page: Callable[..., Page]) -> None:
    page = open_page(ENTRY, DESK)
    link = page.locator(".nav").get_by_role("link", name="ภาพรวมของปี")
    expect(link).to_be_hidden()
    page.locator(".nav summary").last.click()
    expect(link).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()


def test_the_head_of_a_page_grows_with_its_name(open_page: Callable[..., Page]) -> None:
    """At 320 px, as at 400 % of 1280 px, no line of the name is cut (WCAG 2.2, 1.4.10)."""
    page = open_page(ENTRY, {"width": 320, "height": 640})
    bar, name = (page.locator(place).bounding_box() for place in (".top", ".brand span >> nth=0"))
    assert bar["y"] <= name["y"] and name["y"] + name["height"] <= bar["y"] + bar["height"]


def test_marks_of_weeks_differ_where_the_device_sets_the_colours(open_page: Callable[..., Page]) -> None:
    page = open_page("board/", DESK, forced_colors="active")
    looks = page.evaluate(
        """() => [...document.querySelectorAll(".legend .cell")].map((mark) => {
            const style = getComputedStyle(mark);
            return [style.backgroundColor, style.backgroundImage, style.borderColor, style.borderStyle, style.borderRadius].join();
        })"""
    )
    assert len(looks) > 2 and len(set(looks)) == len(looks)


def test_a_choice_of_practices_stands_side_by_side_and_in_the_address(open_page: Callable[..., Page]) -> None:
    page = open_page("practices/compare/", DESK)
    heads, boxes = page.locator(".compare thead th:visible"), page.locator(".compare__choose input")
    whole = heads.count()
    assert whole > 3
    for place in range(3):
        boxes.nth(place).check()
    expect(heads).to_have_count(3)
    expect(boxes.nth(3)).to_be_disabled()
    assert page.url.count("p=") == 3
    page.reload()
    expect(heads).to_have_count(3)
    boxes.nth(0).uncheck()
    expect(heads).to_have_count(2)


@pytest.mark.parametrize("address", ["director/", "board/", "practices/matrix/"])
def test_what_is_hung_on_a_wall_is_one_sheet(address: str, open_page: Callable[..., Page]) -> None:
    page = open_page(address)
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 1


def test_a_survey_is_printed_without_its_appendix(open_page: Callable[..., Page]) -> None:
    """What is folded stays in the page: sixteen sheets of paper were read by nobody."""
    page = open_page("research/service-survey/")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) <= 8


def test_the_list_of_a_group_is_narrowed_not_what_waits_for_it(open_page: Callable[..., Page]) -> None:
    page = open_page("groups/supervision/", DESK)
    own, duties = page.locator(".filter ~ .rows > li"), page.locator(".duties .rows > li")
    whole, waiting = own.count(), duties.count()
    page.get_by_label("คำในชื่อหรือสรุป").fill("สังเกต")
    assert 0 < own.count() < whole and duties.count() == waiting > 0
    for place in page.locator(".tally a").all():
        expect(page.locator(place.get_attribute("href") or "")).to_have_count(1)


BESIDE = ("actions/", "satisfaction/", "service/", "reading/new-staff/", "digests/2026-11-16/", "research/")


@pytest.mark.parametrize("address", BESIDE)
def test_what_else_belongs_to_a_page_stands_beside_it_on_a_desk(address: str, open_page: Callable[..., Page]) -> None:
    page = open_page(address, DESK)
    side, main = page.locator(".side").bounding_box(), page.locator(".duo > :not(.side)").bounding_box()
    assert side and main and side["x"] > main["x"] + main["width"] and abs(side["y"] - main["y"]) < 2
    assert side["x"] + side["width"] > DESK["width"] * 0.85


def test_theme_ships_none_of_its_own_styles_and_scripts(built_site: Path) -> None:
    shipped = {path.relative_to(built_site).parts[:2] for path in built_site.glob("assets/**/*") if path.is_file()}
    assert shipped == {("assets", "khlang")}


def test_a_practice_is_read_in_two_screens_and_its_way_stands_once(open_page: Callable[..., Page]) -> None:
    page = open_page(ENTRY)
    steps = page.locator(".text h2", has_text="ขั้นตอน")
    assert steps.evaluate("(e) => e.nextElementSibling.getBoundingClientRect().bottom") <= 2 * PHONE["height"]
    assert page.locator(".glance dl, .why .rungs, .toc nav").and_(page.locator(":visible")).count() == 0
    expect(page.locator("#content section.others")).to_have_count(1)
    for part in ("#adoptions", "#descent"):
        expect(page.locator(f"#way {part}")).to_have_count(page.locator(part).count())
    page.locator(".why summary").click()
    expect(page.locator(".rungs .is-here")).to_be_visible()


def test_a_wide_screen_uses_its_right_third(open_page: Callable[..., Page]) -> None:
    page = open_page(ENTRY, DESK)
    head, facts, why = (page.locator(one).bounding_box() or {} for one in (".head h1", ".glance dl", ".why"))
    assert facts["x"] > head["x"] + head["width"] and why["x"] == facts["x"] - 1
    assert facts["x"] + facts["width"] > DESK["width"] * 0.85
