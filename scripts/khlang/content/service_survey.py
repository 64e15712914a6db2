"""The office's own survey of how content people are with its services: the questions, from `docs/_data/service_survey.yml`."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

FILE = "service_survey.yml"
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=r"^[^\n\[\]]*$")]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Asked(_Model):
    """A question about whoever answers."""

    title: Words
    choices: tuple[Words, ...] = Field(min_length=2)


class AskedAspect(_Model):
    """ด้าน: questions that are answered on the scale."""

    title: Words
    items: tuple[Words, ...] = Field(min_length=1)


class ServiceSurvey(_Model):
    """The questionnaire."""

    title: Words
    intro: Words
    scale: tuple[Words, ...] = Field(min_length=2, max_length=10)  # the lowest first
    groups: tuple[Asked, ...] = ()
    aspects: tuple[AskedAspect, ...] = Field(min_length=1)
    open: tuple[Words, ...] = ()

    def grid(self, aspect: AskedAspect) -> str:
        """The title of an aspect's grid, which `khlang survey` takes apart again."""
        return f"ตอนที่ 1 {self.title} {aspect.title if aspect.title.startswith('ด้าน') else f'ด้าน{aspect.title}'}"
