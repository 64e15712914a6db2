"""What must follow the office when another one takes the site over: names on plain pages, and where needs come from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from khlang.checks.prose import Prose
from khlang.content.entry import Entry, is_kind
from khlang.content.kinds.page import Page
from khlang.content.library import Library, lines_of_file
from khlang.content.problem import Level, Problem, Rule
from khlang.content.vocabulary import FOLDER, REPORTED_NEEDS
from khlang.thai.distance import nearest
from khlang.thai.numerals import arabic_digits

OTHER = Rule(
    "office-other",
    "หน้าทั่วไปมีชื่อสำนักงานอื่น",
    Level.ADVICE,
    "ติดต่อสำนักงานเขตพื้นที่การศึกษาประถมศึกษาที่อื่น เขต ๑",
    "ติดต่อ[[office]]",
    "หน้าที่รับมาจากสำนักงานอื่นมักยังมีชื่อเดิม ผู้อ่านจะส่งคำขอไปผิดที่ คำในวงเล็บเหลี่ยมคู่ตามชื่อใน docs/_data/site.yml เอง "
    "ถ้าตั้งใจกล่าวถึงสำนักงานอื่น ให้เว้นกฎในบรรทัดนั้น",
)
SOURCE = Rule(
    "source-unknown",
    "ความต้องการอ้างเรื่องที่ไม่มี",
    wrong="- {key: premises, name: ปรับปรุงอาคารสถานที่, source: k0000z}",
    right="- {key: premises, name: ปรับปรุงอาคารสถานที่, source: k2s8nd}",
    why="ความต้องการจากเอกสารมีลิงก์ไปยังเรื่องที่เล่าถึงเอกสารนั้น รหัสที่ไม่มีอยู่จริงพาไปไม่ถึง",
)

_NAMED = re.compile(
    r"(?:สำนักงานเขตพื้นที่การศึกษา(?:ประถมศึกษา|มัธยมศึกษา)|สพ[ปม]\.[ ]?)[ก-๙]{2,40}(?:[ ]?เขต[ ]?[0-9๐-๙]{1,2})?"
)
_FULL, _SHORT = "สำนักงาน", "สพ"
_PATH = f"{FOLDER}/{REPORTED_NEEDS}"


def check_names(prose: Prose, library: Library) -> Iterator[Problem]:
    """Names of other area offices on a plain page; entries may tell of whom they like."""
    page = library.by_path.get(prose.path)
    if (
        not isinstance(page, Entry)
        or not is_kind(page, Page)
        or not any(sign in prose.source for sign in (_FULL, _SHORT))
    ):
        return
    own = library.settings
    ours = {_folded(name) for name in (own.office, own.office_short, own.name) if name}
    for found in _NAMED.finditer(prose.words):
        name = _folded(found[0])
        if not any(name in one or one in name for one in ours):
            field = "office" if found[0].startswith(_FULL) else "office_short"
            message = f"“{found[0]}” ไม่ใช่ชื่อสำนักงานใน docs/_data/site.yml ถ้าหมายถึงสำนักงานนี้ให้พิมพ์ [[{field}]]"
            yield prose.at(OTHER, *found.span(), message)


def _folded(name: str) -> str:
    return "".join(arabic_digits(name).split())


def check_sources(library: Library) -> Iterator[Problem]:
    """Every need that a document reported names an entry."""
    lines = lines_of_file(library, _PATH)
    told = partial(SOURCE.at, _PATH)
    for need in library.vocabulary.reported_needs:
        if need.source not in library.by_id and need.source not in library.unread:
            near = nearest(need.source, sorted(library.by_id), limit=1)
            line = next((i for i, line in enumerate(lines, 1) if need.key in line), 1)
            advice = f"ให้พิมพ์ {near[0]} หรือคัดลอกรหัส" if near else "ให้คัดลอกรหัส"
            yield told(line, f"“{need.name}”: ไม่มีเรื่องที่ใช้รหัส {need.source} {advice}จากท้ายหน้าของเรื่องที่เล่าถึงเอกสารนั้น")
