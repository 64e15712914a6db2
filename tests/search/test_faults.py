"""Queries that nobody should type, servers that fail, indexes that are broken: a plain answer, never an error page."""

import json
from pathlib import Path

import pytest
from small_sites import html, write

from khlang.search.files import VERSION
from khlang.search.index import build

pytestmark = pytest.mark.browser

PAGES = {
    "a.html": html("<b>ตัวหนา</b>", "<p>ข้อความ &lt;img src=x onerror=alert(1)&gt; สวนพฤกษศาสตร์ (ก.+*?) [ข]</p>"),
    "b.html": html("หน้าสอง", "<p>โรงเรียน ๒๕๖๙ 😀</p>"),
}


@pytest.mark.parametrize(
    "typed",
    [
        "ก" * 10_000,
        "สวนพฤกษศาสตร์" * 800,
        "x" * 10_000,
        "1" * 10_000,
        "่้๊๋์ิีึื",
        "เแโใไ",
        "    \t\n  ",
        "",
        "😀",
        "👩‍🏫👩‍🏫",
        ".*+?^${}()|[]\\",
        "(",
        "[ก-",
        "<img src=x onerror=alert(1)>",
        "\x00\x1b\x1f",
        '"',
        '""""',
        "“ ”",
        "\ud800",
        "ﷺ𝒳漢字かな",
        "__proto__",
        "constructor toString",
        "%F0%9F",
    ],
)
def test_any_query_gets_an_answer_quickly(reader_of, typed):
    reader = reader_of(PAGES, abbreviations={"สพป.": "สำนักงาน"})
    started = reader.page.evaluate("performance.now()")
    answer = reader.ask(typed, load=True)
    assert reader.page.evaluate("performance.now()") - started < 3000
    assert isinstance(answer["results"], list)
    assert answer["total"] >= len(answer["results"])
    assert not reader.complaints


def test_markup_in_pages_stays_text(reader_of):
    reader = reader_of(PAGES)
    result = reader.ask("onerror")["results"][0]
    assert "<img src=x onerror=alert(1)>" in result["excerpt"]["text"]
    assert result["title"] == "ตัวหนา"


FAULT_OF = """async ([base, text]) => {
    try {
        const { open } = await import(base + "search/api.js");
        const index = await open(base);
        await index.search(text);
        return "none";
    } catch (error) {
        return error.fault ?? String(error);
    }
}"""


def fault_of(reader, text: str = "โรงเรียน") -> str:
    return reader.page.evaluate(FAULT_OF, [reader.base, text])


def site_of(reader_of, tmp_path) -> tuple:
    reader = reader_of(PAGES)
    return reader, tmp_path / "site0" / "search"


def test_an_index_of_another_version_says_so(reader_of, tmp_path):
    reader, folder = site_of(reader_of, tmp_path)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (folder / "manifest.json").write_text(json.dumps({**manifest, "version": 999}), encoding="utf-8")
    assert fault_of(reader) == "version"


@pytest.mark.parametrize("gone", ["manifest.json", "words-*", "postings-*", "engine-*"])
def test_a_half_uploaded_index_says_so(reader_of, tmp_path, gone):
    reader, folder = site_of(reader_of, tmp_path)
    for path in folder.glob(gone):
        path.unlink()
    assert fault_of(reader) == "missing"


@pytest.mark.parametrize("content", ["null", "0", "{}", f'{{"version": {VERSION}}}'])
def test_a_manifest_of_nothing_is_broken(reader_of, tmp_path, content):
    reader, folder = site_of(reader_of, tmp_path)
    (folder / "manifest.json").write_text(content, encoding="utf-8")
    assert fault_of(reader) == "broken"


def test_texts_that_fail_leave_the_titles(reader_of, tmp_path):
    reader, folder = site_of(reader_of, tmp_path)
    for path in folder.glob("texts-*"):
        path.unlink()
    answer = reader.ask("โรงเรียน")
    assert [(result["title"], result["excerpt"]) for result in answer["results"]] == [("หน้าสอง", None)]
    assert fault_of(reader, '"โรงเรียน"') == "missing", "no page can be said to hold the phrase, or not to"


@pytest.mark.parametrize("broken", ["manifest.json", "words-*"])
def test_a_broken_file_says_so(reader_of, tmp_path, broken):
    reader, folder = site_of(reader_of, tmp_path)
    for path in folder.glob(broken):
        path.write_bytes(b"\x07broken")
    assert fault_of(reader) == "broken"


def test_a_failed_fetch_is_tried_again(reader_of):
    reader = reader_of(PAGES)
    failures = []

    def twice(route):
        if len(failures) < 2:
            failures.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    reader.page.context.route("**/words-*", twice)
    assert reader.found("โรงเรียน") == ["b.html"]
    assert len(failures) == 2


AGAIN = """async ([base, text]) => {
    window.index ??= await (await import(base + "search/api.js")).open(base);
    try {
        return (await window.index.search(text)).results.length;
    } catch (error) {
        return error.fault;
    }
}"""


def test_a_network_that_fails_is_reported_and_later_searches_work(reader_of):
    reader = reader_of(PAGES)
    reader.page.context.route("**/postings-*", lambda route: route.abort())
    assert reader.page.evaluate(AGAIN, [reader.base, "โรงเรียน"]) == "network"
    reader.page.context.unroute("**/postings-*")
    assert reader.page.evaluate(AGAIN, [reader.base, "โรงเรียน"]) == 1


def test_another_site_may_search_without_a_worker(reader_of, browser, serve_folder, tmp_path):
    reader = reader_of(PAGES)
    home = write(tmp_path / "other", {"index.html": '<!doctype html><link rel="icon" href="data:,"><title>-</title>'})
    page = browser.new_page()
    page.context.route(
        f"{reader.base}**",
        lambda route: route.fulfill(
            response=route.fetch(), headers={**route.fetch().headers, "access-control-allow-origin": "*"}
        ),
    )
    page.goto(serve_folder(home))
    found = page.evaluate(
        "async base => (await (await (await import(base + 'search/api.js')).open(base)).search('โรงเรียน')).results.map(r => r.url)",
        reader.base,
    )
    assert found == [reader.base + "b.html"]
    page.context.close()


def test_works_under_a_sub_path(browser, serve_folder, tmp_path):
    site = write(tmp_path / "deep" / "khlang", {**PAGES, "start.html": '<link rel="icon" href="data:,">'})
    build(site)
    assert isinstance(site, Path)
    page = browser.new_page()
    base = serve_folder(tmp_path / "deep") + "khlang/"
    page.goto(base + "start.html")
    found = page.evaluate(
        "async () => (await (await (await import('./search/api.js')).open('./')).search('โรงเรียน')).results.map(r => r.url)"
    )
    assert found == [base + "b.html"]
    page.close()


def test_an_index_without_pages_answers(reader_of):
    assert reader_of({}).ask("อะไรก็ได้")["results"] == []
