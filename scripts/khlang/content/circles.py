"""Circles among things that name each other: an entry based on an entry that is based on the first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Any


def circles(sources: Mapping[str, Sequence[str]], age: Callable[[str], Any]) -> Iterator[tuple[str, ...]]:
    """Every circle of a graph (node → what it comes from), once, starting at the member that `age` sorts last.

    A circle is broken there before the next is looked for: the youngest cannot be what the older ones come from.
    """
    graph = {node: list(dict.fromkeys(found)) for node, found in sorted(sources.items())}
    while True:
        try:
            TopologicalSorter(graph).prepare()
            return
        except CycleError as error:
            way = error.args[1][:-1][::-1]  # it lists each source before what comes from it; its last is its first
        start = way.index(max(way, key=age))
        way = way[start:] + way[:start]
        yield tuple(way)
        graph[way[0]].remove(way[1] if len(way) > 1 else way[0])
