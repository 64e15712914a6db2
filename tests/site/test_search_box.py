"""The search box and the search page in a real browser, on the miniature site: what readers do."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from frames import two_frames
from playwright.sync_api import Page, expect
from search_box import DESK, OPTIONS, PHONE, ROWS, SMALL, START, WATCH_SHIFTS, titles, type_into
from watching import settle

from khlang.search.index import build

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("text", ["พฤกษศาสตร์", "นิเทศ", "ทักษะการคิด"])
def test_typing_finds(text: str, viewport: dict, visit: Callable[..., Page]) -> None:
    page = visit(viewport=viewport)
    type_into(page, text)
    expect(page.locator(".hit--all")).to_contain_text("ดูผลทั้งหมด")
    expect(page.locator(".find__panel mark", has_text=text).first).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("พบ")
    assert page.locator(".hit--part").first.get_attribute("href").count("#") == 1
    assert page.locator(".hit__by").first.inner_text()


def test_nothing_is_loaded_until_the_reader_searches(visit: Callable[..., Page], built_site: Path, base: str) -> None:
    asked: list[str] = []
    page = visit()
    page.on("request", lambda request: asked.append(request.url.removeprefix(base)))
    page.reload()
    settle(page)
    assert [url for url in asked if "search/" in url] == ["assets/khlang/search/hook.js"]
    assert (built_site / "assets/khlang/search/hook.js").stat().st_size <= 1500
    with page.expect_request("**/search/manifest.json"):
        page.locator("#q").click()
    assert "search/api.js" in asked


MODULES = sorted((Path(__file__).parents[2] / "scripts/khlang/web/search").glob("*.js"))


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_code_makes_no_markup_from_text_and_asks_no_other_host(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|https?://|\(\?<[=!]", text)
    assert len(text.splitlines()) < 400


def test_keyboard(visit: Callable[..., Page]) -> None:
    page = visit()
    box = page.locator("#q")
    page.keyboard.press("/")
    expect(box).to_be_focused()
    page.keyboard.insert_text("นิเทศ")
    expect(page.locator(".hit--all")).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    options = page.locator(OPTIONS)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.nth(1).get_attribute("id"))
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.locator(".find__panel")).to_be_hidden()
    expect(box).to_have_value("นิเทศ")
    expect(box).to_have_attribute("aria-expanded", "false")
    page.locator("h1").click()
    page.keyboard.press("Control+KeyK")
    expect(page.locator(".hit--all")).to_be_visible()
    page.keyboard.press("ArrowDown")
    wanted = options.first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(wanted)
    page.keyboard.press("/")
    page.keyboard.insert_text("นิเทศ")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.locator(ROWS).first).to_be_visible()


@pytest.mark.parametrize("address", [START, ""], ids=["header", "home"])
def test_on_a_phone_the_box_takes_the_screen_and_gives_it_back(address: str, visit: Callable[..., Page]) -> None:
    page = visit(address, PHONE, has_touch=True)
    type_into(page, "ทักษะการคิด")
    expect(page.locator(".hit--all")).to_be_visible()
    assert page.locator(".find--sheet").bounding_box() == {"x": 0, "y": 0, **PHONE}
    assert page.locator("footer.foot").evaluate("(foot) => foot.closest('[inert]') !== null")
    assert page.evaluate(SMALL, ".find--sheet :is(a, button, input)") == []
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    page.locator(".find__close").click()
    expect(page.locator(".find--sheet")).to_have_count(0)
    assert page.locator("[inert]").count() == 0
    if address:
        expect(page.locator(".toggle--find summary")).to_be_focused()


def test_filters(visit: Callable[..., Page]) -> None:
    page = visit("search/?q=ทักษะการคิด")
    choice = page.locator("label", has=page.locator("input[value=practice]"))
    expect(choice).to_contain_text("แนวปฏิบัติที่ดี")
    expect(page.locator(ROWS)).to_have_count(10)
    all_titles = titles(page)
    page.locator("input[value=practice]").check()
    expect(page.locator(f"{ROWS} .by", has_text="องค์ความรู้")).to_have_count(0)
    assert "kind=practice" in page.url
    thai = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
    number = int(choice.locator("small").inner_text().translate(thai))
    expect(page.locator(ROWS)).to_have_count(number)
    assert page.locator(f"{ROWS} .by", has_text="แนวปฏิบัติที่ดี").count() == number
    expect(page.locator("input[value=practice]")).to_be_focused()
    few = titles(page)
    shared = visit(page.url.partition("/search/")[2].join(["search/", ""]))
    expect(shared.locator(ROWS)).to_have_count(number)
    assert titles(shared) == few
    page.go_back()
    expect(page.locator(ROWS)).to_have_count(10)
    assert titles(page) == all_titles
    assert not page.locator("input[value=practice]").is_checked()


def test_an_address_with_a_filter_only_lists_what_fits(visit: Callable[..., Page]) -> None:
    page = visit("search/?kind=exchange&group=supervision")
    expect(page.locator(ROWS).first).to_contain_text("สรุปการแลกเปลี่ยนเรียนรู้")
    expect(page.locator(ROWS).filter(has_not_text="กลุ่มนิเทศฯ")).to_have_count(0)
    assert page.locator("input:checked").evaluate_all("(inputs) => inputs.map((one) => one.value)") == [
        "exchange",
        "supervision",
    ]
    page.get_by_role("button", name="ล้างตัวกรอง").click()
    expect(page.locator(".places")).to_be_visible()


def test_going_back_leads_to_where_the_reader_was(visit: Callable[..., Page]) -> None:
    page = visit("search/?q=โรงเรียน", PHONE)
    page.get_by_role("button", name="แสดงเพิ่มอีก").click()
    expect(page.locator(ROWS)).to_have_count(20)
    page.locator(f"{ROWS} h3 a").nth(14).scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    assert before > PHONE["height"]
    page.locator(f"{ROWS} h3 a").nth(14).click()
    page.wait_for_url(lambda url: "/search/" not in url)
    page.go_back()
    expect(page.locator(ROWS)).to_have_count(20)
    page.wait_for_function("(y) => Math.abs(scrollY - y) < 300", arg=before)


def test_says_what_it_changed(visit: Callable[..., Page]) -> None:
    page = visit("search/?q=นักปราชณ์")
    expect(page.locator(".find__changed")).to_contain_text('แสดงผลของ "นักปราชญ์"')
    page.get_by_role("button", name="ค้นหาคำเดิม").click()
    expect(page.locator(".find__changed")).to_have_count(0)
    assert "exact=1" in page.url
    page.goto(page.url.partition("search/")[0] + START)
    type_into(page, "นักปราชณ์")
    expect(page.locator(".find__changed")).to_contain_text('แสดงผลของ "นักปราชญ์"')
    page.get_by_role("button", name="ค้นหาคำเดิม").click()
    expect(page.locator(".find__changed")).to_have_count(0)


@pytest.mark.parametrize("address", [START, "search/"], ids=["box", "page"])
def test_nothing_found_tells_whom_to_ask(address: str, visit: Callable[..., Page]) -> None:
    page = visit(address)
    type_into(page, "qqxxzzvv")
    expect(page.locator(".find__note")).to_contain_text('ไม่พบเรื่องที่ตรงกับ "qqxxzzvv"')
    assert page.locator(".find__note a").evaluate_all("(links) => links.map((a) => a.href.split('/').at(-2))") == [
        "report",
        "contribute",
    ]
    expect(page.get_by_role("status")).to_contain_text("ไม่พบเรื่อง")


def test_nothing_is_not_said_in_the_middle_of_a_word(visit: Callable[..., Page]) -> None:
    page = visit()
    page.evaluate("""() => new MutationObserver(() => window.saidNothing ||= !!document.querySelector(".find__says"))
      .observe(document.body, {subtree: true, childList: true})""")
    type_into(page, "ICT")
    expect(page.locator(".hit--all")).to_be_visible()
    assert not page.evaluate("window.saidNothing")


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_on_a_slow_network_nothing_moves(viewport: dict, visit: Callable[..., Page]) -> None:
    page = visit(START, viewport, script=WATCH_SHIFTS)
    slow = {"offline": False, "latency": 900, "downloadThroughput": 100_000, "uploadThroughput": 100_000}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", slow)
    type_into(page, "นิเทศ")
    expect(page.locator(".find__bones")).to_be_visible()
    expect(page.locator(".hit--all")).to_be_visible()
    page.goto(page.url.replace(START, "search/?q=นิเทศ"))  # what stands in the browser's cache may come at once
    expect(page.locator(ROWS).first).to_be_visible()
    settle(page)
    two_frames(page)
    assert sum(page.evaluate("shifts")) < 0.01


def test_results_are_not_dimmed_while_others_are_on_their_way(visit: Callable[..., Page]) -> None:
    page = visit("search/?q=นิเทศ", before=lambda page: page.clock.install())
    expect(page.locator(ROWS).first).to_be_visible()
    page.clock.fast_forward(5000)
    expect(page.locator(".found--waiting")).to_have_count(0)


def test_topics_that_found_a_page_are_marked_on_it(visit: Callable[..., Page]) -> None:
    page = visit("search/?q=สวนพฤกษศาสตร์โรงเรียน&kind=practice")
    page.locator(f"{ROWS} h3 a").first.click()
    expect(page.locator(".topics mark").first).to_be_visible()


def test_titles_and_queries_are_text(
    visit: Callable[..., Page], built_site: Path, tmp_path: Path, serve_folder: Callable[[Path], str]
) -> None:
    attack = '<img src=x onerror="console.error(1)"><script>console.error(2)</script>'
    site = tmp_path / "site"
    shutil.copytree(built_site, site)
    escaped = attack.replace("<", "&lt;")
    page_of = '<!doctype html><html lang="th"><title>{0}</title><main><h1>ลองดีกับชื่อเรื่อง {0}</h1><h2 id="x">{0}</h2><p>พิเศษสุด {0}</p></main>'
    (site / "attack").mkdir()
    (site / "attack/index.html").write_text(page_of.format(escaped), encoding="utf-8")
    build(site)
    page = visit(site=serve_folder(site))
    type_into(page, "ลองดีกับชื่อเรื่อง")
    expect(page.locator(".hit__title").first).to_contain_text(attack)
    page.locator("#q").fill(attack)
    expect(page.locator(".hit--all, .find__note").first).to_be_visible()
    page.locator("#q").press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.locator(f"{ROWS}, .find__note").first).to_be_visible()
    page.reload()
    expect(page.locator(f"{ROWS}, .find__note").first).to_be_visible()
    assert page.locator(".find img, [data-khlang-search-page] img, [data-khlang-search-page] script").count() == 0
    assert page.locator("#q").input_value() == attack


@pytest.mark.parametrize(
    "text",
    ["ก" * 10_000, "การนิเทศ" * 1_250, "  ", "่้๊๋", "😀👩‍🏫", ".*+?^${}()|[]\\", '"', "%E0%B8", "<img onerror>"],
    ids=["a letter 10,000 times", "10,000 letters", "spaces", "marks", "emoji", "signs", "quote", "percent", "markup"],
)
def test_odd_queries_are_answered(text: str, visit: Callable[..., Page]) -> None:
    page = visit("search/")
    page.locator("#q").fill(text)
    page.locator("#q").press("Enter")
    if text.strip():
        expect(page.locator(f"{ROWS}, .find__note").first).to_be_visible()
    else:
        expect(page.locator(".places")).to_be_visible()
    assert len(page.url) < 4000


def test_recent_searches_stay_on_the_device_until_cleared(visit: Callable[..., Page]) -> None:
    page = visit()
    type_into(page, "นิเทศ")
    page.locator("#q").press("Enter")
    page.wait_for_url("**/search/?q=*")
    page.go_back()
    page.locator("#q").fill("")
    page.locator("#q").click()
    expect(page.locator(".hit--recent")).to_have_text("นิเทศ")
    page.locator(".hit--recent").click()
    expect(page.locator(".hit--all")).to_be_visible()
    page.locator("#q").fill("")
    page.get_by_role("button", name="ล้างคำที่ค้นล่าสุด").click()
    expect(page.locator(".hit--recent")).to_have_count(0)
    assert page.evaluate("localStorage.length") == 0


def test_what_is_sent_before_the_box_is_ready_is_kept_too(visit: Callable[..., Page]) -> None:
    page = visit()
    page.route("**/search/box.js", lambda route: None)  # never comes
    type_into(page, "นิเทศ")
    page.locator("#q").press("Enter")
    page.wait_for_url("**/search/?q=*")
    page.unroute("**/search/box.js")
    page.go_back()
    page.locator("#q").fill("")
    page.locator("#q").click()
    expect(page.locator(".hit--recent")).to_have_text("นิเทศ")


def test_what_another_site_links_to_was_not_searched_here(visit: Callable[..., Page], base: str) -> None:
    page = visit("search/?q=นิเทศ")
    expect(page.locator(ROWS).first).to_be_visible()
    page.goto(f"{base}search/")
    expect(page.locator(".places")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0


FORBID = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, {get() { throw new DOMException("no", "SecurityError") }})"""


def test_works_where_storage_is_forbidden(visit: Callable[..., Page]) -> None:
    page = visit(script=FORBID)
    type_into(page, "นิเทศ")
    page.locator(OPTIONS).first.click()
    expect(page.locator("article h1")).to_be_visible()
    assert page.locator("mark").count() == 0


def test_found_words_are_marked_on_arrival_without_moving_anything(visit: Callable[..., Page]) -> None:
    page = visit("search/?q=พฤกษศาสตร์")
    assert page.title().startswith("พฤกษศาสตร์ · ")
    page.locator(f"{ROWS} h3 a").first.click()
    expect(page.locator(".found-bar")).to_contain_text("เน้นคำที่ค้น")
    assert "พฤกษศาสตร์" in page.locator("mark.found").all_inner_texts()
    places = """() => [...document.querySelectorAll("article *:not(mark)")].map((e) => e.getBoundingClientRect())
      .map(({x, y, width, height}) => [x, y, width, height].map(Math.round))"""
    marked, text = page.evaluate(places), page.locator("article").inner_text()
    page.get_by_role("button", name="แห่งถัดไป").click()
    expect(page.locator(".found--now").first).to_be_in_viewport()
    page.evaluate("scrollTo(0, 0)")
    page.get_by_role("button", name="เลิกเน้น").click()
    expect(page.locator("mark, .found-bar")).to_have_count(0)
    assert page.evaluate(places) == marked
    assert page.locator("article").inner_text() == text
    page.reload()
    settle(page)
    assert page.locator("mark").count() == 0
    assert "?" not in page.url


def test_english_pages_search_english_first_and_thai_next(visit: Callable[..., Page]) -> None:
    page = visit("en/about/")
    type_into(page, "scholar")
    expect(page.get_by_role("status")).to_contain_text("found")
    assert page.locator(".hit").first.get_attribute("href").count("/en/") == 1
    expect(page.get_by_role("link", name="Search the Thai pages")).to_be_visible()
    page.locator("#q").fill("งบประมาณ")
    expect(page.get_by_role("status")).to_contain_text("found in the Thai pages")
    page.locator("#q").press("Enter")
    page.wait_for_url("**/en/search/?q=*")
    expect(page.locator(ROWS).first).to_be_visible()
    assert page.locator(".found__rows").get_attribute("lang") == "th"


@pytest.mark.parametrize("home", ["", "en/"], ids=["Thai", "English"])
def test_without_script_the_form_leads_to_the_lists(home: str, visit: Callable[..., Page]) -> None:
    page = visit(f"{home}about/", java_script_enabled=False)
    page.locator("#q").fill("นิเทศ")
    page.locator("#q").press("Enter")
    page.wait_for_url(f"**/{home}search/?q=*")
    expect(page.locator(".notice")).to_contain_text("JavaScript")
    expect(page.locator(".places a").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing_in_any_state(viewport: dict, scheme: str, visit: Callable[..., Page]) -> None:
    def check(page: Page, state: str) -> None:
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert [(state, rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []

    page = visit(viewport=viewport, color_scheme=scheme)
    type_into(page, "นักปราชณ์")
    expect(page.locator(".hit--all")).to_be_visible()
    page.keyboard.press("ArrowDown")
    check(page, "results in the box")
    page.locator("#q").fill("qqxxzzvv")
    expect(page.locator(".find__note")).to_be_visible()
    check(page, "nothing in the box")
    page.locator("#q").fill("")
    expect(page.locator(".find__says")).to_have_count(0)
    check(page, "box without text")
    page.goto(re.sub("about/$", "search/?q=พฤกษศาสตร์&kind=practice", page.url))
    expect(page.locator(ROWS).first).to_be_visible()
    if viewport == PHONE:
        page.locator(".choices summary").click()
    check(page, "results on the page")
    page.locator(f"{ROWS} h3 a").first.click()
    expect(page.locator(".found-bar")).to_be_visible()
    check(page, "arrival")
