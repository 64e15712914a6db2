"""When content files last changed, from git."""

from __future__ import annotations

import datetime
import subprocess
from pathlib import Path


def last_changes(docs: Path) -> dict[str, datetime.date]:
    """File below docs → the day of its last commit.

    Empty where there is no git, no repository, or only a part of the history: a shallow clone would date
    every file by its only commit.
    """
    if _git(docs, "rev-parse", "--is-shallow-repository") != "false\n":
        return {}
    log = _git(docs, "log", "--format=%x00%cs", "--name-only", "--no-renames", "--relative", "--", ".") or ""
    found: dict[str, datetime.date] = {}
    for commit in log.split("\0")[1:]:
        day, *files = commit.strip().splitlines()
        for file in filter(None, files):
            found.setdefault(file, datetime.date.fromisoformat(day))
    return found


def _git(folder: Path, *words: str) -> str | None:
    """What git says, or None where it cannot say anything."""
    try:
        done = subprocess.run(
            ["git", "-c", "core.quotePath=false", *words], cwd=folder, capture_output=True, check=True, timeout=60
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace")
