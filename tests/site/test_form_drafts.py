"""Drafts of the form: nothing typed is lost, whatever becomes of tabs, storage and buttons."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from form import NOW, SECTIONS, fill_exchange, finish, made, pick
from playwright.sync_api import Page, expect
from watching import settle

pytestmark = pytest.mark.browser


def test_draft_stays_on_the_device_until_it_is_cleared(open_form: Callable[..., Page]) -> None:
    page = open_form()
    fill_exchange(page)
    page.locator("label", has=page.locator("[value=draft]")).tap()
    finish(page)
    path, text = made(page)
    assert "\nstatus: draft\n" in text
    page.reload()
    settle(page)
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
    settle(page)
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
    settle(page)
    expect(page.get_by_label("สุ (")).to_have_value("")
    assert page.evaluate("localStorage.length") == 0


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
