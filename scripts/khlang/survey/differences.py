"""Whether groups, or two surveys, differ by more than chance would make them: an extra that needs scipy.

Computed from n, mean and variance, which the sums give exactly; only the probability is a float. The tests take for
granted that respondents answered independently and that mean scores spread about normally, which 30 in each group
make likely; they are not meant for samples that somebody picked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from khlang.survey.rounding import half_up, half_up_root
from khlang.survey.statistics import FINE_PLACES, PLACES, AspectResult, GroupingResult, PartResult, Summary


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
    """Three places; 0.000 means below 0.0005."""
    effect: Decimal
    """Cohen's d of two groups, η² of more."""
    groups: tuple[str, ...]

    @property
    def is_significant(self) -> bool:
        """Whether p, as shown, is at most 0.05."""
        return self.p <= Decimal("0.05")


def available() -> bool:
    """Whether scipy is installed."""
    try:
        import scipy.special  # noqa: F401
    except ImportError:
        return False
    return True


MISSING = "การทดสอบความแตกต่างต้องใช้โปรแกรมเสริม ให้ติดตั้งด้วย pip install scipy"


def of_grouping(grouping: GroupingResult, key: str) -> Difference | None:
    """The difference between the groups of a grouping on an aspect or a part; None where it is not told or not defined.

    Raises ModuleNotFoundError, in Thai, without scipy.
    """
    units = [_unit(category.parts, key) for category in grouping.categories]
    if any(unit is None for unit in units):
        return None
    return between([unit for unit in units if unit], tuple(category.label for category in grouping.categories))


def _unit(parts: Sequence[PartResult], key: str) -> PartResult | AspectResult | None:
    for part in parts:
        for one in (part, *part.aspects):
            if key == (one.part.key if isinstance(one, PartResult) else one.aspect.key):
                return one
    return None


def between(groups: Sequence[Summary], labels: tuple[str, ...]) -> Difference | None:
    """Test the means of two or more groups of different people; of two surveys, the earlier one first.

    None where a group has fewer than two respondents or nobody's answers spread. Raises ModuleNotFoundError, in Thai,
    without scipy, and ValueError for one group.
    """
    if len(groups) < 2:
        raise ValueError("a difference is between two groups at least")
    known = [(one.n, one.exact, one.variance) for one in groups if one.exact is not None and one.variance is not None]
    if len(known) < len(groups) or not any(variance for _, _, variance in known):
        return None
    return _welch(*known, labels) if len(known) == 2 else _anova(known, labels)


_Known = tuple[int, Fraction, Fraction]  # n, mean, variance


def _welch(a: _Known, b: _Known, labels: tuple[str, ...]) -> Difference:
    """t = (x̄₁ − x̄₂) / √(s₁²/n₁ + s₂²/n₂) with Welch's degrees of freedom; d = (x̄₁ − x̄₂) / pooled S.D.

    Source: Welch, B. L. (1947). The generalization of “Student's” problem when several different population variances
    are involved. Biometrika, 34, 28–35. Cohen, J. (1988). Statistical power analysis for the behavioral sciences.
    """
    (n1, mean1, v1), (n2, mean2, v2) = a, b
    shares = (v1 / n1, v2 / n2)
    error = sum(shares)
    freedom = error**2 / (shares[0] ** 2 / (n1 - 1) + shares[1] ** 2 / (n2 - 1))
    square = (mean1 - mean2) ** 2 / error
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
    grand = sum(n * mean for n, mean, _ in groups) / total
    among = sum(n * (mean - grand) ** 2 for n, mean, _ in groups)
    within = sum((n - 1) * variance for n, _, variance in groups)
    freedom = len(groups) - 1, total - len(groups)
    ratio = (among / freedom[0]) / (within / freedom[1])
    return Difference(
        "F-test (One-way ANOVA)",
        half_up(ratio, PLACES),
        tuple(Decimal(one) for one in freedom),
        _tail(freedom[0], Fraction(freedom[1]), ratio),
        half_up(among / (among + within), PLACES),
        labels,
    )


def _tail(between_groups: int, within: Fraction, ratio: Fraction) -> Decimal:
    """P(F > ratio); with one degree of freedom between, of t² it is that of |t|."""
    try:
        from scipy.special import fdtrc
    except ImportError:
        raise ModuleNotFoundError(MISSING) from None
    return half_up(Fraction(float(fdtrc(between_groups, float(within), float(ratio)))), FINE_PLACES)
