"""Before and after: against values of R, by formula, and what may not be told."""

from __future__ import annotations

import json
from decimal import Decimal
from statistics import mean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khlang.content.problem import Problem
from khlang.research.scores import Skill, Study, dump, gain, read

PATH = "research/data/scores.json"

# R 4.x, datasets::sleep: t.test(sleep$extra[11:20], sleep$extra[1:10], paired = TRUE); the published example of Student
# (1908), extra hours of sleep, raised by 2 so that they are scores: t = 4.0621, df = 9, p = 0.002833, 95 % CI 0.7001142
# to 2.4598858, mean of the differences 1.58.
SLEEP = (
    ["2.7", "0.4", "1.8", "0.8", "1.9", "5.4", "5.7", "2.8", "2.0", "4.0"],
    ["3.9", "2.8", "3.1", "2.1", "1.9", "6.4", "7.5", "3.6", "6.6", "5.4"],
)


def skill_of(before, after, full=10, name="การสังเกต", **more) -> Skill:
    x, y = [Decimal(one) for one in before], [Decimal(one) for one in after]
    return Skill(
        name=name, full=Decimal(full), n=len(x), before=sum(x), after=sum(y), before_squares=sum(a * a for a in x),
        after_squares=sum(b * b for b in y), products=sum(a * b for a, b in zip(x, y, strict=True)), **more,
    )  # fmt: skip


def test_students_own_example():
    found = gain(skill_of(*SLEEP))
    assert (found.t, found.freedom, found.difference.shown_mean) == (Decimal("4.06"), 9, Decimal("1.58"))
    assert found.p == pytest.approx(0.002833, abs=5e-7)
    assert (found.low, found.high) == (Decimal("0.70"), Decimal("2.46"))
    assert found.effect == Decimal("1.28")  # 1.58 / 1.229995 = 1.2846


def test_efficiency_and_index_by_their_formulas():
    before, after = [8, 10, 9, 11, 12, 7], [15, 16, 14, 18, 17, 13]
    found = gain(skill_of(before, after, 20, during={"full": 30, "total": 141}))
    assert found.e1 == Decimal("78.33")  # 141 / (6 × 30)
    assert found.e2 == Decimal("77.50")  # 93 / (6 × 20)
    assert found.index == Decimal("0.5714")  # (93 − 57) / (120 − 57)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=5, max_size=40))
def test_sums_say_what_the_scores_say(rows):
    before, after = [a for a, _ in rows], [b for _, b in rows]
    if len(set(before)) == 1 or len(set(after)) == 1:
        return
    found = gain(skill_of(before, after, 20))
    assert float(found.before.mean) == pytest.approx(mean(before))
    assert float(found.after.variance) ** 0.5 == pytest.approx(stdev(after))
    changes = [b - a for a, b in rows]
    assert float(found.difference.variance) ** 0.5 == pytest.approx(stdev(changes), abs=1e-9)
    assert (found.t is None) == (len(set(changes)) == 1)


def test_all_gained_alike_has_no_t():
    found = gain(skill_of([5, 6, 7, 8, 9], [7, 8, 9, 10, 11], 20))
    assert found.t is None and found.p is None and found.difference.shown_mean == Decimal("2.00")


def test_what_is_written_comes_back():
    study = Study(version=1, skills=(skill_of(*SLEEP), skill_of([1, 2, 3, 4, 6], [2, 3, 5, 5, 8], name="การจำแนก")))
    assert read(dump(study), PATH) == study
    assert dump(read(dump(study), PATH)) == dump(study)


def _changed(**changes) -> bytes:
    values = json.loads(dump(Study(version=1, skills=(skill_of([1, 2, 3, 4, 6], [2, 3, 5, 5, 8]),))))
    values["skills"][0] |= changes
    return json.dumps(values, ensure_ascii=False).encode()


@pytest.mark.parametrize(("data", "said"), [
    (_changed(n=4), "น้อยกว่า 5 คน"),
    (_changed(before=60), "มากกว่าคะแนนเต็ม"),
    (_changed(before_squares=10), "เป็นไปไม่ได้"),
    (_changed(products=200), "เป็นไปไม่ได้"),
    (_changed(before=15, before_squares=45, products=69), "ทุกคนได้คะแนนเท่ากัน"),
    (_changed(during={"full": 10, "total": 51}), "ระหว่างเรียนมากกว่าคะแนนเต็ม"),
    (_changed(n="5"), "n ใช้ไม่ได้"),
    (_changed(before=-1), "ไม่ติดลบ"),
    (_changed(pupils=["ก"]), "ไม่รู้จัก"),
    (b"{", "อ่านไม่ได้"),
    (b"[]", "ใช้ไม่ได้"),
    (b'{"version": 1, "skills": []}', "ใช้ไม่ได้"),
    (b'{"version": 1, "skills": [{"name": "k", "full": 1e9999999}]}', "ไม่ติดลบ"),
    (b"[" * 100_000, "อ่านไม่ได้"),
    ("{}".encode("utf-16"), "UTF-8"),
])  # fmt: skip
def test_files_that_cannot_be_are_told_and_nothing_is_raised(data, said):
    found = read(data, PATH)
    assert all(isinstance(one, Problem) and one.path == PATH for one in found)
    assert any(said in one.message for one in found), [one.message for one in found]
