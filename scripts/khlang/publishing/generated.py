"""The generated files of a site, in groups: what is made together, and need not be made again where no text of it changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from khlang.content import reads
from khlang.content.entry import Entry
from khlang.content.kinds.practice import Practice
from khlang.exchange.questions import questions
from khlang.pages.contribute.contribute import FORM, form_file
from khlang.pages.exchange import board
from khlang.pages.lists.search_labels import SEARCH_LABELS, search_labels
from khlang.pages.practices.take_home.archive import archive_of_all, take_home_files
from khlang.pages.practices.take_home.take_home import TWIN
from khlang.pages.research.files import findings_files
from khlang.pages.research.service_form import form_files
from khlang.publishing import cards
from khlang.publishing.addresses import addresses
from khlang.publishing.calendars import calendar_files
from khlang.publishing.catalogue import catalogue_files
from khlang.publishing.citations import citation_files
from khlang.publishing.dcat import FILE as DCAT
from khlang.publishing.dcat import dcat
from khlang.publishing.feeds import feed_files
from khlang.publishing.kept import DAYS
from khlang.publishing.offline import MANIFEST, web_manifest
from khlang.publishing.site import Site
from khlang.publishing.sitemap import sitemap
from khlang.publishing.summariser import summariser_files
from khlang.publishing.twins import has_twin, llms_txt, twin


@dataclass(frozen=True)
class Group:
    """Files that are made together."""

    make: Callable[[], Mapping[str, bytes]]  # by their place below the site's root
    is_repeated: bool = False  # they say again, word for word, what pages show and `Site.leaks` has read there


def groups(site: Site, root: str, drawn: Path | None = None) -> dict[str, Group]:
    """All groups by a name of their own; what one is made of does not depend on the others.

    `root` is the site's full address or empty: a site that does not know its own has nothing for programs. `drawn` is a
    folder that spares drawing social cards again.
    """
    library = site.library
    found = {
        "addresses": Group(partial(addresses, library, root)),
        "board": Group(partial(board.files, library)),
        "calendars": Group(partial(calendar_files, library, root)),
        "cards": Group(partial(_cards, site, drawn)),
        "findings": Group(partial(findings_files, library)),
        "form": Group(lambda: {FORM: form_file(library)}),
        "labels": Group(lambda: {SEARCH_LABELS: search_labels(library)}),
        "manifest": Group(lambda: {MANIFEST: web_manifest(site.settings)}),
        "practices": Group(partial(archive_of_all, library, root)),
        "service form": Group(partial(form_files, library)),
        "sitemap": Group(partial(_sitemap, site, root)),
        "summariser": Group(partial(summariser_files, library)),
    }
    for practice in library.of_kind(Practice):
        found[f"practice {practice.path}"] = Group(partial(take_home_files, library, practice, root))
    return {**found, **(_for_machines(site, f"{root.rstrip('/')}/") if root else {})}


def _for_machines(site: Site, root: str) -> dict[str, Group]:
    library = site.library
    found: dict[str, Callable[[], Mapping[str, bytes]]] = {
        "feeds": partial(feed_files, library, root),
        "catalogue": partial(catalogue_files, library, root),
        "dcat": lambda: {DCAT: dcat(library, root)},
        "citations": partial(citation_files, library, root),
        "llms": lambda: {"llms.txt": llms_txt(library, root)},
        **{f"twin {entry.path}": partial(_twin, site, entry, root) for entry in library.public},
    }
    return {name: Group(make, is_repeated=True) for name, make in found.items()}


def _twin(site: Site, entry: Entry, root: str) -> dict[str, bytes]:
    if not has_twin(entry):
        return {}
    return {f"{entry.url}{TWIN}": twin(site.library, entry, site.source(entry.path), root)}


def _sitemap(site: Site, root: str) -> dict[str, bytes]:
    reads.note(DAYS)
    return {"sitemap.xml": sitemap(site.library, site.made().values(), root, site.changes)}


def _cards(site: Site, drawn: Path | None) -> dict[str, bytes]:
    """The social cards of all pages, and those of questions."""
    asked = [cards.card_of_question(site.library, question) for question in questions(site.library)]
    return cards.pictures((*site.cards(), *asked), drawn)
