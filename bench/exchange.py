"""Measures ten years of exchanges: ten groups, every week, 5,200 made-up summaries.

    python bench/exchange.py [--years 10]

Builds a copy of our site with them, tells the time, the size of pages and how many rows the largest list has, and counts
the board anew from the file names alone. Everything is synthetic and lies in a temporary folder.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
END = datetime.date(2026, 11, 20)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=int, default=10)
    years = parser.parse_args().years
    with tempfile.TemporaryDirectory() as name:
        project = Path(name)
        count = make(project, years)
        used = build(project)
        tell(project, count, used)


def make(project: Path, years: int) -> int:
    """A copy of the project whose exchanges are made up; how many there are."""
    from exchanges import write

    from khlang.content.library import load

    for folder in ("docs", "overrides"):
        shutil.copytree(ROOT / folder, project / folder)
    shutil.copy(ROOT / "mkdocs.yml", project)
    for summary in (project / "docs/exchange").glob("example-*.md"):
        summary.unlink()
    for other in ("knowledge", "practices", "research", "adoptions"):  # what links to the summaries that are gone
        for file in (project / "docs" / other).glob("example-*.md"):
            file.unlink()
    groups = load(project / "docs", END).vocabulary.groups
    start = END.replace(year=END.year - years)
    return write(project / "docs", start, END, {group.key: group.weekday or 5 for group in groups})


def build(project: Path) -> dict[str, float]:
    """CPU seconds and megabytes of `mkdocs build`."""
    day = int(datetime.datetime.combine(END, datetime.time(12), datetime.UTC).timestamp())
    environ = {
        **os.environ,
        "SOURCE_DATE_EPOCH": str(day),
        "NO_MKDOCS_2_WARNING": "1",
        "SITE_URL": "https://example.go.th/km/",
    }
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=project, env=environ, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"cpu": cpu, "mb": after.ru_maxrss / 1024}


def tell(project: Path, count: int, used: dict[str, float]) -> None:
    site = project / "site"
    pages = {path.relative_to(site).as_posix(): path.stat().st_size for path in site.rglob("index.html")}
    made = {url: size for url, size in pages.items() if not url.startswith("e/")}
    print(f"{count} summaries, {len(made)} pages, {len(pages) - len(made)} short addresses")
    print(f"build: {used['cpu']:.1f} CPU s, {used['mb']:.0f} MB, {used['cpu'] / count * 1000:.1f} ms a summary")
    for url, size in sorted(made.items(), key=lambda one: -one[1])[:8]:
        print(f"{size / 1000:8.1f} kB, {len(gzip.compress((site / url).read_bytes())) / 1000:5.1f} kB gzipped  {url}")
    print(f"agrees with a count of file names: {shown(site) == counted(project / 'docs/exchange')}")


def shown(site: Path) -> Counter[str]:
    """Fiscal year → weeks with a summary, as the built boards say."""
    found: Counter[str] = Counter()
    for board in (site / "board").glob("fiscal-*/index.html"):
        total = re.search(r"<th scope=\"row\">แลกเปลี่ยนแล้ว <b>(\d+)</b>", board.read_text(encoding="utf-8"))
        found[board.parent.name] = int(total[1]) if total else 0
    return found


def counted(folder: Path) -> Counter[str]:
    """The same from the names of the files."""
    found: Counter[str] = Counter()
    for file in folder.glob("20*.md"):
        day = datetime.date.fromisoformat(file.name[:10])
        wednesday = day + datetime.timedelta(days=2 - day.weekday())
        found[f"fiscal-{wednesday.year + 543 + (wednesday.month > 9)}"] += 1
    return found


if __name__ == "__main__":
    main()
