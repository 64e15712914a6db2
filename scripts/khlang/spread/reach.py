"""How far what a school or group wrote has gone: who took it over, and what others made of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from khlang.entry import Entry
from khlang.library import Library
from khlang.spread.adoptions import Scope, adopted, adopter, records
from khlang.spread.descent import parent
from khlang.vocabulary import Group, School


@dataclass(frozen=True)
class Reach:
    """Of one school or group; made-up entries do not count."""

    made: tuple[Entry, ...]  # its own records of adoption, newest first
    taken: tuple[Entry, ...]  # the records of others who took over its entries, newest first
    places: int  # of those others
    scopes: tuple[tuple[Scope, int], ...]  # where they are, in records
    adapted: tuple[Entry, ...]  # practices of others that are adapted from its own


def reach(library: Library, owner: Group | School) -> Reach:
    """How far one owner's entries went."""
    taken = _by_origin(library)[0].get(owner.key, ())
    who = [adopter(library, record) for record in taken]
    return Reach(
        made=tuple(record for record in records(library) if library.owner(record) is owner),
        taken=taken,
        places=len(set(who)),
        scopes=tuple((scope, sum(one.scope is scope for one in who)) for scope in Scope),
        adapted=_by_origin(library)[1].get(owner.key, ()),
    )


@lru_cache(maxsize=2)
def _by_origin(library: Library) -> tuple[dict[str, tuple[Entry, ...]], dict[str, tuple[Entry, ...]]]:
    """Key of an owner → records of what others took over, practices that others adapted."""
    taken: dict[str, list[Entry]] = defaultdict(list)
    adapted: dict[str, list[Entry]] = defaultdict(list)
    for record in records(library):
        origin = library.owner(adopted(library, record))
        if origin is not None and origin is not library.owner(record):
            taken[origin.key].append(record)
    for practice in library.of_kind("practice"):
        source = parent(library, practice)
        origin = library.owner(source) if source is not None and not practice.is_example else None
        if origin is not None and origin is not library.owner(practice):
            adapted[origin.key].append(practice)
    return tuple({key: tuple(rows) for key, rows in found.items()} for found in (taken, adapted))
