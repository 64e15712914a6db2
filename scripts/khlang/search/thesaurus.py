"""Everyday words and the official ones that texts have instead, for the browser to search by. One way: รถ leads to ยานพาหนะ.

They travel with the list of words, as they take part in cutting what was typed: a word that no page holds has no edges
otherwise.
"""

from collections.abc import Mapping, Sequence

from khlang.thai.normal import normalise

from . import codec
from .lexicon import front_code
from .terms import fold, squeezed, terms

_ASKING = (
    *("กี่", "เท่าไหร่", "เท่าไร", "เมื่อไหร่", "เมื่อไร", "ตอนไหน", "ที่ไหน", "ตรงไหน", "ไหน", "ยังไง", "อย่างไร", "ทำยังไง", "ทำไง"),
    *("ทำไม", "อะไร", "ใคร", "ไหม", "มั้ย", "มั๊ย", "หรือเปล่า", "รึเปล่า", "หรือยัง", "บ้าง", "ครับ", "ค่ะ", "คะ", "หน่อย", "โดน"),
)
"""Words of spoken questions. Where no page holds one, nothing is missing: it says nothing of what is asked about."""


def standing(thesaurus: Mapping[str, Sequence[str]], words: Sequence[str]) -> dict[str, list[str]]:
    """Give the entries that lead somewhere: squeezed everyday word → official ones, folded, that the index can hold.

    Asking words that the index lacks lead to nothing.
    """
    own = frozenset(words)
    found = {
        squeezed(normalise(everyday)): [
            fold(normalise(official)) for official in officials if own.issuperset(terms(normalise(official)))
        ]
        for everyday, officials in thesaurus.items()
    }
    asking: dict[str, list[str]] = {word: [] for word in _ASKING if word not in own}
    leading = {everyday: officials for everyday, officials in found.items() if everyday and officials}
    return dict(sorted({**asking, **leading}.items()))


def blocks(entries: Mapping[str, Sequence[str]]) -> tuple[bytes, bytes]:
    """Write one line an entry, what follows of the everyday word and the official ones, a tab between; and how many letters each word shares with the one before."""
    prefixes, rests = front_code(list(entries))
    lines = ("\t".join([rest, *others]) for rest, others in zip(rests, entries.values(), strict=True))
    return codec.text("\n".join(lines)), bytes(prefixes)
