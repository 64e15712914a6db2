"""Words of open answers: of many people, of nobody by name."""

from __future__ import annotations

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
