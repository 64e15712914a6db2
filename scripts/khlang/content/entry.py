"""A content file, read and understood: an entry, or a translation of one."""

from __future__ import annotations

import datetime
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Generic, TypeGuard, TypeVar, cast, get_args

from pydantic import BaseModel, ValidationError

from khlang.content import ids
from khlang.content.front_matter import FrontMatter
from khlang.content.kind import Kind, Section
from khlang.content.kinds import kind_of, language_of
from khlang.content.markdown import Heading, Link, headings, links
from khlang.content.meta import Record, Status, TranslationMeta
from khlang.content.problem import Problem, Rule, shown
from khlang.thai.distance import nearest

FIELD_MISSING = Rule(
    "field-missing",
    "ขาดหัวข้อที่ต้องมี",
    wrong="title: ป้ายชื่อ",
    right="title: ป้ายชื่อ\nsummary: วิธีทำป้าย",
    why="หัวข้อเหล่านี้ใช้ทำรายการ การค้นหา และการ์ดใน LINE ถ้าขาดไปผู้อ่านจะไม่รู้ว่าเรื่องนี้คืออะไรและเป็นของใคร",
)
FIELD_UNKNOWN = Rule(
    "field-unknown",
    "ไม่รู้จักหัวข้อนี้",
    wrong="titel: ป้ายชื่อ",
    right="title: ป้ายชื่อ",
    why="หัวข้อที่พิมพ์ผิดจะไม่มีผลโดยไม่มีใครรู้ จึงถือเป็นสิ่งที่ต้องแก้",
)
FIELD_VALUE = Rule(
    "field-value",
    "ค่าของหัวข้อไม่ถูกต้อง",
    wrong="status: เสร็จ",
    right="status: published",
    why="ค่าที่นอกเหนือจากที่กำหนด โปรแกรมอ่านไม่เข้าใจ เรื่องจะไปอยู่ผิดที่หรือหายไปจากรายการ",
)
DATE = Rule(
    "date",
    "วันที่ไม่ถูกต้อง",
    wrong="date: 22/11/2569",
    right="date: 2026-11-22",
    why="วันที่ในส่วนหัวเป็นปี ค.ศ.-เดือน-วัน เพื่อให้เรียงลำดับได้ เว็บไซต์แสดงเป็น พ.ศ. ให้เอง",
)


_STATUS_WORDS = {
    Status.DRAFT: ("ร่าง", "ฉบับร่าง"),
    Status.PUBLISHED: ("เผยแพร่", "เผยแพร่แล้ว"),
    Status.RETIRED: ("เลิกใช้", "เลิกใช้แล้ว"),
    Status.WITHDRAWN: ("ถอน", "ถอนการเผยแพร่"),
}
_YES_NO = {"ใช่": "true", "จริง": "true", "ได้": "true", "ไม่": "false", "ไม่ใช่": "false", "ไม่ได้": "false"}
Meta = TypeVar("Meta", bound=Record, covariant=True)


class Text:
    """What the text of a file holds, whichever language it is in."""

    path: str
    front_matter: FrontMatter

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings of the body, with lines of the file."""
        return tuple(headings(self.front_matter.body, self.front_matter.body_line))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links and pictures of the body, with lines of the file."""
        return tuple(links(self.front_matter.body, self.front_matter.body_line))


@dataclass(frozen=True, eq=False)
class Entry(Text, Generic[Meta]):
    """One content file, read and understood; `Entry[Practice]` is one of that kind."""

    path: str  # relative to docs/, with forward slashes
    kind: Kind
    meta: Meta
    front_matter: FrontMatter = field(repr=False)
    translations: Mapping[str, Translation] = field(default_factory=dict)  # by language

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
        return self.meta.date

    @property
    def day(self) -> datetime.date:
        """The day of an entry that has one, as all listed ones have. Raises ValueError for plain pages."""
        if self.meta.date is None:
            raise ValueError(f"{self.path} has no day")
        return self.meta.date

    @property
    def status(self) -> Status:
        """Its place in life."""
        return self.meta.status

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections that its text must have."""
        return self.kind.sections_of(self.meta.variant)

    @property
    def is_example(self) -> bool:
        """Whether it was made up to show what such an entry is for."""
        return self.meta.example

    @property
    def is_public(self) -> bool:
        """Whether readers may see it: published or retired."""
        return self.status in (Status.PUBLISHED, Status.RETIRED)


Own = TypeVar("Own", bound=Record)


def is_kind(entry: Entry, meta: type[Own]) -> TypeGuard[Entry[Own]]:
    """Whether an entry is of the kind that has this model. For what belongs to that kind; others ask what a kind can do."""
    return type(entry.meta) is meta


def of_kind(entries: Iterable[Entry], meta: type[Own]) -> Iterator[Entry[Own]]:
    """The entries of the kind that has this model."""
    return (entry for entry in entries if is_kind(entry, meta))


@dataclass(frozen=True, eq=False)
class Translation(Text):
    """A file that says an entry again in another language."""

    path: str
    language: str
    meta: TranslationMeta
    front_matter: FrontMatter = field(repr=False)


@lru_cache(maxsize=100_000)
def url_of(path: str) -> str:
    """The address of a content file: `a/b.md` → `a/b/`, `a/index.md` → `a/`, `index.md` → ``."""
    whole = posixpath.splitext(path)[0]
    return "" if whole == "index" else f"{whole.removesuffix('/index')}/"


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
    if meta.id is not None and not ids.pattern(kind.letter).match(meta.id):
        return [
            FIELD_VALUE.at(
                path,
                front_matter.line("id"),
                (
                    f"รหัส {meta.id} ไม่ถูกรูป รหัสของ{kind.label}ขึ้นต้นด้วย {kind.letter} ตามด้วยอักษรหรือเลข 5 ตัว "
                    f"ให้พิมพ์ id: {ids.new(kind.letter)} (หรือใช้ khlang new สร้างให้)"
                ),
            )
        ]
    return Entry(path, kind, meta, front_matter)


def _explain(error: ValidationError, path: str, front_matter: FrontMatter, model: type[BaseModel]) -> Iterator[Problem]:
    """One Thai problem for each key that the model refuses."""
    named = set()
    faults = error.errors(include_url=False)
    told = {near for fault in faults if fault["type"] == "extra_forbidden" for near in _near(fault, model)[:1]}
    for fault in faults:
        limits = fault.get("ctx", {})
        place = fault["loc"] or ((limits["field"],) if limits.get("field") else ())  # of the model as a whole
        line = front_matter.line(*place)
        if place[:1] in named:
            continue
        named.add(place[:1])
        name = ".".join(str(part) for part in place)
        if fault["type"] == "missing" and name in told:
            continue  # it is there, under another name, of which is told
        if fault["type"] == "missing":
            yield FIELD_MISSING.at(path, line, f"ขาดหัวข้อ {name} ให้เพิ่มบรรทัด {name}: {_example(model, place)}")
        elif fault["type"] == "extra_forbidden":
            near = _near(fault, model)
            advice = f"ให้แก้เป็น {near[0]}" if near else f"หัวข้อที่ใช้ได้คือ {', '.join(model.model_fields)}"
            yield FIELD_UNKNOWN.at(path, line, f"ไม่รู้จักหัวข้อ {name} {advice}")
        elif fault["type"] == "thai_date":
            yield DATE.at(path, line, f"{name}: {limits['message']}")
        elif fault["type"] == "thai_value":
            yield FIELD_VALUE.at(path, line, f"{name}: {limits['message']}")
        else:
            meant = _meant(fault, model)
            reason = f"พิมพ์ {shown(fault['input'])} ไม่ได้ ให้แก้เป็น {meant}" if meant else _reason(fault)
            yield FIELD_VALUE.at(path, line, f"{name}: {reason} เช่น {name}: {meant or _example(model, place)}")


def _near(fault: Any, model: type[BaseModel]) -> list[str]:
    """The fields that an unknown key may mean."""
    key = str(fault["loc"][-1])
    return _named_in_thai(key.strip(), model) or nearest(key, model.model_fields, limit=1)


def _named_in_thai(key: str, model: type[BaseModel]) -> list[str]:
    """The field of which a Thai key is the title, or the beginning of it: วันที่ for วันที่ของเรื่อง."""
    titles = {name: str(info.title) for name, info in model.model_fields.items() if info.title}
    same = [name for name, title in titles.items() if title == key]
    begun = [
        name for name, title in titles.items() if len(key) > 3 and (title.startswith(key) or key.startswith(title))
    ]
    return same or begun


def _meant(fault: Any, model: type[BaseModel]) -> str | None:
    """The word of the file for what somebody typed in Thai: published for เผยแพร่, survey for การสำรวจ, true for ใช่."""
    typed = str(fault["input"]).strip()
    if fault["type"] == "enum" and fault["loc"] == ("status",):
        return next((one.value for one in Status if typed in _STATUS_WORDS[one]), None)
    if fault["type"].startswith("bool_"):
        return _YES_NO.get(typed)
    info = model.model_fields.get(str(fault["loc"][0])) if fault["type"] == "literal_error" else None
    extra = info.json_schema_extra if info else None
    labels = extra.get("enumDescriptions", ()) if isinstance(extra, dict) else ()
    words = get_args(info.annotation) if info else ()
    return next(
        (str(word) for word, said in zip(words, cast("list[str]", labels), strict=False) if said == typed), None
    )


def _reason(fault: Any) -> str:
    """What is wrong with a value, for the types of error that our models can raise."""
    limits = fault.get("ctx", {})
    typed = shown(fault["input"])
    reasons = {
        "literal_error": f"พิมพ์ {typed} ไม่ได้ ให้เลือกจาก {limits.get('expected', '')}",
        "enum": f"พิมพ์ {typed} ไม่ได้ ให้เลือกจาก {limits.get('expected', '')}",
        "string_too_long": f"ยาวเกิน {limits.get('max_length')} ตัวอักษร ให้เขียนให้สั้นลง",
        "string_too_short": "ยังว่างอยู่ ให้พิมพ์ข้อความ",
        "string_pattern_mismatch": "ต้องอยู่ในบรรทัดเดียว ให้ลบการขึ้นบรรทัดใหม่",
        "string_type": "ยังว่างอยู่ ให้พิมพ์ข้อความ" if fault["input"] is None else "ต้องเป็นข้อความ ให้ครอบด้วยเครื่องหมายคำพูด",
        "too_short": "ยังว่างอยู่ ให้ใส่อย่างน้อยหนึ่งรายการ",
        "tuple_type": "ต้องเป็นรายการในวงเล็บ [ ] คั่นด้วยจุลภาค",
    }
    for kind in ("int", "float"):
        for what in ("type", "parsing", "parsing_size", "from_float"):
            reasons[f"{kind}_{what}"] = f"พิมพ์ {typed} ไม่ได้ ต้องเป็นตัวเลขอย่างเดียว"
    return reasons.get(fault["type"], f"พิมพ์ {typed} ไม่ได้ ให้พิมพ์ตามตัวอย่าง").replace(" or ", " หรือ ")


def _example(model: type[BaseModel], place: tuple[Any, ...]) -> str:
    """A value that the field would take, written as YAML."""
    holder: type[BaseModel] = model
    for name in place[:-1]:
        annotation = holder.model_fields[name].annotation if name in holder.model_fields else None
        nested = [
            kind
            for kind in getattr(annotation, "__args__", (annotation,))
            if isinstance(kind, type) and issubclass(kind, BaseModel)
        ]
        if not nested:
            return _flow((holder.model_fields[name].examples or ["…"])[0]) if name in holder.model_fields else "…"
        holder = nested[0]
    info = holder.model_fields.get(str(place[-1]))
    return _flow(info.examples[0]) if info and info.examples else "…"


def _flow(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_flow(inner)}' for key, inner in value.items())}}}"
    return str(value).lower() if isinstance(value, bool) else str(value)
