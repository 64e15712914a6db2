"""How to cite an entry, after the seventh edition of APA as Thai universities write it.

    ผู้แต่ง. (ปี พ.ศ.). *ชื่อเรื่อง*. หน่วยงาน. ที่อยู่

Thai names stand in full, first name first; two are joined by และ, of more the last; a body that is both author and
publisher is named once. Digits are Arabic, as in lists of references.
"""

from __future__ import annotations

from dataclasses import dataclass

from khlang.content.entry import Entry
from khlang.content.library import Library
from khlang.pages.practices.take_home import words
from khlang.thai.dates import be_year
from khlang.thai.numerals import arabic_digits


@dataclass(frozen=True)
class Citation:
    """A reference; the title is set apart because it stands in italics."""

    before: str  # "สมใจ ใจดี. (2569). "
    title: str
    after: str  # ". สำนักงานเขตพื้นที่การศึกษา…. "; the address follows


def citation(library: Library, entry: Entry) -> Citation | None:
    """How to cite an entry; None for plain pages, and for examples, which nobody should cite."""
    if entry.date is None or entry.is_example:
        return None
    office = library.settings.office
    names = authors(library, entry)
    publisher = "" if names == (office,) else f" {office}."
    return Citation(
        arabic_digits(f"{_joined(names)}. ({be_year(entry.date.year)}). "),
        entry.meta.title,
        arabic_digits(f".{publisher} "),
    )


def authors(library: Library, entry: Entry) -> tuple[str, ...]:
    """Whom a reference names: the authors, else the group or school that stands behind the entry, else the office."""
    owner = library.owner(entry)
    return entry.meta.authors or ((owner.name,) if owner else (library.settings.office,))


def _joined(names: tuple[str, ...]) -> str:
    if len(names) < 3:
        return words.AND.join(names)
    return words.AND.join((", ".join(names[:-1]), names[-1]))
