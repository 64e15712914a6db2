"""Which terms stand on which pages, and which stand side by side: the inverted index and its shards.

An entry is a term (`second` is 0) or two neighbouring terms (`second` is the number of the second + 1), and the pages
that hold it. Entries are sorted, so all that begins with one term lies together: what follows a term is found where the
term is.

    key      (12, 0)      (12, 7)      (12, 40)     (13, 0) …
    pages    2 5 9        5            2 9          1
    counts   2 1 12       –            –            2
    shard    └────────── first ──────────┘ └─ second …
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from . import codec
from .counted import COUNT, COUNT_BITS, PAGE, PAGE_BITS, firsts
from .stream import TERM_BITS

K1 = 1.2
"""Of BM25; the browser has it too (ranking.js)."""

B = 0.75
NORM_STEPS = 6
"""Of a norm, in an octave: each is 12 % above the one before."""

_SHARD = 9_000
"""Bytes of a file before compression; two thirds of them travel. Of what a query fetches it needs a few entries only."""


@dataclass(frozen=True, slots=True)
class Entries:
    """The inverted index as flat arrays; entry i has pages[starts[i]:starts[i + 1]]."""

    first: np.ndarray
    second: np.ndarray
    starts: np.ndarray
    pages: np.ndarray
    counts: np.ndarray
    """1 to MOST_COUNTED half occurrences beside each page; 0 for neighbours. They travel, not the impacts made of them: most
    are alike, so they take a third of the bytes."""


def invert(parts: list[np.ndarray]) -> Entries:
    """Turn postings, as `stream` gives them, into entries. `parts` are used up: they are large."""
    postings = np.empty(sum(map(len, parts)), dtype=np.int64)
    end = len(postings)
    while parts:
        part = parts.pop()
        postings[end - len(part) : end] = part
        end -= len(part)
    postings.sort()
    counts = postings.astype(np.uint8)
    counts &= COUNT
    postings >>= COUNT_BITS
    pages = postings.astype(np.uint32)
    pages &= PAGE
    postings >>= PAGE_BITS
    heads = firsts(postings)
    keys = postings[heads]
    starts = np.append(heads, len(postings)).astype(np.uint32)
    return Entries((keys >> TERM_BITS).astype(np.uint16), keys.astype(np.uint16), starts, pages, counts)


def norms(lengths: np.ndarray) -> np.ndarray:
    """Give what BM25 (Robertson and Zaragoza 2009) adds to a term's count on each page: much where the terms of a page weigh much.

    One byte each: NORM_STEPS · log2(k1 · (1 − b + b · length / average) / (k1 · (1 − b))), from 0.
    """
    relative = 1 + B / (1 - B) * lengths / max(lengths.mean(), 1.0)
    steps: np.ndarray = np.clip(np.rint(NORM_STEPS * np.log2(relative)), 0, 255)
    return steps.astype(np.uint8)


def shards(entries: Entries) -> Iterator[tuple[tuple[int, int], bytes]]:
    """Cut the entries into files: the first key of each, and its bytes.

    Blocks of a file: steps of `first`; `second`, as a step where `first` stays; numbers of pages; steps of pages; counts.
    """
    starts, page_counts = entries.starts, np.diff(entries.starts)
    pages = codec.Numbers.made(_steps(entries.pages, starts[:-1]))
    sizes = np.diff(pages.places[starts].astype(np.int64))
    sizes += np.where(entries.second == 0, page_counts // 2, 0) + 4
    begins = _begins(sizes, _SHARD)
    first = codec.Numbers.made(_steps(entries.first, begins))
    counts = codec.Numbers.made(page_counts)
    second = codec.Numbers.made(_steps(entries.second, np.concatenate((begins, firsts(entries.first)))))
    for begin, end in pairwise([*begins.tolist(), len(sizes)]):
        inside = entries.counts[starts[begin] : starts[end]]
        yield (
            (int(entries.first[begin]), int(entries.second[begin])),
            codec.blocks(
                [
                    first.of(begin, end),
                    second.of(begin, end),
                    counts.of(begin, end),
                    pages.of(starts[begin], starts[end]),
                    inside[inside > 0].tobytes(),
                ]
            ),
        )


def _steps(values: np.ndarray, begins: np.ndarray) -> np.ndarray:
    """Give each number less the one before it, but as it is where a row begins."""
    steps = values.copy()
    steps[1:] -= values[:-1]
    steps[begins] = values[begins]
    return steps


def _begins(sizes: np.ndarray, most: int) -> np.ndarray:
    """Put neighbours together up to a size, and give the first of each group; all sizes are above 0."""
    ends = np.cumsum(sizes)
    found, at = [], 0
    while at < len(sizes):
        found.append(at)
        before = ends[at] - sizes[at]
        at = max(int(np.searchsorted(ends, before + most, side="right")), at + 1)
    return np.asarray(found, dtype=np.int64)
