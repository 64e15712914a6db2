"""สัปดาห์ที่ไม่มีสรุป: the record that a group did not meet, or that what it spoke of is not public."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StringConstraints

from khlang.content.kind import Asking, Kind, Latest, When
from khlang.content.meta import OWNERS, Answers, EntryMeta, Picture, Record, Review, Status
from khlang.content.values import Asks, Day, Line, labelled

WEEK_STATES = {"no-meeting": "งดประชุม", "not-public": "ประชุมแล้ว (ไม่เผยแพร่)"}


_OF_ENTRIES: dict[str, Any] = dict(EntryMeta.model_fields)
_ID, _STATUS, _EXAMPLE = (_OF_ENTRIES[name] for name in ("id", "status", "example"))


class Week(Record):
    """สัปดาห์ที่ไม่มีสรุป: a group did not meet, or met about what must not be public. It has no text and no page."""

    id: str = _ID
    date: Day = Field(title="วันที่ของเรื่อง", description="วันใดก็ได้ในสัปดาห์นั้น หรือวันที่ประชุม", examples=["2026-11-17"])
    owner: Annotated[Line, OWNERS, Asks("กลุ่มงานของท่าน", "กลุ่มงานหรือโรงเรียนที่ไม่มีสรุปของสัปดาห์นั้น")] = Field(
        title="เจ้าของเรื่อง", description="กลุ่มงานของท่าน", examples=["กลุ่มนิเทศฯ"]
    )
    state: Literal["no-meeting", "not-public"] = Field(
        title="สัปดาห์นั้น",
        description="งดประชุม หรือประชุมแล้วแต่เป็นเรื่องที่ไม่เผยแพร่ (บุคคล กฎหมาย การตรวจสอบ)",
        examples=["no-meeting"],
        json_schema_extra=labelled(**WEEK_STATES),
    )
    reason: Annotated[Line, StringConstraints(max_length=150)] | None = Field(
        None,
        title="เหตุผลที่งด",
        description="ต้องมีเมื่องดประชุม ไม่ใส่ชื่อคน ถ้าประชุมแล้วแต่ไม่เผยแพร่ให้เว้นไว้",
        examples=["ไปราชการทั้งกลุ่ม"],
    )
    status: Status = _STATUS
    example: bool = _EXAMPLE

    @property
    def title(self) -> str:
        """What happened, in the words of the board."""
        return WEEK_STATES[self.state]

    @property
    def summary(self) -> str:
        """Why, where that may be said."""
        return self.reason or ""

    updated: ClassVar[datetime.date | None] = None
    pictures: ClassVar[tuple[Picture, ...]] = ()
    tags: ClassVar[tuple[str, ...]] = ()
    authors: ClassVar[tuple[str, ...]] = ()
    reviewed_by: ClassVar[Review | None] = None
    reviews: ClassVar[tuple[Answers, ...]] = ()
    based_on: ClassVar[tuple[str, ...]] = ()
    answers: ClassVar[tuple[str, ...]] = ()

    @property
    def fills_week(self) -> bool:
        return True


KIND = Kind(
    "week",
    "w",
    "weeks",
    "สัปดาห์ที่ไม่มีสรุป",
    Week,
    asking=Asking(
        first=("reason",),
        when=(
            When(
                "state",
                "no-meeting",
                "reason",
                True,
                "สัปดาห์ที่งดประชุมต้องบอกเหตุผล ให้เพิ่มบรรทัด reason: เช่น reason: ไปราชการทั้งกลุ่ม",
            ),
            When("state", "not-public", "reason", False, "ประชุมที่ไม่เผยแพร่บันทึกเพียงวันที่ ให้ลบบรรทัด reason"),
        ),
    ),
    has_text=False,
    purpose="งดประชุมพร้อมเหตุผล หรือประชุมแล้วแต่เป็นเรื่องที่ไม่เผยแพร่",
    is_listed=False,
    is_new_reading=False,
    is_weekly=True,
    latest=Latest.ANY,  # that nobody will meet is known before
    list_template=None,
)
