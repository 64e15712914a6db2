"""Pictures in the form: made small and silent on the device, told of, and sent in one ZIP with the text."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from content import BASES, DAY, make
from form import PHONE, fill_exchange, finish, read, ways
from PIL import Image
from playwright.sync_api import Page, expect

from khlang import checks
from khlang.content.library import load
from khlang.web import published, scripts

pytestmark = pytest.mark.browser


def photograph(file: Path) -> Path:
    """As a phone takes it: large, lying on its side, with place and camera."""
    picture = Image.linear_gradient("L").resize((2400, 1800))
    picture = Image.merge("RGB", (picture, picture.rotate(90).resize((2400, 1800)), picture.rotate(180)))
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0xA431] = "SN-0001"
    exif.get_ifd(0x8825).update({1: "N", 2: (7.0, 37.0, 0.0), 3: "E", 4: (100.0, 4.0, 0.0)})
    picture.save(file, "JPEG", exif=exif, quality=92)
    return file


def add(page: Page, *files: Path) -> None:
    page.locator("[data-picture-file]").set_input_files(files)
    expect(page.locator(".picture canvas")).to_have_count(len(files))


def test_a_picture_goes_small_and_silent_into_one_file(open_form: Callable[..., Page], tmp_path: Path) -> None:
    page = open_form()
    loaded: list[str] = []
    page.on("request", lambda one: loaded.append(one.url))
    fill_exchange(page)
    assert not [url for url in loaded if "/pictures/" in url]
    add(page, photograph(tmp_path / "IMG_2031.JPG"))
    finish(page)
    told = page.get_by_role("group", name="ต้องแก้ 1 แห่งก่อนส่ง")
    expect(told).to_contain_text("ยังไม่ได้บอกว่าเห็นอะไรในภาพ · ยังไม่ได้เลือกว่ามีใครในภาพ")
    page.get_by_label("เห็นอะไรในภาพ", exact=True).fill("แบบนิเทศ [ฉบับร่าง] โทร 081-234-5678")
    finish(page)
    expect(told).to_contain_text("081-234-5678")  # what is said of a picture is looked at as every other text
    page.get_by_label("เห็นอะไรในภาพ", exact=True).fill("แบบนิเทศ [ฉบับร่าง] บนโต๊ะ")
    finish(page)
    expect(told).to_contain_text("ยังไม่ได้เลือกว่ามีใครในภาพ")
    page.get_by_label("คนในภาพ").select_option("none")
    finish(page)
    expect(ways(page)).to_be_visible()
    expect(page.get_by_role("link", name="เปิด GitHub")).to_be_hidden()
    with page.expect_download() as download:
        page.get_by_role("link", name="ดาวน์โหลดไฟล์").tap()
    assert download.value.suggested_filename.endswith(".zip")
    with zipfile.ZipFile(download.value.path()) as file:
        assert file.testzip() is None
        names = file.namelist()
        data = {name: file.read(name) for name in names}
    text = data[names[0]].decode()
    head = read(names[0], text)
    name = f"images/{head.values['id']}-1.jpg"
    assert names[1] == f"docs/exchange/{name}" and head.values["pictures"] == [{"file": name, "people": "none"}]
    assert f"\n\n![แบบนิเทศ \\[ฉบับร่าง\\] บนโต๊ะ]({name})\n" in text
    with Image.open(io.BytesIO(data[names[1]])) as picture:
        assert picture.format == "JPEG" and picture.size == (1200, 1600)  # upright
        assert not picture.getexif() and b"SN-0001" not in data[names[1]]
    assert len(data[names[1]]) <= 500 * 1024
    docs = make(tmp_path / "docs", **{"practices/entry.md": BASES["practice"]})
    for path, content in data.items():
        (docs / path.removeprefix("docs/")).parent.mkdir(parents=True, exist_ok=True)
        (docs / path.removeprefix("docs/")).write_bytes(content)
    found = [one for one in checks.run(load(docs, DAY)) if f"docs/{one.path}" in data]
    assert [one for one in found if one.is_error] == []


def test_pupils_need_a_paper_and_a_picture_can_go_again(open_form: Callable[..., Page], tmp_path: Path) -> None:
    page = open_form(reduced_motion="reduce")  # or buttons are half-way to hover
    fill_exchange(page)
    expect(page.get_by_label("เลขที่หนังสือยินยอมของผู้ปกครอง")).to_have_count(0)
    Image.new("RGB", (40, 30), "green").save(tmp_path / "a.png")
    (tmp_path / "b.heic").write_bytes(b"\0\0\0\x18ftypheic" + b"\0" * 40)
    add(page, tmp_path / "a.png")
    page.locator("[data-picture-file]").set_input_files(tmp_path / "b.heic")
    expect(page.get_by_text("เปิดภาพ b.heic ไม่ได้")).to_be_visible()
    page.get_by_label("เห็นอะไรในภาพ", exact=True).fill("นักเรียนเขียนป้าย")
    page.get_by_label("คนในภาพ").select_option("pupils")
    finish(page)
    expect(page.get_by_role("group", name="ต้องแก้ 1 แห่งก่อนส่ง")).to_contain_text("หนังสือยินยอม")
    page.get_by_label("เลขที่หนังสือยินยอมของผู้ปกครอง").fill("ย.12/2569")
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    finish(page)
    expect(ways(page)).to_be_visible()
    assert 'people: pupils, consent_ref: "ย.12/2569"' in page.locator("[data-message]").input_value() or (
        "consent_ref: ย.12/2569" in page.locator("[data-message]").input_value()
    )
    page.get_by_role("button", name="เอาภาพที่ 1 ออก").tap()
    expect(ways(page)).to_be_hidden()  # what was checked is no longer what stands there
    finish(page)
    expect(page.get_by_role("link", name="เปิด GitHub")).to_be_visible()


KEPT = """() => new Promise((done) => {
  const request = indexedDB.open("khlangPictures");
  request.onsuccess = () => {
    const found = request.result.objectStoreNames.contains("drafts");
    const keys = found && request.result.transaction("drafts").objectStore("drafts").getAllKeys();
    if (keys) keys.onsuccess = () => done(keys.result);
    else done([]);
  };
})"""


def tell_of(page: Page, alt: str) -> None:
    page.get_by_label("เห็นอะไรในภาพ", exact=True).fill(alt)
    page.get_by_label("คนในภาพ").select_option("pupils")
    page.get_by_label("เลขที่หนังสือยินยอมของผู้ปกครอง").fill("ย.12/2569")
    page.get_by_label("เลขที่หนังสือยินยอมของผู้ปกครอง").blur()


def is_told(page: Page, alt: str) -> None:
    expect(page.locator(".picture canvas")).to_have_count(1)
    expect(page.get_by_label("เห็นอะไรในภาพ", exact=True)).to_have_value(alt)
    expect(page.get_by_label("คนในภาพ")).to_have_value("pupils")
    expect(page.get_by_label("เลขที่หนังสือยินยอมของผู้ปกครอง")).to_have_value("ย.12/2569")


def test_pictures_stay_with_their_draft(open_form: Callable[..., Page], tmp_path: Path) -> None:
    page = open_form()
    fill_exchange(page)
    add(page, photograph(tmp_path / "a.jpg"))
    tell_of(page, "ป้ายใต้ต้นไม้")
    finish(page)
    expect(ways(page)).to_be_visible()
    before = page.locator("[data-message]").input_value()
    page.reload()
    is_told(page, "ป้ายใต้ต้นไม้")
    page.locator("#field-consent").check(force=True)
    finish(page)
    expect(ways(page)).to_be_visible()
    assert page.locator("[data-message]").input_value() == before
    page.locator("label", has=page.locator("#week")).tap()  # which shows none
    expect(page.locator(".pictures")).to_be_hidden()
    page.locator("label", has=page.locator("#exchange")).tap()
    is_told(page, "ป้ายใต้ต้นไม้")
    page.get_by_role("button", name="เริ่มเรื่องใหม่").tap()
    expect(page.locator(".picture")).to_have_count(0)
    page.get_by_label("ชื่อเรื่อง", exact=True).fill("เรื่องที่สอง")
    page.get_by_role("button", name="แบบนิเทศกลางของเครือข่าย").first.tap()
    is_told(page, "ป้ายใต้ต้นไม้")
    assert len(page.evaluate(KEPT)) == 1
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="ลบร่างในเครื่องนี้").tap()
    expect(page.locator(".picture")).to_have_count(0)
    page.wait_for_function(f"({KEPT})().then((keys) => keys.length === 0)")


def test_pictures_go_into_the_file_of_a_draft_and_come_back(open_form: Callable[..., Page], tmp_path: Path) -> None:
    page = open_form("contribute/#exchange")
    add(page, photograph(tmp_path / "a.jpg"))  # before a word is written
    tell_of(page, "ป้าย")
    with page.expect_download() as download:
        page.get_by_role("button", name="เก็บร่างเป็นไฟล์").tap()
    file = tmp_path / "draft.json"
    download.value.save_as(file)
    page = open_form()
    page.locator("[data-draft-file]").set_input_files(file)
    is_told(page, "ป้าย")
    page.reload()
    is_told(page, "ป้าย")
    odd = {"format": "khlang-draft", "kind": "exchange", "values": {}, "pictures": [{"data": "PHN2Zz4="}, 7, None]}
    (tmp_path / "odd.json").write_text(json.dumps(odd))
    page.locator("[data-draft-file]").set_input_files(tmp_path / "odd.json")
    expect(page.get_by_text("เปิดร่างจากไฟล์แล้ว")).to_be_visible()
    expect(page.locator(".picture")).to_have_count(0)


def test_it_is_told_where_pictures_cannot_be_kept(open_form: Callable[..., Page], tmp_path: Path) -> None:
    page = open_form(
        "contribute/#exchange", before="IDBFactory.prototype.open = () => { throw new DOMException('no') }"
    )
    add(page, photograph(tmp_path / "a.jpg"))
    expect(page.get_by_text("เก็บภาพไว้กับร่างไม่ได้")).to_be_visible()
    page.reload()
    expect(page.get_by_text("ภาพบางภาพของร่างนี้ไม่อยู่ในเครื่องแล้ว")).to_be_visible()


def test_the_code_of_pictures_is_small() -> None:
    code = "".join(published(path) for place, path in scripts().items() if "/pictures/" in place)
    assert len(gzip.compress(code.encode())) <= 4_500
    assert "innerHTML" not in code
