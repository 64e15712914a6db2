"""The contributors' guide to fields, sections and rules, and the other files made from the models and committed.

Markdown made from the models and the rules' own words, kept between marks in a document that is written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from khlang.checks import THEMES
from khlang.content.fields import Field, fields, labels_of
from khlang.content.kind import Kind, Section
from khlang.content.kinds import KINDS, knowledge
from khlang.content.meta import EntryMeta
from khlang.content.problem import Rule
from khlang.content.vocabulary import Vocabulary
from khlang.contributing.issue_forms import issue_forms

GUIDE = "CONTRIBUTING.md"

# <!-- khlang generate: fields exchange --> … <!-- end -->
_BLOCK = re.compile(r"(<!-- khlang generate: (?P<name>[^\n]+?) -->\n).*?(<!-- end -->)", re.DOTALL)
_ACTIVE = re.compile(r"[\\`*_\[\]<>#|]")
_UNSEEN = re.compile("[\u00a0\u00ad\u200b-\u200d\u2060\ufeff\ue000-\uf8ff]")
_MAX_CHOICES = 5  # more than these are looked up in their file


def generated(root: Path, vocabulary: Vocabulary) -> dict[str, bytes]:
    """What every generated file below the project's folder must hold.

    The guide is written by hand around its generated parts, so it is read first. Raises ValueError where its marks are
    wrong, OSError where there is no guide.
    """
    parts = {**blocks(vocabulary), "rules": _rules_by_theme(THEMES)}
    document = fill((root / GUIDE).read_text(encoding="utf-8"), parts)
    return {name: text.encode() for name, text in {**issue_forms(vocabulary), GUIDE: document}.items()}


def stale(root: Path, files: dict[str, bytes]) -> list[str]:
    """The generated files that do not hold what they must."""
    return [name for name, data in files.items() if not (root / name).is_file() or (root / name).read_bytes() != data]


def blocks(vocabulary: Vocabulary) -> dict[str, str]:
    """The parts of the guide by the name that their mark gives."""
    common = fields(knowledge.KIND, vocabulary)  # a kind without fields of its own
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
    parts = [field.hint]
    if field.limit:
        parts.append(f"ไม่เกิน {field.limit} ตัวอักษร")
    if field.files:
        parts.append("จากบัญชี " + " และ ".join(f"`docs/{file}`" for file in field.files))
    elif 0 < len(field.choices) <= _MAX_CHOICES:
        parts.append("คือ " + ", ".join(f"`{choice.value}` {choice.label}" for choice in field.choices))
    return " ".join(parts)


def _example(value: Any) -> str:
    if not value or (isinstance(value, list) and isinstance(value[0], dict)):
        return "ดูด้านล่าง"
    if isinstance(value, list):
        return f"`[{', '.join(map(str, value))}]`"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _section_table(kind: Kind) -> str:
    lines = ["| ส่วน | จำเป็น | เขียนอะไร |", "|---|---|---|"]
    rows = (f"| `## {section.heading}` | {_need(kind, section)} | {section.hint} |" for section in kind.sections)
    return "\n".join([*lines, *rows]) + "\n"


def _need(kind: Kind, section: Section) -> str:
    if section.only:
        return f"เฉพาะ{labels_of(kind.meta.model_fields['type'])[section.only]}"
    return "ใช่" if section.is_required else "ไม่"


def _rules_by_theme(themes: Mapping[str, Sequence[Rule]]) -> str:
    """Markdown with a heading for each theme and, below it, for each rule; the rule's id is its heading and so its anchor."""
    return "\n".join(part for title, rules in themes.items() for part in (f"### {title}\n", *map(_rule_section, rules)))


def _rule_section(rule: Rule) -> str:
    """What one rule wants, why, and an example."""
    notes = [rule.level.label]
    if rule.is_mended:
        notes.append("`--fix` แก้ให้ได้")
    if rule.may_be_allowed:
        notes.append("เว้นได้เมื่อบอกเหตุผล")
    lines = [
        f"#### {rule.id}",
        "",
        f"**{_ACTIVE.sub(_escape, rule.title)}** ({' · '.join(notes)})",
        "",
        _ACTIVE.sub(_escape, rule.why),
        "",
        "````text",
    ]
    return "\n".join([*lines, *_snippet("ผิด", rule.wrong), *_snippet("ถูก", rule.right), "````", ""])


def _escape(mark: re.Match[str]) -> str:
    return f"\\{mark[0]}"


def _snippet(label: str, snippet: str) -> list[str]:
    shown = _UNSEEN.sub(lambda letter: f"⟨U+{ord(letter[0]):04X}⟩", snippet).split("\n")
    return [f"{label} │ {line}" for line in shown]
