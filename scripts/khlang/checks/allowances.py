"""Rules silenced on a line, with a reason: `<!-- khlang: allow RULE reason -->` in the text, `# khlang: …` above it.

An allowance covers its own line and the next line that is not empty. Whatever is against the safety of the site or of
persons cannot be allowed, unless its rule says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from khlang.content.entry import Entry, Translation
from khlang.content.markdown import comments
from khlang.content.problem import Level, Problem, Rule
from khlang.thai.distance import nearest

_EXAMPLE = "<!-- khlang: allow image-size ภาพแผนที่ต้องละเอียด -->"
_WHY = "กฎบางข้อไม่เหมาะกับบางบรรทัด เว้นได้เมื่อบอกเหตุผล คนที่มาแก้ต่อจะได้รู้ว่าตั้งใจ"

NO_REASON = Rule(
    "allow-no-reason",
    "เว้นกฎโดยไม่บอกเหตุผล",
    Level.ADVICE,
    "<!-- khlang: allow image-size -->",
    _EXAMPLE,
    _WHY,
    is_allowable=False,
)
UNKNOWN = Rule(
    "allow-unknown",
    "เว้นกฎที่ไม่มี",
    Level.ADVICE,
    _EXAMPLE.replace("size", "sise"),
    _EXAMPLE,
    "รหัสกฎที่พิมพ์ผิดไม่มีผลอะไร",
    is_allowable=False,
)
REFUSED = Rule(
    "allow-refused",
    "กฎที่เว้นไม่ได้",
    Level.ADVICE,
    "<!-- khlang: allow active-tag ต้องใช้ -->",
    _EXAMPLE,
    "สิ่งที่ต้องแก้ โดยเฉพาะความปลอดภัยของเว็บและของบุคคล เว้นไม่ได้",
    is_allowable=False,
)
UNUSED = Rule(
    "allow-unused",
    "เว้นกฎในที่ที่ไม่มีอะไรให้เว้น",
    Level.ADVICE,
    f"{_EXAMPLE}\n\nย่อหน้าที่ไม่มีภาพ",
    "ย่อหน้าที่ไม่มีภาพ",
    "การเว้นกฎที่ค้างอยู่จะซ่อนความผิดใหม่ในบรรทัดนั้น",
    is_allowable=False,
)

_IN_TEXT = re.compile(r"khlang:\s*allow\b[ \t]*(?P<rule>\S*)\s*(?P<reason>.*)", re.DOTALL)
_IN_HEAD = re.compile(rf"(?:^|\s)#\s*{_IN_TEXT.pattern}")


@dataclass(frozen=True)
class _Allowance:
    rule: str
    reason: str
    lines: tuple[int, ...]  # those it covers, its own first


def apply(
    problems: Iterable[Problem],
    texts: Sequence[Entry | Translation],
    rules: Callable[[], Mapping[str, Rule]],
    complete: bool,
) -> Iterator[Problem]:
    """The problems that nobody allowed, and what is wrong with the allowances of the given texts.

    `rules` gives those that there are, by their ids. `complete` says that every check has run, so that an allowance without a problem is one too many.
    """
    open_: dict[tuple[str, str], list[_Allowance]] = {}
    for text in texts:
        for one in _allowances(text):
            fault = _fault(one, text.path, rules())
            if fault is None:
                open_.setdefault((text.path, one.rule), []).append(one)
            elif complete:
                yield fault
    used: set[tuple[str, _Allowance]] = set()
    for problem in problems:
        allowed = [one for one in open_.get((problem.path, problem.rule), ()) if problem.line in one.lines]
        used.update((problem.path, one) for one in allowed)
        if not allowed:
            yield problem
    for (path, rule), found in open_.items():
        for one in found:
            if complete and (path, one) not in used:
                yield UNUSED.at(path, one.lines[0], f"บรรทัดนี้ไม่มีสิ่งที่ผิดกฎ {rule} ให้ลบการเว้นกฎนี้")


def _fault(one: _Allowance, path: str, rules: Mapping[str, Rule]) -> Problem | None:
    line = one.lines[0]
    if one.rule not in rules:
        near = nearest(one.rule, rules, limit=1)
        advice = f"ให้พิมพ์ {near[0]}" if near else "รหัสกฎอยู่ในวงเล็บเหลี่ยมของข้อความที่โปรแกรมแจ้ง"
        return UNKNOWN.at(path, line, f"ไม่มีกฎชื่อ “{one.rule}” {advice}")
    if not rules[one.rule].may_be_allowed:
        return REFUSED.at(path, line, f"กฎ {one.rule} ({rules[one.rule].title}) เว้นไม่ได้ ให้แก้ตามที่กฎบอกแล้วลบการเว้นกฎนี้")
    if not one.reason:
        return NO_REASON.at(path, line, f"ยังไม่บอกเหตุผล จึงยังไม่มีผล ให้พิมพ์เหตุผลต่อจาก {one.rule}")
    return None


def _allowances(text: Entry | Translation) -> Iterator[_Allowance]:
    head, body, body_line = text.front_matter.head, text.front_matter.body, text.front_matter.body_line
    if "khlang:" in body:
        lines = body.split("\n")
        for comment in comments(body, body_line):
            if found := _IN_TEXT.match(comment.text):
                yield _Allowance(found["rule"], found["reason"].strip(), _covered(lines, comment.line, body_line))
    if "khlang:" in head:
        lines = head.split("\n")
        for number, line in enumerate(lines, 2):
            if found := _IN_HEAD.search(line):
                yield _Allowance(found["rule"], found["reason"].strip(), _covered(lines, number, 2))


def _covered(lines: Sequence[str], line: int, first_line: int) -> tuple[int, ...]:
    below = range(line - first_line + 1, len(lines))
    following = next((i + first_line for i in below if lines[i].strip()), None)
    return (line,) if following is None else (line, following)
