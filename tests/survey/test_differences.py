"""t, F, the table of variance and Scheffé's pairs: against scipy, and by hand."""

from __future__ import annotations

import random
from decimal import Decimal
from fractions import Fraction

import pytest
from scipy import stats
from surveys import survey_of

from khlang.survey.differences import between, is_stated, of_grouping, shown_p
from khlang.survey.quantiles import f_tail
from khlang.survey.rounding import half_up
from khlang.survey.statistics import Summary, results


@pytest.mark.parametrize("between_groups", [1, 2, 3, 7, 40])
@pytest.mark.parametrize("within", [1, 2.5, 8, 57.29, 300, 9997])
def test_tails_are_those_of_scipy(between_groups, within):
    for ratio in (0, 1e-6, 0.3, 1, 1.7, 4, 12.5, 80, 1500):
        assert f_tail(ratio, between_groups, within) == pytest.approx(
            stats.f.sf(ratio, between_groups, within), rel=1e-9, abs=1e-300
        )


def _summary(values: list[int]) -> Summary:
    mean = Fraction(sum(values), len(values))
    return Summary(
        len(values), half_up(mean), None, None, None, mean, sum((x - mean) ** 2 for x in values) / (len(values) - 1)
    )


def _groups(shift: float) -> list[list[int]]:
    draw = random.Random(3)
    return [
        [min(5, max(1, round(draw.gauss(3 + shift * place, 1)))) for _ in range(12 + 5 * place)] for place in range(3)
    ]


@pytest.mark.parametrize("shift", [0.0, 0.4, 0.9])
def test_variance_is_parted_as_scipy_parts_it(shift):
    groups = _groups(shift)
    found, theirs = between([_summary(own) for own in groups], tuple("กขค")), stats.f_oneway(*groups)
    assert float(found.statistic) == pytest.approx(theirs.statistic, abs=0.005)
    assert float(found.p) == pytest.approx(theirs.pvalue, abs=0.0005)
    among, within, total = found.variances
    assert total.freedom == among.freedom + within.freedom == sum(map(len, groups)) - 1
    assert abs(among.squares + within.squares - total.squares) <= Decimal("0.01") and total.mean is None
    assert bool(found.pairs) == found.is_significant


def test_pairs_by_scheffe_are_judged_as_one_contrast():
    groups = _groups(0.9)
    found = between([_summary(own) for own in groups], tuple("กขค"))
    n = sum(map(len, groups))
    error = sum(sum((x - sum(own) / len(own)) ** 2 for x in own) for own in groups) / (n - 3)
    for pair in found.pairs:
        a, b = (groups["กขค".index(label)] for label in pair.groups)
        ratio = (sum(a) / len(a) - sum(b) / len(b)) ** 2 / (error * (1 / len(a) + 1 / len(b)) * 2)
        assert float(pair.p) == pytest.approx(stats.f.sf(ratio, 2, n - 3), abs=0.0005)
    assert [pair.groups for pair in found.pairs] == [("ก", "ข"), ("ก", "ค"), ("ข", "ค")]


@pytest.mark.parametrize(
    "label", ["ไม่ระบุ", "ไม่ประสงค์ตอบ", "ไม่ต้องการเปิดเผย", "ไม่ระบุเพศ", "หญิง และ ไม่ระบุ", "Prefer not to say"]
)
def test_labels_of_those_who_did_not_say(label):
    assert not is_stated(label) and is_stated("ไม่เกิน 30 ปี และ 31–40 ปี")


def test_who_did_not_say_is_no_group():
    rows = [[1 + (i * 7 + j) % 5 for j in range(3)] for i in range(30)]
    sexes = [("ชาย", "หญิง", "ไม่ระบุ")[i % 3] for i in range(30)]
    found = of_grouping(results(survey_of(rows, groups={"เพศ": sexes})).groupings[0], "1")
    assert found.groups == ("ชาย", "หญิง") and found.test.startswith("t-test")


@pytest.mark.parametrize(
    ("p", "shown"),
    [
        (0.0, "< .001"),
        (Decimal("0.000"), "< .001"),
        (0.0009, "< .001"),
        (0.034, "= .034"),
        (1.0, "= 1.000"),
        (None, "ไม่คำนวณ"),
    ],
)
def test_p_is_never_nothing(p, shown):
    assert shown_p(p) == shown
