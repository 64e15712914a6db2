"""Kills `mkdocs build` after edits, again and again: the site is the old one or the new one, and the next build is right.

A kill while changed files go over, one by one, leaves a site of which some are old; the next build ends that first.

    python bench/kills.py [--times 30] [PROJECT]

It copies the project (this one, unless another is named) to a temporary folder and builds it. Then, each time, a text is
edited and a build killed (SIGKILL) at another moment, from its start to a little beyond the time that one takes; the next
build runs to its end. At last the site is compared with that of a clean build.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
BUILD = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
LEFT_OUT = (".git", ".venv", ".cache", "site", ".site.*", "node_modules", "tests")


ENV = {**os.environ, "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "1795305600"}


def build(folder: Path) -> None:
    """A build that nobody kills."""
    subprocess.run(BUILD, cwd=folder, env=ENV, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def site_of(folder: Path) -> dict[str, str]:
    """Every file of the built site, by the hash of what it holds."""
    site = folder / "site"
    return {
        str(one.relative_to(site)): hashlib.sha256(one.read_bytes()).hexdigest()
        for one in site.rglob("*")
        if one.is_file()
    }


def main() -> int:
    """Print one line a kill; 1 where a site was not whole."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("project", nargs="?", type=Path, default=ROOT)
    parser.add_argument("--times", type=int, default=30)
    words = parser.parse_args()
    whole = 0.0
    with tempfile.TemporaryDirectory() as parent:
        folder, clean = Path(parent, "project"), Path(parent, "clean")
        shutil.copytree(words.project, folder, ignore=shutil.ignore_patterns(*LEFT_OUT))
        text = folder / "docs/about.md"
        build(folder)
        before, broken = site_of(folder), 0
        for turn in range(words.times):
            with text.open("a", encoding="utf-8") as file:
                file.write(f"\nแก้ครั้งที่ {turn}\n")
            begin = time.monotonic()
            process = subprocess.Popen(BUILD, cwd=folder, env=ENV, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                process.wait(whole * 1.1 * (turn + 1) / words.times if turn else None)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            moment, left = time.monotonic() - begin, site_of(folder)
            whole = whole if turn else moment  # the first one ends by itself, and says how long that takes
            build(folder)
            after = site_of(folder)
            is_whole = left in (before, after)
            places = left.keys() | before.keys() | after.keys()
            is_between = all(left.get(place) in (before.get(place), after.get(place)) for place in places)
            broken += not is_between
            told = "whole" if is_whole else "between two" if is_between else "BROKEN"
            print(f"{turn + 1:3} after {moment:5.2f} s {told}", flush=True)
            before = after
        shutil.copytree(folder, clean, ignore=shutil.ignore_patterns(*LEFT_OUT))
        build(clean)
        is_right = site_of(clean) == before
    print(
        f"{words.times} builds of {whole:.1f} s and {len(before)} files, all but the first killed: {broken} sites broken"
    )
    print(f"the site after them is {'that of a clean build' if is_right else 'NOT that of a clean build'}")
    return 1 if broken or not is_right else 0


if __name__ == "__main__":
    sys.exit(main())
