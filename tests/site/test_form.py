"""The form of ฝากความรู้ in a real browser on a phone: what it makes passes the check, what it refuses the check refuses."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from content import BASES, DAY, make
from playwright.sync_api import Browser, Locator, Page, expect
from projects import build, project

from khlang import checks
from khlang.content.front_matter import FrontMatter, split
from khlang.content.library import load
from khlang.privacy.patterns import contact, find
from khlang.thai.normal import normalise

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
CODE = ROOT / "scripts/khlang/web/form"
PHONE = {"width": 390, "height": 844}
SITE = "name: คลังทดสอบ\noffice: สำนักงานทดสอบ\noffice_short: สนง.ทดสอบ\npublic_contacts: [kru@office.go.th]\n"
REPOSITORY = "https://github.com/office/library"
NOW = datetime.datetime.combine(DAY, datetime.time(9), datetime.timezone(datetime.timedelta(hours=7)))
IDENTITY = "1-2345-67890-12-1"  # nobody's: the only number that tests may hold
SECTIONS = {
    "สุ": "นโยบายใหม่เรื่องการนิเทศ\nประชุมวันศุกร์\n- เตรียมแบบ\n- นัดห้อง",
    "จิ": "ควรใช้แบบเดียวกันทุกโรงเรียน",
    "ปุ": "ใครจะจัดทำแบบกลาง",
    "ลิ": "ใช้แบบกลางตั้งแต่เดือนหน้า",
}
SMALL = """
() => [...document.querySelectorAll(".write :is(a:not(p > a:not(.button)), button, summary, input, select, textarea)")]
  .filter((e) => e.checkVisibility({visibilityProperty: true}) && e.getBoundingClientRect().height < 43.9)
  .map((e) => e.outerHTML.slice(0, 90))
"""


@pytest.fixture(scope="session")
def sites(once: Callable[..., Path], serve_folder: Callable[[Path], str]) -> dict[bool, str]:
    """A small site with a repository and one without, by whether it has one."""
    found = {}
    for has_repository in (True, False):
        settings = SITE + (f"repository: {REPOSITORY}\n" if has_repository else "")

        def fill(folder: Path, settings: str = settings) -> None:
            done = build(project(folder, **{"_data/site.yml": settings}))
            assert done.returncode == 0, done.stderr

        found[has_repository] = serve_folder(once(f"form-{has_repository}", fill) / "site")
    return found


@pytest.fixture
def open_form(browser: Browser, sites: dict[bool, str]) -> Iterator[Callable[..., Page]]:
    """A function that opens the form on a phone; the page may ask no host but its own and say nothing on the console."""
    contexts = []
    said: list[str] = []

    def open_(address: str = "contribute/", has_repository: bool = True, before: str = "", **settings: object) -> Page:
        context = browser.new_context(**{"viewport": PHONE, "has_touch": True, "locale": "th-TH", **settings})
        contexts.append(context)
        page = context.new_page()
        base = sites[has_repository]
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda one: one.url.startswith((base, "blob:")) or said.append(f"asked {one.url}"))
        page.clock.set_fixed_time(NOW)
        if before:
            page.add_init_script(before)
        page.goto(base + address)
        page.wait_for_load_state("networkidle")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert said == []


def pick(page: Page, id: str) -> None:
    page.locator("label", has=page.locator(f"#{id}")).tap()


def fill_exchange(page: Page, **texts: str) -> None:
    """An exchange as a teacher writes it, by touch, with other texts for some fields."""
    pick(page, "exchange")
    page.get_by_label("ชื่อเรื่อง", exact=True).fill(texts.get("title", "แบบนิเทศกลางของเครือข่าย"))
    page.get_by_label("โรงเรียนหรือกลุ่มงานของท่าน").select_option("กลุ่มนิเทศฯ")
    for name, text in SECTIONS.items():
        page.get_by_label(f"{name} (").fill(texts.get(name, text))
    page.get_by_label("วันที่ของเรื่อง").fill("2026-11-03")  # a week of which the group has not told yet
    page.get_by_label("สรุปหนึ่งประโยค").fill(texts.get("summary", "ข้อตกลงใช้แบบนิเทศเดียวกัน"))
    page.locator("#field-consent").check(force=True)


def finish(page: Page) -> None:
    page.get_by_role("button", name="ตรวจและเลือกทางส่ง").tap()


def ways(page: Page) -> Locator:
    return page.get_by_role("region", name="ตรวจแล้ว เลือกทางส่งทางเดียว")


def made(page: Page) -> tuple[str, str]:
    """The path and the text of the file, as the message for LINE holds them."""
    expect(ways(page)).to_be_visible()
    before, text = page.locator("[data-message]").input_value().split("\n\n", 1)
    return before.split("\n")[-1], text


def problems(folder: Path, path: str, text: str) -> list:
    docs = make(folder, **{path.removeprefix("docs/"): text, "practices/entry.md": BASES["practice"]})
    return [one for one in checks.run(load(docs, DAY)) if f"docs/{one.path}" == path]


def read(path: str, text: str) -> FrontMatter:
    found = split(text, path)
    assert isinstance(found, FrontMatter), found
    return found


def test_an_exchange_from_choice_to_file(open_form: Callable[..., Page], tmp_path: Path) -> None:
    page = open_form()
    fill_exchange(page)
    page.get_by_label("วันที่ของเรื่อง").fill("2026-11-03")
    expect(page.locator("output")).to_have_text("วันอังคารที่ ๓ พฤศจิกายน พ.ศ. ๒๕๖๙")
    expect(ways(page)).to_be_hidden()
    finish(page)
    expect(ways(page)).to_be_focused()
    path, text = made(page)
    assert re.fullmatch(r"docs/exchange/2026-11-03-e[0-9a-hjkmnp-tv-z]{5}\.md", path)
    assert problems(tmp_path, path, text) == []  # not even advice
    head = read(path, text)
    assert head.values == {
        "id": path[-9:-3],
        "title": "แบบนิเทศกลางของเครือข่าย",
        "summary": "ข้อตกลงใช้แบบนิเทศเดียวกัน",
        "date": "2026-11-03",
        "owner": "กลุ่มนิเทศฯ",
        "status": "published",
        "public": "true",
    }
    assert re.search(r"## ปุ [^\n]*\n\n- ใครจะจัดทำแบบกลาง \{#q[0-9a-hjkmnp-tv-z]{5}\}\n", head.body)
    assert "นโยบายใหม่เรื่องการนิเทศ\n\nประชุมวันศุกร์\n\n- เตรียมแบบ\n- นัดห้อง\n\n## จิ" in head.body
    page.get_by_label("จิ (").fill("เปลี่ยนใจ")
    expect(ways(page)).to_be_hidden()  # what was checked is no longer what stands there


def test_three_ways_to_send(open_form: Callable[..., Page]) -> None:
    page = open_form(permissions=["clipboard-read", "clipboard-write"])
    fill_exchange(page, **{name: "สั้น ๆ" for name in SECTIONS})
    finish(page)
    path, text = made(page)
    address = urlsplit(page.get_by_role("link", name="เปิด GitHub").get_attribute("href") or "")
    assert address.geturl().startswith(f"{REPOSITORY}/new/main/docs/exchange?") and len(address.geturl()) <= 6000
    assert parse_qs(address.query) == {"filename": [Path(path).name], "value": [text]}
    with page.expect_download() as download:
        page.get_by_role("link", name="ดาวน์โหลดไฟล์").tap()
    assert download.value.suggested_filename == Path(path).name
    assert Path(download.value.path()).read_bytes() == text.encode()
    page.get_by_role("button", name="คัดลอกข้อความ").tap()
    expect(page.get_by_role("button", name="คัดลอกแล้ว วางใน LINE ได้เลย")).to_be_visible()
    assert (
        page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")
        == page.locator("[data-message]").input_value()
    )


def test_a_long_text_goes_by_the_clipboard(open_form: Callable[..., Page]) -> None:
    page = open_form(permissions=["clipboard-read", "clipboard-write"])
    fill_exchange(page, สุ="ความรู้ที่ได้จากการแลกเปลี่ยน " * 60)
    finish(page)
    path, text = made(page)
    page.context.route("https://github.com/**", lambda route: route.fulfill(body="GitHub"))
    with page.expect_popup() as popup:
        page.get_by_role("link", name="คัดลอกแล้วเปิด GitHub").tap()
    assert popup.value.url == f"{REPOSITORY}/new/main/docs/exchange?filename={Path(path).name}"
    popup.value.close()
    assert page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n") == text
    expect(page.get_by_text("เรื่องนี้ยาวเกินกว่าที่ลิงก์จะพาไปได้")).to_be_visible()


def test_without_repository_and_clipboard_two_ways_are_left(open_form: Callable[..., Page]) -> None:
    page = open_form(has_repository=False, before="delete Navigator.prototype.clipboard")
    fill_exchange(page)
    finish(page)
    expect(page.get_by_text("สำนักงานยังไม่เปิดที่เก็บต้นฉบับบน GitHub")).to_be_visible()
    expect(page.locator("[data-github]")).to_have_count(0)
    page.get_by_role("button", name="คัดลอกข้อความ").tap()
    expect(page.get_by_role("button", name=re.compile("คัดลอกให้ไม่ได้"))).to_be_visible()
    assert page.evaluate("getSelection().toString()") == page.locator("[data-message]").input_value()


def test_the_phone_s_own_sharing_gets_the_same_text(open_form: Callable[..., Page]) -> None:
    page = open_form(before="navigator.share = async (what) => { window.shared = what.text }")
    fill_exchange(page)
    finish(page)
    page.get_by_role("button", name="ส่งต่อ").tap()
    assert page.evaluate("window.shared") == page.locator("[data-message]").input_value()


def test_draft_stays_on_the_device_until_it_is_cleared(open_form: Callable[..., Page]) -> None:
    page = open_form()
    fill_exchange(page)
    page.locator("label", has=page.locator("[value=draft]")).tap()
    finish(page)
    path, text = made(page)
    assert "\nstatus: draft\n" in text
    page.reload()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_text("นำร่างที่เก็บไว้ในเครื่องนี้กลับมาแล้ว")).to_be_visible()
    expect(page.get_by_label("สุ (")).to_have_value(SECTIONS["สุ"])
    expect(page.locator("#field-consent")).not_to_be_checked()  # given anew for every text that is sent
    page.locator("#field-consent").check(force=True)
    finish(page)
    assert made(page) == (path, text)  # the same id: a second try makes no second entry
    pick(page, "knowledge")
    expect(page.get_by_label("ชื่อเรื่อง", exact=True)).to_have_value("แบบนิเทศกลางของเครือข่าย")
    pick(page, "exchange")
    expect(page.get_by_label("ลิ (")).to_have_value(SECTIONS["ลิ"])
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="ลบร่างในเครื่องนี้").tap()
    assert page.evaluate("localStorage.length") == 0
    page.reload()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_label("สุ (")).to_have_count(0)


def test_each_story_is_a_draft_of_its_own(open_form: Callable[..., Page]) -> None:
    page = open_form(permissions=["clipboard-read", "clipboard-write"])
    fill_exchange(page)
    finish(page)
    first, _ = made(page)
    page.get_by_role("button", name="คัดลอกข้อความ").tap()
    page.locator(".ways [data-new]").tap()
    expect(page.get_by_label("ชื่อเรื่อง", exact=True)).to_have_value("")
    fill_exchange(page, title="เรื่องที่สอง", สุ="คนละเรื่อง")
    finish(page)
    second, _ = made(page)
    page.get_by_label("ชื่อเรื่อง", exact=True).fill("เรื่องที่สาม")  # typed over the second
    page.get_by_label("สุ (").fill("อีกเรื่องหนึ่ง")
    finish(page)
    expect(page.get_by_text("นับเป็นเรื่องใหม่")).to_be_visible()
    assert len({first, second, made(page)[0]}) == 3
    kept = page.locator(".drafts__open b")
    assert sorted(kept.all_inner_texts()) == sorted(["แบบนิเทศกลางของเครือข่าย", "เรื่องที่สอง"])
    page.get_by_role("button", name="แบบนิเทศกลางของเครือข่าย").first.tap()
    expect(page.get_by_label("สุ (")).to_have_value(SECTIONS["สุ"])


def test_of_two_tabs_the_newer_text_wins_or_both_stay(open_form: Callable[..., Page]) -> None:
    page = open_form("contribute/#knowledge")
    title = page.get_by_label("ชื่อเรื่อง", exact=True)
    title.fill("ร่างแรก")
    title.blur()
    page.clock.set_fixed_time(NOW + datetime.timedelta(minutes=1))
    other = page.context.new_page()
    other.clock.set_fixed_time(NOW + datetime.timedelta(minutes=2))
    other.goto(page.url)
    other.get_by_label("เนื้อหา").fill("เขียนต่อในอีกแท็บหนึ่ง")
    other.get_by_label("เนื้อหา").blur()
    expect(page.get_by_label("เนื้อหา")).to_have_value("เขียนต่อในอีกแท็บหนึ่ง")  # this one follows
    page.evaluate(  # as another tab does between two keys
        "() => { const [key] = Object.keys(localStorage);"
        " localStorage.setItem(key, JSON.stringify({...JSON.parse(localStorage[key]), typed: 9e12})) }"
    )
    title.fill("แก้พร้อมกัน")
    title.blur()
    assert page.evaluate("Object.keys(localStorage).length") == 2
    other.close()


def test_a_draft_goes_into_a_file_and_comes_back(open_form: Callable[..., Page], tmp_path: Path) -> None:
    page = open_form("contribute/#knowledge")
    page.get_by_label("ชื่อเรื่อง", exact=True).fill("ร่าง: เก็บไว้")
    with page.expect_download() as download:
        page.get_by_role("button", name="เก็บร่างเป็นไฟล์").tap()
    assert download.value.suggested_filename.endswith(".json")
    file = tmp_path / "draft.json"
    download.value.save_as(file)
    (tmp_path / "other.json").write_text('{"kind": "knowledge", "values": {}}')
    page = open_form()  # another device
    page.locator("[data-draft-file]").set_input_files(tmp_path / "other.json")
    expect(page.get_by_text("ไฟล์นี้ไม่ใช่ร่างที่เก็บจากหน้านี้")).to_have_count(1)
    page.locator("[data-draft-file]").set_input_files(file)
    expect(page.get_by_label("ชื่อเรื่อง", exact=True)).to_have_value("ร่าง: เก็บไว้")


def test_a_refused_clipboard_is_told_before_gitHub_opens(open_form: Callable[..., Page]) -> None:
    page = open_form(
        before="Object.defineProperty(navigator, 'clipboard', {value: {writeText: () => Promise.reject(new Error('no'))}})"
    )
    fill_exchange(page, สุ="ความรู้ที่ได้จากการแลกเปลี่ยน " * 60)
    finish(page)
    _, text = made(page)
    page.context.route("https://github.com/**", lambda route: route.fulfill(body="GitHub"))
    page.get_by_role("link", name="คัดลอกแล้วเปิด GitHub").tap()
    expect(page.get_by_text("คัดลอกข้อความให้ไม่ได้")).to_be_visible()
    assert len(page.context.pages) == 1
    assert page.evaluate("getSelection().toString()").strip() == text.strip()
    with page.expect_popup() as popup:
        page.get_by_role("link", name="คัดลอกแล้วเปิด GitHub").tap()
    popup.value.close()


def test_a_school_that_is_not_in_the_list_sends_a_draft(open_form: Callable[..., Page], tmp_path: Path) -> None:
    page = open_form("contribute/#knowledge")
    expect(page.get_by_label("ชื่อโรงเรียนของท่าน")).to_be_hidden()
    page.get_by_label("โรงเรียนหรือกลุ่มงานของท่าน").select_option("โรงเรียนของท่านไม่อยู่ในรายการ")
    for label, text in {"ชื่อเรื่อง": "อ่านทุกเช้า", "เนื้อหา": "อ่านสิบนาที", "สรุปหนึ่งประโยค": "อ่านก่อนเรียน"}.items():
        page.get_by_label(label, exact=True).fill(text)
    page.locator("#field-consent").check(force=True)
    finish(page)
    expect(page.get_by_role("group", name="ต้องแก้ 2 แห่งก่อนส่ง")).to_contain_text("ชื่อโรงเรียนของท่าน")
    page.get_by_label("ชื่อโรงเรียนของท่าน").fill("โรงเรียนบ้านใหม่")
    page.get_by_label("สังกัด", exact=True).fill("สพป.ตัวอย่าง เขต 1")
    finish(page)
    path, text = made(page)
    head = read(path, text).values
    assert (head["owner"], head["status"]) == ("โรงเรียนบ้านใหม่ (สพป.ตัวอย่าง เขต 1)", "draft")
    found = problems(tmp_path, path, text)
    assert "owner-new" in {one.rule for one in found} and not [one for one in found if one.is_error]


def test_a_draft_that_was_sent_is_gone_after_a_day(open_form: Callable[..., Page]) -> None:
    page = open_form(permissions=["clipboard-read", "clipboard-write"])
    fill_exchange(page)
    finish(page)
    page.get_by_role("button", name="คัดลอกข้อความ").tap()
    expect(page.get_by_role("button", name="คัดลอกแล้ว วางใน LINE ได้เลย")).to_be_visible()
    page.reload()
    expect(page.get_by_label("สุ (")).to_have_value(SECTIONS["สุ"])  # something may have to be mended
    page.clock.set_fixed_time(NOW + datetime.timedelta(days=1, minutes=1))
    page.reload()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_label("สุ (")).to_have_value("")
    assert page.evaluate("localStorage.length") == 0


def test_a_section_leads_to_its_form(open_form: Callable[..., Page]) -> None:
    page = open_form("practices/")
    page.locator(".listbar .button--act").tap()
    expect(page.get_by_role("radio", name="แนวปฏิบัติที่ดี")).to_be_checked()
    expect(page.get_by_label("ขั้นตอน")).to_be_visible()


def test_works_where_storage_is_forbidden_or_full_of_something_else(open_form: Callable[..., Page]) -> None:
    forbidden = (
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
    )
    page = open_form(before=forbidden)
    fill_exchange(page)
    expect(page.get_by_text("เบราว์เซอร์นี้ไม่ให้เก็บร่าง")).to_be_visible()
    finish(page)
    made(page)
    draft = {
        "kind": "exchange",
        "code": "../..",
        "values": {"owner": "ไม่มี", "สุ": 3, "title": ["x"], "section-ask": "ถาม"},
    }
    page = open_form(before=f"localStorage.khlangDraft = {json.dumps(json.dumps(draft))}")
    expect(page.get_by_label("ปุ (")).to_have_value("ถาม")
    expect(page.get_by_label("โรงเรียนหรือกลุ่มงานของท่าน")).to_have_value("")
    fill_exchange(page)
    finish(page)
    assert re.search(r"-e[0-9a-z]{5}\.md$", made(page)[0])


def test_personal_data_is_told_at_the_field_and_blocks_the_way(open_form: Callable[..., Page]) -> None:
    page = open_form()
    fill_exchange(page, ปุ=f"ผู้ร้องคือ {IDENTITY}")
    field, told = page.get_by_label("ปุ ("), page.locator("#field-section-ask-fault")
    expect(told).to_have_text(f"พบเลขประจำตัวประชาชน {IDENTITY} ให้ลบออก")  # while it is typed
    expect(field).to_have_attribute("aria-invalid", "true")
    assert "field-section-ask-fault" in (field.get_attribute("aria-describedby") or "")
    finish(page)
    summary = page.get_by_role("group", name="ต้องแก้ 1 แห่งก่อนส่ง")
    expect(summary).to_be_focused()
    expect(ways(page)).to_be_hidden()
    summary.get_by_role("link").tap()
    expect(field).to_be_focused()
    field.fill("ใครจะจัดทำแบบกลาง ถามได้ที่ kru@office.go.th")  # the office lists it as public
    expect(told).to_be_empty()
    finish(page)
    made(page)


def test_nothing_passes_until_all_is_answered_and_agreed_to(open_form: Callable[..., Page]) -> None:
    page = open_form("contribute/#practice")
    finish(page)
    expect(page.locator(".write__faults")).to_be_visible()
    told = page.locator(".write__faults li").all_inner_texts()
    names = (
        "ชื่อเรื่อง",
        "โรงเรียนหรือกลุ่มงานของท่าน",
        "ระดับชั้น",
        "เวลาที่ใช้",
        "ค่าใช้จ่าย",
        "ปัญหา",
        "แนวคิด",
        "ขั้นตอน",
        "ผลที่เกิดขึ้น",
        "ข้อควรระวัง",
        "สรุปหนึ่งประโยค",
        "เปิดเผยต่อสาธารณะได้",
    )
    assert [line.split(":")[0] for line in told] == list(names)


def test_a_practice_with_everything_passes_the_check(open_form: Callable[..., Page], tmp_path: Path) -> None:
    page = open_form("contribute/#practice")
    for label, text in {
        "ชื่อเรื่อง": "ป้ายชื่อต้นไม้",
        "เวลาที่ใช้": "4 คาบ: คาบละ 60 นาที",
        "ค่าใช้จ่าย": "ไม่มีค่าใช้จ่าย",
        "สรุปหนึ่งประโยค": "นักเรียน\nเขียนป้ายเอง",
        **{name: "เล่าเรื่องตามจริง" for name in ("ปัญหา", "แนวคิด", "ขั้นตอน", "ผลที่เกิดขึ้น", "ข้อควรระวัง")},
    }.items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("วันที่ของเรื่อง").fill("2026-11-03")
    page.get_by_label("โรงเรียนหรือกลุ่มงานของท่าน").select_option("โรงเรียนบ้านต้นไม้ (สมมติ)")
    for name in ("ป.4", "ป.5"):
        page.get_by_label(name, exact=True).check(force=True)
    page.locator(".write__more summary").tap()
    for name in ("ทักษะการคิด", "การประชุม"):
        page.get_by_role("checkbox", name=name, exact=True).check(force=True)
    page.get_by_label("3 องค์ประกอบที่ 3").check(force=True)
    page.get_by_label("ผู้เขียน", exact=True).fill("ครูสมมติ หนึ่ง, ครูสมมติ สอง")
    page.get_by_label("เรื่องที่เป็นที่มา").fill("k3d5ft")
    expect(page.locator("#field-based_on-fault")).to_contain_text("ไม่มีเรื่องที่เผยแพร่แล้วใช้รหัส k3d5ft")  # a draft
    page.get_by_label("เรื่องที่เป็นที่มา").fill("k2s8nd")
    page.locator("#field-consent").check(force=True)
    finish(page)
    path, text = made(page)
    assert [one for one in problems(tmp_path, path, text) if one.is_error] == []
    values = read(path, text).values
    assert values["grades"] == ["ป.4", "ป.5"] and values["components"] == ["3"] and values["based_on"] == ["k2s8nd"]
    assert values["authors"] == ["ครูสมมติ หนึ่ง", "ครูสมมติ สอง"] and values["tags"] == ["ทักษะการคิด", "การประชุม"]
    assert values["time"] == "4 คาบ: คาบละ 60 นาที" and values["summary"] == "นักเรียน เขียนป้ายเอง"


NASTY = (
    "ก: ข", "ก #ข", "# ก", "@ครู", "`x`", "- ก", "? ก", ": ก", "! ก", "!!python/object:os.system ก", "&a ก", "*a", "[ก, ข]", "{ก: ข}", "| ก", "> ก", "% ก",
    '"ก', "'ก'", '\\" ก \\n \\x00', "---", "...", "--- ก\n---\nowner: x", "ก\n---\nstatus: withdrawn", "ก\r\nid: k00000", "ก\u2028id: k00000", "ก\x85x: y",
    "null", "~", "yes", "1", "1e5", "0x1f", "2026-11-22", "๒๕๖๙", "12:30", "=", "<<", "ก\tข", "ก\x00\x07ข", "ก\ufeffข\u200bค", "ก\u202eข", "ก\ud800ข", "ก\uffffข",
    "เเผนทํางาน", "น้ำ", "😀 👩‍🏫", "ก" * 150, "{{ config }} {% x %}", "--8<-- \"x\"", "$(rm -rf /)", "../../x", "%0A---%0A", "ก -- ข -", "ก,ข", "(ก) “ข”", "ก|ข",
)  # fmt: skip


def test_whatever_is_typed_stays_where_it_was_typed(open_form: Callable[..., Page], tmp_path: Path) -> None:
    page = open_form()
    fill_exchange(page)
    page.get_by_label("วันที่ของเรื่อง").fill("2026-11-03")
    hidden = dict.fromkeys(
        [*range(9), 11, 12, *range(14, 32), *range(127, 160), 0xAD, 0x200B, 0x202E, 0xFEFF, 0xFFFF, 0xD800]
    )
    for typed in NASTY:
        for name in ("title", "summary", "section-listen"):
            page.evaluate(
                "([name, units]) => { const input = document.getElementById(`field-${name}`);"
                " input.value = String.fromCharCode(...units); input.dispatchEvent(new Event('input', {bubbles: true})) }",
                [
                    name,
                    [
                        int.from_bytes(two, "little")
                        for two in _pairs(typed if name != "section-listen" else f"ก\n{typed.replace('# ก', '## ก')}")
                    ],
                ],
            )
        finish(page)
        path, text = made(page)
        lines = typed.replace("\r\n", "\n").replace("\u2028", "\n").replace("\x85", "\n").translate(hidden)
        expected = normalise(" ".join(lines.split()))
        front_matter = read(path, text)
        assert front_matter.values["summary"] == expected, typed
        assert re.sub(r"\s", "", front_matter.values["title"]) == re.sub(r"\s", "", expected), (
            typed
        )  # browsers join lines
        assert list(front_matter.values) == ["id", "title", "summary", "date", "owner", "status", "public"], typed
        errors = [one for one in problems(tmp_path / "docs", path, text) if one.is_error]
        assert errors == [], (typed, errors, text)
        (tmp_path / "docs" / path.removeprefix("docs/")).unlink()


def _pairs(text: str) -> Iterator[bytes]:
    """UTF-16 code units, halves of a letter included: JSON could not carry those to the browser."""
    data = text.encode("utf-16-le", "surrogatepass")
    return (data[i : i + 2] for i in range(0, len(data), 2))


HOSTILE = {
    "<script>alert(1)</script>": "active-tag",
    "<IFRAME src='https://example.org'></iframe>": "active-tag",
    "<svg/onload=alert(1)>": "active-tag",
    '<p onclick="alert(1)">ก</p>': "active-attribute",
    "ก\n{ onclick=alert(1) }": "active-attribute",
    "<b style='position:fixed'>ก</b>": "active-attribute",
    "[กด](javascript:alert(1))": "active-link",
    "[กด]( <data:text/html,x>)": "active-link",
    "[กด][1]\n\n[1]: javascript:alert(1)": "active-link",
    "[กด](java&#115;cript:alert(1))": "active-link",
    "[ก [ข [ค]]](javascript:alert(1))": "active-link",
    '<a href="javascript:alert(1)">กด</a>': "active-link",
    "![ภาพ](https://example.org/a.png)": "image-foreign",
    "![ภาพ](a.png)": "image-missing",
    "[แบบ](form.md)": "link-broken",
    "[แบบ](/knowledge/)": "link-absolute",
    "[เว็บ](www.example.org)": "link-malformed",
    "[ข้าม](#ไม่มี)": "link-anchor",
    "# หัวเรื่อง": "heading-top",
    "✎ เขียนที่นี่": "placeholder",
    "<!-- ก": "section-missing",
    "```\nก": "section-missing",
    "เลข ๑-๒๓๔๕-๖๗๘๙๐-๑๒-๑": "personal-identity-number",
}


def test_what_the_check_refuses_the_form_refuses(open_form: Callable[..., Page], tmp_path: Path) -> None:
    page = open_form()
    fill_exchange(page, สุ="ที่นี่")
    page.get_by_label("วันที่ของเรื่อง").fill("2026-11-03")
    finish(page)
    path, text = made(page)
    for typed, rule in HOSTILE.items():
        found = problems(tmp_path / "docs", path, text.replace("ที่นี่", typed))
        assert rule in {one.rule for one in found if one.is_error}, typed
        page.get_by_label("สุ (").fill(typed)
        finish(page)
        expect(ways(page)).to_be_hidden()
        expect(page.locator("#field-section-listen-fault"), typed).not_to_be_empty()


def test_personal_data_is_found_as_the_check_finds_it(open_form: Callable[..., Page]) -> None:
    page = open_form()
    told = page.evaluate(
        """async (texts) => {
          const [{personalData}, {load}] = await Promise.all(["personal", "model"].map((one) => import(`../assets/khlang/form/${one}.js`)));
          const model = await load(document.querySelector("form[data-model]").dataset.model);
          return texts.map((text) => [...personalData(text, model).keys()].sort());
        }""",
        texts := [text for case in _personal_cases() for text in case],
    )
    allowed = frozenset({contact("kru@office.go.th")})
    assert told == [sorted({one.kind for one in find(text, allowed)}) for text in texts]
    assert sum(map(bool, told)) > 20


def _personal_cases() -> list[tuple[str, str]]:
    import yaml

    cases = yaml.safe_load((ROOT / "tests/cases/personal.yml").read_text(encoding="utf-8"))
    return [tuple(str(value) for value in case.values() if isinstance(value, str)) for case in cases]


def test_a_year_of_the_buddhist_era_becomes_one_of_the_common_era(open_form: Callable[..., Page]) -> None:
    page = open_form("contribute/#exchange")
    page.get_by_label("วันที่ของเรื่อง").fill("2569-11-03")
    page.get_by_label("วันที่ของเรื่อง").blur()
    expect(page.get_by_label("วันที่ของเรื่อง")).to_have_value("2026-11-03")
    later = (DAY + datetime.timedelta(days=40)).isoformat()
    page.get_by_label("วันที่ของเรื่อง").fill(later)
    page.get_by_label("วันที่ของเรื่อง").blur()
    expect(page.locator("output")).to_contain_text("วันที่นี้ยังมาไม่ถึง")


def test_keyboard_alone_fills_it_in(open_form: Callable[..., Page]) -> None:
    page = open_form()
    page.locator("#exchange").focus()
    page.keyboard.press("Space")
    for text in ("แบบนิเทศกลาง", None, "กลุ่มนิเทศฯ", "ครูสมมติ หนึ่ง", *SECTIONS.values(), "ข้อตกลงใช้แบบเดียวกัน"):
        page.keyboard.press("Tab")
        if text is None:  # the day, which is today's: its parts are stops of their own
            while page.evaluate("document.activeElement.name") == "date":
                page.keyboard.press("Tab")
            page.keyboard.press("Shift+Tab")
        else:
            page.keyboard.insert_text(text) if page.evaluate(
                "document.activeElement.name"
            ) != "owner" else page.keyboard.type(text)
    page.get_by_label("โรงเรียนหรือกลุ่มงานของท่าน").select_option("กลุ่มนิเทศฯ")
    page.get_by_label("วันที่ของเรื่อง").fill("2026-11-03")
    page.locator("#field-consent").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="ตรวจและเลือกทางส่ง").focus()
    page.keyboard.press("Enter")
    made(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_a_thumb_fits(scheme: str, open_form: Callable[..., Page]) -> None:
    page = open_form(
        "contribute/#practice", color_scheme=scheme, reduced_motion="reduce"
    )  # or buttons are half-way to hover
    page.locator(".write__more summary").tap()
    for step in ("empty", "faults", "ways"):
        if step == "ways":
            fill_exchange(page)
        if step != "empty":
            finish(page)
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == [], step
        assert page.evaluate(SMALL) == [], step
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], step


def test_without_script_it_gives_a_text_to_copy(open_form: Callable[..., Page]) -> None:
    page = open_form(java_script_enabled=False)
    expect(page.locator(".write form")).to_be_hidden()
    expect(page.get_by_text("เปิดแบบฟอร์มไม่ได้ในขณะนี้")).to_be_visible()
    page.get_by_text("แบบของสรุปการแลกเปลี่ยนเรียนรู้").tap()
    expect(page.get_by_text("## ลิ (เขียน) ข้อสรุปและองค์ความรู้")).to_be_visible()


def test_a_form_that_cannot_load_says_so(sites: dict[bool, str], browser: Browser) -> None:
    page = browser.new_page()
    page.route("**/model.json", lambda route: route.abort())
    page.goto(sites[True] + "contribute/")
    expect(page.get_by_text("เปิดแบบฟอร์มไม่ได้ในขณะนี้")).to_be_visible()
    expect(page.locator(".write form")).to_be_hidden()
    expect(page.get_by_text("แบบของสรุปการแลกเปลี่ยนเรียนรู้")).to_be_visible()
    page.close()


def test_the_pencil_leads_to_the_file(open_form: Callable[..., Page]) -> None:
    page = open_form("practices/entry/")
    expect(page.get_by_role("link", name="แก้ไขหน้านี้")).to_have_attribute(
        "href", f"{REPOSITORY}/edit/main/docs/practices/entry.md"
    )
    page = open_form("practices/entry/", has_repository=False)
    expect(page.get_by_role("link", name="แก้ไขหน้านี้")).to_have_count(0)


def test_the_code_stays_small_and_on_its_page(open_form: Callable[..., Page]) -> None:
    import gzip

    code = b"".join(file.read_bytes() for file in sorted(CODE.glob("*.js")))
    assert len(gzip.compress(code)) <= 30_000  # for a writer
    assert all("innerHTML" not in text and "(?<" not in text for text in (code.decode(),))
    page = open_form("about/")
    at_once: list[str] = []
    page.on("request", lambda one: at_once.append(one.url))
    page.goto(page.url.replace("about/", "contribute/"))
    page.wait_for_load_state("networkidle")
    names = [url.rpartition("/form/")[2] for url in at_once if "/form/" in url and url.endswith(".js")]
    assert "page.js" in names and "verdict.js" not in names
    assert len(gzip.compress(b"".join((CODE / name).read_bytes() for name in names))) <= 15_000  # for a reader
    page = open_form("about/")
    assert not page.evaluate("performance.getEntriesByType('resource').some(({name}) => name.includes('/form/'))")


def fill_adoption(page: Page) -> None:
    """A record of adoption as an outside school writes it, without its name."""
    page.get_by_label("ชื่อเรื่อง", exact=True).fill("เล่าต้นไม้กับห้องเรียนเล็ก")
    page.get_by_label("วันที่ของเรื่อง").fill("2026-11-20")
    page.get_by_label("ผลโดยรวม").select_option("partly")
    for name in ("บริบท", "สิ่งที่เปลี่ยน", "ผลที่เกิดขึ้น"):
        page.get_by_label(name, exact=True).fill("เล่าตามที่เห็น")
    page.get_by_label("สรุปหนึ่งประโยค").fill("ปรับเวลาแล้วยังได้ผลบางส่วน")
    page.locator("#field-consent").check(force=True)


def test_a_school_reports_what_it_took_over(open_form: Callable[..., Page], tmp_path: Path) -> None:
    """From the practice's page to the file: the practice's id comes along, numbers may be typed in Thai digits."""
    page = open_form("practices/entry/")
    page.get_by_role("link", name="นำเรื่องนี้ไปใช้แล้ว บันทึกผล").tap()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_label("รหัสของเรื่องที่นำไปใช้")).to_have_value("p3c9ws")
    fill_adoption(page)
    finish(page)
    expect(page.get_by_role("group", name="ต้องแก้ 1 แห่งก่อนส่ง")).to_contain_text("ตอบอย่างใดอย่างหนึ่งให้ครบ")
    page.get_by_label("ผู้นำไปใช้นอกสังกัด").fill("โรงเรียนบ้านไกล")
    page.get_by_label("ต้นสังกัด").fill("สพป.ตัวอย่าง เขต 1")
    page.get_by_label("จังหวัด").select_option("สงขลา")
    page.get_by_label("ผลที่วัดก่อนและหลัง: จำนวนคน").fill("๔")
    expect(page.get_by_text("ต้องไม่น้อยกว่า 5")).to_be_visible()
    page.get_by_label("ผลที่วัดก่อนและหลัง: จำนวนคน").fill("๒๔")
    finish(page)
    expect(page.get_by_role("group", name="ต้องแก้ 4 แห่งก่อนส่ง")).to_contain_text("ผลที่วัดก่อนและหลัง: เครื่องมือ")
    for name, answer in (
        ("สิ่งที่วัด", "คะแนน (เต็ม 20), สองครั้ง"),
        ("ก่อน", "8.2"),
        ("หลัง", "๑๑.๔"),
        ("เครื่องมือ", "แบบประเมิน"),
    ):
        page.get_by_label(f"ผลที่วัดก่อนและหลัง: {name}", exact=True).fill(answer)
    finish(page)
    path, text = made(page)
    assert problems(tmp_path, path, text) == []
    head = read(path, text).values
    assert head["adopts"] == "p3c9ws" and head["province"] == "สงขลา" and "owner" not in head
    assert head["measured"] == [
        {"what": "คะแนน (เต็ม 20), สองครั้ง", "n": "24", "before": "8.2", "after": "11.4", "instrument": "แบบประเมิน"}
    ]
