"""รายงานผลประจำปีงบประมาณ: what was shared, asked, answered, surveyed and taken over in a fiscal year, counted from the files.

Every row is one function from the year's entries to a number, and says in Thai what it counts. Made-up entries and what
is not published count nowhere. The address of a year never changes; its numbers do, as long as its files do.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from khlang.content.entry import Entry, Own
from khlang.content.kinds import KINDS
from khlang.content.kinds.adoption import Adoption
from khlang.content.kinds.exchange import Exchange
from khlang.content.kinds.knowledge import Knowledge
from khlang.content.kinds.practice import Practice
from khlang.content.kinds.research import Research
from khlang.content.library import Library
from khlang.content.meta import Record
from khlang.content.vocabulary import Group
from khlang.exchange.questions import questions
from khlang.pages import words
from khlang.pages.lists.listings import Directory
from khlang.pages.lists.rows import HOME, Place, Row, row
from khlang.pages.practices.adoptions import changes
from khlang.pages.practices.schools import Standing, standing
from khlang.practices.adoptions import OUTCOMES, Scope, adopter, records
from khlang.research.findings import findings
from khlang.survey.statistics import PartResult, Results
from khlang.thai.dates import fiscal_days, fiscal_year, fiscal_year_name, thai_date
from khlang.thai.numerals import show

KIND_COLUMNS = tuple(sorted((kind for kind in KINDS.values() if kind.is_listed), key=lambda kind: not kind.is_weekly))
"""The kinds that are counted: first what is shared every week."""

REPORTS = Place(words.REPORTS, "reports/")


@dataclass(frozen=True)
class Year:
    """A fiscal year of a library: all that the rows look at."""

    library: Library = field(repr=False)
    number: int  # พ.ศ.

    def has(self, day: datetime.date | None) -> bool:
        """Whether a day lies in it."""
        return day is not None and fiscal_year(day) == self.number

    def of_kind(self, meta: type[Own]) -> list[Entry[Own]]:
        """The real, published entries of a kind whose day lies in it."""
        return self._by_kind.get(meta, [])

    @cached_property
    def _by_kind(self) -> dict[type[Record], list[Entry[Any]]]:
        entries: dict[type[Record], list[Entry[Any]]] = defaultdict(list)
        for entry in self.library.listed:
            if not entry.is_example and self.has(entry.date):
                entries[type(entry.meta)].append(entry)
        return entries

    @cached_property
    def records(self) -> list[Entry]:
        """The records of adoption that count and whose day lies in it."""
        return [record for record in records(self.library) if self.has(record.date)]

    @cached_property
    def entries(self) -> list[Entry]:
        """Everything that counts."""
        others = (kind.meta for kind in KIND_COLUMNS if kind.meta is not Adoption)
        return [entry for meta in others for entry in self.of_kind(meta)] + self.records

    @cached_property
    def surveys(self) -> list[tuple[Entry, Results]]:
        """The surveys that publish their data, with what is computed of them."""
        with_results = ((entry, findings(self.library, entry).results) for entry in self.of_kind(Research))
        return [(entry, results) for entry, results in with_results if results is not None]


@dataclass(frozen=True)
class Figure:
    """One number of the report."""

    label: str
    value: int
    unit: str
    counts: str  # what it counts, in one sentence
    url: str  # the list where a reader can look it up
    before: int  # the same of the year before

    @property
    def is_empty(self) -> bool:
        """Whether there is none in either year."""
        return not (self.value or self.before)

    @property
    def most(self) -> int:
        """The larger of the two years: what a bar of full length stands for."""
        return max(self.value, self.before, 1)


@dataclass(frozen=True)
class Sentence:
    """What happened in a year: read one after the other, its parts are a sentence for a report to the ministry."""

    text: str  # "บุคลากรและโรงเรียนฝากองค์ความรู้"
    number: str  # "๒๕ เรื่อง"
    before: str  # "ปีก่อน ๑๒"


@dataclass(frozen=True)
class Satisfaction:
    """What a survey of the office's service found, part by part."""

    row: Row
    respondents: int
    parts: tuple[tuple[str, str, str, str], ...]  # title, mean, standard deviation, level in words


@dataclass(frozen=True)
class OwnerLine:
    """What one group or school sent, by kind, in the order of `KIND_COLUMNS`."""

    place: Place
    counts: tuple[int, ...]


@dataclass(frozen=True)
class AnnualReport:
    """The report of one fiscal year."""

    uri: str
    title: str
    summary: str
    year: str  # in the site's digits
    year_before: str
    period: str  # from which day to which
    total: int  # entries that count
    as_of: str  # the day of the build
    is_over: bool
    story: tuple[Sentence, ...]  # the year in sentences; empty while nothing happened
    figures: tuple[Figure, ...]
    satisfaction: tuple[Satisfaction, ...]
    scopes: tuple[tuple[str, int], ...]
    outcomes: tuple[tuple[str, str, int], ...]
    changes: tuple[tuple[str, int], ...]
    practices: tuple[Standing, ...]
    kinds: tuple[str, ...]
    owners: tuple[OwnerLine, ...]
    crumbs: tuple[Place, ...]
    template: str = "annual_report.html"


Told = tuple[str, int, str, str, str]
"""Label, number, unit, what it counts, where to look it up."""


def exchanges(year: Year) -> Told:
    """Summaries of exchanges."""
    return (
        words.EXCHANGES,
        len(year.of_kind(Exchange)),
        words.ENTRIES,
        words.EXCHANGES_COUNT,
        "exchange/",
    )


def knowledge(year: Year) -> Told:
    """Knowledge entries."""
    return words.KNOWLEDGE, len(year.of_kind(Knowledge)), words.ENTRIES, words.KNOWLEDGE_COUNT, "knowledge/"


def asked(year: Year) -> Told:
    """Questions, needs and suggestions that were put."""
    count = sum(year.has(question.asked) for question in questions(year.library) if not question.entry.is_example)
    return words.QUESTIONS, count, words.ITEMS, words.QUESTIONS_COUNT, "questions/"


def answered(year: Year) -> Told:
    """Questions whose first answer came in the year, whenever they were put."""
    count = sum(year.has(question.answered) for question in questions(year.library) if not question.entry.is_example)
    return words.ANSWERED, count, words.ITEMS, words.ANSWERED_COUNT, "questions/"


def surveys(year: Year) -> Told:
    """Surveys, with and without published data."""
    count = sum(entry.meta.type == "survey" for entry in year.of_kind(Research))
    return words.SURVEYS, count, words.ENTRIES, words.SURVEYS_COUNT, "research/"


def respondents(year: Year) -> Told:
    """People who answered surveys whose data are published; whoever answered two counts twice."""
    count = sum(results.respondents for _, results in year.surveys)
    return words.RESPONDENTS, count, words.PEOPLE, words.RESPONDENTS_COUNT, "research/"


def studies(year: Year) -> Told:
    """Studies."""
    count = sum(entry.meta.type == "study" for entry in year.of_kind(Research))
    return words.STUDIES, count, words.ENTRIES, words.STUDIES_COUNT, "research/"


def practices(year: Year) -> Told:
    """Practices."""
    return words.PRACTICES, len(year.of_kind(Practice)), words.ENTRIES, words.PRACTICES_COUNT, "practices/"


def adoptions(year: Year) -> Told:
    """Records of adoption."""
    return words.ADOPTIONS, len(year.records), words.TIMES, words.ADOPTIONS_COUNT, "adoptions/"


def adopters(year: Year) -> Told:
    """Places that took something over."""
    count = len({adopter(year.library, record) for record in year.records})
    return words.ADOPTERS, count, words.PLACES, words.ADOPTERS_COUNT, "adoptions/"


def owners(year: Year) -> Told:
    """Groups and schools that sent anything."""
    keys = {owner.key for entry in year.entries if (owner := year.library.owner(entry))}
    return words.OWNERS, len(keys), words.PLACES, words.OWNERS_COUNT, "groups/"


def authors(year: Year) -> Told:
    """People who wrote and agreed to be named."""
    names = {author for entry in year.entries for author in entry.meta.authors}
    return words.AUTHORS, len(names), words.PEOPLE, words.AUTHORS_COUNT, "authors/"


ROWS: tuple[Callable[[Year], Told], ...] = (
    exchanges,
    knowledge,
    asked,
    answered,
    surveys,
    respondents,
    studies,
    practices,
    adoptions,
    adopters,
    owners,
    authors,
)
"""The rows of the report, in its order."""


def pages(library: Library) -> Iterator[AnnualReport | Directory]:
    """A report for each fiscal year from the first entry on, the last year and this one in any case; and their list."""
    this = fiscal_year(library.today)
    days = [entry.day for entry in library.listed if not entry.is_example]
    first = min([fiscal_year(min(days)) if days else this, this - 1])
    *years, before = (Year(library, number) for number in range(this, first - 2, -1))
    for year, last in zip(years, [*years[1:], before], strict=True):
        yield report(year, last)
    places = tuple(
        Place(
            fiscal_year_name(year.number, library.settings.numerals),
            f"reports/fiscal-{year.number}/",
            len(year.entries),
        )
        for year in years
    )
    yield Directory(
        "reports/index.md",
        REPORTS.title,
        words.REPORTS_SUMMARY,
        (("", places),),
        (HOME,),
        words.NO_REPORTS,
    )


def report(year: Year, before: Year) -> AnnualReport:
    """The report of a fiscal year, beside the year before."""
    library, number = year.library, year.number
    numerals = library.settings.numerals
    start, end = fiscal_days(number)
    counted = year.records
    scopes = Counter(adopter(library, record).scope for record in counted)
    outcomes = Counter[str](record.meta.outcome for record in counted)
    shown = show(number, numerals)
    figures = tuple(Figure(*count(year), count(before)[1]) for count in ROWS)
    return AnnualReport(
        uri=f"reports/fiscal-{number}.md",
        title=words.REPORT_OF.format(shown),
        summary=words.REPORT_SUMMARY.format(library.settings.office),
        year=shown,
        year_before=show(number - 1, numerals),
        period=words.FROM_TO.format(thai_date(start, numerals), thai_date(end, numerals)),
        total=len(year.entries),
        as_of=thai_date(library.today, numerals),
        is_over=library.today > end,
        story=tuple(_story(year, before)),
        figures=figures,
        satisfaction=tuple(_satisfaction(year)),
        scopes=tuple((scope.label, scopes[scope]) for scope in Scope),
        outcomes=tuple((key, label, outcomes[key]) for key, label in OUTCOMES.items()),
        changes=changes(library, counted),
        practices=tuple(standing(library, entry) for entry in year.of_kind(Practice)),
        kinds=tuple(kind.label for kind in KIND_COLUMNS),
        owners=tuple(_owners(year)),
        crumbs=(HOME, REPORTS),
    )


def _story(year: Year, before: Year) -> Iterator[Sentence]:
    numerals = year.library.settings.numerals
    for text, count in (
        (words.STORY_EXCHANGES, exchanges),
        (words.STORY_KNOWLEDGE, knowledge),
        (words.STORY_ANSWERED, answered),
        (words.STORY_PRACTICES, practices),
        (words.STORY_ADOPTIONS, adoptions),
    ):
        (_, now, unit, *_), last = count(year), count(before)[1]
        if now:
            earlier = words.STORY_BEFORE.format(last) if last else words.NONE_LAST_YEAR
            yield Sentence(text, show(f"{now} {unit}", numerals), show(earlier, numerals))


def _satisfaction(year: Year) -> Iterator[Satisfaction]:
    for entry, results in year.surveys:
        if entry.meta.service:
            yield Satisfaction(row(year.library, entry), results.respondents, tuple(map(_part, results.parts)))


def _part(part: PartResult) -> tuple[str, str, str, str]:
    mean, sd = (f"{value:.2f}" if value is not None else "–" for value in (part.mean, part.sd))
    return part.part.title, mean, sd, part.level.label if part.level else "–"


def _owners(year: Year) -> Iterator[OwnerLine]:
    """Every group there is, and the groups and schools that sent anything, in the order of the vocabulary."""
    counts = Counter((owner.key, entry.kind) for entry in year.entries if (owner := year.library.owner(entry)))
    vocabulary = year.library.vocabulary
    for folder, rows in (("groups", vocabulary.groups), ("schools", vocabulary.schools)):
        for owner in rows:
            line = tuple(counts[owner.key, kind] for kind in KIND_COLUMNS)
            if any(line) or (isinstance(owner, Group) and owner.until is None):
                yield OwnerLine(Place(owner.label, f"{folder}/{owner.key}/"), line)
