"""`khlang export`: what the catalogues hold, for programs that others run."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Annotated

import typer

from khlang.cli.content import Docs, library_of
from khlang.cli.program import app, stop
from khlang.content.hidden import visible
from khlang.content.offices import FILE
from khlang.content.vocabulary import FOLDER
from khlang.content.write import write_file
from khlang.federation.neighbours import neighbours
from khlang.federation.opensearch import BULK_FILES, INDEX_FILE, bulk, index_body

_INDEX_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")

export = typer.Typer(no_args_is_help=True, help="เขียนบัญชีเรื่องของทุกสำนักงานเป็นไฟล์สำหรับระบบอื่น")
app.add_typer(export, name="export")


@export.callback()
def formats() -> None:
    """The formats, one a command."""


@export.command()
def opensearch(
    folder: Annotated[Path, typer.Option("--out", help="โฟลเดอร์ที่จะเขียน", file_okay=False)] = Path("opensearch"),
    index: Annotated[str, typer.Option(help="ชื่อ index ในคลัสเตอร์")] = "khlang",
    has_icu: Annotated[bool, typer.Option("--icu", help="คลัสเตอร์ติดตั้ง analysis-icu แล้ว")] = False,
    docs: Docs = Path("docs"),
) -> None:
    """เขียนโครงสร้างและข้อมูลสำหรับคลัสเตอร์ OpenSearch หรือ Elasticsearch ที่มีอยู่แล้ว จากสำเนาบัญชีเรื่องที่ khlang hub --fetch รับไว้"""
    if not _INDEX_NAME.fullmatch(index):
        stop(f"ชื่อ index {index} ใช้ไม่ได้ ให้ใช้ตัวพิมพ์เล็ก a-z ตัวเลข - และ _ เช่น khlang")
    joined = neighbours(library_of(docs))
    if not joined:
        stop(f"ยังไม่มีสำนักงานใน {docs / FOLDER / FILE} ให้เพิ่มสำนักงานก่อน แล้วสั่ง khlang hub --fetch")
    for complaint in (one for neighbour in joined for one in neighbour.complaints):
        print(visible(complaint), file=sys.stderr)
    body = json.dumps(index_body(has_icu), ensure_ascii=False, indent=1) + "\n"
    write_file(folder / INDEX_FILE, body.encode())
    written = set()
    for number, requests in enumerate(bulk(joined, index), 1):
        written.add(folder / BULK_FILES.replace("*", f"{number:03}"))
        write_file(folder / BULK_FILES.replace("*", f"{number:03}"), requests)
    for older in set(folder.glob(BULK_FILES)) - written:
        older.unlink()
    total = sum(len(one.entries) for one in joined)
    print(f"เขียน {total:,} เรื่องจาก {len(joined)} สำนักงานไว้ใน {folder} ({len(written)} ไฟล์) ส่งเข้าคลัสเตอร์ด้วย")
    print(f"  curl -X PUT ที่อยู่คลัสเตอร์/{index} -H 'Content-Type: application/json' --data-binary @{folder / INDEX_FILE}")
    print(
        f"  curl -X POST ที่อยู่คลัสเตอร์/_bulk -H 'Content-Type: application/x-ndjson' --data-binary @{folder / BULK_FILES}   (ทีละไฟล์)"
    )
