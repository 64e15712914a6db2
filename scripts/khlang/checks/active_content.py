"""Markdown may not put programs, frames or foreign resources on the site.

The list of tags and attributes follows what the OWASP cheat sheet on cross-site scripting treats as able to
run code or to load from elsewhere; raw HTML beyond it is allowed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khlang.content.entry import Entry, Translation
from khlang.content.library import Library
from khlang.content.markdown import attribute_lists, prose, tags
from khlang.content.problem import Problem, Rule

TAG = Rule(
    "active-tag",
    "แท็ก HTML ที่เรียกโปรแกรมหรือเว็บอื่น",
    wrong="<iframe src=…></iframe>",
    right="[ชมวีดิทัศน์](https://…)",
    why="แท็กเหล่านี้เรียกโปรแกรมหรือเว็บอื่นเข้ามาในหน้า ซึ่งจะเห็นว่าใครอ่านอะไร วีดิทัศน์และแบบฟอร์มใส่เป็นลิงก์ธรรมดาได้",
)
ATTRIBUTE = Rule(
    "active-attribute",
    "คำสั่งโปรแกรมในแท็ก HTML",
    wrong='<p onclick="…">',
    right="<p>",
    why="คำสั่งในแท็กทำงานในเครื่องของผู้อ่านทันทีที่เปิดหน้า คนอื่นอาจใช้ดักข้อมูลหรือพาไปเว็บปลอม",
)
SCHEME = Rule(
    "active-link",
    "ลิงก์ที่เรียกโปรแกรม",
    wrong="[กด](javascript:alert(1))",
    right="[กด](https://…)",
    why="ลิงก์เช่นนี้เรียกโปรแกรมในเครื่องของผู้อ่าน ไม่ได้พาไปหน้าเว็บ",
)

_TAGS = frozenset(
    [
        "script",
        "style",
        "iframe",
        "frame",
        "frameset",
        "object",
        "embed",
        "applet",
        "form",
        "input",
        "button",
        "textarea",
        "select",
        "link",
        "meta",
        "base",
        "svg",
        "math",
        "template",
        "noscript",
        "video",
        "audio",
        "source",
        "track",
        "portal",
        "dialog",
    ]
)
_ATTRIBUTES = "on[a-z]+|style|srcdoc|formaction|ping|background|srcset"
_ATTRIBUTE = re.compile(rf"(?:^|[\s/\"'])({_ATTRIBUTES})\s*=", re.IGNORECASE)
_SCHEMES = r"[\s\x00-\x20]*(javascript|data|vbscript|file|blob)[\s\x00-\x20]*:"
_SCHEME = re.compile(rf"^{_SCHEMES}", re.IGNORECASE)
_TARGET = re.compile(
    rf"\]\(\s*<?{_SCHEMES}", re.IGNORECASE
)  # brackets in a link's words may nest deeper than links() follows


def check(text: Entry | Translation, library: Library) -> Iterator[Problem]:
    """Raw tags, their attributes, and the schemes of links."""
    for tag in tags(text.front_matter.body, text.front_matter.body_line):
        if tag.name in _TAGS:
            yield TAG.at(text.path, tag.line, f"ใช้แท็ก <{tag.name}> ไม่ได้ ให้ลบออก ถ้าเป็นวีดิทัศน์หรือแบบฟอร์มให้ใส่เป็นลิงก์ธรรมดา")
        elif found := _ATTRIBUTE.search(tag.attributes):
            yield ATTRIBUTE.at(text.path, tag.line, f"ใช้ {found[1]}= ในแท็ก <{tag.name}> ไม่ได้ ให้ลบส่วนนั้นออก")
    for attributes, line in attribute_lists(text.front_matter.body, text.front_matter.body_line):
        if found := _ATTRIBUTE.search(attributes):
            yield ATTRIBUTE.at(text.path, line, f"ใช้ {found[1]}= ในวงเล็บปีกกาไม่ได้ ให้ลบส่วนนั้นออก")
    for scheme, line in sorted(_schemes(text)):
        yield SCHEME.at(text.path, line, f"ลิงก์ที่ขึ้นต้นด้วย {scheme}: ใช้ไม่ได้ ให้พิมพ์ที่อยู่ที่ขึ้นต้นด้วย https://")


def _schemes(text: Entry | Translation) -> set[tuple[str, int]]:
    """The schemes that call programs, in links of every form, each with its line."""
    body = prose(text.front_matter.body)
    first = text.front_matter.body_line
    written = {(found[1], body.count("\n", 0, found.start(1)) + first) for found in _TARGET.finditer(body)}
    return written | {(found[1], link.line) for link in text.links if (found := _SCHEME.match(link.target))}


def patterns() -> dict[str, object]:
    """What is refused, as plain data for the form on the site: names of tags, and of attributes as one expression."""
    return {"tags": sorted(_TAGS), "attributes": _ATTRIBUTES}
