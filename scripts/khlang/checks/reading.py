"""Reading lists name entries that readers can open, each once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khlang.content.library import Library, lines_of_file
from khlang.content.problem import Problem, Rule
from khlang.content.vocabulary import FOLDER, READING
from khlang.thai.distance import nearest

GONE = Rule(
    "reading-gone",
    "ชุดความรู้มีเรื่องที่ผู้อ่านเปิดไม่ได้หรือมีเรื่องซ้ำ",
    wrong="- {id: k0000z, why: เริ่มจากภาพรวม}",
    right="- {id: k2s8nd, why: เริ่มจากภาพรวม}",
    why="ชุดความรู้บอกลำดับการอ่าน ถ้าเรื่องหนึ่งหายไป ผู้อ่านจะขาดตอน เรื่องนั้นจะถูกข้ามจนกว่าจะแก้",
)

_PATH = f"{FOLDER}/{READING}"


def check(library: Library) -> Iterator[Problem]:
    """Every id of every reading list."""
    lines = lines_of_file(library, _PATH)
    for known in library.vocabulary.reading:
        seen: set[str] = set()
        for read in known.reads:
            said = "มีอยู่แล้วในชุดนี้ ให้ลบบรรทัดที่ซ้ำ" if read.id in seen else _fault(library, read.id)
            if said:
                yield GONE.at(
                    _PATH, _line(lines, known.key, read.id, read.id in seen), f"ชุด “{known.name}”: {read.id} {said}"
                )
            seen.add(read.id)


def _fault(library: Library, known: str) -> str | None:
    """What is wrong with an id; None where a reader can open its entry."""
    entry = library.by_id.get(known)
    if entry is None:
        near = nearest(known, sorted(library.by_id), limit=1)
        return (
            f"ไม่มีเรื่องที่ใช้รหัสนี้ ให้พิมพ์ {near[0]} หรือดูรหัสที่ท้ายหน้าของเรื่อง" if near else "ไม่มีเรื่องที่ใช้รหัสนี้ ให้ดูรหัสที่ท้ายหน้าของเรื่อง"
        )
    if not entry.is_public or not entry.kind.is_listed:
        return f"คือ {entry.path} ซึ่ง{entry.status.label} ให้ลบบรรทัดนี้ หรือเลือกเรื่องอื่นที่เผยแพร่แล้ว"
    return None


def _line(lines: Sequence[str], key: str, known: str, is_second: bool) -> int:
    """The line on which a set names an id; where it does so twice, the second."""
    start = next((i for i, line in enumerate(lines) if f"key: {key}" in line), 0)
    found = [i + 1 for i, line in enumerate(lines) if i >= start and f"id: {known}" in line]
    return found[min(is_second, len(found) - 1)] if found else 1
