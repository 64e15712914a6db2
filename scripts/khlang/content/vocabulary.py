"""The controlled vocabularies of `docs/_data/*.yml`: groups, schools, tags, abbreviations, the calendar, practice terms.

Every file is a list of small mappings; a faulty row is reported with its line and left out.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from khlang.content import offices, service_survey, thesaurus
from khlang.content.data_files import BROKEN, Reader
from khlang.content.facts import DATA, Facts
from khlang.content.offices import Office
from khlang.content.problem import Problem
from khlang.content.service_survey import ServiceSurvey
from khlang.content.settings import Settings
from khlang.content.thesaurus import LayTerm
from khlang.content.values import Day
from khlang.thai.dates import Term as SchoolTerm
from khlang.thai.distance import nearest
from khlang.thai.normal import normalise

FOLDER = DATA
READING = "reading.yml"
REPORTED_NEEDS = "reported_needs.yml"

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9\-]*$")]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Named(BaseModel):
    """A row with a key for addresses, the name that readers see, and other names that writers may type."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    key: Key
    name: Name
    short: Name | None = None
    also: tuple[Name, ...] = ()

    @property
    def label(self) -> str:
        """The short name where there is one, else the name."""
        return self.short or self.name

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that a writer may type for it."""
        return (self.key, self.name, *([self.short] if self.short else []), *self.also)


class FormerName(BaseModel):
    """What a group was called before, and the last day on which it was."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name: Name
    until: Day


class Group(Named):
    """กลุ่มงานหรือหน่วยของสำนักงาน."""

    weekday: int | None = Field(None, ge=1, le=7)  # of its weekly exchange; ISO: 1 is Monday
    duty: Name | None = None
    editors: tuple[Name, ...] = ()  # who takes in what comes by LINE: positions, no telephones
    former: tuple[FormerName, ...] = ()
    since: Day | None = None  # its first day, for a group that is newer than the site
    until: Day | None = None  # its last day; what it wrote stays with it
    successor: Key | None = None  # the group that took its work over

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that a writer may type for it, former names included."""
        return (*super().names, *(one.name for one in self.former))

    def label_on(self, day: datetime.date) -> str:
        """What it was called on a day."""
        then = sorted((former.until, former.name) for former in self.former if day <= former.until)
        return then[0][1] if then else self.label

    def is_there(self, day: datetime.date) -> bool:
        """Whether it exists on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class School(Named):
    """โรงเรียนในสังกัด."""

    district: Name | None = None


class Tag(Named):
    """ป้ายกำกับ."""


class Choice(Named):
    """A value that a field of a practice may take: a grade, a subject, a component, a thinking skill."""

    family: Name | None = None  # what it stands under in the matrix; those of a family follow each other


class Read(BaseModel):
    """An entry in a reading list, and why it stands there."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: Name
    why: Name


class ReadingSet(BaseModel):
    """ชุดความรู้: what to read for one job, in order."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    key: Key
    name: Name
    summary: Name
    reads: tuple[Read, ...] = Field(min_length=1)

    @property
    def names(self) -> tuple[str, ...]:
        """What no other list may be called."""
        return (self.key, self.name)


class Abbreviation(BaseModel):
    """A short form and what it stands for."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    short: Name
    long: Name
    also: tuple[Name, ...] = ()


class ReportedNeed(Named):
    """A need that a document of the office mentions without numbers and without saying what was done."""

    source: Name  # the id of the entry that tells of the document


class Misspelling(BaseModel):
    """A word as it is often typed, wrong in any text, and the word that is meant."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    wrong: Name
    right: Name


class Term(BaseModel):
    """ภาคเรียน: a term of the school year."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    year: int = Field(ge=2500, le=2700)  # ปีการศึกษา, พ.ศ.
    number: int = Field(ge=1, le=3)
    start: Day
    end: Day

    def dated(self) -> SchoolTerm:
        """The same as the Thai core wants it."""
        return SchoolTerm(self.year, self.number, self.start, self.end)


class Holiday(BaseModel):
    """A day or a run of days without meetings."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name: Name
    start: Day
    end: Day | None = None

    @property
    def last(self) -> datetime.date:
        """The last day, which is the first where it is one day."""
        return self.end or self.start


Row = TypeVar("Row", bound=Named)


@dataclass(frozen=True)
class Names(Generic[Row]):
    """The rows of one vocabulary, found by any of their names."""

    rows: tuple[Row, ...] = ()

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def _by_name(self) -> dict[str, Row]:
        return {normalise(name): row for row in reversed(self.rows) for name in row.names}

    def find(self, typed: str) -> Row | None:
        """The row that a writer means, by key, name, short name or another name; None where there is none."""
        return self._by_name.get(normalise(typed.strip()))

    def near(self, typed: str) -> list[str]:
        """The rows nearest to what was typed, best first, each by the name to type instead."""
        names = nearest(typed, [name for row in self.rows for name in row.names[1:]], limit=12)
        rows = (self.find(name) for name in names)
        return list(dict.fromkeys(row.label for row in rows if row))[:3]


@dataclass(frozen=True)
class Vocabulary:
    """Everything in `_data`."""

    settings: Settings
    groups: Names[Group] = field(default_factory=Names)
    schools: Names[School] = field(default_factory=Names)
    tags: Names[Tag] = field(default_factory=Names)
    grades: Names[Choice] = field(default_factory=Names)
    subjects: Names[Choice] = field(default_factory=Names)
    programme: str = ""  # whose components these are: one of many programmes, or none
    components: Names[Choice] = field(default_factory=Names)
    skills: Names[Choice] = field(default_factory=Names)
    aspects: Names[Choice] = field(default_factory=Names)
    reading: tuple[ReadingSet, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    misspellings: tuple[Misspelling, ...] = ()
    lay_terms: tuple[LayTerm, ...] = ()
    reported_needs: tuple[ReportedNeed, ...] = ()
    service_survey: ServiceSurvey | None = None
    terms: tuple[Term, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    offices: tuple[Office, ...] = ()  # other ones

    @property
    def long_names(self) -> dict[str, tuple[str, ...]]:
        """Short form → its long names, as search wants them."""
        return {row.short: (row.long, *row.also) for row in self.abbreviations}

    @property
    def thesaurus(self) -> dict[str, tuple[str, ...]]:
        """Everyday word → official ones, as search wants them."""
        return {row.everyday: row.official for row in self.lay_terms}

    def of(self, name: str) -> Names[Any]:
        """A vocabulary by its name, as a field's `From` gives it."""
        names: Names[Any] = getattr(self, name)
        return names

    def owner(self, typed: str) -> Group | School | None:
        """The group or school that a writer means."""
        return self.groups.find(typed) or self.schools.find(typed)


def load(docs: Path, facts: Facts | None = None) -> tuple[Vocabulary, list[Problem]]:
    """Read `docs/_data`. A missing file is an empty vocabulary; a faulty row is a problem and left out.

    `facts` spare taking apart what did not change.
    """
    reader = Reader(docs / FOLDER, facts or Facts())
    practice = reader.mapping("practices.yml")
    calendar = reader.mapping("calendar.yml")
    vocabulary = Vocabulary(
        settings=reader.settings(),
        groups=Names(reader.rows("groups.yml", Group)),
        schools=Names(reader.rows("schools.yml", School)),
        tags=Names(reader.rows("tags.yml", Tag)),
        reading=reader.rows(READING, ReadingSet),
        abbreviations=reader.rows("abbreviations.yml", Abbreviation),
        misspellings=reader.rows("misspellings.yml", Misspelling),
        lay_terms=reader.rows(thesaurus.FILE, LayTerm),
        offices=reader.rows(offices.FILE, Office),
        reported_needs=reader.rows(REPORTED_NEEDS, ReportedNeed),
        service_survey=reader.whole(service_survey.FILE, ServiceSurvey),
        **{
            name: Names(reader.rows("practices.yml", Choice, practice, name))
            for name in ("grades", "subjects", "components", "skills", "aspects")
        },
        programme=reader.text("practices.yml", practice, "programme"),
        terms=reader.rows("calendar.yml", Term, calendar, "terms"),
        holidays=reader.rows("calendar.yml", Holiday, calendar, "holidays"),
    )
    _successors(reader, vocabulary.groups)
    _one_way(reader, thesaurus.FILE, vocabulary.lay_terms)
    return vocabulary, reader.problems


def load_abbreviations(file: Path) -> dict[str, tuple[str, ...]]:
    """Read a list of abbreviations alone, for sites of other generators. Raises ValueError with what is wrong."""
    reader, rows = _alone(file, Abbreviation)
    reader.refuse(file)
    return {row.short: (row.long, *row.also) for row in rows}


def load_thesaurus(file: Path) -> dict[str, tuple[str, ...]]:
    """Read a thesaurus alone, for sites of other generators. Raises ValueError with what is wrong."""
    reader, rows = _alone(file, LayTerm)
    _one_way(reader, file.name, rows)
    reader.refuse(file)
    return {row.everyday: row.official for row in rows}


def _alone(file: Path, model: type[Any]) -> tuple[Reader, tuple[Any, ...]]:
    if not file.is_file():
        raise ValueError(f"ไม่พบไฟล์ {file}")
    reader = Reader(file.parent, Facts())
    return reader, reader.rows(file.name, model)


def _successors(reader: Reader, groups: Names[Group]) -> None:
    """Report groups whose work went to a group that is not there."""
    for i, group in enumerate(groups):
        if group.successor and groups.find(group.successor) in (None, group):
            line = reader.line("groups.yml", (i, "successor"))
            said = f"successor: ไม่มีกลุ่มอื่นที่มี key {group.successor} ให้พิมพ์ key ของกลุ่มที่รับงานต่อ"
            reader.problems.append(BROKEN.at(f"{FOLDER}/groups.yml", line, said))


def _one_way(reader: Reader, name: str, rows: Iterable[LayTerm]) -> None:
    """Report rows of a thesaurus that lead back to where they came from."""
    for i, said in thesaurus.circles(rows):
        reader.problems.append(BROKEN.at(f"{FOLDER}/{name}", reader.line(name, (i,)), said))
