"""The text of a summary with what became of each question written beside it."""

from __future__ import annotations

import posixpath

from khlang.content.entry import Entry
from khlang.content.items import items
from khlang.content.library import Library
from khlang.content.markdown import literal
from khlang.exchange.questions import Question, questions
from khlang.pages.exchange import words

FORM = "contribute.md"


def exchange_text(library: Library, entry: Entry) -> str:
    """The Markdown of a summary; behind every question stands what answers it, or how to answer it."""
    by_id = {question.id: question for question in questions(library) if question.entry is entry}
    lines = entry.body.split("\n")
    for item in items(entry, "q"):
        number = item.line - entry.front_matter.body_line
        if item.id in by_id and (at := lines[number].rfind("{")) > 0:
            lines[number] = f"{lines[number][:at]}{_beside(by_id[item.id])} {lines[number][at:]}"
    return "\n".join(lines)


def _beside(question: Question) -> str:
    here = posixpath.dirname(question.entry.path)
    if not question.answers:
        way = f"{posixpath.relpath(FORM, here)}?answers={question.id}#knowledge"
        return f'<span class="asked" data-search-exclude><b>{words.STILL_OPEN}</b> [{words.ANSWER_THIS}]({way})</span>'
    links = " · ".join(
        f"[{literal(answer.meta.title)}]({posixpath.relpath(answer.path, here)})" for answer in question.answers
    )
    return f'<span class="asked asked--done"><b>{words.ANSWERED_BY}</b> {links}</span>'
