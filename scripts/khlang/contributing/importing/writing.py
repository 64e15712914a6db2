"""One HTML tree → the Markdown that a teacher reads and edits, in the dialect of the site.

Python-Markdown wants four spaces before what belongs to a list item, and numbers every list from 1. Whatever in the
document only looks like Markdown or HTML is escaped, so that it is read as it stood.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from markdownify import ATX, MarkdownConverter

from khlang.contributing.importing.tables import grid, header_height, joined

ALT = "✎ บอกสิ่งที่เห็นในภาพ"  # the mark keeps it from being published

_SPECIAL = re.compile(r"([\\`*{}\[\]|])")
_ADDRESS = re.compile(r"https?://[\w\-.~:/?#@!$&*+,;=%]*[\w/=~\-]", re.ASCII)
_UNDERSCORE = re.compile(r"_(?![^\W_])|(?<![^\W_])_")  # one inside a word means nothing to Markdown
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#[\dxX]|\w+;)")
_LINE_STARTS = (  # of a line, the mark that would make a block of it → the same, meaning nothing
    (re.compile(r"^(#)", re.MULTILINE), r"\\\1"),
    (re.compile(r"^([>+-])", re.MULTILINE), r"\\\1"),
    (re.compile(r"^(\d+)([.)])(?=\s|$)", re.MULTILINE), r"\1\\\2"),
    (re.compile(r"^!!!", re.MULTILINE), r"\!!!"),
    (re.compile(r"^\?\?\?", re.MULTILINE), "&#63;??"),
    (re.compile(r"^~~~", re.MULTILINE), "&#126;~~"),
    (re.compile(r"^(:)(?=\s)", re.MULTILINE), "&#58;"),
    (re.compile(r"^=", re.MULTILINE), "&#61;"),
)
_SPACES = re.compile(r"[\t\r\n\f\v ]{2,}|[\t\r\n\f\v]")
_BREAK = "\ue000"  # a line break inside a cell, until the spaces are put in order
_SUPERSCRIPTS = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_SUBSCRIPTS = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_AUTOMATIC_ALT = re.compile(
    r"สร้างโดยอัตโนมัติ|automatically generated|AI.generated|^(?:picture|image|รูปภาพ|img|dsc|line_album)[\s_\-]*[\d๐-๙]*$"
    r"|\.(?:jpe?g|png|gif|bmp|tiff?|webp|heic|emf|wmf)\b|^[\w\-]*\d[\w\-]*$|^(?:A |a )?(?:close-up of|group of|picture containing)",
    re.IGNORECASE,
)


def markdown(body: BeautifulSoup, pictures: Sequence[str | None], footnotes: Sequence[BeautifulSoup] = ()) -> str:
    """The tree as Markdown. `pictures` are the addresses of the pictures; None for one that could not be kept."""
    for tree in (body, *footnotes):
        _collapse(tree)
    writer = _Writer(pictures)
    text = writer.convert_soup(body)
    for number, note in enumerate(footnotes, 1):
        text += f"\n\n[^{number}]: " + _indented(writer.convert_soup(note).strip())
    text = re.sub(r"[ \t]+$", lambda end: "  " if end[0] == "  " else "", text, flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _collapse(tree: BeautifulSoup) -> None:
    """Make one space of each run of them: markdownify would need hours for a megabyte of tabs."""
    for text in tree.find_all(string=_SPACES):
        text.replace_with(NavigableString(_SPACES.sub(" ", str(text))))


class _Writer(MarkdownConverter):
    def __init__(self, pictures: Sequence[str | None]):
        super().__init__(heading_style=ATX, autolinks=False)
        self._pictures = pictures

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """Text with nothing in it that Markdown or HTML would read; addresses become links that can be pressed."""
        text = text.replace("\n", " ")
        found, end = "", 0
        for address in () if "a" in parent_tags else _ADDRESS.finditer(text):
            if _ENTITY.search(address[0]):
                continue
            found += f"{_escaped(text[end : address.start()])}<{address[0]}>"
            end = address.end()
        return found + _escaped(text[end:])

    def convert_p(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if "_inline" in parent_tags:
            return f"{_BREAK}{text.strip()}{_BREAK}"
        text = "  \n".join(line.strip() for line in text.strip().split("\n") if line.strip())
        for mark, instead in _LINE_STARTS:
            text = mark.sub(instead, text)
        return f"\n\n{text}\n\n" if text else ""

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: set[str]) -> str:
        text = " ".join(text.replace(_BREAK, " ").split())
        text = re.sub(r"#$", r"\#", text)
        return f"\n\n{'#' * n} {text}\n\n" if text else ""

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return _BREAK if "_inline" in parent_tags else "  \n"

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        is_tight = all(child.name in ("ul", "ol") for child in el.find_all(True, recursive=False)[1:])
        text = re.sub(r"\n{2,}", "\n" if is_tight else "\n\n", text.strip())
        if not text:
            return ""
        bullet = f"{el['value']}. " if el.has_attr("value") else "- "
        return f"{bullet}{_indented(text)}\n"

    def convert_list(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if "_inline" in parent_tags:
            return f"{_BREAK}{text.strip()}{_BREAK}"
        items = [item.strip("\n") for item in re.split(r"\n(?=\S)", text.strip("\n"))]
        is_tight = not any("\n\n" in item for item in items)
        return "\n\n" + ("\n" if is_tight else "\n\n").join(items) + "\n\n"

    convert_ul = convert_ol = convert_list

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        target = re.sub(r"[\s<>()\\]", lambda odd: f"%{ord(odd[0]):02X}", str(el.get("href", "")).strip())
        words = text.strip()
        if not words or not target:
            return text
        return f"{text[: len(text) - len(text.lstrip())]}[{words}]({target}){text[len(text.rstrip()) :]}"

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        source = str(el.get("src", ""))
        address = self._pictures[int(source)] if source.isdigit() and int(source) < len(self._pictures) else None
        if address is None:
            return " ✎ ภาพตรงนี้นำเข้าไม่ได้ ให้วางภาพเอง "
        alt = " ".join(str(el.get("alt") or "").split())
        words = _escaped(alt) if alt and not _AUTOMATIC_ALT.search(alt) else ALT
        return f"![{words}]({address})"

    def convert_s(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f" (ขีดฆ่า: {text.strip()}) " if text.strip() else text

    def convert_sup(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if el.has_attr("data-note"):
            return f"[^{el['data-note']}]"
        return _raised(text, _SUPERSCRIPTS)

    def convert_sub(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return _raised(text, _SUBSCRIPTS)

    def convert_table(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        laid = grid(el)
        if not laid.rows:
            return ""
        rows, title = laid.rows, ""
        if len(rows) > 2 and len({id(cell) for cell in rows[0]}) == 1 and len(rows[0]) > 1:
            title, rows = f"{self._cell(rows[0][0])}\n\n", rows[1:]
        height = header_height(rows)
        head = [" ".join(filter(None, map(self._cell, column))) for column in joined(rows[:height])]
        lines = [head, ["---"] * len(head), *(self._row(row) for row in rows[height:])]
        return "\n\n" + title + "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n\n"

    def convert_td(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return text

    convert_th = convert_tr = convert_td

    def _row(self, row: tuple[Tag | None, ...]) -> list[str]:
        """A cell that reaches to the right is said once."""
        return ["" if i and cell is not None and cell is row[i - 1] else self._cell(cell) for i, cell in enumerate(row)]

    def _cell(self, cell: Tag | None) -> str:
        if cell is None:
            return ""
        process = self.process_element  # type: ignore[attr-defined]  # its published types leave it out
        text = "".join(process(child, {"td", "_inline"}) for child in cell.contents)
        lines = (" ".join(line.split()) for line in re.split(f"[{_BREAK}\n]", text))
        return "<br>".join(line for line in lines if line)


def _escaped(text: str) -> str:
    text = _ENTITY.sub("&amp;", _UNDERSCORE.sub(r"\\_", _SPECIAL.sub(r"\\\1", text)))
    return text.replace("<", "&lt;") if "@" in text else _TAG.sub("&lt;", text)  # <a@b> is an address to Markdown


def _indented(text: str) -> str:
    return re.sub(r"\n(?=[^\n])", "\n    ", text)


def _raised(text: str, letters: dict[int, int]) -> str:
    return text.translate(letters) if all(ord(letter) in letters for letter in text) else text
