"""A text may not put programs, frames or foreign resources on the site.

Each text is rendered as the build renders it, and what comes out is held against `khlang.content.allowed_html`. Regular
expressions only find the line that a person should look at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from html.entities import html5
from urllib.parse import urlsplit

from khlang.checks.built import check_text
from khlang.checks.personal import allowed_contacts
from khlang.content.allowed_html import REFUSED_ATTRIBUTES, REFUSED_ELEMENTS, Kind, Refusal, scheme_of
from khlang.content.entry import Entry, Translation
from khlang.content.front_matter import CONTROL
from khlang.content.kinds import language_of
from khlang.content.library import Library
from khlang.content.markdown import prose
from khlang.content.problem import Problem, Rule
from khlang.content.render import renderer

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
PICTURE = Rule(
    "image-foreign",
    "ภาพจากเว็บไซต์อื่น",
    wrong="![ป้าย](https://example.com/a.png)",
    right="![ป้าย](label.png)",
    why="ภาพจากเว็บอื่นหายได้ทุกเมื่อ และเว็บนั้นเห็นว่าใครเปิดอ่านหน้าใด",
)
UNCLOSED = Rule(
    "html-unclosed",
    "แท็กหรือหมายเหตุ HTML ที่ไม่ได้ปิด",
    wrong='<img alt="ป้าย',
    right='<img alt="ป้าย" src="label.png">',
    why="เบราว์เซอร์อ่านทุกอย่างที่ตามมาเป็นส่วนหนึ่งของแท็กนั้น ข้อความจึงหายไปจากหน้า",
)

_LONGEST = 80  # characters of an address that a message repeats
_HARMLESS = re.compile(
    r"\]\((?!//)[\w\-./]+(?:\#[\w\-.]*)?\)"  # links to files
    r"|\{\ ?(?:\#[\w\-]+|\.[\w\-]+)\ ?\}",  # { .decorative }, {#q7x2m9}
)
_HARMLESS_LINK = re.compile(r"\]\((?:https?://|mailto:|tel:)[\w\-./?=%+,@:]+(?:\#[\w\-.]*)?\)")
_SIGNS = re.compile(r"[<{]|\]\(|\]:|&(?:#|[A-Za-z])")


def check(text: Entry | Translation, library: Library) -> Iterator[Problem]:
    """Whatever the rendered text may not hold, at the line that says it; personal data that only shows there, too."""
    body = text.front_matter.body
    if library.facts.ask("harmless", text.front_matter.name, lambda: is_harmless(body)):
        return
    resolve = partial(library.address, text.path, language=language_of(text.path))
    told: Counter[tuple[str, ...]] = Counter()
    done = renderer().render(body, resolve)
    yield from check_text(text, done.html, allowed_contacts(library.settings))
    for refusal in done.refused:
        if refusal.kind is Kind.HIDDEN and refusal.value in body:
            continue  # typed as it is, which reading has told
        needle = _needle(refusal, body)
        line = text.front_matter.body_line + _line(body, needle, told[needle])
        told[needle] += 1
        yield _problem(refusal, text.path, line)


def is_harmless(body: str) -> bool:
    """Whether a text holds nothing of which Markdown makes tags, attributes or addresses, but the plainest links.

    It spares most texts being rendered only to be judged; a test holds it against the judgement itself.
    """
    rest = _HARMLESS.sub(" ", body)
    if "![" not in body:  # these links would be pictures of other hosts
        rest = _HARMLESS_LINK.sub(" ", rest)
    return not _SIGNS.search(rest)


def patterns() -> dict[str, object]:
    """What is refused, as plain data for the form on the site: names of tags, and of attributes as one expression."""
    return {"tags": sorted(REFUSED_ELEMENTS), "attributes": REFUSED_ATTRIBUTES}


def _problem(refusal: Refusal, path: str, line: int) -> Problem:
    if refusal.kind is Kind.ELEMENT:
        tag = refusal.element
        return TAG.at(path, line, f"ใช้แท็ก <{tag}> ไม่ได้ ให้ลบออก ถ้าเป็นวีดิทัศน์หรือแบบฟอร์มให้ใส่เป็นลิงก์ธรรมดา")
    if refusal.kind is Kind.ATTRIBUTE:
        return ATTRIBUTE.at(
            path, line, f"ใช้ {refusal.attribute}= ในแท็ก <{refusal.element}> หรือในวงเล็บปีกกาไม่ได้ ให้ลบส่วนนั้นออก"
        )
    if refusal.kind is Kind.HIDDEN:
        return CONTROL.at(path, line, f"มีรหัสของอักขระที่มองไม่เห็น (U+{ord(refusal.value):04X}) ให้ลบรหัสที่ขึ้นต้นด้วย & ออก")
    if refusal.kind is Kind.PICTURE:
        return PICTURE.at(
            path,
            line,
            f"ภาพ {_shown(refusal.value)} อยู่บนเว็บไซต์อื่น ซึ่งจะเห็นว่าใครเปิดอ่าน ให้บันทึกภาพไว้ข้างไฟล์นี้แล้วอ้างด้วยชื่อไฟล์",
        )
    if refusal.kind is Kind.ADDRESS:
        scheme = scheme_of(refusal.value)
        return SCHEME.at(path, line, f"ลิงก์ที่ขึ้นต้นด้วย {_shown(scheme)}: ใช้ไม่ได้ ให้พิมพ์ที่อยู่ที่ขึ้นต้นด้วย https://")
    return UNCLOSED.at(path, line, "แท็กหรือหมายเหตุ HTML นี้ไม่ได้ปิด ให้เติม > หรือ --> ถ้าต้องการให้เห็นเครื่องหมาย < ให้พิมพ์ \\<")


def _shown(value: str) -> str:
    """A value for a message: in one line, without what no one sees, cut short."""
    plain = "".join(sign if sign.isprintable() else " " for sign in value)
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"


def _needle(refusal: Refusal, body: str) -> tuple[str, ...]:
    """What a person typed to get what is refused: expressions to look for, the surest first."""
    if refusal.kind is Kind.ELEMENT:
        return (rf"<{re.escape(refusal.element)}(?![A-Za-z0-9-])", re.escape(refusal.element))
    if refusal.kind is Kind.ATTRIBUTE:
        name = re.escape(refusal.attribute)
        return (rf"(?:^|[\s/\"'{{:]){name}\s*=", rf"(?:^|[\s/\"'{{:]){name}\b")
    if refusal.kind is Kind.UNCLOSED:
        return (r"<(?=[^<]*\Z)", r"<!--(?!.*-->)")
    if refusal.kind is Kind.HIDDEN:
        point = ord(refusal.value)
        names = "|".join(name.rstrip(";") for name, sign in html5.items() if sign == refusal.value)
        return (rf"&(?:#0*{point}|#x0*{point:x}{names and '|'}{names})(?![0-9A-Za-z])",)
    try:
        host = urlsplit(refusal.value).hostname or ""
    except ValueError:
        host = ""
    scheme = scheme_of(refusal.value)
    return tuple(re.escape(part) for part in (refusal.value, host, scheme and f"{scheme}:", scheme[:4]) if part)


def _line(body: str, needle: tuple[str, ...], occurrence: int) -> int:
    """The line, from 0, of what is looked for; code comes second, as it is shown and not obeyed."""
    for text in (prose(body), body):
        for expression in needle:
            places = [found.start() for found in re.finditer(expression, text, re.IGNORECASE | re.MULTILINE)]
            if places:
                return text.count("\n", 0, places[min(occurrence, len(places) - 1)] + 1)
    return 0
