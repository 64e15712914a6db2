"""Marks that slid one letter to the right, as in text copied out of a PDF: นกัเรียน, แลว้, เพอื่.

Many such sequences are Thai elsewhere (ปก + นัก), so a text is looked at word by word only where one of the common words
stands in it in a form that Thai does not have; then what is no word of the list and becomes one is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from .words import dictionary, frequencies, words

_MARKS = "[ัิีึืุู็์่้๊๋]"
_SLID = re.compile(rf"(?=(?P<first>[ก-ฮ])(?P<second>[ก-ฮ])(?P<marks>{_MARKS}+))")
_STOOD = re.compile(rf"(?P<first>[ก-ฮ])(?P<marks>{_MARKS}+)(?P<second>[ก-ฮ])")
_RUN = re.compile("[ก-ฺเ-๎]{3,}")
_COMMON = (  # noqa: SIM905, words are read more easily as a sentence
    "แล้ว หรือ ต้อง ด้วย ขึ้น ซึ่ง เรื่อง เพื่อ หนึ่ง เมื่อ ทั้ง ส่วน ก่อน เช่น อื่น ครั้ง เด็ก สิ่ง เหมือน ปัญหา สังคม เสียง ช่วย เป็น น้อย ร่วม พัฒนา เดียว ระดับ "
    "โรงเรียน นักเรียน หนังสือ ข้อมูล เรียน เขียน ประชุม ศึกษา เปลี่ยน พื้นที่ จำเป็น ดำเนินการ กิจกรรม ประเมิน บันทึก "
    "หลัก หลักสูตร จัดการ จัดทำ สำคัญ ชีวิต พร้อม เพิ่ม วันที่ สำหรับ หลัง วิธี วิธีการ ตัวอย่าง ห้อง ผู้เรียน ชั้น จังหวัด ส่งเสริม ปฏิบัติ ป้องกัน ปัจจุบัน ร้อยละ ต่อไป ตั้งแต่ เครื่อง "
    "คุณภาพ ดังนี้ ขั้นตอน ขั้นพื้นฐาน ร้อย ปรับ ข้อสอบ ตั้ง ทักษะ เชื่อ ครั้งที่ ผู้ปกครอง"
).split(" ")

_TELLING = (  # noqa: SIM905
    "เปน็ แลว้ ตอ้ง ดว้ย เพอื่ หรอื ซงึ่ เรยีน ขนึ้ กอ่น จงัห พฒั นกัเ หลกั ทงั้ สว่น พรอ้ เพมิ่ ชว่ย ปญัห สำหรบั ครงั้ ขอ้ม กจิก หนงัส หลงั ศกึษ สงิ่ เชน่ เครอื่ เดก็ เรอื่ เมอื่ ชวีิ บนัท "
    "ประชมุ รว่ม ดำเนนิ ชนั้ บรหิ"
).split(" ")  # pieces that stand nowhere in 10,000 pieces of news; few, as every text is searched for each


def displaced(text: str, is_suspect: bool = False) -> Iterator[tuple[int, int, str, bool]]:
    """The places of slid marks in a text in normal form, each with what belongs there, and whether nothing else can be meant.

    Sure is a common word of four letters or more: a shorter one may be a piece of a name that no list knows.

    A text that is not suspect for other reasons is looked at only where one of the commonest words stands in it broken.
    """
    if not (is_suspect or any(form in text for form in _TELLING)):
        return
    for run in _RUN.finditer(text):
        yield from (
            (run.start() + start, run.start() + end, right, sure) for start, end, right, sure in _in_run(run[0])
        )


@cache
def _forms() -> frozenset[str]:
    """The common words with a mark slid."""
    return frozenset(
        f"{word[: found.start()]}{found['first']}{found['second']}{found['marks']}{word[found.end() :]}"
        for word in _COMMON
        for found in _STOOD.finditer(word)
    )


def _in_run(run: str) -> Iterator[tuple[int, int, str, bool]]:
    strange, odd = _strangeness(run)
    broken = _broken(run)
    slid = list(_SLID.finditer(run))
    for i, found in sorted(enumerate(slid), key=lambda one: not _touches(broken, one[1])):  # the surest first
        if run[found.start() : found.start() + len(_back(found))] == _back(found):
            continue  # it went back with the one before
        for together in ([found], slid[i : i + 2]):  # two in one word mend it only together
            if not any(first < together[-1].start() + 3 and found.start() < last for first, last in odd):
                continue  # they stand in a word
            mended = run
            for one in together:
                mended = _with(mended, one)  # as long as before: later places stay where they are
            less, left = _strangeness(mended)
            is_word = not any(first < found.start() + 3 and found.start() < last for first, last in left)
            if less < strange and (is_word or _touches(broken, found)):
                for one in together:
                    place, end = one.start(), one.start() + len(_back(one))
                    yield place, end, _back(one), _touches(broken, one) or _is_long(mended, place)
                run, strange, odd = mended, less, left
                break


def _touches(places: list[tuple[int, int]], found: re.Match[str]) -> bool:
    return any(first < found.start() + len(_back(found)) and found.start() < last for first, last in places)


def _is_long(run: str, place: int) -> bool:
    end = 0
    for piece in words(run):
        end += len(piece)
        if end > place:
            return len(piece) > 3 and piece in _frequent()
    return False


@cache
def _frequent() -> frozenset[str]:
    return frozenset(line.partition("\t")[0] for line in frequencies().read_text(encoding="utf-8").split("\n"))


def _back(found: re.Match[str]) -> str:
    return f"{found['first']}{found['marks']}{found['second']}"


def _with(run: str, found: re.Match[str]) -> str:
    return run[: found.start()] + _back(found) + run[found.start() + len(_back(found)) :]


def _strangeness(run: str) -> tuple[int, list[tuple[int, int]]]:
    """How much of a run is in no word, and where: many short words are stranger than a few long ones."""
    pieces, place, odd = words(run), 0, []
    for piece in pieces:
        if piece not in _known():
            odd.append((place, place + len(piece)))
        place += len(piece)
    odd += _broken(run)
    return len(pieces) + 2 * sum(end - start for start, end in odd), odd


def _broken(run: str) -> list[tuple[int, int]]:
    """Where a common word stands with a mark slid."""
    return [found.span() for form in _forms() for found in re.finditer(form, run)]


@cache
def _known() -> frozenset[str]:
    return frozenset(word for word in dictionary().read_text(encoding="utf-8").split("\n") if len(word) > 1)
