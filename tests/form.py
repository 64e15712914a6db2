"""The form of ฝากความรู้ as a teacher fills it in by touch, and what comes out of it."""

from __future__ import annotations

import datetime
from pathlib import Path

from content import BASES, DAY, make
from playwright.sync_api import Locator, Page, expect

from khlang import checks
from khlang.content.front_matter import FrontMatter, split
from khlang.content.library import load

PHONE = {"width": 390, "height": 844}
SITE = "name: คลังทดสอบ\noffice: สำนักงานทดสอบ\noffice_short: สนง.ทดสอบ\npublic_contacts: [kru@office.go.th]\n"
REPOSITORY = "https://github.com/office/library"
NOW = datetime.datetime.combine(DAY, datetime.time(9), datetime.timezone(datetime.timedelta(hours=7)))
SECTIONS = {
    "สุ": "นโยบายใหม่เรื่องการนิเทศ\nประชุมวันศุกร์\n- เตรียมแบบ\n- นัดห้อง",
    "จิ": "ควรใช้แบบเดียวกันทุกโรงเรียน",
    "ปุ": "ใครจะจัดทำแบบกลาง",
    "ลิ": "ใช้แบบกลางตั้งแต่เดือนหน้า",
}


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


def fill_adoption(page: Page) -> None:
    """A record of adoption as an outside school writes it, without its name."""
    page.get_by_label("ชื่อเรื่อง", exact=True).fill("เล่าต้นไม้กับห้องเรียนเล็ก")
    page.get_by_label("วันที่ของเรื่อง").fill("2026-11-20")
    page.get_by_label("ผลโดยรวม").select_option("partly")
    for name in ("บริบท", "สิ่งที่เปลี่ยน", "ผลที่เกิดขึ้น"):
        page.get_by_label(name, exact=True).fill("เล่าตามที่เห็น")
    page.get_by_label("สรุปหนึ่งประโยค").fill("ปรับเวลาแล้วยังได้ผลบางส่วน")
    page.locator("#field-consent").check(force=True)
