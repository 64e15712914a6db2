"""Student's t for whole degrees of freedom: exact enough for intervals without a numerical library."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import atan, cos, pi, sin, sqrt
from statistics import NormalDist

_MANY = 200  # degrees of freedom from which on the expansion is as good as the sums
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
    return z + sum(term / freedom**power for power, term in enumerate(terms, 1))
