"""The contributors' guide to fields and sections: Markdown tables made from the models, kept between marks in a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from khlang.fields import Field, fields, labels_of
from khlang.kinds import KINDS, Kind, Section
from khlang.meta import EntryMeta
from khlang.vocabulary import Vocabulary

# <!-- khlang generate: fields exchange --> … <!-- end -->
_BLOCK = re.compile(r"(<!-- khlang generate: (?P<name>[^\n]+?) -->\n).*?(<!-- end -->)", re.DOTALL)
_MAX_CHOICES = 5  # more than these are looked up in their file


def blocks(vocabulary: Vocabulary) -> dict[str, str]:
    """The parts of the guide by the name that their mark gives."""
    common = fields(KINDS["knowledge"], vocabulary)  # a kind without fields of its own
    own = {
        f"fields {kind.name}": _field_table(one for one in fields(kind, vocabulary) if one.name not in _COMMON)
        for kind in KINDS.values()
        if kind.meta.model_fields.keys() - _COMMON and kind.folder
    }
    sections = {f"sections {kind.name}": _section_table(kind) for kind in KINDS.values() if kind.sections}
    return {"fields": _field_table(common), **own, **sections}


def fill(document: str, parts: Mapping[str, str]) -> str:
    """A document with what stands between its marks made anew.

    Raises ValueError where a mark is not closed, names no part, or a part has no mark.
    """
    named = [found["name"] for found in _BLOCK.finditer(document)]
    if sorted(named) != sorted(parts) or document.count("<!-- khlang generate:") != len(named):
        raise ValueError(
            f"เครื่องหมาย khlang generate ในเอกสารต้องมี {', '.join(parts)} อย่างละหนึ่งคู่ แต่พบ {', '.join(named)}"
        )
    return _BLOCK.sub(lambda found: f"{found[1]}\n{parts[found['name']]}\n{found[3]}", document)


_COMMON = EntryMeta.model_fields.keys()


def _field_table(rows: Iterable[Field]) -> str:
    lines = ["| หัวข้อ | จำเป็น | พิมพ์อะไร | ตัวอย่าง |", "|---|---|---|---|"]
    for row in rows:
        need = "ใช่" if row.is_required else "ไม่"
        lines.append(f"| `{row.name}` | {need} | {_what(row)} | {_example(row.example)} |")
    return "\n".join(lines) + "\n"


def _what(field: Field) -> str:
    said = [field.hint]
    if field.limit:
        said.append(f"ไม่เกิน {field.limit} ตัวอักษร")
    if field.files:
        said.append("จากบัญชี " + " และ ".join(f"`docs/{file}`" for file in field.files))
    elif 0 < len(field.choices) <= _MAX_CHOICES:
        said.append("คือ " + ", ".join(f"`{choice.value}` {choice.label}" for choice in field.choices))
    return " ".join(said)


def _example(value: Any) -> str:
    if not value or (isinstance(value, list) and isinstance(value[0], dict)):
        return "ดูด้านล่าง"
    if isinstance(value, list):
        return f"`[{', '.join(map(str, value))}]`"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _section_table(kind: Kind) -> str:
    lines = ["| ส่วน | จำเป็น | เขียนอะไร |", "|---|---|---|"]
    rows = (f"| `## {one.heading}` | {_need(kind, one)} | {one.hint} |" for one in kind.sections)
    return "\n".join([*lines, *rows]) + "\n"


def _need(kind: Kind, section: Section) -> str:
    if section.only:
        return f"เฉพาะ{labels_of(kind.meta.model_fields['type'])[section.only]}"
    return "ใช่" if section.is_required else "ไม่"
