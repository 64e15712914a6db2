"""Small sites, built and asked as a reader's browser asks them."""

from collections.abc import Callable
from typing import Any

import pytest
from small_sites import write

from khlang.search.index import build

# No favicon: a browser asks for one unless told.
START = '<!doctype html><html lang="th"><meta name="robots" content="noindex"><link rel="icon" href="data:,"><title>-</title>'

ASK = """async ([base, text, options]) => {
    const { open } = await import(base + "search/api.js");
    const index = await open(base, options.open);
    const answer = await index.search(text, options);
    if (options.load) await Promise.all(answer.results.map(result => result.load()));
    return JSON.parse(JSON.stringify(answer));
}"""


class Reader:
    """Asks a site in a real browser; whatever the browser complains of is kept in `complaints`."""

    def __init__(self, page: Any, base: str) -> None:
        self.page, self.base = page, base
        self.complaints: list[str] = []
        page.on("console", lambda line: self.complaints.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(base + "start.html")

    def ask(self, text: str, **options: Any) -> dict[str, Any]:
        return self.page.evaluate(ASK, [self.base, text, options])

    def found(self, text: str, **options: Any) -> list[str]:
        """Give the addresses found, relative to the site, best first."""
        return [result["url"].removeprefix(self.base) for result in self.ask(text, **options)["results"]]


@pytest.fixture
def reader_of(browser, serve_folder, tmp_path) -> Callable[..., Reader]:
    """A function from pages (path → HTML) to a reader of the site that holds them, indexed."""
    opened = []

    def open_site(pages: dict[str, str], **settings: Any) -> Reader:
        site = write(tmp_path / f"site{len(opened)}", {"start.html": START, **pages})
        build(site, **settings)
        context = browser.new_context()
        opened.append(context)
        return Reader(context.new_page(), serve_folder(site))

    yield open_site
    for context in opened:
        context.close()
