"""Which scales the answers of a column fit, and what is said of those that fit none: one fault a cause, not one a cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from khlang.survey import scales
from khlang.survey.plan import Plan
from khlang.survey.questions import heading
from khlang.survey.scales import MOST_LEVELS, USUAL, Range, Wording
from khlang.survey.sheet import Column, Refused, Sheet

MOSTLY = 0.6  # of the answers in a known scale: the rest is misspelt, not another kind of column
_OFTEN = 0.05  # of the answers: what is rarer may be a slip
_MANY = 60  # answers: a level of the middle that none of so many chose is not on the scale
_MOST_CELLS = 5  # addresses that a fault names


@dataclass(frozen=True)
class Misfit:
    """An answer that is on no scale of its column."""

    column: Column
    cell: str  # the first such cell
    value: str
    scale: Wording  # the nearest


class Misfits(Refused):
    """Columns of levels with answers that are on no scale."""

    def __init__(self, *misfits: Misfit):
        self.misfits = misfits
        super().__init__(*told(misfits))


def meant(cell: str, plan: Plan) -> str:
    """The answer that a cell stands for; empty for none."""
    said = plan.same.get(cell, cell)
    return "" if said in plan.missing or said == "-" else said


def counted(cells: Sequence[str], plan: Plan) -> Counter[str]:
    """What was answered and how often, without what says nothing and with what the plan mends."""
    found: Counter[str] = Counter()
    for cell, times in Counter(cells).items():
        if said := meant(cell, plan):
            found[said] += times
    return found


def level(value: str, scale: Wording) -> int:
    """The level that an answer stands for; 0 where the scale has none. A number beside words must be theirs."""
    if found := scale.levels.get(scales.known(value)):
        return found
    said = scales.numbered(value)
    if said is None:
        return 0
    number, words = said
    if not words:
        return 0 if scale.is_named else scale.levels.get(str(number), 0)
    own = scale.levels.get(scales.known(words), 0)
    return own if own == number - scale.first + 1 else 0


def is_number(value: str) -> bool:
    """Whether an answer is a number, or stars, without words."""
    said = scales.numbered(value)
    return said is not None and not said[1]


def is_small(value: str) -> bool:
    """Whether an answer is a number that a scale may have."""
    said = scales.numbered(value)
    return (said is not None and not said[1] and said[0] < scales.MOST_LEVELS) or scales.is_between(value)


def best(values: Counter[str], offered: Iterable[Wording]) -> Wording | None:
    """The scale that has most of the answers, if it has enough of them; of equals the first."""
    words: Counter[str] = Counter()
    for value, times in values.items():
        said = scales.numbered(value)
        words[said[1] if said and said[1] else value] += times
    found = max(offered, key=lambda scale: scales.share(words, scale))
    return found if scales.share(words, found) >= MOSTLY else None


class Scales:
    """The scales that a table offers: the known ones, those with numbers in brackets, those of its numbers."""

    def __init__(self, sheet: Sheet, plan: Plan):
        self.plan = plan
        self.values = {column.place: counted(column.cells, plan) for column in sheet.columns}
        self.brackets = list(self._brackets(sheet))
        self._spans = self._ranges([one for one in sheet.columns if self._is_numeric(one)])

    def of(self, column: Column) -> list[Wording]:
        """The scales that a column may be answered on, the likeliest first."""
        if self._is_numeric(column):
            return [scales.legend(column.question) or scales.numbers(self._spans[column.place])]
        values = [value for value in self.values[column.place] if value]
        known = [*self.brackets, *scales.KNOWN, *scales.with_words_before(values)]
        wanted = self.plan.levels.levels if self.plan.levels else None
        fitting = [one for one in known if wanted in (None, len(one.labels))]
        return [*(fitting or known), *scales.YES_NO]

    def _is_numeric(self, column: Column) -> bool:
        values = self.values[column.place]
        return bool(values) and sum(t for value, t in values.items() if is_small(value)) >= MOSTLY * values.total()

    def _brackets(self, sheet: Sheet) -> Iterable[Wording]:
        """Scales of numbers in brackets; columns that do not contradict each other share one, so that no level is missed."""
        sets: list[set[str]] = []
        for column in sheet.columns:
            own = {value for value in self.values[column.place] if (said := scales.numbered(value)) and said[1]}
            if len(own) > MOST_LEVELS or scales.in_brackets(own) is None:
                continue
            joined = next((one for one in sets if one & own and scales.in_brackets(one | own)), None)
            if joined is None:
                sets.append(own)
            else:
                joined |= own
        return (scale for one in sets if (scale := scales.in_brackets(one)) and scale not in scales.KNOWN)

    def _ranges(self, columns: Sequence[Column]) -> dict[int, Range]:
        """The range of numbers of each column: as its question or the plan says, else by what was answered."""
        found: dict[int, Range] = {}
        left: dict[str, list[Column]] = {}
        for column in columns:
            named = scales.span_in(column.question)
            if named and self._holds(named, column):
                found[column.place] = named
            elif self.plan.levels:
                found[column.place] = self.plan.levels
            else:
                said = heading(column.question)
                left.setdefault(f"{said.part}|{said.aspect}|{said.number[:-1]}", []).append(column)
        for block in left.values():
            wide = [one for one in block if self._is_wide(one)]
            if len(wide) * 2 >= len(block):
                wide = [one for one in block] if wide else []
            span = self._wide_range(wide)
            found |= {one.place: span if one in wide else USUAL for one in block}
        return found

    def _numbers(self, columns: Iterable[Column]) -> Counter[int]:
        found: Counter[int] = Counter()
        for column in columns:
            for value, times in self.values[column.place].items():
                said = scales.numbered(value)
                if said and not said[1]:
                    found[said[0]] += times
        return found

    def _holds(self, span: Range, column: Column) -> bool:
        return all(span.low <= number <= span.high for number in self._numbers([column]))

    def _is_wide(self, column: Column) -> bool:
        """Whether numbers beyond 1 to 5 come up too often for slips."""
        numbers = self._numbers([column])
        often = max(2, _OFTEN * numbers.total())
        above = sum(times for number, times in numbers.items() if number > USUAL.high)
        zeros_alone = numbers[0] >= often and max(numbers) < USUAL.high
        return above >= often or zeros_alone

    def _wide_range(self, columns: Sequence[Column]) -> Range:
        numbers = self._numbers(columns)
        if not numbers:
            return USUAL
        low, high = int(not numbers[0]), max(numbers)
        return Range(low, 10 if high in (8, 9) else high) if high > low else USUAL

    def unsure_numbers(self, columns: Sequence[Column]) -> Range | None:
        """A shorter range that is answered in full, where a longer one is usual: 1 to 4 of many. None where all is well."""
        numbers = self._numbers(columns)
        if not numbers or self.plan.levels or any(scales.span_in(one.question) for one in columns):
            return None
        high = max(numbers)
        is_whole = set(numbers) == set(range(1, high + 1))
        return Range(1, high) if is_whole and 2 <= high < USUAL.high and numbers.total() >= _MANY else None

    def fits(self, column: Column, sheet: Sheet, offered: Sequence[Wording] | None = None) -> tuple[Wording, ...]:
        """The scales that have all answers of a column. Raises Misfits with those that are on none."""
        values = self.values[column.place]
        offered = offered or self.of(column)
        found = tuple(scale for scale in offered if all(level(value, scale) for value in values))
        if found:
            return found
        nearest = max(offered, key=lambda scale: sum(t for value, t in values.items() if level(value, scale)))
        raise Misfits(
            *(
                Misfit(column, sheet.cell(column, self._place(column, value)), value, nearest)
                for value in values
                if not level(value, nearest)
            )
        )

    def _place(self, column: Column, value: str) -> int:
        return next(place for place, cell in enumerate(column.cells) if meant(cell, self.plan) == value)


def told(misfits: Sequence[Misfit]) -> list[str]:
    """What is wrong, a sentence for each cause: the same answer in many columns is one, a strange scale is one."""
    strange = _strange_columns(misfits)
    found = list(_of_scales([one for one in misfits if one.column.place in strange]))
    values: dict[tuple[str, tuple[str, ...]], list[Misfit]] = {}
    for one in misfits:
        if one.column.place not in strange:
            values.setdefault((one.value, one.scale.labels), []).append(one)
    return found + [_of_value(same) for same in values.values()]


def _strange_columns(misfits: Sequence[Misfit]) -> set[int]:
    """The columns in which so many answers are unknown that their scale is."""
    times = Counter(one.column.place for one in misfits)
    known = {one.column.place: len(one.scale.labels) for one in misfits}
    matched = {
        one.column.place: sum(1 for cell in set(one.column.cells) if cell and level(cell, one.scale)) for one in misfits
    }
    return {place for place, many in times.items() if many > matched[place] or many > known[place] + 3}


def _of_scales(misfits: Sequence[Misfit]) -> Iterable[str]:
    """Columns whose answers are on no known scale: one fault for all that have these words."""
    by_column: dict[int, list[Misfit]] = {}
    for one in misfits:
        by_column.setdefault(one.column.place, []).append(one)
    alike: dict[frozenset[str], list[Misfit]] = {}
    for own in by_column.values():
        words = frozenset(cell for cell in own[0].column.cells if cell)
        same = next((key for key in alike if key & words), None)
        if same is None:
            alike[words] = [own[0]]
        else:
            alike[same | words] = [*alike.pop(same), own[0]]
    for words, rows in alike.items():
        first = rows[0]
        letters = ", ".join(one.column.letter for one in rows[:_MOST_CELLS]) + (" …" if len(rows) > _MOST_CELLS else "")
        shown = ", ".join(f"“{word[:40]}”" for word in sorted(words, key=_order)[:12])
        yield (
            f"คอลัมน์ {letters} ({first.column.name}) ตอบว่า {shown} ซึ่งไม่ใช่มาตราที่รู้จัก "
            "ให้ระบุ scale ในแผนจากน้อยไปมาก สั่งเพิ่ม --draft-plan เพื่อให้ร่างแผนให้"
        )


def _order(word: str) -> tuple[int, str]:
    said = scales.numbered(word)
    return (said[0] if said else scales.face(word), word)


def _of_value(same: Sequence[Misfit]) -> str:
    one = same[0]
    cells = ", ".join(misfit.cell for misfit in same[:_MOST_CELLS])
    more = f" และอีก {len(same) - _MOST_CELLS} คอลัมน์" if len(same) > _MOST_CELLS else ""
    where = f"ช่อง {cells}{more} ({one.column.name})"
    return f"{where} ตอบว่า “{one.value[:80]}” ซึ่งไม่อยู่ในมาตรา {', '.join(one.scale.labels)} {_hint(one.value, one.scale)}"


def _hint(value: str, scale: Wording) -> str:
    near = scales.nearest_word(value, scale) if scale.is_named else None
    if near:
        return f"ใกล้ที่สุดคือ “{near}” ถ้าพิมพ์ผิดให้แก้ในสำเนาของไฟล์ หรือเพิ่มในแผนว่า same: {{{value}: {near}}}"
    if scales.is_between(value):
        return "ถ้าเลือกสองระดับหรือเป็นค่าเฉลี่ย ไม่ใช่คำตอบระดับเดียว ให้เพิ่มในแผนว่า missing: ['" + value + "']"
    other = next((one for one in scales.KNOWN if one.labels != scale.labels and level(value, one)), None)
    if other or (scale.is_named and is_number(value)):
        return (
            "คอลัมน์นี้จึงมีคำตอบจากสองมาตราปนกัน ถ้าเป็นมาตราเดียวให้ระบุ scale ในแผนจากน้อยไปมาก "
            f"ถ้าแปลว่าไม่ตอบให้เพิ่มในแผนว่า missing: ['{value[:80]}']"
        )
    if not scale.is_named and is_number(value):
        zero = " ถ้า 0 แปลว่าไม่ตอบให้เพิ่มในแผนว่า missing: ['0']" if value == "0" else ""
        return f"ถ้าแบบสอบถามมีระดับอื่นให้ระบุ เช่น --levels 7 หรือ --levels 0-10{zero}"
    return "ถ้าเป็นคำตอบของมาตราให้ระบุ scale ในแผน ถ้าแปลว่าไม่ตอบให้เพิ่มในแผนว่า missing: ['" + value[:80] + "']"
