"""Finds headings, links, pictures and raw HTML in Markdown, with their lines, without rendering it.

Code (fenced or inline) and comments are blanked out first, keeping every line in its place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from urllib.parse import quote, unquote

from khlang.thai.slugs import Taken, slug

_FENCE = re.compile(
    r"^(?P<indent>[ ]{0,3}|[ ]{4,12})(?P<mark>`{3,}|~{3,})[^\n]*\n.*?(?:^[ ]*(?P=mark)[`~]*[ \t]*$|\Z)",
    re.MULTILINE | re.DOTALL,
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_CODE = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n\n).)*?(?<!`)\1(?!`)", re.DOTALL)
_INDENTED = re.compile(r"^(?:[ ]{4}|\t)", re.MULTILINE)
_HOLDER = re.compile(
    r"\s*(?:[-*+][ \t]|\d+[.)][ \t]|!!!|\?\?\?|===|\[\^|:[ \t])"
)  # list, box, tab, footnote, definition
_HEADING = re.compile(r"^(#{1,6})[ \t]+[^\n]*$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*([^}\n]*)\}[ \t]*$")
_ID = re.compile(r"#([\w\-]+)")
_LINK = re.compile(
    r"(?P<image>!?)\[(?P<text>(?:\\.|[^\[\]\\]|\[[^\[\]]*\])*)\]\(\s*(?P<target><[^>\n]*>|(?:[^()\s]|\([^()\s]*\))*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)(?P<attributes>\{[^}\n]*\})?"
)
_DEFINITION = re.compile(r"^[ ]{0,3}\[(?P<text>[^\^\]][^\]\n]*)\]:[ \t]*<?(?P<target>[^\s>]+)>?", re.MULTILINE)
_TAG = re.compile(
    r"<(?P<name>[A-Za-z][A-Za-z0-9\-]*)(?P<attributes>(?:[\s/][^<>]*)?)>"
)  # browsers take <svg/onload=…> too
_QUOTING_TAG = re.compile(  # the same where a quoted value holds < or >, which ends no tag
    r"""<(?P<name>[A-Za-z][A-Za-z0-9\-]*)(?P<attributes>[\s/](?:[^<>"']|"[^"]{0,999}"|'[^']{0,999}'){0,999})>"""
)
_UNREAD = re.compile(
    r"""
      (?<=\]) \( (?:[^()\n]|\([^()\n]*\))* \)       # the target of a link or a picture
    | ^[ ]{0,3} \[[^\^\]\n][^\]\n]*\]: [^\n]*       # the same, apart
    | \[\^[^\]\n]+\]:?                             # the names of footnotes
    | <[A-Za-z/!][^<>]*>                          # tags, <https://…>
    | (?:https?://|www\.) [^\s<>()\[\]"“”]+
    | (?<![\w.+\-])[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+   # looked for at the start of a word only: Thai words are long
    | \{ [:#.][^}\n]* \} | \{ [ ] [^}\n]* \}        # { .decorative }
    """,
    re.VERBOSE | re.MULTILINE,
)
_SIGN = re.compile(r"[\\`*_{}\[\]()#+\-!|<>~&:$^=\"']")
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


@dataclass(frozen=True)
class Comment:
    """An HTML comment."""

    text: str
    line: int  # on which it ends


def literal(text: str) -> str:
    """Plain text → Markdown that shows it as it is: a name or a question may hold a star or an angle bracket."""
    return _SIGN.sub(lambda sign: f"&#{ord(sign[0])};", text)


@lru_cache(maxsize=4)  # headings, links, tags and words of one text are asked for in turn
def prose(body: str) -> str:
    """The body with code and comments blanked out; lines and columns stay where they are."""
    return _CODE.sub(_blank, _COMMENT.sub(_blank, _FENCE.sub(_blank, body)))


def words_only(body: str) -> str:
    """The body with all that nobody reads aloud blanked out: code, comments, addresses, tags, attributes."""
    return _without_indented(_UNREAD.sub(_blank, prose(body)), body)


def comments(body: str, first_line: int = 1) -> Iterator[Comment]:
    """The HTML comments of a Markdown text, those within code left out."""
    if "<!--" not in body:
        return
    for found in _COMMENT.finditer(_CODE.sub(_blank, _FENCE.sub(_blank, body))):
        yield Comment(found[0].removeprefix("<!--").removesuffix("-->").strip(), _line(body, found.end(), first_line))


def with_targets(body: str, resolve: Callable[[str], str]) -> str:
    """The body with every link and picture leading where `resolve` says, which is asked with the target as typed."""
    spans = sorted(_targets(prose(body)))
    for start, end in reversed(spans):
        body = body[:start] + quote(resolve(_clean(body[start:end])), safe="/#?=&;%:@+,!~*'") + body[end:]
    return body


def _targets(text: str, offset: int = 0) -> Iterator[tuple[int, int]]:
    for found in _LINK.finditer(text):
        if found["target"]:
            yield offset + found.start("target"), offset + found.end("target")
        if not found["image"] and "![" in found["text"]:
            yield from _targets(found["text"], offset + found.start("text"))
    if not offset:
        for found in _DEFINITION.finditer(text):
            yield found.span("target")


def without_html(body: str) -> str:
    """The body without comments and tags of HTML; what stands between tags stays, and so does code."""
    shown = _CODE.sub(_blank, _FENCE.sub(_blank, body))
    spans = [found.span() for found in _COMMENT.finditer(shown)]
    masked = prose(body)
    spans += [found.span() for found in re.finditer(r"</?[A-Za-z][^<>]*>", masked) if "://" not in found[0][:12]]
    for start, end in sorted(spans, reverse=True):
        body = body[:start] + body[end:]
    return body


def headings(body: str, first_line: int = 1) -> Iterator[Heading]:
    """The headings of a Markdown text; `first_line` is the file's line on which the text starts."""
    taken = Taken()
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
        anchor = given[1] if given else taken.unique(slug(plain))
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
    seen: dict[int, re.Match[str]] = {}
    for pattern in (_TAG, _QUOTING_TAG):
        seen |= {found.start(): found for found in pattern.finditer(text)}  # the longer reading of a tag counts
    for start, found in sorted(seen.items()):
        yield Tag(found["name"].lower(), found["attributes"], _line(text, start, first_line))


def _without_indented(read: str, body: str) -> str:
    """Blank out code that is code by its indentation: after an empty line, four columns deeper than what is above.

    What a list, a box or a footnote holds is four columns deeper already. This is for advice only: what may run in
    a browser is looked for in indented text too.
    """
    if not _INDENTED.search(body):
        return read
    lines = read.split("\n")
    limit, after_empty, in_code = 4, True, False
    for i, line in enumerate(body.split("\n")):
        if not lines[i].strip():
            after_empty = True
            continue
        wide = line.expandtabs(4)
        indent = len(wide) - len(wide.lstrip())
        in_code = (after_empty or in_code) and indent >= limit
        after_empty = False
        if in_code:
            lines[i] = " " * len(line)
        else:
            limit = indent + (8 if _HOLDER.match(line) else 4)
    return "\n".join(lines)


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _line(text: str, position: int, first_line: int) -> int:
    return first_line + bisect_left(_breaks(text), position)


@lru_cache(maxsize=4)
def _breaks(text: str) -> list[int]:
    """Where the lines of a text end: counting them anew for each of many headings takes the square of the time."""
    return [found.start() for found in re.finditer("\n", text)]


def _clean(target: str) -> str:
    return unquote(unescape(target.strip("<>")))  # browsers read entities before they look at the scheme
