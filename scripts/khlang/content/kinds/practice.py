"""แนวปฏิบัติที่ดี: what a school does, written so that another can copy it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from khlang.content.kind import Asking, Kind, Section, Shown
from khlang.content.measured import CONTACT, MEASURED, Measured
from khlang.content.meta import EntryMeta
from khlang.content.settings import Settings
from khlang.content.values import From, Line, Refers


class Practice(EntryMeta):
    """แนวปฏิบัติที่ดี: what a school does, written so that another can copy it."""

    grades: Annotated[tuple[Line, ...], From(("grades",))] = Field(
        title="ระดับชั้น", description="ระดับชั้น อย่างน้อยหนึ่งชั้น", examples=[["ป.4", "ป.5"]], min_length=1
    )
    subjects: Annotated[tuple[Line, ...], From(("subjects",))] = Field(
        (), title="กลุ่มสาระ", description="กลุ่มสาระการเรียนรู้", examples=[["วิทยาศาสตร์และเทคโนโลยี"]]
    )
    components: Annotated[tuple[Annotated[int, Field(ge=1)], ...], From(("components",), by_place=True)] = Field(
        (),
        title="องค์ประกอบ",
        description="เลขลำดับขององค์ประกอบของโครงการ",
        examples=[[1, 3]],
    )
    skills: Annotated[tuple[Line, ...], From(("skills",))] = Field(
        (), title="ทักษะการคิด", description="ทักษะการคิดที่ได้ฝึก", examples=[["การสังเกต"]]
    )
    time: Line = Field(title="เวลาที่ใช้", description="เวลาที่ใช้จริง", examples=["4 คาบ คาบละ 60 นาที"])
    people: Line | None = Field(None, title="คนที่ต้องใช้", description="คนที่ต้องใช้", examples=["ครู 1 คน"])
    materials: tuple[Line, ...] = Field(
        (), title="วัสดุอุปกรณ์", description="สิ่งที่ต้องเตรียม", examples=[["สมุดบันทึก", "เชือกวัดรอบลำต้น"]]
    )
    cost: Line = Field(title="ค่าใช้จ่าย", description="ค่าใช้จ่าย ถ้าไม่มีให้พิมพ์ว่า ไม่มีค่าใช้จ่าย", examples=["ไม่เกิน 300 บาท"])
    licence: Line | None = Field(
        None,
        title="เงื่อนไขการนำไปใช้",
        description="ใส่เฉพาะเมื่อต่างจากเงื่อนไขของทั้งเว็บไซต์",
        examples=["CC BY-NC 4.0"],
    )
    contact: Line | None = CONTACT
    measured: tuple[Measured, ...] = MEASURED
    adapted_from: Annotated[Line | None, Refers("p", abroad=True)] = Field(
        None, title="ดัดแปลงจาก", description="รหัสของแนวปฏิบัติที่เรื่องนี้ดัดแปลงมา", examples=["p2js4c"]
    )

    @property
    def measurements(self) -> tuple[Measured, ...]:
        return self.measured

    @property
    def contact_point(self) -> str | None:
        return self.contact


def _licence(settings: Settings) -> str:
    """The conditions of the whole site, where a practice has none of its own."""
    return settings.content_licence.name if settings.content_licence else "ยังไม่กำหนด โปรดติดต่อสำนักงาน"


KIND = Kind(
    "practice",
    "p",
    "practices",
    "แนวปฏิบัติที่ดี",
    Practice,
    (
        Section(
            "problem",
            "ปัญหา",
            "ปัญหา",
            "ก่อนทำเป็นอย่างไร ใครเดือดร้อน",
            also="(?:ความเป็นมา|ที่มา)(?:และความสำคัญ)?|ความสำคัญ|หลักการและเหตุผล|สภาพปัญหา|บทนำ",
        ),
        Section(
            "idea",
            "แนวคิด",
            "แนวคิด",
            "ทำไมจึงคิดว่าวิธีนี้จะได้ผล",
            also="วัตถุประสงค์|จุดประสงค์|เป้าหมาย|กรอบแนวคิด|ทฤษฎี|หลักการ(?!และเหตุผล)",
        ),
        Section(
            "steps",
            "ขั้นตอน",
            "ขั้นตอน",
            "ทำอะไรก่อนหลัง ให้โรงเรียนอื่นทำตามได้",
            also="กระบวนการ|วิธี(?:การ)?(?:ดำเนิน|ปฏิบัติ|ทำ)|การดำเนินงาน|กิจกรรม(?:และ)?",
        ),
        Section("result", "ผลที่เกิดขึ้น", "ผลที่เกิดขึ้น", "เกิดอะไรขึ้น รู้ได้อย่างไร", also="ผลการ|ผลสัมฤทธิ์|ผลลัพธ์|ผลสำเร็จ|ผลที่ได้"),
        Section(
            "pitfalls",
            "ข้อควรระวัง",
            "ข้อควรระวัง",
            "อะไรที่พลาดได้ และทำอย่างไรไม่ให้พลาด",
            also="บทเรียน|ปัญหา(?:และ|\\s*/?\\s*)อุปสรรค|ข้อจำกัด|ข้อเสนอแนะ",
        ),
    ),
    is_reviewed=True,
    asking=Asking(first=("authors",)),
    purpose="สิ่งที่โรงเรียนทำแล้ว เล่าให้โรงเรียนอื่นทำตามได้",
    list_template=None,
    glance=(
        Shown("grades"),
        Shown("subjects"),
        Shown("components", "องค์ประกอบ"),
        Shown("skills"),
        Shown("time", "เวลา"),
        Shown("people"),
        Shown("materials"),
        Shown("cost"),
        Shown("licence", otherwise=_licence),
        Shown("contact"),
    ),
    facts=("grades", "time", "cost"),
    facets=(("component", "components"), ("skill", "skills"), ("grade", "grades"), ("subject", "subjects")),
)
