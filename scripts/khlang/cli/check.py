"""`khlang check`: judge the content, mend what can be mended, sum up a change."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from khlang import checks
from khlang.checks.items import gone
from khlang.cli.content import Docs, library_of, site_address
from khlang.cli.program import app, stop
from khlang.content.git import Change, changes, earlier
from khlang.content.items import ids_of
from khlang.content.library import Library
from khlang.content.problem import Problem
from khlang.contributing.report import Format, report, summary

if TYPE_CHECKING:
    from khlang.contributing.repair import Mend

_ROUNDS = 5  # of mending: what is mended may show something else; places that overlap are mended in turn


@app.command()
def check(
    paths: Annotated[list[Path] | None, typer.Argument(help="ไฟล์หรือโฟลเดอร์ที่จะตรวจ ไม่ใส่คือตรวจทั้งหมด")] = None,
    form: Annotated[Format, typer.Option("--format", help="รูปแบบรายงาน")] = Format.TEXT,
    fix: Annotated[bool, typer.Option("--fix", help="แก้สิ่งที่แก้ให้ได้อย่างปลอดภัย แล้วบอกว่าแก้อะไร")] = False,
    against: Annotated[str | None, typer.Option(help="รุ่นใน git ที่จะเทียบ สรุปว่าอะไรเปลี่ยน ให้ผู้อ่านทาน")] = None,
    docs: Docs = Path("docs"),
) -> None:
    """ตรวจเนื้อหา จบด้วยรหัส 1 เมื่อมีสิ่งที่ต้องแก้"""
    library = library_of(docs)
    wanted = _wanted(paths or [], docs, library)
    lost = _lost(library, against) if against else []
    problems = sorted([*checks.run(library, wanted), *lost])
    mends: list[Mend] = []
    for _ in range(_ROUNDS if fix else 0):
        from khlang.contributing.repair import repair  # with what rewrites pictures

        mended = repair(docs, problems)
        if not mended:
            break
        mends += mended
        library = library_of(docs)
        problems = sorted([*checks.run(library, wanted), *lost])
    checked = len(wanted) if wanted is not None else sum(path.endswith(".md") for path in library.files)
    print(report(problems, checked, form, docs.as_posix(), mends, library.line, site_address()))
    page = (
        _review(library, problems, against) if against else summary(problems, checked, docs.as_posix(), site_address())
    )
    if form is Format.GITHUB:
        _add_to_job_summary(page)
    elif against and form is Format.TEXT:
        print(f"\n{page}")
    raise typer.Exit(1 if mends or checks.faulty(problems) else 0)


def _wanted(paths: list[Path], docs: Path, library: Library) -> set[str] | None:
    """The files below docs that the given paths name; None for all."""
    if not paths:
        return None
    found: set[str] = set()
    for path in paths:
        try:
            below = path.resolve().relative_to(docs.resolve()).as_posix()
        except ValueError:
            stop(f"{path} ไม่อยู่ในโฟลเดอร์ {docs} ให้ระบุไฟล์ในโฟลเดอร์นั้น")
        within = {file for file in library.files if file == below or below == "." or file.startswith(f"{below}/")}
        if not within and not path.is_file():
            stop(f"ไม่พบ {path} ให้ตรวจชื่อไฟล์")
        found |= within or {below}
    return found


def _lost(library: Library, against: str) -> list[Problem]:
    """The questions and actions that a change takes away."""
    try:
        inside, _ = changes(library.docs, against)
    except ValueError as error:
        stop(str(error))
    before = {
        path: tuple(found)
        for path, change in inside.items()
        if path.endswith(".md") and change is not Change.ADDED
        if (found := ids_of(earlier(library.docs, against, path) or ""))
    }
    return list(gone(library, before))


def _review(library: Library, problems: list[Problem], against: str) -> str:
    from khlang.contributing.review import review

    try:
        inside, outside = changes(library.docs, against)
    except ValueError as error:
        stop(str(error))
    return review(library, inside, problems, outside, site_address())


def _add_to_job_summary(page: str) -> None:
    if target := os.environ.get("GITHUB_STEP_SUMMARY"):
        with open(target, "a", encoding="utf-8") as file:
            file.write(page + "\n")
