"""The form of ฝากความรู้ in a browser on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from form import NOW, PHONE, REPOSITORY, SITE
from playwright.sync_api import Browser, Page
from projects import build, project


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
    contexts = []
    said: list[str] = []

    def open_(address: str = "contribute/", has_repository: bool = True, before: str = "", **settings: object) -> Page:
        context = browser.new_context(**{"viewport": PHONE, "has_touch": True, "locale": "th-TH", **settings})
        contexts.append(context)
        page = context.new_page()
        base = sites[has_repository]
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda one: one.url.startswith((base, "blob:")) or said.append(f"asked {one.url}"))
        page.clock.set_fixed_time(NOW)
        if before:
            page.add_init_script(before)
        page.goto(base + address)
        page.wait_for_load_state("networkidle")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert said == []
