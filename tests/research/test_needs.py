"""Needs: nobody, waiting, closed; what may be compared, what counts, and pages that say so."""

from __future__ import annotations

from pathlib import Path

import pytest
from content import BASES, DAY, make
from surveys import SATISFACTION, survey_of

from khlang import checks
from khlang.content.library import Library, load
from khlang.pages.research.needs import NOT_SAID, latest, pages
from khlang.research.needs import State, needs
from khlang.research.text import research_text
from khlang.survey.data import Collected, dump

LOW = [[2, 4], [3, 4], [2, 3], [3, 4], [2, 5], [3, 4]]  # item 1.1.1 has the mean 2.50
HIGH = [[4, 4], [4, 4], [3, 3], [4, 4], [5, 5], [4, 4]]  # 4.00
RESEARCH = BASES["research"]
ACT = "\n## การดำเนินงาน\n\n- นัดวันตอบ {#a6kz3d}\n    - ความต้องการ: n5twq8\n    - ผู้รับผิดชอบ: กลุ่มนิเทศฯ\n    - กำหนดแล้วเสร็จ: 10 พ.ย. 2569\n"
DONE = f"{ACT}    - สถานะ: เสร็จแล้ว\n    - หลักฐาน: แบบนัดวันตอบที่ใช้จริง\n"
LATE = DONE.replace("10 พ.ย. 2569", "21 พ.ย. 2569")


def asked(day: str) -> Collected:
    return Collected.model_validate({"first": day, "last": day})


def library_of(
    folder: Path,
    parts: str = "",
    act: str = "",
    later: list[list[int]] = HIGH,
    example: str = "",
    first: str = "",
    day: str = "2026-11-20",
    labels: tuple[str, ...] = SATISFACTION,
    faults: int = 0,
) -> Library:
    head = RESEARCH.replace("type: survey\n", f"type: survey\ndata: data/first.json\n{first}")
    need = f"\n## ปัญหาและความต้องการ\n\n- ตอบช้า {{#n5twq8}}\n    - ตัวชี้วัด: 1.1.1\n{parts}{act}"
    again = RESEARCH.replace("r5d2kq", "r8d4vn").replace("2026-11-02", day)
    again = again.replace("type: survey\n", f"type: survey\ndata: data/later.json\n{example}")
    files = {
        "research/entry.md": head + need,
        "research/later.md": again,
        "research/data/first.json": dump(survey_of(LOW, collected=asked("2026-11-02"))),
        "research/data/later.json": dump(survey_of(later, labels=labels, collected=asked(day))),
        "_data/reported_needs.yml": "- {key: teamwork, name: ควรปรับปรุงการทำงานเป็นทีม, source: k2s8nd}\n",
    }
    library = load(make(folder, **files), DAY)
    assert len(checks.run(library)) == faults, checks.run(library)
    return library


AGAIN = "    - วัดซ้ำ: r8d4vn\n"


@pytest.mark.parametrize(("parts", "act", "later", "state", "change"), [
    ("", "", HIGH, State.NOBODY, None),
    ("", ACT, HIGH, State.WAITING, None),
    ("", ACT.replace("    - กำหนด", "    - สถานะ: ยกเลิก\n    - หลักฐาน: ไม่มีงบประมาณ\n    - กำหนด"), HIGH, State.NOBODY, None),
    (AGAIN, DONE, HIGH, State.CLOSED, "1.50"),
    (AGAIN, ACT, HIGH, State.UNPROVEN, "1.50"),
    (AGAIN, "", HIGH, State.UNPROVEN, "1.50"),
    (AGAIN, LATE, HIGH, State.UNPROVEN, "1.50"),  # done after people were asked again
    (AGAIN + "    - เป้าหมาย: 4.01\n", DONE, HIGH, State.SHORT, "1.50"),
    (AGAIN + "    - เป้าหมาย: 4.00\n", DONE, HIGH, State.CLOSED, "1.50"),
    (AGAIN, DONE, [[3, 4], [3, 4], [3, 3], [4, 4], [4, 5], [3, 4]], State.SHORT, "0.83"),  # 3.33: better, not yet มาก
    (AGAIN + "    - เป้าหมาย: 2.60\n", DONE, [[2, 4], [3, 4], [2, 3], [3, 4], [3, 5], [4, 4]], State.UNSURE, "0.33"),
    (AGAIN + "    - เป้าหมาย: 1.00\n", DONE, LOW, State.NO_BETTER, "0.00"),  # reaches the target, is no better
])  # fmt: skip
def test_states_follow_from_the_data(parts, act, later, state, change, tmp_path):
    (need,) = needs(library_of(tmp_path, parts, act, later))
    assert need.state is state
    assert (None if need.change is None else str(need.change)) == change


def test_another_scale_or_an_example_closes_nothing(tmp_path):
    (need,) = needs(library_of(tmp_path / "example", AGAIN, ACT, example="example: true\n"))
    assert need.after is None and need.state is State.WAITING


@pytest.mark.parametrize(
    "change",
    [
        {"day": "2026-11-01"},  # an older survey
        {"day": "2026-11-02"},  # the same day
        {"labels": ("ปรับปรุง", "พอใช้", "ปานกลาง", "ดี", "ดีมาก")},
        {"parts": AGAIN.replace("r8d4vn", "r8d4vn ข้อ 1.1.2")},  # another question of the later survey
    ],
)
def test_an_earlier_survey_another_scale_or_question_is_refused_and_closes_nothing(change, tmp_path):
    library = library_of(tmp_path, **{"parts": AGAIN, "act": DONE, "faults": 1, **change})
    (problem,) = checks.run(library)
    assert problem.rule == "need-part" and ("ครั้งหลัง" in problem.message or "มาตราเดิม" in problem.message)
    assert [need.state for need in needs(library)] in ([], [State.WAITING])


def test_counts_leave_examples_out_and_reported_needs_are_not_counted(tmp_path):
    real = next(iter(pages(library_of(tmp_path / "real", "", ACT))))
    made_up = next(
        iter(pages(library_of(tmp_path / "made", "", ACT, first="example: true\n", example="example: true\n")))
    )
    assert [column.count for column in real.columns] == [0, 1, 0]
    assert [column.count for column in made_up.columns] == [0, 0, 0]
    assert [len(column.rows) for column in made_up.columns] == [0, 1, 0]
    assert real.reported[0].text == "ควรปรับปรุงการทำงานเป็นทีม" and real.not_said == NOT_SAID == "เอกสารไม่ระบุการดำเนินการ"


def test_a_page_tells_before_after_and_change(tmp_path):
    library = library_of(tmp_path, AGAIN, DONE)
    board, page = pages(library)
    assert "ไม่รวมศูนย์" in page.need.why
    assert page.uri == "needs/n5twq8.md" and page.need.change == "+1.50" and page.need.is_better
    assert (page.need.before.mean, page.need.after.mean) == ("2.50", "4.00")
    assert page.picture.table.rows[0][:3] == ("ครั้งแรก", "6", "2.50")
    assert 'role="img"' in page.picture.svg and "<title" in page.picture.svg and "<desc" in page.picture.svg
    assert latest(library).id == "n5twq8" and board.columns[2].rows[0].id == "n5twq8"


def test_the_text_leads_to_the_page(tmp_path):
    library = library_of(tmp_path)
    assert "- ตอบช้า [ดูการติดตาม](../../needs/n5twq8/) {#n5twq8}" in research_text(
        library, library.by_path["research/entry.md"]
    )


def test_without_surveys_the_board_stands_empty(tmp_path):
    library = load(make(tmp_path), DAY)
    (board,) = pages(library)
    assert [column.rows for column in board.columns] == [(), (), ()] and latest(library) is None
