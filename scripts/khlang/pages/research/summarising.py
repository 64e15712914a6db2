"""สรุปแบบสอบถาม: the page on which a file of answers becomes the data of a report, on the reader's own device."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from khlang.content.library import Library
from khlang.pages.lists.rows import HOME, Place

PAGE = Place("สรุปแบบสอบถาม", "summarise/")
ENTRY = "assets/khlang/summarise/entry.md"
"""The draft of an entry that the page fills in, below the site's root."""


@dataclass(frozen=True)
class Summarising:
    """The page; what it does is done by `khlang.survey.door` in the browser."""

    uri: str
    title: str
    summary: str
    crumbs: tuple[Place, ...]
    owners: tuple[str, ...]  # who may publish a report
    template: str = "summarise.html"


def pages(library: Library) -> Iterator[Summarising]:
    """The page."""
    yield Summarising(
        "summarise.md",
        PAGE.title,
        "เลือกไฟล์คำตอบในเครื่องของท่าน แล้วรับข้อมูลสรุปที่ไม่มีคำตอบรายคน ไฟล์ไม่ออกจากเครื่อง",
        (HOME, Place("วิจัยและสำรวจ", "research/")),
        tuple(group.name for group in library.vocabulary.groups),
    )
