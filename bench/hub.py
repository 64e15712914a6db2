"""Measures a hub: many offices' catalogues joined into one site, and what a reader's first answer there costs.

    python bench/hub.py --docs DOCS.jsonl [--offices 50] [--entries 2000] [--queries 24]

DOCS is that of `bench/search.py`. Each entry's title and summary are runs of its documents, so the words of a hub grow as
those of real titles do. Printed are CPU seconds and memory to join, bytes and files of the site, and, over queries that are
titles' parts: bytes and requests of a fresh reader's first ten results, and how often the entry is the first or among ten.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright
from search import FLAGS, percentile, read_lines, served

from khlang.content.ids import ALPHABET, LENGTH

TAGS = [f"หัวข้อ {number}" for number in range(200)]  # a hub's offices share most of their tags
DOOR = """async base => {
    const index = await (await import(base + "search/api.js")).open(base);
    window.ask = async text => (await index.search(text, { limit: 10 })).results.map(found => found.url);
}"""


def catalogue(number: int, entries: int, texts: list[str], chance: random.Random) -> dict[str, object]:
    """The catalogue of one office."""
    address = f"https://office{number:03}.example.go.th/"
    rows = []
    for count in range(entries):
        name = "p" + "".join(ALPHABET[count // len(ALPHABET) ** place % len(ALPHABET)] for place in range(LENGTH))
        rows.append(
            {
                "id": name,
                "address": f"{address}e/{name}/",
                "url": f"{address}practices/{name}/",
                "kind": chance.choice(("practice", "knowledge", "exchange", "research")),
                "title": _run(texts, chance, 30, 90),
                "summary": _run(texts, chance, 100, 250),
                "date": f"{chance.randrange(2022, 2027)}-{chance.randrange(1, 10):02}-{chance.randrange(1, 29):02}",
                "tags": chance.sample(TAGS, 2),
            }
        )
    site = {"name": f"คลัง {number}", "office": f"สำนักงาน {number}", "office_short": f"สนง.{number}", "address": address}
    return {"version": 1, "site": site, "entries": rows}


def _run(texts: list[str], chance: random.Random, least: int, most: int) -> str:
    text, length = chance.choice(texts), chance.randrange(least, most)
    start = chance.randrange(max(1, len(text) - length))
    return " ".join(text[start : start + length].split()) or "เรื่อง"


def main() -> None:
    """Make the catalogues, join them, ask."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--docs", type=Path, required=True)
    parser.add_argument("--offices", type=int, default=50)
    parser.add_argument("--entries", type=int, default=2_000)
    parser.add_argument("--queries", type=int, default=24)
    given = parser.parse_args()
    texts = [doc["text"] for doc in read_lines(given.docs)]
    chance = random.Random(17)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "docs/_data"
        (data / "catalogues").mkdir(parents=True)
        (data / "site.yml").write_text("name: คลังรวม\noffice: สำนักงาน\noffice_short: สนง.\n", encoding="utf-8")
        made = [catalogue(number, given.entries, texts, chance) for number in range(given.offices)]
        offices = ""
        for number, one in enumerate(made):
            address = f"https://office{number:03}.example.go.th/"
            offices += f"- {{key: o{number:03}, name: สพป.{number}, address: '{address}'}}\n"
            text = json.dumps(one, ensure_ascii=False)
            (data / f"catalogues/o{number:03}.json").write_text(text, encoding="utf-8")
        (data / "offices.yml").write_text(offices, encoding="utf-8")
        running = subprocess.Popen([sys.executable, "-m", "khlang", "hub", "--site", "site"], cwd=folder)
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
        if running.returncode:
            raise SystemExit(f"khlang hub ended with {running.returncode}")
        site = Path(folder) / "site"
        files = [file.stat().st_size for file in site.rglob("*") if file.is_file()]
        print(f"join: {used.ru_utime + used.ru_stime:.1f} CPU s, {used.ru_maxrss / 1024:.0f} MB memory")
        print(f"site: {sum(files):,} bytes in {len(files):,} files")
        rows = [entry for one in made for entry in chance.sample(one["entries"], 1)]  # type: ignore[arg-type, call-overload]
        ask(site, rows[: given.queries])


def ask(site: Path, rows: list[dict[str, str]]) -> None:
    """Ask for each entry by the middle of its title, as a fresh reader, and print what it costs."""
    sizes, requests, ranks = [], [], []
    with sync_playwright() as playwright, served(site) as (base, sent):
        program = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        for row in rows:
            page = browser.new_context().new_page()
            page.set_default_timeout(0)
            page.goto(base)
            page.wait_for_load_state("networkidle")
            sent.clear()
            page.evaluate(DOOR, base)
            found = page.evaluate("text => window.ask(text)", row["title"][5:30])
            sizes.append(sum(size for path, size in sent if path.startswith("/search/")))
            requests.append(sum(path.startswith("/search/") for path, _ in sent))
            ranks.append(found.index(row["url"]) + 1 if row["url"] in found else 0)
            page.context.close()
        browser.close()
    print(
        f"first answer: {statistics.median(sizes):,.0f} bytes at the median, {percentile(sizes, 95):,} at p95; "
        f"requests {statistics.median(requests):.0f} and {percentile(requests, 95)}"
    )
    print(f"found first: {sum(rank == 1 for rank in ranks)} of {len(ranks)}, among ten: {sum(map(bool, ranks))}")


if __name__ == "__main__":
    main()
