"""The headings of official forms → the sections of a kind: ความสำคัญของผลงาน is what we call ปัญหา.

Nothing is lost: several headings that say the same become one section with each of them inside, and what has no section
of ours stays, with its heading, below them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bs4 import BeautifulSoup, Tag

from khlang.content.kind import Section
from khlang.contributing.importing.labels import label_of
from khlang.contributing.importing.tables import own_rows

_HEADING = re.compile("^h[1-6]$")
_Part = tuple[Tag, list[Tag]]  # a heading and the blocks below it


def fit(body: BeautifulSoup, sections: Sequence[Section]) -> list[str]:
    """Order the headings of a tree by the sections of a kind; a Thai note says what became of which."""
    for table in body.find_all("table", recursive=False):
        _unfold(table, body, sections)
    level = _level(body, sections)
    if level is None:
        return []
    parts = list(_parts(body, level))
    found = {id(heading): section for heading, _ in parts if (section := _section(heading, sections))}
    if all(found[id(heading)].matches(_title(heading)) for heading, _ in parts if id(heading) in found):
        return []  # it was written for us
    told = [f"“{_title(heading)}” → {found[id(heading)].heading}" for heading, _ in parts if id(heading) in found]
    for section in sections:
        mine = [part for part in parts if found.get(id(part[0])) is section]
        _place(body, section, mine)
    for heading, blocks in parts:
        if id(heading) not in found:
            _move(body, [heading, *blocks], 2 - level)
    return [f"หัวข้อของแบบเดิมจัดเข้าหัวข้อของคลังแล้ว ให้ตรวจ: {' · '.join(told)}"]


def _unfold(table: Tag, body: BeautifulSoup, sections: Sequence[Section]) -> None:
    """A table that asks on the left and is answered on the right becomes headings with their answers."""
    rows = [row.find_all(["td", "th"], recursive=False) for row in own_rows(table)]
    asked = [cells[0] for cells in rows if len(cells) == 2 and _asks(cells[0], sections)]
    if len(asked) < 2 or any(len(cells) != 2 for cells in rows):
        return
    for question, answer in rows:
        lines = [" ".join(one.get_text().split()) for one in question.find_all("p")] or [question.get_text().strip()]
        heading = body.new_tag("h2")
        heading.string = lines[0] if len(lines) == 1 or not _asks(question, sections) else " ".join(lines[:2])
        if answer.get_text().strip() or answer.find("img"):
            table.insert_before(heading)
            for block in list(answer.find_all(True, recursive=False)):
                table.insert_before(block.extract())
    table.decompose()


def _asks(cell: Tag, sections: Sequence[Section]) -> bool:
    return _section(cell, sections) is not None


def _level(body: BeautifulSoup, sections: Sequence[Section]) -> int | None:
    """The level on which most of the sections stand; None where the document has fewer than two of them."""
    counts: dict[int, set[str]] = {}
    for heading in body.find_all(_HEADING, recursive=False):
        if section := _section(heading, sections):
            counts.setdefault(int(heading.name[1]), set()).add(section.key)
    best = max(counts, key=lambda level: (len(counts[level]), -level), default=None)
    return best if best is not None and len(counts[best]) > 1 else None


def _parts(body: BeautifulSoup, level: int) -> Iterator[_Part]:
    """The headings of a level with what is below each; a heading above them becomes a bold line of what it stands over."""
    part: _Part | None = None
    for block in list(body.find_all(True, recursive=False)):
        deep = int(block.name[1]) if _HEADING.match(block.name) else 0
        if deep == level:
            if part:
                yield part
            part = (block, [])
        elif deep and deep < level:
            block.name = "strong"
            line = block.wrap(body.new_tag("p"))
            if part:
                part[1].append(line)
        elif part:
            part[1].append(block)
    if part:
        yield part


def _section(heading: Tag, sections: Sequence[Section]) -> Section | None:
    """The section whose name or other name says most of a heading."""
    title = _title(heading)
    named = [section for section in sections if section.matches(title)]
    also = [(match.end(), -i) for i, one in enumerate(sections) if one.also and (match := re.match(one.also, title))]
    if also and (not named or max(also)[0] > len(re.match(named[0].start, title)[0])):  # type: ignore[index]
        return sections[-max(also)[1]]
    return named[0] if named else None


def _title(heading: Tag) -> str:
    text = " ".join(heading.get_text().split())
    label = label_of(heading)
    return text[len(label.typed.strip()) :].strip() if label and label.typed.strip() else text


def _place(body: BeautifulSoup, section: Section, parts: list[_Part]) -> None:
    if not parts:
        return
    top = body.new_tag("h2")
    top.string = section.heading
    body.append(top)
    for heading, blocks in parts:
        level = int(heading.name[1])
        if len(parts) > 1:
            _move(body, [heading, *blocks], 3 - level)
        else:
            heading.decompose()
            _move(body, blocks, 2 - level)


def _move(body: BeautifulSoup, blocks: Sequence[Tag], down: int) -> None:
    for block in blocks:
        if _HEADING.match(block.name):
            block.name = f"h{max(2, min(int(block.name[1]) + down, 6))}"
        body.append(block.extract())
