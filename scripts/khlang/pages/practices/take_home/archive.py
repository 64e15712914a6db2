"""A practice as a ZIP that needs no network: the text to read, the text as Markdown, its files, the sheet.

Inside, files lie as they lie below docs, so that the links of the Markdown hold. Every time stamp is the practice's own
day: the same practice gives the same bytes.
"""

from __future__ import annotations

import datetime
import posixpath
from collections.abc import Mapping
from functools import partial

from markupsafe import Markup

from khlang.content.entry import Entry
from khlang.content.kinds.practice import Practice
from khlang.content.library import Library, remembered
from khlang.content.packing import member, packed
from khlang.content.render import renderer
from khlang.pages.faces import glance
from khlang.pages.practices.take_home import words
from khlang.pages.practices.take_home.citation import citation
from khlang.pages.practices.take_home.sheet import SCRIPT, document, paper, rows, sheet
from khlang.pages.practices.take_home.take_home import ALL, SHEET, archive_address, linked_files, whole_weight
from khlang.pages.security import offline_policy, policy


def take_home_files(library: Library, entry: Entry, root: str) -> dict[str, bytes]:
    """The sheet and the archive of a practice, by their place below the site's root."""
    assets = "../" * (entry.url.count("/") + 1) + "assets/khlang/fonts/"
    page = sheet(library, entry, _text_of(library, entry, root), root, "../", assets)
    return {
        f"{entry.url}{SHEET}index.html": policy(page, root, SCRIPT).encode(),
        archive_address(entry): _archive(contents(library, entry, root), entry.day),
    }


def archive_of_all(library: Library, root: str) -> dict[str, bytes]:
    """One archive of all practices, unless that would be too large to take home."""
    if not whole_weight(library):
        return {}
    entries = library.of_kind(Practice)
    everything = {entry.path: contents(library, entry, root) for entry in entries}
    return {ALL: _archive(_together(library, everything), max(entry.day for entry in entries))}


@remembered
def _text_of(library: Library, entry: Entry, root: str) -> str:
    """The text of a practice as its sheet and its archive show it."""
    return renderer().render(entry.body, partial(_address, library, entry, root)).html


@remembered
def contents(library: Library, entry: Entry, root: str) -> dict[str, bytes]:
    """The files of a practice's archive by their names in it."""
    html = _text_of(library, entry, root)
    name = posixpath.basename(entry.url.rstrip("/"))
    return {
        f"{name}.html": offline_policy(_text(library, entry, html, root, f"{name}-sheet.html")).encode(),
        f"{name}-sheet.html": offline_policy(sheet(library, entry, html, root, f"{name}.html", ""), SCRIPT).encode(),
        entry.path: library.read(entry.path),
        **{path: library.read(path) for path in linked_files(library, entry)},
    }


def _archive(files: Mapping[str, bytes], day: datetime.date) -> bytes:
    return packed({name: member(data) for name, data in files.items()}, day)


def _together(library: Library, everything: Mapping[str, Mapping[str, bytes]]) -> dict[str, bytes]:
    """The archives of all practices as one, with a list to begin from."""
    files = {name: data for one in everything.values() for name, data in one.items()}
    listed = (
        Markup('<li><a href="{}.html">{}</a><br>{}</li>').format(
            posixpath.basename(entry.url.rstrip("/")), entry.meta.title, entry.meta.summary
        )
        for entry in library.of_kind(Practice)
    )
    page = document(
        "list.html", style=Markup(paper("paper.css")), site=library.settings.name, rows=Markup("\n").join(listed)
    )
    return {**files, "index.html": offline_policy(page).encode()}


def _text(library: Library, entry: Entry, html: str, root: str, sheet_name: str) -> str:
    """The page of a practice, to be read from the archive."""
    reference = citation(library, entry)
    address = f"{root.rstrip('/')}/{entry.short_url}" if root else ""
    cited = (
        Markup("<p>{} {}<i>{}</i>{}{}</p>").format(
            words.CITED, reference.before, reference.title, reference.after, address
        )
        if reference
        else ""
    )
    return document(
        "text.html",
        style=Markup(paper("paper.css")),
        site=library.settings.name,
        office=library.settings.office,
        title=entry.meta.title,
        summary=entry.meta.summary,
        note=Markup('<p class="note">{}</p>').format(words.MADE_UP) if entry.is_example else "",
        facts=rows(glance(library, entry)),
        text=Markup(html),
        sheet=sheet_name,
        address=Markup('{0} <a href="{1}">{1}</a>').format(words.ADDRESS, address)
        if address
        else words.ID.format(entry.meta.id),
        cited=cited,
    )


def _address(library: Library, entry: Entry, root: str, link: str) -> str | None:
    """Where a link of the text leads from inside the archive: to a file beside it, else to the site."""
    target = library.target(entry.path, link)
    if target in linked_files(library, entry):
        return target
    page = library.by_path.get(target) if target else None
    if page is None or not root:
        return None
    return f"{root.rstrip('/')}/{page.url}"
