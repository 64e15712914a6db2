"""Columns that tell who answered. They are refused: not read any further, and named."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import lru_cache
from pathlib import Path

from khlang.privacy.patterns import find
from khlang.survey.sheet import Column

NUMBERS = "เลขประจำตัว"
_ANONYMOUS = frozenset({"", "-", "anonymous", "ไม่ระบุชื่อ", "ไม่ระบุตัวตน", "ไม่ประสงค์ออกนาม"})
_HEADS = {
    "ชื่อบุคคล": r"^(?:\d+[.)]? ?)?(?:คำนำหน้า|ชื่อ(?: ?[-–/และ ]*(?:นาม)?สกุล|เล่น|ผู้|ของท่าน|ท่าน|ครู|นักเรียน|จริง| ?\(|$)|นามสกุล|ยศ)|^(?:full|first|last|user)? ?name\b",
    "อีเมล": r"อีเมล|อีเมล์|e-?mail|ชื่อผู้ใช้|username",
    "หมายเลขโทรศัพท์": r"โทรศัพท์|เบอร์|มือถือ|phone|^tel\b|mobile",
    NUMBERS: r"เลขประจำตัว|เลขบัตร|บัตรประชาชน|รหัสนักเรียน|รหัสประจำตัว|รหัสผู้|^เลขที่(?:\s*\(.*\))?$|เลขที่ตำแหน่ง|student ?(?:id|no)|passport",
    "ที่อยู่ไอพี": r"\bip\b|ip ?address|ไอพี",
    "บัญชีสื่อสังคม": r"\bline\b|ไลน์|facebook|เฟซบุ๊ก|เฟสบุ๊ค|instagram",
    "ที่อยู่หรือพิกัด": r"^ที่อยู่|บ้านเลขที่|พิกัด|ละติจูด|ลองจิจูด|location|latitude|longitude",
    "วันเกิด": r"วัน(?:/| )?(?:เดือน)?(?:/| )?(?:ปี)?(?: )?เกิด|birth",
    "ลายมือชื่อหรือภาพ": r"ลายเซ็น|ลายมือชื่อ|อัปโหลด|อัพโหลด|รูปถ่าย|upload",
}
_HEAD = {what: re.compile(words, re.IGNORECASE) for what, words in _HEADS.items()}
_KINDS = {
    "identity-number": "เลขประจำตัวประชาชน",
    "passport": "เลขหนังสือเดินทาง",
    "account": "เลขบัญชีธนาคาร",
    "telephone": "หมายเลขโทรศัพท์",
    "email": "อีเมล",
    "line-id": "บัญชีไลน์",
    "pupil-name": "ชื่อนักเรียน",
    "student-number": "เลขประจำตัวนักเรียน",
}
_ADDRESS = re.compile(r"^(?:\d{1,3}\.){3}\d{1,3}$|^[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){4,7}$", re.IGNORECASE)
_UPLOADED = re.compile(r"https?://\S*(?:drive\.google|sharepoint|onedrive|1drv|dropbox)")
_TITLED = re.compile(
    r"^(?:นาย|นางสาว|นาง|น\.ส\.|ดร\.|ผศ\.|รศ\.|ว่าที่|เด็กชาย|เด็กหญิง|ด\.[ชญ]\.|ครู|คุณ|mr\.?|mrs\.?|ms\.?|miss) ?[ก-๙a-z]{2,}",
    re.IGNORECASE,
)
_PAIR = re.compile(r"^([ก-๙]{2,20}) ([ก-๙]{2,24})$")
_SAMPLE = 400  # different answers that are looked at; a column holds one kind of thing


def asks_who(column: Column) -> str | None:
    """What the question itself asks of a person, in Thai; None for other questions."""
    return next((what for what, words in _HEAD.items() if words.search(column.question)), None)


def tells_who(column: Column, share: float = 0.2) -> str | None:
    """What at least a share of the different answers gives away of people, in Thai; None where fewer do."""
    values = sorted({cell for cell in column.cells if cell.casefold() not in _ANONYMOUS})
    sample = values[:: max(1, len(values) // _SAMPLE)]
    return _by_content(sample, max(1, share * len(sample))) if sample else None


def is_anonymous(column: Column) -> bool:
    """Whether a column such as e-mail holds nothing, as where a form was answered without signing in."""
    return all(cell.casefold() in _ANONYMOUS for cell in column.cells)


def _by_content(values: Collection[str], least: float) -> str | None:
    kinds = [kind for value in values for kind in {found.kind for found in find(value)}]
    for kind, name in _KINDS.items():
        if kinds.count(kind) >= least:
            return name
    tests: dict[str, Callable[[str], object]] = {
        "ที่อยู่ไอพี": _ADDRESS.match,
        "ไฟล์ที่ผู้ตอบส่งมา": _UPLOADED.search,
        "ชื่อบุคคล": lambda value: (_TITLED.match(value) and len(value) < 60) or _is_name(value),
    }
    for name, test in tests.items():
        if sum(bool(test(value)) for value in values) >= max(least, 2):
            return name
    return None


def _is_name(value: str) -> bool:
    found = _PAIR.match(value)
    return found is not None and found[1] in given_names() and found[2] not in given_names()


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Thai given names."""
    return _listed("person_names_female_th.txt") | _listed("person_names_male_th.txt")


@lru_cache(maxsize=1)
def family_names() -> frozenset[str]:
    """Thai family names."""
    return _listed("family_names_th.txt")


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Thai words that say little by themselves (stop words)."""
    return _listed("stopwords_th.txt")


def _listed(name: str) -> frozenset[str]:
    """A list as PyThaiNLP has it: names by the Thai Male and Female Names Corpus (Korkeat Wannapat, CC BY-SA 4.0), stop
    words by PyThaiNLP (CC0 1.0). The package around them weighs 67 MB."""
    return frozenset((Path(__file__).parent / "lists" / name).read_text(encoding="utf-8").split())
