"""The JSON schema of front matter, for editors: the models' own, with the names of the vocabularies filled in."""

from __future__ import annotations

from typing import Any

from khlang.kinds import KINDS, Kind
from khlang.vocabulary import Names, Vocabulary

_LISTS = ("tags", "grades", "subjects", "skills")


def schema(kind: Kind, vocabulary: Vocabulary) -> dict[str, Any]:
    """The schema (JSON Schema 2020-12) of a kind's front matter."""
    found = kind.meta.model_json_schema()
    fields = found["properties"]
    for name in _LISTS:
        if name in fields and len(getattr(vocabulary, name)):
            fields[name]["items"] = {"enum": _names(getattr(vocabulary, name))}
    if "owner" in fields:
        fields["owner"]["enum"] = [*_names(vocabulary.groups), *_names(vocabulary.schools)]
    if "shared_with" in fields:
        fields["shared_with"]["items"] = {"enum": _names(vocabulary.groups)}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found, "title": kind.label}


def schemas(vocabulary: Vocabulary) -> dict[str, Any]:
    """The schemas of all kinds by name."""
    return {kind.name: schema(kind, vocabulary) for kind in KINDS.values()}


def _names(names: Names) -> list[str]:
    return [name for row in names for name in row.names]
