"""Summaries by the thousand for tests and measurements: clearly made up, always the same."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

from khlang.content import ids

_TEXT = """---
id: {id}
title: สรุปสังเคราะห์ {group} {day}
summary: ข้อความสังเคราะห์สำหรับการวัด ไม่ใช่เรื่องจริง
date: {day}
owner: {group}
status: published
public: true
{answers}---

## สุ (ฟัง) ข้อราชการและเรื่องที่รับรู้

- รับทราบกำหนดการลำดับที่ {number} ของ {group} และเอกสารที่เกี่ยวข้อง
- ได้ยินจากโรงเรียนว่าแบบฟอร์มลำดับที่ {number} กรอกยาก

## จิ (คิด) ข้อคิดและการวิเคราะห์

คิดว่าสาเหตุอยู่ที่คำชี้แจงข้อ {number} ยาวเกินไป ควรมีตัวอย่างหนึ่งหน้า

## ปุ (ถาม) ปัญหา ความต้องการ ข้อเสนอแนะ

- จะทำให้คำชี้แจงข้อ {number} สั้นลงได้อย่างไร {{#{first}}}
- ใครเป็นผู้ดูแลแบบฟอร์มลำดับที่ {number} {{#{second}}}

## ลิ (เขียน) ข้อสรุปและองค์ความรู้

- ลองเขียนคำชี้แจงข้อ {number} ให้เหลือครึ่งหน้า
- นำผลกลับมาคุยในรอบถัดไป
{action}"""
_ACTION = """
## การดำเนินงาน

- เขียนคำชี้แจงข้อ {number} ใหม่ {{#{id}}}
    - ผู้รับผิดชอบ: {group}
    - กำหนดแล้วเสร็จ: {due}
    - สถานะ: เสร็จแล้ว
    - หลักฐาน: คำชี้แจงฉบับใหม่
"""


def write(docs: Path, start: datetime.date, end: datetime.date, groups: Mapping[str, int]) -> int:
    """Write a summary for every group (key → ISO weekday) and week from `start` to `end`; how many there are.

    Each asks two questions and answers the first of the week before; every fourth has an action that is done.
    """
    monday = start - datetime.timedelta(days=start.weekday())
    folder = docs / "exchange"
    folder.mkdir(parents=True, exist_ok=True)
    number = 0
    while monday <= end:
        for key, weekday in groups.items():
            day = monday + datetime.timedelta(days=weekday - 1)
            if start <= day <= end:
                number += 1
                (folder / f"{day.isoformat()}-{key}.md").write_text(_summary(key, day, number, start), encoding="utf-8")
        monday += datetime.timedelta(days=7)
    return number


def _summary(key: str, day: datetime.date, number: int, start: datetime.date) -> str:
    before = day - datetime.timedelta(days=7)
    answers = f"answers: [{_id('q', key, before, 1)}]\n" if before >= start else ""
    due = day + datetime.timedelta(days=14)
    action = _ACTION.format(number=number, id=_id("a", key, day, 1), group=key, due=due) if number % 4 == 0 else ""
    return _TEXT.format(
        id=_id("e", key, day, 0),
        group=key,
        day=day.isoformat(),
        number=number,
        answers=answers,
        action=action,
        first=_id("q", key, day, 1),
        second=_id("q", key, day, 2),
    )


def _id(letter: str, key: str, day: datetime.date, place: int) -> str:
    """An id that no other summary has: the day, the group and the place, counted through."""
    group = sum(key.encode()) * len(key) % 1024  # apart for the groups of a test and of our own vocabulary
    number = (((day - datetime.date(2010, 1, 1)).days // 7) * 1024 + group) * 4 + place
    code = ""
    for _ in range(ids.LENGTH):
        number, rest = divmod(number, len(ids.ALPHABET))
        code = ids.ALPHABET[rest] + code
    return letter + code
