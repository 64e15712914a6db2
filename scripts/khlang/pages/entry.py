"""What stands around the text of an entry: who wrote it, when, where it came from and what it led to."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from khlang.content.entry import Entry, is_kind
from khlang.content.kinds.practice import Practice
from khlang.content.library import Library
from khlang.pages import words
from khlang.pages.faces import glance
from khlang.pages.lists.facets import facets
from khlang.pages.lists.rows import HOME, Place, Row, owner_place, row
from khlang.pages.practices import compare
from khlang.pages.practices.adoptions import Spread, spread
from khlang.pages.practices.dials import Dials, dials
from khlang.pages.reading import minutes, sets_of
from khlang.pages.trail import Tie, journey
from khlang.thai.dates import english_date, thai_date


@dataclass(frozen=True)
class EntryPage:
    """An entry or plain page as its template sees it."""

    entry: Row
    is_entry: bool  # not a plain page
    id: str | None
    short_url: str | None
    status: str
    crumbs: tuple[Place, ...]
    owner: Place | None
    authors: tuple[str, ...]
    date: str
    iso: str
    updated: str | None  # last change, as readers see it
    updated_iso: str | None
    reviewed: str | None  # "ผู้อำนวยการกลุ่มนิเทศฯ เมื่อวันที่ …"
    last_answers: str | None  # of the last review: its date, what was changed, what it was checked against
    review_due: str | None  # since when it is due for review; None while it is not
    minutes: int
    reading: tuple[Place, ...]  # the reading lists that it stands in
    tags: tuple[Place, ...]
    glance: tuple[tuple[str, str], ...]  # label → value, on top of practices, research and summaries
    dials: Dials | None  # of practices
    compare: str | None  # where a practice stands beside others
    journey: tuple[Tie, ...]  # where it came from, what it led to, what else belongs to it
    spread: Spread | None  # evidence and adoptions; plain pages have none
    edit_url: str | None
    facets: tuple[tuple[str, str], ...]  # search facets: ("group", "supervision")
    languages: tuple[tuple[str, str], ...]  # other languages it can be read in: ("en", address)
    file: str


def entry_page(library: Library, entry: Entry, changes: Mapping[str, datetime.date], language: str = "th") -> EntryPage:
    """An entry → its view. `changes` says when files last changed; a file that it does not know has no such date."""
    meta = entry.meta
    numerals = library.settings.numerals
    translation = entry.translations.get(language)
    path = translation.path if translation else entry.path
    updated = meta.updated or changes.get(path)
    review = meta.reviewed_by

    def told(day: datetime.date) -> str:
        return thai_date(day, numerals) if language == "th" else english_date(day)

    return EntryPage(
        entry=row(library, entry, language),
        is_entry=entry.kind.is_listed,
        id=meta.id,
        short_url=entry.short_url,
        status=entry.status.label,
        crumbs=crumbs(library, entry, language),
        owner=owner_place(library, entry),
        authors=meta.authors,
        date=told(entry.date) if entry.date else "",
        iso=entry.date.isoformat() if entry.date else "",
        updated=told(updated) if updated else None,
        updated_iso=updated.isoformat() if updated else None,
        reviewed=words.REVIEWED.format(review.post, thai_date(review.date, numerals)) if review else None,
        last_answers=_last_answers(library, entry),
        review_due=thai_date(due, numerals) if (due := library.review_due(entry)) and due <= library.today else None,
        minutes=minutes(entry),
        reading=sets_of(library, entry),
        tags=tuple(Place(tag.name, f"tags/{tag.key}/") for tag in library.tags(entry)),
        glance=glance(library, entry),
        dials=dials(library, entry) if is_kind(entry, Practice) else None,
        compare=compare.address(library, entry) if is_kind(entry, Practice) else None,
        journey=journey(library, entry) if entry.kind.is_listed else (),
        spread=spread(library, entry) if entry.kind.is_listed else None,
        edit_url=edit_url(library, path),
        facets=facets(library, entry),
        languages=_languages(entry, language),
        file=path,
    )


def crumbs(library: Library, entry: Entry, language: str = "th") -> tuple[Place, ...]:
    """The way back from an entry: home and its section."""
    if language == "en":
        return (Place("Home", "en/"),) if entry.url else ()
    if not entry.url:
        return ()
    index = library.by_path.get(f"{entry.kind.folder}/index.md") if entry.kind.folder else None
    section = (
        (Place(index.meta.title if index else entry.kind.label, f"{entry.kind.folder}/"),) if entry.kind.folder else ()
    )
    return (HOME, *section)


def edit_url(library: Library, path: str) -> str | None:
    """Where a reader can propose a change; None where the site has no public repository."""
    repository = library.settings.repository
    return f"{repository.rstrip('/')}/edit/main/docs/{path}" if repository else None


def _last_answers(library: Library, entry: Entry) -> str | None:
    if not entry.meta.reviews:
        return None
    last = max(entry.meta.reviews, key=lambda answers: answers.date)
    verdict = words.STILL_TRUE if last.true else words.PARTLY_TRUE
    day = thai_date(last.date, library.settings.numerals)
    return words.REVIEW_FOUND.format(day, verdict, last.changed, last.against)


def _languages(entry: Entry, language: str) -> tuple[tuple[str, str], ...]:
    addresses = [("th", entry.url), *((other, f"{other}/{entry.url}") for other in sorted(entry.translations))]
    return tuple((other, url) for other, url in addresses if other != language)
