"""Pictures that cost a phone too much: heavy files, and more pixels than any screen shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from khlang.content.entry import Entry, Translation
from khlang.content.library import Library
from khlang.content.problem import Level, Problem, Rule

MAX_BYTES = 500 * 1024  # a picture of MAX_WIDTH as WebP or JPEG of quality 80 has about half of it
MAX_WIDTH = 1600  # pixels; twice the width of the text column, for sharp screens

SIZE = Rule(
    "image-size",
    "ไฟล์ภาพใหญ่เกินไป",
    Level.ADVICE,
    "![แผนผังโรงเรียน](images/plan.png)   ← ไฟล์ 3 MB",
    "![แผนผังโรงเรียน](images/plan.webp)   ← ไฟล์ 200 KB",
    "ผู้อ่านส่วนใหญ่เปิดจากโทรศัพท์ ภาพใหญ่ทำให้รอนานและเปลืองอินเทอร์เน็ต ภาพที่ต้องละเอียดจริง เช่น แผนที่ ให้เว้นกฎได้",
)
WIDTH = Rule(
    "image-width",
    "ภาพกว้างเกินไป",
    Level.ADVICE,
    "![แผนผังโรงเรียน](images/plan.webp)   ← กว้าง 4,000 จุด",
    "![แผนผังโรงเรียน](images/plan.webp)   ← กว้าง 1,600 จุด",
    "หน้าจอแสดงภาพได้ไม่เกิน ๑,๖๐๐ จุด ส่วนที่เกินเสียเปล่า โปรแกรมดูภาพในเครื่องย่อภาพได้ที่คำสั่ง Resize หรือ ปรับขนาด",
)


def check(text: Entry | Translation, library: Library) -> Iterator[Problem]:
    """The pictures that a text shows."""
    for link in text.links:
        target = library.target(text.path, link.target) if link.is_image else None
        if target is None or target not in library.files:
            continue
        file = library.docs / target
        size = file.stat().st_size
        width = _width(file)
        if size > MAX_BYTES:
            yield SIZE.at(
                text.path,
                link.line,
                f"ไฟล์ภาพ {link.target} ใหญ่ {size // 1024:,} KB ให้ย่อให้ไม่เกิน {MAX_BYTES // 1024} KB เช่น บันทึกเป็น .webp หรือ .jpg",
            )
        if width > MAX_WIDTH:
            yield WIDTH.at(
                text.path, link.line, f"ภาพ {link.target} กว้าง {width:,} จุด ให้ย่อให้กว้างไม่เกิน {MAX_WIDTH:,} จุด"
            )


def _width(file: Path) -> int:
    """In pixels; -1 where the file is no picture, which another rule tells."""
    import imagesize  # with what reads pictures of other hosts

    try:
        return int(imagesize.get(file)[0])
    except ValueError:
        return -1
