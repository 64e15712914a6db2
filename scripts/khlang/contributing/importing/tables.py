"""Tables of a document → rows that Markdown can say: one header row, no merged cells, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import Tag

_MOST = 1000  # rows and columns that one cell may claim


@dataclass(frozen=True)
class Grid:
    """A table as a rectangle of cells; a merged cell stands in each place that it covered."""

    rows: tuple[tuple[Tag | None, ...], ...]
    has_merged: bool


def grid(table: Tag) -> Grid:
    """Lay out the cells of an HTML table."""
    places: dict[tuple[int, int], Tag] = {}
    merged = False
    for row, tag in enumerate(own_rows(table)):
        column = 0
        for cell in tag.find_all(["td", "th"], recursive=False):
            while (row, column) in places:
                column += 1
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            merged = merged or wide * high > 1
            for place in ((row + down, column + right) for down in range(high) for right in range(wide)):
                places.setdefault(place, cell)
            column += wide
    height, width = (1 + max((place[i] for place in places), default=-1) for i in (0, 1))
    rows = tuple(tuple(places.get((row, column)) for column in range(width)) for row in range(height))
    return Grid(rows, merged)


def own_rows(table: Tag) -> Iterator[Tag]:
    """The rows of a table without those of tables inside it."""
    for row in table.find_all("tr"):
        if row.find_parent("table") is table:
            yield row


def header_height(rows: tuple[tuple[Tag | None, ...], ...]) -> int:
    """The rows that make up the header: those that a cell of the first one reaches down to, at least one.

    ลำดับ │ ผลการประเมิน        ลำดับ reaches down to row 2, so the header has two rows
          │  x̄    │  S.D.      and reads: ลำดับ · ผลการประเมิน x̄ · ผลการประเมิน S.D.
    """
    first = {id(cell) for cell in rows[0] if cell is not None}  # two empty cells are equal, but not the same
    height = 1
    while height < len(rows) - 1 and any(id(cell) in first for cell in rows[height]):
        height += 1
    return height


def joined(rows: tuple[tuple[Tag | None, ...], ...]) -> list[list[Tag]]:
    """The header's cells column by column, each once, from top to bottom."""
    columns = zip(*rows, strict=True)
    return [list({id(cell): cell for cell in column if cell is not None}.values()) for column in columns]


def _span(cell: Tag, name: str) -> int:
    typed = str(cell.get(name, "1"))
    return min(int(typed), _MOST) if typed.isascii() and typed.isdigit() and int(typed) else 1
