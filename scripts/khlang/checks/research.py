"""Surveys and studies: their data, the references to them, and numbers that somebody typed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from khlang.checks.prose import Prose
from khlang.content.entry import Entry, Translation, is_kind
from khlang.content.items import blocks
from khlang.content.kinds.research import Research
from khlang.content.library import Library, remembered_of_files
from khlang.content.problem import Level, Problem, Rule
from khlang.research import scores
from khlang.research.findings import FIELDS, data_path, findings
from khlang.research.references import PLACE, key, known, near, references
from khlang.research.typed import Wrong, wrong
from khlang.survey import FOLDER, earlier
from khlang.survey import data as survey_data
from khlang.survey.data import Survey
from khlang.survey.summary import weaknesses

MISSING = Rule(
    "data-missing",
    "ไม่พบไฟล์ข้อมูลของการวิจัยหรือการสำรวจ",
    wrong="data: needs.xlsx",
    right="data: data/needs-2569.json",
    why="ตาราง ภาพ และประโยคคำนวณจากไฟล์นี้ ไฟล์คำตอบของคนไม่เข้าคลัง เข้าเฉพาะผลสรุปที่คำสั่งสร้าง",
)
FAULTY = Rule(
    "data-faulty",
    "ไฟล์ข้อมูลของเรื่องนี้มีสิ่งที่ต้องแก้",
    wrong="data: data/old.json",
    right="data: data/needs-2569.json",
    why="เรื่องที่คำนวณจากข้อมูลที่ใช้ไม่ได้จะไม่มีผลให้อ่าน จึงพักไว้จนกว่าจะแก้ไฟล์ข้อมูล",
)
COMPARED = Rule(
    "data-compared",
    "ไฟล์ข้อมูลสองไฟล์เทียบกันแล้วบอกคำตอบของคนน้อยคน",
    wrong="data/service-2569.json กับ data/service-2569-b.json ที่มีผู้ตอบเพิ่ม 1 คน",
    right="data/service-2569.json ไฟล์เดียว",
    why="ผู้อ่านลบสองไฟล์กันได้ ส่วนต่างคือคำตอบของคนที่เพิ่มหรือลด คำสั่ง khlang survey เทียบให้ก่อนเขียน แต่ไฟล์จากหน้าเว็บหรือเครื่องอื่นยังไม่ได้เทียบ",
)
REFERENCE = Rule(
    "reference-unknown",
    "ไม่รู้จักคำอ้างค่าที่คำนวณ",
    wrong="[[ค่าเฉลีย ข้อ 1]]",
    right="[[ค่าเฉลี่ย ข้อ 1]]",
    why="คำในวงเล็บคู่จะกลายเป็นตัวเลขหรือประโยคที่คำนวณ คำที่ไม่รู้จักจะค้างอยู่ในหน้าให้ผู้อ่านเห็น",
)
DIFFERS = Rule(
    "number-differs",
    "ตัวเลขที่พิมพ์ไม่ตรงกับที่คำนวณจากข้อมูล",
    wrong="โดยรวมอยู่ในระดับมาก (x̄ = 4.26)",
    right="โดยรวมอยู่ในระดับมาก (x̄ = [[ค่าเฉลี่ย]])",
    why="ตัวเลขที่พิมพ์เองผิดได้และค้างอยู่เมื่อข้อมูลเปลี่ยน ถ้าเป็นตัวเลขจากที่อื่น ให้เว้นกฎในบรรทัดนั้นพร้อมเหตุผล",
    is_allowable=True,
)
WEAK = Rule(
    "instrument-weak",
    "ข้อคำถามหรือด้านที่วัดได้ไม่ดีพอ",
    Level.ADVICE,
    wrong="data: data/needs-2569.json",
    right="# khlang: allow instrument-weak รายงานรายข้อ ไม่รวมเป็นคะแนน\ndata: data/needs-2569.json",
    why="IOC ต่ำกว่า 0.50 และแอลฟาต่ำกว่า 0.70 หรือติดลบ แปลว่าคะแนนรวมอาจไม่ได้วัดสิ่งที่บอกว่าวัด ผู้เขียนควรรู้ก่อนสรุป ผู้อ่านเห็นค่าอยู่แล้ว",
)


def check(text: Entry | Translation, library: Library) -> Iterator[Problem]:
    """Data that are not there, references that mean nothing, numbers that differ (but for plans: those are targets)."""
    if isinstance(text, Translation) or not is_kind(text, Research) or text.status == "withdrawn":
        return
    found = findings(library, text)
    for field in found.missing:
        command = "khlang survey" if field == "data" else "khlang scores"
        yield MISSING.at(
            text.path,
            text.front_matter.line(field),
            f"ไม่พบไฟล์ {text.meta.data_files[field]} ใน docs/{FOLDER}/ ให้สร้างด้วยคำสั่ง {command} แล้วพิมพ์ {field}: data/ชื่อไฟล์.json",
        )
    for path in dict.fromkeys(problem.path for problem in found.problems):
        yield FAULTY.at(text.path, 1, _HELD.format(path))
    yield from _references(text, library)
    yield from _references_above(text)
    if found.results is not None:
        line = text.front_matter.line("data")
        yield from (WEAK.at(text.path, line, said) for said in weaknesses(found.results, is_sure=True))
    if found:
        prose = Prose(text)
        problems = (prose.at(DIFFERS, one.start, one.end, _differs(one)) for one in wrong(prose.words, found))
        plans = [block for section in text.kind.sections if section.item for block in blocks(text, section)]
        yield from (one for one in problems if not any(first <= one.line <= last for first, last in plans))


def check_files(library: Library) -> Iterator[Problem]:
    """What is wrong with the files of data themselves, told once for each, whether an entry uses it or not."""
    used = {data_path(entry, field): entry for entry in library.entries for field in FIELDS}
    for path in _data_files(library):
        if path in used:
            yield from (problem for problem in findings(library, used[path]).problems if problem.path == path)
            continue
        found = _read(library, path)
        yield from found if isinstance(found, list) else ()


def check_differences(library: Library) -> Iterator[Problem]:
    """Files of data that together tell of too few: the command compares before it writes, a page or another machine cannot."""
    surveys: dict[str, Survey] = {}
    studies: dict[str, scores.Study] = {}
    for path in _data_files(library):
        found = _read(library, path)
        if isinstance(found, Survey):
            surveys[path] = found
        elif isinstance(found, scores.Study):
            studies[path] = found
    told = {
        (first, second): why
        for first, second in combinations(surveys, 2)
        if (why := earlier.why_not(surveys[first], surveys[second]))
    } | {
        (first, second): why
        for first, second in combinations(studies, 2)
        if (why := scores.why_not(studies[first], studies[second]))
    }
    users = [(data_path(entry, field), entry) for entry in library.entries for field in FIELDS]
    for (first, second), why in told.items():
        yield COMPARED.at(second, 1, f"เทียบกับ {first}: {why}")
        yield from (FAULTY.at(one.path, 1, _HELD.format(second)) for path, one in users if path == second)


_HELD = "ไฟล์ {} มีสิ่งที่ต้องแก้ จึงพักเรื่องนี้ไว้ด้วย ให้แก้ไฟล์นั้นก่อน"


@remembered_of_files
def _read(library: Library, path: str) -> Survey | scores.Study | list[Problem]:
    data = library.read(path)
    return scores.read(data, path) if b'"skills"' in data else survey_data.read(data, path)


def _data_files(library: Library) -> list[str]:
    return sorted(one for one in library.files if one.startswith(f"{FOLDER}/") and one.endswith(".json"))


def _references(entry: Entry, library: Library) -> Iterator[Problem]:
    found = findings(library, entry)
    keys = known(found)
    for reference in references(entry.body):
        if (reference.typed.strip() == PLACE and found) or key(reference.typed, keys):
            continue
        if not found:
            if entry.meta.data_files:
                continue  # its file is at fault, which is told
            advice = "เรื่องนี้ยังไม่มีข้อมูล ให้เพิ่มบรรทัด data: ก่อน หรือลบวงเล็บ"
        else:
            near_ones = near(reference.typed, keys) or [PLACE, *list(keys)[:4]]
            advice = "ให้พิมพ์ " + " หรือ ".join(f"[[{one}]]" for one in near_ones)
        line = entry.front_matter.body_line + entry.body.count("\n", 0, reference.start)
        yield REFERENCE.at(entry.path, line, f"ไม่รู้จัก [[{reference.typed}]] {advice}")


def _references_above(entry: Entry) -> Iterator[Problem]:
    for field, typed in (("title", entry.meta.title), ("summary", entry.meta.summary)):
        for reference in references(typed):
            message = f"{field} ใช้ [[{reference.typed}]] ไม่ได้ ใช้ได้เฉพาะในเนื้อหา ให้พิมพ์ตัวเลข โปรแกรมจะบอกเมื่อไม่ตรงกับข้อมูล"
            yield REFERENCE.at(entry.path, entry.front_matter.line(field), message)


def _differs(found: Wrong) -> str:
    places = len(found.typed.partition(".")[2])
    shown = list(
        dict.fromkeys(
            f"{one.of} {one.shown(max(places, 0 if found.sort.name == 'COUNT' else 2))}" for one in found.right
        )
    )
    if found.is_named:
        return f"{found.sort} {found.typed} ไม่ตรงกับข้อมูล ที่คำนวณได้คือ {' หรือ '.join(shown[:3])} ให้แก้ หรือใช้ [[…]] แทนตัวเลข"
    return f"ไม่มี{found.sort}ใดในข้อมูลเป็น {found.typed} ที่ใกล้ที่สุดคือ {' หรือ '.join(shown[:3])} ให้แก้ หรือใช้ [[…]] แทนตัวเลข"
