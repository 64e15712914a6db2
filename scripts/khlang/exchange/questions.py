"""Questions of exchange summaries and what answered them.

Nothing here is typed: a question is answered when a published entry names it in `answers`.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass

from khlang.content.entry import Entry
from khlang.content.items import Item, items
from khlang.content.library import Library, remembered
from khlang.content.vocabulary import Group, School


@dataclass(frozen=True)
class Question:
    """A question, need or suggestion, and what answered it."""

    item: Item
    entry: Entry  # in which it was asked
    owner: Group | School | None
    answers: tuple[Entry, ...]  # the oldest first

    @property
    def id(self) -> str:
        """Its permanent id."""
        return self.item.id or ""

    @property
    def url(self) -> str:
        """Where it stands, below the site's root."""
        return f"{self.entry.url}#{self.id}"

    @property
    def short_url(self) -> str:
        """Its permanent short address."""
        return f"e/{self.id}/"

    @property
    def asked(self) -> datetime.date:
        """The day on which it was asked."""
        return self.entry.date or datetime.date.min

    @property
    def answered(self) -> datetime.date | None:
        """The day of the first answer, but not before it was asked; None while it is open."""
        return max(self.asked, self.answers[0].date or self.asked) if self.answers else None


@remembered
def questions(library: Library) -> tuple[Question, ...]:
    """The questions with an id of all listed entries, the newest first; of two with one id the first counts.

    An example answers only the questions of examples.
    """
    answers = _answers(library)
    by_id: dict[str, Question] = {}
    for entry in library.listed:
        for item in items(entry, "q"):
            if item.id and item.is_named and item.id not in by_id:
                closing = [other for other in answers.get(item.id, ()) if entry.is_example or not other.is_example]
                closing = [other for other in closing if other is not entry]
                by_id[item.id] = Question(item, entry, library.owner(entry), tuple(closing))
    return tuple(by_id.values())


@remembered
def answered_by(library: Library) -> dict[str, tuple[Question, ...]]:
    """File of an entry → the questions that it answers."""
    by_file: dict[str, list[Question]] = defaultdict(list)
    for question in questions(library):
        for entry in question.answers:
            by_file[entry.path].append(question)
    return {path: tuple(rows) for path, rows in by_file.items()}


def _answers(library: Library) -> dict[str, list[Entry]]:
    """Id of a question → the listed entries that say they answer it, the oldest first."""
    by_question: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(library.listed, key=lambda other: (other.date or datetime.date.min, other.path)):
        for named in dict.fromkeys(entry.meta.answers):
            by_question[named].append(entry)
    return by_question
