"""Door 1: the command line. Commands read their words, call the library, print and set the exit status."""

from __future__ import annotations

import sys
from importlib import import_module

from khlang.cli.program import HAS_SITE, app
from khlang.content.failures import explain
from khlang.content.hidden import visible

MODULES = {
    "check": "check",
    "export": "export",
    "generate": "generate",
    "hub": "hub",
    "import": "writing",
    "index": "index",
    "init": "starting",
    "intake": "intake",
    "new": "writing",
    "picture": "picture",
    "pyodide": "pyodide",
    "remind": "remind",
    "schema": "generate",
    "scores": "scores",
    "survey": "survey",
    "upgrade": "starting",
    "withdraw": "writing",
}
"""Command → the module that adds it to the program by being imported; `commands` imports them all."""

LIGHT = "index"
"""What plain `pip install khlang` can do."""


def main() -> None:
    """The program `khlang`. An interruption by the user ends it quietly; any other end of it is a Thai sentence."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console may not know Thai
            stream.reconfigure(encoding="utf-8", errors="replace")
    named = sys.argv[1] if len(sys.argv) > 1 else ""
    if named in MODULES and named != LIGHT and not HAS_SITE:
        sys.exit(f"คำสั่ง {named} มากับส่วนที่สร้างเว็บ ให้สั่ง pip install 'khlang[site]' ก่อน")
    try:
        import_module(f"{__name__}.{MODULES.get(named, 'commands')}")
        app()
    except Exception as error:  # a full disk, a file that may not be read, a fault of ours
        print(visible(f"ทำต่อไม่ได้ {explain(error)}"), file=sys.stderr)
        sys.exit(1)
