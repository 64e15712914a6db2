"""Which files may lie in the content folder, and how they are named."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from khlang.content import ids
from khlang.content.front_matter import UNREADABLE
from khlang.content.kinds import kind_of
from khlang.content.library import Library
from khlang.content.problem import Problem, Rule
from khlang.privacy.endings import ATTACHMENTS, PICTURES
from khlang.survey import FOLDER as SURVEYS

OWN_FOLDERS = frozenset({"assets", "search", "e"})
"""Folders at the site's root that hold its scripts, its index and its short addresses: no content lies there."""

NAME = Rule(
    "file-name",
    "ชื่อไฟล์ใช้ได้เฉพาะ a-z 0-9 - _",
    wrong="ป้ายชื่อ ต้นไม้.md",
    right="label-trees.md",
    why="ชื่อไฟล์เป็นส่วนหนึ่งของที่อยู่เว็บ อักษรไทยและเว้นวรรคในที่อยู่เว็บกลายเป็นรหัสยาวเมื่อส่งใน LINE",
)
TYPE = Rule(
    "file-type",
    "ชนิดไฟล์ที่เผยแพร่ไม่ได้",
    wrong="index.html",
    right="index.md",
    why="เว็บไซต์เผยแพร่เฉพาะไฟล์ที่ไม่มีโปรแกรมแฝงและเปิดได้ทุกเครื่อง",
)

PLACE = Rule(
    "file-place",
    "โฟลเดอร์ที่เว็บไซต์ใช้เอง",
    wrong="docs/assets/form.pdf",
    right="docs/knowledge/files/form.pdf",
    why="โฟลเดอร์เหล่านี้เป็นที่ของโปรแกรม การค้นหา และที่อยู่สั้น ไฟล์เนื้อหาที่วางทับอาจทำให้เว็บเสียหรือเรียกโปรแกรมแปลกปลอม",
)
SHORTCUT = Rule(
    "file-shortcut",
    "ไฟล์เป็นทางลัดไปยังไฟล์อื่น",
    wrong="form.docx ที่เป็นทางลัดไปยัง C:\\งาน\\form.docx",
    right="form.docx ที่คัดลอกมาทั้งไฟล์",
    why="ทางลัดทำให้ไฟล์นอกโฟลเดอร์เนื้อหาถูกเผยแพร่ได้โดยไม่ตั้งใจ",
)

_ADMITTED = PICTURES | ATTACHMENTS | {".md"}
_NAME = r"[a-z0-9][a-z0-9_\-]*(?:\.[a-z0-9]+)*"
_NAMES = re.compile(rf"{_NAME}(?:/{_NAME})*", re.IGNORECASE)
_ADVICE = {
    ".html": "หน้าเว็บ HTML อาจมีโปรแกรมแฝง ให้เขียนเป็นไฟล์ .md",
    ".htm": "หน้าเว็บ HTML อาจมีโปรแกรมแฝง ให้เขียนเป็นไฟล์ .md",
    ".svg": "ภาพ SVG อาจมีโปรแกรมแฝง ให้บันทึกเป็น .png หรือ .webp",
    ".doc": "ให้บันทึกเป็น .docx หรือ .pdf",
    ".xls": "ให้บันทึกเป็น .xlsx",
    ".ppt": "ให้บันทึกเป็น .pptx หรือ .pdf",
    ".gif": "ให้บันทึกเป็น .png หรือ .webp",
    ".heic": "ให้บันทึกเป็น .jpg",
    ".bmp": "ให้บันทึกเป็น .png",
}


def is_admitted(path: str) -> bool:
    """Whether the site publishes files of this type, at this place, at all."""
    if path.partition("/")[0].lower() in OWN_FOLDERS:
        return False
    whole, suffix = posixpath.splitext(path)
    is_survey = suffix == ".json" and posixpath.dirname(whole) == SURVEYS
    return is_survey or suffix.lower() in _ADMITTED


def check(library: Library) -> Iterator[Problem]:
    """File names and types; a page is known by its name in every address, so it must survive every system."""
    for path in sorted(library.files):
        if path in library.shortcuts:  # it could publish any file of the machine that builds
            yield SHORTCUT.at(path, 1, "ไฟล์นี้เป็นทางลัด (symbolic link) ให้ลบแล้ววางไฟล์จริงแทน")
        elif (top := path.partition("/")[0]).lower() in OWN_FOLDERS:
            yield PLACE.at(
                path,
                1,
                f"โฟลเดอร์ {top} เป็นของเว็บไซต์เอง ให้ย้ายไฟล์ไปไว้ข้างเรื่องที่ใช้ เช่น knowledge/files/{posixpath.basename(path)}",
            )
        elif not path.endswith(".md") and not (library.docs / path).is_file():
            yield UNREADABLE.at(path, 1, "ไม่ใช่ไฟล์ธรรมดา จึงเผยแพร่ไม่ได้ ให้ลบแล้ววางไฟล์จริงแทน")
        elif not is_admitted(path):
            file = PurePosixPath(path)
            advice = _ADVICE.get(file.suffix.lower(), f"ไฟล์ที่แนบได้คือ {' '.join(sorted(PICTURES | ATTACHMENTS))}")
            yield TYPE.at(path, 1, f"เผยแพร่ไฟล์ชนิด {file.suffix or file.name} ไม่ได้ {advice}")
        elif posixpath.basename(path).split(".")[0] == "README" and path.endswith(".md"):
            yield NAME.at(
                path, 1, "ชื่อ README.md ใช้ไม่ได้ เพราะหน้าจะไปอยู่ที่ของ index.md ให้เปลี่ยนเป็นชื่อเรื่อง เช่น label-trees.md"
            )
        elif not _NAMES.fullmatch(path):
            file = PurePosixPath(path)
            yield NAME.at(
                path,
                1,
                (f"ชื่อไฟล์ {file.name} มีอักษรไทย เว้นวรรค หรือเครื่องหมายที่ใช้ในที่อยู่เว็บไม่ได้ ให้เปลี่ยนชื่อเป็น {_proposal(file)}"),
            )


def _proposal(file: PurePosixPath) -> str:
    """A name that may be used instead: what is left of the old one, else a new id."""
    kept = re.sub(r"[^A-Za-z0-9]+", "-", file.stem).strip("-").lower()
    return (kept if re.search("[a-z]{3}", kept) else ids.new(kind_of(file.as_posix()).letter)) + file.suffix.lower()
