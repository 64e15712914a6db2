"""The generated files of a site, in groups: what is made together, and need not be made again where no text of it changed.

What makes a group is imported when it is made: few are made anew after an edit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from khlang.content import reads
from khlang.content.entry import Entry
from khlang.content.kinds.practice import Practice
from khlang.exchange.questions import questions
from khlang.pages.practices.take_home.take_home import TWIN
from khlang.publishing.cards import card_of_question
from khlang.publishing.kept import DAYS
from khlang.publishing.site import Site

Files = Mapping[str, bytes]
"""By their place below the site's root."""


@dataclass(frozen=True)
class Group:
    """Files that are made together."""

    make: Callable[[], Files]
    is_repeated: bool = False  # they say again, word for word, what pages show and `Site.leaks` has read there


def groups(site: Site, root: str, drawn: Path | None = None) -> dict[str, Group]:
    """All groups by a name of their own; what one is made of does not depend on the others.

    `root` is the site's full address or empty: a site that does not know its own has nothing for programs. `drawn` is a
    folder that spares drawing social cards again.
    """
    found = {
        "addresses": Group(partial(_addresses, site, root)),
        "board": Group(partial(_board, site)),
        "calendars": Group(partial(_calendars, site, root)),
        "cards": Group(partial(_cards, site, drawn)),
        "findings": Group(partial(_findings, site)),
        "form": Group(partial(_form, site)),
        "labels": Group(partial(_labels, site)),
        "manifest": Group(partial(_manifest, site)),
        "practices": Group(partial(_practices, site, root)),
        "service form": Group(partial(_service_form, site)),
        "sitemap": Group(partial(_sitemap, site, root)),
        "summariser": Group(partial(_summariser, site)),
    }
    for practice in site.library.of_kind(Practice):
        found[f"practice {practice.path}"] = Group(partial(_practice, site, practice, root))
    return {**found, **(_for_machines(site, f"{root.rstrip('/')}/") if root else {})}


def _for_machines(site: Site, root: str) -> dict[str, Group]:
    found: dict[str, Callable[[], Files]] = {
        "feeds": partial(_feeds, site, root),
        "catalogue": partial(_catalogue, site, root),
        "dcat": partial(_dcat, site, root),
        "citations": partial(_citations, site, root),
        "llms": partial(_llms, site, root),
        **{f"twin {entry.path}": partial(_twin, site, entry, root) for entry in site.library.public},
    }
    return {name: Group(make, is_repeated=True) for name, make in found.items()}


def _addresses(site: Site, root: str) -> Files:
    from khlang.publishing.addresses import addresses

    return addresses(site.library, root)


def _board(site: Site) -> Files:
    from khlang.pages.exchange import board

    return board.files(site.library)


def _calendars(site: Site, root: str) -> Files:
    from khlang.publishing.calendars import calendar_files

    return calendar_files(site.library, root)


def _cards(site: Site, drawn: Path | None) -> Files:
    """The social cards of all pages, and those of questions."""
    from khlang.publishing.drawing import pictures

    asked = [card_of_question(site.library, question) for question in questions(site.library)]
    return pictures((*site.cards(), *asked), drawn)


def _findings(site: Site) -> Files:
    from khlang.pages.research.files import findings_files

    return findings_files(site.library)


def _form(site: Site) -> Files:
    from khlang.pages.contribute.contribute import FORM, form_file

    return {FORM: form_file(site.library)}


def _labels(site: Site) -> Files:
    from khlang.pages.lists.search_labels import SEARCH_LABELS, search_labels

    return {SEARCH_LABELS: search_labels(site.library)}


def _manifest(site: Site) -> Files:
    from khlang.publishing.offline import MANIFEST, web_manifest

    return {MANIFEST: web_manifest(site.settings)}


def _practices(site: Site, root: str) -> Files:
    from khlang.pages.practices.take_home.archive import archive_of_all

    return archive_of_all(site.library, root)


def _practice(site: Site, practice: Entry[Practice], root: str) -> Files:
    from khlang.pages.practices.take_home.archive import take_home_files

    return take_home_files(site.library, practice, root)


def _service_form(site: Site) -> Files:
    from khlang.pages.research.service_form import form_files

    return form_files(site.library)


def _sitemap(site: Site, root: str) -> Files:
    from khlang.publishing.sitemap import sitemap

    reads.note(DAYS)
    return {"sitemap.xml": sitemap(site.library, site.made().values(), root, site.changes)}


def _summariser(site: Site) -> Files:
    from khlang.publishing.summariser import summariser_files

    return summariser_files(site.library)


def _feeds(site: Site, root: str) -> Files:
    from khlang.publishing.feeds import feed_files

    return feed_files(site.library, root)


def _catalogue(site: Site, root: str) -> Files:
    from khlang.publishing.catalogue import catalogue_files

    return catalogue_files(site.library, root)


def _dcat(site: Site, root: str) -> Files:
    from khlang.publishing.dcat import FILE, dcat

    return {FILE: dcat(site.library, root)}


def _citations(site: Site, root: str) -> Files:
    from khlang.publishing.citations import citation_files

    return citation_files(site.library, root)


def _llms(site: Site, root: str) -> Files:
    from khlang.publishing.twins import llms_txt

    return {"llms.txt": llms_txt(site.library, root)}


def _twin(site: Site, entry: Entry, root: str) -> Files:
    from khlang.publishing.twins import has_twin, twin

    if not has_twin(entry):
        return {}
    return {f"{entry.url}{TWIN}": twin(site.library, entry, site.source(entry.path), root)}
