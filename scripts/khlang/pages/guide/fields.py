"""A page for each kind of entry: its fields, its sections and a pattern to copy; from the models and the vocabularies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from khlang.content.fields import FIRST_KEYS, Field, fields, labels_of
from khlang.content.kind import Kind, Section
from khlang.content.kinds import KINDS
from khlang.content.meta import TranslationMeta
from khlang.content.vocabulary import Vocabulary
from khlang.pages.guide import words
from khlang.pages.guide.page import CONTENTS, GUIDE, GuidePage
from khlang.pages.lists.rows import HOME, Place

FIELDS = f"{GUIDE}fields/"
_PLACE = Place(words.FIELDS, FIELDS)
_MOST_CHOICES = 12  # more than these are looked up in their file
_IN_PATTERN = ("tags", "public", "reason")
"""Fields that the model leaves open and an entry of the pattern's sort needs: to be found, to be published, to explain."""


def pages(vocabulary: Vocabulary) -> Iterator[GuidePage]:
    """The list of kinds, then a page for each."""
    yield _contents()
    for kind in KINDS.values():
        yield _page(kind, vocabulary)


def pattern(kind: Kind, vocabulary: Vocabulary) -> str:
    """The text of a file of a kind to be copied: what must be there, with examples, and a line below each section."""
    rows = [field for field in fields(kind, vocabulary) if _is_in_pattern(field, kind)]
    order = {name: place for place, name in enumerate(FIRST_KEYS)}
    rows.sort(key=lambda field: order.get(field.name, len(order)))
    head = "".join(_line(field.name, _example(field, kind)) for field in rows)
    parts = [f"## {section.heading}\n\n{section.hint}\n" for section in kind.sections_of(_example_type(rows))]
    text = parts or ([f"{words.NO_SECTIONS}\n"] if kind.has_text else [])
    return f"---\n{head}---\n" + "".join(f"\n{part}" for part in text)


def _is_in_pattern(field: Field, kind: Kind) -> bool:
    other_ways = {name for run in kind.asking.one_of[1:] for name in run}
    return field.is_required or field.name in {*_IN_PATTERN, *kind.asking.first} - other_ways


def _example_type(rows: Iterable[Field]) -> str | None:
    return next((str(field.example) for field in rows if field.name == "type"), None)


def _example(field: Field, kind: Kind) -> Any:
    """The field's example; an id with the letter of the kind."""
    return f"{kind.letter}{field.example[1:]}" if field.name == "id" else field.example


def _contents() -> GuidePage:
    rows = [f"- [{kind.label}]({kind.name}/) {kind.purpose}" for kind in KINDS.values()]
    translated = "\n\n".join(_translated())
    text = f"## {words.CHOOSE_KIND}\n\n" + "\n".join(rows) + f"\n\n## {words.TRANSLATION}\n\n{translated}"
    return GuidePage(f"{FIELDS}index.md", words.FIELDS, words.FIELDS_SUMMARY, text, (HOME, CONTENTS))


def _translated() -> Iterator[str]:
    yield words.TRANSLATION_NOTE
    for name, info in TranslationMeta.model_fields.items():
        yield f"- `{name}` {info.description}"


def _page(kind: Kind, vocabulary: Vocabulary) -> GuidePage:
    rows = fields(kind, vocabulary)
    place = words.PLACE if kind.folder else words.PLACE_OF_PAGE
    parts = [
        place.format(*filter(None, (kind.folder, kind.letter))),
        f"## {words.PATTERN}\n\n{words.PATTERN_NOTE}\n\n{_code(pattern(kind, vocabulary), 'markdown')}",
        f"## {words.NEEDED}",
        *(_field(field, kind) for field in rows if field.is_required),
        f"## {words.OPTIONAL}",
        *(_field(field, kind) for field in rows if not field.is_required),
        f"## {words.SECTIONS}",
        *map(_section, [kind] * len(kind.sections), kind.sections),
        *([] if kind.sections else [words.NO_SECTIONS if kind.has_text else words.NO_TEXT]),
    ]
    title, summary = words.FIELDS_OF.format(kind.label), words.FIELDS_OF_SUMMARY.format(kind.label)
    uri, text, crumbs = f"{FIELDS}{kind.name}.md", "\n\n".join(parts), (HOME, CONTENTS, _PLACE)
    return GuidePage(uri, title, summary, text, crumbs, is_searched_by_title=True)


def _field(field: Field, kind: Kind) -> str:
    """What to type in a field; its name is its anchor, so that anybody can link to it."""
    about = [field.hint]
    if field.limit:
        about.append(words.LIMIT.format(field.limit))
    if field.files:
        about.append(words.FROM_FILE.format(" และ ".join(f"`docs/{file}`" for file in field.files)))
    parts = [f"### {field.label} `{field.name}` {{: #{field.name} }}", " ".join(about)]
    if 0 < len(field.choices) <= _MOST_CHOICES:
        parts.append(words.ALL_CHOICES.format(", ".join(_choice(one.value, one.label) for one in field.choices)))
    example = _example(field, kind)
    if example:
        parts.append(_code(_line(field.name, example), "yaml"))
    return "\n\n".join(parts)


def _choice(value: str | int, label: str) -> str:
    return f"`{value}`" if str(value) == label else f"`{value}` {label}"


def _section(kind: Kind, section: Section) -> str:
    if section.only:
        need = words.SECTION_ONLY.format(labels_of(kind.meta.model_fields["type"])[section.only])
    else:
        need = words.SECTION_NEEDED if section.is_required else words.SECTION_OPTIONAL
    return f"### {section.heading}\n\n{section.hint} ({need})"


def _line(name: str, value: Any) -> str:
    """A field as people type it into a file; lists of rows stand below it."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return f"{name}:\n" + "".join(f"  - {_flow(row)}\n" for row in value)
    return f"{name}: {_flow(value)}\n"


class _Dumper(yaml.SafeDumper):
    """Writes days, and a key named true, without quotation marks: the library reads them as they are typed."""


_AS_TYPED = ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")
_Dumper.yaml_implicit_resolvers = {
    first: [(tag, expression) for tag, expression in resolvers if tag not in _AS_TYPED]
    for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
}


def _flow(value: Any) -> str:
    return (
        yaml.dump(value, Dumper=_Dumper, allow_unicode=True, default_flow_style=True, sort_keys=False, width=10_000)
        .removesuffix("\n...\n")
        .strip()
    )


def _code(text: str, language: str) -> str:
    return f"`````{language}\n{text}`````"
