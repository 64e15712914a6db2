"""What each column of a table of answers holds: levels of a scale, a group, words, times, a person, nothing.

every column ──► one Recognised, or a fault that names the cell and what was nearest
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from khlang.survey import scales
from khlang.survey.identifying import NUMBERS, asks_who, is_anonymous, tells_who
from khlang.survey.plan import Plan
from khlang.survey.plan import columns as planned
from khlang.survey.questions import heading
from khlang.survey.scales import Wording
from khlang.survey.sheet import Column, Refused, Sheet
from khlang.thai.dates import ce_year


class Holds(StrEnum):
    """What a column is used for."""

    LEVELS = "levels"
    GROUP = "group"
    WORDS = "words"
    TIME = "time"
    PERSON = "person"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Recognised:
    """A column and what it holds."""

    column: Column
    holds: Holds
    why: str = ""  # for persons and nothing: what a summary says
    fits: tuple[Wording, ...] = field(default=(), repr=False)  # for levels: the scales that have all its answers


_DEMOGRAPHIC = re.compile(
    r"เพศ|อายุ|ตำแหน่ง|สถานภาพ|สถานะ|ประสบการณ์|วุฒิ|การศึกษาสูงสุด|ระดับการศึกษา|ชั้น|ขนาด|อำเภอ|ตำบล|จังหวัด|สังกัด|กลุ่มสาระ|โรงเรียน|สถานศึกษา|"
    r"เงินเดือน|รายได้|วิทยฐานะ|อาชีพ|หน่วยงาน|กลุ่มงาน|ประเภทผู้|ท่านเป็น|ศาสนา|gender|^sex|^age|position"
)
_OPEN = re.compile(
    r"เสนอแนะ|ความคิดเห็นเพิ่มเติม|ความเห็นเพิ่มเติม|ความคิดเห็นอื่น|อื่น ?ๆ|โปรดระบุ|เพราะเหตุใด|เหตุผล|อย่างไรบ้าง|อะไรบ้าง|จุดเด่น|จุดที่ควร|ปัญหา|อุปสรรค|"
    r"สิ่งที่|suggest|comment|feedback",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"ประทับเวลา|เวลาเริ่ม|เวลาเสร็จ|วันที่ตอบ|timestamp|start time|completion time|last modified", re.IGNORECASE
)
_ORDINAL = re.compile(
    r"^(?:id|ลำดับ(?:ที่)?|ที่|no\.?|#|คะแนน|score|total points|points.*|feedback.*|grade.*|language|ภาษา)$", re.IGNORECASE
)
_SCHOOL = re.compile(r"โรงเรียน|สถานศึกษา|school")
_CLASS = re.compile(r"ชั้น(?!นำ)|ห้อง(?:เรียน)?ที่|^ห้อง|class|grade", re.IGNORECASE)
_MOST_GROUPS = 40
_SOME = 0.2  # of the answers telling of a person: the column does; in open answers single ones are masked
_MOSTLY = 0.6  # of the answers in a known scale: the rest is misspelt, not another kind of column


def recognise(sheet: Sheet, plan: Plan) -> list[Recognised]:
    """What each column holds, in order. Raises Refused with every column that cannot be told for sure."""
    _refuse_second_head(sheet, plan)
    said = _said(sheet, plan)
    found, faults = [], []
    for column in sheet.columns:
        try:
            found.append(said[column.place] if column.place in said else _recognised(column, sheet, plan))
        except Refused as refused:
            faults += refused.faults
    if faults:
        raise Refused(*faults)
    return _without_classes(found, plan)


def are_answers(sheet: Sheet, items: int) -> bool:
    """Whether at least some items of a table are answered on a scale: in words, or in numbers beside a time of answering.

    A table that sums up has a name for each row in its first column; one of answers has times, groups or levels there.
    """
    first = sheet.columns[0]
    if len(set(first.cells)) == len(first.cells) and not all(day_of(cell) or _is_number(cell) for cell in first.cells):
        return False
    counted = [_counted(column.cells, Plan()) for column in sheet.columns]
    words = sum(bool(values) and _best(values, scales.KNOWN) is not None for values in counted)
    numbers = sum(bool(values) and all(map(_is_small, values)) for values in counted)
    has_times = any(_TIME.search(column.question) for column in sheet.columns)
    return words >= items or (has_times and words + numbers >= items)


def _refuse_second_head(sheet: Sheet, plan: Plan) -> None:
    """Two rows of questions: the first row of answers fits where none of the others does not."""
    fitting = odd = 0
    for column in sheet.columns:
        rest = _counted(column.cells[1:], plan)
        scale = _best(rest, (*scales.KNOWN, scales.numbers(plan.levels or scales.USUAL_LEVELS))) if rest else None
        if scale is not None and all(level(value, scale) for value in rest):
            fitting += 1
            odd += bool(column.cells[0]) and not level(column.cells[0], scale)
    if odd >= 2 and odd > fitting / 2:
        raise Refused(
            f"แถวที่ {sheet.rows[0]} ไม่ใช่คำตอบใน {odd} คอลัมน์ หัวตารางน่าจะมีสองแถว ให้รวมคำถามไว้ในแถวที่ 1 แถวเดียว แล้วลบแถวที่ {sheet.rows[0]} ในสำเนาของไฟล์"
        )


def _said(sheet: Sheet, plan: Plan) -> dict[int, Recognised]:
    """What the plan says of columns; later lines do not undo earlier ones."""
    said: dict[int, Recognised] = {}
    for part in plan.parts:
        names = (*part.columns, *(name for aspect in part.aspects for name in aspect.columns))
        scale = [scales.wording(part.scale)] if part.scale else None
        for column in planned(names, sheet):
            said.setdefault(column.place, _levels(column, sheet, plan, scale))
    for column in planned(plan.ignore, sheet):
        said.setdefault(column.place, Recognised(column, Holds.NOTHING, "แผนบอกให้ข้าม"))
    for names, holds, share in ((plan.groups, Holds.GROUP, _SOME), (plan.open, Holds.WORDS, _MOSTLY)):
        for column in planned(names or (), sheet):
            why = tells_who(column, share)  # the answers decide: a plan may not publish people
            said.setdefault(column.place, Recognised(column, Holds.PERSON, why) if why else Recognised(column, holds))
    return said


def answers(column: Column, plan: Plan) -> Counter[str]:
    """What was answered in a column and how often, without what says nothing and with what the plan mends."""
    return _counted(column.cells, plan)


def _counted(cells: Sequence[str], plan: Plan) -> Counter[str]:
    found: Counter[str] = Counter()
    for cell, times in Counter(cells).items():
        if said := meant(cell, plan):
            found[said] += times
    return found


def meant(cell: str, plan: Plan) -> str:
    """The answer that a cell stands for; empty for none."""
    said = plan.same.get(cell, cell)
    return "" if said in plan.missing or said == "-" else said


def _recognised(column: Column, sheet: Sheet, plan: Plan) -> Recognised:
    values = answers(column, plan)
    if not values:
        return Recognised(column, Holds.NOTHING, "ไม่มีใครตอบ")
    if is_anonymous(column):
        return Recognised(column, Holds.NOTHING, "แบบสอบถามไม่ได้ถามชื่อ")
    if _best(values, scales.KNOWN) is not None:
        return _levels(column, sheet, plan, None)
    in_numbers = sum(times for value, times in values.items() if _is_small(value)) >= _MOSTLY * sum(values.values())
    why = asks_who(column)  # "ตอบโทรศัพท์สุภาพ" with answers of 1 to 5 asks nobody's number; เลขที่ 1 to 9 tells of pupils
    if why and (not in_numbers or why == NUMBERS):
        return Recognised(column, Holds.PERSON, why)
    if _TIME.search(column.question) or all(day_of(value) for value in list(values)[:50]):
        return Recognised(column, Holds.TIME)
    if _ORDINAL.match(column.question):
        return Recognised(column, Holds.NOTHING, "ไม่ใช่คำถาม")
    is_open = bool(_OPEN.search(column.question))
    if why := tells_who(column, _MOSTLY if is_open else _SOME):
        return Recognised(column, Holds.PERSON, why)
    is_group = bool(_DEMOGRAPHIC.search(column.question)) and len(values) <= _MOST_GROUPS
    if in_numbers and is_group and len(heading(column.question).number) < 2 and "[" not in column.question:
        raise Refused(
            f"{column.name} ตอบเป็นตัวเลข จึงไม่รู้ว่าเป็นรหัสของกลุ่มผู้ตอบหรือระดับ ถ้าเป็นกลุ่มให้ระบุในแผนว่า groups: [{column.letter}] "
            "ถ้าเป็นข้อคำถามให้พิมพ์เลขข้อนำหน้า เช่น 1.1"
        )
    if in_numbers:
        return _levels(column, sheet, plan, None)
    if is_group:
        return _group(column, values, plan)
    if is_open:
        return Recognised(column, Holds.WORDS)
    if len(values) <= _MOST_GROUPS and max(values.values()) > 1 and len(values) <= sum(values.values()) / 2:
        return _group(column, values, plan)
    if sum(map(len, values)) / len(values) > 20 or plan.open is not None:
        return Recognised(column, Holds.WORDS)
    raise Refused(
        f"ไม่แน่ใจว่า{column.name} เป็นคำถามแบบใด (เช่น {sheet.cell(column, _first(column))} ตอบว่า “{column.cells[_first(column)][:40]}”) "
        f"ให้ระบุในแผนว่าเป็น groups, open หรือ ignore เช่น ignore: [{column.letter}]"
    )


def _group(column: Column, values: Counter[str], plan: Plan) -> Recognised:
    if plan.groups is not None:
        return Recognised(column, Holds.NOTHING, "ไม่อยู่ใน groups ของแผน")
    if len(values) > 12 and all(_is_number(value) for value in values):
        raise Refused(
            f"{column.name} เป็นตัวเลข {len(values)} ค่า ให้จัดเป็นช่วงด้วย merge ในแผน หรือข้ามด้วย ignore: [{column.letter}]"
        )
    several = sum(times for value, times in values.items() if ", " in value or ";" in value)
    if several > sum(values.values()) / 4:
        return Recognised(column, Holds.NOTHING, "ตอบได้หลายข้อ")
    return Recognised(column, Holds.GROUP)


def _first(column: Column) -> int:
    return next(place for place, cell in enumerate(column.cells) if cell)


def _is_number(value: str) -> bool:
    said = scales.numbered(value)
    return said is not None and not said[1]


def _is_small(value: str) -> bool:
    """Whether an answer is a number that a scale may have."""
    said = scales.numbered(value)
    return said is not None and not said[1] and said[0] <= scales.MOST_LEVELS


def _best(values: Counter[str], offered: Iterable[Wording]) -> Wording | None:
    """The scale that has most of the answers, if it has enough of them; of equals the first."""
    words = Counter({_words(value): times for value, times in values.items()})
    best = max(offered, key=lambda scale: scales.share(words, scale))
    return best if scales.share(words, best) >= _MOSTLY else None


def _words(value: str) -> str:
    said = scales.numbered(value)
    return said[1] if said and said[1] else value


def _levels(column: Column, sheet: Sheet, plan: Plan, offered: list[Wording] | None) -> Recognised:
    """A column of levels and the scales that it fits. Raises Refused for every answer that is in none."""
    values = answers(column, plan)
    numeric = [value for value in values if _is_number(value)]
    if offered is None and len(numeric) > len(values) / 2:
        offered = [scales.numbers(plan.levels or scales.USUAL_LEVELS)]
    elif offered is None:
        offered = [scale for scale in scales.KNOWN if plan.levels in (None, len(scale.labels))]
    fits = tuple(scale for scale in offered if all(level(value, scale) for value in values))
    if not fits:
        best = max(offered, key=lambda scale: sum(times for value, times in values.items() if level(value, scale)))
        raise Refused(*_misfits(column, sheet, plan, best))
    return Recognised(column, Holds.LEVELS, fits=fits)


def level(value: str, scale: Wording) -> int:
    """The level that an answer stands for; 0 where the scale has none. A number beside words must be theirs."""
    if found := scale.levels.get(scales.known(value)):
        return found
    said = scales.numbered(value)
    if said is None:
        return 0
    number, words = said
    if not words:
        return number if not scale.is_named and number in scale.levels.values() else 0
    return number if scale.levels.get(scales.known(words)) == number else 0


def _misfits(column: Column, sheet: Sheet, plan: Plan, scale: Wording) -> list[str]:
    offered = ", ".join(scale.labels)
    told: dict[str, str] = {}
    for place, cell in enumerate(column.cells):
        value = meant(cell, plan)
        if value and value not in told and not level(value, scale):
            near = scales.nearest_word(value, scale) if scale.is_named else None
            other = next((one for one in scales.KNOWN if one.labels != scale.labels and level(value, one)), None)
            if near:
                hint = f"ใกล้ที่สุดคือ “{near}” ให้แก้ในสำเนาของไฟล์ หรือเพิ่มในแผนว่า same: {{{value}: {near}}}"
            elif other or (scale.is_named and _is_number(value)):
                hint = "คอลัมน์นี้จึงมีคำตอบจากสองมาตราปนกัน ให้แก้เป็นมาตราเดียว"
            elif not scale.is_named and _is_number(value):
                hint = "ให้แก้ในสำเนาของไฟล์ ถ้าแบบสอบถามมีระดับมากกว่านี้ให้ระบุ เช่น --levels 7"
            else:
                hint = "ให้แก้ในสำเนาของไฟล์ หรือถ้าแปลว่าไม่ตอบให้เพิ่มในแผนว่า missing: [" + value + "]"
            told[value] = (
                f"ช่อง {sheet.cell(column, place)} ({column.name}) ตอบว่า “{value}” ซึ่งไม่อยู่ในมาตรา {offered} {hint}"
            )
    if len(told) > len(scale.labels) + 3:
        first = next(iter(told.values()))
        return [f"{first} และคอลัมน์นี้มีคำตอบนอกมาตราอีก {len(told) - 1} แบบ ถ้าใช้มาตราอื่นให้ระบุ scale ในแผน"]
    return list(told.values())


def _without_classes(found: list[Recognised], plan: Plan) -> list[Recognised]:
    """A class beside a school tells of few pupils, a number of a room of fewer: the class is refused."""
    groups = [one for one in found if one.holds is Holds.GROUP]
    if plan.groups is not None or not any(_SCHOOL.search(one.column.question) for one in groups):
        return found
    return [
        Recognised(one.column, Holds.PERSON, "ชั้นหรือห้องคู่กับชื่อโรงเรียน ซึ่งชี้ตัวนักเรียนได้")
        if one in groups and _CLASS.search(one.column.question) and not _SCHOOL.search(one.column.question)
        else one
        for one in found
    ]


_DAY = re.compile(r"^(\d{1,4})[/.\-](\d{1,2})[/.\-](\d{1,4})(?:[ ,T]|$)", re.ASCII)


def day_of(cell: str, month_first: bool = False) -> datetime.date | None:
    """The day of a time as forms write it: 2026-10-01 08:30:12, 1/10/2569, 8:30:12; None where it is none."""
    found = _DAY.match(cell)
    if found is None:
        return None
    a, b, c = map(int, found.groups())
    year, month, day = (a, b, c) if len(found[1]) == 4 else (c, a, b) if month_first else (c, b, a)
    if year < 100:
        year += 2500 if year > 50 else 2000
    try:
        return datetime.date(ce_year(year), month, day)
    except ValueError:
        return None
