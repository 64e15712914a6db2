"""`khlang intake`: a form filled in on GitHub becomes a file, or an answer that says what to mend."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from khlang import checks
from khlang.cli.content import Docs, library_of, site_address
from khlang.cli.program import app, stop
from khlang.content.failures import explain
from khlang.content.fence import fenced
from khlang.content.git import Change
from khlang.content.library import Library
from khlang.content.problem import Problem
from khlang.content.write import write, write_file
from khlang.contributing.intake import (
    Fault,
    Issue,
    Refused,
    Taken,
    comment,
    issue,
    personal_data,
    request,
    sort,
    stumbled,
    take,
)
from khlang.contributing.review import review

_SECONDS = 300.0  # of the processor; the job on GitHub has fifteen minutes


@app.command()
def intake(
    folder: Annotated[Path, typer.Argument(help="โฟลเดอร์ใหม่สำหรับผล", file_okay=False)],
    event: Annotated[Path, typer.Option(envvar="GITHUB_EVENT_PATH", help="ไฟล์เหตุการณ์ของ GitHub", dir_okay=False)],
    docs: Docs = Path("docs"),
) -> None:
    """รับเรื่องที่แจ้งด้วยแบบฟอร์มใน GitHub: เขียนเรื่องและข้อความตอบลงในโฟลเดอร์ ไม่แตะ docs"""
    try:
        found = issue(event.read_bytes())
    except OSError as error:
        stop(explain(error))
    except ValueError as error:
        stop(str(error))
    library = library_of(docs)
    files = fenced("", lambda: _answered(found, library, docs), seconds=_SECONDS)
    if isinstance(files, Problem):  # whoever sent it gets an answer all the same
        files = {"comment.md": stumbled(files)}
    write(folder, {name: text.encode() for name, text in files.items()})
    _tell_job(is_ready="request.md" in files)
    print("พร้อมเปิด draft pull request" if "request.md" in files else "ยังรับไม่ได้ สิ่งที่ต้องแก้อยู่ใน comment.md")


def _answered(found: Issue, library: Library, docs: Path) -> dict[str, str]:
    """The files that an issue comes to: the answer, and where nothing is wrong the text and the request."""
    files: dict[str, str] = {}
    leaks = personal_data(found, library)
    advice: list[Fault] = []
    try:
        taken = take(found, library)
    except Refused as refused:
        faults = [*refused.faults, *leaks]
    else:
        with_it, problems = _judge(taken, docs)
        faults, advice = sort(taken, problems)
        if not any(fault.is_private for fault in faults):  # these name the question, those only the issue
            faults += leaks
        if not faults:
            page = review(with_it, {taken.path: Change.ADDED}, problems, site=site_address())
            files = {f"docs/{taken.path}": taken.text, "request.md": request(found, page)}
    return {**files, "comment.md": comment(faults, advice, site_address())}


def _judge(taken: Taken, docs: Path) -> tuple[Library, list[Problem]]:
    """The library with a file that was taken in, and what is wrong with the file; it does not stay."""
    file = docs / taken.path
    try:
        write_file(file, taken.text.encode())
        library = library_of(docs)
        return library, checks.run(library, {taken.path})
    finally:
        file.unlink(missing_ok=True)


def _tell_job(is_ready: bool) -> None:
    """Tell the next step of a GitHub job, in a word of ours, whether there is something to propose."""
    if target := os.environ.get("GITHUB_OUTPUT"):
        with open(target, "a", encoding="utf-8") as file:
            file.write(f"ready={str(is_ready).lower()}\n")
