"""องค์ความรู้: what somebody learnt and others can use."""

from __future__ import annotations

from khlang.content.kind import Asking, Kind
from khlang.content.meta import EntryMeta


class Knowledge(EntryMeta):
    """องค์ความรู้: what somebody learnt and others can use."""


KIND = Kind(
    "knowledge",
    "k",
    "knowledge",
    "องค์ความรู้",
    Knowledge,
    is_reviewed=True,
    asking=Asking(first=("authors",)),
    purpose="วิธีทำงาน ความรู้ หรือบทเรียนที่คนอื่นนำไปใช้ได้",
    empty="เรื่องที่บุคลากรและโรงเรียนได้เรียนรู้และคนอื่นนำไปใช้ต่อได้ จะแสดงที่นี่เมื่อมีเรื่องแรก",
)
