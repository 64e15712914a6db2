"""A line of descent as a table and, from it, as a drawing: an indented tree that fits a phone.

  x ─►  one step right a generation
y ○ origin
│ ├─○ adapted once
▼ │ └─● this page
  └─○ adapted elsewhere
"""

from __future__ import annotations

from dataclasses import dataclass

from khlang.content.entry import Entry
from khlang.content.library import Library
from khlang.pages.lists.rows import Row, row
from khlang.pages.practices import words
from khlang.practices.descent import lineage
from khlang.practices.evidence import level
from khlang.thai.dates import be_year
from khlang.thai.numerals import show
from khlang.thai.words import shorten

WIDTH = 352  # CSS pixels: a phone's column
STEP_X, STEP_Y = 22, 52
LEFT, TOP = 12, 20
LETTER = 7.4  # width of a Thai letter of Sarabun at 15 px, measured over our titles; marks have none


@dataclass(frozen=True)
class Relative:
    """One practice of the line, as a row of the table."""

    row: Row
    generation: str  # "ต้นแบบ", "รุ่นที่ ๒"
    depth: int
    source: str  # title of what it is adapted from; empty for the origin
    parent: int | None  # its place in the same list
    owner: str
    year: str
    level: str
    is_here: bool


@dataclass(frozen=True)
class Node:
    """A point of the drawing with its two lines of words."""

    x: int
    y: int
    label: str
    under: str
    url: str
    title: str
    is_here: bool


@dataclass(frozen=True)
class Tree:
    """The drawing: its size, lines from parent to child as SVG paths, points."""

    width: int
    height: int
    lines: tuple[str, ...]
    nodes: tuple[Node, ...]


def relatives(library: Library, practice: Entry) -> tuple[Relative, ...]:
    """The line of descent that a practice belongs to, parents before children; empty where it stands alone."""
    line = lineage(library, practice)
    places = {kin.entry.path: i for i, kin in enumerate(line)}
    numerals = library.settings.numerals
    return tuple(
        Relative(
            row=row(library, kin.entry),
            generation=words.ORIGIN
            if kin.parent is None
            else show(words.GENERATION.format(kin.generation + 1), numerals),
            depth=kin.generation,
            source=kin.parent.meta.title if kin.parent else "",
            parent=places[kin.parent.path] if kin.parent else None,
            owner=owner.label if (owner := library.owner(kin.entry)) else "",
            year=show(be_year(kin.entry.day.year), numerals),
            level=level(library, kin.entry).label,
            is_here=kin.entry is practice,
        )
        for kin in line
    )


def tree(rows: tuple[Relative, ...]) -> Tree:
    """The drawing of a table: each row a point, below the other, indented by its generation."""
    nodes = []
    for i, kin in enumerate(rows):
        x, y = LEFT + min(kin.depth, 6) * STEP_X, TOP + i * STEP_Y
        room = int((WIDTH - x - 16) / LETTER)
        under = " · ".join(part for part in (kin.owner, kin.year, kin.level) if part)
        nodes.append(
            Node(x, y, shorten(kin.row.title, room), shorten(under, room + 6), kin.row.url, kin.row.title, kin.is_here)
        )
    lines = []
    for node, kin in zip(nodes, rows, strict=True):
        if kin.parent is not None:
            above = nodes[kin.parent]
            lines.append(f"M{above.x} {above.y + 7}V{node.y}H{node.x - 7}")
    return Tree(WIDTH, TOP * 2 + (len(rows) - 1) * STEP_Y + 8, tuple(lines), tuple(nodes))
