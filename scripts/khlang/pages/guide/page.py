"""A page of the guide: a text in Markdown that the library makes or brings."""

from __future__ import annotations

from dataclasses import dataclass

from khlang.pages.guide import words
from khlang.pages.lists.rows import HOME, Place

GUIDE = "guide/"
"""Where the guide stands below the site's root."""

CONTENTS = Place(words.GUIDE, GUIDE)


@dataclass(frozen=True)
class GuidePage:
    """One page of the guide. Its text is what writers of entries use, so the same converter renders it."""

    uri: str  # the Markdown file that it stands for, as `guide/rules/date.md`
    title: str
    summary: str
    text: str  # Markdown; addresses in it are relative to the page's own
    crumbs: tuple[Place, ...] = (HOME, CONTENTS)
    code: str = ""  # what programs call what the page is about, such as the id of a rule
    is_searched_by_title: bool = False  # and by code; its words and examples are no answer to a reader
    template: str = "guide.html"
