"""The Content-Security-Policy of a page: it runs our scripts and loads from this site only, whatever its text holds.

GitHub Pages sends no headers of ours, so the policy stands in a meta tag (https://www.w3.org/TR/CSP3/#meta-element); it
binds what comes after it. It never depends on what a page came with: scripts are files in the folders of ours, and a page
made of a template that holds a script of its own names it by the hash of that template's script. Where the site knows its
address, scripts come from these folders only, so that no attachment can be run as one; a site that does not know it (a
preview) can only say that they come from itself. Styles may be inline: pages and diagrams carry theirs, content may not.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import quote

SCRIPT_FOLDERS = ("assets/khlang/", "search/")
"""The folders below the site's root from which scripts come. No content may lie there."""

WORKER = "sw.js"
"""The worker that keeps pages; it rules the folder in which it lies, so it lies at the site's root."""

_PLACES = (re.compile(r"<meta charset[^>]*>\n?", re.IGNORECASE), re.compile(r"<head[^>]*>\n?", re.IGNORECASE))
_ON_SITE = (
    "default-src 'none'",
    "script-src {scripts}",
    "worker-src {workers}",  # search runs beside the page; one more keeps pages
    "connect-src {connects}",  # and fetches its index
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
)
_OFFLINE = (
    "default-src 'none'",
    "script-src {scripts}",
    "style-src 'unsafe-inline'",
    "img-src 'self' file: data:",  # the pictures beside the page
    "form-action 'none'",
    "base-uri 'none'",
)


def policy(html: str, root: str, script: str = "", connects: Iterable[str] = ()) -> str:
    """A page of the site with its policy as the first thing after its encoding.

    `root` is the site's full address or empty; `script` the text of the script that the page's own template holds,
    `connects` further addresses that its scripts may ask. Raises ValueError for a page without a head.
    """
    folders = (
        [quote(f"{root.rstrip('/')}/{folder}", safe=":/%[]@") for folder in SCRIPT_FOLDERS] if root else ["'self'"]
    )
    workers = [quote(f"{root.rstrip('/')}/{WORKER}", safe=":/%[]@"), *folders] if root else folders
    return _with_policy(html, _ON_SITE, [*folders, *_hashes(script)], workers, connects)


def offline_policy(html: str, script: str = "") -> str:
    """The same for a page that is read from a disk: it loads pictures beside it and nothing else."""
    return _with_policy(html, _OFFLINE, _hashes(script) or ["'none'"])


def _with_policy(
    html: str,
    directives: tuple[str, ...],
    scripts: list[str],
    workers: Sequence[str] = (),
    connects: Iterable[str] = (),
) -> str:
    place = next((found for place in _PLACES if (found := place.search(html))), None)
    if place is None:
        raise ValueError("no <meta charset> and no <head> to put the policy after")
    content = "; ".join(directives).format(
        scripts=" ".join(scripts), workers=" ".join(workers), connects=" ".join(["'self'", *connects])
    )
    tag = f'<meta http-equiv="Content-Security-Policy" content="{escape(content, quote=False)}">\n'
    return html[: place.end()] + tag + html[place.end() :]


def _hashes(script: str) -> list[str]:
    """The hash of a script, as a source of a policy (https://www.w3.org/TR/CSP3/#grammardef-hash-source)."""
    return [f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"] if script else []
