"""Watched pages that several files visit: the form of ฝากความรู้ on a phone, and the miniature site with its search."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from form import NOW, PHONE, REPOSITORY, SITE
from playwright.sync_api import Browser, Page
from projects import build, project
from search_box import DESK, START
from watching import settle, watch


@pytest.fixture(scope="session")
def sites(once: Callable[..., Path], serve_folder: Callable[[Path], str]) -> dict[bool, str]:
    """A small site with a repository and one without, by whether it has one."""
    found = {}
    for has_repository in (True, False):
        settings = SITE + (f"repository: {REPOSITORY}\n" if has_repository else "")

        def fill(folder: Path, settings: str = settings) -> None:
            done = build(project(folder, **{"_data/site.yml": settings}))
            assert done.returncode == 0, done.stderr

        found[has_repository] = serve_folder(once(f"form-{has_repository}", fill) / "site")
    return found


@pytest.fixture
def open_form(browser: Browser, sites: dict[bool, str]) -> Iterator[Callable[..., Page]]:
    """A function that opens the form on a phone; the page may ask no host but its own and say nothing on the console."""
    with watch(browser) as watching:

        def open_(
            address: str = "contribute/", has_repository: bool = True, before: str = "", **settings: object
        ) -> Page:
            base = sites[has_repository]
            shown = {"viewport": PHONE, "has_touch": True, "locale": "th-TH", **settings}
            page = watching.page((base, "blob:"), **shown)
            page.clock.set_fixed_time(NOW)
            if before:
                page.add_init_script(before)
            page.goto(base + address)
            settle(page)
            return page

        yield open_
    assert watching.said == []


@pytest.fixture(scope="session")
def base(built_site: Path, serve_folder: Callable[[Path], str]) -> str:
    """The site under a sub-path, as GitHub Pages serves a project."""
    return f"{serve_folder(built_site.parent)}{built_site.name}/"


@pytest.fixture
def visit(browser: Browser, base: str) -> Iterator[Callable[..., Page]]:
    """A function that opens an address; the console must stay empty and no other host be asked."""
    with watch(browser) as watching:

        def open_(
            address: str = START,
            viewport: dict = DESK,
            script: str = "",
            site: str = base,
            before: Callable[[Page], None] = lambda page: None,
            **settings: Any,
        ) -> Page:
            page = watching.page(site, viewport=viewport, **settings)
            page.add_init_script(script)
            before(page)
            page.goto(site + address)
            return page

        yield open_
    assert [line for line in watching.said if not line.startswith("Failed to load resource")] == []
