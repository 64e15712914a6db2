"""`khlang index`: the built HTML of a site in, a search index for browsers under `search/` out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Protocol, Self
from urllib.parse import quote

import numpy as np

from khlang.content.facts import digest
from khlang.thai.normal import normalise

from . import codec, known, lexicon, meaning, messages, postings, rare, thesaurus
from . import page as pages
from .analysis import Analysed, analyse
from .cache import Cache
from .files import Publisher
from .remembered import Remembered
from .stream import Terms, stream
from .terms import fold

FOLDER = "search"

_FEW = 400
"""Pages that are found well enough without knowing which terms stand side by side."""

_INLINE = 40_000
"""Bytes of titles and addresses, compressed, that travel with the words; more go into files of their own."""

_PAGES_FILE = 3_000
_TEXTS_FILE = 10_000
"""Bytes of a file before compression."""

_MOST_TEXTS = 2000

UNDECLARED = "und"
"""Name of the index where no page says its language; BCP 47 has it so."""

_THAI = re.compile("[ก-๎]")
_told = lru_cache(repr)


@dataclass(frozen=True, slots=True)
class Report:
    """What was built, for a door to print."""

    pages: Mapping[str, int]
    """Pages in the index by language."""
    skipped: tuple[tuple[str, str], ...]
    """(path under the site, reason in Thai), in the order of paths."""
    size: int
    """Bytes of the whole index on disk, the browser's code included."""


class Built(Protocol):
    """A site that is known by its files' hashes, and takes the index up by itself."""

    def hashes(self) -> Mapping[str, str]:
        """Every file by its place, with a hash of what it holds."""

    def read(self, place: str) -> bytes:
        """What a file holds. Raises OSError."""

    def put(self, place: str, data: bytes) -> object:
        """Make a file part of the site."""

    def stands(self, place: str) -> int | None:
        """The size of a file that an earlier build made at a place, which then is part of the site; None without one."""


@dataclass(frozen=True)
class Folder:
    """A built site as it lies in a folder."""

    path: Path

    def hashes(self) -> dict[str, str]:
        """Its pages; what they hold is read when it is needed."""
        return {path.relative_to(self.path).as_posix(): "" for path in self.path.rglob("*.html") if path.is_file()}

    def read(self, place: str) -> bytes:
        """What a file holds. Raises OSError."""
        return (self.path / place).read_bytes()


def build(
    site: Path | Built,
    *,
    abbreviations: Mapping[str, str | Sequence[str]] | None = None,
    everyday: Mapping[str, Sequence[str]] | None = None,
    reading: pages.Reading = pages.EVERYTHING,
    with_box: bool = False,
    model: meaning.Model | None = None,
    cache: Cache | Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Index every HTML page under `site`, a folder or what a build makes, and write `site/search/`.

    `abbreviations` maps a short form to its long name or names, `everyday` a word that people use to official ones,
    which it then finds as well. `reading` says what of each page is read, `with_box` whether the element `<khlang-search>`
    is written, too, for pages that have no search box of ours. `model` finds pages by meaning. `cache` is a file that remembers pages from build to
    build, or what was read of it and of pages that were taken (`take`); it changes no byte of the index. `progress` hears (pages done, pages in all). Pages that
    cannot be read are skipped and reported, never fatal. Raises NotADirectoryError if `site` is no folder.
    """
    if isinstance(site, Path) and not site.is_dir():
        raise NotADirectoryError(f"ไม่พบโฟลเดอร์ {site} ให้ระบุโฟลเดอร์ของเว็บที่สร้างแล้ว เช่น site")
    pages_of = Folder(site) if isinstance(site, Path) else site
    cached = cache if isinstance(cache, Cache) else Cache(cache)
    skipped: list[tuple[str, str]] = []
    languages: dict[str, list[Analysed]] = {}
    hashes = pages_of.hashes()
    paths = _html_files(hashes)
    marked: set[str] = set()
    for done, path in enumerate(paths, 1):
        found = _analysed(pages_of, path, hashes[path], cached, reading, marked)
        if isinstance(found, str):
            skipped.append((path, found))
        else:
            languages.setdefault(found.language, []).append(found)
        if progress:
            progress(done, len(paths))
    if marked:
        languages = _marked_only(languages, marked, skipped)
    if isinstance(site, Path):
        publisher = Publisher(site / FOLDER)
    else:
        publisher = Publisher(Path(FOLDER), site.put, site.stands, cached.remembered)
    beside = cached.path and cached.path.with_name(f"{cached.path.name}-meaning")
    vectors = meaning.Vectors(model, beside) if model else None
    report = _published(publisher, languages, cached, abbreviations or {}, everyday or {}, with_box, vectors)
    cached.save()
    if vectors:
        vectors.save()
    return replace(report, skipped=tuple(sorted(skipped)))


def take(cache: Cache, place: str, known: str, source: bytes) -> None:
    """Read and cut a page while it is at hand; `known` is the hash of the file at its place, which may hold marks besides

    that show nothing. `build` of a site with such a file need not open it.
    """
    url = _url(place)
    key = cache.key(url, known.encode(), _told(pages.EVERYTHING))
    if cache.get(key) is None:
        _cut(cache, key, url, source, pages.EVERYTHING)


def build_of(site: Path, found: Iterable[pages.Page]) -> Report:
    """Index pages that stand elsewhere, whose `url` is a full address, and write `site/search/`. The order is theirs."""
    cache = Cache(None)
    languages: dict[str, list[Analysed]] = {}
    for page in found:
        languages.setdefault(page.language, []).append(analyse(page, cache.numbering))
    return _published(Publisher(site / FOLDER), languages, cache, {}, {}, with_box=False)


def _published(
    publisher: Publisher,
    languages: dict[str, list[Analysed]],
    cache: Cache,
    abbreviations: Mapping[str, str | Sequence[str]],
    everyday: Mapping[str, Sequence[str]],
    with_box: bool,
    vectors: meaning.Vectors | None = None,
) -> Report:
    languages = _with_undeclared(languages)
    publisher.publish(
        with_box=with_box,
        manifest={
            "languages": {
                language: _write_language(publisher, found, cache, abbreviations, everyday, vectors)
                for language, found in sorted(languages.items())
            }
        },
    )
    return Report({language: len(found) for language, found in sorted(languages.items())}, (), publisher.size)


def _with_undeclared(languages: dict[str, list[Analysed]]) -> dict[str, list[Analysed]]:
    """Put pages that declare no language into the largest index, or into one of their own where none declares any."""
    found = dict(languages)
    undeclared = found.pop("", [])
    if undeclared:
        is_thai = any(_has_thai(item) for item in undeclared)
        largest = max(sorted(found), key=lambda language: len(found[language]), default="th" if is_thai else UNDECLARED)
        both = [*found.get(largest, []), *undeclared]
        found[largest] = sorted(both, key=lambda item: item.url)
    return found


def _marked_only(
    languages: dict[str, list[Analysed]], marked: set[str], skipped: list[tuple[str, str]]
) -> dict[str, list[Analysed]]:
    """Leave out pages that do not mark their text, where others do, as Pagefind does."""
    found = {language: [item for item in items if item.url in marked] for language, items in languages.items()}
    others = [item.url for items in languages.values() for item in items if item.url not in marked]
    skipped += [(url, messages.UNMARKED.thai) for url in others]
    return {language: items for language, items in found.items() if items}


def _has_thai(page: Analysed) -> bool:
    return any(map(_THAI.search, (page.title, *page.texts())))


def _analysed(
    site: Folder | Built, path: str, known: str, cached: Cache, reading: pages.Reading, marked: set[str]
) -> Analysed | str:
    """Read and cut one page, unless the cache has it; the reason, in Thai, if it is skipped. `known` is its hash, if any."""
    url = _url(path)
    try:
        source = b"" if known else site.read(path)
        key = cached.key(url, known.encode() or source, _told(reading))
        found = cached.get(key)
        source = source if found is not None else source or site.read(path)
    except OSError as error:
        return messages.UNREADABLE.thai.format(error.strerror)
    if found is None:
        found = _cut(cached, key, url, source, reading)
    if cached.is_marked(key):
        marked.add(url)
    return found


def _cut(cache: Cache, key: str, url: str, source: bytes, reading: pages.Reading) -> Analysed | str:
    found: Analysed | str
    try:
        found = analyse(pages.read(url, source, reading), cache.numbering)
    except pages.Skipped as reason:
        found = str(reason)
    cache.put(key, found, is_marked=pages.is_marked(source))
    return found


def _html_files(paths: Iterable[str]) -> list[str]:
    return sorted(
        path for path in paths if path.endswith(".html") and path != "404.html" and not path.startswith(f"{FOLDER}/")
    )


def _url(path: str) -> str:
    return quote(path.removesuffix("index.html") if path.split("/")[-1] == "index.html" else path)


def _write_language(
    publisher: Publisher,
    found: list[Analysed],
    cache: Cache,
    abbreviations: Mapping[str, str | Sequence[str]],
    everyday: Mapping[str, Sequence[str]],
    vectors: meaning.Vectors | None,
) -> dict[str, object]:
    terms, shards = _postings(found, cache)
    words = terms.words
    heads = _Heads.of(found)
    inline = heads.written(0, len(found))
    titles: list[tuple[int, int]] = []
    if not _is_small(inline, cache.remembered):
        inline = b""
        titles = list(_grouped(list(map(len, heads.lines)), _PAGES_FILE))
    letters = [item.letters for item in found]
    texts = list(_grouped(letters, max(_TEXTS_FILE, sum(letters) // _MOST_TEXTS)))
    lookups = list(rare.files(terms.rare, {} if inline else _titles(found)))
    prefixes, rests = lexicon.front_code(words)
    core = codec.blocks(
        [
            codec.text("\n".join(rests)),
            bytes(prefixes),
            lexicon.classes(terms.frequency).tobytes(),
            codec.numbers(np.diff([key[0] for key, _ in shards], prepend=0).tolist()),
            codec.numbers([key[1] for key, _ in shards]),
            publisher.add_all("postings", [content for _, content in shards]),
            inline,
            codec.numbers(end - begin for begin, end in titles),
            publisher.add_all("pages", [codec.blocks([heads.written(*group)]) for group in titles]),
            codec.numbers(end - begin for begin, end in texts),
            publisher.add_all("texts", [_texts(found, group, None if inline else heads) for group in texts]),
            _facets(found),
            codec.numbers(_days(found)),
            postings.norms(terms.lengths).tobytes(),
            codec.text(json.dumps(_folded(abbreviations), ensure_ascii=False, sort_keys=True)),
            codec.text("\n".join(key for key, _ in lookups)),
            publisher.add_all("rare", [content for _, content in lookups]),
            *_thesaurus(everyday, words, cache.remembered),
        ]
    )
    described: dict[str, object] = {"pages": len(found), "words": publisher.add("words", core).hex()}
    if any(_THAI.match(word) for word in words):
        names = json.dumps(sorted((word, count.bit_length()) for word, count in terms.names.items()))
        made_of = digest("known", "\n".join(words), names)  # the logarithm of a count is written only
        described["known"] = publisher.add_of("known", made_of, lambda: known.known_words(words, terms.names))
        if vectors and (near := meaning.table(vectors, found)):
            listed = list(rare.files(near, {}))
            hashes = publisher.add_all("rare", [content for _, content in listed])
            blocks = [codec.text("\n".join(key for key, _ in listed)), hashes]
            described["meaning"] = publisher.add("meaning", codec.blocks(blocks)).hex()
    return described


def _postings(found: list[Analysed], cache: Cache) -> tuple[Terms, list[tuple[tuple[int, int], bytes]]]:
    """Give the terms, and the files that say where they stand; what is large is gone then."""
    terms, parts = stream(found, cache, pairs=len(found) > _FEW)
    return terms, list(postings.shards(postings.invert(parts)))


def _titles(found: Sequence[Analysed]) -> dict[str, list[int]]:
    """List the pages of every title."""
    listed: dict[str, list[int]] = {}
    for number, item in enumerate(found):
        listed.setdefault(item.key, []).append(number)
    return listed


def _texts(found: Sequence[Analysed], group: tuple[int, int], heads: _Heads | None) -> bytes:
    """Pack texts, with the heads of their pages, if any: whoever compares a text needs its title, too."""
    begin, end = group
    texts = b"\x1d".join(page.text for page in found[begin:end])
    return codec.blocks([texts, heads.written(begin, end) if heads else b""])


def _is_small(heads: bytes, remembered: Remembered) -> bool:
    """Whether titles and addresses may travel with the words."""
    key = digest("inline", heads)
    size = remembered.get(key) or len(codec.packed(heads))
    remembered.put(key, size)
    return bool(size <= _INLINE)


@dataclass(frozen=True, slots=True)
class _Heads:
    """Addresses and titles of pages, a line each."""

    lines: list[str]
    coded: list[str]
    """Each with how much of the address it shares with the one before, as a sign from the space on, in place of that."""

    @classmethod
    def of(cls, found: Sequence[Analysed]) -> Self:
        """Take those of all pages."""
        lines = [f"{page.url}\t{page.title}" for page in found]
        shared, rests = lexicon.front_code([page.url for page in found], most=94)
        heads = zip(found, shared, rests, strict=True)
        return cls(lines, [f"{chr(32 + same)}{rest}\t{page.title}" for page, same, rest in heads])

    def written(self, begin: int, end: int) -> bytes:
        """Write those of some pages, of which the first shares nothing."""
        return codec.text("\n".join([f" {self.lines[begin]}", *self.coded[begin + 1 : end]]))


def _grouped(sizes: Sequence[int], most: int) -> Iterator[tuple[int, int]]:
    """Put neighbours together into groups of about `most` characters: the first of each, and the one after the last."""
    begin, total = 0, 0
    for end, size in enumerate(sizes):
        if end > begin and total + size > most:
            yield begin, end
            begin, total = end, 0
        total += size
    if sizes:
        yield begin, len(sizes)


def _thesaurus(everyday: Mapping[str, Sequence[str]], words: list[str], remembered: Remembered) -> Sequence[bytes]:
    key = digest("thesaurus", json.dumps(everyday, ensure_ascii=False), "\n".join(words))
    blocks: Sequence[bytes] = remembered.get(key) or thesaurus.blocks(thesaurus.standing(everyday, words))
    remembered.put(key, blocks)
    return blocks


def _facets(found: Sequence[Analysed]) -> bytes:
    """List the pages of every value of every facet: {"kind": {"practice": [0, 4, 9]}}, as steps."""
    listed: dict[str, dict[str, list[int]]] = {}
    for number, page in enumerate(found):
        for name, value in page.facets:
            listed.setdefault(name, {}).setdefault(value, []).append(number)
    steps = {
        name: {value: np.diff(numbers, prepend=0).tolist() for value, numbers in sorted(values.items())}
        for name, values in sorted(listed.items())
    }
    return codec.text(json.dumps(steps, ensure_ascii=False, separators=(",", ":")))


def _days(found: Sequence[Analysed]) -> list[int]:
    """Give each page's day as days since 1970, 0 for none; nothing at all where no page has one."""
    days = [(date.fromisoformat(page.date) - date(1970, 1, 1)).days if page.date else 0 for page in found]
    return [max(day, 0) for day in days] if any(days) else []


def _folded(abbreviations: Mapping[str, str | Sequence[str]]) -> dict[str, list[str]]:
    return {
        fold(normalise(short)): [fold(normalise(name)) for name in ([names] if isinstance(names, str) else names)]
        for short, names in abbreviations.items()
    }
