"""The words of a file that a reader reads, in their places: the ground on which advice about writing is given."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from khlang.content.entry import Entry, Translation
from khlang.content.markdown import words_only
from khlang.content.problem import Problem, Rule

_FENCE = "---\n"
_HIDDEN = "   \n"
_WRITTEN = ("title", "summary", "respondents", "period", "time", "people", "cost", "contact", "alt", "caption")
_FIELD = re.compile(rf"^(?P<key>[ ]*(?:-[ ]+)?(?:{'|'.join(_WRITTEN)}):[ \t]*)(?P<value>[^\n]*)$", re.MULTILINE)
_COMMENT = re.compile(r"(?:^|[ \t])#[^\n]*")


class Prose:
    """One file as its reader meets it.

    `source` is the text of the file with line ends as LF; `words` is the same length, with spaces for whatever is no
    prose: code, comments, addresses, tags, keys and all fields of the front matter whose values are not free text.
    """

    def __init__(self, text: Entry | Translation):
        self.path = text.path
        self._head = text.front_matter.head
        self._body = text.front_matter.body
        self.source = f"{_FENCE}{self._head}{_FENCE}{self._body}"

    @property
    def body(self) -> str:
        """The text below the front matter."""
        return self._body

    @cached_property
    def words(self) -> str:
        """What is read, everything else blanked out."""
        shown = list(re.sub(r"[^\n]", " ", self._head))
        for field in _FIELD.finditer(self._head):
            value = _COMMENT.sub(lambda comment: " " * len(comment[0]), field["value"])
            shown[field.start("value") : field.end("value")] = value
        return f"{_HIDDEN}{''.join(shown)}{_HIDDEN}{words_only(self._body)}"

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.source))]

    def is_heading(self, position: int) -> bool:
        """Whether a place is in a heading, whose words make an anchor that links may name."""
        start = self._starts[bisect_right(self._starts, position) - 1]
        return self.source.startswith("#", start)

    def at(self, rule: Rule, start: int, end: int, message: str, instead: str | None = None) -> Problem:
        """A problem with the letters from `start` to before `end`; `instead` is what `--fix` may put there."""
        line = bisect_right(self._starts, start)
        column = start - self._starts[line - 1] + 1
        return rule.at(self.path, line, message, column, end - start, instead)
