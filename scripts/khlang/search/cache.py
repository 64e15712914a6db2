"""What earlier builds found out about pages that have not changed since.

The cache changes no byte of an index, only the time to make it. A file that cannot be read, or that another version
wrote, counts as none.

    line 1   JSON: version, terms of the numbering, pages (key, what is shown, how many terms, bytes of text) or why skipped
    rest     terms of all pages (uint32), then their weights (uint8), then their texts
"""

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import numpy as np

from khlang.content.write import write_file

from .analysis import Analysed, Numbering
from .page import Page, Section


class Cache:
    """The pages of the last build by the content of their files; with no path, an empty one that saves nothing."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._old: dict[str, Analysed | str] = {}
        self._new: dict[str, Analysed | str] = {}
        self._marked: set[str] = set()
        self.numbering = Numbering()
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

    def save(self) -> None:
        """Write what this build used."""
        if not self.path or self._new.keys() == self._old.keys():
            return
        pages = [(key, found) for key, found in self._new.items() if isinstance(found, Analysed)]
        texts = [_text(found.page) for _, found in pages]
        head = {
            "version": _version(),
            "terms": self.numbering.terms,
            "marked": sorted(self._marked & self._new.keys()),
            "skipped": {key: found for key, found in self._new.items() if isinstance(found, str)},
            "pages": [
                [key, _shown(found.page), len(found.terms), len(text)]
                for (key, found), text in zip(pages, texts, strict=True)
            ],
        }
        terms = b"".join(found.terms.tobytes() for _, found in pages)
        weights = b"".join(found.weights.tobytes() for _, found in pages)
        line = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
        with suppress(OSError):  # a folder that nobody may write to costs time, not the build
            write_file(self.path, b"".join((line, b"\n", terms, weights, *texts)))

    def _load(self, path: Path) -> None:
        try:
            line, rest = path.read_bytes().split(b"\n", 1)
            head = json.loads(line)
            if head["version"] != _version():
                return
            total = sum(count for _, _, count, _ in head["pages"])
            terms = np.frombuffer(rest, dtype=np.uint32, count=total)
            weights = np.frombuffer(rest, dtype=np.uint8, count=total, offset=4 * total)
            at, text_at, old = 0, 5 * total, dict(head["skipped"])
            for key, shown, count, size in head["pages"]:
                page = _page(shown, rest[text_at : text_at + size])
                old[key] = Analysed(page, terms[at : at + count], weights[at : at + count])
                at, text_at = at + count, text_at + size
            marked = set(head["marked"])
        except (OSError, ValueError, KeyError, TypeError):
            return
        self._old, self.numbering, self._marked = old, Numbering(head["terms"]), marked


def _shown(page: Page) -> list:
    return [page.url, page.language, page.title, page.date, page.facets]


def _text(page: Page) -> bytes:
    parts = (part for section in page.sections for part in (section.heading, section.anchor, section.text))
    return "\0".join(parts).encode("utf-8", "surrogatepass")


def _page(shown: Sequence, text: bytes) -> Page:
    url, language, title, date, facets = shown
    parts = text.decode("utf-8", "surrogatepass").split("\0") if text else []
    return Page(
        url=url,
        language=language,
        title=title,
        sections=tuple(map(Section, parts[::3], parts[1::3], parts[2::3])),
        facets=tuple((name, value) for name, value in facets),
        date=date,
    )


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
