"""What stands in a feed, whichever its format: an entry or an open question, with full addresses."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import urljoin

from khlang.content.entry import Entry
from khlang.content.library import LEAVES_SITE, Library, remembered
from khlang.content.render import renderer
from khlang.exchange.questions import Question
from khlang.pages.feeds import Feed, changed_on
from khlang.pages.texts import published_text

_ADDRESS = re.compile(r'(?<=\s)(href|src)="([^"]*)"')
"""An address in HTML that `render` made, where no value holds a quotation mark."""


@dataclass(frozen=True)
class Item:
    """A thing that a reader of feeds shows."""

    id: str  # its permanent short address: it stays when the page moves or gets another title
    url: str  # of the page
    title: str
    summary: str
    html: str  # the text; empty where the feed leaves it to the page
    published: datetime.date
    updated: datetime.date
    authors: tuple[str, ...]
    tags: tuple[str, ...]


def feed_title(library: Library, feed: Feed) -> str:
    """What a feed is called among the feeds of many sites."""
    name = library.settings.name
    return f"{feed.title} · {name}" if feed.title else name


def updated_on(library: Library, feed: Feed) -> datetime.date:
    """The day of the latest change in a feed; of an empty one the day of the build."""
    days = [changed_on(entry) for entry in feed.entries] + [question.asked for question in feed.questions]
    return max(days, default=library.today)


def at_midnight(day: datetime.date) -> str:
    """A day as feeds want it, a moment of RFC 3339: its beginning in Bangkok."""
    return f"{day.isoformat()}T00:00:00+07:00"


def items(library: Library, feed: Feed, root: str) -> Iterator[Item]:
    """The items of a feed in its order. `root` is the site's full address, ending in a slash."""
    for number, entry in enumerate(feed.entries):
        yield _of_entry(library, entry, root, number < feed.with_text)
    for question in feed.questions:
        yield _of_question(library, question, root)


@remembered  # an entry stands in the feeds of the site, its section, its owner and each of its tags
def _of_entry(library: Library, entry: Entry, root: str, with_text: bool) -> Item:
    owner = library.owner(entry)
    return Item(
        id=f"{root}{entry.short_url}",
        url=f"{root}{entry.url}",
        title=entry.meta.title,
        summary=entry.meta.summary,
        html=full_text(library, entry, root) if with_text else "",
        published=entry.day,
        updated=changed_on(entry),
        authors=entry.meta.authors or ((owner.name,) if owner else ()),
        tags=tuple(tag.name for tag in library.tags(entry)),
    )


def _of_question(library: Library, question: Question, root: str) -> Item:
    source = question.entry
    owner = question.owner
    return Item(
        id=f"{root}{question.short_url}",
        url=f"{root}{question.url}",
        title=question.item.text,
        summary=f"คำถามที่ยังรอคำตอบ ถามใน {source.meta.title}",
        html="",
        published=question.asked,
        updated=question.asked,
        authors=(owner.name,) if owner else (),
        tags=tuple(tag.name for tag in library.tags(source)),
    )


@remembered
def full_text(library: Library, entry: Entry, root: str) -> str:
    """The text of an entry as HTML that can be read anywhere: every address in it is full.

    A link to what is not published leads to the entry itself, where the page says so. Addresses are filled in after the
    text was judged, as pictures of other sites are not allowed in it.
    """
    here = f"{root}{entry.url}"
    html = renderer().render(published_text(library, entry), partial(library.address, entry.path)).html
    return _ADDRESS.sub(lambda found: f'{found[1]}="{_full(here, found[2])}"', html)


def _full(here: str, address: str) -> str:
    is_held_back = not LEAVES_SITE.match(address) and address.partition("#")[0].endswith(".md")
    return here if is_held_back else urljoin(here, address)
