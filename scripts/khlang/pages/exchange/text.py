"""The text of a summary: beside each question what became of it, actions as they stand on their board."""

from __future__ import annotations

import posixpath
import re

from khlang.content.entry import Entry
from khlang.content.items import DUE, Part, items
from khlang.content.library import Library
from khlang.content.lists import MARKER
from khlang.content.markdown import literal
from khlang.exchange.actions import action
from khlang.exchange.questions import Question, questions
from khlang.pages.exchange import words
from khlang.pages.exchange.questions import ask
from khlang.thai.dates import read_day, thai_date

FORM = "contribute.md"


def exchange_text(library: Library, entry: Entry) -> str:
    """The Markdown of a summary; behind every question stands what answers it, or how to answer it."""
    by_id = {question.id: question for question in questions(library) if question.entry is entry}
    lines = entry.body.split("\n")
    for item in items(entry, "q"):
        number = item.line - entry.front_matter.body_line
        if item.id in by_id and (at := lines[number].rfind("{")) > 0:
            lines[number] = f"{lines[number][:at]}{_beside(by_id[item.id])} {lines[number][at:]}"
    for item in items(entry, "a"):
        is_overdue = action(library, entry, item).is_overdue(library.today)
        for part in item.parts:
            number = part.line - entry.front_matter.body_line
            lines[number] = _part(library, part, lines[number], is_overdue)
    return "\n".join(lines)


def _part(library: Library, part: Part, line: str, is_overdue: bool) -> str:
    """`- กำหนดแล้วเสร็จ: 15 ธ.ค. 2569` → name and value told apart, the day in the digits of the site."""
    marker = MARKER.fullmatch(line)
    label, *rest = re.split("[:：]", marker["text"], maxsplit=1) if marker else [line]
    if marker is None or not rest or label.strip() != part.label:  # emphasised, or typed in some way of its own
        return line
    value = rest[0].strip()
    if part.label == DUE and (day := read_day(part.value)):
        value = thai_date(day, library.settings.numerals, short=True)
        value += f' <b class="late">{words.OVERDUE}</b>' if is_overdue else ""
    return f'{line[: marker.start("text")]}<span class="part">{part.label}</span> {value}'


def _beside(question: Question) -> str:
    here = posixpath.dirname(question.entry.path)
    if not question.answers:
        way = f"{posixpath.relpath(FORM, here)}?answers={question.id}#knowledge"
        return f'<span class="asked" data-search-exclude><b>{words.STILL_OPEN}</b> [{ask(question)}]({way})</span>'
    links = " · ".join(
        f"[{literal(answer.meta.title)}]({posixpath.relpath(answer.path, here)})" for answer in question.answers
    )
    return f'<span class="asked asked--done"><b>{words.ANSWERED_BY}</b> {links}</span>'
