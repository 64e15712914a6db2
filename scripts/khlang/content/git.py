"""What git knows about content files: when each last changed, and what a proposal changes."""

from __future__ import annotations

import datetime
import subprocess
from enum import StrEnum
from pathlib import Path


class Change(StrEnum):
    """What happened to a file, as git calls it."""

    ADDED = "A"
    MODIFIED = "M"
    DELETED = "D"


def last_changes(docs: Path) -> dict[str, datetime.date]:
    """File below docs → the day of its last commit.

    Empty where there is no git, no repository, or only a part of the history: a shallow clone would date
    every file by its only commit.
    """
    if _git(docs, "rev-parse", "--is-shallow-repository") != "false\n":
        return {}
    log = _git(docs, "log", "--format=%x00%cs", "--name-only", "--no-renames", "--relative", "--", ".") or ""
    changes: dict[str, datetime.date] = {}
    for commit in log.split("\0")[1:]:
        day, *files = commit.strip().splitlines()
        for file in filter(None, files):
            changes.setdefault(file, datetime.date.fromisoformat(day))
    return changes


def changes(docs: Path, against: str) -> tuple[dict[str, Change], dict[str, Change]]:
    """What the files on disk differ in from a commit: those below docs, and those elsewhere in the repository.

    Files that git does not follow yet are left out. Raises ValueError where there is no such commit.
    """
    commit = (_git(docs, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{against}^{{commit}}") or "").strip()
    listed = _git(docs, "diff", "--name-status", "--no-renames", "-z", commit, "--") if commit else None
    prefix = _git(docs, "rev-parse", "--show-prefix")
    if listed is None or prefix is None:
        raise ValueError(f"ไม่พบรุ่น {against} ใน git ให้ระบุรุ่นที่จะเทียบ เช่น main หรือ HEAD^1")
    parts = listed.split("\0")
    prefix = prefix.removesuffix("\n")
    inside: dict[str, Change] = {}
    outside: dict[str, Change] = {}
    for state, path in zip(parts[::2], parts[1::2], strict=False):
        change = Change.MODIFIED if state == "T" else Change(state)  # T: a file became a link, or the other way round
        if path.startswith(prefix):
            inside[path.removeprefix(prefix)] = change
        else:
            outside[path] = change
    return inside, outside


def earlier(docs: Path, against: str, path: str) -> str | None:
    """The text of a file below docs as a commit had it; None where it had none."""
    return _git(docs, "show", f"{against}:./{path}")


def follows(path: Path) -> bool:
    """Whether a folder or anything in it came with the repository, or is about to go into it.

    Also where there is a repository of which git tells nothing: it may be missing, or refuse a folder of another owner.
    """
    listed = _git(path, "ls-files", "-z", "--", ".") if path.is_dir() else ""
    return any((folder / ".git").exists() for folder in path.resolve().parents) if listed is None else bool(listed)


def _git(folder: Path, *words: str) -> str | None:
    """What git says, or None where it cannot say anything."""
    try:
        done = subprocess.run(
            ["git", "-c", "core.quotePath=false", *words], cwd=folder, capture_output=True, check=True, timeout=60
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace")


def is_published(path: Path) -> bool:
    """Whether a file was ever in a commit that others may have: of a remote branch, or where there is none, of any."""
    folder = path.resolve().parent
    while not folder.is_dir():
        folder = folder.parent
    reach = "--remotes" if (_git(folder, "branch", "--remotes") or "").strip() else "--all"
    return bool((_git(folder, "log", reach, "--format=%h", "-1", "--", str(path.resolve())) or "").strip())
