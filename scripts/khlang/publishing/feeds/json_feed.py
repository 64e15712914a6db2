"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/): the same for programs that people write themselves."""

from __future__ import annotations

import json
from typing import Any

from khlang.content.library import Library, remembered
from khlang.pages.feeds import JSON_FEED, Feed
from khlang.publishing.feeds.items import Item, at_midnight, feed_title, items

TYPE = "application/feed+json"
_VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(library: Library, feed: Feed, root: str) -> bytes:
    """A feed as a JSON document. `root` is the site's full address, ending in a slash."""
    head = {
        "version": _VERSION,
        "title": feed_title(library, feed),
        "home_page_url": f"{root}{feed.url}",
        "feed_url": f"{root}{feed.url}{JSON_FEED}",
        "language": "th",
        "icon": f"{root}assets/khlang/icon.svg",
        "authors": [{"name": library.settings.office, "url": root}],
    }
    rows = ",\n".join(_row(library, item) for item in items(library, feed, root))
    return (json.dumps(head, ensure_ascii=False)[:-1] + f', "items": [\n{rows}\n]}}\n').encode()


@remembered
def _row(library: Library, item: Item) -> str:
    return json.dumps(_values(item), ensure_ascii=False)


def _values(item: Item) -> dict[str, Any]:
    """An item; it needs a text of some sort (the specification), so where the page keeps it the summary stands for it."""
    return {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        **({"content_html": item.html} if item.html else {"content_text": item.summary}),
        "date_published": at_midnight(item.published),
        "date_modified": at_midnight(item.updated),
        **({"authors": [{"name": name} for name in item.authors]} if item.authors else {}),
        **({"tags": list(item.tags)} if item.tags else {}),
    }
