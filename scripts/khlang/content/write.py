"""The one place that writes generated files."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path


def write(root: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a folder, each whole or not at all: readers never see half of one."""
    for name, data in files.items():
        write_file(root / name, data)


def write_file(path: Path, *parts: bytes | memoryview) -> None:
    """Write one file so that its name never stands for half of it: beside its place first, then moved over it.

    What is large comes in parts, which need not be joined.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with half.open("wb") as file:
            file.writelines(parts)
        half.replace(path)
    except OSError:
        half.unlink(missing_ok=True)
        raise
