"""The program itself, and what every command needs: the content folder, a way to stop with a Thai sentence."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from khlang.content.failures import explain
from khlang.content.library import Library, load
from khlang.thai.dates import today

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="คลัง: ตรวจ สร้าง และทำดัชนีเนื้อหาของเว็บความรู้",
)

Docs = Annotated[Path, typer.Option("--docs", help="โฟลเดอร์เนื้อหา", file_okay=False)]


def _tell_version(wanted: bool) -> None:
    if wanted:
        print(f"khlang {version('khlang')}")
        raise typer.Exit


@app.callback()
def program(
    show_version: Annotated[
        bool, typer.Option("--version", help="บอกรุ่นของโปรแกรม", is_eager=True, callback=_tell_version)
    ] = False,
) -> None:
    """What stands before every command."""


def main() -> None:
    """The program `khlang`. An interruption by the user ends it quietly; any other end of it is a Thai sentence."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console may not know Thai
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except Exception as error:  # a full disk, a file that may not be read, a fault of ours
        print(f"ทำต่อไม่ได้ {explain(error)}", file=sys.stderr)
        sys.exit(1)


def library_of(docs: Path) -> Library:
    if not docs.is_dir():
        stop(f"ไม่พบโฟลเดอร์ {docs} ให้เรียกคำสั่งนี้ในโฟลเดอร์ของโครงการ หรือระบุ --docs")
    try:
        return load(docs, today(os.environ))
    except ValueError as error:  # a day that SOURCE_DATE_EPOCH cannot mean
        stop(str(error))


def stop(message: str) -> NoReturn:
    print(message, file=sys.stderr)
    raise typer.Exit(1)
