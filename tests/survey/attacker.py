"""An attacker with integer programming: the committed data, and a book of who is in which group. Nothing of the answers.

What can be proved of a set of respondents is what holds in every table of whole numbers that gives all the published
ones; whether there is another is asked of scipy's `milp`, not of the program under test.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array, eye_array, hstack

from khlang.survey.data import Grouping, Survey

WORDS = ("น้อยที่สุด", "น้อย", "ปานกลาง", "มาก", "มากที่สุด")
ASKED = {
    "เพศ": (("ชาย", "หญิง"), (35, 65)),
    "ตำแหน่ง": (("ครู", "ผู้บริหาร", "บุคลากร", "ผู้ปกครอง"), (58, 12, 12, 18)),
    "อายุ": (("ไม่เกิน 30 ปี", "31–40 ปี", "41–50 ปี", "51 ปีขึ้นไป"), (18, 30, 28, 24)),
    "วุฒิการศึกษา": (("ต่ำกว่าปริญญาตรี", "ปริญญาตรี", "ปริญญาโท", "ปริญญาเอก"), (8, 58, 31, 3)),
    "ขนาดโรงเรียน": (("เล็ก", "กลาง", "ใหญ่"), (40, 40, 20)),
}
"""Questions on the respondent: 17 groups, as Thai surveys ask for them."""

_NEAR = 0.3  # how far from the most types a table may be; whether there is one is exact
_NEIGHBOURS = (30, 60, 90)  # types that may differ from a known table in the first searches
_BASES = 3  # known tables near which is searched
_NONE = 2  # status of `milp`: no table fits
Book = list[tuple[str, ...]]  # of each respondent, what he said of himself


def made_up(n: int, items: int, rng: random.Random, base: tuple[float, float]) -> tuple[list[str], list[list[str]]]:
    """The head and rows of a survey; the mean of each item lies in `base`, and groups differ."""
    head = [*ASKED, *(f"1.{i + 1} เรื่องที่ {i + 1}" for i in range(items))]
    who = [[rng.choices(labels, weights)[0] for labels, weights in ASKED.values()] for _ in range(n)]
    columns = []
    for _ in range(items):
        middle = rng.uniform(*base)
        effects = [{label: rng.gauss(0, 0.35) for label in labels} for labels, _ in ASKED.values()]
        means = [middle + sum(own[label] for own, label in zip(effects, row, strict=True)) for row in who]
        columns.append([WORDS[min(5, max(1, round(rng.gauss(mean, 0.8)))) - 1] for mean in means])
    return head, [[*row, *answers] for row, answers in zip(who, zip(*columns, strict=True), strict=True)]


def category_of(grouping: Grouping, label: str) -> int:
    """The published category of somebody who said a label: that name, or the one that is made of it and others."""
    for place, one in enumerate(grouping.categories):
        members = [part for name in one.label.split(" และ ") for part in name.split(", ")]
        if label in members:
            return place
    raise AssertionError(f"{label} is in no category of {grouping.title}")


def proofs(survey: Survey, titles: Sequence[str], book: Book) -> Iterator[str]:
    """What the data proves of small sets of respondents, all of whom answered everything, as sentences."""
    places = [titles.index(one.title) for one in survey.groupings]
    kinds = Counter(
        tuple(category_of(one, row[place]) for one, place in zip(survey.groupings, places, strict=True)) for row in book
    )
    types, sizes = list(kinds), list(kinds.values())
    sets = sorted(_sets(types, sizes, max(3 * survey.least, 0.15 * survey.whole.n)))
    for part in survey.parts:
        items = [i for i, item in enumerate(survey.items) if survey.part_of(item).key == part.key]
        for linked in _linked(survey, items):
            system = _System(survey, linked, types, sizes, part.scale.levels)
            for i in linked:
                for levels in _alike(part.scale.levels):
                    for members, many in _proved(survey, i, sets, types, sizes, levels, system):
                        yield f"{survey.items[i].key}: {[types[t] for t in members]} answered {levels}, all but {many - 1}"


def _proved(survey, i, sets, types, sizes, levels, system) -> Iterator[tuple[tuple[int, ...], int]]:
    """Sets of which no table has enough members who answered outside the levels."""
    limit = max(3 * survey.least, 0.15 * survey.whole.n)
    many = [1 if sum(sizes[t] for t in members) < 3 else 2 for members in sets]
    left = [
        place for place, one in enumerate(sets) if not _is_spared(survey, i, one, types, levels, many[place], limit)
    ]
    inside = np.zeros((len(sets), len(types)))
    for place, members in enumerate(sets):
        inside[place, list(members)] = 1
    need = np.array(many)
    open_ = np.array(left, dtype=int)
    for table in system.known:
        open_ = open_[inside[open_] @ system.outside(table, i, levels) < need[open_]]
    while len(open_):
        aim = open_[0]
        table = system.table(i, sets[aim], levels, many[aim], inside[open_].any(axis=0))
        if table is None:
            yield sets[aim], many[aim]
            open_ = open_[1:]
        else:
            open_ = open_[inside[open_] @ system.outside(table, i, levels) < need[open_]]
            assert aim not in open_, "a table that fits does not say what it was asked for"


def _linked(survey: Survey, items: Sequence[int]) -> list[list[int]]:
    """Items in sets that told sums link: a sum of items whose counts are told with it says nothing new."""
    sets = [{i} for i in items]
    tallies = [survey.whole, *(one.tally for grouping in survey.groupings for one in grouping.categories)]
    for tally in tallies:
        for unit in (*survey.aspects, *survey.parts):
            if survey.scores(unit, tally) is not None:
                own = _items_of(survey, unit, items)
                untold = {i for i in own if tally.counts[i] is None}
                joined = [one for one in sets if one & untold]
                sets = [one for one in sets if not one & untold] + ([set().union(*joined)] if joined else [])
    return [sorted(one) for one in sets]


def _items_of(survey: Survey, unit, items: Sequence[int]) -> list[int]:
    return [i for i in items if unit.key in (survey.items[i].aspect, survey.part_of(survey.items[i]).key)]


def _alike(levels: int) -> list[tuple[int, ...]]:
    middle = (levels + 1) / 2
    below, above = (tuple(x for x in range(1, levels + 1) if side(x)) for side in (middle.__gt__, middle.__lt__))
    return [*((x,) for x in range(1, levels + 1)), *((below, above) if levels > 3 else ())]


def _sets(types: Sequence[tuple[int, ...]], sizes: Sequence[int], limit: float) -> set[tuple[int, ...]]:
    """Types, and meetings of categories with fewer than the limit. Unions hold these, and prove no more of them."""
    found = {(t,) for t in range(len(types)) if sizes[t] < limit}  # of fewer than three, these are enough
    for kind in product(*({None, *column} for column in zip(*types, strict=True))):
        members = tuple(t for t, own in enumerate(types) if all(k in (None, x) for k, x in zip(kind, own, strict=True)))
        if members and 3 <= sum(sizes[t] for t in members) < limit:
            found.add(members)
    return found


def _is_spared(survey, item, members, types, levels, many, limit) -> bool:
    """Whether counts of a group that is not small say as much of it."""
    groups = [([True] * len(types), survey.whole)]
    for place, grouping in enumerate(survey.groupings):
        groups += [([t[place] == c for t in types], one.tally) for c, one in enumerate(grouping.categories)]
    for inside, tally in groups:
        counts = tally.counts[item]
        is_large = (
            counts is not None and (tally is survey.whole or tally.n >= limit) and all(inside[t] for t in members)
        )
        if is_large and sum(n for x, n in enumerate(counts, 1) if x not in levels) < many:
            return True
    return False


class _System:
    """Every published number of a part as an equation in x[item, type, level]."""

    def __init__(self, survey: Survey, items: Sequence[int], types, sizes, levels: int):
        self.items, self.types, self.levels = list(items), types, levels
        self.kinds = np.array(types).reshape(len(types), -1)
        rows, columns, weights, right = [], [], [], []

        def equal(terms, value):
            for column, weight in terms:
                rows.append(len(right))
                columns.append(column)
                weights.append(weight)
            right.append(value)

        everyone = range(len(types))
        groups = [(list(everyone), survey.whole)]
        for place, grouping in enumerate(survey.groupings):
            groups += [
                ([t for t in everyone if types[t][place] == c], one.tally) for c, one in enumerate(grouping.categories)
            ]
        for i in items:
            for t in everyone:
                equal([(self.at(i, t, x), 1) for x in range(1, levels + 1)], sizes[t])
        for members, tally in groups:
            for i in items:
                if tally.counts[i] is not None:
                    for x, n in enumerate(tally.counts[i], 1):
                        equal([(self.at(i, t, x), 1) for t in members], n)
            for unit in (*survey.aspects, *survey.parts):
                own = _items_of(survey, unit, items)
                scores = survey.scores(unit, tally)
                others = set(_items_of(survey, unit, range(len(survey.items)))) - set(own)
                if own and scores is not None and any(tally.counts[i] is None for i in own):
                    told = sum(_score(survey, i, tally.counts[i], levels) for i in others)
                    turned = [survey.items[i].reversed for i in own]
                    equal(
                        [
                            (self.at(i, t, x), levels + 1 - x if back else x)
                            for i, back in zip(own, turned, strict=True)
                            for t in members
                            for x in range(1, levels + 1)
                        ],
                        scores.total - told,
                    )
        size = len(self.items) * len(types) * levels
        self.equations = coo_array((weights, (rows, columns)), shape=(len(right), size)).tocsr()
        self.right, self.size = np.array(right, dtype=float), size
        self.known: list[np.ndarray] = []

    def at(self, item: int, type_: int, level: int) -> int:
        """The place of an unknown."""
        return (self.items.index(item) * len(self.types) + type_) * self.levels + level - 1

    def outside(self, table: np.ndarray, item: int, levels: Sequence[int]) -> np.ndarray:
        """How many of each type answered an item outside some levels."""
        begin = self.at(item, 0, 1)
        own = table[begin : begin + len(self.types) * self.levels].reshape(len(self.types), self.levels)
        return own[:, [x - 1 for x in range(1, self.levels + 1) if x not in levels]].sum(axis=1)

    def table(
        self, item: int, members: Sequence[int], levels: Sequence[int], many: int, wanted: np.ndarray
    ) -> np.ndarray | None:
        """A table in which so many members answered outside the levels, and somebody of most wanted types; None where none is.

        It is sought first near a known one, where only types like the members differ; that is a smaller program.
        """
        outside = self._outside_of_types(item, levels)
        known = np.zeros((1, len(self.types)))
        known[0, list(members)] = 1
        aim = csr_array(known @ outside)
        likeness = np.max([np.sum(self.kinds == self.kinds[t], axis=1) for t in members], axis=0)
        likeness[list(members)] = len(self.kinds[0]) + 1
        nearest = np.argsort(-likeness, kind="stable")
        bases = sorted(self.known, key=lambda table: -(aim @ table)[0])[:_BASES]
        for many_free in _NEIGHBOURS:
            for base in bases if many_free < len(nearest) else ():
                free = np.isin(np.arange(len(self.types)), nearest[:many_free])
                mask = np.tile(np.repeat(free, self.levels), len(self.items))
                found = self._solved(
                    aim, outside, many, wanted, (np.where(mask, 0, base), np.where(mask, np.inf, base))
                )
                if found is not None:
                    return found
        return self._solved(aim, outside, many, wanted, (np.zeros(self.size), np.full(self.size, np.inf)))

    def _outside_of_types(self, item: int, levels: Sequence[int]) -> csr_array:
        """A row a type, which adds up those who answered an item outside some levels."""
        pairs = [
            (t, self.at(item, t, x))
            for t in range(len(self.types))
            for x in range(1, self.levels + 1)
            if x not in levels
        ]
        return coo_array(
            (np.ones(len(pairs)), tuple(zip(*pairs, strict=True))), shape=(len(self.types), self.size)
        ).tocsr()

    def _solved(self, aim, outside, many: int, wanted, bounds) -> np.ndarray | None:
        many_types = len(self.types)
        answer = milp(
            np.concatenate([np.zeros(self.size), -wanted.astype(float)]),
            constraints=[
                LinearConstraint(
                    hstack([self.equations, coo_array((len(self.right), many_types))]), self.right, self.right
                ),
                LinearConstraint(hstack([outside, -eye_array(many_types)]), 0, np.inf),
                LinearConstraint(hstack([aim, coo_array((1, many_types))]), many, np.inf),
            ],
            integrality=np.concatenate([np.ones(self.size), np.zeros(many_types)]),
            bounds=Bounds(
                np.concatenate([bounds[0], np.zeros(many_types)]), np.concatenate([bounds[1], np.full(many_types, 2)])
            ),
            options={"mip_rel_gap": _NEAR},
        )
        if answer.status == _NONE:
            return None
        assert answer.status == 0, answer.message
        table = np.round(answer.x[: self.size])
        assert np.array_equal(self.equations @ table, self.right), "rounded, the table does not give the numbers"
        self.known.append(table)
        return table


def _score(survey: Survey, item: int, counts: Sequence[int] | None, levels: int) -> int:
    """The sum of the scores of an item whose counts are told."""
    assert counts is not None, "an item whose counts are not told is linked"
    back = survey.items[item].reversed
    return sum(n * (levels + 1 - x if back else x) for x, n in enumerate(counts, 1))
