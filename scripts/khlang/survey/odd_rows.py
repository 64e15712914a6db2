"""Rows that nobody answered: sums below the answers, the head once more, the same file pasted twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from khlang.survey.plan import Plan
from khlang.survey.sheet import Column, Refused, Sheet

_SUMS = re.compile(
    r"^(?:รวม(?:ทั้งหมด|ทั้งสิ้น|คะแนน)?|ผลรวม|(?:ค่า)?เฉลี่ย(?:รวม|เลขคณิต)?|(?:ค่า)?ฐานนิยม|(?:ค่า)?มัธยฐาน|ส่วนเบี่ยงเบนมาตรฐาน|ความแปรปรวน|"
    r"(?:ค่า)?(?:ต่ำสุด|สูงสุด)|จำนวนผู้ตอบ|จำนวน(?:รวม)?|ร้อยละ|แปลผล|ระดับ(?:ความพึงพอใจ|คุณภาพ)?|x̄|x-?bar|s\.?d\.?|"
    r"total|sum|count|averages?|mean|median|mode|std\.? ?dev(?:iation)?|min(?:imum)?|max(?:imum)?)\s*:?$",
    re.IGNORECASE,
)
_SECONDS = re.compile(r"\d:\d\d:\d\d")
_FEWEST_COPIED = 10  # rows: fewer may be alike by chance
_FEWEST_OF_PART = 20  # rows of a file that was pasted again in part, as an earlier export below a later one
_FEWEST_TOLD_APART = 8  # different rows among them: a pattern of few answers is no copy


def left_out(sheet: Sheet, plan: Plan) -> Sheet:
    """The table without the rows that the plan leaves out. Raises Refused for the number of a row that is not there."""
    numbers = set(_numbers(plan))
    if unknown := sorted(numbers - set(sheet.rows)):
        raise Refused(
            f"skip_rows ในแผนอ้างถึงแถวที่ {unknown[0]} ซึ่งไม่มีคำตอบในตาราง (แถวที่ {sheet.rows[0]} ถึง {sheet.rows[-1]})"
        )
    return sheet.without(numbers) if numbers else sheet


def refuse(sheet: Sheet, plan: Plan) -> None:
    """Raise Refused, with a line for the plan, for rows that are no answers. None of them is left out unasked."""
    faults = []
    if sums := sums_below(sheet):
        words = ", ".join(f"แถวที่ {sheet.rows[row]} “{word[:40]}”" for row, word in list(sums.items())[:5])
        faults.append(f"{words} เป็นแถวสรุป ไม่ใช่คำตอบของคน ถ้าใช่ให้เพิ่มในแผนว่า skip_rows: [{spans(sheet, sums)}]")
    if heads := heads_again(sheet):
        faults.append(
            f"แถวที่ {spans(sheet, heads)} ซ้ำหัวตาราง ถ้าต่อหลายไฟล์เข้าด้วยกันให้เพิ่มในแผนว่า skip_rows: [{spans(sheet, heads)}]"
        )
    if not plan.copies and (copies := copied(sheet, set(heads) | set(sums))):
        faults.append(
            f"แถวที่ {spans(sheet, copies)} เหมือนแถวก่อนหน้าทั้งชุดตามลำดับเดิม ไฟล์นี้น่าจะวางคำตอบชุดเดียวกันซ้ำ "
            f"ถ้าใช่ให้เพิ่มในแผนว่า skip_rows: [{spans(sheet, copies)}] ถ้าเป็นคนละคนให้เพิ่มว่า copies: true"
        )
    if faults:
        raise Refused(*faults)


def sums_below(sheet: Sheet) -> dict[int, str]:
    """Rows that sum up others, by place, each with the word that says so; it stands before all its numbers."""
    words = {cell for column in sheet.columns for cell in set(column.cells) if _SUMS.match(cell)}
    if not words:
        return {}
    found = {}
    for row in range(len(sheet.rows)):
        first = next((column.cells[row] for column in sheet.columns if column.cells[row]), "")
        if first in words and sum(column.cells.count(first) for column in sheet.columns) <= 2:
            found[row] = first
    return found


def heads_again(sheet: Sheet) -> list[int]:
    """Rows that say the questions once more, by place."""
    times: Counter[int] = Counter()
    for column in sheet.columns:
        if column.question in column.cells:
            times.update(place for place, cell in enumerate(column.cells) if cell == column.question)
    return sorted(place for place, many in times.items() if many * 2 > max(len(sheet.columns), 2))


def copied(sheet: Sheet, without: set[int] | None = None) -> list[int]:
    """The places of rows that repeat the rows from the first on, one after the other, once, several times or in part."""
    places = [row for row in range(len(sheet.rows)) if row not in (without or set())]
    whole_rows = list(zip(*(column.cells for column in sheet.columns), strict=True))
    rows = [whole_rows[place] for place in places]
    for length in range(_FEWEST_COPIED, len(rows) - _FEWEST_COPIED + 1):
        if rows[length] != rows[0] or len(set(rows[:length])) < min(_FEWEST_TOLD_APART, length):
            continue
        again = next((n for n in range(length, len(rows)) if rows[n] != rows[n % length]), len(rows))
        run = again - length
        whole = run // length * length if run > length and again < len(rows) else run
        if whole >= min(length, _FEWEST_OF_PART) and _says_much(rows[length : length + min(length, whole)]):
            return places[length : length + whole]
    return []


def _says_much(rows: list[tuple[str, ...]]) -> bool:
    """Whether rows differ in so many ways that no second block comes out like them by chance or by a pattern."""
    columns = [cells for cells in zip(*rows, strict=True) if len(set(cells)) > 1]
    return len(set(rows)) * 2 > len(rows) and len(columns) >= 3 and not all(map(_has_pattern, columns))


def _has_pattern(cells: Sequence[str]) -> bool:
    """Whether a column goes round in a short circle, as made-up answers do."""
    return any(
        all(cells[place] == cells[place % length] for place in range(length, len(cells)))
        for length in range(1, len(cells) // 2 + 1)
    )


def doubles(sheet: Sheet, times: Sequence[Column], without: Collection[int]) -> dict[int, int]:
    """Rows that are like an earlier one in every cell, to the second of answering: place → place of the first.

    By the minute, or without times, equal answers are nothing odd. `without` are columns that tell rows apart by number.
    """
    if not any(_SECONDS.search(cell) for column in times for cell in column.cells):
        return {}
    first: dict[tuple[str, ...], int] = {}
    kept = [column.cells for column in sheet.columns if column.place not in without]
    rows = ((place, first.setdefault(row, place)) for place, row in enumerate(zip(*kept, strict=True)))
    return {place: before for place, before in rows if place != before}


def refuse_doubles(sheet: Sheet, found: dict[int, int]) -> None:
    """Raise Refused, one fault for all, for rows that are alike to the second."""
    if found:
        some = ", ".join(
            f"{sheet.rows[place]} (เหมือนแถวที่ {sheet.rows[before]})" for place, before in list(found.items())[:5]
        )
        more = f" และอีก {len(found) - 5} แถว" if len(found) > 5 else ""
        raise Refused(
            f"แถวที่ {some}{more} ซ้ำทุกช่องรวมทั้งวินาทีที่ตอบ ถ้าส่งซ้ำให้เพิ่มในแผนว่า skip_rows: [{spans(sheet, found)}] "
            "ถ้าเป็นคนละคนให้เพิ่มว่า copies: true"
        )


def spans(sheet: Sheet, places: Iterable[int]) -> str:
    """Places of rows as a plan names them: "32-61, 70"."""
    numbers = sorted(sheet.rows[place] for place in places)
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(f"{part[0]}-{part[-1]}" if len(part) > 1 else str(part[0]) for part in parts)


def _numbers(plan: Plan) -> Iterator[int]:
    for typed in plan.skip_rows:
        ends = re.fullmatch(r"\s*(\d{1,6})\s*(?:[-–:]\s*(\d{1,6}))?\s*", typed)
        if ends is None:
            raise Refused(f"skip_rows ในแผน: {typed[:40]} ไม่ใช่เลขแถว ให้ใช้เช่น skip_rows: [31, 40-69]")
        yield from range(int(ends[1]), min(int(ends[2] or ends[1]), int(ends[1]) + 100_000) + 1)
