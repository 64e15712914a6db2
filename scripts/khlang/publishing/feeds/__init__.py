"""Feeds of the site: Atom and JSON Feed, of the same items."""

from __future__ import annotations

from khlang.content.library import Library
from khlang.pages.feeds import ATOM, JSON_FEED, feeds
from khlang.publishing.feeds.atom import atom
from khlang.publishing.feeds.json_feed import json_feed


def feed_files(library: Library, root: str) -> dict[str, bytes]:
    """Every feed in both formats, by its place below the site's root.

    `root` is the site's full address, ending in a slash.
    """
    found = {}
    for feed in feeds(library):
        found[f"{feed.url}{ATOM}"] = atom(library, feed, root)
        found[f"{feed.url}{JSON_FEED}"] = json_feed(library, feed, root)
    return found
