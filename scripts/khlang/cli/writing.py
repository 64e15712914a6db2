"""`khlang new`, `import` and `withdraw`: an entry begins, comes from Word, is taken back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from khlang import checks
from khlang.cli.answers import ask, ask_people, given, kind_named, owner_named
from khlang.cli.content import Docs, library_of
from khlang.cli.program import app, stop
from khlang.content.hidden import visible
from khlang.content.kinds import KINDS
from khlang.content.meta import People
from khlang.content.write import write, write_file
from khlang.contributing.draft import draft, required
from khlang.contributing.report import report
from khlang.contributing.withdraw import kept_by_history
from khlang.contributing.withdraw import withdraw as take_back

if TYPE_CHECKING:
    from khlang.contributing.importing.document import Made


@app.command()
def new(
    kind: Annotated[str, typer.Argument(help=f"ประเภท: {', '.join(KINDS)}")],
    title: Annotated[str | None, typer.Option(help="ชื่อเรื่อง")] = None,
    summary: Annotated[str | None, typer.Option(help="สรุปหนึ่งประโยค")] = None,
    owner: Annotated[str | None, typer.Option("--owner", "--group", help="กลุ่มงานหรือโรงเรียนเจ้าของเรื่อง")] = None,
    date: Annotated[str | None, typer.Option(help="วันที่ของเรื่อง เช่น 2026-11-22 ไม่ใส่คือวันนี้")] = None,
    field: Annotated[list[str] | None, typer.Option("--field", help="หัวข้ออื่น เช่น --field grades=ป.4,ป.5")] = None,
    docs: Docs = Path("docs"),
) -> None:
    """สร้างฉบับร่างที่พร้อมเขียน ถามเป็นภาษาไทย หรือรับค่าจากตัวเลือก"""
    chosen = kind_named(kind)
    library = library_of(docs)
    values = given(chosen, field, title=title, summary=summary, owner=owner, date=date)
    if sys.stdin.isatty():
        values |= ask(chosen, values)
    if "owner" in required(chosen) or "owner" in values:
        values["owner"] = owner_named(values.get("owner"), library)
    try:
        path, text = draft(chosen, values, library)
    except ValueError as error:
        stop(str(error))
    write_file(docs / path, text.encode())
    print(f"สร้างแล้ว {docs.as_posix()}/{path}")
    ready = "status: published" + (" และ public: true" if "public" in chosen.meta.model_fields else "")
    begin = "เปิดไฟล์แล้วเขียนแทนบรรทัดที่ขึ้นต้นด้วย ✎ " if chosen.has_text else ""
    print(f"{begin}เมื่อพร้อมเผยแพร่ให้เปลี่ยนเป็น {ready} แล้วพิมพ์ khlang check")


@app.command(name="import")
def import_command(
    file: Annotated[Path, typer.Argument(help="ไฟล์ .docx หรือ .txt")],
    kind: Annotated[str, typer.Option(help=f"ประเภท: {', '.join(KINDS)}")] = "knowledge",
    title: Annotated[str | None, typer.Option(help="ชื่อเรื่อง ไม่ใส่คือใช้ตามเอกสาร")] = None,
    summary: Annotated[str | None, typer.Option(help="สรุปหนึ่งประโยค")] = None,
    owner: Annotated[str | None, typer.Option("--owner", "--group", help="กลุ่มงานหรือโรงเรียน ไม่ใส่คือใช้ตามหัวหนังสือ")] = None,
    date: Annotated[str | None, typer.Option(help="วันที่ของเรื่อง ไม่ใส่คือใช้ตามเอกสาร ถ้าไม่พบคือวันนี้")] = None,
    field: Annotated[list[str] | None, typer.Option("--field", help="หัวข้ออื่น เช่น --field grades=ป.4,ป.5")] = None,
    people: Annotated[People | None, typer.Option(help="คนในภาพทุกภาพของเอกสาร ไม่ใส่คือระบุในไฟล์ทีละภาพ")] = None,
    docs: Docs = Path("docs"),
) -> None:
    """นำเอกสาร Word หรือไฟล์ข้อความเข้าเป็นฉบับร่าง พร้อมภาพ แล้วบอกสิ่งที่ต้องแก้ก่อนเผยแพร่"""
    from khlang.contributing.importing import (
        document,  # what reads Word files would cost every other command a third of a second
    )

    chosen = kind_named(kind)
    library = library_of(docs)
    values = given(chosen, field, title=title, summary=summary, owner=owner, date=date)
    try:
        found = document.read_file(file)
        guesses = found.guesses(chosen, library.vocabulary)
        if sys.stdin.isatty():
            values |= ask(chosen, values, guesses)
            people = people or ask_people(found.picture_count)
        values = guesses | values
        if "owner" in required(chosen) or "owner" in values:
            values["owner"] = owner_named(values.get("owner"), library)
        made = document.make(found, chosen, values, library, people)
    except ValueError as error:
        stop(str(error))
    write(docs, made.files)
    print(f"นำเข้าแล้ว {docs.as_posix()}/{made.path} ภาพ {len(made.files) - 1} ภาพ ไฟล์เดิมไม่ถูกแก้ไข")
    _tell_what_to_mend(docs, made)


@app.command()
def withdraw(
    entry_id: Annotated[str, typer.Argument(metavar="ID", help="รหัสของเรื่อง เช่น k7x2m9")],
    erase: Annotated[bool, typer.Option("--erase", help="ลบข้อความ ชื่อเรื่อง และชื่อผู้เขียนออกจากไฟล์ด้วย")] = False,
    docs: Docs = Path("docs"),
) -> None:
    """ถอนเรื่องออกจากเว็บ รายการ และการค้นหา แล้วบอกว่าประวัติยังเก็บอะไรไว้"""
    entry = library_of(docs).by_id.get(entry_id)
    if entry is None:
        stop(f"ไม่พบเรื่องที่ใช้รหัส {entry_id} ให้คัดลอกรหัสจากท้ายหน้าของเรื่องนั้น")
    take_back(docs, entry, erase)
    print(f"ถอนแล้ว {docs.as_posix()}/{entry.path} เมื่อส่งขึ้น main เว็บจะแสดงเพียงว่าเรื่องนี้ถอนการเผยแพร่แล้ว")
    if not erase:
        print("ข้อความยังอยู่ในไฟล์ ใครเปิดคลังซอร์สก็อ่านได้ ถ้าต้องลบข้อความด้วยให้เพิ่ม --erase")
    if commits := kept_by_history(docs, entry):
        print(f"ประวัติ git ยังเก็บข้อความเดิมไว้ {len(commits)} รุ่น (ล่าสุด {commits[0]})")
        print("ถ้าเป็นข้อมูลส่วนบุคคล ให้ทำตามหัวข้อ ถอนเรื่อง และสิ่งที่ประวัติยังเก็บไว้ ใน MAINTAINING.md")


def _tell_what_to_mend(docs: Path, made: Made) -> None:
    """What was left out, who is named, and what the checks would say on the day of publishing."""
    from khlang.contributing.importing.document import as_if_published
    from khlang.contributing.importing.people import advice

    for note in made.notes:
        print(f"โปรดทราบ {visible(note)}")
    file = f"{docs.as_posix()}/{made.path}"
    for line, reason in advice(made.files[made.path].decode()):
        print(f"{file}:{line}: โปรดดู {visible(reason)}")
    library = as_if_published(library_of(docs), made.path)
    problems = checks.run(library, made.files.keys())
    print("เมื่อจะเผยแพร่ (เปลี่ยนเป็น status: published) มีสิ่งที่ต้องทำดังนี้")
    print(report(problems, 1, folder=docs.as_posix(), line=library.line))
