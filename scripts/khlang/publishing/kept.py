"""What the last build found out, so that the next one makes only what changed.

Everything is known by its content, never by a time: a page by the hash of what it is made of, a file by its bytes. So a
clock that runs wrong, another machine or a restored copy change nothing. What cannot be read, or was written by another
engine, with other settings or other vocabularies, counts as nothing kept: then everything is made.

The pages themselves stay where they are published; here stands only what they were made of.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from khlang.content.write import write_file

FILE = "pages.json"
FORM = 3
"""Of the file; another one counts as none."""


_PLACES = {"site_dir", "docs_dir", "config_file_path", "dev_addr"}  # settings of which no page tells


@dataclass(frozen=True)
class Made:
    """One page as it was written."""

    key: str  # hash of what it is made of: its text and its view
    own: str  # hash of the names of its texts
    asked: tuple[
        tuple[str, str, Any], ...
    ]  # what it asked of the site besides, and the answers: (way, about what, answer)
    output: str  # hash of its bytes


@dataclass
class Kept:
    """What one build leaves to the next."""

    version: str
    pages: dict[str, Made] = field(default_factory=dict)  # by their place below the site's root
    faces: str = ""  # hash of all that views are made of but the letters of texts
    shared: frozenset[str] = frozenset()  # names of the texts whose letters others than their own pages show
    clean: frozenset[str] = frozenset()  # `name_of` generated files in which no personal data was found

    @classmethod
    def load(cls, folder: Path | None, version: str) -> Kept:
        """What stands in a folder; nothing where it is missing, damaged or of another version."""
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            read: Any = json.loads((folder / FILE).read_text(encoding="utf-8")) if folder else {"form": 0}
            if read["form"] == FORM and read["version"] == version:
                pages = {
                    place: Made(key, own, tuple((way, about, answer) for way, about, answer in asked), output)
                    for place, (key, own, asked, output) in read["pages"].items()
                }
                return cls(version, pages, read["faces"], frozenset(read["shared"]), frozenset(read["clean"]))
        return cls(version)

    def save(self, folder: Path | None) -> None:
        """Write it for the next build. A folder that nobody may write to costs time, not the build."""
        if folder is None:
            return
        pages = {place: [made.key, made.own, made.asked, made.output] for place, made in sorted(self.pages.items())}
        written = {
            "form": FORM,
            "version": self.version,
            "pages": pages,
            "faces": self.faces,
            "shared": sorted(self.shared),
            "clean": sorted(self.clean),
        }
        with suppress(OSError):
            write_file(folder / FILE, json.dumps(written, ensure_ascii=False, separators=(",", ":")).encode())


def values(settings: Mapping[str, Any]) -> str:
    """An engine's settings as they count: the command line and the environment change what their file says."""
    return json.dumps(
        {name: value for name, value in settings.items() if name not in _PLACES}, default=lambda other: None
    )
