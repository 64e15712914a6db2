"""Blanks of a form, which Word draws as a line under spaces or tabs: they stay as dots."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from khlang.contributing.importing.ooxml import W, child_value

DOTS = "........"
_WIDE = re.compile(r"[ \xa0]{3,}")


def dotted(run: Element) -> None:
    """Write dots for the tabs and the wide spaces of an underlined run."""
    if child_value(run.find(f"{W}rPr"), "u") in (None, "none"):
        return
    kept: list[Element] = []
    for child in run:
        if child.tag == f"{W}tab":
            child = Element(f"{W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
            child.text = DOTS
        elif child.tag == f"{W}t":
            child.text = _WIDE.sub(DOTS, child.text or "")
        if kept and _is_dots(child) and _is_dots(kept[-1]):
            continue
        kept.append(child)
    run[:] = kept


def _is_dots(element: Element) -> bool:
    return element.tag == f"{W}t" and element.text == DOTS
