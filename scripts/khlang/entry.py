"""What a contributor writes: the kinds of entry, the fields of their front matter, the sections of their text.

This model is the one rule book. The checks, the JSON schema for editors, `khlang new` and the table of fields
in CONTRIBUTING are made from it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import PurePosixPath
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import PydanticCustomError

from khlang import identity
from khlang.front_matter import FrontMatter
from khlang.markdown import Heading, Link, headings, links
from khlang.problem import Problem, Rule
from khlang.thai.distance import nearest

FIELD_MISSING = Rule("field-missing", "ขาดหัวข้อที่ต้องมี", wrong="title: ป้ายชื่อ", right="title: ป้ายชื่อ\nsummary: วิธีทำป้าย")
FIELD_UNKNOWN = Rule("field-unknown", "ไม่รู้จักหัวข้อนี้", wrong="titel: ป้ายชื่อ", right="title: ป้ายชื่อ")
FIELD_VALUE = Rule("field-value", "ค่าของหัวข้อไม่ถูกต้อง", wrong="status: เสร็จ", right="status: published")
DATE = Rule("date", "วันที่ไม่ถูกต้อง", wrong="date: 22/11/2569", right="date: 2026-11-22")

_DAY_FIRST = re.compile(r"^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})$")
_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}$", re.ASCII)
_FIRST_BUDDHIST_YEAR = 2400  # no page speaks of the common era's year 2400


def parse_day(value: Any) -> datetime.date:
    """A date as typed → a day. Raises PydanticCustomError, with what to type instead, for anything but ISO 8601."""
    if isinstance(value, datetime.date):
        return value
    text = str(value).strip()
    if _ISO.match(text):
        year = int(text[:4])
        if year > _FIRST_BUDDHIST_YEAR:
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
        {"message": (f"วันที่ {text} พิมพ์ผิดรูป ให้พิมพ์ในรูป ปี ค.ศ.-เดือน-วัน เช่น {_guess_day(text) or '2026-11-22'}")},
    )


def _guess_day(text: str) -> str | None:
    """The ISO form of a day typed as 31/11/2568, if there is such a day."""
    typed = _DAY_FIRST.match(text)
    if typed is None:
        return None
    day, month, year = map(int, typed.groups())
    try:
        return datetime.date(year - 543 if year > _FIRST_BUDDHIST_YEAR else year, month, day).isoformat()
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


class Review(_Model):
    """A post that read the entry and stands behind it."""

    post: Line = Field(description="ตำแหน่งของผู้ตรวจสอบ (ไม่ใช่ชื่อบุคคล)", examples=["ผู้อำนวยการกลุ่มนิเทศฯ"])
    date: Day = Field(description="วันที่ตรวจสอบ", examples=["2026-11-20"])


class PageMeta(_Model):
    """A plain page, such as เกี่ยวกับเรา: a title and little else."""

    id: str | None = Field(None, description="รหัสถาวร (ใส่เมื่อต้องการที่อยู่สั้น)", examples=["g3m8xq"])
    title: Annotated[Line, StringConstraints(max_length=150)] = Field(
        description="ชื่อเรื่อง", examples=["ทำป้ายชื่อพรรณไม้ให้เด็กได้คิด"]
    )
    summary: Annotated[Line, StringConstraints(max_length=300)] = Field(
        description="สรุปหนึ่งประโยคที่บอกว่าผู้อ่านจะได้อะไร", examples=["วิธีให้นักเรียนสังเกต ตั้งคำถาม และเขียนป้ายเอง"]
    )
    status: Status = Field(Status.PUBLISHED, description="สถานะของเรื่อง", examples=["published"])
    updated: Day | None = Field(None, description="วันที่แก้ไขสาระครั้งล่าสุด", examples=["2026-11-22"])


class EntryMeta(PageMeta):
    """The fields that every entry has."""

    id: str = Field(description="รหัสถาวร สร้างด้วย khlang new และไม่เปลี่ยนอีก", examples=["k7x2m9"])
    date: Day = Field(description="วันที่ของเรื่อง เป็นปี ค.ศ.", examples=["2026-11-22"])
    owner: Line = Field(description="กลุ่มงานหรือโรงเรียนเจ้าของเรื่อง", examples=["กลุ่มนิเทศฯ"])
    tags: tuple[Line, ...] = Field((), description="ป้ายกำกับ จากบัญชีป้ายกำกับ", examples=[["ทักษะการคิด"]])
    authors: tuple[Line, ...] = Field((), description="ชื่อผู้เขียนที่ยินยอมให้เผยแพร่ชื่อ (ผู้ใหญ่เท่านั้น)", examples=[["สมใจ ใจดี"]])
    reviewed_by: Review | None = Field(None, description="ตำแหน่งที่ตรวจสอบและวันที่ตรวจสอบ")
    status: Status = Field(description="สถานะของเรื่อง", examples=["published"])
    example: bool = Field(False, description="true เมื่อเป็นตัวอย่างที่แต่งขึ้น ไม่ใช่เรื่องจริง", examples=[False])
    based_on: tuple[Line, ...] = Field((), description="รหัสของเรื่องที่เป็นที่มา", examples=[["e4n8ta"]])


class KnowledgeMeta(EntryMeta):
    """องค์ความรู้: what somebody learnt and others can use."""


class ExchangeMeta(EntryMeta):
    """สรุปการแลกเปลี่ยนเรียนรู้: what a work group shared in a meeting."""

    occasion: Literal["weekly", "meeting", "brainstorm"] = Field(
        "weekly", description="โอกาส: weekly ประจำสัปดาห์, meeting การประชุม, brainstorm การระดมสมอง", examples=["weekly"]
    )
    shared_with: tuple[Line, ...] = Field((), description="กลุ่มงานที่ร่วมแลกเปลี่ยน", examples=[["กลุ่มนโยบายและแผน"]])


class ResearchMeta(EntryMeta):
    """ผลการวิจัยหรือผลการสำรวจ."""

    type: Literal["survey", "study"] = Field(description="survey การสำรวจ หรือ study การวิจัย", examples=["survey"])
    period: Line | None = Field(None, description="ช่วงเวลาที่เก็บข้อมูล", examples=["ภาคเรียนที่ ๑ ปีการศึกษา ๒๕๖๙"])
    respondents: Line | None = Field(None, description="กลุ่มเป้าหมายหรือผู้ตอบ", examples=["ครูผู้สอนในสังกัด"])


class PracticeMeta(EntryMeta):
    """แนวปฏิบัติที่ดี: what a school does, written so that another can copy it."""

    grades: tuple[Line, ...] = Field(description="ระดับชั้น จากบัญชีระดับชั้น", examples=[["ป.4", "ป.5"]], min_length=1)
    subjects: tuple[Line, ...] = Field((), description="กลุ่มสาระการเรียนรู้", examples=[["วิทยาศาสตร์และเทคโนโลยี"]])
    components: tuple[Annotated[int, Field(ge=1, le=5)], ...] = Field(
        (), description="องค์ประกอบของงานสวนพฤกษศาสตร์โรงเรียน ข้อ 1 ถึง 5", examples=[[1, 3]]
    )
    skills: tuple[Line, ...] = Field((), description="ทักษะการคิด จากบัญชีทักษะ", examples=[["การสังเกต"]])
    time: Line = Field(description="เวลาที่ใช้", examples=["4 คาบ คาบละ 60 นาที"])
    people: Line | None = Field(None, description="คนที่ต้องใช้", examples=["ครู 1 คน"])
    cost: Line = Field(description="ค่าใช้จ่าย", examples=["ไม่เกิน 300 บาท"])
    contact: Line | None = Field(None, description="หน่วยงานที่ติดต่อได้ (ไม่ใช่เบอร์ส่วนตัว)", examples=["กลุ่มนิเทศฯ"])


class TranslationMeta(_Model):
    """What a translation (`name.en.md`) adds; everything else comes from the Thai file beside it."""

    title: Annotated[Line, StringConstraints(max_length=150)] = Field(
        description="ชื่อเรื่องในภาษานั้น", examples=["About us"]
    )
    summary: Annotated[Line, StringConstraints(max_length=300)] = Field(
        description="สรุปหนึ่งประโยคในภาษานั้น", examples=["Who we are"]
    )


@dataclass(frozen=True)
class Section:
    """A part that the text of a kind must have, under a heading of level two."""

    key: str
    heading: str  # as `khlang new` writes it
    start: str  # a regular expression: a heading that starts so counts
    hint: str  # what to write there, for drafts

    def matches(self, title: str) -> bool:
        """Whether a heading opens this section."""
        return re.match(self.start, title) is not None


@dataclass(frozen=True)
class Kind:
    """A kind of entry: where it lies, what it is called, what it must hold."""

    name: str
    letter: str  # the first letter of its ids
    folder: str  # below docs/; empty for plain pages, which lie anywhere else
    label: str
    meta: type[PageMeta]
    sections: tuple[Section, ...] = ()


def _sections(*rows: tuple[str, str, str, str]) -> tuple[Section, ...]:
    return tuple(Section(*row) for row in rows)


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("knowledge", "k", "knowledge", "องค์ความรู้", KnowledgeMeta),
        Kind(
            "exchange",
            "e",
            "exchange",
            "สรุปการแลกเปลี่ยนเรียนรู้",
            ExchangeMeta,
            _sections(
                ("listen", "สุ (ฟัง) ข้อราชการและเรื่องที่รับรู้", r"สุ(?![ก-๎])", "ข้อราชการและเรื่องที่ได้รับรู้ในสัปดาห์นี้ เขียนเป็นข้อ ๆ"),
                ("think", "จิ (คิด) ข้อคิดและการวิเคราะห์", r"จิ(?![ก-๎])", "คิดเห็นอย่างไร เรื่องใดสำคัญ เพราะอะไร"),
                ("ask", "ปุ (ถาม) ปัญหา ความต้องการ ข้อเสนอแนะ", r"ปุ(?![ก-๎])", "ปัญหา ความต้องการ ข้อเสนอแนะที่ยังรอคำตอบ"),
                ("write", "ลิ (เขียน) ข้อสรุปและองค์ความรู้", r"ลิ(?![ก-๎])", "ข้อสรุป และความรู้ที่คนอื่นนำไปใช้ได้"),
            ),
        ),
        Kind(
            "research",
            "r",
            "research",
            "ผลการวิจัยและสำรวจ",
            ResearchMeta,
            _sections(
                ("objective", "วัตถุประสงค์", "วัตถุประสงค์", "ต้องการรู้อะไร เพื่อใช้ทำอะไร"),
                ("method", "วิธีดำเนินการ", "วิธีดำเนินการ", "ถามใคร อย่างไร เมื่อใด ใช้เครื่องมืออะไร"),
                ("result", "ผล", "ผล", "พบอะไร"),
                ("use", "การนำไปใช้", "การนำไปใช้", "ใครจะทำอะไรต่อ"),
            ),
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
        ),
        Kind("page", "g", "", "หน้าเว็บ", PageMeta),
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


@dataclass(frozen=True)
class Entry:
    """One content file, read and understood."""

    path: str  # relative to docs/, with forward slashes
    kind: Kind
    meta: PageMeta
    front_matter: FrontMatter = field(repr=False)
    translations: dict[str, Translation] = field(default_factory=dict, compare=False)

    @property
    def body(self) -> str:
        """The Markdown below the front matter."""
        return self.front_matter.body

    @property
    def url(self) -> str:
        """Its address below the site's root, as `practices/label-trees/`."""
        return url_of(self.path)

    @property
    def short_url(self) -> str | None:
        """Its permanent short address, as `e/p7x2m9/`."""
        return f"e/{self.meta.id}/" if self.meta.id else None

    @property
    def date(self) -> datetime.date | None:
        """The day that it is about; plain pages have none."""
        return getattr(self.meta, "date", None)

    @property
    def status(self) -> Status:
        """Its place in life."""
        return self.meta.status

    @property
    def is_example(self) -> bool:
        """Whether it was made up to show what such an entry is for."""
        return getattr(self.meta, "example", False)

    @property
    def is_public(self) -> bool:
        """Whether readers may see it: published or retired."""
        return self.status in (Status.PUBLISHED, Status.RETIRED)

    @cached_property
    def headings(self) -> list[Heading]:
        """The headings of the body, with lines of the file."""
        return list(headings(self.front_matter.body, self.front_matter.body_line))

    @cached_property
    def links(self) -> list[Link]:
        """The links and pictures of the body, with lines of the file."""
        return list(links(self.front_matter.body, self.front_matter.body_line))


@dataclass(frozen=True)
class Translation:
    """A file that says an entry again in another language."""

    path: str
    language: str
    meta: TranslationMeta
    front_matter: FrontMatter = field(repr=False)

    headings = Entry.headings
    links = Entry.links


def url_of(path: str) -> str:
    """The address of a content file: `a/b.md` → `a/b/`, `a/index.md` → `a/`, `index.md` → ``."""
    parts = PurePosixPath(path).with_suffix("").parts
    kept = parts[:-1] if parts[-1] == "index" else parts
    return "".join(f"{part}/" for part in kept)


def understand(path: str, front_matter: FrontMatter) -> Entry | Translation | list[Problem]:
    """A file taken apart → an entry or a translation, or every problem of its front matter."""
    language = language_of(path)
    kind = kind_of(path)
    model = kind.meta if language == "th" else TranslationMeta
    try:
        meta = model.model_validate(front_matter.values)
    except ValidationError as error:
        return list(_explain(error, path, front_matter, model))
    if isinstance(meta, TranslationMeta):
        return Translation(path, language, meta, front_matter)
    if meta.id is not None and not identity.pattern(kind.letter).match(meta.id):
        return [
            FIELD_VALUE.at(
                path,
                front_matter.line("id"),
                (
                    f"รหัส {meta.id} ไม่ถูกรูป รหัสของ{kind.label}ขึ้นต้นด้วย {kind.letter} ตามด้วยอักษรหรือเลข 5 ตัว "
                    f"ให้พิมพ์ id: {identity.new(kind.letter)} (หรือใช้ khlang new สร้างให้)"
                ),
            )
        ]
    return Entry(path, kind, meta, front_matter)


def _explain(error: ValidationError, path: str, front_matter: FrontMatter, model: type[BaseModel]) -> Iterator[Problem]:
    """One Thai problem for each key that the model refuses."""
    told = set()
    for fault in error.errors(include_url=False):
        place = fault["loc"]
        line = front_matter.line(*place)
        if place[:1] in told:
            continue
        told.add(place[:1])
        name = ".".join(str(part) for part in place)
        if fault["type"] == "missing":
            yield FIELD_MISSING.at(path, line, f"ขาดหัวข้อ {name} ให้เพิ่มบรรทัด {name}: {_example(model, place)}")
        elif fault["type"] == "extra_forbidden":
            near = nearest(str(place[-1]), model.model_fields, limit=1)
            advice = f"ให้แก้เป็น {near[0]}" if near else f"หัวข้อที่ใช้ได้คือ {', '.join(model.model_fields)}"
            yield FIELD_UNKNOWN.at(path, line, f"ไม่รู้จักหัวข้อ {name} {advice}")
        elif fault["type"] == "thai_date":
            yield DATE.at(path, line, f"{name}: {fault['ctx']['message']}")
        else:
            yield FIELD_VALUE.at(path, line, f"{name}: {_reason(fault)} เช่น {name}: {_example(model, place)}")


def _reason(fault: Any) -> str:
    """What is wrong with a value, for the types of error that our models can raise."""
    limits = fault.get("ctx", {})
    typed = fault["input"]
    reasons = {
        "literal_error": f"พิมพ์ {typed!r} ไม่ได้ ให้เลือกจาก {limits.get('expected', '')}",
        "enum": f"พิมพ์ {typed!r} ไม่ได้ ให้เลือกจาก {limits.get('expected', '')}",
        "string_too_long": f"ยาวเกิน {limits.get('max_length')} ตัวอักษร ให้เขียนให้สั้นลง",
        "string_too_short": "ยังว่างอยู่ ให้พิมพ์ข้อความ",
        "string_pattern_mismatch": "ต้องอยู่ในบรรทัดเดียว ให้ลบการขึ้นบรรทัดใหม่",
        "string_type": "ต้องเป็นข้อความ ให้ครอบด้วยเครื่องหมายคำพูด" if typed is not None else "ยังว่างอยู่ ให้พิมพ์ข้อความ",
        "too_short": "ยังว่างอยู่ ให้ใส่อย่างน้อยหนึ่งรายการ",
        "tuple_type": "ต้องเป็นรายการในวงเล็บ [ ] คั่นด้วยจุลภาค",
    }
    return reasons.get(fault["type"], f"พิมพ์ {typed!r} ไม่ได้ ให้พิมพ์ตามตัวอย่าง").replace(" or ", " หรือ ")


def _example(model: type[BaseModel], place: tuple[Any, ...]) -> str:
    """A value that the field would take, written as YAML."""
    found: type[BaseModel] = model
    for name in place[:-1]:
        annotation = found.model_fields[name].annotation if name in found.model_fields else None
        nested = [
            kind
            for kind in getattr(annotation, "__args__", (annotation,))
            if isinstance(kind, type) and issubclass(kind, BaseModel)
        ]
        if not nested:
            return _flow((found.model_fields[name].examples or ["…"])[0]) if name in found.model_fields else "…"
        found = nested[0]
    info = found.model_fields.get(str(place[-1]))
    return _flow(info.examples[0]) if info and info.examples else "…"


def _flow(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(str, value))}]"
    return str(value).lower() if isinstance(value, bool) else str(value)
