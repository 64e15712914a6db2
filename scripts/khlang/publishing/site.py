"""A site to be published: the library without what is held back, its pages and its generated files.

This is all that an engine needs to know; `mkdocs_plugin` is one engine's door to it. What makes lists, the home page, the
form and pages of data is imported when such a page is made: most edits are of a text, whose page needs none of it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from khlang import checks
from khlang.checks import built
from khlang.checks.files import is_admitted
from khlang.checks.links import HIDDEN
from khlang.checks.personal import allowed_contacts
from khlang.content.entry import Entry, url_of
from khlang.content.facts import Facts, digest
from khlang.content.kinds import language_of, original_path
from khlang.content.library import Library, name_of_file
from khlang.content.library import load as load_library
from khlang.content.markdown import literal
from khlang.content.problem import Problem
from khlang.content.reads import Reads
from khlang.content.render import Rendered, Resolve, renderer
from khlang.content.settings import Settings
from khlang.content.site_names import fill
from khlang.pages.contribute import FORM_PAGE
from khlang.pages.entry import EntryPage, entry_page
from khlang.pages.feeds import WHOLE, feeds_by_page
from khlang.pages.follow import Followed, followed
from khlang.pages.guide.page import GuidePage
from khlang.pages.html import css_string
from khlang.pages.lists.rows import Place
from khlang.pages.practices.take_home.take_home import TWIN, TakeHome, take_home
from khlang.pages.security import policy
from khlang.pages.texts import published_text
from khlang.publishing import cards, pyodide
from khlang.publishing.for_machines import ForMachines, head_of
from khlang.publishing.kept import Edit, Kept
from khlang.thai.numerals import show

if TYPE_CHECKING:
    from khlang.pages.home import Home
    from khlang.pages.pages import Page
    from khlang.pages.research.findings import FindingsPage
    from khlang.publishing.offline import Standing

SEARCH_PAGES = {"search.md": "ค้นหา", "en/search.md": "Search"}


def held_by_files(library: Library, faulty: frozenset[str]) -> list[Problem]:
    """A page that shows a faulty picture or attachment waits for it: it would go out with a gap."""
    return [
        HIDDEN.at(text.path, link.line, f"ไฟล์ {link.target} มีสิ่งที่ต้องแก้ จึงพักหน้านี้ไว้ด้วย ให้แก้ไฟล์นั้นก่อน")
        for text in library.texts
        for link in text.links
        if (target := library.target(text.path, link.target)) in faulty and not target.endswith(".md")
    ]


def _iso(changes: Mapping[str, datetime.date]) -> dict[str, str]:
    return {path: day.isoformat() for path, day in changes.items()}


@dataclass(frozen=True)
class View:
    """What a template gets for one page."""

    template: str
    page: EntryPage | None = None  # of pages that have a file of their own
    listing: Page | None = None  # of pages that are made
    home: Home | None = None
    form: Mapping[str, Any] | None = None  # what the form of this page asks: `form_data()`
    take_home: TakeHome | None = None  # what can be taken home of an entry
    findings: FindingsPage | None = None  # what the data of a survey or a study say
    picture: str = ""  # the address of its social card; empty where none can be drawn
    feed: Followed | None = None  # that belongs to this page
    for_machines: ForMachines | None = None  # of entries, where the site knows its address
    neighbours: tuple[Place, ...] = ()  # sites of other offices that the search page may ask
    twin: str = ""  # address of the page as Markdown; empty where it has none


@dataclass(frozen=True)
class Site:
    """Everything that is published, and why the rest is not."""

    library: Library  # without faulty files
    problems: tuple[Problem, ...]
    changes: Mapping[str, datetime.date] = field(default_factory=dict, repr=False)
    reads: Reads = field(default_factory=Reads, repr=False)  # of what is made or judged for the whole site
    edit: Edit | None = None  # what changed since the last build; None: all may have
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)  # path → `facts.name_of`, faulty ones included
    _by_page: dict[str, Reads] = field(default_factory=dict, repr=False)

    @classmethod
    def load(
        cls,
        docs: Path,
        today: datetime.date,
        changes: Mapping[str, datetime.date],
        facts: Facts | None = None,
        last: Kept | None = None,
        lost: frozenset[str] = frozenset(),
    ) -> Site:
        """Read a content folder and hold back every file that has an error. What is found out becomes part of `facts`.

        Where only letters of texts differ from `last`, what the last build kept, the site knows so (`edit`). `lost` are
        files of that build that are there no more.
        """
        library = load_library(docs, today, facts)
        edit = Edit.since(last, library, _iso(changes), lost) if last else None
        return (cls._after(edit, library, changes, last) if edit and last else None) or cls._judged(library, changes)

    @classmethod
    def _judged(cls, library: Library, changes: Mapping[str, datetime.date]) -> Site:
        reads = Reads()
        problems = checks.run(library, advice=False, reads=reads)
        problems += held_by_files(library, checks.faulty(problems))
        return cls(
            library.without(checks.faulty(problems)), tuple(sorted(problems)), changes, reads, texts=library.names
        )

    @classmethod
    def _after(cls, edit: Edit, library: Library, changes: Mapping[str, datetime.date], last: Kept) -> Site | None:
        """The site after an edit, where other texts have the problems that they had; None if more than letters changed."""
        reads = Reads()
        problems = checks.run(library, edit.texts, advice=False, reads=reads)
        problems += (problem for problem in last.problems if problem.path not in edit.texts)
        held = held_by_files(library, checks.faulty(problems))
        problems += (problem for problem in held if problem.path in edit.texts)
        sound = library.without(checks.faulty(problems))
        edit = replace(edit, remade=edit.remade & {text.path for text in sound.published})
        site = cls(sound, tuple(sorted(problems)), changes, reads, edit, library.names)
        return site if site.faces == last.faces else None

    def with_library(self, library: Library, problems: Iterable[Problem]) -> Site:
        """The site of another library, with the lists of this one: for a look at a page before all is made anew."""
        site = replace(self, library=library, problems=tuple(problems))
        vars(site).update({name: value for name, value in vars(self).items() if name in ("_made_th", "_made_en")})
        return site

    @property
    def unbuildable(self) -> str | None:
        """Why no site can be built at all, as a sentence; None where one can."""
        if self.library.has_faulty_vocabulary:
            return "บัญชีคำใน docs/_data มีข้อผิดพลาด ต้องแก้ก่อนสร้างเว็บ"
        linked = [path for path in sorted(self.library.shortcuts) if (self.library.docs / path).is_dir()]
        if linked:  # engines follow it: round and round, or through the whole disk
            return f"docs/{linked[0]} เป็นทางลัดไปยังโฟลเดอร์ ต้องลบก่อนสร้างเว็บ แล้วคัดลอกไฟล์จริงมาวางแทน"
        return None

    @property
    def settings(self) -> Settings:
        """The site's choices."""
        return self.library.settings

    @cached_property
    def _published_files(self) -> frozenset[str]:
        """Public texts, and the files that they link to: a withdrawn entry takes its pictures along."""
        texts = self.library.published
        linked = {self.library.target(text.path, link.target) for text in texts for link in text.links}
        others = {
            path for path in linked if path in self.library.files and not path.endswith(".md") and is_admitted(path)
        }
        return frozenset(({text.path for text in texts} | others) - checks.faulty(self.problems))

    def admits(self, path: str) -> bool:
        """Whether a file of the content folder goes onto the site."""
        return path in self._published_files

    def made(self, language: str = "th") -> dict[str, Page]:
        """The made pages of a language by the Markdown file that each stands for."""
        return self._made_th if language == "th" else self._made_en

    @cached_property
    def _made_th(self) -> dict[str, Page]:
        from khlang.pages.pages import pages

        with self.reads.of():
            return {page.uri: page for page in pages(self.library)}

    @cached_property
    def _made_en(self) -> dict[str, Page]:
        from khlang.pages.pages import pages

        with self.reads.of():
            return {page.uri: page for page in pages(self.library, "en")}

    def generated(self, language: str = "th") -> list[str]:
        """The Markdown files that pages without a file stand for. English has no lists of its own."""
        if language != "th":
            return ["en/search.md"]
        return [*(uri for uri in self._made_th if uri not in self.library.files), "search.md"]

    def title(self, path: str) -> str:
        """The title of a page by its file."""
        entry = self.entry(path)
        if entry is not None:
            return entry.translations.get(language_of(path), entry).meta.title
        return SEARCH_PAGES[path] if path in SEARCH_PAGES else self._made_th[path].title

    def read_by(self, path: str) -> Reads:
        """Whose letters `source` and `view` of a page have read, besides its own."""
        return self._by_page.setdefault(path, Reads())

    def source(self, path: str) -> str:
        """The Markdown text of a page by its file; of made pages, those of the guide have one."""
        with self.read_by(path).of(self.library.own(path)):
            return self._source(path)

    def _source(self, path: str) -> str:
        entry = self.entry(path)
        if entry is None:
            page = self._made_th.get(path)
            return page.text if isinstance(page, GuidePage) else ""
        text = entry.translations.get(language_of(path), entry)
        if entry.kind.takes_site_names:
            return fill(text.front_matter.body, self.settings, language_of(path), literal)
        return published_text(self.library, entry) if text is entry else text.front_matter.body

    def rendered(self, path: str, resolve: Resolve | None = None) -> Rendered:
        """The text of a page as HTML, by its file; `resolve` stands in for `address` where somebody listens."""
        return renderer().render(self.source(path), resolve or partial(self.address, path))

    def address(self, path: str, link: str) -> str | None:
        """Where a link in the file of a page leads, as typed there."""
        return self.library.address(path, link, language=language_of(path))

    def contents(self, path: str) -> str | None:
        """A hash of what an attachment or picture holds; None where the site has no such file."""
        if path not in self.library.files or path.endswith(".md"):
            return None
        if path not in self._contents:
            self._contents[path] = digest(self.library.read(path)) if (self.library.docs / path).is_file() else None
        return self._contents[path]

    @cached_property
    def _contents(self) -> dict[str, str | None]:
        return {}

    def view(self, path: str, root: str = "") -> View:
        """The view of a page by its Markdown file; `root` is the site's full address or empty."""
        with self.read_by(path).of(self.library.own(path)):
            return self._view(path, root)

    def _view(self, path: str, root: str) -> View:
        language, picture = language_of(path), cards.address(self._card(path))
        path = original_path(path)
        if path in SEARCH_PAGES:
            asked = (Place(one.name, one.address) for one in self.library.vocabulary.offices if one.search)
            return View("search.html", picture=picture, neighbours=tuple(asked) if language == "th" else ())
        entry = self.library.by_path.get(path)
        page = entry_page(self.library, entry, self.changes, language) if entry else None
        if path == "index.md":
            from khlang.pages.home import home

            return View(
                "home.html", page, home=home(self.library, language), picture=picture, feed=self._feed(language)
            )
        if path == FORM_PAGE and language == "th":
            from khlang.pages.contribute.form_data import form_data

            return View("contribute.html", page, form=form_data(self.library.vocabulary), picture=picture)
        findings = self._findings(entry) if entry and language == "th" else None
        listing = None if entry and entry.kind.is_listed else self.made(language).get(path)
        return View(
            listing.template
            if listing
            else "research.html"
            if findings
            else entry.kind.template
            if entry
            else "main.html",
            page,
            listing,
            findings=findings,
            take_home=take_home(self.library, entry) if entry and language == "th" else None,
            picture=picture,
            feed=None if entry and entry.kind.is_listed else self._feed(language, url_of(path)),
            for_machines=head_of(self.library, entry, page.crumbs, root)
            if entry and page and language == "th"
            else None,
            twin=self._twin(entry) if root and entry and language == "th" else "",
        )

    def _findings(self, entry: Entry) -> FindingsPage | None:
        if not entry.meta.data_files:
            return None
        from khlang.pages.research.findings import findings_page

        return findings_page(self.library, entry)

    @staticmethod
    def _twin(entry: Entry) -> str:
        """The address of the page of an entry as Markdown; empty where it has none."""
        from khlang.publishing.twins import has_twin

        return f"{entry.url}{TWIN}" if has_twin(entry) else ""

    def _feed(self, language: str, url: str = "") -> Followed | None:
        """The feed of the page at an address; feeds are in Thai."""
        feed = feeds_by_page(self.library).get(url) if language == "th" else None
        return followed(feed) if feed else None

    def _card(self, path: str) -> cards.Card:
        """The social card of a page by its Markdown file."""
        language = language_of(path)
        entry = self.entry(path)
        if entry:
            return cards.card_of_entry(self.library, entry, language)
        page = self.made(language).get(original_path(path))
        return (
            cards.card_of_page(self.settings, page.title, language)
            if page
            else cards.card_of_site(self.settings, language)
        )

    def cards(self) -> Iterator[cards.Card]:
        """The social cards of all pages."""
        texts = (text.path for text in self.library.published)
        yield from map(self._card, (*texts, *self._made_th, *SEARCH_PAGES))
        yield from (cards.card_of_page(self.settings, page.title, "en") for page in self._made_en.values())

    @property
    def words_for_search(self) -> dict[str, Any]:
        """What the search index is to know of the office's words, by the names that `khlang.search.index.build` has for it."""
        return {"abbreviations": self.library.vocabulary.long_names, "everyday": self.library.vocabulary.thesaurus}

    def offline(self, built: Iterable[str], read: Callable[[str], bytes], standing: Standing) -> dict[str, bytes]:
        """What lets readers go on without a network, made of all files that were `built`."""
        from khlang.publishing.offline import offline_files

        gone = [url for entry in self.library.withdrawn for url in (entry.url, entry.short_url) if url]
        day = max((entry.day for entry in self.library.listed), default=self.library.today)
        return offline_files(built, read, gone, day, standing)

    def leaks(self, files: Mapping[str, str | bytes]) -> list[Problem]:
        """Personal data in files to be published, by their place below the site's root, that no source file showed."""
        return [problem for path, text in files.items() for problem in built.check(path, text, self._public_contacts)]

    @cached_property
    def _public_contacts(self) -> frozenset[str]:
        return allowed_contacts(self.settings)

    def entry(self, path: str) -> Entry | None:
        """The entry of a Markdown file, a translation's included."""
        return self.library.by_path.get(original_path(path))

    def short_url(self, url: str) -> str | None:
        """The permanent short address of the page at an address, both below the site's root."""
        return self._short_urls.get(url)

    @cached_property
    def _short_urls(self) -> dict[str, str]:
        return {entry.url: entry.short_url for entry in self.library.public if entry.short_url}

    @cached_property
    def _addresses(self) -> frozenset[str]:
        """Every page of the site, below its root."""
        entries = {
            f"{language}/{entry.url}" if language else entry.url
            for entry in self.library.public
            for language in ("", *entry.translations)
        }
        made = (*self.generated(), *self.generated("en"))  # a list whose file is held back has no page
        return frozenset(entries | {url_of(uri) for uri in made})

    def guarded(self, html: str, root: str, uri: str = "") -> str:
        """A page with what it may load; the form may ask the drop box too, and the host from which Google answers for it,

        the search page the indexes of the neighbours that the office chose.
        """
        box = self.settings.drop_box if uri == FORM_PAGE else None
        connects = [box, "https://script.googleusercontent.com"] if box else []
        if uri == "search.md":
            connects += [f"{office.address}search/" for office in self.library.vocabulary.offices if office.search]
        return policy(html, root, connects=connects)

    def has_page(self, address: str) -> bool:
        """Whether a page stands at an address below the site's root."""
        return f"{address}index.html" in self.edit.pages if self.edit else address in self._addresses

    @cached_property
    def days(self) -> dict[str, str]:
        """Path of a text → when it changed, as git says."""
        return _iso(self.changes)

    @cached_property
    def faces(self) -> str:
        """A hash of all that views are made of but the letters of texts: who reads those is noted (`reads`)."""
        library = self.library
        texts = [(text.path, text.front_matter.head, text.headings, text.links) for text in library.texts]
        names = {text.path for text in library.texts}
        others = [(path, name_of_file(library, path)) for path in sorted(library.files - names)]
        held = sorted(checks.faulty(self.problems))
        return digest(repr((texts, others, held, library.today.isoformat(), cards.can_draw(), self.frame)))

    @cached_property
    def frame(self) -> tuple[object, ...]:
        """What every page shows besides its own view, and what no settings say."""
        with self.reads.of():
            values = self.template_globals().items()
        return tuple((name, value) for name, value in values if not callable(value) and value is not self.settings)

    def template_globals(self) -> dict[str, Any]:
        """What every template may read: the settings; `number()`, which shows a number in the site's digits;

        `css_string()`, for text within a style sheet; `has_page()`, whether a page stands at an address below the site's root; the address of the site's social card, and the size of all; how many MB Python takes in a browser, 0 where it is not there; whether the home page stands in the other language too.
        """
        return {
            "site": self.settings,
            "number": partial(show, numerals=self.settings.numerals),
            "css_string": css_string,
            "has_page": self.has_page,
            "picture": cards.address(cards.card_of_site(self.settings)),
            "picture_size": cards.SIZE,
            "browser_python": -(-pyodide.size(pyodide.cache(self.library.docs)) // 1_000_000),
            "whole_feed": followed(WHOLE),
            "has_other_home": bool(self.library.by_path["index.md"].translations)
            if "index.md" in self.library.by_path
            else False,
        }
