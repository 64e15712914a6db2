"""Practices that spread: what is adopted exists, nobody adopts their own, no descent runs in a circle, numbers have data."""

from __future__ import annotations

import re
from collections.abc import Iterator

from khlang.checks.prose import Prose
from khlang.content.circles import circles
from khlang.content.entry import Entry, Translation, is_kind
from khlang.content.kinds.adoption import Adoption
from khlang.content.kinds.practice import KIND, Practice
from khlang.content.library import Library
from khlang.content.measured import Measured
from khlang.content.problem import Level, Problem, Rule
from khlang.federation.neighbours import find, is_address, unknown
from khlang.thai.distance import nearest
from khlang.thai.numerals import arabic_digits

UNKNOWN = Rule(
    "adoption-unknown",
    "ไม่พบเรื่องที่นำไปใช้หรือดัดแปลง",
    wrong="adopts: p00000",
    right="adopts: p2js4c",
    why="บันทึกการนำไปใช้นับให้เรื่องต้นทาง รหัสที่ไม่มีอยู่จริงไม่นับให้ใคร",
)
UNPUBLISHED = Rule(
    "adoption-unpublished",
    "นำเรื่องที่ไม่ได้เผยแพร่ไปใช้",
    wrong="adopts: k3d5ft   ← ฉบับร่างหรือเรื่องที่ถอนแล้ว",
    right="adopts: p2js4c",
    why="ผู้อ่านเปิดเรื่องต้นทางไม่ได้ เรื่องที่ถอนแล้วมักถอนเพราะไม่ควรทำตาม",
)
OWN = Rule(
    "adoption-own",
    "เจ้าของเรื่องบันทึกว่านำเรื่องของตนไปใช้",
    wrong="adopts: p2js4c   ← เรื่องของผู้บันทึกเอง",
    right="measured:\n  - {what: …, period: ภาคเรียนที่ 2/2569}   ← เพิ่มในเรื่องต้นทาง",
    why="จำนวนการนำไปใช้บอกว่าคนอื่นเชื่อพอที่จะลอง เจ้าของทำซ้ำเองนับเป็นการวัดซ้ำ",
)
INSIDE = Rule(
    "adopter-inside",
    "ผู้นำไปใช้อยู่ในสังกัดแต่บอกเป็นนอกสังกัด",
    wrong="adopter: กลุ่มนิเทศฯ",
    right="owner: กลุ่มนิเทศฯ",
    why="ชื่อในบัญชีทำให้เรื่องอยู่ในหน้าของโรงเรียนนั้น และนับในและนอกสังกัดได้ถูก",
)
CIRCLE = Rule(
    "descent-circle",
    "ที่มาวนกลับมาที่เดิม",
    wrong="adapted_from: p2js4c   ← ซึ่งดัดแปลงจากเรื่องนี้",
    right="adapted_from: p2js4c   ← ซึ่งไม่ได้มาจากเรื่องนี้",
    why="เรื่องหนึ่งมาจากตัวเองไม่ได้ สายที่วนเป็นวงนับรุ่นและวาดไม่ได้",
)
CLAIM = Rule(
    "claim-without-data",
    "อ้างว่าได้ผลดีโดยไม่มีข้อมูล",
    Level.ADVICE,
    wrong="ได้ผลดีมาก",
    right="คะแนนการสังเกตเพิ่มจาก 8.2 เป็น 11.4",
    why="โรงเรียนอื่นตัดสินใจจากสิ่งที่วัดหรือสิ่งที่เห็น คำว่าดีมากไม่บอกว่าดีกว่าเดิมเท่าใดและรู้ได้อย่างไร",
)
NUMBERS = Rule(
    "result-differs",
    "ตัวเลขในเนื้อหาไม่ตรงกับข้อมูล",
    wrong="คะแนนการสังเกตเพิ่มจาก 8.2 เป็น 14.1   ← after: 11.4",
    right="คะแนนการสังเกตเพิ่มจาก 8.2 เป็น 11.4",
    why="ผู้อ่านเห็นทั้งเนื้อหาและตาราง ตัวเลขสองชุดทำให้ไม่รู้ว่าชุดใดจริง",
)

_CLAIM = re.compile(
    r"(?:ได้ผล|เกิดผล|ผลออกมา|ผลลัพธ์)(?:ที่)?(?:ดี|น่าพอใจ)(?:มาก|เยี่ยม|เลิศ|อย่างยิ่ง)|เห็นผล(?:ได้)?(?:อย่าง)?ชัดเจน|"
    r"ประสบ(?:ความ|ผล)สำเร็จ(?:เป็น)?อย่าง(?:สูง|มาก|ดี|ดียิ่ง)|(?:ดี|สูง|เพิ่ม|พัฒนา)ขึ้น(?:อย่างชัดเจน|อย่างมาก|มาก|เป็นอย่างดี)|"
    r"(?:บรรลุ|สำเร็จ)(?:ตาม)?(?:เป้าหมาย|วัตถุประสงค์)?ทุกประการ"
)
_NUMBER = r"(\d[\d,]*(?:\.\d+)?)"
_PAIR_PATTERNS = (
    rf"จาก(?:ร้อยละ|คะแนน|เดิม|\s)*{_NUMBER}[^\n]{{0,40}}?(?:เป็น|เหลือ|ถึง)(?:ร้อยละ|\s)*{_NUMBER}",
    rf"ก่อน[^\d\n]{{0,20}}{_NUMBER}[^\n]{{0,40}}?หลัง[^\d\n]{{0,20}}{_NUMBER}",
)
NUMBER_PATTERNS = {
    "pairs": _PAIR_PATTERNS,
    "people": r"(?:นักเรียน|ผู้เรียน|เด็ก|ครู|ผู้ตอบ|จำนวน)\s*(\d+)\s*คน",
    "quantity": "คะแนน|ค่าเฉลี่ย|ร้อยละ",
}
"""What in a sentence is a number before and after, and a number of people; expressions of Python and of JavaScript."""

_PAIRS = tuple(map(re.compile, _PAIR_PATTERNS))
_PEOPLE = re.compile(str(NUMBER_PATTERNS["people"]))
_QUANTITY = re.compile(str(NUMBER_PATTERNS["quantity"]))
_QUALIFIER = re.compile(r"\s*\([^)]*\)")


def check(text: Entry | Translation, library: Library) -> Iterator[Problem]:
    """What one practice or record of adoption says of others and of its own numbers."""
    if isinstance(text, Translation):
        return
    if is_kind(text, Adoption):
        yield from _adopted(text, library)
        yield from _adopter(text, library)
    if is_kind(text, Practice):
        yield from _adapted_from(text, library)
    if text.meta.measurements and text.status != "withdrawn":
        yield from _numbers(text)


def check_circles(library: Library) -> Iterator[Problem]:
    """Circles of sources and of adoptions, each told once, in the youngest of the entries that make it."""
    sources = {id_: (*entry.meta.based_on, *_adapted(entry)) for id_, entry in library.by_id.items()}
    adopted = {id_: _adopts(entry) for id_, entry in library.by_id.items()}
    for field, graph in (("based_on", sources), ("adopts", adopted)):
        edges = {node: [id_ for id_ in named if id_ in library.by_id] for node, named in graph.items()}
        for circle in circles(
            edges, lambda node: (library.by_id[node].date or library.today, library.by_id[node].path)
        ):
            yield _circle(library, circle, field)


def advise(prose: Prose, library: Library) -> Iterator[Problem]:
    """Praise in practices and records of adoption that have no numbers; told to the writer, never to the reader."""
    entry = library.by_path.get(prose.path)
    if entry is None or not (is_kind(entry, Practice) or is_kind(entry, Adoption)) or entry.meta.measurements:
        return
    for claim in _CLAIM.finditer(prose.words):
        yield prose.at(
            CLAIM,
            *claim.span(),
            f"“{claim[0]}” ยังไม่มีข้อมูล ให้บอกสิ่งที่เห็นหรือวัดได้แทน ถ้าวัดก่อนและหลังแล้ว ให้ใส่ตัวเลขในหัวข้อ measured",
        )


def _adapted_from(practice: Entry[Practice], library: Library) -> Iterator[Problem]:
    source = practice.meta.adapted_from
    if source and is_address(source):
        yield from _elsewhere(practice, library, "adapted_from", source, KIND.name)
    elif source and source not in library.unread and library.find(Practice, source) is None:
        others = [id_ for id_ in library.by_id if id_.startswith(KIND.letter)]
        yield _unknown(practice, "adapted_from", source, others)


def _adapted(entry: Entry) -> tuple[str, ...]:
    return (entry.meta.adapted_from,) if is_kind(entry, Practice) and entry.meta.adapted_from else ()


def _adopts(entry: Entry) -> tuple[str, ...]:
    return (entry.meta.adopts,) if is_kind(entry, Adoption) else ()


def _circle(library: Library, circle: tuple[str, ...], field: str) -> Problem:
    entry = library.by_id[circle[0]]
    source = circle[1] if len(circle) > 1 else circle[0]
    if field == "based_on" and source not in entry.meta.based_on:
        field = "adapted_from"
    place = (field, entry.meta.based_on.index(source)) if field == "based_on" else (field,)
    way = " → ".join((*circle, circle[0]))
    said = "เรื่องนี้อ้างถึงตัวเอง" if len(circle) == 1 else f"ที่มาวนเป็นวง {way}"
    return CIRCLE.at(
        entry.path, entry.front_matter.line(*place), f"{field}: {said} ให้ลบรหัส {source} ออก หรือใส่รหัสของเรื่องที่เป็นที่มาจริง"
    )


def _adopted(record: Entry, library: Library) -> Iterator[Problem]:
    meta = record.meta
    if is_address(meta.adopts):
        yield from _elsewhere(record, library, "adopts", meta.adopts)
        return
    entry = library.by_id.get(meta.adopts)
    if meta.adopts in library.unread:
        return  # that file's own fault is told there
    if entry is None or not (entry.kind.is_listed and entry.kind.has_text):
        yield _unknown(record, "adopts", meta.adopts, list(library.by_id))
    elif record.is_public and not entry.is_public:
        yield UNPUBLISHED.at(
            record.path,
            record.front_matter.line("adopts"),
            f"adopts: {meta.adopts} เป็น{entry.status.label} ผู้อ่านเปิดไม่ได้ ให้ใส่รหัสของเรื่องที่ใช้แทน หรือเปลี่ยนบันทึกนี้เป็น status: draft",
        )
    elif entry is not record and library.owner(record) is not None and library.owner(record) is library.owner(entry):
        yield OWN.at(
            record.path,
            record.front_matter.line("owner"),
            f"owner: {meta.owner} เป็นเจ้าของเรื่อง {meta.adopts} อยู่แล้ว ถ้าทำซ้ำเอง ให้เพิ่มผลใน measured ของ {entry.path} ถ้าผู้อื่นนำไปใช้ ให้ใส่ชื่อผู้นั้น",
        )


def _elsewhere(entry: Entry, library: Library, field: str, address: str, kind: str = "") -> Iterator[Problem]:
    """What another office is said to have, at an address, and of a kind where that counts."""
    found = find(library, address)
    if found is None:
        yield UNKNOWN.at(entry.path, entry.front_matter.line(field), f"{field}: {address} {unknown(library, address)}")
    elif found.question or (kind and found.entry.kind != kind):
        yield UNKNOWN.at(
            entry.path,
            entry.front_matter.line(field),
            f"{field}: {address} คือ “{found.question.text if found.question else found.entry.title}” ให้ใส่ที่อยู่สั้นของเรื่องต้นทาง",
        )


def _adopter(record: Entry, library: Library) -> Iterator[Problem]:
    typed = record.meta.adopter
    place = library.vocabulary.owner(typed) if typed else None
    if place is not None:
        yield INSIDE.at(
            record.path,
            record.front_matter.line("adopter"),
            f"“{typed}” อยู่ในบัญชีของสำนักงาน ให้พิมพ์ owner: {place.label} แล้วลบ adopter, office และ province",
        )


def _unknown(entry: Entry, field: str, typed: str, ids: list[str]) -> Problem:
    near = nearest(typed, sorted(ids), limit=2)
    hint = f"หมายถึง {' หรือ '.join(near)} ใช่ไหม" if near else "ให้คัดลอกรหัสหกตัวจากท้ายหน้าของเรื่องต้นทาง"
    kind = "แนวปฏิบัติ" if field == "adapted_from" else "เรื่อง"
    return UNKNOWN.at(entry.path, entry.front_matter.line(field), f"{field}: ไม่มี{kind}ที่ใช้รหัส {typed} {hint}")


def _numbers(entry: Entry) -> Iterator[Problem]:
    """An outcome, or numbers in the text, that differ from the data.

    A line counts if it names a measured thing, or shares a number with it.
    """
    measured = entry.meta.measurements
    better = entry.kind.asking.better
    if better and entry.meta.value(better[0]) == better[1] and not any(row.gain > 0 for row in measured):
        yield NUMBERS.at(
            entry.path,
            entry.front_matter.line(better[0]),
            "outcome: worked แต่ไม่มีตัวเลขใดใน measured ดีขึ้น ให้เปลี่ยนเป็น partly หรือ failed ถ้าค่าที่น้อยลงคือดีขึ้น ให้เพิ่ม better: lower",
        )
    for number, line in enumerate(arabic_digits(entry.body).split("\n"), entry.front_matter.body_line):
        for pattern in _PAIRS:
            for match in pattern.finditer(line):
                pair = float(match[1].replace(",", "")), float(match[2].replace(",", ""))
                rows = _meant(measured, line, pair)
                if rows and pair not in [(row.before, row.after) for row in rows]:
                    data = " หรือ ".join(f"{row.before:g} เป็น {row.after:g}" for row in rows)
                    yield NUMBERS.at(
                        entry.path,
                        number,
                        f"“{match[0]}” ไม่ตรงกับ measured ซึ่งบอกว่า {rows[0].what} จาก {data} ให้แก้ตัวเลขที่ผิด",
                    )
        rows = _meant(measured, line)
        for match in _PEOPLE.finditer(line) if rows else ():
            if int(match[1]) not in [row.n for row in rows]:
                yield NUMBERS.at(
                    entry.path,
                    number,
                    f"“{match[0]}” ไม่ตรงกับ measured ของ {rows[0].what} ซึ่งมี {rows[0].n} คน ให้แก้ตัวเลขที่ผิด",
                )


def _meant(measured: tuple[Measured, ...], line: str, pair: tuple[float, float] | None = None) -> list[Measured]:
    """The rows that a line speaks of: those that it names, else those that it shares a number with."""
    named = [row for row in measured if _QUALIFIER.sub("", arabic_digits(row.what)) in line]
    if named or pair is None or not _QUANTITY.search(line):
        return named
    return [row for row in measured if row.before == pair[0] or row.after == pair[1]]
