"""Words that are often misspelt in official writing, from the list in `docs/_data/misspellings.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from khlang.checks.prose import Prose
from khlang.content.library import Library
from khlang.content.problem import Level, Problem, Rule
from khlang.thai.words import words

MISSPELT = Rule(
    "misspelling",
    "คำที่มักสะกดผิด",
    Level.ADVICE,
    "หัวใจนักปราชณ์",
    "หัวใจนักปราชญ์",
    "คำที่สะกดผิดค้นไม่พบและทำให้เอกสารราชการขาดความน่าเชื่อถือ บัญชีคำอยู่ใน docs/_data/misspellings.yml เพิ่มหรือแก้ได้",
    is_mended=True,
)


def check(prose: Prose, library: Library) -> Iterator[Problem]:
    """Every listed misspelling that stands in the text as a word."""
    wrong = {row.wrong: row.right for row in library.vocabulary.misspellings}
    suspects = [word for word in wrong if word in prose.source]
    if not suspects:
        return
    listed = frozenset(wrong)
    for run in re.finditer(r"\S+", prose.words):
        if any(word in run[0] for word in suspects):
            position = run.start()
            for word in words(run[0], listed):  # as a word: the same letters may meet where two right words do
                if word in wrong:
                    yield _problem(prose, position, word, wrong[word])
                position += len(word)


def _problem(prose: Prose, start: int, word: str, right: str) -> Problem:
    instead = None if prose.is_heading(start) else right
    return prose.at(MISSPELT, start, start + len(word), f"“{word}” สะกดผิด ให้พิมพ์ “{right}”", instead)
