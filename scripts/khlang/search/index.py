"""`khlang index`: the built HTML of a site in, a search index for browsers under `search/` out."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote

import numpy as np

from khlang.thai.normal import normalise

from . import codec, postings
from . import page as pages
from .analysis import Analysed, Numbering, analyse
from .compounds import parts
from .files import Publisher
from .terms import fold

FOLDER = "search"

_PAGES_FILE = 200_000
_TEXTS_FILE = 30_000
"""Bytes of a file before compression."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was built, for a door to print."""

    pages: Mapping[str, int]
    """Pages in the index by language."""
    skipped: tuple[tuple[str, str], ...]
    """(path under the site, reason in Thai), in the order of paths."""
    size: int
    """Bytes of the whole index on disk, the browser's code included."""


def build(
    site: Path,
    *,
    abbreviations: Mapping[str, str | Sequence[str]] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Index every HTML page under `site` and write `site/search/`.

    `abbreviations` maps a short form to its long name or names. `progress` hears (pages done, pages in all). Pages that
    cannot be read are skipped and reported, never fatal. Raises NotADirectoryError if `site` is no folder.
    """
    if not site.is_dir():
        raise NotADirectoryError(f"ไม่พบโฟลเดอร์ {site} ให้ระบุโฟลเดอร์ของเว็บที่สร้างแล้ว เช่น site")
    skipped: list[tuple[str, str]] = []
    languages: dict[str, list[Analysed]] = {}
    numberings: dict[str, Numbering] = {}
    paths = _html_files(site)
    for done, path in enumerate(paths, 1):
        try:
            page = pages.read(_url(path), (site / path).read_bytes())
        except (pages.Skipped, OSError) as reason:
            skipped.append((path, str(reason)))
        else:
            numbering = numberings.setdefault(page.language, Numbering())
            languages.setdefault(page.language, []).append(analyse(page, numbering))
        if progress:
            progress(done, len(paths))
    publisher = Publisher(site / FOLDER)
    publisher.publish(
        {
            "languages": {
                language: _write_language(publisher, found, numberings[language], abbreviations or {})
                for language, found in sorted(languages.items())
            }
        }
    )
    return Report(
        {language: len(found) for language, found in sorted(languages.items())}, tuple(skipped), publisher.size
    )


def _html_files(site: Path) -> list[str]:
    found = (path.relative_to(site).as_posix() for path in site.rglob("*.html") if path.is_file())
    return sorted(path for path in found if path != "404.html" and not path.startswith(f"{FOLDER}/"))


def _url(path: str) -> str:
    return quote(path.removesuffix("index.html") if path.split("/")[-1] == "index.html" else path)


def _write_language(
    publisher: Publisher, found: list[Analysed], numbering: Numbering, abbreviations: Mapping[str, str | Sequence[str]]
) -> dict[str, object]:
    stream = _stream(found, numbering)
    words = stream.words
    entries = postings.invert(stream, len(found), pairs=len(found) > 400)
    shards = [(key, publisher.add("postings", content)) for key, content in postings.shards(entries)]
    texts = [
        (count, publisher.add("texts", content))
        for count, content in _grouped([_text(item.page) for item in found], _TEXTS_FILE, "\x1d")
    ]
    heads = [f"{item.page.url}\t{item.page.title}" for item in found]
    are_few = sum(map(len, heads)) <= _PAGES_FILE
    files = [] if are_few else _grouped(heads, _PAGES_FILE, "\n")
    titles = [(count, publisher.add("pages", content)) for count, content in files]
    frequency = np.zeros(len(words) + 1, dtype=np.int64)
    alone = entries.second == 0
    frequency[entries.first[alone]] = np.diff(entries.starts)[alone]
    prefixes, rests = _front_code(words)
    core = codec.blocks(
        [
            codec.text("\n".join(rests)),
            bytes(prefixes),
            np.floor(np.log2(np.maximum(frequency[1:], 1))).astype(np.uint8).tobytes(),
            codec.numbers(np.diff([key[0] for key, _ in shards], prepend=0).astype(np.uint64)),
            codec.numbers([key[1] for key, _ in shards]),
            b"".join(digest for _, digest in shards),
            codec.text("\n".join(heads)) if are_few else b"",
            codec.numbers([count for count, _ in titles]),
            b"".join(digest for _, digest in titles),
            codec.numbers([count for count, _ in texts]),
            b"".join(digest for _, digest in texts),
            _facets([item.page for item in found]),
            codec.numbers(_days([item.page for item in found])),
            codec.text(json.dumps(_folded(abbreviations), ensure_ascii=False, sort_keys=True)),
        ]
    )
    return {"pages": len(found), "words": publisher.add("words", core).hex()}


def _stream(found: list[Analysed], numbering: Numbering) -> postings.Stream:
    """Number the terms anew in the order of the alphabet, so that the index depends on the pages alone."""
    inside = parts(numbering.terms())
    for found_parts in inside.values():
        numbering.number(found_parts)
    words = numbering.terms()
    order = sorted(range(len(words)), key=words.__getitem__)
    numbers = np.zeros(len(words) + 1, dtype=np.int64)
    numbers[np.asarray(order, dtype=np.int64) + 1] = np.arange(1, len(words) + 1)
    whole = np.repeat([numbering.number([word])[0] for word in inside], [len(cut) for cut in inside.values()])
    part = [number for cut in inside.values() for number in numbering.number(cut)]
    return postings.Stream(
        words=[words[i] for i in order],
        terms=numbers[np.concatenate([np.frombuffer(item.terms, dtype=np.uint32) for item in found])],
        pages=np.repeat(np.arange(len(found)), [len(item.terms) for item in found]),
        weights=np.concatenate([np.frombuffer(item.weights, dtype=np.uint8) for item in found]),
        parts=np.stack([numbers[whole.astype(np.int64)], numbers[np.asarray(part, dtype=np.int64)]]),
    )


def _front_code(words: Sequence[str]) -> tuple[list[int], list[str]]:
    """Say of each word how many letters it shares with the one before (255 at most), and what follows."""
    prefixes, rests, before = [], [], ""
    for word in words:
        shared = 0
        for a, b in zip(word, before, strict=False):
            if a != b or shared == 255:
                break
            shared += 1
        prefixes.append(shared)
        rests.append(word[shared:])
        before = word
    return prefixes, rests


def _text(page: pages.Page) -> str:
    return "\x1e".join(f"{item.heading}\x1f{item.anchor}\x1f{item.text}" for item in page.sections)


def _grouped(items: Sequence[str], size: int, between: str):
    """Put neighbours together into files of about `size` bytes: (count, content) of each."""
    group: list[bytes] = []
    total = 0
    for item in items:
        encoded = codec.text(item)
        if group and total + len(encoded) > size:
            yield len(group), codec.blocks([between.encode().join(group)])
            group, total = [], 0
        group.append(encoded)
        total += len(encoded)
    if group:
        yield len(group), codec.blocks([between.encode().join(group)])


def _facets(found: Sequence[pages.Page]) -> bytes:
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


def _days(found: Sequence[pages.Page]) -> list[int]:
    """Give each page's day as days since 1970, 0 for none; nothing at all where no page has one."""
    days = [(date.fromisoformat(page.date) - date(1970, 1, 1)).days if page.date else 0 for page in found]
    return [max(day, 0) for day in days] if any(days) else []


def _folded(abbreviations: Mapping[str, str | Sequence[str]]) -> dict[str, list[str]]:
    return {
        fold(normalise(short)): [fold(normalise(name)) for name in ([names] if isinstance(names, str) else names)]
        for short, names in abbreviations.items()
    }
