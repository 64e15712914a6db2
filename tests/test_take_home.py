"""What a school takes home: the reference, the message, the sheet that fits one page, the archive of the same bytes."""

from __future__ import annotations

import io
import zipfile

import pytest
from content import BASES, DAY, make

from khlang.content.kinds.practice import Practice
from khlang.content.library import load
from khlang.content.render import Renderer
from khlang.pages.practices.take_home.archive import archive_of_all, take_home_files
from khlang.pages.practices.take_home.citation import citation
from khlang.pages.practices.take_home.letters import line_count
from khlang.pages.practices.take_home.sheet import fit, parts, sheet
from khlang.pages.practices.take_home.take_home import take_home

ROOT = "https://example.go.th/km/"
PRACTICE = BASES["practice"].replace("1. สังเกต", "1. **สังเกต** ด้วย[แบบบันทึก](../knowledge/files/form.pdf)")
SENTENCE = "ให้นักเรียนสังเกตใบ ลำต้น และเปลือกของต้นไม้อย่างละเอียด แล้วจดลงสมุดบันทึกก่อนนำมาเปรียบเทียบกัน"


def _library(folder, text=PRACTICE, **files):
    return load(
        make(folder, **{"practices/p.md": text, "knowledge/files/form.pdf": b"%PDF-1.4 " + b"x" * 2000, **files}), DAY
    )


def _html(entry):
    return Renderer().render(entry.body, lambda typed: None).html


def _plain(found):
    return found.before + found.title + found.after


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ("", "กลุ่มนิเทศ ติดตามและประเมินผลการจัดการศึกษา. (2569). เล่าต้นไม้เป็นเรื่อง. สำนักงานทดสอบ. "),
        ("authors: [สมใจ ใจดี]\n", "สมใจ ใจดี. (2569). เล่าต้นไม้เป็นเรื่อง. สำนักงานทดสอบ. "),
        ("authors: [สมใจ ใจดี, สมหมาย ใจงาม]\n", "สมใจ ใจดี และ สมหมาย ใจงาม. (2569). เล่าต้นไม้เป็นเรื่อง. สำนักงานทดสอบ. "),
        ("authors: [ก ข, ค ง, จ ฉ]\n", "ก ข, ค ง และ จ ฉ. (2569). เล่าต้นไม้เป็นเรื่อง. สำนักงานทดสอบ. "),
        ("authors: [สำนักงานทดสอบ]\n", "สำนักงานทดสอบ. (2569). เล่าต้นไม้เป็นเรื่อง. "),
    ],
)
def test_references(head, wanted, tmp_path):
    library = _library(tmp_path, PRACTICE.replace("status:", f"{head}status:"))
    assert _plain(citation(library, library.by_id["p3c9ws"])) == wanted


def test_nobody_is_asked_to_cite_an_example(tmp_path):
    library = _library(tmp_path, PRACTICE.replace("status:", "example: true\nstatus:"))
    found = take_home(library, library.by_id["p3c9ws"])
    assert found.citation is None and "ตัวอย่างที่แต่งขึ้น" in found.message


def test_a_page_offers_sheet_archive_forms_and_message(tmp_path):
    library = _library(tmp_path)
    found = take_home(library, library.by_id["p3c9ws"])
    assert (found.sheet, found.archive.url) == ("practices/p/sheet/", "practices/p/p.zip")
    assert [(form.title, form.url) for form in found.forms] == [("แบบบันทึก (PDF, 2 KB)", "knowledge/files/form.pdf")]
    assert found.message.startswith("เล่าต้นไม้เป็นเรื่อง\n") and "ค่าใช้จ่าย ไม่มีค่าใช้จ่าย" in found.message
    other = take_home(library, library.by_id["k2s8nd"])
    assert other.citation and not (other.sheet or other.archive or other.message)


def _taken(library):
    own = [take_home_files(library, entry, ROOT) for entry in library.of_kind(Practice)]
    return {place: data for files in (*own, archive_of_all(library, ROOT)) for place, data in files.items()}


def test_archives_hold_what_reading_needs_and_are_the_same_twice(tmp_path):
    library = _library(tmp_path)
    files = _taken(library)
    assert files == _taken(load(library.docs, DAY))
    with zipfile.ZipFile(io.BytesIO(files["practices/p/p.zip"])) as archive:
        assert archive.namelist() == ["knowledge/files/form.pdf", "p-sheet.html", "p.html", "practices/p.md"]
        assert {one.date_time for one in archive.infolist()} == {(2026, 10, 30, 0, 0, 0)}
        assert archive.read("practices/p.md") == (library.docs / "practices/p.md").read_bytes()
        page = archive.read("p.html").decode()
    assert f"{ROOT}e/p3c9ws/" in page and "<script" not in page
    with zipfile.ZipFile(io.BytesIO(files["practices/practices.zip"])) as archive:
        assert {"index.html", "p.html"} < set(archive.namelist())


def test_what_is_withdrawn_or_a_draft_can_not_be_taken_home(tmp_path):
    for status in ("withdrawn", "draft"):
        library = _library(tmp_path / status, PRACTICE.replace("status: published", f"status: {status}"))
        assert _taken(library) == {}


def test_the_sheet_knows_its_address_or_leaves_it_to_the_browser(tmp_path):
    library = _library(tmp_path)
    entry = library.by_id["p3c9ws"]
    html = _html(entry)
    known, unknown = (sheet(library, entry, html, root, "../", "") for root in (ROOT, ""))
    assert f"{ROOT}e/p3c9ws/" in known and "<svg" in known
    assert "<svg" not in unknown and 'data-short="../../../e/p3c9ws/"' in unknown


def test_the_sheet_holds_words_not_markup(tmp_path):
    text = PRACTICE.replace("title: เล่าต้นไม้เป็นเรื่อง", "title: '<img src=x onerror=alert(1)> \\$title'")
    library = _library(tmp_path, text)
    entry = library.by_id["p3c9ws"]
    found = sheet(library, entry, _html(entry), ROOT, "../", "")
    assert "<img" not in found and "&lt;img" in found and "\\$title" in found
    assert "<li>สังเกต ด้วยแบบบันทึก</li>" in found


def _parts(tmp_path, steps, problem=1):
    body = PRACTICE.replace("2. เขียน", "\n".join(f"{i + 2}. {SENTENCE}" for i in range(steps)))
    library = _library(tmp_path, body.replace("เด็กจำชื่อไม่ได้", "\n\n".join([SENTENCE] * problem)))
    entry = library.by_id["p3c9ws"]
    return parts(entry, _html(entry))


def test_little_text_gets_large_letters_and_much_text_gives_way_from_what_is_needed_least(tmp_path):
    short, long = fit(_parts(tmp_path / "a", 2), 300), fit(_parts(tmp_path / "b", 26, 4), 300)
    assert short.size > long.size and not any(part.is_cut for part in short.parts)
    assert [part.key for part in short.parts] == ["problem", "idea", "steps", "result", "pitfalls"]
    assert [part.key for part in long.parts] == ["steps", "pitfalls"]
    assert 20 < len(long.parts[0].lines) < 27 and long.parts[0].is_cut  # what to beware of is kept
    alone = fit(_parts(tmp_path / "c", 200, 9), 700)
    assert [(part.key, len(part.lines)) for part in alone.parts] == [("steps", 1)]


def test_lines_are_reckoned_as_paper_breaks_them():
    assert line_count("", 10, 500) == line_count("สั้น", 10, 500) == 1
    assert line_count("กำกำกำกำ", 10, 500) == line_count("กำ" * 4 + " ", 10, 500)
    assert line_count("ก" * 100, 10, 500) == 2  # 58 hundredths of an em each: 580 points
    assert line_count("่" * 1000, 10, 500) == 1  # marks take no room of their own
    whole = line_count(" ".join([SENTENCE] * 10), 10, 500)
    assert whole <= 10 * line_count(SENTENCE, 10, 500) <= whole + 10
