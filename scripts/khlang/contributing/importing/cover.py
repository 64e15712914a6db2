"""The first lines of a document without an official head: its title, its day, and whose it is.

A school's report names its work in a line of its own (ชื่อผลงาน …), on a cover of centred bold lines, or in a table of
labels; else the first line is the title. Later headings, boxes and captions never are.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag

from khlang.contributing.importing.labels import label_of
from khlang.contributing.importing.source import BOX_CLASS, CAPTION_CLASS, COVER_CLASS
from khlang.contributing.importing.tables import own_rows
from khlang.thai.dates import find_date

LONGEST = 150  # letters of a title, as the model has it
_REACH = 25  # blocks
_END = "(?:\\s*/\\s*\\S+)?(?:\\s*\\([^)]{1,40}\\))?"
_NAMES = re.compile(
    r"^(?:ชื่อ\s*(?:ผลงาน|เรื่อง|โครงการ|กิจกรรม|นวัตกรรม|แนวปฏิบัติ(?:ที่ดี)?|วิธีปฏิบัติ(?:ที่เป็นเลิศ|ที่ดี)?|งานวิจัย|วิจัย|รายงาน|สื่อ|Best Practices?)"
    rf"{_END}\s*[:：]?|หัวข้อ(?:เรื่อง)?{_END}\s*(?:[:：]|(?=\s))|เรื่อง\s*(?:[:：]|(?=\s|การ|แนวทาง|ผล|วิธี|รายงาน)))",
    re.IGNORECASE,
)
_PROJECT = re.compile(r"^โครงการ(?:\s*[:：]\s*|\t\s*| {2,})(?=\S)")
_DAY_LABEL = re.compile(
    r"(?:^|\s)(?<!ลง)(?:เมื่อ)?(?:วันที่(?:ประชุม|จัด\S*|บันทึก|รายงาน|ดำเนิน\S*)?|วัน\s*[/,]?\s*เดือน\s*[/,]?\s*ปี\S*)\s*[:：]?\s*"
)
_ANOTHER = re.compile(r"ลงวันที่|ตั้งแต่|ระหว่าง|ภายใน|พ\.ร\.บ|พระราชบัญญัติ|เกิดวัน|วันเกิด|ปฏิบัติงาน")  # a day of something else
_DAY_LINE = re.compile(
    r"^(?:เมื่อ)?(?:วัน\S*\s*(?:ที่)?\s*)?[0-9๐-๙]{1,2}\s*(?:เดือน\s*)?[ก-๛.]{3,12}\s*(?:พ\.?ศ\.?\s*)?(?:[0-9๐-๙]{4}|[0-9๐-๙]{2})$"
)
_ABOUT = re.compile(
    r"^(?:โดย|ผู้|นาย|นาง|ว่าที่|โรงเรียน|ร\.ร\.|สำนักงาน|สังกัด|กลุ่ม|ปีการศึกษา|ปีงบประมาณ|ภาคเรียน|ประจำ|ครั้งที่|(?:เมื่อ)?วัน|ณ\s|เวลา|ระหว่าง|เสนอ|ตำแหน่ง|"
    r"อำเภอ|จังหวัด|ตำบล|กระทรวง|ชั้น|ระดับ|สาขา|ประเภท|แผนงาน|สนอง|ลักษณะ|ชื่อ|เครือข่าย|รหัส|เอกสาร|หน่วย|วิชา|รายวิชา|\(|-)"
)
_NO_TITLE = re.compile(
    r"^(?:[-(]?\s*(?:ร่าง|สำเนา\S*|ด่วน\S*|ลับ\S*|ปก\S*)\s*[-)]?|แบบ\s*(?:ที่\s*|[ก-ฮ]\.\s*)?[0-9๐-๙./-]+|เอกสาร(?:แนบ|หมายเลข)\s*[0-9๐-๙.]*|[\W\d๐-๙]*)$"
)
_SECTION = re.compile(
    r"^(?:[0-9๐-๙]{1,2}\.\s*)?(?:บทนำ|ปัญหา|แนวคิด|ขั้นตอน|(?:ความเป็นมา|ที่มา)(?:และความสำคัญ.*)?|หลักการและเหตุผล|วัตถุประสงค์|สาระสำคัญ)$"
)
_FRONT = re.compile(r"^(?:คำนำ|สารบัญ\S*|บทคัดย่อ|กิตติกรรมประกาศ|ประกาศคุณูปการ)$")
_OWNER = re.compile(
    r"^(?:โรงเรียน|สำนักงานเขตพื้นที่การศึกษา|กลุ่ม(?!สาระ)|หน่วยตรวจสอบ)\S*(?:\s+(?:สพป|สพม|สำนักงาน|อำเภอ|จังหวัด|สังกัด).*)?$"
)
_FORM = re.compile(
    r"^(?:แบบ(?!อย่าง|แผน)|รายงาน|บันทึก|สรุป|เอกสารประกอบ"
    r"|(?:แนวปฏิบัติ|วิธีปฏิบัติ|การปฏิบัติ|ผลงาน|นวัตกรรม)(?:ที่ดี|ที่เป็นเลิศ)?\s*(?:\([^)]*\))?$|(?:Best|Good) Practices?$|วิจัยในชั้นเรียน$)",
    re.IGNORECASE,
)
_CHAPTER = re.compile(r"^(?:บทที่|ตอนที่|ส่วนที่|หน่วยที่)\s*[0-9๐-๙]{1,3}$")
_MORE = re.compile(
    r"^(?:ของ|ด้วย|โดย(?:ใช้|การ|ผ่าน)|สำหรับ|ใน(?!โครงการ)|และ|ตาม|เพื่อ|ระหว่าง(?!วัน)|แก่|ให้|ต่อ|ผ่าน|ร่วมกับ|ที่มีต่อ|ที่มี|เรื่อง\s*การ|ให้แก่|กับ|สู่)"
)
_TIMES = re.compile(r"^ครั้งที่\s*[0-9๐-๙]+(?:\s*/\s*[0-9๐-๙]+)?")
_SLASH = re.compile(r"\s*/\s*")
_LEADERS = re.compile(r"[.…_]{2,}")
_LASTS = re.compile(r"\s+(?:เวลา|จำนวน)\s*[0-9๐-๙]+\s*(?:ชั่วโมง|คาบ|นาที).*$")  # of a lesson
_WHAT = re.compile(r"^(?:โครงการ|กิจกรรม|หลักสูตร|การอบรม|การประชุม|“|\")")


@dataclass
class Cover:
    """What the first lines say."""

    title: str = ""
    date: datetime.date | None = None
    owners: list[str] = field(default_factory=list)  # lines that name a school or a group


@dataclass
class _Line:
    tag: Tag
    text: str
    is_bold: bool
    is_cell: bool = False
    raw: str = ""


def take(body: BeautifulSoup) -> Cover:
    """Take the title off a tree and read the lines around it, which stay as text."""
    lines = _lines(body)
    found = Cover(date=_day(lines) or _last_day(body), owners=[line.text for line in lines])
    found.title = _named(lines) or _first(lines)
    return found


def _lines(body: BeautifulSoup) -> list[_Line]:
    """The lines before the text itself: up to a list, a long paragraph, or so many plain lines that they are the text."""
    found: list[_Line] = []
    plain = 0
    for block in body.find_all(True, recursive=False)[:_REACH]:
        text = _undotted(_plain(block))
        if block.name == "table":
            found += [
                _Line(block, cells, False, True, cells) for row in own_rows(block) if (cells := _undotted(_row(row)))
            ]
            break
        if block.name not in ("p", "h1", "h2", "h3", "h4") or (len(text) > LONGEST and not _NAMES.match(text)):
            break
        if not text or set(block.get_attribute_list("class")) & {BOX_CLASS, CAPTION_CLASS}:
            continue
        if found and (_FRONT.match(text) or _SECTION.match(text)):
            break
        line = _Line(block, text, block.name != "p" or _is_bold(block), raw=block.get_text())
        label = label_of(block)
        said = text[len(label.typed.strip()) :].strip() if label else text
        is_told = any(one.match(said) for one in (_NAMES, _ABOUT, _DAY_LINE)) or _PROJECT.match(line.raw.strip())
        plain += not (is_told or line.is_bold)
        if (label and found and not is_told) or plain > 3:
            break
        found.append(line)
    return found


def _row(row: Tag) -> str:
    return " ".join(filter(None, (_plain(cell) for cell in row.find_all(["td", "th"], recursive=False))))


def _plain(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").replace(" ็", "็").split())


def _is_bold(block: Tag) -> bool:
    words = "".join(str(one) for one in block.find_all(string=True) if not one.find_parent("strong"))
    return bool(block.get_text().strip()) and not re.sub(r"[\W\d๐-๙]", "", words)


def _named(lines: Sequence[_Line]) -> str:
    """The name after a label, which leaves the text unless it stands in a table."""
    for i, line in enumerate(lines):
        project = _PROJECT.match(line.raw.strip())
        label = None if line.is_cell else label_of(line.tag)
        text = line.text[len(label.typed.strip()) :].strip() if label and label.family != "bullet" else line.text
        found = _NAMES.match(text)
        if project and not found:
            name = _cleaned(line.raw.strip()[project.end() :])
            text = name if name.startswith("โครงการ") else f"โครงการ{name}"
            return _whole(text, i, lines)
        if (
            found
            and found[0].startswith("เรื่อง")
            and not (line.is_bold or ":" in found[0] or _FORM.match(lines[0].text))
        ):
            continue  # which begins sentences too
        if found:
            name = _cleaned(text[found.end() :])
            following = lines[i + 1] if i + 1 < len(lines) else None
            if not name and following and not _ABOUT.match(following.text):
                title = _whole(_cleaned(following.text), i + 1, lines)
                _leave(line)
                return title
            if name:
                return _whole(name, i, lines)
    return ""


def _first(lines: Sequence[_Line]) -> str:
    """The first line that can be a title, with the lines that go on with it."""
    for i, line in enumerate(lines[:6]):
        if line.is_cell:
            return ""
        if _NO_TITLE.match(line.text) or line.tag.find("img"):
            continue
        if _SECTION.match(line.text):
            return ""  # the text begins at once
        if not 2 <= len(line.text) <= LONGEST or line.tag.find("sup", attrs={"data-note": True}):
            return ""
        if re.match(r"[-•\d๐-๙]", line.text) and line.tag.name == "p":
            return ""
        later = [one for one in lines[i + 1 : i + 3] if one.is_bold and not one.is_cell]
        if _OWNER.match(line.text) and later and not _ABOUT.match(later[0].text):
            continue
        return _whole(line.text, i, lines)
    return ""


def _whole(title: str, i: int, lines: Sequence[_Line]) -> str:
    """A title with what the next lines add to it; the lines leave the text, those of a cover around them are marked."""
    is_last = lines[i].tag.find_next_sibling() is None
    used = i
    for j in range(i + 1, len(lines)):
        line = lines[j]
        times = _TIMES.match(line.text) if _FORM.match(title) else None
        more = _MORE.match(line.text)
        is_more = more and more[0] != line.text and line.is_bold == lines[i].is_bold and len(line.text) <= 100
        if line.is_cell or len(title) + len(line.text) >= LONGEST:
            break
        if _CHAPTER.match(title) and (line.is_bold or len(line.text) <= 80):
            title, used = f"{title} {line.text}", j
        elif times:
            title = f"{title} {_SLASH.sub('/', times[0])}"
            used = j if times.end() == len(line.text) else used
            break
        elif used == i and _is_form_only(title) and _names_it(lines, j):
            title, used = f"{title} {line.text}", j
        elif is_more and (lines[i].is_bold or len(lines) > j + 1):
            title, used = f"{title}{'' if '฀' < title[-1] <= '๛' else ' '}{line.text}", j
        else:
            break
    _mark(lines, i, used)
    if not is_last:
        for line in lines[i : used + 1]:
            _leave(line)
    return title if len(title) <= LONGEST else ""


def _is_form_only(title: str) -> bool:
    return len(title) < 70 and _FORM.match(title) is not None


def _names_it(lines: Sequence[_Line], j: int) -> bool:
    """Whether the bold line below the name of a form says what it is about."""
    line = lines[j]
    if not line.is_bold or line.tag.name != "p" or _ABOUT.match(line.text) or label_of(line.tag):
        return False
    goes_on = j + 1 < len(lines) and lines[j + 1].is_bold and not label_of(lines[j + 1].tag)
    return _WHAT.match(line.text) is not None or goes_on


def _mark(lines: Sequence[_Line], first: int, used: int) -> None:
    """The bold lines beside the title are a cover, no headings, but for one that heads what follows."""
    for i, line in enumerate(lines):
        if line.is_cell or not line.is_bold or (line.tag.name != "p" and not _ABOUT.match(line.text)):
            if i > used:
                return
            continue
        if i > used and not _NAMES.match(line.text) and (label_of(line.tag) or _CHAPTER.match(line.text)):
            return
        is_followed = i + 1 < len(lines) and lines[i + 1].is_bold and not label_of(lines[i + 1].tag)
        if i < first or _ABOUT.match(line.text) or is_followed:
            line.tag.name = "p"
            line.tag["class"] = COVER_CLASS


def _leave(line: _Line) -> None:
    if not line.is_cell and line.tag.find("img") is None:
        line.tag.decompose()


def _undotted(text: str) -> str:
    """Without the dots on which a form was filled in."""
    return " ".join(_LEADERS.sub(" ", text).split())


def _cleaned(name: str) -> str:
    return _LASTS.sub("", _undotted(name)).strip(" :：“”\"'")


def _day(lines: Sequence[_Line]) -> datetime.date | None:
    for line in lines:
        labelled = _DAY_LABEL.search(line.text)
        if _ANOTHER.search(line.text):
            continue
        if _DAY_LINE.match(line.text) or labelled:
            day = find_date(line.text[labelled.start() if labelled else 0 :])
            if day:
                return day
    return None


def _last_day(body: BeautifulSoup) -> datetime.date | None:
    """The day below a signature."""
    for block in reversed(body.find_all("p", recursive=False)[-12:]):
        text = _undotted(_plain(block))
        if _DAY_LINE.match(text) and re.match(r"(?:เมื่อ)?วันที่", text):
            return find_date(text)
    return None
