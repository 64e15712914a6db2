"""The text of an entry as it is published: what a writer typed, with what the library knows written into it."""

from __future__ import annotations

from khlang.content.entry import Entry, is_kind
from khlang.content.kinds.exchange import Exchange
from khlang.content.kinds.practice import Practice
from khlang.content.kinds.research import Research
from khlang.content.library import Library
from khlang.pages.exchange.text import exchange_text
from khlang.pages.practices.text import practice_text


def published_text(library: Library, entry: Entry) -> str:
    """The Markdown of an entry."""
    if is_kind(entry, Exchange):
        return exchange_text(library, entry)
    if is_kind(entry, Practice):
        return practice_text(library, entry)
    if is_kind(entry, Research):
        from khlang.research.text import research_text  # with all of statistics

        return research_text(library, entry)
    return entry.body
