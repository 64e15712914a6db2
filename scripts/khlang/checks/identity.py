"""Ids are permanent and belong to one entry; a translation belongs to an original."""

from __future__ import annotations

from collections.abc import Iterator

from khlang.content import ids
from khlang.content.entry import Entry
from khlang.content.kinds import original_path
from khlang.content.library import Library
from khlang.content.problem import Problem, Rule

DUPLICATE = Rule(
    "id-duplicate",
    "รหัสซ้ำกับเรื่องอื่น",
    wrong="id: k7x2m9   ← คัดลอกมาจากเรื่องอื่น",
    right="id: k4n8ta",
    why="รหัสเป็นที่อยู่สั้นถาวรของเรื่องและพิมพ์อยู่ในคิวอาร์โค้ด สองเรื่องใช้รหัสเดียวกันไม่ได้",
)
ORPHAN = Rule(
    "translation-orphan",
    "ฉบับแปลไม่มีต้นฉบับ",
    wrong="about.en.md",
    right="about.md + about.en.md",
    why="ฉบับแปลใช้วันที่ เจ้าของ และป้ายกำกับจากต้นฉบับภาษาไทย",
)


def check(library: Library) -> Iterator[Problem]:
    """Two entries with one id, of which the elder keeps it, and translations without a Thai original."""
    first: dict[str, Entry] = {}
    for entry in sorted(library.entries, key=lambda one: (one.date or library.today, one.path)):
        known = entry.meta.id and first.setdefault(entry.meta.id, entry)
        if known and known is not entry:
            yield DUPLICATE.at(
                entry.path,
                entry.front_matter.line("id"),
                (
                    f"รหัส {entry.meta.id} เป็นของ {known.path} อยู่แล้ว ถ้าเรื่องนี้คัดลอกมา "
                    f"ให้พิมพ์รหัสใหม่ id: {ids.new(entry.kind.letter, library.by_id)}"
                ),
            )
    for translation in library.translations:
        original = original_path(translation.path)
        if original not in library.files:
            yield ORPHAN.at(translation.path, 1, (f"ไม่พบต้นฉบับภาษาไทย {original} ให้สร้างต้นฉบับก่อน หรือแก้ชื่อไฟล์ให้ตรงกับต้นฉบับ"))
