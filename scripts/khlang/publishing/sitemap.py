"""sitemap.xml: every public page with its languages, for search engines of the web."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from khlang.content.entry import url_of
from khlang.content.library import Library
from khlang.pages.pages import Page
from khlang.pages.withdrawn import Withdrawn


def sitemap(library: Library, made: Iterable[Page], root: str, changes: Mapping[str, date]) -> bytes:
    """The sitemap (https://www.sitemaps.org/protocol.html) of a site whose full address is `root`.

    Of a list cut into pages only the first stands in it; the notice of what is withdrawn does not.
    """
    urls: dict[str, tuple[date | None, tuple[str, ...]]] = {}
    for entry in library.public:
        urls[entry.url] = (
            entry.meta.updated or changes.get(entry.path) or entry.date,
            tuple(sorted(entry.translations)),
        )
    for page in made:
        if "/page/" not in page.uri and not isinstance(page, Withdrawn):
            urls.setdefault(url_of(page.uri), (None, ()))
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for url, (changed, languages) in sorted(urls.items()):
        for language in ("th", *languages):
            lines.append(_url(root, url, language, languages, changed))
    return "\n".join([*lines, "</urlset>", ""]).encode()


def _url(root: str, url: str, language: str, languages: tuple[str, ...], changed: date | None) -> str:
    def address(of: str) -> str:
        return root.rstrip("/") + "/" + ("" if of == "th" else f"{of}/") + url

    parts = [f"<loc>{escape(address(language))}</loc>"]
    if changed:
        parts.append(f"<lastmod>{changed.isoformat()}</lastmod>")
    if languages:
        parts += [
            f'<xhtml:link rel="alternate" hreflang="{of}" href={quoteattr(address(of))}/>' for of in ("th", *languages)
        ]
    return f"<url>{''.join(parts)}</url>"
