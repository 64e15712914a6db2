"""Who writes sees a save at once: the page, or what must be mended in it, before the rest of the site is made anew."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path
from types import SimpleNamespace
from urllib.error import HTTPError

import pytest
from content import EPOCH, MINIATURE
from projects import project

from khlang.content.git import last_changes
from khlang.mkdocs_serve import Saves
from khlang.publishing.making import Superseded
from khlang.publishing.preview import again, place_of, problem_page
from khlang.publishing.site import Site
from khlang.thai.dates import today

PATIENCE = 120  # seconds


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A small site that is being served: its folder and its address."""
    folder = project(tmp_path_factory.mktemp("served") / "project")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ours = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "SOURCE_DATE_EPOCH": EPOCH}
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=folder,
        env={**os.environ, **ours},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield folder, f"http://127.0.0.1:{port}/"
    finally:
        process.kill()
        process.wait()


def _read(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as page:
            return re.sub("</?k-[tw]>", "", page.read().decode())
    except HTTPError as error:
        return str(error.code)
    except OSError:
        return ""


def _until(address: str, words: str) -> str:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if words in (page := _read(address)):
            return page
        time.sleep(0.1)
    raise AssertionError(f"{words} not on {address}")


def test_a_save_a_fault_and_its_mending_show_on_the_page(served):
    folder, root = served
    file, page = folder / "docs/knowledge/entry.md", f"{root}knowledge/entry/"
    typed = file.read_text(encoding="utf-8")
    _until(page, "นักเรียนสังเกตใบ")
    file.write_text(typed + "\nประโยคที่เพิ่งเขียน\n", encoding="utf-8")
    assert "livereload(" in _until(page, "ประโยคที่เพิ่งเขียน")
    file.write_text(typed.replace("status: published", "status: pubished"), encoding="utf-8")
    told = _until(page, "หน้านี้ยังแสดงไม่ได้")
    assert "docs/knowledge/entry.md" in told and "status" in told and "livereload(" in told
    time.sleep(3)  # the build that follows says the same
    assert "หน้านี้ยังแสดงไม่ได้" in _read(page)
    file.write_text(typed.replace("title: ", "title: ชื่อใหม่ "), encoding="utf-8")
    _until(page, "ชื่อใหม่")
    _until(f"{root}knowledge/", "ชื่อใหม่")  # and then on the lists


@pytest.mark.browser
def test_a_reload_keeps_the_place_that_was_scrolled_to(served, browser):
    folder, root = served
    file = folder / "docs/about.md"
    long = file.read_text(encoding="utf-8") + "".join(f"\n\nย่อหน้าที่ {number}" for number in range(200))
    file.write_text(f"{long}\n", encoding="utf-8")
    _until(f"{root}about/", "ย่อหน้าที่ 199")
    page = browser.new_page()
    page.goto(f"{root}about/")
    page.evaluate("scrollTo(0, 3000)")
    page.wait_for_timeout(500)
    file.write_text(f"{long}\n\nท้ายสุด\n", encoding="utf-8")
    page.get_by_text("ท้ายสุด").wait_for(state="attached")
    page.wait_for_function("() => scrollY > 2500")
    assert abs(page.evaluate("scrollY") - 3000) < 50
    page.close()


class Server:
    """What `Saves` uses of MkDocs' server."""

    def __init__(self, docs: Path) -> None:
        self._watched_paths = {str(docs): 1}
        self._wanted_epoch = self._visible_epoch = 1
        self._want_rebuild = False
        self._epoch_cond, self._rebuild_cond = threading.Condition(), threading.Condition()


def test_a_build_gives_way_to_a_newer_save_only(tmp_path):
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "a.md").write_text("a")
    server, order = Server(docs), []

    def rebuild() -> None:
        order.append("build")
        server._want_rebuild = True  # told once more of the same save
        saves.give_way()
        (docs / "b.md").write_text("b")
        saves.give_way()
        order.append("never")

    saves = Saves(server, docs, SimpleNamespace(), rebuild)
    saves.build()
    assert order == []  # nothing was saved
    (docs / "a.md").write_text("aa")
    server._wanted_epoch = 2
    saves.build()
    assert order == ["build"]
    assert (
        server._wanted_epoch == server._visible_epoch == 1
    )  # nobody is made to load a page of a build that ended early
    with pytest.raises(Superseded):
        saves.give_way()


def test_a_site_with_one_text_as_it_is_now(tmp_path):
    folder = project(tmp_path / "project")
    docs = folder / "docs"
    site = Site.load(docs, today({"SOURCE_DATE_EPOCH": EPOCH}), last_changes(docs))
    file = docs / "knowledge/entry.md"
    typed = file.read_text(encoding="utf-8")
    file.write_text(typed.replace("title: ", "title: ใหม่ ") + "\nโทร. 081-234-5678\n", encoding="utf-8")
    told = again(site, {"knowledge/entry.md"})
    assert "knowledge/entry.md" not in told.library.by_path and told.problems
    page = problem_page("knowledge/entry.md", told.problems)
    assert "081-234-5678" not in page and "<h1>" in page
    file.write_text(typed.replace("title: ", "title: ใหม่ "), encoding="utf-8")
    mended = again(told, {"knowledge/entry.md"})
    assert mended.title("knowledge/entry.md").startswith("ใหม่ ") and not mended.problems
    assert [entry.path for entry in mended.library.entries] == [entry.path for entry in site.library.entries]


def test_where_the_page_of_a_text_lies():
    places = {path: place_of(path) for path in ("index.md", "index.en.md", "a/b.md", "a/b.en.md", "a/index.md")}
    assert list(places.values()) == [
        "index.html",
        "en/index.html",
        "a/b/index.html",
        "en/a/b/index.html",
        "a/index.html",
    ]
    assert (MINIATURE / "docs/index.en.md").is_file()
