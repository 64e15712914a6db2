"""Kills `mkdocs build` again and again and looks whether the old site is whole each time.

    python bench/kills.py [--times 30] [PROJECT]

It copies the project (this one, unless another is named) to a temporary folder, builds it once, then starts builds and
kills each (SIGKILL) at another moment, from its start to a little beyond the time that a whole build took.
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
    env = {**os.environ, "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "1795305600"}
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "project"
        shutil.copytree(words.project, folder, ignore=shutil.ignore_patterns(*LEFT_OUT))
        begin = time.monotonic()
        subprocess.run(BUILD, cwd=folder, env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        whole, before = time.monotonic() - begin, site_of(folder)
        broken = 0
        for turn in range(words.times):
            moment = whole * 1.1 * (turn + 1) / words.times
            process = subprocess.Popen(BUILD, cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                process.wait(moment)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            is_whole = site_of(folder) == before
            broken += not is_whole
            print(f"{turn + 1:3} after {moment:5.2f} s {'whole' if is_whole else 'BROKEN'}", flush=True)
    print(f"{words.times} kills of a build of {whole:.1f} s and {len(before)} files: {broken} sites broken")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
