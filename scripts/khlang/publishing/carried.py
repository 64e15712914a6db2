"""The site as it is carried away on a memory stick: opened by `file://`, where folders have no pages and no script may load.

Every link to a folder names its page, fonts stand in the style sheet and the horizon in the page (browsers take neither
from another file), pages run nothing. What needs the site's programs (search, filters, forms) is there without them: lists and texts.
"""

from __future__ import annotations

import base64
import posixpath
import re
from collections.abc import Callable

TOP = "khlang/"
"""The folder in the ZIP."""

STANDS_ELSEWHERE = ("assets/khlang/horizon.svg",)
"""Files that every page holds there."""

_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")[^"]*"')
_OWN_POLICY = "default-src 'none'; style-src file: 'unsafe-inline'; img-src file: data:; font-src data:; form-action 'none'; base-uri 'none'"
_LOADED = re.compile(
    r'[ \t]*<(?:script\b(?! type="application/ld\+json")[^>]*>.*?</script>|link rel="(?:preload|modulepreload|manifest|alternate|apple-touch-icon)"[^>]*>)\n?',
    re.DOTALL,
)
_LINK = re.compile(r'(?<=[\s]href=")(?![a-zA-Z][\w+.-]*:|//|#)(?P<path>[^"#?]*)(?P<rest>[^"]*)(?=")')
_FIND = re.compile(r'<form\b[^>]*\baction="[^"]*search/[^"]*".*?</form>', re.DOTALL)
_FONT = re.compile(r"url\((?P<path>[^)\"']+\.woff2)\)")
_DRAWN = re.compile(r'<use href="(?P<path>[^"#]+/horizon\.svg)(?P<name>#horizon)"/>')
_DRAWING = re.compile(r'<symbol id="horizon".*?</symbol>', re.DOTALL)
_NO_USE = (".js", ".json", ".bin", ".woff2")


def is_carried(path: str) -> bool:
    """Whether a file of the site is of any use there."""
    return not path.endswith(_NO_USE)


def carried(path: str, data: bytes, file: Callable[[str], bytes | None]) -> bytes:
    """A file of the site as it is carried; `file` gives another one by its place, if there is one."""
    if path.endswith(".html"):
        return _page(path, data.decode(), file).encode()
    if path.endswith(".css"):
        return _FONT.sub(lambda found: _font(path, found["path"], file), data.decode()).encode()
    return data


def _page(path: str, html: str, file: Callable[[str], bytes | None]) -> str:
    html = _with_drawing(path, html, file)
    html = _POLICY.sub(lambda found: f'{found[1]}{_OWN_POLICY}"', html)
    html = _FIND.sub("", _LOADED.sub("", html))
    return _LINK.sub(lambda found: _named(found["path"]) + found["rest"], html)


def _with_drawing(page: str, html: str, file: Callable[[str], bytes | None]) -> str:
    """The first place that shows the drawing holds it; the others show it from there."""
    place = _DRAWN.search(html)
    drawing = place and _DRAWING.search((file(_beside(page, place["path"])) or b"").decode())
    if not place or not drawing:
        return html
    html = _DRAWN.sub(lambda found: f'<use href="{found["name"]}"/>', html)
    return f"{html[: place.start()]}{drawing[0]}{html[place.start() :]}"


def _beside(page: str, path: str) -> str:
    """The place of a file that a page or style sheet names."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path))


def _named(path: str) -> str:
    """A link with the name of the page that a server would answer with."""
    is_folder = path.endswith("/") or posixpath.basename(path) in (".", "..")
    return f"{path.rstrip('/')}/index.html" if path and is_folder else path


def _font(sheet: str, path: str, file: Callable[[str], bytes | None]) -> str:
    data = file(_beside(sheet, path))
    return f"url(data:font/woff2;base64,{base64.b64encode(data).decode()})" if data else f"url({path})"
