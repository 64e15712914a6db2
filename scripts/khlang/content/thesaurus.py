"""`docs/_data/thesaurus.yml`: words that people use, and what documents call the same thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

FILE = "thesaurus.yml"

_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class LayTerm(BaseModel):
    """A word that people use and the official ones. One way: what is official does not lead to the everyday word."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    everyday: _Name
    official: tuple[_Name, ...] = Field(min_length=1)

    @property
    def name(self) -> str:
        """What no other row may be about."""
        return self.everyday

    @property
    def names(self) -> tuple[str, ...]:
        """The same, however it is typed."""
        return (self.everyday.lower(),)


def circles(rows: Iterable[LayTerm]) -> Iterator[tuple[int, str]]:
    """Official words that lead back to the everyday one, or are the same: number of the row, and what is wrong."""
    listed = list(rows)
    official = {row.everyday: row.official for row in listed}
    told: set[str] = set()
    for number, row in enumerate(listed):
        told.add(row.everyday)
        for word in row.official:
            if word == row.everyday or (word not in told and row.everyday in official.get(word, ())):
                yield number, f"{row.everyday} กับ {word} ชี้หากันเอง ให้เหลือทางเดียว คือจากคำที่คนพูดไปหาคำที่เอกสารใช้"
