"""The label with which a paragraph of a document begins, and how Word itself counted it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bs4 import Tag
from bs4.element import NavigableString

from khlang.contributing.importing.source import ITEM_CLASS
from khlang.thai import labels


@dataclass(frozen=True)
class Label:
    """What stands before the words of a paragraph."""

    typed: str  # with the space after it
    family: str  # labels of one family are siblings: "number", "dotted2", "half", "bullet"
    number: int | None = None  # of a label that says one figure and nothing else
    level: int | None = None  # where Word itself counts, from 0

    @property
    def kind(self) -> tuple[str, int | None]:
        """What siblings have in common."""
        return self.family, self.level

    @property
    def parts(self) -> int:
        """How many figures: 1 for ๑. and 2 for ๑.๑; 0 for every other label."""
        return {"number": 1}.get(self.family, int(self.family[6:]) if self.family.startswith("dotted") else 0)


def label_of(tag: Tag) -> Label | None:
    """The label of a paragraph, None where it has none."""
    text = tag.get_text()
    classes = tag.get_attribute_list("class")
    level = next((int(name[len(ITEM_CLASS) :]) for name in classes if name and name.startswith(ITEM_CLASS)), None)
    found = labels.label(text)
    if found is None or found.said == "+":  # which adds up more often than it lists
        automatic = re.match(r"\S*\t", text) if level is not None else None
        return Label(automatic[0], "other", None, level) if automatic else None
    if found.family == "sign":  # it says something, so it stays with the words
        return Label("", "bullet", None, level)
    return Label(found.typed, found.family, found.number, level)


def without(tag: Tag, label: Label) -> None:
    """Take a label off the front of a paragraph."""
    left = len(label.typed)
    for text in list(tag.find_all(string=True)):
        if not left:
            break
        cut = min(left, len(text))
        left -= cut
        rest = NavigableString(str(text)[cut:])
        text.replace_with(rest)
    for empty in [one for one in tag.find_all(["strong", "em"]) if not one.get_text() and not one.find("img")]:
        empty.decompose()
