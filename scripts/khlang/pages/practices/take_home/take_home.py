"""The part of an entry's page that offers what to take home."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from khlang.checks.files import is_admitted
from khlang.content.entry import Entry, is_kind
from khlang.content.kinds.practice import Practice
from khlang.content.library import Library
from khlang.pages.lists.rows import Place
from khlang.pages.practices.take_home import words
from khlang.pages.practices.take_home.citation import Citation, citation
from khlang.practices.evidence import level
from khlang.privacy.endings import ATTACHMENTS
from khlang.thai.numerals import readable_size

SHEET = "sheet/"
BIBTEX, RIS, CSL = "cite.bib", "cite.ris", "cite.json"
TWIN = "index.md"
"""Files below the address of an entry: its reference for programs, and its text as Markdown."""

ALL = "practices/practices.zip"
_PAGES = 6_000  # bytes of the two pages in an archive, compressed, beyond the text that they share
LARGEST = 10 * 1024 * 1024  # bytes of all practices' files beyond which nobody wants them in one piece


@dataclass(frozen=True)
class TakeHome:
    """What can be taken home of an entry; of kinds other than practices it is the reference alone."""

    citation: Citation | None
    references: tuple[Place, ...] = ()  # the same for programs that keep references
    sheet: str | None = None  # address of the one-page sheet
    archive: Place | None = None  # the ZIP, its size in the name
    forms: tuple[Place, ...] = ()  # files that the text links, with type and size
    message: str = ""  # for LINE; the short address follows


def take_home(library: Library, entry: Entry) -> TakeHome | None:
    """What a page offers; None where it offers nothing."""
    reference = citation(library, entry)
    if not is_kind(entry, Practice):
        return TakeHome(reference, _references(entry)) if reference else None
    return TakeHome(
        reference,
        _references(entry) if reference else (),
        sheet=f"{entry.url}{SHEET}",
        archive=Place(readable_size(weight(library, entry)), archive_address(entry)),
        forms=tuple(_form(library, entry, path) for path in forms(library, entry)),
        message=message(library, entry),
    )


def _references(entry: Entry) -> tuple[Place, ...]:
    return (Place("BibTeX", entry.url + BIBTEX), Place("RIS", entry.url + RIS), Place("CSL-JSON", entry.url + CSL))


def archive_address(entry: Entry) -> str:
    """Where the archive of a practice stands: `practices/label-trees/label-trees.zip`."""
    return f"{entry.url}{posixpath.basename(entry.url.rstrip('/'))}.zip"


def message(library: Library, entry: Entry) -> str:
    """A text to paste into LINE: what it is, what it takes, and that an address follows."""
    meta = entry.meta
    grades = ", ".join(grade.label for grade in library.choices(entry, "grades"))
    lines = (
        (words.MADE_UP_IN_MESSAGE if entry.is_example else "") + meta.title,
        meta.summary,
        "",
        f"{words.GRADES} {grades}",
        f"{words.TIME} {meta.time}",
        f"{words.COST} {meta.cost}",
        f"{words.EVIDENCE} {level(library, entry).label}",
        "",
        words.HOW_TO,
    )
    return "\n".join(lines) + "\n"


def forms(library: Library, entry: Entry) -> tuple[str, ...]:
    """The attachments that a text links, below docs, in its order."""
    return tuple(path for path in linked_files(library, entry) if posixpath.splitext(path)[1].lower() in ATTACHMENTS)


def linked_files(library: Library, entry: Entry) -> tuple[str, ...]:
    """The files that a text links or shows and that the site publishes, below docs, in its order."""
    targets = (library.target(entry.path, link.target) for link in entry.links)
    return tuple(
        dict.fromkeys(
            path for path in targets if path in library.files and not path.endswith(".md") and is_admitted(path)
        )
    )


def weight(library: Library, entry: Entry) -> int:
    """About how many bytes an archive of a practice has: its files, which hardly shrink, and its text."""
    files = (library.docs / path for path in linked_files(library, entry))
    return sum(file.stat().st_size for file in files) + len(entry.body.encode()) + _PAGES


def whole_weight(library: Library) -> int:
    """About how many bytes an archive of all practices has; 0 where there is none, as it would be empty or too large."""
    total = sum(weight(library, entry) for entry in library.of_kind(Practice))
    return total if total <= LARGEST else 0


def _form(library: Library, entry: Entry, path: str) -> Place:
    text = next(link.text for link in entry.links if library.target(entry.path, link.target) == path)
    kind = posixpath.splitext(path)[1][1:].upper()
    return Place(f"{text} ({kind}, {readable_size((library.docs / path).stat().st_size)})", path)
