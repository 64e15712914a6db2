"""Waiting for what a page shows, never for a time."""

from __future__ import annotations

from playwright.sync_api import Page

_TWO_FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"


def two_frames(page: Page) -> None:
    """Return when the browser has drawn what its scripts have changed by now, and told observers of it."""
    page.evaluate(_TWO_FRAMES)
