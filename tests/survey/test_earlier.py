"""A file of data beside earlier ones: what their difference tells."""

from __future__ import annotations

import pytest
from test_disclosure import Row, reduced

from khlang.survey.earlier import why_not

ROWS: list[Row] = [((label,), (1 + i % 5, 1 + i % 3)) for label, n in (("ครู", 20), ("ผู้บริหาร", 8)) for i in range(n)]
SPREAD: list[Row] = [(("ครู",), (1 + i % 5, 5 - i % 5)) for i in range(6)]


@pytest.mark.parametrize(
    ("more", "is_told"),
    [
        ([], False),
        ([(("ครู",), (5, 5))], True),
        (SPREAD, False),
        ([(("ครู",), (5, 5))] * 5, True),
        ([*SPREAD, (("ผู้บริหาร",), (5, 1))], True),
    ],
    ids=["same", "one more", "six more", "five alike", "six and one more"],
)
def test_two_versions_are_compared_in_both_directions(more, is_told):
    old, new = reduced(ROWS), reduced(ROWS + more)
    assert bool(why_not(old, new)) == bool(why_not(new, old)) == is_told


def test_a_changed_answer_is_told_by_two_versions():
    changed = [(("ครู",), (5, 1)), *ROWS[1:]]
    assert "เปลี่ยนไป" in why_not(reduced(ROWS), reduced(changed))


def test_another_year_is_another_survey():
    other: list[Row] = [
        ((label,), (5 - (i * 2) % 4, 1 + (i * i) % 5)) for label, n in (("ครู", 21), ("ผู้บริหาร", 9)) for i in range(n)
    ]
    assert why_not(reduced(ROWS), reduced(other)) is None


def test_the_same_answers_by_other_groups_are_refused():
    by_sex = [((("หญิง", "ชาย")[i % 2],), answers) for i, (_, answers) in enumerate(ROWS)]
    assert "แยกผลตามกลุ่ม" in why_not(reduced(ROWS), reduced(by_sex)) or "แบ่งกลุ่ม" in why_not(
        reduced(ROWS), reduced(by_sex)
    )


def test_questions_of_other_words_are_the_same_questions():
    """Else one word more in each question would let the difference of one respondent out."""
    old, new = reduced(ROWS), reduced([*ROWS, (("ครู",), (5, 5))])
    items = tuple(item.model_copy(update={"text": f"{item.text}ของงาน"}) for item in new.items)
    assert "ต่างจากรุ่นเดิม 1 คน" in why_not(old, new.model_copy(update={"items": items}))
    labels = tuple(f"ระดับ {number}" for number in range(1, 6))
    part = new.parts[0].model_copy(update={"scale": new.parts[0].scale.model_copy(update={"labels": labels})})
    assert "ต่างจากรุ่นเดิม 1 คน" in why_not(old, new.model_copy(update={"parts": (part,)}))
