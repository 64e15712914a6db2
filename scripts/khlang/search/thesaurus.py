"""Everyday words and the official ones that texts have instead, for the browser to search by. One way: รถ leads to ยานพาหนะ.

A file of its own, fetched only for a query that seems to hold an everyday word: the list of words, which every reader
loads, has two bytes an entry (`marks`).
"""

from collections.abc import Mapping, Sequence

import numpy as np

from khlang.thai.normal import normalise

from . import codec
from .terms import fold, squeezed, terms

_PRIME = 0x01000193
_START = 0x811C9DC5


def standing(thesaurus: Mapping[str, Sequence[str]], words: Sequence[str]) -> dict[str, list[str]]:
    """Give the entries that lead somewhere: squeezed everyday word → official ones, folded, that the index can hold."""
    own = frozenset(words)
    found = {
        squeezed(normalise(everyday)): [
            fold(normalise(official)) for official in officials if own.issuperset(terms(normalise(official)))
        ]
        for everyday, officials in thesaurus.items()
    }
    return {everyday: officials for everyday, officials in sorted(found.items()) if everyday and officials}


def content(entries: Mapping[str, Sequence[str]]) -> bytes:
    """Write one line an entry: the everyday word and the official ones, a tab between."""
    return codec.blocks([codec.text("\n".join("\t".join([word, *others]) for word, others in entries.items()))])


def marks(entries: Mapping[str, Sequence[str]]) -> bytes:
    """Give the hashes of the everyday words, ascending, two bytes each, the lower first."""
    return np.asarray(sorted({mark(word) for word in entries}), dtype="<u2").tobytes()


def mark(word: str) -> int:
    """Hash a squeezed word by FNV-1a over its UTF-16 units, both halves of the 32 bits folded into 16."""
    found = _START
    for unit in np.frombuffer(word.encode("utf-16-le"), dtype="<u2").tolist():
        found = ((found ^ unit) * _PRIME) & 0xFFFFFFFF
    return (found >> 16) ^ (found & 0xFFFF)
