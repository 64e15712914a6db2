"""What can be proved from all that is published of an item, by whoever knows who answered and who is in which group.

*The attacker* has the file, as much arithmetic as he likes, and the book: each respondent, each group that he belongs to,
and whether he left the item blank. Counts and sums are linear in who answered what, so what he can prove is what holds
in **every** table of answers that gives all the published numbers. The audit therefore looks for tables: for each
statement that may not be proved it must find one that fits every published number and in which the statement is false.
The true answers are the first such table; a search finds others (`other_tables`). A statement without one counts as
proved, whether it is or the search gave up: a table that is suppressed in vain is the only harm. So the audit is sound
against every attacker, one with integer programming included, and needs no solver; `tests/survey/attacker.py` checks it
with one.

*What may not be proved* (k is `least`; "alike" is one level, or all below the middle of the scale, or all above it):

1. one respondent's answer, or that he is among the satisfied or the dissatisfied;
2. that of a group, of a meeting of groups, or of a union of those, all answered alike, or all but one, whose one
   dissenter knows his own answer (a coalition of one). A union contains its members, so if it is proved of a union, it is
   proved of each: meetings are enough, and groups by which the item is not told meet too. Sets of fewer than
   `COALITION` are covered by 1.

Spared is what the counts of all, or of a group that is not small (`small`), show: that all of 300 teachers agree
is a result, and what it says of the three who are new is no secret of theirs.

*Large groups* pass without a search, by the same rule: where two of each type gave an answer outside each class of
alike answers, the true answers are themselves the table in which every statement is false.

Sets of types are whole numbers, a bit a type; so a statement is compared with a table by two operations of bits.

Sources: Hundepool, A. et al. (2012). Statistical disclosure control. Wiley (audit, coalitions, secondary suppression,
p% rule; τ-ARGUS). Meindl, B. sdcTable; Langsrud, Ø. GaussSuppression.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from khlang.survey.other_tables import Changes, Item, OtherTables, Sum

__all__ = ["COALITION", "Item", "Sum", "alike", "is_safe", "small"]

SMALL_SHARE = 0.15
SMALL_TIMES = 3
COALITION = 3  # respondents: of two, one of whom dissents, each knows the other by rule 1 only
_TRIES = 40  # searches for a statement before it counts as proved


def small(respondents: int, least: int) -> float:
    """Sets of fewer than this may not be proved to have answered alike: 3 k, or 15 % of all where that is more."""
    return max(SMALL_TIMES * least, SMALL_SHARE * respondents)


def is_safe(items: Sequence[Item], sums: Sequence[Sum], book: Sequence[Sequence[int]], limit: float) -> bool:
    """Whether nothing that may not be proved of the first item is provable.

    The others are items whose sums with it are told: what one loses another may gain. `book` holds all groupings of the
    survey, whether the item is told by them or not: of each grouping the category of each respondent.
    """
    return _Audit(items, sums, book, limit).is_safe()


@lru_cache(maxsize=32)
def alike(highest: int) -> tuple[frozenset[int], ...]:
    """Classes of levels that count as one answer."""
    levels = range(1, highest + 1)
    classes = [frozenset({level}) for level in levels]
    if highest > 3:
        middle = (highest + 1) / 2
        classes.append(frozenset(level for level in levels if level < middle))
        classes.append(frozenset(level for level in levels if level > middle))
    return tuple(classes)


@dataclass(frozen=True)
class _Statement:
    """That of some respondents all (`many` 1) or all but one (2) are in a class.

    `types` are those that have a member among them, `twice` those that have two.
    """

    types: int
    twice: int
    many: int

    def is_false(self, one: int, two: int) -> bool:
        """Whether a table refutes it in which one or more, and two or more, of such types answered otherwise."""
        return (self.types & one).bit_count() + (self.twice & two).bit_count() >= self.many


class _Audit:
    """One run of the audit. A *type* is what no published number tells apart: the same category of each grouping."""

    def __init__(self, items: Sequence[Item], sums: Sequence[Sum], book: Sequence[Sequence[int]], limit: float):
        first = items[0]
        self.limit, self.classes = limit, alike(first.highest)
        self.tables = OtherTables(items, sums)
        self.types = self.tables.types
        answered = [place for place, level in enumerate(first.levels) if level]
        own = [[codes[place] for place in answered] for codes in book]
        self.people = Counter(zip(self.types, *own, strict=True))
        self.sizes = Counter(self.types)
        self.categories = list(self._categories(len(first.groups)))
        self._counted: dict[tuple[int, frozenset[int]], int] = {}
        self.truth: dict[frozenset[int], tuple[int, int]] = {}  # of each class, `_outside` of the true answers

    def _categories(self, told: int) -> Iterator[tuple[int, int]]:
        """Of each category by which the item is told, first of all respondents: its types and its number of respondents."""
        for place in range(told + 1):
            types: dict[int, int] = {}
            sizes: Counter[int] = Counter()
            for type_, kind in enumerate(self.tables.kinds[: len(self.sizes)]):
                types[kind[place]] = types.get(kind[place], 0) | 1 << type_
                sizes[kind[place]] += self.sizes[type_]
            yield from ((mask, sizes[code]) for code, mask in types.items())

    def is_safe(self) -> bool:
        """Whether a fitting table refutes each statement."""
        if not self.sizes:
            return True
        for kind in self.classes:
            self.truth[kind] = self._outside({}, kind)
        truth = list(self.truth.values())
        everyone = self.categories[0][0]
        if any(self._shows_alike(kind) for kind in self.classes):
            return False
        if all(two == everyone for _, two in truth):
            return True
        statements = self._statements()
        left = [
            (kind, [one for one in statements if not one.is_false(*truth[place]) and not self._is_spared(one, kind)])
            for place, kind in enumerate(self.classes)
        ]
        return self._all_refuted(left)

    def _all_refuted(self, left: list[tuple[frozenset[int], list[_Statement]]]) -> bool:
        random = Random(2569)  # the same answers give the same file, on every machine: whole numbers only
        while any(statements for _, statements in left):
            kind, hardest = min(
                ((kind, one) for kind, statements in left for one in statements),
                key=lambda one: (one[1].types.bit_count() + one[1].twice.bit_count(), sorted(one[0]), one[1].types),
            )
            found = self._refute(kind, hardest, random)
            if found is None:
                return False
            left = [
                (one, [other for other in statements if not other.is_false(*outside)])
                for one, statements in left
                for outside in (self._outside(found, one),)
            ]
        return True

    def _refute(self, kind: frozenset[int], statement: _Statement, random: Random) -> Changes | None:
        """A fitting table in which a statement is false, if one is found."""
        if not self._may_be_false(kind, statement):
            return None
        members = list(_bits(statement.types)) + (list(_bits(statement.twice)) if statement.many > 1 else [])
        for _ in range(_TRIES):
            chosen = random.sample(members, statement.many)
            found = self.tables.seek(chosen, kind, random)
            if found is not None:
                return found
        return None

    def _may_be_false(self, kind: frozenset[int], statement: _Statement) -> bool:
        """Whether each category around the statement has so many answers outside the class, which is quickly seen."""
        return all(
            self._many_outside(mask, kind) >= statement.many
            for mask, _ in self.categories
            if statement.types & ~mask == 0
        )

    def _outside(self, changes: Changes, kind: frozenset[int]) -> tuple[int, int]:
        """The types of which one or more, and two or more, answered outside a class, in the true table but for changes."""
        one, two = self.truth.get(kind, (0, 0))
        for type_, row in changes.items() if kind in self.truth else enumerate(self.tables.truth):
            many = self.sizes[type_] - sum(row[level] for level in kind)
            own = 1 << type_
            one = one | own if many > 0 else one & ~own
            two = two | own if many > 1 else two & ~own
        return one, two

    def _many_outside(self, types: int, kind: frozenset[int]) -> int:
        """How many of some types answered outside a class."""
        key = types, kind
        if key not in self._counted:
            rows = [self.tables.truth[type_] for type_ in _bits(types)]
            self._counted[key] = sum(n for row in rows for level, n in enumerate(row) if level not in kind)
        return self._counted[key]

    def _shows_alike(self, kind: frozenset[int]) -> bool:
        """Whether a small category is alike, or alike but for one, by its counts alone."""
        return any(
            size < self.limit
            and self._many_outside(mask, kind) < 2
            and not self._is_spared(_Statement(mask, 0, 2), kind)
            for mask, size in self.categories[1:]
        )

    def _is_spared(self, statement: _Statement, kind: frozenset[int]) -> bool:
        """Whether the counts of all, or of a group that is not small, say as much."""
        large = [mask for place, (mask, size) in enumerate(self.categories) if place == 0 or size >= self.limit]
        return any(statement.types & ~mask == 0 and self._many_outside(mask, kind) < statement.many for mask in large)

    def _statements(self) -> list[_Statement]:
        """What may not be proved to be alike: a respondent of each type, and meetings of few but no fewer than a coalition."""
        people = [_Statement(1 << type_, 0, 1) for type_ in range(len(self.sizes))]
        return people + [_Statement(types, twice, 2) for types, twice in self._meetings()]

    def _meetings(self) -> list[tuple[int, int]]:
        """Meetings of categories of all groupings, by their types and those that have two members there."""
        kinds = list(self.people.items())
        found = {(1 << len(kinds)) - 1}
        sizes = [n for _, n in kinds]
        for place in range(1, len(kinds[0][0])):
            own: dict[int, int] = {}
            for bit, (kind, _) in enumerate(kinds):
                own[kind[place]] = own.get(kind[place], 0) | 1 << bit
            met = {one & other for one in found for other in own.values()}
            found |= {one for one in met if sum(sizes[bit] for bit in _bits(one)) >= COALITION}
        return list(dict.fromkeys(self._by_type(one) for one in sorted(found) if self._is_small(one, sizes)))

    def _is_small(self, kinds: int, sizes: Sequence[int]) -> bool:
        return sum(sizes[bit] for bit in _bits(kinds)) < self.limit

    def _by_type(self, kinds: int) -> tuple[int, int]:
        people = list(self.people.items())
        once = twice = 0
        for bit in _bits(kinds):
            kind, n = people[bit]
            own = 1 << kind[0]
            twice |= own if n > 1 else once & own
            once |= own
        return once, twice


def _bits(mask: int) -> Iterator[int]:
    """The places of the bits that are set."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
