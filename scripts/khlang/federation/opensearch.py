"""Catalogues for an OpenSearch or Elasticsearch cluster that somebody runs already, where a hub outgrows static files.

Formats: the body of "create index" (settings and mappings), and that of "bulk": a line that names the document, a line that
is it, the last one ended by a newline, at most 10 MB a request.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from khlang.federation.catalogue import CatalogueEntry
from khlang.federation.reading import Neighbour

INDEX_FILE = "index.json"
BULK_FILES = "bulk-*.ndjson"
MOST_BYTES = 10_000_000
"""Of one bulk request: what the documentation of both programs advises against exceeding."""

_KEYWORD = {"type": "keyword"}
_ADDRESS = {"type": "keyword", "index": False, "doc_values": False}
_TEXT = {"type": "text", "analyzer": "thai_text"}
_WHOLE = {"whole": {"type": "keyword", "ignore_above": 600}}
_NAME = {**_TEXT, "fields": _WHOLE}
_LICENCE = {"properties": {"name": _KEYWORD, "url": _ADDRESS}}
_ASKED = {"properties": {"id": _KEYWORD, "text": _TEXT, "address": _ADDRESS, "answered": {"type": "boolean"}}}


def index_body(has_icu: bool = False) -> dict[str, Any]:
    """Settings and mappings of the index.

    `has_icu`: the cluster has the plugin analysis-icu, which cuts Thai by ICU's dictionary; else the tokenizer that every
    cluster has. Not icu_folding: it takes away Thai tone marks. `letters` finds what both cut in another place.
    """
    tokenizer, marks = ("icu_tokenizer", "icu_normalizer") if has_icu else ("thai", "lowercase")
    fields = {
        "office": _KEYWORD,
        "office_name": _NAME,
        "id": _KEYWORD,
        "address": _ADDRESS,
        "url": _ADDRESS,
        "kind": _KEYWORD,
        "title": {**_NAME, "fields": {**_WHOLE, "letters": {"type": "text", "analyzer": "letters"}}},
        "summary": _TEXT,
        "date": {"type": "date", "format": "strict_date"},
        "updated": {"type": "date", "format": "strict_date"},
        "status": _KEYWORD,
        "owner": _NAME,
        "authors": _NAME,
        "tags": _NAME,
        "facets": {"type": "object", "dynamic": True},
        "evidence": _KEYWORD,
        "licence": _LICENCE,
        "language": _KEYWORD,
        "translations": {"type": "object", "enabled": False},
        **dict.fromkeys(("based_on", "answers", "adopts", "adapted_from"), _KEYWORD),
        "asks": _ASKED,
    }
    words = {"path_match": "facets.*", "mapping": _KEYWORD}
    return {
        "settings": {
            "analysis": {
                "tokenizer": {"threes": {"type": "ngram", "min_gram": 3, "max_gram": 3, "token_chars": []}},
                "analyzer": {
                    "thai_text": {"type": "custom", "tokenizer": tokenizer, "filter": [marks, "decimal_digit"]},
                    "letters": {"type": "custom", "tokenizer": "threes", "filter": ["lowercase", "decimal_digit"]},
                },
            }
        },
        "mappings": {"dynamic": "strict", "dynamic_templates": [{"facets": words}], "properties": fields},
    }


def bulk(neighbours: Iterable[Neighbour], index: str) -> Iterator[bytes]:
    """The bodies of bulk requests that fill an index with all entries; a second run replaces what has the same id."""
    body: list[bytes] = []
    size = 0
    for neighbour in neighbours:
        for entry in neighbour.entries:
            lines = _lines(neighbour, entry, index)
            if body and size + len(lines) > MOST_BYTES:
                yield b"".join(body)
                body, size = [], 0
            body.append(lines)
            size += len(lines)
    if body:
        yield b"".join(body)


def _lines(neighbour: Neighbour, entry: CatalogueEntry, index: str) -> bytes:
    office = neighbour.office
    action = {"index": {"_index": index, "_id": f"{office.key}:{entry.id}"}}
    document = {
        "office": office.key,
        "office_name": office.name,
        **entry.model_dump(mode="json", exclude_defaults=True),
        "status": entry.status,
        "language": entry.language,
    }
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in (action, document)).encode()
