"""The program itself, and a way to stop it with a Thai sentence. It needs no more than `pip install khlang` brings."""

from __future__ import annotations

import sys
from importlib.metadata import version
from importlib.util import find_spec
from typing import Annotated, NoReturn

import typer

from khlang.content.hidden import visible

HAS_SITE = find_spec("markdown") is not None
"""Whether the packages of `khlang[site]` are there; plain `khlang` is the search indexer alone."""

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


def stop(message: str) -> NoReturn:
    print(visible(message), file=sys.stderr)
    raise typer.Exit(1)
