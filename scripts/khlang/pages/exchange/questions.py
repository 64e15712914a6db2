"""Questions that wait for an answer, and those that have one; by group, the longest waiting first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from khlang.content.entry import Entry
from khlang.content.library import Library
from khlang.exchange.questions import Question, answered_by, questions
from khlang.pages.exchange import words
from khlang.pages.lists.listings import FEW
from khlang.pages.lists.paging import leaves
from khlang.pages.lists.rows import HOME, Place, Row, owner_place, row
from khlang.thai.dates import fiscal_year, thai_date
from khlang.thai.numerals import show

OPEN = Place(words.OPEN_QUESTIONS, "questions/")


@dataclass(frozen=True)
class QuestionRow:
    """A question as it stands in a list."""

    id: str
    text: str
    url: str  # where it was asked
    where: Place  # the summary in which it was asked
    owner: Place | None
    asked: str  # ๑๗ พ.ย. ๒๕๖๙
    iso: str
    age: str  # "รอมา ๒ สัปดาห์"; "ตอบใน ๔ สัปดาห์" once it is answered
    tags: tuple[str, ...]
    answers: tuple[Row, ...]
    ask: str  # how to answer it: "ตอบคำถามนี้", "ตอบข้อเสนอนี้"
    is_example: bool
    facets: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class QuestionList:
    """A page of questions."""

    uri: str
    title: str
    summary: str
    rows: tuple[QuestionRow, ...]
    total: int
    number: int
    pages: int
    previous: str | None
    next: str | None
    crumbs: tuple[Place, ...]
    empty: str
    others: tuple[Place, ...]  # the same questions cut another way
    narrowed_by: tuple[str, ...] = ()
    template: str = "questions.html"


def pages(library: Library) -> Iterator[QuestionList]:
    """All open questions, those of each group, and those that were answered, year by year."""
    everything = questions(library)
    waiting = sorted(
        (question for question in everything if not question.answers),
        key=lambda question: (question.asked, question.id),
    )
    done = sorted(
        (question for question in everything if question.answers),
        key=lambda question: (question.answered, question.id),
        reverse=True,
    )
    groups = [group for group in library.vocabulary.groups if any(question.owner is group for question in waiting)]
    by_group = tuple(
        Place(group.label, f"questions/{group.key}/", sum(question.owner is group for question in waiting))
        for group in groups
    )
    years = sorted({fiscal_year(question.answered) for question in done if question.answered}, reverse=True)
    by_year = tuple(Place(_year(library, year), f"questions/answered-{year}/", _count(done, year)) for year in years)
    summary = words.QUESTIONS_SUMMARY
    empty = words.NO_QUESTIONS
    yield from _paged(
        library, "questions/index.md", OPEN.title, summary, waiting, (HOME,), empty, (*by_group, *by_year)
    )
    for group, place in zip(groups, by_group, strict=True):
        own = [question for question in waiting if question.owner is group]
        title = words.QUESTIONS_OF.format(group.label)
        yield from _paged(
            library, f"questions/{group.key}.md", title, words.OPEN_QUESTIONS, own, (HOME, OPEN), empty, (place,)
        )
    for year in years:
        own = [question for question in done if question.answered and fiscal_year(question.answered) == year]
        uri, title = f"questions/answered-{year}.md", _year(library, year)
        yield from _paged(library, uri, title, words.ANSWERED_SUMMARY, own, (HOME, OPEN), empty, ())


def question_row(library: Library, question: Question) -> QuestionRow:
    """A question → its row."""
    facets = [("tag", tag.name) for tag in library.tags(question.entry)]
    if question.owner is not None:
        facets.insert(0, ("group", question.owner.key))
    return QuestionRow(
        id=question.id,
        text=question.item.text,
        url=question.url,
        where=Place(question.entry.meta.title, question.entry.url),
        owner=owner_place(library, question.entry),
        asked=thai_date(question.asked, library.settings.numerals, short=True),
        iso=question.asked.isoformat(),
        age=_age(library, question),
        tags=tuple(tag.name for tag in library.tags(question.entry)),
        answers=tuple(row(library, entry) for entry in question.answers),
        ask=ask(question),
        is_example=question.entry.is_example,
        facets=tuple(facets),
    )


def ask(question: Question) -> str:
    """The words of the button that leads to an answer: a proposal is no question."""
    return words.ANSWER_PROPOSAL if question.item.text.startswith(tuple(words.PROPOSALS.split())) else words.ANSWER_THIS


def answered(library: Library, entry: Entry) -> tuple[QuestionRow, ...]:
    """The questions that an entry answers."""
    return tuple(question_row(library, question) for question in answered_by(library).get(entry.path, ()))


def waiting_for(since: date, until: date) -> tuple[int, str]:
    """How long something waited, in the largest unit that is whole: `(2, "สัปดาห์")`."""
    days = (until - since).days
    if days < 7:
        return days, words.DAYS
    if days < 70:
        return days // 7, words.WEEKS
    return (round(days / 30.44), words.MONTHS) if days < 731 else (days // 365, words.YEARS)


def _age(library: Library, question: Question) -> str:
    number, unit = waiting_for(question.asked, question.answered or library.today)
    if number == 0:
        return words.ANSWERED_SAME_DAY if question.answers else words.ASKED_TODAY
    return f"{words.ANSWERED_IN if question.answers else words.WAITING_FOR} {show(number, library.settings.numerals)} {unit}"


def _year(library: Library, year: int) -> str:
    return words.ANSWERED_IN_YEAR.format(show(year, library.settings.numerals))


def _count(done: Sequence[Question], year: int) -> int:
    return sum(question.answered is not None and fiscal_year(question.answered) == year for question in done)


def _paged(
    library: Library,
    uri: str,
    title: str,
    summary: str,
    shown: Sequence[Question],
    crumbs: tuple[Place, ...],
    empty: str,
    others: tuple[Place, ...],
) -> Iterator[QuestionList]:
    for leaf in leaves(uri, shown, library.settings.page_size):
        rows = tuple(question_row(library, question) for question in leaf.things)
        yield QuestionList(
            uri=leaf.uri,
            title=title,
            summary=summary,
            rows=rows,
            total=len(shown),
            number=leaf.number,
            pages=leaf.count,
            previous=leaf.previous,
            next=leaf.next,
            crumbs=crumbs if leaf.number == 1 else (*crumbs, Place(title, leaf.first)),
            empty=empty,
            others=others if uri == "questions/index.md" else (),
            narrowed_by=("group", "tag") if len(rows) > FEW else (),
        )
