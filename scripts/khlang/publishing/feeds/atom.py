"""Atom (RFC 4287): the feed that every program that reads feeds understands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax import saxutils

from khlang.content.library import Library, remembered
from khlang.pages.feeds import ATOM, Feed
from khlang.publishing.feeds.items import Item, at_midnight, feed_title, items, updated_on

TYPE = "application/atom+xml"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even by number (https://www.w3.org/TR/xml/#charsets)."""


def atom(library: Library, feed: Feed, root: str) -> bytes:
    """A feed as an Atom document. `root` is the site's full address, ending in a slash."""
    settings = library.settings
    page, own = f"{root}{feed.url}", f"{root}{feed.url}{ATOM}"
    licence = settings.content_licence
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="th">',
        _element("id", own),
        _element("title", feed_title(library, feed)),
        _element("updated", at_midnight(updated_on(library, feed))),
        f'<link rel="self" type="{TYPE}" href={_quoted(own)}/>',
        f'<link rel="alternate" type="text/html" href={_quoted(page)}/>',
        f"<author>{_element('name', settings.office)}</author>",
        *([_element("rights", licence.name)] if licence else []),
        *(_entry(library, item) for item in items(library, feed, root)),
        "</feed>\n",
    ]
    return "\n".join(parts).encode()


@remembered
def _entry(library: Library, item: Item) -> str:
    return "\n".join(_parts(item))


def _parts(item: Item) -> Iterator[str]:
    yield "<entry>"
    yield _element("id", item.id)
    yield _element("title", item.title)
    yield f'<link rel="alternate" type="text/html" href={_quoted(item.url)}/>'
    yield _element("published", at_midnight(item.published))
    yield _element("updated", at_midnight(item.updated))
    for name in item.authors:
        yield f"<author>{_element('name', name)}</author>"
    for tag in item.tags:
        yield f"<category term={_quoted(tag)}/>"
    yield _element("summary", item.summary)
    if item.html:
        yield f'<content type="html">{_escaped(item.html)}</content>'
    yield "</entry>"


def _element(name: str, text: str) -> str:
    return f"<{name}>{_escaped(text)}</{name}>"


def _escaped(text: str) -> str:
    return saxutils.escape(_NOT_XML.sub("", text))


def _quoted(text: str) -> str:
    return saxutils.quoteattr(_NOT_XML.sub("", text))
