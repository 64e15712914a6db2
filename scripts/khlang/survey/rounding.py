"""Exact numbers → the digits that a report shows.

Thai reports round half up (2.345 → 2.35), which neither `round()` nor binary fractions do: 4.505 as a float is less
than 4.505. So sums stay whole numbers and fractions until they are shown.
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from math import isqrt


def half_up(value: Fraction, places: int = 2) -> Decimal:
    """Round to `places` decimal places, halves away from zero.

    >>> half_up(Fraction(901, 200)), half_up(Fraction(-1, 8))
    (Decimal('4.51'), Decimal('-0.13'))
    """
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return _decimal(-whole if value < 0 else whole, places)


def half_up_root(value: Fraction, places: int = 2) -> Decimal:
    """Round the square root of a number ≥ 0, which has more digits than any float, to `places` decimal places.

    The root rounds to w units of the last place if (2w − 1)² ≤ 4·value·100^places < (2w + 1)², in whole numbers.
    """
    scaled = 4 * value * 100**places
    return _decimal((isqrt(scaled.numerator // scaled.denominator) + 1) // 2, places)


def _decimal(whole: int, places: int) -> Decimal:
    with localcontext() as context:
        context.prec = max(28, len(str(whole)) + 1)
        return Decimal(whole).scaleb(-places)
