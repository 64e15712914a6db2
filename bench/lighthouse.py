"""Lighthouse on a phone, beside stock Material on the same machine: performance, accessibility, layout shift.

    python bench/lighthouse.py [--site SITE] [--rounds 3] [--peer FOLDER=ADDRESS ...]

Wants Lighthouse on the PATH (npm install --global lighthouse) and a built site (python run.py build). Each page is asked
`--rounds` times from a server on this machine that gzips as GitHub Pages does; the median counts. `--peer` names another
built site and its page to compare with. Nothing is downloaded. On a busy machine the figures are too low, never too high.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import io
import json
import os
import statistics
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from run import system_browser  # noqa: E402

PAGES = ("", "knowledge/after-action-review/", "exchange/", "practices/", "contribute/", "board/", "director/")
FLAGS = "--headless=new --no-sandbox --disable-gpu"
ZIPPED = (".html", ".css", ".js", ".json", ".svg", ".xml", "/")


class Zipping(SimpleHTTPRequestHandler):
    """Serves a folder with text gzipped, silently."""

    def log_message(self, format: str, *args: object) -> None:
        pass

    def send_head(self) -> BinaryIO | None:  # type: ignore[override]
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file() or not str(file).endswith(ZIPPED):
            return super().send_head()  # type: ignore[return-value]
        body = gzip.compress(file.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)) + "; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        return io.BytesIO(body)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder while the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Zipping, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def ask(address: str, chromium: str) -> dict[str, Any]:
    """One run of Lighthouse with its own settings for a phone."""
    words = ["lighthouse", address, "--quiet", "--output=json", "--only-categories=performance,accessibility"]
    done = subprocess.run(
        [*words, f"--chrome-flags={FLAGS}"],
        env={**os.environ, "CHROME_PATH": chromium},
        capture_output=True,
        check=True,
    )
    return json.loads(done.stdout)


def measured(address: str, chromium: str, rounds: int) -> str:
    """The medians of a page as a line; which checks of accessibility failed."""
    runs = [ask(address, chromium) for _ in range(rounds)]
    score = {
        name: statistics.median(run["categories"][name]["score"] for run in runs)
        for name in ("performance", "accessibility")
    }
    shift = max(run["audits"]["cumulative-layout-shift"]["numericValue"] for run in runs)
    weight = runs[-1]["audits"]["total-byte-weight"]["numericValue"] / 1000
    failed = [
        one["id"]
        for one in runs[-1]["categories"]["accessibility"]["auditRefs"]
        if runs[-1]["audits"][one["id"]]["score"] == 0
    ]
    return (
        f"{score['performance']:.2f}  {score['accessibility']:.2f}  {shift:.3f}  {weight:6.1f} kB  {' '.join(failed)}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pages", nargs="*", default=PAGES)
    parser.add_argument("--peer", nargs="*", default=[], metavar="FOLDER=ADDRESS")
    asked = parser.parse_args()
    chromium = os.environ.get("CHROMIUM") or system_browser() or "chromium"
    print("performance  accessibility  shift  weight  failed")
    with served(asked.site) as base:
        for page in asked.pages:
            print(measured(base + page, chromium, asked.rounds), f"/{page}", flush=True)
    for peer in asked.peer:
        folder, _, page = peer.partition("=")
        with served(Path(folder)) as base:
            print(measured(base + page, chromium, asked.rounds), f"{Path(folder).name}/{page}", flush=True)


if __name__ == "__main__":
    main()
