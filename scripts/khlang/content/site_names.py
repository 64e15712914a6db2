"""Names of the site in plain pages: `[[office]]` stands for the office's full name, and follows docs/_data/site.yml.

So a page on privacy or reuse names nobody in its file, and another office takes it over as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from khlang.content.problem import Level, Problem, Rule
from khlang.content.settings import Settings
from khlang.thai.distance import nearest

NAME_UNKNOWN = Rule(
    "site-name-unknown",
    "ชื่อในวงเล็บเหลี่ยมคู่ที่ไม่มี",
    Level.ERROR,
    "ติดต่อ[[ofice]]",
    "ติดต่อ[[office]]",
    "หน้าเว็บทั่วไปแทน [[office]] ด้วยชื่อสำนักงานจาก docs/_data/site.yml คำที่ไม่รู้จักจะค้างอยู่ให้ผู้อ่านเห็น",
)

_NAME = re.compile(r"\[\[\s*([A-Za-z_]{1,40})\s*\]\]")
_FIELDS = {"office": "office", "office_short": "office_short", "site": "name", "province": "province"}


def names(settings: Settings, language: str) -> dict[str, str]:
    """What `[[…]]` may hold on a plain page → what stands for it in a language (the Thai name where it has no other)."""
    translated = {key: getattr(settings, f"{field}_{language}", None) for key, field in _FIELDS.items()}
    return {key: translated[key] or getattr(settings, field) or "" for key, field in _FIELDS.items()}


def fill(text: str, settings: Settings, language: str = "th", written: Callable[[str], str] = str) -> str:
    """A text with the site's names in place of `[[…]]`; an unknown one stays as typed: the check holds such a file back.

    `written` turns a name into the language of the text; plain text has none.
    """
    if "[[" not in text:
        return text
    known = names(settings, language)
    return _NAME.sub(lambda name: written(known[name[1]]) if name[1] in known else name[0], text)


def unknown(text: str, path: str, first_line: int, settings: Settings) -> Iterator[Problem]:
    """A problem for each `[[…]]` that stands for nothing, in a part of a file that begins on `first_line`."""
    known = names(settings, "th")
    for number, line in enumerate(text.split("\n"), first_line) if "[[" in text else ():
        for name in _NAME.finditer(line):
            if name[1] not in known:
                near = (nearest(name[1], known, limit=1) or ["office"])[0]
                choices = ", ".join(f"[[{key}]]" for key in known)
                yield NAME_UNKNOWN.at(path, number, f"ไม่รู้จัก {name[0]} ให้พิมพ์ [[{near}]] แทน (ที่ใช้ได้คือ {choices})")
