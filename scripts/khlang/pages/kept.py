"""เรื่องที่เก็บไว้: the page that a reader's own device fills (web/reader/kept.js)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from khlang.content.library import Library
from khlang.pages import words
from khlang.pages.lists.rows import HOME, Place


@dataclass(frozen=True)
class Kept:
    """The page; it knows of no reader."""

    uri: str = "kept.md"
    title: str = words.KEPT
    summary: str = words.KEPT_SUMMARY
    crumbs: tuple[Place, ...] = (HOME,)
    template: str = "kept.html"


def pages(library: Library) -> Iterator[Kept]:
    """The one page."""
    yield Kept()
