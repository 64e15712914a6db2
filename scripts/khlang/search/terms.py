"""Terms: what words of a text are called in the index. The browser folds what is typed in the same way (query.js).

Folding keeps the number of characters, so that a place in folded text is the same place in the text that is shown.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from khlang.thai.scripts import MARKS, WITHOUT_SPACES
from khlang.thai.words import words

LONGEST = 40
"""Characters of a term; longer runs are cut there, since nobody types them whole."""

SHORTEST_NUMBER = 7
"""Digits of a number that hyphens or spaces part, such as a telephone's; 12-15 is two numbers."""

_FOLD = {ord(thai): ord("0") + i for i, thai in enumerate("๐๑๒๓๔๕๖๗๘๙")} | {
    upper: ord(chr(upper).lower()) for upper in range(0x250) if len(chr(upper).lower()) == 1
}
_LETTER = rf"[^\W_]|[{MARKS}]"
_PIECES = re.compile(
    rf"[ก-ฺเ-ๅ็-๎]+|[0-9]+|(?P<unparted>(?:(?={_LETTER})[{WITHOUT_SPACES}])+)"
    rf"|(?:(?![ก-๛0-9{WITHOUT_SPACES}])(?:{_LETTER}))+"
)
_NEITHER = re.compile(rf"(?:(?![ก-ฺเ-๎๐-๙{MARKS}])[\W_])+")
_UNIT = re.compile(rf".[{MARKS}]*")
_LEFT_OUT = re.compile(r"(?<=[ก-๎])\.(?=[ก-๎]|\B)|(?<=[0-9]),(?=[0-9]{3})|[\u200c\u200d]")
_HYPHENED = re.compile(r"(?<![\w-])[0-9a-z]+(?:[-‐‑][0-9a-z]+)+(?![\w-])")
_TELEPHONE = re.compile(r"(?<![\d-])\(?0\d{1,2}\)?[ -]\d{3,4}[ -]?\d{3,4}(?![\d-])")
_MAY_JOIN = re.compile(
    "[0-9A-Za-z๐-๙][-‐‑][0-9A-Za-z๐-๙]|[0๐][0-9๐-๙]{1,2}[)]?[ -][0-9๐-๙]{3}"
)  # a tenth of the time of both
_HYPHENS = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """Give the text in small letters and Arabic digits, as long as it was."""
    return text.translate(_FOLD)


def squeezed(text: str) -> str:
    """Give the folded letters, marks and digits alone: Thai spaces stand where they please."""
    return _NEITHER.sub("", fold(text))


def terms(text: str) -> list[str]:
    """Cut a text in normal form into the terms of the index, in reading order; spaces and signs give none.

    >>> terms("เขต ๒ ได้ 1,250 บาท ใน พ.ย. นี้")
    ["เขต", "2", "ได้", "1250", "บาท", "ใน", "พย", "นี้"]
    """
    return [term for word in words(text) for term in terms_of(word)]


def terms_of(word: str) -> list[str]:
    """Give the terms of one word as `khlang.thai.words` cuts it; of scripts without spaces each two neighbours."""
    if word.isspace():
        return []
    found: list[str] = []
    for piece in _PIECES.finditer(_LEFT_OUT.sub("", fold(word))):
        found.extend(_pairs(piece.group()) if piece.lastgroup else [piece.group()[:LONGEST]])
    return found


def _pairs(run: str) -> list[str]:
    """Give each two neighbours, a letter with what hangs on it as one; a lone letter as it is."""
    units = _UNIT.findall(run)
    return [a + b for a, b in pairwise(units)] or units


def joined_terms(text: str) -> Iterator[str]:
    """Give, as one term each, what hyphens part in numbers and Latin words: Wi-Fi as wifi, 074-000-000 as 074000000."""
    if not _MAY_JOIN.search(text):
        return
    folded = fold(text)
    for pattern in (_HYPHENED, _TELEPHONE):
        for written in pattern.findall(folded):
            term = _HYPHENS.sub("", written)
            if len(term) <= LONGEST and (not term.isdigit() or len(term) >= SHORTEST_NUMBER):
                yield term
