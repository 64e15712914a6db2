"""Words inside words: newmm keeps สวนพฤกษศาสตร์ as one word, and a reader types พฤกษศาสตร์."""

import re
from collections.abc import Iterable
from functools import cache

from khlang.thai.words import dictionary

SHORTEST_PART = 3
"""Characters; shorter parts stand in too many words by chance to find anything by."""

_SHORTEST_WORD = 5
_NOMINAL = frozenset(("การ", "ความ"))
"""What makes a noun of any verb: การงด is งด."""
_THAI = re.compile("[ก-๎]+")
_HANGING = frozenset("ะัาำิีึืฺุู็่้๊๋์ํ๎ๅ")
_LEADING = frozenset("เแโใไ")


def parts(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Give the parts of every word that wholly consists of two or three words of the dictionary."""
    return {word: found for word in words if len(word) >= _SHORTEST_WORD and (found := _parts(word))}


@cache  # an index of many pages asks three times: of all words, of those that it lists, of the others
def _parts(word: str) -> tuple[str, ...]:
    if not _THAI.fullmatch(word):
        return ()
    whole = _cut(word, 3)
    shortest = 2 if len(whole) == 2 and whole[0] in _NOMINAL else SHORTEST_PART
    return tuple(part for part in whole if shortest <= len(part) < len(word))


@cache
def _listed() -> frozenset[str]:
    return frozenset(word for word in dictionary().read_text(encoding="utf-8").split() if len(word) > 1)


def _cut(word: str, most: int) -> list[str]:
    """Cut a word into as few words of the dictionary as can be, the last as long as can be; none if it cannot be cut."""
    listed = _listed()
    for at in range(2, len(word) - 1):
        if word[at] in _HANGING or word[at - 1] in _LEADING or word[:at] not in listed:
            continue
        if word[at:] in listed:
            return [word[:at], word[at:]]
    if most == 2:
        return []
    for at in range(2, len(word) - 3):
        if word[:at] in listed and (rest := _cut(word[at:], 2)):
            return [word[:at], *rest]
    return []
