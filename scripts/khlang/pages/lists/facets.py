"""By what lists and search narrow: the facets of an entry, and what their values are called.

One set of names serves the meta tags that search reads, the rows of every list and the addresses of both, so that
`?kind=practice&grade=p4` means the same wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khlang.content.entry import Entry
from khlang.content.fields import labels_of
from khlang.content.kind import Kind
from khlang.content.kinds import KINDS
from khlang.content.library import Library
from khlang.content.vocabulary import School, Vocabulary
from khlang.pages import faces
from khlang.pages.lists.bands import COSTS, REGULAR_TIME, TIMES, UNKNOWN
from khlang.practices.evidence import Level
from khlang.thai.dates import fiscal_year
from khlang.thai.numerals import show


def facets(library: Library, entry: Entry) -> tuple[tuple[str, str], ...]:
    """What an entry can be found by, as (facet, value); plain pages by nothing."""
    return tuple(_facets(library, entry)) if entry.kind.is_listed else ()


def _facets(library: Library, entry: Entry) -> Iterator[tuple[str, str]]:
    yield "kind", entry.kind.name
    yield "date", entry.day.isoformat()
    yield "fiscal-year", str(fiscal_year(entry.day))
    owner = library.owner(entry)
    if owner:
        yield "school" if isinstance(owner, School) else "group", owner.key
    for tag in library.tags(entry):
        yield "tag", tag.name
    yield from faces.facets(library, entry)
    if entry.is_example:
        yield "example", "true"


def labels(library: Library) -> dict[str, dict[str, str]]:
    """Facet → value → name, in the order in which readers expect the values. Tags and years name themselves."""
    vocabulary = library.vocabulary
    return {
        "kind": {name: kind.label for name, kind in KINDS.items()},
        "group": {group.key: group.label for group in vocabulary.groups},
        "school": {school.key: school.label for school in vocabulary.schools},
        **{
            facet: _names(_values(kind, field, vocabulary), library)
            for kind in KINDS.values()
            for facet, field in kind.facets
        },
        "time": _names((*((band.key, band.label) for band in TIMES), REGULAR_TIME, UNKNOWN), library),
        "cost": _names((*((band.key, band.label) for band in COSTS), UNKNOWN), library),
        "evidence": {one.key: one.label for one in Level},
    }


def _values(kind: Kind, field: str, vocabulary: Vocabulary) -> Sequence[tuple[str, str]]:
    """Value → name of a field that takes names of a vocabulary, or one of a few words."""
    source = kind.meta.vocabularies().get(field)
    if source is None:
        return tuple(labels_of(kind.meta.model_fields[field]).items())
    return tuple((row.key, row.label) for name in source.vocabularies for row in vocabulary.of(name))


def _names(rows: Sequence[tuple[str, str]], library: Library) -> dict[str, str]:
    return {key: show(label, library.settings.numerals) for key, label in rows}
