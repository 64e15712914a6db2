"""The summaries: the newest on the section's page, all of them by fiscal year, term and group, and the sheet to fill in by hand.

No list grows with the years: each holds one year or one term, cut into pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from khlang.content.entry import Entry
from khlang.content.kind import Section
from khlang.content.kinds.exchange import KIND, Exchange
from khlang.content.library import Library
from khlang.content.vocabulary import Group
from khlang.exchange.weeks import periods
from khlang.pages.exchange import words
from khlang.pages.lists.listings import Directory, Listing, paged
from khlang.pages.lists.rows import HOME, Place
from khlang.thai.dates import fiscal_year, fiscal_year_name
from khlang.thai.numerals import show

SECTION = Place(words.EXCHANGE, "exchange/")
ALL = Place(words.ALL_SUMMARIES, "exchange/all/")
_EMPTY = words.NO_SUMMARIES


@dataclass(frozen=True)
class Cut(Listing):
    """Summaries of a year or a term: a cut of what search finds by itself."""

    template: str = "cut.html"


@dataclass(frozen=True)
class Newest(Listing):
    """The section's page: the newest summaries, and ways to everything else."""

    template: str = "exchange.html"


@dataclass(frozen=True)
class Sheet:
    """A page of A4 with the four parts, to be filled in by hand and typed in later."""

    uri: str
    title: str
    summary: str
    sections: tuple[Section, ...]
    crumbs: tuple[Place, ...]
    template: str = "sheet.html"


def pages(library: Library) -> Iterator[Listing | Directory | Sheet]:
    """Every list of summaries, and the sheet."""
    kind = KIND
    summaries = library.of_kind(Exchange)
    index = library.by_path.get("exchange/index.md")
    yield from (
        Newest(**{**vars(page), "template": "exchange.html"})
        for page in paged(
            library,
            "exchange/index.md",
            index.meta.title if index else SECTION.title,
            index.meta.summary if index else "",
            summaries[: library.settings.page_size],
            (HOME,),
            _EMPTY,
            add=kind.name,
            facet=("kind", kind.name),
        )
    )
    yield from _years(library, summaries)
    yield Sheet(
        "exchange/sheet.md",
        words.SHEET,
        words.SHEET_SUMMARY,
        tuple(section for section in kind.sections if section.is_required),
        (HOME, SECTION),
    )


def of_group(library: Library, group: Group) -> tuple[Place, ...]:
    """The lists of a group's summaries, a fiscal year each, the newest first."""
    own = [entry for entry in library.of_kind(Exchange) if library.owner(entry) is group]
    years = sorted({fiscal_year(entry.day) for entry in own}, reverse=True)
    return tuple(_group_place(library, group, year, own) for year in years)


def _years(library: Library, summaries: tuple[Entry, ...]) -> Iterator[Listing | Directory]:
    parts = []
    by_year: dict[int, list[Entry]] = {}
    for entry in summaries:
        by_year.setdefault(fiscal_year(entry.day), []).append(entry)
    for year, entries in sorted(by_year.items(), reverse=True):
        title = fiscal_year_name(year, library.settings.numerals)
        places = [Place(words.ALL_GROUPS, f"exchange/fiscal-{year}/", len(entries))]
        yield from _cut(library, f"exchange/fiscal-{year}.md", words.SUMMARIES_OF.format(title), entries)
        for group in library.vocabulary.groups:
            own = [entry for entry in entries if library.owner(entry) is group]
            if own:
                place = _group_place(library, group, year, own)
                yield from _cut(library, f"{place.url.rstrip('/')}.md", place.title, own)
                places.append(Place(group.label, place.url, place.count))
        parts.append((title, tuple(places)))
    terms = []
    for period in periods(library):
        own = [entry for entry in summaries if period.start <= entry.day <= period.end]
        if period.key.startswith("term-") and own:
            uri = f"exchange/{period.key}.md"
            yield from _cut(library, uri, words.SUMMARIES_OF.format(period.title), own)
            terms.append(Place(period.title, f"exchange/{period.key}/", len(own)))
    yield Directory(
        "exchange/all.md",
        ALL.title,
        words.SUMMARIES_SUMMARY,
        (*([(words.TERMS, tuple(terms))] if terms else []), *parts),
        (HOME, SECTION),
        _EMPTY,
    )


def _cut(library: Library, uri: str, title: str, entries: list[Entry]) -> Iterator[Cut]:
    for page in paged(library, uri, title, "", entries, (HOME, SECTION, ALL), _EMPTY):
        yield Cut(**{**vars(page), "template": "cut.html"})


def _group_place(library: Library, group: Group, year: int, own: list[Entry]) -> Place:
    count = sum(fiscal_year(entry.day) == year for entry in own)
    title = words.SUMMARIES_OF_GROUP.format(group.label, show(year, library.settings.numerals))
    return Place(title, f"exchange/{group.key}/fiscal-{year}/", count)
