"""One file of the content folder, read: taken apart, or known from the last time that it held the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from khlang.content import limits
from khlang.content.entry import Entry, Translation, understand
from khlang.content.facts import Facts, name_of
from khlang.content.front_matter import FrontMatter, bytes_of, decode, split
from khlang.content.kinds import kind_of, language_of
from khlang.content.markdown import Heading, Link
from khlang.content.problem import Problem
from khlang.content.settings import Settings
from khlang.content.site_names import fill, unknown


def read(
    docs: Path, path: str, settings: Settings, problems: list[Problem], facts: Facts
) -> Entry | Translation | None:
    """Read one file; add what is wrong with it to `problems`. None where it cannot be understood."""
    if (docs / path).is_symlink():  # it could show any file of this machine; a check says so
        return None
    data = bytes_of(docs / path, path)
    if isinstance(data, Problem):
        problems.append(data)
        return None
    name = name_of(path, data)
    text = _as_known(path, data, name, facts) or _taken_apart(path, data, name, problems, facts)
    return _named(text, settings, problems) if text and kind_of(path).takes_site_names else text


def _taken_apart(
    path: str, data: bytes, name: str, problems: list[Problem], facts: Facts
) -> Entry | Translation | None:
    """A file as its bytes say; where nothing is wrong with it, that is written down."""
    decoded = decode(data, path)
    problems += decoded.problems
    if not decoded.value.strip():
        return None
    front_matter = split(decoded.value, path)
    if isinstance(front_matter, Problem):
        problems.append(front_matter)
        return None
    front_matter = replace(front_matter, values=dict(front_matter.values), lines=dict(front_matter.lines), name=name)
    text = understand(path, front_matter)
    problems += text if isinstance(text, list) else []
    beyond = limits.check(path, front_matter.body, front_matter.body_line)
    problems += [beyond] if beyond else []
    if beyond or isinstance(text, list):
        return None
    if not decoded.problems:
        facts.keep(_READING, name, _as_fact(text))
    return text


_READING = "reading"


def _as_fact(text: Entry | Translation) -> tuple[Any, ...]:
    """What took time to find out about a file without faults; its letters are not repeated."""
    parts = text.front_matter
    outline = [tuple(vars(one).values()) for one in text.headings], [tuple(vars(one).values()) for one in text.links]
    return dict(parts.values), dict(parts.lines), len(parts.head), len(parts.body), parts.body_line, *outline


def _as_known(path: str, data: bytes, name: str, facts: Facts) -> Entry | Translation | None:
    """A file that held the same before, when nothing was wrong with it; None for all others."""
    fact = facts.known(_READING, name)
    if fact is None:
        return None
    values, lines, head_size, body_size, body_line, headings, links = fact
    typed = data.decode()
    start, end = typed.index("\n") + 1, len(typed) - body_size
    front_matter = FrontMatter(values, lines, typed[end:], body_line, typed[start : start + head_size], name)
    text = understand(path, front_matter)
    if isinstance(text, list):  # a rule that asks for more than the file: never, as the engine is the same
        return None
    vars(text).update(headings=tuple(Heading(*row) for row in headings), links=tuple(Link(*row) for row in links))
    return text


def _named(text: Entry | Translation, settings: Settings, problems: list[Problem]) -> Entry | Translation:
    """A plain page whose title and summary hold the site's names; its body keeps them as typed, for checks and repairs."""
    parts = text.front_matter
    problems += unknown(parts.head, text.path, 2, settings)  # below the first ---
    problems += unknown(parts.body, text.path, parts.body_line, settings)
    typed = {"title": text.meta.title, "summary": text.meta.summary}
    filled = {field: fill(words, settings, language_of(text.path)) for field, words in typed.items()}
    return replace(text, meta=text.meta.model_copy(update=filled))
