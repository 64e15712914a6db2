"""What a reader's own device does: size of letters, reading aloud, pages kept, what is new. Nothing leaves it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from watching import settle

pytestmark = pytest.mark.browser

ENTRY = "practices/label-trees/"
PHONE = {"width": 390, "height": 844}
# A device with two Thai voices, of which one speaks over the network; what is spoken is noted.
VOICES = """
window.said = [];
const end = (words) => setTimeout(() => words.onend?.(), 5);
Object.defineProperty(window, "SpeechSynthesisUtterance", {value: class { constructor(text) { this.text = text } }});
Object.defineProperty(window, "speechSynthesis", {value: {
  getVoices: () => [{name: "far", lang: "th-TH", localService: false}, {name: "near", lang: "th_TH", localService: true}],
  speak(words) { window.said.push([words.voice.name, words.lang, words.text]); if (window.said.length < 4) end(words) },
  cancel() {},
  addEventListener() {},
}});
"""


@pytest.fixture
def context(browser: Browser, built_site: Path, serve_folder: Callable[[Path], str]) -> Iterator[BrowserContext]:
    """A phone that asks no host but the site's."""
    base = serve_folder(built_site)
    context = browser.new_context(viewport=PHONE, base_url=base)
    asked: list[str] = []
    context.on("request", lambda request: request.url.startswith(base) or asked.append(request.url))
    yield context
    context.close()
    assert asked == []


def test_letters_grow_stay_grown_and_never_push_the_page_aside(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(ENTRY)
    size = "parseFloat(getComputedStyle(document.querySelector('.text p')).fontSize)"
    first = page.evaluate(size)
    page.locator(".toggle--menu summary").click()
    letters = page.get_by_role("button", name="ขนาดตัวอักษร")
    for said, times in (("ใหญ่", 1.15), ("ใหญ่มาก", 1.3)):
        letters.click()
        expect(letters.locator("small")).to_have_text(said)
        assert page.evaluate(size) == pytest.approx(first * times, rel=0.01)
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    for address in ("", "practices/", "board/", "director/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.dataset.letters") == "2"
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], address
    page.locator(".toggle--menu summary").click()
    letters.click()
    assert page.evaluate("localStorage.length") == 1  # what the home page has of the newest


def test_a_page_is_read_by_the_devices_own_voice(context: BrowserContext) -> None:
    context.add_init_script(VOICES)
    page = context.new_page()
    page.goto(ENTRY)
    page.get_by_role("button", name="ฟังเรื่องนี้").click()
    page.wait_for_function("() => said.length === 4")
    said = page.evaluate("said")
    assert {voice for voice, _, _ in said} == {"near"} and {lang for _, lang, _ in said} == {"th-TH"}
    assert said[0][2] == page.locator("h1").inner_text()
    expect(page.locator(".is-read")).to_have_count(1)
    page.get_by_role("button", name="หยุดฟัง").click()
    expect(page.locator(".is-read")).to_have_count(0)
    page.get_by_role("button", name="ฟังต่อ").click()
    page.wait_for_function("() => said.length === 5")
    assert page.evaluate("said[4]") == said[3]  # what was broken off is begun again


def test_a_device_without_a_voice_says_so(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(ENTRY)
    page.evaluate("speechSynthesis.getVoices = () => [{lang: 'th-TH', localService: false}]")
    page.get_by_role("button", name="ฟังเรื่องนี้").click()
    expect(page.locator("[data-aloud]")).to_contain_text("ยังไม่มีเสียงอ่านภาษาไทย")


def test_a_page_is_kept_listed_and_let_go(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("kept/")
    expect(page.get_by_text("ยังไม่มีเรื่องที่เก็บไว้")).to_be_visible()
    page.goto(ENTRY)
    title = page.locator("h1").inner_text()
    page.get_by_role("button", name="เก็บไว้อ่าน").click()
    page.reload()
    expect(page.locator("[data-keep]")).to_have_attribute("aria-pressed", "true")
    page.goto("kept/")
    page.get_by_role("link", name=title).click()
    page.wait_for_url(f"**/{ENTRY}")
    page.goto("kept/")
    page.get_by_role("button", name=f"เอาออก {title}").click()
    expect(page.get_by_text("ยังไม่มีเรื่องที่เก็บไว้")).to_be_visible()


@pytest.mark.parametrize("stored", ['"x"', "[1, null, {}]", "{", '{"day": 1, "seen": "x"}', "null"])
def test_what_others_stored_does_no_harm(stored: str, context: BrowserContext) -> None:
    errors: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto("about/")
    page.evaluate(
        "(text) => { localStorage.khlangKept = localStorage.khlangNews = text; localStorage.khlangLetters = text }",
        stored,
    )
    for address in ("kept/", ENTRY, "", "latest/"):
        page.goto(address)
        settle(page)
    assert errors == []


def test_what_is_new_since_an_earlier_day_is_told(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("")
    told = page.locator("[data-newest]")
    expect(told).to_be_hidden()
    page.wait_for_function("() => localStorage.khlangNews")
    memory = page.evaluate("JSON.parse(localStorage.khlangNews)")
    new = memory["seen"][1:3]
    earlier = {"day": "2000-01-01", "seen": [one for one in memory["seen"] if one not in new]}
    page.evaluate("(text) => { localStorage.khlangNews = text }", json.dumps(earlier))
    page.reload()
    expect(told).to_contain_text("๒")
    page.goto("latest/")
    expect(page.locator("[data-newest]")).to_be_visible()
    badges = page.locator(".rows .badge", has_text="ใหม่")
    expect(badges).to_have_count(2)
    assert (
        page.locator(".rows > li:has(.badge:text-is('ใหม่'))").evaluate_all(
            "(rows) => rows.map((row) => row.dataset.id)"
        )
        == new
    )
