"""The terms of all pages as one stream of numbers, in a numbering that depends on the pages alone."""

from dataclasses import dataclass

import numpy as np

from . import lexicon
from .analysis import BREAK, TITLE_WEIGHT, Analysed, Numbering
from .compounds import parts
from .rare import Rare, order_of

PART_WEIGHT = 0.5
"""Of a term inside another, beside the same term on its own."""

MOST_COUNTED = 31
"""Half occurrences of a term on a page that are counted; more say nothing more."""


@dataclass(frozen=True, slots=True)
class Stream:
    """The terms of all pages in reading order: arrays of one length, but for `words` and `parts`."""

    words: list[str]
    """Term i (from 1) is words[i - 1]; sorted."""
    terms: np.ndarray
    """Numbers of terms; 0 is a break that nothing is neighbour across."""
    pages: np.ndarray
    weights: np.ndarray
    parts: np.ndarray
    """Two rows: a term, and a term that stands inside it."""
    rare: Rare | None
    """Words beyond the bounded list, if there are too many; `terms` has breaks in their place, or words that spell them."""
    names: dict[str, int]
    """Thai ones of them that stand in titles, and on how many pages each stands."""


def stream(found: list[Analysed], numbering: Numbering) -> Stream:
    """Join the pages, spell rare words if there are too many, and number the rest in the order of the alphabet."""
    terms = np.concatenate([item.terms for item in found]).astype(np.int64)
    weights = np.concatenate([item.weights for item in found])
    pages = np.repeat(np.arange(len(found)), [len(item.terms) for item in found])
    words, terms = _used(numbering.terms, terms)
    rare = None
    names: dict[str, int] = {}
    if len(words) > lexicon.MOST_WORDS:
        words, terms, pages, weights, rare, names = _bounded(words, terms, pages, weights, len(found))
    inside = parts(words)
    listed = sorted({*words, *(part for cut in inside.values() for part in cut)})
    number = {word: i for i, word in enumerate(listed, 1)}
    renumbered = np.asarray([0, *(number[word] for word in words)], dtype=np.int64)
    pairs = [(number[word], number[part]) for word, cut in inside.items() for part in cut]
    inside_of = np.asarray(pairs, dtype=np.int64).reshape(-1, 2).T
    return Stream(listed, renumbered[terms], pages, weights, inside_of, rare, names)


def _used(words: list[str], terms: np.ndarray) -> tuple[list[str], np.ndarray]:
    """Leave out words that no page holds: of another language, or of pages that are gone from the cache."""
    used = np.flatnonzero(np.bincount(terms, minlength=len(words) + 1)[1:])
    renumbered = np.zeros(len(words) + 1, dtype=np.int64)
    renumbered[used + 1] = np.arange(1, len(used) + 1)
    return [words[i] for i in used.tolist()], renumbered[terms]


def _bounded(
    words: list[str], terms: np.ndarray, pages: np.ndarray, weights: np.ndarray, page_count: int
) -> tuple[list[str], np.ndarray, np.ndarray, np.ndarray, Rare, dict[str, int]]:
    """Take rare words out, but spell Thai ones with the listed words."""
    held = distinct(terms * page_count + pages) // page_count
    frequency = np.bincount(held, minlength=len(words) + 1)[1:]
    titled = np.zeros(len(words) + 1, dtype=bool)
    titled[terms[weights == TITLE_WEIGHT]] = True
    number_of = {word: i for i, word in enumerate(words)}
    whole = set(lexicon.kept(words, frequency))
    inside = {number_of[part] for cut in parts(words[i] for i in whole).values() for part in cut if part in number_of}
    kept = sorted(whole | inside)
    rare = _rare(words, kept, terms, pages, weights, page_count)
    speller = lexicon.Speller((words[i] for i in kept), frequency[kept])
    listed = {words[i]: new for new, i in enumerate(kept, 1)}
    names = {
        word: int(frequency[i])
        for i, word in enumerate(words)
        if titled[i + 1] and word not in listed and "ก" <= word[0] <= "๎" and len(word) > 1
    }
    spelled = [[BREAK]]
    for word in words:
        if number := listed.get(word):
            spelled.append([number])
        else:
            pieces = speller.spell(word) if "ก" <= word[0] <= "๎" else []
            spelled.append([listed[piece] for piece in pieces] or [BREAK])
    counts = np.asarray([len(row) for row in spelled], dtype=np.int64)
    flat = np.asarray([number for row in spelled for number in row], dtype=np.int64)
    begins = np.cumsum(counts) - counts
    times = counts[terms]
    nth = np.arange(int(times.sum())) - np.repeat(np.cumsum(times) - times, times)
    return (
        list(listed),
        flat[np.repeat(begins[terms], times) + nth],
        np.repeat(pages, times),
        np.repeat(weights, times),
        rare,
        names,
    )


def _rare(
    words: list[str], kept: list[int], terms: np.ndarray, pages: np.ndarray, weights: np.ndarray, page_count: int
) -> Rare:
    """Collect the pages of the words that are not kept, and of words inside them that are not kept either."""
    is_kept = np.zeros(len(words) + 1, dtype=bool)
    is_kept[np.asarray([-1, *kept]) + 1] = True
    out = ~is_kept[terms]
    left = [words[number - 1] for number in np.flatnonzero(~is_kept).tolist()]
    listed = {words[i] for i in kept}
    inside = {word: [part for part in cut if part not in listed] for word, cut in parts(left).items()}
    keys = sorted({*left, *(part for cut in inside.values() for part in cut)}, key=order_of)
    place = {key: i for i, key in enumerate(keys)}
    own = np.zeros(len(words) + 1, dtype=np.int64)
    own[1:] = [place.get(word, 0) for word in words]
    rows, halves = summed(own[terms[out]] * page_count + pages[out], 2.0 * weights[out])
    pairs = np.asarray([(place[word], place[part]) for word, cut in inside.items() for part in cut], dtype=np.int64)
    rows, halves = with_parts(rows, halves, pairs.reshape(-1, 2).T, page_count)
    word, page = np.divmod(rows, page_count)
    starts = np.searchsorted(word, np.arange(len(keys) + 1))
    return Rare(keys, starts, page, np.clip(halves, 1, MOST_COUNTED).astype(np.int64))


def distinct(keys: np.ndarray) -> np.ndarray:
    """Give each key once, in ascending order: numpy.unique, which hashes first, takes three times as long."""
    keys = np.sort(keys)
    return keys[np.diff(keys, prepend=-1) > 0]


def summed(keys: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give each key once, in ascending order, and the sum of its weights."""
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    heads = np.flatnonzero(np.diff(keys, prepend=-1))
    return keys[heads], np.add.reduceat(weights[order], heads) if len(heads) else np.zeros(0)


def with_parts(
    keys: np.ndarray, frequency: np.ndarray, parts: np.ndarray, page_count: int
) -> tuple[np.ndarray, np.ndarray]:
    """Count a term that stands inside another as well, for less."""
    wholes, inside = parts[:, np.argsort(parts[0], kind="stable")]
    term, page = np.divmod(keys, page_count)
    begin, end = np.searchsorted(wholes, term), np.searchsorted(wholes, term, side="right")
    counts = end - begin
    holders = np.repeat(np.arange(len(keys)), counts)
    nth = np.arange(len(holders)) - np.repeat(np.cumsum(counts) - counts, counts)
    part = inside[np.repeat(begin, counts) + nth]
    return summed(
        np.concatenate([keys, part * page_count + page[holders]]),
        np.concatenate([frequency, frequency[holders] * PART_WEIGHT]),
    )
