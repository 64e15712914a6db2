"""Feeds and calendars: what they hold, what stays out, that they are valid and never change without a reason."""

from __future__ import annotations

import datetime
import json
from xml.etree import ElementTree

import pytest
from content import BASES, DAY, MINIATURE, generated, make
from feed_rules import ATOM, atom_faults, html_faults, json_feed_faults
from icalendar import Calendar

from khlang.content.library import load
from khlang.pages import follow
from khlang.pages.feeds import NEWEST_OF_SMALL, feeds, feeds_by_page
from khlang.publishing.calendars import calendar_files
from khlang.publishing.feeds import feed_files
from khlang.publishing.site import Site

ROOT = "https://example.go.th/km/"


def _many(count: int) -> dict[str, str]:
    return {
        f"knowledge/n{i:02d}.md": BASES["knowledge"]
        .replace("k7x2m9", f"k00{i:03d}")
        .replace("2026-11-20", f"2026-{1 + i // 4:02d}-{1 + i % 4:02d}")
        for i in range(count)
    }


def _titles(document: bytes) -> list[str | None]:
    return [entry.findtext(f"{ATOM}title") for entry in ElementTree.fromstring(document).findall(f"{ATOM}entry")]


def _changed(text: str, status: str = "published", **fields: str) -> str:
    head = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return text.replace("status: published", f"{head}status: {status}")


@pytest.fixture(scope="module")
def site() -> Site:
    return Site.load(MINIATURE / "docs", DAY, {})


@pytest.fixture(scope="module")
def files(site: Site) -> dict[str, bytes]:
    return feed_files(site.library, ROOT)


def test_every_feed_of_the_miniature_is_valid(files):
    faults = {}
    for path, document in files.items():
        check = atom_faults if path.endswith(".atom") else json_feed_faults
        if found := check(document, ROOT + path):
            faults[path] = found
    assert faults == {} and len(files) > 40


def test_the_rules_find_what_is_wrong():
    wrong = b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="html">&lt;a href="x/"&gt;</content></entry></feed>'
    found = atom_faults(wrong, ROOT)
    assert {"MissingElement id", "SelfDoesntMatchLocation", "ContainsRelRef x/", "MissingElement author"} <= set(found)
    assert list(html_faults('<p onclick="x">')) == ["SecurityRisk onclick", "NotHtml: not closed: ['p']"]
    faults = json_feed_faults(b'{"items": [{"id": 1}]}', ROOT)
    assert {"version", "id", "url", "content_html or content_text is needed"} <= set(faults)


def test_there_is_a_feed_of_everything_each_section_owner_tag_and_of_open_questions(files):
    for page in ("", "knowledge/", "exchange/", "research/", "practices/", "adoptions/", "questions/",
                 "groups/supervision/", "schools/ban-than-noi/", "tags/thinking-skills/"):  # fmt: skip
        assert f"{page}feed.atom" in files and f"{page}feed.json" in files, page


def test_examples_drafts_and_withdrawn_entries_stay_out(tmp_path):
    texts = {
        "knowledge/real.md": BASES["knowledge"],
        "knowledge/made-up.md": _changed(BASES["knowledge"].replace("k7x2m9", "k7x2ma"), example="true"),
        "knowledge/gone.md": _changed(BASES["knowledge"].replace("k7x2m9", "k7x2mb"), "withdrawn"),
    }
    found = feed_files(load(make(tmp_path, **texts), DAY), ROOT)
    everything = b"".join(found.values()).decode()
    assert f"{ROOT}e/k7x2m9/" in everything
    for gone in ("k7x2ma", "made-up", "k7x2mb", "knowledge/gone", "k3d5ft"):
        assert gone not in everything


def test_what_is_withdrawn_leaves_with_the_next_build(tmp_path):
    before = feed_files(load(make(tmp_path, **{"knowledge/a.md": BASES["knowledge"]}), DAY), ROOT)
    after = feed_files(load(make(tmp_path, **{"knowledge/a.md": _changed(BASES["knowledge"], "withdrawn")}), DAY), ROOT)
    assert b"k7x2m9" in before["feed.atom"] and b"k7x2m9" not in b"".join(after.values())


def test_a_feed_holds_the_last_thirty_with_their_text_and_the_latest_change_is_first(tmp_path):
    texts = _many(40)
    texts["knowledge/n00.md"] = _changed(texts["knowledge/n00.md"], updated="2026-11-21")
    library = load(make(tmp_path, **texts), DAY)
    whole = feeds_by_page(library)[""]
    assert len(whole.entries) == 30 and whole.entries[0].path == "knowledge/n00.md"
    items = json.loads(feed_files(library, ROOT)["feed.json"])["items"]
    assert all("content_html" in item for item in items)
    assert items[0]["date_modified"] == "2026-11-21T00:00:00+07:00"
    assert items[0]["date_published"] == "2026-01-01T00:00:00+07:00"


def test_feeds_of_tags_keep_the_text_of_older_entries_to_the_pages(tmp_path):
    library = load(make(tmp_path, **_many(20)), DAY)
    items = json.loads(feed_files(library, ROOT)["tags/thinking/feed.json"])["items"]
    assert sum("content_html" in item for item in items) == NEWEST_OF_SMALL < len(items)
    assert items[-1]["content_text"] == items[-1]["summary"]


def test_addresses_in_a_text_are_full_and_lead_to_what_is_published(tmp_path):
    text = BASES["knowledge"] + (
        "\n[ที่สอง](second.md) [ร่าง](draft.md#a) [ที่นี่](#steps) [นอก](https://example.org/a) ![ป้าย](images/label.png)\n"
    )
    library = load(make(tmp_path, **{"knowledge/a.md": text}), DAY)
    items = json.loads(feed_files(library, ROOT)["knowledge/feed.json"])["items"]
    html = next(item["content_html"] for item in items if item["id"].endswith("/k7x2m9/"))
    for address in ("knowledge/second/", "knowledge/a/", "knowledge/a/#steps", "knowledge/images/label.png"):
        assert f'"{ROOT}{address}"' in html, address
    assert "https://example.org/a" in html and "draft" not in html


def test_the_id_of_an_entry_outlives_its_page_and_title(tmp_path):
    one = load(make(tmp_path / "one", **{"knowledge/a.md": BASES["knowledge"]}), DAY)
    other = load(
        make(tmp_path / "other", **{"knowledge/moved.md": BASES["knowledge"].replace("title: ", "title: ใหม่ ")}), DAY
    )
    ids = [
        {item["id"] for item in json.loads(feed_files(library, ROOT)["feed.json"])["items"]} for library in (one, other)
    ]
    assert ids[0] == ids[1]


def test_feeds_with_anything_in_them_are_the_same_on_the_next_day(site, files):
    tomorrow = feed_files(load(MINIATURE / "docs", DAY + datetime.timedelta(days=1)), ROOT)
    empty = {f"{feed.url}feed.atom" for feed in feeds(site.library) if not feed.entries and not feed.questions}
    assert {path for path in files if files[path] != tomorrow[path]} == empty


def test_titles_with_markup_are_text(tmp_path):
    text = BASES["knowledge"].replace("title: ทำป้ายชื่อพรรณไม้ให้เด็กได้คิด", "title: ']]></title><script>alert(1)</script>&'")
    found = feed_files(load(make(tmp_path, **{"knowledge/a.md": text}), DAY), ROOT)
    assert "]]></title><script>alert(1)</script>&" in _titles(found["feed.atom"])
    assert atom_faults(found["feed.atom"], f"{ROOT}feed.atom") == []


def test_a_site_that_does_not_know_its_address_has_no_feeds(site):
    assert generated(site, "", repeated=True) == {}


def test_answered_questions_leave_the_feed_of_open_ones(tmp_path):
    asked = {"exchange/a.md": BASES["exchange"]}
    library = load(make(tmp_path / "open", **asked), DAY)
    waiting = feeds_by_page(library)["questions/"].questions
    assert waiting
    answer = _changed(BASES["knowledge"], answers=f"[{waiting[0].id}]")
    library = load(make(tmp_path / "answered", **asked, **{"knowledge/a.md": answer}), DAY)
    assert waiting[0].id not in {one.id for one in feeds_by_page(library)["questions/"].questions}


def test_pages_lead_programs_to_their_feed(site):
    assert site.view("tags/thinking-skills.md").feed.atom == "tags/thinking-skills/feed.atom"
    assert site.view("index.md").feed.json == "feed.json"
    assert site.view("knowledge/travel-claims.md").feed is None and site.view("en/practices/index.md").feed is None


def test_the_page_to_follow_names_every_feed_once(site):
    (page,) = follow.pages(site.library)
    offered = [row.page for _, rows in page.parts for row in rows]
    assert offered == [feed.url for feed in feeds(site.library)]


def test_calendars_hold_meetings_deadlines_and_reviews_of_what_is_real(tmp_path):
    made_up = BASES["exchange"].replace("e4n8ta", "e4n8tb").replace("7x2m9", "7x2m8")
    texts = {
        "exchange/a.md": BASES["exchange"],
        "exchange/b.md": _changed(made_up, example="true"),
        "knowledge/a.md": BASES["knowledge"],
    }
    found = calendar_files(load(make(tmp_path, **texts), DAY), ROOT)
    events = {str(event["uid"]): event for event in Calendar.from_ical(found["calendar.ics"]).walk("VEVENT")}
    assert events["action-a7x2m9@khlang"].start == datetime.date(2026, 12, 15)
    assert {uid.split("-")[0] for uid in events} == {"exchange", "action", "review"}
    review = events["review-k7x2m9@khlang"]
    assert review.start == datetime.date(2027, 11, 20) and review["url"] == f"{ROOT}knowledge/a/"
    assert not any("7x2m8" in uid or "e4n8tb" in uid for uid in events)
    own = Calendar.from_ical(found["groups/supervision/calendar.ics"])
    assert {str(event["uid"]) for event in own.walk("VEVENT")} < set(events)


def test_deadlines_stand_in_the_calendar_until_they_are_done(tmp_path):
    done = BASES["exchange"].replace("สถานะ: กำลังดำเนินการ", "สถานะ: เสร็จแล้ว")
    assert done != BASES["exchange"]
    found = calendar_files(load(make(tmp_path, **{"exchange/a.md": done}), DAY), ROOT)
    assert b"action-a7x2m9" not in found["calendar.ics"]


def test_lines_of_calendars_are_folded_between_letters(site):
    """RFC 5545, 3.1: at most 75 bytes a line, and no letter is cut."""
    for path, data in generated(site, ROOT, repeated=False).items():
        if path.endswith(".ics"):
            assert all(len(line) <= 75 and line.decode() is not None for line in data.split(b"\r\n")), path
