"""The JSON schema of front matter, for editors: the models' own, with the names of the vocabularies filled in."""

from __future__ import annotations

from typing import Any

from khlang.content.kind import Kind
from khlang.content.kinds import KINDS
from khlang.content.vocabulary import Vocabulary


def schema(kind: Kind, vocabulary: Vocabulary) -> dict[str, Any]:
    """The schema (JSON Schema 2020-12) of a kind's front matter."""
    made = kind.meta.model_json_schema()
    for name, source in kind.meta.vocabularies().items():
        names = [label for listed in source.vocabularies for row in vocabulary.of(listed) for label in row.names]
        field = made["properties"][name]
        if names and source.by_place:
            field["items"]["maximum"] = len(vocabulary.of(source.vocabularies[0]).rows)
        elif names:
            field = field.get("anyOf", [field])[0]  # of one that may stay empty the part that says what may be typed
            (field["items"] if field["type"] == "array" else field)["enum"] = names
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": kind.label}


def schemas(vocabulary: Vocabulary) -> dict[str, Any]:
    """The schemas of all kinds by name."""
    return {name: schema(kind, vocabulary) for name, kind in KINDS.items()}
