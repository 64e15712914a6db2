"""The home page: this week's exchange, what is new, practices to take over."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from khlang.content.entry import Entry, Own
from khlang.content.kinds import exchange, knowledge, practice, research
from khlang.content.kinds.exchange import Exchange
from khlang.content.kinds.knowledge import Knowledge
from khlang.content.kinds.practice import Practice
from khlang.content.library import Library
from khlang.content.meta import Record
from khlang.exchange import digest
from khlang.exchange.questions import questions
from khlang.exchange.weeks import monday_of
from khlang.pages.exchange.digests import week_place
from khlang.pages.exchange.questions import QuestionRow, question_row
from khlang.pages.exchange.strip import Strip, strip
from khlang.pages.lists.rows import Place, Row, row
from khlang.pages.practices.schools import Standing, standing
from khlang.pages.reading import places_of
from khlang.pages.research.needs import NeedRow
from khlang.pages.research.needs import latest as latest_need
from khlang.thai.dates import be_year, week_days, week_name
from khlang.thai.numerals import show

PRACTICES = 3
QUESTIONS = 3
LISTS = 4
LATEST = 5
_COUNTED = (knowledge.KIND, exchange.KIND, research.KIND, practice.KIND)


@dataclass(frozen=True)
class Home:
    """What the home page shows beyond its fixed parts."""

    week: str  # สัปดาห์วันที่ ๑๖–๒๐ พ.ย. ๒๕๖๙
    exchanges: tuple[Row, ...]  # of this week
    earlier: tuple[Row, ...]  # the newest before, shown when this week has none
    digest: Place | None  # the newest of a week
    questions: tuple[QuestionRow, ...]  # the longest waiting
    waiting: int  # questions in all, examples left out
    practices: tuple[Standing, ...]
    knowledge: tuple[Row, ...]
    reading: tuple[Place, ...]  # reading lists, for whoever is new to a job
    need: NeedRow | None  # one from survey to improvement
    counts: tuple[Place, ...]  # the sections and how much stands there, examples and empty ones left out
    last_week: Place | None  # the last week of which there is a summary, named by its days
    newest: tuple[str, ...]  # ids of what the list of the newest holds, so that a device can tell what is new to it
    strip: Strip  # which group shared in which of the last weeks


def home(library: Library, language: str = "th") -> Home:
    """The view of the home page; the week is the one that holds the library's day."""
    monday = monday_of(library.today)
    exchanges = library.of_kind(Exchange)
    this_week = [entry for entry in exchanges if monday <= entry.day < monday + datetime.timedelta(days=7)]
    earlier = [entry for entry in exchanges if entry.day < monday]
    waiting = [question for question in questions(library) if not question.answers]
    longest = sorted(waiting, key=lambda question: (question.entry.is_example, question.asked, question.id))
    weeks = digest.mondays(library)
    return Home(
        week=week_name(monday, library.settings.numerals),
        exchanges=tuple(row(library, entry) for entry in this_week),
        earlier=tuple(row(library, entry) for entry in earlier[:3]),
        digest=week_place(library, weeks[0]) if weeks else None,
        questions=tuple(question_row(library, question) for question in longest[:QUESTIONS]),
        waiting=sum(not question.entry.is_example for question in waiting),
        practices=tuple(standing(library, entry, language) for entry in _in_use(library, Practice)[:PRACTICES]),
        knowledge=tuple(row(library, entry) for entry in _in_use(library, Knowledge)[:LATEST]),
        reading=places_of(library)[:LISTS],
        need=latest_need(library),
        counts=tuple(
            Place(kind.label, f"{kind.folder}/", count) for kind in _COUNTED if (count := _real(library, kind.meta))
        ),
        last_week=_last_week(library, exchanges),
        newest=tuple(entry.meta.id for entry in library.listed[: library.settings.page_size]),
        strip=strip(library),
    )


def _in_use(library: Library, meta: type[Own]) -> list[Entry[Own]]:
    """Entries that are not retired, real ones before examples."""
    entries = [entry for entry in library.of_kind(meta) if entry.status == "published"]
    return sorted(entries, key=lambda entry: entry.is_example)


def _last_week(library: Library, exchanges: Sequence[Entry[Exchange]]) -> Place | None:
    """The last week of which there is a real summary, else an example; its year is left out while it is this one."""
    days = [entry.day for entry in exchanges if not entry.is_example] or [entry.day for entry in exchanges]
    if not days:
        return None
    monday = monday_of(max(days))
    this_year = show(be_year(library.today.year), library.settings.numerals)
    name = week_days(monday, library.settings.numerals).removesuffix(f" {this_year}")
    return Place(name, f"digests/{monday.isoformat()}/")


def _real(library: Library, meta: type[Record]) -> int:
    return sum(not entry.is_example for entry in library.of_kind(meta))
