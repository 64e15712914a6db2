"""`khlang hub`: the catalogues of other offices, fetched and joined."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from khlang.cli.content import Docs, library_of
from khlang.cli.program import app, stop
from khlang.content.hidden import visible
from khlang.content.offices import COPIES, FILE
from khlang.content.vocabulary import FOLDER
from khlang.content.write import write_file
from khlang.federation.fetching import copy_of, fetch
from khlang.federation.neighbours import neighbours


@app.command()
def hub(
    is_fetched: Annotated[bool, typer.Option("--fetch", help="รับบัญชีเรื่องล่าสุดของทุกสำนักงานมาเก็บเป็นสำเนาก่อน")] = False,
    site: Annotated[Path | None, typer.Option(help="เขียนเว็บไซต์รวมลงโฟลเดอร์นี้", file_okay=False)] = None,
    docs: Docs = Path("docs"),
) -> None:
    """รวมบัญชีเรื่องของหลายสำนักงานตาม _data/offices.yml เป็นการค้นหาเดียว หรือรับสำเนาไว้อ้างถึงเรื่องของเขตอื่น"""
    library = library_of(docs)
    offices = library.vocabulary.offices
    faults = [one for one in library.problems if one.is_error and one.path == f"{FOLDER}/{FILE}"]
    for fault in faults:
        print(visible(f"{docs / fault.path}:{fault.line}: {fault.message}"), file=sys.stderr)
    if not offices:
        stop(
            f"ยังไม่มีสำนักงานใน {docs / FOLDER / FILE} ให้เพิ่มแถว เช่น - {{key: other, name: สพป.อื่น เขต 1, address: https://example.go.th/km/}}"
        )
    for office in offices if is_fetched else ():
        found = fetch(office)
        _tell(found.complaints)
        if found.entries:
            write_file(docs / FOLDER / COPIES / f"{office.key}.json", copy_of(found))
            print(visible(f"{office.name}: {len(found.entries):,} เรื่อง"))
    if site is None:
        return
    from khlang.publishing.hub import hub_site  # the indexer's numerical library would cost the other commands

    joined = neighbours(library)
    _tell(complaint for one in joined for complaint in one.complaints)
    report = hub_site(site, library.settings, joined)
    print(f"รวม {sum(report.pages.values()):,} เรื่องจาก {len(joined)} สำนักงานไว้ใน {site}")


def _tell(complaints: Iterable[str]) -> None:
    for complaint in complaints:
        print(visible(complaint), file=sys.stderr)
