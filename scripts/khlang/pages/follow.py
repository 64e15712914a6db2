"""ติดตาม: what a reader can subscribe to, so that what is new comes by itself: feeds and calendars."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from khlang.content.library import Library
from khlang.content.vocabulary import Group
from khlang.pages import words
from khlang.pages.feeds import ATOM, JSON_FEED, Feed, feeds
from khlang.pages.lists.rows import HOME, Place

CALENDAR = "calendar.ics"
"""The name of a calendar, of the whole site or below the page of a group."""


@dataclass(frozen=True)
class Followed:
    """A feed as the page offers it."""

    title: str
    page: str  # address of the page that it belongs to
    atom: str  # addresses of its files
    json: str


@dataclass(frozen=True)
class Follow:
    """The page of everything that can be followed."""

    uri: str
    title: str
    summary: str
    parts: tuple[tuple[str, tuple[Followed, ...]], ...]  # heading → feeds
    calendars: tuple[Place, ...]
    crumbs: tuple[Place, ...] = (HOME,)
    template: str = "follow.html"


def pages(library: Library) -> Iterator[Follow]:
    """The one page."""
    by_heading: dict[str, list[Followed]] = {}
    for feed in feeds(library):
        by_heading.setdefault(_heading(feed), []).append(followed(feed))
    yield Follow(
        "follow.md",
        words.FOLLOW,
        words.FOLLOW_SUMMARY,
        tuple((heading, tuple(rows)) for heading, rows in by_heading.items()),
        (Place(words.WHOLE_CALENDAR, CALENDAR), *map(_calendar, _groups(library))),
    )


def followed(feed: Feed) -> Followed:
    """A feed → how pages name it and lead to it."""
    return Followed(feed.title or words.EVERYTHING_NEW, feed.url, f"{feed.url}{ATOM}", f"{feed.url}{JSON_FEED}")


def _heading(feed: Feed) -> str:
    folder = feed.url.split("/")[0] if feed.url.count("/") > 1 else ""
    return {"groups": words.BY_GROUP, "schools": words.BY_SCHOOL, "tags": words.BY_TAG}.get(folder, words.BY_SECTION)


def _groups(library: Library) -> Iterator[Group]:
    return (group for group in library.vocabulary.groups if group.is_there(library.today))


def _calendar(group: Group) -> Place:
    return Place(group.name, f"groups/{group.key}/{CALENDAR}")
