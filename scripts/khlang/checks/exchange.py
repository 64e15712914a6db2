"""Weekly exchanges: one summary for a group and week, cleared for the public, none from the future, none of a group that is gone."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from khlang.content.entry import Entry, Translation, is_kind
from khlang.content.kind import Latest
from khlang.content.kinds.exchange import Exchange
from khlang.content.library import Library, remembered
from khlang.content.problem import Problem, Rule
from khlang.content.vocabulary import Group
from khlang.exchange.weeks import monday_of
from khlang.thai.dates import thai_date, week_name

TWICE = Rule(
    "week-twice",
    "กลุ่มเดียวกันมีสองสรุปในสัปดาห์เดียว",
    wrong="date: 2026-11-19   ← มีสรุปประจำสัปดาห์ของวันที่ 17 แล้ว",
    right="date: 2026-11-19\noccasion: meeting",
    why="กระดานนับสัปดาห์ละหนึ่งสรุปต่อกลุ่ม สองฉบับทำให้ผู้อ่านไม่รู้ว่าฉบับใดใช้ได้",
)
AHEAD = Rule(
    "week-ahead",
    "สรุปของสัปดาห์ที่ยังมาไม่ถึง",
    wrong="date: 2027-11-17",
    right="date: 2026-11-17",
    why="สรุปเขียนหลังแลกเปลี่ยน วันที่ในอนาคตมักพิมพ์ปีหรือเดือนผิด แล้วไปอยู่ผิดช่องของกระดาน",
)
NOT_CLEARED = Rule(
    "public-missing",
    "ยังไม่ได้ยืนยันว่าเปิดเผยต่อสาธารณะได้",
    wrong="status: published",
    right="status: published\npublic: true",
    why="การประชุมอาจมีเรื่องบุคคล กฎหมาย หรือการตรวจสอบ ก่อนเผยแพร่ต้องมีคนอ่านแล้วเห็นว่าเปิดเผยได้",
)
REASON = Rule(
    "week-reason",
    "เหตุผลไม่ตรงกับสิ่งที่บันทึก",
    wrong="state: no-meeting",
    right="state: no-meeting\nreason: ไปราชการทั้งกลุ่ม",
    why="สัปดาห์ที่งดต้องบอกเหตุผล ส่วนการประชุมที่ไม่เผยแพร่บันทึกเพียงวันที่ เหตุผลอาจบอกสิ่งที่ต้องปิด",
)
GROUP_GONE = Rule(
    "group-ended",
    "กลุ่มนี้ไม่มีแล้วในวันนั้น",
    wrong="owner: กลุ่มเดิม   ← รวมกับกลุ่มอื่นก่อนวันที่ของเรื่อง",
    right="owner: กลุ่มที่รวมแล้ว",
    why="เรื่องของกลุ่มที่รวมหรือยุบแล้วยังอยู่กับกลุ่มเดิม เรื่องใหม่ต้องอยู่กับกลุ่มปัจจุบัน ประวัติจึงถูกทั้งสองฝ่าย",
)


def check(text: Entry | Translation, library: Library) -> Iterator[Problem]:
    """What is wrong with a summary, or with the record of a week without one."""
    if isinstance(text, Translation) or not text.is_public or library.has_faulty_vocabulary:
        return
    yield from _group(text, library)
    yield from _ahead(text, library)
    if is_kind(text, Exchange) and not text.meta.public:
        message = "เรื่องนี้จะเผยแพร่แล้ว ให้ผู้รับผิดชอบอ่านว่าเปิดเผยได้ทุกข้อ แล้วพิมพ์ public: true ในส่วนหัว"
        key = "public" if "public" in text.front_matter.values else "status"
        yield NOT_CLEARED.at(text.path, text.front_matter.line(key), message)
    yield from _together(text)
    if text.meta.fills_week:
        yield from _twice(text, library)


def _together(entry: Entry) -> Iterator[Problem]:
    for rule in entry.kind.asking.when:
        is_answered = bool(entry.meta.value(rule.other))
        if entry.meta.value(rule.field) == rule.value and is_answered != rule.is_wanted:
            line = entry.front_matter.line(rule.field if rule.is_wanted else rule.other)
            yield REASON.at(entry.path, line, rule.message)


def _ahead(entry: Entry, library: Library) -> Iterator[Problem]:
    if entry.kind.latest is not Latest.THIS_WEEK:
        return
    if monday_of(entry.day) > monday_of(library.today):
        day = thai_date(entry.day, library.settings.numerals)
        message = f"{day} อยู่ในสัปดาห์ที่ยังมาไม่ถึง ให้แก้วันที่ ถ้ายังไม่ได้แลกเปลี่ยนให้ใช้ status: draft"
        yield AHEAD.at(entry.path, entry.front_matter.line("date"), message)


def _group(entry: Entry, library: Library) -> Iterator[Problem]:
    owner = library.owner(entry)
    if not isinstance(owner, Group) or entry.date is None or owner.is_there(entry.date):
        return
    line = entry.front_matter.line("owner")
    if owner.until and entry.date > owner.until:
        heir = library.vocabulary.groups.find(owner.successor or "")
        then = f"ให้พิมพ์ owner: {heir.label}" if heir else "ให้พิมพ์กลุ่มที่รับงานต่อ"
        day = thai_date(owner.until, library.settings.numerals)
        yield GROUP_GONE.at(entry.path, line, f"{owner.label} มีถึงวันที่ {day} {then}")
    else:
        yield GROUP_GONE.at(entry.path, line, f"{owner.label} ยังไม่มีในวันที่ของเรื่องนี้ ให้พิมพ์กลุ่มในขณะนั้น หรือแก้วันที่")


def _twice(entry: Entry, library: Library) -> Iterator[Problem]:
    owner = library.owner(entry)
    if owner is None:
        return
    others = _of_week(library).get((owner.key, monday_of(entry.day), entry.is_example), [entry])
    if others[0] is not entry:
        week = week_name(monday_of(entry.day), library.settings.numerals)
        message = (
            f"{owner.label} มีบันทึกของ{week}แล้วใน {others[0].path} ให้รวมเป็นเรื่องเดียว "
            "ถ้าเป็นการประชุมอื่นในสัปดาห์เดียวกัน ให้ใช้ occasion: meeting"
        )
        yield TWICE.at(entry.path, entry.front_matter.line("date"), message)


@remembered
def _of_week(library: Library) -> dict[tuple[str, datetime.date, bool], list[Entry]]:
    """Group, Monday, whether made up as an example → the public entries that fill that cell, by path."""
    by_cell: dict[tuple[str, datetime.date, bool], list[Entry]] = {}
    for entry in sorted(library.entries, key=lambda other: other.path):
        owner = library.owner(entry)
        if owner and entry.is_public and entry.meta.fills_week:
            by_cell.setdefault((owner.key, monday_of(entry.day), entry.is_example), []).append(entry)
    return by_cell
