"""The program itself, and a way to stop it with a Thai sentence. It needs no more than `pip install khlang` brings."""

from __future__ import annotations

import sys
from importlib.metadata import version
from importlib.util import find_spec
from typing import Annotated, NoReturn

import typer

from khlang.content.failures import explain
from khlang.content.hidden import visible

HAS_SITE = find_spec("markdown") is not None
"""Whether the packages of `khlang[site]` are there; plain `khlang` is the search indexer alone."""

SITE_COMMANDS = frozenset(
    [
        "check",
        "export",
        "generate",
        "hub",
        "import",
        "init",
        "intake",
        "new",
        "remind",
        "schema",
        "scores",
        "survey",
        "upgrade",
        "withdraw",
    ]
)

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="คลัง: ตรวจ สร้าง และทำดัชนีเนื้อหาของเว็บความรู้",
)


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
    if len(sys.argv) > 1 and sys.argv[1] in SITE_COMMANDS and not HAS_SITE:
        sys.exit(f"คำสั่ง {sys.argv[1]} มากับส่วนที่สร้างเว็บ ให้สั่ง pip install 'khlang[site]' ก่อน")
    try:
        app()
    except Exception as error:  # a full disk, a file that may not be read, a fault of ours
        print(visible(f"ทำต่อไม่ได้ {explain(error)}"), file=sys.stderr)
        sys.exit(1)


def stop(message: str) -> NoReturn:
    print(visible(message), file=sys.stderr)
    raise typer.Exit(1)
