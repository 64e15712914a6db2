"""Circles among things that name each other: an entry based on an entry that is based on the first."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from graphlib import CycleError, TopologicalSorter


def circles(edges: Mapping[str, Collection[str]]) -> tuple[tuple[str, ...], ...]:
    """Ways that lead back to where they began: each node names the next, the last one the first.

    `edges` says what each node names. Of circles that share a node one is told; when it is mended the next is.
    """
    rest = {node: sorted(named) for node, named in sorted(edges.items())}
    found: list[tuple[str, ...]] = []
    while True:
        try:
            TopologicalSorter(rest).prepare()
        except CycleError as error:
            way = tuple(reversed(error.args[1][1:]))  # it tells each node after the one that names it
            found.append(way)
            rest = {node: [one for one in named if one not in way] for node, named in rest.items() if node not in way}
        else:
            return tuple(found)
