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
from typing import Any
from urllib.parse import quote, unquote
from xml.etree.ElementTree import Element

import markdown
from markdown.treeprocessors import Treeprocessor

from khlang.content.allowed_html import Refusal, judge
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
_ITEM_ID = re.compile(r"\s*\{:?\s*#([\w-]+)\s*\}\s*$")
_BLOCKS = {"ul", "ol", "p", "pre", "div", "table", "blockquote", "dl"}

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


class _ItemIds(Treeprocessor):
    """`- words {#q7x2m9}` → an item with that id; attr_list wants the braces on a line of their own."""

    def run(self, root: Element) -> None:
        for item in root.iter("li"):
            holder = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
            inline = []
            for child in holder:
                if child.tag in _BLOCKS:
                    break
                inline.append(child)
            text = (inline[-1].tail if inline else holder.text) or ""
            if found := _ITEM_ID.search(text):
                item.set("id", found[1])
                if inline:
                    inline[-1].tail = text[: found.start()]
                else:
                    holder.text = text[: found.start()]


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
                element.set(name, quote(address, safe="/#?=&;%:@+,!~*'()"))
