"""Measures what building costs: our site against stock Material for MkDocs, on the same texts in one run.

    python bench/build.py [--texts FILE.jsonl] [--pages 1000] [--rounds 1]

FILE holds one JSON object a line with "title", "text" and "date" (YYYY-MM-DD). Without it, texts of the same size are
put together from dictionary words; nothing is downloaded. CPU seconds are user + system of the whole process and its
children; the machine's speed cancels out in the ratio.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import yaml

from khlang.thai.words import dictionary

ROOT = Path(__file__).resolve().parent.parent
STOCK = """site_name: bench
site_url: http://127.0.0.1/
theme: {name: material, language: th, font: false, features: [navigation.prune]}
plugins: [{search: {lang: th}}]
"""
LETTERS = 3000  # about 9 kB of Thai in UTF-8


def made_up(count: int) -> Iterator[dict[str, str]]:
    """Texts of dictionary words: nonsense to a reader, ordinary work for a program."""
    words = sorted(dictionary().read_text(encoding="utf-8").split("\n"))
    chance = random.Random(2569)
    for i in range(count):
        text, length = [], 0
        while length < LETTERS:
            sentence = "".join(chance.choices(words, k=chance.randint(8, 30)))
            text.append(sentence)
            length += len(sentence)
        paragraphs = [" ".join(text[j : j + 4]) for j in range(0, len(text), 4)]
        day = datetime.date(2025, 1, 1) + datetime.timedelta(days=i % 540)
        yield {"title": "".join(chance.choices(words, k=5)), "text": "\n\n".join(paragraphs), "date": day.isoformat()}


def given(file: Path, count: int) -> Iterator[dict[str, str]]:
    """The first `count` texts of a file."""
    with file.open(encoding="utf-8") as rows:
        for row, _ in zip(rows, range(count), strict=False):
            yield json.loads(row)


def write_ours(folder: Path, texts: list[dict[str, str]]) -> None:
    """Our site with the texts as knowledge, in folders by month."""
    shutil.copytree(ROOT / "docs" / "_data", folder / "docs" / "_data")
    (folder / "docs/_data/reading.yml").unlink()  # it names entries that are not here
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for page in (
        "index",
        "knowledge/index",
        "exchange/index",
        "research/index",
        "practices/index",
        "contribute",
        "about",
    ):
        _put(folder / "docs" / f"{page}.md", "---\ntitle: หน้า\nsummary: หน้า\n---\n")
    tags = [row["name"] for row in yaml.safe_load((ROOT / "docs/_data/tags.yml").read_text(encoding="utf-8"))]
    owners = [row["name"] for row in yaml.safe_load((ROOT / "docs/_data/groups.yml").read_text(encoding="utf-8"))]
    for i, row in enumerate(texts):
        meta = {
            "id": f"k{i:05d}",
            "title": row["title"][:150] or "ก",
            "summary": row["title"][:150] or "ก",
            "owner": owners[i % len(owners)],
            "tags": [tags[i % len(tags)], tags[i * 7 % len(tags)]],
            "status": "published",
        }
        head = yaml.safe_dump(meta, allow_unicode=True, width=10_000) + f"date: {row['date'][:10]}\n"
        _put(folder / "docs/knowledge" / row["date"][:7] / f"t{i:05d}.md", f"---\n{head}---\n\n{_paragraphs(row)}\n")


def write_stock(folder: Path, texts: list[dict[str, str]]) -> None:
    """The same texts for Material as it comes, with its own search set to Thai."""
    _put(folder / "mkdocs.yml", STOCK)
    _put(folder / "docs/index.md", "# หน้าแรก\n")
    for i, row in enumerate(texts):
        _put(folder / "docs" / row["date"][:7] / f"t{i:05d}.md", f"# {row['title']}\n\n{_paragraphs(row)}\n")


def build(folder: Path) -> float:
    """Build a site; its CPU seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=folder, env=environment, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def article_sizes(folder: Path) -> tuple[int, int]:
    """Bytes of the median article's HTML, raw and gzipped."""
    pages = sorted((folder / "site").rglob("t[0-9]*/index.html"), key=lambda page: page.stat().st_size)
    html = pages[len(pages) // 2].read_bytes()
    return len(html), len(gzip.compress(html))


def _paragraphs(row: dict[str, str]) -> str:
    lines = (line.strip().replace("<", "&lt;").replace("[", "(").replace("]", ")") for line in row["text"].split("\n"))
    return "\n\n".join("\\" + line if line[:1] in "#-+*>`~|=:!" else line for line in lines if line)


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def main() -> None:
    """Write both sites, build them in turn, print a table."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--texts", type=Path)
    cli.add_argument("--pages", type=int, default=1000)
    cli.add_argument("--rounds", type=int, default=1)
    asked = cli.parse_args()
    texts = list(given(asked.texts, asked.pages) if asked.texts else made_up(asked.pages))
    with tempfile.TemporaryDirectory() as scratch:
        ours, stock = Path(scratch, "ours"), Path(scratch, "stock")
        write_ours(ours, texts)
        write_stock(stock, texts)
        for _ in range(asked.rounds):
            cpu = {"ours": build(ours), "stock": build(stock)}
            print(
                f"{len(texts)} pages: ours {cpu['ours']:.1f} s, Material with prune {cpu['stock']:.1f} s of CPU, "
                f"ratio {cpu['ours'] / cpu['stock']:.2f}",
                flush=True,
            )
        for name, folder in (("ours", ours), ("stock", stock)):
            raw, packed = article_sizes(folder)
            print(f"article HTML, {name}: {raw:,} bytes, gzipped {packed:,}")


if __name__ == "__main__":
    main()
