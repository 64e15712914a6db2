"""Numbers from before and after, as practices and records of adoption state them.

Nothing here says how good a practice is or how often it was taken over: `khlang.practices` computes both.
"""

from __future__ import annotations

import math
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from khlang.content.values import FEWEST, Line, refusal
from khlang.thai.numerals import arabic_digits


def _number(value: Any) -> Any:
    """A number as typed: in Thai digits, with a comma in thousands; what is none is left to the model."""
    return arabic_digits(value).replace(",", "").strip() if isinstance(value, str) else value


def _many(value: int) -> int:
    if value < FEWEST:
        raise refusal(
            f"{value} คนน้อยเกินไป คนรอบข้างอาจรู้ว่าเป็นใคร ให้รวมหลายห้องหรือหลายรอบจนได้อย่างน้อย {FEWEST} คน ถ้าไม่ได้ให้เล่าเป็นข้อความโดยไม่มีตัวเลข"
        )
    return value


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise refusal("ต้องเป็นตัวเลข เช่น 8.2")
    return value


Number = Annotated[float, BeforeValidator(_number), AfterValidator(_finite)]
Count = Annotated[int, BeforeValidator(_number), AfterValidator(_many)]


class Measured(BaseModel):
    """One thing measured before and after, with one instrument, on the same group."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

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


MEASURED = Field(
    (),
    title="ผลที่วัดก่อนและหลัง",
    description="มี `what` สิ่งที่วัด, `n` จำนวนคน, `before` ก่อน, `after` หลัง, `instrument` เครื่องมือ และถ้ามี `better` ค่าที่ดี, `period` ช่วงเวลา",
    examples=[
        [{"what": "คะแนนการสังเกต (เต็ม 20)", "n": 24, "before": 8.2, "after": 11.4, "instrument": "แบบประเมินบันทึก"}]
    ],
)
CONTACT = Field(
    None,
    title="ติดต่อ",
    description="กลุ่มงานหรือโรงเรียนที่ติดต่อได้ ไม่ใช่ชื่อหรือเบอร์ส่วนตัว",
    examples=["กลุ่มนิเทศฯ"],
)
