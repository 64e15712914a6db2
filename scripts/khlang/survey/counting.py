"""Counts and sums of respondents, and which of them may not be told by groups since they prove that all answered alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from khlang.survey.data import Scores, Tally
from khlang.survey.questionnaire import Group, Questionnaire

Counts = tuple[int, ...] | None


class Counting:
    """Counts answers and adds up scores of any of the respondents."""

    def __init__(self, asked: Questionnaire, least: int):
        self.least = least
        self.levels = asked.levels.astype(np.int64)
        parts = {part.key: part for part in asked.parts}
        part_of = {aspect.key: parts[aspect.part] for aspect in asked.aspects}
        self.highest = np.array([part_of[item.aspect].scale.levels for item in asked.items])
        turned = np.array([item.reversed for item in asked.items])
        self.scored = np.where(turned & (self.levels > 0), self.highest + 1 - self.levels, self.levels)
        self.units = [[i for i, item in enumerate(asked.items) if item.aspect == one.key] for one in asked.aspects]
        self.units += [[i for i, item in enumerate(asked.items) if part_of[item.aspect].key == key] for key in parts]

    def tally(self, some: np.ndarray, complete: np.ndarray, is_whole: bool = True) -> Tally:
        """The sums of some respondents; scores are of those who are complete."""
        levels, scored = self.levels[some], self.scored[complete]
        counts = [self._counts(levels[:, i], int(highest)) for i, highest in enumerate(self.highest)]
        return Tally(
            n=int(some.sum()),
            complete=int(complete.sum()),
            counts=tuple(counts),
            scores=tuple(self._scores(scored[:, unit], is_whole) for unit in self.units),
        )

    def by_groups(
        self, groups: Sequence[Group], kept: np.ndarray, complete: np.ndarray, whole: Tally
    ) -> list[list[Tally]]:
        """For each grouping the tallies of its categories that anybody is in, without what may not be told by it."""
        masks = [[kept & (group.codes == code) for code in range(len(group.labels))] for group in groups]
        masks = [[mask for mask in row if mask.any()] for row in masks]
        tallies = [[self.tally(mask, complete & mask, is_whole=False) for mask in row] for row in masks]
        counts = [_counts_to_tell(row, whole) for row in tallies]
        meetings = list(_meetings([group.codes[kept] for group in groups]))
        for i in range(len(self.highest)):
            while found := next((one for one in meetings if one.proves(counts, whole.counts[i], i)), None):
                counts[found.groups[-1]][i] = None
        return [
            [
                tally.model_copy(update={"counts": own_counts, "scores": own_scores})
                for tally, own_counts, own_scores in zip(
                    row, _by_category(told, len(row)), _scores_to_tell(row), strict=True
                )
            ]
            for row, told in zip(tallies, counts, strict=True)
        ]

    def _counts(self, column: np.ndarray, highest: int) -> Counts:
        found = np.bincount(column, minlength=highest + 1)[1:].tolist()
        return None if 0 < sum(found) < self.least else tuple(found)

    def _scores(self, scored: np.ndarray, is_whole: bool) -> Scores | None:
        n = len(scored)
        if n < self.least:
            return None
        sums = scored.sum(axis=1)
        spread = int((n * (scored**2).sum(axis=0) - scored.sum(axis=0) ** 2).sum()) if is_whole else None
        return Scores(total=int(sums.sum()), squares=int((sums**2).sum()), item_spread=spread)


def _counts_to_tell(tallies: Sequence[Tally], whole: Tally) -> list[tuple[Counts, ...] | None]:
    """For each item its counts in every category; None where one of them may not be told, as it were the difference."""
    return [
        rows if whole.counts[i] is not None and all(map(_differ, rows)) else None
        for i, rows in enumerate(zip(*(tally.counts for tally in tallies), strict=True))
    ]


def _by_category(told: Sequence[tuple[Counts, ...] | None], categories: int) -> list[tuple[Counts, ...]]:
    """Turn counts by item and category into counts by category and item."""
    return list(zip(*(rows or (None,) * categories for rows in told), strict=True))


def _differ(counts: Counts) -> bool:
    """Whether a category may tell an item: enough answered it, and not all alike; or nobody was asked."""
    return counts is not None and (not any(counts) or max(counts) < sum(counts))


def _scores_to_tell(tallies: Sequence[Tally]) -> list[tuple[Scores | None, ...]]:
    """For each category its scores, without units of which in some category none are told or all are equal."""
    rows = [
        row
        if all(one and tally.complete * one.squares > one.total**2 for one, tally in zip(row, tallies, strict=True))
        else (None,) * len(row)
        for row in zip(*(tally.scores for tally in tallies), strict=True)
    ]
    return list(zip(*rows, strict=True))


@dataclass(frozen=True)
class _Meeting:
    """Respondents who share a category of each of several groupings."""

    groups: tuple[int, ...]  # places of the groupings
    categories: tuple[int, ...]  # of each, the place among its categories
    n: int

    def proves(self, counts: Sequence[Sequence[tuple[Counts, ...] | None]], whole: Counts, item: int) -> bool:
        """Whether published counts of an item prove that all who meet here gave one answer.

        At least Σ C − (m − 1) · N of them did, if C of each of the m categories did and N of all: Fréchet, M. (1940). Les
        probabilités associées à un système d'événements compatibles et dépendants. Hermann.
        """
        told = [counts[group][item] for group in self.groups]
        if whole is None or any(rows is None for rows in told):
            return False
        rows = [rows[category] for rows, category in zip(told, self.categories, strict=True) if rows]
        return any(
            sum(row[level] for row in rows if row) - (len(rows) - 1) * all_together >= self.n
            for level, all_together in enumerate(whole)
        )


def _meetings(codes: Sequence[np.ndarray]) -> Iterator[_Meeting]:
    """Every combination of categories of two groupings or more that somebody is in."""
    places = [np.unique(one, return_inverse=True)[1].reshape(-1) for one in codes]
    for many in range(2, len(codes) + 1):
        for chosen in combinations(range(len(codes)), many):
            cells, sizes = np.unique(np.stack([places[i] for i in chosen]), axis=1, return_counts=True)
            for cell, n in zip(cells.T.tolist(), sizes.tolist(), strict=True):
                yield _Meeting(chosen, tuple(cell), n)
