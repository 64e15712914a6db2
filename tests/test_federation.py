"""Other offices: their catalogues, however hostile, and what our entries say of theirs."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from content import BASES, DAY, make

from khlang.checks import run
from khlang.content.library import load
from khlang.content.offices import Office
from khlang.federation import reading
from khlang.federation.neighbours import find, neighbours, taken_over_elsewhere
from khlang.federation.reading import read_catalogue
from khlang.pages.practices import spread
from khlang.pages.trail import journey

SITE = "https://other.example.go.th/km/"
OFFICE = Office(key="other", name="สพป.อื่น เขต 1", address=SITE)
LIST = f"- {{key: other, name: สพป.อื่น เขต 1, address: '{SITE}'}}\n"


def _entry(id_: str = "p00001", **more: Any) -> dict[str, Any]:
    return {
        "id": id_, "address": f"{SITE}e/{id_}/", "url": f"{SITE}practices/{id_}/", "kind": "practice", "title": "ปลูกผักสวนครัว",
        "summary": "ปลูกผักกับนักเรียน", "date": "2026-10-01", **more,
    }  # fmt: skip


def _catalogue(*entries: Any, **more: Any) -> bytes:
    site = {"name": "คลังอื่น", "office": "สำนักงานอื่น", "office_short": "สพป.อื่น", "address": SITE}
    return json.dumps({"version": 1, "site": site, "entries": list(entries), **more}).encode()


def test_a_sound_catalogue_is_read_whole_and_what_is_new_in_it_is_passed_over():
    found = read_catalogue(_catalogue(_entry(), _entry("k00001", kind="knowledge", colour="เขียว"), more="x"), OFFICE)
    assert [entry.id for entry in found.entries] == ["p00001", "k00001"] and found.complaints == ()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "อ่านไม่ได้"),
        (_catalogue(_entry())[:-9], "อ่านไม่ได้"),
        (b"\xff\xfe{}", "อ่านไม่ได้"),
        (b"[" * 100_000, "อ่านไม่ได้"),
        (b"<!doctype html><title>404</title>", "อ่านไม่ได้"),
        (b"[]", "ไม่ใช่บัญชีเรื่อง"),
        (b'{"version": 1, "entries": {}}', "ไม่ใช่บัญชีเรื่อง"),
        (_catalogue(_entry(), version=2), "รุ่นอื่น"),
        (_catalogue(_entry(), version="1"), "รุ่นอื่น"),
        (_catalogue(_entry(), site={}), "ไม่บอกว่าเป็นของเว็บไซต์ใด"),
        (_catalogue(_entry()).replace(b"other.example", b"evil.example"), "ไม่ตรงกับที่อยู่"),
        (b" " * (reading.MOST_BYTES + 1), "ใหญ่เกิน 20 MB"),
    ],
)
def test_a_catalogue_that_cannot_be_used_is_told_in_one_sentence(data, told):
    found = read_catalogue(data, OFFICE)
    assert found.entries == () and len(found.complaints) == 1
    assert "สพป.อื่น เขต 1" in found.complaints[0] and told in found.complaints[0]


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        (_entry("p00002", url="javascript:alert(1)"), "ไม่ถูกรูปแบบ"),
        (_entry("p00002", url='https://other.example.go.th/km/"><script>'), "ไม่ถูกรูปแบบ"),
        (_entry("p00002", address="https://evil.example/e/p00002/"), "ไม่ได้อยู่ในเว็บไซต์นั้น"),
        (_entry("p00002", url="https://other.example.go.th.evil.example/km/"), "ไม่ได้อยู่ในเว็บไซต์นั้น"),
        (_entry("p00002", translations={"en": "https://evil.example/"}), "ไม่ได้อยู่ในเว็บไซต์นั้น"),
        (_entry("p00001"), "รหัสซ้ำ"),
        (_entry("../../x"), "ไม่ถูกรูปแบบ"),
        (_entry("p00002", title="ก" * 1000), "ไม่ถูกรูปแบบ"),
        (_entry("p00002", date="ปีที่แล้ว"), "ไม่ถูกรูปแบบ"),
        (_entry("p00002", tags=["ก", {"x": 1}]), "ไม่ถูกรูปแบบ"),
        ("ไม่ใช่เรื่อง", "ไม่ถูกรูปแบบ"),
        (None, "ไม่ถูกรูปแบบ"),
    ],
)
def test_one_bad_entry_is_left_out_and_the_rest_is_used(bad, told):
    found = read_catalogue(_catalogue(_entry(), bad, _entry("p00009")), OFFICE)
    assert [entry.id for entry in found.entries] == ["p00001", "p00009"]
    assert len(found.complaints) == 1 and told in found.complaints[0] and "1 เรื่อง" in found.complaints[0]


def test_more_entries_than_anybody_has_are_cut(monkeypatch):
    monkeypatch.setattr(reading, "MOST_ENTRIES", 3)
    found = read_catalogue(_catalogue(*(_entry(f"p0000{n}") for n in range(5))), OFFICE)
    assert len(found.entries) == 3 and "5 เรื่อง" in found.complaints[0]


def _library(folder, catalogue: bytes | None, **files):
    data = {"_data/offices.yml": LIST}
    if catalogue is not None:
        data["_data/catalogues/other.json"] = catalogue
    return load(make(folder, **data, **files), DAY)


def _adoption(adopts: str) -> str:
    return re.sub("adopts: .*", f"adopts: {adopts}", BASES["adoption"])


def _messages(library):
    return [problem.message for problem in run(library, advice=False)]


def test_an_address_of_another_office_is_checked_against_the_copy_of_its_catalogue(tmp_path):
    asked = {"id": "q00001", "text": "ปลูกอย่างไร", "address": f"{SITE}e/q00001/"}
    catalogue = _catalogue(_entry(), _entry("k00001", kind="knowledge", asks=[asked]))
    practice = BASES["practice"].replace(
        "status:", f"adapted_from: {SITE}e/p00001/\nanswers: ['{SITE}e/q00001']\nstatus:"
    )
    library = _library(
        tmp_path, catalogue, **{"adoptions/a.md": _adoption(f"{SITE}e/p00001"), "practices/p.md": practice}
    )
    assert _messages(library) == []
    assert find(library, f"{SITE}e/q00001/").question.text == "ปลูกอย่างไร"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (f"{SITE}e/p00002/", "ไม่อยู่ในสำเนาบัญชีเรื่องของ สพป.อื่น เขต 1"),
        ("https://unknown.example/e/p00001/", "ไม่ใช่ที่อยู่ของสำนักงานใดใน docs/_data/offices.yml"),
        (f"{SITE}e/q00001/", "ให้ใส่ที่อยู่สั้นของเรื่องต้นทาง"),
    ],
)
def test_an_address_that_nobody_has_is_told_with_what_to_do(typed, told, tmp_path):
    asked = {"id": "q00001", "text": "ปลูกอย่างไร", "address": f"{SITE}e/q00001/"}
    library = _library(tmp_path, _catalogue(_entry(asks=[asked])), **{"adoptions/a.md": _adoption(typed)})
    (message,) = _messages(library)
    assert message.startswith("adopts: ") and told in message


def test_without_a_copy_the_message_says_how_to_get_one(tmp_path):
    library = _library(tmp_path, None, **{"adoptions/a.md": _adoption(f"{SITE}e/p00001/")})
    assert "khlang hub --fetch" in _messages(library)[0]
    assert "ยังไม่มีสำเนา" in neighbours(library)[0].complaints[0]


def test_what_goes_between_offices_is_shown_and_counted_apart(tmp_path):
    own = "https://ours.example.go.th/km/"
    theirs = _entry("u00001", kind="adoption", adopts=f"{own}e/p3c9ws/", title="ลองใช้ที่เขตอื่น")
    files = {"practices/p.md": BASES["practice"], "adoptions/a.md": _adoption(f"{SITE}e/p00001/"),
             "_data/site.yml": f"name: คลัง\noffice: สำนักงาน\noffice_short: สนง.\naddress: {own}\n"}  # fmt: skip
    library = _library(tmp_path, _catalogue(_entry(), theirs), **files)
    assert _messages(library) == []
    assert [one.entry.id for one in taken_over_elsewhere(library)["p3c9ws"]] == ["u00001"]
    ties = {tie.key: tie.stops for tie in journey(library, library.by_id["p3c9ws"])}
    assert [(stop.title, stop.note) for stop in ties["elsewhere"]] == [("ลองใช้ที่เขตอื่น", "สพป.อื่น เขต 1")]
    (page,) = spread.pages(library)
    assert (page.records, page.given, page.received) == (0, 1, 1)
