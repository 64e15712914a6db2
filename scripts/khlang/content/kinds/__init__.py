"""The kinds of entry, and which of them a file has."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import import_module

from khlang.content.kind import Kind

_NAMES = (
    "knowledge",
    "exchange",
    "week",
    "research",
    "practice",
    "adoption",
    "page",
)
"""The modules of this package, in the order in which forms and lists offer the kinds."""

KINDS: dict[str, Kind] = {name: import_module(f"{__name__}.{name}").KIND for name in _NAMES}

_INDEX = re.compile(r"(?:^|/)index(\.[a-z]{2})?\.md\Z")
_LANGUAGE = re.compile(r"\.([a-z]{2})\.md$")


@lru_cache(maxsize=100_000)
def kind_of(path: str) -> Kind:
    """The kind that a file has by where it lies: `practices/x.md` is a practice, `practices/index.md` a page."""
    if _INDEX.search(path):
        return KINDS["page"]
    folder = path.partition("/")[0]
    return next((kind for kind in KINDS.values() if kind.folder and folder == kind.folder), KINDS["page"])


@lru_cache(maxsize=100_000)
def language_of(path: str, default: str = "th") -> str:
    """The language that a file name states: `about.en.md` is English."""
    ending = _LANGUAGE.search(path)
    return ending[1] if ending else default


@lru_cache(maxsize=100_000)
def original_path(path: str) -> str:
    """The Thai file that a file belongs to: `about.en.md` → `about.md`, `about.md` → itself."""
    return re.sub(r"\.[a-z]{2}\.md$", ".md", path)
