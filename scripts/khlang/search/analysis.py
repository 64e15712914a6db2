"""From a page to numbers: its terms in reading order, and what each weighs."""

from array import array
from dataclasses import dataclass

from .page import Page
from .terms import terms

TITLE_WEIGHT = 5
TAG_WEIGHT = 4
HEADING_WEIGHT = 3


@dataclass(frozen=True, slots=True)
class Analysed:
    """A page and its terms, numbered from 1; 0 is a break that no phrase crosses."""

    page: Page
    terms: array
    weights: array


class Numbering:
    """Gives every term a number, in the order of their coming."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def terms(self) -> list[str]:
        """List the terms; number i stands at place i - 1."""
        return list(self._numbers)

    def number(self, found: list[str]) -> list[int]:
        """Number some terms, new ones too."""
        numbers = self._numbers
        return [numbers.get(term) or numbers.setdefault(term, len(numbers) + 1) for term in found]


def analyse(page: Page, numbering: Numbering) -> Analysed:
    """Cut every part of the page into terms: title, tags, then each section."""
    numbers, weights = array("I"), array("B")
    parts = [(page.title, TITLE_WEIGHT)]
    parts += [(value, TAG_WEIGHT) for name, value in page.facets if name == "tag"]
    for section in page.sections:
        parts += [(section.heading, HEADING_WEIGHT), (section.text, 1)]
    for text, weight in parts:
        for line in text.split("\n"):
            found = numbering.number(terms(line))
            if found:
                numbers.extend(found)
                numbers.append(0)
                weights.extend([weight] * (len(found) + 1))
    return Analysed(page, numbers, weights)
