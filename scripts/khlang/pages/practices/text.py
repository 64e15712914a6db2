"""The text of a practice as it is published: what to do first, then why, what came of it, and what to beware of."""

from __future__ import annotations

from khlang.content.entry import Entry
from khlang.content.library import Library

FIRST = "steps"
"""The section that a reader who wants to copy a practice looks for."""


def practice_text(library: Library, entry: Entry) -> str:
    """The Markdown of a practice with its steps in front of the other sections; the words are the writer's own."""
    steps = next(section for section in entry.kind.sections if section.key == FIRST)
    tops = [heading for heading in entry.headings if heading.level <= 2]
    starts = [heading.line - entry.front_matter.body_line for heading in tops]
    lines = entry.body.split("\n")
    parts = [lines[begin:end] for begin, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    ours = [part for heading, part in zip(tops, parts, strict=True) if steps.matches(heading.text)]
    if not ours:
        return entry.body
    others = [part for heading, part in zip(tops, parts, strict=True) if not steps.matches(heading.text)]
    return "\n".join(line for part in (lines[: starts[0]], *([*part, ""] for part in ours), *others) for line in part)
