"""The Content-Security-Policy of a page: it runs our scripts and loads from this site only, whatever its text holds.

GitHub Pages sends no headers of ours, so the policy stands in a meta tag (https://www.w3.org/TR/CSP3/#meta-element); it
binds what comes after it. Scripts in the page itself are named by hash. Styles may be inline: diagrams and notices carry theirs.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from html import escape

_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_PLACES = (re.compile(r"<meta charset[^>]*>\n?", re.IGNORECASE), re.compile(r"<head[^>]*>\n?", re.IGNORECASE))
_DIRECTIVES = (
    "default-src 'none'",
    "script-src 'self'{hashes}",
    "worker-src 'self'",  # search runs beside the page
    "connect-src 'self'",  # and fetches its index
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
)


def policy(html: str) -> str:
    """A built page with its policy as the first thing after its encoding. Raises ValueError for a page without a head."""
    place = next((found for place in _PLACES if (found := place.search(html))), None)
    if place is None:
        raise ValueError("no <meta charset> and no <head> to put the policy after")
    hashes = "".join(f" 'sha256-{one}'" for one in sorted({_digest(script) for script in _SCRIPT.findall(html)}))
    content = "; ".join(_DIRECTIVES).format(hashes=hashes)
    tag = f'<meta http-equiv="Content-Security-Policy" content="{escape(content, quote=False)}">\n'
    return html[: place.end()] + tag + html[place.end() :]


@lru_cache
def _digest(script: str) -> str:
    """The hash of a script as browsers take it: of its text after parsing, where a line ends in LF."""
    text = script.replace("\r\n", "\n").replace("\r", "\n")
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
