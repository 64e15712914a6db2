"""Equations of Word as one line of text that keeps their meaning: x̄, ½ as 1/2, √16, r², (ΣX)/(N×A).

Elements: ECMA-376 part 1, 22.1.2 (Office Math). What has no letter of its own is written as UnicodeMath writes it: x^(n+1).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from xml.etree.ElementTree import Element

from khlang.contributing.importing.ooxml import MATH, W

_RAISED = dict(zip("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ", strict=True))
_LOWERED = dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))
_ATOM = re.compile(r"(?:\d+(?:[.,]\d+)*%?|[ก-๎]+|[^\W\d_ก-๛](?:[\u0300-\u036f]|[⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ₀-₉])*)")
_OVER = {"\u0302": "\u0302", "\u0305": "\u0304", "¯": "\u0304", "\u0304": "\u0304"}  # a bar over one letter is a macron
_ROOTS = {"": "√", "2": "√", "3": "∛", "4": "∜"}


def linear(element: Element) -> str:
    """An equation as text."""
    return " ".join(_said(element).split())


def _said(element: Element | None) -> str:
    if element is None:
        return ""
    if element.tag in (f"{MATH}t", f"{W}t"):
        return unicodedata.normalize("NFKC", element.text or "") if element.tag == f"{MATH}t" else element.text or ""
    name = element.tag.removeprefix(MATH)
    if name.endswith("Pr"):
        return ""
    return _SHAPES[name](element) if name in _SHAPES else "".join(map(_said, element))


def _part(element: Element, name: str) -> str:
    return _said(element.find(f"{MATH}{name}")).strip()


def _property(element: Element, name: str, default: str) -> str:
    """A value of the element's properties; an empty one is said by its name alone."""
    for properties in element:
        if properties.tag.endswith("Pr"):
            found = properties.find(f"{MATH}{name}")
            if found is not None:
                return found.get(f"{MATH}val") or ""
    return default


def _whole(text: str) -> str:
    """In brackets, unless it holds together without: a number, a letter with its marks, a Thai word."""
    is_bracketed = text.startswith("(") and text.endswith(")") and text.find(")") == len(text) - 1
    return text if _ATOM.fullmatch(text) or is_bracketed else f"({text})"


def _script(text: str, letters: dict[str, str], sign: str) -> str:
    if not text:
        return ""
    return "".join(map(letters.__getitem__, text)) if all(one in letters for one in text) else f"{sign}{_whole(text)}"


def _raised(element: Element) -> str:
    return _script(_part(element, "sup"), _RAISED, "^")


def _lowered(element: Element) -> str:
    return _script(_part(element, "sub"), _LOWERED, "_")


def _fraction(element: Element) -> str:
    return f"{_whole(_part(element, 'num'))}/{_whole(_part(element, 'den'))}"


def _root(element: Element) -> str:
    degree, inside = _part(element, "deg"), _whole(_part(element, "e"))
    sign = _ROOTS.get(degree) or f"{_script(degree, _RAISED, '^')}√"
    return sign + inside


def _accent(element: Element) -> str:
    mark, inside = _property(element, "chr", "\u0302"), _part(element, "e")
    mark = _OVER.get(mark, mark)
    return inside + mark if len(inside) == 1 and unicodedata.combining(mark[:1] or " ") else f"{_whole(inside)}{mark}"


def _bar(element: Element) -> str:
    inside = _part(element, "e")
    if _property(element, "pos", "bot") != "top":
        return "".join(f"{letter}\u0332" for letter in inside)
    return "".join(f"{letter}\u0304" for letter in inside)


def _large(element: Element) -> str:
    """∑ and its like, with what stands below and above."""
    sign = _property(element, "chr", "∫") or "∫"
    limits = _lowered(element) + _raised(element)
    inside = _part(element, "e")
    return f"{sign}{limits} {inside}" if limits else f"{sign}{inside}"


def _brackets(element: Element) -> str:
    parts = (_property(element, "sepChr", "|") or "|").join(_said(one).strip() for one in element.findall(f"{MATH}e"))
    return f"{_property(element, 'begChr', '(')}{parts}{_property(element, 'endChr', ')')}"


def _rows(element: Element) -> str:
    return "; ".join(" ".join(_said(cell).strip() for cell in row) for row in element.findall(f"{MATH}mr"))


_SHAPES: dict[str, Callable[[Element], str]] = {
    "f": _fraction,
    "rad": _root,
    "acc": _accent,
    "bar": _bar,
    "nary": _large,
    "d": _brackets,
    "sSup": lambda one: _base(one) + _raised(one),
    "sSub": lambda one: _base(one) + _lowered(one),
    "sSubSup": lambda one: _base(one) + _lowered(one) + _raised(one),
    "sPre": lambda one: _lowered(one) + _raised(one) + _part(one, "e"),
    "func": lambda one: f"{_part(one, 'fName')} {_part(one, 'e')}",
    "limLow": lambda one: f"{_part(one, 'e')}_{_whole(_part(one, 'lim'))}",
    "limUpp": lambda one: f"{_part(one, 'e')}^{_whole(_part(one, 'lim'))}",
    "m": lambda one: f"[{_rows(one)}]",
    "eqArr": lambda one: "; ".join(_said(row).strip() for row in one.findall(f"{MATH}e")),
}


def _base(element: Element) -> str:
    return _whole(_part(element, "e")) if len(_part(element, "e")) > 1 else _part(element, "e")
