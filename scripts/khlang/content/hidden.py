"""Characters that nobody sees: which of them no file may hold, and which merely part what belongs together."""

from __future__ import annotations

import re

REFUSED = (
    (0x00, 0x08), (0x0B, 0x0C), (0x0E, 0x1F), (0x7F, 0x9F),  # controls; ESC steers a terminal
    (0x061C, 0x061C), (0x200E, 0x200F), (0x2028, 0x202E), (0x2066, 0x206F),  # turns of direction, line separators
    (0x115F, 0x1160), (0x3164, 0x3164), (0xFFA0, 0xFFA0), (0x2800, 0x2800),  # Hangul fillers, empty Braille cell
    (0x17B4, 0x17B5), (0x180B, 0x180F), (0x2061, 0x2064), (0xD800, 0xDFFF), (0xFFF0, 0xFFFB), (0xFFFE, 0xFFFF),
    (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),  # controls of shorthand and music, tags
)  # fmt: skip
"""Ranges of code points: what they stand for changes what is seen, or carries what is not seen at all."""

PASSED_OVER = ((0xAD, 0xAD), (0x034F, 0x034F), (0x200B, 0x200D), (0x2060, 0x2060), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF))
"""Ranges without width that honest texts hold too: places to break a line, joiners of emoji, marks of byte order."""


def _class(ranges: tuple[tuple[int, int], ...]) -> str:
    return "[" + "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges) + "]"


HIDDEN = re.compile(_class(REFUSED))
"""One character that no file may hold."""


def visible(text: str) -> str:
    """A text for a terminal or a log: each hidden character is �, so that nothing steers whoever reads it."""
    return HIDDEN.sub("\ufffd", text)
