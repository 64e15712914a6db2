"""Costs and times as teachers write them; what leaves doubt stays unknown."""

from __future__ import annotations

import math

import pytest

from khlang.thai.amounts import REGULAR, Amount, baht, minutes


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("ไม่มีค่าใช้จ่าย", 0, 0),
        ("ไม่มี", 0, 0),
        ("ไม่มีค่าใช้จ่ายเพิ่ม ใช้ของในโรงเรียน", 0, 0),
        ("ไม่เสียค่าใช้จ่าย", 0, 0),
        ("ไม่เกิน 300 บาท", 0, 300),
        ("ไม่เกิน ๑,๕๐๐ บาท", 0, 1500),
        ("ประมาณ 800 บาทต่อห้อง", 800, 800),
        ("300-500 บาท", 300, 500),
        ("300 ถึง 500 บาท", 300, 500),
        ("5 พันบาท", 5000, 5000),
        ("สองร้อยบาท", 200, 200),
        ("5,000 บาทขึ้นไป", 5000, math.inf),
        ("มากกว่า 5,000 บาท", 5000, math.inf),
        ("ค่าสี 100 บาท ค่าผ้า 200 บาท รวม 300 บาท", 300, 300),
    ],
)
def test_costs(text, least, most):
    assert baht(text) == Amount(least, most)


@pytest.mark.parametrize(
    "text",
    [
        "ค่าถ่ายเอกสาร",
        "คนละ 20 บาท",
        "20 บาทต่อคน",
        "ป้ายละ 15 บาท",
        "100 บาทต่อครั้ง",
        "ค่าสี 100 บาท ค่าผ้า 200 บาท",
        "ไม่มีค่าใช้จ่าย ยกเว้นค่ากระดาษ",
        "แล้วแต่โรงเรียน",
        "300",
        "",
    ],
)
def test_costs_that_leave_doubt(text):
    assert baht(text) is None


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("4 คาบ คาบละ 60 นาที", 240, 240),
        ("8 คาบ คาบละ 50 นาที ใน 4 สัปดาห์", 400, 400),
        ("3 ครั้ง ครั้งละ 2 ชั่วโมง", 360, 360),
        ("วันละ 1 ชั่วโมง 3 วัน", 180, 180),
        ("สัปดาห์ละ 2 คาบ 4 สัปดาห์", 480, 480),
        ("๔ คาบ", 240, 240),
        ("สองคาบ", 120, 120),
        ("2–3 คาบ", 180, 180),
        ("ครึ่งวัน", 180, 180),
        ("2 ชั่วโมง 30 นาที", 150, 150),
        ("ไม่เกิน 1 ชั่วโมง", 0, 60),
        ("อย่างน้อย 2 คาบ", 120, math.inf),
        ("6 สัปดาห์", 720, math.inf),
    ],
)
def test_times(text, least, most):
    assert minutes(text) == Amount(least, most)


@pytest.mark.parametrize(
    "text",
    [
        "วันละ 15 นาที ตลอด 6 เดือน",
        "10 นาทีทุกคาบ",
        "30 นาทีต่อวัน",
        "ตลอดภาคเรียน",
        "สัปดาห์ละ 1 คาบ ตลอดภาคเรียน",
    ],
)
def test_a_little_again_and_again(text):
    assert minutes(text) is REGULAR


@pytest.mark.parametrize("text", ["แล้วแต่ครู", "ครั้งละ 2 ชั่วโมง", "ช่วงพัก", ""])
def test_times_that_leave_doubt(text):
    assert minutes(text) is None
