"""Pages of a browser that are watched: what the console says of them, and which other hosts they ask."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, TimeoutError

PATIENCE = 60_000
"""Milliseconds until a state that a test waits for counts as missing: long, for a machine that is busy with more than us."""
QUIET = 15_000
"""Milliseconds after which a page counts as loaded, whatever the browser says."""


@dataclass
class Watch:
    """Opens pages, each in a context of its own, and keeps in `said` what was told of any of them."""

    browser: Browser
    said: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def page(self, own: str | tuple[str, ...], **settings: Any) -> Page:
        """A page that may ask only for addresses that begin with one of its `own`."""
        context = self.browser.new_context(**settings)
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda one: one.url.startswith(own) or self.said.append(f"asked {one.url}"))
        return page


@contextmanager
def watch(browser: Browser) -> Iterator[Watch]:
    """A watch, whose pages are closed at its end."""
    watching = Watch(browser)
    yield watching
    for context in watching.contexts:
        context.close()


def settle(page: Page) -> None:
    """Wait until nothing is asked for any more.

    Chromium at times never says so, though everything came: what a test then finds on the page decides.
    """
    with suppress(TimeoutError):
        page.wait_for_load_state("networkidle", timeout=QUIET)
