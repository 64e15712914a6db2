"""Counts of answers and sums of scores, of all respondents or of a group. What may be told of them: `disclosure`."""

from __future__ import annotations

import numpy as np

from khlang.survey.data import Scores
from khlang.survey.questionnaire import Questionnaire


class Counting:
    """Counts answers and adds up scores of any of the respondents who are kept."""

    def __init__(self, asked: Questionnaire, kept: np.ndarray):
        self.levels = asked.levels[kept].astype(np.int64)
        parts = {part.key: part for part in asked.parts}
        part_of = {aspect.key: parts[aspect.part] for aspect in asked.aspects}
        self.highest = np.array([part_of[item.aspect].scale.levels for item in asked.items])
        turned = np.array([item.reversed for item in asked.items])
        self.turned = turned
        self.scored = np.where(turned & (self.levels > 0), self.highest + 1 - self.levels, self.levels)
        self.units = [[i for i, item in enumerate(asked.items) if item.aspect == one.key] for one in asked.aspects]
        self.units += [[i for i, item in enumerate(asked.items) if part_of[item.aspect].key == key] for key in parts]

    def values(self, item: int) -> np.ndarray:
        """The score of each level of an item, from 0 for a blank."""
        levels = np.arange(self.highest[item] + 1)
        return np.where(levels > 0, self.highest[item] + 1 - levels, 0) if self.turned[item] else levels

    def complete(self, unit: int) -> np.ndarray:
        """Who answered every item of an aspect or a part."""
        is_answered: np.ndarray = self.levels[:, self.units[unit]] > 0
        return np.asarray(is_answered.all(axis=1))

    def counts(self, item: int, some: np.ndarray | None = None) -> tuple[int, ...]:
        """How often each level of an item was answered."""
        column = self.levels[:, item] if some is None else self.levels[some, item]
        return tuple(np.bincount(column, minlength=self.highest[item] + 1)[1:].tolist())

    def scores(self, unit: int, some: np.ndarray, is_whole: bool = False) -> Scores:
        """The sums of the scores of some respondents on an aspect or a part, who all answered it."""
        scored = self.scored[some][:, self.units[unit]]
        sums = scored.sum(axis=1)
        n = len(scored)
        spread = int((n * (scored**2).sum(axis=0) - scored.sum(axis=0) ** 2).sum()) if is_whole else None
        return Scores(n=n, total=int(sums.sum()), squares=int((sums**2).sum()), item_spread=spread)
