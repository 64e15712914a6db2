"""Markdown → HTML, with links between files turned into links between pages.

One converter serves a whole build: making one costs as much as converting a short page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote
from xml.etree.ElementTree import Element

import markdown
from markdown.treeprocessors import Treeprocessor

_ITEM_ID = re.compile(r"\s*\{:?\s*#([\w-]+)\s*\}\s*$")
_BLOCKS = {"ul", "ol", "p", "pre", "div", "table", "blockquote", "dl"}

Resolve = Callable[[str], str | None]


@dataclass(frozen=True)
class Rendered:
    """A converted text."""

    html: str
    headings: list[dict[str, Any]]  # as Python-Markdown's `toc` gives them: id, name, level, children


class Renderer:
    """Converts texts with one set of Python-Markdown extensions."""

    def __init__(self, extensions: Sequence[Any], configs: Mapping[str, Any]):
        self._links = _Links()
        self._markdown = markdown.Markdown(extensions=list(extensions), extension_configs=dict(configs))
        self._markdown.treeprocessors.register(self._links, "khlang-links", 0)  # after every other one
        self._markdown.treeprocessors.register(_ItemIds(), "khlang-items", 5)

    def render(self, text: str, resolve: Resolve) -> Rendered:
        """Convert a text. `resolve` gives the address of a target as typed, or None to leave it as it is."""
        self._links.resolve = resolve
        self._markdown.reset()
        html = self._markdown.convert(text)
        return Rendered(html, getattr(self._markdown, "toc_tokens", []))


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


class _Links(Treeprocessor):
    resolve: Resolve

    def run(self, root: Element) -> None:
        for element in root.iter():
            name = {"a": "href", "img": "src"}.get(element.tag) if isinstance(element.tag, str) else None
            typed = element.get(name) if name else None
            address = self.resolve(unquote(typed)) if typed else None
            if address is not None:
                element.set(name, quote(address, safe="/#?=&;%:@+,!~*'()"))
