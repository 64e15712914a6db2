"""Reading without a network, in a real browser, with the network cut at every step: what was read stays, and says so."""

from __future__ import annotations

import contextlib
import datetime
import io
import json
import re
import threading
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from content import BASES, PICTURE
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect
from projects import build, project

from khlang.publishing.carried import carried
from khlang.publishing.offline import Standing, offline_files

PHONE = {"width": 390, "height": 844}
READY = "navigator.serviceWorker.ready.then(() => new Promise((done) => { const wait = () => navigator.serviceWorker.controller ? done(true) : setTimeout(wait, 50); wait(); }))"
ENTRY, OTHER = "knowledge/entry/", "knowledge/second/"


class Network:
    """A server that can be cut, as a cable is, and be slow; `/km/` is the site."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.is_cut = False
        self.left: int | None = None  # requests until it is cut
        self.slow = 0.0  # seconds before each page
        self.asked: list[str] = []
        network = self

        class Handler(SimpleHTTPRequestHandler):
            def do_GET(self) -> None:
                network.asked.append(self.path)
                if network.left is not None:
                    network.left -= 1
                    network.is_cut = network.is_cut or network.left < 0
                if network.is_cut:
                    self.connection.close()
                    self.close_connection = True
                    return
                if network.slow and self.path.endswith("/"):
                    threading.Event().wait(network.slow)
                del self.headers[
                    "If-Modified-Since"
                ]  # whole seconds: a file written twice in one would count as unchanged
                with contextlib.suppress(BrokenPipeError, ConnectionResetError, ValueError):
                    super().do_GET()

            def end_headers(self) -> None:
                self.send_header("Cache-Control", "no-cache")
                super().end_headers()

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
        self.server.daemon_threads = True
        self.root = f"http://127.0.0.1:{self.server.server_port}/km/"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def reset(self) -> None:
        self.is_cut, self.left, self.slow = False, None, 0.0
        self.asked.clear()


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    folder = tmp_path_factory.mktemp("offline")
    site = Network(folder / "served")
    (folder / "served").mkdir()
    text = BASES["knowledge"] + "\n![ป้าย](images/label.png)\n"
    gone = BASES["knowledge"].replace("k7x2m9", "kg0ne5").replace("status: published", "status: withdrawn")
    made = project(
        folder / "p", **{"knowledge/entry.md": text, "knowledge/images/label.png": PICTURE, "knowledge/gone.md": gone}
    )
    done = build(made, "--site-dir", str(folder / "served/km"), more={"SITE_URL": site.root})
    assert done.returncode == 0, done.stderr
    yield site
    site.server.shutdown()
    site.server.server_close()


@pytest.fixture
def visitor(browser: Browser, network: Network) -> Iterator[Callable[..., BrowserContext]]:
    network.reset()
    contexts = []

    def come() -> BrowserContext:
        contexts.append(browser.new_context(viewport=PHONE))
        return contexts[-1]

    yield come
    network.reset()
    for context in contexts:
        context.close()


def _ready(context: BrowserContext, network: Network, *addresses: str) -> Page:
    page = context.new_page()
    page.goto(network.root)
    page.evaluate(READY)
    for address in addresses:
        page.goto(network.root + address)
    return page


def _until(page: Page, is_so: str) -> None:
    """Ask the page again and again; the browser's own waiting would need `eval`, which our policy forbids."""
    for _ in range(1_800):
        if page.evaluate(is_so):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"not so after three minutes: {is_so}")


@pytest.mark.browser
def test_what_was_read_stays_and_says_so(visitor, network):
    page = _ready(visitor(), network, ENTRY)
    expect(page.locator(".lost-network")).to_be_hidden()
    network.is_cut = True
    page.reload()
    expect(page.locator("h1")).to_have_text("ทำป้ายชื่อพรรณไม้ให้เด็กได้คิด")
    expect(page.locator(".lost-network")).to_contain_text("ไม่มีอินเทอร์เน็ต")
    assert (
        page.evaluate("document.fonts.check('16px Sarabun', 'ก')")
        and page.evaluate("document.querySelector('.text img').naturalWidth") == 1
    )
    page.goto(network.root)
    expect(page.locator("h1")).to_be_visible()
    network.is_cut = False
    page.goto(network.root + ENTRY)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".lost-network")).to_be_hidden()


@pytest.mark.browser
def test_what_was_never_read_leads_to_what_can_be(visitor, network):
    page = _ready(visitor(), network, ENTRY)
    network.is_cut = True
    page.goto(network.root + OTHER)
    expect(page.locator("[role=status]").first).to_be_visible()
    assert page.url.startswith(f"{network.root}offline/?from=")
    expect(page.locator("[data-keeping] [role=status]")).to_contain_text("ยังไม่ได้เก็บไว้")
    page.get_by_role("link", name="ทำป้ายชื่อพรรณไม้ให้เด็กได้คิด").click()
    expect(page.locator("h1")).to_have_text("ทำป้ายชื่อพรรณไม้ให้เด็กได้คิด")


@pytest.mark.browser
@pytest.mark.parametrize("left", [1, 3, 6, 10, 16, 24, 40, 60, 75])
def test_a_network_that_is_cut_in_the_middle_of_the_first_visit_breaks_nothing(left, visitor, network):
    context = visitor()
    page = context.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    network.left = left
    try:
        page.goto(network.root)
        page.wait_for_timeout(700)  # the worker begins once the page stands
        page.goto(network.root + ENTRY)
    except Error as cut:
        assert "net::ERR" in str(cut) or "chrome-error" in str(cut)
    network.reset()
    page = context.new_page()  # the other one may still be on its way to what the browser says of a cut
    page.goto(network.root + ENTRY)
    expect(page.locator("h1")).to_have_text("ทำป้ายชื่อพรรณไม้ให้เด็กได้คิด")
    page.evaluate(READY)
    page.goto(network.root + ENTRY)
    network.is_cut = True
    page.reload()
    expect(page.locator("h1")).to_have_text("ทำป้ายชื่อพรรณไม้ให้เด็กได้คิด")
    assert [one for one in broken if "dynamically imported module" not in one and "Failed to fetch" not in one] == []


@pytest.mark.browser
def test_a_page_that_changed_is_the_new_one_at_once_and_after_a_slow_answer_on_the_next_visit(visitor, network):
    page = _ready(visitor(), network, ENTRY)
    file = network.folder / "km" / ENTRY / "index.html"
    before = file.read_text(encoding="utf-8")
    try:
        file.write_text(before.replace("</h1>", " รุ่นสอง</h1>"), encoding="utf-8")
        page.goto(network.root + ENTRY)
        expect(page.locator("h1")).to_contain_text("รุ่นสอง")
        file.write_text(before.replace("</h1>", " รุ่นสาม</h1>"), encoding="utf-8")
        network.slow = 7
        page.goto(network.root + ENTRY)
        expect(page.locator("h1")).to_contain_text("รุ่นสอง")  # nobody waits longer than four seconds
        kept = f"caches.match('{network.root}{ENTRY}').then((one) => one.text())"
        # it comes late, and is kept for the next visit
        _until(page, f"{kept}.then((text) => text.includes('รุ่นสาม'))")
        network.slow = 0
        network.is_cut = True
        page.goto(network.root + ENTRY)
        expect(page.locator("h1")).to_contain_text("รุ่นสาม")
    finally:
        file.write_text(before, encoding="utf-8")


@pytest.mark.browser
def test_everything_is_kept_after_a_press_that_says_how_much(visitor, network):
    page = _ready(visitor(), network, "offline/")
    button = page.locator("[data-keep-all]")
    expect(button).to_have_text(re.compile(r"เก็บทั้งคลังไว้อ่าน \(\d+(\.\d)? [KM]B\)"))
    button.click()
    expect(page.locator("[data-keeping] [role=status]")).to_contain_text("เก็บครบแล้ว")
    network.is_cut = True
    page.goto(network.root + OTHER)
    expect(page.locator("h1")).to_have_text("เรื่องที่สอง")
    page.goto(f"{network.root}search/?q=ป้ายชื่อ")
    expect(page.locator(".found__rows li").first).to_contain_text("ป้ายชื่อ")
    page.goto(f"{network.root}offline/")
    page.locator("[data-forget]").click()
    expect(page.locator("[data-keeping] [role=status]")).to_contain_text("ลบที่เก็บไว้")
    page.goto(network.root + OTHER)
    assert "/offline/?from=" in page.url


@pytest.mark.browser
def test_keeping_all_goes_on_where_the_network_was_cut(visitor, network):
    page = _ready(visitor(), network, "offline/")
    expect(page.locator("[data-keep-all]")).to_be_visible()
    network.left = 40
    page.locator("[data-keep-all]").click()
    expect(page.locator("[data-keeping] [role=status]")).to_contain_text("กดอีกครั้งเพื่อเก็บต่อ")
    network.reset()
    page.locator("[data-keep-all]").click()
    expect(page.locator("[data-keeping] [role=status]")).to_contain_text("เก็บครบแล้ว")
    wanted = json.loads((network.folder / "km/offline.json").read_text(encoding="utf-8"))["files"]
    assert len([path for path in network.asked if path.removeprefix("/km/") in wanted]) < len(wanted)


@pytest.mark.browser
def test_a_worker_of_an_older_build_gives_way_and_what_is_withdrawn_leaves_the_device(visitor, network):
    context = visitor()
    page = _ready(context, network, ENTRY)
    file = network.folder / "km/sw.js"
    before = file.read_text(encoding="utf-8")
    names = "caches.keys().then((all) => Promise.all(all.map((name) => caches.open(name).then((one) => one.keys())))).then((all) => all.flat().map((one) => one.url))"
    assert any(url.endswith(ENTRY) for url in page.evaluate(names))
    try:
        newer = re.sub(r"GONE = \[[^\]]*\]", f'GONE = ["{ENTRY}"]', before).replace("site.js ", "site.js 0")
        file.write_text(newer, encoding="utf-8")
        page.goto(network.root)
        page.evaluate("navigator.serviceWorker.ready.then((one) => one.update())")
        _until(page, f"{names}.then((all) => !all.some((url) => url.endsWith('{ENTRY}')))")
        kept = page.evaluate(names)
        assert len([url for url in kept if "assets/khlang/site.js?" in url]) == 1
        network.is_cut = True
        page.goto(network.root)
        expect(page.locator("h1")).to_be_visible()
    finally:
        file.write_text(before, encoding="utf-8")


@pytest.mark.browser
@pytest.mark.parametrize(
    "refusal",
    [
        "navigator.serviceWorker.register = () => Promise.reject(new DOMException('no', 'SecurityError'))",
        "caches.open = caches.match = () => Promise.reject(new DOMException('no', 'SecurityError'))",
        "Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))",
    ],
)
def test_a_browser_that_keeps_nothing_shows_the_site_and_says_so(refusal, visitor, network):
    context = visitor()
    context.add_init_script(refusal)
    page = context.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.goto(network.root + ENTRY)
    expect(page.locator("h1")).to_have_text("ทำป้ายชื่อพรรณไม้ให้เด็กได้คิด")
    page.goto(f"{network.root}offline/")
    if "register" not in refusal:
        page.locator("[data-keep-all]").click() if "put" in refusal else None
        expect(page.locator("[data-keeping] [role=status]")).to_contain_text(re.compile("ไม่ให้เก็บ|เต็ม"))
    assert broken == []


@pytest.mark.browser
def test_the_whole_site_opens_from_a_memory_stick(browser, network, tmp_path):
    with zipfile.ZipFile(network.folder / "km/whole-site.zip") as archive:
        archive.extractall(tmp_path)
    page = browser.new_page(viewport=PHONE)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda asked: asked.url.startswith(("file:", "data:")) or said.append(asked.url))
    page.goto((tmp_path / "khlang/index.html").as_uri())
    page.locator(".toggle--menu summary").click()
    page.locator(".nav .readers a", has_text="องค์ความรู้").first.click()
    page.get_by_role("link", name="ทำป้ายชื่อพรรณไม้ให้เด็กได้คิด").first.click()
    expect(page.locator("h1")).to_have_text("ทำป้ายชื่อพรรณไม้ให้เด็กได้คิด")
    page.locator(".text img").last.scroll_into_view_if_needed()
    page.wait_for_function("() => [...document.querySelectorAll('.text img')].at(-1).naturalWidth === 1")
    assert page.evaluate("document.fonts.check('16px Sarabun', 'ก')")
    assert page.locator(".foot .horizon use").evaluate("(use) => use.getBBox().width") > PHONE["width"]
    page.close()
    assert said == []


def test_no_link_of_the_carried_site_leads_to_a_folder_or_nowhere(network):
    with zipfile.ZipFile(network.folder / "km/whole-site.zip") as archive:
        names = set(archive.namelist())
        pages = {name: archive.read(name).decode() for name in names if name.endswith(".html")}
    missing = set()
    for name, html in pages.items():
        for link in re.findall(r'\shref="(?!\w+:|//|#)([^"#?]+)', html):
            parts = [*name.split("/")[:-1], *link.split("/")]
            way: list[str] = []
            for part in parts:
                way = way[:-1] if part == ".." else [*way, part] if part not in (".", "") else way
            if "/".join(way) not in names:
                missing.add((name, link))
    assert not {link for _, link in missing if link.endswith("/")}
    left_out = (".zip", ".ics", "qr.svg", ".atom", ".json", ".md", ".bib", ".ris", ".txt", ".xml", ".jsonld")
    site = network.folder / "km"
    there = {
        (name, link)
        for name, link in missing
        if not link.endswith(left_out) and (site / name.removeprefix("khlang/")).parent.joinpath(link).is_file()
    }
    assert {(name, link) for name, link in there if "/e/" not in f"/{link}"} == set()
    assert not any("<script src" in html or 'type="module"' in html for html in pages.values())


def test_the_worker_is_small_and_all_three_files_are_the_same_twice(network):
    folder, day = network.folder / "km", datetime.date(2026, 11, 22)
    paths = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    first, second = (
        offline_files(paths, lambda path: (folder / path).read_bytes(), ["knowledge/gone/"], day, Standing())
        for _ in range(2)
    )
    assert first == second
    assert len(first["sw.js"]) <= 5_000 and b"knowledge/gone/" in first["sw.js"]
    contents = json.loads(first["offline.json"])
    assert contents["bytes"] == sum(size for _, size in contents["files"].values())
    assert not [
        path for path in contents["files"] if path == "knowledge/gone/" or path.startswith("e/") or "feed" in path
    ]
    assert zipfile.ZipFile(io.BytesIO(first["whole-site.zip"])).testzip() is None


def test_what_stands_is_neither_read_nor_packed_again(network):
    folder, day = network.folder / "km", datetime.date(2026, 11, 22)
    paths = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    page, style = f"{ENTRY}index.html", "assets/khlang/text.css"
    changed = {page: (folder / page).read_bytes() + b"<!-- changed -->"}
    asked = []

    def read(path):
        asked.append(path)
        return changed.get(path) or (folder / path).read_bytes()

    old = offline_files(paths, lambda path: (folder / path).read_bytes(), [], day, Standing())
    clean = offline_files(paths, read, [], day, Standing())
    asked.clear()
    same = set(paths) - {page}
    assert offline_files(paths, read, [], day, Standing(same, old["offline.json"], old["whole-site.zip"])) == clean
    assert page in asked and style in asked
    assert all(path == page or path.endswith((".css", ".woff2", "manifest.json", "horizon.svg")) for path in asked)
    gone = offline_files(paths, read, ["knowledge/gone/"], datetime.date(2027, 1, 2), Standing())
    left = Standing(same, clean["offline.json"], b"no archive")
    assert offline_files(paths, read, ["knowledge/gone/"], datetime.date(2027, 1, 2), left) == gone


def test_the_drawing_stands_in_each_carried_page_and_follows_its_file(network):
    """Browsers take none from another file there."""
    folder, day, place = network.folder / "km", datetime.date(2026, 11, 22), "assets/khlang/horizon.svg"
    paths = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    files = {place: b'<svg><symbol id="horizon"><path d="M1 1"/></symbol></svg>'}

    def read(path):
        return files.get(path) or (folder / path).read_bytes()

    old = offline_files(paths, read, [], day, Standing())
    files[place] = files[place].replace(b"M1 1", b"M2 2")
    new = offline_files(
        paths, read, [], day, Standing(set(paths) - {place}, old["offline.json"], old["whole-site.zip"])
    )
    with zipfile.ZipFile(io.BytesIO(new["whole-site.zip"])) as archive:
        names = [name for name in archive.namelist() if name.endswith(".html")]
        pages = [html for name in names if 'class="horizon"' in (html := archive.read(name).decode())]
    assert pages and all(
        html.count('<symbol id="horizon"><path d="M2 2"/></symbol><use href="#horizon"/>') == 1 for html in pages
    )
    assert not any("horizon.svg" in html for html in pages)


def test_a_device_is_told_the_thai_name_and_icons_that_are_there(network):
    told = json.loads((network.folder / "km/manifest.webmanifest").read_text(encoding="utf-8"))
    assert told["name"] == "คลังทดสอบ" and told["lang"] == "th" and told["start_url"] == "."
    for icon in told["icons"]:
        file = network.folder / "km" / icon["src"]
        assert file.is_file()
        if icon["sizes"] != "any":
            assert "{}x{}".format(*Image.open(file).size) == icon["sizes"]


def test_pages_name_the_worker_and_run_nothing_inline(network):
    html = (network.folder / "km" / ENTRY / "index.html").read_text(encoding="utf-8")
    assert (
        f"worker-src {network.root}sw.js " in html
        and "'unsafe-inline'" not in html.split("script-src")[1].split(";")[0]
    )
    assert set(re.findall(r"<script(?! src| type=\"module\" src)([^>]*)>", html)) <= {' type="application/ld+json"'}


def test_links_to_folders_name_their_page_and_others_stay():
    page = b'<head><a href=".">1</a><a href="../">2</a><a href="../a/?x#y">3</a><a href="#z">4</a><a href="https://a.example/">5</a><a href="b.pdf">6</a>'
    assert re.findall(r'href="([^"]*)"', carried("x/index.html", page, lambda path: None).decode()) == [
        "./index.html", "../index.html", "../a/index.html?x#y", "#z", "https://a.example/", "b.pdf",
    ]  # fmt: skip
