"""From a page to numbers: its terms in reading order, and what each weighs."""

from dataclasses import dataclass
from itertools import chain

import numpy as np

from khlang.thai.words import words

from .page import Page
from .terms import joined_terms, terms_of

TITLE_WEIGHT = 5
TAG_WEIGHT = 4
HEADING_WEIGHT = 3

BREAK = 0


@dataclass(frozen=True, slots=True)
class Analysed:
    """A page and its terms in reading order, as arrays of one length."""

    page: Page
    terms: np.ndarray
    """Numbers of terms, from 1 (uint32); 0 is a break that no phrase crosses."""
    weights: np.ndarray
    """What each counts for (uint8)."""


class Numbering(dict[str, tuple[int, ...]]):
    """Numbers terms from 1 in the order of their coming; maps a word of a text to the numbers of its terms."""

    def __init__(self, terms: list[str] | None = None) -> None:
        super().__init__({"\n": (BREAK,)})
        self.terms = terms or []
        self._numbers = {term: number for number, term in enumerate(self.terms, 1)}

    def __missing__(self, word: str) -> tuple[int, ...]:
        numbers = self[word] = tuple(self.number_of(term) for term in terms_of(word))
        return numbers

    def number_of(self, term: str) -> int:
        """Give the number of a term, a new one at its first coming."""
        number = self._numbers.get(term)
        if number is None:
            self.terms.append(term)
            number = self._numbers[term] = len(self.terms)
        return number


def analyse(page: Page, numbering: Numbering) -> Analysed:
    """Cut every part of the page into terms: title, tags, then each section."""
    parts = [(page.title, TITLE_WEIGHT)]
    parts += [(value, TAG_WEIGHT) for name, value in page.facets if name == "tag"]
    for section in page.sections:
        parts += [(section.heading, HEADING_WEIGHT), (section.text, 1)]
    terms, weights = [], []
    for text, weight in parts:
        found = list(chain.from_iterable(map(numbering.__getitem__, words(text))))
        for term in dict.fromkeys(joined_terms(text)):
            found += [BREAK, numbering.number_of(term)]
        if found:
            terms.append(np.asarray([*found, BREAK], dtype=np.uint32))
            weights.append(np.full(len(found) + 1, weight, dtype=np.uint8))
    if not terms:
        return Analysed(page, np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.uint8))
    return Analysed(page, np.concatenate(terms), np.concatenate(weights))
