"""The home page: this week's exchange, what is new, practices to take over."""

from __future__ import annotations

import datetime
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
from khlang.pages.exchange.digests import week_place
from khlang.pages.exchange.questions import QuestionRow, question_row
from khlang.pages.lists.rows import Place, Row, row
from khlang.pages.practices.schools import Standing, standing
from khlang.pages.research.needs import NeedRow
from khlang.pages.research.needs import latest as latest_need
from khlang.thai.dates import week_name

PRACTICES = 3
QUESTIONS = 3
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
    need: NeedRow | None  # one from survey to improvement
    counts: tuple[tuple[str, int], ...]  # kind → how many stand in the store, examples left out


def home(library: Library, language: str = "th") -> Home:
    """The view of the home page; the week is the one that holds the library's day."""
    monday = library.today - datetime.timedelta(days=library.today.weekday())
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
        need=latest_need(library),
        counts=tuple((kind.name, _real(library, kind.meta)) for kind in _COUNTED),
    )


def _in_use(library: Library, meta: type[Own]) -> list[Entry[Own]]:
    """Entries that are not retired, real ones before examples."""
    entries = [entry for entry in library.of_kind(meta) if entry.status == "published"]
    return sorted(entries, key=lambda entry: entry.is_example)


def _real(library: Library, meta: type[Record]) -> int:
    return sum(not entry.is_example for entry in library.of_kind(meta))
