"""`khlang remind`: the text of the reminder, for the workflow that keeps one issue of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from khlang.cli.content import Docs, library_of, site_address
from khlang.cli.program import app
from khlang.content.write import write_file
from khlang.contributing.reminder import reminder


@app.command()
def remind(
    file: Annotated[Path | None, typer.Option("--out", help="เขียนข้อความลงไฟล์นี้ ไม่ใส่คือพิมพ์ออกมา", dir_okay=False)] = None,
    docs: Docs = Path("docs"),
) -> None:
    """บอกกลุ่มที่ยังไม่มีสรุปของสัปดาห์นี้และสัปดาห์ก่อน ถ้าครบแล้วข้อความจะว่าง"""
    found = reminder(library_of(docs), site_address())
    if file is None:
        print(found or "มีสรุปครบแล้ว", end="" if found else "\n")
    else:
        write_file(file, found.encode())
