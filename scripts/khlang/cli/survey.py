"""`khlang survey`: answers to a questionnaire become the data of a report; the answers stay where they are."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from khlang.cli.program import app, stop
from khlang.cli.published import refuse_if_told
from khlang.content.values import FEWEST
from khlang.content.write import write_file
from khlang.survey import FOLDER
from khlang.survey.data import Survey, dump, read

if TYPE_CHECKING:
    from khlang.survey.plan import Plan
    from khlang.survey.sheet import Sheet


@app.command()
def survey(
    file: Annotated[Path, typer.Argument(help="ไฟล์คำตอบ .csv หรือ .xlsx ที่อยู่นอกโฟลเดอร์ของโครงการ")],
    out: Annotated[
        Path | None, typer.Option(help=f"ไฟล์ข้อมูลสรุปที่จะเขียน เช่น docs/{FOLDER}/service-2569.json ไม่ใส่คือดูผลอย่างเดียว")
    ] = None,
    plan: Annotated[Path | None, typer.Option(help="แผน .yml ที่บอกตอน ด้าน กลุ่ม และข้อที่กลับคะแนน")] = None,
    draft_plan: Annotated[
        bool, typer.Option("--draft-plan", help="ร่างแผนจากไฟล์คำตอบ มีคำอธิบายทุกบรรทัด แล้วเขียนไว้ข้างไฟล์คำตอบให้แก้")
    ] = False,
    invited: Annotated[str | None, typer.Option(help="จำนวนผู้ที่ได้รับแบบสอบถาม")] = None,
    bands: Annotated[
        str | None, typer.Option(help="เกณฑ์แปลความหมาย boonchom (บุญชม ศรีสะอาด) หรือ equal (ช่วงเท่ากัน)")
    ] = None,
    levels: Annotated[str | None, typer.Option(help="จำนวนระดับของมาตราที่ตอบเป็นตัวเลข เช่น 7 หรือช่วง 0-10")] = None,
    least: Annotated[str | None, typer.Option(help=f"จำนวนผู้ตอบน้อยที่สุดที่แยกผลได้ ตั้งแต่ {FEWEST} ขึ้นไป")] = None,
    ioc: Annotated[Path | None, typer.Option(help="ตารางคะแนนผู้เชี่ยวชาญ .csv หรือ .xlsx แถวละข้อ คอลัมน์ละคน")] = None,
    words: Annotated[bool, typer.Option("--words", help="ตรวจคำจากคำถามปลายเปิดแล้ว ไม่มีชื่อบุคคล ให้เขียนลงไฟล์")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="เขียนทับรุ่นเดิมที่ยังไม่เคยเผยแพร่")] = False,
) -> None:
    """สรุปคำตอบแบบสอบถามเป็นข้อมูลที่ไม่มีคำตอบรายคน แล้วบอกว่าอ่านได้อะไร"""
    # what reads tables takes a tenth of a second that no other command needs
    from khlang.survey import door, reading, sheet

    _check_places(file, out)
    try:
        if draft_plan:
            _draft(file, reading.read(file))
            return
        done = door.summarise(file, _plan(plan, invited=invited, bands=bands, levels=levels, least=least), ioc)
    except sheet.Refused as refused:
        stop("\n".join((*refused.faults, "ยังไม่ได้เขียนไฟล์ใด")))
    except OSError as error:
        stop(f"เปิด {error.filename} ไม่ได้ ให้ตรวจชื่อไฟล์ และปิดไฟล์ใน Excel ก่อน")
    except typer.Exit:
        raise
    except Exception as error:
        stop(door.own_fault(error))
    print(done.text)
    if out is None:
        print("\nยังไม่ได้เขียนไฟล์ เมื่อตรงกับแบบสอบถามแล้วให้เพิ่ม --out ตามด้วยชื่อไฟล์ข้อมูลสรุป")
    else:
        _write(out, done.written(_agrees(done.words, words)), replace)


def _check_places(file: Path, out: Path | None) -> None:
    if not file.is_file():
        stop(f"ไม่พบ {file} ให้ตรวจชื่อไฟล์")
    if any((folder / name).exists() for folder in file.resolve().parents for name in (".git", "mkdocs.yml")):
        stop(f"{file} อยู่ในโฟลเดอร์ของโครงการ คำตอบรายคนอาจถูกเผยแพร่ไปด้วย ให้ย้ายไฟล์ไปไว้นอกโครงการแล้วสั่งใหม่")
    if out is not None and (out.suffix != ".json" or out.is_dir()):
        stop(f"--out ต้องเป็นไฟล์ .json เช่น docs/{FOLDER}/service-2569.json")


def _plan(path: Path | None, **typed: str | None) -> Plan:
    """The plan of a file with what was typed beside it. Raises Refused."""
    from khlang.survey import door, plan

    found = plan.read(path.read_bytes(), path.name) if path else plan.Plan()
    try:
        return door.typed_over(found, typed)
    except ValueError as error:
        name, why = error.args
        stop(f"--{name} {(typed[name] or '')[:40]}: {why}")


def _draft(file: Path, table: Sheet) -> None:
    from khlang.survey.draft_plan import draft

    path = file.with_name(f"{file.stem}-plan.yml")
    if path.exists():
        stop(f"มี {path} อยู่แล้ว จึงไม่เขียนทับ ถ้าต้องการร่างใหม่ให้ย้ายหรือเปลี่ยนชื่อไฟล์เดิมก่อน")
    write_file(path, draft(table).encode())
    print(f"เขียนแล้ว {path}\nเปิดแก้ด้วยโปรแกรมพิมพ์ข้อความ ดูบรรทัดที่มีคำว่า ตรวจ ก่อน แล้วสั่ง khlang survey {file} --plan {path}")


def _agrees(listed: Sequence[str], is_agreed: bool) -> bool:
    """Whether the author, who sees the words of open answers here, lets them be written."""
    if not listed or is_agreed:
        return True
    print("\nคำจากคำถามปลายเปิดที่จะเผยแพร่:")
    print("\n".join(f"  - {line}" for line in listed))
    if sys.stdin.isatty() and typer.confirm("ทุกคำไม่ใช่ชื่อหรือสิ่งที่ชี้ตัวบุคคล ให้เผยแพร่หรือไม่", default=False):
        return True
    print("ยังไม่เขียนคำเหล่านี้ลงไฟล์ ถ้าไม่มีชื่อหรือสิ่งที่ชี้ตัวบุคคล ให้สั่งซ้ำโดยเพิ่ม --words คำที่ไม่ต้องการให้ใส่ในแผนว่า leave_out: [คำ]")
    return False


def _write(out: Path, survey: Survey, replace: bool) -> None:
    refuse_if_told(out, lambda path: _against(path, out, survey), replace)
    write_file(out, dump(survey))
    print(f"\nเขียนแล้ว {out} ไม่มีคำตอบรายคนอยู่ในไฟล์นี้ เก็บหรือลบไฟล์คำตอบตามที่แจ้งผู้ตอบไว้")
    print(f"ขั้นต่อไป สร้างเรื่องด้วย khlang new research แล้วใส่ในส่วนหัวว่า data: data/{out.name}")


def _against(path: Path, out: Path, survey: Survey) -> str | None:
    """What a file that is there already has against writing this one."""
    from khlang.survey.earlier import why_not

    before = read(path.read_bytes(), path.as_posix())
    if isinstance(before, Survey):
        return why_not(before, survey)
    return "มีไฟล์ชื่อนี้ซึ่งไม่ใช่ข้อมูลสรุปของการสำรวจ" if path == out.resolve() else None
