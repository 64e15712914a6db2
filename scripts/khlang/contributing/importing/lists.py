"""Paragraphs that begin with labels → nested lists, where Markdown can say them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from bs4 import BeautifulSoup, Tag

from khlang.contributing.importing.labels import Label, label_of, without

_LONGEST_HEADING = 70  # letters of a numbered line that heads the paragraphs below it


@dataclass
class _Item:
    tag: Tag
    label: Label
    children: list[_Item] = field(default_factory=list)


def make_lists(body: BeautifulSoup) -> None:
    """Replace the labelled paragraphs of a tree by lists; what is no list for Markdown keeps its label as text."""
    for section in _sections(body):
        forests = [_forest(run) for run in section]
        apart = _apart(forests)
        for forest in forests:
            place = body.new_tag("hr")
            forest[0].tag.insert_before(place)
            for block in list(_blocks(forest, body, apart)):
                place.insert_before(block)
            place.decompose()


def become(block: Tag, level: int) -> None:
    """Make a heading of a paragraph: plain words on one line."""
    block.name = f"h{min(level, 6)}"
    block.attrs.clear()
    for one in block.find_all(["strong", "em"]):
        one.unwrap()
    for one in block.find_all("br"):
        one.replace_with(" ")


def _sections(body: BeautifulSoup) -> list[list[list[_Item]]]:
    """The labelled paragraphs between two headings, in runs that nothing interrupts."""
    sections: list[list[list[_Item]]] = [[]]
    is_open = False
    for block in body.find_all(True, recursive=False):
        if re.fullmatch("h[1-6]", block.name):
            sections.append([])
        label = label_of(block) if block.name == "p" else None
        if label and not is_open:
            sections[-1].append([])
        if label:
            sections[-1][-1].append(_Item(block, label))
        is_open = label is not None
    return sections


def _forest(run: list[_Item]) -> list[_Item]:
    """Nest the items of a run: ๑. ๑.๑ (ก) each below the one before, until a label of an earlier family comes again."""
    roots: list[_Item] = []
    way: list[_Item] = []  # from a root to the last item
    for item in run:
        del way[_depth([one.label for one in way], item.label) :]
        (way[-1].children if way else roots).append(item)
        way.append(item)
    return roots


def _depth(way: list[Label], label: Label) -> int:
    """How many of the items on the way to the last one are above an item with this label."""
    levels = [one.level for one in way if one.level is not None]
    if label.level is not None and len(levels) == len(way):
        return sum(level < label.level for level in levels)  # Word says it
    for depth, one in enumerate(way):
        if one.kind == label.kind:
            return depth
    figures = [depth for depth, one in enumerate(way) if one.parts]
    if not label.parts or (not figures and any(one.family != "bullet" for one in way)):
        return len(way)
    above = [depth for depth in figures if way[depth].parts < label.parts]
    return above[-1] + 1 if above else (figures or [0])[0]


def _groups(items: list[_Item]) -> list[list[_Item]]:
    return [list(group) for _, group in groupby(items, key=lambda item: item.label.kind)]


def _apart(forests: list[list[_Item]]) -> set[int]:
    """The items of numberings that go on after other text: ๑. … text … ๒. …

    Where each of them is a short line that heads the text below it, they become headings on the way.
    """
    chains: dict[object, list[list[_Item]]] = {}
    found: set[int] = set()
    for forest in forests:
        for group in _groups(forest):
            chain = chains.setdefault(group[0].label.kind, [])
            last = chain[-1][-1].label.number if chain else None
            if last is None or group[0].label.number != last + 1:
                _head(chain)
                chain.clear()
            chain.append(group)
            if len(chain) > 1:
                found |= {id(item.tag) for one in chain for item in one}
    for chain in chains.values():
        _head(chain)
    return found


def _head(chain: list[list[_Item]]) -> None:
    items = [group[0] for group in chain]
    if len(chain) < 2 or any(len(group) > 1 for group in chain):
        return
    if any(item.children or len(item.tag.get_text()) > _LONGEST_HEADING for item in items):
        return
    if items[0].label.family != "number" or any(item.tag.find_next_sibling() is None for item in items):
        return
    before = items[0].tag.find_previous(re.compile("^h[1-6]$"))
    for item in items:
        become(item.tag, int(before.name[1]) + 1 if before else 2)


def _blocks(items: list[_Item], body: BeautifulSoup, apart: set[int]) -> Iterator[Tag]:
    """What stands for sibling items: lists, or the paragraphs themselves with their labels and what is below them."""
    groups = _groups(items)
    kinds = [group[0].label.kind for group in groups]
    after_list = False  # Python-Markdown would make one of two lists that nothing parts
    for group in groups:
        numbers = [item.label.number for item in group]
        name = "ul" if group[0].label.family == "bullet" else "ol"
        counts = name == "ul" or (len(group) > 1 and numbers == list(range(1, len(group) + 1)))
        if after_list or not counts or kinds.count(group[0].label.kind) > 1 or id(group[0].tag) in apart:
            after_list = False
            for item in group:
                yield item.tag
                yield from _blocks(item.children, body, apart)
            continue
        after_list = True
        yield _list(name, group, body, apart)


def _list(name: str, group: list[_Item], body: BeautifulSoup, apart: set[int]) -> Tag:
    found = body.new_tag(name)
    for number, item in enumerate(group, 1):
        without(item.tag, item.label)
        one = body.new_tag("li", attrs={"value": str(number)} if name == "ol" else {})
        children = list(_blocks(item.children, body, apart))
        for block in (item.tag, *children):
            one.append(block)
        found.append(one)
    return found
