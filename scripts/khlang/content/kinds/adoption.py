"""บันทึกการนำไปใช้: what became of something where others took it over."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from khlang.content.kind import Asking, Kind, Section, Shown
from khlang.content.measured import CONTACT, MEASURED, Measured
from khlang.content.meta import OWNERS, EntryMeta
from khlang.content.values import Day, From, Line, Refers, labelled, refusal
from khlang.thai.distance import nearest
from khlang.thai.provinces import PROVINCES


def _province(value: Any) -> Any:
    typed = str(value).strip().removeprefix("จังหวัด").removeprefix("จ.").strip()
    if typed not in PROVINCES:
        near = nearest(typed, PROVINCES, limit=2)
        hint = f"หมายถึง {' หรือ '.join(near)} ใช่ไหม" if near else "ให้พิมพ์ชื่อเต็มของจังหวัด เช่น สงขลา"
        raise refusal(f"ไม่มีจังหวัด “{value}” {hint}")
    return typed


Province = Annotated[Literal[PROVINCES], BeforeValidator(_province)]  # type: ignore[valid-type]  # the list is data


class Adoption(EntryMeta):
    """บันทึกการนำไปใช้: who took over what, what they changed, and what came of it, failures too.

    A group or school of the vocabulary is the record's `owner`; any other gives its name, office and province instead.
    """

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["owner"]}, {"required": ["adopter", "office", "province"]}]}
    )

    owner: Annotated[Line | None, OWNERS] = Field(  # type: ignore[assignment]  # one outside has none
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
    adopts: Annotated[Line, Refers(abroad=True)] = Field(
        title="รหัสของเรื่องที่นำไปใช้", description="รหัสหกตัวจากท้ายหน้าของเรื่องที่นำไปใช้ เป็นเรื่องประเภทใดก็ได้", examples=["p2js4c"]
    )
    started: Day | None = Field(
        None, title="วันที่เริ่มใช้", description="วันแรกที่นำไปใช้ ไม่ใส่ถือว่าเป็นวันที่ของเรื่อง", examples=["2026-11-02"]
    )
    outcome: Literal["worked", "partly", "failed"] = Field(
        title="ผลโดยรวม",
        description="ได้ผลหรือไม่ ที่ไม่ได้ผลก็มีค่า เพราะบอกคนต่อไปว่าต้องระวังอะไร",
        examples=["partly"],
        json_schema_extra=labelled(worked="ได้ผล", partly="ได้ผลบางส่วน", failed="ไม่ได้ผล"),
    )
    changed: Annotated[tuple[Line, ...], From(("aspects",))] = Field(
        (), title="สิ่งที่ปรับ", description="ปรับอะไรจากต้นฉบับบ้าง ถ้าทำตามทุกอย่างให้เว้นไว้", examples=[["เวลา", "วัสดุอุปกรณ์"]]
    )
    measured: tuple[Measured, ...] = MEASURED
    contact: Line | None = CONTACT

    @property
    def owner_name(self) -> str:
        return self.owner or self.adopter or ""

    @property
    def measurements(self) -> tuple[Measured, ...]:
        return self.measured

    @property
    def contact_point(self) -> str | None:
        return self.contact

    @model_validator(mode="after")
    def _one_adopter(self) -> Self:
        outside = {"adopter": self.adopter, "office": self.office, "province": self.province}
        given = [name for name, value in outside.items() if value]
        if self.owner and given:
            raise refusal("บอกทั้งผู้นำไปใช้ในสังกัดและนอกสังกัด ถ้าอยู่ในสังกัดให้เหลือ owner ถ้าอยู่นอกสังกัดให้ลบ owner", given[0])
        if not self.owner and not given:
            raise refusal(
                "ยังไม่บอกว่าใครนำไปใช้ ถ้าอยู่ในสังกัดให้เพิ่ม owner: ชื่อกลุ่มงานหรือโรงเรียน ถ้าอยู่นอกสังกัดให้เพิ่ม adopter, office และ province",
                "adopts",
            )
        missing = [name for name, value in outside.items() if not value]
        if not self.owner and missing:
            raise refusal(f"ผู้นำไปใช้นอกสังกัดต้องบอกให้ครบ ให้เพิ่ม {' และ '.join(missing)}", given[0])
        return self


KIND = Kind(
    "adoption",
    "u",
    "adoptions",
    "บันทึกการนำไปใช้",
    Adoption,
    (
        Section("context", "บริบท", "บริบท", "ใช้กับใคร ชั้นใด ที่ไหน ต่างจากต้นฉบับอย่างไร"),
        Section("change", "สิ่งที่เปลี่ยน", "สิ่งที่เปลี่ยน", "ปรับอะไร เพราะอะไร ถ้าทำตามทุกอย่างให้เขียนว่า ไม่ได้เปลี่ยน"),
        Section("result", "ผลที่เกิดขึ้น", "ผลที่เกิดขึ้น", "เกิดอะไรขึ้น รู้ได้อย่างไร ที่ไม่ได้ผลให้บอกตรง ๆ"),
    ),
    purpose="โรงเรียนหรือกลุ่มงานใดก็ได้ที่นำเรื่องในคลังไปใช้ ทั้งที่ได้ผลและไม่ได้ผล",
    asking=Asking(
        first=("owner", "adopter", "office", "province", "authors", "changed", "measured"),
        never=("based_on", "answers"),
        one_of=(("owner",), ("adopter", "office", "province")),
        better=("outcome", "worked"),
        outsider="adopter",
        not_own="adopts",
    ),
    empty="เรื่องที่โรงเรียนและกลุ่มงานนำไปใช้แล้วกลับมาเล่า ทั้งที่ได้ผลและไม่ได้ผล จะแสดงที่นี่เมื่อมีเรื่องแรก",
    is_new_reading=False,
    glance=(Shown("outcome", "ผล"), Shown("changed", "ปรับ", otherwise=lambda settings: "ไม่ได้ปรับ"), Shown("contact")),
    facts=("outcome",),
)
