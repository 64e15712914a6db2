"""Asks three engines what tests/judgements asks, of the same pages in one run, and prints the share met of each kind.

    python bench/judgements.py [--engine khlang|material|pagefind ...] [--unmet]

The miniature site of the tests is built, with the made-up pages beside it; nothing is downloaded. Pagefind comes with the extra
`bench`. --unmet lists what each engine did not answer as judged.
"""

from __future__ import annotations

import argparse
import functools
import os
import sys
import tempfile
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "judgements")]

import distractors  # noqa: E402
import judging  # noqa: E402
from conftest import BROWSER_FLAGS  # noqa: E402
from content import MINIATURE  # noqa: E402
from engines import ENGINES, answers  # noqa: E402
from projects import build  # noqa: E402
from run import system_browser  # noqa: E402


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a log line for each."""

    def log_message(self, *_):
        pass


def judged_site(folder: Path) -> Path:
    """The miniature site and the made-up pages, in a new folder."""
    site = folder / "site"
    build(MINIATURE, "--quiet", "--site-dir", str(site)).check_returncode()
    distractors.write(site)
    return site


def judge(browser, name: str, site: Path) -> list[judging.Verdict]:
    """One engine's verdicts."""
    judgements = judging.load()
    served = ENGINES[name].index(site)
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(served)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    found, _ = answers(browser, f"http://127.0.0.1:{server.server_port}/", ENGINES[name], judgements)
    server.shutdown()
    return judging.compare(judgements, found)


def main() -> None:
    """Judge the engines in turn, print a table."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--engine", action="append", choices=list(ENGINES), dest="engines")
    cli.add_argument("--unmet", action="store_true")
    asked = cli.parse_args()
    engines = asked.engines or list(ENGINES)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        site = judged_site(Path(scratch))
        program = os.environ.get("CHROMIUM") or system_browser()
        browser = playwright.chromium.launch(executable_path=program, args=list(BROWSER_FLAGS))
        verdicts = {name: judge(browser, name, site) for name in engines}
        browser.close()
    counted = {name: judging.shares(found) for name, found in verdicts.items()}
    print(f"{'':18}{'asked':>6}" + "".join(f"{name:>10}" for name in counted))
    for kind, (_, total) in counted[engines[0]].items():
        print(f"{kind:18}{total:6}" + "".join(f"{met[kind][0] / total:10.0%}" for met in counted.values()))
    if asked.unmet:
        for name, found in verdicts.items():
            print(f"\n{name}\n{judging.table(verdict for verdict in found if not verdict.is_met)}")


if __name__ == "__main__":
    main()
