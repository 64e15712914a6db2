"""`khlang scores`: pupils' scores before and after become the data of a study; the scores stay where they are."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from khlang.cli.program import app, stop
from khlang.cli.published import refuse_if_told
from khlang.content.hidden import visible
from khlang.content.write import write_file
from khlang.research import sentences
from khlang.research.scores import Study, dump, gain, read, why_not
from khlang.survey import FOLDER


@app.command()
def scores(
    file: Annotated[
        Path, typer.Argument(help="ตารางคะแนน .csv หรือ .xlsx ที่อยู่นอกโฟลเดอร์ของโครงการ ไม่มีชื่อและเลขที่", dir_okay=False)
    ],
    out: Annotated[
        Path | None, typer.Option(help=f"ไฟล์ผลรวมที่จะเขียน เช่น docs/{FOLDER}/observing-2569.json ไม่ใส่คือดูผลอย่างเดียว")
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="เขียนทับรุ่นเดิมที่ยังไม่เคยเผยแพร่")] = False,
) -> None:
    """สรุปคะแนนก่อนและหลังของนักเรียนเป็นผลรวมที่ไม่มีคะแนนรายคน แล้วบอกค่า t ขนาดอิทธิพล E1/E2 และ E.I."""
    from khlang.research import score_sheet  # with what reads tables, which no other command needs
    from khlang.survey import reading, sheet

    if not file.is_file():
        stop(f"ไม่พบ {file} ให้ตรวจชื่อไฟล์")
    if any((folder / ".git").exists() for folder in file.resolve().parents):
        stop(f"{file} อยู่ในโฟลเดอร์ของโครงการ คะแนนรายคนอาจถูกเผยแพร่ไปด้วย ให้ย้ายไฟล์ไปไว้นอกโครงการแล้วสั่งใหม่")
    if out is not None and (out.suffix != ".json" or out.is_dir()):
        stop(f"--out ต้องเป็นไฟล์ .json เช่น docs/{FOLDER}/observing-2569.json")
    try:
        reduced = score_sheet.reduce(reading.read(file))
    except sheet.Refused as refused:
        stop("\n".join((*refused.faults, "ยังไม่ได้เขียนไฟล์ใด")))
    except OSError as error:
        stop(f"เปิด {error.filename} ไม่ได้ ให้ตรวจชื่อไฟล์ และปิดไฟล์ใน Excel ก่อน")
    for skill in reduced.study.skills:
        found = gain(skill)
        print(visible(sentences.of_gain(found)))
        e1 = "" if found.e1 is None else f"E1/E2 = {found.e1}/{found.e2} "
        print(f"  {e1}E.I. = {found.index}")
        if missing := reduced.left_out.get(skill.name):
            print(f"  ไม่นับ {missing} คนที่คะแนนไม่ครบ")
    if out is None:
        print("\nยังไม่ได้เขียนไฟล์ เมื่อถูกต้องแล้วให้เพิ่ม --out ตามด้วยชื่อไฟล์ผลรวม")
    else:
        refuse_if_told(out, lambda path: _against(path, out, reduced.study), replace)
        write_file(out, dump(reduced.study))
        print(f"\nเขียนแล้ว {out} ไม่มีคะแนนรายคนอยู่ในไฟล์นี้ ใส่ในส่วนหัวของเรื่องว่า scores: data/{out.name}")


def _against(path: Path, out: Path, study: Study) -> str | None:
    """What a file that is there already has against writing this one."""
    before = read(path.read_bytes(), path.as_posix())
    if isinstance(before, Study):
        return why_not(before, study)
    return "มีไฟล์ชื่อนี้ซึ่งไม่ใช่ผลรวมของคะแนน" if path == out.resolve() else None
