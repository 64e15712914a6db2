"""Permanent short ids: a letter for the kind and five characters of Crockford's base32, as `k7x2m9`.

Crockford's alphabet leaves out i, l, o and u, so that an id survives being read aloud or copied by hand
(https://www.crockford.com/base32.html). The leading letter keeps YAML from reading an id as a number.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Collection
from itertools import count

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 5


def pattern(letter: str) -> re.Pattern[str]:
    """What an id of a kind looks like, as a regular expression for the whole id."""
    return re.compile(f"^{letter}[{ALPHABET}]{{{LENGTH}}}$")


def new(letter: str, taken: Collection[str] = ()) -> str:
    """A new id that is not among those taken."""
    while True:
        found = letter + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if found not in taken:
            return found


def derived(letter: str, source: str, taken: Collection[str] = ()) -> str:
    """The id that a source always gives, so that taking the same thing in again makes the same entry; none of those taken."""
    for attempt in count():
        digest = hashlib.sha256(f"{source} {attempt}".encode()).digest()
        found = letter + "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:LENGTH])  # 256 is a multiple of 32
        if found not in taken:
            return found
    raise AssertionError("count() has no end")
