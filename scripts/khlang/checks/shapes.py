"""What turns silently into something else on the page: lists that are none, lines that become code or headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from khlang.checks.prose import Prose
from khlang.content.library import Library
from khlang.content.lists import MARKER
from khlang.content.markdown import prose as without_code
from khlang.content.problem import Level, Problem, Rule
from khlang.content.tidy import as_lists, as_table, table_end
from khlang.thai.labels import label


def _rule(key: str, title: str, wrong: str, right: str, why: str, is_mended: bool = True) -> Rule:
    return Rule(f"markdown-{key}", title, Level.ADVICE, wrong, right, why, is_mended=is_mended)


LIST_SHAPE = _rule(
    "list-shape",
    "รายการที่หน้าเว็บไม่นับเป็นรายการ",
    "๑) กระดาษ\n๒) ดินสอ",
    "1. กระดาษ\n2. ดินสอ",
    "หน้าเว็บรู้จักรายการที่ขึ้นต้นด้วย - หรือ 1. แล้วเว้นวรรคเท่านั้น รูปอื่นต่อกันเป็นย่อหน้าเดียว",
)
CODE_INDENT = _rule(
    "code-indent",
    "ย่อหน้าที่กลายเป็นกรอบโค้ด",
    "    นักเรียนสังเกตต้นไม้",
    "นักเรียนสังเกตต้นไม้",
    "บรรทัดที่เว้นวรรคนำหน้าสี่ช่องขึ้นไปหลังบรรทัดว่างแสดงเป็นกรอบโค้ดตัวพิมพ์ดีด ไม่ตัดบรรทัด และไม่อยู่ในการค้นหา",
)
SETEXT = _rule(
    "setext",
    "เส้นคั่นที่ทำให้บรรทัดก่อนหน้ากลายเป็นหัวข้อ",
    "ได้ผลตามแผน\n---",
    "ได้ผลตามแผน\n\n---",
    "เส้น --- หรือ === ที่ติดใต้ข้อความทำให้ข้อความนั้นเป็นหัวข้อใหญ่ ถ้าต้องการเส้นคั่นให้เว้นบรรทัดว่างก่อน",
)
TABS = _rule(
    "tabs",
    "ตารางที่คั่นด้วยแท็บ",
    "กลุ่ม\tก่อน\nหนึ่ง\t12",
    "| กลุ่ม | ก่อน |\n|---|---|\n| หนึ่ง | 12 |",
    "ตารางที่คัดลอกจาก Excel คั่นช่องด้วยแท็บ หน้าเว็บแสดงเป็นข้อความต่อกัน",
)
STARS = _rule(
    "stars",
    "ดอกจันในการคำนวณกลายเป็นตัวเอน",
    "พื้นที่ 5*3*2 ลูกบาศก์เมตร",
    "พื้นที่ 5×3×2 ลูกบาศก์เมตร",
    "ข้อความระหว่างดอกจันสองตัวเป็นตัวเอน และดอกจันหายไป ให้ใช้เครื่องหมายคูณ ×",
)
BOLD = _rule(
    "bold-space",
    "ดอกจันที่ไม่เป็นตัวหนา",
    "ต้อง ** สังเกต **ก่อน",
    "ต้อง **สังเกต** ก่อน",
    "เว้นวรรคติดด้านในของ ** ทำให้ข้อความไม่หนา และผู้อ่านเห็นดอกจัน",
)
STRIKE = _rule(
    "strike",
    "ขีดฆ่าที่หน้าเว็บไม่แสดง",
    "กำหนดส่ง ~~วันศุกร์~~ วันจันทร์",
    "กำหนดส่ง <del>วันศุกร์</del> วันจันทร์",
    "หน้าเว็บไม่รู้จัก ~~ ผู้อ่านเห็นข้อความที่เลิกใช้ปนกับข้อความใหม่ ถ้าเลิกใช้แล้วลบออกได้",
)
ABBREVIATION = _rule(
    "abbreviation",
    "คำย่อที่หน้าเว็บไม่อธิบายให้",
    "*[สพฐ.]: ชื่อเต็ม",
    "สพฐ. (ชื่อเต็ม)",
    "คำย่อไทยที่นิยามแบบนี้ไม่มีผล เพราะภาษาไทยไม่เว้นวรรคระหว่างคำ คำย่อของทั้งเว็บไซต์อยู่ใน docs/_data/abbreviations.yml",
    is_mended=False,
)

_STARS = re.compile(r"(?<=[0-9๐-๙])\*(?=[0-9๐-๙]+\*[0-9๐-๙])|(?<=[0-9๐-๙])(?<!\\)\*(?=[0-9๐-๙])")
HASH = Rule(
    "front-matter-hash",
    "ข้อความในส่วนหัวขาดที่เครื่องหมาย #",
    Level.ADVICE,
    "title: กิจกรรมอ่านคล่อง #1",
    "title: 'กิจกรรมอ่านคล่อง #1'",
    "ในส่วนหัว ข้อความตั้งแต่ # ที่มีเว้นวรรคนำหน้าเป็นหมายเหตุ ไม่แสดงในเว็บไซต์ ถ้าเป็นส่วนของข้อความให้ครอบทั้งข้อความด้วยเครื่องหมายคำพูด",
    is_mended=True,
)
_HASH = re.compile(r"^(?:title|summary):[ \t]+(?P<value>[^\s\"'\[{|>#][^\n'#]*[ \t]#[^\s'][^\n']*)$", re.MULTILINE)
_CHAIN = re.compile(r"[0-9๐-๙]+(?:\*[0-9๐-๙]+){2,}")
_BOLD = re.compile(r"(?<![*\wัิ-ฺ็-๎])(?P<open>\*\*[ ]+)(?P<words>[^*\s](?:[^*\n]*[^*\s])?)[ ]+\*\*(?=\w)")
_STRIKE = re.compile(r"~~(?=[^\s~])([^~\n]+?)~~")
_ABBREVIATION = re.compile(r"^\*\[[^\]\n]*[ก-๎][^\]\n]*\]:.*$", re.MULTILINE)
_UNDERLINE = re.compile(r"^(?![ \t]*(?:[-*+#>|]|\d+\.[ \t]|$))[^\n]*\n(-{2,}|={2,})[ \t]*$", re.MULTILINE)
# What no paragraph has and a program does: its signs, a call, a word of a language, a prompt or a remark before a line.
_PROGRAM = re.compile(
    r"[<>{};=`$\\|@]|[A-Za-z_]\w*\(|\b(?:def|class|import|return|function|var|let|const|echo|print|SELECT|sudo|git|pip|npm)\b"
    r"|^\s*(?:#|//|--|%|\$)|[A-Za-z_\"']\s*:\s*\S*$",
    re.MULTILINE,
)
_MOST = 2  # Thai letters to one of another script: less is no Thai paragraph
_SUSPECT = re.compile(
    r"\t|^(?: {4}|[ ]{0,3}(?:-[^\s-]|[^\w\s#|>*+`!\[<-]|[0-9๐-๙]{1,3}(?:\)|\.[^ ])|[ก-ฮA-Za-z][.)]|ข้อ))", re.MULTILINE
)  # quick to look for
_INDENTED = re.compile(r"(?: {4}|\t)[ \t]*\S")
_HOLDERS = re.compile(r"[ \t]*(?:!!!|\?\?\?|===|\[\^|:[ \t])")


def check(prose: Prose, library: Library) -> Iterator[Problem]:
    """Every place of the text that a reader would see in another shape than its writer."""
    start = len(prose.source) - len(prose.body)
    for found in _HASH.finditer(prose.source, 0, start):
        right = f"'{found['value'].rstrip()}'"
        message = f"ข้อความขาดตั้งแต่ # ให้ครอบทั้งข้อความด้วยเครื่องหมายคำพูด {right}"
        yield prose.at(HASH, found.start("value"), found.end("value"), message, right)
    body = without_code(prose.body)
    yield from _marks(prose, body, start)
    if _SUSPECT.search(body):
        yield from _lines(prose, body, start)


def _marks(prose: Prose, body: str, start: int) -> Iterator[Problem]:
    if "*" in body:
        for chain in _CHAIN.finditer(body):
            right = chain[0].replace("*", "×")
            yield prose.at(
                STARS, start + chain.start(), start + chain.end(), f"ดอกจันจะหายไปและเป็นตัวเอน ให้พิมพ์ {right}", right
            )
        for bold in _BOLD.finditer(body):
            if body.count("**", body.rfind("\n\n", 0, bold.start()) + 1, bold.start()) % 2:
                continue  # it ends what was bold before
            right = f"**{bold['words']}** "
            yield prose.at(BOLD, start + bold.start(), start + bold.end(), f"ให้พิมพ์ {right.strip()} แล้วเว้นวรรค", right)
        for line in _ABBREVIATION.finditer(body):
            message = "คำย่อนี้ไม่มีผลกับข้อความไทย ให้ลบบรรทัดนี้ แล้วเขียนชื่อเต็มในวงเล็บ หรือเพิ่มใน docs/_data/abbreviations.yml"
            yield prose.at(ABBREVIATION, start + line.start(), start + line.end(), message)
    if "~~" in body:
        for strike in _STRIKE.finditer(body):
            message = "หน้าเว็บไม่รู้จัก ~~ ให้ลบข้อความที่เลิกใช้ หรือพิมพ์ <del>…</del>"
            yield prose.at(STRIKE, start + strike.start(), start + strike.end(), message, f"<del>{strike[1]}</del>")
    if ("\n--" in body or "\n==" in body) and "<<<<<<<" not in body:
        for line in _UNDERLINE.finditer(body):
            message = "บรรทัดนี้ทำให้ข้อความข้างบนเป็นหัวข้อใหญ่ ถ้าเป็นเส้นคั่นให้เว้นบรรทัดว่างก่อน ถ้าเป็นหัวข้อให้ใช้ ## นำหน้า"
            yield prose.at(SETEXT, start + line.start(1), start + line.end(1), message, f"\n{line[1]}")


def _lines(prose: Prose, body: str, start: int) -> Iterator[Problem]:
    lines, typed = body.split("\n"), prose.source[start:].split("\n")  # the same places; code is blank in the first
    places = [start]
    for line in lines:
        places.append(places[-1] + len(line) + 1)
    listed = as_lists(typed)
    after_empty, holds, done = True, False, 0
    for i, line in enumerate(lines):
        if not line.strip():
            after_empty = True
            continue
        end = places[i] + len(line)
        is_inside = typed[i][:1] in " \t"
        if i >= done and (done := table_end(lines, i)) > i:
            yield from _tabs(prose, typed[i:done], places[i:done], after_empty)
        elif i >= done and _is_foreign(lines, i) and listed[i] != typed[i]:
            yield prose.at(
                LIST_SHAPE, places[i], end, f"หน้าเว็บไม่นับบรรทัดนี้เป็นข้อ ให้พิมพ์ {listed[i].strip()[:40]}", listed[i]
            )
        elif after_empty and not holds and _INDENTED.match(typed[i]) and _is_paragraph(lines, i):
            message = "บรรทัดนี้จะเป็นกรอบโค้ด ให้ลบเว้นวรรคหน้าบรรทัด หน้าเว็บย่อหน้าให้เอง"
            yield prose.at(CODE_INDENT, places[i], end, message, typed[i].lstrip())
            continue
        if not is_inside:
            holds = bool(MARKER.match(line) or _HOLDERS.match(line))
        done, after_empty = max(done, i + 1), False


def _is_paragraph(lines: list[str], i: int) -> bool:
    """Whether the indented lines around one are Thai words only: an indent at the start, not a program to be shown."""
    start, end = i, i + 1
    while start and (_INDENTED.match(lines[start - 1]) or not lines[start - 1].strip()):
        start -= 1
    while end < len(lines) and (_INDENTED.match(lines[end]) or not lines[end].strip()):
        end += 1
    block = "\n".join(lines[start:end])
    thai, other = len(re.findall("[ก-๎]", block)), len(re.findall("[A-Za-z]", block))
    return thai > _MOST * other and not _PROGRAM.search(block)


def _is_foreign(lines: list[str], i: int) -> bool:
    """Whether a line begins with a label that Markdown does not know, and another of its family stands beside it."""
    found = label(lines[i])
    if found is None or MARKER.match(lines[i]):
        return False
    beside = [label(lines[j]) for j in (i - 1, i + 1) if 0 <= j < len(lines)]
    return any(one is not None and one.family == found.family for one in beside)


def _tabs(prose: Prose, lines: list[str], places: list[int], after_empty: bool) -> Iterator[Problem]:
    head, rule, *rows = as_table(lines)
    mended = [f"{'' if after_empty else chr(10)}{head}\n{rule}", *rows]
    for line, place, row in zip(lines, places, mended, strict=True):
        yield prose.at(
            TABS, place, place + len(line), "ช่องที่คั่นด้วยแท็บไม่เป็นตาราง ให้คั่นช่องด้วย | และเติมแถว |---|---| ใต้หัวตาราง", row
        )
