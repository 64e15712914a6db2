"""What earlier builds found out about pages that have not changed since.

The cache changes no byte of an index, only the time to make it. A file that cannot be read, or that another version
wrote, counts as none.

    16 bytes   hash of the head
    8 bytes    its length
    head       version, terms of the numbering and their parts, what was worked out of words, pages (key, how many
               terms, bytes of text, what is shown) or why skipped: as `marshal` has it, three times as fast as JSON
    rest       terms of all pages (uint32), then their weights (uint8), then their texts
"""

from __future__ import annotations

import hashlib
import marshal
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import numpy as np

from khlang.content.write import write_file

from .analysis import Analysed, Numbering
from .compounds import Compounds
from .remembered import Remembered

_HASH, _LENGTH = 16, 8
_ALIGNED = 4  # bytes: terms are read where they lie


@dataclass(frozen=True, slots=True)
class Searched:
    """Pages that were read, and the terms that came up in them."""

    known: int
    """How many terms were numbered before."""
    terms: list[str]
    """Those that follow them."""
    pages: dict[str, Analysed | str]
    marked: frozenset[str]


class Cache:
    """The pages of the last build by the content of their files; with no path, an empty one that saves nothing."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._old: dict[str, Analysed | str] = {}
        self._new: dict[str, Analysed | str] = {}
        self._marked: set[str] = set()
        self.numbering = Numbering()
        self.compounds = Compounds(self.numbering.terms)
        self.remembered = Remembered()
        """What was worked out of words."""
        if path:
            self._load(path)

    @staticmethod
    def key(url: str, source: bytes, reading: str) -> str:
        """Name a page by its address, its content and what of it is read."""
        name = hashlib.blake2b(f"{url}\n{reading}".encode()).digest()
        return hashlib.blake2b(source, digest_size=16, key=name).hexdigest()

    def get(self, key: str) -> Analysed | str | None:
        """Give a page, or the reason why it was skipped; None if it is new."""
        known = self._new.get(key) or self._old.get(key)
        if known is not None:
            self._new[key] = known
        return known

    def put(self, key: str, found: Analysed | str, *, is_marked: bool) -> None:
        """Keep a page, or why it is skipped, for the next build; and whether it marks its text."""
        self._new[key] = found
        if is_marked:
            self._marked.add(key)

    def is_marked(self, key: str) -> bool:
        """Whether a page marks its text (`page.is_marked`)."""
        return key in self._marked

    def mark(self) -> tuple[frozenset[str], int]:
        """How far this build has come, for `since`: its pages, and how many terms are numbered."""
        return frozenset(self._new), len(self.numbering.terms)

    def since(self, mark: tuple[frozenset[str], int]) -> Searched:
        """What came since, for another process that had come as far."""
        pages, terms = mark
        new = {key: found for key, found in self._new.items() if key not in pages}
        return Searched(terms, self.numbering.terms[terms:], new, frozenset(self._marked & new.keys()))

    def add(self, searched: Searched) -> None:
        """Take over what another process read; it may have given other numbers to new terms."""
        own = map(self.numbering.number_of, searched.terms)
        numbers = np.array([*range(searched.known + 1), *own], dtype=np.uint32)
        for key, found in searched.pages.items():
            self._new[key] = found if isinstance(found, str) else replace(found, terms=numbers[found.terms])
        self._marked |= searched.marked

    def save(self) -> None:
        """Write what this build used."""
        if not self.path or (self._new.keys() == self._old.keys() and not self.remembered.is_new):
            return
        pages = [(key, found) for key, found in self._new.items() if isinstance(found, Analysed)]
        head = {
            "version": _version(),
            "terms": self.numbering.terms,
            "compounds": [self.compounds.known, self.compounds.parts],
            "remembered": self.remembered.used,
            "marked": sorted(self._marked & self._new.keys()),
            "skipped": {key: found for key, found in self._new.items() if isinstance(found, str)},
            "pages": [[key, len(found.terms), len(found.text), *_shown(found)] for key, found in pages],
        }
        written = marshal.dumps(head)
        written += b"\0" * (-len(written) % _ALIGNED)
        parts: list[bytes | memoryview] = [_hash(written), len(written).to_bytes(_LENGTH), written]
        parts += [found.terms.data for _, found in pages]
        parts += [found.weights.data for _, found in pages]
        parts += [found.text for _, found in pages]
        with suppress(OSError):  # a folder that nobody may write to costs time, not the build
            write_file(self.path, *parts)

    def _load(self, path: Path) -> None:
        try:
            data = path.read_bytes()
            begin = _HASH + _LENGTH
            at = begin + int.from_bytes(data[_HASH:begin])
            if _hash(data[begin:at]) != data[:_HASH]:
                return
            head = marshal.loads(data[begin:at])
            if head["version"] != _version():
                return
            total = sum(count for _, count, *_ in head["pages"])
            terms = np.frombuffer(data, dtype=np.uint32, count=total, offset=at)
            weights = np.frombuffer(data, dtype=np.uint8, count=total, offset=at + terms.nbytes)
            begin, at, old = 0, at + terms.nbytes + weights.nbytes, dict(head["skipped"])
            for key, count, size, url, language, title, day, facets, squeezed, letters in head["pages"]:
                shown = (url, language, title, day, facets, squeezed)
                text = data[at : at + size]
                old[key] = Analysed(*shown, text, letters, terms[begin : begin + count], weights[begin : begin + count])
                begin, at = begin + count, at + size
            if at != len(data):
                return
            marked = set(head["marked"])
            compounds = Compounds(head["terms"], *head["compounds"])
            remembered = Remembered(head["remembered"])
        except (OSError, ValueError, KeyError, TypeError, EOFError):
            return
        self._old, self.numbering, self._marked = old, Numbering(head["terms"]), marked
        self.compounds, self.remembered = compounds, remembered


def _shown(found: Analysed) -> tuple[object, ...]:
    return found.url, found.language, found.title, found.date, found.facets, found.key, found.letters


def _hash(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_HASH).digest()


@cache
def _version() -> str:
    """Stand for everything that an analysis depends on: our code and words, the segmenter and the HTML parser."""
    digest = hashlib.blake2b(digest_size=16)
    for package in ("khlang.search", "khlang.thai"):
        for item in sorted(files(package).iterdir(), key=lambda item: item.name):
            if item.name.endswith((".py", ".txt", ".tsv")):
                digest.update(item.read_bytes())
    for library in ("nlpo3", "selectolax"):
        digest.update(version(library).encode())
    return digest.hexdigest()
