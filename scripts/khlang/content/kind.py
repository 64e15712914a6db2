"""What a kind of entry is: where it lies, what it is called, what it must hold, what of it stands where.

Each kind is a module of `khlang.content.kinds` with a model, which is the kind's type, and its `KIND`. Nobody else asks
which kind an entry is: the answer stands here, in the model, or with the kind's name in `khlang.pages.faces`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module

from khlang.content.meta import Record
from khlang.content.settings import Settings


@dataclass(frozen=True)
class Section:
    """A part of the text of a kind, under a heading of level two."""

    key: str
    heading: str  # as `khlang new` writes it
    start: str  # a regular expression: a heading that starts so counts
    hint: str  # what to write there, for drafts
    only: str = ""  # the `type` of entry that must have it; empty: every entry of the kind
    item: str = ""  # the first letter of the permanent ids that the items of its lists carry
    is_required: bool = True
    also: str = ""  # a regular expression: headings that say the same in the forms of schools and offices

    def matches(self, title: str) -> bool:
        """Whether a heading opens this section."""
        return re.match(self.start, title) is not None


@dataclass(frozen=True)
class When:
    """What one answer means for another: that it must be given, or that it must not."""

    field: str
    value: str
    other: str  # the field that must be answered, or stay empty
    is_wanted: bool
    message: str  # to whoever edits the file


@dataclass(frozen=True)
class Asking:
    """How the form of a kind asks, and which answers belong together, where the model alone does not say it."""

    first: tuple[str, ...] = ()  # fields that may stay empty and are asked up front all the same
    never: tuple[str, ...] = ()  # fields that its form leaves out, to be short
    one_of: tuple[tuple[str, ...], ...] = ()  # exactly one of these runs of fields is answered, and it whole
    when: tuple[When, ...] = ()
    better: tuple[str, str] | None = None  # field and value that say that what was measured became better
    outsider: str = ""  # the field that names whoever is in no vocabulary
    not_own: str = ""  # the field that names an entry of another owner


def _nothing(settings: Settings) -> str:
    return ""


@dataclass(frozen=True)
class Shown:
    """A field as it stands on top of a page."""

    field: str
    label: str = ""  # empty: the field's own title
    short: bool = False  # by the short names of its vocabulary
    otherwise: Callable[[Settings], str] = _nothing  # what stands there where the field is empty; nothing: no row


class Latest(StrEnum):
    """The last day that an entry which is published may be about."""

    TODAY = "today"
    THIS_WEEK = "this-week"
    ANY = "any"


@dataclass(frozen=True)
class Kind:
    """A kind of entry."""

    name: str
    letter: str  # the first letter of its ids
    folder: str  # below docs/; empty for plain pages, which lie anywhere else
    label: str
    meta: type[Record]
    sections: tuple[Section, ...] = ()  # of all its types, in the order to write them
    asking: Asking = Asking()
    purpose: str = ""  # what to send as this kind, for somebody choosing among them
    empty: str = ""  # what stands in its list while there is none

    is_listed: bool = True  # whether it stands in lists, in search and in counts
    is_new_reading: bool = True  # whether the digests of a week and a month name it among what is new to read
    is_reviewed: bool = False  # whether its truth wears off, so that somebody must look again
    is_weekly: bool = False  # whether a group has one a week: its day names the week, its file is named by both
    weekly_if: tuple[str, str] | None = None  # field and value with which alone it is that one
    latest: Latest = Latest.TODAY
    takes_site_names: bool = False  # whether `[[office]]` in its text stands for the office's name
    has_text: bool = True  # without a text there is no page; the fields alone are the record

    template: str = "main.html"  # of its pages
    list_template: str | None = "list.html"  # of its list; None: `khlang.pages` has other pages for it
    glance: tuple[Shown, ...] = ()  # what a reader decides by before reading, on top of its page
    facts: tuple[str, ...] = ()  # fields that stand below its title in lists
    facets: tuple[tuple[str, str], ...] = ()  # facet → field: by what search and lists narrow it

    def sections_of(self, type_: str | None) -> tuple[Section, ...]:
        """The sections that an entry of a `type` must have; kinds without types have no use for the type."""
        return tuple(one for one in self.sections if one.is_required and one.only in ("", type_ or ""))

    def __reduce__(self) -> tuple[Callable[[str], Kind], tuple[str]]:
        """For `pickle`, what stands in the module of its model, so that there is one kind of a name in a process."""
        return _kind_in, (self.meta.__module__,)


def _kind_in(module: str) -> Kind:
    kind: Kind = import_module(module).KIND
    return kind


ACTIONS = Section(
    "act",
    "การดำเนินงาน",
    "การดำเนินงาน",
    "จะทำอะไรต่อ ใต้แต่ละข้อเขียน ผู้รับผิดชอบ (ตำแหน่งหรือกลุ่มงาน) กำหนดแล้วเสร็จ และเมื่อเสร็จแล้วจึงเขียน สถานะ กับ หลักฐาน",
    item="a",
    is_required=False,
)
"""What somebody will do, by when, and what shows that it was done. For the sections of any kind."""
