"""The pages of one build: which stay as the last one left them, and what the others are made of.

letters of few texts changed   their pages are made, and what shows these letters (`kept.Edit`); all else stays
anything else changed          Work(page) is its text and view, and each question that it asks of the site while it is made
  ├─ the same as last time     its file stays where it is, if it holds what was written
  └─ else                      rendered, looked through for personal data, written down for the next build
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from khlang.content.cores import Copy
from khlang.content.facts import digest, name_of
from khlang.content.problem import Problem
from khlang.content.reads import Reads
from khlang.content.render import Rendered
from khlang.pages.html import improve
from khlang.pages.line_ends import with_whole_words
from khlang.pages.security import WORKER
from khlang.publishing.abbreviations import explain
from khlang.publishing.bands import Bands
from khlang.publishing.generated import Group, groups
from khlang.publishing.kept import Kept, Made, MadeGroup
from khlang.publishing.offline import CONTENTS, ZIP, Standing
from khlang.publishing.site import Site, View
from khlang.publishing.site_folder import Stage
from khlang.search import index, meaning
from khlang.search.cache import Cache, Searched

Way = Callable[[str], Any]
"""A question that a page may ask of the site; the answer is what JSON can hold."""


class Superseded(Exception):
    """The build gives way to a newer save."""


class Work:
    """One page while it is made."""

    def __init__(self, site: Site, path: str, place: str, title: str, root: str) -> None:
        self.place, self.root = place, root  # the place is below the site's root; that is its full address or empty
        self._site, self.path, self._title = site, path, title
        self.asked: dict[tuple[str, str], Any] = {}
        self._ways: Mapping[str, Way] = {
            "address": partial(site.address, path),  # where a link leads
            "short": site.short_url,  # the permanent address of a page
            "file": site.contents,  # what a file holds
            "page": site.has_page,  # whether there is such a page
        }

    @cached_property
    def view(self) -> View:
        """What its template gets."""
        return self._site.view(self.path, self.root)

    def forget(self) -> None:
        """Let go of the view, which is made again where somebody asks."""
        vars(self).pop("view", None)

    @cached_property
    def key(self) -> str:
        """A hash of what it is made of."""
        return digest(self._title, self._site.source(self.path), _bytes_of((self.view, self._site.frame)))

    def ask(self, way: str, about: str) -> Any:
        """Ask the site and remember the answer: the page is made of it."""
        answer = self.asked[way, about] = self._ways[way](about)
        return answer

    def rendered(self) -> Rendered:
        """The text as HTML."""
        return self._site.rendered(self.path, partial(self.ask, "address"))

    def improved(self, html: str, url: str) -> str:
        """The same with attachments, cards and abbreviations marked; `url` is the page's address."""
        html = improve(html, url, self._file, partial(self.ask, "short"))
        return explain(html, self._site.library.vocabulary.abbreviations)

    def _file(self, address: str) -> Path | None:
        return self._site.library.docs / address if self.ask("file", address) else None

    @property
    def read(self) -> frozenset[str]:
        """Names of the texts whose letters it shows, besides its own."""
        return frozenset(self._site.read_by(self.path).shared)

    def is_as(self, made: Made) -> bool:
        """Whether the page was made of the same."""
        return made.key == self.key and all(self._ways[way](of) == was for way, of, was in made.asked)

    def made(self, output: str) -> Made:
        """What the next build has to know of it; `output` is the hash of its bytes."""
        asked = tuple((way, of, answer) for (way, of), answer in self.asked.items())
        return Made(self.key, asked, self.read, output)


@dataclass(frozen=True)
class Found:
    """What a copy of this process found out about the pages that it made."""

    pages: Mapping[str, Made]  # by their place; they lie where the new site is made
    leaks: list[Problem]
    read: frozenset[str]  # as `Reads.shared` of the site
    searched: Searched


class Making:
    """What one build makes, and what it keeps."""

    def __init__(
        self, site: Site, last: Kept, stage: Stage, cache: Path | None, pause: Callable[[], None] = lambda: None
    ) -> None:
        """`cache` is the folder of what is kept, if any; `pause` is called often, and may end the build."""
        self._site, self._last, self._stage, self._pause = site, last, stage, pause
        self.kept = Kept(
            last.version,
            dict(last.pages) if site.edit else {},
            faces=site.faces,
            texts=dict(site.texts),
            days=site.days,
            problems=site.problems,
        )
        self.current: Work | None = None  # the page that a template shows
        self.leaks: list[Problem] = []
        self.remade: set[str] = set()  # places of pages that did not stay
        self._cache = cache
        self.bands = Bands(lambda html: self.leaks.extend(site.leaks({"index.html": html})))

    def stays(self, work: Work) -> bool:
        """Whether a page is what it was; then its file stays where it is."""
        self._pause()
        if self._site.edit:
            return work.path not in self._site.edit.remade
        made = self._last.pages.get(work.place)
        if made is None or not work.is_as(made) or not self._stage.stays(work.place, made.output):
            return False
        self.kept.pages[work.place] = replace(made, read=work.read)
        return True

    @cached_property
    def _searched(self) -> Cache:
        return Cache(self._cache / "search" if self._cache else None)

    def written(self, work: Work, html: str, is_for_all: bool = True, is_last: bool = True) -> str:
        """Take note of a page as its template gives it; the page as it is written.

        Personal data is looked for that no source showed. A page for all says what it may load. Where others may still
        change it (not `is_last`), it is theirs to write.
        """
        self.current = None
        self.leaks += self._site.leaks({work.place: self.bands.with_ends(html)})
        guarded = self._site.guarded(html, work.root, work.path) if is_for_all else html
        output = self.bands.whole(with_whole_words(guarded))
        data = output.encode()
        made = self.kept.pages[work.place] = work.made(self._stage.put(work.place, data) if is_last else digest(data))
        index.take(self._searched, work.place, made.output, html.encode())
        self.remade.add(work.place)
        return output

    def deal_out(self, dress: Callable[[], None]) -> None:
        """Let a copy of this process dress pages; each comes to `written` there. `finish` hears what it found out."""
        work = partial(self._found_by, dress, self._searched)  # read before, so that both number terms alike
        self._stage.writers.append(Copy(work, self._site.library.facts))

    def _found_by(self, dress: Callable[[], None], searched: Cache) -> Found:
        leaks, remade, mark = len(self.leaks), set(self.remade), searched.mark()
        dress()
        pages = {place: self.kept.pages[place] for place in self.remade - remade}
        return Found(pages, self.leaks[leaks:], frozenset(self._site.reads.shared), searched.since(mark))

    def _hear(self, found: Found) -> None:
        self.kept.pages.update(found.pages)
        self.remade |= found.pages.keys()
        self._stage.note({place: made.output for place, made in found.pages.items()})
        self.leaks += found.leaks
        self._site.reads.shared |= found.read
        self._searched.add(found.searched)

    def band(self, what: Hashable, make: Callable[[], str]) -> str:
        """What stands for a band in the page that a template shows, or the band itself where that is no page of ours."""
        return self.bands.sign(what, self.current.asked, make) if self.current else make()

    def has_page(self, address: str) -> bool:
        """Whether a page stands at an address, as templates ask."""
        return bool(self.current.ask("page", address) if self.current else self._site.has_page(address))

    def finish(self, root: str, is_for_all: bool = True) -> list[Problem]:
        """Write the generated files and the index, bring the site up to date, and keep what was found.

        `root` is the site's full address or empty. Where there is personal data, nothing is published; it is returned.
        A site that only its writer sees (not `is_for_all`) shows what is held back, and leaves the record of the published
        one alone; nothing of it is kept on a reader's device.
        """
        for copy in self._stage.writers:
            self._hear(copy.answer())
        self._pause()
        if leaks := self._fill(groups(self._site, root, self._cache and self._cache / "cards")):
            return leaks
        if not is_for_all:
            from khlang.publishing.preview import problem_pages

            self._stage.fill(problem_pages(self._site))
        index.build(
            self._stage,
            **self._site.words_for_search,
            model=meaning.installed() if is_for_all and self._site.settings.search_meaning else None,
            cache=self._searched,
            progress=lambda done, of: self._pause(),
        )
        if root and is_for_all:
            hashes = self._stage.hashes()
            self._stage.fill(self._site.offline(hashes, self._stage.read, self._standing(hashes)))
        self._pause()
        self.kept.site = self._stage.publish()
        self.kept.shared = frozenset(self._site.reads.shared) | (self._last.shared if self._site.edit else frozenset())
        self._site.library.facts.save()
        if is_for_all:
            self.kept.save(self._cache)
        return []

    def _fill(self, generated: Mapping[str, Group]) -> list[Problem]:
        """Put the generated files into the site; the personal data in all that was made, pages included."""
        made = {name: group for name, group in generated.items() if not self._stays(name)}
        self._stage.keep(self._untouched() if self._site.edit else ())
        clean = set(self._last.clean if self._site.edit else ())
        for name, group in made.items():
            reads = Reads()
            with reads.of():
                places = [self._put(place, data, group, clean) for place, data in group.make().items()]
            self.kept.groups[name] = MadeGroup(tuple(places), frozenset(reads.shared))
        self.kept.clean = frozenset(clean)
        return sorted(set(self.leaks))  # copies look at the same bands

    def _put(self, place: str, data: bytes, group: Group, clean: set[str]) -> str:
        """Put a file into the site, one after the other, as all of them are large; what says anything new is looked through."""
        if not group.is_repeated:
            name = name_of(place, data)
            if name not in self._last.clean:
                self.leaks += self._site.leaks({place: data})
            clean.add(name)
        self._stage.put(place, data)
        return place

    def _standing(self, hashes: Mapping[str, str]) -> Standing:
        """The files for reading offline as the last build left them, and what is as it was then."""
        contents, archive = self._stage.standing(CONTENTS), self._stage.standing(ZIP)
        if contents is None or archive is None:
            return Standing()
        was = self._last.site
        return Standing(
            {place for place, name in hashes.items() if place in was and was[place][0] == name}, contents, archive
        )

    def _stays(self, name: str) -> bool:
        """Whether a group of generated files is as it was."""
        made = self._last.groups.get(name)
        if made is None or self._site.edit is None or made.read & self._site.edit.names:
            return False
        self.kept.groups[name] = made
        return True

    def _untouched(self) -> set[str]:
        """The places of files that stay after an edit; the index sees for itself, as does what is made of the whole site."""
        old = (made.places for name, made in self._last.groups.items() if self.kept.groups.get(name) is not made)
        again = {place for places in old for place in places} | self.remade | {CONTENTS, WORKER, ZIP}
        of_index = {
            place for place in self._last.site if place.startswith(f"{index.FOLDER}/")
        } - self._last.pages.keys()
        return self._last.site.keys() - again - of_index


def _bytes_of(value: object) -> bytes:
    """A value as bytes that are the same in every run: pickled without references, which would tell equal from identical."""
    target = io.BytesIO()
    pickler = pickle.Pickler(target, 5)
    pickler.fast = True
    pickler.dump(value)
    return target.getvalue()
