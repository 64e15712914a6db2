"""From a page to numbers: its terms in reading order, and what each weighs."""

from dataclasses import dataclass
from itertools import chain

import numpy as np

from khlang.thai.words import words

from . import codec
from .page import Page
from .terms import LONGEST, joined_terms, squeezed, terms_of

TITLE_WEIGHT = 5
TAG_WEIGHT = 4
HEADING_WEIGHT = 3

BREAK = 0


_SECTION, _PART = "\x1e", "\x1f"  # what parts sections in the index, and what each is made of


@dataclass(frozen=True, slots=True)
class Analysed:
    """A page as the index holds it, and its terms in reading order, as arrays of one length."""

    url: str
    language: str
    title: str
    date: str
    facets: tuple[tuple[str, str], ...]
    key: str
    """Its title, squeezed as the browser squeezes what was typed."""
    text: bytes
    """Heading, anchor and text of each section, by `codec.text`."""
    letters: int
    """Of the text."""
    terms: np.ndarray
    """Numbers of terms, from 1 (uint32); 0 is a break that no phrase crosses."""
    weights: np.ndarray
    """What each counts for (uint8)."""

    def texts(self) -> list[str]:
        """Give the text of each section."""
        return [section.rpartition(_PART)[2] for section in codec.read_text(self.text).split(_SECTION)]


class Numbering(dict[str, tuple[int, ...]]):
    """Numbers terms from 1 in the order of their coming; maps a word of a text to the numbers of its terms."""

    def __init__(self, terms: list[str] | None = None) -> None:
        super().__init__({"\n": (BREAK,)})
        self.terms = [] if terms is None else terms
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
    text = _SECTION.join(_PART.join((part.heading, part.anchor, part.text)) for part in page.sections)
    return Analysed(
        page.url,
        page.language,
        page.title,
        page.date,
        page.facets,
        squeezed(page.title)[:LONGEST],
        codec.text(text),
        len(text),
        np.concatenate([np.zeros(0, dtype=np.uint32), *terms]),
        np.concatenate([np.zeros(0, dtype=np.uint8), *weights]),
    )
