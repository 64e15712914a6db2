"""Thai and Arabic digits: one number, two ways to show it.

Only ๐–๙ and 0–9 are exchanged. Other characters that Python counts as digits (`'²'.isdigit()`, `'๑'.isdigit()` and
`'੫'.isdigit()` are all true) are left as they stand, so test typed numbers with `isascii()` too.
"""

from enum import StrEnum

_ARABIC = "0123456789"
_THAI = "๐๑๒๓๔๕๖๗๘๙"
_TO_THAI = str.maketrans(_ARABIC, _THAI)
_TO_ARABIC = str.maketrans(_THAI, _ARABIC)


class Numerals(StrEnum):
    """Which digits a reader sees; the value is what a writer types in a setting."""

    THAI = "thai"
    ARABIC = "arabic"


def thai_digits(value: int | str) -> str:
    """Show a number, or every ASCII digit of a text, in Thai digits: `2569` → `'๒๕๖๙'`, `'4.51'` → `'๔.๕๑'`."""
    return str(value).translate(_TO_THAI)


def arabic_digits(value: int | str) -> str:
    """Show every Thai digit of a text in ASCII digits: `'ว๙/๒๕๖๔'` → `'ว9/2564'`; superscripts stay."""
    return str(value).translate(_TO_ARABIC)


def show(value: int | str, numerals: Numerals) -> str:
    """Show a number, or every digit of a text, in the digits asked for."""
    return thai_digits(value) if numerals is Numerals.THAI else arabic_digits(value)


def readable_size(size: int) -> str:
    """Bytes → text, as phones and Windows show it (1 KB = 1024 bytes)."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB"
