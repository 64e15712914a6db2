"""Looks for personal data once more, in what is published: what a source file says in pieces, a page may say whole.

A reference link in the middle of a number, a word that a template adds: none of them shows in the source as what it
becomes. A text that says such a thing is held back; what only a whole page says stops the build, as no file is to blame.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape

from khlang.checks.personal import describe
from khlang.content.entry import Entry, Translation
from khlang.content.problem import Problem, Rule
from khlang.privacy.expressions import PATTERNS
from khlang.privacy.patterns import find, find_shown
from khlang.privacy.shown import INLINE

LEAK = Rule(
    "personal-on-page",
    "ข้อมูลส่วนบุคคลในหน้าเว็บที่สร้างแล้ว",
    wrong="โทร. 081-[234]-5678   ← เมื่อ [234] เป็นลิงก์อ้างอิง",
    right="สอบถามที่กลุ่มนิเทศฯ",
    why="บางอย่างไม่เห็นในต้นฉบับแต่เห็นบนหน้าเว็บ เมื่อพบในเรื่องใด เรื่องนั้นถูกพักไว้ เมื่อพบในส่วนที่มาจากแม่แบบ ทั้งเว็บหยุดไว้จนกว่าจะแก้",
    is_private=True,
)

_WITHIN_LINE = re.compile(rf"</?(?:{INLINE})(?:\s[^<>]*)?/?>|<!--[^<>]{{0,200}}-->")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_TAG = re.compile(r"<[^<>]*>")
_ATTRIBUTE = re.compile(r'\s(?:href|content|alt|title|value|placeholder|aria-label|data-[a-z\-]+)="([^"]{5,})"')

_APART = "\n" * 12
"""Between attributes: no number goes on from one into the next, and what looks for numbers sees so at a glance."""


def check(path: str, data: str | bytes, allowed: frozenset[str]) -> Iterator[Problem]:
    """Personal data in a published file, by its place below the site's root: HTML, XML, JSON or plain text."""
    if not path.endswith((".html", ".xml", ".json", ".txt", ".csv")):
        return
    text = data.decode() if isinstance(data, bytes) else data
    if path.endswith((".html", ".xml")):
        text = words(text)
    elif path.endswith(".json"):
        text = _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), _without_rules(text))
    for found in find(text, allowed):
        yield LEAK.at(path, 1, f"หน้า {path} {describe(found)} ต้นฉบับพิมพ์แบบที่ซ่อนจากการตรวจ ให้หาในต้นฉบับของหน้านี้")


def check_text(text: Entry | Translation, html: str, allowed: frozenset[str]) -> Iterator[Problem]:
    """The same for one text, before there is a page: at the line on which it starts; `html` is what it renders to."""
    leaks = find(words(html), allowed)
    told = {found.kind for found in find_shown(text.front_matter.body, allowed)} if leaks else set()
    for found in leaks:
        if found.kind not in told:  # else `personal` tells, and knows the line
            message = f"{describe(found)} ข้อความนี้เห็นได้เมื่อแสดงเป็นหน้าเว็บ แม้พิมพ์เป็นรหัสหรือแบ่งเป็นท่อน"
            yield LEAK.at(text.path, text.front_matter.body_line, message)


_RULES = [
    json.dumps(expression, ensure_ascii=False)
    for rule in PATTERNS
    for expression in (rule.expression, rule.unless, rule.unless_near)
    if expression
]


def _without_rules(text: str) -> str:
    """A JSON file without the rules of personal data, which the form reads and which look like what they find."""
    for expression in _RULES if '"folding"' in text else ():
        text = text.replace(expression, '""')
    return text


def words(html: str) -> str:
    """What a page says, a line for each block, and after it what its attributes say."""
    return unescape(_APART.join((_lines(html), *_ATTRIBUTE.findall(html))))


def shown(html: str) -> str:
    """What a page says to who sees it, a line for each block."""
    return unescape(_lines(html))


def _lines(html: str) -> str:
    return _TAG.sub("\n", _WITHIN_LINE.sub("", html))
