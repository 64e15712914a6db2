"""`khlang generate` and `schema`: the other faces of the models."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from khlang.cli.answers import kind_named
from khlang.cli.content import Docs, library_of
from khlang.cli.program import app, stop
from khlang.content.write import write
from khlang.contributing import drop_box
from khlang.contributing.issue_forms import issue_forms
from khlang.contributing.schema import schema, schemas


@app.command(name="schema")
def schema_command(
    kind: Annotated[str | None, typer.Argument(help="ประเภท ไม่ใส่คือทุกประเภท")] = None,
    docs: Docs = Path("docs"),
) -> None:
    """พิมพ์ JSON Schema ของส่วนหัว สำหรับโปรแกรมแก้ไขข้อความ"""
    vocabulary = library_of(docs).vocabulary
    found = schema(kind_named(kind), vocabulary) if kind else schemas(vocabulary)
    print(json.dumps(found, ensure_ascii=False, indent=2))


@app.command()
def generate(
    check: Annotated[bool, typer.Option("--check", help="ไม่เขียนไฟล์ จบด้วยรหัส 1 เมื่อมีไฟล์ที่ไม่ตรง")] = False,
    box: Annotated[bool, typer.Option("--drop-box", help="สร้างโปรแกรมของตู้รับฝากด้วย")] = False,
    docs: Docs = Path("docs"),
) -> None:
    """สร้างแบบฟอร์มส่งเรื่องใน GitHub จากแบบจำลองและบัญชีคำ"""
    library = library_of(docs)
    if library.has_faulty_vocabulary:
        stop("บัญชีคำใน _data มีสิ่งที่ต้องแก้ ให้สั่ง khlang check แล้วแก้ก่อน")
    files = {name: text.encode() for name, text in issue_forms(library.vocabulary).items()}
    if box or (docs.parent / drop_box.FILE).is_file():  # what was made once is kept true
        try:
            files[drop_box.FILE] = drop_box.program(library).encode()
        except ValueError as error:
            stop(str(error))
    names = [name for name, data in files.items() if not _holds(docs.parent / name, data)]
    if not check:
        write(docs.parent, {name: files[name] for name in names})
    for name in names:
        print(f"ไม่ตรงกับแบบจำลองหรือบัญชีคำ {name}" if check else f"สร้างแล้ว {name}")
    if names and check:
        stop("ให้สั่ง python3 run.py khlang generate แล้วส่งไฟล์ที่เปลี่ยนไปด้วย")


def _holds(file: Path, data: bytes) -> bool:
    return file.is_file() and file.read_bytes() == data
