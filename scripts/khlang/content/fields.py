"""The fields of a kind as a form asks for them: names, hints, choices, limits; from the models and the vocabularies."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from khlang.content.kind import Kind
from khlang.content.measured import Measured
from khlang.content.meta import Status
from khlang.content.values import Asks, From, Refers
from khlang.content.vocabulary import FOLDER, Vocabulary

_PRACTICE_TERMS = ("grades", "subjects", "components", "skills", "aspects")  # they share one file
_NOT_ASKED = (
    "id",
    "status",
    "updated",
    "example",
    "public",
    "data",
    "scores",
    "service",
)  # made, or set by those who review


FIRST_KEYS = ("id", "title", "summary", "date", "owner", "tags", "status")
"""The keys that stand first in a file, in this order; those of the kind follow."""


class Control(StrEnum):
    """How a value is given."""

    LINE = "line"
    DAY = "day"
    FLAG = "flag"
    CHOICE = "choice"  # one of `choices`
    CHOICES = "choices"  # any of `choices`
    LINES = "lines"  # a list of free texts
    NUMBER = "number"
    GROUP = "group"  # keys below a key; no form asks for it whole


CONSENTS = (
    "ทราบว่าสิ่งที่ส่งเปิดเผยต่อสาธารณะทันที และเรื่องนี้ไม่มีข้อมูลส่วนบุคคลของนักเรียนหรือของใคร",
    "ข้อความเป็นของเราเองหรือได้รับอนุญาต และผู้ที่มีชื่อเป็นผู้เขียนยินยอมให้เผยแพร่ชื่อ",
)
"""What whoever sends something in confirms before sending, in every way in."""


@dataclass(frozen=True)
class Choice:
    """One value of a choice: what stands in the file, and what people read."""

    value: str | int
    label: str
    also: tuple[str, ...] = ()  # other names of the same
    since: datetime.date | None = None  # the first day on which it may be chosen
    editors: tuple[str, ...] = ()  # who takes in what comes from it


@dataclass(frozen=True)
class Field:
    """One field of a kind."""

    name: str  # the key in the front matter
    label: str
    hint: str
    is_required: bool
    control: Control
    example: Any = None
    choices: tuple[Choice, ...] = ()
    default: str | None = None
    limit: int | None = None  # characters
    files: tuple[str, ...] = ()  # of the vocabularies, below docs/
    least: int | None = None  # of a number
    is_first: bool = False  # asked up front, though it may stay empty
    row: str = (
        ""  # the list of which it is a part: `measured` for `measured.what`; a row is answered whole or not at all
    )
    is_whole: bool = False  # of a number: without a fraction
    refers: Refers | None = None  # the ids that it takes


def fields(kind: Kind, vocabulary: Vocabulary) -> tuple[Field, ...]:
    """Every field of a kind, those that must be filled in first."""
    rows = [_field(name, info, vocabulary) for name, info in kind.meta.model_fields.items()]
    return tuple(sorted(rows, key=lambda field: not field.is_required))


def asked(kind: Kind, vocabulary: Vocabulary) -> tuple[Field, ...]:
    """The fields that a contributor is asked for, in the same order."""
    left_out = {*_NOT_ASKED, *kind.asking.never}
    kept = [
        _as_question(kind, field)
        for field in fields(kind, vocabulary)
        if field.name not in left_out and _can_be_answered(field)
    ]
    return tuple(
        replace(part, is_first=field.name in kind.asking.first)
        for field in kept
        for part in (_row(kind, field, vocabulary) if field.control is Control.GROUP else (field,))
    )


def _can_be_answered(field: Field) -> bool:
    """Whether a field has an answer: one that takes names of a vocabulary has none while that is empty."""
    return field.is_required or not field.files or bool(field.choices)


def _as_question(kind: Kind, field: Field) -> Field:
    """A field with the words in which a form asks for it."""
    asks = next((part for part in kind.meta.model_fields[field.name].metadata if isinstance(part, Asks)), None)
    return replace(field, label=asks.label, hint=asks.hint or field.hint) if asks else field


def runs_broken(kind: Kind, answered: Collection[str]) -> bool:
    """Whether not exactly one of the runs of fields is answered of which a kind wants one, or one not whole."""
    runs = kind.asking.one_of
    begun = [run for run in runs if any(name in answered for name in run)]
    return bool(runs) and not (len(begun) == 1 and all(name in answered for name in begun[0]))


def rows_broken(asks: Iterable[Field], answered: Collection[str]) -> list[Field]:
    """The fields of a row that are open while others of it are answered."""
    begun = {field.row for field in asks if field.row and field.name in answered}
    return [field for field in asks if field.row in begun and field.name not in answered]


def nested(values: Mapping[str, Any]) -> dict[str, Any]:
    """Answers by field → values as a file has them: what belongs to a row becomes the one row of a list."""
    values_of_file: dict[str, Any] = {}
    for name, value in values.items():
        key, _, part = name.partition(".")
        if part:
            values_of_file.setdefault(key, [{}])[0][part] = value
        else:
            values_of_file[key] = value
    return values_of_file


def _row(kind: Kind, field: Field, vocabulary: Vocabulary) -> Iterator[Field]:
    """The parts that must be given of a list of small models whose numbers a form can ask for; else nothing."""
    inner = next(iter(get_args(kind.meta.model_fields[field.name].annotation)), None)
    if inner is not Measured:
        return
    parts = [(name, info) for name, info in inner.model_fields.items() if info.is_required()]
    for i, (name, info) in enumerate(parts):
        part = _field(name, info, vocabulary)
        open_ = "" if i else f"ถ้าไม่ได้วัด ให้เว้นทั้ง {len(parts)} ข้อนี้ "
        yield replace(
            part,
            name=f"{field.name}.{name}",
            label=f"{field.label}: {part.label}",
            hint=open_ + part.hint,
            is_required=False,
            row=field.name,
        )


def example_of(info: FieldInfo) -> Any:
    """The first example of a field; None where it has none."""
    return info.examples[0] if info.examples else None


def _field(name: str, info: FieldInfo, vocabulary: Vocabulary) -> Field:
    source = next((part for part in info.metadata if isinstance(part, From)), None)
    choices = _choices(source, info, vocabulary)
    return Field(
        name,
        info.title or name,
        info.description or "",
        info.is_required(),
        _control(info, bool(choices)),
        example_of(info),
        choices,
        str(info.default) if isinstance(info.default, str) else None,
        next((part.max_length for part in _constraints(info) if getattr(part, "max_length", None)), None),
        tuple(f"{FOLDER}/{file_of(vocabulary_name)}" for vocabulary_name in source.vocabularies) if source else (),
        _extra(info).get("minimum"),
        is_whole=int in {info.annotation, *get_args(info.annotation)},
        refers=next((part for part in info.metadata if isinstance(part, Refers)), None),
    )


def _constraints(info: FieldInfo) -> Iterator[Any]:
    """What binds a value: of `Annotated[…] | None` too, where pydantic leaves it inside."""
    yield from info.metadata
    for part in get_args(info.annotation):
        yield from getattr(part, "__metadata__", ())


def _choices(source: From | None, info: FieldInfo, vocabulary: Vocabulary) -> tuple[Choice, ...]:
    if source and source.by_place:
        numbered = enumerate(vocabulary.of(source.vocabularies[0]), 1)
        return tuple(Choice(number, f"{number} {row.label}") for number, row in numbered)
    if source:
        rows = (row for name in source.vocabularies for row in vocabulary.of(name))
        return tuple(
            Choice(
                row.label,
                row.label,
                tuple(name for name in row.names if name != row.label),
                getattr(row, "since", None),
                getattr(row, "editors", ()),
            )
            for row in rows
            if not getattr(row, "until", None)
        )
    if info.annotation is Status:
        return tuple(Choice(status.value, status.label) for status in Status)
    if _literal(info):
        return tuple(Choice(value, label) for value, label in labels_of(info).items())
    return ()


def labels_of(info: FieldInfo) -> dict[str, str]:
    """What people read for each value of a field that takes one of a few words; nothing for other fields."""
    values = _literal(info)
    return dict(zip(values, _extra(info)["enumDescriptions"], strict=True)) if values else {}


def _extra(info: FieldInfo) -> dict[str, Any]:
    """What a field adds to its JSON schema."""
    return dict(info.json_schema_extra) if isinstance(info.json_schema_extra, dict) else {}


def _literal(info: FieldInfo) -> tuple[Any, ...]:
    """The words of which a field takes one; of `Literal[…] | None` the words."""
    for part in (info.annotation, *get_args(info.annotation)):
        part = get_args(part)[0] if get_origin(part) is Annotated else part
        if get_origin(part) is Literal:
            return get_args(part)
    return ()


def _control(info: FieldInfo, has_choices: bool) -> Control:
    kinds = {info.annotation, *get_args(info.annotation)}  # of `Review | None` and `tuple[str, ...]` the parts count
    is_list = get_origin(info.annotation) is tuple
    if any(isinstance(kind, type) and issubclass(kind, BaseModel) for kind in kinds):
        return Control.GROUP
    if has_choices:
        return Control.CHOICES if is_list else Control.CHOICE
    if is_list:
        return Control.LINES
    if bool in kinds:
        return Control.FLAG
    if kinds & {int, float}:
        return Control.NUMBER
    return Control.DAY if _is_day(kinds) else Control.LINE


def _is_day(kinds: set[Any]) -> bool:
    return any(datetime.date in (kind, *get_args(kind)) for kind in kinds)


def file_of(vocabulary: str) -> str:
    """The file of `docs/_data` that holds a vocabulary."""
    return "practices.yml" if vocabulary in _PRACTICE_TERMS else f"{vocabulary}.yml"
