"""A new entry, ready to be written: the right place, a permanent id, every field and section it must have."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

import yaml

from khlang.checks.sections import PLACEHOLDER_MARK
from khlang.content import ids
from khlang.content.entry import understand
from khlang.content.fields import FIRST_KEYS, example_of
from khlang.content.front_matter import split
from khlang.content.kind import Kind, Section
from khlang.content.library import Library
from khlang.content.markdown import headings
from khlang.content.problem import Problem

_TEXTS = ("title", "summary", "time", "cost")  # a draft may leave these to be written later
_MADE = ("id", "date", "status")


def draft(kind: Kind, values: Mapping[str, Any], library: Library, body: str = "") -> tuple[str, str]:
    """The file name below docs and the text of a draft of a kind.

    `values` are fields as a writer would type them; texts that are not among them become lines to be written,
    marked ✎, and so do the sections that `body`, the Markdown written so far, does not have. Raises ValueError, with a
    Thai sentence, for a missing choice and for values that the model refuses.
    """
    given = {
        "id": ids.new(kind.letter, library.by_id),
        "date": library.today.isoformat(),
        "status": "draft",
        **values,
    }
    fields = {name: given[name] if name in given else _default(kind, name) for name in _names(kind, given)}
    text = compose(kind, fields, _body(kind, fields.get("type"), body))
    path = _path(kind, fields, library)
    problems = _problems(path, text)
    if problems:
        raise ValueError("\n".join(problem.message for problem in problems))
    return path, text


def compose(kind: Kind, values: Mapping[str, Any], body: str) -> str:
    """The text of an entry's file: the given fields in their usual order, quoted where YAML asks for it, then the body."""
    names = [name for name in dict.fromkeys([*FIRST_KEYS, *kind.meta.model_fields]) if name in values]
    return f"---\n{_yaml({name: values[name] for name in names})}---\n\n{body}"


def required(kind: Kind) -> list[str]:
    """The fields that a writer of this kind must fill in; id, date and status are made."""
    return [name for name, info in kind.meta.model_fields.items() if info.is_required() and name not in _MADE]


def _names(kind: Kind, given: Mapping[str, Any]) -> list[str]:
    """The fields of a draft in their order: those that must be there, and those that the writer gave."""
    must = {*required(kind), "id", "date", "tags", "status", "public", *given}
    return [
        name
        for name in dict.fromkeys([*FIRST_KEYS, *kind.meta.model_fields])
        if name in must & kind.meta.model_fields.keys()
    ]


def _default(kind: Kind, name: str) -> Any:
    """What stands in a field that the writer has not filled in; a choice cannot be guessed."""
    if name == "tags":
        return []
    if name == "public":
        return False
    info = kind.meta.model_fields[name]
    if name in _TEXTS:
        return f"{PLACEHOLDER_MARK} {info.title}: {info.description}"
    example = example_of(info)
    typed = ",".join(map(str, example)) if isinstance(example, list) else example
    raise ValueError(f"ต้องบอก{info.title} ให้เพิ่ม --field {name}={typed}")


def _yaml(fields: Mapping[str, Any]) -> str:
    lines = []
    for name, value in fields.items():
        value = value.isoformat() if isinstance(value, datetime.date) else value
        dumped = (
            yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, width=math.inf)
            .removesuffix("\n...\n")
            .strip()
        )
        lines.append(f"{name}: {value if name == 'date' else dumped}\n")
    return "".join(lines)


def _body(kind: Kind, type_: str | None, written: str) -> str:
    if not kind.has_text:
        return ""
    if not kind.sections and not written:
        return f"{PLACEHOLDER_MARK} เขียนเนื้อหาที่นี่ ใช้ ## นำหน้าหัวข้อย่อย\n"
    titles = [heading.text for heading in headings(written) if heading.level <= 2]
    missing = [section for section in kind.sections_of(type_) if not any(map(section.matches, titles))]
    parts = [f"## {section.heading}\n\n{_placeholder(section)}\n" for section in missing]
    return "\n".join([written, *parts] if written else parts)


def _placeholder(section: Section) -> str:
    hint = f"{PLACEHOLDER_MARK} {section.hint}"
    return f"- {hint} {{#{ids.new(section.item)}}}" if section.item else hint


def _path(kind: Kind, fields: Mapping[str, Any], library: Library) -> str:
    """`exchange/2026-11-17-supervision.md` for what a group does every week, else the id; never a name that is taken."""
    name = fields.get("id") or ids.new(kind.letter, library.by_id)
    owner = library.vocabulary.owner(str(fields.get("owner", "")))
    if kind.is_weekly and owner:
        dated = f"{fields['date']}-{owner.key}"
        name = dated if f"{kind.folder}/{dated}.md" not in library.files else f"{dated}-{name}"
    return (PurePosixPath(kind.folder) / f"{name}.md").as_posix()


def _problems(path: str, text: str) -> list[Problem]:
    front_matter = split(text, path)
    if isinstance(front_matter, Problem):
        return [front_matter]
    understood = understand(path, front_matter)
    return understood if isinstance(understood, list) else []
