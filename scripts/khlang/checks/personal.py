"""Personal data must not reach a public place: not in texts, attachments, file names, `_data` or the built site.

The law is พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562. A file is searched as it lies in the repository, which is as public as
the site: drafts, comments and code count too. No message repeats what was found, as logs are public as well.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from khlang.content.library import Library
from khlang.content.problem import Level, Problem, Rule
from khlang.content.settings import Settings
from khlang.content.vocabulary import FOLDER as DATA_FOLDER
from khlang.privacy.binary import decoded
from khlang.privacy.patterns import Finding, contact, find, find_shown


def _private(name: str, title: str, wrong: str, right: str, why: str) -> Rule:
    return Rule(f"personal-{name}", title, Level.ERROR, wrong, right, why, is_private=True)


_LISTED = "เบอร์ อีเมล และไลน์กลางของสำนักงานและของหน่วยงานอื่นพิมพ์ได้เมื่ออยู่ใน docs/_data/site.yml"

IDENTITY = _private(
    "identity-number",
    "เลขประจำตัวประชาชน หรือรหัส G ของนักเรียน",
    "ผู้ส่งผลงาน 1-2345-67890-12-1",
    "ผู้ส่งผลงาน (เลขประจำตัวประชาชนเก็บไว้ที่กลุ่มงาน)",
    "เลขสิบสามหลักใช้แอบอ้างเป็นคนนั้นได้ตลอดชีวิต รหัส G ใช้แทนเลขนี้ ตรวจทั้งเลขไทย มีขีด เว้นวรรค ในเนื้อหา ส่วนหัว ไฟล์แนบ และชื่อไฟล์",
)
PASSPORT = _private(
    "passport",
    "เลขหนังสือเดินทาง",
    "หนังสือเดินทาง AA1234567",
    "มีหนังสือเดินทางแล้ว (เลขเก็บไว้ที่กลุ่มงาน)",
    "เลขนี้ใช้แอบอ้างเป็นคนนั้นได้ โปรแกรมจับได้เมื่อมีคำว่า หนังสือเดินทาง หรือ passport อยู่ใกล้",
)
ACCOUNT = _private(
    "account",
    "เลขบัญชีธนาคาร",
    "เลขที่บัญชี 123-4-56789-0",
    "โอนเข้าบัญชีที่แจ้งไว้กับกลุ่มงาน",
    f"เลขบัญชีใช้หลอกให้โอนเงินและโยงถึงเจ้าของได้ {_LISTED}",
)
TELEPHONE = _private(
    "telephone",
    "เบอร์โทรศัพท์",
    "สอบถามครูที่ 081-234-5678",
    "สอบถามที่กลุ่มนิเทศฯ",
    f"เบอร์ส่วนตัวเปิดทางให้ถูกรบกวนและหลอกลวง {_LISTED}",
)
EMAIL = _private("email", "อีเมล", "ส่งที่ somjai99@gmail.com", "ส่งที่กลุ่มนิเทศฯ", f"อีเมลบนเว็บถูกเก็บไปส่งจดหมายลวง {_LISTED}")
LINE = _private(
    "line",
    "ไลน์ไอดีหรือลิงก์เชิญเข้ากลุ่มไลน์",
    "LINE ID: krusomjai99",
    "สอบถามที่กลุ่มนิเทศฯ",
    f"ใครก็เพิ่มเพื่อนหรือเข้ากลุ่มได้จากเว็บสาธารณะ บัญชีทางการที่ขึ้นต้นด้วย @ พิมพ์ได้ {_LISTED}",
)
PUPIL = _private(
    "pupil",
    "ชื่อนักเรียน",
    "เด็กชายสมมติ ตัวอย่าง เล่าว่า",
    "นักเรียนชั้น ป.4 คนหนึ่งเล่าว่า",
    "คลังนี้ไม่เผยแพร่ชื่อนักเรียน โปรแกรมจับได้เฉพาะชื่อที่มีคำนำหน้าของเด็ก ชื่ออื่นท่านต้องดูเอง",
)
STUDENT_NUMBER = _private(
    "student-number",
    "เลขประจำตัวนักเรียน",
    "เลขประจำตัวนักเรียน 12345",
    "นักเรียนคนที่ 1",
    "เลขนี้โยงกลับไปถึงชื่อและคะแนนได้ ตารางคะแนนให้ใช้ลำดับที่ตั้งขึ้นใหม่ซึ่งไม่ตรงกับเลขที่ในห้อง",
)
_RULES = {
    "identity-number": (IDENTITY, "เลขประจำตัวประชาชนหรือรหัส G ", "ให้ลบออก"),
    "passport": (PASSPORT, "เลขหนังสือเดินทาง", "ให้ลบออก"),
    "account": (ACCOUNT, "เลขบัญชีธนาคาร", "ให้ลบออก ถ้าเป็นบัญชีของหน่วยงานให้เพิ่มใน public_contacts ของ docs/_data/site.yml"),
    "telephone": (TELEPHONE, "เบอร์โทรศัพท์", "ให้ลบออกแล้วพิมพ์ชื่อกลุ่มงานแทน ถ้าเป็นเบอร์ของหน่วยงานให้เพิ่มใน public_contacts ของ docs/_data/site.yml"),
    "email": (EMAIL, "อีเมล", "ให้ลบออกแล้วพิมพ์ชื่อกลุ่มงานแทน ถ้าเป็นอีเมลของหน่วยงานให้เพิ่มใน public_contacts ของ docs/_data/site.yml"),
    "line-id": (LINE, "ไลน์", "ให้ลบออกแล้วพิมพ์ชื่อกลุ่มงานแทน ถ้าเป็นไลน์ของหน่วยงานให้เพิ่มใน public_contacts ของ docs/_data/site.yml"),
    "pupil-name": (PUPIL, "ชื่อนักเรียน", "ให้พิมพ์ว่า นักเรียนคนหนึ่ง หรือ นักเรียนชั้น ป.4 แทน"),
    "student-number": (STUDENT_NUMBER, "เลขประจำตัวนักเรียน", "ให้ลบเลขออก แล้วใช้ นักเรียนคนที่ 1, 2, 3 แทน"),
}  # fmt: skip


def check(library: Library, only: Collection[str] | None = None) -> Iterator[Problem]:
    """Every file of the content folder and of `_data`: its name and what it says. `only` names the files of interest."""
    allowed = allowed_contacts(library.settings)
    for path in sorted(library.files if only is None else library.files & set(only)):
        for found in find(path, allowed):
            yield personal_problem(path, 1, found, "ในชื่อไฟล์")
        file = library.docs / path
        if file.is_symlink():
            continue
        if path.endswith((".md", ".json")):
            yield from _in_text(path, file, allowed)
    for file in sorted((library.docs / DATA_FOLDER).glob("*.yml")):
        if (only is None or f"{DATA_FOLDER}/{file.name}" in only) and file.is_file():
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


def personal_problem(path: str, line: int, found: Finding, place: str = "", more: str = "", column: int = 0) -> Problem:
    """What was found as a problem of its rule; `place` and `more` stand around it."""
    rule = _RULES[found.kind][0]
    message = " ".join(filter(None, (place, describe(found), more)))
    return rule.at(path, line, message, column, found.end - found.start if column else 0)


def _in_text(path: str, file: Path, allowed: frozenset[str]) -> Iterator[Problem]:
    text = decoded(file.read_bytes()).replace("\r\n", "\n").replace("\r", "\n")
    for found in find_shown(text, allowed):
        start = text.rfind("\n", 0, found.start) + 1
        yield personal_problem(path, text.count("\n", 0, start) + 1, found, column=found.start - start + 1)
