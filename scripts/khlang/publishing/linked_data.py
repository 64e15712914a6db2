"""What a page is, as linked data of schema.org for search engines: JSON-LD in its head.

Short, as every reader loads it: what stands in other meta tags is not said again. Only what is true of the page is said; an
example is nothing that anybody should find.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from khlang.content.entry import Entry, is_kind
from khlang.content.kinds.practice import Practice
from khlang.content.library import Library
from khlang.exchange.questions import answered_by
from khlang.pages.feeds import changed_on
from khlang.pages.lists.rows import Place
from khlang.pages.research.files import DATA_FILES, findings_files

_UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
"""What would end the element, or the line, in which the data stand."""


def linked_data(library: Library, entry: Entry, crumbs: tuple[Place, ...], root: str) -> Markup:
    """The data of the page of an entry, to stand within a script element that no browser runs.

    `root` is the site's full address, ending in a slash; `crumbs` the way to the page.
    """
    graph = [_main(library, entry, root), *_question(library, entry, root), *_data_set(library, entry, root)]
    graph.append(_way(entry, crumbs, root))
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_UNSAFE))


def _main(library: Library, entry: Entry, root: str) -> dict[str, Any]:
    return {
        **(_resource(library, entry) if is_kind(entry, Practice) else {"@type": "Article", "headline": entry.meta.title}),
        "@id": f"{root}{entry.short_url}",
        "inLanguage": "th",
        "datePublished": entry.day.isoformat(),
        "dateModified": changed_on(entry).isoformat(),
        "author": _authors(library, entry),
        "publisher": _office(library),
        **_licence(library),
        **({"isBasedOn": [f"{root}{one.short_url}" for one in based_on]} if (based_on := library.sources(entry)) else {}),
    }  # fmt: skip


def _resource(library: Library, practice: Entry[Practice]) -> dict[str, Any]:
    """A practice: something to teach by (https://schema.org/LearningResource)."""
    skills = [skill.name for skill in library.choices(practice, "skills")]
    return {
        "@type": "LearningResource",
        "name": practice.meta.title,
        "learningResourceType": practice.kind.label,
        "educationalLevel": [grade.name for grade in library.choices(practice, "grades")],
        **({"teaches": skills} if skills else {}),
    }


def _question(library: Library, entry: Entry, root: str) -> Iterator[dict[str, Any]]:
    """An entry that answers one question is a page about that question; one that answers several is not."""
    asked = answered_by(library).get(entry.path, ())
    if len(asked) == 1:
        answer = {"@type": "Answer", "text": entry.meta.summary, "url": f"{root}{entry.url}"}
        question = {"@type": "Question", "name": asked[0].item.text, "answerCount": len(asked[0].answers)}
        yield {"@type": "QAPage", "mainEntity": {**question, "acceptedAnswer": answer}}


def _data_set(library: Library, entry: Entry, root: str) -> Iterator[dict[str, Any]]:
    files = findings_files(library)
    own = [name for name in DATA_FILES if f"{entry.url}{name}" in files]
    if own:
        yield {
            "@type": "Dataset",
            "@id": f"{root}{entry.short_url}#data",
            "name": entry.meta.title,
            "description": entry.meta.summary,
            "creator": _authors(library, entry),
            **_licence(library),
            "distribution": [
                {
                    "@type": "DataDownload",
                    "encodingFormat": DATA_FILES[name].type,
                    "contentUrl": f"{root}{entry.url}{name}",
                }
                for name in own
            ],
        }


def _way(entry: Entry, crumbs: tuple[Place, ...], root: str) -> dict[str, Any]:
    rows = [{"name": place.title, "item": f"{root}{place.url}"} for place in crumbs]
    rows.append({"name": entry.meta.title})  # the page itself
    items = [{"@type": "ListItem", "position": number, **row} for number, row in enumerate(rows, 1)]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _authors(library: Library, entry: Entry) -> list[dict[str, str]] | dict[str, str]:
    if entry.meta.authors:
        return [{"@type": "Person", "name": name} for name in entry.meta.authors]
    owner = library.owner(entry)
    return {"@type": "Organization", "name": owner.name} if owner else _office(library)


def _office(library: Library) -> dict[str, str]:
    return {"@type": "Organization", "name": library.settings.office}


def _licence(library: Library) -> dict[str, str]:
    licence = library.settings.content_licence
    return {"license": licence.url} if licence and licence.url else {}
