"""What people write where they have nothing to tell: ไม่มี, ยังไม่มีคำถามค่ะ, -.

One pattern for Python and for the form's script, which gets it as data; so it uses only what both know.
"""

from __future__ import annotations

import re

from .normal import normalise

_WHEN = ("ขณะนี้", "ตอนนี้", "สัปดาห์นี้")
_WHAT = (
    "คำถาม",
    "ข้อสงสัย",
    "ปัญหา",
    "ความต้องการ",
    "ข้อเสนอแนะ",
    "ข้อเสนอ",
    "ข้อคิดเห็น",
    "เรื่องค้าง",
    "เรื่อง",
    "อะไร",
    "ใด",
    "ๆ",
    "เพิ่มเติม",
    "เป็นพิเศษ",
    "ในสัปดาห์นี้",
    "หรือ",
    "และ",
)
_POLITE = ("นะครับ", "นะคะ", "ครับ", "คับ", "ค่ะ", "คะ", "จ้ะ", "จ้า")

PATTERN = (
    rf"(?:[-*+][ \t]+)?(?:(?:{'|'.join(_WHEN)})[ \t]*)?(?:ยัง)?ไม่มี(?:[ \t]*(?:{'|'.join(_WHAT)}))*"
    rf"[ \t]*(?:{'|'.join(_POLITE)})?[ \t.!]*|[-–—.…/ \t]*|(?:none|n/a)\.?"
)
"""A regular expression, of Python and of JavaScript, for a whole line in either case of Latin letters."""

_NOTHING = re.compile(PATTERN, re.IGNORECASE)


def is_nothing(text: str) -> bool:
    """Whether a line says that there is nothing; an empty one does."""
    return _NOTHING.fullmatch(normalise(text).strip()) is not None
