"""Keeps tests off the content of the office: content may change without turning a test red.

A test that opens or lists anything below docs/, or starts mkdocs or khlang at the top of the repository, fails with the
path. A test marked `real_content` may: tests/test_content_here.py, and those of what every new site begins with.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from run import ROOT

DOCS = str(ROOT / "docs")
_PATH_EVENTS = {"open", "os.listdir", "os.scandir"}
_PROGRAMS = ("mkdocs", "khlang")


class Guard:
    """An audit hook; there is no way to take one off, so it is told when to look away."""

    def __init__(self) -> None:
        self.is_on = False

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Raise AssertionError where a test reads the content of the office."""
        if not self.is_on:
            return
        if event in _PATH_EVENTS and isinstance(arguments[0], str | os.PathLike):
            given = os.fspath(arguments[0])
            if event == "open" and arguments[1] is None and not os.path.isabs(given):
                return  # os.open below a folder that is open: shutil.rmtree of another docs/
            path = os.fsdecode(os.path.abspath(given))
            if path == DOCS or path.startswith(DOCS + os.sep):
                raise AssertionError(
                    f"a test reads {Path(path).relative_to(ROOT)}: use tests/miniature or content.make"
                )
        elif event == "subprocess.Popen":
            _, words, folder, _ = arguments
            is_here = os.path.abspath(os.fspath(folder or os.getcwd())) == str(ROOT)
            module = None if isinstance(words, str | bytes) else _module(list(map(str, words)))
            if is_here and module in _PROGRAMS:
                raise AssertionError(
                    "a test runs mkdocs or khlang on docs/: use projects.project or projects.MINIATURE"
                )


def _module(words: list[str]) -> str | None:
    """The module that `python -m` runs."""
    return words[words.index("-m") + 1] if "-m" in words[:-1] else None


GUARD = Guard()
sys.addaudithook(GUARD)
