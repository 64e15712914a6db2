"""Common Thai words, so that a right word which a site lacks is not taken for a slip of one that it has.

The 20,000 words that stand most often in the Thai National Corpus and in the dictionary. The browser fetches them only when it is about to mend what was typed.
"""

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np

from khlang.thai.words import frequencies

from . import codec
from .lexicon import classes, front_code


def known_words(listed: Sequence[str], names: Mapping[str, int]) -> bytes:
    """Give the common words that the listed words of an index do not make up, and `names`, rare words of its titles.

    Blocks, of the former and of the latter: what follows of each word, letters shared with the word before, log2 of how often it stands.
    """
    own = frozenset(listed)
    counted = {
        word: count
        for word, count in common().items()
        if not ((len(word) > 1 and word in own) or _is_made_of(word, own))
    }
    return codec.blocks([*_blocks(counted), *_blocks(names)])


def _blocks(counted: Mapping[str, int]) -> list[bytes]:
    words = sorted(counted)
    prefixes, rests = front_code(words)
    steps = classes(np.asarray([counted[word] for word in words], dtype=np.int64))
    return [codec.text("\n".join(rests)), bytes(prefixes), steps.tobytes()]


@cache
def common() -> dict[str, int]:
    """Give how often each common word stands in the corpus."""
    rows = (line.split("\t") for line in frequencies().read_text(encoding="utf-8").splitlines())
    return {word: int(count) for word, count in rows}


def _is_made_of(word: str, listed: frozenset[str]) -> bool:
    """Whether a row of listed words, of two letters or more, spells the word."""
    ends = {0}
    for end in range(2, len(word) + 1):
        if any(end - start > 1 and word[start:end] in listed for start in ends):
            ends.add(end)
    return len(word) in ends
