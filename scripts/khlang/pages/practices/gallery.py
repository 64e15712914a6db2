"""The gallery of practices: all of them on one page, each judged at a glance, narrowed by what a teacher looks for.

The page is never cut: what narrows it looks at every practice, and without script the whole list reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from khlang.content.entry import Entry
from khlang.content.kinds.practice import KIND, Practice
from khlang.content.library import Library
from khlang.pages.lists.listings import Listing
from khlang.pages.lists.rows import HOME, Place, Row, row
from khlang.pages.practices import words
from khlang.pages.practices.dials import Dials, dials
from khlang.pages.practices.take_home.take_home import ALL, whole_weight
from khlang.practices.evidence import level
from khlang.thai.numerals import readable_size, show

FACETS = ("grade", "skill", "component", "subject", "time", "cost", "evidence", "school", "group")
"""By what the gallery narrows, in the order in which a teacher decides."""


@dataclass(frozen=True)
class Card:
    """A practice as it stands in the gallery."""

    row: Row
    components: tuple[str, ...]  # each with its number, as ๑ การจัดทำป้ายชื่อพรรณไม้
    skills: tuple[str, ...]
    dials: Dials


@dataclass(frozen=True)
class Gallery(Listing):
    """The list of all practices."""

    cards: tuple[Card, ...] = ()
    archive: Place | None = None  # all of them as one ZIP, named by its size, while it is small
    examples: int = 0  # how many of them were made up to show what a practice looks like
    template: str = "gallery.html"


def pages(library: Library) -> Iterator[Gallery]:
    """The gallery."""
    kind = KIND
    index = library.by_path.get(f"{kind.folder}/index.md")
    practices = sorted(library.of_kind(Practice), key=lambda entry: _place(library, entry))
    cards = tuple(card(library, entry) for entry in practices)
    yield Gallery(
        uri=f"{kind.folder}/index.md",
        title=index.meta.title if index else kind.label,
        summary=index.meta.summary if index else "",
        rows=tuple(shown.row for shown in cards),
        total=len(cards),
        number=1,
        pages=1,
        previous=None,
        next=None,
        crumbs=(HOME,),
        empty=words.NO_PRACTICES,
        add=kind.name,
        facet=("kind", kind.name),
        narrowed_by=FACETS if cards else (),
        cards=cards,
        archive=Place(words.ARCHIVE.format(readable_size(size)), ALL) if (size := whole_weight(library)) else None,
        examples=sum(shown.row.is_example for shown in cards),
    )


def card(library: Library, entry: Entry) -> Card:
    """A practice → its card."""
    order = {row.key: number for number, row in enumerate(library.vocabulary.components, 1)}
    components = library.choices(entry, "components")
    return Card(
        row=row(library, entry),
        components=tuple(
            f"{show(order[component.key], library.settings.numerals)} {component.label}" for component in components
        ),
        skills=tuple(skill.label for skill in library.choices(entry, "skills")),
        dials=dials(library, entry),
    )


def _place(library: Library, entry: Entry) -> tuple[bool, bool, int]:
    """In use before retired, real before made up, better proven first; newest first, the library's order, among equals."""
    return entry.status == "retired", entry.is_example, -level(library, entry)
