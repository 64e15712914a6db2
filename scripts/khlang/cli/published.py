"""Data files that are there already: which are looked at before another is written, and whether one may be replaced."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from khlang.cli.program import stop
from khlang.content.git import is_published
from khlang.survey import FOLDER


def earlier(out: Path) -> list[Path]:
    """Every data file beside the new one and of the project, whatever it is called; first the one of the same name."""
    folders = {out.resolve().parent}
    for start in (out.resolve(), Path.cwd() / "here"):
        root = next((folder for folder in start.parents if (folder / "mkdocs.yml").is_file()), None)
        if root is not None:
            folders.add((root / "docs" / FOLDER).resolve())
    files = {path.resolve() for folder in folders if folder.is_dir() for path in folder.rglob("*.json")}
    return sorted(files, key=lambda path: (path != out.resolve(), path))


def refuse_if_told(out: Path, why_not: Callable[[Path], str | None], replace: bool) -> None:
    """Stop where an earlier file and the new one together would tell of too few.

    `why_not` says so of a path. Of what nobody has seen yet, `replace` lets the file of the same name go.
    """
    for path in earlier(out):
        why = why_not(path)
        if why is None:
            continue
        if path != out.resolve():
            stop(f"\nยังไม่ได้เขียน {out} เพราะเทียบกับ {path.name}: {why}")
        if not replace:
            stop(f"\nยังไม่ได้เขียน {out} เพราะ{why} ถ้ารุ่นเดิมยังไม่เคยเผยแพร่ ให้เพิ่ม --replace")
        if is_published(out):
            stop(f"\nยังไม่ได้เขียน {out} เพราะ git บอกว่ารุ่นเดิมเคยเผยแพร่แล้ว จึงใช้ --replace ไม่ได้ {why}")
