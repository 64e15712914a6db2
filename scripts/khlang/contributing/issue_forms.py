"""GitHub's issue forms: one for each kind of entry, made from the models, so that nobody needs to know git.

Syntax: https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
`khlang.contributing.intake` reads back what such a form sends.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from khlang.content.fields import CONSENTS, Control, Field, asked, labels_of
from khlang.content.kind import Kind, Section
from khlang.content.kinds import KINDS
from khlang.content.settings import Settings
from khlang.content.vocabulary import Vocabulary

FOLDER = ".github/ISSUE_TEMPLATE"
CONSENT = "ยืนยันก่อนส่ง"
TEXT = "เนื้อหา"  # the one question about the text of kinds without sections

_WARNING = """\
## ⚠️ ทุกคนอ่านสิ่งที่ส่งได้ทันที

แก้หรือลบภายหลังแล้ว ประวัติก็ยังอยู่ **ห้ามใส่** ชื่อ ภาพใบหน้า หรือคะแนนของนักเรียน ชื่อผู้ปกครองหรือผู้ร้องเรียน \
เลขประจำตัวประชาชน เบอร์โทรศัพท์ส่วนตัว ที่อยู่บ้าน และเรื่องลับของทางราชการ

{title} ข้อที่มีดอกจันต้องตอบ ไม่มีเรื่องให้พิมพ์ว่า ไม่มี \
อย่าวางภาพในแบบนี้ ให้ผู้ดูแลเพิ่มให้หลังรับเรื่อง
"""
_TITLE = "ช่อง **Add a title** ด้านบนคือชื่อเรื่อง ไม่เกิน {limit} ตัวอักษร"
_NO_TITLE = "ช่อง **Add a title** ด้านบนไม่ขึ้นเว็บไซต์ พิมพ์สั้น ๆ ได้ เช่น งดประชุม"
_OPTIONAL = "**ต่อจากนี้ไม่ตอบก็ได้** กดปุ่มสีเขียวท้ายหน้าเพื่อส่งได้เลย"
_GENERATED = "# สร้างโดย khlang generate จากแบบจำลองและบัญชีคำ อย่าแก้ในไฟล์นี้\n"


@dataclass(frozen=True)
class Question:
    """One question of a form; its label is the heading under which GitHub puts the answer."""

    id: str
    label: str
    is_required: bool
    field: Field | None = None  # None: a part of the text
    hint: str = ""
    section: Section | None = None  # that the answer fills

    @property
    def is_up_front(self) -> bool:
        """Whether it stands among what must be answered."""
        return self.is_required or (self.field is not None and self.field.is_first)


def questions(kind: Kind, vocabulary: Vocabulary) -> tuple[Question, ...]:
    """What the form of a kind asks, in its order: what must be answered, the text, then the rest.

    The title is the issue's own. The day may stay open: it is then the day on which the issue was opened.
    """
    found = [_of_field(field) for field in asked(kind, vocabulary) if field.name != "title"]
    first = [one for one in found if one.is_up_front and one.id != "summary" and not (one.field and one.field.row)]
    numbers = [one for one in found if one.is_up_front and one.field and one.field.row]
    summary = [one for one in found if one.id == "summary"]  # easier to write once the text stands
    texts = _text(kind)
    needed = [
        one for one in texts if one.section is None or one.section.is_required
    ]  # by entries of some type at least
    rest = (*(one for one in texts if one not in needed), *(one for one in found if not one.is_up_front))
    return (*first, *needed, *numbers, *summary, *rest)


def title_field(kind: Kind, vocabulary: Vocabulary) -> Field | None:
    """The field that the issue's own title fills; None for a kind without one."""
    return next((field for field in asked(kind, vocabulary) if field.name == "title"), None)


def issue_forms(vocabulary: Vocabulary) -> dict[str, str]:
    """The forms of all kinds and what GitHub shows beside them, by file; plain pages are the maintainers' own."""
    forms = {f"{FOLDER}/{name}.yml": _form(kind, vocabulary) for name, kind in KINDS.items() if kind.folder}
    return {**forms, f"{FOLDER}/config.yml": _config(vocabulary.settings)}


def _of_field(field: Field) -> Question:
    name = field.name.replace(".", "-")  # as GitHub allows
    return Question(name, field.label, field.is_required and field.name != "date", field, field.hint)


def _text(kind: Kind) -> list[Question]:
    if not kind.has_text:
        return []
    if not kind.sections:
        return [Question("text", TEXT, True, hint="ขึ้นต้นด้วยสองสามประโยคที่บอกว่าเรื่องนี้ช่วยใคร ใช้ ## นำหน้าหัวข้อย่อย")]
    return [_of_section(one, kind) for one in kind.sections]


def _of_section(section: Section, kind: Kind) -> Question:
    """A form of GitHub cannot ask by what was answered before: what one type only must have may stay open."""
    hint = (
        f"เฉพาะ{labels_of(kind.meta.model_fields['type'])[section.only]} {section.hint}"
        if section.only
        else section.hint
    )
    is_required = section.is_required and not section.only
    return Question(f"section-{section.key}", section.heading, is_required, hint=hint, section=section)


def _form(kind: Kind, vocabulary: Vocabulary) -> str:
    asks = questions(kind, vocabulary)
    title = title_field(kind, vocabulary)
    body = [
        _markdown(_WARNING.format(title=_TITLE.format(limit=title.limit) if title else _NO_TITLE)),
        {
            "type": "checkboxes",
            "id": "consent",
            "attributes": {"label": CONSENT, "options": [{"label": one, "required": True} for one in CONSENTS]},
        },
        *(_element(one) for one in asks if one.is_up_front),
        _markdown(_OPTIONAL),
        *(_element(one) for one in asks if not one.is_up_front),
    ]
    return _dump({"name": kind.label, "description": kind.purpose, "body": body})


def _element(question: Question) -> dict[str, Any]:
    field = question.field
    attributes: dict[str, Any] = {"label": question.label, "description": _hint(question)}
    kind = "input" if field else "textarea"
    if field and field.choices:
        kind = "dropdown"
        attributes["multiple"] = field.control is Control.CHOICES
        attributes["options"] = [choice.label for choice in field.choices]
        if field.default:
            attributes["default"] = [choice.value for choice in field.choices].index(field.default)
    elif field and field.example:
        attributes["placeholder"] = f"เช่น {_line(field.example)}"
    return {
        "type": kind,
        "id": question.id,
        "attributes": attributes,
        "validations": {"required": question.is_required},
    }


def _hint(question: Question) -> str:
    field = question.field
    limit = f" ไม่เกิน {field.limit} ตัวอักษร" if field and field.limit else ""
    if question.id == "date":
        return f"{question.hint} ไม่ตอบคือวันที่ส่ง"
    several = " คั่นด้วยจุลภาค" if field and field.control is Control.LINES else ""
    return f"{question.hint}{limit}{several}"


def _line(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _markdown(text: str) -> dict[str, Any]:
    return {"type": "markdown", "attributes": {"value": text}}


def _config(settings: Settings) -> str:
    """A blank issue would warn nobody, so there is none; corrections have their own page."""
    links = [
        {
            "name": "แจ้งแก้ไขหรือขอถอนข้อมูล",
            "url": f"{settings.repository}/blob/main/docs/report.md",
            "about": "เรื่องส่วนบุคคลอย่าเขียนที่นี่ เพราะทุกคนอ่านได้ หน้านี้บอกช่องทางติดต่อสำนักงาน",
        }
    ]
    return _dump({"blank_issues_enabled": False, **({"contact_links": links} if settings.repository else {})})


class _Dumper(yaml.SafeDumper):
    """Texts of several lines as blocks, lists indented: as people write YAML."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        return super().increase_indent(flow, False)


def _text_node(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text_node)


def _dump(value: dict[str, Any]) -> str:
    return _GENERATED + yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
