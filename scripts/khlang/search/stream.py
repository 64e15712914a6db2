"""The terms of all pages as one stream of numbers, in a numbering that depends on the pages alone."""

from dataclasses import dataclass

import numpy as np

from . import lexicon
from .analysis import Analysed, Numbering
from .compounds import parts


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
    is_bounded: bool
    """Whether rare words were spelled with others."""


def stream(found: list[Analysed], numbering: Numbering) -> Stream:
    """Join the pages, spell rare words if there are too many, and number the rest in the order of the alphabet."""
    terms = np.concatenate([item.terms for item in found]).astype(np.int64)
    weights = np.concatenate([item.weights for item in found])
    pages = np.repeat(np.arange(len(found)), [len(item.terms) for item in found])
    words, terms = _used(numbering.terms, terms)
    is_bounded = len(words) > lexicon.MOST_WORDS
    if is_bounded:
        words, terms, pages, weights = _bounded(words, terms, pages, weights, len(found))
    inside = parts(words)
    listed = sorted({*words, *(part for cut in inside.values() for part in cut)})
    number = {word: i for i, word in enumerate(listed, 1)}
    renumbered = np.asarray([0, *(number[word] for word in words)], dtype=np.int64)
    pairs = [(number[word], number[part]) for word, cut in inside.items() for part in cut]
    inside_of = np.asarray(pairs, dtype=np.int64).reshape(-1, 2).T
    return Stream(listed, renumbered[terms], pages, weights, inside_of, is_bounded)


def _used(words: list[str], terms: np.ndarray) -> tuple[list[str], np.ndarray]:
    """Leave out words that no page holds: of another language, or of pages that are gone from the cache."""
    used = np.flatnonzero(np.bincount(terms, minlength=len(words) + 1)[1:])
    renumbered = np.zeros(len(words) + 1, dtype=np.int64)
    renumbered[used + 1] = np.arange(1, len(used) + 1)
    return [words[i] for i in used.tolist()], renumbered[terms]


def _bounded(words: list[str], terms: np.ndarray, pages: np.ndarray, weights: np.ndarray, page_count: int):
    """Replace each rare word by the listed words that spell it."""
    held = distinct(terms * page_count + pages) // page_count
    frequency = np.bincount(held, minlength=len(words) + 1)[1:]
    kept = sorted(lexicon.kept(words, frequency))
    speller = lexicon.Speller((words[i] for i in kept), frequency[kept])
    listed = {words[i]: new for new, i in enumerate(kept, 1)}
    spelled = [[0]]
    for word in words:
        pieces = [word] if word in listed else speller.spell(word)
        spelled.append([listed.setdefault(piece, len(listed) + 1) for piece in pieces])
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
    )


def distinct(keys: np.ndarray) -> np.ndarray:
    """Give each key once, in ascending order: numpy.unique, which hashes first, takes three times as long."""
    keys = np.sort(keys)
    return keys[np.diff(keys, prepend=-1) > 0]
