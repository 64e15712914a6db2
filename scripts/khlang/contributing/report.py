"""How problems are told: to a person, to GitHub, to a program. Values in, text out; printing is the doors' part."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from khlang.content.hidden import HIDDEN, visible
from khlang.content.problem import RULE_PAGES, Problem, rule_page

if TYPE_CHECKING:
    from khlang.contributing.repair import Mend

Line = Callable[[str, int], str]
"""Gives a line of a file by the file's path and the line's number."""

_SHOWN_BY_GITHUB = 10  # annotations of each kind that one step shows; the job summary holds them all
_SHOWN_OF_A_RULE = 5  # places of one rule in one file; a text pasted from the web has hundreds of the same
_BEFORE, _AFTER = 30, 40  # columns of a line that are shown around the place
_WHY = "เหตุผลและตัวอย่าง"
_WHERE = f"หน้า {RULE_PAGES}… อยู่ในคู่มือของเว็บไซต์ เปิดในเครื่องนี้ด้วย python3 run.py serve แล้วเติมท้าย http://127.0.0.1:8000/"
_MARGIN = "    │ "  # no line begins with what a file says: GitHub takes `::` for a command, spaces before it or not


class Format(StrEnum):
    """Whom a report is for."""

    TEXT = "text"
    GITHUB = "github"
    JSON = "json"


def as_text(problem: Problem, folder: str = "docs") -> str:
    """One problem on one line: file:line: level [rule] what to do.

    Nobody's words or file name end a line, and no `##[` stays whole: GitHub takes commands from both
    (https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs).
    """
    place = f"{folder}/{problem.path}:{problem.line}"
    line = f"{place}: {problem.level.label} [{problem.rule}] {problem.message}"
    return visible(" ".join(line.split())).replace("##[", "## [")


def excerpt(line: str, column: int, length: int) -> str:
    """The part of a line around a place, and below it carets under the place, for a terminal.

        17 บาทต่อคน รวมงบประมาณ ๑2,500 บาท
                               ^^^^^^

    Letters are as wide as terminals show them: Thai vowels and tone marks above and below take no column. What cannot
    be seen is shown as ▯. `column` counts from 1, in characters.
    """
    start, end = column - 1, column - 1 + length
    first, last, width = start, end, 0
    while first and (width < _BEFORE or not _column_width(line[first])):  # never part a mark from its letter
        first -= 1
        width += _column_width(line[first])
    width = 0
    while last < len(line) and (width < _AFTER or not _column_width(line[last])):
        width += _column_width(line[last])
        last += 1
    before, after = "…" * (first > 0), "…" * (last < len(line))
    shown = before + _visible(line[first:last]).replace("##[", "## [") + after  # see as_text()
    return f"{shown}\n{' ' * _width(before + line[first:start])}{'^' * max(1, _width(line[start:end]))}"


def _visible(text: str) -> str:
    return "".join(
        "⏎" if letter == "\n" else " " if letter == "\t" else letter if letter.isprintable() else "▯" for letter in text
    )


def _width(text: str) -> int:
    """Columns that a terminal gives a text, as `_visible` shows it."""
    return sum(_column_width(letter) for letter in text)


@lru_cache(maxsize=4096)
def _column_width(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def as_github(problem: Problem, folder: str = "docs", site: str = "") -> str:
    """One problem as a GitHub workflow command, which shows it beside the line of the pull request.

    It ends with the address of the rule's page; `site` is the site's address, empty where nobody told it.
    Escapes as https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts does.
    """
    command = "error" if problem.is_error else "notice"
    file, title = _property(f"{folder}/{problem.path}"), _property(f"{problem.level.label} {problem.rule}")
    place = f",col={problem.column}" if problem.column else ""
    place += f",endColumn={problem.column + problem.length}" if problem.length else ""
    message = f"{problem.message} ({_WHY} {rule_page(problem.rule, site)})"
    return f"::{command} file={file},line={problem.line}{place},title={title}::{_data(message)}"


def report(
    problems: Sequence[Problem],
    checked: int,
    form: Format = Format.TEXT,
    folder: str = "docs",
    mends: Sequence[Mend] = (),
    line: Line | None = None,
    site: str = "",
) -> str:
    """All problems of a run over `checked` files, with a closing sentence for people.

    `mends` are what `--fix` has done before; `line` gives the lines to show below each problem. Each message leads to
    its rule's page in the guide, as text the first of each rule: `site` is the site's address, empty where nobody told
    it, and then the addresses are those below its root.
    """
    if form is Format.JSON:
        return _as_json(problems, checked, folder, mends, site)
    lines = [as_github(one, folder, site) for one in _in_turn(problems)] if form is Format.GITHUB else []
    lines += [as_mend(one, folder) for one in mends]
    private = {(one.path, one.line) for one in problems if one.is_private}
    explained: set[str] = set()
    for shown, more in _shortened(problems):
        lines.append(as_text(shown, folder))
        if shown.column and line and (shown.path, shown.line) not in private:
            lines += [
                _MARGIN + row for row in excerpt(line(shown.path, shown.line), shown.column, shown.length).split("\n")
            ]
        if shown.rule not in explained:
            lines.append(f"{_MARGIN}{_WHY} {rule_page(shown.rule, site)}")
            explained.add(shown.rule)
        if more:
            lines.append(f"{folder}/{visible(shown.path)}: … [{shown.rule}] อีก {more} แห่งในไฟล์นี้")
    if problems and not site:
        lines.append(_WHERE)
    return "\n".join([*lines, _closing(problems, checked, mends)])


def as_mend(mend: Mend, folder: str = "docs") -> str:
    """What `--fix` did in one place, on one line."""
    if mend.line is None:
        return f"แก้ให้แล้ว {folder}/{visible(mend.path)} {mend.done}"
    said = f"แก้ให้แล้ว {folder}/{visible(mend.path)}:{mend.line}"
    if mend.before or mend.after:
        said += f" “{_visible(mend.before)}” → “{_visible(mend.after)}”"
    return said.replace("##[", "## [")


def _as_json(problems: Sequence[Problem], checked: int, folder: str, mends: Sequence[Mend], site: str) -> str:
    rows = [
        {
            "path": f"{folder}/{one.path}",
            "line": one.line,
            "column": one.column,
            "length": one.length,
            "level": one.level.value,
            "rule": one.rule,
            "message": one.message,
            "instead": one.instead,
            "guide": rule_page(one.rule, site),
        }
        for one in problems
    ]
    mended = [
        {"path": f"{folder}/{one.path}", "line": one.line, "before": one.before, "after": one.after} for one in mends
    ]
    told = json.dumps({"checked": checked, "problems": rows, "mended": mended}, ensure_ascii=False, indent=2)
    return HIDDEN.sub(lambda hidden: json.dumps(hidden[0])[1:-1], told)  # as \\u202e, which a terminal shows


def _shortened(problems: Sequence[Problem]) -> Iterator[tuple[Problem, int]]:
    """The problems to show, and how many of the same rule in the same file follow the last that is shown."""
    places: dict[tuple[str, str], int] = {}
    for one in problems:
        places[one.path, one.rule] = places.get((one.path, one.rule), 0) + 1
    shown: dict[tuple[str, str], int] = {}
    for one in problems:
        key = one.path, one.rule
        shown[key] = shown.get(key, 0) + 1
        if one.is_error or shown[key] < _SHOWN_OF_A_RULE or places[key] <= _SHOWN_OF_A_RULE:
            yield one, 0
        elif shown[key] == _SHOWN_OF_A_RULE:
            yield one, places[key] - _SHOWN_OF_A_RULE


def rule_link(rule: str, site: str = "") -> str:
    """A rule's id as Markdown that leads to its page, where the site's address is known."""
    return f"[`{rule}`]({rule_page(rule, site)})" if site else f"`{rule}`"


def summary(problems: Sequence[Problem], checked: int, folder: str = "docs", site: str = "") -> str:
    """The same as Markdown, for the summary page of a GitHub job."""
    lines = ["## ผลการตรวจเนื้อหา", "", _closing(problems, checked), ""]
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        by_file.setdefault(problem.path, []).append(problem)
    for path, found in by_file.items():
        lines.append(f"### {inert(f'{folder}/{path}')}")
        for one, more in _shortened(found):
            lines.append(f"- บรรทัด {one.line} **{one.level.label}** {inert(one.message)} ({rule_link(one.rule, site)})")
            if more:
                lines.append(f"- … `{one.rule}` อีก {more} แห่งในไฟล์นี้")
        lines.append("")
    return "\n".join(lines)


def inert(text: str) -> str:
    """Anybody's text as one line of Markdown that shows it and does nothing: no HTML, picture, link, mention, reference.

    GitHub looks for @name and #12 only after Markdown is read, so a zero-width space parts them. Controls, which could
    turn the direction of what follows, become �.
    """
    line = visible(" ".join(text.split()))
    return re.sub(r"[!-/:-@\[-`{-~]", r"\\\g<0>", line).replace("@", "@\u200b").replace("#", "#\u200b")


def _in_turn(problems: Sequence[Problem]) -> list[Problem]:
    errors = [one for one in problems if one.is_error]
    advice = [one for one in problems if not one.is_error]
    return errors[:_SHOWN_BY_GITHUB] + advice[:_SHOWN_BY_GITHUB]


def _closing(problems: Sequence[Problem], checked: int, mends: Sequence[Mend] = ()) -> str:
    errors = sum(one.is_error for one in problems)
    advice = len(problems) - errors
    mendable = sum(one.instead is not None for one in problems)
    said = f"ตรวจแล้ว {checked} ไฟล์ "
    said += f"ต้องแก้ {errors} แห่ง ควรแก้ {advice} แห่ง" if problems else "ไม่พบข้อผิดพลาด"
    if mends:
        said += f" แก้ให้แล้ว {len(mends)} แห่ง โปรดเปิดดูอีกครั้ง"
    elif mendable:
        said += f" ในจำนวนนี้ khlang check --fix แก้ให้ได้ {mendable} แห่ง"
    return said


def _data(text: str) -> str:
    return visible(text).replace("##[", "## [").replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
