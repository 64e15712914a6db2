"""The bands above and below a page, which are the same on many: made once, and put around a page when all else is done.

Until then a comment stands for each, which no content can hold (`khlang.content.allowed_html`): so what looks through a
page has less to look through. A band gets none of the page's own values, so it cannot say another page's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

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
        self._numbers: dict[Hashable, int] = {}
        self._made: list[Band] = []

    def sign(self, what: Hashable, asked: dict[tuple[str, str], Any], make: Callable[[], str]) -> str:
        """What stands for a band until the end. `what` names all that it is made of but what it asks of the site.

        That is added to what the page has `asked`, where `make` puts it.
        """
        if what not in self._numbers:
            before = dict(asked)
            asked.clear()
            html = make()
            self._look(html)
            said = shown(html)
            ends = escape(f"{said[:_REACH]}\n{said[-_REACH:]}", quote=False)
            self._numbers[what] = len(self._made)
            self._made.append(Band(with_whole_words(html), dict(asked), ends))
            asked.update(before)
        asked.update(self._made[self._numbers[what]].asked)
        return f"<!--band {self._numbers[what]}-->"

    def whole(self, html: str) -> str:
        """A page with its bands."""
        return _SIGN.sub(lambda sign: self._made[int(sign[1])].html, html)

    def with_ends(self, html: str) -> str:
        """A page with what stands next to its bands, for a look at what becomes of both."""
        return _SIGN.sub(lambda sign: self._made[int(sign[1])].ends, html)


def address(url: str, linked: Iterable[str]) -> str:
    """The address of a page, or one that stands for all in its folder: what bands link to is as far from these."""
    folder = url.rstrip("/").rpartition("/")[0]
    return url if not folder or any(one.startswith(url) for one in linked) else f"{folder}/-/"
