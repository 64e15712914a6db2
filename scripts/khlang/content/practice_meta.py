"""What is written above practices and records of adoption: what schools do, and what became of it where others did it too.

Nothing here states how good a practice is or how often it was taken over: `khlang.practices` computes both.
"""

from __future__ import annotations

import math
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from khlang.content.meta import Day, EntryMeta, Line
from khlang.thai.distance import nearest
from khlang.thai.numerals import arabic_digits
from khlang.thai.provinces import PROVINCES

FEWEST = 5
"""The smallest group whose numbers may be shown: of fewer, a reader of the village could tell who is who."""


def _refuse(message: str, field: str = "") -> PydanticCustomError:
    """An error that says in Thai what to type; `field` names the place where the model as a whole is wrong."""
    return PydanticCustomError("thai_value", "{message}", {"message": message, "field": field})


def _number(value: Any) -> Any:
    """A number as typed: in Thai digits, with a comma in thousands; what is none is left to the model."""
    return arabic_digits(value).replace(",", "").strip() if isinstance(value, str) else value


def _many(value: int) -> int:
    if value < FEWEST:
        raise _refuse(
            f"{value} คนน้อยเกินไป คนรอบข้างอาจรู้ว่าเป็นใคร ให้รวมหลายห้องหรือหลายรอบจนได้อย่างน้อย {FEWEST} คน ถ้าไม่ได้ให้เล่าเป็นข้อความโดยไม่มีตัวเลข"
        )
    return value


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise _refuse("ต้องเป็นตัวเลข เช่น 8.2")
    return value


def _province(value: Any) -> Any:
    typed = str(value).strip().removeprefix("จังหวัด").removeprefix("จ.").strip()
    if typed not in PROVINCES:
        near = nearest(typed, PROVINCES, limit=2)
        said = f"หมายถึง {' หรือ '.join(near)} ใช่ไหม" if near else "ให้พิมพ์ชื่อเต็มของจังหวัด เช่น สงขลา"
        raise _refuse(f"ไม่มีจังหวัด “{value}” {said}")
    return typed


Number = Annotated[float, BeforeValidator(_number), AfterValidator(_finite)]
Count = Annotated[int, BeforeValidator(_number), AfterValidator(_many)]
Province = Annotated[Literal[PROVINCES], BeforeValidator(_province)]


class Measured(BaseModel):
    """One thing measured before and after, with one instrument, on the same group."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    what: Line = Field(title="สิ่งที่วัด", description="วัดอะไร บอกคะแนนเต็มด้วย", examples=["คะแนนการสังเกต (เต็ม 20)"])
    n: Count = Field(
        title="จำนวนคน",
        description=f"จำนวนคนที่วัดทั้งสองครั้ง อย่างน้อย {FEWEST} คน",
        examples=[24],
        json_schema_extra={"minimum": FEWEST},
    )
    before: Number = Field(title="ก่อน", description="ค่าเฉลี่ยก่อนทำ", examples=[8.2])
    after: Number = Field(title="หลัง", description="ค่าเฉลี่ยหลังทำ วัดด้วยเครื่องมือเดิม", examples=[11.4])
    instrument: Line = Field(
        title="เครื่องมือ", description="วัดด้วยอะไร ใครเป็นผู้ให้คะแนน", examples=["แบบประเมินบันทึกการสังเกต"]
    )
    better: Literal["higher", "lower"] = Field(
        "higher",
        title="ค่าที่ดี",
        description="ค่าที่ดีคือมากขึ้นหรือน้อยลง ไม่ใส่คือมากขึ้น",
        examples=["lower"],
        json_schema_extra={"enumDescriptions": ["มากขึ้นคือดีขึ้น", "น้อยลงคือดีขึ้น"]},
    )
    period: Line | None = Field(
        None, title="ช่วงเวลา", description="ภาคเรียนที่วัด วัดซ้ำอีกรอบให้ใส่ช่วงเวลาใหม่", examples=["ภาคเรียนที่ 1/2569"]
    )

    @property
    def gain(self) -> float:
        """How much better it became, in the unit of the instrument; negative where it became worse."""
        return (self.after - self.before) * (1 if self.better == "higher" else -1)


_MEASURED = Field(
    (),
    title="ผลที่วัดก่อนและหลัง",
    description="มี `what` สิ่งที่วัด, `n` จำนวนคน, `before` ก่อน, `after` หลัง, `instrument` เครื่องมือ และถ้ามี `better` ค่าที่ดี, `period` ช่วงเวลา",
    examples=[
        [{"what": "คะแนนการสังเกต (เต็ม 20)", "n": 24, "before": 8.2, "after": 11.4, "instrument": "แบบประเมินบันทึก"}]
    ],
)
_CONTACT = Field(
    None,
    title="ติดต่อ",
    description="กลุ่มงานหรือโรงเรียนที่ติดต่อได้ ไม่ใช่ชื่อหรือเบอร์ส่วนตัว",
    examples=["กลุ่มนิเทศฯ"],
)


class PracticeMeta(EntryMeta):
    """แนวปฏิบัติที่ดี: what a school does, written so that another can copy it."""

    grades: tuple[Line, ...] = Field(
        title="ระดับชั้น", description="ระดับชั้น อย่างน้อยหนึ่งชั้น", examples=[["ป.4", "ป.5"]], min_length=1
    )
    subjects: tuple[Line, ...] = Field(
        (), title="กลุ่มสาระ", description="กลุ่มสาระการเรียนรู้", examples=[["วิทยาศาสตร์และเทคโนโลยี"]]
    )
    components: tuple[Annotated[int, Field(ge=1, le=5)], ...] = Field(
        (),
        title="องค์ประกอบของงานสวนพฤกษศาสตร์โรงเรียน",
        description="องค์ประกอบของงานสวนพฤกษศาสตร์โรงเรียน เลข 1 ถึง 5",
        examples=[[1, 3]],
    )
    skills: tuple[Line, ...] = Field((), title="ทักษะการคิด", description="ทักษะการคิดที่ได้ฝึก", examples=[["การสังเกต"]])
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
    contact: Line | None = _CONTACT
    measured: tuple[Measured, ...] = _MEASURED
    adapted_from: Line | None = Field(
        None, title="ดัดแปลงจาก", description="รหัสของแนวปฏิบัติที่เรื่องนี้ดัดแปลงมา", examples=["p2js4c"]
    )


class AdoptionMeta(EntryMeta):
    """บันทึกการนำไปใช้: who took over what, what they changed, and what came of it, failures too.

    A group or school of the vocabulary is the record's `owner`; any other gives its name, office and province instead.
    """

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["owner"]}, {"required": ["adopter", "office", "province"]}]}
    )

    owner: Line | None = Field(
        None,
        title="ผู้นำไปใช้ในสังกัด",
        description="กลุ่มงานหรือโรงเรียนในสังกัดที่นำไปใช้ ถ้าอยู่นอกสังกัดให้เว้นไว้แล้วตอบสามข้อของหน่วยงานนอกสังกัด",
        examples=["กลุ่มนิเทศฯ"],
    )
    adopter: Line | None = Field(
        None, title="ผู้นำไปใช้นอกสังกัด", description="ชื่อโรงเรียนหรือหน่วยงานนอกสังกัด ไม่ใช่ชื่อบุคคล", examples=["โรงเรียนบ้านตัวอย่าง"]
    )
    office: Line | None = Field(
        None, title="ต้นสังกัด", description="สำนักงานเขตหรือหน่วยงานต้นสังกัด ถ้าอยู่นอกสังกัด", examples=["สพป.ตัวอย่าง เขต 1"]
    )
    province: Province | None = Field(
        None,
        title="จังหวัด",
        description="จังหวัดของหน่วยงานนอกสังกัด",
        examples=["สงขลา"],
        json_schema_extra={"enumDescriptions": list(PROVINCES)},
    )
    adopts: Line = Field(
        title="รหัสของเรื่องที่นำไปใช้", description="รหัสหกตัวจากท้ายหน้าของเรื่องที่นำไปใช้ เป็นเรื่องประเภทใดก็ได้", examples=["p2js4c"]
    )
    started: Day | None = Field(
        None, title="วันที่เริ่มใช้", description="วันแรกที่นำไปใช้ ไม่ใส่ถือว่าเป็นวันที่ของเรื่อง", examples=["2026-11-02"]
    )
    outcome: Literal["worked", "partly", "failed"] = Field(
        title="ผลโดยรวม",
        description="ได้ผลหรือไม่ ที่ไม่ได้ผลก็มีค่า เพราะบอกคนต่อไปว่าต้องระวังอะไร",
        examples=["partly"],
        json_schema_extra={"enumDescriptions": ["ได้ผล", "ได้ผลบางส่วน", "ไม่ได้ผล"]},
    )
    changed: tuple[Line, ...] = Field(
        (), title="สิ่งที่ปรับ", description="ปรับอะไรจากต้นฉบับบ้าง ถ้าทำตามทุกอย่างให้เว้นไว้", examples=[["เวลา", "วัสดุอุปกรณ์"]]
    )
    measured: tuple[Measured, ...] = _MEASURED
    contact: Line | None = _CONTACT

    @model_validator(mode="after")
    def _one_adopter(self) -> Self:
        outside = {"adopter": self.adopter, "office": self.office, "province": self.province}
        given = [name for name, value in outside.items() if value]
        if self.owner and given:
            raise _refuse("บอกทั้งผู้นำไปใช้ในสังกัดและนอกสังกัด ถ้าอยู่ในสังกัดให้เหลือ owner ถ้าอยู่นอกสังกัดให้ลบ owner", given[0])
        if not self.owner and not given:
            raise _refuse(
                "ยังไม่บอกว่าใครนำไปใช้ ถ้าอยู่ในสังกัดให้เพิ่ม owner: ชื่อกลุ่มงานหรือโรงเรียน ถ้าอยู่นอกสังกัดให้เพิ่ม adopter, office และ province",
                "adopts",
            )
        missing = [name for name, value in outside.items() if not value]
        if not self.owner and missing:
            raise _refuse(f"ผู้นำไปใช้นอกสังกัดต้องบอกให้ครบ ให้เพิ่ม {' และ '.join(missing)}", given[0])
        return self
