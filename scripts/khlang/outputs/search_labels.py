"""Names that the search box shows for the keys which the index knows: kinds, groups and schools.

Tags need none: the index knows them by name.
"""

from __future__ import annotations

import json

from khlang.kinds import KINDS
from khlang.library import Library

SEARCH_LABELS = "assets/khlang/search/labels.json"


def search_labels(library: Library) -> bytes:
    """The file's JSON: facet → key → name, as facets of a page name them (`entry_page.facets`)."""
    vocabulary = library.vocabulary
    labels = {
        "kind": {kind.name: kind.label for kind in KINDS.values()},
        "group": {group.key: group.label for group in vocabulary.groups},
        "school": {school.key: school.label for school in vocabulary.schools},
    }
    return json.dumps(labels, ensure_ascii=False, separators=(",", ":")).encode()
