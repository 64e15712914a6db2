"""Measures typing into the search box on a slow phone: how long the browser takes over a key until the next frame.

    python bench/keystrokes.py [--rounds 3]

Builds the miniature site of the tests, slows Chromium's processor four times and types a sentence. Durations are the
browser's own Event Timing (https://www.w3.org/TR/event-timing/), in steps of 8 ms; keys under 16 ms are not reported.
"""

from __future__ import annotations

import argparse
import functools
import os
import sys
import tempfile
import threading
from http.server import ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from conftest import BROWSER_FLAGS, QuietHandler  # noqa: E402
from content import MINIATURE  # noqa: E402
from projects import build  # noqa: E402
from run import system_browser  # noqa: E402

TEXT = "จัดการเรียนรู้ของโรงเรียน"
WATCH = """() => {
  window.slow = [];
  new PerformanceObserver((list) => list.getEntries().forEach((e) => slow.push(e.duration)))
    .observe({type: "event", durationThreshold: 16});
}"""


def durations(browser: Browser, base: str) -> list[float]:
    """Milliseconds of each key that took 16 or more, shortest first."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(base + "about/")
    page.locator(".toggle--find summary").click()
    page.locator("#q").press_sequentially("การ", delay=20)
    page.locator(".hit--all").wait_for()
    page.evaluate(WATCH)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.locator("#q").press_sequentially(TEXT, delay=60)
    page.wait_for_timeout(1500)
    slow = sorted(page.evaluate("slow"))
    page.close()
    return slow


def main() -> None:
    """Type some times, print the middle and the longest of each round."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--rounds", type=int, default=3)
    rounds = cli.parse_args().rounds
    program = os.environ.get("CHROMIUM") or system_browser()
    with tempfile.TemporaryDirectory() as site, sync_playwright() as playwright:
        build(MINIATURE, "--quiet", "--site-dir", site).check_returncode()
        server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(QuietHandler, directory=site))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=program, args=list(BROWSER_FLAGS))
        for _ in range(rounds):
            slow = durations(browser, f"http://127.0.0.1:{server.server_port}/")
            print(f"{len(slow)} events of 16 ms or more; middle {slow[len(slow) // 2]:.0f}, longest {slow[-1]:.0f} ms")
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
