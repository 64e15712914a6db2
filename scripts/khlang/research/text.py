"""The text of a survey or a study as it is published: computed numbers in their places, and a place for the tables."""

from __future__ import annotations

from collections.abc import Iterator

from khlang.content.entry import Entry
from khlang.content.items import Part, items
from khlang.content.library import Library
from khlang.research.findings import findings
from khlang.research.needs import ACTS_ON, AGAIN, INDICATOR, measure, needs
from khlang.research.references import MARK, PLACE, expand, inert, references


def research_text(library: Library, entry: Entry) -> str:
    """The Markdown of an entry. Tables stand where the writer said `[[ตาราง]]`, else at the end of the results."""
    found = findings(library, entry)
    lines = list(_with_ways(library, entry))
    if found and not any(reference.typed.strip() == PLACE for reference in references(entry.body)):
        lines.insert(_end_of_results(entry, lines), f"\n{MARK}\n")
    return expand("\n".join(lines), found)


def _with_ways(library: Library, entry: Entry) -> Iterator[str]:
    """The lines of the text; a need leads to its page, and its parts say in words what they name."""
    root = "../" * entry.url.count("/")
    shown = {item.id: f"[ดูการติดตาม]({root}needs/{item.id}/) " for item in items(entry, "n") if item.is_named}
    parts = {part.line: part for letter in ("n", "a") for item in items(entry, letter) for part in item.parts}
    for number, line in enumerate(entry.body.split("\n"), entry.front_matter.body_line):
        part = parts.get(number)
        if part is not None:
            yield line.replace(part.value, _in_words(library, entry, part, root)) if part.value else line
            continue
        known = next((id_ for id_ in shown if f"{{#{id_}}}" in line), None)
        yield line.replace(f"{{#{known}}}", f"{shown[known]}{{#{known}}}") if known else line


def _in_words(library: Library, entry: Entry, part: Part, root: str) -> str:
    """What a part names: the question of an indicator, the survey that asked again, the need of an action."""
    if part.label == INDICATOR and (told := measure(library, entry, part.value)):
        return f"ข้อ {told.item.item.key} {inert(told.item.item.text)}"
    if part.label == AGAIN:
        later = library.by_id.get(part.value.split()[0])
        return (
            f"[{inert(later.meta.title)}]({root}{later.url})"
            if later in library.public and later is not None
            else part.value
        )
    if part.label == ACTS_ON:
        texts = {need.id: need for need in needs(library)}
        named = [texts[id_] for id_ in part.value.replace(",", " ").split() if id_ in texts]
        return ", ".join(f"[{inert(need.item.text)}]({root}{need.url})" for need in named) or part.value
    return part.value


def _end_of_results(entry: Entry, lines: list[str]) -> int:
    """The line before which the section after the results begins; expanding moves no line while it adds none."""
    result = next(section for section in entry.kind.sections if section.key == "result")
    tops = [heading for heading in entry.headings if heading.level <= 2]
    for heading, after in zip(tops, [*tops[1:], None], strict=True):
        if result.matches(heading.text):
            return after.line - entry.front_matter.body_line if after else len(lines)
    return len(lines)
