"""Text as people type or paste it → the Markdown that they mean. One cleaning for every way in.

    typed text ──clean()──► characters in order ──tidy()──► lists, tables and paragraphs that Markdown knows

What is Markdown already stays as it is, and tidying twice changes nothing. The form on the site does the same in
`web/form/tidy.js`; `tests/cases/both/tidy.yml` holds both to the same answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from khlang.content.hidden import HIDDEN
from khlang.content.lists import INDENT, MARKER, columns
from khlang.thai.labels import Label, label
from khlang.thai.normal import normalise
from khlang.thai.numerals import arabic_digits

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Signs of Symbol and Wingdings, which Word keeps in the private use area: ticks, boxes, an arrow; the others are bullets.
_SYMBOLS = str.maketrans({"\uf0fc": "✓", "\uf0fe": "☑", "\uf0a8": "☐", "\uf06f": "☐", "\uf071": "☐", "\uf0e0": "→"})
_SYMBOL_BULLET = re.compile("^([ \t]*)[\uf020-\uf0ff][ \t]*", re.MULTILINE)

_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_HOLDER = re.compile(
    r"(?:!!!|\?\?\?|===)|\[\^[^\]\n]+\]:|:[ \t]"
)  # box, tab, footnote, definition: holds what is indented
_RULE = re.compile(r"[ \t]*(?:[-*_=][ \t]*){3,}$")
_BLOCK_TAG = re.compile(
    r"[ \t]*<(?:!--|/?(?:div|details|summary|table|thead|tbody|tr|td|th|ul|ol|li|p|figure|figcaption|blockquote)\b)",
    re.I,
)
_NEAREST, _FARTHEST = 2, 5  # columns, beyond those of the item, by which a line that goes on with it is indented
_THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_ALPHABETS = (_THAI_LETTERS, "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_COUNTED = ("number", "half", "round")
_MARKDOWN_SIGNS = "-*+"


@dataclass
class _Level:
    """An item that is open, and so may hold others."""

    kind: str
    indent: int  # columns, as typed


def clean(text: str) -> str:
    """A text as it is kept: lines end in LF, Thai marks in one spelling, nothing that nobody sees, no space at the ends."""
    return characters(text).strip("\n").rstrip()


def characters(text: str) -> str:
    """The same, with the space that a piece of a text has at its ends."""
    text = HIDDEN.sub("", _LINE_ENDS.sub("\n", text))
    return normalise(_SYMBOL_BULLET.sub(r"\1• ", text.translate(_SYMBOLS)))


def tidy(text: str) -> str:
    """A text as typed → Markdown: every line break a break, every list a list, cells parted by tabs a table."""
    return "\n".join(_parted(list(_shaped(clean(text).split("\n"))))).strip("\n")


def as_lists(lines: Sequence[str]) -> list[str]:
    """Some lines with every label of a list in the shape that Markdown knows; all others stay as they are."""
    walk = _Walk(lines)
    return [walk.line(i) if line.strip() else walk.empty(line) for i, line in enumerate(lines)]


def as_table(lines: Sequence[str]) -> list[str]:
    """Lines of cells parted by tabs → rows of a Markdown table, the first its head."""
    rows = [f"| {' | '.join(cell.strip().replace('|', chr(92) + '|') for cell in _cells(line))} |" for line in lines]
    return [rows[0], f"|{'---|' * len(_cells(lines[0]))}", *rows[1:]]


def table_end(lines: Sequence[str], start: int) -> int:
    """Where the rows of cells parted by tabs end that begin on a line; the line itself where there is no table."""
    count = len(_cells(lines[start]))
    end = start
    while end < len(lines) and count > 1 and len(_cells(lines[end])) == count and not label(lines[end]):
        end += 1
    return end if end - start > 1 else start


def _cells(line: str) -> list[str]:
    return line.strip(" ").split("\t") if line[:1] != "\t" and "\t" in line.strip() else [line]


def _shaped(lines: list[str]) -> Iterator[str]:
    walk = _Walk(lines)
    fence = ""
    holds = False
    end = 0  # of the table that was given last
    for i, line in enumerate(lines):
        if i < end:
            continue
        mark = _FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) else fence
            yield line
        elif mark:
            fence = mark[1]
            yield line
        elif not line.strip():
            yield walk.empty("")
        elif holds and line[:1] in " \t":
            yield line.rstrip()
        elif (end := table_end(lines, i)) > i:
            walk.close()
            yield from as_table(lines[i:end])
        else:
            holds = _HOLDER.match(line) is not None
            yield walk.line(i).rstrip()


class _Walk:
    """Goes through lines and keeps in mind which items are open."""

    def __init__(self, lines: Sequence[str]):
        self._lines = lines
        self._open: list[_Level] = []
        self._counted: dict[str, str] = {}  # kind of a label that Markdown does not know → the one that came last
        self._after_empty = False

    def close(self) -> None:
        """What follows belongs to no item."""
        self._open.clear()

    def empty(self, line: str) -> str:
        """An empty line."""
        self._after_empty = True
        return line

    def line(self, i: int) -> str:
        """A line with words."""
        line = self._lines[i]
        indent = columns(line)
        found = None if _RULE.match(line) else label(line)
        if found and not self._is_label(i, found):
            found = None
        given = self._item(line, found, indent) if found else self._words(line, indent)
        self._after_empty = False
        return given

    def _item(self, line: str, found: Label, indent: int) -> str:
        kind = _kind(found)
        if self._after_empty and self._open and indent < self._open[0].indent + _NEAREST and kind != self._open[0].kind:
            self.close()  # another list
        while self._open and indent + _NEAREST <= self._open[-1].indent:
            self._open.pop()
        level = next((i for i, one in enumerate(self._open) if _is_sibling(one, kind, indent)), len(self._open))
        del self._open[level:]
        self._open.append(_Level(kind, indent))
        words = line[len(found.typed) :]
        return f"{' ' * (INDENT * level)}{_marker(found)}{words}"

    def _words(self, line: str, indent: int) -> str:
        inside = INDENT * (len(self._open) - 1)
        if self._open and indent - min(self._open[-1].indent, inside) >= _NEAREST and indent <= inside + _FARTHEST:
            if not self._after_empty:
                return f"{' ' * (inside + INDENT)}{line.strip()}"
            depth = min(indent // INDENT, len(self._open))
            if depth:
                return f"{' ' * (INDENT * depth)}{line.strip()}"
        self.close()
        return line.lstrip()

    def _is_label(self, i: int, found: Label) -> bool:
        """Whether a label counts: ก. and ๑.๑ begin sentences too, so others must follow, or have come before."""
        if found.family in (*_COUNTED, "bullet", "sign"):
            return True
        kind = _kind(found)
        before = self._counted.get(kind)
        if before is not None and _next(before) == _plain(found.said):
            self._counted[kind] = _plain(found.said)
            return True
        if not _is_first(found) or not self._is_followed(i, found):
            return False
        self._counted[kind] = _plain(found.said)
        return True

    def _is_followed(self, i: int, found: Label) -> bool:
        wanted = _next(_plain(found.said))
        labels = (label(line) for line in self._lines[i + 1 :])
        return any(one and _kind(one) == _kind(found) and _plain(one.said) == wanted for one in labels)


def _is_sibling(one: _Level, kind: str, indent: int) -> bool:
    if abs(indent - one.indent) >= _NEAREST:
        return False
    return one.kind == kind or (one.kind in _MARKDOWN_SIGNS and kind in _MARKDOWN_SIGNS)


def _kind(found: Label) -> str:
    """What siblings have in common: the family, and for bullets the sign."""
    if found.family == "bullet":
        return "-" if found.said in "–—" else found.said
    if found.family == "letter":
        return f"letter{next(i for i, one in enumerate(_ALPHABETS) if found.said in one or i == 2)}"
    return found.family


def _marker(found: Label) -> str:
    if found.family in _COUNTED:
        return f"{found.number}. "
    if found.family == "bullet":
        return f"{found.said if found.said in _MARKDOWN_SIGNS else '-'} "
    return f"- {found.typed.strip()} "  # ก. and ✅ say something that Markdown would not


def _plain(said: str) -> str:
    return re.sub(r"\s", "", arabic_digits(said))


def _is_first(found: Label) -> bool:
    said = _plain(found.said)
    return said in ("ก", "a", "A") if "letter" in found.family else re.search(r"(?:^|\D)1$", said) is not None


def _next(said: str) -> str:
    """What is counted after this: ข after ก, 1.3 after 1.2, ข้อ2 after ข้อ1."""
    alphabet = next((one for one in _ALPHABETS if said in one), "")
    if alphabet:
        return alphabet[alphabet.index(said) + 1 : alphabet.index(said) + 2]
    figure = re.search(r"\d+$", said)
    return f"{said[: figure.start()]}{int(figure[0]) + 1}" if figure else ""


def _parted(lines: list[str]) -> Iterator[str]:
    """The lines with an empty one wherever Markdown would run two of them together."""
    shapes = list(_shapes(lines))
    is_inside = False  # whether the lines since the last empty one begin inside an item
    for i, line in enumerate(lines):
        yield line
        if i + 1 < len(lines):
            is_inside = line[:1] in " \t" if line and (i == 0 or not lines[i - 1]) else is_inside and bool(line)
            is_left = is_inside and bool(lines[i + 1]) and lines[i + 1][0] not in " \t"
            if _are_parted(shapes[i], shapes[i + 1], lines[i + 1]) or (is_left and "code" not in shapes[i : i + 2]):
                yield ""
                is_inside = False


def _are_parted(shape: str, following: str, line: str) -> bool:
    if "empty" in (shape, following) or "html" in (shape, following) or line[:1] in " \t":
        return False
    return shape == "words" or shape != following


def _shapes(lines: list[str]) -> Iterator[str]:
    fence = ""
    for line in lines:
        mark = _FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) else fence
            yield "code"
        elif mark:
            fence = mark[1]
            yield "code"
        else:
            yield _shape(line)


def _shape(line: str) -> str:
    if not line.strip():
        return "empty"
    if line[:1] in " \t" or (MARKER.match(line) and not _RULE.match(line)):
        return "list"
    if "|" in line:
        return "row"
    if _BLOCK_TAG.match(line):
        return "html"
    return "quote" if line.startswith(">") else "words"
