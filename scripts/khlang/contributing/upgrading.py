"""`khlang upgrade`: brings a site that an older version made into the form that this version reads.

A step knows by the files alone whether it is needed, so no number has to be kept. What a person changed is never thrown
away: it is left where it is, and said.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from khlang.content.write import write
from khlang.contributing.starting import Engine, office_of, site_files

_STARTER = files("khlang.contributing").joinpath("starter")
_THEME = re.compile(r"^theme:\n(?:[ \t]+.*\n|[ \t]*\n)+", re.MULTILINE)
_OLD_NAME = re.compile(r"^[ \t]+name:[ \t]*material[ \t]*$", re.MULTILINE)


@dataclass
class Upgrade:
    """What one step changes: files to write and to delete below the site's folder, and what a person must know."""

    title: str
    written: dict[str, bytes] = field(default_factory=dict)
    deleted: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def upgrades(folder: Path, engine: Engine) -> Iterator[Upgrade]:
    """The steps that a site needs, in their order. Reads only; `apply` writes.

    Raises ValueError where a step must write workflows and nobody knows where the engine's are.
    """
    settings = folder / "mkdocs.yml"
    if not settings.is_file():
        return
    text = settings.read_text(encoding="utf-8")
    if (folder / "scripts/khlang/mkdocs_plugin.py").is_file() and (folder / "overrides/main.html").is_file():
        yield _engine_outside(folder, engine)
    if _OLD_NAME.search(text) and re.search(r"^\s*- khlang\b", text, re.MULTILINE):
        yield _theme(text)


def apply(folder: Path, upgrade: Upgrade) -> None:
    """Write and delete what a step says; folders that are empty afterwards go too."""
    write(folder, upgrade.written)
    for name in upgrade.deleted:
        (folder / name).unlink(missing_ok=True)
    above = {parent for name in upgrade.deleted for parent in Path(name).parents} - {Path()}
    for place in sorted((folder / parent for parent in above), reverse=True):  # the innermost first
        if place.is_dir() and not any(place.iterdir()):
            place.rmdir()


def _theme(text: str) -> Upgrade:
    """Since 0.2 the theme is named khlang and brings what stood in every site's overrides/."""
    block = "theme:\n  name: khlang\n  custom_dir: overrides\n\n"
    return Upgrade("หน้าตาชื่อ khlang", {"mkdocs.yml": _THEME.sub(block, text, count=1).encode()})


def _engine_outside(folder: Path, engine: Engine) -> Upgrade:
    """Up to 0.1 an office copied the whole repository. Since 0.2 the engine is installed, pinned by requirements.txt."""
    known = dict(line.split(" ", 1)[::-1] for line in _text("engine-0.1.0.txt").splitlines())
    if not engine.commit:
        raise ValueError("ไม่รู้ที่อยู่คลังของโปรแกรม ให้เพิ่ม --engine เจ้าของ/ชื่อ@เลข commit สี่สิบตัว จะได้เขียน workflow ที่เรียกของกลาง")
    step = Upgrade("โปรแกรมอยู่นอกคลัง ติดตั้งตาม requirements.txt")
    new = site_files(office_of(folder / "docs"), engine)
    for name, digest in known.items():
        file = folder / name
        if not file.is_file():
            continue
        if _digest(file.read_bytes()) != digest:
            if name not in new and not name.startswith("docs/"):
                step.notes.append(f"{name} ถูกแก้ไว้ จึงยังไม่ลบ ถ้าเป็นหน้าตาของสำนักงานให้ย้ายไป overrides/ ถ้าไม่ใช้แล้วให้ลบ")
        elif name not in new:
            step.deleted.append(name)
    step.written = {
        name: data
        for name, data in new.items()
        if not name.startswith("docs/") and name not in ("mkdocs.yml", "README.md")
    }
    return step


def _text(name: str) -> str:
    return _STARTER.joinpath(name).read_text(encoding="utf-8")


def _digest(data: bytes) -> str:
    """The first twelve digits of the name that git gives a file, whatever its line ends are here."""
    same = data.replace(b"\r\n", b"\n") if b"\0" not in data else data
    return hashlib.sha1(b"blob %d\0" % len(same) + same, usedforsecurity=False).hexdigest()[:12]
