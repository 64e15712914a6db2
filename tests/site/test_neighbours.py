"""The search of neighbours: asked only when a reader presses, merged by a rule that is measured, and nothing of theirs runs."""

from __future__ import annotations

import contextlib
import hashlib
import json
import math
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from projects import build, project
from run import ROOT

from khlang.search import index
from khlang.search import page as pages
from khlang.search.page import Page, Section

sys.path.append(str(ROOT / "tests/judgements"))
import judging
from watching import settle

pytestmark = pytest.mark.browser

HOSTILE = "ปลูกผัก <img src=x onerror='window.hit = 1'>"


class Neighbour:
    """A site on a port of its own, as GitHub Pages serves it: any other site may read its files."""

    def __init__(self, folder: Path) -> None:
        self.slow = 0.0
        self.asked: list[str] = []
        neighbour = self

        class Handler(SimpleHTTPRequestHandler):
            def do_GET(self) -> None:
                neighbour.asked.append(self.path)
                threading.Event().wait(neighbour.slow)
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # who asked has given up
                    super().do_GET()

            def end_headers(self) -> None:
                self.send_header("Access-Control-Allow-Origin", "*")
                super().end_headers()

            def log_message(self, format: str, *args: object) -> None:
                pass

        folder.mkdir(parents=True)
        self.folder = folder
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
        self.server.daemon_threads = True
        self.root = f"http://127.0.0.1:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()


def _page(url: str, title: str) -> Page:
    return Page(url, "th", title, (Section("", "", f"{title} กับนักเรียน"),))


@pytest.fixture(scope="module")
def neighbours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Neighbour]]:
    folder = tmp_path_factory.mktemp("neighbours")
    made = {name: Neighbour(folder / name) for name in ("one", "two", "old", "down", "slow")}
    index.build_of(made["one"].folder, [_page("practices/a/", "ปลูกผักสวนครัว"), _page("practices/b/", HOSTILE)])
    away = [
        _page("practices/c/", "ปลูกผักในกระถาง"),
        _page("https://evil.example/", "ปลูกผัก"),
        _page("javascript:hit=1", "ปลูกผัก"),
    ]
    index.build_of(made["two"].folder, away)
    index.build_of(made["old"].folder, [_page("a/", "ปลูกผัก")])
    manifest = made["old"].folder / "search/manifest.json"
    manifest.write_text(
        json.dumps({**json.loads(manifest.read_text(encoding="utf-8")), "version": 1}), encoding="utf-8"
    )
    index.build_of(made["slow"].folder, [_page("a/", "ปลูกผัก")])
    made["slow"].slow = 60
    made["down"].server.shutdown()
    made["down"].server.server_close()
    yield made
    for neighbour in made.values():
        neighbour.server.shutdown()
        neighbour.server.server_close()


@pytest.fixture(scope="module")
def site(neighbours: dict[str, Neighbour], tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = "".join(
        f"- {{key: {name}, name: สพป.{name}, address: '{one.root}', search: true}}\n"
        for name, one in neighbours.items()
    )
    folder = project(tmp_path_factory.mktemp("asking") / "p", **{"_data/offices.yml": rows})
    done = build(folder)
    assert done.returncode == 0, done.stderr
    return folder / "site"


def test_neighbours_are_asked_after_a_press_and_only_their_data_is_read(
    site: Path, neighbours: dict[str, Neighbour], browser: Browser, serve_folder: Callable[[Path], str]
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.goto(f"{serve_folder(site)}search/?q=ปลูกผัก")
    room = page.locator("[data-neighbours]")
    expect(room.locator("[data-office]")).to_have_count(5)
    settle(page)
    assert all(one.asked == [] for one in neighbours.values())
    room.locator("button").click()
    expect(room.locator("[role=status]")).to_contain_text("พบ 3 เรื่องแรก")
    told = room.locator("[role=status]").inner_text()
    assert "สพป.old ใช้การค้นหารุ่นอื่น" in told and "สพป.down ติดต่อไม่ได้" in told and "สพป.slow ตอบช้าเกินไป" in told
    links = room.locator("ul.rows a")
    assert {link.get_attribute("href") for link in links.all()} == {
        f"{neighbours['one'].root}practices/a/", f"{neighbours['one'].root}practices/b/", f"{neighbours['two'].root}practices/c/",
    }  # fmt: skip
    assert page.evaluate("window.hit") is None and page.evaluate("document.documentElement.scrollWidth") == 390
    assert not [path for one in neighbours.values() for path in one.asked if path.endswith(".js")]
    assert broken == []
    page.close()


def test_only_the_search_page_may_ask_and_only_the_chosen_ones(site: Path, neighbours: dict[str, Neighbour]) -> None:
    search = (site / "search/index.html").read_text(encoding="utf-8")
    assert f"connect-src 'self' {neighbours['one'].root}search/ " in search
    assert neighbours["one"].root not in search.split("script-src")[1].split(";")[0]
    assert "connect-src 'self';" in (site / "index.html").read_text(encoding="utf-8")


ASK = """async ([root, code, asks]) => {
  const { merged } = await import(code);
  const engines = {};
  for (const name of ["whole", "one", "other"]) {
    const manifest = await (await fetch(`${root}${name}/search/manifest.json`)).json();
    const { Engine } = await import(`${root}${name}/search/${manifest.code}`);
    engines[name] = await Engine.open(`${root}${name}/`, manifest, "th");
  }
  const place = (name) => (one) => ({ url: one.url.slice(`${root}${name}/`.length), score: one.score });
  const answers = [];
  for (const text of asks) {
    const found = {};
    for (const name in engines) found[name] = (await engines[name].search(text, { limit: 10 })).results.map(place(name));
    answers.push([found.whole.map((one) => one.url), merged([found.one, found.other]).map((one) => one.url)]);
  }
  return answers;
}"""


def _ndcg(found: list[str], wanted: tuple[str, ...]) -> float:
    """Normalised discounted cumulative gain of the first ten (Järvelin & Kekäläinen 2002), a wanted page counting 1."""
    gained = sum(1 / math.log2(place + 2) for place, url in enumerate(found[:10]) if url in wanted)
    return gained / sum(1 / math.log2(place + 2) for place in range(min(10, len(wanted))))


def test_two_halves_searched_apart_and_merged_answer_as_the_whole(
    built_site: Path, tmp_path: Path, browser: Browser, serve_folder: Callable[[Path], str]
) -> None:
    read = []
    for file in sorted(built_site.rglob("*.html")):
        path = file.relative_to(built_site).as_posix()
        if not path.startswith(("search/", "en/", "e/", "404")):
            try:
                read.append(pages.read(path.removesuffix("index.html"), file.read_bytes()))
            except pages.Skipped:
                continue
    halves: dict[str, list[Page]] = {"whole": read, "one": [], "other": []}
    for one in read:
        halves["one" if hashlib.blake2b(one.url.encode()).digest()[0] % 2 else "other"].append(one)
    for name, part in halves.items():
        (tmp_path / name).mkdir()
        index.build_of(tmp_path / name, part)
    judgements = [one for one in judging.load() if one.language == "th" and one.pages and not one.known_gap]
    page = browser.new_page()
    base = serve_folder(tmp_path)
    code = f"{serve_folder(ROOT / 'scripts/khlang/web/search')}neighbours.js"
    (tmp_path / "blank.html").write_text("<!doctype html><title>-</title>", encoding="utf-8")
    page.route("**/neighbours.js", lambda route: route.fulfill(path=ROOT / "scripts/khlang/web/search/neighbours.js", headers={"Access-Control-Allow-Origin": "*", "Content-Type": "text/javascript"}))  # fmt: skip
    page.route("**/host.js", lambda route: route.fulfill(path=ROOT / "scripts/khlang/web/search/host.js", headers={"Access-Control-Allow-Origin": "*", "Content-Type": "text/javascript"}))  # fmt: skip
    page.goto(f"{base}blank.html")
    answers = page.evaluate(ASK, [base, code, [one.ask for one in judgements]])
    page.close()
    whole, merged = (
        sum(_ndcg(answer[side], one.pages) for one, answer in zip(judgements, answers, strict=True)) / len(judgements)
        for side in (0, 1)
    )
    assert len(judgements) > 100 and whole > 0.8
    assert merged >= whole - 0.02, f"whole {whole:.3f}, merged {merged:.3f}"
