"""What MkDocs gets to see: the files that it handles, pages that it need not read, templates that it need not compile."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, FileSystemLoader, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from mkdocs.commands.build import get_context
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel, file_sort_key, set_exclusions
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from khlang import mkdocs_templates
from khlang.content.cores import shares
from khlang.content.failures import explain
from khlang.content.kinds import original_path
from khlang.publishing.bands import address
from khlang.publishing.kept import Edit, place_of
from khlang.publishing.making import Making, Work
from khlang.publishing.site import Site
from khlang.web import published, scripts

_OBJECTS = 50_000  # new ones before Python looks for garbage in circles: pages leave little, and each look costs
_UNDERSTOOD = {"khlang", "i18n"}
_OWN_ASSETS = (
    "assets/khlang/"  # of our theme and overrides/; Material's scripts and styles are not used and not shipped
)


def make_ready() -> None:
    """Let Python and MkDocs be quiet about what a build of ours does often."""
    gc.set_threshold(_OBJECTS)
    for engine in ("mkdocs", "properdocs"):
        logging.getLogger(f"{engine}.commands.build").addFilter(_is_no_page)


def _is_no_page(told: logging.LogRecord) -> bool:
    """MkDocs tells of pages that come back to it empty; ours do, as they are written where they belong."""
    return not str(told.msg).startswith("Page skipped")


class _OwnAssets(FileSystemLoader):
    """Templates of all themes; of their other files only ours are listed, as no other is published.

    Material has 12,000 icons, and MkDocs would list them once a language.
    """

    def list_templates(self) -> list[str]:
        folders = [Path(folder) for folder in self.searchpath]
        found = {
            file.relative_to(folder)
            for folder in folders
            for file in folder.glob(f"{_OWN_ASSETS}**/*")
            if file.is_file()
        }
        return sorted(path.as_posix() for path in found)


def list_own_assets(theme: Any) -> None:
    """Let a theme of MkDocs name our files alone; it may be told so twice."""
    make = type(theme).get_env

    def get_env() -> Environment:
        env: Environment = make(theme)
        env.loader = _OwnAssets(theme.dirs)
        return env

    theme.get_env = get_env


def is_understood(config: Any) -> bool:
    """Whether we know what a page is made of; with plugins or hooks of others nobody does, and each is made each time."""
    return set(config.plugins) <= _UNDERSTOOD and not config.hooks


def find_nothing(config: Any, site: Site) -> None:
    """After an edit let MkDocs list no content and no templates, of which nearly all would be taken away again.

    It has a rule of its own for READMEs, so where there is one it lists the content.
    """
    if site.edit:
        config.theme.static_templates.clear()
        if not any(path.endswith("README.md") for path in site.library.files):
            config.docs_dir = os.path.join(config.docs_dir, ".nothing")


def leave_what_is_made(files: Files, config: Any, site: Site) -> None:
    """Leave MkDocs what is published, and of themes what is ours; after an edit only what is made again."""
    config.docs_dir = str(site.library.docs)
    if site.edit:
        _leave_what_is_remade(files, config, site, site.edit)
        return
    held_back = [one for one in files if one.src_dir == config.docs_dir and not site.admits(one.src_uri)]
    for file in held_back:
        files.remove(file)
    if any(file.src_uri.startswith(_OWN_ASSETS) for file in held_back):  # it had replaced a file of the theme
        files.add_files_from_theme(config.theme.get_env(), config)
    for file in [one for one in files if one.src_dir != config.docs_dir and not one.src_uri.startswith(_OWN_ASSETS)]:
        files.remove(file)


def _leave_what_is_remade(files: Files, config: Any, site: Site, edit: Edit) -> None:
    menu = _menu(config)  # MkDocs cannot make it without its pages
    wanted = edit.remade | {
        path for path in site.library.files if original_path(path) in menu and place_of(path) in edit.pages
    }
    for file in list(files):
        if file.src_uri not in wanted:
            files.remove(file)
    missing = (path for path in wanted & site.library.files if files.get_file_from_path(path) is None)
    new = [File(path, config.docs_dir, config.site_dir, config.use_directory_urls) for path in missing]
    set_exclusions(new, config)
    for file in sorted(new, key=file_sort_key):
        files.append(file)


def add_generated(files: Files, config: Any, site: Site, is_first: bool) -> None:
    """Add pages that have no file, and, in the first language, scripts that are put together."""
    if site.edit:
        uris = [uri for uri in _menu(config) if place_of(uri) in site.edit.pages] if is_first else []
    else:
        uris = site.generated(config.theme["language"])
    for uri in uris:
        if files.get_file_from_path(uri) is None:
            files.append(File.generated(config, uri, content="", inclusion=InclusionLevel.NOT_IN_NAV))
    for uri, path in scripts().items() if is_first and not site.edit else ():
        if files.get_file_from_path(uri) is None:  # an office may bring its own in overrides/
            files.append(File.generated(config, uri, content=published(path).encode()))


def _menu(config: Any) -> set[str]:
    return {path for item in config.nav for path in item.values()}


@dataclass(frozen=True)
class Frame:
    """What a build dresses the pages of a language in."""

    language: str
    env: Any  # of Jinja
    config: Any
    files: Mapping[str, File]

    def dress(self, page: LibraryPage, making: Making) -> str:
        """A page in its template, apart from those that MkDocs dresses, whichever language that is at."""
        settings, language = self.config.theme, self.config.theme["language"]
        try:
            settings["language"], making.current = self.language, page.work
            page.convert()
            context: Any = get_context(self.env.globals.get("nav"), [], self.config, page)
            context["view"] = page.work.view
            return str(self.env.get_template(page.work.view.template).render(context))
        finally:
            settings["language"], making.current = language, None


def deal_out(making: Making, frame: Frame, files: Files) -> None:
    """Leave MkDocs its share of the pages, where other cores can make the rest."""
    pages = [page for file in files.documentation_pages() if isinstance(page := file.page, LibraryPage)]
    _, *others = shares(pages)
    if others:
        mkdocs_templates.compile_all(frame.env)  # else each process does
    for share in others:
        making.deal_out(partial(_dress, frame, making, share))
        for page in share:
            page.file.inclusion = InclusionLevel.EXCLUDED


def _dress(frame: Frame, making: Making, pages: Sequence[LibraryPage]) -> None:
    for page in pages:
        try:
            making.written(page.work, frame.dress(page, making))
        except Exception as error:
            raise PluginError(f"{page.work.path}: {explain(error)}") from error
        page.forget()


class LibraryPage(Page):
    """A page that MkDocs need not read or convert: the library has its text.

    MkDocs converts all pages before it writes the first, and holds them all; here each is converted when it is written.
    """

    def __init__(self, title: str, work: Work, file: File, config: Any) -> None:
        super().__init__(title, file, config)
        self.work = work

    @property
    def meta(self) -> dict[str, Any]:
        """What MkDocs takes from here is the template's name."""
        return {"template": self.work.view.template}

    @meta.setter
    def meta(self, typed: object) -> None:
        """Nothing typed in a file gets past the library."""

    def read_source(self, config: Any) -> None:
        self.markdown = ""

    def render(self, config: Any, files: Files) -> None:
        self.content = ""

    def convert(self) -> None:
        """Make the text's HTML, with attachments and cards marked and abbreviations explained once."""
        done = self.work.rendered()
        headings: list[Any] = done.headings
        self.toc = get_toc(headings)
        self.content = Markup(self.work.improved(done.html, self.url))

    def forget(self) -> None:
        """Let go of what only writing needs."""
        self.content = ""
        self.work.forget()


def band_of(making: Making) -> Callable[..., Markup]:
    """What templates call for a band: it is rendered with what many pages share, and with nothing else of the page."""

    @pass_context
    def band(context: Context, name: str, languages: tuple[tuple[str, str], ...] = ()) -> Markup:
        w, page, own_search = context["w"], context.get("page"), context.get("own_search")
        linked = [w.act, *w.about_links, *(link for _, links in w.readers for link in links)]
        url = page and address(page.url, (one for _, one in linked))
        values = {one: context.get(one) for one in ("config", "base_url", "w", "own_search")}

        def make() -> str:
            shared = SimpleNamespace(url=url) if page else None
            return context.environment.get_template(name).render(values, page=shared, languages=languages)

        return Markup(making.band((name, w.lang, own_search, languages, url), make))

    return band
