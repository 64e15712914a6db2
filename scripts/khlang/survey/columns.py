"""What each column of a table of answers holds: levels of a scale, a group, words, times, a person, nothing.

every column ──► one Recognised, or a fault that names the cell and what was nearest
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from khlang.survey import choices, exports, scales
from khlang.survey.identifying import NUMBERS, asks_who, is_anonymous, tells_who
from khlang.survey.levels import MOSTLY, Misfit, Misfits, Scales, best, counted, is_number, is_small, level, meant, told
from khlang.survey.plan import Columns, Plan
from khlang.survey.plan import columns as planned
from khlang.survey.questions import grid, heading
from khlang.survey.scales import Wording
from khlang.survey.sheet import Column, Refused, Sheet
from khlang.thai.dates import ce_year


class Holds(StrEnum):
    """What a column is used for."""

    LEVELS = "levels"
    GROUP = "group"
    CHOICES = "choices"
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
    r"สิ่งที่|สิ่งใด|ประทับใจ|suggest|comment|feedback",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"ประทับเวลา|เวลาเริ่ม|เวลาเสร็จ|วันที่ตอบ|timestamp|start time|completion time|last modified|^(?:start|end) ?date|recorded ?date|"
    r"submitdate|date submitted|datestamp|date (?:created|modified)|date last action|date started|startdate|วันที่(?:เริ่ม|สิ้นสุด|ส่ง)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"^(?:id|ลำดับ(?:ที่)?|ที่|no\.?|#|คะแนน|score|total points|points.*|feedback.*|grade.*|คำติชม.*|คะแนน ?[-–].*|language|ภาษา)$",
    re.IGNORECASE,
)
_SCHOOL = re.compile(r"โรงเรียน|สถานศึกษา|school")
_CLASS = re.compile(r"ชั้น(?!นำ)|ห้อง(?:เรียน)?ที่|^ห้อง|class|grade", re.IGNORECASE)
_MOST_GROUPS = 40
_SOME = 0.2  # of the answers telling of a person: the column does; in open answers single ones are masked
_LONGEST_GROUP = 40  # letters of a numbered question on the respondent
_FEWEST_YES_NO = 3  # questions of yes and no that are a checklist, not ways to tell respondents apart


def recognise(sheet: Sheet, plan: Plan) -> list[Recognised]:
    """What each column holds, in order. Raises Refused with every cause why a column cannot be told for sure."""
    _refuse_second_head(sheet, plan)
    recognising = _Recognising(sheet, plan)
    found: list[Recognised] = []
    faults: list[str] = []
    misfits: list[Misfit] = []
    for column in sheet.columns:
        try:
            found.append(recognising.column(column))
        except Misfits as unfit:
            misfits += unfit.misfits
        except Refused as refused:
            faults += refused.faults
    if faults or misfits:
        raise Refused(*told(misfits), *dict.fromkeys(faults))
    return _without_classes(found, plan)


def try_columns(sheet: Sheet, plan: Plan) -> list[Recognised | Refused]:
    """The same for each column by itself, with what is wrong instead of a fault: for a draft of a plan."""
    recognising = _Recognising(sheet, plan)
    found: list[Recognised | Refused] = []
    for column in sheet.columns:
        try:
            found.append(recognising.column(column))
        except Refused as refused:
            found.append(refused)
    return found


def are_answers(sheet: Sheet, items: int) -> bool:
    """Whether at least some items of a table are answered on a scale: in words, or in numbers beside a time of answering.

    A table that sums up has a name for each row in its first column; one of answers has times, groups or levels there.
    """
    first = sheet.columns[0]
    if len(set(first.cells)) == len(first.cells) and not all(day_of(cell) or is_number(cell) for cell in first.cells):
        return False
    values = [counted(column.cells, Plan()) for column in sheet.columns]
    words = sum(bool(own) and best(own, scales.KNOWN) is not None for own in values)
    numbers = sum(bool(own) and all(map(is_small, own)) for own in values)
    has_times = any(_TIME.search(column.question) for column in sheet.columns)
    return words >= items or (has_times and words + numbers >= items)


def _refuse_second_head(sheet: Sheet, plan: Plan) -> None:
    """Two rows of questions: the first row of answers fits where none of the others does not."""
    fitting = odd = 0
    for column in sheet.columns:
        rest = counted(column.cells[1:], plan)
        scale = best(rest, (*scales.KNOWN, scales.numbers(plan.levels or scales.USUAL))) if rest else None
        if scale is not None and all(level(value, scale) for value in rest):
            fitting += 1
            odd += bool(column.cells[0]) and not level(column.cells[0], scale)
    if odd >= 2 and odd > fitting / 2:
        raise Refused(
            f"แถวที่ {sheet.rows[0]} ไม่ใช่คำตอบใน {odd} คอลัมน์ หัวตารางน่าจะมีสองแถว ให้รวมคำถามไว้ในแถวที่ 1 แถวเดียว แล้วลบแถวที่ {sheet.rows[0]} ในสำเนาของไฟล์"
        )


class _Recognising:
    """What is needed to tell one column after the other."""

    def __init__(self, sheet: Sheet, plan: Plan):
        self.sheet, self.plan = sheet, plan
        self.scales = Scales(sheet, plan)
        self.ticked = {one.place: title for title, own in choices.in_columns(sheet.columns).items() for one in own}
        self.said = self._said()
        self.is_checklist = sum(map(self._is_yes_no, sheet.columns)) >= _FEWEST_YES_NO

    def column(self, column: Column) -> Recognised:
        """What a column holds. Raises Refused where that cannot be told for sure, Misfits for answers on no scale."""
        said = self.said.get(column.place)
        if isinstance(said, Refused):
            raise said
        return said or self._recognised(column)

    def _said(self) -> dict[int, Recognised | Refused]:
        """What the plan says of columns; later lines do not undo earlier ones."""
        sheet, plan = self.sheet, self.plan
        said: dict[int, Recognised | Refused] = {}
        for part in plan.parts:
            names = (*part.columns, *(name for aspect in part.aspects for name in aspect.columns))
            scale = [scales.wording(part.scale)] if part.scale else None
            for column in planned(names, sheet):
                if column.place not in said:
                    said[column.place] = self._levels_or_fault(column, scale)
        for column in planned(plan.ignore, sheet):
            said.setdefault(column.place, Recognised(column, Holds.NOTHING, "แผนบอกให้ข้าม"))
        kinds: tuple[tuple[Columns | None, Holds, float], ...] = (
            (plan.groups, Holds.GROUP, _SOME),
            (plan.choices, Holds.CHOICES, _SOME),
            (plan.open, Holds.WORDS, MOSTLY),
        )
        for columns, holds, share in kinds:
            for column in planned(columns or (), sheet):
                why = tells_who(column, share)  # the answers decide: a plan may not publish people
                said.setdefault(
                    column.place, Recognised(column, Holds.PERSON, why) if why else Recognised(column, holds)
                )
        return said

    def _levels_or_fault(self, column: Column, scale: list[Wording] | None) -> Recognised | Refused:
        if not self.scales.values[column.place]:
            return Recognised(column, Holds.NOTHING, "ไม่มีใครตอบ")
        try:
            return self._levels(column, scale)
        except Refused as refused:
            return refused

    def _levels(self, column: Column, offered: list[Wording] | None = None) -> Recognised:
        return Recognised(column, Holds.LEVELS, fits=self.scales.fits(column, self.sheet, offered))

    def _is_yes_no(self, column: Column) -> bool:
        values = self.scales.values[column.place]
        return bool(values) and best(values, scales.YES_NO) is not None

    def _recognised(self, column: Column) -> Recognised:
        values = self.scales.values[column.place]
        if not values:
            return Recognised(column, Holds.NOTHING, "ไม่มีใครตอบ")
        if is_anonymous(column):
            return Recognised(column, Holds.NOTHING, "แบบสอบถามไม่ได้ถามชื่อ")
        if column.place in self.ticked:
            return Recognised(column, Holds.CHOICES)
        is_item = grid(column.question) is not None or len(heading(column.question).number) > 1
        if best(values, (*scales.KNOWN, *scales.with_words_before(list(values)))) is not None:
            return self._levels(column)
        if self.scales.brackets and best(values, self.scales.brackets) and not _is_about_respondent(column, values):
            return self._levels(column)
        if (is_item or self.is_checklist) and self._is_yes_no(column):
            return self._levels(column)
        in_numbers = sum(times for value, times in values.items() if is_small(value)) >= MOSTLY * values.total()
        why = asks_who(
            column
        )  # "ตอบโทรศัพท์สุภาพ" with answers of 1 to 5 asks nobody's number; เลขที่ 1 to 9 tells of pupils
        if why and (not in_numbers or why == NUMBERS):
            return Recognised(column, Holds.PERSON, why)
        if _TIME.search(column.question) or all(day_of(value) for value in list(values)[:50]):
            return Recognised(column, Holds.TIME)
        if _ORDINAL.match(column.question) or exports.OWN.match(column.question):
            return Recognised(column, Holds.NOTHING, "ไม่ใช่คำถาม")
        return self._question(column, values, in_numbers, is_item)

    def _question(self, column: Column, values: Counter[str], in_numbers: bool, is_item: bool) -> Recognised:
        is_open = bool(_OPEN.search(column.question))
        if why := tells_who(column, MOSTLY if is_open else _SOME):
            return Recognised(column, Holds.PERSON, why)
        is_group = bool(_DEMOGRAPHIC.search(column.question)) and len(values) <= _MOST_GROUPS
        stars = all(map(scales.is_stars, values))
        if in_numbers and is_group and not is_item and not stars:
            raise Refused(
                f"{column.name} ตอบเป็นตัวเลข จึงไม่รู้ว่าเป็นรหัสของกลุ่มผู้ตอบหรือระดับ ถ้าเป็นกลุ่มให้ระบุในแผนว่า groups: [{column.letter}] "
                "ถ้าเป็นข้อคำถามให้พิมพ์เลขข้อนำหน้า เช่น 1.1"
            )
        if in_numbers:
            return self._levels(column)
        if is_item and not is_open and not _is_about_respondent(column, values):
            return self._item_in_words(column, values)
        if is_group:
            return self._group(column, values)
        if choices.is_several(column.question, values):
            return Recognised(column, Holds.CHOICES)
        if is_open:
            return Recognised(column, Holds.WORDS)
        if len(values) <= _MOST_GROUPS and max(values.values()) > 1 and len(values) <= values.total() / 2:
            return self._group(column, values)
        if sum(map(len, values)) / len(values) > 20 or self.plan.open is not None:
            return Recognised(column, Holds.WORDS)
        raise Refused(
            f"ไม่แน่ใจว่า{column.name} เป็นคำถามแบบใด (เช่น {self.sheet.cell(column, _first(column))} ตอบว่า “{column.cells[_first(column)][:40]}”) "
            f"ให้ระบุในแผนว่าเป็น groups, open หรือ ignore เช่น ignore: [{column.letter}]"
        )

    def _item_in_words(self, column: Column, values: Counter[str]) -> Recognised:
        """A numbered question in words that are on no known scale: never a group, so its scale is asked for."""
        if choices.is_several(column.question, values):
            return Recognised(column, Holds.CHOICES)
        if len(values) > _MOST_GROUPS or (max(values.values()) == 1 and len(values) > 2):
            return Recognised(column, Holds.WORDS)
        nothing = scales.numbers(scales.USUAL)
        raise Misfits(
            *(
                Misfit(column, self.sheet.cell(column, column.cells.index(cell)), cell, nothing)
                for cell in _cells_of(column, values, self.plan)
            )
        )

    def _group(self, column: Column, values: Counter[str]) -> Recognised:
        if choices.is_several(column.question, values):
            return Recognised(column, Holds.CHOICES)
        if self.plan.groups is not None:
            return Recognised(column, Holds.NOTHING, "ไม่อยู่ใน groups ของแผน")
        if len(values) > 12 and all(is_number(value) for value in values):
            raise Refused(
                f"{column.name} เป็นตัวเลข {len(values)} ค่า ให้จัดเป็นช่วงด้วย merge ในแผน หรือข้ามด้วย ignore: [{column.letter}]"
            )
        return Recognised(column, Holds.GROUP)


def _is_about_respondent(column: Column, values: Counter[str]) -> bool:
    """Whether a numbered question, in words, asks who the respondent is: "1.2 อายุ"; no item says that so shortly."""
    text = heading(column.question).text
    has_words = any(re.search(r"[ก-๙A-Za-z]{2}", value) for value in values)
    return (
        has_words
        and grid(column.question) is None
        and len(text) <= _LONGEST_GROUP
        and _DEMOGRAPHIC.match(text) is not None
    )


def _cells_of(column: Column, values: Counter[str], plan: Plan) -> list[str]:
    """The cells of a column that give its different answers, each once."""
    first: dict[str, str] = {}
    for cell in column.cells:
        first.setdefault(meant(cell, plan), cell)
    return [first[value] for value in values]


def _first(column: Column) -> int:
    return next(place for place, cell in enumerate(column.cells) if cell)


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
