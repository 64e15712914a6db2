"""Student's t and Fisher's F: exact enough for intervals and tests without a numerical library."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import atan, cos, exp, lgamma, log, log1p, pi, sin, sqrt
from statistics import NormalDist

_MANY = 200  # degrees of freedom from which on the expansion is as good as the sums
_TINY = 1e-300
_FINE = 1e-15
_STEPS = 80  # halvings of an interval below 2¹⁰: as fine as a float


def t_share(t: float, freedom: int) -> float:
    """The probability that |T| ≤ t, for t ≥ 0 and whole degrees of freedom ≥ 1.

    Source: Abramowitz & Stegun (1964), Handbook of Mathematical Functions, 26.7.3 and 26.7.4: finite sums in
    θ = atan(t / √ν), one for odd and one for even ν.
    """
    angle = atan(t / sqrt(freedom))
    square = cos(angle) ** 2
    odd = freedom % 2
    term = cos(angle) if odd else 1.0
    total = 0.0
    for k in range(1, freedom // 2 + 1):
        total += term
        term *= square * ((2 * k) / (2 * k + 1) if odd else (2 * k - 1) / (2 * k))
    return 2 / pi * (angle + sin(angle) * total) if odd else sin(angle) * total


@lru_cache(maxsize=4096)
def t_quantile(share: Fraction, freedom: int) -> float:
    """The t with P(T ≤ t) = share, for 1/2 < share < 1 and whole degrees of freedom ≥ 1, to nine digits at 95 %."""
    if freedom >= _MANY:
        return _expanded(NormalDist().inv_cdf(float(share)), freedom)
    inside = float(2 * share - 1)
    low, high = 0.0, 1024.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if t_share(middle, freedom) < inside else (low, middle)
    return (low + high) / 2


def _expanded(z: float, freedom: int) -> float:
    """Abramowitz & Stegun 26.7.5: t in powers of 1/ν around the normal distribution's z; the next term is below 1e-9."""
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92_160,
    )
    return z + sum(term / float(freedom) ** power for power, term in enumerate(terms, 1))


def f_tail(ratio: float, between: float, within: float) -> float:
    """P(F > ratio) for ratio ≥ 0 and degrees of freedom > 0, whole or not; with one between it is that of |t| = √ratio.

    Source: Abramowitz & Stegun 26.6.2: P(F > f) = I_x(ν₂/2, ν₁/2) at x = ν₂ / (ν₂ + ν₁ f).
    """
    if ratio <= 0:
        return 1.0
    return _beta_share(within / 2, between / 2, within, between * ratio)


def _beta_share(a: float, b: float, left: float, right: float) -> float:
    """The regularised incomplete beta function I_x(a, b) at x = left / (left + right), so that 1 − x loses no digits.

    Source: NIST Digital Library of Mathematical Functions, 8.17.22 (the continued fraction), 8.17.4 (its mirror where
    that converges faster).
    """
    x, rest = left / (left + right), right / (left + right)
    if x <= 0 or rest <= 0:
        return 0.0 if x <= 0 else 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * (log1p(-x) if x < 0.5 else log(rest)))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(rest, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz's method (Thompson & Barnett, 1986)."""
    value = d = 1 / _apart_from_zero(1 - (a + b) * x / (a + 1))
    c = 1.0
    for m in range(1, 10_000):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _apart_from_zero(1 + term * d)
            c = _apart_from_zero(1 + term / c)
            step = c * d
            value *= step
        if abs(step - 1) < _FINE:
            break
    return value


def _apart_from_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
