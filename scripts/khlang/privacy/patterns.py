"""What personal data looks like in Thai text: identity numbers, telephone numbers, e-mail, LINE, pupils.

The patterns stand once, for Python and for the browser's form: `patterns()` gives them as data. So they keep to what
both engines read alike: no look-behind, no named groups, no flags, digits and spaces spelled out. In each, group 1 is
what may stand before (a number is not the tail of a longer one) and group 2 is what was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stdnum.th import pin

_DIGIT = "[0-9๐-๙]"
_SPACE = r"[ \u00a0\u2000-\u200a\u202f]"
_DASH = r"[.\-\u2010-\u2015\u2212]"
_UNSEEN = r"[\u00ad\u200b-\u200d\u2060\ufeff]{0,2}"
# Each text is taken in one way only, so that nothing hostile makes the search try many
_JOINT = f"{_UNSEEN}(?:{_SPACE}?{_DASH}{_SPACE}?{_UNSEEN})?"  # between digits of one number, at any place
_GAP = f"{_UNSEEN}{_SPACE}{{0,2}}(?:{_DASH}{_SPACE}?{_UNSEEN})?"  # between groups of a telephone number
_NUMBER_START = r"(^|[^0-9๐-๙A-Za-z.\-]|[^0-9๐-๙][.\-])"
_NUMBER_END = f"(?!{_DIGIT}|[A-Za-z])"
_THAI = "[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]"  # letters, vowels, marks; no ฯ, ๆ, digits


def _digits(count: int) -> str:
    return f"{_DIGIT}{{{count}}}"


def _groups(*parts: str) -> str:
    return _GAP.join(parts)


# d-dddd-ddddd-dd-d; a dash or dot may stand anywhere, spaces only where the card has them or between all digits
_FIRST = "[1-8๑-๘]"
_CARD_GAP = f"{_SPACE}{{1,3}}"
_IDENTITY = (
    f"{_FIRST}(?:{_JOINT}{_DIGIT}){{12}}"
    f"|{_FIRST}{_CARD_GAP}{_CARD_GAP.join(_digits(count) for count in (4, 5, 2, 1))}"
    f"|{_FIRST}(?:{_SPACE}{_DIGIT}){{12}}"
)

# Numbering plan of the NBTC: mobile 06, 08, 09 and eight digits; fixed lines nine digits, the first three the area
_ZERO, _MOBILE = "[0๐]", "[689๖๘๙]"
_AREA = "(?:[3๓][2-9๒-๙]|[4๔][2-5๒-๕]|[5๕][3-6๓-๖]|[7๗][3-7๓-๗])"
_YEARS = f"(?!{_ZERO}{_SPACE}[2๒][45๔๕]{_digits(2)}{_SPACE}[2๒][45๔๕])"  # "0 2568 2569" is a row of years
_ABROAD = r"(?:\+|[(]\+?|00)[6๖][6๖][)]?" + f"{_GAP}(?:[(]?{_ZERO}[)]?)?{_SPACE}?"
_TELEPHONES = (
    _groups(f"[(]?{_ZERO}{_MOBILE}{_DIGIT}[)]?", _digits(3), _digits(4)),
    _groups(f"{_ZERO}{_MOBILE}{_DIGIT}", _digits(4), _digits(3)),
    _groups(f"{_ZERO}{_MOBILE}{_DIGIT}", _digits(3), _digits(2), _digits(2)),
    _groups(f"{_ZERO}{_MOBILE}", _digits(4), _digits(4)),
    f"{_ZERO}{_DASH}{_MOBILE}{_digits(3)}{_DASH}{_digits(5)}",
    _groups(f"[(]?{_ZERO}[2๒][)]?", _digits(3), _digits(4)),
    _groups(f"{_ZERO}[2๒]", _digits(4), _digits(3)),
    _YEARS + _groups(_ZERO, f"[2๒]{_digits(3)}", _digits(4)),
    _groups(f"[(]?{_ZERO}{_AREA}[)]?", _digits(3), _digits(3)),
    _groups(f"{_ZERO}{_AREA}", _digits(2), _digits(4)),
    _groups(_ZERO, f"{_AREA}{_digits(2)}", _digits(4)),
    _ABROAD + _groups(f"{_MOBILE}{_DIGIT}", _digits(3), _digits(4)),
    _ABROAD + _groups("[2๒]", _digits(3), _digits(4)),
    _ABROAD + _groups(_AREA, _digits(3), _digits(3)),
    _ABROAD + _groups(f"{_AREA}{_digits(2)}", _digits(4)),
)

_NAME = r"[A-Za-z0-9._%+\-]"
_NOBODYS = (
    r"(?![A-Za-z0-9.\-]*(?:example\.(?:com|org|net)|\.(?:example|invalid|test))(?![.]?[A-Za-z0-9\-]))"  # RFC 2606
)
_NO_FILE = r"(?![A-Za-z0-9.\-]*\.(?:png|jpe?g|webp|gif|svg|css|js|md)(?![A-Za-z]))"  # icon@2x.png
_EMAIL = (
    rf"{_NAME}*[A-Za-z0-9](?:@|\uff20| ?[(\[] ?(?:at|AT) ?[)\]] ?){_NOBODYS}{_NO_FILE}"
    r"[A-Za-z0-9][A-Za-z0-9\-]*(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,}"
)

# A name that starts with @ is an official account, which only organisations have: no personal data
_LINE_APP = "(?:LINE|Line|line|ไลน์|ไลน)"
_LINE_ID_SAID = f"{_LINE_APP}{_SPACE}*(?:ID|Id|id|ไอดี){_SPACE}*"
_LINE = (
    rf"{_LINE_ID_SAID}(?:[:=\uff1a]|คือ){_SPACE}*[A-Za-z0-9][A-Za-z0-9._\-]{{2,}}"
    rf"|{_LINE_ID_SAID}(?=[A-Za-z._\-]*[0-9])[A-Za-z0-9._\-]{{3,}}"
    rf"|(?:LINE|Line|ไลน์){_SPACE}*[:=\uff1a]{_SPACE}*(?!https?:|www\.)"
    r"(?:[A-Za-z][a-z]*[0-9._\-][a-z0-9._\-]*|[a-z0-9][a-z0-9._\-]{3,19})(?![A-Za-z0-9])"
    r"|line\.me/(?:R/)?ti/[a-z0-9]+/(?!@|%40)[^ \n)\]\"'<>]+"
)

# What follows เด็กชาย or เด็กหญิง in ordinary sentences: no name starts like this, or hardly any
# (24 of 11,843 given names in PyThaiNLP's lists do)
_NO_NAME = (
    "อายุ|วัย|ถูก|ที่|ซึ่ง|และ|หรือ|ไร้|พิการ|ทุก|ดังกล่าว|ชาว|ขอบ|กลุ่ม|สัญชาติ|ผู้|จาก|จำนวน|ทั้ง|ต้อง|ต่าง|ได้|ไม่|กับ|ให้|อยู่|เหล่า|หลาย|บาง|"
    "คนหนึ่ง|คนนั้น|คนนี้|คนละ|คนเดียว|สองคน|เพื่อ|โดย|กว่า|กำลัง|มัก|มีอายุ|มีความ|มีจำนวน|มีโอกาส|มีสิทธิ|มีน้ำหนัก|มีส่วน|มีคะแนน|มีพฤติ|"
    "มาจาก|มาเรียน|มาโรงเรียน|ไปเรียน|ไปโรงเรียน|เข้า|ออก|ร่วม|ร้อยละ|สามารถ|เพศ|เรียน|นักเรียน|เล่น|เขียน|อ่าน|สวม|แต่งกาย|ใน|เมียนมา|ไทย|"
    "เป็น|ของ|เล็ก|ตัวเล็ก|น้อย|รวม|นั่ง|เดิน|วิ่ง|พบ|เสียชีวิต|ตั้งครรภ์|ยากจน|กำพร้า|เร่ร่อน|ชั้น|ระดับ|จะ|ก็|แล้ว|เฉพาะ|แต่|บ้าน|"
    "เล่า|ว่า|บอก|ตอบ|ถาม|ฟัง|คิด|ช่วย|พูด|สนใจ|ตั้งใจ|อยาก|รู้|เห็น|กิน|ดื่ม|ใช้|ส่ง|ปลูก|สังเกต|สำรวจ|ค้น|แสดง|เสนอ|แบ่ง|ร้อง|เต้น|แข่ง|เคย|คือ|"
    "เมื่อ|หลัง|ก่อน|เพราะ|แบบ|ด้าน|เรื่อง|ขาด|ป่วย|ย้าย|สอบ|ผ่าน|ใส่|ถือ|นอน|กลับ|อาบ|ล้าง|แปรง|ตัด|แยก|วัด|เท่า|ปกติ|ปฐมวัย|ประถม|มัธยม|"
    "ระหว่าง|ทำร้าย|ล่วงละเมิด|เริ่ม|ฝึก|หัด|ลอง|สร้าง|เก็บ|ห้อง|เพื่อน"
)
_NO_SURNAME = "ได้|ที่|และ|หรือ|เป็น|เพื่อ|เช่น|สู่|จาก|ซึ่ง|อายุ|วัย|ไม่|ต้อง|ให้|จำนวน|รองรับ|กับ|จะ|ว่า|โดย|ใน|ก็|เมื่อ|แต่"
_GIVEN = f"(?!{_NO_NAME}){_THAI}{{2,20}}"
_SURNAME = f"(?!{_NO_SURNAME})(?:ณ{_SPACE})?{_THAI}{{2,24}}"
_PUPIL = f"(?:เด็กชาย|เด็กหญิง){_SPACE}{{0,2}}{_GIVEN}(?:{_SPACE}{{1,4}}{_SURNAME}|(?=[ ]*[|,\t]))"
_PUPIL_SHORT = f"ด{_SPACE}?[.]{_SPACE}?[ชญ]{_SPACE}?[.]{_SPACE}{{0,2}}{_GIVEN}"
_PUPIL_SHORTER = f"ด[ชญ][.]{_SPACE}{{0,2}}{_GIVEN}"

_PERSON = "(?:นาย|นางสาว|น\\.ส\\.|เด็กชาย|เด็กหญิง|ด\\.[ชญ]\\.|ชื่อ)"
_STUDENT_NUMBER = (
    rf"(?:เลข|รหัส|หมายเลข)(?:ประจำตัว)?(?:นักเรียน|ผู้เรียน|นักศึกษา){_SPACE}*(?:[:=\uff1a.]|คือ|ที่|เลขที่)?{_SPACE}*{_DIGIT}{{4,12}}(?!{_DIGIT})"
    rf"|(?:เลข|รหัส)ประจำตัว{_SPACE}*(?:[:=\uff1a.]|คือ)?{_SPACE}*{_DIGIT}{{4,12}}(?!{_DIGIT})[^0-9๐-๙\n]{{0,30}}{_PERSON}"
    rf"|{_PERSON}[^\n:]{{2,50}}(?:เลข|รหัส)ประจำตัว{_SPACE}*(?:[:=\uff1a.]|คือ)?{_SPACE}*{_DIGIT}{{4,12}}(?!{_DIGIT})"
    # a table whose head names both, and a row below it that is filled in; lookaheads keep the search linear
    rf"|(?:(?:เลข|รหัส)ประจำตัว|รหัสนักเรียน|รหัส{_SPACE}?นร\.)(?=[^\n|,\t]{{0,80}}[|,\t])(?=[^\n]{{0,200}}ชื่อ)[^\n]{{0,400}}\n"
    rf"(?:[|:\- \t]{{0,400}}\n)?[^\n]{{0,200}}{_DIGIT}{{4,12}}"
)


@dataclass(frozen=True)
class Pattern:
    """One way in which a kind of personal data is written."""

    kind: str
    expression: str  # group 1: what stands before; group 2: what was found
    cue: str  # an expression, quick to look for, that every text with such data contains
    check: str | None = None  # "thai-pin": of what matches, only numbers with a right check digit count


_LONG_NUMBER = f"{_DIGIT}(?:[ \\u00a0\\u00ad\\u2000-\\u202f\\u2060\\u2212\\ufeff()\\-.]{{0,4}}{_DIGIT}){{8}}"
PATTERNS = (
    Pattern(
        "identity-number",
        f"{_NUMBER_START}({_IDENTITY}){_NUMBER_END}(?!{_DASH}{_DIGIT})",
        _LONG_NUMBER,
        "thai-pin",
    ),
    Pattern("telephone", f"{_NUMBER_START}({'|'.join(_TELEPHONES)}){_NUMBER_END}", _LONG_NUMBER),
    Pattern("email", rf"(^|[^A-Za-z0-9._%+\-])({_EMAIL})", r"[A-Za-z0-9](?:@|\uff20| ?[(\[] ?(?:at|AT))"),
    Pattern("line-id", f"(^|[^A-Za-z])({_LINE})", "LINE|[Ll]ine|ไลน"),
    Pattern("pupil-name", f"()({_PUPIL})", "เด็กชาย|เด็กหญิง"),
    Pattern("pupil-name", f"()({_PUPIL_SHORT})", f"ด{_SPACE}?[.]"),
    Pattern("pupil-name", f"(^|[^ก-๎])({_PUPIL_SHORTER})", "ด[ชญ][.]"),
    Pattern("student-number", f"()({_STUDENT_NUMBER})", "ประจำตัว|รหัส|เลขนักเรียน"),
)
_WESTERN = {ord("๐") + digit: str(digit) for digit in range(10)}


@dataclass(frozen=True, order=True)
class Finding:
    """Personal data at a place of a text."""

    start: int  # in characters from 0
    end: int
    kind: str
    text: str

    @property
    def masked(self) -> str:
        """As much of it as a public log may hold: enough to find it in the file, not enough to use it."""
        return _MASKS.get(self.kind, _mask_digits)(self.text)


def find(text: str, allowed: frozenset[str] = frozenset()) -> list[Finding]:
    """The personal data in a text, in order; without `allowed` contacts, given as `contact()` writes them."""
    found = [
        Finding(match.start(2), match.end(2), pattern.kind, match[2])
        for pattern in PATTERNS
        for match in _matches(pattern, text)
    ]
    return sorted(one for one in found if contact(one.text) not in allowed)


def contact(text: str) -> str:
    """A telephone number, e-mail address or LINE id in the one form that is compared.

    >>> contact("+66 (0) 2 123 4567"), contact("๐ ๒๑๒๓ ๔๕๖๗"), contact("LINE ID: @Office")
    ('021234567', '021234567', '@office')
    """
    text = text.translate(_WESTERN)
    if not re.search("[A-Za-z@]", text):
        digits = re.sub("[^0-9]", "", text)
        return re.sub("^(?:00)?66(?:0(?=[0-9]{8}))?", "0", digits) if re.match(r"[(]?\+|[(]66|00", text) else digits
    named = re.match(f"{_LINE_APP}{_SPACE}*(?:ID|Id|id|ไอดี)?{_SPACE}*(?:[:=\uff1a]|คือ)?{_SPACE}*", text)
    return text[named.end() if named else 0 :].casefold().replace("\uff20", "@")


def patterns() -> dict[str, object]:
    """The patterns as plain data, for the form on the site: expressions that Python and JavaScript read alike.

    A browser looks for each `pattern` (JavaScript flags "g"), takes group 2, and where `check` is "thai-pin" leaves out
    numbers whose thirteenth digit is not (11 − (d1×13 + … + d12×2) mod 11) mod 10, looking again one letter further on.
    """
    rows = [
        {"kind": one.kind, "pattern": one.expression, **({"check": one.check} if one.check else {})} for one in PATTERNS
    ]
    return {"version": 1, "patterns": rows}


def _matches(pattern: Pattern, text: str) -> Iterator[re.Match[str]]:
    """What the expression finds on the lines that hold a cue; a table's row may stand two lines below its cue."""
    position = 0
    expression = re.compile(pattern.expression)
    for cue in re.finditer(pattern.cue, text):
        if cue.start() < position:
            continue
        start = max(text.rfind("\n", position, cue.start()), position)
        line_end = _line_end(text, cue.end())
        stop = _line_end(text, _line_end(text, line_end + 1) + 1)
        while match := expression.search(text, start, stop):
            start = match.start(2) + 1  # what is refused may hide what is not
            if _is_right(match[2], pattern.check):
                yield match
                start = match.end(2)
        position = max(line_end, start)


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def _is_right(text: str, check: str | None) -> bool:
    return check is None or pin.is_valid(re.sub("[^0-9]", "", text.translate(_WESTERN)))


def _mask_digits(text: str) -> str:
    """All digits but the first and the last two become x; what nobody sees goes."""
    text = re.sub(_UNSEEN, "", text)
    places = [i for i, letter in enumerate(text) if letter.isdecimal()]
    hidden = set(places[1:-2])
    return "".join("x" if i in hidden else letter for i, letter in enumerate(text))


def _mask_email(text: str) -> str:
    return text[0] + "…" + re.sub(r"^[^@\uff20(\[]*", "", text)


def _mask_line(text: str) -> str:
    return f"{text[:-2].rstrip('0123456789')[:6]}…{text[-1]}"


def _mask_name(text: str) -> str:
    title = re.match(f"เด็กชาย|เด็กหญิง|ด{_SPACE}?[.]?{_SPACE}?[ชญ]{_SPACE}?[.]?", text)
    return f"{title[0]}{text[title.end() :].strip()[0]}…"


def _mask_row(text: str) -> str:
    return re.sub(f"{_DIGIT}(?={_DIGIT})", "x", text.split("\n")[0][:40])


_MASKS = {"email": _mask_email, "line-id": _mask_line, "pupil-name": _mask_name, "student-number": _mask_row}
