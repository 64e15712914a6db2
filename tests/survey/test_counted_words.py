"""Words of open answers: of many people, of nobody by name."""

from __future__ import annotations

import re

import pytest

from khlang.survey.words import frequent, masked, terms


def told(answers: list[str], least: int = 5) -> dict[str, int]:
    return {word.text: word.respondents for word in frequent("ข้อเสนอแนะ", answers, least).words}


def test_words_are_counted_by_people():
    answers = ["ที่จอดรถ ที่จอดรถ ที่จอดรถ"] * 6 + ["ห้องน้ำ สะอาด"] * 5 + [""] * 9
    assert told(answers) == {"ที่จอดรถ": 6, "ห้องน้ำ": 5, "สะอาด": 5}


@pytest.mark.parametrize(("times", "is_told"), [(4, False), (5, True), (7, True), (8, False), (12, True)])
def test_a_word_of_few_or_of_nearly_all_is_not_told(times, is_told):
    answers = ["ที่จอดรถ"] * times + ["ห้องน้ำ"] * (12 - times)
    assert ("ที่จอดรถ" in told(answers)) == is_told


def test_few_answers_are_not_even_counted():
    question = frequent("ข้อเสนอแนะ", ["ที่จอดรถ"] * 4 + ["", "-"], 5)
    assert question.answered is None and question.words == ()


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("ครูสมศรีใจดีมาก", "สมศรี"),
        ("นายประสิทธิ์ ทองดี ตอบช้า", "ประสิทธิ์"),
        ("ผอ.วิชัย ไม่ฟังความเห็น", "วิชัย"),
        ("โทร 081-234-5678 ได้ตลอด", "081"),
        ("เลขบัตร 1-2345-67890-12-1", "67890"),
        ("เขียนถึง somchai@example.com", "somchai"),
        ("ด.ช.ธนากร ใจกล้า ร้องไห้", "ธนากร"),
        ("ดู https://example.com/somsak", "somsak"),
    ],
)
def test_people_are_masked_before_words_are_cut(text, hidden):
    assert hidden in text and hidden not in masked(text)
    assert not any(hidden in word for word in terms(text))


def test_what_begins_like_a_title_stays():
    assert {"คุณภาพ", "อาหาร"} <= terms("คุณภาพอาหาร")
    assert "พี่เลี้ยง" in terms("พี่เลี้ยงมีน้อย")


def test_everyday_words_are_left_out():
    assert terms("อยากให้มีที่จอดรถเพิ่มครับ") == {"ที่จอดรถ"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("แม่บ้านพูดจาไม่สุภาพ", "ไม่สุภาพ"),
        ("การตัดสินไม่เป็นธรรม", "ไม่เป็นธรรม"),
        ("ห้องประชุมไม่ค่อยสะอาดเลย", "ไม่ค่อยสะอาด"),
        ("ไม่ได้รับความสะดวก", "ไม่ได้รับความสะดวก"),
        ("บริการไม่ดี", "ไม่ดี"),
        ("ยังไม่เคยแจ้งผล", "ไม่เคยแจ้ง"),
        ("ตรงนี้ ไม่ สะอาด", "ไม่สะอาด"),
        ("ขาดความใส่ใจ", "ขาดความใส่ใจ"),
        ("staff is not polite", "not polite"),
    ],
)
def test_a_word_stays_with_its_not(text, says):
    found = terms(text)
    assert says in found
    assert re.sub("ไม่ค่อย|ไม่|ขาด|not ", "", says) not in found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ศน.อ้อยมาช้า", "อ้อย"), ("ศน. สมหญิง ช่วยดี", "สมหญิง"), ("รองฯ วิชัย ดุ", "วิชัย"), ("รองผอ.สมศักดิ์ดุ", "สมศักดิ์"), ("เจ๊แดงพูดเร็ว", "แดง"),
        ("พี่นกช่วยดีมาก", "นก"), ("ครูพี่อ้อยสอนดี", "อ้อย"), ("นางสาวพรทิพย์ รับโทรศัพท์", "พรทิพย์"), ("พรทิพย์ทำงานดี", "ทิพย์"), ("วิชัยบริการดี", "วิชัย"),
        ("ป้าสมรขายอาหาร", "สมร"), ("หัวหน้าต้นใจดี", "ต้น"), ("คุณหนึ่งยิ้มแย้ม", "หนึ่ง"), ("Miss Jane helped", "jane"), ("อ.กิ๊กใจดี", "กิ๊ก"), ("จนท.แอนช้า", "แอน"), ("เจ้าหน้าที่ชื่อนกบริการดี", "นก"),
    ],
)  # fmt: skip
def test_no_name_is_told_with_a_title_or_without(text, name):
    assert not any(name in word for word in terms(text))
    assert not re.search(" [ัิ-ฺ็-๎]", masked(text)), "no mark is parted from its letter"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("ครูสอนดี", "สอน"),
        ("เจ้าหน้าที่สุภาพ", "สุภาพ"),
        ("ครูน้อยเกินไป", "เกินไป"),
        ("หน้าที่ชัดเจน", "หน้าที่"),
        ("แม่น้ำสกปรก", "แม่น้ำ"),
        ("ชื่อเสียงของโรงเรียน", "ชื่อเสียง"),
        ("ป้ายชื่อห้องไม่ชัด", "ห้อง"),
    ],
)
def test_words_behind_a_title_that_are_no_names_stay(text, word):
    assert word in terms(text)


def test_the_author_may_leave_words_out():
    answers = ["ที่จอดรถ ห้องน้ำ"] * 6 + [""] * 9
    assert [word.text for word in frequent("ก", answers, 5, ("ห้องน้ำ",)).words] == ["ที่จอดรถ"]
