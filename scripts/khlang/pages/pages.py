"""The pages that are made, not written: every output that adds pages to the site stands here once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from khlang.content.library import Library
from khlang.pages import annual_report, director, follow, glossary, groups, kept, offline, reading, withdrawn
from khlang.pages.exchange import actions, board, digests, questions, summaries
from khlang.pages.guide import guide
from khlang.pages.lists import listings
from khlang.pages.lists.rows import Place
from khlang.pages.practices import compare, gallery, matrix, schools, spread
from khlang.pages.research import instrument, needs, satisfaction, summarising


class Page(Protocol):
    """What the frame of the site reads of a made page; each output adds what its own template reads."""

    @property
    def uri(self) -> str:
        """The Markdown file that it stands for, as `groups/supervision.md`."""

    @property
    def title(self) -> str: ...

    @property
    def summary(self) -> str:
        """One sentence for lists and cards; may be empty."""

    @property
    def crumbs(self) -> tuple[Place, ...]: ...

    @property
    def template(self) -> str:
        """The template of the theme that shows it."""


def pages(library: Library, language: str = "th") -> Iterator[Page]:
    """Every made page of the site in a language."""
    yield from listings.pages(library, language)
    if language == "th":
        for output in (
            summaries,
            questions,
            actions,
            board,
            digests,
            instrument,
            needs,
            satisfaction,
            summarising,
            gallery,
            matrix,
            compare,
            reading,
            groups,
            schools,
            spread,
            annual_report,
            director,
            follow,
            offline,
            kept,
            glossary,
            withdrawn,
            guide,
        ):
            yield from output.pages(library)
