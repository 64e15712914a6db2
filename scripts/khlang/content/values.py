"""The values that fields of the front matter take: days, lines of text, words of a vocabulary."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError


def refusal(message: str, field: str = "") -> PydanticCustomError:
    """An error that says in Thai what to type; `field` names the place where the model as a whole is wrong."""
    return PydanticCustomError("thai_value", "{message}", {"message": message, "field": field})


_DAY_FIRST = re.compile(r"^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})$")
_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}$", re.ASCII)
FIRST_BUDDHIST_YEAR = 2400  # no page speaks of the common era's year 2400


def parse_day(value: Any) -> datetime.date:
    """A date as typed → a day. Raises PydanticCustomError, with what to type instead, for anything but ISO 8601."""
    if isinstance(value, datetime.date):
        return value
    text = str(value).strip()
    if _ISO.match(text):
        year = int(text[:4])
        if year > FIRST_BUDDHIST_YEAR:
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
        {"message": (f"วันที่ {text} พิมพ์ผิดรูป ให้พิมพ์ในรูป ปี ค.ศ.-เดือน-วัน เช่น {guess_day(text) or '2026-11-22'}")},
    )


def guess_day(text: str) -> str | None:
    """The ISO form of a day typed as 31/11/2568, if there is such a day."""
    typed = _DAY_FIRST.match(text)
    if typed is None:
        return None
    day, month, year = map(int, typed.groups())
    try:
        return datetime.date(year - 543 if year > FIRST_BUDDHIST_YEAR else year, month, day).isoformat()
    except ValueError:
        return None


Day = Annotated[datetime.date, BeforeValidator(parse_day)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=r"^[^\n]*$")]


def labelled(**labels: str) -> dict[str, Any]:
    """What the values of a choice mean, under the name that editors show beside each (VS Code's extension of JSON schema)."""
    return {"enumDescriptions": list(labels.values())}


@dataclass(frozen=True)
class From:
    """The vocabularies of `docs/_data` whose names a field takes."""

    vocabularies: tuple[str, ...]
    by_place: bool = False  # the file holds a row's number, not its name
