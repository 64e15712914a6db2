"""Small groups of respondents joined until each is large enough: neighbours with neighbours, named by their members."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import compress

from khlang.survey.data import NOT_SAID
from khlang.survey.questionnaire import Group
from khlang.thai.numerals import arabic_digits

_SHARE = 0.13  # of all respondents; below it few items could be told by the group
_TIMES = 3  # k: what is no small set to the audit need not be larger
_LONGEST = 150  # characters of a name made of members
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_BELOW = re.compile(r"ต่ำกว่า|น้อยกว่า|ไม่ถึง|under|less than|<", re.IGNORECASE)
_ABOVE = re.compile(r"มากกว่า|เกินกว่า|สูงกว่า|over|more than|>", re.IGNORECASE)
_ORDERS = tuple(
    tuple(line.split())
    for line in (
        "ประถมศึกษา มัธยมศึกษาตอนต้น มัธยมศึกษา มัธยมศึกษาตอนปลาย อนุปริญญา ต่ำกว่าปริญญาตรี ปริญญาตรี ประกาศนียบัตรบัณฑิต "
        "ปริญญาโท สูงกว่าปริญญาตรี ปริญญาเอก สูงกว่าปริญญาโท",
        "ต่ำกว่าตรี ตรี โท เอก",
        "ขนาดเล็ก ขนาดกลาง ขนาดใหญ่ ขนาดใหญ่พิเศษ",
        "เล็ก กลาง ใหญ่ ใหญ่พิเศษ",
        "ครูผู้ช่วย ชำนาญการ ชำนาญการพิเศษ เชี่ยวชาญ เชี่ยวชาญพิเศษ",
    )
)
"""Words that are steps, lowest first."""


def fewest(respondents: int, least: int) -> int:
    """How many a group must have to stay alone: 13 % of all, but no fewer than k and no more than 3 k."""
    return max(least, min(_TIMES * least, math.ceil(_SHARE * respondents)))


def ordered(labels: Sequence[str], planned: Sequence[str] = ()) -> list[str] | None:
    """Labels from the lowest to the highest, by the plan, their numbers or known steps; None where they have no order."""
    said = [label for label in labels if label != NOT_SAID]
    if planned and set(said) <= set(planned):
        return sorted(said, key=list(planned).index)
    numbers = {label: _place(label) for label in said}
    if len(said) > 1 and all(place is not None for place in numbers.values()):
        return sorted(said, key=lambda label: (numbers[label], label))
    plain = {
        label: label.removeprefix("โรงเรียน").removeprefix("สถานศึกษา").removeprefix("ระดับ").strip() for label in said
    }
    steps = next((one for one in _ORDERS if set(plain.values()) <= set(one)), None)
    return sorted(said, key=lambda label: steps.index(plain[label])) if steps and len(said) > 1 else None


def _place(label: str) -> tuple[float, int] | None:
    text = arabic_digits(label)
    number = _NUMBER.search(text)
    if number is None:
        return None
    return float(number[0].replace(",", "")), 1 if _ABOVE.search(text) else -1 if _BELOW.search(text) else 0


def merged(group: Group, kept: bytes, least: int) -> Group | None:
    """The grouping with each group large enough, of the respondents who are kept; None where fewer than two are left.

    The smallest joins the smaller of its neighbours; where groups have no order, the smallest other.
    """
    times = Counter(compress(group.codes, kept))
    sizes = {label: times[place] for place, label in enumerate(group.labels)}
    there = [label for label in group.labels if sizes[label]]
    steps = ordered(there, group.order)
    cells = [[label] for label in (steps or there)]
    if steps and NOT_SAID in there:
        cells.append([NOT_SAID])
    wanted = fewest(sum(kept), least)

    def size(cell: list[str]) -> int:
        return sum(sizes[label] for label in cell)

    while len(cells) > 1 and min(map(size, cells)) < wanted:
        place = min(range(len(cells)), key=lambda one: (size(cells[one]), one))
        near = (place - 1, place + 1) if steps else range(len(cells))
        others = [one for one in near if 0 <= one < len(cells) and one != place]
        other = min(others, key=lambda one: (size(cells[one]), one))
        first, last = sorted((place, other))
        cells[first] += cells.pop(last)
    names = [_name(cell) for cell in cells]
    if len(cells) < 2 or max(map(len, names)) > _LONGEST:
        return None
    if not steps:
        places = sorted(range(len(cells)), key=lambda one: -size(cells[one]))
        cells, names = [cells[one] for one in places], [names[one] for one in places]
    new = {label: place for place, cell in enumerate(cells) for label in cell}
    codes = [new.get(label, 0) for label in group.labels]
    return replace(group, labels=tuple(names), codes=tuple(codes[code] for code in group.codes))


def _name(members: Sequence[str]) -> str:
    return " และ ".join(members) if len(members) < 3 else f"{', '.join(members[:-1])} และ {members[-1]}"
