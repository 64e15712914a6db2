"""Letters of other scripts, as classes of regular expressions: marks that hang on them, and scripts without spaces.

Python's `\\w` leaves combining marks out, and JavaScript's `\\p{M}` has no twin in `re`.
"""

import unicodedata
from collections.abc import Iterable
from itertools import chain


def _ranges(points: Iterable[int]) -> str:
    """Write code points, in ascending order, as the inside of a character class."""
    spans: list[list[int]] = []
    for point in points:
        if spans and point == spans[-1][1] + 1:
            spans[-1][1] = point
        else:
            spans.append([point, point])
    return "".join(f"{chr(first)}-{chr(last)}" if first != last else chr(first) for first, last in spans)


MARKS = _ranges(
    point
    for point in chain(range(0x300, 0x12000), range(0x1E000, 0x1F000), range(0xE0100, 0xE01F0))
    if not 0xE00 <= point < 0xE80 and unicodedata.category(chr(point))[0] == "M"
)
"""Combining marks of every living script but Thai, which has classes of its own: Khmer, Burmese, Devanagari, accents."""

WITHOUT_SPACES = (
    "\u0e80-\u0eff\u1000-\u109f\uaa60-\uaa7f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Blocks of Lao, Burmese, Khmer, Japanese and Chinese, their signs included: no space parts their words."""
