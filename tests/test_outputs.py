"""Lists, addresses, the map of the site, and the marks on links: pure functions of a small library."""

from __future__ import annotations

import datetime

import pytest
from content import BASES, DAY, make

from khlang.content.library import load
from khlang.pages import entry as entry_pages
from khlang.pages.home import home
from khlang.pages.html import improve
from khlang.pages.lists.listings import Credits, Directory, Listing
from khlang.pages.pages import pages
from khlang.publishing.addresses import addresses
from khlang.publishing.sitemap import sitemap
from khlang.thai.numerals import readable_size


def _many(count: int) -> dict[str, str]:
    return {
        f"knowledge/n{i:02d}.md": BASES["knowledge"]
        .replace("k7x2m9", f"k0000{i:x}")
        .replace("2026-11-20", f"2026-{9 + i % 3:02d}-{i + 1:02d}")
        for i in range(count)
    }


def nowhere(address):
    """No short address."""
    return None


@pytest.fixture
def library(tmp_path):
    files = _many(12)
    files["knowledge/gone.md"] = (
        BASES["knowledge"].replace("status: published", "status: withdrawn").replace("k7x2m9", "kg0ne5")
    )
    files["exchange/week.md"] = BASES["exchange"]
    files["practices/p.md"] = BASES["practice"].replace("status:", "authors: [สมใจ ใจดี]\nstatus:")
    files["practices/q.md"] = (
        BASES["practice"]
        .replace("p3c9ws", "p3c9wt")
        .replace("status:", "authors: [สมมติ ตัวอย่าง]\nexample: true\nstatus:")
    )
    return load(make(tmp_path, **files), DAY)


def _lists(library):
    return {page.uri: page for page in pages(library)}


def test_every_list_is_cut_into_pages_that_hold_each_entry_once(library):
    lists = _lists(library)
    first = lists["knowledge/index.md"]
    assert (first.total, first.pages, first.previous, first.next) == (13, 3, None, "knowledge/page/2/")
    parts = [first, lists["knowledge/page/2.md"], lists["knowledge/page/3.md"]]
    urls = [row.url for part in parts for row in part.rows]
    assert len(urls) == len(set(urls)) == 13
    assert parts[2].previous == "knowledge/page/2/" and parts[2].next is None


def test_lists_by_owner_tag_and_year(library):
    lists = _lists(library)
    assert lists["groups/legal.md"].total == 1
    assert lists["schools/ban-ton-mai.md"].total == 0
    assert lists["tags/thinking.md"].total == 15
    fiscal = {uri: page.total for uri, page in lists.items() if uri.startswith("years/fiscal")}
    assert sum(part for uri, part in fiscal.items() if "page" not in uri) >= 16
    assert lists["years/fiscal-2569.md"].total == sum(
        entry.date < datetime.date(2026, 10, 1) for entry in library.listed
    )


def test_counts_of_directories_agree_with_the_lists(library):
    lists = _lists(library)
    for page in lists.values():
        if isinstance(page, Directory):
            for _, places in page.parts:
                for place in places:
                    assert lists[place.url.rstrip("/") + ".md"].total == place.count


def test_withdrawn_and_drafts_stand_in_no_list(library):
    for page in _lists(library).values():
        if isinstance(page, Listing):
            assert not {"knowledge/gone/", "knowledge/draft/"} & {row.url for row in page.rows}


def test_credits_name_real_authors_only(library):
    credit = _lists(library)["authors.md"]
    assert isinstance(credit, Credits)
    assert [person.name for person in credit.people] == ["สมใจ ใจดี"]


def test_permanent_addresses(library):
    files = addresses(library, "https://example.go.th/km/")
    redirect = files["e/p3c9ws/index.html"].decode()
    assert 'content="0; url=../../practices/p/"' in redirect and "noindex" in redirect
    assert 'href="https://example.go.th/km/practices/p/"' in redirect
    for url in ("e/kg0ne5/index.html", "knowledge/gone/index.html"):
        notice = files[url].decode()
        assert "ถอนการเผยแพร่" in notice and "noindex" in notice and "ทำป้ายชื่อ" not in notice
    assert "e/k3d5ft/index.html" not in files  # a draft has no address


def test_titles_with_markup_are_inert(tmp_path):
    text = BASES["knowledge"].replace("title: ทำป้ายชื่อพรรณไม้ให้เด็กได้คิด", "title: '\"><script>alert(1)</script>'")
    library = load(make(tmp_path, **{"knowledge/entry.md": text}), DAY)
    assert b"<script" not in b"".join(addresses(library, "").values())


def test_sitemap_names_public_pages_once(library):
    text = sitemap(library, pages(library), "https://example.go.th/km/", {}).decode()
    assert text.count("<loc>https://example.go.th/km/practices/p/</loc>") == 1
    assert "/gone/" not in text and "/draft/" not in text and "/page/2/" not in text


def test_home_shows_this_week_then_what_came_before(library):
    assert [row.url for row in home(library).exchanges] == ["exchange/week/"]
    assert home(library).week == "สัปดาห์วันที่ ๑๖–๒๐ พ.ย. ๒๕๖๙"
    later = load(library.docs, DAY + datetime.timedelta(days=7))
    assert home(later).exchanges == () and [row.url for row in home(later).earlier] == ["exchange/week/"]


def test_examples_do_not_count(library):
    assert {place.url: place.count for place in home(library).counts}["practices/"] == 1


def test_what_nobody_looked_at_for_a_year_is_due_and_only_answers_help(tmp_path):
    day = DAY + datetime.timedelta(days=365)

    def due(text):
        library = load(make(tmp_path / str(abs(hash(text))), **{"knowledge/entry.md": text}), day)
        page = entry_pages.entry_page(library, library.by_id["k7x2m9"], {})
        listed = {row.url for row in _lists(library)["due.md"].rows}
        assert ("knowledge/entry/" in listed) == bool(page.review_due)
        return page.review_due

    text = BASES["knowledge"]
    answers = "reviews:\n  - {date: 2027-01-05, true: true, changed: ไม่ได้แก้, against: ระเบียบ}\nstatus:"
    assert due(text) == "๒๐ พฤศจิกายน ๒๕๗๐"
    assert due(text.replace("status:", "updated: 2027-11-01\nstatus:")) is not None
    assert due(text.replace("status:", answers)) is None


def test_an_entry_page_tells_what_stands_behind_it(library):
    page = entry_pages.entry_page(library, library.by_id["p3c9ws"], {"practices/p.md": datetime.date(2026, 11, 3)})
    assert page.date == "๓๐ ตุลาคม ๒๕๖๙" and page.updated == "๓ พฤศจิกายน ๒๕๖๙"
    assert page.owner.url == "groups/supervision/"
    assert dict(page.glance)["เวลา"] == "๔ คาบ"
    assert ("kind", "practice") in page.facets and ("group", "supervision") in page.facets
    assert page.edit_url is None  # no repository is set


def test_outputs_are_the_same_twice(library):
    again = load(library.docs, DAY)
    assert list(pages(library)) == list(pages(again))
    assert addresses(library, "") == addresses(again, "")


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ('<p><a href="../files/form.pdf">แบบ</a></p>', "(PDF, 2 KB)"),
        ('<p><a href="../files/none.docx">แบบ</a></p>', "(DOCX)"),
        ('<p><a href="https://youtu.be/x">คลิป</a></p>', 'class="card-link"'),
        ('<p><a href="draft.md">ร่าง</a></p>', '<span class="held-back"'),
    ],
)
def test_links_are_marked(html, wanted, tmp_path):
    file = tmp_path / "knowledge/files/form.pdf"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"x" * 2048)
    there = {"knowledge/files/form.pdf": file}
    assert wanted in improve(html, "knowledge/a/", there.get, nowhere)


@pytest.mark.parametrize(
    "html",
    [
        '<p>ดู <a href="https://youtu.be/x">คลิป</a> ประกอบ</p>',
        '<p><a href="https://example.com/a.pdf">แบบ</a></p>',
        '<p><a href="../b/">ข</a></p>',
        '<p><a href="#x">ข</a></p>',
    ],
)
def test_other_links_stay(html):
    assert improve(html, "knowledge/a/", nowhere, nowhere) == html


def test_sizes_read_as_people_say_them():
    assert [readable_size(size) for size in (1, 1536, 5 * 1024 * 1024)] == ["1 KB", "2 KB", "5.0 MB"]
