"""Counts of answers and sums of scores, of all respondents or of a group. What may be told of them: `disclosure`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress

from khlang.survey.data import Scores
from khlang.survey.questionnaire import Questionnaire


class Counting:
    """Counts answers and adds up scores of any of the respondents who are kept.

    A set of respondents is a mask: 1 for each who is in it, else 0.
    """

    def __init__(self, asked: Questionnaire, kept: bytes):
        self.levels = [bytes(compress(column, kept)) for column in asked.levels]
        parts = {part.key: part for part in asked.parts}
        part_of = {aspect.key: parts[aspect.part] for aspect in asked.aspects}
        self.highest = [part_of[item.aspect].scale.levels for item in asked.items]
        self.turned = [item.reversed for item in asked.items]
        self.scored = [
            column.translate(bytes(self.values(item)).ljust(256, b"\0")) for item, column in enumerate(self.levels)
        ]
        self.units = [[i for i, item in enumerate(asked.items) if item.aspect == one.key] for one in asked.aspects]
        self.units += [[i for i, item in enumerate(asked.items) if part_of[item.aspect].key == key] for key in parts]

    def values(self, item: int) -> list[int]:
        """The score of each level of an item, from 0 for a blank."""
        levels = range(1, self.highest[item] + 1)
        return [0, *(reversed(levels) if self.turned[item] else levels)]

    def answered(self, item: int) -> bytes:
        """Who answered an item."""
        return bytes(map(bool, self.levels[item]))

    def complete(self, unit: int) -> bytes:
        """Who answered every item of an aspect or a part."""
        return bytes(map(all, zip(*(self.levels[item] for item in self.units[unit]), strict=True)))

    def begun(self, unit: int) -> bytes:
        """Who answered any item of an aspect or a part."""
        return bytes(map(any, zip(*(self.levels[item] for item in self.units[unit]), strict=True)))

    def counts(self, item: int, some: bytes | None = None) -> tuple[int, ...]:
        """How often each level of an item was answered."""
        column = self.levels[item] if some is None else bytes(compress(self.levels[item], some))
        return tuple(column.count(level) for level in range(1, self.highest[item] + 1))

    def totals(self, unit: int, some: bytes) -> Iterator[int]:
        """The score of each of some respondents on an aspect or a part, who all answered it."""
        return map(sum, compress(zip(*(self.scored[item] for item in self.units[unit]), strict=True), some))

    def scores(self, unit: int, some: bytes, is_whole: bool = False) -> Scores:
        """The sums of the scores of some respondents on an aspect or a part, who all answered it."""
        totals = list(self.totals(unit, some))
        spread = sum(self._spread(item, some) for item in self.units[unit]) if is_whole else None
        return Scores(n=len(totals), total=sum(totals), squares=sum(t * t for t in totals), item_spread=spread)

    def _spread(self, item: int, some: bytes) -> int:
        column = bytes(compress(self.scored[item], some))
        times = [(level, column.count(level)) for level in range(1, self.highest[item] + 1)]
        total = sum(level * n for level, n in times)
        return len(column) * sum(level * level * n for level, n in times) - total * total
