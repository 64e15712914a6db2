"""Everyday words find pages that are written in official ones."""

import pytest
from small_sites import html

from khlang.search.thesaurus import mark, standing

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


def test_nobody_loads_it_for_a_query_without_everyday_words(reader_of):
    reader = reader_of(PAGES, everyday=THESAURUS)
    asked = []
    reader.page.on("request", lambda request: asked.append(request.url))
    reader.ask("สวัสดิการ")
    assert not [url for url in asked if "/thesaurus-" in url]
    reader.ask("รถ")
    assert len([url for url in asked if "/thesaurus-" in url]) == 1


def test_only_what_leads_to_a_page_is_kept():
    words = ["ยานพาหนะ", "แนว", "ปฏิบัติ"]
    assert standing({"รถ ": ["ยานพาหนะ", "รถราชการ"], "ตู้ปลา": ["สระบัว"]}, words) == {"รถ": ["ยานพาหนะ"]}


def test_the_hash_is_fnv_1a():
    # 0xE40C292C is the published value for "a" (UTF-8); the low byte of the one UTF-16 unit is the same.
    assert mark("a") == 0xE40C ^ 0x292C


def test_official_words_follow_the_page_with_the_word_itself_however_common_they_are(reader_of):
    car = {"car/index.html": html("รถ รถ รถ", "<p>" + "รถ " * 30 + "</p>")}
    common = {f"more/{i}/index.html": html(f"ข่าวที่ {i}", "<p>ใช้ยานพาหนะร่วมกัน</p>") for i in range(5)}
    others = {f"other/{i}/index.html": html(f"เรื่องที่ {i}", "<p>ปลูกต้นไม้หน้าอาคารเรียน</p>") for i in range(20)}
    found = reader_of({**PAGES, **car, **common, **others}, everyday=THESAURUS).found("รถ")
    assert found[:2] == ["car/", "vehicles/"]
