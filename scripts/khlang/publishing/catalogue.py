"""Writes `catalogue.json` and its schema: an entry a line, so that a copy kept in git shows what changed."""

from __future__ import annotations

import json
from collections import defaultdict

from khlang.content.entry import Entry, is_kind
from khlang.content.items import items
from khlang.content.kinds.practice import Practice
from khlang.content.library import Library, remembered
from khlang.content.settings import Licence as SiteLicence
from khlang.exchange.questions import Question, questions
from khlang.federation.catalogue import (
    FILE,
    SCHEMA_FILE,
    VERSION,
    Asked,
    CatalogueEntry,
    CatalogueSite,
    Licence,
    schema,
)
from khlang.pages.lists.facets import facets
from khlang.practices.evidence import level

_SAID_ELSEWHERE = ("kind", "date", "tag", "evidence", "example")
"""Facets that are fields of the catalogue."""


def catalogue_files(library: Library, root: str) -> dict[str, bytes]:
    """The catalogue and its schema. `root` is the site's full address, ending in a slash."""
    head = {"$schema": f"{root}{SCHEMA_FILE}", "version": VERSION, "site": _compact(_site(library, root))}
    rows = ",\n".join(_row(library, entry, root) for entry in library.listed if not entry.is_example)
    text = json.dumps(head, ensure_ascii=False)[:-1] + f', "entries": [\n{rows}\n]}}\n'
    published_schema = {"$id": f"{root}{SCHEMA_FILE}", **schema()}
    return {
        FILE: text.encode(),
        SCHEMA_FILE: (json.dumps(published_schema, ensure_ascii=False, indent=1) + "\n").encode(),
    }


def catalogue_entry(library: Library, entry: Entry, root: str) -> CatalogueEntry:
    """An entry as the catalogue has it."""
    meta, owner = entry.meta, library.owner(entry)
    named: dict[str, list[str]] = defaultdict(list)
    for facet, value in facets(library, entry):
        if facet not in _SAID_ELSEWHERE:
            named[facet].append(value)
    return CatalogueEntry(
        id=meta.id or "",
        address=f"{root}{entry.short_url}",
        url=f"{root}{entry.url}",
        kind=entry.kind.name,
        title=meta.title,
        summary=meta.summary,
        date=entry.day,
        updated=meta.updated,
        status="retired" if entry.status == "retired" else "published",
        owner=owner.name if owner else meta.value("adopter"),
        authors=meta.authors,
        tags=tuple(tag.name for tag in library.tags(entry)),
        facets={facet: tuple(values) for facet, values in named.items()},
        evidence=level(library, entry).key if is_kind(entry, Practice) else None,
        licence=Licence(name=own) if (own := meta.value("licence")) else None,
        translations={language: f"{root}{language}/{entry.url}" for language in sorted(entry.translations)},
        based_on=meta.based_on,
        answers=meta.answers,
        adopts=meta.value("adopts"),
        adapted_from=meta.value("adapted_from"),
        asks=_asks(library, entry, root),
    )


@remembered
def _row(library: Library, entry: Entry, root: str) -> str:
    return json.dumps(_compact(catalogue_entry(library, entry, root)), ensure_ascii=False)


def _asks(library: Library, entry: Entry, root: str) -> tuple[Asked, ...]:
    open_or_answered = _questions_by_id(library)
    own = (open_or_answered.get(item.id or "") for item in items(entry, "q"))
    return tuple(
        Asked(id=one.id, text=one.item.text[:600], address=f"{root}{one.short_url}", answered=bool(one.answers))
        for one in own
        if one is not None and one.entry is entry
    )


@remembered
def _questions_by_id(library: Library) -> dict[str, Question]:
    return {question.id: question for question in questions(library)}


def _site(library: Library, root: str) -> CatalogueSite:
    settings = library.settings
    return CatalogueSite(
        name=settings.name,
        office=settings.office,
        office_short=settings.office_short,
        province=settings.province,
        address=root,
        licence=_licence(settings.content_licence),
    )


def _licence(licence: SiteLicence | None) -> Licence | None:
    return Licence(name=licence.name, url=licence.url) if licence else None


def _compact(part: CatalogueEntry | CatalogueSite) -> dict[str, object]:
    """The fields of a part that say anything."""
    return part.model_dump(mode="json", exclude_defaults=True)
