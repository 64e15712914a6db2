"""Personal data must not reach a public place: not in texts, attachments, file names, `_data` or the built site.

The law is พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562. A file is searched as it lies in the repository, which is as public as
the site: drafts, comments and code count too. No message repeats what was found, as logs are public as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from khlang.checks.files import ATTACHMENTS
from khlang.front_matter import decode
from khlang.library import Library
from khlang.personal.documents import Unreadable, texts
from khlang.personal.patterns import Finding, contact, find
from khlang.problem import Level, Problem, Rule
from khlang.settings import Settings
from khlang.vocabulary import FOLDER as DATA_FOLDER


def _private(name: str, title: str, wrong: str, right: str) -> Rule:
    return Rule(name, title, Level.ERROR, wrong, right, is_private=True)


IDENTITY = _private(
    "personal-identity-number", "เลขประจำตัวประชาชน", "เลขประจำตัวประชาชน 1-2345-67890-12-1", "เลขประจำตัวประชาชน (ปิดไว้)"
)
TELEPHONE = _private("personal-telephone", "เบอร์โทรศัพท์", "โทร. 0X-XXXX-XXXX (เบอร์จริง)", "โทร. ตามที่แสดงท้ายเว็บไซต์")
EMAIL = _private("personal-email", "อีเมล", "ส่งที่ kru@อีเมลจริง", "ส่งที่กลุ่มนิเทศฯ")
LINE = _private("personal-line", "ไลน์ไอดีหรือลิงก์เชิญเข้ากลุ่มไลน์", "LINE ID: (ไอดีจริง)", "สอบถามที่กลุ่มนิเทศฯ")
PUPIL = _private("personal-pupil", "ชื่อนักเรียน", "เด็กชาย (ชื่อ) (นามสกุล) เล่าว่า", "นักเรียนคนหนึ่งเล่าว่า")
STUDENT_NUMBER = _private("personal-student-number", "เลขประจำตัวนักเรียน", "เลขประจำตัวนักเรียน (เลขจริง)", "นักเรียนคนที่ 1")
UNREADABLE = Rule("attachment-unreadable", "ไฟล์แนบที่เปิดตรวจไม่ได้", wrong="form.docx ที่ตั้งรหัสผ่าน", right="form.docx")
SCANNED = Rule("attachment-scanned", "PDF ที่ไม่มีข้อความให้ตรวจ", Level.ADVICE, wrong="scan.pdf", right="form.docx")

_RULES = {
    "identity-number": (IDENTITY, "เลขประจำตัวประชาชน", "ให้ลบออก"),
    "telephone": (TELEPHONE, "เบอร์โทรศัพท์", "ให้ลบออกแล้วพิมพ์ชื่อกลุ่มงานแทน ถ้าเป็นเบอร์ของหน่วยงานให้เพิ่มใน public_contacts ของ docs/_data/site.yml"),
    "email": (EMAIL, "อีเมล", "ให้ลบออกแล้วพิมพ์ชื่อกลุ่มงานแทน ถ้าเป็นอีเมลของหน่วยงานให้เพิ่มใน public_contacts ของ docs/_data/site.yml"),
    "line-id": (LINE, "ไลน์", "ให้ลบออกแล้วพิมพ์ชื่อกลุ่มงานแทน ถ้าเป็นไลน์ของหน่วยงานให้เพิ่มใน public_contacts ของ docs/_data/site.yml"),
    "pupil-name": (PUPIL, "ชื่อนักเรียน", "ให้พิมพ์ว่า นักเรียนคนหนึ่ง หรือ นักเรียนชั้น ป.4 แทน"),
    "student-number": (STUDENT_NUMBER, "เลขประจำตัวนักเรียน", "ให้ลบเลขออก แล้วใช้ นักเรียนคนที่ 1, 2, 3 แทน"),
}  # fmt: skip


def check(library: Library) -> Iterator[Problem]:
    """Every file of the content folder and of `_data`: its name and what it says."""
    allowed = allowed_contacts(library.settings)
    for path in sorted(library.files):
        for found in find(path, allowed):
            yield _problem(path, 1, found, "ในชื่อไฟล์")
        file = library.docs / path
        if file.is_symlink():
            continue
        if path.endswith(".md"):
            yield from _in_text(path, file, allowed)
        elif PurePosixPath(path).suffix.lower() in ATTACHMENTS:
            yield from _in_attachment(path, file.read_bytes(), allowed)
    for file in sorted((library.docs / DATA_FOLDER).glob("*.yml")):
        yield from _in_text(f"{DATA_FOLDER}/{file.name}", file, allowed)


def allowed_contacts(settings: Settings) -> frozenset[str]:
    """The office's own contacts and those that it lists as public, as `find()` compares them."""
    listed = (settings.contact_email, settings.contact_phone, *settings.public_contacts)
    return frozenset(
        form for one in listed if one for form in (contact(one), *(contact(found.text) for found in find(one)))
    )


def describe(found: Finding) -> str:
    """What was found, masked, and what to do instead."""
    _, what, instead = _RULES[found.kind]
    return f"พบ{what} {found.masked} {instead}"


def _problem(path: str, line: int, found: Finding, place: str = "", column: int = 0) -> Problem:
    rule = _RULES[found.kind][0]
    return rule.at(path, line, f"{place} {describe(found)}".strip(), column, len(found.text) if column else 0)


def _in_text(path: str, file: Path, allowed: frozenset[str]) -> Iterator[Problem]:
    text = decode(file.read_bytes(), path).value
    for found in find(text, allowed):
        start = text.rfind("\n", 0, found.start) + 1
        yield _problem(path, text.count("\n", 0, start) + 1, found, column=found.start - start + 1)


def _in_attachment(path: str, data: bytes, allowed: frozenset[str]) -> Iterator[Problem]:
    told: set[tuple[str, str]] = set()
    words = 0
    try:
        for part, text in texts(path, data):
            words += len(text.strip())
            for found in find(text, allowed):
                if (found.kind, found.text) not in told:
                    told.add((found.kind, found.text))
                    yield _problem(path, 1, found, f"ในไฟล์แนบ {f'({part})' if part else ''}".strip())
    except Unreadable:
        yield UNREADABLE.at(
            path, 1, "เปิดไฟล์แนบนี้เพื่อตรวจข้อมูลส่วนบุคคลไม่ได้ ให้เอารหัสผ่านออก หรือเปิดแล้วบันทึกเป็นไฟล์ใหม่ ถ้าเปิดไม่ได้เลยให้ลบไฟล์"
        )
        return
    if path.lower().endswith(".pdf") and not words:
        yield SCANNED.at(
            path, 1, "PDF นี้เป็นภาพสแกน โปรแกรมอ่านข้อความข้างในไม่ได้ ให้คนอ่านทุกหน้าว่าไม่มีข้อมูลส่วนบุคคล หรือบันทึก PDF ใหม่จากไฟล์ต้นฉบับ"
        )
