"""The bands above and below a page, which are the same on many: made once, and put around a page when all else is done.

Until then a comment stands for each, which no content can hold (`khlang.content.allowed_html`): so what looks through a
page has less to look through. A band gets none of the page's own values, so it cannot say another page's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from types import SimpleNamespace
from typing import Any

from jinja2.runtime import Context
from markupsafe import Markup

from khlang.checks.built import shown
from khlang.pages.line_ends import with_whole_words

_SIGN = re.compile("<!--band ([0-9]+)-->")
_REACH = 300  # letters: what is told as personal data beside a band's first or last words stands nearer than that


@dataclass(frozen=True)
class Band:
    """A part of the frame, as it stands on several pages."""

    html: str  # as it is published
    asked: Mapping[tuple[str, str], Any]  # what it asked of the site, and the answers
    ends: str  # what it says next to other parts of a page, as HTML


class Bands:
    """The bands of one build."""

    def __init__(self, look: Callable[[str], None]) -> None:
        """`look` hears each of them once, as HTML."""
        self._look = look
        self._numbers: dict[tuple[object, ...], int] = {}
        self._made: list[Band] = []

    def sign(
        self, context: Context, name: str, languages: tuple[tuple[str, str], ...], asked: dict[Any, Any]
    ) -> Markup:
        """What stands for a template's band in the page that `context` shows; adds to what the page has `asked`."""
        url = _url(context)
        key = (name, context["w"].lang, context.get("own_search"), languages, url)
        if key not in self._numbers:
            before = dict(asked)
            asked.clear()
            html = rendered(context, name, languages, url)
            self._look(html)
            said = shown(html)
            ends = escape(f"{said[:_REACH]}\n{said[-_REACH:]}", quote=False)
            self._made.append(Band(with_whole_words(html), dict(asked), ends))
            self._numbers[key] = len(self._made) - 1
            asked.update(before)
        asked.update(self._made[self._numbers[key]].asked)
        return Markup(f"<!--band {self._numbers[key]}-->")

    def whole(self, html: str) -> str:
        """A page with its bands."""
        return _SIGN.sub(lambda sign: self._made[int(sign[1])].html, html)

    def with_ends(self, html: str) -> str:
        """A page with what stands next to its bands, for a look at what becomes of both."""
        return _SIGN.sub(lambda sign: self._made[int(sign[1])].ends, html)


def rendered(context: Context, name: str, languages: tuple[tuple[str, str], ...], url: str | None) -> str:
    """A band for a page at an address, None for one without: of what `context` shows it gets what all pages share."""
    values = {one: context.get(one) for one in ("config", "base_url", "w", "own_search")}
    page = None if url is None else SimpleNamespace(url=url)
    return context.environment.get_template(name).render(values, page=page, languages=languages)


def _url(context: Context) -> str:
    """The address of a page, or one that stands for all in its folder: links in bands are the same on these."""
    url: str = context["page"].url
    w = context["w"]
    linked = [w.act, *w.about_links, *(link for _, links in w.readers for link in links)]
    folder = url.rstrip("/").rpartition("/")[0]
    return url if not folder or any(one.startswith(url) for _, one in linked) else f"{folder}/-/"
