"""How problems are told: to a person, to GitHub, to a program. Values in, text out; printing is the doors' part."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from enum import StrEnum

from khlang.problem import Problem

HIDDEN = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ud800-\\udfff\\ufff9-\\ufffb]"
)
"""Characters that nobody sees and that change what is seen: controls, turns of direction, halves of a character."""

_SHOWN_BY_GITHUB = 10  # annotations of each kind that one step shows; the job summary holds them all


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
    return " ".join(line.split()).replace("##[", "## [")


def as_github(problem: Problem, folder: str = "docs") -> str:
    """One problem as a GitHub workflow command, which shows it beside the line of the pull request.

    Escapes as https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts does.
    """
    command = "error" if problem.is_error else "notice"
    file, title = _property(f"{folder}/{problem.path}"), _property(f"{problem.level.label} {problem.rule}")
    return f"::{command} file={file},line={problem.line},title={title}::{_data(problem.message)}"


def report(problems: Sequence[Problem], checked: int, form: Format = Format.TEXT, folder: str = "docs") -> str:
    """All problems of a run over `checked` files, with a closing sentence for people."""
    if form is Format.JSON:
        rows = [
            {
                "path": f"{folder}/{one.path}",
                "line": one.line,
                "level": one.level.value,
                "rule": one.rule,
                "message": one.message,
            }
            for one in problems
        ]
        return json.dumps({"checked": checked, "problems": rows}, ensure_ascii=False, indent=2)
    lines = [as_github(one, folder) for one in _in_turn(problems)] if form is Format.GITHUB else []
    lines += [as_text(one, folder) for one in problems]
    return "\n".join([*lines, _closing(problems, checked)])


def summary(problems: Sequence[Problem], checked: int, folder: str = "docs") -> str:
    """The same as Markdown, for the summary page of a GitHub job."""
    lines = ["## ผลการตรวจเนื้อหา", "", _closing(problems, checked), ""]
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        by_file.setdefault(problem.path, []).append(problem)
    for path, found in by_file.items():
        lines.append(f"### {inert(f'{folder}/{path}')}")
        lines += [f"- บรรทัด {one.line} **{one.level.label}** {inert(one.message)} (`{one.rule}`)" for one in found]
        lines.append("")
    return "\n".join(lines)


def inert(text: str) -> str:
    """Anybody's text as one line of Markdown that shows it and does nothing: no HTML, picture, link, mention, reference.

    GitHub looks for @name and #12 only after Markdown is read, so a zero-width space parts them. Controls, which could
    turn the direction of what follows, become �.
    """
    shown = HIDDEN.sub("\ufffd", " ".join(text.split()))
    return re.sub(r"[!-/:-@\[-`{-~]", r"\\\g<0>", shown).replace("@", "@\u200b").replace("#", "#\u200b")


def _in_turn(problems: Sequence[Problem]) -> list[Problem]:
    errors = [one for one in problems if one.is_error]
    advice = [one for one in problems if not one.is_error]
    return errors[:_SHOWN_BY_GITHUB] + advice[:_SHOWN_BY_GITHUB]


def _closing(problems: Sequence[Problem], checked: int) -> str:
    errors = sum(one.is_error for one in problems)
    advice = len(problems) - errors
    if not problems:
        return f"ตรวจแล้ว {checked} ไฟล์ ไม่พบข้อผิดพลาด"
    return f"ตรวจแล้ว {checked} ไฟล์ ต้องแก้ {errors} แห่ง ควรแก้ {advice} แห่ง"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
