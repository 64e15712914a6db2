"""A page as MkDocs knows it, whose text the library reads and converts."""

from __future__ import annotations

from functools import partial
from typing import Any

from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from khlang.publishing.render import Renderer
from khlang.publishing.site import Site


class LibraryPage(Page):
    """A page that MkDocs need not read or convert: the library has its text."""

    def __init__(self, title: str | None, site: Site, renderer: Renderer, file: File, config: Any) -> None:
        super().__init__(title, file, config)
        self.site, self.renderer = site, renderer

    def read_source(self, config: Any) -> None:
        self.markdown = self.site.source(self.file.src_uri)

    def render(self, config: Any, files: Files) -> None:
        done = self.renderer.render(self.markdown, partial(self.site.address, self.file.src_uri))
        self.content, self.toc = done.html, get_toc(done.headings)
