"""Bytes of the index: numbers, blocks and text, as store.js reads them back."""

import codecs
import zlib
from collections.abc import Iterable, Sequence

import numpy as np

_ESCAPE = 0x1B


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


def numbers(values: Iterable[int] | np.ndarray) -> bytes:
    """Encode numbers ≥ 0 as varints: seven bits a byte, the lowest first, the top bit set on all but the last."""
    listed = values if isinstance(values, np.ndarray) else list(values)
    return number_bytes(np.asarray(listed, dtype=np.int64))[0].tobytes()


def number_bytes(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Encode as `numbers` does; also give each number's place: value i lies in bytes[places[i]:places[i + 1]]."""
    sizes = np.ones(len(values), dtype=np.uint8)
    for bits in range(7, 63, 7):
        more = values >= 1 << bits
        if not more.any():
            break
        sizes += more
    places = np.zeros(len(values) + 1, dtype=np.int64)
    np.cumsum(sizes, out=places[1:])
    encoded = np.zeros(int(places[-1]), dtype=np.uint8)
    for byte in range(int(sizes.max(initial=0))):
        has = sizes > byte
        part = (values[has] >> (7 * byte)) & 127
        encoded[places[:-1][has] + byte] = part.astype(np.uint8) | ((sizes[has] > byte + 1).astype(np.uint8) << 7)
    return encoded, places


def blocks(parts: Sequence[bytes]) -> bytes:
    """Put parts into one file: their number and lengths as varints, then their bytes."""
    return b"".join((numbers([len(parts), *map(len, parts)]), *parts))


def packed(content: bytes) -> bytes:
    """Compress a file as a browser takes it apart again (RFC 1951)."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()
