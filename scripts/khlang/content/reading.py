"""One file of the content folder, read: taken apart, or known from the last time that it held the same."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from khlang.content import limits
from khlang.content.entry import Entry, Translation, understand
from khlang.content.facts import Facts, Look, look, name_of
from khlang.content.failures import SavedMeanwhile
from khlang.content.fence import fenced
from khlang.content.front_matter import FrontMatter, bytes_of, decode, split
from khlang.content.kinds import kind_of, language_of
from khlang.content.markdown import Heading, Link
from khlang.content.problem import Problem
from khlang.content.settings import Settings
from khlang.content.site_names import fill, unknown

READING = "reading"
"""The question of the facts that says what a file holds."""

_LOOK = "look"
_SETTLED = 2_000_000_000  # ns that a file lay still before its look is believed: some systems count in whole seconds
_TELLS_OF_WRITING = sys.platform != "win32"  # there `st_ctime` is when a file was made


def read(
    docs: Path, path: str, settings: Settings, problems: list[Problem], facts: Facts, now: int = 0
) -> Entry | Translation | None:
    """Read one file; add what is wrong with it to `problems`. None where it cannot be understood.

    A file that looks as it did when it was read before is opened only when somebody asks for its text. `now` is the time
    in ns, or a little before: what is written from here on is written later. With 0 no look is believed or written down.
    """
    file = f"{docs}/{path}"
    state = _state(file)
    if state and stat.S_ISLNK(state.st_mode):  # it could show any file of this machine; a check says so
        return None
    is_plain = kind_of(path).takes_site_names
    seen = look(state) if state and now and _TELLS_OF_WRITING and not is_plain else None
    if seen and (name := _name_by_look(path, seen, facts)):
        text = _as_known(path, name, facts, lambda size: cache(partial(_body_of, file, path, name, size)))
        if text:
            return text
    data = bytes_of(Path(file), path)
    if isinstance(data, Problem):
        problems.append(data)
        return None
    name = name_of(path, data)
    if seen and max(seen[1:3]) < now - _SETTLED:
        facts.keep(_LOOK, path, (name, *seen))
    if not is_plain and (text := _as_known(path, name, facts, partial(_end, data))):
        return text
    found = fenced(path, lambda: _understood(path, data, name, settings, problems, facts))
    if isinstance(found, Problem):
        problems.append(found)
        return None
    return found


def _state(file: str) -> os.stat_result | None:
    try:
        return os.lstat(file)
    except OSError:  # reading says why
        return None


def _name_by_look(path: str, seen: Look, facts: Facts) -> str:
    """The name of what a file holds, if it looks as it did when it was read; else empty."""
    known = facts.known(_LOOK, path)
    return str(known[0]) if known and tuple(known[1:]) == seen else ""


def _body_of(file: str, path: str, name: str, size: int) -> str:
    """The last letters of a file that was not opened so far. Raises SavedMeanwhile where it holds something else now."""
    data = Path(file).read_bytes()
    if name_of(path, data) != name:
        raise SavedMeanwhile
    return _end(data, size)


def _end(data: bytes, size: int) -> str:
    typed = data.decode()
    return typed[len(typed) - size :]


def _understood(
    path: str, data: bytes, name: str, settings: Settings, problems: list[Problem], facts: Facts
) -> Entry | Translation | None:
    text = _as_known(path, name, facts, partial(_end, data)) or _taken_apart(path, data, name, problems, facts)
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
        facts.keep(READING, name, _as_fact(text))
    return text


def _as_fact(text: Entry | Translation) -> tuple[Any, ...]:
    """What took time to find out about a file without faults; the letters of its body are not repeated."""
    parts = text.front_matter
    outline = [tuple(vars(one).values()) for one in text.headings], [tuple(vars(one).values()) for one in text.links]
    return dict(parts.values), dict(parts.lines), parts.head, len(parts.body), parts.body_line, *outline


def _as_known(
    path: str, name: str, facts: Facts, body: Callable[[int], str | Callable[[], str]]
) -> Entry | Translation | None:
    """A file that held the same before, when nothing was wrong with it; None for all others.

    `body` gives its last letters, so many, or what reads them.
    """
    fact = facts.known(READING, name)
    if fact is None:
        return None
    values, lines, head, size, body_line, headings, links = fact
    text = understand(path, FrontMatter(values, lines, body(size), body_line, head, name))
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
