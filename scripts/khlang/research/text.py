"""The text of a survey or a study as it is published: computed numbers in their places, and a place for the tables."""

from __future__ import annotations

from khlang.entry import Entry
from khlang.items import items
from khlang.library import Library
from khlang.research.findings import findings
from khlang.research.references import MARK, expand


def research_text(library: Library, entry: Entry) -> str:
    """The Markdown of an entry. Tables stand where the writer said `[[ตาราง]]`, else at the end of the results."""
    found = findings(library, entry)
    text = _with_ways(entry, expand(entry.body, found))
    if not found or MARK in text:
        return text
    lines = text.split("\n")
    lines.insert(_end_of_results(entry, lines), f"\n{MARK}\n")
    return "\n".join(lines)


def _with_ways(entry: Entry, text: str) -> str:
    """Each need leads to its page, which tells what became of it."""
    root = "../" * entry.url.count("/")
    for item in items(entry, "n"):
        if item.is_named:
            text = text.replace(f"{{#{item.id}}}", f"[ดูการติดตาม]({root}needs/{item.id}/) {{#{item.id}}}", 1)
    return text


def _end_of_results(entry: Entry, lines: list[str]) -> int:
    """The line before which the section after the results begins; expanding moves no line while it adds none."""
    result = next(section for section in entry.kind.sections if section.key == "result")
    tops = [heading for heading in entry.headings if heading.level <= 2]
    for heading, after in zip(tops, [*tops[1:], None], strict=True):
        if result.matches(heading.text):
            return after.line - entry.front_matter.body_line if after else len(lines)
    return len(lines)
