"""`khlang survey`: answers to a questionnaire become the data of a report; the answers stay where they are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from khlang.cli.program import app, stop
from khlang.content.values import FEWEST
from khlang.content.write import write_file
from khlang.survey.data import FOLDER, Bands, Survey, dump, read

if TYPE_CHECKING:
    from khlang.survey.plan import Plan
    from khlang.survey.reduction import Reduced


@app.command()
def survey(
    file: Annotated[Path, typer.Argument(help="ไฟล์คำตอบ .csv หรือ .xlsx ที่อยู่นอกโฟลเดอร์ของโครงการ")],
    out: Annotated[
        Path | None, typer.Option(help=f"ไฟล์ข้อมูลสรุปที่จะเขียน เช่น docs/{FOLDER}/service-2569.json ไม่ใส่คือดูผลอย่างเดียว")
    ] = None,
    plan: Annotated[Path | None, typer.Option(help="แผน .yml ที่บอกตอน ด้าน กลุ่ม และข้อที่กลับคะแนน")] = None,
    invited: Annotated[int | None, typer.Option(help="จำนวนผู้ที่ได้รับแบบสอบถาม", min=1)] = None,
    bands: Annotated[
        Bands | None, typer.Option(help="เกณฑ์แปลความหมาย boonchom (บุญชม ศรีสะอาด) หรือ equal (ช่วงเท่ากัน)")
    ] = None,
    levels: Annotated[int | None, typer.Option(help="จำนวนระดับของมาตราที่ตอบเป็นตัวเลข", min=2, max=10)] = None,
    least: Annotated[int | None, typer.Option(help=f"จำนวนผู้ตอบน้อยที่สุดที่แยกผลได้ ตั้งแต่ {FEWEST} ขึ้นไป", min=FEWEST)] = None,
    ioc: Annotated[Path | None, typer.Option(help="ตารางคะแนนผู้เชี่ยวชาญ .csv หรือ .xlsx แถวละข้อ คอลัมน์ละคน")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="เขียนทับรุ่นเดิมที่ยังไม่เคยเผยแพร่")] = False,
) -> None:
    """สรุปคำตอบแบบสอบถามเป็นข้อมูลที่ไม่มีคำตอบรายคน แล้วบอกว่าอ่านได้อะไร"""
    # what reads tables takes a tenth of a second that no other command needs
    from khlang.survey import reading, sheet, summary
    from khlang.survey.experts import with_ioc
    from khlang.survey.questionnaire import understand
    from khlang.survey.reduction import reduce

    _check_places(file, out)
    try:
        said = _plan(plan, invited=invited, bands=bands, levels=levels, least=least)
        asked = understand(reading.read(file), said)
        asked = with_ioc(asked, ioc) if ioc else asked
        reduced = reduce(asked, said)
    except sheet.Refused as refused:
        stop("\n".join((*refused.faults, "ยังไม่ได้เขียนไฟล์ใด")))
    except OSError as error:
        stop(f"เปิด {error.filename} ไม่ได้ ให้ตรวจชื่อไฟล์ และปิดไฟล์ใน Excel ก่อน")
    print("\n".join(summary.lines(asked, reduced)))
    if out is None:
        print("\nยังไม่ได้เขียนไฟล์ เมื่อตรงกับแบบสอบถามแล้วให้เพิ่ม --out ตามด้วยชื่อไฟล์ข้อมูลสรุป")
    else:
        _write(out, reduced, replace)


def _check_places(file: Path, out: Path | None) -> None:
    if not file.is_file():
        stop(f"ไม่พบ {file} ให้ตรวจชื่อไฟล์")
    if any((folder / name).exists() for folder in file.resolve().parents for name in (".git", "mkdocs.yml")):
        stop(f"{file} อยู่ในโฟลเดอร์ของโครงการ คำตอบรายคนอาจถูกเผยแพร่ไปด้วย ให้ย้ายไฟล์ไปไว้นอกโครงการแล้วสั่งใหม่")
    if out is not None and (out.suffix != ".json" or out.is_dir()):
        stop(f"--out ต้องเป็นไฟล์ .json เช่น docs/{FOLDER}/service-2569.json")


def _plan(path: Path | None, **typed: object) -> Plan:
    from khlang.survey import plan

    found = plan.read(path.read_bytes(), path.name) if path else plan.Plan()
    return found.model_copy(update={name: value for name, value in typed.items() if value is not None})


def _write(out: Path, reduced: Reduced, replace: bool) -> None:
    why = None if replace else _against(out, reduced.survey)
    if why:
        stop(f"\nยังไม่ได้เขียน {out} เพราะ{why} ถ้ารุ่นเดิมยังไม่เคยเผยแพร่ ให้เพิ่ม --replace")
    write_file(out, dump(reduced.survey))
    print(f"\nเขียนแล้ว {out} ไม่มีคำตอบรายคนอยู่ในไฟล์นี้ เก็บหรือลบไฟล์คำตอบตามที่แจ้งผู้ตอบไว้")
    print(f"ขั้นต่อไป สร้างเรื่องด้วย khlang new research แล้วใส่ในส่วนหัวว่า data: data/{out.name}")


def _against(out: Path, survey: Survey) -> str | None:
    """What the files that are there already have against writing this one."""
    from khlang.survey.reduction import changes_little, is_same

    for path in sorted(out.parent.glob("*.json")):
        before = read(path.read_bytes(), path.as_posix())
        if not isinstance(before, Survey):
            if path == out:
                return "มีไฟล์ชื่อนี้ซึ่งไม่ใช่ข้อมูลสรุปของการสำรวจ"
        elif (path == out or is_same(before, survey)) and (why := changes_little(before, survey)):
            return why if path == out else f"{path.name} เป็นการสำรวจเดียวกัน และ{why}"
    return None
