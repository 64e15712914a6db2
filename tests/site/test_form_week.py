"""The form where it asks for something else than a text: a week without a summary, an answer, what is to be done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from content import DAY
from form import fill_exchange, finish, made, problems, read
from playwright.sync_api import Page, expect

from khlang.content.items import items
from khlang.content.library import load

pytestmark = pytest.mark.browser


def test_a_week_without_a_meeting_takes_three_answers(open_form: Callable[..., Page], tmp_path: Path) -> None:
    page = open_form("contribute/#week")
    page.get_by_label("วันที่ของเรื่อง").fill("2026-11-04")
    page.get_by_label("กลุ่มงานของท่าน").select_option("กลุ่มนิเทศฯ")
    page.get_by_label("สัปดาห์นั้น").select_option("งดประชุม")
    page.get_by_label("เหตุผลที่งด").fill("ไปราชการทั้งกลุ่ม")
    page.locator("#field-consent").check(force=True)
    finish(page)
    path, text = made(page)
    head = read(path, text)
    assert path == f"docs/weeks/2026-11-04-{head.values['id']}.md" and head.body.strip() == ""
    assert head.values["state"] == "no-meeting" and head.values["reason"] == "ไปราชการทั้งกลุ่ม"
    assert problems(tmp_path, path, text) == []


def test_an_answer_brings_its_question_along(open_form: Callable[..., Page]) -> None:
    page = open_form("contribute/?answers=q7x2m9#knowledge")
    page.locator(".write__more summary").tap()
    answers = page.get_by_label("คำถามที่เรื่องนี้ตอบ")
    expect(answers).to_have_value("q7x2m9")
    answers.fill("q00000")
    expect(page.locator("#field-answers-fault")).to_contain_text("q00000")


def test_lines_become_questions_and_actions_that_the_library_reads(
    open_form: Callable[..., Page],
    tmp_path: Path,
) -> None:
    page = open_form()
    fill_exchange(page, ปุ="• ใครจะจัดทำ\n• ใช้เมื่อใด")
    page.get_by_label("วันที่ของเรื่อง").fill("2026-11-03")
    page.locator(".write__more summary").tap()
    page.get_by_label("การดำเนินงาน").fill(
        "จัดทำแบบกลาง\nผู้รับผิดชอบ: กลุ่มนิเทศฯ\nกำหนดแล้วเสร็จ: 15 ธ.ค. 2569\nนัดวันอบรม\nผู้รับผิดชอบ: กลุ่มนิเทศฯ\nกำหนดแล้วเสร็จ: 2027-01-05"
    )
    finish(page)
    path, text = made(page)
    assert problems(tmp_path, path, text) == []
    (tmp_path / path.removeprefix("docs/")).write_text(text, encoding="utf-8")
    entry = load(tmp_path, DAY).by_path[path.removeprefix("docs/")]
    assert [item.text for item in items(entry, "q")] == ["ใครจะจัดทำ", "ใช้เมื่อใด"]
    assert [(item.text, len(item.parts)) for item in items(entry, "a")] == [("จัดทำแบบกลาง", 2), ("นัดวันอบรม", 2)]
    assert len({item.id for letter in "qa" for item in items(entry, letter)}) == 4
