"""The form of ฝากความรู้ in a real browser on a phone: what it asks, what it makes and how it is sent."""

from __future__ import annotations

import datetime
import gzip
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from content import DAY
from form import PHONE, REPOSITORY, SECTIONS, fill_adoption, fill_exchange, finish, made, problems, read, ways
from playwright.sync_api import Browser, Page, expect
from watching import settle

from khlang.web import published, scripts

pytestmark = pytest.mark.browser

SMALL = """
() => [...document.querySelectorAll(".write :is(a:not(p > a:not(.button)), button, summary, input, select, textarea)")]
  .filter((e) => e.checkVisibility({visibilityProperty: true}) && e.getBoundingClientRect().height < 43.9)
  .map((e) => e.outerHTML.slice(0, 90))
"""


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


def test_a_section_leads_to_its_form(open_form: Callable[..., Page]) -> None:
    page = open_form("practices/")
    page.locator(".listbar .button--act").tap()
    expect(page.get_by_role("radio", name="แนวปฏิบัติที่ดี")).to_be_checked()
    expect(page.get_by_label("ขั้นตอน")).to_be_visible()


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


def test_a_year_of_the_buddhist_era_becomes_one_of_the_common_era(open_form: Callable[..., Page]) -> None:
    page = open_form("contribute/#exchange")
    page.get_by_label("วันที่ของเรื่อง").fill("2569-11-03")
    page.get_by_label("วันที่ของเรื่อง").blur()
    expect(page.get_by_label("วันที่ของเรื่อง")).to_have_value("2026-11-03")
    page.get_by_label("วันที่ของเรื่อง").fill("1969-11-03")
    page.get_by_label("วันที่ของเรื่อง").blur()
    expect(page.locator("#field-date-fault")).to_contain_text("พ.ศ. 2569 ให้ใส่ปี ค.ศ. คือ 2026")
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
            for _ in range(9):
                if page.evaluate("document.activeElement.name") == "date":
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
    code = {place.rpartition("/")[2]: published(path) for place, path in scripts().items() if "/form/" in place}
    assert _packed(code.values()) <= 27_000  # for a writer
    assert not [name for name, text in code.items() if "innerHTML" in text or "(?<" in text]
    page = open_form("about/")
    at_once: list[str] = []
    page.on("request", lambda one: at_once.append(one.url))
    page.goto(page.url.replace("about/", "contribute/"))
    settle(page)
    names = [url.rpartition("/form/")[2] for url in at_once if "/form/" in url and url.endswith(".js")]
    assert "page.js" in names and "verdict.js" not in names
    assert _packed(code[name] for name in names) <= 12_000  # for a reader
    page = open_form("about/")
    assert not page.evaluate("performance.getEntriesByType('resource').some(({name}) => name.includes('/form/'))")


def _packed(texts: Iterable[str]) -> int:
    """Bytes on the way to a browser."""
    return len(gzip.compress("".join(texts).encode()))


def test_a_school_reports_what_it_took_over(open_form: Callable[..., Page], tmp_path: Path) -> None:
    """From the practice's page to the file: the practice's id comes along, numbers may be typed in Thai digits."""
    page = open_form("practices/entry/")
    page.get_by_role("link", name="นำเรื่องนี้ไปใช้แล้ว บันทึกผล").tap()
    settle(page)
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
