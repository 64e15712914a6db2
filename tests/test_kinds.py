"""Kinds are types: each says in its own module what it has, and nobody else asks which one it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from khlang.content.kinds import KINDS
from khlang.content.meta import Record

PACKAGE = Path(__file__).parent.parent / "scripts" / "khlang"
ASKED_OF_ALL = [
    "id",
    "title",
    "summary",
    "status",
    "updated",
    "pictures",
    "date",
    "owner",
    "tags",
    "authors",
    "reviewed_by",
    "reviews",
    "example",
    "based_on",
    "answers",
]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_what_a_kind_shows_are_fields_of_its_own(kind):
    fields = kind.meta.model_fields
    assert [shown.field for shown in kind.glance if shown.field not in fields] == []
    assert [field for field in (*kind.facts, *kind.asking.first, *kind.asking.never) if field not in fields] == []
    assert [field for _, field in kind.facets if field not in fields] == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_kind_answers_what_all_are_asked(kind):
    """As a field, or as a ClassVar or property of its own."""
    assert issubclass(kind.meta, Record)
    assert [name for name in ASKED_OF_ALL if name not in kind.meta.model_fields and not hasattr(kind.meta, name)] == []


def test_names_and_letters_are_their_own():
    for of in (lambda kind: kind.name, lambda kind: kind.letter, lambda kind: kind.folder, lambda kind: kind.meta):
        assert len({of(kind) for kind in KINDS.values()}) == len(KINDS)
    assert [name for name, kind in KINDS.items() if name != kind.name] == []


def test_nobody_asks_a_kind_for_its_name():
    """A name is for addresses, forms and data; what a kind can do stands in the kind."""
    asks = re.compile(r"kind\.name\s*(?:==|!=|in\b|not in\b)|getattr\([^()\n]*\bmeta\b")
    faults = [
        f"{module.relative_to(PACKAGE)}: {line.strip()}"
        for module in sorted(PACKAGE.rglob("*.py"))
        for line in module.read_text(encoding="utf-8").split("\n")
        if asks.search(line)
    ]
    assert faults == []
