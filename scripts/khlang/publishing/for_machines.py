"""What the head of an entry's page tells programs; it needs full addresses."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from khlang.content.entry import Entry
from khlang.content.library import Library
from khlang.pages.lists.rows import Place


@dataclass(frozen=True)
class ForMachines:
    """What the head of an entry's page tells programs."""

    linked_data: Markup  # JSON
    citation: tuple[tuple[str, str], ...]  # name and content of meta tags


def head_of(library: Library, entry: Entry, crumbs: tuple[Place, ...], root: str) -> ForMachines | None:
    """What stands in the head of the Thai page of an entry; nothing for what is made up, and on sites without an address."""
    if not root or entry.is_example or not library.is_listed(entry):
        return None
    from khlang.publishing.citations import highwire
    from khlang.publishing.linked_data import linked_data

    root = root.rstrip("/") + "/"
    return ForMachines(linked_data(library, entry, crumbs, root), tuple(highwire(library, entry, root)))
