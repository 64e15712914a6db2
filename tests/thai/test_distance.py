"""Did you mean: keys in English, names of groups in Thai."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khlang.thai.distance import _mistakes, nearest

KEYS = ["title", "owner", "date", "group", "summary", "date_published", "tags", "type", "example"]
GROUPS = [
    "กลุ่มอำนวยการ",
    "กลุ่มนโยบายและแผน",
    "กลุ่มส่งเสริมการศึกษาทางไกล เทคโนโลยีสารสนเทศและการสื่อสาร",
    "กลุ่มบริหารงานการเงินและสินทรัพย์",
    "กลุ่มบริหารงานบุคคล",
    "กลุ่มพัฒนาครูและบุคลากรทางการศึกษา",
    "กลุ่มนิเทศ ติดตามและประเมินผลการจัดการศึกษา",
    "กลุ่มส่งเสริมการจัดการศึกษา",
    "กลุ่มกฎหมายและคดี",
    "หน่วยตรวจสอบภายใน",
]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("titel", ["title"]),
        ("Title", ["title"]),
        ("ownr", ["owner"]),
        ("sumary", ["summary"]),
        ("gruop", ["group"]),
        ("tag", ["tags"]),
        ("published", ["date_published"]),
        ("xyz", []),
        ("", []),
    ],
)
def test_keys(typed, meant):
    assert nearest(typed, KEYS) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("กลุ่มนิเทศ", [6]),
        ("กลุ่มนิเทส", [6]),
        ("กลุ่มนิเทศติดตาม", [6]),
        ("กลุ่มนิเทศติดตามและประเมินผลการจัดการศึกษา", [6]),
        ("กลุ่มอํานวยการ", [0]),
        ("กลุ่มแผน", [1]),
        ("กลุ่มการเงิน", [3]),
        ("กลุ่มงานบุคคล", [4]),
        ("กลุ่มส่งเสริม", [2, 7]),
        ("หน่วยตรวจสอบภายไน", [9]),
        ("โรงเรียน", []),
    ],
)
def test_groups(typed, meant):
    assert nearest(typed, GROUPS) == [GROUPS[i] for i in meant]


def test_limit_and_order():
    assert nearest("tag", ["tags", "tagz", "tak", "tag"], limit=2) == ["tag", "tags"]
    assert nearest("tag", []) == []


@given(st.sampled_from(KEYS + GROUPS))
def test_a_name_is_nearest_to_itself(name):
    assert nearest(name, KEYS + GROUPS)[0] == name


@given(st.text("กขab", max_size=7), st.text("กขab", max_size=7))
def test_mistakes_agree_with_the_definition(word, text):
    @cache
    def naive(i: int, j: int) -> int:
        if not i or not j:
            return i + j
        costs = [naive(i - 1, j) + 1, naive(i, j - 1) + 1, naive(i - 1, j - 1) + (word[i - 1] != text[j - 1])]
        if i > 1 and j > 1 and word[i - 2 : i] == text[j - 2 : j][::-1]:
            costs.append(naive(i - 2, j - 2) + 1)
        return min(costs)

    assert _mistakes(word, text) == naive(len(word), len(text))


@given(st.text("กขab", max_size=6), st.text("กขab", max_size=6))
def test_mistakes_anywhere_are_those_of_the_best_part(word, text):
    parts = {text[i:j] for i in range(len(text) + 1) for j in range(i, len(text) + 1)}
    assert _mistakes(word, text, anywhere=True) == min(_mistakes(word, part) for part in parts)
