"""The page of a group: what it has to do, which of its questions wait, whether it shared this term, all that it wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from khlang.content.kinds.exchange import KIND as EXCHANGE
from khlang.content.library import Library
from khlang.content.vocabulary import Group
from khlang.exchange.questions import Question, questions
from khlang.exchange.weeks import COUNTED, Period, cell, current
from khlang.pages import words
from khlang.pages.exchange import actions, summaries
from khlang.pages.exchange.actions import ActionRow
from khlang.pages.exchange.questions import QuestionRow, question_row
from khlang.pages.lists.listings import Listing, paged
from khlang.pages.lists.rows import HOME, Place
from khlang.thai.dates import thai_date

QUESTIONS = 3
GROUPS = Place(words.GROUPS, "groups/")


@dataclass(frozen=True)
class Waiting:
    """A number of things that wait for a group, and where they stand on its page."""

    key: str
    label: str
    count: int
    is_example: bool  # all of them are made up


@dataclass(frozen=True)
class GroupPage(Listing):
    """A page of all that a group wrote; on the first stands what is open."""

    waits: tuple[Waiting, ...] = ()
    duties: tuple[tuple[str, str, tuple[ActionRow, ...]], ...] = ()
    questions: tuple[QuestionRow, ...] = ()  # the longest waiting
    waiting: int = 0  # questions in all
    weeks: tuple[tuple[str, int], ...] = ()  # state → weeks of this period, examples left out
    period: str = ""
    lists: tuple[Place, ...] = ()  # of its summaries, by year
    ended: str = ""  # "รวมกับกลุ่ม… ตั้งแต่วันที่ …", for a group that is gone
    template: str = "group.html"


def pages(library: Library) -> Iterator[GroupPage]:
    """The pages of every group, those that are gone included."""
    period = current(library)
    for group in library.vocabulary.groups:
        duties = actions.of_group(library, group)
        own = [question for question in questions(library) if question.owner is group and not question.answers]
        longest = sorted(own, key=lambda question: (question.asked, question.id))[:QUESTIONS]
        for page in paged(
            library,
            f"groups/{group.key}.md",
            group.name,
            group.duty or words.ENTRIES_OF.format(group.name),
            [entry for entry in library.listed if library.owner(entry) is group],
            (HOME, GROUPS),
            words.NO_ENTRIES_OF.format(group.label),
            add=EXCHANGE.name if group.is_there(library.today) else None,
            facet=("group", group.key),
        ):
            is_first = page.number == 1
            yield GroupPage(
                **{**vars(page), "template": "group.html"},
                waits=tuple(_waits(duties, own)) if is_first else (),
                duties=duties if is_first else (),
                questions=tuple(question_row(library, question) for question in longest) if is_first else (),
                waiting=len(own),
                weeks=_weeks(library, group, period) if is_first else (),
                period=period.title,
                lists=summaries.of_group(library, group) if is_first else (),
                ended=_ended(library, group),
            )


def _waits(duties: Sequence[tuple[str, str, tuple[ActionRow, ...]]], own: Sequence[Question]) -> Iterator[Waiting]:
    """What waits, the real things where there are any, else those that are made up."""
    kinds = [("duties", label, [row.is_example for row in rows]) for _, label, rows in duties]
    kinds.append(("questions", words.OPEN_QUESTIONS, [question.entry.is_example for question in own]))
    for key, label, made_up in kinds:
        if made_up:
            yield Waiting(key, label, made_up.count(False) or len(made_up), all(made_up))


def _weeks(library: Library, group: Group, period: Period) -> tuple[tuple[str, int], ...]:
    cells = [cell(library, group, monday) for monday in period.mondays if monday <= library.today]
    counts = (
        (state.label, sum(group_week.state is state and group_week.is_counted for group_week in cells))
        for state in COUNTED
    )
    return tuple((label, number) for label, number in counts if number)


def _ended(library: Library, group: Group) -> str:
    if group.until is None or group.until >= library.today:
        return ""
    day = thai_date(group.until, library.settings.numerals)
    heir = library.vocabulary.groups.find(group.successor or "")
    return words.GROUP_ENDED.format(day) + (words.WORK_GOES_ON.format(heir.label) if heir else "")
