"""Postings: a term, a page and how often it stands there, packed into one number.

So packed they are sorted in a fifth of the time and memory of arrays side by side.

    term, from 1            24 bits a page      6 bits a count      terms of one page or many (`packed`)
    first    second + 1     24 bits a page      6 bits a count      16 bits a term, second 0 for none (`postings.py`)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

PAGE_BITS = 24
COUNT_BITS = 6
LOW_BITS = PAGE_BITS + COUNT_BITS
PAGE = (1 << PAGE_BITS) - 1
COUNT = (1 << COUNT_BITS) - 1

MOST_COUNTED = 31
"""Of a term on a page; more say nothing more. Twice as many are a count, too."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A row of numbers for each of 0 to n - 1: row i is values[starts[i]:starts[i + 1]]."""

    starts: np.ndarray
    values: np.ndarray

    @classmethod
    def made(cls, count: int, rows: Mapping[int, Sequence[int]]) -> Rows:
        """Put rows behind each other; those that are not given are empty."""
        starts = np.zeros(count + 1, dtype=np.int64)
        for number, row in rows.items():
            starts[number + 1] = len(row)
        np.cumsum(starts, out=starts)
        return cls(starts, np.asarray([value for _, row in sorted(rows.items()) for value in row], dtype=np.int64))

    def of(self, numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Give the rows of `numbers` behind each other: of each value the place in `numbers`, and the value."""
        counts = np.diff(self.starts)
        holders = np.flatnonzero((counts > 0)[numbers])
        held = numbers[holders]
        counts, begins = counts[held], self.starts[held]
        places = np.repeat(holders, counts)
        nth = np.arange(len(places)) - np.repeat(np.cumsum(counts) - counts - begins, counts)
        return places, self.values[nth]


def packed(terms: np.ndarray, pages: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Pack terms, pages and counts."""
    found = terms.astype(np.int64)
    found <<= PAGE_BITS
    found |= pages
    found <<= COUNT_BITS
    found |= counts
    return found


def with_terms(postings: np.ndarray, terms: np.ndarray) -> np.ndarray:
    """Give the same with other terms."""
    found = terms.astype(np.int64)
    found <<= LOW_BITS
    found |= postings & ((1 << LOW_BITS) - 1)
    return found


def summed(postings: np.ndarray) -> np.ndarray:
    """Sort, and put those of one term and page together: their counts added up, to MOST_COUNTED. `postings` is used up."""
    postings.sort()
    counts = postings.astype(np.uint8)
    counts &= COUNT
    postings >>= COUNT_BITS
    heads = firsts(postings)
    if not len(heads):
        return postings
    found: np.ndarray = postings[heads]
    found <<= COUNT_BITS
    found |= np.minimum(np.add.reduceat(counts, heads, dtype=np.int64), MOST_COUNTED)
    return found


def firsts(ordered: np.ndarray) -> np.ndarray:
    """Give the places at which another number stands than before; the first is one."""
    is_first = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    return np.flatnonzero(is_first)
