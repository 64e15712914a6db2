"""Small improvements of an entry's rendered HTML: attachments with type and size, link cards, dead links.

The HTML is what a Markdown converter makes; only its links are touched.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from html import unescape
from urllib.parse import unquote, urlsplit

from khlang.checks.files import ATTACHMENTS

_ANCHOR = re.compile(r'<a (?P<before>[^>]*?)href="(?P<href>[^"]*)"(?P<after>[^>]*)>(?P<text>.*?)</a>', re.DOTALL)
_ALONE = re.compile(r'<p>\s*<a href="(?P<href>https://[^"]+)">(?P<text>[^<]*)</a>\s*</p>')
_CARDS = {
    "www.youtube.com": "YouTube",
    "youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "drive.google.com": "Google Drive",
    "docs.google.com": "Google Docs",
    "forms.gle": "Google Forms",
}


def improve(html: str, url: str, size: Callable[[str], int | None]) -> str:
    """Rendered HTML of the page at `url` → the same with attachments and cards marked, dead links unlinked.

    `size` gives the bytes of a file by its address below the site's root, or None where there is no such file.
    """
    html = _ALONE.sub(_card, html)
    return _ANCHOR.sub(lambda found: _anchor(found, url, size), html)


def readable_size(size: int) -> str:
    """Bytes → text, as phones and Windows show it (1 KB = 1024 bytes)."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB"


def _card(found: re.Match[str]) -> str:
    host = urlsplit(unescape(found["href"])).hostname or ""
    place = _CARDS.get(host)
    if place is None:
        return found[0]
    return (
        f'<p class="card-link"><a href="{found["href"]}" rel="noopener"><span>{found["text"]}</span>'
        f"<small>เปิดใน {place}</small></a></p>"
    )


def _anchor(found: re.Match[str], url: str, size: Callable[[str], int | None]) -> str:
    href = unescape(found["href"])
    path = unquote(urlsplit(href).path)
    suffix = posixpath.splitext(path)[1].lower()
    if urlsplit(href).scheme or not path:
        return found[0]
    if suffix == ".md":  # the page was held back: keep the words, drop the way to nowhere
        return f'<span class="held-back" title="หน้านี้ยังไม่เผยแพร่">{found["text"]}</span>'
    if suffix not in ATTACHMENTS:
        return found[0]
    bytes_ = size(posixpath.normpath(posixpath.join(url, path)))
    what = suffix[1:].upper() + (f", {readable_size(bytes_)}" if bytes_ is not None else "")
    return f'<a {found["before"]}href="{found["href"]}"{found["after"]} class="attachment" download>{found["text"]} <small>({what})</small></a>'
