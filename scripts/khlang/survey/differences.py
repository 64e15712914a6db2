"""Whether groups, or two surveys, differ by more than chance would make them: t, F, the table of variance, pairs.

Computed from n, mean and variance, which the sums give exactly; only probabilities are floats. The tests take for
granted that respondents answered independently and that mean scores spread about normally, which 30 in each group
make likely; they are not meant for samples that somebody picked. Who did not say to which group they belong is no group.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from khlang.survey.data import NOT_SAID
from khlang.survey.quantiles import f_tail, t_quantile
from khlang.survey.rounding import half_up, half_up_root
from khlang.survey.statistics import CONFIDENCE, FINE_PLACES, PLACES, AspectResult, GroupingResult, PartResult, Summary

_NOT_STATED = re.compile(
    r"ไม่(?:ประสงค์|ต้องการ|สะดวก|ขอ)?(?:จะ)?(?:ระบุ|ตอบ|เปิดเผย|บอก)(?:เพศ|อายุ)?$|prefer not|n/?a$", re.IGNORECASE
)
SIGNIFICANT = Decimal("0.05")
LEAST_P = 0.001


@dataclass(frozen=True)
class Variance:
    """A row of the table of an analysis of variance (แหล่งความแปรปรวน)."""

    source: str
    squares: Decimal
    """SS."""
    freedom: int
    mean: Decimal | None
    """MS = SS / df; None for the total."""


@dataclass(frozen=True)
class PairDifference:
    """Two of several groups, compared by Scheffé's method."""

    groups: tuple[str, str]
    difference: Decimal
    """The mean of the first less that of the second."""
    p: Decimal
    """Three places."""

    @property
    def is_significant(self) -> bool:
        """Whether p, as shown, is at most 0.05."""
        return self.p <= SIGNIFICANT


@dataclass(frozen=True)
class Difference:
    """What a test of equal means says."""

    test: str
    """What a report calls it: "t-test (Welch)" for two groups, "F-test (One-way ANOVA)" for more."""
    statistic: Decimal
    """t or F."""
    freedom: tuple[Decimal, ...]
    """Degrees of freedom: of t one number, of F that between and that within groups."""
    p: Decimal
    """Three places; 0.000 means below 0.0005. `shown_p` says it as reports do."""
    effect: Decimal
    """Cohen's d of two groups, η² of more."""
    groups: tuple[str, ...]
    variances: tuple[Variance, ...] = ()
    """Between groups, within groups, total; of F only."""
    pairs: tuple[PairDifference, ...] = ()
    """All pairs of groups where F is significant."""

    @property
    def is_significant(self) -> bool:
        """Whether p, as shown, is at most 0.05."""
        return self.p <= SIGNIFICANT


def of_grouping(grouping: GroupingResult, key: str) -> Difference | None:
    """The difference between the groups of a grouping on an aspect or a part; None where it is not told or not defined."""
    stated = [category for category in grouping.categories if is_stated(category.label)]
    units = [_unit(category.parts, key) for category in stated]
    if len(units) < 2 or any(unit is None for unit in units):
        return None
    return between([unit for unit in units if unit], tuple(category.label for category in stated))


def is_stated(label: str) -> bool:
    """Whether all of a group said that they belong to it: ไม่ระบุ or ไม่ประสงค์ตอบ, alone or joined to others, is none."""
    return not any(name == NOT_SAID or _NOT_STATED.match(name) for name in re.split(r" และ |, ", label))


def _unit(parts: Sequence[PartResult], key: str) -> PartResult | AspectResult | None:
    for part in parts:
        if key == part.part.key:
            return part
        for aspect in part.aspects:
            if key == aspect.aspect.key:
                return aspect
    return None


def between(groups: Sequence[Summary], labels: tuple[str, ...]) -> Difference | None:
    """Test the means of two or more groups of different people; of two surveys, the earlier one first.

    None where a group has fewer than two respondents or nobody's answers spread. Raises ValueError for one group.
    """
    if len(groups) < 2:
        raise ValueError("a difference is between two groups at least")
    known = [(one.n, one.exact, one.variance) for one in groups if one.exact is not None and one.variance is not None]
    if len(known) < len(groups) or not any(variance for _, _, variance in known):
        return None
    return _welch(known[0], known[1], labels) if len(known) == 2 else _anova(known, labels)


def shown_p(p: float | Decimal | None) -> str:
    """= .034, or < .001: never .000."""
    if p is None:
        return "ไม่คำนวณ"
    shown = half_up(Fraction(p), FINE_PLACES)
    if p < LEAST_P or shown < Decimal("0.001"):
        return "< .001"
    return f"= {shown}".replace("0.", ".", 1)


_Known = tuple[int, Fraction, Fraction]  # n, mean, variance


def interval_of_change(later: Summary, earlier: Summary) -> tuple[Fraction, Fraction] | None:
    """The 95 % interval of the difference of two means of different people, later less earlier: Δ ± t · √(s₁²/n₁ + s₂²/n₂).

    t has Welch's degrees of freedom, rounded down, which errs on the wide side. None where a spread is not known.
    """
    if later.exact is None or earlier.exact is None or later.variance is None or earlier.variance is None:
        return None
    change = later.exact - earlier.exact
    freedom = welch_freedom((later.n, later.exact, later.variance), (earlier.n, earlier.exact, earlier.variance))
    if freedom is None:  # everybody said the same, both times
        return change, change
    error = later.variance / later.n + earlier.variance / earlier.n
    half = Fraction(t_quantile((1 + CONFIDENCE) / 2, max(1, int(freedom)))) * Fraction(half_up_root(error, 9))
    return change - half, change + half


def welch_freedom(a: _Known, b: _Known) -> Fraction | None:
    """Welch's degrees of freedom; None where nobody's answers spread.

    Source: Welch, B. L. (1947). The generalization of “Student's” problem when several different population variances
    are involved. Biometrika, 34, 28–35.
    """
    shares = (a[2] / a[0], b[2] / b[0])
    error = sum(shares)
    return error**2 / (shares[0] ** 2 / (a[0] - 1) + shares[1] ** 2 / (b[0] - 1)) if error else None


def _welch(a: _Known, b: _Known, labels: tuple[str, ...]) -> Difference:
    """t = (x̄₁ − x̄₂) / √(s₁²/n₁ + s₂²/n₂) with Welch's degrees of freedom; d = (x̄₁ − x̄₂) / pooled S.D.

    Source of d: Cohen, J. (1988). Statistical power analysis for the behavioral sciences.
    """
    (n1, mean1, v1), (n2, mean2, v2) = a, b
    freedom = welch_freedom(a, b) or Fraction(1)
    square = (mean1 - mean2) ** 2 / (v1 / n1 + v2 / n2)
    pooled = ((n1 - 1) * v1 + (n2 - 1) * v2) / (n1 + n2 - 2)
    sign = -1 if mean1 < mean2 else 1
    return Difference(
        "t-test (Welch)",
        sign * half_up_root(square, PLACES),
        (half_up(freedom, PLACES),),
        _tail(1, freedom, square),
        sign * half_up_root((mean1 - mean2) ** 2 / pooled, PLACES),
        labels,
    )


def _anova(groups: Sequence[_Known], labels: tuple[str, ...]) -> Difference | None:
    """F = mean square between / within; η² = sum of squares between / total.

    Source: Fisher, R. A. (1925). Statistical methods for research workers. It takes for granted that the variances of
    the groups are alike.
    """
    total = sum(n for n, _, _ in groups)
    grand = sum((n * mean for n, mean, _ in groups), Fraction()) / total
    among = sum((n * (mean - grand) ** 2 for n, mean, _ in groups), Fraction())
    within = sum(((n - 1) * variance for n, _, variance in groups), Fraction())
    freedom = len(groups) - 1, total - len(groups)
    error = within / freedom[1]
    ratio = (among / freedom[0]) / error
    p = _tail(freedom[0], Fraction(freedom[1]), ratio)
    return Difference(
        "F-test (One-way ANOVA)",
        half_up(ratio, PLACES),
        tuple(Decimal(one) for one in freedom),
        p,
        half_up(among / (among + within), PLACES),
        labels,
        (
            Variance("ระหว่างกลุ่ม", half_up(among, PLACES), freedom[0], half_up(among / freedom[0], PLACES)),
            Variance("ภายในกลุ่ม", half_up(within, PLACES), freedom[1], half_up(error, PLACES)),
            Variance("รวม", half_up(among + within, PLACES), total - 1, None),
        ),
        tuple(_scheffe(groups, labels, error, freedom)) if p <= SIGNIFICANT else (),
    )


def _scheffe(
    groups: Sequence[_Known], labels: tuple[str, ...], error: Fraction, freedom: tuple[int, int]
) -> Iterator[PairDifference]:
    """All pairs: (x̄ᵢ − x̄ⱼ)² / (MS within · (1/nᵢ + 1/nⱼ) · (k − 1)) is held against F of k − 1 and N − k.

    Source: Scheffé, H. (1953). A method for judging all contrasts in the analysis of variance. Biometrika, 40, 87–110.
    """
    for (a, one), (b, other) in combinations(zip(labels, groups, strict=True), 2):
        ratio = (one[1] - other[1]) ** 2 / (error * (Fraction(1, one[0]) + Fraction(1, other[0])) * freedom[0])
        yield PairDifference((a, b), half_up(one[1] - other[1], PLACES), _tail(freedom[0], Fraction(freedom[1]), ratio))


def _tail(between_groups: int, within: Fraction, ratio: Fraction) -> Decimal:
    """P(F > ratio); with one degree of freedom between, of t² it is that of |t|."""
    return half_up(Fraction(f_tail(float(ratio), between_groups, float(within))), FINE_PLACES)
