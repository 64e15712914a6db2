"""The one place that writes generated files."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path


def write(root: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a folder, each whole or not at all: readers never see half of one."""
    for name, data in files.items():
        write_file(root / name, data)


def fill(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder that nobody reads yet: each is written once, in its place."""
    made: set[Path] = set()
    for name, data in files.items():
        path = folder / name
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        path.unlink(missing_ok=True)  # it may be the old site's file under another name
        path.write_bytes(data)


def write_file(path: Path, data: bytes) -> None:
    """Write one file so that its name never stands for half of it: beside its place first, then moved over it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        half.write_bytes(data)
        half.replace(path)
    except OSError:
        half.unlink(missing_ok=True)
        raise
