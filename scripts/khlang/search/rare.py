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
    rows: list[tuple[str, Sequence[int], Sequence[int]]] = [
        (TITLE + title, pages, [1] * len(pages)) for title, pages in titles.items()
    ]
    if rare:
        starts, pages, counts = rare.starts.tolist(), rare.pages.tolist(), rare.counts.tolist()
        for word, begin, end in zip(rare.words, starts[:-1], starts[1:], strict=True):
            rows.append((word, pages[begin:end], counts[begin:end]))
    rows.sort(key=lambda row: order_of(row[0]))
    group: list[tuple[str, Sequence[int], Sequence[int]]] = []
    size = 0
    for row in rows:
        if group and (size > _FILE or row[0].startswith(TITLE) != group[0][0].startswith(TITLE)):
            yield group[0][0], _file(group)
            group, size = [], 0
        group.append(row)
        size += len(row[0]) // 2 + 2 + 3 * len(row[1])
    if group:
        yield group[0][0], _file(group)


def _file(rows: Sequence[tuple[str, Sequence[int], Sequence[int]]]) -> bytes:
    prefixes, rests = front_code([key for key, _, _ in rows])
    steps = [page - before for _, pages, _ in rows for before, page in zip((0, *pages), pages, strict=False)]
    return codec.blocks(
        [
            codec.text("\n".join(rests)),
            bytes(prefixes),
            codec.numbers([len(pages) for _, pages, _ in rows]),
            codec.numbers(steps),
            bytes(count for _, _, counts in rows for count in counts),
        ]
    )
