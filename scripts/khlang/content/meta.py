"""What a contributor writes above the text: the fields of the front matter that several kinds share.

The models of the kinds, in `khlang.content.kinds`, are the one rule book. The checks, the JSON schema for editors, `khlang new`, the issue forms, the site's
form and the pages of fields in the guide are made from them.
"""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from khlang.content.measured import Measured
from khlang.content.values import Asks, Day, From, Line, Refers, labelled


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
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


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
        json_schema_extra=labelled(none="ไม่มีใครที่รู้ได้ว่าเป็นใคร", adults="ผู้ใหญ่ที่ยินยอม", pupils="นักเรียน"),
    )
    consent_ref: Annotated[Line, StringConstraints(max_length=40)] | None = Field(
        None,
        title="เลขที่หนังสือยินยอม",
        description="เลขที่ของหนังสือยินยอมที่เก็บไว้ที่โรงเรียนหรือสำนักงาน ต้องมีเมื่อเป็นภาพนักเรียน ไม่แนบตัวหนังสือ",
        examples=["ย.12/2569"],
    )


OWNERS = From(("groups", "schools"))


class Record(_Model):
    """What every kind has, and what all kinds are asked for; a kind says here what it has of it.

    The fields named below are declared by each kind: as a field, or as a ClassVar that holds nothing.
    """

    if TYPE_CHECKING:  # declared here they would be fields, and a kind cannot give up a field

        @property
        def id(self) -> str | None: ...
        @property
        def title(self) -> str: ...
        @property
        def summary(self) -> str: ...
        @property
        def status(self) -> Status: ...
        @property
        def updated(self) -> datetime.date | None: ...
        @property
        def pictures(self) -> tuple[Picture, ...]: ...
        @property
        def date(self) -> datetime.date | None: ...
        @property
        def owner(self) -> str | None: ...
        @property
        def tags(self) -> tuple[str, ...]: ...
        @property
        def authors(self) -> tuple[str, ...]: ...
        @property
        def reviewed_by(self) -> Review | None: ...
        @property
        def reviews(self) -> tuple[Answers, ...]: ...
        @property
        def example(self) -> bool: ...
        @property
        def based_on(self) -> tuple[str, ...]: ...
        @property
        def answers(self) -> tuple[str, ...]: ...

    @classmethod
    def vocabularies(cls) -> dict[str, From]:
        """Field → the vocabularies whose names it takes."""
        sources = ((name, part) for name, info in cls.model_fields.items() for part in info.metadata)
        return {name: part for name, part in sources if isinstance(part, From)}

    def value(self, field: str) -> Any:
        """What stands in a field; None where the kind has no such field."""
        return self.__dict__.get(field)

    def names(self, field: str) -> tuple[str, ...]:
        """What stands in a field that holds one name, several or none."""
        value = self.value(field)
        return tuple(map(str, value)) if isinstance(value, tuple) else () if value is None else (str(value),)

    @property
    def variant(self) -> str:
        """Which of the sorts of its kind it is, where a kind has several."""
        return ""

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of what it says it is based on."""
        return self.based_on

    @property
    def measurements(self) -> tuple[Measured, ...]:
        """What was measured before and after."""
        return ()

    @property
    def data_files(self) -> dict[str, str]:
        """Field → the file of data that it names, as typed."""
        return {}

    @property
    def owner_name(self) -> str:
        """Whose it is, as typed; empty for what is nobody's."""
        return self.owner or ""

    @property
    def contact_point(self) -> str | None:
        """The group or school to ask."""
        return None

    @property
    def fills_week(self) -> bool:
        """Whether it says what a group did in the week of its day."""
        return False


class Titled(Record):
    """A title and little else.

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


class EntryMeta(Titled):
    """The fields that every entry has."""

    id: str = Field(title="รหัส", description="รหัสถาวร ไม่เปลี่ยนอีกเลยแม้ย้ายไฟล์", examples=["k7x2m9"])
    date: Annotated[Day, Asks("วันที่ของเรื่อง", "วันที่พบกัน หรือวันที่ของเรื่อง")] = Field(
        title="วันที่ของเรื่อง", description="ปี ค.ศ.-เดือน-วัน เว็บไซต์แสดงเป็น พ.ศ. ให้เอง", examples=["2026-11-22"]
    )
    owner: Annotated[Line, OWNERS, Asks("โรงเรียนหรือกลุ่มงานของท่าน", "เรื่องนี้จะอยู่ในหน้าของโรงเรียนหรือกลุ่มงานนั้น")] = Field(
        title="เจ้าของเรื่อง", description="กลุ่มงานหรือโรงเรียนเจ้าของเรื่อง", examples=["กลุ่มนิเทศฯ"]
    )
    tags: Annotated[tuple[Line, ...], From(("tags",))] = Field(
        (), title="ป้ายกำกับ", description="2 ถึง 4 ป้าย ช่วยให้คนอื่นพบเรื่องนี้", examples=[["ทักษะการคิด", "การประชุม"]]
    )
    authors: tuple[Line, ...] = Field(
        (), title="ผู้เขียน", description="ชื่อผู้เขียนซึ่งเป็นผู้ใหญ่และยินยอมให้เผยแพร่ชื่อ", examples=[["สมใจ ใจดี"]]
    )
    reviewed_by: Review | None = Field(
        None,
        title="ผู้ตรวจสอบ",
        description="มีสองหัวข้อย่อย `post` ตำแหน่ง (ไม่ใช่ชื่อบุคคล) และ `date` วันที่ตรวจสอบ",
        examples=[{"post": "ผู้อำนวยการกลุ่มนิเทศฯ", "date": "2026-11-20"}],
    )
    reviews: tuple[Answers, ...] = Field(
        (),
        title="การทบทวน",
        description="คำตอบของการทบทวนแต่ละครั้ง มี `date` วันที่, `true` ยังเป็นจริงหรือไม่, `changed` แก้อะไรไปบ้าง, `against` เทียบกับอะไร",
        examples=[
            [{"date": "2027-11-20", "true": True, "changed": "แก้ชื่อแบบฟอร์ม", "against": "ระเบียบฉบับปัจจุบัน"}],
        ],
    )
    status: Status = Field(title="สถานะ", description="สถานะของเรื่อง", examples=["published"])
    example: bool = Field(False, title="เรื่องตัวอย่าง", description="`true` เฉพาะเรื่องที่แต่งขึ้นเป็นตัวอย่าง", examples=[True])
    based_on: Annotated[tuple[Line, ...], Refers()] = Field(
        (),
        title="เรื่องที่เป็นที่มา",
        description="รหัสของเรื่องที่เป็นที่มา อยู่ท้ายหน้าของเรื่องนั้น ทำให้ผู้อ่านตามกลับไปได้",
        examples=[["e4n8ta"]],
    )
    answers: Annotated[tuple[Line, ...], Refers("q", abroad=True)] = Field(
        (),
        title="คำถามที่เรื่องนี้ตอบ",
        description="รหัสของคำถาม ปัญหา หรือข้อเสนอแนะที่เรื่องนี้ตอบ ขึ้นต้นด้วย q อยู่ที่หน้าคำถามที่ยังรอคำตอบ",
        examples=[["q7x2m9"]],
    )


class TranslationMeta(_Model):
    """What a translation (`name.en.md`) adds; everything else comes from the Thai file beside it."""

    title: Annotated[Line, StringConstraints(max_length=150)] = Field(
        title="ชื่อเรื่อง", description="ชื่อเรื่องในภาษานั้น", examples=["About us"]
    )
    summary: Annotated[Line, StringConstraints(max_length=300)] = Field(
        title="สรุปหนึ่งประโยค", description="สรุปหนึ่งประโยคในภาษานั้น", examples=["Who we are"]
    )
