"""The pages of one build: which stay as the last one left them, and what the others are made of.

Work(page)                    its text and view, and each question that it asks of the site while it is made
  ├─ the same as last time    its file goes over into the new site as it is: the bytes are compared, not trusted
  └─ else                     rendered, looked through for personal data, written down for the next build
"""

from __future__ import annotations

import io
import os
import pickle
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from khlang.content.facts import digest, name_of
from khlang.content.problem import Problem
from khlang.content.render import Rendered
from khlang.content.write import fill
from khlang.pages.html import improve
from khlang.publishing import site_folder
from khlang.publishing.abbreviations import explain
from khlang.publishing.kept import Kept, Made
from khlang.publishing.preview import problem_pages
from khlang.publishing.site import Site
from khlang.search import index, meaning

Way = Callable[[str], Any]
"""A question that a page may ask of the site; the answer is what JSON can hold."""


class Work:
    """One page while it is made."""

    def __init__(self, site: Site, path: str, place: str, title: str, root: str) -> None:
        self.place = place  # below the site's root; `root` is the site's full address or empty
        self.view = site.view(path, root)
        self.key = digest(title, site.source(path), _bytes_of((self.view, site.frame)))
        self.asked: dict[tuple[str, str], Any] = {}
        self._ways: Mapping[str, Way] = {
            "address": partial(site.address, path),  # where a link leads
            "short": site.short_url,  # the permanent address of a page
            "file": site.contents,  # what a file holds
            "page": site.has_page,  # whether there is such a page
        }
        self._site, self._path = site, path

    def ask(self, way: str, about: str) -> Any:
        """Ask the site and remember the answer: the page is made of it."""
        answer = self.asked[way, about] = self._ways[way](about)
        return answer

    def rendered(self) -> Rendered:
        """The text as HTML."""
        return self._site.rendered(self._path, partial(self.ask, "address"))

    def improved(self, html: str, url: str) -> str:
        """The same with attachments, cards and abbreviations marked; `url` is the page's address."""
        html = improve(html, url, self._file, partial(self.ask, "short"))
        return explain(html, self._site.library.vocabulary.abbreviations)

    def _file(self, address: str) -> Path | None:
        return self._site.library.docs / address if self.ask("file", address) else None

    def is_as(self, made: Made | None) -> bool:
        """Whether the page was made of the same."""
        return (
            made is not None and made.key == self.key and all(self._ways[way](of) == was for way, of, was in made.asked)
        )

    def made(self, output: bytes) -> Made:
        """What the next build has to know of it."""
        return Made(self.key, tuple((way, of, answer) for (way, of), answer in self.asked.items()), digest(output))


class Making:
    """What one build makes, and what it keeps."""

    def __init__(self, site: Site, last: Kept, old: Path, new: Path, pause: Callable[[], None] = lambda: None) -> None:
        """`old` is the folder of the site, `new` the one beside it; `pause` is called often, and may end the build."""
        self._site, self._last, self._old, self._new, self._pause = site, last, old, new, pause
        self.kept = Kept(last.version)
        self.current: Work | None = None  # the page that a template shows
        self.leaks: list[Problem] = []
        self.remade: set[str] = set()  # places of pages that did not stay

    def stays(self, work: Work) -> bool:
        """Whether a page is what it was; then its file is in the new site already."""
        self._pause()
        made = self._last.pages.get(work.place)
        if made is None or not work.is_as(made) or not self._taken_over(work.place, made.output):
            return False
        self.kept.pages[work.place] = made
        return True

    def written(self, work: Work, html: str, output: str) -> None:
        """Take note of a page: `html` for what it says, `output` as it is written."""
        self.current = None
        self.leaks += self._site.leaks({work.place: html})
        self.kept.pages[work.place] = work.made(output.encode())
        self.remade.add(work.place)

    def has_page(self, address: str) -> bool:
        """Whether a page stands at an address, as templates ask."""
        return bool(self.current.ask("page", address) if self.current else self._site.has_page(address))

    def finish(self, root: str, cache: Path | None, is_for_all: bool = True) -> list[Problem]:
        """Write the generated files and the index, put the new site into the place of the old one, and keep what was found.

        `root` is the site's full address or empty. Where there is personal data, nothing is published; it is returned.
        A site that only its writer sees (not `is_for_all`) shows what is held back, and leaves the record of the published
        one alone; nothing of it is kept on a reader's device.
        """
        if not is_for_all:
            fill(self._new, problem_pages(self._site))
        self._pause()
        files = {**self._site.files(root), **self._site.pictures(cache / "cards" if cache else None)}
        if leaks := self._look_through(files):
            return leaks
        fill(self._new, {**files, **self._site.repeated(root)})
        index.build(
            self._new,
            **self._site.words_for_search,
            model=meaning.installed() if is_for_all and self._site.settings.search_meaning else None,
            cache=cache / "search" if cache else None,
            progress=lambda done, of: self._pause(),
        )
        fill(self._new, self._site.offline(self._new, root if is_for_all else ""))
        self._pause()
        site_folder.publish(self._new, self._old)
        if is_for_all:
            self.kept.save(cache)
        return []

    def _look_through(self, files: Mapping[str, bytes]) -> list[Problem]:
        """Personal data in all that was made: in pages, and in generated files that the last build did not look through."""
        names = {name_of(place, data): place for place, data in files.items()}
        self.kept.clean = frozenset(names)
        unseen = {place: files[place] for name, place in names.items() if name not in self._last.clean}
        return self.leaks + self._site.leaks(unseen)

    def _taken_over(self, place: str, output: str) -> bool:
        old, new = self._old / place, self._new / place
        try:
            new.parent.mkdir(parents=True, exist_ok=True)
            if old.is_symlink():
                return False
            try:
                os.link(old, new)
            except OSError:  # another disk, or one that knows no links
                new.write_bytes(old.read_bytes())
            if digest(new.read_bytes()) == output:
                return True
        except OSError:
            pass
        with suppress(OSError):
            new.unlink(missing_ok=True)
        return False


def _bytes_of(value: object) -> bytes:
    """A value as bytes that are the same in every run: pickled without references, which would tell equal from identical."""
    target = io.BytesIO()
    pickler = pickle.Pickler(target, 5)
    pickler.fast = True
    pickler.dump(value)
    return target.getvalue()
