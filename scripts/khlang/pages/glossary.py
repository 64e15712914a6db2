"""อภิธานศัพท์: every abbreviation of the office's list, with its long name and the other words for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from khlang.content.library import Library
from khlang.content.vocabulary import Abbreviation
from khlang.pages import words
from khlang.pages.lists.rows import HOME, Place
from khlang.thai.numerals import show


@dataclass(frozen=True)
class Glossary:
    """The page."""

    abbreviations: tuple[Abbreviation, ...]
    summary: str
    uri: str = "glossary.md"
    title: str = words.GLOSSARY
    crumbs: tuple[Place, ...] = (HOME,)
    template: str = "glossary.html"


def pages(library: Library) -> Iterator[Glossary]:
    """The one page; none where the office lists no abbreviation."""
    found = sorted(library.vocabulary.abbreviations, key=lambda one: (one.short[0].isascii(), one.short))
    if found:
        count = show(str(len(found)), library.settings.numerals)
        yield Glossary(tuple(found), words.GLOSSARY_SUMMARY.format(count))
