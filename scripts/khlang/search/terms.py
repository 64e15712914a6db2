"""Terms: what words of a text are called in the index. The browser folds what is typed in the same way (query.js).

Folding keeps the number of characters, so that a place in folded text is the same place in the text that is shown.
"""

import re

from khlang.thai.words import words

LONGEST = 40
"""Characters of a term; longer runs are cut there, since nobody types them whole."""

_FOLD = {ord(thai): ord("0") + i for i, thai in enumerate("๐๑๒๓๔๕๖๗๘๙")} | {
    upper: ord(chr(upper).lower()) for upper in range(0x250) if len(chr(upper).lower()) == 1
}
_PIECES = re.compile(r"[ก-ฺเ-ๅ็-๎]+|[0-9]+|[^\W_ก-๛0-9]+")
_DOTTED = re.compile(r"(?<=[ก-๎])\.(?=[ก-๎]|\B)|(?<=[0-9]),(?=[0-9]{3})")


def fold(text: str) -> str:
    """Give the text in small letters and Arabic digits, as long as it was."""
    return text.translate(_FOLD)


def terms(text: str) -> list[str]:
    """Cut a text in normal form into the terms of the index, in reading order; spaces and signs give none.

    >>> terms("เขต ๒ ได้ 1,250 บาท ใน พ.ย. นี้")
    ["เขต", "2", "ได้", "1250", "บาท", "ใน", "พย", "นี้"]
    """
    return [term for word in words(text) for term in terms_of(word)]


def terms_of(word: str) -> list[str]:
    """Give the terms of one word as `khlang.thai.words` cuts it."""
    if word.isspace():
        return []
    return [piece[:LONGEST] for piece in _PIECES.findall(_DOTTED.sub("", fold(word)))]
