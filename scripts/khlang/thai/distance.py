"""The nearest known names, for "did you mean" in messages: keys in English, vocabulary in Thai."""

from collections.abc import Iterable

from .normal import normalise

_SHORTEST_PART = 4
"""Shorter words than this occur inside too many names by chance to count as a part of one."""

_SHORTEST_PIECE = 3
"""The same for the two pieces of a name whose middle was left out."""


def nearest(word: str, choices: Iterable[str], limit: int = 3) -> list[str]:
    """Give at most `limit` of the choices that the word most likely means, best first; none if none is near.

    A choice is near if the word becomes

    1. the choice, with one mistake in three letters (two letters exchanged are one mistake): `titel` → `title`;
    2. the choice with its middle or ends left out, without mistake: `กลุ่มการเงิน` → `กลุ่มบริหารงานการเงินและสินทรัพย์`;
       or the choice with something added before or after it;
    3. the same with its ends left out, with one in four, if nothing nearer is found:
       `กลุ่มนิเทส` → `กลุ่มนิเทศ ติดตามและประเมินผล…`.

    Answers come in this order, then fewer mistakes first, then in the order of `choices`. Letter case, spaces and
    ways of typing Thai do not count. The bounds are those that set apart the names of an area office's ten groups.
    """
    typed = _plain(word)
    ranked = []
    for place, choice in enumerate(dict.fromkeys(choices)):
        near = _nearness(typed, _plain(choice))
        if near is not None:
            ranked.append((*near, place, choice))
    ranked.sort()
    return [choice for rank, *_, choice in ranked if rank < 3 or ranked[0][0] == 3][:limit]


def _plain(text: str) -> str:
    return "".join(normalise(text).casefold().split())


def _nearness(word: str, choice: str) -> tuple[int, int] | None:
    """Rank a choice: (1, 2 or 3 as in `nearest`; mistakes); None if it is too far off."""
    part, whole = sorted((word, choice), key=len)
    mistakes = _mistakes(word, choice)
    if mistakes <= max(1, len(part) // 3) and mistakes < len(part):
        return 1, mistakes
    if len(part) < _SHORTEST_PART:
        return None
    if part in whole or _in_two_pieces(word, choice):
        return 2, 0
    mistakes = _mistakes(part, whole, anywhere=True)
    return (3, mistakes) if mistakes <= len(part) // 4 else None


def _in_two_pieces(word: str, choice: str) -> bool:
    for cut in range(_SHORTEST_PIECE, len(word) - _SHORTEST_PIECE + 1):
        first = choice.find(word[:cut])
        if first >= 0 and choice.find(word[cut:], first + cut) >= 0:
            return True
    return False


def beginning(word: str, text: str) -> tuple[int, int]:
    """Give the fewest mistakes between a word and a beginning of a text, and how many letters that beginning has.

    Of several beginnings with as few mistakes, the one whose length is nearest to the word's. Takes both as typed.
    """
    costs = _last_row(word, text)
    length = min(range(len(costs)), key=lambda j: (costs[j], abs(j - len(word))))
    return costs[length], length


def _mistakes(word: str, text: str, anywhere: bool = False) -> int:
    """Count the mistakes between a word and a text or, with `anywhere`, the best matching part of it."""
    row = _last_row(word, text, anywhere)
    return min(row) if anywhere else row[-1]


def _last_row(word: str, text: str, anywhere: bool = False) -> list[int]:
    """Count insertions, deletions, replacements and exchanges of neighbours (Damerau–Levenshtein, optimal alignment).

    Row i, column j holds the cost of turning word[:i] into text[:j]. With `anywhere`, the text before and after the
    best match is free (Sellers 1980): row 0 is all zeros and the answer is the least of the last row, which this gives.

            t i t l e
          0 1 2 3 4 5
        t 1 0 1 2 3 4
        i 2 1 0 1 2 3
        t 3 2 1 0 1 2
        e 4 3 2 1 1 1
        l 5 4 3 2 1 1   ← el for le: one exchange
    """
    above: list[int] = []
    row = [0] * (len(text) + 1) if anywhere else list(range(len(text) + 1))
    for i, letter in enumerate(word, 1):
        two_above, above, row = above, row, [i]
        for j, other in enumerate(text, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == text[j - 2] and word[i - 2] == other:
                cost = min(cost, two_above[j - 2] + 1)
            row.append(cost)
    return row
