"""Finds personal data in a text: identity numbers, telephones, e-mail, LINE, accounts, passports, pupils.

The rules stand once, for Python and for the browser's form: `patterns()` gives them as data.

    marked-up text ──shown()──► what its reader sees
    typed text ──plain()──► plain form ──expressions──► matches ──CHECKS──► Finding, at its place in the typed text
                                 └── rows of tables: head of the column + cell ──expressions──┘
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from khlang.privacy.expressions import PATTERNS, Pattern
from khlang.privacy.plain import folding, plain
from khlang.privacy.shown import shown

_NEAR = 100  # letters before or after a match in which `unless` and `unless_near` look
_LOOKS_LIKE = str.maketrans("OoIl", "0011")
_TOLD_BY_HEAD = re.compile(
    "โทร|เบอร์|มือถือ|[Tt][Ee][Ll]|[Pp]hone|[Mm]obile|บัญชี|เดินทาง|พาส|[Pp]assport|ไลน์|[Ll][Ii][Nn][Ee]"
    "|ประจำตัวนักเรียน|รหัสนักเรียน|รหัส ?นร|รหัส ?[Gg]|คำนำหน้า"
)
_MOST_HEADED = 200_000  # cells below telling heads that are looked at; more rows tell nothing new


@dataclass(frozen=True, order=True)
class Finding:
    """Personal data at a place of a text."""

    start: int  # in characters from 0
    end: int
    kind: str
    text: str  # in plain form

    @property
    def masked(self) -> str:
        """As much of it as a public log may hold: enough to find it in the file, not enough to use it."""
        return _MASKS.get(self.kind, _mask_digits)(self.text)


def find(text: str, allowed: frozenset[str] = frozenset()) -> list[Finding]:
    """The personal data in a text, in order; without `allowed` contacts, given as `contact()` writes them.

    Lines that begin with `|` are rows of a table: what the head says of a column counts for its cells.
    """
    typed = plain(text)
    found: list[tuple[int, int, str, str]] = []
    cues = _Cues(typed.text)
    for pattern in PATTERNS:
        for match in _matches(pattern, cues):
            _add(found, match.start(2), match.end(2), pattern.kind, match[2])
    for start, end, kind, words in _below_heads(typed.text):
        _add(found, start, end, kind, words)
    return [
        Finding(typed.typed(start), min(typed.typed(end - 1) + 1, len(text)), kind, words)
        for start, end, kind, words in found
        if contact(words) not in allowed
    ]


def find_shown(text: str, allowed: frozenset[str] = frozenset()) -> list[Finding]:
    """The personal data in a marked-up text, as typed and as its reader sees it, at its place as typed."""
    found = find(text, allowed)
    for seen in shown(text):
        for one in find(seen.text, allowed):
            here = replace(one, start=seen.typed(one.start), end=seen.typed(one.end - 1) + 1)
            place = bisect_left(found, here)
            is_free_before = place == 0 or found[place - 1].end <= here.start
            if is_free_before and (place == len(found) or here.end <= found[place].start):
                found.insert(place, here)
    return found


def contact(text: str) -> str:
    """A telephone number, e-mail address or LINE id in the one form that is compared.

    >>> contact("+66 (0) 2 123 4567"), contact("๐ ๒๑๒๓ ๔๕๖๗"), contact("LINE ID: @Office")
    ('021234567', '021234567', '@office')
    """
    text = plain(text).text
    if not re.search("[A-Za-z@]", text):
        digits = re.sub("[^0-9]", "", text)
        digits = re.sub("^(?:00)?66(?:0(?=[0-9]{8}))?", "0", digits) if _is_abroad(text, digits) else digits
        return re.sub("^(?=[689][0-9]{8}$)", "0", digits)
    named = re.match("(?:LINE|Line|line|ไลน์|ไลน) *(?:ID|Id|id|ไอดี)? *(?:[:=]|คือ)? *", text)
    return text[named.end() if named else 0 :].lower()


def patterns() -> dict[str, object]:
    """The rules as plain data, for the form on the site: expressions that Python and JavaScript read alike.

    A browser brings the text into plain form with `folding` and NFKC, looks for each `pattern` (JavaScript flags "g"),
    takes group 2, and leaves out what does not pass `check` or stands by `unless`, looking again one letter further on. `told_by_head` are the words
    in the head of a table that count for the cells below.
    """
    rows = [
        {
            "kind": one.kind,
            "pattern": one.expression,
            **{name: value for name in ("check", "unless", "unless_near") if (value := getattr(one, name)) is not None},
        }
        for one in PATTERNS
    ]
    return {"version": 2, "folding": folding(), "near": _NEAR, "told_by_head": _TOLD_BY_HEAD.pattern, "patterns": rows}


def _is_abroad(text: str, digits: str) -> bool:
    return bool(re.match(r"[(]?\+|[(]66|00", text) or re.match("66(?:0?[2-9][0-9]{7,8})$", digits))


def _add(found: list[tuple[int, int, str, str]], start: int, end: int, kind: str, words: str) -> None:
    """Add a finding in its order where none is yet; of two in one place the first stays."""
    place = bisect_left(found, (start, end, kind, words))
    is_free_before = place == 0 or found[place - 1][1] <= start
    if is_free_before and (place == len(found) or end <= found[place][0]):
        found.insert(place, (start, end, kind, words))


class _Cues:
    """Where cues stand in a text; several patterns share some."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._known: dict[tuple[str, ...], list[tuple[int, int]]] = {}

    def __getitem__(self, cues: tuple[str, ...]) -> list[tuple[int, int]]:
        if cues not in self._known:
            spans = [found.span() for cue in cues for found in _compiled(cue).finditer(self.text)]
            self._known[cues] = sorted(spans)
        return self._known[cues]


def _matches(pattern: Pattern, cues: _Cues) -> Iterator[re.Match[str]]:
    """What the expression finds around a cue: from the line before it to the second after, where its table goes on."""
    position = 0
    text = cues.text
    for cue_start, cue_end in cues[pattern.cues]:
        if cue_start < position:
            continue
        line = text.rfind("\n", position, cue_start)
        start = max(text.rfind("\n", position, line), position) if line >= 0 else position
        line_end = _line_end(text, cue_end)
        stop = _line_end(text, _line_end(text, line_end + 1) + 1)
        while match := _compiled(pattern.expression).search(text, start, stop):
            start = match.start(2) + 1  # what is refused may hide what is not
            if _counts(match, pattern, text):
                yield match
                start = match.end(2)
        position = max(line_end, start)


def _below_heads(text: str) -> Iterator[tuple[int, int, str, str]]:
    """What cells of tables hold when read with the head of their column: `โทร` over 812345678."""
    if "|" not in text or not _TOLD_BY_HEAD.search(text):
        return
    heads: list[str] = []
    looked_at = 0
    for line in re.finditer(r"^[ >]*\|[^\n]*$", text, re.MULTILINE):
        cells = _cells(line)
        if not heads or _is_head(cells):
            heads = [cell for _, cell in cells] if _is_head(cells) else []
            continue
        followed = [*cells[1:], (0, "")]
        for head, (start, cell), (_, following) in zip(heads, cells, followed, strict=False):
            if "คำนำหน้า" in head:  # the name stands beside its title
                cell = f"{cell} {following}"
            if cell and _TOLD_BY_HEAD.search(head) and looked_at < _MOST_HEADED:
                looked_at += 1
                yield from _headed(head, cell, start)


def _cells(line: re.Match[str]) -> list[tuple[int, str]]:
    """The cells of a row, each with its place in the text."""
    return [(line.start() + one.start(), one[0].strip()) for one in re.finditer(r"(?<=\|)[^|\n]*", line[0])]


def _is_head(cells: list[tuple[int, str]]) -> bool:
    """Whether a row names columns: it says what some hold, and no number stands in it."""
    return any(_TOLD_BY_HEAD.search(cell) for _, cell in cells) and not any(
        re.search("[0-9]{4}", cell) for _, cell in cells
    )


def _headed(head: str, cell: str, start: int) -> Iterator[tuple[int, int, str, str]]:
    said = f"{head[:60]}: "
    cues = _Cues(said + cell)
    for pattern in PATTERNS:
        for match in _matches(pattern, cues):
            if match.end(2) > len(said):
                yield start, start + len(cell) + 1, pattern.kind, match[2]
                return


@lru_cache(maxsize=256)
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def _counts(match: re.Match[str], pattern: Pattern, text: str) -> bool:
    """Whether what an expression matches is what it looks like."""
    if pattern.check and not CHECKS[pattern.check](match[2]):
        return False
    before = text[max(0, match.start(2) - _NEAR) : match.start(2)]
    if pattern.unless and re.search(pattern.unless, before):
        return False
    return not (
        pattern.unless_near and re.search(pattern.unless_near, before + text[match.end(2) : match.end(2) + _NEAR])
    )


def _digits(text: str) -> str:
    return re.sub("[^0-9]", "", text.translate(_LOOKS_LIKE))


def _has_one_break(text: str) -> bool:
    """A number may be parted by one line's end or one border; more are numbers below or beside each other."""
    return len(re.findall(r"[\n|\t]", text)) <= 1


def _is_identity_number(digits: str) -> bool:
    """The thirteenth digit is right, and no office has the number: theirs begin 0994.

    The check digit is (11 - Σ dᵢ · (14 - i) mod 11) mod 10 (สำนักทะเบียนกลาง กรมการปกครอง).
    """
    if len(digits) != 13 or digits.startswith("0994"):
        return False
    weighted = sum(int(digit) * weight for digit, weight in zip(digits, range(13, 1, -1), strict=False))
    return (11 - weighted % 11) % 10 == int(digits[12])


CHECKS: dict[str, Callable[[str], bool]] = {
    "one-break": _has_one_break,
    # Decimals below each other, and the number of a letter with its year, are no telephones
    "telephone": lambda text: _has_one_break(text) and not re.search(r"[.,].*\n|\n.*[.,]|/2[45][0-9]{2}$", text),
    "thai-pin": lambda text: _has_one_break(text) and _is_identity_number(_digits(text)),
    # Thirteen marks between 1 and 5 in a row are answers to a questionnaire
    "thai-pin-boxes": lambda text: _is_identity_number(re.sub("[^0-9]", "", text)) and bool(re.search("[6-9]", text)),
}
"""What a match must be beside looking right, by the names that `Pattern.check` and the browser's half use."""


def _mask_digits(text: str) -> str:
    """All digits but the first and the last two become x; lines stay one."""
    text = " ".join(text.split())
    places = [i for i, letter in enumerate(text) if letter.isdecimal()]
    hidden = set(places[1:-2])
    return "".join("x" if i in hidden else letter for i, letter in enumerate(text)) if places else f"{text[:6]}…"


def _mask_email(text: str) -> str:
    return text[0] + "…" + re.sub(r"^[^@%(\[{<]*", "", text)


def _mask_line(text: str) -> str:
    return f"{text[:-2].rstrip('0123456789')[:6]}…{text[-1]}"


def _mask_name(text: str) -> str:
    title = re.match("เด็กชาย|เด็กหญิง|ด ?[.,]? ?[ชญ] ?[.,]?", text)
    rest = re.sub(r"^[ |\t\n,;\"*_“‘']+", "", text[title.end() :] if title else text)
    return f"{title[0] if title else ''}{rest[:1]}…"


def _mask_row(text: str) -> str:
    return re.sub("[0-9](?=[ .-]?[0-9])", "x", text.split("\n")[0][:40])


_MASKS = {"email": _mask_email, "line-id": _mask_line, "pupil-name": _mask_name, "student-number": _mask_row}
