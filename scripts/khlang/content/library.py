"""Everything that the content folder holds, read once: the one place that reads content."""

from __future__ import annotations

import datetime
import os
import posixpath
import re
import stat
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from pathlib import Path
from types import MappingProxyType
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from khlang.content.cores import on_all_cores
from khlang.content.entry import Entry, Own, Translation, is_kind, url_of
from khlang.content.facts import Facts, name_of
from khlang.content.front_matter import read_text
from khlang.content.kinds import original_path
from khlang.content.kinds.week import Week
from khlang.content.problem import Problem
from khlang.content.reading import READING, read
from khlang.content.reads import Reads, note, note_all
from khlang.content.settings import Settings
from khlang.content.vocabulary import FOLDER as DATA_FOLDER
from khlang.content.vocabulary import Choice, Group, Names, School, Tag, Vocabulary
from khlang.content.vocabulary import load as load_vocabulary

_ID_LINE = re.compile(r"^id:[ \t]*[\"']?([a-z0-9]+)", re.MULTILINE)
LEAVES_SITE = re.compile(r"(?:[a-z][a-z0-9+.\-]*:|//)", re.IGNORECASE)  # a scheme as of RFC 3986, or a host


Memo = dict[Hashable, Any]
"""What was asked → what was answered."""


@dataclass(frozen=True, eq=False)  # compared and hashed by identity: it is read once a build
class Library:
    """All entries and vocabularies of a site; immutable and sorted."""

    docs: Path
    today: datetime.date
    vocabulary: Vocabulary
    entries: tuple[Entry, ...]  # newest first, then by path; plain pages last
    files: frozenset[str]  # every file below docs, relative, with forward slashes; shortcuts as well
    translations: tuple[Translation, ...] = ()
    problems: tuple[Problem, ...] = field(default=(), repr=False)  # found while reading
    shortcuts: frozenset[str] = frozenset()  # those of the files that are symbolic links
    facts: Facts = field(default_factory=Facts, repr=False)  # of the files, each known by what it holds
    memo: Memo = field(default_factory=dict, repr=False)  # of functions that are `remembered`
    file_memo: Memo = field(default_factory=dict, repr=False)  # of those that are `remembered_of_files`

    @property
    def settings(self) -> Settings:
        """The site's choices."""
        return self.vocabulary.settings

    @cached_property
    def has_faulty_vocabulary(self) -> bool:
        """Whether `_data` could not be read whole, so that no name can be judged by it."""
        return any(problem.is_error and problem.path.startswith(f"{DATA_FOLDER}/") for problem in self.problems)

    @cached_property
    def by_path(self) -> dict[str, Entry]:
        """Entries by their file."""
        return {entry.path: entry for entry in self.entries}

    @cached_property
    def names(self) -> dict[str, str]:
        """Path of a text → `facts.name_of` its file."""
        return {text.path: text.front_matter.name for text in self.texts}

    def own(self, path: str) -> frozenset[str]:
        """The names of the texts that belong together with one, by its file: those of its entry, in all languages."""
        entry = self.by_path.get(original_path(path))
        texts = (entry, *entry.translations.values()) if entry else ()
        return frozenset(text.front_matter.name for text in texts)

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """Entries by their permanent id; of two with one id the first counts."""
        return {entry.meta.id: entry for entry in reversed(self.entries) if entry.meta.id}

    @property
    def texts(self) -> tuple[Entry | Translation, ...]:
        """All entries, then all translations."""
        return (*self.entries, *self.translations)

    @cached_property
    def unread(self) -> frozenset[str]:
        """Ids that stand in files which could not be understood: whoever names one of them makes no mistake."""
        understood = {text.path for text in self.texts}
        paths = sorted(path for path in self.files if path.endswith(".md") and path not in understood)
        texts = (read_text(self.docs / path, path).value for path in paths)
        return frozenset(line[1] for text in texts if (line := _ID_LINE.search(text)))

    @cached_property
    def public(self) -> tuple[Entry, ...]:
        """What readers may see: published or retired, and examples only while the site shows them."""
        return tuple(entry for entry in self._shown if entry.kind.has_text)

    @property
    def published(self) -> tuple[Entry | Translation, ...]:
        """The texts of the public entries, in all languages: each has a page."""
        texts: list[Entry | Translation] = []
        for entry in self.public:
            texts += (entry, *entry.translations.values())
        return tuple(texts)

    @cached_property
    def weeks(self) -> tuple[Entry[Week], ...]:
        """The public records of weeks without a summary; they have no page of their own."""
        return tuple(entry for entry in self._shown if is_kind(entry, Week))

    @cached_property
    def _shown(self) -> tuple[Entry, ...]:
        return tuple(
            entry for entry in self.entries if entry.is_public and (self.settings.show_examples or not entry.is_example)
        )

    @cached_property
    def listed(self) -> tuple[Entry, ...]:
        """The public entries that stand in lists: everything but plain pages."""
        return tuple(entry for entry in self.public if entry.kind.is_listed)

    def is_listed(self, entry: Entry) -> bool:
        """Whether an entry is among the listed ones, without looking through them."""
        return entry.path in self._public_paths and entry.kind.is_listed

    @cached_property
    def withdrawn(self) -> tuple[Entry, ...]:
        """Entries taken back, whose addresses carry a notice."""
        return tuple(entry for entry in self.entries if entry.status == "withdrawn" and entry.kind.has_text)

    def of_kind(self, meta: type[Own]) -> tuple[Entry[Own], ...]:
        """The listed entries of the kind that has this model."""
        return self._by_kind.get(meta, ())

    @cached_property
    def _by_kind(self) -> dict[type, tuple[Entry[Any], ...]]:
        entries: dict[type, list[Entry]] = defaultdict(list)
        for entry in self.listed:
            entries[type(entry.meta)].append(entry)
        return {meta: tuple(rows) for meta, rows in entries.items()}

    def find(self, meta: type[Own], id_: str | None) -> Entry[Own] | None:
        """The entry with an id, published or not, if it is of the kind that has this model."""
        entry = self.by_id.get(id_ or "")
        return entry if entry is not None and is_kind(entry, meta) else None

    def owner(self, entry: Entry) -> Group | School | None:
        """The group or school that stands behind an entry."""
        return self.vocabulary.owner(entry.meta.owner) if entry.meta.owner else None

    def tags(self, entry: Entry) -> tuple[Tag, ...]:
        """The tags of an entry, without those that no vocabulary knows."""
        return self._known(self.vocabulary.tags, entry.meta.tags)

    def choices(self, entry: Entry, field: str) -> tuple[Choice, ...]:
        """What a field of an entry names, as rows of the vocabularies from which it takes its values."""
        source = type(entry.meta).vocabularies()[field]
        typed = entry.meta.names(field)
        if source.by_place:
            rows = self.vocabulary.of(source.vocabularies[0]).rows
            return tuple(rows[int(number) - 1] for number in typed if int(number) <= len(rows))
        return tuple(row for name in source.vocabularies for row in self._known(self.vocabulary.of(name), typed))

    @staticmethod
    def _known(names: Names[Any], typed: Collection[str]) -> tuple[Any, ...]:
        rows = (names.find(name) for name in typed)
        return tuple(row for row in rows if row is not None)

    def target(self, path: str, link: str) -> str | None:
        """The file below docs that a link in a file points to; None for links that leave the site or the page."""
        link = link.split("#")[0].split("?")[0]
        if not link or link.startswith("/") or LEAVES_SITE.match(link):
            return None
        return posixpath.normpath(posixpath.join(posixpath.dirname(path), link))

    def address(self, path: str, link: str, language: str = "th") -> str | None:
        """The address, relative to the page of a file, that a link in it leads to.

        None for links that leave the site or stay in the page, and for pages that are not published.
        """
        target = self.target(path, link)
        if target is None or target not in self.files:
            return None
        page = self.by_path.get(target)
        if target.endswith(".md") and (
            page is None or (page.path not in self._public_paths and page not in self.withdrawn)
        ):
            return None
        url = target if page is None else page.url
        if page is not None and language in page.translations:
            url = f"{language}/{url}"
        here = ("" if language == "th" else f"{language}/") + url_of(path.replace(f".{language}.md", ".md"))
        relative = posixpath.relpath(url or ".", here or ".")
        tail = link[len(link.split("#")[0].split("?")[0]) :]
        return relative + ("/" if page is not None and not relative.endswith("/") else "") + tail

    def review_due(self, entry: Entry) -> datetime.date | None:
        """The day by which somebody should look at an entry again; None for kinds that do not wear off.

        It counts from the last review that has answers, else from the first approval, else from the entry's own day.
        """
        if not entry.kind.is_reviewed or entry.status != "published":
            return None
        days: list[datetime.date] = [entry.day, *(answers.date for answers in entry.meta.reviews)]
        days += [entry.meta.reviewed_by.date] if entry.meta.reviewed_by else []
        return max(days) + datetime.timedelta(days=self.settings.review_days)

    @cached_property
    def due(self) -> tuple[Entry, ...]:
        """The listed entries whose review is due, the longest overdue first."""
        days = [(self.review_due(entry), entry.path, entry) for entry in self.listed]
        return tuple(entry for day, _, entry in sorted(row for row in days if row[0] and row[0] <= self.today))

    @cached_property
    def outcomes(self) -> dict[str, tuple[Entry, ...]]:
        """File → the public entries that say they are based on it."""
        return self._gathered(lambda entry: (source.path for source in self.sources(entry)))

    @cached_property
    def mentions(self) -> dict[str, tuple[Entry, ...]]:
        """File → the public entries whose text links to it."""
        return self._gathered(lambda entry: (self.target(entry.path, link.target) for link in entry.links))

    def _gathered(self, targets: Callable[[Entry], Iterable[str | None]]) -> dict[str, tuple[Entry, ...]]:
        sources: dict[str, dict[str, Entry]] = defaultdict(dict)
        for entry in self.listed:
            for target in targets(entry):
                if target and target != entry.path:
                    sources[target][entry.path] = entry
        return {target: tuple(entries.values()) for target, entries in sources.items()}

    def sources(self, entry: Entry) -> tuple[Entry, ...]:
        """The public entries that an entry says it is based on."""
        named = (self.by_id.get(id_) for id_ in dict.fromkeys(entry.meta.sources))
        return tuple(source for source in named if source and source.path in self._public_paths)

    @cached_property
    def _public_paths(self) -> frozenset[str]:
        return frozenset(entry.path for entry in self.public)

    @cached_property
    def _by_tag(self) -> dict[str, tuple[Entry, ...]]:
        tagged: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.listed:
            for tag in self.tags(entry):
                tagged[tag.key].append(entry)
        return {key: tuple(entries) for key, entries in tagged.items()}

    def tagged(self, key: str) -> tuple[Entry, ...]:
        """The listed entries with a tag."""
        return self._by_tag.get(key, ())

    def related(self, entry: Entry, limit: int = 4) -> tuple[Entry, ...]:
        """The listed entries that share most tags, rarer tags counting more, newest first among equals.

        The weight of a tag is 1 / (number of entries that carry it), so that a tag which everybody uses says little.
        """
        weight: dict[str, float] = defaultdict(float)
        for tag in self.tags(entry):
            rivals = self.tagged(tag.key)
            for other in rivals[:200]:
                weight[other.path] += 1 / len(rivals)
        linked = (*self.outcomes.get(entry.path, ()), *self.mentions.get(entry.path, ()), *self.sources(entry))
        near = {other.path for other in linked}
        ranked = sorted(
            (path for path in weight if path != entry.path and path not in near),
            key=lambda path: (-weight[path], self._order[path]),
        )
        return tuple(self.by_path[path] for path in ranked[:limit])

    @cached_property
    def _order(self) -> dict[str, int]:
        return {entry.path: i for i, entry in enumerate(self.entries)}

    def line(self, path: str, number: int) -> str:
        """A line of a text file of the content folder, as it is now; empty where there is none."""
        lines = lines_of_file(self, path)
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def read(self, path: str) -> bytes:
        """A file of the content folder. Raises OSError where there is none."""
        for name in self.own(path):
            note(name)
        return (self.docs / path).read_bytes()

    def without(self, paths: Collection[str]) -> Library:
        """The same library with the entries and translations of some files held back."""
        kept = (entry for entry in self.entries if entry.path not in paths)
        return replace(
            self,
            entries=tuple(_without_translations(entry, paths) for entry in kept),
            translations=tuple(translation for translation in self.translations if translation.path not in paths),
            memo={},
        )


def _without_translations(entry: Entry, paths: Collection[str]) -> Entry:
    kept = {
        language: translation for language, translation in entry.translations.items() if translation.path not in paths
    }
    return entry if len(kept) == len(entry.translations) else replace(entry, translations=MappingProxyType(kept))


Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
OfLibrary = Callable[Concatenate[Library, Asked], Answer]


def remembered(ask: OfLibrary[Asked, Answer]) -> OfLibrary[Asked, Answer]:
    """Let a function of a library answer each question once: the answer hangs on the library and is freed with it."""
    return _kept(ask, lambda library: library.memo)


def remembered_of_files(ask: OfLibrary[Asked, Answer]) -> OfLibrary[Asked, Answer]:
    """The same for what depends on one entry or file alone: a library with others held back need not ask again."""
    return _kept(ask, lambda library: library.file_memo)


def _kept(ask: OfLibrary[Asked, Answer], memo_of: Callable[[Library], Memo]) -> OfLibrary[Asked, Answer]:
    @wraps(ask)
    def answer(library: Library, *about: Asked.args, **named: Asked.kwargs) -> Answer:
        memo = memo_of(library)
        question = (ask, about, tuple(sorted(named.items())))
        if question not in memo:
            reads = Reads()
            with reads.of():
                found = ask(library, *about, **named)
            memo[question] = found, frozenset(reads.shared)
        found, names = memo[question]
        note_all(names)
        return cast(Answer, found)

    return cast(OfLibrary[Asked, Answer], answer)


@remembered_of_files
def lines_of_file(library: Library, path: str) -> tuple[str, ...]:
    """The lines of a text file of the content folder; none where there is no such file."""
    return tuple(read_text(library.docs / path, path).value.split("\n"))


@remembered_of_files
def name_of_file(library: Library, path: str) -> str:
    """`facts.name_of` a file as it was when somebody first asked; empty where there is none to open."""
    try:
        is_file = stat.S_ISREG((library.docs / path).lstat().st_mode)  # to open a pipe is to wait for ever
        return name_of(path, library.read(path)) if is_file else ""
    except OSError:
        return ""


def load(docs: Path, today: datetime.date, facts: Facts | None = None) -> Library:
    """Read a content folder. Never raises for what files hold: faults become the library's `problems`.

    `facts` spare taking apart what did not change.
    """
    now, facts = time.time_ns(), facts or Facts()
    vocabulary, problems = load_vocabulary(docs, facts)
    files = dict(_files(docs))
    paths = sorted(path for path in files if path.endswith(".md"))
    texts = _texts(docs, paths, vocabulary.settings, problems, facts, now)
    translations = [text for text in texts if isinstance(text, Translation)]
    by_original: dict[str, dict[str, Translation]] = defaultdict(dict)
    for translation in translations:
        by_original[original_path(translation.path)][translation.language] = translation
    entries = [
        replace(text, translations=MappingProxyType(by_original[text.path])) if text.path in by_original else text
        for text in texts
        if isinstance(text, Entry)
    ]
    return Library(
        docs,
        today,
        vocabulary,
        newest_first(entries),
        frozenset(files),
        tuple(translations),
        tuple(sorted(problems)),
        frozenset(path for path, is_shortcut in files.items() if is_shortcut),
        facts,
    )


def _texts(
    docs: Path, paths: list[str], settings: Settings, problems: list[Problem], facts: Facts, now: int
) -> list[Entry | Translation]:
    """What can be understood of some files, in their order; what is wrong with them is added to `problems`."""

    def read_share(share: Sequence[str]) -> tuple[list[Entry | Translation | None], list[Problem]]:
        found: list[Problem] = []
        return [read(docs, path, settings, found, facts, now) for path in share], found

    answers = [read_share(paths)] if facts.has(READING) else on_all_cores(paths, read_share, facts)
    texts = list[Entry | Translation | None](None for _ in paths)
    for number, (share, found) in enumerate(answers):
        texts[number :: len(answers)] = share
        problems += found
    return [text for text in texts if text]


def newest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries in the order of a library: by day, then by path; plain pages, which have no day, last."""
    return tuple(sorted(entries, key=lambda entry: (-(entry.date or datetime.date.min).toordinal(), entry.path)))


def _files(folder: Path | str, below: str = "") -> Iterator[tuple[str, bool]]:
    """Every file below docs that the site could publish, and whether it is a shortcut.

    None that is hidden, none of the vocabularies; shortcuts to folders are told as what they are.
    """
    with suppress(OSError), os.scandir(folder) as found:
        for one in found:
            path = f"{below}{one.name}"
            if one.name.startswith("."):
                continue
            if not one.is_dir(follow_symlinks=False):
                if one.name != DATA_FOLDER or not one.is_dir():
                    yield path, one.is_symlink()
            elif path != DATA_FOLDER:
                yield from _files(one.path, f"{path}/")
