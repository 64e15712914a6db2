"""Scores of pupils before and after, reduced to sums: the committed data of a study, and what is computed from them.

Six sums a skill (n, Σx, Σy, Σx², Σy², Σxy) say what n, two means, two standard deviations and a correlation say, which
every report prints. Fewer than `FEWEST` pupils are told nothing of: a teacher knows who the three are.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from khlang.content.front_matter import decode
from khlang.content.problem import Problem, Rule
from khlang.content.values import FEWEST
from khlang.survey.quantiles import t_quantile, t_share
from khlang.survey.rounding import half_up, half_up_root
from khlang.thai.distance import nearest

VERSION = 1
CONFIDENCE = Fraction(95, 100)

SOURCES = (
    "t แบบไม่อิสระ (paired t) ตาม Student (1908) ค่า p คำนวณด้วยสูตร 26.7.3 และ 26.7.4 ของ Abramowitz และ Stegun (1964)",
    "ขนาดอิทธิพล d = ค่าเฉลี่ยของผลต่าง ÷ ส่วนเบี่ยงเบนมาตรฐานของผลต่าง (Cohen, 1988: 48)",
    "E1/E2 = ร้อยละของคะแนนระหว่างเรียน/หลังเรียน (ชัยยงค์ พรหมวงศ์, 2556)",
    "ดัชนีประสิทธิผล E.I. = (ผลรวมหลัง − ผลรวมก่อน) ÷ (จำนวนคน × คะแนนเต็ม − ผลรวมก่อน) (Goodman, Fletcher และ Schneider, 1980)",
)
"""Where each formula comes from, as the page prints it."""

ASSUMPTIONS = (
    "คะแนนก่อนและหลังเป็นของนักเรียนคนเดียวกัน และนักเรียนแต่ละคนทำโดยไม่ขึ้นต่อกัน",
    "ผลต่างของคะแนนแจกแจงใกล้เคียงโค้งปกติ ข้อนี้สำคัญเมื่อมีน้อยกว่า 30 คน ตรวจจากผลรวมไม่ได้ ผู้วิจัยต้องดูจากคะแนนเอง",
    "ไม่มีกลุ่มเปรียบเทียบ จึงบอกได้ว่าคะแนนต่างกัน แต่ยังบอกไม่ได้ว่าต่างเพราะวิธีสอน",
)
"""What must hold for the paired t, and what it cannot say."""

BROKEN = Rule(
    "scores-data",
    "ข้อมูลคะแนนอ่านไม่ได้หรือเป็นไปไม่ได้",
    wrong='"n": 3',
    right="ไฟล์ที่คำสั่ง khlang scores เขียนไว้ โดยไม่แก้ด้วยมือ",
    why="ตัวเลขทุกตัวในหน้ารายงานคำนวณจากไฟล์นี้ ถ้าแก้ด้วยมือ ผลที่เผยแพร่จะไม่ตรงกับคะแนน และกลุ่มที่เล็กกว่า 5 คนบอกคะแนนของนักเรียนได้",
)


def _exact(value: Any) -> Decimal:
    """A sum as JSON holds it: a whole number, or a decimal number, which `read` takes without rounding it."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)) or not 0 <= value < 10**12:
        raise ValueError("ผลรวมต้องเป็นตัวเลขที่ไม่ติดลบ")
    return Decimal(value)


Sum = Annotated[Decimal, BeforeValidator(_exact)]
Full = Annotated[Sum, Field(gt=0)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class During(_Model):
    """Exercises between the two tests, for E1."""

    full: Full
    """Marks that one pupil can have at most."""
    total: Sum
    """Of the same pupils."""


class Skill(_Model):
    """What is kept of the scores in one skill, of the pupils who have both."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=150, pattern=r"^[^\n]*$")]
    full: Full
    """Marks that one pupil can have at most, before and after alike."""
    n: Annotated[int, Field(ge=FEWEST, le=10**6, strict=True)]
    before: Sum
    """Σx."""
    after: Sum
    """Σy."""
    before_squares: Sum
    """Σx²."""
    after_squares: Sum
    """Σy²."""
    products: Sum
    """Σxy."""
    during: During | None = None

    @model_validator(mode="after")
    def _adds_up(self) -> Skill:
        for fault in _faults(self):
            raise ValueError(fault)
        return self


class Study(_Model):
    """The scores of a study as they are committed."""

    version: Literal[1]
    skills: Annotated[tuple[Skill, ...], Field(min_length=1, max_length=30)]


@dataclass(frozen=True)
class Moments:
    """A mean and a variance (n − 1), both exact."""

    mean: Fraction
    variance: Fraction

    @property
    def shown_mean(self) -> Decimal:
        """Two places, half up."""
        return half_up(self.mean)

    @property
    def shown_sd(self) -> Decimal:
        """The standard deviation, two places, half up."""
        return half_up_root(self.variance)


@dataclass(frozen=True)
class Gain:
    """What the scores in one skill say."""

    skill: Skill
    before: Moments
    after: Moments
    difference: Moments  # after − before, pupil by pupil
    t: Decimal | None  # None where all differences are equal
    p: float | None
    low: Decimal | None  # of the mean difference, with CONFIDENCE
    high: Decimal | None
    effect: Decimal | None  # Cohen's d of the differences
    e1: Decimal | None  # per cent
    e2: Decimal  # per cent
    index: Decimal | None  # E.I., four places; None where everybody had full marks before

    @property
    def freedom(self) -> int:
        """Degrees of freedom."""
        return self.skill.n - 1


def read(data: bytes, path: str) -> Study | list[Problem]:
    """The bytes of a file → sums, or what is wrong with it. Never raises for what the file holds."""
    text = decode(data, path)
    if text.problems:
        return text.problems
    try:
        return Study.model_validate(json.loads(text.value, parse_float=Decimal))
    except ValidationError as error:
        return [BROKEN.at(path, 1, f"{_said(fault)} {_AGAIN}") for fault in error.errors(include_url=False)[:1]]
    except (ValueError, ArithmeticError, RecursionError) as error:
        return [BROKEN.at(path, getattr(error, "lineno", 1), f"อ่านไม่ได้ตั้งแต่บรรทัดนี้ {_AGAIN}")]


def dump(study: Study) -> bytes:
    """The file of a study: the same sums give the same bytes."""
    text = json.dumps(study.model_dump(exclude_none=True), ensure_ascii=False, indent=1, default=_number)
    return f"{text}\n".encode()


def why_not(old: Study, new: Study) -> str | None:
    """Why a study beside an earlier one of the same pupils would tell of fewer than `FEWEST`; None if it would not.

    Of the same skill, in other words too, and full marks, sums that differ by what one to four pupils can have are taken for theirs, and so are
    sums of as many pupils of which some are the same and some are not.
    """
    for skill in new.skills:
        before = {one.name: one for one in old.skills if one.full == skill.full}
        match = next((before[name] for name in nearest(skill.name, before, limit=1)), None)
        if match is None or (match.n, _sums(match)) == (skill.n, _sums(skill)):
            continue
        less, more = sorted((match, skill), key=lambda one: one.n)
        few = more.n - less.n
        if few == 0 and len(set(_sums(match)) & set(_sums(skill))) > 0:
            return f"{skill.name}: คะแนนของนักเรียนกลุ่มเดิมเปลี่ยนไป ผู้ที่เทียบสองไฟล์จะรู้ว่าเปลี่ยนเท่าใด {_WAIT}"
        rest = [b - a for (_, a), (_, b) in zip(_sums(less), _sums(more), strict=True)]
        if 0 < few < FEWEST and _can_be_of(few, skill.full, rest):
            return f"{skill.name}: นักเรียนต่างจากรุ่นเดิม {few} คน ผู้ที่เทียบสองไฟล์จะรู้คะแนนของคนเหล่านี้ {_WAIT}"
    return None


_WAIT = "ให้ใช้ไฟล์ที่เผยแพร่แล้วต่อไป"


def _sums(skill: Skill) -> list[tuple[str, Decimal]]:
    names = ("before", "after", "before_squares", "after_squares", "products")
    return [(name, getattr(skill, name)) for name in names]


def _can_be_of(n: int, full: Decimal, sums: list[Decimal]) -> bool:
    """Whether n pupils can have these sums: Σx, Σy, Σx², Σy², Σxy (Cauchy and Schwarz)."""
    x, y, xx, yy, xy = sums
    spreads = [n * squares - total**2 for total, squares in ((x, xx), (y, yy))]
    return (
        all(0 <= total <= n * full and squares <= full * total for total, squares in ((x, xx), (y, yy)))
        and min(spreads) >= 0
        and (n * xy - x * y) ** 2 <= spreads[0] * spreads[1]
    )


def tables(n: int, total: Decimal, squares: Decimal, full: Decimal, most: int) -> int:
    """How many lists of n marks from 0 to full, in steps of one (or a half or a tenth, where the sums have them), have
    these sums; counted up to `most`.

    The marks are taken from the highest down; a rest that no marks can have (Cauchy, Bhatia–Davis) is left at once.
    """
    step = next(step for step in (1, 2, 10, 100) if total * step % 1 == 0 and squares * step**2 % 1 == 0)

    def count(left: int, sum_: int, sum_squares: int, highest: int) -> int:
        if left == 0:
            return int(sum_ == 0 and sum_squares == 0)
        if not (0 <= sum_ <= left * highest and sum_**2 <= left * sum_squares and sum_squares <= highest * sum_):
            return 0
        fitting = 0
        for mark in range(min(highest, sum_), -1, -1):
            fitting += count(left - 1, sum_ - mark, sum_squares - mark**2, mark)
            if fitting >= most:
                break
        return fitting

    return count(n, int(total * step), int(squares * step**2), int(full * step))


def gain(skill: Skill) -> Gain:
    """The statistics of one skill, from its sums."""
    n = skill.n
    before, after = _moments(n, skill.before, skill.before_squares), _moments(n, skill.after, skill.after_squares)
    squares = skill.before_squares + skill.after_squares - 2 * skill.products
    difference = _moments(n, skill.after - skill.before, squares)
    possible = n * Fraction(skill.full)
    rest = possible - Fraction(skill.before)
    t = p = low = high = effect = None
    if difference.variance:
        ratio = difference.mean**2 / difference.variance  # d², and t² = n·d²
        t, effect = _signed(n * ratio, difference.mean), _signed(ratio, difference.mean)
        p = max(0.0, 1 - t_share(math.sqrt(n * ratio), n - 1))
        reach = Fraction(t_quantile((1 + CONFIDENCE) / 2, n - 1) * math.sqrt(difference.variance / n))
        low, high = half_up(difference.mean - reach), half_up(difference.mean + reach)
    return Gain(
        skill,
        before,
        after,
        difference,
        t,
        p,
        low,
        high,
        effect,
        half_up(100 * Fraction(skill.during.total) / (n * Fraction(skill.during.full))) if skill.during else None,
        half_up(100 * Fraction(skill.after) / possible),
        half_up(Fraction(skill.after - skill.before) / rest, 4) if rest else None,
    )


def _moments(n: int, total: Decimal, squares: Decimal) -> Moments:
    total_, squares_ = Fraction(total), Fraction(squares)
    return Moments(total_ / n, (squares_ - total_**2 / n) / (n - 1))


def _signed(square: Fraction, sign: Fraction) -> Decimal:
    root = half_up_root(square)
    return -root if sign < 0 else root


def _faults(skill: Skill) -> Iterator[str]:
    """Sums that no scores give, and sums that would tell every pupil's score."""
    n, full = skill.n, skill.full
    tests = ((skill.before, skill.before_squares), (skill.after, skill.after_squares))
    spreads = [n * squares - total**2 for total, squares in tests]  # n(n − 1) times the variance
    covariance = n * skill.products - skill.before * skill.after
    if any(total > n * full or squares > full * total for total, squares in tests):
        yield f"{skill.name}: ผลรวมของคะแนนมากกว่าคะแนนเต็ม"
    elif min(spreads) < 0 or covariance**2 > spreads[0] * spreads[1]:  # Cauchy and Schwarz
        yield f"{skill.name}: ผลรวมของคะแนนเป็นไปไม่ได้"
    elif min(spreads) == 0:
        yield f"{skill.name}: นักเรียนทุกคนได้คะแนนเท่ากัน ตัวเลขจึงบอกคะแนนของทุกคน ให้ตัดทักษะนี้ออกแล้วเล่าเป็นข้อความแทน"
    elif skill.during and skill.during.total > n * skill.during.full:
        yield f"{skill.name}: คะแนนระหว่างเรียนมากกว่าคะแนนเต็ม"


def _said(fault: Any) -> str:
    name = ".".join(map(str, fault["loc"]))
    if fault["loc"][-1:] == ("n",) and fault["type"] == "greater_than_equal":
        return f"มีนักเรียน {fault['input']} คน น้อยกว่า {FEWEST} คน จึงเผยแพร่ตัวเลขไม่ได้"
    if fault["type"] == "value_error":
        return str(fault["ctx"]["error"])
    return {"missing": f"ขาด {name}", "extra_forbidden": f"ไม่รู้จัก {name}"}.get(fault["type"], f"ค่าของ {name} ใช้ไม่ได้")


def _number(value: Decimal) -> int | float:
    """A sum as JSON writes it; scores have halves and tenths at most, which a float of this size keeps."""
    return int(value) if value == value.to_integral_value() else float(value)


_AGAIN = "ไฟล์นี้สร้างด้วยคำสั่ง khlang scores ไม่แก้ด้วยมือ ให้สั่งใหม่จากไฟล์คะแนน"
