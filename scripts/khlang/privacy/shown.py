"""What a reader sees of marked-up text: Markdown, HTML, and the escapes of YAML, JSON and addresses, undone.

`081&#45;234-**5678**` is a telephone number on the page, and so is `"\\u0030812345678"` in a value. This is no rendering:
it is quick, keeps the place of each letter, and may undo more than a renderer would, as text is searched as typed too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from khlang.privacy.plain import Plain, rewritten

INLINE = (
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|k-[tw]|kbd|label|mark|nobr|q|rb|rp|rt|rtc|ruby|s|samp|"
    "small|span|strike|strong|sub|sup|time|tt|u|var|wbr"
)
"""Elements that do not part the words around them, as one expression."""

_MARKS = re.compile(
    r"(?=[\\&<\n\]!\[ {*_`~=])"  # what a mark begins with: the search is done five times as soon
    r"(?:\\(?:x(?P<two>[0-9A-Fa-f]{2})|u(?P<four>[0-9A-Fa-f]{4})|U(?P<eight>[0-9A-Fa-f]{8}))"
    r"|\\\n[ \t]*"  # a line that goes on, in double quotes of YAML
    r"|\\(?P<sign>[!-/:-@\[-`{-~])"
    r"|(?P<entity>&(?:#[0-9]{1,9}|#[xX][0-9A-Fa-f]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});?)"
    rf"|<!--[^<>]{{0,500}}-->|</?(?:{INLINE})(?:\s[^<>]{{0,500}})?/?>"
    r"|(?P<break></?[A-Za-z][^<>]{0,500}>|\n[ \t>]+)"
    r"|\]\([^()\n]{0,500}\)|\]\[[^\[\]\n]{0,100}\]|!?\[(?=[^\[\]\n]{0,500}\](?:\(|\[))"
    r"|[ ]?\{:?[ ]?[.#][^{}\n]{0,100}\}"
    r"|(?<=[^\s])(?:[*_`~]+|==)|(?:[*_`~]+|==)(?=[^\s*_`~=]))"  # with a blank on both sides they are signs of the text
)


_PERCENT = re.compile("(?:%[0-9A-Fa-f]{2})+")


def shown(text: str) -> Iterator[Plain]:
    """What a text says to its reader, and what its addresses say, each with the places of its letters; nothing if plain."""
    if _MARKS.search(text):
        yield rewritten(text, _MARKS, _seen)
    if _PERCENT.search(text):
        yield rewritten(text, _PERCENT, lambda code: unquote(code[0]))


def _seen(mark: re.Match[str]) -> str:
    if mark["break"]:
        return "\n"
    if mark["entity"]:
        return unescape(mark["entity"])
    if code := mark["two"] or mark["four"] or mark["eight"]:
        return chr(point) if (point := int(code, 16)) < 0x110000 else ""
    return mark["sign"] or ""
