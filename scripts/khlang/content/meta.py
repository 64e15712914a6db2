"""What a contributor writes above the text: the fields of the front matter, kind by kind.

These models are the one rule book. The checks, the JSON schema for editors, `khlang new`, the issue forms, the site's
form and the tables of fields in CONTRIBUTING are made from them.
"""

from __future__ import annotations

import datetime
import re
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

_DAY_FIRST = re.compile(r"^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})$")
_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}$", re.ASCII)
FIRST_BUDDHIST_YEAR = 2400  # no page speaks of the common era's year 2400


def parse_day(value: Any) -> datetime.date:
    """A date as typed → a day. Raises PydanticCustomError, with what to type instead, for anything but ISO 8601."""
    if isinstance(value, datetime.date):
        return value
    text = str(value).strip()
    if _ISO.match(text):
        year = int(text[:4])
        if year > FIRST_BUDDHIST_YEAR:
            raise PydanticCustomError(
                "thai_date", "{message}", {"message": (f"{text} ใช้ปี พ.ศ. ให้พิมพ์เป็นปี ค.ศ. คือ {year - 543}{text[4:]}")}
            )
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            raise PydanticCustomError(
                "thai_date",
                "{message}",
                {"message": (f"ไม่มีวันที่ {text} ในปฏิทิน ให้ตรวจเดือนและวัน แล้วพิมพ์ในรูป ปี-เดือน-วัน เช่น 2026-11-22")},
            ) from None
    raise PydanticCustomError(
        "thai_date",
        "{message}",
        {"message": (f"วันที่ {text} พิมพ์ผิดรูป ให้พิมพ์ในรูป ปี ค.ศ.-เดือน-วัน เช่น {guess_day(text) or '2026-11-22'}")},
    )


def guess_day(text: str) -> str | None:
    """The ISO form of a day typed as 31/11/2568, if there is such a day."""
    typed = _DAY_FIRST.match(text)
    if typed is None:
        return None
    day, month, year = map(int, typed.groups())
    try:
        return datetime.date(year - 543 if year > FIRST_BUDDHIST_YEAR else year, month, day).isoformat()
    except ValueError:
        return None


Day = Annotated[datetime.date, BeforeValidator(parse_day)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=r"^[^\n]*$")]


class Status(StrEnum):
    """Where an entry is in its life."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The words that a reader sees."""
        return {
            "draft": "ฉบับร่าง",
            "published": "เผยแพร่แล้ว",
            "retired": "เลิกใช้แล้ว (เก็บไว้อ้างอิง)",
            "withdrawn": "ถอนการเผยแพร่",
        }[self.value]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


def _labels(**labels: str) -> dict[str, Any]:
    """What the values of a choice mean, under the name that editors show beside each (VS Code's extension of JSON schema)."""
    return {"enumDescriptions": list(labels.values())}


class Review(_Model):
    """A post that read the entry and stands behind it."""

    post: Line = Field(description="ตำแหน่งของผู้ตรวจสอบ (ไม่ใช่ชื่อบุคคล)", examples=["ผู้อำนวยการกลุ่มนิเทศฯ"])
    date: Day = Field(description="วันที่ตรวจสอบ", examples=["2026-11-20"])


class Answers(_Model):
    """What a review found out. There is no date to move on without answers.

    Review dates alone fail: people bump them (https://github.com/alphagov/govuk-developer-docs/issues/2839).
    """

    date: Day = Field(description="วันที่ทบทวน", examples=["2027-11-20"])
    true: bool = Field(description="เนื้อหายังเป็นจริงหรือไม่ true หรือ false", examples=[True])
    changed: Line = Field(description="แก้ไขอะไรไปบ้าง ถ้าไม่ได้แก้ให้เขียนว่า ไม่ได้แก้", examples=["แก้ชื่อแบบฟอร์ม"])
    against: Line = Field(description="ตรวจเทียบกับอะไร", examples=["ระเบียบฉบับปัจจุบัน"])


class People(StrEnum):
    """Who can be recognised in a picture."""

    NONE = "none"
    ADULTS = "adults"
    PUPILS = "pupils"


class Picture(_Model):
    """Who is in a picture, and on which paper their guardians agreed.

    พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 มาตรา 20 asks the guardian of a child not over ten; here all pupils count so.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"properties": {"people": {"const": "pupils"}}},
            "then": {"required": ["consent_ref"], "properties": {"consent_ref": {"type": "string"}}},
        }
    )

    file: Line = Field(title="ไฟล์ภาพ", description="ชื่อไฟล์ภาพ ตามที่พิมพ์ในเนื้อหา", examples=["images/label.webp"])
    people: People = Field(
        title="คนในภาพ",
        description="none ไม่มีใครที่รู้ได้ว่าเป็นใคร, adults ผู้ใหญ่ที่ยินยอม, pupils นักเรียน",
        examples=["none"],
        json_schema_extra=_labels(none="ไม่มีใครที่รู้ได้ว่าเป็นใคร", adults="ผู้ใหญ่ที่ยินยอม", pupils="นักเรียน"),
    )
    consent_ref: Annotated[Line, StringConstraints(max_length=40)] | None = Field(
        None,
        title="เลขที่หนังสือยินยอม",
        description="เลขที่ของหนังสือยินยอมที่เก็บไว้ที่โรงเรียนหรือสำนักงาน ต้องมีเมื่อเป็นภาพนักเรียน ไม่แนบตัวหนังสือ",
        examples=["ย.12/2569"],
    )


class PageMeta(_Model):
    """A plain page, such as เกี่ยวกับเรา: a title and little else.

    Of every field, `title` is its name for people and `description` what to type, for a writer who knows nothing else.
    """

    id: str | None = Field(None, title="รหัส", description="รหัสถาวร ใส่เมื่อต้องการที่อยู่สั้น", examples=["g3m8xq"])
    title: Annotated[Line, StringConstraints(max_length=150)] = Field(
        title="ชื่อเรื่อง", description="ชื่อที่บอกว่าเรื่องนี้เกี่ยวกับอะไร", examples=["ทำป้ายชื่อพรรณไม้ให้เด็กได้คิด"]
    )
    summary: Annotated[Line, StringConstraints(max_length=300)] = Field(
        title="สรุปหนึ่งประโยค",
        description="ประโยคเดียวที่บอกว่าผู้อ่านจะได้อะไร ปรากฏในรายการและใน LINE",
        examples=["วิธีให้นักเรียนสังเกต ตั้งคำถาม และเขียนป้ายเอง"],
    )
    status: Status = Field(Status.PUBLISHED, title="สถานะ", description="สถานะของเรื่อง", examples=["published"])
    updated: Day | None = Field(
        None,
        title="แก้ไขล่าสุด",
        description="วันที่แก้ไขสาระครั้งล่าสุด ไม่ต้องใส่เมื่อแก้เพียงคำผิด",
        examples=["2026-12-01"],
    )
    pictures: tuple[Picture, ...] = Field(
        (),
        title="ภาพ",
        description="ใครอยู่ในภาพแต่ละภาพ มี `file` ชื่อไฟล์, `people` คนในภาพ และ `consent_ref` เลขที่หนังสือยินยอมเมื่อเป็นภาพนักเรียน",
        examples=[[{"file": "images/label.webp", "people": "none"}]],
    )


class EntryMeta(PageMeta):
    """The fields that every entry has."""

    id: str = Field(title="รหัส", description="รหัสถาวร ไม่เปลี่ยนอีกเลยแม้ย้ายไฟล์", examples=["k7x2m9"])
    date: Day = Field(
        title="วันที่ของเรื่อง", description="ปี ค.ศ.-เดือน-วัน เว็บไซต์แสดงเป็น พ.ศ. ให้เอง", examples=["2026-11-22"]
    )
    owner: Line = Field(title="เจ้าของเรื่อง", description="กลุ่มงานหรือโรงเรียนเจ้าของเรื่อง", examples=["กลุ่มนิเทศฯ"])
    tags: tuple[Line, ...] = Field(
        (), title="ป้ายกำกับ", description="2 ถึง 4 ป้าย ช่วยให้คนอื่นพบเรื่องนี้", examples=[["ทักษะการคิด", "การประชุม"]]
    )
    authors: tuple[Line, ...] = Field(
        (), title="ผู้เขียน", description="ชื่อผู้เขียนซึ่งเป็นผู้ใหญ่และยินยอมให้เผยแพร่ชื่อ", examples=[["สมใจ ใจดี"]]
    )
    reviewed_by: Review | None = Field(
        None,
        title="ผู้ตรวจสอบ",
        description="มีสองหัวข้อย่อย `post` ตำแหน่ง (ไม่ใช่ชื่อบุคคล) และ `date` วันที่ตรวจสอบ",
    )
    reviews: tuple[Answers, ...] = Field(
        (),
        title="การทบทวน",
        description="คำตอบของการทบทวนแต่ละครั้ง มี `date` วันที่, `true` ยังเป็นจริงหรือไม่, `changed` แก้อะไรไปบ้าง, `against` เทียบกับอะไร",
        examples=[[]],
    )
    status: Status = Field(title="สถานะ", description="สถานะของเรื่อง", examples=["published"])
    example: bool = Field(False, title="เรื่องตัวอย่าง", description="`true` เฉพาะเรื่องที่แต่งขึ้นเป็นตัวอย่าง", examples=[True])
    based_on: tuple[Line, ...] = Field(
        (),
        title="เรื่องที่เป็นที่มา",
        description="รหัสของเรื่องที่เป็นที่มา อยู่ท้ายหน้าของเรื่องนั้น ทำให้ผู้อ่านตามกลับไปได้",
        examples=[["e4n8ta"]],
    )
    answers: tuple[Line, ...] = Field(
        (),
        title="คำถามที่เรื่องนี้ตอบ",
        description="รหัสของคำถาม ปัญหา หรือข้อเสนอแนะที่เรื่องนี้ตอบ ขึ้นต้นด้วย q อยู่ที่หน้าคำถามที่ยังรอคำตอบ",
        examples=[["q7x2m9"]],
    )


class KnowledgeMeta(EntryMeta):
    """องค์ความรู้: what somebody learnt and others can use."""


class ExchangeMeta(EntryMeta):
    """สรุปการแลกเปลี่ยนเรียนรู้: what a work group shared in a meeting."""

    occasion: Literal["weekly", "meeting", "brainstorm"] = Field(
        "weekly",
        title="โอกาส",
        description="พบกันในโอกาสใด ถ้าไม่ระบุถือว่าประจำสัปดาห์",
        examples=["weekly"],
        json_schema_extra=_labels(weekly="ประจำสัปดาห์", meeting="การประชุม", brainstorm="การระดมสมอง"),
    )
    shared_with: tuple[Line, ...] = Field(
        (), title="กลุ่มงานที่ร่วมแลกเปลี่ยน", description="กลุ่มงานอื่นที่ร่วมแลกเปลี่ยน", examples=[["กลุ่มนโยบายและแผน"]]
    )
    document: Line | None = Field(
        None, title="เลขที่หนังสือ", description="เลขที่บันทึกข้อความหรือรายงานการประชุม ถ้ามี", examples=["ศธ 04095/123"]
    )
    public: bool = Field(
        False,
        title="เปิดเผยต่อสาธารณะได้",
        description="`true` เมื่อผู้รับผิดชอบอ่านแล้วเห็นว่าเปิดเผยได้ ต้องมีก่อนเผยแพร่",
        examples=[True],
    )


WEEK_STATES = {"no-meeting": "งดประชุม", "not-public": "ประชุมแล้ว (ไม่เผยแพร่)"}


class WeekMeta(_Model):
    """สัปดาห์ที่ไม่มีสรุป: a group did not meet, or met about what must not be public. It has no text and no page."""

    id: str = EntryMeta.model_fields["id"]
    date: Day = Field(title="วันที่ของเรื่อง", description="วันใดก็ได้ในสัปดาห์นั้น หรือวันที่ประชุม", examples=["2026-11-17"])
    owner: Line = Field(title="เจ้าของเรื่อง", description="กลุ่มงานของท่าน", examples=["กลุ่มนิเทศฯ"])
    state: Literal["no-meeting", "not-public"] = Field(
        title="สัปดาห์นั้น",
        description="งดประชุม หรือประชุมแล้วแต่เป็นเรื่องที่ไม่เผยแพร่ (บุคคล กฎหมาย การตรวจสอบ)",
        examples=["no-meeting"],
        json_schema_extra=_labels(**WEEK_STATES),
    )
    reason: Annotated[Line, StringConstraints(max_length=150)] | None = Field(
        None,
        title="เหตุผลที่งด",
        description="ต้องมีเมื่องดประชุม ไม่ใส่ชื่อคน ถ้าประชุมแล้วแต่ไม่เผยแพร่ให้เว้นไว้",
        examples=["ไปราชการทั้งกลุ่ม"],
    )
    status: Status = EntryMeta.model_fields["status"]
    example: bool = EntryMeta.model_fields["example"]

    @property
    def title(self) -> str:
        """What happened, in the words of the board."""
        return WEEK_STATES[self.state]

    @property
    def summary(self) -> str:
        """Why, where that may be said."""
        return self.reason or ""

    updated: ClassVar[None] = None
    pictures: ClassVar[tuple[Picture, ...]] = ()


class ResearchMeta(EntryMeta):
    """ผลการวิจัยหรือผลการสำรวจ."""

    type: Literal["survey", "study"] = Field(
        title="แบบ",
        description="งานนี้เป็นการสำรวจหรือการวิจัย",
        examples=["survey"],
        json_schema_extra=_labels(survey="การสำรวจ", study="การวิจัย"),
    )
    period: Line | None = Field(
        None, title="ช่วงเวลา", description="ช่วงเวลาที่เก็บข้อมูล", examples=["ภาคเรียนที่ ๑ ปีการศึกษา ๒๕๖๙"]
    )
    respondents: Line | None = Field(
        None, title="ผู้ตอบหรือผู้ร่วม", description="กลุ่มเป้าหมายหรือผู้ตอบ ไม่ใส่ชื่อบุคคล", examples=["ครูผู้สอนในสังกัด"]
    )
    data: Line | None = Field(
        None,
        title="ข้อมูลผลสำรวจ",
        description="ไฟล์ใน `docs/research/` ที่คำสั่ง `khlang survey` สร้าง หน้าเว็บคำนวณตารางและภาพจากไฟล์นี้",
        examples=["data/needs-2569.json"],
    )
    scores: Line | None = Field(
        None,
        title="ข้อมูลคะแนนก่อนและหลัง",
        description="ไฟล์ใน `docs/research/` ที่คำสั่ง `khlang scores` สร้างจากคะแนนของนักเรียน ไม่มีคะแนนรายคน",
        examples=["data/observing-2569.json"],
    )
    practice: Line | None = Field(
        None, title="แนวปฏิบัติที่ทดสอบ", description="รหัสของแนวปฏิบัติที่การวิจัยนี้ทดสอบ", examples=["p4n8ta"]
    )
    service: bool = Field(
        False,
        title="ความพึงพอใจต่อการให้บริการ",
        description="`true` ถ้าเป็นการสำรวจความพึงพอใจต่อการให้บริการของสำนักงาน ผลจะแสดงในหน้าความพึงพอใจ",
        examples=[True],
    )


class TranslationMeta(_Model):
    """What a translation (`name.en.md`) adds; everything else comes from the Thai file beside it."""

    title: Annotated[Line, StringConstraints(max_length=150)] = Field(
        title="ชื่อเรื่อง", description="ชื่อเรื่องในภาษานั้น", examples=["About us"]
    )
    summary: Annotated[Line, StringConstraints(max_length=300)] = Field(
        title="สรุปหนึ่งประโยค", description="สรุปหนึ่งประโยคในภาษานั้น", examples=["Who we are"]
    )
