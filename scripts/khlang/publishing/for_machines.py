"""Everything that a site publishes for programs rather than people; it says again what pages say, and so needs full addresses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from khlang.content.entry import Entry
from khlang.content.library import Library
from khlang.pages.lists.rows import Place
from khlang.pages.practices.take_home.take_home import TWIN
from khlang.publishing.catalogue import catalogue_files
from khlang.publishing.citations import citation_files, highwire
from khlang.publishing.dcat import FILE as DCAT
from khlang.publishing.dcat import dcat
from khlang.publishing.feeds import feed_files
from khlang.publishing.linked_data import linked_data
from khlang.publishing.twins import has_twin, llms_txt, twin


@dataclass(frozen=True)
class ForMachines:
    """What the head of an entry's page tells programs."""

    linked_data: Markup  # JSON
    citation: tuple[tuple[str, str], ...]  # name and content of meta tags


def head_of(library: Library, entry: Entry, crumbs: tuple[Place, ...], root: str) -> ForMachines | None:
    """What stands in the head of the Thai page of an entry; nothing for what is made up, and on sites without an address."""
    if not root or entry.is_example or not library.is_listed(entry):
        return None
    root = root.rstrip("/") + "/"
    return ForMachines(linked_data(library, entry, crumbs, root), tuple(highwire(library, entry, root)))


def files_for_machines(library: Library, root: str, source: Callable[[str], str]) -> dict[str, bytes]:
    """Feeds, catalogues, references and twins, by their place below the site's root.

    `root` is the site's full address; a site that does not know its own has none of these. `source` gives the Markdown that a
    page shows, by its file.
    """
    if not root:
        return {}
    root = root.rstrip("/") + "/"
    twins = (entry for entry in library.public if has_twin(entry))
    return {
        **feed_files(library, root),
        **catalogue_files(library, root),
        DCAT: dcat(library, root),
        **citation_files(library, root),
        **{f"{entry.url}{TWIN}": twin(library, entry, source(entry.path), root) for entry in twins},
        "llms.txt": llms_txt(library, root),
    }
