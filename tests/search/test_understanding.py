"""What a Thai reader types, and the page it must find first."""

import pytest
from small_sites import html

pytestmark = pytest.mark.browser

FILLER = {
    f"filler/{i}/index.html": html(f"หน้าที่ {i}", f"<p>โรงเรียนจัดกิจกรรมการเรียนรู้ครั้งที่ {i} ให้ครูและนักเรียนร่วมกันพัฒนา</p>")
    for i in range(20)
}
PAGES = {
    "botanic/index.html": html("งานสวนพฤกษศาสตร์โรงเรียน", "<p>การจัดทำป้ายชื่อพรรณไม้ในโรงเรียน</p>"),
    "wheel/index.html": html("หัวใจนักปราชญ์", "<p>สุ จิ ปุ ลิ คือ ฟัง คิด ถาม เขียน</p>"),
    "under/index.html": html("หน่วยงานในสังกัด", "<p>โรงเรียนในสังกัดมีสวัสดิการครบทุกคน</p>"),
    "year/index.html": html("แผนปฏิบัติการ", "<p>แผนประจำปี ๒๕๖๙ ของสำนักงาน</p>"),
    "office/index.html": html("ที่อยู่", "<p>สำนักงานเขตพื้นที่การศึกษาประถมศึกษาอยู่ที่นี่</p>"),
    "abbreviation/index.html": html("อพ.สธ. คืออะไร", "<p>โครงการอนุรักษ์พันธุกรรมพืช</p>"),
    "plc/index.html": html("ชุมชนแห่งการเรียนรู้", "<p>ครูรวมกลุ่ม PLC เพื่อพัฒนา Active Learning ในห้องเรียน</p>"),
    "water/index.html": html("น้ำใช้ในโรงเรียน", "<p>วิธีดูแลน้ำสะอาด</p>"),
    "fever/index.html": html("ป้องกันไข้เลือดออก", "<p>กำจัดลูกน้ำยุงลายรอบอาคาร</p>"),
}
ABBREVIATIONS = {"สพป.": "สำนักงานเขตพื้นที่การศึกษาประถมศึกษา", "อพ.สธ.": ["โครงการอนุรักษ์พันธุกรรมพืชอันเนื่องมาจากพระราชดำริ"]}


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("พฤกษศาสตร์", "botanic/"),
        ("ป้ายชื่อพรรณไม้", "botanic/"),
        ("นักปราชณ์", "wheel/"),
        ("สังหัด", "under/"),
        ("สวัดิการ", "under/"),
        ("แผนปี 2569", "year/"),
        ("แผนปี ๒๕๖๙", "year/"),
        ("แผนปี 2026", "year/"),
        ("สพป.", "office/"),
        ("สพป", "office/"),
        ("อพ.สธ.", "abbreviation/"),
        ("active learning", "plc/"),
        ("PLC ครู", "plc/"),
        ("plc", "plc/"),
        ("นํ้าใช้", "water/"),
        ("นำ้ใช้", "water/"),
        ("เเผนปฏิบัติการ", "year/"),
        ("l;ylfbdki", "under/"),
        ("ไข้เลือดออกป้องกันได้อย่างไร", "fever/"),
        ("ยุงลาย", "fever/"),
        ("ยุงล", "fever/"),
        ('"ลูกน้ำยุงลาย"', "fever/"),
    ],
)
def test_finds_first(reader_of, typed, page):
    reader = reader_of({**FILLER, **PAGES}, abbreviations=ABBREVIATIONS)
    assert reader.found(typed)[:1] == [page]
    assert not reader.complaints


def test_says_what_it_changed_and_searches_as_typed_when_asked(reader_of):
    reader = reader_of({**FILLER, **PAGES})
    assert reader.ask("นักปราชณ์")["did_you_mean"] == {"text": "นักปราชญ์", "reason": "spelling"}
    assert reader.ask("l;ylfbdki")["did_you_mean"] == {"text": "สวัสดิการ", "reason": "keyboard"}
    assert reader.ask("นักปราชญ์")["did_you_mean"] is None
    assert reader.ask("l;ylfbdki", exact=True)["did_you_mean"] is None
    assert reader.found("l;ylfbdki", exact=True) == []


def test_an_abbreviation_is_no_misspelling(reader_of):
    reader = reader_of(
        {**FILLER, **PAGES, "near.html": html("สพฐ. แจ้งข่าว", "<p>สพฐ.</p>")}, abbreviations=ABBREVIATIONS
    )
    assert reader.found("สพป.")[:1] == ["office/"]
    assert reader.ask("สพป.")["did_you_mean"] is None


def test_a_word_that_the_index_lacks_is_not_changed_where_the_rest_finds_the_page(reader_of):
    assert reader_of({**FILLER, **PAGES}).ask("ครูรวมกลุ่ม PLC ทำไม")["did_you_mean"] is None


def test_a_quoted_phrase_must_stand_as_typed(reader_of):
    reader = reader_of({**FILLER, **PAGES})
    assert reader.found('"ครูรวมกลุ่ม"') == ["plc/"]
    assert reader.found('"กลุ่มรวมครู"') == []


def test_a_quoted_phrase_finds_every_page_that_holds_it(reader_of):
    apart = "<p>ที่ประชุมมีมติรับทราบ</p>" + "<p>รับทราบของที่ประชุมใหญ่</p>" * 600
    others = {f"{i}.html": html(f"ที่ประชุม {i}", apart) for i in range(20)}
    whole = {f"whole/{i}.html": html(f"รายงาน {i}", "<p>งานทั่วไป</p>" * 900 + "<p>ที่ประชุมรับทราบ</p>") for i in range(3)}
    reader = reader_of({**others, **whole})
    answer = reader.ask('"ที่ประชุมรับทราบ"', limit=2)
    assert (len(answer["results"]), answer["total"]) == (2, 3)
    assert set(reader.found('"ระชุมรับทรา"')) == set(whole), "also where it begins inside a word"


def test_the_long_name_of_an_abbreviation_counts_only_as_a_whole(reader_of):
    pages = {
        **FILLER,
        "whole.html": html("วง", "<p>ชุมชนการเรียนรู้ทางวิชาชีพ</p>"),
        "part.html": html("สวน", "<p>ชุมชนและวิชาชีพ</p>"),
    }
    names = {"PLC": ["ชุมชนการเรียนรู้ทางวิชาชีพ", "Professional Learning Community"], "RT": "ชุมชนการเรียนรู้ทางไกลโพ้น"}
    reader = reader_of(pages, abbreviations=names)
    assert reader.found("PLC") == ["whole.html"]
    assert reader.found("professional learning community") == ["whole.html"]
    assert reader.found("RT") == []


def test_nothing_found_gives_the_nearest_words(reader_of):
    answer = reader_of({**FILLER, **PAGES}).ask("พฤกษศาสร์", exact=True)
    assert (answer["results"], answer["total"]) == ([], 0)
    assert answer["nearest"][:1] == ["พฤกษศาสตร์"]


def test_a_long_name_that_stands_nowhere_finds_the_page_with_its_short_form(reader_of):
    parts = "<p>สำนักงานรับคำขอ คณะกรรมการประชุม การศึกษาของเด็ก และการศึกษาขั้นพื้นฐาน</p>"
    pages = {f"part/{i}/index.html": html(f"ข่าวที่ {i}", parts) for i in range(410)}
    pages["short/index.html"] = html("แนวทางปี 2569", "<p>หนังสือของ สพฐ. แจ้งแนวทางให้โรงเรียนทุกแห่ง</p>")
    names = {"สพฐ.": "สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน"}
    assert reader_of(pages, abbreviations=names).found("สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน")[:1] == ["short/"]


def test_what_the_other_keyboard_gives_is_read_key_by_key(reader_of):
    page = html("ส่งด้วย github", "<p>เปิดบัญชี github แล้วเลือกไฟล์</p>")
    answer = reader_of({**FILLER, "github/index.html": page}).ask("เระ้ีิ")  # whose marks have another order in Thai
    assert (answer["did_you_mean"], answer["results"][0]["title"]) == (
        {"text": "github", "reason": "keyboard"},
        "ส่งด้วย github",
    )


def test_a_noun_made_of_a_verb_holds_the_verb(reader_of):
    pages = {**FILLER, "skip/index.html": html("วันหยุด", "<p>การงดประชุมเป็นเรื่องปกติ</p>")}
    assert reader_of(pages).found("งด")[:1] == ["skip/"]
