"""Words beyond the bounded list, and titles, with their pages: sorted in files of which a query fetches the one it needs.

Names, numbers and words of other scripts are without end. They are not read before the first query as the list of
words is (lexicon.py), but looked up: the first key of each file is known, so a key lies in one file or nowhere.
A title's key begins with TITLE, so that titles lie together, in files of their own, and those that begin alike are
neighbours.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from . import codec
from .lexicon import front_code

TITLE = "\x01"

_FILE = 6_000
"""Bytes of a file before compression; about half of them travel."""


@dataclass(frozen=True, slots=True)
class Rare:
    """Words that are not listed; word i stands on pages[starts[i]:starts[i + 1]]."""

    words: list[str]
    starts: np.ndarray
    pages: np.ndarray
    counts: np.ndarray
    """Half occurrences beside each page."""


def order_of(key: str) -> bytes:
    """Give what keys are sorted by: UTF-16 code units, as JavaScript compares text."""
    return key.encode("utf-16-be", "surrogatepass")


def files(rare: Rare | None, titles: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, bytes]]:
    """Give the first key of each file, and its bytes, in order.

    Blocks of a file: what follows of each key; letters shared with the key before; numbers of pages; steps of pages;
    half occurrences.
    """
    if titles:
        yield from _files(_of_titles(titles))
    if rare:
        yield from _files(rare)


def _of_titles(titles: Mapping[str, Sequence[int]]) -> Rare:
    """Give the keys of titles, which come before all words."""
    keys = sorted(titles, key=order_of)
    pages = [page for key in keys for page in titles[key]]
    starts = np.cumsum([0, *(len(titles[key]) for key in keys)])
    return Rare([TITLE + key for key in keys], starts, np.asarray(pages), np.ones(len(pages), dtype=np.uint8))


def _files(rare: Rare) -> Iterator[tuple[str, bytes]]:
    counts = np.diff(rare.starts)
    sizes = np.asarray([len(key) // 2 + 2 for key in rare.words]) + 3 * counts
    steps = rare.pages.astype(np.int64)
    steps[1:] -= rare.pages[:-1]
    begins = rare.starts[:-1][counts > 0]
    steps[begins] = rare.pages[begins]
    lengths, pages = codec.Numbers.made(counts), codec.Numbers.made(steps)
    ends = np.cumsum(sizes)
    begin = 0
    while begin < len(rare.words):
        end = min(int(np.searchsorted(ends, _FILE + ends[begin] - sizes[begin], side="right")) + 1, len(ends))
        prefixes, rests = front_code(rare.words[begin:end])
        first, last = rare.starts[begin], rare.starts[end]
        yield (
            rare.words[begin],
            codec.blocks(
                [
                    codec.text("\n".join(rests)),
                    bytes(prefixes),
                    lengths.of(begin, end),
                    pages.of(first, last),
                    rare.counts[first:last].astype(np.uint8).tobytes(),
                ]
            ),
        )
        begin = end
