"""Markdown → HTML, with links between files turned into links between pages, and nothing in it that is not allowed.

The check, the intake of issues, the import and the build all render here, so that what is checked is what is published.
One converter serves a whole run: making one costs as much as converting a short page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import Any, ClassVar
from urllib.parse import quote, unquote
from xml.etree.ElementTree import Element, SubElement

import markdown
from markdown.blockprocessors import BlockProcessor, OListProcessor, UListProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from khlang.content.allowed_html import Refusal, judge
from khlang.content.lists import BULLET, INDENT, ITEM_ID, NUMBER
from khlang.thai.slugs import slug

_EXTENSIONS = (
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "fenced_code",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.details",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
)
_CONFIGS: dict[str, dict[str, Any]] = {
    "toc": {"slugify": slug, "permalink": False},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": True},
}
_LOOSE_ID = re.compile(r"[ \t]*\{:?[ \t]*#[a-z][0-9a-z]{1,9}[ \t]*\}")
_BULLETS, _NUMBERS = (re.compile(rf"[ ]{{0,{INDENT - 1}}}{one}[ ]+") for one in (BULLET, NUMBER))
_BLOCKS = {"ul", "ol", "p", "pre", "div", "table", "blockquote", "dl"}

_PLAIN = re.compile(r"(?:(?:[A-Za-zก-ฮเ-ไ(“]|[0-9]+(?![0-9.)]))[^\n`\\\[<&*_|{\x02\x03]*(?<!  )(?:\n|\Z))+")
"""Lines that begin with a letter or a number, and so no heading, list, quotation, table or box, and hold no sign of an inline pattern."""

Resolve = Callable[[str], str | None]


@dataclass(frozen=True)
class Rendered:
    """A converted text."""

    html: str  # allowed as it stands
    headings: list[dict[str, Any]]  # as Python-Markdown's `toc` gives them: id, name (plain text), level, children
    refused: tuple[Refusal, ...] = ()  # what was left out of `html`


class Renderer:
    """Converts texts with the Markdown that this site speaks."""

    def __init__(self) -> None:
        self._links = _Links()
        self._markdown = markdown.Markdown(extensions=list(_EXTENSIONS), extension_configs=_CONFIGS)
        self._markdown.ESCAPED_CHARS = [
            *self._markdown.ESCAPED_CHARS,
            "<",
        ]  # `\\<script>` shows a tag, as in CommonMark
        self._markdown.parser.blockprocessors.register(_PlainParagraph(self._markdown.parser), "plain", 200)
        self._markdown.treeprocessors.register(_PlainText(), "plain", 19)  # after `inline`, before all others
        self._markdown.parser.blockprocessors.register(_Numbered(self._markdown.parser), "olist", 40)
        self._markdown.parser.blockprocessors.register(_Bulleted(self._markdown.parser), "ulist", 30)
        self._markdown.treeprocessors.register(self._links, "khlang-links", 0)  # after every other one
        self._markdown.treeprocessors.register(_ItemIds(), "khlang-items", 5)

    def render(self, text: str, resolve: Resolve) -> Rendered:
        """Convert a text. `resolve` gives the address of a target as typed, or None to leave it as it is."""
        html, refused = judge(self.unjudged(text, resolve))
        return Rendered(html, list(map(_in_plain_text, getattr(self._markdown, "toc_tokens", []))), refused)

    def unjudged(self, text: str, resolve: Resolve) -> str:
        """What Markdown makes of a text, before anything is taken out; for nobody to publish."""
        self._links.resolve = resolve
        self._markdown.reset()
        try:
            return self._markdown.convert(text)
        finally:
            self._links.resolve = _as_it_is  # else the library that it asks would live on


@cache
def renderer() -> Renderer:
    """The one converter of a run; not for two threads at a time."""
    return Renderer()


def _in_plain_text(heading: dict[str, Any]) -> dict[str, Any]:
    children = list(map(_in_plain_text, heading["children"]))
    return {**heading, "name": unescape(heading["name"]), "children": children}


class _Plain(AtomicString):
    """A text in which no sign means anything."""


class _PlainParagraph(BlockProcessor):
    """Takes paragraphs without any sign of Markdown past the twenty processors and fifteen patterns that would find nothing.

    Most Thai text is such; it takes half the time.
    """

    def test(self, parent: Element, block: str) -> bool:
        return parent is self.parser.root and not self.parser.state and _PLAIN.fullmatch(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        SubElement(parent, "p").text = _Plain(blocks.pop(0))


class _PlainText(Treeprocessor):
    """Lets what comes after inline patterns, abbreviations and attributes, work on plain paragraphs as well."""

    def run(self, root: Element) -> None:
        for child in root:
            if type(child.text) is _Plain:
                child.text = str(child.text)


class _Bulleted(UListProcessor):
    SIBLING_TAGS: ClassVar[list[str]] = ["ul"]

    def run(self, parent: Element, blocks: list[str]) -> None:
        _part(blocks, _NUMBERS)
        super().run(parent, blocks)


class _Numbered(OListProcessor):
    """Numbers as typed: 3. 4. stay 3 and 4, and after 2. a list that begins anew with 1. does so."""

    SIBLING_TAGS: ClassVar[list[str]] = ["ol"]

    def run(self, parent: Element, blocks: list[str]) -> None:
        _part(blocks, _BULLETS)
        typed = [int(line.strip().partition(".")[0]) for line in blocks[0].split("\n") if _NUMBERS.match(line)]
        super().run(parent, blocks)
        made = parent if parent.tag == "ol" else self.lastChild(parent)
        if made is not None and made.tag == "ol" and len(made) >= len(typed):
            _number(made, typed)


def _part(blocks: list[str], other: re.Pattern[str]) -> None:
    """Cut the first block where items of the other sort begin: they are another list, as on GitHub."""
    lines = blocks[0].split("\n")
    cut = next((i for i, line in enumerate(lines) if other.match(line)), len(lines))
    if cut < len(lines):
        blocks[:1] = ["\n".join(lines[:cut]), "\n".join(lines[cut:])]


def _number(made: Element, typed: list[int]) -> None:
    """Give the last items of a list the numbers that were typed; 1. 1. 1. is a way to let the page count."""
    before = len(made) - len(typed)
    if not before and typed[0] != 1:
        made.set("start", str(typed[0]))
    count = int(made.get("start", "1")) - 1
    for item in made[:before]:
        count = int(item.get("value", count + 1))
    is_lazy = len(made) > 1 and set(typed) == {1} and (before == 0 or count == before)
    for item, number in zip(made[before:], typed, strict=True):
        count += 1
        if number != count and not is_lazy:
            item.set("value", str(number))
            count = number


class _ItemIds(Treeprocessor):
    """`- words {#q7x2m9}` → an item with that id; attr_list wants the braces on a line of their own.

    Where such an id stands in what is no item, no reader sees it; the check says so.
    """

    def run(self, root: Element) -> None:
        for item in root.iter("li"):
            holder = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
            inline = []
            for child in holder:
                if child.tag in _BLOCKS:
                    break
                inline.append(child)
            text = (inline[-1].tail if inline else holder.text) or ""
            if found := ITEM_ID.search(text):
                item.set("id", found["id"])
                if inline:
                    inline[-1].tail = text[: found.start()]
                else:
                    holder.text = text[: found.start()]
        _hide_loose_ids(root)


def _hide_loose_ids(element: Element) -> None:
    """Code between ` shows them, for whoever explains them; code by indentation is an item that stands too deep."""
    for child in element:
        if child.tag != "code" or element.tag == "pre":
            _hide_loose_ids(child)
        if child.text and (child.tag != "code" or element.tag == "pre"):
            child.text = type(child.text)(_LOOSE_ID.sub("", child.text))
        if child.tail:
            child.tail = _LOOSE_ID.sub("", child.tail)


def _as_it_is(_typed: str) -> None:
    return None


class _Links(Treeprocessor):
    resolve: Resolve = staticmethod(_as_it_is)

    def run(self, root: Element) -> None:
        for element in root.iter():
            name = {"a": "href", "img": "src"}.get(element.tag) if isinstance(element.tag, str) else None
            typed = element.get(name) if name else None
            address = self.resolve(unquote(typed)) if typed else None
            if address is not None:
                element.set(str(name), quote(address, safe="/#?=&;%:@+,!~*'()"))
