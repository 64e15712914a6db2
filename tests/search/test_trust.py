"""Right words stay as they were typed, and what no page holds is told."""

import pytest
from small_sites import html

OFFICE = {
    "leave/": ("ตารางวันลาพักผ่อน", "<p>ครูลาพักผ่อนได้ปีละสิบวัน และต้องช่วยกันดูแลชั้นเรียน</p>"),
    "tests/": ("การสำรวจชั้นเรียน", "<p>ทุกห้องสำรวจความเรียบร้อย เลือกหัวหน้าห้อง แล้วบันทึกชื่อ</p>"),
    "garden/": ("ปลูกไม้ประดับ", "<p>นักเรียนเลือกต้นไม้ที่จะปลูกหน้าห้อง ด้วยความรักต้นไม้</p>"),
}
PAGES = {f"{name}index.html": html(title, body) for name, (title, body) in OFFICE.items()}


@pytest.mark.parametrize(("typed", "missing"), [("ตำรวจ", ["ตำรวจ"]), ("เลือด", ["เลือด"]), ("ลาป่วย", ["ลาป่วย"])])
def test_a_right_word_that_the_site_lacks_is_not_mended(reader_of, typed, missing):
    answer = reader_of(PAGES).ask(typed)
    assert (answer["did_you_mean"], answer["missing"]) == (None, missing)


def test_a_slip_is_mended_all_the_same(reader_of):
    answer = reader_of(PAGES).ask("สำวรจ")
    assert answer["did_you_mean"] == {"text": "สำรวจ", "reason": "spelling"}
    assert answer["results"][0]["title"] == "การสำรวจชั้นเรียน"


def test_words_that_no_page_holds_together_are_told(reader_of):
    answer = reader_of(PAGES).ask("สำรวจต้นไม้")
    assert answer["partial"] and answer["missing"] == [] and answer["results"]
    assert not reader_of(PAGES).ask("เลือกหัวหน้าห้อง")["partial"]


def test_a_slip_within_quotation_marks_has_a_fallback(reader_of):
    reader = reader_of(PAGES)
    answer = reader.ask('"ปลูกไม้ประดัย"')
    assert answer["did_you_mean"]["reason"] == "quotes"
    assert answer["results"][0]["title"] == "ปลูกไม้ประดับ"
    assert reader.found('"ปลูกห้องประดับ"') == []


@pytest.mark.parametrize("typed", ["hippopotamus", "mou", "template"])
def test_latin_that_is_no_thai_stays_latin(reader_of, typed):
    assert reader_of(PAGES).ask(typed)["did_you_mean"] is None


def test_what_stands_in_a_page_is_not_taken_for_the_other_keyboard(reader_of):
    code = html("รหัสเครื่อง", "<p>ใช้รหัส l;ylfu แทนคำทักทาย</p>")
    greeting = html("คำทักทาย", "<p>สวัสดี</p>")
    reader = reader_of({"code/index.html": code, "greeting/index.html": greeting})
    assert reader.found("l;ylfu")[:1] == ["code/"]


def test_a_word_that_is_being_typed_is_not_taken_for_the_other_keyboard(reader_of):
    codes = "<p>" + " ".join(f"{code}x {code}" for code in ("gc", "de", "bl", "ft")) + "</p>"
    reader = reader_of({"codes/index.html": html("รหัส", codes), "name/index.html": html("เฉลิมชัยวัฒนา", "<p>ชื่อคน</p>")})
    answer = reader.ask("เฉล")  # gc] on the other keyboard
    assert answer["did_you_mean"] is None
    assert answer["results"][0]["title"] == "เฉลิมชัยวัฒนา"


def test_what_a_title_begins_with_is_not_mended(reader_of):
    pages = {
        "a/index.html": html("ความแออัด", "<p>ความแออัดในห้อง</p>"),
        "b/index.html": html("ความแออัดปานกลาง", "<p>วัดได้</p>"),
    }
    answer = reader_of(pages).ask("ความแออัดป")
    assert (answer["did_you_mean"], answer["results"][0]["title"]) == (None, "ความแออัดปานกลาง")


@pytest.mark.parametrize("status", ["retired", "guide"])
def test_what_is_kept_for_reference_and_how_to_use_the_site_stand_behind(reader_of, status):
    body = "<p>ใช้แบบสังเกตต้นไม้ในชั้นเรียน</p>"
    reader = reader_of({
        "a/index.html": html("แบบสังเกตต้นไม้", body, status=status),
        "b/index.html": html("ใบงานต้นไม้", body),
    })  # fmt: skip
    assert reader.found("แบบสังเกต")[:1] == ["b/"]


def test_marks_begin_and_end_with_words(reader_of):
    page = html("บันทึก", "<p>เดินตามลำดับ แล้วใช้ตาดู</p>")
    [result] = reader_of({"index.html": page}).ask("ตา")["results"]
    text = result["excerpt"]["text"]
    marked = [text[start:end] for start, end in result["excerpt"]["marks"]]
    assert "ตา" in marked and all(word in ("ตา", "ตาม", "ตามลำดับ") for word in marked)


def test_an_excerpt_ends_with_its_paragraph(reader_of):
    body = "<p>นักเรียนสังเกตใบไม้แล้วเขียนสิ่งที่เห็นด้วยคำของตนเองลงในสมุดบันทึก</p><dl><dt>ระดับชั้น</dt><dd>ป.4</dd></dl>"
    [result] = reader_of({"index.html": html("ใบไม้", body)}).ask("สังเกตใบไม้")["results"]
    assert "ระดับชั้น" not in result["excerpt"]["text"]
