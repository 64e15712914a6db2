"""Questions that wait for an answer, and those that have one; by group, the longest waiting first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from khlang.content.entry import Entry
from khlang.content.library import Library
from khlang.exchange.questions import Question, answered_by, questions
from khlang.pages.lists.listings import FEW, HOME
from khlang.pages.lists.paging import leaves
from khlang.pages.lists.rows import Place, Row, owner_place, row
from khlang.thai.dates import fiscal_year, thai_date
from khlang.thai.numerals import show

OPEN = Place("คำถามที่ยังรอคำตอบ", "questions/")


@dataclass(frozen=True)
class QuestionRow:
    """A question as it stands in a list."""

    id: str
    text: str
    url: str  # where it was asked
    owner: Place | None
    asked: str  # ๑๗ พ.ย. ๒๕๖๙
    iso: str
    age: str  # "รอมา ๒ สัปดาห์"; "ตอบใน ๔ สัปดาห์" once it is answered
    tags: tuple[str, ...]
    answers: tuple[Row, ...]
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
    waiting = sorted((one for one in everything if not one.answers), key=lambda one: (one.asked, one.id))
    done = sorted((one for one in everything if one.answers), key=lambda one: (one.answered, one.id), reverse=True)
    groups = [group for group in library.vocabulary.groups if any(one.owner is group for one in waiting)]
    by_group = tuple(
        Place(group.label, f"questions/{group.key}/", sum(one.owner is group for one in waiting)) for group in groups
    )
    years = sorted({fiscal_year(one.answered) for one in done if one.answered}, reverse=True)
    by_year = tuple(Place(_year(library, year), f"questions/answered-{year}/", _count(done, year)) for year in years)
    summary = "ปัญหา ความต้องการ และข้อเสนอแนะจากวงแลกเปลี่ยนที่ยังไม่มีเรื่องใดตอบ ค้างนานที่สุดขึ้นก่อน"
    empty = "ที่นี่จะเป็นคำถามจากวงแลกเปลี่ยนที่ยังไม่มีเรื่องใดตอบ ขณะนี้ไม่มี"
    yield from _paged(
        library, "questions/index.md", OPEN.title, summary, waiting, (HOME,), empty, (*by_group, *by_year)
    )
    for group, place in zip(groups, by_group, strict=True):
        own = [one for one in waiting if one.owner is group]
        title = f"คำถามของ{group.label}"
        yield from _paged(
            library, f"questions/{group.key}.md", title, "คำถามที่ยังรอคำตอบ", own, (HOME, OPEN), empty, (place,)
        )
    for year in years:
        own = [one for one in done if one.answered and fiscal_year(one.answered) == year]
        uri, title = f"questions/answered-{year}.md", _year(library, year)
        yield from _paged(library, uri, title, "คำถามที่มีเรื่องตอบแล้ว ตอบล่าสุดขึ้นก่อน", own, (HOME, OPEN), empty, ())


def question_row(library: Library, question: Question) -> QuestionRow:
    """A question → its row."""
    facets = [("tag", tag.name) for tag in library.tags(question.entry)]
    if question.owner is not None:
        facets.insert(0, ("group", question.owner.key))
    return QuestionRow(
        id=question.id,
        text=question.item.text,
        url=question.url,
        owner=owner_place(library, question.entry),
        asked=thai_date(question.asked, library.settings.numerals, short=True),
        iso=question.asked.isoformat(),
        age=_age(library, question),
        tags=tuple(tag.name for tag in library.tags(question.entry)),
        answers=tuple(row(library, entry) for entry in question.answers),
        is_example=question.entry.is_example,
        facets=tuple(facets),
    )


def answered(library: Library, entry: Entry) -> tuple[QuestionRow, ...]:
    """The questions that an entry answers."""
    return tuple(question_row(library, one) for one in answered_by(library).get(entry.path, ()))


def waiting_for(since: date, until: date) -> tuple[int, str]:
    """How long something waited, in the largest unit that is whole: `(2, "สัปดาห์")`."""
    days = (until - since).days
    if days < 7:
        return days, "วัน"
    if days < 70:
        return days // 7, "สัปดาห์"
    return (round(days / 30.44), "เดือน") if days < 731 else (days // 365, "ปี")


def _age(library: Library, question: Question) -> str:
    number, unit = waiting_for(question.asked, question.answered or library.today)
    if number == 0:
        return "ตอบในวันเดียวกัน" if question.answers else "ถามวันนี้"
    return f"{'ตอบใน' if question.answers else 'รอมา'} {show(number, library.settings.numerals)} {unit}"


def _year(library: Library, year: int) -> str:
    return f"ตอบแล้วในปีงบประมาณ {show(year, library.settings.numerals)}"


def _count(done: Sequence[Question], year: int) -> int:
    return sum(one.answered is not None and fiscal_year(one.answered) == year for one in done)


def _paged(
    library: Library,
    uri: str,
    title: str,
    summary: str,
    found: Sequence[Question],
    crumbs: tuple[Place, ...],
    empty: str,
    others: tuple[Place, ...],
) -> Iterator[QuestionList]:
    for leaf in leaves(uri, found, library.settings.page_size):
        rows = tuple(question_row(library, question) for question in leaf.things)
        yield QuestionList(
            uri=leaf.uri,
            title=title,
            summary=summary,
            rows=rows,
            total=len(found),
            number=leaf.number,
            pages=leaf.count,
            previous=leaf.previous,
            next=leaf.next,
            crumbs=crumbs if leaf.number == 1 else (*crumbs, Place(title, leaf.first)),
            empty=empty,
            others=others if uri == "questions/index.md" else (),
            narrowed_by=("group", "tag") if len(rows) > FEW else (),
        )
