"""Pictures say who is in them, pupils only with a paper on file, and none tells where or by whom it was taken."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import khlang.checks.files as files
from khlang.content.entry import Entry, Translation
from khlang.content.kinds import original_path
from khlang.content.library import Library
from khlang.content.meta import People, Picture
from khlang.content.problem import Problem, Rule
from khlang.privacy.binary import mismatch
from khlang.privacy.endings import PICTURES

if TYPE_CHECKING:
    from khlang.privacy.photographs import Traces

PEOPLE = Rule(
    "picture-people",
    "ภาพไม่บอกว่ามีใครอยู่ในภาพ",
    wrong="---\n…\n---\n\n![นักเรียนเขียนป้าย](images/label.webp)",
    right="---\n…\npictures:\n  - {file: images/label.webp, people: none}\n---\n\n![นักเรียนเขียนป้าย](images/label.webp)",
    why="ไม่มีโปรแกรมใดบอกได้แน่ว่ามีใครในภาพและเขายินยอมหรือไม่ ผู้ส่งภาพเท่านั้นที่รู้ จึงให้บอกไว้ทุกภาพ",
)
CONSENT = Rule(
    "picture-consent",
    "ภาพนักเรียนไม่มีเลขที่หนังสือยินยอม",
    wrong="pictures:\n  - {file: images/label.webp, people: pupils}",
    right="pictures:\n  - {file: images/label.webp, people: pupils, consent_ref: ย.12/2569}",
    why="ภาพที่รู้ได้ว่าเป็นนักเรียนคนใดต้องมีหนังสือยินยอมของผู้ปกครองเก็บไว้ที่โรงเรียนหรือสำนักงาน ใส่เพียงเลขที่ของหนังสือ ไม่แนบตัวหนังสือ",
)
TRACES = Rule(
    "picture-traces",
    "ภาพบอกพิกัดหรือเจ้าของกล้อง",
    wrong="![ป้าย](images/label.jpg)   ← ภาพจากโทรศัพท์โดยตรง",
    right="![ป้าย](images/label.jpg)   ← ภาพที่ลบข้อมูลของกล้องแล้ว",
    why="โทรศัพท์เก็บพิกัดบ้านหรือโรงเรียน เลขเครื่อง และชื่อเจ้าของไว้ในไฟล์ภาพโดยไม่เห็นบนภาพ khlang check --fix ลบให้ ถ้าใช้โทรศัพท์ให้เปิดภาพเต็มจอแล้วจับภาพหน้าจอแทน",
)
UNREADABLE = Rule(
    "picture-unreadable",
    "ไฟล์ภาพเปิดไม่ได้",
    wrong="![ป้าย](images/label.png)   ← ไฟล์เสียหาย",
    right="![ป้าย](images/label.png)   ← บันทึกใหม่",
    why="ภาพที่เปิดไม่ได้แสดงเป็นช่องว่างบนหน้าเว็บ และตรวจข้อมูลที่ซ่อนอยู่ไม่ได้",
)

_ADVICE = (
    "ให้พิมพ์คำสั่ง khlang check --fix ซึ่งลบให้ หรือใน Windows คลิกขวาที่ไฟล์ Properties → Details → Remove Properties "
    "ถ้าใช้โทรศัพท์ให้เปิดภาพเต็มจอแล้วจับภาพหน้าจอ ใช้ภาพนั้นแทน"
)


def check(text: Entry | Translation, library: Library) -> Iterator[Problem]:
    """Every picture of a text is among its `pictures`; a translation's are among those of its original."""
    original = library.by_path.get(original_path(text.path)) if isinstance(text, Translation) else text
    if original is None:
        return
    rows = {library.target(original.path, row.file): row for row in original.meta.pictures}
    for target, line in _shown(text, library).items():
        if target not in rows:
            yield _unsaid(original, text, target, line)
    if isinstance(text, Entry):
        for i, row in enumerate(text.meta.pictures):
            if row.people is People.PUPILS and not _names_a_paper(row.consent_ref):
                yield _unagreed(text, row, text.front_matter.line("pictures", i))


def check_files(library: Library, only: Collection[str] | None = None) -> Iterator[Problem]:
    """Every picture of the content folder. `only` names the files of interest."""
    for path in sorted(library.files if only is None else library.files & set(only)):
        suffix = PurePosixPath(path).suffix.lower()
        if suffix in PICTURES and not (library.docs / path).is_symlink():
            yield from _traces(path, (library.docs / path).read_bytes())


def _shown(text: Entry | Translation, library: Library) -> dict[str, int]:
    """The picture files that a text shows or links to, with the line of each; decoration shows nobody."""
    found: dict[str, int] = {}
    for link in text.links:
        target = library.target(text.path, link.target)
        if target in library.files and PurePosixPath(target).suffix.lower() in PICTURES and not link.is_decorative:
            found.setdefault(target, link.line)
    return found


def _unsaid(original: Entry, text: Entry | Translation, target: str, line: int) -> Problem:
    file = posixpath.relpath(target, posixpath.dirname(original.path) or ".")
    place = "" if original is text else f"ใน {original.path} "
    head = "" if original.meta.pictures else "pictures: แล้วบรรทัด "
    return PEOPLE.at(
        text.path,
        line,
        f"ภาพ {file} ยังไม่บอกว่ามีใครอยู่ในภาพ ให้เพิ่มในส่วนหัว{place}บรรทัด {head}- {{file: {file}, people: none}} "
        "ถ้าเห็นผู้ใหญ่ซึ่งยินยอมให้ใช้ people: adults ถ้าเห็นนักเรียนให้ใช้ people: pupils พร้อม consent_ref",
    )


def _names_a_paper(consent: str | None) -> bool:
    """Whether a consent is the number of a paper on file: not the paper itself, not a promise without a number."""
    return bool(
        consent and re.search("[0-9๐-๙]", consent) and not re.search("://|[.](pdf|docx?|jpe?g|png|webp)$", consent)
    )


def _unagreed(entry: Entry, row: Picture, line: int) -> Problem:
    return CONSENT.at(
        entry.path,
        line,
        f"ภาพ {row.file} มีนักเรียน ให้เพิ่ม consent_ref: เลขที่หนังสือยินยอมของผู้ปกครองที่เก็บไว้ เช่น consent_ref: ย.12/2569 "
        "ถ้าไม่มีหนังสือยินยอมให้ใช้ภาพที่ไม่เห็นใบหน้า",
    )


def traces_problem(path: str, found: Traces, begin: str) -> Problem:
    """What a picture carries as a problem; the sentence begins with where."""
    return TRACES.at(path, 1, f"{begin}{_told(found)} {_ADVICE}")


def _traces(path: str, data: bytes) -> Iterator[Problem]:
    from khlang.privacy.photographs import traces  # with what reads pictures: most texts that change show none

    try:
        found = traces(data)
    except ValueError:
        yield UNREADABLE.at(
            path, 1, "เปิดไฟล์ภาพนี้ไม่ได้ อาจเสียหายหรือนามสกุลไม่ตรงกับชนิด ให้เปิดในโปรแกรมภาพแล้วบันทึกใหม่เป็น .jpg .png หรือ .webp"
        )
        return
    if real := mismatch(PurePosixPath(path).suffix.lower(), data):
        yield files.TYPE.at(path, 1, f"นามสกุลของไฟล์ไม่ตรงกับชนิด ซึ่งเป็น{real} ให้เปลี่ยนนามสกุลหรือบันทึกใหม่ให้ตรงกัน")
    if found:
        yield traces_problem(path, found, "ข้อมูลที่ซ่อนในภาพบอก")


def _told(found: Traces) -> str:
    told = {
        "พิกัดที่ถ่าย": found.location,
        "เลขเครื่องของกล้อง": found.serial,
        "ชื่อบุคคล": found.person,
        "ข้อความที่ซ่อนไว้": found.text,
        "ภาพย่อก่อนแก้หรือข้อมูลต่อท้าย": found.remainder,
    }
    return " ".join(name for name, is_there in told.items() if is_there)
