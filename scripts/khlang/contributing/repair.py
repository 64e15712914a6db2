"""`--fix`: mends what can be mended without asking. Nothing is rewritten unless asked for, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from khlang.checks.photographs import TRACES
from khlang.content.front_matter import BOM, CRLF, NOT_UTF8, decode
from khlang.content.problem import Problem
from khlang.content.write import write_file
from khlang.privacy.endings import is_picture
from khlang.privacy.photographs import strip, strip_attachment

_BYTES = frozenset({BOM.id, CRLF.id, NOT_UTF8.id})
_CONTEXT = 12  # letters shown before and after what was changed
_MARKS = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e"  # never shown without their letter


@dataclass(frozen=True)
class Mend:
    """One thing that was changed, for the author to look at."""

    path: str
    line: int | None = None  # None: the whole file was saved anew
    before: str = ""  # with some letters around; empty where the line holds personal data
    after: str = ""
    done: str = "บันทึกใหม่เป็น UTF-8 ขึ้นบรรทัดแบบ LF"  # to a whole file


def repair(docs: Path, problems: Sequence[Problem]) -> list[Mend]:
    """Mend the files that have mendable problems, each file whole or not at all; give what was changed.

    The bytes become UTF-8 with LF; of places that overlap the first is mended, so call it again until nothing changes.
    """
    mendable = sorted(one for one in problems if one.instead is not None or one.rule in _BYTES)
    private = frozenset((one.path, one.line) for one in problems if one.is_private)
    spying = sorted({one.path for one in problems if one.rule == TRACES.id})
    return [mend for path in spying for mend in _strip(docs / path, path)] + [
        replace(mend, before="", after="") if (mend.path, mend.line) in private else mend
        for path, found in groupby(mendable, key=lambda one: one.path)
        for mend in _repair_file(docs / path, path, list(found))
    ]


def _strip(file: Path, path: str) -> Iterator[Mend]:
    """Take out what a picture, or the pictures inside an attachment, tell of place, camera and people."""
    data = file.read_bytes()
    try:
        stripped = strip(data) if is_picture(path) else strip_attachment(data)
    except ValueError:  # it can be read, but not written again: leave the file to its author
        return
    write_file(file, stripped)
    yield Mend(path, done="ลบพิกัด เลขเครื่อง ชื่อ และข้อความที่ซ่อนในภาพ")


def _repair_file(file: Path, path: str, problems: list[Problem]) -> Iterator[Mend]:
    text = decode(file.read_bytes(), path).value
    if "\ufffd" in text:  # a letter that no code page knows: leave the file to its author
        return
    if any(one.rule in _BYTES for one in problems):
        yield Mend(path)
    lines = text.split("\n")
    mends: list[Mend] = []
    for number, found in groupby(problems, key=lambda one: one.line):
        places = sorted((one for one in found if one.instead is not None), key=lambda one: one.column)
        line = lines[number - 1]
        mends += _mends(path, number, line, places)
        lines[number - 1] = _mended(line, places)
    write_file(file, "\n".join(lines).encode())
    yield from mends


def _apart(places: Sequence[Problem]) -> Iterator[tuple[int, int, str]]:
    """Start, end and replacement of the places of one line that do not overlap."""
    last = 0
    for one in places:
        start = one.column - 1
        if start >= last:
            last = start + one.length
            yield start, last, one.instead or ""


def _mended(line: str, places: Sequence[Problem]) -> str:
    for start, end, instead in reversed(list(_apart(places))):
        line = line[:start] + instead + line[end:]
    return line


def _mends(path: str, number: int, line: str, places: Sequence[Problem]) -> Iterator[Mend]:
    for start, end, instead in _apart(places):
        before, after = line[max(0, start - _CONTEXT) : start].lstrip(_MARKS), line[end : end + _CONTEXT]
        yield Mend(path, number, before + line[start:end] + after, before + instead + after)
