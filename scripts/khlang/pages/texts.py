"""The text of an entry as it is published: what a writer typed, with what the library knows written into it."""

from __future__ import annotations

from collections.abc import Callable

from khlang.content.entry import Entry
from khlang.content.kinds.exchange import Exchange
from khlang.content.kinds.practice import Practice
from khlang.content.kinds.research import Research
from khlang.content.library import Library
from khlang.content.meta import Record
from khlang.pages.exchange.text import exchange_text
from khlang.pages.practices.text import practice_text
from khlang.research.text import research_text

_TEXTS: dict[type[Record], Callable[[Library, Entry], str]] = {
    Exchange: exchange_text,
    Practice: practice_text,
    Research: research_text,
}
"""The kinds whose text says more than was typed."""


def published_text(library: Library, entry: Entry) -> str:
    """The Markdown of an entry."""
    write = _TEXTS.get(type(entry.meta))
    return write(library, entry) if write else entry.body
