"""A plan as a draft: what was recognised of every column and what is left to be decided, commented for its author.

With a draft the file can be read. Where something had to be guessed for that, the line says ตรวจ.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from khlang.survey import choices, group_names, odd_rows, scales
from khlang.survey.columns import Holds, Recognised, try_columns
from khlang.survey.identifying import tells_who
from khlang.survey.levels import Misfits, Scales, counted, level
from khlang.survey.plan import Plan
from khlang.survey.questionnaire import doubles
from khlang.survey.questions import Heading, heading
from khlang.survey.scales import Range, Wording
from khlang.survey.sheet import Column, Refused, Sheet

CHECK = "ตรวจ"
_SHOWN = 8  # different answers that a comment shows
_MOST_ANSWERS = 40
_LONGEST_WORD = 200  # letters of a level


@dataclass
class _Draft:
    """What the lines of a plan will say."""

    sheet: Sheet
    plan: Plan  # rows left out only
    levels: list[tuple[Column, tuple[Wording, ...]]] = field(default_factory=list)  # none: the scale is to be typed
    groups: list[Column] = field(default_factory=list)
    choices: list[Column] = field(default_factory=list)
    open: list[Column] = field(default_factory=list)
    ignored: list[tuple[Column, str]] = field(default_factory=list)
    same: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    merged: dict[str, dict[str, list[str]]] = field(default_factory=dict)


def draft(sheet: Sheet) -> str:
    """The text of a plan for a table. Whatever the table holds, it is a plan that can be read."""
    odd = _odd(sheet)
    left = sheet.without({sheet.rows[place] for place in odd})
    recognised = try_columns(left, Plan())
    again = doubles(left, [one for one in recognised if isinstance(one, Recognised)])
    odd += [sheet.rows.index(left.rows[place]) for place in again]
    rows = odd_rows.spans(sheet, odd).split(", ") if odd else []
    made = _Draft(left, Plan(skip_rows=tuple(rows)))
    for column, found in zip(left.columns, recognised, strict=True):
        _place(made, column, found)
    if not made.levels:
        made.levels = [(column, ()) for column in made.groups[-1:]]
        made.groups = made.groups[:-1]
    return "\n".join([*_head(sheet), *_lines(made, rows)]) + "\n"


def _odd(sheet: Sheet) -> list[int]:
    """The places of rows that nobody answered, or that stand there twice."""
    odd = [*odd_rows.sums_below(sheet), *odd_rows.heads_again(sheet)]
    return odd + odd_rows.copied(sheet, set(odd))


def _place(made: _Draft, column: Column, found: Recognised | Refused) -> None:
    """Put a column where it belongs, or most likely does."""
    if isinstance(found, Recognised):
        if found.holds is Holds.LEVELS:
            made.levels.append((column, found.fits))
        elif found.holds is Holds.NOTHING and found.why == "ไม่มีใครตอบ":
            made.ignored.append((column, found.why))
        kept = {Holds.GROUP: made.groups, Holds.CHOICES: made.choices, Holds.WORDS: made.open}.get(found.holds)
        if kept is not None:
            kept.append(column)
    elif isinstance(found, Misfits):
        _place_misfits(made, column, found)
    else:
        _place_unsure(made, column)


def _place_misfits(made: _Draft, column: Column, found: Misfits) -> None:
    scale = found.misfits[0].scale
    values = counted(column.cells, Plan())
    odd = [one.value for one in found.misfits]
    if sum(values[value] for value in odd) * 2 > values.total():
        made.levels.append((column, _scales_of(values)))
        return
    for value in odd:
        near = scales.nearest_word(value, scale) if scale.is_named else None
        if near:
            made.same[value] = near
        elif value not in made.missing:
            made.missing.append(value)
    made.levels.append((column, (scale,)))


def _scales_of(values: Iterable[str]) -> tuple[Wording, ...]:
    """The scale that unknown answers make if sorted by what is known of them: numbers, faces, else as they stand."""
    labels = sorted(_short(values), key=lambda value: (_rank(value), value))
    return (scales.wording(labels),) if 2 <= len(labels) <= scales.MOST_LEVELS else ()


def _short(values: Iterable[str]) -> list[str]:
    """The answers that may be words of a scale."""
    return [value for value in values if len(value) <= _LONGEST_WORD]


def _rank(value: str) -> int:
    said = scales.numbered(value)
    return said[0] if said else scales.face(value)


def _place_unsure(made: _Draft, column: Column) -> None:
    values = counted(column.cells, Plan())
    numbers = [value for value in values if value.isdigit()]
    if len(numbers) > 12 and len(numbers) == len(values):
        made.groups.append(column)
        made.merged[column.letter] = _spans(sorted(map(int, numbers)))
    elif len(values) <= _MOST_ANSWERS and len(values) * 2 <= values.total() and not tells_who(column):
        made.groups.append(column)
    else:
        made.ignored.append((column, f"{CHECK}: ไม่แน่ใจว่าเป็นคำถามแบบใด ถ้าเป็นคำถามปลายเปิดให้ย้ายไปไว้ใน open"))


def _spans(numbers: Sequence[int]) -> dict[str, list[str]]:
    """Numbers in at most four spans with about as many different numbers each."""
    size = -(-len(numbers) // 4)
    parts = [numbers[place : place + size] for place in range(0, len(numbers), size)]
    return {f"{part[0]}–{part[-1]}": [str(number) for number in part] for part in parts}


def _head(sheet: Sheet) -> Iterator[str]:
    yield "# ร่างแผนของแบบสอบถาม โปรแกรมร่างจากไฟล์คำตอบ ให้เทียบกับแบบสอบถามแล้วแก้ให้ตรง"
    yield f"# บรรทัดที่มีคำว่า {CHECK} คือเรื่องที่โปรแกรมไม่แน่ใจ อ้างคอลัมน์ด้วยอักษร (E, E-H) หรือข้อความของคำถาม"
    if sheet.program:
        yield f"# ไฟล์นี้ส่งออกจาก {sheet.program}"
    yield ""


def _lines(made: _Draft, rows: list[str]) -> Iterator[str]:
    if rows:
        yield f"# {CHECK}: แถวที่ไม่ใช่คำตอบของคน (แถวสรุป หัวตารางซ้ำ หรือคำตอบชุดเดิมที่วางซ้ำ)"
        yield f"skip_rows: {_quoted(rows)}"
        yield ""
    yield "# ตอน ด้าน และข้อที่ตอบเป็นระดับ scale เรียงจากน้อยไปมาก"
    yield "parts:"
    yield from _parts(made)
    yield ""
    yield from _columns("groups", "คำถามเกี่ยวกับผู้ตอบที่ใช้แยกผล เรียงตามความสำคัญ ข้อแรกได้แยกก่อน", made.groups, made.sheet)
    yield from _names(made)
    yield from _merge(made)
    yield from _columns("choices", "คำถามที่เลือกได้หลายข้อ", made.choices, made.sheet)
    yield from _columns("open", "คำถามปลายเปิด เผยแพร่เฉพาะคำที่หลายคนเขียน", made.open, made.sheet)
    if made.ignored:
        yield "# คอลัมน์ที่ไม่อ่าน"
        yield "ignore:"
        yield from (f"  - {column.letter}  # {_plain(column.question)} ({why})" for column, why in made.ignored)
    if made.same:
        yield f"# {CHECK}: คำตอบที่น่าจะพิมพ์ผิด: คำที่หมายถึง"
        yield "same:"
        yield from (f"  {_one(typed)}: {_one(right)}" for typed, right in made.same.items())
    if made.missing:
        yield f"# {CHECK}: คำตอบที่ไม่อยู่ในมาตรา ถือว่าไม่ตอบ ถ้าเป็นระดับให้แก้ scale แทน"
        yield f"missing: {_quoted(made.missing)}"
    yield from _END


_END = (
    "",
    "# บรรทัดต่อไปนี้ใช้เมื่อต้องการ ให้ลบ # นำหน้า",
    "# reversed: [E]              ข้อความเชิงลบที่ต้องกลับคะแนน",
    "# pairs: [[E-H, I-L]]        สภาพที่เป็นอยู่ คู่กับ สภาพที่ควรเป็น",
    "# invited: 150               จำนวนผู้ที่ได้รับแบบสอบถาม",
    "# bands: equal               เกณฑ์แปลความหมาย boonchom หรือ equal",
    "# leave_out: [คำ]            คำจากคำถามปลายเปิดที่ไม่ต้องการเผยแพร่ เช่น ชื่อเล่นของบุคคล",
)


def _parts(made: _Draft) -> Iterator[str]:
    said = [(column, _of_fits(made, fits), heading(column.question)) for column, fits in made.levels]
    spans = Scales(made.sheet, Plan())
    by_numbers = [column for column, scale, _ in said if scale and not scale.is_named]
    unsure = spans.unsure_numbers(by_numbers) if by_numbers else None
    blocks: list[list[tuple[Column, Wording | None, Heading]]] = []
    for row in said:
        if blocks and _block(blocks[-1][-1]) == _block(row):
            blocks[-1].append(row)
        else:
            blocks.append([row])
    for number, block in enumerate(blocks, 1):
        _, scale, own = block[0]
        title = own.part_title or own.aspect or (f"ตอนที่ {own.part}" if own.part else f"ตอนที่ {number}")
        yield f"  - title: {_one(title[:1000])}"
        if own.side:
            yield f"    side: {'is' if own.side == 'is' else 'should'}"
        yield from _scale_line(scale, unsure, [column for column, _, _ in block], made)
        yield from _aspects(block)


def _of_fits(made: _Draft, fits: tuple[Wording, ...]) -> Wording | None:
    """Of scales that words fit, the one of which all columns with these words use every level; else the first."""
    if not fits:
        return None
    values = {value for column, own in made.levels if own == fits for value in counted(column.cells, made.plan)}
    return next(
        (one for one in fits if {level(value, one) for value in values} == set(range(1, len(one.labels) + 1))), fits[0]
    )


def _block(row: tuple[Column, Wording | None, Heading]) -> tuple[object, ...]:
    """What rows of one part have in common."""
    _, scale, own = row
    return own.part, own.part_title, own.side, scale and scale.labels, own.part is None and own.number[:-2]


def _scale_line(scale: Wording | None, unsure: Range | None, columns: list[Column], made: _Draft) -> Iterator[str]:
    values = sorted({value for column in columns for value in counted(column.cells, made.plan)})
    if scale is None:
        yield f"    # {CHECK}: ไม่รู้จักมาตรานี้ ให้เรียงคำจากน้อยไปมาก"
        words = [*_short(values)[: scales.MOST_LEVELS], "ระดับ 1", "ระดับ 2"]
        yield f"    scale: {_quoted(words[: max(2, len(words) - 2)])}"
        return
    labels = scale.labels
    if unsure and not scale.is_named and labels == scales.numbers(scales.USUAL).labels:
        yield f"    # {CHECK}: ไม่มีใครตอบ {unsure.high + 1} ถ้ามาตรามี {unsure.high} ระดับให้ลบ {unsure.high + 1} ขึ้นไปออก"
    elif any(not level(value, one) for one in [scale] for value in values if value not in made.same) or _is_new(scale):
        yield f"    # {CHECK}: มาตรานี้เรียงจากน้อยไปมากหรือไม่"
    yield f"    scale: {_quoted(_typed(scale))}"


def _is_new(scale: Wording) -> bool:
    return scale.is_named and scale not in (*scales.KNOWN, *scales.YES_NO)


def _typed(scale: Wording) -> list[str]:
    """The labels of a scale with every other way in which they may be typed."""
    found = []
    for number, label in enumerate(scale.labels, 1):
        others = [word for word, own in scale.levels.items() if own == number and word != scales.known(label)]
        plain = [word for word in others if "|" not in word]
        found.append("|".join([label, *plain]))
    return found


def _aspects(block: list[tuple[Column, Wording | None, Heading]]) -> Iterator[str]:
    titles = list(dict.fromkeys(own.aspect or ".".join(map(str, own.number[:-1])) for _, _, own in block))
    if len(titles) == 1:
        yield "    columns:"
        yield from _items(block, "      ")
        return
    yield "    aspects:"
    for number, title in enumerate(titles, 1):
        own = [row for row in block if (row[2].aspect or ".".join(map(str, row[2].number[:-1]))) == title]
        yield f"      - title: {_one(own[0][2].aspect or f'ด้านที่ {number}')}"
        yield "        columns:"
        yield from _items(own, "          ")


def _items(rows: list[tuple[Column, Wording | None, Heading]], indent: str) -> Iterator[str]:
    yield from (f"{indent}- {column.letter}  # {_plain(own.text)}" for column, _, own in rows)


def _columns(name: str, comment: str, columns: list[Column], sheet: Sheet) -> Iterator[str]:
    yield f"# {comment}"
    if not columns:
        yield f"{name}: []"
        return
    yield f"{name}:"
    for column in columns:
        values = [value for value, _ in counted(column.cells, Plan()).most_common()]
        if name == "choices":
            values = list(dict.fromkeys(one for value in values for one in choices.split(value, values)))
        shown = "" if name == "open" else f": {', '.join(values[:_SHOWN])}{' …' if len(values) > _SHOWN else ''}"
        yield f"  - {column.letter}  # {_plain(column.question)}{_plain(shown)}"


def _names(made: _Draft) -> Iterator[str]:
    unsure = [(column, group_names.noun(heading(column.question).text)) for column in made.groups]
    unsure = [(column, noun) for column, noun in unsure if not noun.is_sure]
    if unsure:
        yield f"# {CHECK}: ชื่อกลุ่มที่เป็นคำนาม ใช้ในตาราง แยกตาม…"
        yield "names:"
        yield from (f"  {column.letter}: {_one(noun.text)}" for column, noun in unsure)


def _merge(made: _Draft) -> Iterator[str]:
    if made.merged:
        yield f"# {CHECK}: ช่วงของตัวเลข"
        yield "merge:"
        for letter, spans in made.merged.items():
            yield f"  {letter}:"
            yield from (f"    {_one(label)}: {_quoted(values)}" for label, values in spans.items())


def _plain(text: str) -> str:
    return " ".join(text.split())[:160]


def _one(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _quoted(values: Iterable[str]) -> str:
    return "[" + ", ".join(map(_one, values)) + "]"
