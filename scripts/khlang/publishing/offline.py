"""Reading without a network: the worker that keeps pages, the list of what can be kept, and the whole site as one ZIP.

All three are made of the built site, as it will be published; the same site gives the same bytes.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files as package_files
from typing import TYPE_CHECKING

from khlang.content.settings import Settings
from khlang.pages.security import WORKER
from khlang.web import without_comments

if TYPE_CHECKING:
    from khlang.content.packing import Member

CONTENTS, ZIP, MANIFEST = "offline.json", "whole-site.zip", "manifest.webmanifest"
"""Their places below the site's root."""

_FOR_READERS = (".html", ".css", ".js", ".json", ".bin", ".woff2", ".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".pdf", ".docx", ".xlsx", ".pptx", ".csv")  # fmt: skip
_NOT_KEPT = re.compile(
    r"e/|assets/khlang/(?:cards/|pyodide/|icon-)|404\.html$|sitemap\.xml$|.*(?:/|^)(?:feed\.json|cite\.json|weeks\.json|qr\.svg)$"
    r"|catalogue(?:\.schema)?\.json$|offline\.json$|sw\.js$"
)
_AT_ONCE = re.compile(
    r"(?:index|search/index|offline/index)\.html$"
    r"|assets/khlang/(?:(?:tokens|text|khlang|home|practices|exchange|filter)\.css|(?:site|theme|filter)\.js|(?:icon|horizon)\.svg)$"
    r"|assets/khlang/(?:offline|search)/[a-z]+\.(?:js|css)$|assets/khlang/spread/spread\.css$|assets/khlang/search/labels\.json$"
    r"|assets/khlang/fonts/sarabun-(?:thai|latin)-[47]00\.woff2$"
    r"|search/(?:manifest\.json|api\.js|engine-[0-9a-f]+\.js)$"
)
"""What any page and the search box need; the rest comes to be kept as it is read."""

_TRAILING = re.compile(r"; //.*$", re.MULTILINE)
_FIRST_WORDS = 100_000  # bytes of the search's words up to which every reader gets them beforehand


@dataclass(frozen=True)
class Standing:
    """What the last build left."""

    same: Collection[str] = ()  # the places of files that are as they were then
    contents: bytes = b""  # the list of that site
    archive: bytes = b""  # its ZIP


Mark = tuple[str, int]
"""The hash of a file, as devices know it, and its size."""


def offline_files(
    files: Iterable[str], read: Callable[[str], bytes], gone: Iterable[str], day: datetime.date, standing: Standing
) -> dict[str, bytes]:
    """The three files of a site, of which all others are given.

    `gone` are the addresses of withdrawn entries, which must leave the devices that kept them; `day` stamps the ZIP.
    What is the same in what stands is neither read nor packed again.
    """
    from khlang.content.packing import packed

    left_out = frozenset(gone)
    marks, members = _taken([path for path in _kept(files) if _address(path) not in left_out], read, standing)
    archive = packed(members, day)
    return {
        WORKER: _worker(marks, _words(marks, read), left_out),
        CONTENTS: _contents(marks, len(archive)),
        ZIP: archive,
    }


def _taken(
    paths: Sequence[str], read: Callable[[str], bytes], standing: Standing
) -> tuple[dict[str, Mark], dict[str, Member]]:
    """The marks of files, and the members of the ZIP by their names in it."""
    from khlang.content.packing import member, unpacked
    from khlang.publishing.carried import STANDS_ELSEWHERE, TOP, carried, is_carried

    there = frozenset(paths)
    old_marks = json.loads(standing.contents)["files"] if standing.contents else {}
    old_members = unpacked(standing.archive)
    other = cache(lambda place: read(place) if place in there else None)
    changing = (".css",) if all(one in standing.same for one in STANDS_ELSEWHERE if one in there) else (".css", ".html")
    marks: dict[str, Mark] = {}
    members: dict[str, Member] = {}
    for path in paths:
        is_same = path in standing.same and not path.endswith(changing)  # a style sheet holds fonts there
        mark = old_marks.get(_address(path)) if is_same else None
        one = old_members.get(TOP + path) if is_same else None
        if mark is None or (one is None and is_carried(path)):
            data = read(path)
            mark = (_hash(data), len(data))
            if is_carried(path):
                one = member(carried(path, data, other))
        marks[path] = tuple(mark)
        if one:
            members[TOP + path] = one
    return marks, members


def web_manifest(settings: Settings) -> bytes:
    """What a device shows of the site among its programs (https://www.w3.org/TR/appmanifest/)."""
    icons = [
        {"src": "assets/khlang/icon.svg", "sizes": "any", "type": "image/svg+xml"},
        {"src": "assets/khlang/icon-192.png", "sizes": "192x192", "type": "image/png"},
        {"src": "assets/khlang/icon-512.png", "sizes": "512x512", "type": "image/png"},
        {"src": "assets/khlang/icon-512.png", "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
    ]
    told = {
        "name": settings.name,
        "short_name": "คลังความรู้",
        "lang": "th",
        "start_url": ".",
        "scope": ".",
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#0d4a34",
        "icons": icons,
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _kept(paths: Iterable[str]) -> list[str]:
    """The files that reading needs, without those for other programs and other sites."""
    return sorted(
        path
        for path in paths
        if path.endswith(_FOR_READERS) and not _NOT_KEPT.match(path) and not any(part.startswith(".") for part in path.split("/"))
    )  # fmt: skip


def _address(path: str) -> str:
    """The address of a file below the site's root: a page is that of its folder."""
    return path.removesuffix("index.html")


def _hash(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=3).hexdigest()


def _worker(marks: Mapping[str, Mark], words: Collection[str], gone: Iterable[str]) -> bytes:
    at_once = {_address(path): mark for path, (mark, _) in marks.items() if _AT_ONCE.match(path) or path in words}
    by_folder: dict[str, list[str]] = defaultdict(list)
    for address, digest in at_once.items():
        folder, name = address[: address.find("/", 9) + 1], address[address.find("/", 9) + 1 :]
        by_folder[folder].append(f"{name} {digest}")
    listed = {folder: " ".join(names) for folder, names in by_folder.items()}
    text = _TRAILING.sub(";", without_comments(_source()))
    return (
        text.replace("LISTED = {}", f"LISTED = {_json(listed)}")
        .replace("GONE = []", f"GONE = {_json(sorted(gone))}")
        .encode()
    )


@cache
def _source() -> str:
    return package_files("khlang.web").joinpath("worker/sw.js").read_text(encoding="utf-8")


def _words(marks: Mapping[str, Mark], read: Callable[[str], bytes]) -> frozenset[str]:
    """The files that a first search reads, where they are small."""
    manifest = "search/manifest.json"
    listed = json.loads(read(manifest) if manifest in marks else b"{}").get("languages", {}).get("th", {})
    names = [f"search/{kind}-{listed[kind]}.bin" for kind in ("words", "thesaurus") if kind in listed]
    return frozenset(names) if sum(marks[name][1] for name in names if name in marks) <= _FIRST_WORDS else frozenset()


def _contents(marks: Mapping[str, Mark], zip_bytes: int) -> bytes:
    files = {_address(path): mark for path, mark in marks.items()}
    whole = sum(size for _, size in marks.values())
    return (_json({"bytes": whole, "zip": zip_bytes, "files": files}) + "\n").encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
