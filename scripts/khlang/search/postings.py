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

import numpy as np

from . import codec
from .stream import MOST_COUNTED, Stream, distinct, summed, with_parts

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


def invert(stream: Stream, page_count: int, *, pairs: bool) -> Entries:
    """Turn the stream into entries, with neighbours if `pairs` is set.

    A posting is sorted as one number, first · second · page · count, which takes a fifth of the time and memory of
    sorting four arrays.
    """
    span = len(stream.words) + 2
    term, page, count = _terms(stream, page_count)
    postings = ((term * span) * page_count + page) * (MOST_COUNTED + 1) + count
    if pairs:
        del term, page, count
        postings = np.concatenate([postings, _neighbours(stream, span, page_count) * (MOST_COUNTED + 1)])
        postings.sort()
    keys, counts = np.divmod(postings, MOST_COUNTED + 1)
    del postings
    keys, pages = np.divmod(keys, page_count)
    heads = np.flatnonzero(np.diff(keys, prepend=-1))
    first, second = np.divmod(keys[heads], span)
    starts = np.append(heads, len(keys))
    return Entries(first, second, starts, pages.astype(np.uint32), counts.astype(np.uint8))


def _terms(stream: Stream, page_count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Sum weights by term and page: term, page and half occurrences of each, in that order."""
    keys, frequency = summed(stream.terms * page_count + stream.pages, stream.weights.astype(np.float64))
    keys, frequency = keys[keys >= page_count], frequency[keys >= page_count]
    if stream.parts.size:
        keys, frequency = with_parts(keys, frequency, stream.parts, page_count)
    term, page = np.divmod(keys, page_count)
    return term, page, np.clip(np.rint(2 * frequency), 1, MOST_COUNTED).astype(np.int64)


def norms(stream: Stream, page_count: int) -> np.ndarray:
    """Give what BM25 (Robertson and Zaragoza 2009) adds to a term's count on each page: much for long pages.

    One byte each: NORM_STEPS · log2(k1 · (1 − b + b · length / average) / (k1 · (1 − b))), from 0.
    """
    lengths = np.bincount(stream.pages, weights=stream.weights * (stream.terms > 0), minlength=page_count)
    relative = 1 + B / (1 - B) * lengths / max(lengths.mean(), 1.0)
    steps: np.ndarray = np.clip(np.rint(NORM_STEPS * np.log2(relative)), 0, 255)
    return steps.astype(np.uint8)


def _neighbours(stream: Stream, span: int, page_count: int) -> np.ndarray:
    """Number each two terms that stand side by side, with the page: (first * span + second) * page_count + page."""
    terms, pages = stream.terms, stream.pages
    left = np.flatnonzero((terms[:-1] > 0) & (terms[1:] > 0) & (pages[:-1] == pages[1:]))
    return distinct((terms[left] * span + terms[left + 1] + 1) * page_count + pages[left])


def shards(entries: Entries) -> Iterator[tuple[tuple[int, int], bytes]]:
    """Cut the entries into files: the first key of each, and its bytes.

    Blocks of a file: steps of `first`; `second`, as a step where `first` stays; numbers of pages; steps of pages; counts.
    """
    counts = np.diff(entries.starts)
    steps = entries.pages.astype(np.int64)
    steps[1:] -= entries.pages[:-1]
    steps[entries.starts[:-1]] = entries.pages[entries.starts[:-1]]
    step_bytes, step_places = codec.number_bytes(steps)
    sizes = np.diff(step_places[entries.starts]) + np.where(entries.second == 0, counts // 2, 0) + 4
    for begin, end in _cuts(sizes, _SHARD):
        first, second = entries.first[begin:end], entries.second[begin:end].copy()
        follows = np.flatnonzero(first[1:] == first[:-1]) + 1
        second[follows] -= entries.second[begin:end][follows - 1]
        inside = entries.counts[entries.starts[begin] : entries.starts[end]]
        yield (
            (int(entries.first[begin]), int(entries.second[begin])),
            codec.blocks(
                [
                    codec.numbers(np.diff(first, prepend=0)),
                    codec.numbers(second),
                    codec.numbers(counts[begin:end]),
                    step_bytes[step_places[entries.starts[begin]] : step_places[entries.starts[end]]].tobytes(),
                    inside[inside > 0].tobytes(),
                ]
            ),
        )


def _cuts(sizes: np.ndarray, most: int) -> Iterator[tuple[int, int]]:
    begin, total = 0, 0
    for i, size in enumerate(sizes.tolist()):
        if total and total + size > most:
            yield begin, i
            begin, total = i, 0
        total += size
    if len(sizes):
        yield begin, len(sizes)
