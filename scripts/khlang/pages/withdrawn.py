"""What stands where an entry was that is withdrawn: that it is, and nothing of what it said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from khlang.content.library import Library
from khlang.pages import words
from khlang.pages.lists.rows import HOME, Place

NOTICE = Place(words.WITHDRAWN, "withdrawn/")


@dataclass(frozen=True)
class Withdrawn:
    """The notice, one for all that is withdrawn."""

    uri: str = "withdrawn.md"
    title: str = NOTICE.title
    summary: str = words.WITHDRAWN_SUMMARY
    crumbs: tuple[Place, ...] = (HOME,)
    template: str = "withdrawn.html"


def pages(library: Library) -> Iterator[Withdrawn]:
    """The notice, while anything is withdrawn."""
    if library.withdrawn:
        yield Withdrawn()
