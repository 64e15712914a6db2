"""Measures what a writer waits for: `khlang check` over 1,000 entries of 9 kB, over five of them, and `--fix`.

    python bench/check.py [--texts FILE.jsonl] [--pages 1000] [--rounds 3]

The texts are those of build.py. Prints the best of the rounds: seconds on the wall and CPU seconds, start included.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from build import given, made_up, write_ours


def main() -> None:
    """Write the texts, check them, print a table."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--texts", type=Path)
    cli.add_argument("--pages", type=int, default=1000)
    cli.add_argument("--rounds", type=int, default=3)
    asked = cli.parse_args()
    texts = list(given(asked.texts, asked.pages) if asked.texts else made_up(asked.pages))
    with tempfile.TemporaryDirectory() as folder:
        write_ours(Path(folder), texts)
        some = [str(path.relative_to(folder)) for path in sorted(Path(folder).rglob("t0*.md"))[:5]]
        for name, words in (("all", []), ("five files", some), ("all, mended", ["--fix"])):
            wall, cpu = min(_measure(folder, words) for _ in range(asked.rounds if "--fix" not in words else 1))
            print(f"{name:12} {wall:6.2f} s {cpu:6.2f} CPU s")


def _measure(folder: str, words: list[str]) -> tuple[float, float]:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "khlang", "check", *words], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr.decode())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
