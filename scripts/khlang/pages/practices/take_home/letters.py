"""How many lines a text takes on paper, reckoned without a browser: widths of Sarabun's letters, lines that end between words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from khlang.thai.words import words

_ADVANCES = {
    0: "ัิีึืฺุู็่้๊๋์ํ๎",  # above or below another letter
    19: "'",
    24: " !i|,.:;j·",
    29: "Ilๅ[]เ°",
    33: "()_{}f-‘’",
    36: 'r"•ไโใ',
    41: "/`²s*?zงJ",
    47: "xyckvราำ",
    52: "aวe$Sะ“”",
    54: "bdgpqฐธ–",
    55: "0123456789EFLnuฯThoจฮ",
    58: "PYZฉยCR^กถฤลสแBขดอ",
    60: "AKVXคศ+<=>~ฃฅชฎฏตมฦ×",
    63: "DซผฝภๆGฆนบห",
    66: "OQUท๐ป&w๖๘",
    69: "HNษ๑๒๔๕#๓๙ฑ",
    72: "พฟฬ…๗",
    84: "@MฌWญฒณm—",
    90: "%",
}
"""Hundredths of an em that the letters of Sarabun (regular) take, as Chromium measured them; of near ones the wider."""

_WIDTHS = {letter: advance / 100 for advance, letters in _ADVANCES.items() for letter in letters}
_OTHER = 0.7  # em of a letter that is not listed


@lru_cache(maxsize=4096)  # a practice has two sheets: on the site and in its archive
def line_count(text: str, size: float, width: float) -> int:
    """How many lines of a width, in points, a text takes in letters of a size, in points."""
    count, used = 1, 0.0
    for word in _unbroken(text):
        wide = size * sum(_WIDTHS.get(letter, _OTHER) for letter in word)
        if used and used + size * sum(_WIDTHS.get(letter, _OTHER) for letter in word.rstrip()) > width:
            count, used = count + 1, 0.0
        used += wide
        while used > width:  # a word longer than a line is cut
            count, used = count + 1, used - width
    return count


def _unbroken(text: str) -> Iterator[str]:
    """Runs in which no line ends: a word with the spaces after it."""
    run = ""
    for word in words(text):
        if run and not word.isspace() and not word.startswith("ๆ"):
            yield run
            run = ""
        run += word
    if run:
        yield run
