"""Takes an entry back: out of the site, its lists, its search and its map; both of its addresses say so, neutrally."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from khlang.content.entry import Entry
from khlang.content.front_matter import decode
from khlang.content.write import write_file

NEUTRAL = "ถอนการเผยแพร่แล้ว"
_NAMING = ("title", "summary")


def withdraw(docs: Path, entry: Entry, erase: bool) -> None:
    """Set the status of an entry's file to withdrawn; with `erase` also empty its text, title, summary and authors.

    The file, its id and its day stay, so that the addresses keep their notice. Translations lose their text too.
    """
    lines = decode((docs / entry.path).read_bytes(), entry.path).value.split("\n")
    known = entry.front_matter.lines
    lines[known["status"] - 1] = "status: withdrawn"
    if erase:
        lines = [*_erased(lines[: entry.front_matter.body_line - 1], known), "", NEUTRAL, ""]
        for translation in entry.translations.values():
            text = "---\ntitle: Withdrawn\nsummary: Withdrawn\n---\n\nWithdrawn\n"
            write_file(docs / translation.path, text.encode())
    write_file(docs / entry.path, "\n".join(lines).encode())


def kept_by_history(docs: Path, entry: Entry) -> list[str]:
    """The commits that still hold the entry's text, newest first, as `1a2b3c4 2026-11-22`; empty without git."""
    try:
        done = subprocess.run(
            ["git", "log", "--format=%h %cs", "--follow", "--", entry.path],
            cwd=docs,
            capture_output=True,
            check=True,
            timeout=60,
            encoding="utf-8",
        )
    except (OSError, subprocess.SubprocessError):
        return []
    return done.stdout.splitlines()


def _erased(head: list[str], known: Mapping[str, int]) -> list[str]:
    """The front matter with what could name or describe somebody taken out, keys on several lines included."""
    tops = sorted((line, key) for key, line in known.items() if "." not in key)
    kept = [head[0]]
    for i, (line, key) in enumerate(tops):
        end = tops[i + 1][0] if i + 1 < len(tops) else len(head)
        if key in _NAMING:
            kept.append(f"{key}: {NEUTRAL}")
        elif key not in ("authors", "contact", "respondents"):
            kept += head[line - 1 : end - 1]
    return [*kept, "---"] if not re.fullmatch(r"---\s*", kept[-1]) else kept
