"""What the head of an official document says: its form, number, day, subject, and from whom to whom.

Forms and order of their lines: ระเบียบสำนักนายกรัฐมนตรี ว่าด้วยงานสารบรรณ พ.ศ. ๒๕๒๖ แบบที่ ๑ (หนังสือภายนอก), ๒ (บันทึกข้อความ), ๔ (คำสั่ง),
๗ (ประกาศ) และ ๑๑ (รายงานการประชุม).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag

from khlang.contributing.importing import cover
from khlang.contributing.importing.tables import own_rows
from khlang.thai.dates import find_date

_REACH = 30  # blocks within which a head ends
_FORMS = re.compile(r"^(?:บันทึกข้อความ|บันทึก|คำสั่ง.*|ประกาศ.*|ระเบียบ(?!วาระ).*|หนังสือรับรอง)$")
_MEETING = re.compile(
    r"^(?:(?:แบบ)?(?:รายงาน|สรุป(?:ผล)?|บันทึก)(?:ผล)?(?:การ)?ประชุม"
    r"|(?:แบบ)?(?:รายงาน|สรุป|บันทึก).*(?:PLC|ชุมชน(?:แห่ง)?(?:การ)?เรียนรู้ทางวิชาชีพ))",
    re.IGNORECASE,
)
_NAMELESS = re.compile(r"(?:แบบ)?(?:รายงาน|สรุป(?:ผล)?|บันทึก)(?:ผล)?(?:การ)?ประชุม")
_ATTENDANCE = re.compile(r"^(?:ผู้|เริ่มประชุม|เปิดประชุม|(?:ระเบียบ)?วาระ|เรื่อง|[0-9๐-๙])")
_LABELS = ("ส่วนราชการ", "ที่", "วันที่", "เรื่อง", "เรียน", "กราบเรียน", "ถึง", "อ้างถึง", "สิ่งที่ส่งมาด้วย")
_LABEL = re.compile(rf"^({'|'.join(sorted(_LABELS, key=len, reverse=True))})\s*[:.]?\s+(?=\S)")
_TIGHT_LABEL = re.compile(r"^(ส่วนราชการ|เรื่อง|เรียน)(?=[ก-๛])")
_INNER_DAY = re.compile(r"(?<=\s)(?=วันที่\s)")
_SIGNED = re.compile(r"^(?:สั่ง|ประกาศ)\s*ณ\s*วันที่")
_MEETING_LINE = re.compile(r"^(?:(?:ประชุม)?ครั้งที่|ประจำ|(?:เมื่อ)?วัน|ณ\s|เวลา|สถานที่|ภาคเรียน|ปีการศึกษา)")
_TIMES = re.compile(
    r"^(?:ประชุม|PLC\s*)?(?P<times>(?:ครั้งที่\s*[0-9๐-๙]+(?:\s*/\s*[0-9๐-๙]+)?|ประจำ(?!ปี).{2,40}?))(?=\s*(?:$|(?:เมื่อ)?วัน|เวลา|ณ\s|ภาคเรียน))"
)
_WHO_MET = re.compile(r"^(?:โรงเรียน|สำนักงาน|สังกัด|อำเภอ|จังหวัด|ศูนย์|เครือข่าย|ฝ่าย|(?:ชื่อ)?กลุ่ม|[^\wก-๛]*$)")
_WHAT_ABOUT = re.compile(r"^(?:ประเด็น|หัวข้อ|ปัญหา)")  # bold, they head what follows
_SLASH = re.compile(r"\s*/\s*")
_DOTTED = re.compile(r"[.…_]{2,}")  # on which a form was filled in
_DOTS = re.compile(r"[.…_]{4,}")


@dataclass
class Letterhead:
    """What was found; lines that are neither title nor day nor owner are kept for the end of the text."""

    form: str = ""
    title: str = ""
    date: datetime.date | None = None
    senders: list[str] = field(default_factory=list)  # texts that name the group or school, the surest first
    lines: list[tuple[str, str]] = field(default_factory=list)  # label, "" where there is none; words


@dataclass
class _Line:
    tag: Tag
    text: str


def take(body: BeautifulSoup) -> tuple[Letterhead, list[str]]:
    """Take the head off a tree; give what it says and Thai notes on what was left out.

    A tree without an official head keeps all its text but its title.
    """
    _unfold(body)
    lines = list(_lines(body))
    start = next((i for i, line in enumerate(lines[:6]) if _MEETING.match(line.text)), None)
    end = _end(lines)
    if start is not None and (end is None or end > start + 8):
        return _meeting(lines[start:]), []
    if end is None:
        found = cover.take(body)
        return Letterhead(title=found.title, date=found.date or _signed(body), senders=found.owners), []
    head = _read(lines[: end + 1])
    head.date = head.date or _signed(body)
    had_picture = False
    for line in lines[: end + 1]:
        had_picture = had_picture or line.tag.find("img") is not None
        line.tag.decompose()
    return head, ["ภาพในหัวหนังสือ (เช่น ตราครุฑ) ไม่ได้นำเข้า"] if had_picture else []


def _unfold(body: BeautifulSoup) -> None:
    """Make lines of the tables and line breaks with which a head is laid out."""
    for block in body.find_all(True, recursive=False)[:_REACH]:
        if block.name == "table":
            firsts = {cell.split()[0] for row in own_rows(block) for cell in [row.get_text(" ")] if cell.split()}
            if not firsts & {"ส่วนราชการ", "เรื่อง"}:
                continue
            for row in own_rows(block):
                block.insert_before(_row(row, body))
            block.decompose()
        elif (
            block.name == "p"
            and block.find("br")
            and any(_LABEL.match(line) or _FORMS.match(line) for line in _texts(block))
        ):
            for line in _split(block, body):
                block.insert_before(line)
            block.decompose()


def _row(row: Tag, body: BeautifulSoup) -> Tag:
    found = body.new_tag("p")
    for cell in row.find_all(["td", "th"]):
        for block in list(cell.find_all("p")) or [cell]:
            for child in list(block.contents):
                found.append(child.extract())
            found.append(" ")
    return found


def _split(block: Tag, body: BeautifulSoup) -> Iterator[Tag]:
    line = body.new_tag("p")
    for child in list(block.contents):
        if isinstance(child, Tag) and child.name == "br":
            yield line
            line = body.new_tag("p")
        elif isinstance(child, Tag) and child.find("br"):
            for piece in _split(child, body):
                if line.contents:
                    yield line
                line = piece
        else:
            line.append(child.extract())
    yield line


def _texts(block: Tag) -> list[str]:
    return [" ".join(line.split()) for line in _text_with_breaks(block).split("\n")]


def _text_with_breaks(block: Tag) -> str:
    return "".join(
        "\n" if getattr(one, "name", None) == "br" else one if isinstance(one, str) else "" for one in block.descendants
    )


def _lines(body: BeautifulSoup) -> Iterator[_Line]:
    for block in body.find_all(True, recursive=False)[:_REACH]:
        if block.name not in ("p", "h1", "h2", "h3"):
            return
        yield _Line(block, " ".join(block.get_text(" ").split()))


def _labelled(text: str) -> tuple[str, str] | None:
    found = _LABEL.match(text) or _TIGHT_LABEL.match(text)
    return (found[1], text[found.end() :].strip()) if found else None


def _end(lines: list[_Line]) -> int | None:
    """The last line of the head; None where a document has none.

    A memo or letter has a subject and an addressee, a rule or an order its form and a subject.
    """
    labels: dict[str, int] = {}
    for i, line in enumerate(lines):
        labelled = _labelled(line.text)
        if labelled:
            labels.setdefault(labelled[0], i)
        if len(line.text) > 300 and not labelled:
            break
    form = next((line.text for line in lines[:6] if _FORMS.match(line.text)), "")
    to = [labels[name] for name in ("เรียน", "กราบเรียน", "ถึง") if name in labels]
    if "เรื่อง" in labels and to:
        end = max(*to, labels["เรื่อง"])
        while end + 1 < len(lines) and (_labelled(lines[end + 1].text) or ("",))[0] in ("อ้างถึง", "สิ่งที่ส่งมาด้วย"):
            end += 1
        return end
    if form and "เรื่อง" in labels:
        return labels["เรื่อง"]
    if "ส่วนราชการ" in labels and "เรื่อง" in labels:
        return max(labels["เรื่อง"], labels["ส่วนราชการ"])
    return None


def _read(lines: list[_Line]) -> Letterhead:
    head = Letterhead()
    last = ""
    for piece in (piece.strip() for line in lines for piece in _INNER_DAY.split(line.text)):
        if not re.search(r"\w", piece):
            continue  # a line drawn below the head
        labelled = _labelled(piece)
        day = find_date(piece)
        if labelled is None and not head.form and _FORMS.match(piece):
            head.form = piece
        elif labelled is None and last == "เรื่อง" and head.title:
            head.title = f"{head.title} {piece}"
            continue
        elif labelled is None:
            head.lines.append(("", piece))
            head.senders.append(piece)
        else:
            _keep(head, *labelled)
        if day and not head.date and (labelled is None or labelled[0] in ("วันที่", "ที่")):
            head.date = day
        last = labelled[0] if labelled else last
    return head


def _keep(head: Letterhead, label: str, words: str) -> None:
    if label == "เรื่อง" and not head.title:
        head.title = words
        return
    if label == "ส่วนราชการ":
        head.senders.insert(0, words)
    if not _DOTS.fullmatch(words.replace(" ", "")):
        head.lines.append((label, words))


def _meeting(lines: list[_Line]) -> Letterhead:
    """รายงานการประชุม, บันทึก PLC: name and number are its title, the day stands in one of the next lines, which stay as text."""
    head = Letterhead(form=lines[0].text, title=lines[0].text, senders=[line.text for line in lines[:4]])
    lines[0].tag.decompose()
    for line in lines[1:10]:
        line.text = " ".join(_DOTTED.sub(" ", line.text).split())
        times = _TIMES.match(line.text)
        if times and len(head.title) + len(line.text) < 150 and "ครั้งที่" not in head.title:
            head.title = f"{head.title} {_SLASH.sub('/', times['times'])}"
        elif _NAMELESS.fullmatch(head.title) and _is_committee(line.text):
            head.title += line.text
            line.tag.decompose()
            continue
        elif not (_MEETING_LINE.match(line.text) or _is_beside(line)):
            break
        if times or "วัน" in line.text:
            head.date = head.date or find_date(line.text)
        if times and times.end() == len(line.text):
            line.tag.decompose()
            continue
        for strong in line.tag.find_all("strong"):
            strong.unwrap()
        line.tag.name = "p"
    head.date = head.date or find_date(head.title)
    return head


def _is_beside(line: _Line) -> bool:
    """Whether a line of the head says neither number nor day, so that they may still come."""
    is_plain = line.tag.name == "p" and line.tag.find("strong") is None
    is_named = _WHO_MET.match(line.text) or (is_plain and _WHAT_ABOUT.match(line.text))
    return bool(is_named) and len(line.text) < 150


def _is_committee(text: str) -> bool:
    """Whether a line below the form's name says who met."""
    return 4 < len(text) < 110 and not _MEETING_LINE.match(text) and not _ATTENDANCE.match(text)


def _signed(body: BeautifulSoup) -> datetime.date | None:
    """The day at the foot of an order or announcement: สั่ง ณ วันที่ …"""
    for block in reversed(body.find_all("p", recursive=False)):
        text = " ".join(block.get_text(" ").split())
        if _SIGNED.match(text):
            return find_date(text)
    return None
