"""What a file is by its first bytes, whatever its name says, and the words in bytes that no reader knows."""

from __future__ import annotations

import re

_SIGNS: tuple[tuple[str, bytes], ...] = (
    ("pdf", rb"%PDF-"),
    ("zip", rb"PK(?:\x03\x04|\x05\x06)"),
    ("ole", rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1|\xd0\xcf\x11\xe0"),
    ("jpg", rb"\xff\xd8\xff"),
    ("png", rb"\x89PNG\r\n\x1a\n"),
    ("webp", rb"RIFF....WEBP"),
    ("gif", rb"GIF8"),
    ("rtf", rb"\{\\rtf"),
    (
        "program",
        rb"MZ|\x7fELF|\xca\xfe\xba\xbe|\xcf\xfa\xed\xfe|#!|L\x00\x00\x00\x01\x14\x02\x00|MSCF|Rar!|7z\xbc\xaf|\x1f\x8b",
    ),
    ("page", rb"(?i:\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|script|svg|\?xml|\?php|body|iframe))"),
)
_KINDS = tuple((name, re.compile(sign, re.DOTALL)) for name, sign in _SIGNS)
_OF_SUFFIX = {
    ".pdf": "pdf", ".docx": "zip", ".xlsx": "zip", ".pptx": "zip", ".zip": "zip", ".jpg": "jpg", ".jpeg": "jpg", ".png": "png",
    ".webp": "webp",
}  # fmt: skip
_NAMES = {
    "pdf": "PDF", "zip": "ZIP หรือเอกสาร Office", "ole": "เอกสาร Office รุ่นเก่า", "jpg": "ภาพ JPEG", "png": "ภาพ PNG", "webp": "ภาพ WebP",
    "gif": "ภาพ GIF", "rtf": "RTF", "program": "โปรแกรม", "page": "หน้าเว็บ",
}  # fmt: skip
_MOST = 10_000_000  # bytes that are looked through for words
_EIGHT_BIT = re.compile(rb"(?:[\x20-\x7e]|\xe0[\xb8\xb9][\x80-\xbf]){8,}")
_CP874 = re.compile(rb"[\xa1-\xfb]{2}[\x20-\x7e\xa1-\xfb]{5,}")
_SIXTEEN_BIT = re.compile(rb"(?:[\x20-\x7e]\x00|[\x01-\x5b]\x0e){6,}")


def kind(data: bytes) -> str | None:
    """What a file is, as one of the short names here; None for text and what is not known."""
    return next((name for name, sign in _KINDS if sign.match(data[:1024])), None)


def mismatch(suffix: str, data: bytes) -> str | None:
    """What a file really is, in Thai, where its ending says something else; None where both agree or nobody knows."""
    found = kind(data)
    expected = _OF_SUFFIX.get(suffix)
    if found is None or found == expected or (expected == "zip" and found == "ole"):  # Office under a password is OLE
        return None
    return _NAMES[found]


def words(data: bytes) -> str:
    """Runs of letters in bytes of any format, as UTF-8, Thai Windows and UTF-16; one below the other, apart."""
    data = data[:_MOST]
    runs = [run.decode("utf-8", errors="replace") for run in _EIGHT_BIT.findall(data)]
    runs += [run.decode("cp874", errors="replace") for run in _CP874.findall(data)]
    runs += [run.decode("utf-16-le", errors="replace") for run in _SIXTEEN_BIT.findall(data)]
    return "\n\n".join(runs)


def decoded(data: bytes) -> str:
    """The text of a text file of any size: UTF-8, UTF-16 by its mark, else Thai Windows."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp874", errors="replace")
