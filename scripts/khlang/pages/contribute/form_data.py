"""What the site's own form asks, as data for its script: fields, labels, hints, choices, sections, limits."""

from __future__ import annotations

from typing import Any

from khlang.checks.adoptions import NUMBER_PATTERNS
from khlang.checks.items import PERSON
from khlang.content import ids
from khlang.content.fields import CONSENTS, FIRST_KEYS, Choice, Field, asked
from khlang.content.items import DUE, PARTS, PROOF, RESPONSIBLE, STATE
from khlang.content.kind import Kind, Section
from khlang.content.kinds import KINDS
from khlang.content.values import FIRST_YEAR
from khlang.content.vocabulary import Vocabulary
from khlang.exchange.actions import DONE, DROPPED, STATES
from khlang.research.needs import ACTS_ON, AGAIN, INDICATOR, TARGET
from khlang.thai.dates import BUDDHIST_ERA, BUDDHIST_FROM, THAI_MONTHS, THAI_MONTHS_SHORT
from khlang.thai.nothing import PATTERN as NOTHING

_PAGES = "".join(kind.letter for kind in KINDS.values() if kind.is_listed and kind.has_text)


def form_data(vocabulary: Vocabulary) -> dict[str, Any]:
    """The form as JSON can hold it.

    `kinds` are in the order to offer. A kind's `fields` have a `control` (`khlang.content.fields.Control`: line, day, flag,
    choice, choices, lines or number, of at least `least`), and where they apply `choices` (`value` stands in the file, `label` is read), `default`
    and `limit` in characters. Those with `first` are asked up front; those of one `row` are answered all or none, and of
    the runs of fields in `one_of` exactly one is answered. `sections` become headings of level two, those with `only` in entries of that `type`; the
    items of their lists get ids that begin with `item`; a kind without sections has one free text, or none. The writer's
    tick becomes `public: true` where `is_public_by_tick`. An id is
    the kind's `letter` and `id.length` characters of `id.alphabet`. A year from `years.buddhist_from` on is
    พ.ศ., and `years.apart` more than the same of the common era; one before `years.first` was typed short. `first_keys` stand first in a
    file. `lists` is how a text becomes a list: `nothing` is a regular
    expression for a line that says there is nothing, `parts` are the names of what stands below an item, and
    `rules`, by the first letter of the items' ids, say which parts each item must have (`wanted`), which it may not
    have here (`barred`), which hold a day, a number, one of a few words or no person's name. `months` are the names
    of each month. `numbers` finds numbers of people and of before and after in a sentence.

    What answers mean for each other: a field `refers` to entries or items by the first letters of their ids, `abroad` to those of other offices too; `when` one
    field has a value another is wanted or barred; `better` is the answer that says that what was measured grew;
    the field `outsider` names nobody of the vocabulary; what `not_own` names belongs to another owner. `weekly` says
    when an entry is the one of its group's week, `latest` how late its day may be; `has_data` whether its text may
    refer to data, of which the form has none; `takes_pictures` whether it may show some; `takes_new_owner` whether it may come from a school that is not listed.
    """
    return {
        "kinds": [_kind(kind, vocabulary) for kind in KINDS.values() if kind.folder],
        "consents": list(CONSENTS),
        "id": {"alphabet": ids.ALPHABET, "length": ids.LENGTH},
        "first_keys": list(FIRST_KEYS),
        "years": {"buddhist_from": BUDDHIST_FROM, "apart": BUDDHIST_ERA, "first": FIRST_YEAR},
        "lists": {"nothing": NOTHING, "parts": list(PARTS), "rules": _rules_of_items()},
        "months": [[THAI_MONTHS[i], THAI_MONTHS_SHORT[i]] for i in range(12)],
        "numbers": NUMBER_PATTERNS,
    }


def _rules_of_items() -> dict[str, Any]:
    return {
        "a": {
            "wanted": [RESPONSIBLE, DUE],
            "barred": [ACTS_ON],
            "day": DUE,
            "choice": [STATE, list(STATES)],
            "proof": [PROOF, [DONE, DROPPED]],
            "nobody": [RESPONSIBLE, PERSON],
        },
        "n": {"barred": [INDICATOR, AGAIN], "number": TARGET},
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
        "when": [
            {"field": one.field, "value": one.value, "other": one.other, "wanted": one.is_wanted}
            for one in kind.asking.when
        ],
        "better": kind.asking.better,
        "outsider": kind.asking.outsider,
        "not_own": kind.asking.not_own,
        "weekly": kind.is_weekly and (list(kind.weekly_if or ()) or True),
        "latest": kind.latest,
        "has_data": "data" in kind.meta.model_fields,
        "takes_pictures": "pictures" in kind.meta.model_fields and kind.has_text,
        "takes_new_owner": kind.is_listed and not kind.asking.one_of,
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
        "choices": [_choice(choice, field) for choice in field.choices],
        "default": field.default,
        "limit": field.limit,
        "least": field.least,
        "first": field.is_first or None,
        "row": field.row or None,
        "whole": field.is_whole or None,
        "refers": None if field.refers is None else field.refers.letters or _PAGES,
        "abroad": (field.refers and field.refers.abroad) or None,
    }
    return {name: value for name, value in found.items() if value not in (None, [])}


def _choice(choice: Choice, field: Field) -> dict[str, Any]:
    made: dict[str, Any] = {"value": choice.value, "label": choice.label}
    if choice.also and field.name == "owner":  # whoever types one of these as an outsider is none
        made["also"] = list(choice.also)
    if choice.editors and field.name == "owner":
        made["editors"] = list(choice.editors)
    return {**made, "since": choice.since.isoformat()} if choice.since else made
