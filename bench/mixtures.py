"""Holds our judgement of rendered HTML against Chromium's reading, for random mixtures of what once fooled the check.

    python bench/mixtures.py [--number 100000] [--seed 1]

Prints every text of which the two think differently, and ends with 1 if there is one.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from conftest import BROWSER_FLAGS  # noqa: E402
from mixtures import mixtures, verdicts  # noqa: E402
from run import system_browser  # noqa: E402


def main() -> int:
    """Compare, and say how long it took."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--number", type=int, default=100_000)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    begin, differences, refused = time.perf_counter(), 0, 0
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=system_browser(), args=list(BROWSER_FLAGS)).new_page()
        texts = mixtures(chosen.seed, chosen.number)
        while batch := list(itertools.islice(texts, 1000)):
            for verdict in verdicts(page, batch):
                refused += verdict.is_refused
                if verdict.differences:
                    differences += 1
                    print(repr(verdict.text), *verdict.differences, sep="\n    ")
    seconds = time.perf_counter() - begin
    print(f"{chosen.number} texts, {refused} refused, {differences} differences, {seconds:.0f} s")
    return int(differences > 0)


if __name__ == "__main__":
    raise SystemExit(main())
