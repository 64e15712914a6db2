"""Questions and actions in the lists of a text: their permanent ids, their answers, what an action must say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from khlang.content import ids
from khlang.content.circles import circles
from khlang.content.entry import Entry, Translation
from khlang.content.items import DUE, PARTS, PROOF, RESPONSIBLE, STATE, Item, blocks, items, loose_ids
from khlang.content.library import Library, remembered
from khlang.content.problem import Level, Problem, Rule
from khlang.exchange.actions import DONE, DROPPED, STATES
from khlang.federation.neighbours import find, is_address, unknown
from khlang.thai.dates import read_day
from khlang.thai.distance import nearest
from khlang.thai.nothing import is_nothing

ID_MISSING = Rule(
    "item-id-missing",
    "คำถามหรือการดำเนินงานยังไม่มีรหัส",
    wrong="- จะจดคำตอบของนักเรียนอย่างไร",
    right="- จะจดคำตอบของนักเรียนอย่างไร {#q7x2m9}",
    why="รหัสเป็นที่อยู่ถาวรของคำถาม คนที่ตอบภายหลังอ้างถึงได้แม้ข้อความหรือลำดับเปลี่ยนไป",
    is_mended=True,
)
ID_FORM = Rule(
    "item-id-form",
    "รหัสของคำถามหรือการดำเนินงานไม่ถูกรูป",
    wrong="- จะจดคำตอบอย่างไร {#q1}",
    right="- จะจดคำตอบอย่างไร {#q7x2m9}",
    why="รหัสมีรูปเดียวกันทั้งคลัง คือ q (คำถาม) หรือ a (การดำเนินงาน) ตามด้วยอักษรหรือเลขห้าตัว จึงไม่ซ้ำกันและบอกต่อทางโทรศัพท์ได้",
)
ID_LOOSE = Rule(
    "item-id-loose",
    "รหัสอยู่ในบรรทัดที่ไม่เป็นข้อ",
    wrong="เรื่องที่ถาม\n- จะจดคำตอบอย่างไร {#q7x2m9}",
    right="เรื่องที่ถาม\n\n- จะจดคำตอบอย่างไร {#q7x2m9}",
    why="รหัสเป็นของข้อในรายการ ถ้าบรรทัดไม่เป็นข้อ คำถามจะหายจากหน้าคำถามที่ยังรอคำตอบ และลิงก์มาถึงข้อนี้ไม่ได้",
)
ID_TAKEN = Rule(
    "item-id-taken",
    "รหัสซ้ำกับคำถามหรือการดำเนินงานข้ออื่น",
    wrong="- จะจดคำตอบอย่างไร {#q7x2m9}\n- ใครเป็นผู้จด {#q7x2m9}",
    right="- จะจดคำตอบอย่างไร {#q7x2m9}\n- ใครเป็นผู้จด {#q4n8ta}",
    why="รหัสหนึ่งพาไปได้ที่เดียว คำตอบจึงอาจไปขึ้นที่คำถามอื่น",
)
ID_GONE = Rule(
    "item-id-gone",
    "คำถามหรือการดำเนินงานหายไปจากคลัง",
    wrong="(ลบข้อที่มี {#q7x2m9})",
    right="- จะจดคำตอบของนักเรียนอย่างไร {#q7x2m9}",
    why="มีคนอ้างถึงหรือส่งที่อยู่ของข้อนี้ไปแล้ว ข้อที่เลิกถามให้ตอบว่าเลิกถามเพราะอะไร ไม่ลบ",
)
LIST_WANTED = Rule(
    "items-list",
    "ส่วนนี้ควรเขียนเป็นข้อ",
    Level.ADVICE,
    wrong="## ปุ (ถาม)\n\nจะจดคำตอบอย่างไร และใครเป็นผู้จด",
    right="## ปุ (ถาม)\n\n- จะจดคำตอบอย่างไร {#q7x2m9}\n- ใครเป็นผู้จด {#q4n8ta}",
    why="คำถามที่เขียนเป็นข้อขึ้นต้นด้วย - จะไปอยู่ในหน้าคำถามที่ยังรอคำตอบ ข้อความต่อกันเป็นย่อหน้าไม่มีใครตามได้",
)
ANSWER_UNKNOWN = Rule(
    "answer-unknown",
    "ไม่พบคำถามที่เรื่องนี้ตอบ",
    wrong="answers: [q00000]",
    right="answers: [q7x2m9]",
    why="คำตอบเป็นลิงก์ให้ผู้ถามตามมาอ่าน รหัสที่ไม่มีอยู่จริงทำให้คำถามยังค้าง",
)
ANSWER_CIRCLE = Rule(
    "answer-circle",
    "คำตอบวนกลับมาที่เดิม",
    wrong="answers: [q7x2m9]   ← คำถามของเรื่องนี้เอง",
    right="answers: []",
    why="เรื่องที่ตอบคำถามของตนเองหรือตอบวนกันทำให้คำถามดูเหมือนปิดแล้วทั้งที่ไม่มีใครตอบ ถ้าได้คำตอบในวงแล้วให้เขียนในส่วน ลิ (เขียน)",
)
ACTION_PART = Rule(
    "action-part",
    "การดำเนินงานบอกไม่ครบ",
    wrong="- รวบรวมชุดคำถาม {#a4n8ta}\n    - ผู้รับผิดชอบ: กลุ่มนิเทศฯ",
    right="- รวบรวมชุดคำถาม {#a4n8ta}\n    - ผู้รับผิดชอบ: กลุ่มนิเทศฯ\n    - กำหนดแล้วเสร็จ: 15 ธ.ค. 2569",
    why="งานที่ไม่บอกว่าใครทำและเสร็จเมื่อใด ติดตามไม่ได้",
)
ACTION_PROOF = Rule(
    "action-proof",
    "ปิดงานโดยไม่มีหลักฐาน",
    wrong="    - สถานะ: เสร็จแล้ว",
    right="    - สถานะ: เสร็จแล้ว\n    - หลักฐาน: [ชุดคำถาม](../knowledge/look-before-naming.md)",
    why="หลักฐานทำให้คนที่ต้องการเรื่องนี้ได้ใช้ผลของงาน และผู้ตรวจเห็นว่าทำจริง",
)
ACTION_PERSON = Rule(
    "action-person",
    "ผู้รับผิดชอบเป็นชื่อคน",
    wrong="    - ผู้รับผิดชอบ: นายสมชาย ใจดี",
    right="    - ผู้รับผิดชอบ: ผู้อำนวยการกลุ่มนิเทศฯ",
    why="งานเป็นของตำแหน่งหรือกลุ่มงาน เมื่อคนย้ายไปงานยังมีเจ้าของ และคลังไม่เก็บชื่อคนโดยไม่จำเป็น",
    is_allowable=False,
)

LETTERS = ("q", "a", "n")
# นายกเทศมนตรี, นายอำเภอ, นายทะเบียน and the like are posts
PERSON = r"^(?:นาย(?!ก|อำเภอ|ทะเบียน|สถานี|แพทย์|ช่าง|ตรวจ|ด่าน)|นางสาว|นาง|น\.ส\.|ว่าที่ ?(?:ร้อย|ร\.)|ดร\.|ครู[ก-ฮเ-ไ][ก-๎]* [ก-ฮเ-ไ])"


def check(text: Entry | Translation, library: Library) -> Iterator[Problem]:
    """The lists of one entry."""
    if isinstance(text, Translation) or not text.is_public:
        return
    for letter in LETTERS:
        for item in items(text, letter):
            yield from _id(text, item, library)
    for item in items(text, "a"):
        yield from _action(text, item, library)
    yield from _list_wanted(text)
    yield from _answers(text, library)


def gone(library: Library, before: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    """Ids that files had in an earlier version (file → ids) and that nothing has now.

    A withdrawn entry takes its questions along: withdrawing is the way to take something back.
    """
    living = _first(library).keys()
    for path, lost_ids in sorted(before.items()):
        entry = library.by_path.get(path)
        if entry is not None and entry.status == "withdrawn":
            continue
        for lost in lost_ids:
            if lost not in living:
                where = "ให้นำข้อนั้นกลับมาพร้อมรหัสเดิม" if entry else "ให้นำไฟล์กลับมาแล้วถอนด้วย khlang withdraw"
                line = f"ข้อที่มีรหัส {{#{lost}}} หายไป {where} ถ้าไม่ต้องการคำตอบแล้ว ให้เขียนเรื่องที่มี answers: [{lost}] บอกเหตุผล"
                yield ID_GONE.at(path, 1, line)


def _id(entry: Entry, item: Item, library: Library) -> Iterator[Problem]:
    if item.id is None:
        made = _suggested(library)[entry.path, item.line]
        message = f"ข้อนี้ยังไม่มีรหัส ให้พิมพ์ {{#{made}}} ต่อท้าย หรือสั่ง khlang check --fix"
        yield ID_MISSING.at(entry.path, item.line, message, item.end, 0, f" {{#{made}}}")
    elif not item.is_named:
        made = ids.derived(item.letter, f"{entry.path} {item.text}", _first(library))
        yield ID_FORM.at(entry.path, item.line, f"รหัส {item.id} ไม่ถูกรูป ให้พิมพ์ {{#{made}}} แทน")
    elif _first(library)[item.id] != (entry.path, item.line):
        made = ids.derived(item.letter, f"{entry.path} {item.text}", _first(library))
        path, line = _first(library)[item.id]
        message = f"รหัส {item.id} เป็นของข้อใน {path} บรรทัด {line} แล้ว ให้พิมพ์ {{#{made}}} แทน"
        yield ID_TAKEN.at(entry.path, item.line, message)


def _action(entry: Entry, item: Item, library: Library) -> Iterator[Problem]:
    typed = {label: part.value if (part := item.part(label)) else "" for label in PARTS}
    line = {label: part.line if (part := item.part(label)) else item.line for label in PARTS}
    for label, example in ((RESPONSIBLE, "กลุ่มนิเทศฯ"), (DUE, "15 ธ.ค. 2569")):
        if not typed[label]:
            message = f"ข้อนี้ยังไม่บอก{label} ให้เพิ่มบรรทัดใต้ข้อ ย่อเข้าไปสี่ช่อง “    - {label}: {example}”"
            yield ACTION_PART.at(entry.path, item.line, message)
    if typed[DUE] and read_day(typed[DUE]) is None:
        message = f"อ่านวันที่ “{typed[DUE]}” ไม่ได้ ให้พิมพ์เช่น 15 ธ.ค. 2569 หรือ 2026-12-15"
        yield ACTION_PART.at(entry.path, line[DUE], message)
    if typed[STATE] and typed[STATE] not in STATES:
        near = nearest(typed[STATE], STATES, limit=1)
        message = f"ไม่รู้จักสถานะ “{typed[STATE]}” ให้พิมพ์ {near[0] if near else ' หรือ '.join(STATES)}"
        yield ACTION_PART.at(entry.path, line[STATE], message)
    if typed[STATE] in (DONE, DROPPED) and not typed[PROOF]:
        what = "หลักฐาน เช่น ลิงก์ของเรื่อง หรือเลขที่หนังสือ" if typed[STATE] == DONE else "เหตุผลที่ยกเลิก"
        message = f"สถานะ{typed[STATE]} ต้องมี{what} ให้เพิ่มบรรทัด “    - หลักฐาน: …” ถ้ายังไม่มีให้ใช้ กำลังดำเนินการ"
        yield ACTION_PROOF.at(entry.path, line[STATE], message)
    if (
        typed[RESPONSIBLE]
        and library.vocabulary.owner(typed[RESPONSIBLE]) is None
        and re.match(PERSON, typed[RESPONSIBLE])
    ):
        yield ACTION_PERSON.at(entry.path, line[RESPONSIBLE], "ผู้รับผิดชอบดูเหมือนชื่อคน ให้พิมพ์ตำแหน่งหรือกลุ่มงานแทน")


def _list_wanted(entry: Entry) -> Iterator[Problem]:
    for section in entry.kind.sections:
        loose = list(loose_ids(entry, section)) if section.item else []
        for line, id_ in loose:
            message = f"บรรทัดนี้มีรหัส {{#{id_}}} แต่ไม่เป็นข้อ ให้ขึ้นต้นด้วย - แล้วเว้นวรรค ชิดซ้าย และเว้นบรรทัดว่างก่อนข้อแรก"
            yield ID_LOOSE.at(entry.path, line, message)
        if loose or not section.item or items(entry, section.item):
            continue
        lines = entry.body.split("\n")
        for first, last in blocks(entry, section):
            start = entry.front_matter.body_line
            written = "".join(lines[first - start : last - start + 1]).strip()
            if not is_nothing(written):
                yield LIST_WANTED.at(
                    entry.path, first - 1, f"ให้เขียน “{section.heading}” เป็นข้อ แต่ละข้อขึ้นต้นด้วย - แล้วเว้นวรรค"
                )


def _answers(entry: Entry, library: Library) -> Iterator[Problem]:
    for i, named in enumerate(entry.meta.answers):
        line = entry.front_matter.line("answers", i)
        if is_address(named):
            if (foreign := find(library, named)) is None or foreign.question is None:
                why = unknown(library, named) if foreign is None else "ไม่ใช่คำถาม ให้คัดลอกที่อยู่สั้นของคำถาม"
                yield ANSWER_UNKNOWN.at(entry.path, line, f"answers: {named} {why}")
        elif named not in _asked(library):
            near = nearest(named, _asked(library), limit=1)
            hint = f"หมายถึง {near[0]} ใช่ไหม" if near else "ให้คัดลอกรหัสจากหน้าคำถามที่ยังรอคำตอบ"
            hint = "answers ใส่รหัสของคำถาม (ขึ้นต้นด้วย q) ไม่ใช่รหัสของเรื่อง" if named in library.by_id else hint
            yield ANSWER_UNKNOWN.at(entry.path, line, f"ไม่พบคำถามรหัส {named} {hint}")
        elif _asked(library)[named] is entry:
            message = f"{named} เป็นคำถามของเรื่องนี้เอง ให้ลบออกจาก answers แล้วเขียนคำตอบในส่วน ลิ (เขียน) หรือในเรื่องใหม่"
            yield ANSWER_CIRCLE.at(entry.path, line, message)
        elif entry.path in (round_ := _circle(library, entry, _asked(library)[named])):
            way = " → ".join((*round_, round_[0]))
            yield ANSWER_CIRCLE.at(entry.path, line, f"ตอบวนกัน {way} ให้ลบ answers ของเรื่องที่ไม่ได้ตอบจริง")


def _circle(library: Library, entry: Entry, asked_in: Entry) -> tuple[str, ...]:
    """The circle of answers that holds both entries, or nothing."""
    return next((circle for circle in _circles(library) if {entry.path, asked_in.path} <= set(circle)), ())


@remembered
def _circles(library: Library) -> tuple[tuple[str, ...], ...]:
    asked = _asked(library)
    named = {entry.path: [asked[id_].path for id_ in entry.meta.answers if id_ in asked] for entry in library.entries}
    others = {path: [id_ for id_ in answered if id_ != path] for path, answered in named.items()}
    return tuple(circles(others, lambda path: (library.by_path[path].date or library.today, path)))


@remembered
def _asked(library: Library) -> dict[str, Entry]:
    """Id of a question → the entry that asks it; withdrawn entries ask nothing."""
    return {
        item.id: entry
        for entry in reversed(library.entries)
        if entry.status != "withdrawn"
        for item in items(entry, "q")
        if item.id
    }


@remembered
def _first(library: Library) -> dict[str, tuple[str, int]]:
    """Every id of an item → file and line of its owner: of two the elder entry's, so that a copy harms no original."""
    owners: dict[str, tuple[str, int]] = {}
    for entry in sorted(library.entries, key=lambda other: (other.date or library.today, other.path)):
        for letter in LETTERS:
            for item in items(entry, letter):
                if item.id is not None:
                    owners.setdefault(item.id, (entry.path, item.line))
    return owners


@remembered
def _suggested(library: Library) -> dict[tuple[str, int], str]:
    """Place of an item without an id → the id to give it, always the same for the same words in the same file."""
    taken = set(_first(library))
    suggested: dict[tuple[str, int], str] = {}
    for entry in library.entries:
        for letter in LETTERS:
            for item in items(entry, letter):
                if item.id is None:
                    suggested[entry.path, item.line] = made = ids.derived(letter, f"{entry.path} {item.text}", taken)
                    taken.add(made)
    return suggested
