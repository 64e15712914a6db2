"""`--fix`: mends what can be mended without asking. Nothing is rewritten unless asked for, and nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from khlang.front_matter import BOM, CRLF, NOT_UTF8, decode
from khlang.problem import Problem
from khlang.write import write_file

FIXABLE = frozenset({BOM.id, CRLF.id, NOT_UTF8.id})


def repair(docs: Path, problems: Sequence[Problem]) -> list[str]:
    """Rewrite the files whose bytes are at fault as UTF-8 with LF; give their names."""
    mended = []
    for path in sorted({problem.path for problem in problems if problem.rule in FIXABLE}):
        text = decode((docs / path).read_bytes(), path).value
        if "\ufffd" not in text:  # a letter that no code page knows: leave the file to its author
            write_file(docs / path, text.encode())
            mended.append(path)
    return mended
