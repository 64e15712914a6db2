"""Which feeds a site has: of everything, and beside the pages of a section, group, school or tag, and of open questions.

A feed stands at the address of its page, `tags/thinking/feed.atom`, so that whoever follows a page keeps one address.
What they say is written by `khlang.publishing.feeds`.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from khlang.content.entry import Entry
from khlang.content.kinds import KINDS
from khlang.content.library import Library, remembered
from khlang.content.vocabulary import School
from khlang.exchange.questions import Question, questions
from khlang.pages import words
from khlang.pages.exchange.questions import OPEN

ATOM, JSON_FEED = "feed.atom", "feed.json"
"""The names of a feed's files below the address of its page."""

NEWEST = 30  # entries in a feed
NEWEST_OF_SMALL = 10  # of these with their text, in feeds of a tag or a school: there may be hundreds of such feeds


@dataclass(frozen=True)
class Feed:
    """What can be followed."""

    title: str  # empty: the whole site
    url: str  # of the page that it belongs to, below the site's root
    entries: tuple[Entry, ...] = ()  # the latest change first
    questions: tuple[Question, ...] = ()  # the latest first; a feed has entries or questions
    with_text: int = NEWEST  # so many of the entries come with their text


WHOLE = Feed("", "")
"""The feed of everything, before it is filled."""


@remembered
def feeds(library: Library) -> tuple[Feed, ...]:
    """Every feed of a site; groups, schools and tags have one where there is anything in it."""
    return tuple(_feeds(library))


@remembered
def feeds_by_page(library: Library) -> dict[str, Feed]:
    """Address of a page → the feed that belongs to it."""
    return {feed.url: feed for feed in feeds(library)}


def changed_on(entry: Entry) -> datetime.date:
    """The day on which an entry last changed in substance, as its file says it: no clock and no git is asked."""
    return entry.meta.updated or entry.day


def _feeds(library: Library) -> Iterator[Feed]:
    real = sorted(
        (entry for entry in library.listed if not entry.is_example),
        key=lambda entry: (-changed_on(entry).toordinal(), entry.path),
    )
    yield replace(WHOLE, entries=tuple(real[:NEWEST]))
    for kind in KINDS.values():
        if kind.is_listed:
            index = library.by_path.get(f"{kind.folder}/index.md")
            own = [entry for entry in real if entry.kind is kind]
            yield Feed(index.meta.title if index else kind.label, f"{kind.folder}/", tuple(own[:NEWEST]))
    asked = [one for one in questions(library) if not one.answers and not one.entry.is_example]
    yield Feed(OPEN.title, OPEN.url, questions=tuple(asked[:NEWEST]))
    yield from _of_owners(library, real)
    for tag in library.vocabulary.tags:
        if tagged := tuple(entry for entry in library.tagged(tag.key) if not entry.is_example):
            newest = sorted(tagged, key=lambda entry: (-changed_on(entry).toordinal(), entry.path))[:NEWEST]
            yield Feed(words.TAG.format(tag.name), f"tags/{tag.key}/", tuple(newest), with_text=NEWEST_OF_SMALL)


def _of_owners(library: Library, real: Sequence[Entry]) -> Iterator[Feed]:
    by_owner: dict[str, list[Entry]] = defaultdict(list)
    for entry in real:
        if owner := library.owner(entry):
            by_owner[f"{'schools' if isinstance(owner, School) else 'groups'}/{owner.key}/"].append(entry)
    for folder, owners, count in (
        ("groups", library.vocabulary.groups, NEWEST),
        ("schools", library.vocabulary.schools, NEWEST_OF_SMALL),
    ):
        for owner in owners:
            if own := by_owner.get(url := f"{folder}/{owner.key}/"):
                yield Feed(owner.name, url, tuple(own[:NEWEST]), with_text=count)
