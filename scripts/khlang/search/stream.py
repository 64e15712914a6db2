"""The terms of all pages as numbers, in a numbering that depends on the pages alone: in reading order, and counted."""

from dataclasses import dataclass

import numpy as np

from . import lexicon
from .analysis import BREAK, TITLE_WEIGHT, Analysed, Numbering
from .compounds import parts
from .counted import PAGE, PAGE_BITS, Rows, keyed, summed
from .rare import Rare, order_of

MOST_COUNTED = 31
"""Half occurrences of a term on a page that are counted; more say nothing more. A term inside another counts half."""


@dataclass(frozen=True, slots=True)
class Stream:
    """The terms of all pages."""

    words: list[str]
    """Term i (from 1) is words[i - 1]; sorted. They are fewer than 2 ** 16, as lexicon.MOST_WORDS have three parts at most."""
    terms: np.ndarray
    """Numbers of terms in reading order (uint16); 0 is a break that nothing is neighbour across. A page ends with one."""
    pages: np.ndarray
    """The page of each (uint32)."""
    keys: np.ndarray
    """Each term with each page that holds it, packed by `counted.keyed`; sorted."""
    halves: np.ndarray
    """Half occurrences beside each key, 1 to MOST_COUNTED."""
    lengths: np.ndarray
    """What the terms of each page weigh together."""
    rare: Rare | None
    """Words beyond the bounded list, if there are too many; `terms` has breaks in their place, or words that spell them."""
    names: dict[str, int]
    """Thai ones of them that stand in titles, and on how many pages each stands."""


@dataclass(frozen=True, slots=True)
class _Spelling:
    """How words are written with those that are listed."""

    listed: list[str]
    first: np.ndarray
    """Of each word, from 1, the first listed word, or BREAK."""
    rest: Rows
    """And those that follow."""
    inside: Rows
    """Of each listed word, from 1, the listed words that stand inside it."""


def stream(found: list[Analysed], numbering: Numbering) -> Stream:
    """Join the pages, spell rare words if there are too many, and number the rest in the order of the alphabet."""
    words, terms = _used(numbering.terms, np.concatenate([item.terms for item in found]))
    pages = np.repeat(np.arange(len(found), dtype=np.uint32), [len(item.terms) for item in found])
    weights = np.concatenate([item.weights for item in found])
    keys, sums = summed(keyed(terms, pages), weights)
    begin = np.searchsorted(keys, (BREAK + 1) << PAGE_BITS)
    keys, sums = keys[begin:], sums[begin:]
    frequency = np.bincount(keys >> PAGE_BITS, minlength=len(words) + 1)[1:]
    kept = _kept(words, frequency)
    rare = None
    names: dict[str, int] = {}
    if len(kept) < len(words):
        is_rare = np.ones(len(words) + 1, dtype=bool)
        is_rare[np.asarray([-1, *kept]) + 1] = False
        out = is_rare[keys >> PAGE_BITS]
        rare = _rare(words, is_rare, keys[out], sums[out])
        names = _names(words, is_rare, terms[weights == TITLE_WEIGHT], frequency)
    del weights
    spelling = _spelling(words, kept, frequency)
    terms, pages = _written(terms, pages, spelling)
    keys, halves, lengths = _counted(keys, sums, spelling, len(found))
    return Stream(spelling.listed, terms, pages, keys, halves, lengths, rare, names)


def _used(words: list[str], terms: np.ndarray) -> tuple[list[str], np.ndarray]:
    """Leave out words that no page holds, of another language or of pages that are gone from the cache; sort the others."""
    used = np.flatnonzero(np.bincount(terms, minlength=len(words) + 1)[1:]).tolist()
    used.sort(key=words.__getitem__)
    renumbered = np.zeros(len(words) + 1, dtype=np.uint32)
    renumbered[np.asarray(used, dtype=np.int64) + 1] = np.arange(1, len(used) + 1)
    return [words[i] for i in used], renumbered[terms]


def _kept(words: list[str], frequency: np.ndarray) -> list[int]:
    """Choose the places of the words that are listed: all, or as many as may be and those that stand inside them."""
    if len(words) <= lexicon.MOST_WORDS:
        return list(range(len(words)))
    place = {word: i for i, word in enumerate(words)}
    whole = lexicon.kept(words, frequency)
    inside = {place[part] for cut in parts(words[i] for i in whole).values() for part in cut if part in place}
    return sorted(inside.union(whole))


def _spelling(words: list[str], kept: list[int], frequency: np.ndarray) -> _Spelling:
    own = [words[i] for i in kept]
    inside = parts(own)
    listed = sorted({*own, *(part for cut in inside.values() for part in cut)})
    number = {word: i for i, word in enumerate(listed, 1)}
    spelled = [[BREAK]] * (len(words) + 1)
    for i in kept:
        spelled[i + 1] = [number[words[i]]]
    speller = lexicon.Speller(own, frequency[kept])
    for i in sorted(set(range(len(words))).difference(kept)):
        if _is_thai(words[i]):
            spelled[i + 1] = [number[piece] for piece in speller.spell(words[i])] or [BREAK]
    return _Spelling(
        listed,
        np.asarray([row[0] for row in spelled], dtype=np.uint16),
        Rows.made(row[1:] for row in spelled),
        Rows.made([(), *([number[part] for part in inside.get(word, ())] for word in listed)]),
    )


def _written(terms: np.ndarray, pages: np.ndarray, spelling: _Spelling) -> tuple[np.ndarray, np.ndarray]:
    """Put the listed words in the place of all: the terms, and their pages."""
    places, rest = spelling.rest.of(terms)
    return np.insert(spelling.first[terms], places + 1, rest), np.insert(pages, places + 1, pages[places])


def _counted(
    keys: np.ndarray, sums: np.ndarray, spelling: _Spelling, page_count: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Count the listed words of each page: keys, half occurrences of each, and what each page weighs."""
    terms, pages = keys >> PAGE_BITS, keys & PAGE
    places, rest = spelling.rest.of(terms)
    keys = np.concatenate([keyed(spelling.first[terms], pages), keyed(rest, pages[places])])
    sums = np.concatenate([sums, sums[places]])
    is_word = keys > PAGE
    keys, sums = keys[is_word], sums[is_word]
    lengths = np.bincount(keys & PAGE, weights=sums, minlength=page_count)
    return *_with_parts(keys, sums, spelling.inside), lengths


def _rare(words: list[str], is_rare: np.ndarray, keys: np.ndarray, sums: np.ndarray) -> Rare:
    """Collect the pages of the words that are not listed, and of words inside them that are not listed either."""
    left = [words[i] for i in np.flatnonzero(is_rare[1:]).tolist()]
    listed = {word for word, is_out in zip(words, is_rare[1:].tolist(), strict=True) if not is_out}
    inside = {word: [part for part in cut if part not in listed] for word, cut in parts(left).items()}
    found = sorted({*left, *(part for cut in inside.values() for part in cut)}, key=order_of)
    place = {word: i for i, word in enumerate(found)}
    own = np.asarray([0, *(place.get(word, 0) for word in words)], dtype=np.int64)
    keys, halves = _with_parts(
        keyed(own[keys >> PAGE_BITS], keys & PAGE),
        sums,
        Rows.made([place[part] for part in inside.get(word, ())] for word in found),
    )
    starts = np.searchsorted(keys >> PAGE_BITS, np.arange(len(found) + 1))
    return Rare(found, starts, keys & PAGE, halves)


def _with_parts(keys: np.ndarray, sums: np.ndarray, inside: Rows) -> tuple[np.ndarray, np.ndarray]:
    """Count in halves, and a term that stands inside another as well, for half of it; `sums` are of single occurrences."""
    counts = np.minimum(sums, MOST_COUNTED).astype(np.uint8)
    places, part = inside.of(keys >> PAGE_BITS)
    keys, halves = summed(
        np.concatenate([keys, keyed(part, keys[places] & PAGE)]), np.concatenate([2 * counts, counts[places]])
    )
    return keys, np.minimum(halves, MOST_COUNTED)


def _names(words: list[str], is_rare: np.ndarray, titles: np.ndarray, frequency: np.ndarray) -> dict[str, int]:
    """Give the rare Thai words of titles, and on how many pages each stands."""
    places = np.unique(titles[is_rare[titles]]) - 1
    return {words[i]: int(frequency[i]) for i in places.tolist() if _is_thai(words[i]) and len(words[i]) > 1}


def _is_thai(word: str) -> bool:
    return "ก" <= word[0] <= "๎"
