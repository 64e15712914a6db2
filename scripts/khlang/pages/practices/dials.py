"""Three dials by which a practice is judged at a glance (how well it is proven, how long it takes, what it costs), and its drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khlang.content.entry import Entry
from khlang.content.kinds.practice import Practice
from khlang.content.library import Library
from khlang.content.vocabulary import Choice
from khlang.pages.practices import words
from khlang.practices.evidence import Level, level
from khlang.thai.numerals import show

_DRAWN_SUBJECTS = {
    "thai": "reading",
    "foreign-languages": "reading",
    "mathematics": "numbers",
    "science": "numbers",
    "arts": "making",
    "occupations": "making",
    "health": "making",
}
"""Keys of the eight national subjects (หลักสูตรแกนกลาง 2551) that have a drawing of their own."""

ANY = "people"
"""The drawing of what has no other."""


@dataclass(frozen=True)
class Dials:
    """What a teacher decides by, as short words in the site's digits."""

    level: int  # of evidence, from 1
    levels: int  # how many there are
    evidence: str
    step: str  # "หลักฐาน ๑/๕"
    time: str
    grades: str  # "ป.๔–ป.๕"
    cost: str
    drawing: str  # a file of theme/drawings/, where an office has not drawn another


def dials(library: Library, practice: Entry[Practice]) -> Dials:
    """A practice → its dials."""
    numerals = library.settings.numerals
    rung, meta = level(library, practice), practice.meta
    return Dials(
        level=rung.value,
        levels=len(Level),
        evidence=show(rung.label, numerals),
        step=show(words.STEP_OF_EVIDENCE.format(rung.value, len(Level)), numerals),
        time=show(meta.time, numerals),
        grades=show(span(library.choices(practice, "grades"), list(library.vocabulary.grades)), numerals),
        cost=show(meta.cost, numerals),
        drawing=drawing(library, practice),
    )


def span(chosen: Sequence[Choice], order: Sequence[Choice]) -> str:
    """Choices as short as they can be said: neighbours in the order of the vocabulary as first and last."""
    places = sorted(order.index(choice) for choice in chosen)
    if len(places) > 1 and places == list(range(places[0], places[-1] + 1)):
        return f"{order[places[0]].label}–{order[places[-1]].label}"
    return ", ".join(order[place].label for place in places)


def drawing(library: Library, practice: Entry[Practice]) -> str:
    """Which drawing stands for a practice: that of its first component, else of its first subject that has one."""
    components = library.choices(practice, "components")
    if components:
        return components[0].key
    drawn = (_DRAWN_SUBJECTS.get(subject.key) for subject in library.choices(practice, "subjects"))
    return next(filter(None, drawn), ANY)
