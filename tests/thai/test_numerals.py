"""Digits: two ways to show a number, and what only looks like a digit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khlang.thai.numerals import Numerals, arabic_digits, show, thai_digits


@pytest.mark.parametrize(
    ("arabic", "thai"),
    [
        ("2569", "๒๕๖๙"),
        ("-4.51", "-๔.๕๑"),
        ("ว9/2564", "ว๙/๒๕๖๔"),
        ("0123456789", "๐๑๒๓๔๕๖๗๘๙"),
        ("m² ½ ੫", "m² ½ ੫"),
        ("", ""),
    ],
)
def test_both_ways(arabic, thai):
    assert thai_digits(arabic) == thai
    assert arabic_digits(thai) == arabic


@given(st.integers())
def test_numbers(number):
    assert int(arabic_digits(thai_digits(number))) == number
    assert show(number, Numerals.ARABIC) == str(number)
    assert not any(char in "0123456789" for char in show(number, Numerals.THAI))


def test_setting_is_what_a_writer_types():
    assert Numerals("thai") is Numerals.THAI
    assert Numerals("arabic") is Numerals.ARABIC
