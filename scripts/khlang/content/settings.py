"""The choices of one site, from `docs/_data/site.yml`: names, numerals, licence, contacts."""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from khlang.thai.numerals import Numerals

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Address = Annotated[str, StringConstraints(pattern=r"^https://[^\s]+$")]

DropBox = Annotated[
    str, StringConstraints(pattern=r"^https://script\.google\.com/(?:macros|a/macros/[\w.-]+)/s/[\w-]{10,}/exec$")
]


class Licence(BaseModel):
    """Under which conditions others may take the content over."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name: Line = Field(description="ชื่อเงื่อนไข เช่น CC BY 4.0")
    url: Address | None = Field(None, description="ที่อยู่ของข้อความเต็ม")


class Settings(BaseModel):
    """One site's choices. A fact that the office has not given stays empty, and the page says so or leaves it out."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name: Line = Field(description="ชื่อเว็บไซต์")
    name_en: Line | None = Field(None, description="ชื่อเว็บไซต์ภาษาอังกฤษ")
    office: Line = Field(description="ชื่อเต็มของสำนักงาน")
    office_en: Line | None = Field(None, description="ชื่อสำนักงานภาษาอังกฤษ")
    office_short: Line = Field(description="ชื่อย่อของสำนักงาน")
    province: Line | None = Field(None, description="จังหวัดของสำนักงาน ใช้แยกผู้นำไปใช้ในจังหวัดกับนอกจังหวัด")
    search_samples: tuple[Line, ...] = Field((), max_length=6, description="ตัวอย่างคำค้นในหน้าแรก ไม่เกินหกคำ")
    search_meaning: bool = Field(
        False, description="ค้นหาตามความหมายด้วยหรือไม่ ต้องติดตั้ง khlang[meaning] ไว้ด้วย ถ้าไม่มีจะค้นตามคำอย่างเดียว"
    )
    address: Annotated[str, StringConstraints(pattern=r"^https://[^\s]+/$")] | None = Field(
        None, description="ที่อยู่ของเว็บไซต์ ลงท้ายด้วย / ใช้รู้ว่าเขตอื่นนำเรื่องใดของเราไปใช้"
    )
    numerals: Numerals = Field(Numerals.THAI, description="เลขที่แสดงในข้อความ thai หรือ arabic")
    show_examples: bool = Field(True, description="แสดงเรื่องตัวอย่างหรือไม่")
    content_licence: Licence | None = Field(None, description="เงื่อนไขการนำเนื้อหาไปใช้")
    repository: Address | None = Field(None, description="ที่อยู่คลังซอร์สบน GitHub ใช้สร้างลิงก์แก้ไข")
    contact_email: Line | None = Field(None, description="อีเมลกลางของสำนักงาน")
    contact_phone: Line | None = Field(None, description="โทรศัพท์กลางของสำนักงาน")
    contact_address: Line | None = Field(None, description="ที่อยู่ของสำนักงาน")
    public_contacts: tuple[Line, ...] = Field((), description="เบอร์ อีเมล และไลน์ของหน่วยงานอื่นที่เนื้อหาพิมพ์ได้")
    service_form: Address | None = Field(None, description="ที่อยู่แบบสอบถามความพึงพอใจออนไลน์ ใช้ทำคิวอาร์โค้ดวางที่จุดบริการ")
    drop_box: DropBox | None = Field(None, description="ที่อยู่ตู้รับฝาก (เว็บแอปของ Google Apps Script) ไม่ใส่คือไม่เปิด")
    page_size: int = Field(50, ge=5, le=100, description="จำนวนเรื่องต่อหนึ่งหน้าของรายการ")
    exchange_from: datetime.date | None = Field(None, description="วันที่เริ่มนับการแลกเปลี่ยนประจำสัปดาห์บนกระดาน")
    review_days: int = Field(365, ge=30, le=3650, description="จำนวนวันจนถึงกำหนดทบทวนครั้งต่อไป")
