"""The content folder that commands work on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from khlang.cli.program import stop
from khlang.content.facts import facts_of
from khlang.content.garbage import leave_standing, nothing_thrown_away
from khlang.content.library import Library, load
from khlang.thai.dates import today

Docs = Annotated[Path, typer.Option("--docs", help="โฟลเดอร์เนื้อหา", file_okay=False)]


def site_address() -> str:
    """The address of the published site, which SITE_URL tells as it does to the build; empty where nobody told it."""
    return os.environ.get("SITE_URL", "")


def library_of(docs: Path) -> Library:
    if not docs.is_dir():
        stop(f"ไม่พบโฟลเดอร์ {docs} ให้เรียกคำสั่งนี้ในโฟลเดอร์ของโครงการ หรือระบุ --docs")
    try:
        with nothing_thrown_away():
            library = load(docs, today(os.environ), facts_of(docs.parent, docs))
    except ValueError as error:  # a day that SOURCE_DATE_EPOCH cannot mean
        stop(str(error))
    leave_standing(library)
    return library
