"""Measures what building costs: our site against stock Material for MkDocs, Hugo and Eleventy, on the same texts in one run.

    python bench/build.py [--texts FILE.jsonl] [--pages 1000] [--rounds 1] [--saves 0]

Ours is built cold, then after a text and after a title were edited; Material makes everything each time. Hugo and Eleventy
take part where they are on the PATH, with a layout of a few lines, no menu and no search. With `--saves` our site is served,
and the seconds are told from a save until the browser is told to load the page.

FILE holds one JSON object a line with "title", "text" and "date" (YYYY-MM-DD). Without it, texts of the same size are
put together from dictionary words; nothing is downloaded. CPU seconds are user + system of the whole process and its
children; the machine's speed cancels out in the ratio. Social cards are drawn before, as they are drawn once only.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import json
import os
import random
import re
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from khlang.thai.words import dictionary

ROOT = Path(__file__).resolve().parent.parent
STOCK = """site_name: bench
site_url: http://127.0.0.1/
theme: {name: material, language: th, font: false, features: [navigation.prune]}
plugins: [{search: {lang: th}}]
"""
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},  # it slows each start
    "NO_MKDOCS_2_WARNING": "1",
    "DISABLE_MKDOCS_2_WARNING": "true",
}
QUIET = 20  # seconds between two saves: the whole build after the last one is done by then
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
    for names_entries in ("reading.yml", "reported_needs.yml"):  # that are not here
        (folder / "docs/_data" / names_entries).unlink()
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


def write_hugo(folder: Path, texts: list[dict[str, str]]) -> None:
    """The same texts for Hugo (https://gohugo.io), each page with its title and text, and a list of each month."""
    _put(folder / "hugo.toml", 'baseURL = "http://127.0.0.1/"\ntitle = "bench"\n')
    _put(folder / "config.toml", 'baseURL = "http://127.0.0.1/"\ntitle = "bench"\n')  # its name before 0.110
    _put(folder / "layouts/_default/single.html", "<h1>{{ .Title }}</h1>{{ .Content }}")
    _put(folder / "layouts/_default/list.html", "{{ range .Pages }}<a href={{ .Permalink }}>{{ .Title }}</a>{{ end }}")
    for i, row in enumerate(texts):
        head = json.dumps({"title": row["title"]}, ensure_ascii=False)
        _put(folder / "content" / row["date"][:7] / f"t{i:05d}.md", f"{head}\n\n{_paragraphs(row)}\n")


def write_eleventy(folder: Path, texts: list[dict[str, str]]) -> None:
    """The same texts for Eleventy (https://www.11ty.dev), each page with its title and text."""
    _put(
        folder / ".eleventy.js", "module.exports = () => ({ markdownTemplateEngine: false, dir: { input: 'docs' } });\n"
    )
    _put(folder / "docs/_includes/page.njk", "<h1>{{ title }}</h1>{{ content | safe }}")
    for i, row in enumerate(texts):
        head = json.dumps({"title": row["title"], "layout": "page.njk"}, ensure_ascii=False)
        _put(folder / "docs" / row["date"][:7] / f"t{i:05d}.md", f"---json\n{head}\n---\n\n{_paragraphs(row)}\n")


MKDOCS = (sys.executable, "-m", "mkdocs", "build", "-q")
OTHERS = {"hugo": ("hugo", "--quiet"), "eleventy": ("eleventy", "--quiet")}


def build(folder: Path, command: Sequence[str] = MKDOCS) -> float:
    """Build a site; its CPU seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def edited(folder: Path, typed: str, instead: str) -> float:
    """Replace the first use of some words in the middle article; CPU seconds of the build that follows."""
    file = middle(folder)
    file.write_text(file.read_text(encoding="utf-8").replace(typed, instead, 1), encoding="utf-8")
    return build(folder)


def middle(folder: Path) -> Path:
    """The article in the middle."""
    files = sorted(folder.glob("docs/knowledge/*/t*.md"))
    return files[len(files) // 2]


def saves(folder: Path, times: int) -> list[float]:
    """Serve a site and save an article some times; seconds until browsers are told to load it, the shortest first."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        root = f"http://127.0.0.1:{free.getsockname()[1]}/"
    command = [sys.executable, "-m", "mkdocs", "serve", "-q", "--dev-addr", root[7:-1]]
    process = subprocess.Popen(command, cwd=folder, env=ENVIRONMENT)
    file = middle(folder)
    page = f"{root}{file.relative_to(folder / 'docs').with_suffix('').as_posix()}/"
    took = []
    try:
        while not (html := _got(page)):
            time.sleep(1)
        for turn in range(times):
            time.sleep(QUIET)
            version = re.search(r"livereload\((\d+)", _got(page) or html)
            begin = time.monotonic()
            _put(file, file.read_text(encoding="utf-8") + f"\nแก้ครั้งที่ {turn}\n")
            while version and int(_got(f"{root}livereload/{version[1]}/1") or 0) <= int(version[1]):
                pass
            took.append(time.monotonic() - begin)
    finally:
        process.kill()
        process.wait()
    return sorted(took)


def _got(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=300) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""


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
    cli.add_argument("--saves", type=int, default=0)
    asked = cli.parse_args()
    texts = list(given(asked.texts, asked.pages) if asked.texts else made_up(asked.pages))
    with tempfile.TemporaryDirectory() as scratch:
        ours, stock = Path(scratch, "ours"), Path(scratch, "stock")
        write_ours(ours, texts)
        write_stock(stock, texts)
        others = {name: Path(scratch, name) for name in OTHERS if shutil.which(name)}
        for name, folder in others.items():
            {"hugo": write_hugo, "eleventy": write_eleventy}[name](folder, texts)
        build(ours)
        for turn in range(asked.rounds):
            for kept in ("pages.json", "facts", "search"):
                (ours / ".cache/khlang" / kept).unlink()
            cpu = {"cold": build(ours)}
            cpu["Material with prune"] = build(stock)
            cpu["text"] = edited(ours, "\n---\n\n", f"\n---\n\nแก้ครั้งที่ {turn} ")
            cpu["title"] = edited(ours, "title: ", "title: ใหม่ ")
            cpu |= {name: build(folder, OTHERS[name]) for name, folder in others.items()}
            stock_s = cpu["Material with prune"]
            told = (f"{name} {seconds:.1f} s ({seconds / stock_s:.2f})" for name, seconds in cpu.items())
            print(f"{len(texts)} pages, CPU: {', '.join(told)}", flush=True)
        if asked.saves:
            took = saves(ours, asked.saves)
            print(f"a save is seen after {took[len(took) // 2]:.2f} s (median of {len(took)}, longest {took[-1]:.2f})")
        for name, folder in (("ours", ours), ("stock", stock)):
            raw, packed = article_sizes(folder)
            print(f"article HTML, {name}: {raw:,} bytes, gzipped {packed:,}")


if __name__ == "__main__":
    main()
