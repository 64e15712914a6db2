"""What reports call a group of respondents: a noun, as แยกตามตำแหน่ง; a question as "ท่านเป็น" is none."""

from __future__ import annotations

import re
from dataclasses import dataclass

STATUS = "สถานภาพผู้ตอบ"

_NOUNS = (
    "เพศ", "อายุราชการ", "อายุงาน", "อายุ", "ตำแหน่ง", "วิทยฐานะ", "ประสบการณ์", "ระดับการศึกษา", "วุฒิการศึกษา", "การศึกษาสูงสุด", "อาชีพ", "รายได้",
    "สังกัด", "กลุ่มสาระการเรียนรู้", "กลุ่มสาระ", "ขนาดโรงเรียน", "ขนาดสถานศึกษา", "อำเภอ", "ตำบล", "จังหวัด", "โรงเรียน", "สถานศึกษา", "กลุ่มงาน", "หน่วยงาน", "ระดับชั้น",
    "ชั้นเรียน", "ศาสนา", "สถานภาพสมรส", "สถานภาพ",
)  # fmt: skip
_ASKS = re.compile(
    r"^(?:โปรด|กรุณา|ให้)|ท่าน|คุณ(?!ภาพ|ลักษณะ|สมบัติ|วุฒิ)|ใด|อะไร|เท่าไ|เท่าใด|กี่|ไหน|หรือไม่|หรือเปล่า|\?|^(?:เป็น|เคย|มี)"
)
_POLITE = re.compile(r"^(?:โปรด|กรุณา)?(?:ระบุ|เลือก)?\s*|\s*(?:ของท่าน|ของคุณ|ของผู้ตอบ(?:แบบสอบถาม)?)\s*$|\s*[:?]\s*$")


@dataclass(frozen=True)
class Noun:
    """A name, and whether the question itself was one."""

    text: str
    is_sure: bool


def noun(question: str) -> Noun:
    """The noun that a question on respondents asks for.

    >>> noun("ตำแหน่งของท่าน"), noun("ท่านเป็น")
    (Noun(text='ตำแหน่ง', is_sure=True), Noun(text='สถานภาพผู้ตอบ', is_sure=False))
    """
    text = _POLITE.sub("", question).strip() or question
    if not _ASKS.search(text):
        return Noun(text, True)
    if re.fullmatch(r"(?:สถานะ ?)?(?:ท่าน|คุณ)(?:เป็น|คือ)(?:ใคร|อะไร|ผู้ใด)?|เป็น", text):
        return Noun(STATUS, False)
    found = next((one for one in _NOUNS if one in text), None)
    return Noun(found or question, False)
