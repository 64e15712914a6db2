"""`khlang init` and `upgrade`: a site repository of one's own, and its way to a newer version."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from khlang.cli.program import app, stop
from khlang.contributing.starting import LICENCES, Engine, Office, faults, start
from khlang.contributing.upgrading import apply, upgrades


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="โฟลเดอร์ของเว็บใหม่ ไม่ใส่คือโฟลเดอร์นี้", file_okay=False)] = Path(),
    office: Annotated[str | None, typer.Option(help="ชื่อเต็มของสำนักงาน")] = None,
    province: Annotated[str | None, typer.Option(help="จังหวัด")] = None,
    group: Annotated[list[str] | None, typer.Option(help="ชื่อกลุ่มงาน ใส่ได้หลายครั้ง ไม่ใส่คือกลุ่มที่เขตพื้นที่มีเหมือนกัน")] = None,
    repository: Annotated[str | None, typer.Option(help="ที่อยู่คลังซอร์ส https://github.com/ชื่อบัญชี/ชื่อคลัง")] = None,
    licence: Annotated[str | None, typer.Option(help=f"เงื่อนไขการนำเนื้อหาไปใช้ {', '.join(LICENCES)}")] = None,
    contact: Annotated[str | None, typer.Option(help="อีเมลหรือโทรศัพท์กลางของสำนักงาน")] = None,
    engine: Annotated[str, typer.Option(help="คลังของโปรแกรม เจ้าของ/ชื่อ@commit เมื่อโปรแกรมไม่รู้เอง")] = "",
) -> None:
    """สร้างคลังของสำนักงานใหม่: ถามหกข้อเป็นภาษาไทย แล้วเขียนไฟล์ทั้งหมดที่เว็บหนึ่งต้องมี"""
    ask = sys.stdin.isatty()
    answers = Office(
        name=_answer(office, "๑ ชื่อเต็มของสำนักงาน", ask),
        province=_answer(province, "๒ จังหวัด (เว้นได้)", ask).removeprefix("จังหวัด").strip(),
        groups=tuple(group or _list(_answer(None, "๓ กลุ่มงาน คั่นด้วยจุลภาค (เว้นไว้คือกลุ่มที่เขตพื้นที่มีเหมือนกัน)", ask))),
        repository=_answer(repository, "๔ ที่อยู่คลังซอร์สบน GitHub (เว้นได้)", ask),
        licence=_answer(licence, f"๕ เงื่อนไขการนำเนื้อหาไปใช้ {', '.join(LICENCES)} (เว้นได้)", ask),
        contact=_answer(contact, "๖ อีเมลหรือโทรศัพท์กลางของสำนักงาน (เว้นได้)", ask),
    )
    if wrong := list(faults(answers)):
        stop("\n".join(wrong))
    try:
        pinned = Engine.here(engine)
        written = start(folder, answers, pinned)
    except (ValueError, FileExistsError) as error:
        stop(str(error))
    print(f"สร้าง{answers.site} แล้ว {len(written)} ไฟล์ ใน {folder.resolve()}")
    if not pinned.commit:
        print("ยังไม่มี .github/workflows เพราะไม่รู้ที่อยู่คลังของโปรแกรม ให้สั่งอีกครั้งในโฟลเดอร์ว่างพร้อม --engine เจ้าของ/ชื่อ@commit")
    print("ต่อไปให้สั่ง python3 run.py serve ในโฟลเดอร์นั้น แล้วเปิดที่อยู่ที่บอก ก่อนเผยแพร่ให้กรอกโรงเรียนใน docs/_data/schools.yml")


@app.command()
def upgrade(
    folder: Annotated[Path, typer.Argument(help="โฟลเดอร์ของคลัง", file_okay=False)] = Path(),
    check: Annotated[bool, typer.Option("--check", help="บอกว่าต้องทำอะไร ไม่เขียนไฟล์ จบด้วยรหัส 1 เมื่อมี")] = False,
    engine: Annotated[str, typer.Option(help="คลังของโปรแกรม เจ้าของ/ชื่อ@commit เมื่อโปรแกรมไม่รู้เอง")] = "",
) -> None:
    """ปรับคลังที่รุ่นก่อนสร้างไว้ให้เป็นรูปที่รุ่นนี้อ่าน ไม่แตะเนื้อหา และไม่ทิ้งสิ่งที่คนแก้ไว้"""
    try:
        steps = list(upgrades(folder, Engine.here(engine)))
    except ValueError as error:
        stop(str(error))
    for step in steps:
        print(
            f"{'ต้องปรับ' if check else 'ปรับแล้ว'} {step.title}: เขียน {len(step.written)} ไฟล์ ลบ {len(step.deleted)} ไฟล์"
        )
        for note in step.notes:
            print(f"  {note}")
        if not check:
            apply(folder, step)
    if not steps:
        print("คลังนี้เป็นรูปของรุ่นนี้แล้ว")
    elif check:
        raise typer.Exit(1)
    else:
        print("ให้สั่ง python3 run.py build ดูหน้าเว็บ แล้วส่งการเปลี่ยนแปลงทั้งหมดเป็น pull request เดียว")


def _answer(given: str | None, question: str, ask: bool) -> str:
    if given is not None or not ask:
        return (given or "").strip()
    return str(typer.prompt(question, default="", show_default=False, prompt_suffix=": ")).strip()


def _list(typed: str) -> list[str]:
    return [name.strip() for name in typed.split(",") if name.strip()]
