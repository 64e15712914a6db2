"""Small improvements of an entry's rendered HTML: attachments with type and size, link cards, dead links, wide tables.

The HTML is what `khlang.content.render` makes, so every element is closed and no value holds `<` or `>`; only its links, pictures, tables and headings are touched, and ๆ is kept
with its word.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from markupsafe import Markup

from khlang.privacy.endings import ATTACHMENTS
from khlang.thai.numerals import readable_size

FileAt = Callable[[str], Path | None]

_ANCHOR = re.compile(r'<a (?P<before>[^>]*?)href="(?P<href>[^"]*)"(?P<after>[^>]*)>(?P<text>.*?)</a>', re.DOTALL)
_ALONE = re.compile(r'<p>\s*<a href="(?P<href>https://[^"]+)">(?P<text>[^<]*)</a>\s*</p>')
_PICTURE = re.compile(r'<img (?P<attributes>[^>]*?src="(?P<src>[^"]*)"[^>]*?)\s*/?>')
_TASK = re.compile(r'<input type="checkbox" disabled(?P<done>[^>]*)>')
_TABLE = re.compile(r"<table\b|</table>")
_ENDS_CSS = re.compile(r"[\"'\\<>\x00-\x1f\x7f]")
_CARDS = {
    "www.youtube.com": "YouTube",
    "youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "drive.google.com": "Google Drive",
    "docs.google.com": "Google Docs",
    "forms.gle": "Google Forms",
}


def improve(html: str, url: str, file_at: FileAt, short: Callable[[str], str | None]) -> str:
    """Rendered HTML of the page at `url` → the same with attachments and cards marked, dead links unlinked.

    Wide tables get a box to scroll in, pictures their room before they come.
    `file_at` gives the file that the site has at an address, None where it has none; `short` the short address that
    paper shows for the page at an address, None where it has none.
    """
    html = _ALONE.sub(_card, html)
    html = _PICTURE.sub(lambda found: _picture(found, url, file_at), html)
    html = _TASK.sub(_task, html)
    html = _boxed_tables(html)
    return _ANCHOR.sub(lambda found: _anchor(found, url, file_at, short), html)


def css_string(text: str) -> Markup:
    """Plain text → what stands between the quotation marks of a string in a `<style>` of a page.

    It ends neither the string nor the element (https://www.w3.org/TR/css-syntax-3/#consume-escaped-code-point).
    """
    return Markup(_ENDS_CSS.sub(lambda sign: f"\\{ord(sign[0]):x} ", text))


def _card(found: re.Match[str]) -> str:
    host = urlsplit(unescape(found["href"])).hostname or ""
    place = _CARDS.get(host)
    if place is None:
        return found[0]
    return (
        f'<p class="card-link"><a href="{found["href"]}" rel="noopener"><span>{found["text"]}</span>'
        f"<small>เปิดใน {place}</small></a></p>"
    )


def _boxed_tables(html: str) -> str:
    """Each table in a box to scroll in; one within another moves with it."""
    depth = 0

    def boxed(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag[0] == "</table>":
            depth -= 1
            return "</table></div>" if depth == 0 else tag[0]
        depth += 1
        return f'<div class="table">{tag[0]}' if depth == 1 else tag[0]

    return _TABLE.sub(boxed, html)


def _task(found: re.Match[str]) -> str:
    """A box of a task list, named for those who hear it; the converter leaves it without a label."""
    said = "ทำแล้ว" if "checked" in found["done"] else "ยังไม่ได้ทำ"
    return f'<input type="checkbox" aria-label="{said}" disabled{found["done"]}>'


def _picture(found: re.Match[str], url: str, file_at: FileAt) -> str:
    file = file_at(_address(url, unquote(unescape(found["src"]))))
    width, height = _size(file) if file else (-1, -1)
    room = f' width="{width}" height="{height}"' if width > 0 else ""
    return f'<img {found["attributes"]}{room} loading="lazy">'


def _size(file: Path) -> tuple[int, int]:
    """Width and height of a picture in pixels; -1 for what is none."""
    import imagesize  # with what reads pictures of other hosts

    width, height = imagesize.get(file)
    return width, height


def _anchor(found: re.Match[str], url: str, file_at: FileAt, short: Callable[[str], str | None]) -> str:
    href = unescape(found["href"])
    path = unquote(urlsplit(href).path)
    suffix = posixpath.splitext(path)[1].lower()
    if urlsplit(href).scheme or not path:
        return found[0]
    if suffix == ".md":  # the page was held back: keep the words, drop the way to nowhere
        return f'<span class="held-back" title="หน้านี้ยังไม่เผยแพร่">{found["text"]}</span>'
    address = _address(url, path)
    if suffix not in ATTACHMENTS:
        paper = (short(f"{address}/") or "").rstrip("/")
        return found[0].replace("<a ", f'<a data-short="{escape(paper)}" ', 1) if paper else found[0]
    file = file_at(address)
    what = suffix[1:].upper() + (f", {readable_size(file.stat().st_size)}" if file else "")
    return f'<a {found["before"]}href="{found["href"]}"{found["after"]} class="attachment" download>{found["text"]} <small>({what})</small></a>'


def _address(url: str, link: str) -> str:
    """A link on the page at `url` → the address below the site's root."""
    return posixpath.normpath(posixpath.join(url, link))
