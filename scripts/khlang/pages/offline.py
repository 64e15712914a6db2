"""อ่านเมื่อไม่มีเน็ต: what is kept on a reader's device, and the whole site to carry away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from khlang.content.library import Library
from khlang.pages import words
from khlang.pages.lists.rows import HOME, Place


@dataclass(frozen=True)
class Offline:
    """The page to which a reader comes who is without a network."""

    uri: str = "offline.md"
    title: str = words.OFFLINE
    summary: str = words.OFFLINE_SUMMARY
    crumbs: tuple[Place, ...] = (HOME,)
    template: str = "offline.html"


def pages(library: Library) -> Iterator[Offline]:
    """The one page."""
    yield Offline()
