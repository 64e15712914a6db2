"""What readers meet on the built pages: words of theirs, not of programmers; a way to every page."""

import posixpath
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

NOT_SEEN = re.compile(r"<(script|style|title|svg)\b.*?</\1>|<!--.*?-->", re.DOTALL)
# File names, keys with a value, commands. What is named beside a file to be downloaded (DOCX, ZIP) is no such word.
DEVELOPER = re.compile(
    r"\b[\w/-]+\.(?:yml|yaml|md|json|ics|py|toml|css|js)\b|\bdocs/|_data\b|\bkhlang [a-z]+|\b[a-z_]+: (?:true|false)\b"
)
FOR_WRITERS = ("guide/", "contribute/", "summarise/")
"""Pages that say how to write and keep the site: there files have names."""


def _pages(site: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix()
        if not path.startswith((*FOR_WRITERS, "assets/")):
            yield path, file.read_text(encoding="utf-8")


def test_no_word_of_programmers_stands_on_a_readers_page(built_site: Path) -> None:
    found = {}
    for path, html in _pages(built_site):
        text = unescape(re.sub(r"<[^>]+>", " ", NOT_SEEN.sub(" ", html)))
        if words := sorted({match[0] for match in DEVELOPER.finditer(text)}):
            found[path] = words
    assert found == {}


@pytest.mark.parametrize(
    "told",
    [
        "ที่นี่จะเป็น",
        "ยังว่างอยู่",
        "ดูแวบเดียว",
        "นำกลับไปใช้",
        "การเผยแพร่แนวปฏิบัติ",
        "แยกตามท่านเป็น",
        "Δ",
        "กำลังแพร่",
        "โรงเรียนใดยังไม่มี",
        "หลักฐานดีขึ้นก่อน",
        "ป้ายกำกับ",
        "สู่ความพึงพอใจ",
        "ไม่มีใครพิมพ์",
        "ไม่ต่อเน็ต",
        "ใบพิมพ์",
        "กด เรียกใช้",
        "ไม่เคยใช้ git",
        "จะไม่มีใครเห็น",
    ],
)
def test_words_that_readers_stumbled_over_are_gone(told: str, built_site: Path) -> None:
    texts = ((path, re.sub(r"<[^>]+>", "", NOT_SEEN.sub(" ", html))) for path, html in _pages(built_site))
    assert [path for path, text in texts if told in text] == []


def test_every_page_is_reached_from_the_home_page(built_site: Path) -> None:
    """By links and the search form. Notices of what is withdrawn, 404 and short addresses are reached from outside."""
    reached: set[str] = set()
    new = {"index.html"}
    while new:
        reached |= new
        new = {link for path in new for link in _links(built_site, path)} - reached
    pages = {path for path, _ in _pages(built_site)}
    outside = {path for path in pages if path.startswith(("e/", "withdrawn/")) or path == "404.html"}
    gone = {path for path in pages if "withdrawn/" in (built_site / path).read_text(encoding="utf-8")[:1500]}
    assert pages - reached - outside - gone == set()


LOOKED_FOR = {
    "a summary of an exchange": r"exchange/2026-11-17-supervision/",
    "how to meet by สุ จิ ปุ ลิ": "knowledge/su-ji-pu-li-meetings/",
    "a form to write on": "exchange/sheet/",
    "a practice": "practices/label-trees/",
    "its sheet": "practices/label-trees/sheet/",
    "a piece of knowledge": "knowledge/travel-claims/",
    "who has not shared": "board/",
    "what is overdue": "actions/",
    "open questions": "questions/",
    "satisfaction": "satisfaction/",
    "the report of the year": "reports/fiscal-2570/",
    "what a newcomer reads": "reading/new-staff/",
    "who took over what": "adoptions/",
    "how far practices went": "spread/",
    "the page of a group": "groups/supervision/",
    "a questionnaire to print": "service/",
    "skills by components": "practices/matrix/",
    "asking for removal": "report/",
    "digests": "digests/",
    "days of meetings": "follow/",
}
"""What twenty people look for; as pages of the miniature site."""


def test_what_people_look_for_is_three_taps_from_home(built_site: Path) -> None:
    """On a phone, by links only: what stands in the menu takes a tap more, for opening it."""
    taps = {"index.html": 0}
    for step in range(3):
        for path in [path for path, taken in taps.items() if taken == step]:
            for link, more in _ways(built_site, path):
                taps[link] = min(taps.get(link, 99), step + more)
    assert {
        told: taps.get(f"{place}index.html")
        for told, place in LOOKED_FOR.items()
        if taps.get(f"{place}index.html", 99) > 3
    } == {}


def _ways(site: Path, path: str) -> Iterator[tuple[str, int]]:
    html = (site / path).read_text(encoding="utf-8")
    top = html.find("</header>")
    for part, taps in ((html[: max(top, 0)], 2), (html[max(top, 0) :], 1)):
        yield from ((link, taps) for link in _links(site, path, part))


def _links(site: Path, path: str, html: str = "") -> Iterator[str]:
    html = html or (site / path).read_text(encoding="utf-8")
    for href in re.findall(r'<(?:a [^>]*?href|form [^>]*?action)="([^"]+)"', html):
        parts = urlsplit(urljoin("http://site/" + posixpath.dirname(path) + "/", unescape(href)))
        place = unquote(parts.path).lstrip("/")
        place += "index.html" if place.endswith("/") or not place else ""
        if parts.hostname == "site" and place.endswith(".html") and (site / place).is_file():
            yield place


def test_the_page_of_no_page_keeps_its_words_whole(built_site: Path) -> None:
    assert "<k-w>แลกเปลี่ยน</k-w>" in (built_site / "404.html").read_text(encoding="utf-8")
