"""The terms of all pages as numbers, in a numbering that depends on the pages alone: counted, and side by side.

Pages are taken some at a time, as a token takes ten times more room here than where it is kept.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from khlang.content.facts import digest

from . import lexicon
from .analysis import BREAK, TITLE_WEIGHT, Analysed
from .cache import Cache
from .compounds import Compounds
from .counted import COUNT, COUNT_BITS, LOW_BITS, PAGE, Rows, firsts, packed, summed, with_terms
from .rare import Rare, order_of
from .remembered import Remembered

TERM_BITS = 16
"""Of a listed term: those of lexicon.MOST_WORDS and of what stands inside them, three each at most, are fewer than 2 ** 16."""

_AT_ONCE = 512
"""Pages."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What terms there are."""

    words: list[str]
    """Term i (from 1) is words[i - 1]; sorted."""
    frequency: np.ndarray
    """On how many pages each stands."""
    lengths: np.ndarray
    """What the terms of each page weigh together."""
    rare: Rare | None
    """Words beyond the bounded list, if there are too many."""
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


def stream(found: Sequence[Analysed], cache: Cache, *, pairs: bool) -> tuple[Terms, list[np.ndarray]]:
    """Spell rare words if there are too many, and number the rest in the order of the alphabet.

    Gives the terms and postings, in parts: of terms, with half occurrences, and of neighbours where `pairs` is set.
    """
    counted = [_counted(*tokens) for tokens in _tokens(found)]
    words, number, frequency = _used(cache.numbering.terms, counted)
    kept = _kept(words, frequency, cache.compounds)
    is_rare = np.ones(len(words) + 1, dtype=bool)
    is_rare[np.asarray([-1, *kept]) + 1] = False
    rare = None
    names: dict[str, int] = {}
    if is_rare.any():
        rare = _rare(
            words, is_rare, cache.compounds, np.concatenate([some[is_rare[some >> LOW_BITS]] for some in counted])
        )
        names = _names(words, is_rare, number[_titled(found)], frequency)
    spelling = _spelling(words, is_rare, frequency, cache)
    _each(counted, lambda some: _with_parts(_listed(some, spelling), spelling.inside))
    frequency, lengths = _frequency(counted, spelling.listed), np.zeros(len(found))
    _each(counted, lambda some: with_terms(some, some >> LOW_BITS << TERM_BITS))
    for terms, pages, weights in _tokens(found):
        terms = number[terms]
        places, rest = spelling.rest.of(terms)
        terms = spelling.first[terms]
        for held, weight in ((pages, weights * (terms > BREAK)), (pages[places], weights[places])):
            lengths += np.bincount(held, weights=weight, minlength=len(found))
        if pairs:
            counted.append(_neighbours(np.insert(terms, places + 1, rest), np.insert(pages, places + 1, pages[places])))
    return Terms(spelling.listed, frequency, lengths, rare, names), counted


def _tokens(found: Sequence[Analysed]) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Give terms in reading order, their pages (uint32) and weights, of some pages at a time."""
    for begin in range(0, len(found), _AT_ONCE):
        some = found[begin : begin + _AT_ONCE]
        numbers = np.arange(begin, begin + len(some), dtype=np.uint32)
        yield (
            np.concatenate([page.terms for page in some]),
            np.repeat(numbers, [len(page.terms) for page in some]),
            np.concatenate([page.weights for page in some]),
        )


def _each(parts: list[np.ndarray], make: Callable[[np.ndarray], np.ndarray]) -> None:
    """Put what is made of each part in its place: all of both at once would be large."""
    for place, part in enumerate(parts):
        parts[place] = make(part)


def _counted(terms: np.ndarray, pages: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Give what each term counts on each page."""
    is_term = terms > BREAK
    return summed(packed(terms[is_term], pages[is_term], weights[is_term]))


def _used(words: list[str], counted: list[np.ndarray]) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Leave out words that no page holds, of another language or of pages that are gone from the cache; sort the others.

    Gives them, the number of each word among them, also in `counted`, and on how many pages each of them stands.
    """
    frequency = _frequency(counted, words)
    used = np.asarray(sorted(np.flatnonzero(frequency).tolist(), key=words.__getitem__), dtype=np.int64)
    number = np.zeros(len(words) + 1, dtype=np.uint32)
    number[used + 1] = np.arange(1, len(used) + 1)
    _each(counted, lambda some: with_terms(some, number[some >> LOW_BITS]))
    return [words[i] for i in used.tolist()], number, frequency[used]


def _frequency(counted: Sequence[np.ndarray], words: Sequence[str]) -> np.ndarray:
    """Count the pages of each word."""
    frequency = np.zeros(len(words) + 1, dtype=np.int64)
    for some in counted:
        frequency += np.bincount(some >> LOW_BITS, minlength=len(frequency))
    return frequency[1:]


def _kept(words: list[str], frequency: np.ndarray, compounds: Compounds) -> list[int]:
    """Choose the places of the words that are listed: all, or as many as may be and those that stand inside them."""
    if len(words) <= lexicon.MOST_WORDS:
        return list(range(len(words)))
    place = {word: i for i, word in enumerate(words)}
    whole = lexicon.kept(words, frequency)
    inside = {place[part] for cut in compounds.of(words[i] for i in whole).values() for part in cut if part in place}
    return sorted(inside.union(whole))


def _spelling(words: list[str], is_rare: np.ndarray, frequency: np.ndarray, cache: Cache) -> _Spelling:
    places = np.flatnonzero(~is_rare[1:])
    own = [words[i] for i in places.tolist()]
    inside = cache.compounds.of(own)
    listed = sorted({*own, *(part for cut in inside.values() for part in cut)})
    number = {word: i for i, word in enumerate(listed, 1)}
    own_numbers = np.asarray([number[word] for word in own])
    first = np.zeros(len(words) + 1, dtype=np.uint16)
    first[places + 1] = own_numbers
    others = [i for i in np.flatnonzero(is_rare).tolist() if _is_thai(words[i - 1])]
    spelled = _spelled([words[i - 1] for i in others], own, frequency[places], cache.remembered)
    rows = {i: row for i, row in zip(others, spelled, strict=True) if row}
    first[list(rows)] = own_numbers[np.fromiter((row[0] for row in rows.values()), dtype=np.int64)]
    rest = Rows.made(len(words) + 1, {i: row[1:] for i, row in rows.items()})
    parts = {number[word]: [number[part] for part in cut] for word, cut in inside.items()}
    return _Spelling(listed, first, Rows(rest.starts, own_numbers[rest.values]), Rows.made(len(listed) + 1, parts))


def _spelled(words: list[str], listed: list[str], frequency: np.ndarray, remembered: Remembered) -> Iterable[list[int]]:
    """Write words as places in the list. Where it costs what it did, only new words are worked out."""
    key = digest("spelled", "\n".join(listed), lexicon.classes(frequency).tobytes())
    known: dict[str, list[int]] = remembered.get(key) or {}
    if any(word not in known for word in words):
        speller = lexicon.Speller(listed, frequency)
        place = {word: i for i, word in enumerate(listed)}
        known |= {word: [place[piece] for piece in speller.spell(word)] for word in words if word not in known}
    spelled = {word: known[word] for word in words}
    remembered.put(key, spelled)
    return spelled.values()


def _listed(postings: np.ndarray, spelling: _Spelling) -> np.ndarray:
    """Put the listed words in the place of all; one may come more than once, where it spells others."""
    terms = postings >> LOW_BITS
    places, rest = spelling.rest.of(terms)
    written = np.concatenate([with_terms(postings, spelling.first[terms]), with_terms(postings[places], rest)])
    return written[written >> LOW_BITS > BREAK]


def _rare(words: list[str], is_rare: np.ndarray, compounds: Compounds, postings: np.ndarray) -> Rare:
    """Collect the pages of the words that are not listed, and of words inside them that are not listed either."""
    left = [words[i] for i in np.flatnonzero(is_rare[1:]).tolist()]
    listed = set(words).difference(left)
    inside = {word: [part for part in cut if part not in listed] for word, cut in compounds.of(left).items()}
    found = sorted({*left, *(part for cut in inside.values() for part in cut)}, key=order_of)
    place = {word: i for i, word in enumerate(found)}
    own = np.zeros(len(words) + 1, dtype=np.int64)
    own[is_rare] = [place[word] for word in left]
    parts = {place[word]: [place[part] for part in cut] for word, cut in inside.items()}
    postings = _with_parts(with_terms(postings, own[postings >> LOW_BITS]), Rows.made(len(found), parts))
    starts = np.searchsorted(postings >> LOW_BITS, np.arange(len(found) + 1))
    return Rare(found, starts, postings >> COUNT_BITS & PAGE, postings & COUNT)


def _with_parts(postings: np.ndarray, inside: Rows) -> np.ndarray:
    """Count in halves, and a term that stands inside another as well, for half of it."""
    places, part = inside.of(postings >> LOW_BITS)
    parted = with_terms(postings[places], part)
    postings += postings & COUNT
    return summed(np.concatenate([postings, parted]))


def _neighbours(terms: np.ndarray, pages: np.ndarray) -> np.ndarray:
    """Give a posting, without a count, for each two terms that stand side by side on a page."""
    is_term = terms > BREAK
    left = np.flatnonzero(is_term[:-1] & is_term[1:])
    both = terms[left].astype(np.int64) << TERM_BITS
    both |= terms[left + 1] + np.uint16(1)
    found = packed(both, pages[left], np.zeros(1, dtype=np.uint8))
    found.sort()
    distinct: np.ndarray = found[firsts(found)]
    return distinct


def _titled(found: Sequence[Analysed]) -> np.ndarray:
    """Give the terms of all titles."""
    return np.concatenate([terms[weights == TITLE_WEIGHT] for terms, _, weights in _tokens(found)])


def _names(words: list[str], is_rare: np.ndarray, titled: np.ndarray, frequency: np.ndarray) -> dict[str, int]:
    """Give the rare Thai words of titles, and on how many pages each stands."""
    is_titled = np.zeros(len(is_rare), dtype=bool)
    is_titled[titled] = True
    places = np.flatnonzero(is_rare & is_titled) - 1
    return {words[i]: int(frequency[i]) for i in places.tolist() if _is_thai(words[i]) and len(words[i]) > 1}


def _is_thai(word: str) -> bool:
    return "ก" <= word[0] <= "๎"
