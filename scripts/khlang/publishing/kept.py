"""What the last build found out, so that the next one makes only what changed.

Everything is known by its content, never by a time: a page by the hash of what it is made of, a file by its bytes. So a
clock that runs wrong, another machine or a restored copy change nothing. What cannot be read, or was written by another
engine, with other settings or other vocabularies, counts as nothing kept: then everything is made.

The pages themselves stay where they are published; here stands only what they were made of.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import khlang
from khlang.content.git import follows
from khlang.content.vocabulary import FOLDER as DATA_FOLDER
from khlang.content.write import write_file

FILE = "pages.json"
FORM = 1
"""Of the file; another one counts as none."""


_PLACES = {"site_dir", "docs_dir", "config_file_path", "dev_addr"}  # settings of which no page tells


@dataclass(frozen=True)
class Made:
    """One page as it was written."""

    key: str  # hash of what it is made of: its text and its view
    asked: tuple[
        tuple[str, str, Any], ...
    ]  # what it asked of the site besides, and the answers: (way, about what, answer)
    output: str  # hash of its bytes


@dataclass
class Kept:
    """What one build leaves to the next."""

    version: str
    pages: dict[str, Made] = field(default_factory=dict)  # by their place below the site's root
    sound: frozenset[str] = (
        frozenset()
    )  # `name_of` files of the content folder in which the checks of files found nothing
    clean: frozenset[str] = frozenset()  # `name_of` generated files in which no personal data was found

    @classmethod
    def load(cls, folder: Path | None, version: str) -> Kept:
        """What stands in a folder; nothing where it is missing, damaged or of another version."""
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            read: Any = json.loads((folder / FILE).read_text(encoding="utf-8")) if folder else {"form": 0}
            if read["form"] == FORM and read["version"] == version:
                pages = {
                    place: Made(key, tuple((way, about, answer) for way, about, answer in asked), output)
                    for place, (key, asked, output) in read["pages"].items()
                }
                return cls(version, pages, frozenset(read["sound"]), frozenset(read["clean"]))
        return cls(version)

    def save(self, folder: Path | None) -> None:
        """Write it for the next build. A folder that nobody may write to costs time, not the build."""
        if folder is None:
            return
        pages = {place: [made.key, made.asked, made.output] for place, made in sorted(self.pages.items())}
        written = {
            "form": FORM,
            "version": self.version,
            "pages": pages,
            "sound": sorted(self.sound),
            "clean": sorted(self.clean),
        }
        with suppress(OSError):
            write_file(folder / FILE, json.dumps(written, ensure_ascii=False, separators=(",", ":")).encode())


def cache_of(project: Path) -> Path | None:
    """The folder in which a project keeps what builds found out; None where it came with the repository.

    Whoever proposes a change could else propose what is believed without a look: a page, or that a file is sound.
    """
    return None if follows(project / ".cache") else project / ".cache/khlang"


def digest(*parts: bytes | str) -> str:
    """Some values → 32 hexadecimal digits; where one ends and the next begins counts."""
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        found.update(len(data).to_bytes(8, "big") + data)
    return found.hexdigest()


def name_of(path: str, data: bytes) -> str:
    """The name of a file with a certain content at a certain place."""
    return digest(path, data)


def version(docs: Path, folders: Iterable[Path], *settings: str) -> str:
    """Stands for everything that any page may depend on: the engine, what is installed, templates, settings, vocabularies.

    `folders` hold the templates; `settings` is what else counts, such as the address of the site.
    """
    packages = {Path(sysconfig.get_path(name)).resolve() for name in ("purelib", "platlib")}
    installed = sorted(name for place in packages for name in os.listdir(place) if name.endswith(".dist-info"))
    own = [Path(khlang.__file__).parent, docs / DATA_FOLDER]
    for folder in map(Path.resolve, folders):
        within = next((folder.relative_to(place) for place in packages if folder.is_relative_to(place)), None)
        if within is None:
            own.append(folder)
        else:
            installed.append(within.as_posix())
    files = (digest(str(number), name, data) for number, folder in enumerate(own) for name, data in _files(folder))
    return digest(sys.version, *installed, *settings, *files)


def values(settings: Mapping[str, Any]) -> str:
    """An engine's settings as they count: the command line and the environment change what their file says."""
    return json.dumps(
        {name: value for name, value in settings.items() if name not in _PLACES}, default=lambda other: None
    )


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            file = Path(place, name)
            if file.is_file():
                yield file.relative_to(folder).as_posix(), file.read_bytes()
