"""Bytes of the index: numbers, blocks and text, as store.js reads them back."""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

_AT_ONCE = 1 << 18
"""Numbers: what they take on the way is eight times what becomes of them."""

_ESCAPED = re.compile("\x1b([0-9a-f]+);")


def _escape(error: UnicodeError) -> tuple[bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    letters = error.object[error.start : error.end]
    return b"".join(b"\x1b%x;" % ord(letter) for letter in letters), error.end


codecs.register_error("khlang-escape", _escape)


def text(value: str) -> bytes:
    """Encode text in windows-874, one byte a Thai letter; what it lacks becomes ESC, hexadecimal code point, `;`.

    Compressed, Thai text is a fifth smaller so than in UTF-8, and every browser decodes windows-874 by itself.
    """
    return value.encode("cp874", "khlang-escape")


def read_text(encoded: bytes) -> str:
    """Give back what `text` encoded, of which no letter was ESC."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), encoded.decode("cp874"))


def numbers(values: Iterable[int]) -> bytes:
    """Encode numbers ≥ 0 as varints: seven bits a byte, the lowest first, the top bit set on all but the last."""
    encoded = bytearray()
    for value in values:
        while value > 127:
            encoded.append(value & 127 | 128)
            value >>= 7
        encoded.append(value)
    return bytes(encoded)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Many numbers as `numbers` encodes them: value i lies in encoded[places[i]:places[i + 1]]."""

    encoded: np.ndarray
    places: np.ndarray

    @classmethod
    def made(cls, values: np.ndarray) -> Numbers:
        """Encode numbers ≥ 0, into fewer than 2 ** 32 bytes."""
        places = np.zeros(len(values) + 1, dtype=np.uint32)
        parts = [np.zeros(0, dtype=np.uint8)]
        for begin in range(0, len(values), _AT_ONCE):
            encoded, ends = _encoded(values[begin : begin + _AT_ONCE])
            places[begin + 1 : begin + 1 + len(ends)] = ends + places[begin]
            parts.append(encoded)
        return cls(np.concatenate(parts), places)

    def of(self, begin: int, end: int) -> bytes:
        """Give the bytes of values[begin:end]."""
        return self.encoded[self.places[begin] : self.places[end]].tobytes()


def _encoded(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give the bytes of all numbers, and where those of each end."""
    sizes = np.ones(len(values), dtype=np.uint8)
    for bits in range(7, 63, 7):
        more = values >= 1 << bits
        if not more.any():
            break
        sizes += more
    ends = np.cumsum(sizes, dtype=np.int64)
    begins = ends - sizes
    encoded = np.zeros(int(ends[-1]), dtype=np.uint8)
    encoded[begins] = values.astype(np.uint8) & 127
    for byte in range(1, int(sizes.max())):
        has = np.flatnonzero(sizes > byte)
        at = begins[has] + byte
        encoded[at - 1] |= 128
        encoded[at] = (values[has] >> (7 * byte)) & 127
    return encoded, ends


def blocks(parts: Sequence[bytes]) -> bytes:
    """Put parts into one file: their number and lengths as varints, then their bytes."""
    return b"".join((numbers([len(parts), *map(len, parts)]), *parts))


def packed(content: bytes) -> bytes:
    """Compress a file as a browser takes it apart again (RFC 1951)."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()
