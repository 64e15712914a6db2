"""Names that must stand in a vocabulary: owners, tags, grades, subjects, skills, groups, ids of other entries."""

from __future__ import annotations

from collections.abc import Iterator

from khlang.content.entry import Entry, Translation, is_kind
from khlang.content.fields import file_of
from khlang.content.kind import Latest
from khlang.content.kinds.adoption import Adoption
from khlang.content.kinds.practice import Practice
from khlang.content.kinds.research import Research
from khlang.content.library import Library
from khlang.content.problem import Level, Problem, Rule
from khlang.content.vocabulary import Names

OWNER = Rule(
    "owner-unknown",
    "ไม่รู้จักเจ้าของเรื่อง",
    wrong="owner: กลุ่มนิเทด",
    right="owner: กลุ่มนิเทศฯ",
    why="เจ้าของเรื่องใช้จัดรายการของกลุ่มงานและโรงเรียน ชื่อที่ไม่อยู่ในบัญชีทำให้เรื่องไม่มีเจ้าของ",
)
OWNER_NEW = Rule(
    "owner-new",
    "เจ้าของของฉบับร่างยังไม่อยู่ในบัญชี",
    Level.ADVICE,
    wrong="owner: โรงเรียนบ้านใหม่ (สพป.ตัวอย่าง เขต 1)",
    right="owner: โรงเรียนบ้านใหม่   ← เมื่อเพิ่มใน schools.yml แล้ว",
    why="ครูของโรงเรียนที่ยังไม่อยู่ในรายการส่งเรื่องได้ ผู้ดูแลเพิ่มโรงเรียนก่อน เรื่องจึงเผยแพร่ได้",
)
TERM = Rule(
    "term-unknown",
    "คำไม่อยู่ในบัญชีคำ",
    wrong="tags: [การคิดด]",
    right="tags: [ทักษะการคิด]",
    why="คำจากบัญชีทำให้เรื่องที่เกี่ยวกันอยู่ด้วยกัน ถ้าต้องการคำใหม่ให้เพิ่มในบัญชีก่อน",
)
SOURCE = Rule(
    "based-on-unknown",
    "ไม่พบเรื่องที่อ้างเป็นที่มา",
    wrong="based_on: [k00000]",
    right="based_on: [k7x2m9]",
    why="ที่มาเป็นลิงก์ให้ผู้อ่านตามกลับไปได้ รหัสที่ไม่มีอยู่จริงพาไปไม่ถึง",
)
PRACTICE = Rule(
    "practice-unknown",
    "ไม่พบแนวปฏิบัติที่ทดสอบ",
    wrong="practice: k7x2m9",
    right="practice: p4n8ta",
    why="หน้าของแนวปฏิบัติแสดงงานวิจัยที่ทดสอบไว้ รหัสที่ไม่ใช่แนวปฏิบัติทำให้ผู้อ่านไม่เห็นหลักฐาน",
)
FUTURE = Rule(
    "date-future",
    "วันที่ยังมาไม่ถึง",
    Level.ADVICE,
    wrong="date: 2027-11-22",
    right="date: 2026-11-22",
    why="เรื่องที่เผยแพร่แล้วแต่วันที่ยังไม่ถึง มักพิมพ์ปีหรือเดือนผิด",
)


def check(text: Entry | Translation, library: Library) -> Iterator[Problem]:
    """Every name that the front matter takes from a vocabulary is in it."""
    if isinstance(text, Translation) or library.has_faulty_vocabulary:  # one fault in _data, not one in every file
        return
    owner = text.meta.owner
    if owner and library.vocabulary.owner(owner) is None and not text.is_public and text.kind.is_listed:
        message = f"“{owner}” ยังไม่อยู่ในบัญชี ผู้ดูแลเพิ่มใน schools.yml แล้วแก้ owner ให้ตรง ก่อนเปลี่ยนเป็น published"
        yield OWNER_NEW.at(text.path, text.front_matter.line("owner"), message)
    elif owner and library.vocabulary.owner(owner) is None:
        near = library.vocabulary.groups.near(owner) or library.vocabulary.schools.near(owner)
        yield OWNER.at(
            text.path,
            text.front_matter.line("owner"),
            (f"ไม่พบ “{owner}” ในบัญชีกลุ่มงานและโรงเรียน {_advice(near, 'groups.yml หรือ schools.yml')}{_outside(text)}"),
        )
    for field, source in text.meta.vocabularies().items():
        if field != "owner":
            (name,) = source.vocabularies
            find_faults = _out_of_range if source.by_place else _unknown
            yield from find_faults(text, field, library.vocabulary.of(name), file_of(name))
    for i, id_ in enumerate(text.meta.based_on):
        if id_ not in library.by_id and id_ not in library.unread:
            yield SOURCE.at(
                text.path,
                text.front_matter.line("based_on", i),
                (f"ไม่มีเรื่องที่ใช้รหัส {id_} ให้คัดลอกรหัสจากท้ายหน้าของเรื่องที่เป็นที่มา"),
            )
    if is_kind(text, Research):
        yield from _practice(text, library)
    if text.kind.latest is Latest.TODAY and text.date and text.date > library.today and text.is_public:
        yield FUTURE.at(
            text.path,
            text.front_matter.line("date"),
            (f"วันที่ {text.date} ยังมาไม่ถึง ถ้าพิมพ์ผิดให้แก้ ถ้าเรื่องยังไม่เกิดให้ใช้ status: draft"),
        )


def _practice(entry: Entry[Research], library: Library) -> Iterator[Problem]:
    tested = entry.meta.practice
    if tested and tested not in library.unread and library.find(Practice, tested) is None:
        yield PRACTICE.at(
            entry.path,
            entry.front_matter.line("practice"),
            f"ไม่มีแนวปฏิบัติที่ใช้รหัส {tested} ให้คัดลอกรหัสที่ขึ้นต้นด้วย p จากท้ายหน้าของแนวปฏิบัตินั้น",
        )


def _outside(entry: Entry) -> str:
    """What else an owner may be who is in no vocabulary."""
    if not is_kind(entry, Adoption):
        return ""
    return " ถ้าอยู่นอกสังกัด ให้ใช้ adopter, office และ province แทน owner"


def _unknown(entry: Entry, field: str, names: Names, file: str) -> Iterator[Problem]:
    for i, typed in enumerate(entry.meta.names(field)):
        if names.find(typed) is None:
            yield TERM.at(
                entry.path,
                entry.front_matter.line(field, i),
                (f"{field}: ไม่พบ “{typed}” ในบัญชีคำ {_advice(names.near(typed), file)}"),
            )


def _out_of_range(entry: Entry, field: str, names: Names, file: str) -> Iterator[Problem]:
    """Numbers that no row of the vocabulary has; the rows are counted from 1."""
    for i, number in enumerate(entry.meta.value(field)):
        if number > len(names.rows):
            known = f"พิมพ์เลข 1 ถึง {len(names.rows)}" if names.rows else "ลบหัวข้อนี้ เพราะบัญชียังว่าง"
            yield TERM.at(
                entry.path,
                entry.front_matter.line(field, i),
                f"{field}: ไม่มีลำดับที่ {number} ให้{known} ตาม docs/_data/{file}",
            )


def _advice(near: list[str], file: str) -> str:
    if near:
        return f"หมายถึง {' หรือ '.join(f'“{name}”' for name in near)} ใช่ไหม ให้พิมพ์คำนั้นแทน"
    return f"ดูคำที่ใช้ได้ใน docs/_data/{file}"
