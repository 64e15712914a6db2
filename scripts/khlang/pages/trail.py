"""Where an entry came from and what it led to, all the way: summary → knowledge → practice → whoever took it over."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from khlang.content.entry import Entry
from khlang.content.library import Library
from khlang.federation.neighbours import find, is_address, taken_over_elsewhere
from khlang.pages import words
from khlang.pages.exchange.questions import answered
from khlang.pages.lists.rows import Row, row

LONGEST = 12  # places of one tie; a list that is longer is not read


@dataclass(frozen=True)
class Stop:
    """One place on the way of an entry."""

    url: str
    title: str
    language: str  # of the title
    note: str  # kind and date; of a question, when it was asked
    is_example: bool


@dataclass(frozen=True)
class Tie:
    """The places that belong to an entry in one way."""

    key: str  # answers, elsewhere, sources, outcomes, mentions, related
    stops: tuple[Stop, ...]

    @property
    def is_beside(self) -> bool:
        """Whether the places lie beside the way, not on it."""
        return self.key in ("mentions", "related")


def journey(library: Library, entry: Entry) -> tuple[Tie, ...]:
    """All ways from an entry, each place once: the questions that it answers, where it comes from, what came of it.

    Sources and outcomes go all the way, the nearest first. A place that is tied in two ways stands by the closer tie.
    """
    ties: tuple[tuple[str, Iterable[Entry]], ...] = (
        ("sources", _reached(entry, library.sources)),
        ("outcomes", _reached(entry, lambda one: library.outcomes.get(one.path, ()))),
        ("mentions", library.mentions.get(entry.path, ())),
        ("related", library.related(entry)),
    )
    found = [Tie("answers", asked)] if (asked := tuple(_questions(library, entry))) else []
    found += [Tie("elsewhere", stops)] if (stops := tuple(_elsewhere(library, entry))) else []
    seen = {entry.path}
    for key, others in ties:
        new = [other for other in others if other.path not in seen][:LONGEST]
        seen |= {other.path for other in new}
        if new:
            found.append(Tie(key, tuple(_stop(row(library, other)) for other in new)))
    return tuple(found)


def _questions(library: Library, entry: Entry) -> Iterable[Stop]:
    for one in answered(library, entry):
        yield Stop(one.url, one.text, "th", words.ASKED_ON.format(one.asked), one.is_example)


def _elsewhere(library: Library, entry: Entry) -> Iterable[Stop]:
    """What of other offices an entry answers, took over or was adapted from, and what they made of it."""
    meta = entry.meta
    named = filter(None, (*meta.answers, meta.value("adopts"), meta.value("adapted_from")))
    sources = [one for address in named if is_address(address) and (one := find(library, address))]
    for one in (*sources, *taken_over_elsewhere(library).get(meta.id or "", ())):
        title, url = (one.question.text, one.question.address) if one.question else (one.entry.title, one.entry.address)
        yield Stop(url, title, "th", one.office.name, False)


def _stop(one: Row) -> Stop:
    return Stop(one.url, one.title, one.language, " · ".join(filter(None, (one.kind_label, one.date))), one.is_example)


def _reached(start: Entry, following: Callable[[Entry], Iterable[Entry]]) -> list[Entry]:
    """Every entry that can be reached, the nearest first, the older before the younger."""
    found: dict[str, Entry] = {start.path: start}
    level = [start]
    while level:
        nexts = {one.path: one for entry in level for one in following(entry) if one.path not in found}
        level = sorted(nexts.values(), key=lambda one: (one.date is not None, one.date, one.path))
        found |= {one.path: one for one in level}
    return list(found.values())[1:]
