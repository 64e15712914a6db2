"""The parts that the text of each kind must have, and text that is not ready to be read."""

from __future__ import annotations

from collections.abc import Iterator

from khlang.content.entry import Entry, Translation
from khlang.content.kind import Section
from khlang.content.library import Library
from khlang.content.problem import Level, Problem, Rule

PLACEHOLDER_MARK = "✎"  # `khlang new` writes it before every line that the author is to replace

MISSING = Rule(
    "section-missing",
    "ขาดส่วนที่ต้องมี",
    wrong="## ขั้นตอน",
    right="## ปัญหา\n\n## แนวคิด\n\n## ขั้นตอน",
    why="เรื่องประเภทเดียวกันมีส่วนเดียวกัน ผู้อ่านจึงหาสิ่งที่ต้องการพบและเทียบกันได้",
)
EMPTY = Rule(
    "section-empty",
    "ส่วนนี้ยังไม่มีเนื้อหา",
    Level.ADVICE,
    wrong="## ปัญหา\n\n## แนวคิด",
    right="## ปัญหา\n\nเด็กจำชื่อต้นไม้ไม่ได้",
    why="หัวข้อที่ไม่มีเนื้อหาทำให้ผู้อ่านไม่รู้ว่าไม่มีเรื่องหรือลืมเขียน ถ้าไม่มีให้เขียนว่า ไม่มี",
)
PLACEHOLDER = Rule(
    "placeholder",
    "ยังมีข้อความตัวอย่างของแบบร่าง",
    wrong="✎ เล่าปัญหาที่พบ",
    right="เด็กจำชื่อต้นไม้ไม่ได้",
    why="บรรทัดที่ขึ้นต้นด้วย ✎ เป็นคำแนะนำถึงผู้เขียน ไม่ใช่เนื้อหาสำหรับผู้อ่าน",
)
NO_TEXT = Rule(
    "text-missing",
    "ไม่มีเนื้อหา",
    wrong="---\ntitle: ป้ายชื่อ\n---",
    right="---\ntitle: ป้ายชื่อ\n---\n\nเริ่มด้วยสองสามประโยค",
    why="เรื่องที่มีแต่ส่วนหัวไม่มีอะไรให้อ่าน",
)
TEXT_UNWANTED = Rule(
    "text-unwanted",
    "บันทึกนี้มีแต่ส่วนหัว",
    wrong="state: not-public\n---\n\nคุยเรื่องย้ายครู",
    right="state: not-public\n---",
    why="สัปดาห์ที่งดประชุมหรือประชุมแล้วไม่เผยแพร่ เก็บไว้เพียงวันที่กับเหตุผล เรื่องที่คุยกันต้องไม่อยู่ในคลังซอร์สซึ่งทุกคนอ่านได้",
)
TOP_HEADING = Rule(
    "heading-top",
    "หัวเรื่องใหญ่ซ้ำกับชื่อเรื่อง",
    wrong="# ชื่อเรื่อง",
    right="## หัวข้อ",
    why="หน้าหนึ่งมีหัวเรื่องใหญ่ได้หัวเดียว และชื่อเรื่องใน title เป็นหัวนั้นแล้ว",
)


def check(text: Entry | Translation, library: Library) -> Iterator[Problem]:
    """Required sections, empty sections, placeholders, headings."""
    if isinstance(text, Translation) or text.status == "withdrawn":
        return
    if not text.kind.has_text:
        yield from _unwanted(text)
        return
    yield from _missing(text)
    yield from _placeholders(text)
    for heading in text.headings:
        if heading.level == 1:
            yield TOP_HEADING.at(
                text.path, heading.line, (f"ชื่อเรื่องอยู่ที่หัวข้อ title แล้ว ให้ใช้ ## นำหน้าแทน # คือ ## {heading.text}")
            )


def _unwanted(entry: Entry) -> Iterator[Problem]:
    if entry.body.strip():
        blank = len(entry.body) - len(entry.body.lstrip())
        line = entry.front_matter.body_line + entry.body.count("\n", 0, blank)
        yield TEXT_UNWANTED.at(entry.path, line, "บันทึกนี้มีแต่ส่วนหัว ให้ลบข้อความใต้บรรทัด --- ออกทั้งหมด")


def _missing(entry: Entry) -> Iterator[Problem]:
    end = entry.front_matter.body_line + entry.body.rstrip("\n").count("\n")
    if not entry.body.strip() and entry.kind.is_listed:
        yield NO_TEXT.at(entry.path, entry.front_matter.body_line, "ยังไม่มีเนื้อหาใต้ส่วนหัว ให้เขียนเนื้อหาต่อจากบรรทัด ---")
        return
    top = [heading for heading in entry.headings if heading.level <= 2]
    for section in entry.sections:
        found = [heading for heading in top if section.matches(heading.text)]
        if not found:
            yield MISSING.at(
                entry.path, end, f"ขาดส่วน “{section.heading}” ให้เพิ่มบรรทัด ## {section.heading} แล้วเขียนเนื้อหาใต้บรรทัดนั้น"
            )
        elif _is_empty(entry, section, found[0].line):
            yield EMPTY.at(entry.path, found[0].line, f"ใต้ “{section.heading}” ยังไม่มีเนื้อหา ถ้าไม่มีเรื่องให้เขียนว่า ไม่มี")


def _is_empty(entry: Entry, section: Section, line: int) -> bool:
    """Whether nothing stands between a heading and the next of its level or above."""
    lines = entry.body.split("\n")
    after = [heading.line for heading in entry.headings if heading.line > line]
    start = line - entry.front_matter.body_line + 1
    stop = (after[0] - entry.front_matter.body_line) if after else len(lines)
    deeper = any(heading.line == after[0] and heading.level > 2 for heading in entry.headings) if after else False
    return not deeper and not "".join(lines[start:stop]).strip()


def _placeholders(entry: Entry) -> Iterator[Problem]:
    if not entry.is_public:
        return
    for number, line in enumerate(entry.body.split("\n"), entry.front_matter.body_line):
        if PLACEHOLDER_MARK in line:
            yield PLACEHOLDER.at(
                entry.path,
                number,
                (
                    f"ยังมีข้อความตัวอย่างที่ขึ้นต้นด้วย {PLACEHOLDER_MARK} ให้เขียนเนื้อหาจริงแทนแล้วลบ {PLACEHOLDER_MARK} หรือเปลี่ยนเป็น status: draft"
                ),
            )
    for key, typed in (("title", entry.meta.title), ("summary", entry.meta.summary)):
        if PLACEHOLDER_MARK in typed:
            yield PLACEHOLDER.at(
                entry.path,
                entry.front_matter.line(key),
                f"{key} ยังเป็นข้อความตัวอย่าง ให้พิมพ์ข้อความจริง หรือเปลี่ยนเป็น status: draft",
            )
