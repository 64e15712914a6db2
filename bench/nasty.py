"""Measures how long the readers of Markdown take over text made to slow them: unclosed brackets, ticks, tags by the thousand.

    python bench/nasty.py

Prints milliseconds for each text of tests/test_markdown.py. A reader whose time grows with the square of the length
shows here at once: each text holds about 20,000 letters and should take less than a second.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from test_markdown import NASTY

from khlang.content.markdown import headings, links, tags


def main() -> None:
    """Read each text with each reader, print a table."""
    for text in NASTY:
        began = time.perf_counter()
        for read in (links, headings, tags):
            list(read(text))
        print(f"{text[:6]!r:12} × {len(text):6}  {(time.perf_counter() - began) * 1000:8.1f} ms")


if __name__ == "__main__":
    main()
