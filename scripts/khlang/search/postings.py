"""Which terms stand on which pages, and which stand side by side: the inverted index and its shards.

An entry is a term (`second` is 0) or two neighbouring terms (`second` is the number of the second + 1), and the pages
that hold it. Entries are sorted, so all that begins with one term lies together: what follows a term is found where the
term is.

    key      (12, 0)      (12, 7)      (12, 40)     (13, 0) …
    pages    2 5 9        5            2 9          1
    impact   7 15 3       –            –            9
    shard    └────────── first ──────────┘ └─ second …
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from . import codec

K1 = 1.2
B = 0.75
PART_WEIGHT = 0.5
"""Of a term inside another, beside the same term on its own."""

LEVELS = 15
"""Steps of a stored impact. 255 steps instead of 15 changed MRR by less than 0.001."""

SHARD = 26_000
"""Bytes of a shard before compression; about half of it travels."""


@dataclass(frozen=True, slots=True)
class Stream:
    """The terms of all pages in reading order, as arrays of one length but for `words` and `parts`."""

    words: list[str]
    """Term i (from 1) is words[i - 1]; sorted."""
    terms: np.ndarray
    """Numbers of terms; 0 is a break that nothing is neighbour across."""
    pages: np.ndarray
    weights: np.ndarray
    parts: np.ndarray
    """Two rows: a term, and a term that stands inside it."""


@dataclass(frozen=True, slots=True)
class Entries:
    """The inverted index as flat arrays; entry i has pages[starts[i]:starts[i + 1]]."""

    first: np.ndarray
    second: np.ndarray
    starts: np.ndarray
    pages: np.ndarray
    impacts: np.ndarray
    """1 to LEVELS beside each page; 0 for neighbours."""


def invert(stream: Stream, page_count: int, *, pairs: bool) -> Entries:
    """Turn the stream into entries, with neighbours if `pairs` is set."""
    first, page, impact = _terms(stream, page_count)
    second = np.zeros_like(first)
    if pairs:
        left, right, pair_page = _neighbours(stream.terms, stream.pages, page_count)
        first = np.concatenate([first, left])
        second = np.concatenate([second, right])
        page = np.concatenate([page, pair_page])
        impact = np.concatenate([impact, np.zeros(len(left), dtype=np.uint8)])
        order = np.lexsort((page, second, first))
        first, second, page, impact = first[order], second[order], page[order], impact[order]
    new = np.ones(len(first), dtype=bool)
    new[1:] = (first[1:] != first[:-1]) | (second[1:] != second[:-1])
    heads = np.flatnonzero(new)
    return Entries(first[heads], second[heads], np.append(heads, len(first)), page, impact)


def _terms(stream: Stream, page_count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Sum weights by term and page, and turn them into BM25 impacts (Robertson and Zaragoza 2009), without the idf.

    Gives term, page and impact of each, in that order.
    """
    lengths = np.bincount(stream.pages, weights=stream.weights * (stream.terms > 0), minlength=page_count)
    average = max(lengths.mean(), 1.0)
    keys, frequency = _summed(stream.terms * page_count + stream.pages, stream.weights.astype(np.float64))
    keys, frequency = keys[keys >= page_count], frequency[keys >= page_count]
    if stream.parts.size:
        keys, frequency = _with_parts(keys, frequency, stream.parts, page_count)
    term, page = np.divmod(keys, page_count)
    impact = frequency / (frequency + K1 * (1 - B + B * lengths[page] / average))
    return term, page, np.clip(np.rint(impact * LEVELS), 1, LEVELS).astype(np.uint8)


def _with_parts(keys: np.ndarray, frequency: np.ndarray, parts: np.ndarray, page_count: int):
    """Count a term that stands inside another as well, for less."""
    wholes, inside = parts[:, np.argsort(parts[0], kind="stable")]
    term, page = np.divmod(keys, page_count)
    begin, end = np.searchsorted(wholes, term), np.searchsorted(wholes, term, side="right")
    counts = end - begin
    holders = np.repeat(np.arange(len(keys)), counts)
    nth = np.arange(len(holders)) - np.repeat(np.cumsum(counts) - counts, counts)
    part = inside[np.repeat(begin, counts) + nth]
    return _summed(
        np.concatenate([keys, part * page_count + page[holders]]),
        np.concatenate([frequency, frequency[holders] * PART_WEIGHT]),
    )


def _summed(keys: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    heads = np.flatnonzero(np.diff(keys, prepend=-1))
    return keys[heads], np.add.reduceat(weights[order], heads) if len(heads) else np.zeros(0)


def _neighbours(terms: np.ndarray, pages: np.ndarray, page_count: int):
    side_by_side = (terms[:-1] > 0) & (terms[1:] > 0) & (pages[:-1] == pages[1:])
    left = terms[:-1][side_by_side].astype(np.int64)
    right = terms[1:][side_by_side].astype(np.int64)
    span = int(terms.max(initial=0)) + 1
    keys = np.unique((left * span + right) * page_count + pages[:-1][side_by_side])
    pair, page = np.divmod(keys, page_count)
    left, right = np.divmod(pair, span)
    return left, right + 1, page


def shards(entries: Entries) -> Iterator[tuple[tuple[int, int], bytes]]:
    """Cut the entries into files: the first key of each, and its bytes.

    Blocks of a file: steps of `first`; `second`, as a step where `first` stays; counts of pages; steps of pages; impacts.
    """
    counts = np.diff(entries.starts)
    steps = entries.pages.copy()
    steps[1:] -= entries.pages[:-1]
    steps[entries.starts[:-1]] = entries.pages[entries.starts[:-1]]
    step_bytes, step_places = codec.number_bytes(steps.astype(np.uint64))
    sizes = np.diff(step_places[entries.starts]) + np.where(entries.second == 0, counts // 2, 0) + 4
    for begin, end in _cuts(sizes):
        first, second = entries.first[begin:end], entries.second[begin:end].copy()
        follows = np.flatnonzero(first[1:] == first[:-1]) + 1
        second[follows] -= entries.second[begin:end][follows - 1]
        impacts = entries.impacts[entries.starts[begin] : entries.starts[end]]
        yield (
            (int(entries.first[begin]), int(entries.second[begin])),
            codec.blocks(
                [
                    codec.numbers(np.diff(first, prepend=0).astype(np.uint64)),
                    codec.numbers(second.astype(np.uint64)),
                    codec.numbers(counts[begin:end].astype(np.uint64)),
                    step_bytes[step_places[entries.starts[begin]] : step_places[entries.starts[end]]].tobytes(),
                    impacts[impacts > 0].tobytes(),
                ]
            ),
        )


def _cuts(sizes: np.ndarray) -> Iterator[tuple[int, int]]:
    begin, total = 0, 0
    for i, size in enumerate(sizes.tolist()):
        if total and total + size > SHARD:
            yield begin, i
            begin, total = i, 0
        total += size
    if len(sizes):
        yield begin, len(sizes)
