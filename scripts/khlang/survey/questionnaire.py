"""A table of answers understood: which questions make which aspect and part, and every answer as a level.

Here are the answers of people; what leaves this module goes through `reduction` only.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from khlang.survey import choices, group_names, odd_rows, scales
from khlang.survey.choices import Ticked
from khlang.survey.columns import Holds, Recognised, day_of, recognise
from khlang.survey.data import NOT_SAID, Aspect, Collected, Item, Pair, Part, Scale, Side
from khlang.survey.levels import Scales, counted, level, meant
from khlang.survey.plan import Plan, of_column
from khlang.survey.plan import columns as planned
from khlang.survey.questions import Heading, heading
from khlang.survey.scales import Wording
from khlang.survey.sheet import Column, Refused, Sheet
from khlang.thai.distance import nearest

_LONGEST_LABEL = 200  # characters
_MANY = 60  # answers: a level in the middle that none of so many chose is not on the scale
_FIVE = ("1", "2", "3", "4", "5")
_SIDE_TITLES = {Side.IS: "สภาพที่เป็นอยู่", Side.SHOULD: "สภาพที่ควรเป็น", None: "คำถามมาตราส่วนประมาณค่า"}


@dataclass(frozen=True)
class Group:
    """A question by which respondents are told apart."""

    title: str
    labels: tuple[str, ...]  # most frequent first
    codes: Sequence[int] = field(repr=False)  # of each respondent: the place of the label
    order: tuple[str, ...] = ()  # labels from the lowest to the highest, where the plan says so


@dataclass(frozen=True)
class Questionnaire:
    """What was asked, and what each respondent answered, by row of the file."""

    rows: tuple[int, ...]
    parts: tuple[Part, ...]
    aspects: tuple[Aspect, ...]
    items: tuple[Item, ...]
    pairs: tuple[Pair, ...]
    levels: tuple[bytes, ...] = field(
        repr=False
    )  # of each item, the level of each respondent; 0 where nothing was answered
    groups: tuple[Group, ...]
    open: tuple[tuple[str, tuple[str, ...]], ...] = field(repr=False)  # question and what each wrote
    choices: tuple[Ticked, ...]
    collected: Collected | None
    columns: tuple[Recognised, ...]
    sources: tuple[Column, ...]  # the column of each item
    notes: tuple[str, ...]  # Thai sentences on what was decided and what the author should look at


@dataclass
class _Question:
    """A column of levels on its way into the questionnaire."""

    column: Column
    fits: tuple[Wording, ...]
    said: Heading
    part: str = ""  # what sets its part apart from others
    aspect: str = ""


def understand(sheet: Sheet, plan: Plan) -> Questionnaire:
    """Understand a table of answers. Raises Refused, with every place, for what would have to be guessed."""
    sheet = odd_rows.left_out(sheet, plan)
    odd_rows.refuse(sheet, plan)
    columns = recognise(sheet, plan)
    questions = [
        _Question(one.column, one.fits, heading(one.column.question)) for one in columns if one.holds is Holds.LEVELS
    ]
    if not questions:
        raise Refused("ไม่พบคำถามที่ตอบเป็นระดับ เช่น มากที่สุด ถึง น้อยที่สุด หรือ 5 ถึง 1 ถ้าใช้คำอื่นให้ระบุ scale ในแผน")
    _refuse_same_questions(questions)
    if not plan.copies:
        odd_rows.refuse_doubles(sheet, doubles(sheet, columns))
    _arrange(questions, sheet, plan)
    questions = sorted(questions, key=_first_place(questions))
    notes: list[str] = list(sheet.notes)
    _refuse_unsure_numbers(questions, sheet, plan)
    parts, aspects, items, wordings = _built(questions, sheet, plan, notes)
    levels = tuple(_levels(one.column, wording, plan) for one, wording in zip(questions, wordings, strict=True))
    pairs = _planned_pairs(questions, items, sheet, plan) or _pairs(parts, aspects, items)
    return Questionnaire(
        rows=sheet.rows,
        parts=tuple(parts),
        aspects=tuple(aspects),
        items=tuple(items),
        pairs=pairs,
        levels=levels,
        groups=_groups(_group_columns(columns, sheet, plan), plan, notes),
        open=tuple((one.column.question, one.column.cells) for one in columns if one.holds is Holds.WORDS),
        choices=tuple(_ticked(columns, plan)),
        collected=_collected(columns, notes),
        columns=tuple(columns),
        sources=tuple(one.column for one in questions),
        notes=(*notes, *_half_finished(sheet, levels)),
    )


def _first_place(questions: Sequence[_Question]) -> Callable[[_Question], tuple[int, int, int]]:
    """Order by part, then aspect, then column; parts and aspects as they first appear."""
    parts: dict[str, int] = {}
    aspects: dict[tuple[str, str], int] = {}
    for one in questions:
        parts.setdefault(one.part, one.column.place)
        aspects.setdefault((one.part, one.aspect), one.column.place)
    return lambda one: (parts[one.part], aspects[one.part, one.aspect], one.column.place)


def _arrange(questions: list[_Question], sheet: Sheet, plan: Plan) -> None:
    """Say of each question which part and aspect it belongs to: by the plan, else by its own words."""
    if plan.parts:
        _arrange_by_plan(questions, sheet, plan)
        return
    for one in questions:
        said = one.said
        number = said.number
        one.part = said.part or (str(number[0]) if len(number) > 2 else "")
        one.part += f"|{said.side or ''}"
        one.aspect = said.aspect or ".".join(map(str, number[:-1]))
    for before, after in pairwise(questions):  # another scale begins another part
        if before.part.split("|")[:2] == after.part.split("|")[:2]:
            before_scales = {scale.labels for scale in before.fits}
            is_same = any(scale.labels in before_scales for scale in after.fits)
            after.part = before.part if is_same else f"{after.part}|{after.column.letter}"


def _arrange_by_plan(questions: list[_Question], sheet: Sheet, plan: Plan) -> None:
    places = {one.column.place: one for one in questions}
    for number, part in enumerate(plan.parts):
        for title, names in [("", part.columns), *((aspect.title, aspect.columns) for aspect in part.aspects)]:
            for column in planned(names, sheet):
                one = places.get(column.place)
                if one is None:  # nobody answered it
                    continue
                one.part, one.aspect = str(number), title
                one.said = replace(one.said, part=None, part_title=part.title, aspect=title or None, side=part.side)
    forgotten = [one.column.letter for one in questions if not one.part]
    if forgotten:
        raise Refused(
            f"คอลัมน์ {', '.join(forgotten)} ตอบเป็นระดับ แต่ไม่อยู่ใน parts ของแผน ให้เพิ่มในแผน หรือใส่ ignore: [{', '.join(forgotten)}]"
        )


def _built(
    questions: list[_Question], sheet: Sheet, plan: Plan, notes: list[str]
) -> tuple[list[Part], list[Aspect], list[Item], list[Wording]]:
    parts, aspects, items, wordings = [], [], [], []
    taken: set[str] = set()
    turned = {column.place for column in planned(plan.reversed, sheet)}
    for _, of_part in groupby(questions, key=lambda one: one.part):
        members = list(of_part)
        key = _part_key(members[0].said, taken)
        wording = _scale(members, plan, notes)
        title = next((one.said.part_title for one in members if one.said.part_title), None)
        side = members[0].said.side
        part = Part(
            key=key,
            title=title or _SIDE_TITLES[side],
            scale=Scale(labels=wording.labels, first=wording.first),
            side=side,
        )
        parts.append(part)
        for number, (_, of_aspect) in enumerate(groupby(members, key=lambda one: one.aspect), 1):
            rows = list(of_aspect)
            only = len({one.aspect for one in members}) == 1
            name = rows[0].said.aspect or (part.title if only else f"ด้านที่ {number}")
            aspects.append(Aspect(key=f"{key}.{number}", title=name, part=key))
            for place, one in enumerate(rows, 1):
                is_reversed = one.said.is_reversed or one.column.place in turned
                items.append(
                    Item(
                        key=f"{key}.{number}.{place}",
                        text=one.said.text,
                        aspect=f"{key}.{number}",
                        reversed=is_reversed,
                    )
                )
                wordings.append(wording)
    return parts, aspects, items, wordings


def _part_key(said: Heading, taken: set[str]) -> str:
    number = said.part or (str(said.number[0]) if len(said.number) > 2 else None)
    key = number if number and number not in taken else next(str(n) for n in range(1, 1000) if str(n) not in taken)
    taken.add(key)
    return key


def _refuse_same_questions(questions: Sequence[_Question]) -> None:
    """One fault for all: else nobody knows which of two items is meant."""
    times = Counter(one.column.question for one in questions)
    same = [one.column for one in questions if times[one.column.question] > 1]
    if same:
        letters = ", ".join(column.letter for column in same[:20])
        raise Refused(
            f"คอลัมน์ {letters} มีคำถามเดียวกัน เช่น “{same[0].question}” ให้พิมพ์เลขข้อหรือด้านนำหน้าในแถวที่ 1 หรือระบุ parts ในแผน เพื่อให้รู้ว่าข้อใดเป็นข้อใด"
        )


def _refuse_unsure_numbers(questions: Sequence[_Question], sheet: Sheet, plan: Plan) -> None:
    """Numbers from 1 to 4, all of them often, and nobody chose 5: of four levels or of five?"""
    by_numbers = [one.column for one in questions if not one.fits[0].is_named and one.fits[0].labels == _FIVE]
    span = Scales(sheet, plan).unsure_numbers(by_numbers) if by_numbers and not plan.parts else None
    if span:
        letters = f"{by_numbers[0].letter}–{by_numbers[-1].letter}"
        raise Refused(
            f"คอลัมน์ {letters} ตอบเป็นตัวเลข 1 ถึง {span.high} ไม่มีใครตอบ {span.high + 1} จึงไม่รู้ว่ามาตรามี {span.high} หรือ 5 ระดับ "
            f"ให้ระบุ --levels {span.high} หรือ --levels 5"
        )


def _scale(questions: list[_Question], plan: Plan, notes: list[str]) -> Wording:
    """The first scale that all questions of a part fit. Raises Refused where they have none in common."""
    common = [scale for scale in questions[0].fits if all(scale in one.fits for one in questions)]
    if not common:
        first, other = (
            questions[0],
            next(one for one in questions if not set(map(_labels, one.fits)) & set(map(_labels, questions[0].fits))),
        )
        raise Refused(
            f"{first.column.name} กับ {other.column.name} อยู่ในตอนเดียวกันแต่ใช้มาตราต่างกัน ให้แยก parts ในแผน หรือระบุ scale"
        )
    scale = common[0]
    letters = "–".join(dict.fromkeys((questions[0].column.letter, questions[-1].column.letter)))
    if not scale.is_named:
        if plan.levels is None:
            span = f"{scale.first} ถึง {scale.first + len(scale.labels) - 1}"
            notes.append(
                f"คอลัมน์ {letters} ตอบเป็นตัวเลข ถือว่ามี {len(scale.labels)} ระดับ ({span}) {scale.first} คือน้อยที่สุด ถ้าไม่ใช่ให้ระบุ --levels หรือ scale ในแผน"
            )
        return _with_words(scale)
    answers: Counter[str] = Counter()
    for one in questions:
        answers += counted(one.column.cells, plan)
    if len({len(one.labels) for one in common}) > 1:
        scale = _of_several(common, answers, letters, notes)
    return _as_typed(scale, answers)


def _as_typed(scale: Wording, answers: Counter[str]) -> Wording:
    """The scale with the words of the questionnaire as labels, where it has others than the usual ones for a level."""
    times: dict[int, Counter[str]] = {}
    for answer, count in answers.items():
        word = (scales.numbered(answer) or (0, answer))[1]
        if scales.known(word) in scale.levels:
            times.setdefault(level(answer, scale), Counter())[word] += count
    labels = tuple(
        label
        if number not in times or any(scales.known(word) == scales.known(label) for word in times[number])
        else times[number].most_common(1)[0][0]
        for number, label in enumerate(scale.labels, 1)
    )
    return replace(scale, labels=labels)


def _of_several(common: Sequence[Wording], answers: Counter[str], letters: str, notes: list[str]) -> Wording:
    """The scale where words fit several of different length: น้อยที่สุด, น้อย, มาก, มากที่สุด are four levels or all but one of five.

    Of many answers, a level that none has is on no scale. Of few, nobody knows. Raises Refused.
    """
    scale = common[0]
    used = {level(value, scale) for value in answers}
    unused = ", ".join(label for number, label in enumerate(scale.labels, 1) if number not in used)
    if not unused:
        return scale
    whole = next((one for one in common[1:] if len(one.labels) < len(scale.labels) and _uses_all(one, answers)), None)
    least = min(len(one.labels) for one in common)
    if whole is None and least == len(scale.labels):
        return scale
    if whole is None:
        notes.append(
            f"คอลัมน์ {letters} ไม่มีใครตอบ {unused} ถือว่ามาตรามี {len(scale.labels)} ระดับ ถ้าแบบสอบถามไม่มีคำนี้ให้ระบุ --levels {least}"
        )
        return scale
    if answers.total() >= _MANY:
        notes.append(
            f"คอลัมน์ {letters} ไม่มีใครตอบ {unused} ใน {answers.total()} คำตอบ ถือว่ามาตรามี {len(whole.labels)} ระดับ "
            f"({', '.join(whole.labels)}) ถ้าแบบสอบถามมีคำนี้ให้ระบุ --levels {len(scale.labels)}"
        )
        return whole
    raise Refused(
        f"คอลัมน์ {letters} มีคำตอบครบทั้งมาตรา {len(whole.labels)} ระดับ ({', '.join(whole.labels)}) แต่อาจเป็นมาตรา {len(scale.labels)} ระดับ"
        f"ที่ไม่มีใครตอบ {unused} ให้ระบุ --levels {len(whole.labels)} หรือ --levels {len(scale.labels)}"
    )


def _uses_all(scale: Wording, answers: Counter[str]) -> bool:
    return {level(value, scale) for value in answers} == set(range(1, len(scale.labels) + 1))


def _labels(scale: Wording) -> tuple[str, ...]:
    return scale.labels


def _with_words(scale: Wording) -> Wording:
    """Bare numbers of five levels have the usual words as labels, for a report that says levels in words."""
    return replace(scale, labels=scales.KNOWN[0].labels) if scale.labels == _FIVE else scale


def _levels(column: Column, scale: Wording, plan: Plan) -> bytes:
    known = {cell: level(said, scale) if (said := meant(cell, plan)) else 0 for cell in set(column.cells)}
    return bytes(known[cell] for cell in column.cells)


def _group_columns(columns: list[Recognised], sheet: Sheet, plan: Plan) -> list[Column]:
    """The columns of groups: as the plan orders them, for the first ones have priority, else as they stand."""
    found = [one.column for one in columns if one.holds is Holds.GROUP]
    return [column for column in planned(plan.groups or (), sheet) if column in found] or found


def _groups(columns: Sequence[Column], plan: Plan, notes: list[str]) -> tuple[Group, ...]:
    found: list[Group] = []
    for column in columns:
        title = of_column(plan.names, column, "") or _noun(column, notes)
        same = sum(one.title == title or one.title.startswith(f"{title} (") for one in found)
        found.append(_group(column, f"{title} ({same + 1})" if same else title, plan))
    return tuple(found)


def _noun(column: Column, notes: list[str]) -> str:
    """The name that reports call a group by. Where the question is none, what it asks for, and the author is asked."""
    text = heading(column.question).text
    noun = group_names.noun(text)
    if noun.is_sure:
        return noun.text
    notes.append(
        f"{column.name} เป็นประโยคคำถาม ไม่ใช่ชื่อกลุ่ม รายงานจะเรียกว่า “{noun.text}” ถ้าควรเรียกอย่างอื่นให้เพิ่มในแผนว่า names: {{{column.letter}: ชื่อกลุ่ม}}"
    )
    return noun.text


def _group(column: Column, title: str, plan: Plan) -> Group:
    merge = of_column(plan.merge, column, {})
    renamed = {old: new for new, olds in merge.items() for old in olds}
    said = [meant(cell, plan) or NOT_SAID for cell in column.cells]
    if unknown := sorted(set(renamed) - set(said)):
        near = nearest(unknown[0], set(said), limit=1)
        raise Refused(
            f"merge ในแผน: {column.name} ไม่มีคำตอบ “{unknown[0]}” "
            + (f"ใกล้ที่สุดคือ “{near[0]}”" if near else f"ที่มีคือ {', '.join(sorted(set(said))[:12])}")
        )
    cells = [renamed.get(cell, cell) for cell in said]
    if (long := next((place for place, cell in enumerate(cells) if len(cell) > _LONGEST_LABEL), None)) is not None:
        raise Refused(
            f"{column.name} เป็นกลุ่มผู้ตอบ แต่คำตอบลำดับที่ {long + 1} ยาวเกิน {_LONGEST_LABEL} ตัวอักษร ถ้าเป็นคำถามปลายเปิดให้ระบุ open: [{column.letter}] ในแผน"
        )
    labels = tuple(label for label, _ in sorted(Counter(cells).items(), key=lambda row: (-row[1], row[0])))
    codes = {label: place for place, label in enumerate(labels)}
    return Group(title, labels, tuple(codes[cell] for cell in cells), of_column(plan.order, column, ()))


def _ticked(columns: Sequence[Recognised], plan: Plan) -> Iterator[Ticked]:
    """The check-box questions, whether in one column or in one for each option."""
    own = [one.column for one in columns if one.holds is Holds.CHOICES]
    several = choices.in_columns(own)
    in_several = {column.place for group in several.values() for column in group}
    for column in own:
        if column.place not in in_several:
            yield choices.of_column(column, [meant(cell, plan) for cell in column.cells])
    for title, group in several.items():
        yield choices.of_columns(title, group)


def _planned_pairs(questions: list[_Question], items: list[Item], sheet: Sheet, plan: Plan) -> tuple[Pair, ...]:
    keys = {one.column.place: item.key for one, item in zip(questions, items, strict=True)}
    found = []
    for pair in plan.pairs:
        is_, should = ([keys.get(column.place) for column in planned((name,), sheet)] for name in pair)
        if len(is_) != len(should) or None in is_ or None in should:
            raise Refused(f"pairs ในแผน: {pair[0]} กับ {pair[1]} ต้องเป็นคอลัมน์ที่ตอบเป็นระดับ จำนวนเท่ากัน")
        found += [Pair(is_=a, should=b) for a, b in zip(is_, should, strict=True)]
    return tuple(found)


def _pairs(parts: list[Part], aspects: list[Aspect], items: list[Item]) -> tuple[Pair, ...]:
    """Items of a part on how it is and of one on how it should be that ask the same."""
    part_of = {aspect.key: part for part in parts for aspect in aspects if aspect.part == part.key}
    titles = {aspect.key: aspect.title for aspect in aspects}
    sides: dict[Side, dict[tuple[str, str], list[str]]] = {Side.IS: {}, Side.SHOULD: {}}
    for item in items:
        part = part_of[item.aspect]
        if part.side is not None:
            aspect = "" if titles[item.aspect] == part.title else titles[item.aspect]
            sides[part.side].setdefault((aspect, item.text), []).append(item.key)
    return tuple(
        Pair(is_=is_, should=should)
        for name, keys in sides[Side.IS].items()
        for is_, should in zip(keys, sides[Side.SHOULD].get(name, ()), strict=False)
    )


def _collected(columns: list[Recognised], notes: list[str]) -> Collected | None:
    cells = next((one.column.cells for one in columns if one.holds is Holds.TIME), ())
    for month_first in (False, True):
        days = [day_of(cell, month_first) for cell in cells if cell]
        if days and all(days):
            known: list[datetime.date] = [day for day in days if day]
            return Collected(first=min(known), last=max(known))
    if any(cells):
        notes.append("อ่านวันที่ตอบไม่ได้ จึงไม่บอกช่วงเวลาที่เก็บข้อมูล")
    return None


def doubles(sheet: Sheet, columns: Sequence[Recognised]) -> dict[int, int]:
    """Rows alike to the second, whatever number the program gave them: place → place of the first."""
    times = [one.column for one in columns if one.holds is Holds.TIME]
    numbers = {one.column.place for one in columns if one.why == "ไม่ใช่คำถาม"}
    return odd_rows.doubles(sheet, times, numbers)


def _half_finished(sheet: Sheet, levels: Sequence[bytes]) -> Iterator[str]:
    answered = [len(row) - row.count(0) for row in zip(*levels, strict=True)]
    total = len(levels)
    half = [place for place in range(len(answered)) if 0 < answered[place] < total]
    if half:
        some = ", ".join(f"แถวที่ {sheet.rows[place]} ({answered[place]} จาก {total} ข้อ)" for place in half[:5])
        yield f"ตอบไม่ครบทุกข้อ {len(half)} คน เช่น {some}"
