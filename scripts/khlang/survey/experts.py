"""Experts' scores of the items (−1, 0, +1) → IOC: a table with one row an item and one column an expert."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from khlang.survey.data import Ioc, Item
from khlang.survey.questionnaire import Questionnaire
from khlang.survey.questions import heading
from khlang.survey.reading import read
from khlang.survey.sheet import Refused, Sheet
from khlang.thai.distance import nearest
from khlang.thai.numerals import arabic_digits

_SCORES = {"-1": -1, "−1": -1, "–1": -1, "0": 0, "1": 1, "+1": 1}


def with_ioc(asked: Questionnaire, path: Path) -> Questionnaire:
    """The questionnaire with the experts' sums at its items. Raises Refused for a row or a score that cannot be placed."""
    sheet = read(path)
    if len(sheet.columns) < 2:
        raise Refused(f"{path.name} ต้องมีคอลัมน์แรกเป็นข้อคำถาม คอลัมน์ต่อไปเป็นคะแนนของผู้เชี่ยวชาญคนละคอลัมน์")
    by_name = {name: item for item in asked.items for name in (item.key, item.text)}
    found: dict[str, Ioc] = {}
    for row in range(len(sheet.rows)):
        item = _item(sheet, row, by_name)
        if item.key in found:
            raise Refused(f"แถวที่ {sheet.rows[row]} ของ {path.name} ให้คะแนนข้อ {item.key} ซ้ำ ให้เหลือแถวเดียว")
        scores = [_score(sheet, row, place) for place in range(1, len(sheet.columns))]
        found[item.key] = Ioc(experts=len(scores), total=sum(scores))
    return replace(asked, items=tuple(item.model_copy(update={"ioc": found.get(item.key)}) for item in asked.items))


def _item(sheet: Sheet, row: int, by_name: dict[str, Item]) -> Item:
    name = sheet.columns[0].cells[row]
    found = by_name.get(name) or by_name.get(arabic_digits(name)) or by_name.get(heading(name).text)
    if found is None:
        near = nearest(heading(name).text, by_name, limit=1)
        raise Refused(
            f"ช่อง {sheet.cell(sheet.columns[0], row)} “{name}” ไม่ใช่ข้อคำถามในแบบสอบถามนี้"
            + (f" ใกล้ที่สุดคือ “{near[0]}”" if near else " ให้พิมพ์ข้อความของข้อ หรือเลขข้อ เช่น 1.1.1")
        )
    return found


def _score(sheet: Sheet, row: int, place: int) -> int:
    column = sheet.columns[place]
    typed = arabic_digits(column.cells[row]).replace(" ", "")
    if typed not in _SCORES:
        raise Refused(f"ช่อง {sheet.cell(column, row)} เป็น “{column.cells[row]}” คะแนนของผู้เชี่ยวชาญต้องเป็น -1, 0 หรือ 1")
    return _SCORES[typed]
