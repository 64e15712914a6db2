"""Pictures from a phone into an entry: made fit for the web, named by the entry, told of in its front matter and shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

import yaml

from khlang.content.entry import Entry, understand
from khlang.content.front_matter import split
from khlang.content.library import Library
from khlang.content.meta import People
from khlang.content.problem import Problem
from khlang.contributing.importing.pictures import fit

FOLDER = "images"  # beside the entry's file
_KEY = re.compile(
    r"^pictures:[ \t]*(?P<value>[^\n]*)\n(?P<rows>(?:[ \t]+[^\n]*\n|-[ \t][^\n]*\n|[ \t]*\n)*)", re.MULTILINE
)
_SIGN = re.compile(r"[\[\]\\`*_<]")  # that would end the words, or change them
_HEIF = re.compile(rb"^.{4}ftyp(?:hei[cmsx]|hev[cmsx]|mif1|msf1)", re.DOTALL)


@dataclass(frozen=True)
class Taken:
    """One picture as it came: its bytes, and what whoever took it says of it."""

    name: str  # of the file, for messages
    data: bytes
    alt: str  # what somebody who cannot see it is told


def find(named: str, library: Library) -> Entry:
    """The entry that a writer names by its id or its file. Raises ValueError, with what to type, for none."""
    path = PurePosixPath(named.replace("\\", "/")).as_posix().removeprefix("docs/")
    entry = library.by_id.get(named) or library.by_path.get(path)
    if entry is None:
        raise ValueError(
            f"ไม่พบเรื่อง {named} ให้พิมพ์รหัสหกตัวจากส่วนหัวของเรื่อง หรือชื่อไฟล์ เช่น docs/practices/2026-11-22-p7x2m9.md"
        )
    if not entry.kind.has_text:
        raise ValueError(f"{entry.kind.label}ไม่มีหน้าเว็บ จึงใส่ภาพไม่ได้")
    return entry


def with_pictures(
    entry: Entry, text: str, taken: Sequence[Taken], people: People, consent: str | None, library: Library
) -> dict[str, bytes]:
    """The files to write, by path below docs: the pictures, and the entry that shows them below its text.

    Raises ValueError for a picture that cannot be read, for pupils without the number of a paper on file, and for front
    matter that says in an unusual form what other pictures there are.
    """
    if people is People.PUPILS and not (consent and consent.strip()):
        raise ValueError("ภาพนักเรียนต้องมีเลขที่หนังสือยินยอมของผู้ปกครอง ให้เพิ่ม --consent-ref เช่น --consent-ref ย.12/2569")
    folder = PurePosixPath(entry.path).parent / FOLDER
    files: dict[str, bytes] = {}
    rows, shown = [], []
    for one in taken:
        if not one.alt.strip():
            raise ValueError(f"ภาพ {one.name} ยังไม่มีคำบรรยายสำหรับผู้ที่มองไม่เห็น ให้บอกว่าเห็นอะไรในภาพ")
        data, suffix = _fitted(one)
        path = next(name for name in _names(entry, folder, suffix) if name not in library.files and name not in files)
        files[path] = data
        target = f"{FOLDER}/{PurePosixPath(path).name}"
        rows.append({"file": target, "people": people.value, **({"consent_ref": consent.strip()} if consent else {})})
        words = _SIGN.sub(r"\\\g<0>", " ".join(one.alt.split()))
        shown.append(f"![{words}]({target})")
    made = _told(text, rows).rstrip("\n") + "\n\n" + "\n\n".join(shown) + "\n"
    _prove(entry, made, len(rows))
    return {**files, entry.path: made.encode()}


def _fitted(one: Taken) -> tuple[bytes, str]:
    if _HEIF.match(one.data):
        raise ValueError(
            f"{one.name} เป็นภาพ HEIC ของ iPhone ซึ่งโปรแกรมนี้เปิดไม่ได้ ให้เปิดภาพใน iPhone เลือก แชร์ แล้วส่งทาง LINE หรืออีเมล จะได้ไฟล์ .jpg "
            "ครั้งต่อไปตั้ง การตั้งค่า → กล้อง → รูปแบบ → ใช้ร่วมกันได้มากที่สุด"
        )
    try:
        return fit(one.data)
    except ValueError as error:
        raise ValueError(f"เปิดภาพ {one.name} ไม่ได้ ให้เปิดในโปรแกรมดูภาพแล้วบันทึกใหม่เป็น .jpg") from error


def _names(entry: Entry, folder: PurePosixPath, suffix: str) -> Iterator[str]:
    name = entry.meta.id or PurePosixPath(entry.path).stem
    number = 0
    while True:
        number += 1
        yield (folder / f"{name}-{number}{suffix}").as_posix()


def _told(text: str, rows: Sequence[dict[str, str]]) -> str:
    """The file with rows added to its `pictures`; everything else stays as it was typed."""
    written = [
        yaml.safe_dump(row, allow_unicode=True, default_flow_style=True, sort_keys=False, width=10_000).strip()
        for row in rows
    ]
    head_end = text.index("\n---", 3) + 1
    head, rest = text[:head_end], text[head_end:]
    known = _KEY.search(head)
    if known is None:
        return "".join([head, "pictures:\n", *(f"  - {row}\n" for row in written), rest])
    value = known["value"].partition(" #")[0].strip()
    if not value:
        indent = next(
            (line[: len(line) - len(line.lstrip())] for line in known["rows"].split("\n") if line.strip()), "  "
        )
        end = known.start() + len(known[0].rstrip("\n")) + 1
        return "".join([head[:end], *(f"{indent}- {row}\n" for row in written), head[end:], rest])
    if value.startswith("[") and value.endswith("]"):
        joined = ", ".join(filter(None, [value[1:-1].strip(), *written]))
        return f"{head[: known.start('value')]}[{joined}]{head[known.end('value') :]}{rest}"
    raise ValueError("อ่านหัวข้อ pictures ในส่วนหัวไม่ได้ ให้เขียนเป็นรายการ แต่ละบรรทัดขึ้นต้นด้วย “  - {file: …, people: …}”")


def _prove(entry: Entry, text: str, added: int) -> None:
    front_matter = split(text, entry.path)
    understood = front_matter if isinstance(front_matter, Problem) else understand(entry.path, front_matter)
    if not isinstance(understood, Entry) or len(understood.meta.pictures) != len(entry.meta.pictures) + added:
        raise ValueError("เพิ่มภาพในหัวข้อ pictures ให้ไม่ได้ ไฟล์ยังเป็นอย่างเดิม ให้เขียน pictures เป็นรายการ บรรทัดละภาพ แล้วสั่งใหม่")
