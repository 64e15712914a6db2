"""Thai typing: letters that look right and are not, ๆ without its spaces, numbers in two kinds of digits.

Only what the normal form of `khlang.thai.normal` changes, and two rules of the Royal Society; spelling is apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khlang.checks.prose import Prose
from khlang.content.library import Library
from khlang.content.problem import Level, Problem, Rule
from khlang.thai import normal
from khlang.thai.numerals import arabic_digits, thai_digits
from khlang.thai.words import words


def _rule(key: normal.Rule, title: str, wrong: str, right: str, why: str) -> tuple[normal.Rule, Rule]:
    return key, Rule(f"typing-{key}", title, Level.ADVICE, wrong, right, why, is_mended=True)


_FAULTS = dict(
    (
        _rule(
            normal.Rule.SARA_AM,
            "สระอำพิมพ์เป็นสองตัว",
            "ทํางาน",
            "ทำงาน",
            "สระอำมีแป้นของตัวเอง ถ้าพิมพ์นิคหิตกับสระอาแทน คำดูเหมือนกันแต่เครื่องถือว่าเป็นคนละคำ จึงค้นไม่พบ",
        ),
        _rule(
            normal.Rule.SARA_AE,
            "สระแอพิมพ์เป็นสระเอสองตัว",
            "เเผนงาน",
            "แผนงาน",
            "สระแอมีแป้นของตัวเอง ถ้าพิมพ์สระเอสองครั้ง คำดูเหมือนกันแต่ค้นไม่พบ และโปรแกรมอ่านออกเสียงอ่านผิด",
        ),
        _rule(
            normal.Rule.DOUBLED_MARK,
            "วรรณยุกต์หรือสระพิมพ์ซ้ำ",
            "ที่่ประชุม",
            "ที่ประชุม",
            "เครื่องหมายสองตัวซ้อนกันพอดีจึงมองไม่เห็น แต่ทำให้ค้นคำนี้ไม่พบ",
        ),
        _rule(
            normal.Rule.MARK_ORDER,
            "พิมพ์วรรณยุกต์ก่อนสระ",
            "ท\u0e48\u0e35ประชุม",
            "ที่ประชุม",
            "สระบนหรือล่างต้องพิมพ์ก่อนวรรณยุกต์ ถ้าสลับกัน บางเครื่องแสดงผลผิดและค้นไม่พบ",
        ),
        _rule(
            normal.Rule.INVISIBLE,
            "อักขระที่มองไม่เห็น",
            "การ\u200bประชุม",
            "การประชุม",
            "อักขระที่ไม่มีความกว้างติดมากับข้อความที่คัดลอกจากเว็บหรือ PDF ทำให้คำเดียวกลายเป็นสองคำในการค้นหา",
        ),
        _rule(
            normal.Rule.NO_BREAK_SPACE,
            "เว้นวรรคแบบไม่ตัดบรรทัด",
            "เด็ก\u00a0ครู",
            "เด็ก ครู",
            "เว้นวรรคชนิดนี้มากับข้อความที่คัดลอกจาก Word หรือเว็บ Markdown ไม่นับเป็นเว้นวรรค หัวข้อและรายการจึงเสียรูป",
        ),
        _rule(
            normal.Rule.PRIVATE_GLYPH,
            "อักขระของแบบอักษรรุ่นเก่า",
            "ป\uf70bายชื่อ",
            "ป้ายชื่อ",
            "ข้อความที่คัดลอกจาก PDF อาจมีรหัสภายในของแบบอักษรรุ่นเก่า เครื่องอื่นแสดงเป็นช่องสี่เหลี่ยม",
        ),
        _rule(
            normal.Rule.COMPOSITION,
            "อักษรกับเครื่องหมายแยกกัน",
            "cafe\u0301",
            "café",
            "อักษรที่มีเครื่องหมายมีรหัสของตัวเอง ถ้าพิมพ์แยกเป็นสองรหัส คำดูเหมือนกันแต่ค้นไม่พบ",
        ),
    )
)
SARA_AM, SARA_AE, DOUBLED_MARK, MARK_ORDER, INVISIBLE, NO_BREAK_SPACE, PRIVATE_GLYPH, COMPOSITION = _FAULTS.values()

# Source: สำนักงานราชบัณฑิตยสภา, หลักเกณฑ์การใช้เครื่องหมายวรรคตอนและเครื่องหมายอื่น ๆ หลักเกณฑ์การเว้นวรรค: a small space
# before and after ๆ (https://www.orst.go.th). Government news leaves it out more often than not.
MAI_YAMOK = Rule(
    "typing-mai-yamok",
    "ไม่ได้เว้นวรรคหน้าหรือหลังไม้ยมก (ๆ)",
    Level.ADVICE,
    "ข้อมูลด้านต่างๆที่ใช้",
    "ข้อมูลด้านต่าง ๆ ที่ใช้",
    "หลักเกณฑ์การเว้นวรรคของสำนักงานราชบัณฑิตยสภาให้เว้นวรรคทั้งหน้าและหลังไม้ยมก เว็บไซต์ดูแลให้ ๆ ไม่หลุดไปขึ้นต้นบรรทัดเอง",
    is_mended=True,
)
MIXED_DIGITS = Rule(
    "typing-mixed-digits",
    "เลขไทยปนเลขอารบิกในจำนวนเดียว",
    Level.ADVICE,
    "งบประมาณ ๑2,500 บาท",
    "งบประมาณ ๑๒,๕๐๐ บาท",
    "จำนวนที่มีเลขสองแบบปนกันอ่านสะดุดและค้นไม่พบ ใช้เลขไทยหรือเลขอารบิกก็ได้ แต่ให้เหมือนกันทั้งจำนวน",
)

_LETTER = "ก-ฺเ-ๅ็-๎"
_MAI_YAMOK = re.compile(rf"(?P<before>(?<=[{_LETTER}]))?ๆ(?P<after>(?=[ก-ฮเ-ไ0-9๐-๙A-Za-z]))?")
_LAST_LETTERS = re.compile(rf"[ก-ฮเ-ไ][{_LETTER}]*$")
_LONGEST_WORD = 24
_MIXED = re.compile(r"[0-9][.,]?[๐-๙]|[๐-๙][.,]?[0-9]")
_NUMBER = re.compile(r"[0-9๐-๙]+(?:[.,][0-9๐-๙]+)*")


def check(prose: Prose, library: Library) -> Iterator[Problem]:
    """Letters that are not in normal form, ๆ, and mixed digits."""
    if normal.normalise(prose.source) is not prose.source:
        yield from _faults(prose)
    if "ๆ" in prose.source:
        yield from _mai_yamok(prose)
    if _MIXED.search(prose.source):
        yield from _mixed_digits(prose)


def _faults(prose: Prose) -> Iterator[Problem]:
    for fault in normal.faults(prose.words):
        rule = _FAULTS[fault.rule]
        if rule in (INVISIBLE, NO_BREAK_SPACE):
            codes = ", ".join(sorted({f"U+{ord(letter):04X}" for letter in fault.found if not letter.isprintable()}))
            then = f"แล้วพิมพ์ “{fault.instead}”" if fault.instead.strip() else "แล้วเว้นวรรคเองเมื่อต้องการ"
            message = f"มี{rule.title} ({codes}) ให้ลบ{then}"
        else:
            message = f"{rule.title} ให้พิมพ์ “{fault.instead}” แทน “{fault.found}” ซึ่งดูเหมือนกันแต่เป็นคนละรหัส"
        yield prose.at(rule, fault.start, fault.end, message, fault.instead)


def _mai_yamok(prose: Prose) -> Iterator[Problem]:
    for found in _MAI_YAMOK.finditer(prose.words):
        before, after = found["before"] is not None, found["after"] is not None
        if not before and not after:
            continue
        end = found.start() - (not before)
        run = _LAST_LETTERS.search(prose.words, max(0, end - _LONGEST_WORD), end)
        word = words(run[0])[-1] if run else ""
        instead = f"{' ' * before}ๆ{' ' * after}"
        message = f"ต้องเว้นวรรคทั้งหน้าและหลังไม้ยมก ให้พิมพ์ “{word} ๆ” แล้วเว้นวรรค"
        yield prose.at(MAI_YAMOK, *found.span(), message, None if prose.is_heading(found.start()) else instead)


def _mixed_digits(prose: Prose) -> Iterator[Problem]:
    for found in _NUMBER.finditer(prose.words):
        typed = found[0]
        arabic, thai = arabic_digits(typed), thai_digits(typed)
        if typed not in (arabic, thai):
            changes = [sum(a != b for a, b in zip(typed, other, strict=True)) for other in (arabic, thai)]
            instead = arabic if changes[0] <= changes[1] else thai
            message = f"จำนวน {typed} มีเลขไทยปนเลขอารบิก ให้พิมพ์ {instead} หรือลบเลขที่พิมพ์เกิน"
            yield prose.at(
                MIXED_DIGITS, *found.span(), message
            )  # 2565๗ is 2565 and a slip of the finger: a person decides
