"""Pages as different generators build them."""

import pytest
from small_sites import bare, html

from khlang.search import page


def test_a_section_may_carry_the_id_of_its_heading():
    body = (
        '<div role="main"><section id="a"><h1>คู่มือ</h1><section id="b"><h2>เอกสารแนบ</h2><p>สำเนาทุกหน้า</p></section></section></div>'
        "<div class='sidebar'>สารบัญ</div><footer>ท้าย</footer>"
    )
    read = page.read("1.html", bare("คู่มือ", body).encode())
    assert [(part.heading, part.anchor, part.text) for part in read.sections] == [("เอกสารแนบ", "b", "สำเนาทุกหน้า")]


@pytest.mark.parametrize(
    "heading", ['<h2><a id="x"></a>หัว</h2>', '<a name="x"></a><h2>หัว</h2>', '<span id="x"></span><h2>หัว</h2>']
)
def test_an_anchor_may_stand_beside_the_heading(heading):
    read = page.read("1.html", bare("คู่มือ", f"<main><h1>คู่มือ</h1>{heading}<p>เนื้อหา</p></main>").encode())
    assert [(part.heading, part.anchor) for part in read.sections] == [("หัว", "x")]


def test_a_frame_without_main_is_left_out():
    read = page.read("1.html", bare("หน้า", "<header>เมนู</header><p>เนื้อหา</p><footer>ท้าย</footer>").encode())
    assert [part.text for part in read.sections] == ["เนื้อหา"]
    read = page.read("1.html", bare("หน้า", "<p>แถบข้าง</p><article><p>เนื้อหา</p></article>").encode())
    assert [part.text for part in read.sections] == ["เนื้อหา"]


def test_tabs_that_are_not_open_are_read():
    body = '<main><div role="tabpanel" hidden>แท็บสอง</div><p hidden="until-found">พับไว้</p><p hidden>ร่าง</p></main>'
    assert [part.text for part in page.read("1.html", bare("ติดตั้ง", body).encode()).sections] == ["แท็บสอง\nพับไว้"]


def test_pages_without_a_language_share_an_index(reader_of):
    pages = {"a.html": bare("หน้าแรก", "<p>ยินดีต้อนรับ</p>", ""), "b.html": bare("TIMSS results", "<p>Reading</p>", "")}
    assert reader_of(pages).found("TIMSS") == ["b.html"]


def test_pages_without_a_language_join_the_largest_index(reader_of):
    pages = {"a.html": html("หน้าแรก", "<p>ยินดีต้อนรับ</p>"), "b.html": bare("TIMSS results", "<p>Reading</p>", "")}
    assert reader_of(pages).found("TIMSS") == ["b.html"]


@pytest.mark.parametrize(
    ("language", "title", "typed"),
    [
        ("km", "សាលារៀន", "សាលា"),
        ("my", "ကျောင်းသား", "ကျောင်း"),
        ("hi", "विद्यालय पुस्तक", "पुस्तक"),
        ("lo", "ໂຮງຮຽນປະຖົມ", "ໂຮງຮຽນ"),
        ("ja", "日本語の教科書", "教科書"),
    ],
)
def test_other_scripts_are_found(reader_of, language, title, typed):
    reader = reader_of({"a.html": bare(title, f"<main><h1>{title}</h1></main>", language)})
    assert (
        reader.found(title, open={"language": language})
        == reader.found(typed, open={"language": language})
        == ["a.html"]
    )


CONTACT = html(
    "ติดต่องานแผน", "<p>โทร 000-111-2222 หรือ 0003334444 ใช้ Wi-Fi ห้องประชุม เริ่ม 5 มิถุนายน 2569 งบ 508,990 บาท</p>"
)
DATED = html("กำหนดการ", "<p>ประชุม 22 พ.ย. 2569 และ 1/12/2569</p>")


@pytest.mark.parametrize(
    "typed", ["0001112222", "000-333-4444", "000 111 2222", "wifi", "wi-fi", "508990", "5/6/2569", "05/06/69"]
)
def test_numbers_words_and_dates_are_found_however_they_are_parted(reader_of, typed):
    assert reader_of({"a/index.html": CONTACT, "b/index.html": DATED}).found(typed)[:1] == ["a/"]


@pytest.mark.parametrize(
    "typed", ["22/11/2569", "22 พฤศจิกายน 2569", "22 พ.ย. 2026", "2026-11-22", "1 ธันวาคม 2569", "1 ธ.ค. 69"]
)
def test_a_date_is_found_in_every_form(reader_of, typed):
    assert reader_of({"a/index.html": CONTACT, "b/index.html": DATED}).found(typed)[:1] == ["b/"]


def test_a_page_whose_title_was_typed_comes_first(reader_of):
    pages = {
        "long/index.html": html("ข้อที่ 6", "<p>" + "ข้อความยาวของข้อที่หกซึ่งต้องอ่าน " * 60 + "</p>"),
        "short/index.html": html("ข้อ", "<p>ข้อที่ 6 ข้อที่ 6 ข้อ</p>"),
    }
    assert reader_of(pages).found("ข้อที่ 6")[:1] == ["long/"]
    assert reader_of(pages).found("ข้อที่")[:1] == ["long/"]
