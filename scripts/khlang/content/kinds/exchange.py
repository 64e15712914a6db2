"""สรุปการแลกเปลี่ยนเรียนรู้: what a work group shared in a meeting."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from khlang.content.kind import ACTIONS, Asking, Kind, Latest, Section, Shown
from khlang.content.meta import EntryMeta
from khlang.content.values import From, Line, labelled

_WEEKLY = "weekly"
_AGENDA = r"(?:(?:ระเบียบ)?วาระที่\s*[0-9๐-๙]+\s*)?"


class Exchange(EntryMeta):
    """สรุปการแลกเปลี่ยนเรียนรู้: what a work group shared in a meeting."""

    occasion: Literal["weekly", "meeting", "brainstorm"] = Field(
        "weekly",
        title="โอกาส",
        description="พบกันในโอกาสใด ถ้าไม่ระบุถือว่าประจำสัปดาห์",
        examples=["weekly"],
        json_schema_extra=labelled(weekly="ประจำสัปดาห์", meeting="การประชุม", brainstorm="การระดมสมอง"),
    )
    shared_with: Annotated[tuple[Line, ...], From(("groups",))] = Field(
        (), title="กลุ่มงานที่ร่วมแลกเปลี่ยน", description="กลุ่มงานอื่นที่ร่วมแลกเปลี่ยน", examples=[["กลุ่มนโยบายและแผน"]]
    )
    document: Line | None = Field(
        None, title="เลขที่หนังสือ", description="เลขที่บันทึกข้อความหรือรายงานการประชุม ถ้ามี", examples=["ศธ 04095/123"]
    )
    public: bool = Field(
        False,
        title="เปิดเผยต่อสาธารณะได้",
        description="`true` เมื่อผู้รับผิดชอบอ่านแล้วเห็นว่าเปิดเผยได้ ต้องมีก่อนเผยแพร่",
        examples=[True],
    )

    @property
    def fills_week(self) -> bool:
        return self.occasion == _WEEKLY


KIND = Kind(
    "exchange",
    "e",
    "exchange",
    "สรุปการแลกเปลี่ยนเรียนรู้",
    Exchange,
    (
        Section(
            "listen",
            "สุ (ฟัง) ข้อราชการและเรื่องที่รับรู้",
            r"สุ(?![ก-๎])",
            "ข้อราชการและเรื่องที่ได้รับรู้ในสัปดาห์นี้ เขียนเป็นข้อ ๆ",
            also=_AGENDA
            + "(?:เรื่อง(?:ที่ประธาน)?(?:แจ้ง|เพื่อทราบ|เดิม|สืบเนื่อง|รับรอง)|(?:การ)?รับรองรายงาน|ข้อเท็จจริง|ความรู้ที่ได้|สาระสำคัญ)",
        ),
        Section(
            "think",
            "จิ (คิด) ข้อคิดและการวิเคราะห์",
            r"จิ(?![ก-๎])",
            "คิดเห็นอย่างไร เรื่องใดสำคัญ เพราะอะไร",
            also=_AGENDA + "(?:เรื่อง(?:เสนอ)?เพื่อพิจารณา|ข้อพิจารณา|การวิเคราะห์|สาเหตุ|ความคิดเห็น|การอภิปราย|แนวทาง(?:การ)?แก้)",
        ),
        Section(
            "ask",
            "ปุ (ถาม) ปัญหา ความต้องการ ข้อเสนอแนะ",
            r"ปุ(?![ก-๎])",
            "ปัญหา ความต้องการ ข้อเสนอแนะที่ยังรอคำตอบ เขียนเป็นข้อ ๆ",
            item="q",
            also=_AGENDA + "(?:(?:ประเด็น|สภาพ)?ปัญหา|อุปสรรค|ความต้องการ|ข้อเสนอแนะ)",
        ),
        Section(
            "write",
            "ลิ (เขียน) ข้อสรุปและองค์ความรู้",
            r"ลิ(?![ก-๎])",
            "ข้อสรุป และความรู้ที่คนอื่นนำไปใช้ได้",
            also="(?:ข้อ)?สรุป|มติ|องค์ความรู้|ผลที่(?:ได้|เกิด)|ข้อเสนอ$|ข้อสั่งการ",
        ),
        ACTIONS,
    ),
    purpose="สี่ส่วน สุ จิ ปุ ลิ จากวงแลกเปลี่ยน ใช้เวลาราวห้านาที",
    is_new_reading=False,
    is_weekly=True,
    weekly_if=("occasion", _WEEKLY),
    latest=Latest.THIS_WEEK,
    asking=Asking(first=("authors",)),
    list_template=None,
    glance=(Shown("occasion"), Shown("shared_with", "แลกเปลี่ยนกับ", short=True)),
)
