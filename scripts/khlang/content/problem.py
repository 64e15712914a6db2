"""What can be wrong with a file, and how that is said.

A `Rule` is one kind of fault with an id, a level and an example; a `Problem` is one place where a
rule was broken. Readers and checks yield problems; only a door (command line, MkDocs plugin) prints them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

RULE_PAGES = "guide/rules/"
"""Where the pages about the rules stand below a site's root, each named by its rule's id."""


class Level(StrEnum):
    """How much a problem matters."""

    ERROR = "error"  # ต้องแก้: fails the check, holds the file back from publishing
    ADVICE = "advice"  # ควรแก้: never blocks

    @property
    def label(self) -> str:
        """The word that a contributor reads."""
        return {"error": "ต้องแก้", "advice": "ควรแก้"}[self.value]


@dataclass(frozen=True)
class Rule:
    """One thing that content must or should be.

    `why` says to a teacher what the rule is good for; `wrong` and `right` are two near-identical snippets, the first
    breaking the rule and the second not. All three stand on the rule's page in the guide.
    """

    id: str
    title: str
    level: Level = Level.ERROR
    wrong: str = ""
    right: str = ""
    why: str = ""
    is_allowable: bool | None = None  # whether a writer may silence it with a reason; None: advice yes, an error no
    is_mended: bool = False  # whether `--fix` can mend it, in most places
    is_private: bool = False  # whether the line holds what a public log must not repeat

    @property
    def may_be_allowed(self) -> bool:
        """Whether `khlang: allow` on a line silences it."""
        return self.level is Level.ADVICE if self.is_allowable is None else self.is_allowable

    def at(
        self, path: str, line: int, message: str, column: int = 0, length: int = 0, instead: str | None = None
    ) -> Problem:
        """A problem of this rule at a place; `message` is a Thai sentence that says what to type instead."""
        return Problem(path, line, self.id, message, self.level, column, length, instead, self.is_private)


@dataclass(frozen=True, order=True)
class Problem:
    """One place where a rule is broken."""

    path: str  # relative to the content folder, with forward slashes
    line: int  # from 1; the whole file is line 1
    rule: str
    message: str = field(compare=False)
    level: Level = field(default=Level.ERROR, compare=False)
    column: int = 0  # from 1, in characters; 0 where only the line is known
    length: int = field(default=0, compare=False)  # characters at fault from `column` on
    instead: str | None = field(default=None, compare=False)  # what `--fix` puts in their place; None: a person decides
    is_private: bool = field(default=False, compare=False)  # a report shows the message, never the line

    @property
    def is_error(self) -> bool:
        """Whether it fails the check."""
        return self.level is Level.ERROR


Row = tuple[str, int, str, str, str, int, int, str | None, bool]
"""A problem as plain values, in the order of its fields."""


def as_row(problem: Problem) -> Row:
    """A problem as what a file can hold."""
    one = problem
    return (
        one.path,
        one.line,
        one.rule,
        one.message,
        one.level.value,
        one.column,
        one.length,
        one.instead,
        one.is_private,
    )


def of_row(row: Row) -> Problem:
    """The problem that a row stands for."""
    path, line, rule, message, level, column, length, instead, is_private = row
    return Problem(path, line, rule, message, Level(level), column, length, instead, is_private)


def rule_page(rule: str, site: str = "") -> str:
    """The address of the page about a rule, by its id; below the site's root where the site's address is not known."""
    return f"{site.rstrip('/')}/{RULE_PAGES}{rule}/" if site else f"{RULE_PAGES}{rule}/"


def shown(typed: object, longest: int = 60) -> str:
    """What was typed, as a message repeats it: in quotation marks, not longer than a line, nothing unseen in it."""
    text = repr(typed[:longest] if isinstance(typed, str) else typed)
    is_cut = len(text) > longest + 2 or (isinstance(typed, str) and len(typed) > longest)
    return f"{text[:longest]}…" if is_cut else text
