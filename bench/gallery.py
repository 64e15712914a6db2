"""Measures the gallery of practices on a slow phone: how soon a choice is answered, and what a first visit weighs.

    python bench/gallery.py [--practices 100 300 1000] [--adoptions 4] [--rounds 3]

Builds a site of made-up practices (tests/practices.py) with the real templates, opens the gallery in Chromium (the
system's, or $CHROMIUM) with the processor slowed four times, and ticks, unticks and types as a reader does. An answer
lasts from the press to the next frame that shows it: the browser's own Event Timing (https://www.w3.org/TR/event-timing/),
which counts in steps of 8 ms. Weights are as GitHub Pages sends them: text gzipped, fonts as they are. Nothing is downloaded.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
from content import make  # noqa: E402
from practices import synthetic  # noqa: E402

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")  # fmt: skip
SLOWED = 4
PHONE = {"width": 390, "height": 844}
PRESSED = ("grade", "skill", "component", "cost", "evidence", "time")  # the first value of each
PAGE = "---\ntitle: {name}\nsummary: หน้าสำหรับวัด\n---\n\nเนื้อหา\n"
SECTIONS = ("index", "knowledge/index", "exchange/index", "research/index", "practices/index", "contribute", "about")
WATCH = """
window.answers = [];
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (one.interactionId) answers.push([one.interactionId, one.duration]);
}).observe({ type: "event", durationThreshold: 16, buffered: true });
"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a log line for each."""

    def log_message(self, format: str, *args: object) -> None:
        pass


def build(folder: Path, practices: int, adoptions: int) -> Path:
    """A site of made-up practices, each taken over some times; gives the folder of the built site."""
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    pages = {f"{name}.md": PAGE.format(name=name) for name in SECTIONS}
    make(folder / "docs", **pages, **synthetic(practices, practices * adoptions))
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(folder / "site")]
    subprocess.run(command, cwd=folder, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"})
    return folder / "site"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder on loopback, while the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def weights(page: Page, base: str) -> dict[str, int]:
    """Open the gallery and weigh what it asks for, by type of file, in bytes."""
    found: dict[str, int] = {}

    def weigh(response) -> None:
        body = response.body()
        suffix = response.url.rsplit("/", 1)[-1].rpartition(".")[2] or "html"
        found[suffix] = found.get(suffix, 0) + len(body if suffix == "woff2" else gzip.compress(body))

    page.on("response", weigh)
    page.goto(f"{base}practices/")
    page.locator(".choices input").first.wait_for(state="attached")
    page.wait_for_load_state("networkidle")
    return found


def answers(page: Page, rounds: int) -> list[float]:
    """Milliseconds from each press to the frame that shows its answer, of some rounds the shortest."""
    page.locator(".choices summary").click()
    found = []
    for facet in PRESSED:
        value = page.locator(f'.choices input[name="{facet}"]').first.get_attribute("value")
        choice = page.locator(f'.choices input[name="{facet}"][value="{value}"]')
        took = [(pressed(page, choice.click), pressed(page, choice.click)) for _ in range(rounds)]
        found += [min(ticked for ticked, _ in took), min(unticked for _, unticked in took)]
    box = page.get_by_label("คำในชื่อหรือสรุป")
    found += [min(pressed(page, lambda letter=letter: box.press(letter)) for _ in range(rounds)) for letter in "ax"]
    return sorted(found)


def pressed(page: Page, press: Callable[[], None]) -> float:
    """How long the answer to one press took."""
    page.evaluate("answers.length = 0")
    press()
    page.wait_for_timeout(400)
    return max((duration for _, duration in page.evaluate("answers")), default=16)  # what is shorter is not told


def measure(practices: int, adoptions: int, rounds: int) -> None:
    """Build, open, press; print one line."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = build(Path(folder), practices, adoptions)
        page_bytes = (site / "practices/index.html").read_bytes()
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"), args=FLAGS
        )
        with served(site) as base:
            page = browser.new_context(viewport=PHONE).new_page()
            sent = weights(page, base)
            page.close()
            page = browser.new_context(viewport=PHONE).new_page()
            page.add_init_script(WATCH)
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
            page.goto(f"{base}practices/")
            page.locator(".choices input").first.wait_for(state="attached")
            took = answers(page, rounds)
        browser.close()
    print(
        f"{practices} practices: HTML {len(page_bytes):,} B, {len(gzip.compress(page_bytes)):,} gzipped; first visit "
        f"{sum(sent.values()):,} B ({', '.join(f'{name} {size:,}' for name, size in sorted(sent.items()))}); "
        f"{len(took)} answers, CPU ÷ {SLOWED}: median {statistics.median(took):.0f} ms, longest {took[-1]:.0f} ms"
    )


def main() -> None:
    """Measure each size that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--practices", type=int, nargs="+", default=[100], help="how many practices a site has")
    parser.add_argument("--adoptions", type=int, default=4, help="how often each was taken over, on average")
    parser.add_argument("--rounds", type=int, default=3, help="how often each choice is pressed; the shortest counts")
    given = parser.parse_args()
    for practices in given.practices:
        measure(practices, given.adoptions, given.rounds)


if __name__ == "__main__":
    main()
