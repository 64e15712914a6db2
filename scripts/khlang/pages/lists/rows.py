"""The small views that every page is made of: a row of a list, a label with an address, a way back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from khlang.content.entry import Entry
from khlang.content.library import Library, remembered
from khlang.content.vocabulary import School
from khlang.pages import faces
from khlang.pages.lists import words
from khlang.pages.lists.facets import facets
from khlang.thai.dates import thai_date


@dataclass(frozen=True)
class Place:
    """Something with a name and an address below the site's root."""

    title: str
    url: str
    count: int | None = None  # how many entries stand there, where that is worth saying
    note: str = ""  # one sentence more


HOME = Place(words.HOME, "")


@dataclass(frozen=True)
class Row:
    """An entry as it stands in a list."""

    id: str
    url: str
    title: str
    summary: str
    language: str  # of title and summary
    kind: str  # "practice"
    kind_label: str  # "แนวปฏิบัติที่ดี"
    date: str  # as readers see it: ๒๒ พ.ย. ๒๕๖๙
    iso: str  # 2026-11-22
    owner: Place | None
    tags: tuple[str, ...]
    facts: tuple[str, ...]  # what decides at a glance: grade, time, cost; who adopted and what came of it
    facets: tuple[tuple[str, str], ...]  # by what lists narrow: ("grade", "p4")
    is_example: bool
    is_retired: bool

    def found_by(self, names: Collection[str]) -> str:
        """Its values of some facets, as filter.js reads them: `grade:p4|skill:observing`."""
        return "|".join(f"{name}:{value}" for name, value in self.facets if name in names)


@remembered  # an entry stands in a dozen lists
def row(library: Library, entry: Entry, language: str = "th") -> Row:
    """An entry → its row, in a language where it is translated."""
    translation = entry.translations.get(language)
    meta = translation.meta if translation else entry.meta
    return Row(
        id=entry.meta.id,
        url=(f"{language}/" if translation else "") + entry.url,
        title=meta.title,
        summary=meta.summary,
        language=language if translation else "th",
        kind=entry.kind.name,
        kind_label=entry.kind.label,
        date=thai_date(entry.date, library.settings.numerals, short=True) if entry.date else "",
        iso=entry.date.isoformat() if entry.date else "",
        owner=owner_place(library, entry),
        tags=tuple(tag.name for tag in library.tags(entry)),
        facts=faces.facts(library, entry),
        facets=facets(library, entry),
        is_example=entry.is_example,
        is_retired=entry.status == "retired",
    )


def owner_place(library: Library, entry: Entry) -> Place | None:
    """The group or school behind an entry, with the address of its page."""
    owner = library.owner(entry)
    if owner is None:
        return None
    if isinstance(owner, School):
        return Place(owner.label, f"schools/{owner.key}/")
    return Place(owner.label_on(entry.date) if entry.date else owner.label, f"groups/{owner.key}/")
