"""How long, how deep and how crowded a text may be, looked at before any other program reads it.

Converters of Markdown go back over what was never closed, once for every mark, and call themselves once for every
level: 20 kB of `![` take a minute, a line of 500 list marks ends in an error. The limits lie far above what people
write (a book of 300 pages keeps them) and far below what costs a second; one look at each line finds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khlang.content.problem import Problem, Rule

LINES = 10_000
LINE = 50_000  # characters
DEPTH = 40  # lists, quotations and boxes within each other
HEADINGS = 1_000
NOTES = 1_000  # footnotes
BOXES = 1_000  # admonitions, details, tabs
MARKS = 50_000  # of emphasis, links, tables, code, tags
EMPHASIS = 500  # marks in one paragraph: each may open a level, and a thousand are too many for a converter
CELLS = 50_000  # of one table: each row is filled up to the widest
SECTIONS = 10  # of the kind <![CDATA[, which is for XML

# Characters that a converter goes over again: the marks of a paragraph × its letters, summed over all paragraphs.
_BRACKET_STEPS = 4_000_000
_BRACE_STEPS = 100_000_000
_TAG_STEPS = 20_000_000
_FENCE_STEPS = 50_000_000
_ABBREVIATION_STEPS = 10_000_000

LIMIT = Rule(
    "text-limit",
    "ข้อความยาว ซ้อนกันลึก หรือมีเครื่องหมายมากเกินกว่าจะสร้างเป็นหน้าเว็บได้",
    wrong="- - - - - - … (รายการซ้อนกัน 500 ชั้น)",
    right="- รายการเดียว",
    why="ข้อความแบบนี้ทำให้โปรแกรมสร้างเว็บทำงานไม่จบ ทั้งเว็บจึงค้างเพราะไฟล์เดียว หน้านี้จะถูกพักไว้จนกว่าจะแก้",
)

_RULE = re.compile(r"[ ]{0,3}(?:[-*_][ \t]*){3,}")  # a line across the page, however long
_LEAD = re.compile(r"(?:[ \t]+|>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))*")
_HOLDER = re.compile(r">|[-*+]|\d+[.)]")
_OPENS = re.compile(r"[ \t]*(?:#|\||>|(?:[-*+]|\d{1,9}[.)])[ \t]|$)")  # a line with which new inline text begins
_HEADING = re.compile(r"^[ \t>]*#", re.MULTILINE)
_LINK = re.compile(r"\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\]|(?![(\[]))")  # a bracket that is closed costs nothing more
_EMPHASIS = re.compile(r"[*_]+")
_MARK = re.compile(r"[*_]+|[\[<|`]")
_UNCLOSED_TAG = re.compile(r"<(?=[A-Za-z/!?])(?![^<>]*>)")
_NOTE = re.compile(r"^[ \t]*\[\^[^\]\n]*\]:", re.MULTILINE)
_BOX = re.compile(r"^[ \t]*(?:!!!|\?\?\?|===)", re.MULTILINE)
_FENCE = re.compile(r"^[ \t>]*(?:```|~~~)", re.MULTILINE)
_ABBREVIATION = re.compile(r"^[ ]*\*\[", re.MULTILINE)


def check(path: str, body: str, first_line: int = 1) -> Problem | None:
    """The first limit that a Markdown text goes beyond; `first_line` is the file's line on which the text starts."""
    found = next(_beyond(body), None)
    if found is None:
        return None
    line, said = found
    return LIMIT.at(path, first_line + line, said)


def _beyond(body: str) -> Iterator[tuple[int, str]]:
    """What goes beyond a limit: its line, from 0, and what to do."""
    yield from _beyond_count(body, _HEADING, HEADINGS, "หัวข้อ", "ให้แบ่งเป็นหลายเรื่อง")
    yield from _beyond_count(body, _NOTE, NOTES, "เชิงอรรถ", "ให้แบ่งเป็นหลายเรื่อง")
    yield from _beyond_count(body, _BOX, BOXES, "กล่องข้อความหรือแท็บ", "ให้แบ่งเป็นหลายเรื่อง")
    yield from _beyond_count(
        body, _MARK, MARKS, "เครื่องหมายจัดรูป (* _ [ < | `)", "ให้ลบเครื่องหมายที่ไม่จำเป็น หรือแบ่งเป็นหลายเรื่อง"
    )
    yield from _beyond_count(body, re.compile(r"<!\["), SECTIONS, "<![", "ให้ลบออก")
    size = len(body)
    yield from _beyond_count(
        body, _UNCLOSED_TAG, _TAG_STEPS // (size + 1), "เครื่องหมาย < ที่ไม่ปิดด้วย >", "ให้ปิดหรือพิมพ์เป็น &lt;"
    )
    yield from _beyond_count(body, _FENCE, _FENCE_STEPS // (size + 1), "บรรทัดเปิดหรือปิดโค้ด (``` ~~~)", "ให้แบ่งเป็นหลายเรื่อง")
    yield from _beyond_count(body, _ABBREVIATION, _ABBREVIATION_STEPS // (size + 1), "คำย่อ *[…]:", "ให้แบ่งเป็นหลายเรื่อง")
    yield from _beyond_line(body.split("\n"))


def _beyond_count(body: str, pattern: re.Pattern[str], limit: int, what: str, advice: str) -> Iterator[tuple[int, str]]:
    for count, found in enumerate(pattern.finditer(body)):
        if count == limit:
            yield body.count("\n", 0, found.start()), f"มี{what}เกิน {limit:,} แห่ง {advice}"
            return


def _beyond_line(lines: list[str]) -> Iterator[tuple[int, str]]:
    bracket_steps = brace_steps = size = brackets = emphasis = rows = columns = 0
    for number, line in enumerate(lines):
        if number == LINES:
            yield number, f"ข้อความมี {len(lines):,} บรรทัด เกิน {LINES:,} บรรทัด ให้แบ่งเป็นหลายเรื่อง"
        if len(line) > LINE:
            yield number, f"บรรทัดนี้ยาว {len(line):,} ตัวอักษร เกิน {LINE:,} ตัวอักษร ให้แบ่งเป็นหลายย่อหน้า"
        if _depth(line) > DEPTH:
            yield number, f"รายการ ข้อความอ้าง หรือการย่อหน้าซ้อนกันเกิน {DEPTH} ชั้น ให้ลดเหลือไม่กี่ชั้น"
        if _OPENS.match(line):
            size = brackets = emphasis = 0
        size += len(line)
        here = _LINK.sub("", line).count("[")
        brackets += here
        bracket_steps += here * size + (brackets - here) * len(line)  # makes brackets × size of the paragraph so far
        brace_steps += line.count("{") * len(line)
        emphasis += len(_EMPHASIS.findall(line))
        rows, columns = (rows + 1, max(columns, line.count("|"))) if line.strip() else (0, 0)
        if rows * columns > CELLS:
            yield number, f"ตารางมีช่องเกิน {CELLS:,} ช่อง (แถว × คอลัมน์) ให้แบ่งตาราง หรือแนบเป็นไฟล์ .xlsx"
        if emphasis > EMPHASIS:
            yield number, f"มีเครื่องหมาย * _ เกิน {EMPHASIS:,} แห่งในย่อหน้าเดียว ให้แบ่งเป็นหลายย่อหน้า"
        if bracket_steps > _BRACKET_STEPS:
            yield number, "มีวงเล็บ [ จำนวนมากในย่อหน้าเดียว ให้ลบวงเล็บที่ไม่ใช่ลิงก์ หรือแบ่งเป็นหลายย่อหน้า"
        if brace_steps > _BRACE_STEPS:
            yield number, "มีวงเล็บปีกกา { จำนวนมากในบรรทัดเดียว ให้ลบวงเล็บที่ไม่จำเป็น หรือแบ่งเป็นหลายย่อหน้า"


def _depth(line: str) -> int:
    matched = _LEAD.match(line)
    lead = matched[0] if matched else ""
    if len(lead) <= DEPTH or _RULE.fullmatch(line):
        return 0
    return max(len(_HOLDER.findall(lead)), len(lead.expandtabs(4)) // 4)
