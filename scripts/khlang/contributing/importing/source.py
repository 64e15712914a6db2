"""A document read: one HTML tree, whatever format it came in."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from bs4 import BeautifulSoup

ITEM_CLASS = "item-"  # a paragraph that Word numbers by itself; the figure is its level, from 0
BOX_CLASS = "box"  # a paragraph that floated beside the text
CAPTION_CLASS = "caption"  # of a table or a picture
COVER_CLASS = "cover"  # a bold line beside the title: no heading


@dataclass
class Source:
    """The text of a document, its pictures, and what its reader left out.

    The tree holds p, h1–h6, table, ul, ol, li, strong, em, s, sub, sup, a, br and img; `<img src="0">` is the first
    picture, `<li value="2">` an item of an ol, and `<sup data-note="1">` refers to the first footnote.
    """

    body: BeautifulSoup
    pictures: list[bytes] = field(default_factory=list)
    footnotes: list[BeautifulSoup] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # Thai sentences for the writer
    date: datetime.date | None = None  # that stands beside the text, not in it
