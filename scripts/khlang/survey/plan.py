"""What a survey's author says of the questionnaire where its own words do not: a small YAML file.

Every line is optional. Columns are named by their letters (E, E-H) or by the question itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from khlang.content.front_matter import decode, read_yaml
from khlang.content.problem import Problem
from khlang.content.values import FEWEST
from khlang.survey.data import Bands, Side
from khlang.survey.scales import MOST_LEVELS, Range
from khlang.survey.sheet import MAX_QUESTION, Column, Refused, Sheet
from khlang.thai.distance import nearest
from khlang.thai.normal import normalise
from khlang.thai.numerals import arabic_digits

_T = TypeVar("_T")
_LETTERS = re.compile(r"^([A-Z]{1,3})(?:\s*[-:–]\s*([A-Z]{1,3}))?$")


def _listed(value: object) -> object:
    return [value] if isinstance(value, str | int) else value


def levels(typed: object) -> Range | None:
    """The range of a scale of numbers as it is typed: 7 is 1 to 7, "0-10" what it says. Raises ValueError, in Thai."""
    if typed is None or isinstance(typed, Range):
        return typed
    found = re.fullmatch(r"\s*(?:(\d{1,2})\s*(?:-|–|ถึง)\s*)?(\d{1,2})\s*", arabic_digits(str(typed)), re.ASCII)
    span = Range(int(found[1] or 1), int(found[2])) if found else None
    if span is None or span.low > 1 or not 2 <= span.levels <= MOST_LEVELS:
        raise ValueError(
            f"levels เป็น {str(typed)[:20]} ไม่ได้ ให้ใช้จำนวนระดับ 2 ถึง 10 เช่น 7 หรือช่วงที่ขึ้นต้นด้วย 0 หรือ 1 เช่น 0-10"
        )
    return span


def _levels(typed: object) -> Range | None:
    try:
        return levels(typed)
    except ValueError as error:
        raise PydanticCustomError("levels", "{said}", {"said": str(error)}) from None


Title = Annotated[str, Field(min_length=1, max_length=MAX_QUESTION)]
Columns = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)  # same: {6: 5}


class PlanAspect(_Model):
    """ด้าน: a title and its columns."""

    title: Title
    columns: Columns = Field(min_length=1)


class PlanPart(_Model):
    """ตอน: a title, its aspects or columns, and the labels of its scale, lowest first."""

    title: Title
    columns: Columns = ()
    aspects: tuple[PlanAspect, ...] = ()
    scale: tuple[Title, ...] = Field((), max_length=MOST_LEVELS)
    side: Side | None = None


class Plan(_Model):
    """A plan as it is typed."""

    parts: tuple[PlanPart, ...] = ()
    groups: Columns | None = None  # None: recognised; an empty list: none
    merge: dict[str, dict[str, Columns]] = Field(default_factory=dict)  # group's question → new label → old ones
    order: dict[str, Columns] = Field(default_factory=dict)  # group's question → labels, lowest first: neighbours join
    names: dict[str, Title] = Field(default_factory=dict)  # group's question → the noun that reports call it by
    open: Columns | None = None
    leave_out: Columns = ()  # words of open answers that are not told: names that nothing else gave away
    choices: Columns = ()  # check-box questions in one column each
    ignore: Columns = ()
    reversed: Columns = ()
    pairs: tuple[tuple[str, str], ...] = ()  # how it is, how it should be
    same: dict[str, str] = Field(default_factory=dict)  # what was typed → what is meant
    copies: bool = False  # whether rows that are alike to the second are different people
    skip_rows: Columns = ()  # numbers of rows that nobody answered: 31, 40-69
    missing: Columns = ()  # answers that say nothing: ไม่เกี่ยวข้อง
    levels: Annotated[Range | None, BeforeValidator(_levels)] = None
    """Of scales in bare numbers, 7 or 0-10, or where words fit several scales."""
    bands: Bands = Bands.BOONCHOM
    least: int = Field(FEWEST, ge=FEWEST, le=1000)
    invited: int | None = Field(None, ge=1, le=10**7)
    scores: bool = True  # whether respondents get scores, which only those have who answered everything


def read(data: bytes, name: str) -> Plan:
    """The bytes of a plan → the plan. Raises Refused with the line of every fault."""
    text = decode(data, name)
    if text.problems:
        raise Refused(*(f"{name} บรรทัดที่ {problem.line}: {problem.message}" for problem in text.problems))
    found = read_yaml(normalise(text.value), name)
    if isinstance(found, Problem):
        raise Refused(f"{name} บรรทัดที่ {found.line}: {found.message}")
    values, lines = found
    try:
        return Plan.model_validate(values)
    except ValidationError as error:
        raise Refused(*(_told(fault, lines, name) for fault in error.errors(include_url=False)[:5])) from None


def _told(fault: ErrorDetails, lines: dict[str, int], name: str) -> str:
    place = [str(part) for part in fault["loc"]]
    line = next((lines[known] for end in range(len(place), 0, -1) if (known := ".".join(place[:end])) in lines), 1)
    where = place[-1] if place else "ไฟล์"
    if fault["type"] == "extra_forbidden":
        near = nearest(where, Plan.model_fields, limit=1)
        return f"{name} บรรทัดที่ {line}: ไม่รู้จัก {where}" + (
            f" ใกล้ที่สุดคือ {near[0]}" if near else f" ที่ใช้ได้คือ {', '.join(Plan.model_fields)}"
        )
    said = {
        "levels": fault["msg"],
        "string_too_long": f"{where} ยาวเกิน {MAX_QUESTION:,} ตัวอักษร ให้ย่อให้สั้นลง",
        "string_too_short": f"{where} ว่าง ให้พิมพ์ชื่อ",
        "enum": f"ค่าของ {where} ใช้ไม่ได้ ที่ใช้ได้คือ {' หรือ '.join(_choices(fault))}",
        "too_long": f"{where} มีเกิน {MOST_LEVELS} ระดับ ให้ระบุไม่เกินนี้",
    }.get(fault["type"])
    return f"{name} บรรทัดที่ {line}: {said or f'ค่าของ {where} ใช้ไม่ได้ ให้ดูตัวอย่างแผนที่หน้า guide/survey/ ของเว็บไซต์'}"


def _choices(fault: ErrorDetails) -> list[str]:
    return re.findall(r"'([^']+)'", str(fault.get("ctx", {}).get("expected", "")))


def columns(names: tuple[str, ...], sheet: Sheet) -> list[Column]:
    """The columns that names in a plan stand for, in the order named. Raises Refused for one that is not there."""
    return [column for name in names for column in _columns(name, sheet)]


def _columns(name: str, sheet: Sheet) -> list[Column]:
    letters = _LETTERS.match(name.strip())
    if letters:
        first, last = letters[1], letters[2] or letters[1]
        ends = [(len(one), one) for one in (first, last)]
        found = [column for column in sheet.columns if ends[0] <= (len(column.letter), column.letter) <= ends[1]]
        known = {column.letter for column in found}
        if not {first, last} <= known:
            raise Refused(f"แผนอ้างถึงคอลัมน์ {name} แต่ตารางมีคอลัมน์ {sheet.columns[0].letter} ถึง {sheet.columns[-1].letter}")
        return found
    wanted = " ".join(name.split())
    found = [column for column in sheet.columns if column.question == wanted]
    if not found:
        near = nearest(wanted, (column.question for column in sheet.columns), limit=1)
        raise Refused(
            f"แผนอ้างถึงคำถาม “{wanted}” ซึ่งไม่มีในตาราง" + (f" ใกล้ที่สุดคือ “{near[0]}”" if near else " ให้ใช้อักษรของคอลัมน์ เช่น E")
        )
    return found


def of_column(values: Mapping[str, _T], column: Column, default: _T) -> _T:
    """What a plan says of a column by its question or its letter."""
    return values.get(column.question, values.get(column.letter, default))
