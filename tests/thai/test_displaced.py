"""Marks that slid in text copied out of a PDF go back where the word list leaves one answer."""

from __future__ import annotations

import pytest

from khlang.thai.displaced import displaced


def _mended(text: str) -> str:
    for start, end, right, _ in displaced(text):
        text = text[:start] + right + text[end:]
    return text


@pytest.mark.parametrize(
    ("copied", "meant"),
    [
        ("โรงเรียนเปน็ที่รกัของทุกคน", "โรงเรียนเป็นที่รักของทุกคน"),
        ("แลว้นกัเรียนรดนำ้", "แล้วนักเรียนรดนำ้"),
        ("เพอื่ให้จดักจิกรรม", "เพื่อให้จัดกิจกรรม"),
        ("หลกัสูตรการศึกษาขนั้พื้นฐานในจงัหวัด", "หลักสูตรการศึกษาขั้นพื้นฐานในจังหวัด"),
        ("การเขยีนและทกัษะอื่นซงึ่ตอ้งฝึก", "การเขียนและทักษะอื่นซึ่งต้องฝึก"),
    ],
)
def test_a_slid_mark_goes_back(copied, meant):
    assert _mended(copied) == meant


@pytest.mark.parametrize(
    "text",
    [
        "สมาชิกนักเรียนปกนักรบเรียนรู้สากลมุ่งสู่ความเป็นธรรม",
        "สนามนกัฬา",  # no common word of it is broken: told by nobody
        "เธอตัดหญ้าที่สนามนักกีฬา แล้วครูก็มา",
        "",
    ],
)
def test_thai_stays_as_it_is(text):
    assert _mended(text) == text


def test_a_word_that_no_list_knows_is_left_alone():
    assert _mended("เปน็ของนายซบึจั") == "เป็นของนายซบึจั"


def test_a_piece_that_may_be_a_name_is_told_and_not_mended():
    found = list(displaced("เปน็ของนางสาวกาญจนี และรกัเพอื่น"))
    assert [right for _, _, right, is_sure in found if is_sure] == ["ป็น", "พื่อ"]
    assert [right for _, _, right, is_sure in found if not is_sure] == ["จีน", "รัก"]
