"""`khlang pyodide`: bring what the page that summarises questionnaires runs in a reader's browser."""

from __future__ import annotations

from pathlib import Path

from khlang.cli.content import Docs
from khlang.cli.program import app, stop


@app.command()
def pyodide(docs: Docs = Path("docs")) -> None:
    """นำ Python สำหรับเบราว์เซอร์มาไว้ในเครื่องนี้ เพื่อให้หน้า “สรุปแบบสอบถาม” ของเว็บใช้ได้ (ครั้งเดียว ต้องต่ออินเทอร์เน็ต)"""
    from khlang.publishing import pyodide as runtime

    kept = runtime.cache(docs)
    if not runtime.size(kept):
        try:
            runtime.fetch(kept)
        except runtime.Unreachable as error:
            stop(str(error))
    print(f"พร้อมแล้ว {runtime.size(kept) / 1_000_000:.0f} MB หน้า “สรุปแบบสอบถาม” จะใช้ได้เมื่อสร้างเว็บครั้งต่อไป")
