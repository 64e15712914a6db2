"""From a mean to a level in words: the rules in use in Thai reports, each with its source.

A mean is rounded half up to two places first; only then is its level looked up. So 4.505 is 4.51, มากที่สุด.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from khlang.survey.data import Bands, Scale


@dataclass(frozen=True)
class Band:
    """The means that get one level, both ends included."""

    level: int  # from 1
    label: str
    low: Decimal  # two places
    high: Decimal


@dataclass(frozen=True)
class BandRule:
    """How means are parted into levels."""

    id: Bands
    title: str  # what a reader sees: title (source)
    source: str  # year and page, or the formula; stands with the title below every table

    def top(self, level: int, levels: int) -> Fraction:
        """The highest mean that still gets a level, before the last of `levels`.

        บุญชม: halfway to the next level, the half itself included (1.50, 2.50 …). Equal widths of (levels − 1) / levels:
        five levels give 0.80 (1.80, 2.60 …).
        """
        if self.id is Bands.BOONCHOM:
            return Fraction(2 * level + 1, 2)
        return 1 + level * Fraction(levels - 1, levels)

    def bands(self, scale: Scale) -> tuple[Band, ...]:
        """The bands of a scale, lowest first, as a report prints them below its tables.

        A scale that begins at 0 has the same bands, lower by 1.
        """
        found, low = [], Decimal(scale.first).quantize(Decimal("0.01"))
        for level, label in enumerate(scale.labels, 1):
            top = Fraction(scale.levels) if level == scale.levels else self.top(level, scale.levels)
            top += scale.first - 1
            high = Decimal(top * 100 // 1).scaleb(-2)
            found.append(Band(level, label, low, high))
            low = high + Decimal("0.01")
        return tuple(found)


def band_of(mean: Decimal, bands: tuple[Band, ...]) -> Band:
    """The band of a mean that has been rounded to two places. Raises ValueError for one outside the scale."""
    if not bands[0].low <= mean <= bands[-1].high:
        raise ValueError(f"a mean of {len(bands)} levels is between {bands[0].low} and {bands[-1].high}, not {mean}")
    return next(band for band in bands if mean <= band.high)


RULES: dict[Bands, BandRule] = {
    Bands.BOONCHOM: BandRule(Bands.BOONCHOM, "เกณฑ์ของบุญชม ศรีสะอาด", "2545: 103"),
    Bands.EQUAL: BandRule(Bands.EQUAL, "เกณฑ์อันตรภาคชั้นเท่ากัน", "ความกว้างของชั้น = (คะแนนสูงสุด − คะแนนต่ำสุด) ÷ จำนวนระดับ"),
}
