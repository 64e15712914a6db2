"""What was found out about single files, each known by its place and content: asked once, and not again until it changes.

What cannot be read, or was written by another engine or with other vocabularies, counts as nothing: then all is asked anew.
A file is known by its letters; or by its look, with which `reading` spares opening it: whoever writes to a file changes
that, and a restored copy looks different, so a clock that runs wrong or another machine change nothing.

    facts.ask("reading", name_of("knowledge/a.md", data), lambda: …)     the answer of the last time, or of the work
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
import sysconfig
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import khlang
from khlang.content.git import follows
from khlang.content.write import write_file

DATA = "_data"
"""The folder of the vocabularies, below the content folder."""

FILE = "facts"
Answered = tuple[str, str, Any]
"""A question, the name of a file, and the answer."""

_Answer = TypeVar("_Answer")
_HASH = 32  # bytes at the start of the file that stand for the rest


class Facts:
    """Answers about files, by question and `name_of` the file. They hold what `marshal` can: numbers, texts, tuples, lists.

    A file without a name, which is empty for those that were not read from the folder, is asked about each time.
    """

    def __init__(self, folder: Path | None = None, version: str = "") -> None:
        """With no folder they live as long as this object."""
        self._file = folder / FILE if folder else None
        self._version = version
        self._old = self._read()
        self._asked: dict[str, dict[str, Any]] = {}
        self._is_new = False

    def ask(self, question: str, name: str, work: Callable[[], Any]) -> Any:
        """The answer for a file; None is no answer, and is asked again."""
        answer = self.known(question, name)
        if answer is None:
            answer = work()
            self.keep(question, name, answer)
        return answer

    def known(self, question: str, name: str) -> Any:
        """What was answered before; None where nothing was."""
        asked = self._asked.setdefault(question, {})
        if name not in asked and (old := self._old.get(question, {}).get(name)) is not None:
            asked[name] = old
        return asked.get(name)

    def keep(self, question: str, name: str, answer: Any) -> None:
        """Write down an answer."""
        if name and answer is not None:
            self._asked.setdefault(question, {})[name] = answer
            self._is_new = True

    def has(self, question: str) -> bool:
        """Whether anything was ever answered."""
        return bool(self._old.get(question) or self._asked.get(question))

    def with_new(self, work: Callable[[], _Answer]) -> tuple[_Answer, list[Answered]]:
        """What the work gives, and what was asked for the first time meanwhile."""
        before = {question: set(answers) for question, answers in self._asked.items()}
        given = work()
        new = [
            (question, name, answer)
            for question, answers in self._asked.items()
            for name, answer in answers.items()
            if name not in before.get(question, ())
        ]
        return given, new

    def add(self, answered: Iterable[Answered]) -> None:
        """Write down what another process found out."""
        for question, name, answer in answered:
            self.keep(question, name, answer)

    def save(self, whole: Collection[str] = ()) -> None:
        """Write them for the next time. Of a question that was asked of all files, `whole`, what nobody asked for goes."""
        kept = {question: dict(answers) for question, answers in self._old.items() if question not in whole}
        for question, answers in self._asked.items():
            kept[question] = {**kept.get(question, {}), **answers}
        gone = any(self._old.get(question, {}).keys() - kept.get(question, {}).keys() for question in whole)
        if self._file and (self._is_new or gone):
            data = marshal.dumps((self._version, kept))
            with suppress(OSError):  # a folder that nobody may write to costs time, not the work
                write_file(self._file, hashlib.blake2b(data, digest_size=_HASH).digest() + data)
            self._is_new = False
        self._old = kept

    def _read(self) -> dict[str, dict[str, Any]]:
        with suppress(OSError, ValueError, EOFError, TypeError):
            data = self._file.read_bytes() if self._file else b""
            if data and hashlib.blake2b(data[_HASH:], digest_size=_HASH).digest() == data[:_HASH]:
                version, kept = marshal.loads(data[_HASH:])
                return dict(kept) if version == self._version else {}
        return {}


def facts_of(project: Path, docs: Path) -> Facts:
    """What was found out about the files of a project's content folder."""
    return Facts(cache_of(project), version(docs)) if (project / "mkdocs.yml").is_file() else Facts()


def cache_of(project: Path) -> Path | None:
    """The folder in which a project keeps what builds found out; None where it came with the repository.

    Whoever proposes a change could else propose what is believed without a look: a page, or that a file is sound.
    """
    return None if follows(project / ".cache") else project / ".cache/khlang"


Look = tuple[int, ...]
"""Size, times and number of a file as the system has them: whoever writes to it changes its `st_ctime`, or its number."""


def look(state: os.stat_result) -> Look:
    """How a file looks."""
    return state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino


def digest(*parts: bytes | str) -> str:
    """Some values → 32 hexadecimal digits; where one ends and the next begins counts."""
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode(errors="surrogatepass") if isinstance(part, str) else part  # a name may be no UTF-8
        found.update(len(data).to_bytes(8, "big") + data)
    return found.hexdigest()


def name_of(path: str, data: bytes) -> str:
    """The name of a file with a certain content at a certain place."""
    return digest(path, data)


def version(docs: Path, folders: Iterable[Path] = (), *settings: str) -> str:
    """Stands for everything that any page may depend on: the engine, what is installed, templates, settings, vocabularies.

    `folders` hold the templates; `settings` is what else counts, such as the address of the site.
    """
    packages = _packages()
    installed = []
    own = [docs / DATA]
    for folder in map(Path.resolve, folders):
        within = next((folder.relative_to(place) for place in packages if folder.is_relative_to(place)), None)
        if within is None:
            own.append(folder)
        else:
            installed.append(within.as_posix())
    files = (digest(str(number), name, data) for number, folder in enumerate(own) for name, data in _files(folder))
    return digest(_engine(), *installed, *settings, *files)


def _packages() -> set[Path]:
    return {Path(sysconfig.get_path(name)).resolve() for name in ("purelib", "platlib")}


@cache
def _engine() -> str:
    """The code of this process and what is installed beside it: neither is read twice."""
    installed = sorted(name for place in _packages() for name in os.listdir(place) if name.endswith(".dist-info"))
    files = (digest(name, data) for name, data in _files(Path(khlang.__file__).parent))
    return digest(sys.version, zlib.ZLIB_RUNTIME_VERSION, *installed, *files)


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            file = Path(place, name)
            if file.is_file():
                yield file.relative_to(folder).as_posix(), file.read_bytes()
