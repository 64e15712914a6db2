"""A questionnaire as a sheet to read or to print: of every survey with data, beside its results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from khlang.content.kinds.research import Research
from khlang.content.library import Library
from khlang.content.service_survey import ServiceSurvey
from khlang.pages.lists.rows import HOME, Place
from khlang.pages.research.satisfaction import PAGE
from khlang.pages.research.service_form import DOCUMENT, FOLDER, SCRIPT
from khlang.research.findings import findings
from khlang.survey.data import Survey


@dataclass(frozen=True)
class Block:
    """Questions that are answered on one scale, in one table."""

    title: str
    labels: tuple[str, ...]  # the highest level first, as Thai forms have them
    questions: tuple[tuple[str, str], ...]  # number → question


@dataclass(frozen=True)
class Choice:
    """A question about whoever answers."""

    title: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Instrument:
    """A questionnaire."""

    uri: str
    title: str
    summary: str
    crumbs: tuple[Place, ...]
    choices: tuple[Choice, ...]
    blocks: tuple[Block, ...]
    open: tuple[str, ...]
    is_example: bool = False
    downloads: tuple[Place, ...] = ()
    form: str = ""  # the address of the form that people fill in, where there is one
    intro: str = ""
    template: str = "instrument.html"


def pages(library: Library) -> Iterator[Instrument]:
    """The questionnaire of the service survey, and those of all public surveys with data."""
    if library.vocabulary.service_survey is not None:
        yield _service(library, library.vocabulary.service_survey)
    for entry in library.of_kind(Research):
        results = findings(library, entry).results
        if results is None:
            continue
        yield Instrument(
            f"{entry.url}instrument.md",
            f"แบบสอบถาม {entry.meta.title}",
            "แบบสอบถามที่ใช้จริง นำไปใช้ซ้ำเพื่อเทียบผลได้",
            (HOME, Place("วิจัยและสำรวจ", "research/"), Place(entry.meta.title, entry.url)),
            tuple(
                Choice(one.title, tuple(category.label for category in one.categories))
                for one in results.survey.groupings
            ),
            tuple(_blocks(results.survey)),
            tuple(question.text for question in results.survey.open),
            entry.is_example,
        )


def _service(library: Library, survey: ServiceSurvey) -> Instrument:
    """The office's own, ready to be used."""
    numbered = enumerate(survey.aspects, 1)
    return Instrument(
        f"{FOLDER}/index.md",
        f"แบบสอบถาม{survey.title}",
        "ข้อคำถามพร้อมใช้ ไฟล์สร้างแบบฟอร์มออนไลน์ แบบสำหรับพิมพ์ และคิวอาร์โค้ด",
        (HOME, PAGE),
        tuple(Choice(one.title, one.choices) for one in survey.groups),
        tuple(
            Block(aspect.title, survey.scale[::-1], tuple((f"{n}.{i}", text) for i, text in enumerate(aspect.items, 1)))
            for n, aspect in numbered
        ),
        survey.open,
        downloads=(Place("สคริปต์สร้าง Google Forms", SCRIPT), Place("เอกสาร Word สำหรับ Microsoft Forms", DOCUMENT)),
        form=library.settings.service_form or "",
        intro=survey.intro,
    )


def _blocks(survey: Survey) -> Iterator[Block]:
    for part in survey.parts:
        aspects = survey.aspects_of(part)
        for aspect in aspects:
            title = part.title if len(aspects) == 1 else f"{part.title} {aspect.title}"
            yield Block(
                title, part.scale.labels[::-1], tuple((item.key, item.text) for item in survey.items_of(aspect))
            )
