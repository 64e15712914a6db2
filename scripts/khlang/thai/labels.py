"""The figure, letter or sign with which an item of a Thai list begins: ๑. 1) (๑) ก. ๑.๑ ข้อ ๑ - • ✅.

One definition for the import of documents, for what is typed into a form or an issue, and for the check.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .numerals import arabic_digits

_DIGITS = "[0-9๐-๙]{1,3}"
_DOTS = "•●▪◦‣·○■□◆◇➢➤►▶❖"
_TOLD = "✅✓✔☑☐❌❎👉📌🔹🔸"  # bullets that say something by themselves
_CLOCK = re.compile(r"^\s*[0-9๐-๙]{1,2}[.:][0-9๐-๙]{2}\s*(?:น\.|[-–])")  # ๐๙.๓๐ น. begins a line of a programme
_LABEL = re.compile(
    rf"""\s*(?:
      (?P<bullet>[-{_DOTS}]|[–—](?=[\sก-๛])|[*+](?=\s))(?=[\sก-๛A-Za-z“"(])
    | (?P<sign>[{_TOLD}])\ufe0f?(?=\s*[\w“"(*])
    | (?P<dotted>{_DIGITS}(?:\.{_DIGITS})+)\.?(?=\s)
    | (?P<half>{_DIGITS})\.?\)
    | (?P<number>{_DIGITS})\.(?![0-9๐-๙])
    | \((?P<round>{_DIGITS})\)
    | (?P<letter>[ก-ฮA-Za-z])[.)](?=\s)
    | \((?P<roundletter>[ก-ฮA-Za-z])\)
    | (?P<clause>ข้อ\s*{_DIGITS})(?=\s)
    )\s*""",
    re.VERBOSE,
)

CAPTION = re.compile(r"^(?:ตาราง|ภาพ|รูป|แผนภูมิ|แผนภาพ|กราฟ)(?:ภาพ)?(?:ที่|ประกอบ)?\s*[0-9๐-๙]")
"""How the line begins that names a table or a picture: ตารางที่ ๑."""


@dataclass(frozen=True)
class Label:
    """What stands before the words of an item."""

    typed: str  # with the space around it
    family: str  # labels of one family are siblings: "number", "half", "round", "dotted2", "letter", "bullet", "sign"
    said: str  # the sign, the figure or the letter alone
    number: int | None = None  # of a label that says one figure and nothing else


def label(text: str) -> Label | None:
    """The label at the start of a line; None where it has none."""
    found = _LABEL.match(text)
    if found is None or _CLOCK.match(text):
        return None
    family, said = next((name, value) for name, value in found.groupdict().items() if value)
    if family == "dotted":
        family = f"dotted{said.count('.') + 1}"
    number = int(arabic_digits(said)) if family in ("number", "half", "round") else None
    return Label(found[0], family, said, number)
