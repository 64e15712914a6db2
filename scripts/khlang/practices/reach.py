"""How far what a school or group wrote has gone: who took it over, and what others made of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from khlang.content.entry import Entry, Own
from khlang.content.kinds.adoption import Adoption
from khlang.content.kinds.practice import Practice
from khlang.content.library import Library, remembered
from khlang.content.vocabulary import Group, School
from khlang.practices.adoptions import Scope, adopter, records, taken_over
from khlang.practices.descent import parent


@dataclass(frozen=True)
class Reach:
    """Of one school or group; made-up entries do not count."""

    made: tuple[Entry[Adoption], ...]  # its own records of adoption, newest first
    taken: tuple[Entry[Adoption], ...]  # the records of others who took over its entries, newest first
    places: int  # of those others
    scopes: tuple[tuple[Scope, int], ...]  # where they are, in records
    adapted: tuple[Entry[Practice], ...]  # practices of others that are adapted from its own


def reach(library: Library, owner: Group | School) -> Reach:
    """How far one owner's entries went."""
    index = _index(library)
    taken = index.taken.get(owner.key, ())
    who = [adopter(library, record) for record in taken]
    return Reach(
        made=index.made.get(owner.key, ()),
        taken=taken,
        places=len(set(who)),
        scopes=tuple((scope, sum(person.scope is scope for person in who)) for scope in Scope),
        adapted=index.adapted.get(owner.key, ()),
    )


@dataclass(frozen=True)
class _Index:
    """Key of an owner → entries, in the library's order."""

    made: dict[str, tuple[Entry[Adoption], ...]]
    taken: dict[str, tuple[Entry[Adoption], ...]]
    adapted: dict[str, tuple[Entry[Practice], ...]]


@remembered
def _index(library: Library) -> _Index:
    made: dict[str, list[Entry[Adoption]]] = defaultdict(list)
    taken: dict[str, list[Entry[Adoption]]] = defaultdict(list)
    adapted: dict[str, list[Entry[Practice]]] = defaultdict(list)
    for record in records(library):
        by, origin = library.owner(record), library.owner(taken_over(library, record))
        if by is not None:
            made[by.key].append(record)
        if origin is not None and origin is not by:
            taken[origin.key].append(record)
    for practice in library.of_kind(Practice):
        source = parent(library, practice)
        origin = library.owner(source) if source is not None and not practice.is_example else None
        if origin is not None and origin is not library.owner(practice):
            adapted[origin.key].append(practice)
    return _Index(_fixed(made), _fixed(taken), _fixed(adapted))


def _fixed(by_owner: dict[str, list[Entry[Own]]]) -> dict[str, tuple[Entry[Own], ...]]:
    return {key: tuple(rows) for key, rows in by_owner.items()}
