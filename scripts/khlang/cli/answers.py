"""What a writer says about an entry, in options or when asked, as values of its fields."""

from __future__ import annotations

from typing import Any

import typer

from khlang.cli.program import stop
from khlang.content.fields import example_of
from khlang.content.kind import Kind
from khlang.content.kinds import KINDS
from khlang.content.library import Library
from khlang.content.meta import People
from khlang.contributing.draft import required


def kind_named(name: str) -> Kind:
    if name not in KINDS:
        stop(f"ไม่รู้จักประเภท {name} ประเภทที่ใช้ได้คือ {', '.join(f'{one.name} ({one.label})' for one in KINDS.values())}")
    return KINDS[name]


def given(kind: Kind, pairs: list[str] | None, **typed: str | None) -> dict[str, Any]:
    """The fields of a kind that the options name, as a writer would type them."""
    found = {**typed, **_fields(pairs or [], kind)}
    return {name: value for name, value in found.items() if value is not None and name in kind.meta.model_fields}


def _fields(pairs: list[str], kind: Kind) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for pair in pairs:
        name, mark, value = pair.partition("=")
        if not mark or name not in kind.meta.model_fields:
            stop(f"--field {pair} ใช้ไม่ได้ ให้พิมพ์ในรูป หัวข้อ=ค่า หัวข้อที่ใช้ได้คือ {', '.join(kind.meta.model_fields)}")
        found[name] = _typed(kind, name, value)
    return found


def _typed(kind: Kind, name: str, value: str) -> Any:
    example = example_of(kind.meta.model_fields[name])
    if not isinstance(example, list):
        return value
    items = [item.strip() for item in value.split(",") if item.strip()]
    return [int(item) if isinstance(example[0], int) and item.isascii() and item.isdigit() else item for item in items]


def ask(kind: Kind, known: dict[str, Any], guesses: dict[str, Any] | None = None) -> dict[str, Any]:
    """Ask for what must be filled in and was not given. With guesses, Enter takes one, or leaves a text for later."""
    found = _ask_one_of(kind, known) if guesses is None else {}
    for name in dict.fromkeys([*required(kind), *(guesses or ())]):
        if name not in known:
            default = None if guesses is None else guesses.get(name, "")
            answer = typer.prompt(_question(kind, name), default=default, show_default=bool(default))
            found[name] = _typed(kind, name, answer)
    return {name: value for name, value in found.items() if value or guesses is None}


def _ask_one_of(kind: Kind, known: dict[str, Any]) -> dict[str, Any]:
    """Of runs of fields of which one is wanted, the first whose first field is answered; Enter goes on to the next."""
    if any(name in known for run in kind.asking.one_of for name in run):
        return {}
    for first, *rest in kind.asking.one_of:
        answer = typer.prompt(_question(kind, first), default="", show_default=False)
        if answer:
            return {first: answer, **{name: typer.prompt(_question(kind, name)) for name in rest}}
    return {}


def _question(kind: Kind, name: str) -> str:
    info = kind.meta.model_fields[name]
    example = example_of(info)
    shown = ",".join(map(str, example)) if isinstance(example, list) else example
    return f"{info.title}: {info.description} (เช่น {shown})"


def ask_people(pictures: int) -> People | None:
    """Who is in the pictures, where one answer holds for all of them; None leaves it to the writer, picture by picture."""
    if not pictures:
        return None
    choices = "none ไม่มีใคร, adults ผู้ใหญ่ที่ยินยอม, pupils นักเรียนที่มีหนังสือยินยอม"
    answer = typer.prompt(
        f"มีใครอยู่ในภาพทั้ง {pictures} ภาพ ({choices}) ถ้าไม่เหมือนกันให้กด Enter", default="", show_default=False
    )
    return People(answer) if answer in tuple(People) else None


def owner_named(typed: str | None, library: Library) -> str:
    if not typed:
        stop("ต้องบอกเจ้าของเรื่อง ให้เพิ่ม --group ตามด้วยชื่อกลุ่มงาน")
    owner = library.vocabulary.owner(typed)
    near = library.vocabulary.groups.near(typed) or library.vocabulary.schools.near(typed)
    if owner is None and len(near) == 1:
        owner = library.vocabulary.owner(near[0])
    if owner is None:
        names = near or [group.label for group in library.vocabulary.groups]
        stop(f"ไม่พบ “{typed}” ในบัญชีกลุ่มงานและโรงเรียน ให้เลือกจาก {', '.join(names)}")
    return owner.label
