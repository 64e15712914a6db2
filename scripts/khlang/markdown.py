"""Finds headings, links, pictures and raw HTML in Markdown, with their lines, without rendering it.

Code (fenced or inline) and comments are blanked out first, keeping every line in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from khlang.thai.slugs import slug, unique

_FENCE = re.compile(
    r"^(?P<indent>[ ]{0,3}|[ ]{4,12})(?P<mark>`{3,}|~{3,})[^\n]*\n.*?(?:^[ ]*(?P=mark)[`~]*[ \t]*$|\Z)",
    re.MULTILINE | re.DOTALL,
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_CODE = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n\n).)*?(?<!`)\1(?!`)", re.DOTALL)
_HEADING = re.compile(r"^(#{1,6})[ \t]+[^\n]*$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*([^}\n]*)\}[ \t]*$")
_ID = re.compile(r"#([\w\-]+)")
_LINK = re.compile(
    r"(?P<image>!?)\[(?P<text>(?:\\.|[^\[\]\\]|\[[^\[\]]*\])*)\]\((?P<target><[^>\n]*>|(?:[^()\s]|\([^()\s]*\))*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)(?P<attributes>\{[^}\n]*\})?"
)
_DEFINITION = re.compile(r"^[ ]{0,3}\[(?P<text>[^\^\]][^\]\n]*)\]:[ \t]*<?(?P<target>[^\s>]+)>?", re.MULTILINE)
_TAG = re.compile(r"<(?P<name>[A-Za-z][A-Za-z0-9\-]*)(?P<attributes>(?:\s[^<>]*)?)/?>")
_INLINE = re.compile(r"[*_`]{1,3}|!?\[([^\]]*)\]\([^)]*\)")


@dataclass(frozen=True)
class Heading:
    """A heading such as `## ผลที่เกิดขึ้น`."""

    level: int
    text: str
    anchor: str  # the id that the built page gives it
    line: int


@dataclass(frozen=True)
class Link:
    """A link or a picture."""

    target: str  # as typed, percent-decoded
    text: str  # the words of a link, the alternative text of a picture
    line: int
    is_image: bool = False
    is_decorative: bool = False  # a picture marked { .decorative }: no alternative text wanted


@dataclass(frozen=True)
class Tag:
    """A raw HTML tag in the text."""

    name: str  # lower case
    attributes: str
    line: int


def prose(body: str) -> str:
    """The body with code and comments blanked out; lines and columns stay where they are."""
    for pattern in (_FENCE, _COMMENT, _CODE):
        body = pattern.sub(_blank, body)
    return body


def headings(body: str, first_line: int = 1) -> Iterator[Heading]:
    """The headings of a Markdown text; `first_line` is the file's line on which the text starts."""
    taken: set[str] = set()
    text = prose(body)
    for found in _HEADING.finditer(text):
        title = re.sub(r"[ \t]+#*[ \t]*$", "", body[found.end(1) : found.end()]).strip()
        if not title:
            continue
        attributes = _ATTRIBUTES.search(title)
        title = _ATTRIBUTES.sub("", title)
        given = _ID.search(attributes[1]) if attributes else None
        plain = _INLINE.sub(lambda mark: mark[1] or "", title).strip()
        if given:
            taken.add(given[1])
        anchor = given[1] if given else unique(slug(plain), taken)
        yield Heading(len(found[1]), plain, anchor, _line(text, found.start(), first_line))


def links(body: str, first_line: int = 1) -> Iterator[Link]:
    """The links and pictures of a Markdown text, reference definitions and raw HTML ones included."""
    text = prose(body)
    for found in _LINK.finditer(text):
        decorative = ".decorative" in (found["attributes"] or "")
        yield Link(
            _clean(found["target"]),
            found["text"].strip(),
            _line(text, found.start(), first_line),
            bool(found["image"]),
            decorative,
        )
        if not found["image"] and "![" in found["text"]:  # a picture that is a link
            yield from links(found["text"], _line(text, found.start(), first_line))
    for found in _DEFINITION.finditer(text):
        yield Link(_clean(found["target"]), found["text"], _line(text, found.start(), first_line))
    for tag in tags(body, first_line):
        source = re.search(r"\b(?:href|src)\s*=\s*[\"']?([^\"'\s>]+)", tag.attributes, re.IGNORECASE)
        if source:
            alt = re.search(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", tag.attributes, re.IGNORECASE)
            words = (alt[1] or alt[2] or "") if alt else ""
            yield Link(_clean(source[1]), words, tag.line, tag.name == "img", bool(alt) and not words)


def tags(body: str, first_line: int = 1) -> Iterator[Tag]:
    """The raw HTML tags of a Markdown text."""
    text = prose(body)
    for found in _TAG.finditer(text):
        yield Tag(found["name"].lower(), found["attributes"], _line(text, found.start(), first_line))


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _line(text: str, position: int, first_line: int) -> int:
    return first_line + text.count("\n", 0, position)


def _clean(target: str) -> str:
    return unquote(target.strip("<>"))
