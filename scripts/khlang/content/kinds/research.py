"""ผลการวิจัยและสำรวจ: what a survey or a study found."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from khlang.content.kind import ACTIONS, Asking, Kind, Section, Shown
from khlang.content.meta import EntryMeta
from khlang.content.values import Line, Refers, labelled


class Research(EntryMeta):
    """ผลการวิจัยหรือผลการสำรวจ."""

    type: Literal["survey", "study"] = Field(
        title="แบบ",
        description="งานนี้เป็นการสำรวจหรือการวิจัย",
        examples=["survey"],
        json_schema_extra=labelled(survey="การสำรวจ", study="การวิจัย"),
    )
    period: Line | None = Field(
        None, title="ช่วงเวลา", description="ช่วงเวลาที่เก็บข้อมูล", examples=["ภาคเรียนที่ ๑ ปีการศึกษา ๒๕๖๙"]
    )
    respondents: Line | None = Field(
        None, title="ผู้ตอบหรือผู้ร่วม", description="กลุ่มเป้าหมายหรือผู้ตอบ ไม่ใส่ชื่อบุคคล", examples=["ครูผู้สอนในสังกัด"]
    )
    data: Line | None = Field(
        None,
        title="ข้อมูลผลสำรวจ",
        description="ไฟล์ใน `docs/research/` ที่คำสั่ง `khlang survey` สร้าง หน้าเว็บคำนวณตารางและภาพจากไฟล์นี้",
        examples=["data/needs-2569.json"],
    )
    scores: Line | None = Field(
        None,
        title="ข้อมูลคะแนนก่อนและหลัง",
        description="ไฟล์ใน `docs/research/` ที่คำสั่ง `khlang scores` สร้างจากคะแนนของนักเรียน ไม่มีคะแนนรายคน",
        examples=["data/observing-2569.json"],
    )
    practice: Annotated[Line | None, Refers("p")] = Field(
        None, title="แนวปฏิบัติที่ทดสอบ", description="รหัสของแนวปฏิบัติที่การวิจัยนี้ทดสอบ", examples=["p4n8ta"]
    )
    service: bool = Field(
        False,
        title="ความพึงพอใจต่อการให้บริการ",
        description="`true` ถ้าเป็นการสำรวจความพึงพอใจต่อการให้บริการของสำนักงาน ผลจะแสดงในหน้าความพึงพอใจ",
        examples=[True],
    )

    @property
    def variant(self) -> str:
        return self.type

    @property
    def sources(self) -> tuple[str, ...]:
        """A study is based on the practice that it tested."""
        return (*([self.practice] if self.practice else []), *self.based_on)

    @property
    def data_files(self) -> dict[str, str]:
        typed = {"data": self.data, "scores": self.scores}
        return {field: name for field, name in typed.items() if name}


NEEDS = Section(
    "need",
    "ปัญหาและความต้องการ",
    "ปัญหาและความต้องการ",
    "ข้อที่จะติดตามจนคนบอกว่าดีขึ้น ใต้แต่ละข้อเขียน ตัวชี้วัด (รหัสข้อของแบบสอบถาม) และเมื่อวัดซ้ำแล้วเขียน วัดซ้ำ (รหัสเรื่อง)",
    item="n",
    is_required=False,
)
"""What people lack and is followed until they say that it is met."""

KIND = Kind(
    "research",
    "r",
    "research",
    "ผลการวิจัยและสำรวจ",
    Research,
    (
        Section("objective", "วัตถุประสงค์", "วัตถุประสงค์", "ต้องการรู้อะไร เพื่อใช้ทำอะไร", also="จุดประสงค์|ความมุ่งหมาย"),
        Section(
            "target",
            "กลุ่มเป้าหมาย",
            "กลุ่มเป้าหมาย",
            "ใคร กี่คน เลือกมาอย่างไร ไม่ใส่ชื่อบุคคล",
            "study",
            also="ประชากร|กลุ่มตัวอย่าง|ผู้ให้ข้อมูล",
        ),
        Section(
            "method",
            "วิธีดำเนินการ",
            "วิธีดำเนินการ",
            "ทำกับใคร อย่างไร เมื่อใด ถ้าเป็นการสำรวจ ใช้แบบสอบถามใด",
            also="วิธี(?:การ)?(?:วิจัย|ศึกษา|เก็บ)|ขั้นตอน|การเก็บรวบรวมข้อมูล|ระเบียบวิธี",
        ),
        Section("instrument", "เครื่องมือ", "เครื่องมือ", "ใช้แบบวัดใด ตรวจคุณภาพอย่างไร", "study"),
        Section("result", "ผล", "ผล", "พบอะไร", also="สรุปผล|ข้อค้นพบ"),
        NEEDS,
        Section("advice", "ข้อเสนอแนะ", "ข้อเสนอแนะ", "ผู้อ่านควรทำหรือระวังอะไร และควรวิจัยอะไรต่อ", "study", also="อภิปรายผล"),
        Section("use", "การนำไปใช้", "การนำไปใช้", "ใครจะทำอะไรต่อ", also="ประโยชน์"),
        ACTIONS,
    ),
    purpose="ผลการสำรวจหรือการวิจัยที่หน่วยงานทำเอง",
    empty="ผลการสำรวจความต้องการและผลการวิจัยที่นำไปใช้ได้จะแสดงที่นี่เมื่อมีเรื่องแรก",
    list_template="research_list.html",
    asking=Asking(first=("authors",)),
    glance=(Shown("type", "ประเภท"), Shown("period"), Shown("respondents", "กลุ่มเป้าหมาย")),
)
