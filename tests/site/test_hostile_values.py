"""Scripts in every text that people type: front matter, Markdown, vocabularies, surveys, attachments. Nothing of it runs.

The site is built of the miniature one with a hostile text behind every free text and every name, and opened in a real
browser as it is and with its policy taken out.
"""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from content import BASES, MINIATURE
from playwright.sync_api import Browser, Page
from projects import build
from selectolax.lexbor import LexborHTMLParser, LexborNode
from test_active_content import HOSTILE

from khlang.pages.practices.take_home.sheet import SCRIPT

TYPED = '"></style><script>hit=1</script>{{7*7}}&lt;<img src=//x.example/a onerror=hit=1>'
NAMED = {"name", "title", "summary", "why", "intro", "office", "office_short", "long", "text", "question", "label"}
FRONT_MATTER = {"title", "summary", "time", "cost", "people", "contact", "licence", "reason", "place"}
ATTACHMENT = "knowledge/files/su-ji-pu-li-form.csv"
FORGED = f'<p><script src="../{ATTACHMENT.removeprefix("knowledge/")}"></script></p>'
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
PLACE = "knowledge/look-before-naming/"
ADDRESS = "https://example.go.th/km/"


def _hostile(value: Any, key: str = "") -> Any:
    """YAML or JSON with the text behind every free text; what was the name of a row stays known as another name of it."""
    if isinstance(value, dict):
        changed = {name: _hostile(one, name) for name, one in value.items()}
        if "key" in value and "name" in value and "source" not in value and "reads" not in value:
            changed["also"] = [*value.get("also", ()), value["name"]]
        return changed
    if isinstance(value, list):
        return [_hostile(one, key) for one in value]
    return f"{value}{TYPED}" if isinstance(value, str) and key in NAMED else value


def _entry(text: str) -> str:
    _, head, body = text.split("---\n", 2)
    values = yaml.safe_load(head)
    values |= {
        key: f"{value}{TYPED}" for key, value in values.items() if key in FRONT_MATTER and isinstance(value, str)
    }
    return f"---\n{yaml.safe_dump(values, allow_unicode=True)}---\n{body}"


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory) -> Path:
    """The built site whose every text is hostile."""
    folder = tmp_path_factory.mktemp("hostile") / "p"
    shutil.copytree(MINIATURE, folder, ignore=shutil.ignore_patterns(".cache", "site"))
    docs = folder / "docs"
    for file in sorted((docs / "_data").glob("*.yml")):
        if file.name not in ("misspellings.yml", "calendar.yml", "abbreviations.yml", "thesaurus.yml"):
            file.write_text(
                yaml.safe_dump(_hostile(yaml.safe_load(file.read_text(encoding="utf-8"))), allow_unicode=True)
            )
    for file in sorted(docs.rglob("*.md")):
        file.write_text(_entry(file.read_text(encoding="utf-8")), encoding="utf-8")
    for file in sorted(docs.rglob("data/*.json")):
        file.write_text(json.dumps(_hostile(json.loads(file.read_text(encoding="utf-8")))), encoding="utf-8")
    for number, text in enumerate(HOSTILE):
        entry = BASES["knowledge"].replace("k7x2m9", f"k9{number:04}").replace("นักเรียนสังเกตใบ", f"ก\n\n{text}\n\nข")
        (docs / f"knowledge/attack-{number}.md").write_text(
            entry.replace("](second.md#วิธีทำ)", "](index.md)"), encoding="utf-8"
        )
    (docs / ATTACHMENT).write_text("hit=1//,ก\n", encoding="utf-8")
    done = build(folder, more={"SITE_URL": ADDRESS})
    assert done.returncode == 0, done.stderr[-3000:]
    return folder / "site"


def _pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def _faults(html: str) -> list[str]:
    """What a page holds that no template of ours put there."""
    found = []
    for node in LexborHTMLParser(html).root.traverse(include_text=False):
        if node.tag == "script" and not (node.attributes.get("src") or node.text() == SCRIPT or _is_data(node)):
            found.append("script")
        found += [name for name in (node.attributes or {}) if name.startswith("on")]
        addresses = [node.attributes.get(name) or "" for name in ("href", "src")]
        if node.tag in ("img", "link", "script") and any("x.example" in one for one in addresses):
            found.append(node.tag)
    return found


def _is_data(node: LexborNode) -> bool:
    """Whether a script element holds linked data, which no browser runs, whole: nothing in it ended the element."""
    if node.attributes.get("type") != "application/ld+json":
        return False
    json.loads(node.text())
    return True


def test_every_text_is_shown_as_text_on_every_page(hostile_site):
    pages = _pages(hostile_site)
    assert len(pages) > 60
    assert {
        page.relative_to(hostile_site).as_posix(): found for page in pages if (found := _faults(page.read_text()))
    } == {}
    texts = "".join(
        LexborHTMLParser(page.read_text(encoding="utf-8")).body.text() for page in pages if page.parent.name != "search"
    )
    assert texts.count(TYPED) > 500 and "49&lt;" not in texts


def test_no_text_ends_a_style_sheet(hostile_site):
    for page in _pages(hostile_site):
        for style in LexborHTMLParser(page.read_text(encoding="utf-8")).css("style"):
            text = style.text()
            assert text.count("{") == text.count("}") or "7*7" in text, page
            assert "hit=1</" not in text and '">' not in text.replace('\\"', ""), page


def test_attacks_in_markdown_are_held_back(hostile_site):
    assert not [page for page in hostile_site.glob("knowledge/attack-*") if list(page.rglob("*.html"))]


def test_pages_in_archives_have_a_policy_and_show_texts_as_text(hostile_site):
    archives = sorted(hostile_site.rglob("*.zip"))
    assert archives
    for file in archives:
        with zipfile.ZipFile(file) as archive:
            for name in archive.namelist():
                if name.endswith(".html"):
                    html = archive.read(name).decode()
                    assert html.count('http-equiv="Content-Security-Policy"') == 1 and _faults(html) == [], name


def _watched(browser: Browser) -> tuple[Page, list[str]]:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: dialog.dismiss())
    return page, asked


@pytest.mark.browser
@pytest.mark.parametrize("policy", ["kept", "taken out"])
def test_nothing_runs_and_nothing_is_asked_of_another_host(
    policy: str, browser: Browser, hostile_site: Path, tmp_path: Path, serve_folder: Callable[[Path], str]
):
    copy = tmp_path / "site"
    shutil.copytree(hostile_site, copy)
    base = serve_folder(copy)
    for file in _pages(copy):
        html = file.read_text(encoding="utf-8").replace(ADDRESS, base)
        file.write_text(POLICY.sub("", html) if policy == "taken out" else html, encoding="utf-8")
    page, asked = _watched(browser)
    seen = {}
    for file in _pages(copy):
        name = file.relative_to(copy).as_posix()
        if not name.startswith("e/"):  # these lead on at once
            seen.setdefault(name.split("/")[0] + str(name.count("/")), name)  # one of each sort
    for name in sorted(seen.values()):
        page.goto(base + name, wait_until="load")
        assert page.evaluate("typeof hit") == "undefined", name
    assert [url for url in asked if not url.startswith((base, "data:"))] == []
    page.close()


@pytest.mark.browser
def test_no_attachment_can_be_run_as_a_script(browser: Browser, hostile_site: Path):
    page, _ = _watched(browser)
    html = (
        (hostile_site / PLACE / "index.html").read_text(encoding="utf-8").replace("</article>", f"{FORGED}</article>")
    )

    def answer(route):
        path = route.request.url.removeprefix(ADDRESS)
        if path in (PLACE, f"{PLACE}?bare"):
            return route.fulfill(body=POLICY.sub("", html) if "?" in path else html, content_type="text/html")
        file = hostile_site / path.split("?")[0]
        kind = "text/javascript" if path.endswith((".js", ".csv")) else None
        return route.fulfill(path=file, content_type=kind) if file.is_file() else route.fulfill(status=404)

    page.route(f"{ADDRESS}**", answer)
    page.goto(f"{ADDRESS}{PLACE}", wait_until="load")
    assert page.evaluate("typeof hit") == "undefined"
    assert page.evaluate("document.documentElement.className") == "js"  # while our own runs
    page.goto(f"{ADDRESS}{PLACE}?bare", wait_until="load")
    assert page.evaluate("hit") == 1  # it is the policy that stopped it
    page.close()


@pytest.mark.browser
def test_a_page_on_a_disk_shows_its_pictures_and_runs_its_own_script(
    browser: Browser, hostile_site: Path, tmp_path: Path
):
    archive = next(
        file for file in sorted(hostile_site.rglob("*.zip")) if file.name not in ("practices.zip", "whole-site.zip")
    )
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(tmp_path)
    text = next(file for file in tmp_path.glob("*.html") if not file.name.endswith("-sheet.html"))
    picture = tmp_path / "picture.png"
    picture.write_bytes(next(MINIATURE.rglob("*.webp")).read_bytes())
    text.write_text(
        text.read_text(encoding="utf-8").replace("</main>", '<img src="picture.png"></main>'), encoding="utf-8"
    )
    page, asked = _watched(browser)
    page.goto(text.as_uri(), wait_until="load")
    assert page.evaluate("document.querySelector('img[src=\"picture.png\"]').naturalWidth") > 0
    page.goto((tmp_path / f"{text.stem}-sheet.html").as_uri(), wait_until="load")
    assert page.locator("nav button").is_visible() and page.evaluate("typeof hit") == "undefined"
    assert all(url.startswith(("file:", "data:")) for url in asked)
    page.close()
