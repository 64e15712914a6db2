"""What an item of a list is: one definition for the page, for the reading of questions and actions, and for the mends."""

from __future__ import annotations

import re

BULLET, NUMBER = "[-*+]", r"\d{1,9}\."
"""What an item begins with, before at least one space; of Python-Markdown, so that its pages and we agree."""

INDENT = 4
"""Columns before what belongs to an item."""

MARKER = re.compile(rf"(?P<indent>[ \t]*)(?:{BULLET}|{NUMBER})[ \t]+(?P<text>.*)")
"""A line that begins an item, where a list is open or an empty line comes before it."""

ITEM_ID = re.compile(r"[ \t]*\{:?[ \t]*#(?P<id>[^\s{}]*)[ \t]*\}[ \t]*$")
"""The permanent id at the end of an item."""


def columns(line: str) -> int:
    """How far the first letter of a line stands from the left."""
    wide = line.expandtabs(INDENT)
    return len(wide) - len(wide.lstrip(" "))
