"""Tables of answers that give the same published numbers as the true one, found by local search.

A *cell* is a type of respondents and an item: how many of the type gave which level. For each told count (category ×
level) a table has a surplus, for each told sum an excess; the search moves one answer after another, each time one that
is in surplus somewhere to where one is missing, and prefers moves that mend other numbers too. That is WalkSAT with
counts instead of clauses: Selman, B., Kautz, H. & Cohen, B. (1994). Noise strategies for improving local search. AAAI-94.

Plain Python and whole numbers: sets are small, the same search runs in a browser, and it goes the same way on every
machine, which products of floating-point matrices do not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

_STEPS = 160  # moves of one answer, at most, until a table fits
_NOISE = 3  # of a cost: so that the search leaves a table that no single move makes fit better

Table = Sequence[Sequence[int]]  # of each type, how many gave each level, from 0 (nobody: blanks are left out)
Changes = Mapping[int, Sequence[int]]  # the rows of a table that differ from the true one


@dataclass(frozen=True)
class Item:
    """The answers to an item and by which groupings their counts are told. The counts of all are always told."""

    levels: bytes  # of each respondent: 1 … highest, 0 for a blank
    highest: int
    groups: tuple[Sequence[int], ...] = ()  # of each grouping, the category of each respondent
    values: Sequence[int] | None = None  # of each level from 0, its score; where a sum is told


@dataclass(frozen=True)
class Sum:
    """A told sum of the scores of several items, by a grouping."""

    group: Sequence[int]  # the category of each respondent
    members: Sequence[int]  # of each respondent, whether he is added up
    items: tuple[int, ...]  # places among the items


class OtherTables:
    """All tables that give the published numbers of some items, of which the first may be asked for."""

    def __init__(self, items: Sequence[Item], sums: Sequence[Sum]):
        self.width = max(item.highest for item in items) + 1
        self.counts: list[tuple[int, ...]] = []  # of each cell, where the surpluses of its categories begin
        self.sums: list[tuple[int, ...]] = []  # of each cell, the sums that it is part of
        self.values: list[Sequence[int]] = []
        self.table: list[list[int]] = []
        self.types: list[int] = []  # of each respondent who answered the first item
        self.kinds: list[
            tuple[int, ...]
        ] = []  # of each cell: 0, its categories, and those of the sums that it is part of
        self.in_count: list[list[int]] = []
        self.in_sum: list[list[int]] = []
        places: dict[tuple[int, int], int] = {}
        for place, item in enumerate(items):
            types = self._add(place, item, sums, places)
            if place == 0:
                self.types = types
                self.first = len(self.table)
        self.truth: Table = [list(row) for row in self.table[: self.first]]
        self.levels = [level for level in range(1, items[0].highest + 1)]
        self.missing = self._missing()

    def _add(self, place: int, item: Item, sums: Sequence[Sum], places: dict[tuple[int, int], int]) -> list[int]:
        """The cells of an item; returns the type of each who answered it."""
        answered = [i for i, level in enumerate(item.levels) if level]
        inside = [(number, one) for number, one in enumerate(sums) if place in one.items]
        told = [[codes[i] for i in answered] for codes in item.groups]
        added = [[one.group[i] + 1 if one.members[i] else 0 for i in answered] for _, one in inside]
        kinds = list(zip([0] * len(answered), *told, *added, strict=True))
        names = {kind: number for number, kind in enumerate(sorted(set(kinds)))}
        counted: dict[tuple[int, int], int] = {}
        begin = len(self.table)
        for kind in names:
            cell = len(self.table)
            self.kinds.append(kind)
            own = []
            for key in enumerate(kind[: len(told) + 1]):
                if key not in counted:
                    counted[key] = len(self.in_count)
                    self.in_count.append([])
                self.in_count[counted[key]].append(cell)
                own.append(counted[key] * self.width)
            self.counts.append(tuple(own))
            self.sums.append(self._sums_of(cell, kind[len(told) + 1 :], [number for number, _ in inside], places))
            self.values.append(item.values if item.values is not None else range(item.highest + 1))
            self.table.append([0] * self.width)
        types = [names[kind] for kind in kinds]
        for (type_, level), n in Counter(zip(types, (item.levels[i] for i in answered), strict=True)).items():
            self.table[begin + type_][level] = n
        return types

    def _sums_of(
        self, cell: int, codes: Sequence[int], numbers: Sequence[int], places: dict[tuple[int, int], int]
    ) -> tuple[int, ...]:
        own = []
        for number, code in zip(numbers, codes, strict=True):
            if code:
                key = (number, code)
                if key not in places:
                    places[key] = len(self.in_sum)
                    self.in_sum.append([])
                self.in_sum[places[key]].append(cell)
                own.append(places[key])
        return tuple(own)

    def _missing(self) -> list[set[int]]:
        """Of each type, the levels that by a told count none of it gave."""
        given = [
            {level for level in self.levels if any(self.table[cell][level] for cell in cells)}
            for cells in self.in_count
        ]
        return [
            {level for level in self.levels if any(level not in given[begin // self.width] for begin in counts)}
            for counts in self.counts[: self.first]
        ]

    def seek(self, types: Sequence[int], kind: frozenset[int], random: Random) -> Changes | None:
        """A table in which somebody of each of the types answered outside a class; None where none is found."""
        table = [list(row) for row in self.table]
        held = [[0] * self.width for _ in range(self.first)]
        surplus, excess = [0] * (len(self.in_count) * self.width), [0] * len(self.in_sum)
        for type_ in types:
            already = [x for x in self.levels if x not in kind and table[type_][x] > held[type_][x]]
            if already:
                held[type_][random.choice(already)] += 1
                continue
            possible = [x for x in self.levels if x not in kind and x not in self.missing[type_]]
            there = [x for x in self.levels if table[type_][x] > held[type_][x]]
            if not possible or not there:
                return None
            old, new = random.choice(there), random.choice(possible)
            self._move(table, surplus, excess, type_, old, new)
            held[type_][new] += 1
        if not self._mend(table, held, surplus, excess, random):
            return None
        return self._changes(table)

    def _move(
        self, table: list[list[int]], surplus: list[int], excess: list[int], cell: int, old: int, new: int
    ) -> None:
        table[cell][old] -= 1
        table[cell][new] += 1
        for begin in self.counts[cell]:
            surplus[begin + old] -= 1
            surplus[begin + new] += 1
        step = self.values[cell][new] - self.values[cell][old]
        for place in self.sums[cell]:
            excess[place] += step

    def _mend(
        self, table: list[list[int]], held: list[list[int]], surplus: list[int], excess: list[int], random: Random
    ) -> bool:
        """Move answers until all numbers fit; whether they came to."""
        last = (-1, 0, 0)
        for _ in range(_STEPS):
            over = [place for place, n in enumerate(surplus) if n > 0]
            if over:
                moves = self._moves_of_count(random.choice(over), table, held, surplus)
            else:
                wrong = [place for place, n in enumerate(excess) if n]
                if not wrong:
                    return True
                place = random.choice(wrong)
                moves = self._moves_of_sum(place, excess[place] > 0, table, held)
            best, least = None, 1e9
            for move in moves:
                if move == last:
                    continue
                cost = self._cost(move, surplus, excess) + random.random() * _NOISE
                if cost < least:
                    best, least = move, cost
            if best is None:
                return False
            cell, old, new = best
            self._move(table, surplus, excess, cell, old, new)
            last = (cell, new, old)
        return False

    def _moves_of_count(
        self, place: int, table: list[list[int]], held: list[list[int]], surplus: list[int]
    ) -> list[tuple[int, int, int]]:
        """Moves from a level of which a category has too many to one of which it has too few."""
        count, old = divmod(place, self.width)
        begin = place - old
        under = [new for new in range(1, self.width) if surplus[begin + new] < 0]
        return [
            (cell, old, new)
            for cell in self.in_count[count]
            if table[cell][old] > (held[cell][old] if cell < self.first else 0)
            for new in under
        ]

    def _moves_of_sum(
        self, place: int, is_over: bool, table: list[list[int]], held: list[list[int]]
    ) -> list[tuple[int, int, int]]:
        """Moves by which a sum comes nearer to what is told."""
        return [
            (cell, old, new)
            for cell in self.in_sum[place]
            for old in range(1, len(self.values[cell]))
            if table[cell][old] > (held[cell][old] if cell < self.first else 0)
            for new in range(1, len(self.values[cell]))
            if new != old and (self.values[cell][new] < self.values[cell][old]) == is_over
        ]

    def _cost(self, move: tuple[int, int, int], surplus: list[int], excess: list[int]) -> int:
        """Half of what a move adds to the sum of squares of all that does not fit, but for a constant of the cell."""
        cell, old, new = move
        cost = len(self.counts[cell])
        for begin in self.counts[cell]:
            cost += surplus[begin + new] - surplus[begin + old]
        if self.sums[cell]:
            step = self.values[cell][new] - self.values[cell][old]
            cost += sum(step * excess[place] for place in self.sums[cell])
            cost += len(self.sums[cell]) * step * step // 2
        return cost

    def _changes(self, table: list[list[int]]) -> Changes:
        """The rows of the first item that differ, after counting the found table anew.

        The proof rests on this, not on the search.
        """
        surplus: Counter[int] = Counter()
        excess: Counter[int] = Counter()
        found = {}
        for cell, (now, true) in enumerate(zip(table, self.table, strict=True)):
            if now == true:
                continue
            for level in range(self.width):
                if more := now[level] - true[level]:
                    for begin in self.counts[cell]:
                        surplus[begin + level] += more
                    for place in self.sums[cell]:
                        excess[place] += self.values[cell][level] * more
            if min(now) < 0 or sum(now) != sum(true):
                raise AssertionError("the search lost an answer")
            if cell < self.first:
                found[cell] = now
        if any(surplus.values()) or any(excess.values()):
            raise AssertionError("the search counted wrongly")
        return found
