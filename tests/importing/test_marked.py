"""Markdown files and marked-up text are read as Markdown."""

from __future__ import annotations

import datetime

from khlang.contributing.importing import document
from khlang.contributing.importing.writing import markdown


def test_a_post_of_another_site_keeps_title_day_and_marks():
    typed = (
        "---\nlayout: post\ntitle: ทำกังหันลม\ndate: 2026-11-17\n---\n\nเด็กทำ **กังหัน** เอง\n\n"
        "## วัสดุ\n\n1. กระดาษ\n2. ก้านไม้\n\n{{< video x >}}\n"
    )
    found = document.read(typed.encode(), "post.md")
    assert (found.title, found.head.date) == ("ทำกังหันลม", datetime.date(2026, 11, 17))
    assert markdown(found.source.body, []) == "เด็กทำ **กังหัน** เอง\n\n## วัสดุ\n\n1. กระดาษ\n2. ก้านไม้\n"
    assert any("คำสั่งของเว็บเดิม" in note for note in found.notes)


def test_an_export_of_google_docs_is_no_escaped_text():
    typed = "# **กังหันลม**\n\n1\\. พับ\n2\\. หมุน\n\n* ข้อหนึ่ง\n  * ข้อย่อย\n"
    found = document.read(typed.encode(), "a.md")
    assert found.title == "กังหันลม"
    assert markdown(found.source.body, []) == "1. พับ\n2. หมุน\n\n- ข้อหนึ่ง\n    - ข้อย่อย\n"


def test_text_that_is_marked_up_is_read_so_and_programs_are_left_out():
    typed = "กังหัน\n\n## ขั้นตอน\n\n**พับ** แล้ว **หมุน**\n\n<script>alert(1)</script>\n"
    made = markdown(document.read(typed.encode(), "a.txt").source.body, [])
    assert "## ขั้นตอน\n\n**พับ** แล้ว **หมุน**" in made and "alert" not in made
