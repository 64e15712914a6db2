"""Words inside words: newmm keeps สวนพฤกษศาสตร์ as one word, and a reader types พฤกษศาสตร์."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from khlang.thai.words import dictionary

SHORTEST_PART = 3
"""Characters; shorter parts stand in too many words by chance to find anything by."""

_SHORTEST_WORD = 5
_NOMINAL = frozenset(("การ", "ความ"))
"""What makes a noun of any verb: การงด is งด."""
_THAI = re.compile("[ก-๎]+")
_HANGING = frozenset("ะัาำิีึืฺุู็่้๊๋์ํ๎ๅ")
_LEADING = frozenset("เแโใไ")


class Compounds:
    """Parts of the words of a growing list."""

    def __init__(self, words: list[str], known: int = 0, parts: Mapping[str, Sequence[str]] | None = None) -> None:
        """`parts` are those of the first `known` words."""
        self._words, self.known = words, known
        self.parts: dict[str, Sequence[str]] = dict(parts or {})

    def of(self, words: Iterable[str]) -> dict[str, Sequence[str]]:
        """Give the parts of every word, of the list, that wholly consists of two or three words of the dictionary."""
        self._look()
        return {word: self.parts[word] for word in words if word in self.parts}

    def _look(self) -> None:
        """Cut the words that have come; the dictionary takes 10 MB, so it does not stay."""
        new = [word for word in self._words[self.known :] if len(word) >= _SHORTEST_WORD and _THAI.fullmatch(word)]
        listed = (
            frozenset(word for word in dictionary().read_text(encoding="utf-8").split() if len(word) > 1) if new else ()
        )
        self.parts.update((word, found) for word in new if (found := _parts(word, listed)))
        self.known = len(self._words)


def _parts(word: str, listed: Collection[str]) -> tuple[str, ...]:
    whole = _cut(word, 3, listed)
    shortest = 2 if len(whole) == 2 and whole[0] in _NOMINAL else SHORTEST_PART
    return tuple(part for part in whole if shortest <= len(part) < len(word))


def _cut(word: str, most: int, listed: Collection[str]) -> list[str]:
    """Cut a word into as few words of the dictionary as can be, the last as long as can be; none if it cannot be cut."""
    for at in range(2, len(word) - 1):
        if word[at] in _HANGING or word[at - 1] in _LEADING or word[:at] not in listed:
            continue
        if word[at:] in listed:
            return [word[:at], word[at:]]
    if most == 2:
        return []
    for at in range(2, len(word) - 3):
        if word[:at] in listed and (rest := _cut(word[at:], 2, listed)):
            return [word[:at], *rest]
    return []
