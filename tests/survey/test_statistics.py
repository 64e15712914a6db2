"""Statistics against what a hand computes."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from surveys import survey_of

from khlang.survey.bands import RULES, band_of
from khlang.survey.data import Bands, Pair, Scale
from khlang.survey.rounding import half_up, half_up_root
from khlang.survey.statistics import Rank, ranks, results


def test_one_item_by_hand():
    """5, 5, 4, 4, 3, 3: x̄ = 24/6, Σ(x − x̄)² = 4, S.D. = √(4/5) = 0.894."""
    item = results(survey_of([[5], [5], [4], [4], [3], [3]])).parts[0].items[0]
    assert (item.n, item.mean, item.sd, item.level.label) == (6, Decimal("4.00"), Decimal("0.89"), "มาก")
    assert item.counts == (0, 0, 2, 2, 2)
    assert item.percents == (Decimal("0.00"), Decimal("0.00"), Decimal("33.33"), Decimal("33.33"), Decimal("33.33"))


def test_alpha_by_hand():
    """Two items, (1,1), (2,2), (3,3), (4,4), (5,4): s² = 2.5, 1.7; totals 2, 4, 6, 8, 9: s² = 8.2; α = 2(1 − 4.2/8.2)."""
    found = results(survey_of([[1, 1], [2, 2], [3, 3], [4, 4], [5, 4]])).parts[0].alpha
    assert found.value == half_up(2 * (1 - Fraction("4.2") / Fraction("8.2")), 3) == Decimal("0.976")
    assert "น้อยกว่า 30 คน" in found.caution


def test_a_mean_is_rounded_before_it_gets_a_level():
    """901 points of 200 people are 4.505, which is 4.51 and so มากที่สุด; 3.50 is ปานกลาง by บุญชม's rule and มาก by the other."""
    assert results(survey_of([[5]] * 101 + [[4]] * 99)).parts[0].items[0].level.label == "มากที่สุด"
    half = survey_of([[3], [4]] * 5)
    assert results(half).parts[0].items[0].level.label == "ปานกลาง"
    assert results(half.model_copy(update={"bands": Bands.EQUAL})).parts[0].items[0].level.label == "มาก"


@pytest.mark.parametrize(
    ("rule", "levels", "highs"),
    [
        (Bands.BOONCHOM, 5, "1.50 2.50 3.50 4.50 5.00"),
        (Bands.EQUAL, 5, "1.80 2.60 3.40 4.20 5.00"),
        (Bands.BOONCHOM, 3, "1.50 2.50 3.00"),
        (Bands.EQUAL, 3, "1.66 2.33 3.00"),
        (Bands.EQUAL, 4, "1.75 2.50 3.25 4.00"),
        (Bands.EQUAL, 6, "1.83 2.66 3.50 4.33 5.16 6.00"),
        (Bands.BOONCHOM, 6, "1.50 2.50 3.50 4.50 5.50 6.00"),
    ],
)
def test_bands_leave_no_gap(rule, levels, highs):
    bands = RULES[rule].bands(Scale(labels=tuple(map(str, range(1, levels + 1)))))
    assert [str(band.high) for band in bands] == highs.split()
    assert all(after.low - before.high == Decimal("0.01") for before, after in pairwise(bands))
    for hundredths in range(100, 100 * levels + 1):
        mean = Decimal(hundredths).scaleb(-2)
        assert band_of(mean, bands).low <= mean <= band_of(mean, bands).high


def test_equals_share_a_rank():
    values = [Decimal("4.50"), None, Decimal("4.62"), Decimal("4.50"), Decimal("3.00")]
    assert ranks(values) == [Rank(2, True), None, Rank(1, False), Rank(2, True), Rank(4, False)]


def test_needs_are_ranked_by_what_is_missing_in_proportion():
    """I = 5, D = 4: 0.250; I = 4, D = 2: 1.000."""
    survey = survey_of([[4, 5, 2, 4]] * 6, pairs=(Pair(is_="1.1.1", should="1.1.2"), Pair(is_="1.1.3", should="1.1.4")))
    assert [(need.pni, need.rank) for need in results(survey).needs] == [
        (Decimal("0.250"), Rank(2, False)),
        (Decimal("1.000"), Rank(1, False)),
    ]


@pytest.mark.parametrize(
    ("value", "shown"), [("4.505", "4.51"), ("0.005", "0.01"), ("0.0049", "0.00"), ("-0.125", "-0.13"), ("2", "2.00")]
)
def test_halves_are_rounded_up(value, shown):
    assert str(half_up(Fraction(value))) == shown


@pytest.mark.parametrize(
    ("square", "shown"),
    [("2", "1.41"), ("0", "0.00"), ("0.000025", "0.01"), ("0.0000249", "0.00"), ("20.295025", "4.51")],
)
def test_roots_are_rounded_by_their_exact_value(square, shown):
    assert str(half_up_root(Fraction(square))) == shown
