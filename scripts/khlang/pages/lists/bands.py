"""Bands of time and cost, by which readers choose what writers put into words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from khlang.thai.amounts import REGULAR, Amount, baht, minutes


@dataclass(frozen=True)
class Band:
    """A run of amounts that readers choose as one."""

    key: str
    label: str
    most: float  # the largest amount in it


TIMES = (
    Band("hour", "ไม่เกิน 1 ชั่วโมง", 60),
    Band("half-day", "เกิน 1 ถึง 3 ชั่วโมง", 180),
    Band("day", "เกิน 3 ถึง 6 ชั่วโมง", 360),
    Band("longer", "เกิน 6 ชั่วโมง", math.inf),
)
REGULAR_TIME = ("regular", "ทำเป็นประจำ")
COSTS = (
    Band("none", "ไม่มีค่าใช้จ่าย", 0),
    Band("to-500", "ไม่เกิน 500 บาท", 500),
    Band("to-1000", "501 ถึง 1,000 บาท", 1_000),
    Band("to-5000", "1,001 ถึง 5,000 บาท", 5_000),
    Band("more", "เกิน 5,000 บาท", math.inf),
)
UNKNOWN = ("unknown", "บอกเป็นตัวเลขรวมไม่ได้")


def time_band(text: str) -> str:
    """The key of the band in which a time stands as a writer put it."""
    found = minutes(text)
    return REGULAR_TIME[0] if found is REGULAR else _band(found, TIMES)


def cost_band(text: str) -> str:
    """The key of the band in which a cost stands as a writer put it."""
    return _band(baht(text), COSTS)


def _band(found: Amount | None, bands: Sequence[Band]) -> str:
    """The band of the most that it may be; where that is open, the last band if even the least lies in it."""
    if found is None or (found.most == math.inf and found.least < bands[-2].most):
        return UNKNOWN[0]
    return next(band.key for band in bands if found.most <= band.most)
