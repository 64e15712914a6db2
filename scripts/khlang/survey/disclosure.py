"""What can be proved from all that is published of an item, by whoever knows who answered and who is in which group.

*The attacker* has the file, as much arithmetic as he likes, and the book: each respondent, each group that he belongs to,
and whether he left the item blank. Counts and sums are linear in who answered what, so what he can prove is what holds
in **every** table of answers that gives all the published numbers. The audit therefore looks for tables: for each
statement that may not be proved it must find one that fits every published number and in which the statement is false.
The true answers are the first such table; a search finds others. A statement without one counts as proved, whether it
is or the search gave up: a table that is suppressed in vain is the only harm. So the audit is sound against every
attacker, one with integer programming included, and needs no solver; `tests/survey/attacker.py` checks it with one.

*What may not be proved* (k is `least`; "alike" is one level, or all below the middle of the scale, or all above it):

1. one respondent's answer, or that he is among the satisfied or the dissatisfied;
2. that of a group, of a meeting of groups, or of a union of those, all answered alike, or all but one, whose one
   dissenter knows his own answer (a coalition of one). A union contains its members, so if it is proved of a union, it is
   proved of each: meetings are enough. Those of fewer than `COALITION` are covered by 1.

Spared is what the counts of all, or of a group that is not small (`small`), show: that all of 300 teachers agree
is a result, and what it says of the three who are new is no secret of theirs.

*Large groups* pass without a search, by the same rule: where two of each type gave an answer outside each class of
alike answers, the true answers are themselves the table in which every statement is false.

Sources: Hundepool, A. et al. (2012). Statistical disclosure control. Wiley (audit, coalitions, secondary suppression,
p% rule; τ-ARGUS). Meindl, B. sdcTable; Langsrud, Ø. GaussSuppression. The search is WalkSAT's: Selman, B., Kautz, H. &
Cohen, B. (1994). Noise strategies for improving local search. AAAI-94.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

SMALL_SHARE = 0.15
SMALL_TIMES = 3
COALITION = 3  # respondents: of two, one of whom dissents, each knows the other by rule 1 only
_CHAINS = 32  # tables that are sought at once
_TRIES = 6  # chains for a statement and round
_STEPS = 120  # moves of one answer, at most, until a table fits
_PATIENCE = 2  # rounds of search without any statement refuted
_FREE = 600  # answers that the search may move
_SHOWN = 3  # answers of a type and level that are enough to move, where respondents are many
_KEPT = 300  # tables that are kept to refute statements with


@dataclass(frozen=True)
class Item:
    """The answers to an item and by which groupings their counts are told. The counts of all are always told."""

    levels: np.ndarray  # of each respondent: 1 … highest, 0 for a blank
    highest: int
    groups: tuple[np.ndarray, ...] = ()  # of each grouping, the category of each respondent
    values: np.ndarray | None = None  # of each level, its score; where a sum is told


@dataclass(frozen=True)
class Sum:
    """A told sum of the scores of several items, by a grouping."""

    group: np.ndarray  # the category of each respondent
    members: np.ndarray  # which respondents are added up
    items: tuple[int, ...]  # places among the audited items


def small(respondents: int, least: int) -> float:
    """Sets of fewer than this may not be proved to have answered alike: 3 k, or 15 % of all where that is more."""
    return max(SMALL_TIMES * least, SMALL_SHARE * respondents)


def is_safe(items: Sequence[Item], sums: Sequence[Sum], limit: float) -> bool:
    """Whether nothing that may not be proved of the first item is provable.

    The others are items whose sums with it are told: what one loses another may gain.
    """
    return _Audit(items, sums, limit).is_safe()


def alike(highest: int) -> np.ndarray:
    """Classes of levels that count as one answer: rows of a table classes × levels (from 0, the blank)."""
    classes = [[level] for level in range(1, highest + 1)]
    if highest > 3:
        middle = (highest + 1) / 2
        classes.append([level for level in range(1, highest + 1) if level < middle])
        classes.append([level for level in range(1, highest + 1) if level > middle])
    return np.array([np.isin(np.arange(highest + 1), one) for one in classes])


class _Audit:
    """One run of the audit. A *type* is what no published number tells apart: the same category of each grouping."""

    def __init__(self, items: Sequence[Item], sums: Sequence[Sum], limit: float):
        self.items, self.sums, self.limit = items, sums, limit
        first = items[0]
        self.classes = alike(first.highest)
        self.width = max(item.highest for item in items) + 1
        answered = np.flatnonzero(first.levels)
        groups = [group[answered] for group in first.groups]
        groups += [np.where(one.members, one.group + 1, 0)[answered] for one in sums if 0 in one.items]
        self.told = len(first.groups)
        table = np.stack([np.zeros(len(answered), dtype=np.int64), *groups])
        self.kinds, types = np.unique(table, axis=1, return_inverse=True)
        self.types = types.reshape(-1)
        self.levels = first.levels[answered].astype(np.int64)
        self.sizes = np.bincount(self.types, minlength=self.kinds.shape[1])
        self.truth = self._table(self.levels, self.types)
        self.tables = [self.truth]
        self.categories = self._categories()
        self.random = np.random.default_rng(2569)  # the same answers give the same file

    def _table(self, levels: np.ndarray, types: np.ndarray) -> np.ndarray:
        """How many of each type gave each level."""
        kinds = len(self.sizes)
        counts = np.bincount(types * self.width + levels, minlength=kinds * self.width)
        return counts.reshape(kinds, self.width)[:, : self.items[0].highest + 1]

    def _categories(self) -> np.ndarray:
        """Categories whose counts are told × types: which type is in which. The first is everybody."""
        rows = [self.kinds[place] == code for place in range(self.told + 1) for code in np.unique(self.kinds[place])]
        return np.array(rows)

    def is_safe(self) -> bool:
        """Whether a fitting table refutes each statement."""
        if not len(self.levels):
            return True
        if not self._shows_no_group_alike():
            return False
        meetings: np.ndarray | None = None
        left, stale, before = _PATIENCE, 0, None
        while stale < left:
            people = self._proved_of_people()
            if meetings is None and not people.any() and self._is_plain():
                return True
            if meetings is None:
                meetings = self._meetings()
            together = self._proved_together(meetings)
            open_ = int(people.sum() + together.sum())
            if not open_:
                return True
            stale = stale + 1 if before is not None and open_ >= before else 0
            before = open_
            self._seek(people, together, meetings)
            self.tables = [self.truth, *self.tables[1:][-_KEPT:]]
        return False

    def _outside(self, tables: np.ndarray) -> np.ndarray:
        """tables × classes × types: how many answered otherwise."""
        outside: np.ndarray = np.einsum("wtl,kl->wkt", tables, (~self.classes).astype(np.int64), optimize=True)
        return outside

    def _shows_no_group_alike(self) -> bool:
        """Whether no small category is alike, or alike but for one, by its counts alone."""
        sizes = self.categories @ self.sizes
        outside = self._outside(self.truth[None])[0] @ self.categories.T
        is_small = sizes < self.limit
        is_small[0] = False  # what all answered is told in any case
        return not ((outside < 2) & is_small).any()

    def _is_plain(self) -> bool:
        """Whether already the true answers refute everything: of each type two answered outside each class."""
        return bool((self._outside(self.truth[None])[0] >= 2).all())

    def _spared(self, dissenters: int) -> np.ndarray:
        """classes × categories: which of those that are not small are shown to be alike but for so many dissenters."""
        sizes = self.categories @ self.sizes
        outside = self._outside(self.truth[None])[0] @ self.categories.T
        is_large = sizes >= self.limit
        is_large[0] = True
        spared: np.ndarray = (outside <= dissenters) & is_large
        return spared

    def _proved_of_people(self) -> np.ndarray:
        """classes × types: of which types no table has a member who answered otherwise (rule 1)."""
        is_refuted = np.asarray((self._outside(np.array(self.tables)) >= 1).any(axis=0))
        is_excused = np.asarray(self._spared(0) @ self.categories)
        return np.asarray(~(is_refuted | is_excused))

    def _meetings(self) -> np.ndarray:
        """Meetings of categories × types, of those that are small but no smaller than a coalition."""
        found = {b"": np.ones(len(self.sizes), dtype=bool)}
        for place in range(1, len(self.kinds)):
            own = [self.kinds[place] == code for code in np.unique(self.kinds[place])]
            met = [one & other for one in found.values() for other in (np.ones_like(one), *own)]
            found = {one.tobytes(): one for one in met if one @ self.sizes >= COALITION}
        rows = np.array(list(found.values()))
        return rows[rows @ self.sizes < self.limit] if len(rows) else rows.reshape(0, len(self.sizes))

    def _proved_together(self, meetings: np.ndarray) -> np.ndarray:
        """classes × meetings: of which no table has two members who answered otherwise (rule 2)."""
        outside = self._outside(np.array(self.tables)).astype(np.float32)
        refuted = np.zeros((len(self.classes), len(meetings)), dtype=bool)
        spread = meetings.T.astype(np.float32)
        for table in outside:
            refuted |= table @ spread >= 2
        if not refuted.all():
            spared = self._spared(1)
            within = (meetings.astype(np.int64) @ (~self.categories.T).astype(np.int64)) == 0  # meetings × categories
            refuted |= (spared.astype(np.int64) @ within.T.astype(np.int64)) > 0
        return ~refuted

    def _seek(self, people: np.ndarray, together: np.ndarray, meetings: np.ndarray) -> None:
        """Look for tables in which some of the statements that are left are false."""
        search = self._search()
        statements = [(k, self.types_of(place), 1) for k, place in np.argwhere(people)]
        statements += [(k, meetings[place], 2) for k, place in np.argwhere(together)]
        chosen = self.random.permutation(len(statements))
        levels, locked = search.start(min(_CHAINS, _TRIES * len(statements)))
        for chain in range(len(levels)):
            k, types, many = statements[chosen[chain % len(chosen)]]
            self._refute(levels[chain], locked[chain], search, self.classes[k], types, many)
        for found in search.run(levels, locked, self.random):
            free = search.rows_of_first
            moved = self._table(found[free], self.types[search.people])
            self.tables.append(self.truth - search.base + moved)

    def types_of(self, place: int) -> np.ndarray:
        """A mask of one type."""
        mask: np.ndarray = np.arange(len(self.sizes)) == place
        return mask

    def _refute(
        self, levels: np.ndarray, locked: np.ndarray, search: _Search, alike: np.ndarray, types: np.ndarray, many: int
    ) -> None:
        """Give so many members of the types an answer outside the class, and hold them to it."""
        free = np.flatnonzero(types[self.types[search.people]])
        free = self.random.permutation(free)
        own = levels[: len(search.people)][free]
        free = np.concatenate([free[~alike[own]], free[alike[own]]])[:many]
        for row in free:
            locked[row] = True
            if alike[levels[row]]:
                possible = np.flatnonzero(~alike[1:] & search.offered[row, 1 : len(alike)]) + 1
                if len(possible):
                    levels[row] = self.random.choice(possible)

    def _search(self) -> _Search:
        """The answers that may be moved: all, or of many respondents a few of each type and level, of the first item."""
        if not hasattr(self, "_made"):
            self._made = _Search(self)
        return self._made


class _Search:
    """Tables of answers that give the published numbers, by moving one answer after another towards them.

    A row is an answer: of one respondent to one item. For each told count (category × level) the table has a surplus; a
    move costs by how much it raises the sum of squares of all surpluses, of which with counts only the difference of two
    sums of surpluses matters, so that all moves of all chains are weighed by one product of matrices.
    """

    def __init__(self, audit: _Audit):
        items, first = audit.items, audit.items[0]
        self.width = audit.width
        answered = np.flatnonzero(first.levels)
        self.people = _few_of_each(audit.types, audit.levels)
        self.base = audit._table(audit.levels[self.people], audit.types[self.people])
        rows, counted, summed = [], [], []
        for place, item in enumerate(items):
            who = answered[self.people] if place == 0 else np.flatnonzero(item.levels)
            rows.append(item.levels[who].astype(np.int64))
            counted.append(_incidence([np.zeros(len(who), dtype=np.int64), *(group[who] for group in item.groups)]))
            summed.append(self._in_sums(audit.sums, place, who))
        self.rows_of_first = slice(0, len(self.people))
        self.truth = np.concatenate(rows)
        self.counts = _blocks(counted)
        self.sums = np.concatenate(summed)
        highest = np.concatenate([np.full(len(own), item.highest) for own, item in zip(rows, items, strict=True)])
        self.barred = (np.arange(self.width) == 0) | (np.arange(self.width) > highest[:, None])
        values = [np.zeros(self.width, dtype=np.float32) for _ in items]
        for own, item in zip(values, items, strict=True):
            scores = np.arange(item.highest + 1) if item.values is None else item.values
            own[: len(scores)] = scores
        self.values = np.concatenate([np.tile(own, (len(row), 1)) for own, row in zip(values, rows, strict=True)])
        onehot = np.eye(self.width, dtype=np.float32)
        self.target = self.counts.T @ onehot[self.truth]
        self.offered = ((self.counts @ (self.target == 0)) == 0)[self.rows_of_first]

    @staticmethod
    def _in_sums(sums: Sequence[Sum], place: int, who: np.ndarray) -> np.ndarray:
        """answers × told sums: which of them it is part of."""
        found = [np.zeros((len(who), 0), dtype=np.float32)]
        for one in sums:
            codes = np.unique(one.group)
            inside = one.members[who] if place in one.items else np.zeros(len(who), dtype=bool)
            found.append(((one.group[who][:, None] == codes) & inside[:, None]).astype(np.float32))
        return np.concatenate(found, axis=1)

    def start(self, chains: int) -> tuple[np.ndarray, np.ndarray]:
        """Chains of true answers, and which of them are held."""
        return np.tile(self.truth, (chains, 1)), np.zeros((chains, len(self.truth)), dtype=bool)

    def run(self, levels: np.ndarray, locked: np.ndarray, random: np.random.Generator) -> list[np.ndarray]:
        """The answers of each chain that came to fit all numbers."""
        onehot = np.eye(self.width, dtype=np.float32)
        surplus = np.einsum("rc,brl->bcl", self.counts, onehot[levels], optimize=True) - self.target
        rows = np.arange(len(self.truth))
        excess = (self.values[rows, levels] - self.values[rows, self.truth]) @ self.sums
        in_counts, in_sums = self.counts.sum(axis=1), self.sums.sum(axis=1)
        barred = (locked[:, :, None] | self.barred).astype(np.float32) * 1e9
        last = np.full(len(levels), -1)
        found: list[np.ndarray] = []
        for _ in range(_STEPS):
            fits = (surplus == 0).all(axis=(1, 2)) & (np.abs(excess) < 0.5).all(axis=1)
            if fits.any():
                found += [self._checked(one) for one in levels[fits]]
                kept = ~fits
                levels, surplus, excess, barred, last = (one[kept] for one in (levels, surplus, excess, barred, last))
                if not len(levels):
                    break
            chains = np.arange(len(levels))
            cost = self._costs(levels, surplus, excess, in_counts, in_sums)
            begin = int(random.integers(len(_noise()) - cost.size)) if cost.size < len(_noise()) else 0
            cost += np.resize(_noise()[begin : begin + cost.size], cost.shape)
            cost += barred
            np.put_along_axis(cost, levels[:, :, None], 1e9, axis=2)
            moved = last >= 0
            cost[chains[moved], last[moved]] = 1e9  # not the same answer twice running
            best = cost.reshape(len(levels), -1).argmin(axis=1)
            row, level = np.divmod(best, self.width)
            old = levels[chains, row]
            surplus[chains, :, old] -= self.counts[row]
            surplus[chains, :, level] += self.counts[row]
            excess += self.sums[row] * (self.values[row, level] - self.values[row, old])[:, None]
            levels[chains, row] = level
            last = row
        return found

    def _costs(
        self, levels: np.ndarray, surplus: np.ndarray, excess: np.ndarray, in_counts: np.ndarray, in_sums: np.ndarray
    ) -> np.ndarray:
        """chains × answers × levels: half of what each move adds to the sum of squares."""
        pull = np.matmul(self.counts, surplus)
        cost: np.ndarray = pull - np.take_along_axis(pull, levels[:, :, None], axis=2) + in_counts[:, None]
        if self.sums.shape[1]:
            rows = np.arange(len(self.truth))
            step = self.values[None] - self.values[rows, levels][:, :, None]
            cost = cost + (excess @ self.sums.T)[:, :, None] * step + in_sums[:, None] * step**2 / 2
        return cost

    def _checked(self, levels: np.ndarray) -> np.ndarray:
        """The answers, after counting them anew: the proof rests on this, not on the search."""
        onehot = np.eye(self.width, dtype=np.float32)
        rows = np.arange(len(levels))
        excess = (self.values[rows, levels] - self.values[rows, self.truth]) @ self.sums
        if (self.counts.T @ onehot[levels] != self.target).any() or np.abs(excess).max(initial=0) > 1e-3:
            raise AssertionError("the search counted wrongly")
        return levels


@lru_cache(maxsize=1)
def _noise() -> np.ndarray:
    """What chance adds to costs, so that chains leave a table that no single move makes fit better."""
    return np.random.default_rng(1).gumbel(scale=0.35, size=1 << 20).astype(np.float32)


def _few_of_each(types: np.ndarray, levels: np.ndarray) -> np.ndarray:
    """Places of all answers; of many, a few of each type and level, as others of them can do no more."""
    if len(types) <= _FREE:
        return np.arange(len(types))
    order = np.lexsort((levels, types))
    kinds = np.stack([types[order], levels[order]])
    begins = np.concatenate([[True], (kinds[:, 1:] != kinds[:, :-1]).any(axis=0)])
    starts = np.flatnonzero(begins)
    rank = np.arange(len(order)) - np.repeat(starts, np.diff([*starts, len(order)]))
    return np.sort(order[rank < _SHOWN])


def _incidence(groups: Sequence[np.ndarray]) -> np.ndarray:
    """answers × categories of all groupings."""
    return np.concatenate([group[:, None] == np.unique(group) for group in groups], axis=1).astype(np.float32)


def _blocks(tables: Sequence[np.ndarray]) -> np.ndarray:
    """Tables along the diagonal."""
    made = np.zeros((sum(len(one) for one in tables), sum(one.shape[1] for one in tables)), dtype=np.float32)
    row = column = 0
    for one in tables:
        made[row : row + len(one), column : column + one.shape[1]] = one
        row, column = row + len(one), column + one.shape[1]
    return made
