"""The rules that content must keep. Each module holds one theme: its `Rule`s and the generators that apply them."""

from __future__ import annotations

from collections.abc import Iterator

from khlang.checks import active_content, files, identity, links, sections, terms
from khlang.library import Library
from khlang.problem import Problem

_ENTRY_CHECKS = (sections.check, terms.check, links.check, active_content.check)
_LIBRARY_CHECKS = (files.check, identity.check)


def run(library: Library) -> list[Problem]:
    """Everything that is wrong with a library, what reading found included; sorted by file and line."""
    return sorted({*library.problems, *_found(library)})


def faulty(problems: list[Problem]) -> frozenset[str]:
    """The files that have an error and so are held back from publishing."""
    return frozenset(problem.path for problem in problems if problem.is_error)


def _found(library: Library) -> Iterator[Problem]:
    for check in _LIBRARY_CHECKS:
        yield from check(library)
    for text in (*library.entries, *library.translations):
        for check in _ENTRY_CHECKS:
            yield from check(text, library)
