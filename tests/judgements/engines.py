"""Engines that can be judged. Each indexes a folder of built HTML, and a browser then asks it as its own box would.

Addresses come back relative to the site, without anchors, each page once.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, Protocol

import yaml
from content import MINIATURE
from judging import Judgement

from khlang.content.vocabulary import load_abbreviations, load_thesaurus
from khlang.search import index, page

ASK_ALL = "async queries => { const all = []; for (const text of queries) all.push(await ask(text)); return all; }"


class Engine(Protocol):
    """A way to index a site, and two scripts for a page of that site."""

    open: str
    """JavaScript function of (base, language) that makes ready and puts `ask(text)` → addresses into `window`."""

    def index(self, site: Path) -> Path:
        """Index the pages under `site`; give the folder to serve."""
        ...


class Khlang:
    """Ours."""

    open = """async ([base, language]) => {
        const { open } = await import(base + "search/api.js");
        const index = await open(base, { language });
        window.ask = async text => (await index.search(text, { limit: 10 })).results.map(found => found.url);
    }"""

    def index(self, site: Path) -> Path:
        """Index in place."""
        data = MINIATURE / "docs/_data"
        index.build(
            site,
            abbreviations=load_abbreviations(data / "abbreviations.yml"),
            everyday=load_thesaurus(data / "thesaurus.yml"),
        )
        return site


class Pagefind:
    """Pagefind, extended, as its documentation says to run it; results are loaded, as its box loads them."""

    open = """async ([base, language]) => {
        document.documentElement.lang = language;
        const pagefind = await import(base + "pagefind/pagefind.js?" + language);
        await pagefind.init();
        window.ask = async text => {
            const { results } = await pagefind.search(text) ?? { results: [] };
            return Promise.all(results.slice(0, 10).map(async found => new URL((await found.data()).url, base).href));
        };
    }"""

    def index(self, site: Path) -> Path:
        """Index the same texts as HTML pages."""
        folder = site.with_name(f"{site.name}-pagefind")
        for place, read in texts(site):
            _write(folder / place / "index.html", f'<!doctype html><html lang="{read.language}"><body>{_html(read)}')
        _run(folder, "pagefind", "--site", ".", "--quiet")
        return folder


class Material:
    """Material for MkDocs as it comes, its search set to Thai and English; it gets the same articles."""

    open = """async ([base]) => {
        const worker = new Worker(JSON.parse(document.getElementById("__config").textContent).search);
        const send = (type, data, wanted) => new Promise(done => {
            worker.onmessage = ({ data: told }) => told.type === wanted && done(told.data);
            worker.postMessage({ type, data });
        });
        const index = await (await fetch(base + "search/search_index.json")).json();
        await send(0, { ...index, options: { suggest: false } }, 1);
        window.ask = async text => (await send(2, text, 3)).items.slice(0, 10).map(found => base + found[0].location);
    }"""

    def index(self, site: Path) -> Path:
        """Build a site whose pages are the same texts, as blocks of HTML that Markdown passes on as they are."""
        folder = site.with_name(f"{site.name}-material")
        for place, read in texts(site):
            title = json.dumps(read.title, ensure_ascii=False)
            _write(folder / "docs" / place / "index.md", f"---\ntitle: {title}\n---\n<div>{_html(read)}</div>\n")
        settings = {
            "site_name": "judged",
            "theme": {"name": "material", "language": "th", "font": False},
            "plugins": [{"search": {"lang": ["th", "en"]}}],
        }
        (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
        _run(folder, "mkdocs", "build", "--quiet")
        return folder / "site"


def texts(site: Path) -> Iterator[tuple[str, page.Page]]:
    """Read what our index reads: the folder of each page, and its text. Peers get no more and no less."""
    for file in sorted(site.rglob("index.html")):
        try:
            yield file.parent.relative_to(site).as_posix(), page.read("", file.read_bytes())
        except page.Skipped:
            continue


def _html(read: page.Page) -> str:
    parts = [f"<h1>{escape(read.title)}</h1>"]
    for section in read.sections:
        if section.heading:
            parts.append(f'<h2 id="{escape(section.anchor)}">{escape(section.heading)}</h2>')
        parts += (f"<p>{escape(line)}</p>" for line in section.text.split("\n") if line)
    return "".join(parts)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _run(folder: Path, module: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", module, *arguments], cwd=folder, check=True, capture_output=True)


def answers(
    browser: Any, base: str, engine: Engine, judgements: Sequence[Judgement]
) -> tuple[list[list[str]], list[str]]:
    """Ask all judged queries: the addresses found, in the order of the judgements, and what the console complained of."""
    found: dict[Judgement, list[str]] = {}
    complaints: list[str] = []
    for language in sorted({judgement.language for judgement in judgements}):
        asked = [judgement for judgement in judgements if judgement.language == language]
        told = _ask(browser, base, engine, [judgement.ask for judgement in asked], language, complaints)
        found.update(zip(asked, told, strict=True))
    return [found[judgement] for judgement in judgements], complaints


def _ask(
    browser: Any, base: str, engine: Engine, queries: list[str], language: str, complaints: list[str]
) -> list[list[str]]:
    """Ask one after the other, in a fresh browser profile."""
    context = browser.new_context()
    tab = context.new_page()
    tab.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.goto(base)
    tab.evaluate(engine.open, [base, language])
    found = tab.evaluate(ASK_ALL, queries)
    context.close()
    return [_pages(urls, base) for urls in found]


def _pages(urls: list[str], base: str) -> list[str]:
    return list(dict.fromkeys(url.removeprefix(base).split("#")[0].split("?")[0] for url in urls))


ENGINES: Mapping[str, Engine] = {"khlang": Khlang(), "material": Material(), "pagefind": Pagefind()}
