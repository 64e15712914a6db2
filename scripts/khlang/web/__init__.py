"""All JavaScript of the site: ES modules typed by JSDoc: readers get what stands here, without its comments.

`engine/` answers queries and is published with each search index, joined into one file (bundle.py); the rest serves the site's pages.
"""

from __future__ import annotations

import re
from pathlib import Path

_FOLDER = Path(__file__).parent
_SITE = ("", "drop", "form", "offline", "pictures", "reader", "search", "summarise")
_COMMENTS = re.compile(r"^[ \t]*(?:/\*\*(?:(?!\*/).)*\*/[ \t]*|//[^\n]*)\n", re.MULTILINE | re.DOTALL)


def scripts() -> dict[str, Path]:
    """The modules of the site's pages: place below the site's root → file, sorted."""
    return {
        f"assets/khlang/{path.relative_to(_FOLDER).as_posix()}": path
        for folder in _SITE
        for path in sorted((_FOLDER / folder).glob("*.js"))
    }


def published(path: Path) -> str:
    """What a browser gets of a module."""
    return without_comments(path.read_text(encoding="utf-8"))


def without_comments(module: str) -> str:
    """Leave out comments that have lines to themselves: a quarter of the bytes, and nothing a browser runs.

    What remains is line for line what stands in the repository, so an error in a browser is found there.
    """
    return _COMMENTS.sub("", module)
