"""The numbers that Word makes by itself, as the reader of the document sees them: ๑.๒, (ก), ข้อ ๓.

HTML and Markdown lists begin at 1 and know one figure; a rule that is cited as ข้อ ๑.๒ must keep that name.
See ECMA-376 part 1, 17.9 (numbering).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from khlang.contributing.importing.ooxml import W, child_value
from khlang.thai.numerals import thai_digits

_THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"  # Word leaves out ฃ and ฅ
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True)
class _Level:
    start: int
    form: str
    text: str
    is_legal: bool


class Numbering:
    """Counts as Word does while paragraphs are shown to it in their order."""

    def __init__(self, root: Element | None):
        self._levels: dict[str, dict[int, _Level]] = {}
        self._instances: dict[str, tuple[str, dict[int, int]]] = {}
        self._counters: dict[str, dict[int, int]] = defaultdict(dict)
        self._seen: set[str] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: Element) -> None:
        for abstract in root.findall(f"{W}abstractNum"):
            self._levels[abstract.get(f"{W}abstractNumId", "")] = {
                _whole(level.get(f"{W}ilvl")): _Level(
                    _whole(child_value(level, "start"), 1),
                    child_value(level, "numFmt") or "decimal",
                    child_value(level, "lvlText") or "",
                    level.find(f"{W}isLgl") is not None,
                )
                for level in abstract.findall(f"{W}lvl")
            }
        for instance in root.findall(f"{W}num"):
            starts = {
                _whole(one.get(f"{W}ilvl")): _whole(child_value(one, "startOverride"))
                for one in instance.findall(f"{W}lvlOverride")
                if child_value(one, "startOverride") is not None
            }
            self._instances[instance.get(f"{W}numId", "")] = (child_value(instance, "abstractNumId") or "", starts)

    def label(self, instance: str, level: int) -> str | None:
        """The number of the next paragraph of a list, `•` for a bullet; None where the list does not exist."""
        abstract, starts = self._instances.get(instance, ("", {}))
        levels = self._levels.get(abstract, {})
        if level not in levels:
            return None
        counters = self._counters[abstract]
        if starts and instance not in self._seen:
            for one in starts:
                counters.pop(one, None)
        self._seen.add(instance)
        counters[level] = counters[level] + 1 if level in counters else starts.get(level, levels[level].start)
        for deeper in [one for one in counters if one > level]:
            del counters[deeper]
        if levels[level].form == "bullet":
            return "•"
        return self._shown(levels, level, counters, starts)

    @staticmethod
    def _shown(levels: dict[int, _Level], level: int, counters: dict[int, int], starts: dict[int, int]) -> str:
        def part(found: re.Match[str]) -> str:
            one = int(found[1]) - 1
            if one not in levels:
                return ""
            count = counters.get(one, starts.get(one, levels[one].start))
            return show("decimal" if levels[level].is_legal else levels[one].form, count)

        return re.sub(r"%([1-9])", part, levels[level].text).strip()


def show(form: str, count: int) -> str:
    """A count in one of Word's number formats (ECMA-376 17.18.59); unknown ones in Arabic digits."""
    if form in ("thaiNumbers", "thaiCounting"):
        return thai_digits(count)
    if form == "thaiLetters":
        return _THAI_LETTERS[(count - 1) % len(_THAI_LETTERS)] * ((count - 1) // len(_THAI_LETTERS) + 1)
    if form in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman"):
        return _roman(count).upper() if form == "upperRoman" else _roman(count)
    if form == "decimalZero":
        return f"{count:02}"
    return "" if form == "none" else str(count)


def _roman(count: int) -> str:
    found = ""
    for value, letters in _ROMAN:
        found += letters * (count // value)
        count %= value
    return found


def _whole(text: str | None, default: int = 0) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,9}", text, re.ASCII) else default
