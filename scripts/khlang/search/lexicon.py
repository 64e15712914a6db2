"""The words that an index keeps, and how all others are spelled with them.

A site's words grow without end (names, numbers, slips), and a browser must hold the list before it can cut what was
typed. So the list is bounded. A word beyond the bound is looked up when it is typed (rare.py); a Thai one is also
written as a row of shorter ones that are in the list, just as the browser will cut it (lexicon.js) where it stands in
a longer run, and neighbours keep the row together.
"""

from collections.abc import Iterable, Sequence

import numpy as np

MOST_WORDS = 11_000
"""About 40 kB to travel. Indexes with fewer words keep them all; with 24,000, 10,000 pages were found better by 0.003."""

_UNKNOWN = 9.0
_LONGEST = 24
_HANGING = frozenset("ะัาำิีึืฺุู็่้๊๋์ํ๎ๅ")
_LEADING = frozenset("เแโใไ")


def classes(frequency: np.ndarray) -> np.ndarray:
    """Give the logarithm (base 2, rounded down) of the number of pages that hold each word."""
    logarithm: np.ndarray = np.floor(np.log2(np.maximum(frequency, 1)))
    return logarithm.astype(np.uint8)


def front_code(words: Sequence[str], most: int = 255) -> tuple[list[int], list[str]]:
    """Say of each word how many UTF-16 units it shares with the one before (about `most` at most), and what follows."""
    lengths = np.asarray([0, *map(len, words)])
    width = max(int(lengths.max()), 1)
    letters = np.asarray(["", *words], dtype=f"U{min(width, most)}").view(np.uint32).reshape(len(lengths), -1)
    differ = np.ones((len(words), letters.shape[1] + 1), dtype=bool)
    np.not_equal(letters[1:], letters[:-1], out=differ[:, :-1])
    shared = np.minimum(differ.argmax(axis=1), np.minimum(lengths[1:], lengths[:-1]))
    is_pair = (letters[1:] > 0xFFFF) & (np.arange(letters.shape[1]) < shared[:, None])
    rests = [word[same:] for word, same in zip(words, shared.tolist(), strict=True)]
    return (shared + is_pair.sum(axis=1)).tolist(), rests


def kept(words: Sequence[str], frequency: np.ndarray) -> list[int]:
    """Choose the places of words, which are sorted: those that stand on most pages; of equals, the shorter ones."""
    order: list[int] = np.lexsort((np.asarray(list(map(len, words))), -frequency))[:MOST_WORDS].tolist()
    return order


class Speller:
    """Writes words with the words of a list, at the least cost in bits."""

    def __init__(self, words: Iterable[str], frequency: Sequence[int] | np.ndarray) -> None:
        listed = list(words)
        steps = classes(np.asarray(frequency)).tolist()
        bits = float(np.log2(sum(2.0**step for step in steps) + 2))
        self._costs = {word: bits - step for word, step in zip(listed, steps, strict=True)}

    def spell(self, word: str) -> list[str]:
        """Cut a Thai word that is not listed; letters that no listed word covers are left out."""
        best = [0.0, *[float("inf")] * len(word)]
        via: list[tuple[int, str]] = [(0, "")] * (len(word) + 1)
        for start in range(len(word)):
            if best[start] + _UNKNOWN < best[start + 1]:
                best[start + 1], via[start + 1] = best[start] + _UNKNOWN, (start, "")
            if word[start] in _HANGING or (start and word[start - 1] in _LEADING):
                continue
            for end in range(start + 1, min(len(word), start + _LONGEST) + 1):
                piece = word[start:end]
                cost = self._costs.get(piece)
                if cost is None or (end < len(word) and (word[end] in _HANGING or piece[-1] in _LEADING)):
                    continue
                if best[start] + cost < best[end]:
                    best[end], via[end] = best[start] + cost, (start, piece)
        pieces, at = [], len(word)
        while at:
            at, piece = via[at]
            if piece:
                pieces.append(piece)
        return pieces[::-1]
