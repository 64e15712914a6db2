"""The kinds of entry: where each lies, what it is called, which sections its text must have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from khlang.content.meta import ExchangeMeta, KnowledgeMeta, PageMeta, ResearchMeta, WeekMeta
from khlang.content.practice_meta import AdoptionMeta, PracticeMeta


@dataclass(frozen=True)
class Section:
    """A part of the text of a kind, under a heading of level two."""

    key: str
    heading: str  # as `khlang new` writes it
    start: str  # a regular expression: a heading that starts so counts
    hint: str  # what to write there, for drafts
    only: str = ""  # the `type` of entry that must have it; empty: every entry of the kind
    item: str = ""  # the first letter of the permanent ids that the items of its lists carry
    is_required: bool = True

    def matches(self, title: str) -> bool:
        """Whether a heading opens this section."""
        return re.match(self.start, title) is not None


@dataclass(frozen=True)
class Asking:
    """How the form of a kind asks, where the model alone does not say it."""

    first: tuple[str, ...] = ()  # fields that may stay empty and are asked up front all the same
    never: tuple[str, ...] = ()  # fields that its form leaves out, to be short
    one_of: tuple[tuple[str, ...], ...] = ()  # exactly one of these runs of fields is answered, and it whole


@dataclass(frozen=True)
class Kind:
    """A kind of entry: where it lies, what it is called, what it must hold."""

    name: str
    letter: str  # the first letter of its ids
    folder: str  # below docs/; empty for plain pages, which lie anywhere else
    label: str
    meta: type[PageMeta] | type[WeekMeta]
    sections: tuple[Section, ...] = ()  # of all its types, in the order to write them
    is_reviewed: bool = False  # whether its truth wears off, so that somebody must look again
    has_text: bool = True  # without a text there is no page; the fields alone are the record
    takes_site_names: bool = False  # whether `[[office]]` in its text stands for the office's name
    purpose: str = ""  # what to send as this kind, for somebody choosing among them
    asking: Asking = Asking()

    def sections_of(self, type_: str | None) -> tuple[Section, ...]:
        """The sections that an entry of a `type` must have; kinds without types have no use for the type."""
        return tuple(one for one in self.sections if one.is_required and one.only in ("", type_))


ACTIONS = Section(
    "act",
    "การดำเนินงาน",
    "การดำเนินงาน",
    "จะทำอะไรต่อ ใต้แต่ละข้อเขียน ผู้รับผิดชอบ (ตำแหน่งหรือกลุ่มงาน) กำหนดแล้วเสร็จ และเมื่อเสร็จแล้วจึงเขียน สถานะ กับ หลักฐาน",
    item="a",
    is_required=False,
)
"""What somebody will do, by when, and what shows that it was done."""


NEEDS = Section(
    "need",
    "ปัญหาและความต้องการ",
    "ปัญหาและความต้องการ",
    "ข้อที่จะติดตามจนคนบอกว่าดีขึ้น ใต้แต่ละข้อเขียน ตัวชี้วัด (รหัสข้อของแบบสอบถาม) และเมื่อวัดซ้ำแล้วเขียน วัดซ้ำ (รหัสเรื่อง)",
    item="n",
    is_required=False,
)
"""What people lack and is followed until they say that it is met."""


def _sections(*rows: tuple[str, ...] | Section) -> tuple[Section, ...]:
    return tuple(row if isinstance(row, Section) else Section(*row) for row in rows)


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "knowledge",
            "k",
            "knowledge",
            "องค์ความรู้",
            KnowledgeMeta,
            is_reviewed=True,
            purpose="วิธีทำงาน ความรู้ หรือบทเรียนที่คนอื่นนำไปใช้ได้",
        ),
        Kind(
            "exchange",
            "e",
            "exchange",
            "สรุปการแลกเปลี่ยนเรียนรู้",
            ExchangeMeta,
            _sections(
                ("listen", "สุ (ฟัง) ข้อราชการและเรื่องที่รับรู้", r"สุ(?![ก-๎])", "ข้อราชการและเรื่องที่ได้รับรู้ในสัปดาห์นี้ เขียนเป็นข้อ ๆ"),
                ("think", "จิ (คิด) ข้อคิดและการวิเคราะห์", r"จิ(?![ก-๎])", "คิดเห็นอย่างไร เรื่องใดสำคัญ เพราะอะไร"),
                Section(
                    "ask",
                    "ปุ (ถาม) ปัญหา ความต้องการ ข้อเสนอแนะ",
                    r"ปุ(?![ก-๎])",
                    "ปัญหา ความต้องการ ข้อเสนอแนะที่ยังรอคำตอบ เขียนเป็นข้อ ๆ",
                    item="q",
                ),
                ("write", "ลิ (เขียน) ข้อสรุปและองค์ความรู้", r"ลิ(?![ก-๎])", "ข้อสรุป และความรู้ที่คนอื่นนำไปใช้ได้"),
                ACTIONS,
            ),
            purpose="สี่ส่วน สุ จิ ปุ ลิ จากวงแลกเปลี่ยน ใช้เวลาราวห้านาที",
        ),
        Kind(
            "week",
            "w",
            "weeks",
            "สัปดาห์ที่ไม่มีสรุป",
            WeekMeta,
            has_text=False,
            purpose="งดประชุมพร้อมเหตุผล หรือประชุมแล้วแต่เป็นเรื่องที่ไม่เผยแพร่",
        ),
        Kind(
            "research",
            "r",
            "research",
            "ผลการวิจัยและสำรวจ",
            ResearchMeta,
            _sections(
                ("objective", "วัตถุประสงค์", "วัตถุประสงค์", "ต้องการรู้อะไร เพื่อใช้ทำอะไร"),
                ("target", "กลุ่มเป้าหมาย", "กลุ่มเป้าหมาย", "ใคร กี่คน เลือกมาอย่างไร ไม่ใส่ชื่อบุคคล", "study"),
                ("method", "วิธีดำเนินการ", "วิธีดำเนินการ", "ทำกับใคร อย่างไร เมื่อใด ถ้าเป็นการสำรวจ ใช้แบบสอบถามใด"),
                ("instrument", "เครื่องมือ", "เครื่องมือ", "ใช้แบบวัดใด ตรวจคุณภาพอย่างไร", "study"),
                ("result", "ผล", "ผล", "พบอะไร"),
                NEEDS,
                ("advice", "ข้อเสนอแนะ", "ข้อเสนอแนะ", "ผู้อ่านควรทำหรือระวังอะไร และควรวิจัยอะไรต่อ", "study"),
                ("use", "การนำไปใช้", "การนำไปใช้", "ใครจะทำอะไรต่อ"),
                ACTIONS,
            ),
            purpose="ผลการสำรวจหรือการวิจัยที่หน่วยงานทำเอง",
        ),
        Kind(
            "practice",
            "p",
            "practices",
            "แนวปฏิบัติที่ดี",
            PracticeMeta,
            _sections(
                ("problem", "ปัญหา", "ปัญหา", "ก่อนทำเป็นอย่างไร ใครเดือดร้อน"),
                ("idea", "แนวคิด", "แนวคิด", "ทำไมจึงคิดว่าวิธีนี้จะได้ผล"),
                ("steps", "ขั้นตอน", "ขั้นตอน", "ทำอะไรก่อนหลัง ให้โรงเรียนอื่นทำตามได้"),
                ("result", "ผลที่เกิดขึ้น", "ผลที่เกิดขึ้น", "เกิดอะไรขึ้น รู้ได้อย่างไร"),
                ("pitfalls", "ข้อควรระวัง", "ข้อควรระวัง", "อะไรที่พลาดได้ และทำอย่างไรไม่ให้พลาด"),
            ),
            is_reviewed=True,
            purpose="สิ่งที่โรงเรียนทำแล้ว เล่าให้โรงเรียนอื่นทำตามได้",
        ),
        Kind(
            "adoption",
            "u",
            "adoptions",
            "บันทึกการนำไปใช้",
            AdoptionMeta,
            _sections(
                ("context", "บริบท", "บริบท", "ใช้กับใคร ชั้นใด ที่ไหน ต่างจากต้นฉบับอย่างไร"),
                ("change", "สิ่งที่เปลี่ยน", "สิ่งที่เปลี่ยน", "ปรับอะไร เพราะอะไร ถ้าทำตามทุกอย่างให้เขียนว่า ไม่ได้เปลี่ยน"),
                ("result", "ผลที่เกิดขึ้น", "ผลที่เกิดขึ้น", "เกิดอะไรขึ้น รู้ได้อย่างไร ที่ไม่ได้ผลให้บอกตรง ๆ"),
            ),
            purpose="โรงเรียนหรือกลุ่มงานใดก็ได้ที่นำเรื่องในคลังไปใช้ ทั้งที่ได้ผลและไม่ได้ผล",
            asking=Asking(
                first=("owner", "adopter", "office", "province", "changed", "measured"),
                never=("based_on", "answers"),
                one_of=(("owner",), ("adopter", "office", "province")),
            ),
        ),
        Kind("page", "g", "", "หน้าเว็บ", PageMeta, takes_site_names=True),
    )
}

_LANGUAGE = re.compile(r"\.([a-z]{2})\.md$")


def kind_of(path: str) -> Kind:
    """The kind that a file has by where it lies: `practices/x.md` is a practice, `practices/index.md` a page."""
    parts = PurePosixPath(path).parts
    if re.fullmatch(r"index(\.[a-z]{2})?\.md", parts[-1]):
        return KINDS["page"]
    return next((kind for kind in KINDS.values() if kind.folder and parts[0] == kind.folder), KINDS["page"])


def language_of(path: str, default: str = "th") -> str:
    """The language that a file name states: `about.en.md` is English."""
    found = _LANGUAGE.search(path)
    return found[1] if found else default


def original_path(path: str) -> str:
    """The Thai file that a file belongs to: `about.en.md` → `about.md`, `about.md` → itself."""
    return re.sub(r"\.[a-z]{2}\.md$", ".md", path)
