"""A table of pupils' scores → the sums that a study keeps. The scores themselves go no further than this module.

The head of each column says what stands below it: the skill, when, the full marks, as `การสังเกต ก่อน (20)`,
`การสังเกต หลัง (20)` and, for E1, `การสังเกต ระหว่าง (30)`. Any other column could tell who a pupil is and is refused.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from pydantic import ValidationError

from khlang.content.values import FEWEST
from khlang.research.scores import During, Skill, Study, tables
from khlang.survey.sheet import MAX_TOLD, Column, Refused, Sheet
from khlang.thai.numerals import arabic_digits

_HEAD = re.compile(
    r"(?P<skill>\S.*?)\s*(?P<when>ก่อน|ระหว่าง|หลัง)(?:การ)?(?:เรียน|ใช้|ทดลอง|พัฒนา)?\s*\((?:เต็ม\s*)?(?P<full>\d{1,4}(?:\.\d)?)\s*(?:คะแนน)?\)"
)
_SCORE = re.compile(r"\d{1,4}(?:\.\d{1,2})?")
_NOTHING = ("", "-", "ขาด", "ขาดสอบ")
_FEWEST_TABLES = 5  # lists of marks that must fit the sums of a test
_MANY = 20  # pupils; of so many a list of marks, without names, tells of nobody
BEFORE, DURING, AFTER = "ก่อน", "ระหว่าง", "หลัง"


@dataclass(frozen=True)
class Reduced:
    """What was made of a table."""

    study: Study
    left_out: dict[str, int]  # skill → pupils without all of its scores


@dataclass(frozen=True)
class _Scores:
    column: Column
    full: Decimal


def reduce(sheet: Sheet) -> Reduced:
    """Scores → sums. Raises Refused with every place that is at fault; nothing is guessed."""
    faults: list[str] = []
    skills: dict[str, dict[str, _Scores]] = defaultdict(dict)
    for column in sheet.columns:
        found = _HEAD.fullmatch(arabic_digits(column.question))
        if found is None:
            faults.append(
                f"{column.name} ไม่ใช่คะแนน จึงอาจบอกได้ว่านักเรียนเป็นใคร ให้ลบคอลัมน์นี้ในสำเนาของไฟล์ ถ้าเป็นคะแนนให้ตั้งหัวว่า การสังเกต ก่อน (20)"
            )
        elif found["when"] in skills[found["skill"]]:
            faults.append(f"{column.name} ซ้ำกับคอลัมน์ {skills[found['skill']][found['when']].column.letter} ให้ลบคอลัมน์ที่ซ้ำ")
        else:
            skills[found["skill"]][found["when"]] = _Scores(column, Decimal(found["full"]))
            faults += _misfits(column, Decimal(found["full"]), sheet)
    for name, tests in skills.items():
        faults += _unfit(name, tests)
    if faults or not skills:
        raise Refused(*(faults[:MAX_TOLD] or ["ไม่พบคอลัมน์คะแนน ให้ตั้งหัวว่า การสังเกต ก่อน (20) และ การสังเกต หลัง (20)"]))
    made = [_skill(name, tests, len(sheet.rows)) for name, tests in skills.items()]
    return Reduced(
        Study(version=1, skills=tuple(skill for skill, _ in made)),
        {skill.name: missing for skill, missing in made if missing},
    )


def _misfits(column: Column, full: Decimal, sheet: Sheet) -> list[str]:
    faults = []
    for place, cell in enumerate(column.cells):
        value = arabic_digits(cell)
        if value not in _NOTHING and not (_SCORE.fullmatch(value) and Decimal(value) <= full):
            faults.append(
                f"ช่อง {sheet.cell(column, place)} ไม่ใช่คะแนนระหว่าง 0 ถึง {full:f} ให้แก้ในสำเนาของไฟล์ ถ้าขาดสอบให้เว้นว่าง"
            )
    return faults


def _unfit(name: str, tests: dict[str, _Scores]) -> list[str]:
    missing = [when for when in (BEFORE, AFTER) if when not in tests]
    if missing:
        return [f"{name} ไม่มีคะแนน{' และ'.join(missing)} ต้องมีทั้งก่อนและหลัง"]
    if tests[BEFORE].full != tests[AFTER].full:
        return [f"{name} คะแนนเต็มก่อน ({tests[BEFORE].full:f}) กับหลัง ({tests[AFTER].full:f}) ต้องเท่ากัน จึงจะเทียบกันได้"]
    return []


def _skill(name: str, tests: dict[str, _Scores], pupils: int) -> tuple[Skill, int]:
    order = [when for when in (BEFORE, AFTER, DURING) if when in tests]
    rows = [row for row in zip(*(_numbers(tests[when].column) for when in order), strict=True) if None not in row]
    if len(rows) < FEWEST:
        raise Refused(
            f"{name} มีนักเรียนที่มีคะแนนครบ {len(rows)} คน น้อยกว่า {FEWEST} คน ตัวเลขจึงบอกคะแนนของนักเรียนได้ ให้เล่าผลเป็นข้อความแทน"
        )
    before, after = [row[0] for row in rows], [row[1] for row in rows]
    during = During(full=tests[DURING].full, total=sum(row[2] for row in rows)) if DURING in tests else None
    try:
        skill = Skill(
            name=name,
            full=tests[BEFORE].full,
            n=len(rows),
            before=sum(before),
            after=sum(after),
            before_squares=sum(one * one for one in before),
            after_squares=sum(one * one for one in after),
            products=sum(one * other for one, other in zip(before, after, strict=True)),
            during=during,
        )
    except ValidationError as error:
        raise Refused(
            *(str(fault["ctx"]["error"]) for fault in error.errors() if fault["type"] == "value_error")
        ) from None
    _refuse_if_few_tables(skill)
    return skill, pupils - len(rows)


def _refuse_if_few_tables(skill: Skill) -> None:
    """Few pupils and low full marks: where hardly another list of marks has the same sums, the sums tell the marks."""
    for when, total, squares in (
        (BEFORE, skill.before, skill.before_squares),
        (AFTER, skill.after, skill.after_squares),
    ):
        if skill.n < _MANY and tables(skill.n, total, squares, skill.full, _FEWEST_TABLES) < _FEWEST_TABLES:
            raise Refused(
                f"{skill.name} คะแนน{when} มีนักเรียน {skill.n} คนและคะแนนเต็ม {skill.full:f} ผลรวมจึงบอกคะแนนของแต่ละคนได้ "
                "ให้รวมนักเรียนหลายห้อง รวมหลายทักษะเป็นคะแนนเดียว หรือเล่าผลเป็นข้อความแทน"
            )


def _numbers(column: Column) -> list[Decimal | None]:
    cells = map(arabic_digits, column.cells)
    return [None if cell in _NOTHING else Decimal(cell) for cell in cells]
