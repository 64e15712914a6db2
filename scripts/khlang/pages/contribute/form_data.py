"""What the site's own form asks, as data for its script: fields, labels, hints, choices, sections, limits."""

from __future__ import annotations

from typing import Any

from khlang.content import ids
from khlang.content.fields import CONSENTS, FIRST_KEYS, Field, asked
from khlang.content.items import PARTS
from khlang.content.kind import Kind, Section
from khlang.content.kinds import KINDS
from khlang.content.vocabulary import Vocabulary
from khlang.thai.dates import BUDDHIST_ERA, BUDDHIST_FROM
from khlang.thai.nothing import PATTERN as NOTHING


def form_data(vocabulary: Vocabulary) -> dict[str, Any]:
    """The form as JSON can hold it.

    `kinds` are in the order to offer. A kind's `fields` have a `control` (`khlang.content.fields.Control`: line, day, flag,
    choice, choices, lines or number, of at least `least`), and where they apply `choices` (`value` stands in the file, `label` is read), `default`
    and `limit` in characters. Those with `first` are asked up front; those of one `row` are answered all or none, and of
    the runs of fields in `one_of` exactly one is answered. `sections` become headings of level two, those with `only` in entries of that `type`; the
    items of their lists get ids that begin with `item`; a kind without sections has one free text, or none. The writer's
    tick becomes `public: true` where `is_public_by_tick`. An id is
    the kind's `letter` and `id.length` characters of `id.alphabet`. A year from `years.buddhist_from` on is
    พ.ศ., and `years.apart` more than the same of the common era. `first_keys` stand first in a
    file. `lists` is how a text becomes a list: `nothing` is a regular
    expression for a line that says there is nothing, `parts` are the names of what stands below an item.
    """
    return {
        "kinds": [_kind(kind, vocabulary) for kind in KINDS.values() if kind.folder],
        "consents": list(CONSENTS),
        "id": {"alphabet": ids.ALPHABET, "length": ids.LENGTH},
        "first_keys": list(FIRST_KEYS),
        "years": {"buddhist_from": BUDDHIST_FROM, "apart": BUDDHIST_ERA},
        "lists": {"nothing": NOTHING, "parts": list(PARTS)},
    }


def _kind(kind: Kind, vocabulary: Vocabulary) -> dict[str, Any]:
    return {
        "name": kind.name,
        "label": kind.label,
        "purpose": kind.purpose,
        "folder": kind.folder,
        "letter": kind.letter,
        "fields": [_field(field) for field in asked(kind, vocabulary)],
        "has_text": kind.has_text,
        "is_public_by_tick": "public" in kind.meta.model_fields,
        "sections": [_section(one) for one in kind.sections],
        "one_of": [list(run) for run in kind.asking.one_of],
    }


def _section(section: Section) -> dict[str, Any]:
    found = {
        "key": section.key,
        "heading": section.heading,
        "hint": section.hint,
        "required": section.is_required,
        "only": section.only,
        "item": section.item,
    }
    return {name: value for name, value in found.items() if value != ""}


def _field(field: Field) -> dict[str, Any]:
    found = {
        "name": field.name,
        "label": field.label,
        "hint": field.hint,
        "control": field.control.value,
        "required": field.is_required,
        "example": field.example,
        "choices": [{"value": choice.value, "label": choice.label} for choice in field.choices],
        "default": field.default,
        "limit": field.limit,
        "least": field.least,
        "first": field.is_first or None,
        "row": field.row or None,
    }
    return {name: value for name, value in found.items() if value not in (None, [])}
