"""Check-box questions: which options were offered, who ticked which, and what of it may be told.

They come in one column, the ticked ones with signs between them (Google: ", ", Microsoft: ";"), or in a column for each
option (SurveyMonkey, LimeSurvey), where a cell is a tick or the option's own words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress, pairwise

from khlang.survey.questions import grid, heading
from khlang.survey.shapes import Choice, ChoiceQuestion
from khlang.survey.sheet import Column

MOST_OPTIONS = 60
_FEWEST_TOGETHER = 3  # different answers
_SEVERAL = re.compile(
    r"(?:ตอบ|เลือก)ได้ ?(?:มากกว่า|หลาย)|มากกว่า ?1 ?(?:ข้อ|คำตอบ|ตัวเลือก)|หลายคำตอบ|all that apply|more than one|checkbox",
    re.IGNORECASE,
)
_TICKS = frozenset({"x", "✓", "✔", "☑", "/", "1", "y", "yes", "true", "checked", "selected", "ใช่", "เลือก"})
_NO_TICKS = frozenset({"", "-", "0", "n", "no", "false", "not selected", "unchecked", "not checked", "ไม่ใช่", "ไม่เลือก"})
_OPEN, _CLOSE = "([{（", ")]}）"


@dataclass(frozen=True)
class Ticked:
    """A check-box question and who ticked what."""

    title: str
    options: tuple[str, ...]
    ticks: tuple[bytes, ...] = field(repr=False)  # of each option, 1 for each respondent who ticked it, else 0


def asks_several(question: str) -> bool:
    """Whether a question says that several answers may be chosen."""
    return bool(_SEVERAL.search(question))


def is_several(question: str, values: Collection[str]) -> bool:
    """Whether the answers of a column are sets of options: an option comes in different company, or the question says so."""
    if not any(len(split(value, values)) > 1 for value in values):
        return asks_several(question) and any(";" in value for value in values)
    company: dict[str, set[str]] = defaultdict(set)
    for value in values:
        for option in split(value, values):
            company[option].add(value)
    shared = sum(len(cells) > 1 for cells in company.values())
    return shared > 0 and (asks_several(question) or shared * 2 >= len(company))


def split(value: str, values: Collection[str]) -> tuple[str, ...]:
    """The options of one answer. A comma within brackets parts nothing; where answers have semicolons, only these part."""
    signs = ";" if any(";" in one for one in values) else ","
    parts, depth, begin = [], 0, 0
    for place, sign in enumerate(value):
        depth += (sign in _OPEN) - (sign in _CLOSE and depth > 0)
        is_end = sign == signs and not depth and (signs == ";" or value[place + 1 : place + 2] == " ")
        if is_end:
            parts.append(value[begin:place])
            begin = place + 1
    return tuple(dict.fromkeys(part.strip() for part in (*parts, value[begin:]) if part.strip()))


def of_column(column: Column, cells: Sequence[str]) -> Ticked:
    """The ticks of one column; `cells` are its answers, empty where nothing was answered."""
    values = {cell for cell in cells if cell}
    own = {cell: split(cell, values) for cell in values}
    if not any(";" in cell for cell in values):
        own = _together(own)
    rows = [own[cell] if cell else () for cell in cells]
    times = Counter(option for row in rows for option in row)
    options = tuple(option for option, _ in sorted(times.items(), key=lambda one: (-one[1], one[0])))
    ticks = {option: bytearray(len(cells)) for option in options}
    for number, row in enumerate(rows):
        for option in row:
            ticks[option][number] = 1
    return Ticked(heading(column.question).text, options, tuple(bytes(ticks[option]) for option in options))


def _together(rows: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The options of answers, where pieces that never come apart are one option with a comma of its own."""
    answers = list(rows.values())
    times = Counter(option for row in answers for option in row)
    pairs = Counter(pair for row in answers for pair in pairwise(row))
    whole = {
        pair for pair, many in pairs.items() if many == times[pair[0]] == times[pair[1]] and many >= _FEWEST_TOGETHER
    }
    joined = {}
    for cell, row in rows.items():
        options: list[str] = []
        for before, option in pairwise(("", *row)):
            if (before, option) in whole:
                options[-1] += f", {option}"
            else:
                options.append(option)
        joined[cell] = tuple(options)
    return joined


def in_columns(columns: Sequence[Column]) -> dict[str, list[Column]]:
    """The check-box questions that take a column for each option: title → its columns."""
    by_title: dict[str, list[Column]] = defaultdict(list)
    for column in columns:
        parts = grid(column.question)
        if parts is not None:
            by_title[parts[0]].append(column)
    return {title: own for title, own in by_title.items() if len(own) > 1 and _are_ticks(title, own)}


def _are_ticks(title: str, columns: Sequence[Column]) -> bool:
    """Whether every cell is a tick or its column's own words. A mere yes beside no is an answer, unless no option has no."""
    cells = {cell.casefold() for one in columns for cell in one.cells}
    if not cells - {""}:
        return False
    if all({cell for cell in one.cells if cell} <= {(grid(one.question) or ("", ""))[1]} for one in columns):
        return True
    has_no = bool(cells & _NO_TICKS - {"", "-"})
    return cells <= _TICKS | _NO_TICKS and bool(cells & _TICKS) and (not has_no or asks_several(title))


def of_columns(title: str, columns: Sequence[Column]) -> Ticked:
    """The ticks of a question that takes a column for each option."""
    options = tuple((grid(one.question) or ("", one.question))[1] for one in columns)
    ticks = tuple(bytes(cell.casefold() not in _NO_TICKS for cell in one.cells) for one in columns)
    return Ticked(heading(title).text, options, ticks)


def told(questions: Iterable[Ticked], kept: bytes, least: int) -> Iterable[ChoiceQuestion]:
    """What may be told of check-box questions: options that at least `least` ticked and as many, or nobody, did not.

    Neither those who ticked an option nor those who did not are then a small set of people. Only all respondents are
    counted, never a group.
    """
    for question in questions:
        ticks = [bytes(compress(one, kept)) for one in question.ticks]
        answered = sum(map(any, zip(*ticks, strict=True)))
        if answered < least:
            continue
        times: Mapping[str, int] = dict(zip(question.options, map(sum, ticks), strict=True))
        rows = [
            Choice(label=option[:200], n=n)
            for option, n in sorted(times.items(), key=lambda one: (-one[1], one[0]))
            if n >= least and (n == answered or answered - n >= least)
        ]
        hidden = sum(n > 0 for n in times.values()) - len(rows)
        if rows:
            yield ChoiceQuestion(text=question.title, answered=answered, options=tuple(rows), hidden=hidden)
