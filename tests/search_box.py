"""What tests of the search box share: places on its pages, and how a reader types."""

from __future__ import annotations

from playwright.sync_api import Page

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
START = "about/"
OPTIONS = ".find__panel [role=option]"
ROWS = ".found__rows > li"
SMALL = """
(within) => [...document.querySelectorAll(within)].filter((e) => e.checkVisibility({visibilityProperty: true}))
  .map((e) => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()]).filter(([, box]) => box.width && box.height < 44)
  .map(([html, box]) => `${Math.round(box.height)} px: ${html}`)
"""
WATCH_SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => list.getEntries().forEach((e) => e.hadRecentInput || shifts.push(e.value)))
  .observe({type: "layout-shift", buffered: true});
"""


def type_into(page: Page, text: str) -> None:
    """Type as a reader does, into the box of a page's header."""
    opener = page.locator(".toggle--find summary")
    (opener if opener.is_visible() else page.locator("#q")).click()
    page.locator("#q").press_sequentially(text, delay=20)


def titles(page: Page) -> list[str]:
    return page.locator(f"{ROWS} h3").all_inner_texts()
