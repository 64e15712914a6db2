"""Parts of a survey's data that stand alone: numbers, texts, words of open answers, ticks of check-box questions."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000, pattern=r"^[^\x00-\x1f]*$")
]
Key = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z.\-]{0,19}$")]
Count = Annotated[int, Field(ge=0, le=10**9, strict=True)]
Total = Annotated[int, Field(ge=0, le=10**15, strict=True)]


class Model(BaseModel):
    """A part of the data of a survey: frozen, and no key that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Word(Model):
    """A word of open answers."""

    text: Text
    respondents: Count
    """How many different people wrote it."""


class OpenQuestion(Model):
    """A question that is answered in one's own words; the words stay where they were written."""

    text: Text
    answered: Count | None = None
    """How many wrote something; None where too few did."""
    words: tuple[Word, ...] = ()
    """Most frequent first."""


class Choice(Model):
    """An option of a check-box question."""

    label: Text
    n: Count
    """How many ticked it."""


class ChoiceQuestion(Model):
    """A question of which several options may be ticked."""

    text: Text
    answered: Count
    """How many ticked at least one."""
    options: tuple[Choice, ...] = Field(min_length=1)
    """Most frequent first."""
    hidden: Count = 0
    """How many options are not told, as too few ticked them, or all but too few did."""
