"""Lists of entries: by kind, group, school, tag, year, newest first; each cut into pages.

A list answers one question, says how many entries it holds, and when empty says what would stand there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from khlang.content.entry import Entry
from khlang.content.kind import Kind
from khlang.content.kinds import KINDS
from khlang.content.kinds.knowledge import KIND as KNOWLEDGE
from khlang.content.kinds.practice import Practice
from khlang.content.library import Library
from khlang.pages.lists import words
from khlang.pages.lists.paging import leaves
from khlang.pages.lists.rows import HOME, Place, Row, row
from khlang.thai.dates import fiscal_year, school_year
from khlang.thai.numerals import show

FEW = 7  # rows that are seen at once, so that nobody needs to narrow them
FACETS = ("kind", "group", "school", "fiscal-year", "tag")
"""By what lists narrow; values that all rows share are not offered."""


@dataclass(frozen=True)
class Listing:
    """One page of a list of entries."""

    uri: str  # the Markdown file that it stands for, as `groups/supervision.md`
    title: str
    summary: str
    rows: tuple[Row, ...]
    total: int
    number: int  # this page, from 1
    pages: int
    previous: str | None  # addresses of the neighbouring pages
    next: str | None
    crumbs: tuple[Place, ...]
    empty: str  # what would stand here
    add: str | None = None  # the kind that a reader can add here
    facet: tuple[str, str] | None = None  # how search finds the same entries, as ("group", "supervision")
    narrowed_by: tuple[str, ...] = ()  # facets by which a reader can narrow the rows; none where they are few
    template: str = "list.html"


@dataclass(frozen=True)
class Directory:
    """A list of lists, such as all groups with their counts."""

    uri: str
    title: str
    summary: str
    parts: tuple[tuple[str, tuple[Place, ...]], ...]  # heading → places
    crumbs: tuple[Place, ...]
    empty: str
    template: str = "directory.html"


@dataclass(frozen=True)
class Credit:
    """A person who agreed to be named, and what they wrote."""

    name: str
    entries: tuple[Row, ...]


@dataclass(frozen=True)
class Credits:
    """Everybody who wrote something and agreed to be named; examples do not count."""

    uri: str
    title: str
    summary: str
    people: tuple[Credit, ...]
    crumbs: tuple[Place, ...]
    empty: str
    template: str = "credits.html"


Page = Listing | Directory | Credits


def pages(library: Library, language: str = "th") -> Iterator[Page]:
    """Every list of the site in a language. In English only the practices have one."""
    if language == "en":
        yield from paged(
            library,
            "practices/index.md",
            words.PRACTICES_EN,
            "",
            library.of_kind(Practice),
            (Place(words.HOME_EN, "en/"),),
            words.NO_PRACTICES_EN,
            language="en",
            limit_to_first=True,
        )
        return
    for kind in KINDS.values():
        if kind.list_template:
            yield from _section(library, kind)
    yield from _owners(library)
    yield from _tags(library)
    yield from _years(library)
    newest = paged(
        library,
        "latest.md",
        words.LATEST,
        words.LATEST_SUMMARY,
        library.listed[: library.settings.page_size],
        (HOME,),
        words.NO_LATEST,
        add=KNOWLEDGE.name,
    )
    yield from (replace(listing, template="latest.html") for listing in newest)
    yield from paged(
        library,
        "due.md",
        words.DUE,
        words.DUE_SUMMARY,
        library.due,
        (HOME,),
        words.NONE_DUE,
    )
    yield _credits(library)


def _section(library: Library, kind: Kind) -> Iterator[Listing]:
    index = library.by_path.get(f"{kind.folder}/index.md")
    title = index.meta.title if index else kind.label
    summary = index.meta.summary if index else ""
    for listing in paged(
        library,
        f"{kind.folder}/index.md",
        title,
        summary,
        library.of_kind(kind.meta),
        (HOME,),
        kind.empty,
        add=kind.name,
        facet=("kind", kind.name),
    ):
        yield replace(listing, template=kind.list_template or listing.template)


def _owners(library: Library) -> Iterator[Page]:
    """The directory; groups and schools have pages of their own: `outputs.groups`, `outputs.schools`."""
    counts = Counter(owner.key for entry in library.listed if (owner := library.owner(entry)))
    vocabulary = library.vocabulary
    parts = [
        (
            words.GROUPS,
            tuple(Place(group.name, f"groups/{group.key}/", counts[group.key]) for group in vocabulary.groups),
        ),
        (
            words.SCHOOLS,
            tuple(Place(school.name, f"schools/{school.key}/", counts[school.key]) for school in vocabulary.schools),
        ),
    ]
    yield Directory(
        "groups/index.md",
        words.OWNERS,
        words.OWNERS_SUMMARY,
        tuple(part for part in parts if part[1]),
        (HOME,),
        words.NO_OWNERS,
    )


def _tags(library: Library) -> Iterator[Page]:
    tags = [tag for tag in library.vocabulary.tags if library.tagged(tag.key)]
    places = tuple(Place(tag.name, f"tags/{tag.key}/", len(library.tagged(tag.key))) for tag in tags)
    yield Directory(
        "tags/index.md",
        words.TAGS,
        words.TAGS_SUMMARY,
        (("", places),) if places else (),
        (HOME,),
        words.NO_TAGS,
    )
    for tag in tags:
        yield from paged(
            library,
            f"tags/{tag.key}.md",
            tag.name,
            words.TAGGED.format(tag.name),
            library.tagged(tag.key),
            (HOME, Place(words.TAGS, "tags/")),
            "",
            facet=("tag", tag.name),
        )


def _years(library: Library) -> Iterator[Page]:
    terms = [term.dated() for term in library.vocabulary.terms]
    fiscal: dict[int, list[Entry]] = {}
    school: dict[int, list[Entry]] = {}
    for entry in library.listed:
        fiscal.setdefault(fiscal_year(entry.day), []).append(entry)
        school.setdefault(school_year(entry.day, terms), []).append(entry)
    numerals = library.settings.numerals
    parts = []
    for name, folder, years in ((words.FISCAL_YEARS, "fiscal", fiscal), (words.SCHOOL_YEARS, "school", school)):
        parts.append(
            (
                name,
                tuple(
                    Place(f"{name} {show(year, numerals)}", f"years/{folder}-{year}/", len(years[year]))
                    for year in sorted(years, reverse=True)
                ),
            )
        )
        for year, entries in sorted(years.items()):
            yield from paged(
                library,
                f"years/{folder}-{year}.md",
                f"{name} {show(year, numerals)}",
                words.ALL_OF_YEAR.format(name, show(year, numerals)),
                entries,
                (HOME, Place(words.YEARS, "years/")),
                "",
                facet=("fiscal-year", str(year)) if folder == "fiscal" else None,
            )
    yield Directory(
        "years/index.md",
        words.YEARS,
        words.YEARS_SUMMARY,
        tuple(part for part in parts if part[1]),
        (HOME,),
        words.NO_YEARS,
    )


def _credits(library: Library) -> Credits:
    written: dict[str, list[Row]] = {}
    for entry in library.listed:
        if not entry.is_example:
            for author in entry.meta.authors:
                written.setdefault(author, []).append(row(library, entry))
    people = tuple(Credit(name, tuple(rows)) for name, rows in sorted(written.items()))
    return Credits(
        "authors.md",
        words.AUTHORS,
        words.AUTHORS_SUMMARY,
        people,
        (HOME,),
        words.NO_AUTHORS,
    )


def paged(
    library: Library,
    uri: str,
    title: str,
    summary: str,
    entries: Sequence[Entry],
    crumbs: tuple[Place, ...],
    empty: str,
    *,
    add: str | None = None,
    facet: tuple[str, str] | None = None,
    language: str = "th",
    limit_to_first: bool = False,
) -> Iterator[Listing]:
    """A list of entries cut into pages.

    `add` is the kind that a reader can add there, `facet` how search finds the same entries.
    """
    size = library.settings.page_size if not limit_to_first else max(len(entries), 1)
    for leaf in leaves(uri, entries, size, "" if language == "th" else f"{language}/"):
        yield Listing(
            uri=leaf.uri,
            title=title,
            summary=summary,
            rows=tuple(row(library, entry, language) for entry in leaf.things),
            total=len(entries),
            number=leaf.number,
            pages=leaf.count,
            previous=leaf.previous,
            next=leaf.next,
            crumbs=crumbs if leaf.number == 1 else (*crumbs, Place(title, leaf.first)),
            empty=empty,
            add=add,
            facet=facet,
            narrowed_by=FACETS if len(leaf.things) > FEW else (),
        )
