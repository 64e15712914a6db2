"""Markdown that does not come out as its writer meant, found by rumdl (https://github.com/rvben/rumdl).

Of rumdl's rules only those are used that change what a reader sees on this site, where Python-Markdown is stricter
than GitHub: it wants an empty line before a list or a table, and four columns for what a list holds. Style is free.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from khlang.content.front_matter import decode
from khlang.content.library import Library
from khlang.content.problem import Level, Problem, Rule
from khlang.thai.labels import CAPTION


def _rule(key: str, title: str, wrong: str, right: str, why: str, is_mended: bool = False) -> Rule:
    return Rule(f"markdown-{key}", title, Level.ADVICE, wrong, right, why, is_mended=is_mended)


HEADING_SPACE = _rule(
    "heading-space",
    "ไม่เว้นวรรคหลัง #",
    "##วิธีการ",
    "## วิธีการ",
    "ต้องเว้นวรรคหลัง # โปรแกรมจึงนับเป็นหัวข้อ ทำสารบัญ และตรวจส่วนที่ต้องมีได้",
    is_mended=True,
)
HEADING_INDENT = _rule(
    "heading-indent",
    "หัวข้อไม่ชิดซ้าย",
    "  ## วิธีการ",
    "## วิธีการ",
    "หัวข้อที่ย่อหน้าแสดงเป็นเครื่องหมาย ## ตามที่พิมพ์ ไม่เป็นหัวข้อ",
    is_mended=True,
)
HEADING_LEVEL = _rule(
    "heading-level",
    "ข้ามระดับหัวข้อ",
    "## วิธีการ\n\n#### เตรียม",
    "## วิธีการ\n\n### เตรียม",
    "ผู้ที่ฟังหน้าเว็บด้วยโปรแกรมอ่านจอใช้ระดับหัวข้อเดินทางในหน้า ระดับที่หายไปทำให้นึกว่าข้ามเนื้อหา",
)
BOLD_HEADING = _rule(
    "bold-heading",
    "ใช้ตัวหนาแทนหัวข้อ",
    "**ข้อเสนอแนะ**\n\nควรทำต่อ",
    "## ข้อเสนอแนะ\n\nควรทำต่อ",
    "บรรทัดตัวหนาไม่อยู่ในสารบัญ ลิงก์ไปหาไม่ได้ และค้นหาไม่พาไปถึง",
)
LIST_SPACE = _rule(
    "list-blank-line",
    "ไม่เว้นบรรทัดก่อนรายการ",
    "สิ่งที่ต้องใช้\n- กระดาษ\n- ดินสอ",
    "สิ่งที่ต้องใช้\n\n- กระดาษ\n- ดินสอ",
    "ถ้าไม่มีบรรทัดว่างก่อนข้อแรก ทุกข้อจะต่อกันเป็นย่อหน้าเดียว",
    is_mended=True,
)
LIST_INDENT = _rule(
    "list-indent",
    "ย่อหน้าในรายการไม่ครบ",
    "- เตรียม\n  - กระดาษ",
    "- เตรียม\n    - กระดาษ",
    "ข้อย่อยและย่อหน้าที่อยู่ในข้อต้องย่อ ๔ ช่อง ถ้าน้อยกว่านั้นจะกลายเป็นข้อระดับเดียวกัน หรือหลุดออกจากข้อ",
)
TABLE_SPACE = _rule(
    "table-blank-line",
    "ไม่เว้นบรรทัดก่อนตาราง",
    "ผลการสำรวจ\n| ข้อ | จำนวน |\n|---|---|\n| 1 | 20 |",
    "ผลการสำรวจ\n\n| ข้อ | จำนวน |\n|---|---|\n| 1 | 20 |",
    "ถ้าไม่มีบรรทัดว่างก่อนตาราง ตารางจะแสดงเป็นข้อความกับขีดตั้ง",
    is_mended=True,
)
TABLE_CELLS = _rule(
    "table-cells",
    "จำนวนช่องในแถวไม่เท่ากับหัวตาราง",
    "| ข้อ | จำนวน |\n|---|---|\n| 1 | 20 | 30 |",
    "| ข้อ | จำนวน | ร้อยละ |\n|---|---|---|\n| 1 | 20 | 30 |",
    "ช่องที่เกินหัวตารางหายไปจากหน้าเว็บ ช่องที่ขาดแสดงเป็นช่องว่าง",
)
TABLE_HEAD = _rule(
    "table-head",
    "แถวของตารางที่ไม่มีหัว",
    "| ข้อ | จำนวน |\n| 1 | 20 |\n| 2 | 30 |",
    "| ข้อ | จำนวน |\n|---|---|\n| 1 | 20 |\n| 2 | 30 |",
    "ตารางต้องมีแถวหัวแล้วตามด้วยแถวขีด |---|---| และไม่มีบรรทัดว่างคั่นระหว่างแถว",
)
EMPHASIS = _rule(
    "emphasis-space",
    "เว้นวรรคติดเครื่องหมายตัวหนา",
    "ต้อง ** สังเกต ** ก่อน",
    "ต้อง **สังเกต** ก่อน",
    "ถ้ามีเว้นวรรคติดกับ ** ด้านใน ข้อความจะไม่หนา และผู้อ่านเห็นดอกจัน",
)
LINK_REVERSED = _rule(
    "link-reversed",
    "วงเล็บของลิงก์สลับกัน",
    "(สพฐ.)[https://www.obec.go.th]",
    "[สพฐ.](https://www.obec.go.th)",
    "ชื่อลิงก์อยู่ในวงเล็บเหลี่ยม ที่อยู่อยู่ในวงเล็บกลม ถ้าสลับกันจะไม่เป็นลิงก์",
    is_mended=True,
)
LINK_EMPTY = _rule(
    "link-empty",
    "ลิงก์ไม่มีที่อยู่หรือไม่มีชื่อ",
    "[แบบบันทึก]()",
    "[แบบบันทึก](second.md)",
    "ลิงก์ที่ไม่มีที่อยู่พาผู้อ่านกลับมาหน้าเดิม ลิงก์ที่ไม่มีชื่อไม่มีอะไรให้กด",
)
LINK_BARE = _rule(
    "link-bare",
    "ที่อยู่เว็บที่กดไม่ได้",
    "ดูที่ https://www.obec.go.th",
    "ดูที่ <https://www.obec.go.th>",
    "ที่อยู่ที่พิมพ์ลอย ๆ ไม่เป็นลิงก์ ให้ครอบด้วย < > หรือดีกว่านั้นคือตั้งชื่อให้ลิงก์",
    is_mended=True,
)
LINK_WORDS = _rule(
    "link-words",
    "ชื่อลิงก์ไม่บอกว่าไปไหน",
    "แบบบันทึก [คลิกที่นี่](second.md)",
    "ดาวน์โหลด[แบบบันทึก](second.md)",
    "ผู้ที่ฟังหน้าเว็บไล่ฟังเฉพาะลิงก์ คำว่า ที่นี่ ไม่บอกว่าจะไปพบอะไร",
)
LINK_UNDEFINED = _rule(
    "link-undefined",
    "ลิงก์อ้างอิงไม่มีที่อยู่ท้ายเรื่อง",
    "อ่าน[คู่มือ][ค]",
    "อ่าน[คู่มือ][ค]\n\n[ค]: second.md",
    "ลิงก์แบบสองวงเล็บเหลี่ยมต้องมีบรรทัด [ชื่อ]: ที่อยู่ ไม่เช่นนั้นผู้อ่านเห็นวงเล็บ",
)
FOOTNOTE = _rule(
    "footnote",
    "เชิงอรรถไม่ครบคู่",
    "ผลดีขึ้น[^1]",
    "ผลดีขึ้น[^1]\n\n[^1]: ตามรายงานของสำนักงาน",
    "เชิงอรรถต้องมีทั้งเลขในเนื้อความและข้อความ [^1]: ท้ายเรื่อง",
)
CODE_OPEN = _rule(
    "code-open",
    "เปิดกรอบ ``` แล้วไม่ปิด",
    "```\nนักเรียนอ่าน",
    "```\nนักเรียนอ่าน\n```",
    "กรอบที่ไม่ปิดทำให้ข้อความต่อจากนั้นเสียรูปทั้งหมด",
)
COMMENT_OPEN = _rule(
    "comment-open",
    "เปิดหมายเหตุ <!-- แล้วไม่ปิด",
    "<!-- ยังไม่เผยแพร่",
    "<!-- ยังไม่เผยแพร่ -->",
    "หมายเหตุที่ไม่ปิดจะปรากฏให้ผู้อ่านเห็น หรือซ่อนข้อความต่อจากนั้น",
)
HTML_BLOCK = _rule(
    "html-block",
    "ลิงก์แบบ Markdown ในแท็ก HTML",
    '<div class="note">\n[แบบบันทึก](second.md)\n</div>',
    '<div class="note" markdown>\n[แบบบันทึก](second.md)\n</div>',
    "ข้อความในแท็ก HTML แสดงตามที่พิมพ์ ผู้อ่านเห็นวงเล็บแทนลิงก์ ถ้าต้องการลิงก์หรือตัวหนาให้เติมคำว่า markdown ในแท็ก",
)
CONFLICT = _rule(
    "conflict",
    "เครื่องหมายแก้ไขชนกันของ git",
    "<<<<<<< HEAD\nฉบับของเรา\n=======\nฉบับของเพื่อน\n>>>>>>> main",
    "ฉบับที่ตกลงกัน",
    "สองคนแก้บรรทัดเดียวกัน git จึงใส่ทั้งสองฉบับไว้ ให้เลือกหรือรวม แล้วลบบรรทัดเครื่องหมาย",
)

_ADVICE = {
    "MD001": (HEADING_LEVEL, "ข้ามระดับหัวข้อ ให้ลด # ให้มากกว่าหัวข้อก่อนหน้าเพียงตัวเดียว"),
    "MD005": (LIST_INDENT, "ข้อนี้ย่อหน้าไม่ตรงกับข้ออื่น ให้ข้อระดับเดียวกันชิดแนวเดียวกัน ข้อย่อยย่อเข้าไป ๔ ช่อง"),
    "MD007": (LIST_INDENT, "ข้อย่อยต้องย่อเข้าไป ๔ ช่องจากข้อใหญ่ ให้เติมเว้นวรรคหน้า - ให้ครบ"),
    "MD011": (LINK_REVERSED, "วงเล็บสลับกัน ให้พิมพ์ [ชื่อ](ที่อยู่)"),
    "MD018": (HEADING_SPACE, "ให้เว้นวรรคหนึ่งครั้งหลัง # ถ้าไม่ใช่หัวข้อให้พิมพ์ \\#"),
    "MD023": (HEADING_INDENT, "ให้ลบเว้นวรรคหน้า # ให้หัวข้อชิดซ้าย"),
    "MD032": (LIST_SPACE, "ให้เว้นบรรทัดว่างหนึ่งบรรทัดก่อนรายการ"),
    "MD034": (LINK_BARE, "ที่อยู่นี้กดไม่ได้ ให้ครอบด้วย < > หรือพิมพ์ [ชื่อ](ที่อยู่)"),
    "MD036": (BOLD_HEADING, "บรรทัดนี้เป็นตัวหนาทั้งบรรทัด ถ้าเป็นหัวข้อให้ใช้ ## หรือ ### นำหน้าแทนดอกจัน"),
    "MD037": (EMPHASIS, "ให้ลบเว้นวรรคที่ติดกับดอกจันด้านใน คือ **ข้อความ**"),
    "MD042": (LINK_EMPTY, "ให้พิมพ์ให้ครบ [ชื่อ](ที่อยู่) หรือลบลิงก์นี้"),
    "MD046": (CODE_OPEN, "ให้เติมบรรทัด ``` ปิดท้าย"),
    "MD052": (LINK_UNDEFINED, "ไม่พบที่อยู่ของลิงก์นี้ ให้เติมบรรทัด [ชื่อ]: ที่อยู่ ท้ายเรื่อง หรือพิมพ์ [ชื่อ](ที่อยู่)"),
    "MD056": (TABLE_CELLS, "จำนวนช่องในแถวนี้ไม่เท่ากับหัวตาราง ให้นับขีดตั้ง | ให้เท่ากัน ถ้า | เป็นข้อความให้พิมพ์ \\|"),
    "MD058": (TABLE_SPACE, "ให้เว้นบรรทัดว่างหนึ่งบรรทัดก่อนและหลังตาราง"),
    "MD059": (LINK_WORDS, "ชื่อลิงก์ไม่บอกว่าไปไหน ให้ใช้ชื่อเรื่องหรือชื่อเอกสารเป็นชื่อลิงก์"),
    "MD066": (FOOTNOTE, "เชิงอรรถไม่ครบคู่ ให้มีทั้ง [^1] ในเนื้อความและ [^1]: ท้ายเรื่อง"),
    "MD075": (TABLE_HEAD, "แถวนี้ไม่มีหัวตาราง ให้เติมแถวหัวและแถว |---|---| หรือลบบรรทัดว่างที่คั่นตาราง"),
    "MD077": (LIST_INDENT, "ข้อความที่อยู่ในข้อต้องย่อเข้าไป ๔ ช่อง ให้เติมเว้นวรรคหน้าบรรทัดให้ครบ"),
    "MD086": (COMMENT_OPEN, "ให้เติม --> ปิดท้ายหมายเหตุ"),
    "MD091": (HTML_BLOCK, "ให้เติมคำว่า markdown ในแท็กเปิด หรือใช้แท็ก HTML แทนเครื่องหมาย Markdown"),
    "MD092": (CONFLICT, "ให้เลือกข้อความที่ถูกต้องไว้ฉบับเดียว แล้วลบบรรทัด <<<<<<< ======= >>>>>>>"),
}
_SETTINGS = ('MD059.prohibited-texts = ["ที่นี่", "คลิก", "คลิกที่นี่", "กดที่นี่", "คลิกเลย", "ลิงก์", "link", "here", "click here"]',)
_ADDRESS = re.compile(r"\]\((?:https?:|www\.|\S+\.[a-z]{2,4}(?:#|\)))")
_MANY = 100  # files; more names than that are not told one by one, for Windows takes 32 kB of command line


def check(library: Library, paths: Collection[str]) -> Iterator[Problem]:
    """What rumdl says about some texts of the library. Nothing where no rumdl is made for the machine."""
    program = _program()
    if program and paths:
        asked = sorted(paths) if len(paths) <= _MANY else ["."]
        for found in _ask(program, library.docs, asked):
            path = Path(found["file"]).as_posix()
            if path in paths:
                yield from _problem(path, found, library.docs)


def _program() -> str | None:
    """Where pip has put rumdl: beside the Python that runs this, else on the path. There is none for Windows on ARM."""
    beside = Path(sysconfig.get_path("scripts"), "rumdl.exe" if sys.platform == "win32" else "rumdl")
    return str(beside) if beside.is_file() else shutil.which("rumdl")


def _ask(program: str, folder: Path, paths: Sequence[str]) -> list[dict[str, Any]]:
    words = [program, "check", "--no-config", "--no-cache", "--no-exclude", "--respect-gitignore=false"]
    words += ["--flavor", "mkdocs", "--output", "json", "--enable", ",".join(_ADVICE)]
    for setting in _SETTINGS:
        words += ["--config", setting]
    done = subprocess.run([*words, "--", *paths], cwd=folder, capture_output=True, encoding="utf-8")
    if done.returncode not in (0, 1):  # 1: something was found
        raise RuntimeError(f"rumdl: {done.stderr.strip()}")
    found: list[dict[str, Any]] = json.loads(done.stdout or "[]")
    return found


def _problem(path: str, found: dict[str, Any], folder: Path) -> Iterator[Problem]:
    rule, message = _ADVICE[found["rule"]]
    fix = found.get("fix")
    if rule is CODE_OPEN and "never closed" not in found["message"]:  # the rest of MD046 is a matter of taste
        return
    if found["message"].startswith("Email"):  # whether it may stand there at all is another rule
        return
    if rule is BOLD_HEADING and CAPTION.match(_line(folder / path, found["line"]).lstrip(" *_")):
        return
    if rule is LINK_REVERSED and not (fix and _ADDRESS.search(fix["replacement"])):  # (ก)[1] is no link
        return
    place = _place((folder / path).read_bytes(), fix["range"]) if fix and rule.is_mended else None
    if (
        not fix or place is None or (rule is LINK_BARE and not place[-1].isascii())
    ):  # a Thai word may have run into an address
        yield rule.at(path, found["line"], message, found["column"])
    else:
        line, column, typed = place
        yield rule.at(path, line, message, column, len(typed), fix["replacement"])


def _line(file: Path, number: int) -> str:
    lines = decode(file.read_bytes(), "").value.split("\n")
    return lines[number - 1] if number <= len(lines) else ""


def _place(data: bytes, span: dict[str, int]) -> tuple[int, int, str] | None:
    """Byte offsets → line, column and what stands there; None in a file whose bytes are to be mended first."""
    if decode(data, "").problems:
        return None
    line_start = data.rfind(b"\n", 0, span["start"]) + 1
    line = data.count(b"\n", 0, line_start) + 1
    column = len(data[line_start : span["start"]].decode()) + 1
    return line, column, data[span["start"] : span["end"]].decode()
