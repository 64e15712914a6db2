"""Everyday words find pages that are written in official ones."""

import pytest
from small_sites import html

from khlang.search.thesaurus import standing

THESAURUS = {
    "รถ": ["ยานพาหนะ"],
    "best practice": ["แนวปฏิบัติที่ดี"],
    "ค่าหมอ": ["ค่ารักษาพยาบาล"],
    "ตู้ปลา": ["สระบัว"],
}
PAGES = {
    "vehicles/index.html": html("การใช้ยานพาหนะ", "<p>ผู้ขอใช้ยานพาหนะเสนอคำขอล่วงหน้าสองวัน</p>"),
    "practices/index.html": html("แนวปฏิบัติที่ดีของห้องเรียน", "<p>เล่าวิธีที่ได้ผลให้ผู้อื่นนำไปใช้</p>"),
    "welfare/index.html": html("สวัสดิการ", "<p>เบิกค่ารักษาพยาบาลของตนเองและครอบครัว</p>"),
    "trees/index.html": html("ป้ายชื่อต้นไม้", "<p>เขียนป้ายให้อ่านง่ายและทนแดด</p>"),
}


@pytest.mark.parametrize(
    ("typed", "page", "official"),
    [
        ("รถ", "vehicles/", "ยานพาหนะ"),
        ("ขอใช้รถล่วงหน้า", "vehicles/", "ยานพาหนะ"),
        ("Best Practice", "practices/", "แนวปฏิบัติที่ดี"),
        ("เบิกค่าหมอ", "welfare/", "ค่ารักษาพยาบาล"),
    ],
)
def test_an_everyday_word_finds_the_official_one_and_says_so(reader_of, typed, page, official):
    reader = reader_of(PAGES, everyday=THESAURUS)
    assert reader.found(typed)[:1] == [page]
    answer = reader.ask(typed)
    assert (answer["related"], answer["missing"], answer["did_you_mean"]) == ([official], [], None)


def test_it_is_one_way(reader_of):
    car = {"car/index.html": html("ที่จอด", "<p>นำรถเข้าจอดให้ตรงช่อง</p>")}
    reader = reader_of({**PAGES, **car}, everyday=THESAURUS)
    assert "car/" not in reader.found("ยานพาหนะ")


def test_a_page_with_the_word_itself_comes_first(reader_of):
    car = {"car/index.html": html("วันศุกร์", "<p>นำรถเข้าจอดให้ตรงช่อง รถ ทุกคันมีที่</p>")}
    answer = reader_of({**PAGES, **car}, everyday=THESAURUS).ask("รถ")
    assert [found["title"] for found in answer["results"]] == ["วันศุกร์", "การใช้ยานพาหนะ"]
    assert answer["related"] == ["ยานพาหนะ"]


def test_as_typed_means_as_typed(reader_of):
    assert reader_of(PAGES, everyday=THESAURUS).found("รถ", exact=True) == []


@pytest.mark.parametrize("typed", ["เบิกค่าหมอเท่าไหร่", "ค่าหมอเบิกยังไง", "เบิกค่าหมอได้กี่บาท"])
def test_words_that_only_ask_are_not_missing(reader_of, typed):
    answer = reader_of(PAGES, everyday=THESAURUS).ask(typed)
    assert answer["results"][0]["title"] == "สวัสดิการ"
    assert not {"เท่าไหร่", "ยังไง", "กี่"} & set(answer["missing"])


def test_a_word_that_only_asks_is_told_as_missing_where_nothing_else_was_typed(reader_of):
    answer = reader_of(PAGES, everyday=THESAURUS).ask("เท่าไหร่")
    assert (answer["results"], answer["missing"]) == ([], ["เท่าไหร่"])


def test_an_everyday_word_within_letters_that_no_page_holds_is_seen(reader_of):
    answer = reader_of(PAGES, everyday={"ปวดหัว": ["ค่ารักษาพยาบาล"]}).ask("ถ้าปวดหัวมากๆ ตอนดึกแล้วไม่มีใครพาไปไหนจะทำอะไรได้")
    assert answer["results"][0]["title"] == "สวัสดิการ"
    assert answer["related"] == ["ค่ารักษาพยาบาล"]


def test_an_expression_is_seen_although_its_words_stand_on_other_pages(reader_of):
    others = {
        "money/index.html": html("เงินบริจาค", "<p>เก็บเงินบริจาคไว้ในบัญชี</p>"),
        "finding/index.html": html("ของที่ระลึก", "<p>เก็บของที่ระลึกได้ที่ห้องประชุม</p>"),
        "lost/index.html": html("ทรัพย์สินหาย", "<p>ผู้พบทรัพย์สินหายแจ้งต่อเจ้าหน้าที่</p>"),
    }
    reader = reader_of({**PAGES, **others}, everyday={"เก็บเงินได้": ["ทรัพย์สินหาย"]})
    assert reader.found("เก็บเงินได้")[:1] == ["lost/"]
    written = html("ประกาศ", "<p>ผู้ใดเก็บเงินได้ให้นำส่ง</p>")
    both = reader_of({**PAGES, **others, "said/index.html": written}, everyday={"เก็บเงินได้": ["ทรัพย์สินหาย"]})
    assert both.found("เก็บเงินได้")[:2] == ["said/", "lost/"]


def test_only_what_leads_to_a_page_is_kept():
    words = ["ยานพาหนะ", "แนว", "ปฏิบัติ"]
    entries = standing({"รถ ": ["ยานพาหนะ", "รถราชการ"], "ตู้ปลา": ["สระบัว"]}, words)
    assert {word: officials for word, officials in entries.items() if officials} == {"รถ": ["ยานพาหนะ"]}


def test_words_that_only_ask_are_no_entries_where_a_page_holds_them():
    assert standing({}, [])["อะไร"] == []
    assert "อะไร" not in standing({}, ["อะไร"])


def test_official_words_follow_the_page_with_the_word_itself_however_common_they_are(reader_of):
    car = {"car/index.html": html("รถ รถ รถ", "<p>" + "รถ " * 30 + "</p>")}
    common = {f"more/{i}/index.html": html(f"ข่าวที่ {i}", "<p>ใช้ยานพาหนะร่วมกัน</p>") for i in range(5)}
    others = {f"other/{i}/index.html": html(f"เรื่องที่ {i}", "<p>ปลูกต้นไม้หน้าอาคารเรียน</p>") for i in range(20)}
    found = reader_of({**PAGES, **car, **common, **others}, everyday=THESAURUS).found("รถ")
    assert found[:2] == ["car/", "vehicles/"]
