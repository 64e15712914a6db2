"""Measures searching: our index against Material for MkDocs' and Pagefind's, on the same documents in one run.

    python bench/search.py --docs DOCS.jsonl --queries QUERIES.jsonl [--engines khlang,material,pagefind] [--limit N]

DOCS     one JSON object a line: {"id": "d0001", "text": "…", "title": "…"}; the id becomes the page's address, the title
         may be left out (the id then stands for it), newlines in the text part its paragraphs
QUERIES  one JSON object a line: {"kind": "question", "query": "…", "doc": "d0001"}: what was typed, and the page it must find

Where what was typed stands word for word in several documents, and the wanted one is among them, they answer alike and
each counts as right: no engine can tell which of them was meant. How many queries that concerns is printed.

Every engine gets a site with the same texts and builds its own index; then a real Chromium (the system's, or $CHROMIUM)
asks it every query on loopback, from a server that neither compresses nor serves ranges. Printed are, a kind of query:
MRR@10 and the share of queries with no result at all; and, an engine: CPU seconds, memory and bytes of the index, bytes
and requests of a first visitor up to ten titles and three excerpts, and milliseconds of a warm answer, also with the
processor slowed four times, as in a phone. --link 400,150 also times the first answer of eight new readers over a line of
400 kbit/s that takes 150 ms for each request, text types gzipped as most hosts send them. Nothing is downloaded. Pagefind comes with `pip install -e .[bench]`;
$PAGEFIND names another program, such as that of a newer version from npm.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import html
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")  # fmt: skip
SHOWN = 10
SLOWED = 4
SLOW_READERS = 8
PACKET = 1400

PAGE = """<!doctype html>
<html lang="th"><head><meta charset="utf-8"><title>{title}</title><link rel="icon" href="data:,"></head>
<body><main data-pagefind-body><h1>{title}</h1>
{body}
</main></body></html>
"""
MKDOCS = "site_name: bench\nsite_url: http://127.0.0.1/\nplugins: [{search: {lang: th}}]\n" + (
    "theme: {name: material, language: th, font: false, features: [navigation.prune]}\n"
)


@dataclass(frozen=True, slots=True)
class Engine:
    """One search: how to make its site and index, and how a page of that site asks it."""

    name: str
    write: Callable[[Sequence[dict[str, str]], Path], Path]
    """Write the site's sources into a folder; gives the folder of the site that will be served."""
    command: Callable[[Path], list[str]]
    """The command that makes the index, run in the folder of the sources."""
    own: tuple[str, ...]
    """Folders of the site whose files are the engine's: its code and, the first of them, its index."""
    script: str
    """JavaScript: async base => { … } that sets window.ask = async text => addresses, best first."""


@dataclass(slots=True)
class Measured:
    """What one engine did."""

    built: dict[str, float] = field(default_factory=dict)
    first: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, dict[str, float]] = field(default_factory=dict)
    warm: dict[str, float] = field(default_factory=dict)


def write_html(docs: Sequence[dict[str, str]], folder: Path) -> Path:
    """Write plain HTML pages, as any generator might."""
    for doc in [{"id": "index", "text": "", "title": "bench"}, *docs]:
        body = "\n".join(f"<p>{html.escape(line)}</p>" for line in doc["text"].split("\n") if line.strip())
        title = html.escape(doc.get("title") or doc["id"])
        (folder / f"{doc['id']}.html").write_text(PAGE.format(title=title, body=body), encoding="utf-8")
    return folder


def write_markdown(docs: Sequence[dict[str, str]], folder: Path) -> Path:
    """Write a MkDocs project with Material and its own search in Thai."""
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    for doc in [{"id": "index", "text": "", "title": "bench"}, *docs]:
        body = "\n\n".join(html.escape(line.strip()) for line in doc["text"].split("\n") if line.strip())
        (folder / "docs" / f"{doc['id']}.md").write_text(
            f"# {doc.get('title') or doc['id']}\n\n{body}\n", encoding="utf-8"
        )
    return folder / "site"


def pagefind() -> list[str]:
    """Give Pagefind's program: $PAGEFIND, such as node_modules/.bin/pagefind, else that of the Python package."""
    return [os.environ["PAGEFIND"]] if "PAGEFIND" in os.environ else [sys.executable, "-m", "pagefind"]


ENGINES = {
    engine.name: engine
    for engine in (
        Engine(
            "khlang",
            write_html,
            lambda site: [sys.executable, "-c", INDEX, str(site)],
            ("search",),
            """async base => {
                const index = await (await import(base + "search/api.js")).open(base);
                window.ask = async text => (await index.search(text, { limit: 10 })).results.map(result => result.url);
            }""",
        ),
        Engine(
            "material",
            write_markdown,
            lambda site: [sys.executable, "-m", "mkdocs", "build", "-q"],
            ("search", "assets/javascripts/workers", "assets/javascripts/lunr"),
            # Material talks to its worker in numbered messages: 0 set up, 1 ready, 2 query, 3 result.
            """async base => {
                const { search } = JSON.parse(document.querySelector("#__config").textContent);
                const worker = new Worker(search);
                const answer = kind => new Promise(resolve => {
                    worker.addEventListener("message", function listen({ data }) {
                        if (data.type !== kind) return;
                        worker.removeEventListener("message", listen);
                        resolve(data.data);
                    });
                });
                const index = await (await fetch(base + "search/search_index.json")).json();
                const ready = answer(1);
                worker.postMessage({ type: 0, data: { ...index, options: { suggest: false } } });
                await ready;
                window.ask = async text => {
                    const result = answer(3);
                    worker.postMessage({ type: 2, data: text });
                    return (await result).items.slice(0, 10).map(([page]) => base + page.location);
                };
            }""",
        ),
        Engine(
            "pagefind",
            write_html,
            lambda site: [*pagefind(), "--site", str(site), "--force-language", "th", "--quiet"],
            ("pagefind",),
            """async base => {
                const pagefind = await import(base + "pagefind/pagefind.js");
                await pagefind.init();
                window.ask = async text => {
                    const { results } = await pagefind.search(text) ?? { results: [] };
                    return (await Promise.all(results.slice(0, 10).map(found => found.data()))).map(data => data.url);
                };
            }""",
        ),
    )
}
INDEX = "import sys, pathlib; from khlang.search.index import build; build(pathlib.Path(sys.argv[1]))"

ASK = """async texts => {
    const answers = [];
    for (const text of texts) {
        const begun = performance.now();
        answers.push([await window.ask(text), performance.now() - begun]);
    }
    return answers;
}"""


def build(engine: Engine, docs: Sequence[dict[str, str]], folder: Path) -> tuple[Path, dict[str, float]]:
    """Make one engine's site and index; CPU seconds and memory are those of the command and its children."""
    site = engine.write(docs, folder)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONUTF8": "1"}
    running = subprocess.Popen(engine.command(site), cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise SystemExit(f"{engine.name}: the build ended with {running.returncode}")
    return site, {
        "cpu_seconds": round(used.ru_utime + used.ru_stime, 1),
        "memory_mb": round(used.ru_maxrss / 1024),
        "index_bytes": sum(path.stat().st_size for path in (site / engine.own[0]).rglob("*") if path.is_file()),
    }


class Counting(SimpleHTTPRequestHandler):
    """Serves files as they are, and counts what goes out."""

    sent: list[tuple[str, int]]

    def send_header(self, keyword: str, value: str) -> None:
        if keyword.lower() == "content-length":
            self.sent.append((self.path, int(value)))
        super().send_header(keyword, value)

    def log_message(self, format: str, *args: Any) -> None:
        pass


class Slow(Counting):
    """Serves files over one slow line, which all requests share; text is gzipped."""

    protocol_version = "HTTP/1.1"
    kbit = latency = 0.0
    line = threading.Lock()
    free = 0.0

    def do_GET(self) -> None:
        time.sleep(self.latency / 1000)
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        content = path.read_bytes() if path.is_file() else b""
        self.send_response(200 if content else 404)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in (".js", ".json", ".html", ".css"):
            content = gzip.compress(content)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        for at in range(0, len(content), PACKET):
            self.wait(len(content[at : at + PACKET]))
            self.wfile.write(content[at : at + PACKET])

    def wait(self, size: int) -> None:
        """Wait until the line has room, and for what is sent to pass."""
        cls = type(self)
        with self.line:
            cls.free = max(cls.free, time.monotonic()) + size * 8 / (self.kbit * 1000)
            end = cls.free
        time.sleep(max(0.0, end - time.monotonic()))


@contextmanager
def served(site: Path, link: tuple[float, float] | None = None) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Serve a folder on loopback: its address, and path and size of every file that went out so far."""
    sent: list[tuple[str, int]] = []
    own = {"sent": sent, **(dict(zip(("kbit", "latency"), link, strict=True)) if link else {})}
    handler = functools.partial(type("Handler", (Slow if link else Counting,), own), directory=str(site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", sent
    server.shutdown()
    server.server_close()


def ask(
    engine: Engine,
    site: Path,
    kinds: dict[str, list[tuple[str, str]]],
    equal: dict[tuple[str, str], frozenset[str]],
    browser: Browser,
) -> Measured:
    """Ask every query of a fresh reader, then some again with a slower processor."""
    found = Measured()
    with served(site) as (base, sent):
        page = browser.new_context().new_page()
        page.set_default_timeout(0)
        page.goto(base)
        page.evaluate(engine.script, base)
        page.evaluate(ASK, [next(iter(kinds.values()))[0][0]])
        page.wait_for_timeout(500)
        own = [size for path, size in sent if path.startswith(tuple(f"/{folder}/" for folder in engine.own))]
        found.first = {"bytes": sum(own), "requests": len(own)}
        times: list[float] = []
        for kind, rows in kinds.items():
            answers = page.evaluate(ASK, [query for query, _ in rows])
            right = [equal.get(row, frozenset({row[1]})) for row in rows]
            found.kinds[kind] = score([addresses for addresses, _ in answers], right)
            found.kinds[kind]["tied"] = sum(len(docs) > 1 for docs in right)
            times += [milliseconds for _, milliseconds in answers]
        found.warm = {"median": statistics.median(times), "p95": percentile(times, 95)}
        page.context.close()
        found.warm["slowed_p95"] = percentile(slowed(engine, base, kinds, browser), 95)
    return found


def over(link: tuple[float, float], engine: Engine, site: Path, queries: Sequence[str], browser: Browser) -> float:
    """Give the milliseconds until a new reader has the first answer, code and index included: the median of a few queries."""
    times = []
    for query in queries[:: max(1, len(queries) // SLOW_READERS)][:SLOW_READERS]:
        with served(site, link) as (base, _):
            page = browser.new_context().new_page()
            page.set_default_timeout(0)
            page.goto(base)
            begun = time.monotonic()
            page.evaluate(engine.script, base)
            page.evaluate(ASK, [query])
            times.append((time.monotonic() - begun) * 1000)
            page.context.close()
    return statistics.median(times)


def slowed(engine: Engine, base: str, kinds: dict[str, list[tuple[str, str]]], browser: Browser) -> list[float]:
    """Ask 25 queries of each kind twice with the processor slowed, and time the second answers.

    Chromium slows the thread of the page only, so engines that can do without a worker get none.
    """
    page: Page = browser.new_context().new_page()
    page.set_default_timeout(0)
    if engine.name != "material":
        page.add_init_script("delete window.Worker")
    page.goto(base)
    page.evaluate(engine.script, base)
    few = [query for rows in kinds.values() for query, _ in rows[:25]]
    page.evaluate(ASK, few)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    times = [milliseconds for _, milliseconds in page.evaluate(ASK, few)]
    page.context.close()
    return times


def ties(
    kinds: dict[str, list[tuple[str, str]]], docs: Sequence[dict[str, str]]
) -> dict[tuple[str, str], frozenset[str]]:
    """Give, by query and wanted document, all documents that hold the query word for word, if the wanted one does."""
    texts = {doc["id"]: _squeezed(f"{doc.get('title', '')} {doc['text']}") for doc in docs}
    equal: dict[tuple[str, str], frozenset[str]] = {}
    for query, wanted in {row for rows in kinds.values() for row in rows}:
        typed = _squeezed(query)
        if typed and typed in texts.get(wanted, ""):
            equal[query, wanted] = frozenset(name for name, text in texts.items() if typed in text)
    return equal


def _squeezed(text: str) -> str:
    return re.sub(r"[^0-9a-zก-๛]", "", text.lower())


def score(answers: Sequence[Sequence[str]], wanted: Sequence[frozenset[str]]) -> dict[str, float]:
    """Score addresses (best first) against the pages of which each query must find one."""
    ranks = []
    for addresses, right in zip(answers, wanted, strict=True):
        docs = [
            address.split("#")[0].split("?")[0].rstrip("/").rsplit("/", 1)[-1].removesuffix(".html")
            for address in addresses
        ]
        ranks.append(next((rank for rank, doc in enumerate(docs[:SHOWN], 1) if doc in right), 0))
    return {
        "queries": len(ranks),
        "mrr": statistics.fmean(1 / rank if rank else 0 for rank in ranks),
        "first": statistics.fmean(rank == 1 for rank in ranks),
        "nothing": statistics.fmean(not addresses for addresses in answers),
    }


def percentile(values: Sequence[float], percent: int) -> float:
    """Give the value that so many percent of the values do not exceed."""
    return sorted(values)[int((len(values) - 1) * percent / 100)]


def table(rows: Sequence[Sequence[str]]) -> str:
    """Lay out rows, the first of them the head, as a Markdown table."""
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


def report(measured: dict[str, Measured]) -> str:
    """Print both tables of the design: how well each finds, and what it costs."""
    kinds = list(next(iter(measured.values())).kinds)
    tied = next(iter(measured.values())).kinds
    heads = [f"{kind}, {tied[kind]['tied']} tied" if tied[kind]["tied"] else kind for kind in kinds]
    quality = [["MRR@10 (nothing found)", *heads]]
    costs = [["", "CPU s to index", "MB to index", "index, bytes", "first answer, bytes", "requests", "warm ms, median", "p95",
              f"p95, CPU ÷ {SLOWED}"]]  # fmt: skip
    for name, found in measured.items():
        scores = [found.kinds[kind] for kind in kinds]
        quality.append([name, *(f"{row['mrr']:.3f} ({row['nothing']:.0%})" for row in scores)])
        costs.append([
            name, f"{found.built['cpu_seconds']:.1f}", f"{found.built['memory_mb']:,}", f"{found.built['index_bytes']:,}",
            f"{found.first['bytes']:,}", str(found.first["requests"]),
            *(f"{found.warm[which]:.1f}" for which in ("median", "p95", "slowed_p95")),
        ])  # fmt: skip
    return f"{table(quality)}\n\n{table(costs)}"


def read_lines(path: Path) -> list[dict[str, str]]:
    """Read a file of one JSON object a line."""
    with path.open(encoding="utf-8") as rows:
        return [json.loads(row) for row in rows if row.strip()]


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--docs", type=Path, required=True)
    cli.add_argument("--queries", type=Path, required=True)
    cli.add_argument("--engines", default=",".join(ENGINES), help="comma between names; all unless told")
    cli.add_argument("--limit", type=int, help="queries of each kind; all unless told")
    cli.add_argument("--link", help="kbit/s and ms of a slow line, such as 400,150")
    cli.add_argument("--json", type=Path, help="also write everything that was measured to this file")
    given = cli.parse_args()
    chosen = [ENGINES[name] for name in given.engines.split(",")]
    docs = read_lines(given.docs)
    kinds: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in read_lines(given.queries):
        if given.limit is None or len(kinds[row["kind"]]) < given.limit:
            kinds[row["kind"]].append((row["query"], row["doc"]))
    equal = ties(kinds, docs)
    link = tuple(map(float, given.link.split(","))) if given.link else None
    measured: dict[str, Measured] = {}
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        for engine in chosen:
            folder = Path(scratch, engine.name)
            folder.mkdir()
            print(f"{engine.name}: indexing {len(docs):,} documents …", file=sys.stderr, flush=True)
            site, built = build(engine, docs, folder)
            print(f"{engine.name}: asking {sum(map(len, kinds.values())):,} queries …", file=sys.stderr, flush=True)
            browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
            measured[engine.name] = ask(engine, site, kinds, equal, browser)
            measured[engine.name].built = built
            if link:
                queries = [query for rows in kinds.values() for query, _ in rows]
                measured[engine.name].warm["first_over_link"] = over(link, engine, site, queries, browser)
            browser.close()
            shutil.rmtree(folder)
    print(report(measured))
    for name, found in measured.items() if link else ():
        print(f"{name}: first answer at {given.link} kbit/s, ms: {found.warm['first_over_link']:,.0f}")
    if given.json:
        plain = {name: {key: getattr(found, key) for key in Measured.__slots__} for name, found in measured.items()}
        given.json.write_text(json.dumps(plain, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
