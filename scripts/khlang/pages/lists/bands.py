"""Bands of time and cost, by which readers choose what writers put into words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from khlang.pages.lists import words
from khlang.thai.amounts import REGULAR, Amount, baht, minutes


@dataclass(frozen=True)
class Band:
    """A run of amounts that readers choose as one."""

    key: str
    label: str
    most: float  # the largest amount in it


TIMES = (
    Band("hour", words.HOUR, 60),
    Band("half-day", words.HALF_DAY, 180),
    Band("day", words.DAY, 360),
    Band("longer", words.LONGER, math.inf),
)
REGULAR_TIME = ("regular", words.REGULAR)
COSTS = (
    Band("none", words.FREE, 0),
    Band("to-500", words.TO_500, 500),
    Band("to-1000", words.TO_1000, 1_000),
    Band("to-5000", words.TO_5000, 5_000),
    Band("more", words.MORE, math.inf),
)
UNKNOWN = ("unknown", words.UNKNOWN)


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
