"""QR codes, for paper."""

from __future__ import annotations

import io
from functools import lru_cache

import segno

QR = "qr.svg"
"""The file beside a short address that holds its code."""


@lru_cache(maxsize=4096)  # it stands at the short address, on the sheet and in the archive
def qr(text: str) -> bytes:
    """A text as a QR code of level M, an SVG with the quiet zone of four modules that ISO/IEC 18004 asks for.

    The mask is fixed: every mask can be read, and trying all eight takes five times as long.
    """
    code = segno.make(text, micro=False, error="m", boost_error=False, mask=2)
    picture = io.BytesIO()
    code.save(picture, kind="svg", border=4, omitsize=True, light="#fff", xmldecl=False)
    return picture.getvalue()
