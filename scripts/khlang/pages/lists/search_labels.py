"""Names that search and lists show for the keys which pages and rows carry."""

from __future__ import annotations

import json

from khlang.content.library import Library
from khlang.pages.lists.facets import labels

SEARCH_LABELS = "assets/khlang/search/labels.json"


def search_labels(library: Library) -> bytes:
    """The file's JSON: facet → key → name."""
    return json.dumps(labels(library), ensure_ascii=False, separators=(",", ":")).encode()
