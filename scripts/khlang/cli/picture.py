"""`khlang picture`: photographs from a phone, made fit for the web and put into an entry."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from khlang.cli.content import Docs, library_of
from khlang.cli.program import app, stop
from khlang.content.meta import People
from khlang.content.write import write


@app.command()
def picture(
    files: Annotated[list[Path], typer.Argument(help="ไฟล์ภาพ .jpg .png .webp .tif .avif", dir_okay=False)],
    entry: Annotated[str, typer.Option(help="รหัสหรือไฟล์ของเรื่องที่จะใส่ภาพ")],
    people: Annotated[People, typer.Option(help="คนในภาพ: none ไม่มีใครที่รู้ได้ว่าเป็นใคร, adults ผู้ใหญ่ที่ยินยอม, pupils นักเรียน")],
    alt: Annotated[list[str] | None, typer.Option(help="บอกว่าเห็นอะไรในภาพ ใส่ตามลำดับของไฟล์ ไม่ใส่โปรแกรมจะถาม")] = None,
    consent_ref: Annotated[str | None, typer.Option(help="เลขที่หนังสือยินยอม เมื่อเป็นภาพนักเรียน")] = None,
    docs: Docs = Path("docs"),
) -> None:
    """หมุน ย่อ ลบพิกัดและข้อมูลของกล้อง ตั้งชื่อ แล้วใส่ภาพจากโทรศัพท์ในเรื่อง พร้อมบอกว่ามีใครอยู่ในภาพ"""
    from khlang.contributing import picture as pictures  # with what reads pictures, which no other command needs

    library = library_of(docs)
    told = list(alt or ())
    if len(told) < len(files) and not sys.stdin.isatty():
        stop(f"มีภาพ {len(files)} ภาพ แต่มีคำบรรยาย {len(told)} ให้เพิ่ม --alt ให้ครบทุกภาพ เช่น --alt 'นักเรียนเขียนป้ายใต้ต้นมะม่วง'")
    try:
        found = pictures.find(entry, library)
        told += [typer.prompt(f"เห็นอะไรในภาพ {file.name}") for file in files[len(told) :]]
        taken = [pictures.Taken(file.name, file.read_bytes(), words) for file, words in zip(files, told, strict=False)]
        text = (docs / found.path).read_bytes().decode()
        made = pictures.with_pictures(found, text, taken, people, consent_ref, library)
    except OSError as error:
        stop(f"เปิด {error.filename} ไม่ได้ ให้ตรวจชื่อไฟล์")
    except ValueError as error:
        stop(str(error))
    write(docs, made)
    for path in made:
        print(f"เขียนแล้ว {docs.as_posix()}/{path}")
    print("ภาพอยู่ท้ายเรื่อง ย้ายบรรทัดที่ขึ้นต้นด้วย ![ ไปไว้ใต้ข้อความที่เกี่ยวข้องได้ แล้วพิมพ์ khlang check")
