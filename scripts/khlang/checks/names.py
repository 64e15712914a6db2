"""Groups and schools that a text calls almost as the vocabulary does, but not quite.

Only names that can hardly mean anything else: the spaces differ, or the abbreviation of โรงเรียน, or a mark, or a
letter or two of a long name. Other offices' groups and other schools are none of our business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from khlang.checks.prose import Prose
from khlang.content.library import Library, remembered
from khlang.content.problem import Level, Problem, Rule
from khlang.thai.distance import beginning

NAME = Rule(
    "name-differs",
    "ชื่อกลุ่มงานหรือโรงเรียนไม่ตรงกับบัญชี",
    Level.ADVICE,
    "กลุ่มกฎหมายเละคดี",
    "กลุ่มกฎหมายและคดี",
    "ชื่อที่สะกดต่างกันทำให้ค้นไม่พบและนับผลงานของกลุ่มไม่ครบ บัญชีอยู่ใน docs/_data/groups.yml และ schools.yml "
    "ถ้าชื่อในบัญชีผิดให้แก้บัญชี ถ้าหมายถึงที่อื่นให้เว้นกฎในบรรทัดนั้น",
)

_HEAD = re.compile(r"กลุ่ม|หน่วย|ศูนย์|โรงเรียน|ร\.\s?ร\.|รร\.")
_SCHOOL_HEAD = re.compile(r"^(?:โรงเรียน|ร\.\s?ร\.|รร\.)\s*")
_QUALIFIER = re.compile(r"\s*\([^)]*\)$")  # of schools of one name: the place, which prose may leave out
_MARKS = re.compile("[็-๎]")  # ็, tone marks, ์ and the like: what is most often mistyped
_SHORTEST = 8  # letters; a shorter name is near to too many words
_LETTERS_A_MISTAKE = 15  # in a name of two words or more; กลุ่มบุคล may be กลุ่มบุคลากร


@dataclass(frozen=True)
class _Name:
    """A name of the vocabulary made ready to be compared."""

    written: str
    squeezed: str  # without spaces
    bare: str  # without marks too
    mistakes: int  # that still leave no doubt
    pieces: tuple[str, ...]  # with that many mistakes, at least one of them stands unchanged


def check(prose: Prose, library: Library) -> Iterator[Problem]:
    """Every near name."""
    if not any(head in prose.source for head in ("กลุ่ม", "หน่วย", "ศูนย์", "โรงเรียน", "รร.", "ร.ร.")):
        return
    known, names, longest = _vocabulary(library)
    for head in _HEAD.finditer(prose.words):
        text = prose.words[head.start() : head.start() + longest].split("\n")[0]
        exact = max((len(name) for name in known if text.startswith(name)), default=0)
        near = _near(text, names)
        if near and near[1] > exact:
            name, length = near
            typed = text[:length]
            message = f"“{typed}” ต่างจากชื่อในบัญชี ถ้าหมายถึง “{name}” ให้พิมพ์ตามนั้น"
            yield prose.at(NAME, head.start(), head.start() + length, message)


@remembered
def _vocabulary(library: Library) -> tuple[frozenset[str], tuple[_Name, ...], int]:
    """What may be written, what to compare with, and how much text that needs."""
    accepted: set[str] = set()
    names: list[_Name] = []
    for rows, is_school in ((library.vocabulary.groups, False), (library.vocabulary.schools, True)):
        for row in rows:
            accepted |= {form for name in row.names[1:] for form in (name, _QUALIFIER.sub("", name))}
            official = {_QUALIFIER.sub("", row.name), row.label}  # what else may be typed is too short to compare with
            names += [_name(name, is_school) for name in sorted(official) if _HEAD.match(name)]
    long_enough = tuple(name for name in names if len(name.squeezed) >= _SHORTEST)
    return frozenset(accepted), long_enough, 2 * max(map(len, accepted), default=0)


def _name(written: str, is_school: bool) -> _Name:
    squeezed = re.sub(r"\s", "", written)
    # Two schools may differ by one letter, two groups of one office do not.
    mistakes = 0 if is_school else len(squeezed) // _LETTERS_A_MISTAKE
    size = -(-len(squeezed) // (mistakes + 1))
    pieces = tuple(squeezed[i : i + size] for i in range(0, len(squeezed), size))
    return _Name(written, squeezed, _MARKS.sub("", squeezed), mistakes, pieces)


def _near(text: str, names: tuple[_Name, ...]) -> tuple[str, int] | None:
    """The name that a text begins with almost, and how many letters of the text stand for it."""
    text_from = _SCHOOL_HEAD.match(text)
    cut = text_from.end() if text_from else 0
    squeezed = ("โรงเรียน" if text_from else "") + re.sub(r"\s", "", text[cut:])
    bare = _MARKS.sub("", squeezed)
    best: tuple[int, int, str] | None = None
    for name in names:
        if bare.startswith(name.bare):
            found = (0, len(name.bare), name.written)
        elif name.mistakes and any(piece in squeezed for piece in name.pieces):
            mistakes, length = beginning(name.squeezed, squeezed[: len(name.squeezed) + name.mistakes])
            if mistakes > name.mistakes:
                continue
            found = (mistakes, len(_MARKS.sub("", squeezed[:length])), name.written)
        else:
            continue
        if best is None or (-found[0], found[1]) > (-best[0], best[1]):
            best = found
    if best is None:
        return None
    return best[2], _typed_length(text, cut, best[1] - (len(_MARKS.sub("", "โรงเรียน")) if text_from else 0))


def _typed_length(text: str, start: int, letters: int) -> int:
    """Where the given number of letters, marks and spaces not counted, ends after `start`."""
    end = start
    while end < len(text) and (letters or _MARKS.match(text[end])):
        letters -= not (text[end].isspace() or _MARKS.match(text[end]))
        end += 1
    return end
