"""What the last build found out, so that the next one makes only what changed.

Everything is known by its content: a page by the hash of what it is made of, a file by its bytes. So a clock that runs
wrong, another machine or a restored copy change nothing. What cannot be read, or was written by another engine, with other
settings or other vocabularies, counts as nothing kept: then everything is made.

The pages themselves stay where they are published; here stands only what they were made of.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from khlang.content.entry import url_of
from khlang.content.fence import STOPPED
from khlang.content.kinds import language_of, original_path
from khlang.content.library import Library
from khlang.content.problem import Problem, as_row, of_row
from khlang.content.write import write_file
from khlang.publishing.site_folder import Known

FILE = "pages.json"
FORM = 5
"""Of the file; another one counts as none."""

DAYS = "days"
"""Stands among the names of texts for the days on which git says that they changed."""

_PLACES = {"site_dir", "docs_dir", "config_file_path", "dev_addr"}  # settings of which no page tells


@dataclass(frozen=True)
class Made:
    """One page as it was written."""

    key: str  # hash of what it is made of: its text and its view
    asked: tuple[
        tuple[str, str, Any], ...
    ]  # what it asked of the site besides, and the answers: (way, about what, answer)
    read: frozenset[str]  # names of the texts whose letters it shows, besides its own
    output: str  # hash of its bytes


@dataclass(frozen=True)
class MadeGroup:
    """Generated files that are made together."""

    places: tuple[str, ...]
    read: frozenset[str]  # names of the texts whose letters they show


@dataclass
class Kept:
    """What one build leaves to the next."""

    version: str
    pages: dict[str, Made] = field(default_factory=dict)  # by their place below the site's root
    groups: dict[str, MadeGroup] = field(default_factory=dict)  # by their name
    faces: str = ""  # hash of all that views are made of but the letters of texts
    texts: dict[str, str] = field(default_factory=dict)  # path → the name of what it held
    days: dict[str, str] = field(default_factory=dict)  # path → when it changed, as git says
    problems: tuple[Problem, ...] = ()
    shared: frozenset[str] = frozenset()  # names of the texts whose letters lists, frame and judgements of others read
    clean: frozenset[str] = frozenset()  # `name_of` generated files in which no personal data was found
    site: dict[str, Known] = field(default_factory=dict)  # every file of the site by its place

    @classmethod
    def load(cls, folder: Path | None, version: str) -> Kept:
        """What stands in a folder; nothing where it is missing, damaged or of another version."""
        with suppress(OSError, ValueError, LookupError, TypeError, AttributeError):
            read: Any = json.loads((folder / FILE).read_bytes()) if folder else {"form": 0}
            if read["form"] == FORM and read["version"] == version:
                asked = [tuple(one) for one in read["asked"]]
                return cls(
                    version,
                    {
                        place: Made(key, tuple(map(asked.__getitem__, own)), frozenset(names), output)
                        for place, (key, own, names, output) in read["pages"].items()
                    },
                    {name: MadeGroup(tuple(places), frozenset(names)) for name, places, names in read["groups"]},
                    read["faces"],
                    read["texts"],
                    read["days"],
                    tuple(of_row(row) for row in read["problems"]),
                    frozenset(read["shared"]),
                    frozenset(read["clean"]),
                    {place: (name, tuple(stamp)) for place, (name, stamp) in read["site"].items()},
                )
        return cls(version)

    def save(self, folder: Path | None) -> None:
        """Write it for the next build. A folder that nobody may write to costs time, not the build."""
        if folder is None:
            return
        asked: dict[tuple[str, str, Any], int] = {}  # pages ask much the same: each question stands once, by its number
        pages = {
            place: [made.key, [asked.setdefault(one, len(asked)) for one in made.asked], sorted(made.read), made.output]
            for place, made in sorted(self.pages.items())
        }
        written = {
            "form": FORM,
            "version": self.version,
            "asked": list(asked),
            "pages": pages,
            "groups": [[name, made.places, sorted(made.read)] for name, made in sorted(self.groups.items())],
            "faces": self.faces,
            "texts": self.texts,
            "days": self.days,
            "problems": [as_row(problem) for problem in self.problems],
            "shared": sorted(self.shared),
            "clean": sorted(self.clean),
            "site": self.site,
        }
        with suppress(OSError):
            write_file(
                folder / FILE,
                json.dumps(written, ensure_ascii=False, separators=(",", ":")).encode(errors="surrogatepass"),
            )


@dataclass(frozen=True)
class Edit:
    """What changed since the last build, where that is the letters of some texts, or the days of their change."""

    names: frozenset[str]  # of these texts as they were, and DAYS where a day is another
    texts: frozenset[str]  # paths of their entries in all languages
    remade: frozenset[str]  # paths of the texts whose pages are made again, where they have one
    pages: Collection[str] = field(repr=False)  # places of all pages of the site

    @classmethod
    def since(cls, last: Kept, library: Library, days: Mapping[str, str], lost: frozenset[str]) -> Edit | None:
        """None where texts came or went, or where more than single pages show letters that changed.

        `lost` are files of the last build that the site has no more. Whether anything but letters changed is for
        `Site.faces` to say.
        """
        now = library.names
        changed = {path for path, name in now.items() if name != last.texts.get(path)}
        names = {last.texts[path] for path in changed if path in last.texts}
        dated = {path for path in now if days.get(path) != last.days.get(path)}
        showing = lost | {place for place, made in last.pages.items() if made.read & names}
        by_place = {place_of(path): path for path in now}
        if now.keys() != last.texts.keys() or not all(now.values()) or names & last.shared or showing - by_place.keys():
            return None
        if any(problem.rule == STOPPED.id for problem in last.problems):  # it may be none on a machine with less to do
            return None
        texts = _in_all_languages(changed, now)
        remade = texts | _in_all_languages(dated | {by_place[place] for place in showing}, now)
        return cls(frozenset(names | ({DAYS} if dated else set())), texts, remade, last.pages.keys())


def _in_all_languages(paths: Collection[str], among: Collection[str]) -> frozenset[str]:
    originals = {original_path(path) for path in paths}
    return frozenset(path for path in among if original_path(path) in originals)


def place_of(path: str) -> str:
    """Where the page of a text lies below the site's root."""
    language = "" if language_of(path) == "th" else f"{language_of(path)}/"
    return f"{language}{url_of(original_path(path))}index.html"


def values(settings: Mapping[str, Any]) -> str:
    """An engine's settings as they count: the command line and the environment change what their file says."""
    return json.dumps({name: value for name, value in settings.items() if name not in _PLACES}, default=_plain)


def _plain(value: object) -> dict[Any, Any] | None:
    """What a theme, a plugin or a group of settings is set to; other objects count for nothing, their lines in the file do."""
    chosen = getattr(value, "config", value)
    return dict(chosen) if isinstance(chosen, Mapping) else None
