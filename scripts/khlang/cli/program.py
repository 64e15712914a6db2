"""The program itself, and what every command needs: the content folder, a way to stop with a Thai sentence."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, NoReturn, TextIO

import typer

from khlang.content.hidden import visible
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
    """The program `khlang`. An interruption by the user ends it quietly."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console may not know Thai
            stream.reconfigure(encoding="utf-8", errors="replace")
    app()


def library_of(docs: Path) -> Library:
    if not docs.is_dir():
        stop(f"ไม่พบโฟลเดอร์ {docs} ให้เรียกคำสั่งนี้ในโฟลเดอร์ของโครงการ หรือระบุ --docs")
    try:
        return load(docs, today(os.environ))
    except ValueError as error:  # a day that SOURCE_DATE_EPOCH cannot mean
        stop(str(error))


def say(message: object, to: TextIO | None = None) -> None:
    """Print a message in which words from files may stand: none of them steers the terminal."""
    print(visible(str(message)), file=to)


def stop(message: str) -> NoReturn:
    say(message, sys.stderr)
    raise typer.Exit(1)
