"""The values that fields of the front matter take: days, lines of text, words of a vocabulary."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

from khlang.thai.dates import BUDDHIST_FROM, ce_year, read_day

FEWEST = 5
"""The smallest group of which a number may be shown: of fewer, a reader of the village could tell who is who."""


def refusal(message: str, field: str = "") -> PydanticCustomError:
    """An error that says in Thai what to type; `field` names the place where the model as a whole is wrong."""
    return PydanticCustomError("thai_value", "{message}", {"message": message, "field": field})


FIRST_YEAR = 1990
"""No entry is about a day before: 0069 and 1969 are 2569 typed short."""

_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}$", re.ASCII)


def parse_day(value: Any) -> datetime.date:
    """A date as typed → a day. Raises PydanticCustomError, with what to type instead, for anything but ISO 8601."""
    if isinstance(value, datetime.date):
        return value
    text = str(value).strip()
    if _ISO.match(text):
        year = int(text[:4])
        if year >= BUDDHIST_FROM:
            raise PydanticCustomError(
                "thai_date", "{message}", {"message": (f"{text} ใช้ปี พ.ศ. ให้พิมพ์เป็นปี ค.ศ. คือ {ce_year(year)}{text[4:]}")}
            )
        if year < FIRST_YEAR:
            meant = f"{ce_year(2500 + year % 100)}{text[4:]}"
            message = f"ปี {text[:4]} เก่าเกินไป ถ้าหมายถึง พ.ศ. 25{text[2:4]} ให้พิมพ์เป็นปี ค.ศ. คือ {meant}"
            raise PydanticCustomError("thai_date", "{message}", {"message": message})
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
        {"message": (f"วันที่ {text} พิมพ์ผิดรูป ให้พิมพ์ในรูป ปี ค.ศ.-เดือน-วัน เช่น {read_day(text) or '2026-11-22'}")},
    )


Day = Annotated[datetime.date, BeforeValidator(parse_day)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=r"^[^\n]*$")]


def labelled(**labels: str) -> dict[str, Any]:
    """What the values of a choice mean, under the name that editors show beside each (VS Code's extension of JSON schema)."""
    return {"enumDescriptions": list(labels.values())}


@dataclass(frozen=True)
class Refers:
    """The ids that a field takes: of which entries, or of the items of which lists."""

    letters: str = ""  # with which they begin; empty: of any entry that is a page
    abroad: bool = False  # a short address at another office does as well


@dataclass(frozen=True)
class Asks:
    """What a form asks for a field, where the field's own title is no question to whoever fills it in."""

    label: str
    hint: str = ""  # empty: the field's description


@dataclass(frozen=True)
class From:
    """The vocabularies of `docs/_data` whose names a field takes."""

    vocabularies: tuple[str, ...]
    by_place: bool = False  # the file holds a row's number, not its name
