"""Attachments are read whole or refused: what they say, what they show, and what they could start."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

import khlang.checks.files as files
from khlang.checks.personal import allowed_contacts, personal_problem
from khlang.checks.photographs import traces_problem
from khlang.content.hidden import visible
from khlang.content.library import Library
from khlang.content.problem import Level, Problem, Rule
from khlang.privacy.documents import Fault, Picture, Scan, Text, read
from khlang.privacy.endings import ATTACHMENTS
from khlang.privacy.patterns import find_shown
from khlang.privacy.photographs import traces

UNREADABLE = Rule(
    "attachment-unreadable",
    "ไฟล์แนบที่เปิดตรวจไม่ได้",
    wrong="[แบบ](files/form.docx)   ← ไฟล์ตั้งรหัสผ่าน",
    right="[แบบ](files/form.docx)   ← บันทึกใหม่ไม่มีรหัสผ่าน",
    why="ไฟล์หรือส่วนของไฟล์ที่โปรแกรมเปิดไม่ได้อาจมีข้อมูลส่วนบุคคลที่ไม่มีใครเห็นก่อนเผยแพร่ รวมทั้งเสียง วิดีโอ และไฟล์ที่แตกออกแล้วใหญ่ผิดปกติ",
)
SCANNED = Rule(
    "attachment-scanned",
    "PDF ที่มีหน้าไม่มีข้อความให้ตรวจ",
    Level.ADVICE,
    "[คำสั่ง](files/scan.pdf)   ← ภาพสแกน",
    "[คำสั่ง](files/order.pdf)   ← บันทึกเป็น PDF จากไฟล์ต้นฉบับ",
    "โปรแกรมอ่านภาพสแกนไม่ได้ ผู้ที่มองไม่เห็นก็อ่านไม่ได้ และมักมีลายมือชื่อกับเลขประจำตัวติดมาด้วย",
)

_SHOWN = 5  # places of one kind in one file; a list of a whole school has thousands
_ENOUGH = 500  # places after which no more is looked for


def check(library: Library, only: Collection[str] | None = None) -> Iterator[Problem]:
    """Every attachment of the content folder. `only` names the files of interest."""
    allowed = allowed_contacts(library.settings)
    for path in sorted(library.files if only is None else library.files & set(only)):
        file = library.docs / path
        if PurePosixPath(path).suffix.lower() in ATTACHMENTS and not file.is_symlink():
            yield from _check(path, file.read_bytes(), allowed)


def _check(path: str, data: bytes, allowed: frozenset[str]) -> Iterator[Problem]:
    places: Counter[str] = Counter()
    told: set[tuple[str, str]] = set()
    scanned: list[int] = []
    for part in read(path, data):
        if isinstance(part, Fault):
            yield _fault(path, part)
        elif isinstance(part, Scan):
            scanned.append(part.page)
        elif isinstance(part, Picture):
            yield from _in_picture(path, part)
        elif isinstance(part, Text) and places.total() < _ENOUGH:
            for found in find_shown(part.text, allowed):
                if (found.kind, found.text) not in told:
                    told.add((found.kind, found.text))
                    places[found.kind] += 1
                    if places[found.kind] <= _SHOWN:
                        yield personal_problem(
                            path, 1, found, f"ในไฟล์แนบ {_named(part.part)}".strip(), _more(places, found.kind)
                        )
    if scanned:
        pages = ", ".join(map(str, scanned[:10])) + (" …" if len(scanned) > 10 else "")
        yield SCANNED.at(
            path,
            1,
            f"PDF นี้มีหน้าที่เป็นภาพสแกนหรือไม่มีข้อความ (หน้า {pages}) โปรแกรมอ่านไม่ได้ ให้คนอ่านว่าไม่มีข้อมูลส่วนบุคคล หรือบันทึก PDF ใหม่จากไฟล์ต้นฉบับ",
        )


def _more(places: Counter[str], kind: str) -> str:
    return "และอาจมีอีกหลายแห่งในไฟล์นี้ ให้ดูทั้งไฟล์" if places[kind] == _SHOWN else ""


def _fault(path: str, fault: Fault) -> Problem:
    rule = files.TYPE if fault.is_refused else UNREADABLE
    said = "เผยแพร่ไฟล์แนบนี้ไม่ได้" if fault.is_refused else "เปิดไฟล์แนบนี้เพื่อตรวจข้อมูลส่วนบุคคลไม่ได้"
    return rule.at(path, 1, f"{said} {_named(fault.part)} {fault.reason}".replace("  ", " "))


def _in_picture(path: str, picture: Picture) -> Iterator[Problem]:
    try:
        found = traces(picture.data)
    except ValueError:
        return  # a picture that no program opens shows nobody anything
    if found:
        yield traces_problem(path, found, f"ภาพ {visible(picture.part)} ในไฟล์แนบบอก")


def _named(part: str) -> str:
    return f"({visible(part)[:80]})" if part else ""
