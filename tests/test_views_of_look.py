"""What the pages show at a glance: the dials of a practice, the weeks of the home page, the director's tiles."""

import datetime
from pathlib import Path

import pytest
from content import BASES, DAY, make

from khlang.content.library import Library, load
from khlang.pages import director
from khlang.pages.exchange.strip import strip
from khlang.pages.practices.dials import ANY, dials, span
from khlang.pages.practices.text import practice_text
from khlang.pages.withdrawn import pages as notices

CHOICES = """
grades: [{key: p3, name: ป.3}, {key: p4, name: ป.4}, {key: p5, name: ป.5}, {key: p6, name: ป.6}]
subjects: [{key: mathematics, name: คณิตศาสตร์}, {key: social-studies, name: สังคมศึกษา}]
components: [{key: label, name: ป้ายชื่อ}, {key: collect, name: รวบรวม}, {key: study, name: ศึกษา}]
skills: [{key: observing, name: การสังเกต}]
"""


def library(folder: Path, day: datetime.date = DAY, **files: str) -> Library:
    return load(make(folder, **{"_data/practices.yml": CHOICES, **files}), day)


def test_neighbouring_grades_are_said_as_a_span(tmp_path: Path) -> None:
    order = list(library(tmp_path).vocabulary.grades)
    assert span(order[1:3], order) == "ป.4–ป.5"
    assert span([order[3], order[1]], order) == "ป.4, ป.6"
    assert span(order[:1], order) == order[0].label and span([], order) == ""


def test_dials_of_a_practice_are_in_the_digits_of_the_site(tmp_path: Path) -> None:
    found = library(tmp_path, **{"practices/entry.md": BASES["practice"]})
    shown = dials(found, found.by_path["practices/entry.md"])
    assert (shown.level, shown.levels, shown.step) == (1, 5, "หลักฐาน ๑/๕")
    assert not any(digit in "".join((shown.time, shown.cost, shown.grades)) for digit in "0123456789")


@pytest.mark.parametrize(
    ("lines", "drawn"),
    [("components: [2]", "collect"), ("subjects: [คณิตศาสตร์]", "numbers"), ("subjects: [สังคมศึกษา]", ANY), ("", ANY)],
)
def test_a_drawing_follows_the_component_then_the_subject(lines: str, drawn: str, tmp_path: Path) -> None:
    kept = [
        line for line in BASES["practice"].split("\n") if not line.startswith(("components:", "subjects:", "skills:"))
    ]
    text = "\n".join(kept).replace("status:", f"{lines}\nstatus:" if lines else "status:", 1)
    found = library(tmp_path, **{"practices/entry.md": text})
    assert dials(found, found.by_path["practices/entry.md"]).drawing == drawn


def test_steps_come_first_and_no_word_is_lost(tmp_path: Path) -> None:
    found = library(tmp_path, **{"practices/entry.md": BASES["practice"]})
    entry = found.by_path["practices/entry.md"]
    text = practice_text(found, entry)
    heads = [line for line in text.split("\n") if line.startswith("## ")]
    assert heads[0] == "## ขั้นตอน" and sorted(heads) == sorted(
        line for line in entry.body.split("\n") if line.startswith("## ")
    )
    assert sorted(text.split()) == sorted(entry.body.split())


def test_the_strip_ends_with_this_week_and_counts_nothing_made_up(tmp_path: Path) -> None:
    real = strip(library(tmp_path / "a", **{"exchange/a.md": BASES["exchange"]}))
    assert len(real.weeks) == 8 and [week.is_now for week in real.weeks].index(True) == 7
    assert real.shared == 1 and not real.has_examples
    made_up = BASES["exchange"].replace("status:", "example: true\nstatus:")
    shown = strip(library(tmp_path / "b", **{"exchange/a.md": made_up}))
    assert shown.shared == 0 and shown.has_examples
    assert {len(marks) for _, marks in shown.groups} == {8}


def test_a_directors_tile_tells_this_year_beside_the_last(tmp_path: Path) -> None:
    last_year = BASES["exchange"].replace("e4n8ta", "e4n8tb").replace("q7x2m9", "q7x2mb")
    old = last_year.replace("date: 2026-11-17", "date: 2026-03-17")
    assert old != last_year
    files = {"exchange/a.md": BASES["exchange"], "exchange/b.md": old}
    (page,) = director.pages(library(tmp_path, **files))
    shared = page.tiles[0]
    assert (shared.value, shared.note) == ("๑ เรื่อง", "ปีก่อน ๑ เรื่อง")
    # the month of today is not over: what it has so far would look like a fall
    assert page.month_names[0] == "พ.ย." and page.month_names[-1] == "ต.ค."
    assert shared.months == (0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0) and len(shared.line.split()) == 12
    (page,) = director.pages(library(tmp_path / "old", **{"exchange/b.md": old}))
    assert (page.tiles[0].value, page.tiles[0].note) == ("", "เรื่องแรกมาจากวงแลกเปลี่ยนของกลุ่มงาน · ปีก่อน ๑ เรื่อง")
    (page,) = director.pages(library(tmp_path / "new", **{"exchange/a.md": BASES["exchange"]}))
    assert (page.tiles[0].value, page.tiles[0].note) == ("๑ เรื่อง", "ปีก่อนยังไม่มี")


def test_a_director_sees_which_groups_take_part(tmp_path: Path) -> None:
    (page,) = director.pages(library(tmp_path, **{"exchange/a.md": BASES["exchange"]}))
    shown = {line.place.title: (line.entries, line.share) for line in page.groups}
    assert shown["กลุ่มนิเทศฯ"] == (1, 100)
    assert {line.place.url for line in page.groups} >= {"groups/supervision/"}


def test_what_a_director_has_none_of_invites(tmp_path: Path) -> None:
    (page,) = director.pages(
        library(tmp_path, **{"exchange/a.md": BASES["exchange"].replace("status:", "example: true\nstatus:")})
    )
    by_label = {tile.label: tile for tile in page.tiles}
    assert by_label["สรุปการแลกเปลี่ยนเรียนรู้"].value == ""
    assert by_label["สรุปการแลกเปลี่ยนเรียนรู้"].note == "เรื่องแรกมาจากวงแลกเปลี่ยนของกลุ่มงาน"
    assert not any("๐" in tile.value or tile.months for tile in page.tiles)


def test_the_notice_stands_while_something_is_withdrawn(tmp_path: Path) -> None:
    gone = BASES["knowledge"].replace("status: published", "status: withdrawn")
    (notice,) = notices(library(tmp_path / "a", **{"knowledge/entry.md": gone}))
    assert notice.uri == "withdrawn.md" and "ชื่อ" not in notice.title
    assert list(notices(library(tmp_path / "b"))) == []
