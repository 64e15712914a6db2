"""One plain form of a text in which personal data is looked for, however the letters and digits were typed.

Digits of all scripts become 0-9 and dashes -, compatibility forms their plain letters (Unicode NFKC: ＠ ① ℡), and what
has no width goes. Thai letters stay as they are. The browser's form makes the same of what is typed there, from
`folding()`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from khlang.content.hidden import PASSED_OVER, REFUSED

_UNSEEN = (*REFUSED, *PASSED_OVER)
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u207b\u208b\u2212\u2e3a\u2e3b\u30fc\ufe58\ufe63\uff0d"
_NO_SCRIPTS = 0x20000  # from here on Unicode has ideographs, and room for more of them
_FOLDED = re.compile("[^\t\n\r -~ก-๏๚๛]")


@dataclass(frozen=True)
class Plain:
    """A text in plain form, and where each of its letters stood."""

    text: str
    _places: tuple[int, ...]  # in the plain text, where the distance to the typed text changes
    _distances: tuple[int, ...]

    def typed(self, place: int) -> int:
        """The place in the typed text of a place in the plain text."""
        step = bisect_right(self._places, place) - 1
        return place + (self._distances[step] if step >= 0 else 0)


def plain(text: str) -> Plain:
    """A text in plain form."""
    return rewritten(text, _FOLDED, lambda match: _folded(match[0]))


def rewritten(text: str, pattern: re.Pattern[str], rewrite: Callable[[re.Match[str]], str]) -> Plain:
    """A text with each match of an expression replaced, and where each of its letters stood."""
    pieces: list[str] = []
    places: list[int] = []
    distances: list[int] = []
    end = length = 0
    for match in pattern.finditer(text):
        made = rewrite(match)
        pieces += (text[end : match.start()], made)
        length += match.start() - end + len(made)
        end = match.end()
        if len(made) != end - match.start():
            places.append(length)
            distances.append(end - length)
    return Plain("".join([*pieces, text[end:]]), tuple(places), tuple(distances))


def folding() -> dict[str, object]:
    """What the plain form needs beside NFKC, as data: `zeros` of all scripts, `dashes`, and ranges of `unseen`."""
    zeros = [point for point in range(0x80, _NO_SCRIPTS) if unicodedata.decimal(chr(point), None) == 0]
    return {"zeros": zeros, "dashes": _DASHES, "unseen": [list(span) for span in _UNSEEN]}


@lru_cache(maxsize=4096)
def _folded(letter: str) -> str:
    point = ord(letter)
    if any(first <= point <= last for first, last in _UNSEEN):
        return ""
    if letter in _DASHES:
        return "-"
    digit = unicodedata.decimal(letter, None)
    return unicodedata.normalize("NFKC", letter) if digit is None else str(digit)
