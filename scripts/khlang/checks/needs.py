"""Needs of surveys: their indicator, the survey that asked again, the actions that say they meet them."""

from __future__ import annotations

from collections.abc import Iterator

from khlang.content.entry import Entry, Translation
from khlang.content.items import Item, items
from khlang.content.library import Library
from khlang.content.problem import Problem, Rule
from khlang.research.findings import findings
from khlang.research.needs import (
    ACTS_ON,
    AGAIN,
    INDICATOR,
    TARGET,
    asked_again,
    is_later,
    is_same_question,
    measure,
    typed_target,
)
from khlang.thai.distance import nearest

PART = Rule(
    "need-part",
    "ตัวชี้วัดหรือการวัดซ้ำของความต้องการใช้ไม่ได้",
    wrong="    - ตัวชี้วัด: ข้อสุดท้าย",
    right="    - ตัวชี้วัด: 1.1.1",
    why="ความต้องการปิดได้เมื่อถามข้อเดิมซ้ำแล้วดีขึ้น จึงต้องรู้ว่าข้อใดวัด และวัดซ้ำในเรื่องใด",
)
ACTION_NEED = Rule(
    "action-need-unknown",
    "ไม่พบความต้องการที่การดำเนินงานตอบ",
    wrong="    - ความต้องการ: n00000",
    right="    - ความต้องการ: n5twq8",
    why="รหัสเชื่อมงานกับความต้องการ รหัสที่ไม่มีอยู่ทำให้ความต้องการดูเหมือนไม่มีผู้ดำเนินการ",
)


def check(text: Entry | Translation, library: Library) -> Iterator[Problem]:
    """The needs of an entry, and the needs that its actions name."""
    if isinstance(text, Translation) or not text.is_public:
        return
    for item in items(text, "n"):
        yield from _need(text, item, library)
    for item in items(text, "a"):
        part = item.part(ACTS_ON)
        for typed in part.value.replace(",", " ").split() if part else ():
            if typed not in _known(library):
                near = nearest(typed, _known(library), limit=1)
                hint = f"หมายถึง {near[0]} ใช่ไหม" if near else "ให้คัดลอกรหัสที่ขึ้นต้นด้วย n จากหน้าความต้องการ"
                yield ACTION_NEED.at(text.path, part.line if part else item.line, f"ไม่พบความต้องการรหัส {typed} {hint}")


def _need(entry: Entry, item: Item, library: Library) -> Iterator[Problem]:
    indicator, again, target = item.part(INDICATOR), item.part(AGAIN), item.part(TARGET)
    if findings(library, entry).problems or findings(library, entry).missing:
        return  # told of the file
    before = measure(library, entry, indicator.value) if indicator else None
    if indicator and before is None:
        yield PART.at(entry.path, indicator.line, _no_item(library, entry, indicator.value))
    if target and typed_target(item) is None:
        yield PART.at(entry.path, target.line, f"เป้าหมาย “{target.value}” ไม่ใช่ค่าเฉลี่ย ให้พิมพ์ตัวเลข เช่น 4.00")
    if again is None:
        return
    later, key = asked_again(library, item)
    if not indicator:
        yield PART.at(entry.path, again.line, "วัดซ้ำต้องรู้ว่าเทียบกับข้อใด ให้เพิ่มบรรทัด “    - ตัวชี้วัด: 1.1.1”")
    elif later is None:
        yield PART.at(
            entry.path, again.line, f"ไม่พบการสำรวจรหัส {again.value} ให้คัดลอกรหัสที่ขึ้นต้นด้วย r จากท้ายหน้าของการสำรวจครั้งหลัง"
        )
    elif before and (after := measure(library, later, key)) is None:
        yield PART.at(entry.path, again.line, _no_item(library, later, key))
    elif before and after and not is_later(before, after):
        message = (
            f"การสำรวจ {later.meta.id} ไม่ได้เก็บข้อมูลหลังการสำรวจที่พบความต้องการนี้ ให้ใส่รหัสของการสำรวจครั้งหลังที่ถามข้อเดิม "
            "ถ้ายังไม่ได้ถามซ้ำให้ลบบรรทัดนี้"
        )
        yield PART.at(entry.path, again.line, message)
    elif before and after and not is_same_question(before, after):
        message = f"ข้อ {key} ของ {later.meta.id} ถามว่า “{after.item.item.text}” มาตรา {' '.join(after.scale.labels)} ไม่ใช่คำถามและมาตราเดิม ให้พิมพ์ข้อที่ตรงกัน เช่น {later.meta.id} ข้อ 1.1.1"
        yield PART.at(entry.path, again.line, message)


def _no_item(library: Library, entry: Entry, typed: str) -> str:
    results = findings(library, entry).results
    if results is None:
        return f"เรื่อง {entry.meta.id} ยังไม่มีข้อมูล ให้เพิ่มบรรทัด data: ในส่วนหัวก่อน"
    keys = [item.item.key for part in results.parts for item in part.items]
    shown = " ".join(nearest(typed, keys) or keys[:6])
    return f"ไม่มีข้อ {typed} ที่แสดงผลได้ในข้อมูลของ {entry.meta.id} ให้พิมพ์รหัสข้อ เช่น {shown}"


def _known(library: Library) -> list[str]:
    return [item.id for entry in library.entries for item in items(entry, "n") if item.id]
