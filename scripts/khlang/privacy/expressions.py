"""What personal data looks like in Thai text, as expressions that Python and the browser's form read alike.

They are for text in plain form (`plain`): digits 0-9, dashes -, spaces of one kind, nothing unseen. No look-behind, no
named groups, no flags. In each, group 1 is what may stand before (a number is not the tail of a longer one) and group 2
is what was found. Each text is taken in one way only, so that nothing hostile makes the search try many.
"""

from __future__ import annotations

from dataclasses import dataclass

_TEL = "[Tt][Ee][Ll]|[Pp]hone|PHONE|[Mm]obile|MOBILE|[Ff]ax|FAX|[Cc]all|CALL|[Ww]hats[Aa]pp"
_START = rf"(^|[^0-9A-Za-z.\-]|[^0-9][.\-]|{_TEL}|[Ll]ine|LINE|tel)"
_START_OR_ID = f"{_START[:-1]}|[Ii][Dd])"
_END = r"(?![0-9]|(?!(?:[Ll]ine|LINE|[Ii][Dd]|[Tt]el|[Ee]xt|[Ff]ax|[Ee]-?mail|[Ff][Bb]|or|and)(?![a-z]))[A-Za-z])"
_BREAK = r" {0,2}(?:- {0,2})?(?:[|\t] {0,2}|\n[ >]{0,2})(?:- ?)?"  # a line's end, or a border between cells
_JOINT = rf"(?: ?[.\-_/] ?|{_BREAK})?"  # between digits of one number, at any place
_GAP = rf"(?:{_BREAK}|[ .()*_/~·•\-]{{0,3}})"  # between groups of a telephone number
_THAI = "[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]"  # letters, vowels, marks; no ฯ, ๆ, digits
_LOOKS = "[0-9OoIl]"  # letters that look like 0 and 1


def _digits(count: int) -> str:
    return f"[0-9]{{{count}}}"


def _groups(*parts: str) -> str:
    return _GAP.join(parts)


# d-dddd-ddddd-dd-d; a dash or dot may stand anywhere, spaces only where the card has them or between all digits.
# 9 is not given out; 0 is for who has no place in the register (พ.ร.บ. การทะเบียนราษฎร พ.ศ. 2534)
_FIRST = "[0-8]"
_IDENTITY = (
    f"{_FIRST}(?:{_JOINT}[0-9]){{12}}"
    f"|{_groups(_FIRST, *map(_digits, (4, 5, 2, 1)))}"
    f"|{_FIRST} {{1,3}}[0-9]{{4}} {{1,3}}[0-9]{{5}} {{1,3}}[0-9]{{3}}|{_FIRST}(?: [0-9]){{12}}|{_FIRST}(?:  [0-9]){{12}}"
    f"|{_LOOKS}-{_LOOKS}{{4}}-{_LOOKS}{{5}}-{_LOOKS}{{2}}-{_LOOKS}"
)
_BORDER_OF_BOX = r"[ \"]{0,2}[|\t][ \"]{0,2}"
_BOX = f"{_BORDER_OF_BOX}(?:-{_BORDER_OF_BOX})?"  # between cells of one digit or one group each
_IDENTITY_BOXES = f"{_FIRST}(?:{_BOX}[0-9]){{12}}|{_BOX.join((_FIRST, *map(_digits, (4, 5, 2, 1))))}"
_PASSED_TAX = r"(?:เสียภาษี|นิติบุคคล|[Tt]ax|TAX|TIN|VAT)[^0-9\n]{0,40}$"
# A pupil without nationality has G and twelve digits (ระเบียบ ศธ. ว่าด้วยหลักฐานในการรับนักเรียน, รหัส G)
_G_CODE = rf"(?:[Gg]|[Gg] ?-?[Cc]ode|รหัส ?จี)(?: {{0,2}}[.:/\-|] {{0,2}}| {{1,2}}| ?(?:เลขที่|เลข|คือ) ?)?[Gg]?[0-9](?:(?: |{_JOINT})[0-9]){{11}}"
_PASSPORT_SAID = "(?:หนังสือเดินทาง|พาสปอร์ต|พาสสปอร์ต|พาสพอร์ต|พาสปอต|[Pp]assport|PASSPORT|[Tt]ravel [Dd]ocument)"
_PASSPORT_NUMBER = (
    f"(?:[A-Za-z]{{1,2}}[ \\-]?[0-9](?:(?: |{_JOINT})[0-9]){{5,7}}|[A-Z]{{3}}[0-9]{{5,6}}|[0-9]{{8,9}})(?![0-9A-Za-z])"
)
_PASSPORT = (
    rf"{_PASSPORT_SAID}(?:[^0-9A-Za-z\n]|[Nn]o|NO|[Nn]umber|[Ii][Dd]|is |\n){{0,24}}{_PASSPORT_NUMBER}"
    rf"|[A-Z]{{1,2}}[0-9]{{6,7}}[^0-9A-Za-z\n]{{0,4}}{_PASSPORT_SAID}"
)

# Numbering plan of the NBTC: mobile 06, 08, 09 and eight digits; fixed lines nine digits, the first three the area
_ZERO, _MOBILE = "[0Oo]", "[689]"
_AREA = "(?:3[2-9]|4[2-5]|5[3-6]|7[3-7])"
_YEARS = rf"(?!0[ \n]2[45]{_digits(2)}[ \n]2[45])"  # "0 2568 2569" is a row of years
_DATE = r"(?!0[689][./\-][01][0-9][./\-](?:2[45]|[12][09])[0-9]{2})"
_ABROAD = r"(?:\+ ?|[(]\+? ?|00)66[)]?" + f"{_GAP}(?:[(]?0[)]?)? ?"
_ABROAD_BARE = rf"66(?:[ .\-]?[(]?0[)]?)?{_GAP}"
_TELEPHONES = (
    _DATE + _groups(rf"[(\[]?{_ZERO}{_MOBILE}[0-9][)\]]?", _digits(3), _digits(4)),
    _DATE + _groups(f"{_ZERO}{_MOBILE}[0-9]", _digits(4), _digits(3)),
    _groups(f"{_ZERO}{_MOBILE}[0-9]", _digits(3), _digits(2), _digits(2)),
    _groups(f"{_ZERO}{_MOBILE}[0-9]", _digits(2), _digits(3), _digits(2)),
    _groups(f"{_ZERO}{_MOBILE}[0-9]", _digits(2), _digits(2), _digits(3)),
    _DATE + _groups(f"{_ZERO}{_MOBILE}", _digits(4), _digits(4)),
    _groups(f"{_ZERO}{_MOBILE}[0-9]{{2}}", _digits(3), _digits(3)),
    _groups(f"{_ZERO}{_MOBILE}[0-9]{{3}}", _digits(5)),
    _DATE + f"{_ZERO}[\\-.]{_MOBILE}{_digits(3)}[\\-.]{_digits(5)}",
    _groups(_ZERO, f"{_MOBILE}{_digits(4)}", _digits(4)),
    _groups(_ZERO, f"{_MOBILE}[0-9]", _digits(3), _digits(4)),
    rf"{_ZERO}{_MOBILE}([ .\-_/])[0-9]{{2}}\3[0-9]{{2}}\3[0-9]{{2}}\3[0-9]{{2}}",
    rf"{_ZERO}([ .\-_/·]|  | - | [|] ){_MOBILE}(?:\4[0-9]){{8}}",
    rf"[0Oo]{_MOBILE}[0-9OoIl]-[0-9OoIl]{{3}}-[0-9OoIl]{{4}}",
    _groups(f"[(]?{_ZERO}2[)]?", _digits(3), _digits(4)),
    _groups(f"{_ZERO}2", _digits(4), _digits(3)),
    _YEARS + _groups(_ZERO, f"2{_digits(3)}", _digits(4)),
    _groups(f"[(]?{_ZERO}{_AREA}[)]?", _digits(3), _digits(3)),
    _groups(f"{_ZERO}{_AREA}", _digits(2), _digits(4)),
    _groups(f"{_ZERO}{_AREA}", _digits(2), _digits(2), _digits(2)),
    _groups(_ZERO, f"{_AREA}{_digits(2)}", _digits(4)),
    _ABROAD + _groups(f"{_MOBILE}[0-9]", _digits(3), _digits(4)),
    _ABROAD + _groups(f"{_MOBILE}", _digits(4), _digits(4)),
    _ABROAD + _groups(f"{_MOBILE}[0-9]", _digits(4), _digits(3)),
    _ABROAD + _groups("2", _digits(3), _digits(4)),
    _ABROAD + _groups(_AREA, _digits(3), _digits(3)),
    _ABROAD + _groups(f"{_AREA}{_digits(2)}", _digits(4)),
    _ABROAD_BARE + _groups(f"{_MOBILE}[0-9]", _digits(3), _digits(4)),
    _ABROAD_BARE + _groups("2", _digits(3), _digits(4)),
    _ABROAD_BARE + _groups(_AREA, _digits(3), _digits(3)),
    rf"{_ZERO}[ .\-_/·]{{1,3}}{_MOBILE}(?:[ .\-_/·]{{1,3}}[0-9]){{8}}",
    rf"{_ZERO}{_MOBILE}[0-9](?:[ .\-]{{1,2}}[0-9]){{7}}",
    rf"{_ZERO}{_MOBILE}[0-9]([,=+]|[.]{{2,3}} ?|…)[0-9]{{3}}\5[0-9]{{4}}",
)
_TELEPHONE_BOXES = _BOX.join((f"0{_MOBILE}[0-9]", _digits(3), _digits(4)))
# Beside a word for telephone less is enough: no 0 (Excel takes it away), any signs between digits, digits in words
_CALLED = rf"(?:โทร|เบอร์|มือถือ|{_TEL}|[Pp]rompt[Pp]ay|พร้อมเพย์)[^0-9A-Za-z\n]{{0,24}}(?:[Nn]o[.]? ?)?\n?[ :.|]{{0,4}}"
_BETWEEN = r"[ .,|/\\_*~·•()\t\-]{0,3}"
_CALLED_NUMBER = (
    _groups(f"[(]?{_MOBILE}[0-9][)]?", _digits(3), _digits(4)),
    _groups(_MOBILE, _digits(4), _digits(4)),
    f"0(?:{_BETWEEN}[0-9]){{8,9}}",
)
_WORD = "(?:ศูนย์|สูญ|หนึ่ง|เอ็ด|สอง|โท|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า)"
_ENGLISH_WORD = "(?:[Zz]ero|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Oo]h)"
_SPOKEN = (
    rf"(?:ศูนย์|สูญ|0)(?=[0-9 ,.|\-]{{0,9}}{_WORD})(?:[ ,.|\n\-]{{0,3}}(?:{_WORD}|[0-9])){{8,9}}"
    rf"|(?:[Zz]ero|[Oo]h)(?:[ ,.\-]{{1,2}}{_ENGLISH_WORD}){{8,9}}"
)
_MESSENGER = r"(?:wa\.me|(?:api\.|chat\.|web\.)?whatsapp\.com|whatsapp:/)/[A-Za-z0-9+?=_/\-]{4,}"

_BANK = (
    "(?:เลขที่ ?บัญชี|เลข ?บัญชี|บัญชี ?เลขที่|เลขที่บ/ช|บช\\.|เข้า ?บัญชี|สมุดบัญชี|บัญชี(?= ?[:=]? ?[0-9])|บัญชีธนาคาร|บัญชีออมทรัพย์|บัญชีเงินฝาก|บัญชีกระแสรายวัน|ธนาคาร|ธ\\.|ธ\\.ก\\.ส|ธกส|"
    "กรุงไทย|กสิกร|ไทยพาณิชย์|ออมสิน|กรุงศรี|ทหารไทย|พร้อมเพย์|KTB|SCB|KBANK|KBank|BAAC|GSB|TTB|ttb|"
    "[Aa]cc(?:ount)?[.]? ?(?:[Nn]o|[Nn]umber|#)|[Bb]ank [Aa]cc(?:oun)?t|[Aa]/[Cc]|บ/ช)"
)
_ACCOUNT = (
    rf"{_BANK}(?:[^0-9/\n]{{0,39}}[^0-9A-Za-z/\n])?\n?[0-9](?:{_JOINT}[0-9]){{9}}(?:(?:{_JOINT}[0-9]){{2}})?(?:(?:{_JOINT}[0-9]){{3}})?"
    rf"|{_BANK}(?:[^0-9/\n]{{0,39}}[^0-9A-Za-z/\n])?(?:[0-9]{{3}} [0-9] [0-9]{{5}} [0-9]|[0-9]{{3}} [0-9]{{3}} [0-9]{{4}}|[0-9]{{4}} [0-9]{{4}} [0-9]{{4}}|[0-9](?: [0-9]){{9,11}})"
    rf"|[0-9]{{3}} ?- ?[0-9] ?- ?{_digits(5)} ?- ?[0-9]"
)
# Accounts of offices and foundations are made public so that people give
_GIVING = (
    'บริจาค|มูลนิธิ|กองทุน|กฐิน|ผ้าป่า|สมทบ|สภากาชาด|สำนักนายก|กระทรวง|กรม[^ก-๎]|ชื่อบัญชี {0,3}[“"]|มหาชน|Red Cross|Chamber|[Dd]onat'
)

_NAME = r"[A-Za-z0-9._%+\-]"
_NOBODYS = (
    r"(?![A-Za-z0-9.\-]*(?:example\.(?:com|org|net)|\.(?:example|invalid|test))(?![.]?[A-Za-z0-9\-]))"  # RFC 2606
)
_NO_FILE = r"(?![A-Za-z0-9.\-]*\.(?:png|jpe?g|webp|gif|svg|css|js|md)(?![A-Za-z]))"  # icon@2x.png
_POST = "(?:[Gg]mail|GMAIL|[Hh]otmail|[Oo]utlook|[Yy]ahoo|icloud|live|msn|proton|obec|moe|obecmail|จีเมล|ฮอตเมล)"
_AT = "(?:at|AT|At|แอท|แอต|แอ็ท|แอ็ต|แอด)"
_DOT = r"(?:\.| ?[(\[{<] ?(?:dot|DOT|Dot|จุด|ดอท|ดอต|\.) ?[)\]}>] ?)"
_EMAIL = (
    rf"{_NAME}{{0,64}}[A-Za-z0-9_](?:\\?@|%40| ?[(\[{{<] ?(?:{_AT}|@) ?[)\]}}>] ?){_NOBODYS}{_NO_FILE}"
    rf"[A-Za-z0-9][A-Za-z0-9\-]*(?:{_DOT}[A-Za-z0-9\-]+)*{_DOT}[A-Za-z]{{2,}}"
    rf"|{_NAME}{{0,64}}[A-Za-z0-9_](?: ?{_BREAK}@| ?@ ?{_BREAK}| ?@ ?| {_AT} | ?[*/_\-]{_AT}[*/_\-] ?| ?[(\[]a[)\]] ?)\n?{_POST}"
    rf"(?:[ ,\-_]?\n?(?:{_DOT}|dot|DOT|จุด|ดอท|ดอต|(?= com| co|,com|,co))[ ,\-_]?\n?(?:[A-Za-z]{{2,}}|คอม)){{1,3}}"
    rf"|{_NAME}{{0,64}}[A-Za-z0-9_] ?@ ?{_NOBODYS}{_NO_FILE}[A-Za-z][A-Za-z0-9\-]*(?: ?\. ?[A-Za-z0-9\-]{{2,}}){{0,2}} ?\. ?(?:th|com|net|org)(?![A-Za-z0-9])"
    rf"|[ก-๎][ก-๎0-9.]{{1,40}}@{_NOBODYS}[A-Za-z0-9ก-๎\-]+(?:\.[A-Za-z0-9ก-๎\-]+){{0,3}}\.(?:ไทย|com|net|org|th)(?![A-Za-z0-9])"
)

# A name that starts with @ is an official account, which only organisations have: no personal data
_LINE_APP = "(?:LINE|Line|line|ไลน์|ไลน)"
_LINE_ID_SAID = f"(?:{_LINE_APP}[ .\\-\n(]?(?:ID|Id|id|iD|ไอดี)|(?:ID|Id|id|ไอดี)[ .\\-]?{_LINE_APP}|ไลไอดี)"
_LINE_SIGN = "[ ]{0,3}(?:[:=|(]|คือ|ชื่อ)[ (:\"'“]{0,3}\n?"
_LINE_NAME = r"(?!https?:|www\.)[a-z][a-z._\-]{2,19}[0-9][a-z0-9._\-]*(?![A-Za-z0-9@])"  # letters, then digits: no word
_LINE = (
    rf"{_LINE_ID_SAID}{_LINE_SIGN}[A-Za-z0-9][A-Za-z0-9._\-]{{2,}}"
    rf"|{_LINE_ID_SAID} {{0,3}}[\"“']?(?=[A-Za-z._\-]{{0,40}}[0-9._\-])[A-Za-z0-9][A-Za-z0-9._\-]{{2,}}"
    rf"|{_LINE_ID_SAID} {{1,3}}[a-z][a-z0-9._\-]{{4,19}}(?![A-Za-z0-9 ])"
    r"|(?:LINE|Line|ไลน์|ไลน) {0,3}[:=|] {0,3}(?!https?:|www\.)"
    r"(?:[A-Za-z][a-z]{0,20}[0-9._\-][a-z0-9._\-]*|[a-z0-9][a-z0-9._\-]{3,19})(?![A-Za-z0-9])"
    r"|(?:แอด|ทัก|ทาง|เพิ่มเพื่อน) ?(?:ไลน์|[Ll][Ii][Nn][Ee]) ?(?:คือ |ที่ |มาที่ )?[a-z][a-z]{0,20}[0-9._\-][a-z0-9._\-]*"
    r"|line(?:\.me|://|\.naver\.jp)/?(?:R/)?ti/[a-z0-9]+/(?!@|%40)[^ \n)\]\"'<>]+"
    r"|lin\.ee/[A-Za-z0-9]{3,}"
    rf"|{_LINE_APP}@?[ก-๎]{{0,16}} {{0,3}}[:=(|]? {{0,3}}[“\"]?(?:ชื่อ|คือ)? ?{_LINE_NAME}"
    rf"|(?:ID|Id|id|ไอดี) ?[:=]? ?[A-Za-z0-9._\-]{{4,20}} ?[(]{_LINE_APP}[)]"
    rf"|เพิ่มเพื่อน ?(?:ที่ |ชื่อ )?{_LINE_NAME}"
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
    "ขจัด|เร่ง|แฝด|ยกระดับ|ส่งเสริม|คุ้มครอง|ป้องกัน|ปกป้อง|สนับสนุน|ยุติ|ต่อต้าน|ระหว่าง|ทำร้าย|ล่วงละเมิด|เริ่ม|ฝึก|หัด|ลอง|สร้าง|เก็บ|ห้อง|เพื่อน|เด็ก|เชื่อมจิต"
)
_NO_SURNAME = "ได้|ที่|และ|หรือ|เป็น|เพื่อ|เช่น|สู่|จาก|ซึ่ง|อายุ|วัย|ไม่|ต้อง|ให้|จำนวน|รองรับ|กับ|จะ|ว่า|โดย|ใน|ก็|เมื่อ|แต่"
_NO_CELL = "ค่า|คะแนน|สาระ|สำคัญ|ผล|เกณฑ์|หญิง|ชาย|อื่น|ครู|พ่อ|แม่|ปี|ร้อย|เฉลี่ย|สรุป|หมาย|ลำดับ|เลข|การ(?!ั|ต์|ุ)|ความ|โรง|มาก|ปาน|ดี$|พอ|สูง|ต่ำ|ก่อน|หลัง|น้ำหนัก|ส่วนสูง|ชื่อ|นาม|สกุล|ห้อง|ยอด|คน|นัก"
_LETTER = "[\u0e01-\u0e2e\u0e40-\u0e44]"  # that a name may start with
_GIVEN = f"(?!{_NO_NAME}){_LETTER}{_THAI}{{1,19}}"
_SURNAME = f"(?!{_NO_SURNAME})(?:ณ )?{_THAI}{{2,24}}"
_NO_TITLE = "แดน|หาด|ทะเล|ฝั่ง|ขอบ|คา|ทุ่ง|ป่า|เขา|น้ำ|สาว|หนุ่ม|ชรา|หม้าย|มีครรภ์|ตั้ง|ให้|แก่|ไทย|ล้วน|[0-9]"  # เด็ก ชายแดน
_TITLE = f"(?:เด็ก(?:ชาย|หญิง)|เด็ก[ \n](?:ชาย|หญิง)(?!{_NO_TITLE}))"
_SHORT = r"ด ?[.,] ?[ชญ] ?[.,]"
_BORDER = r"[ \"]{0,3}[|\t;,\n][ \">]{0,2}"
_CELL_GIVEN = f"(?!{_NO_CELL}){_GIVEN}"
_PUPIL = (
    f"{_TITLE}[ ]{{0,4}}[*_]{{0,2}}{_GIVEN}(?: {{1,5}}{_SURNAME}|(?= *[|,\t])|{_BORDER}{_SURNAME})"
    f"|{_TITLE}{_BORDER}{_CELL_GIVEN}(?:{_BORDER}|  ?){_SURNAME}"
    f"|(?:{_TITLE}|{_SHORT}) {{0,2}}[A-Z][a-z]{{2,}}"
)
_PUPIL_ALONE = f"{_TITLE}(?:[*_\"'“‘]{{0,2}}{_GIVEN}|[ ]{{1,2}}[*_\"'“‘]{{0,2}}{_CELL_GIVEN}|[ ]?[(:/\\-][ ]?{_CELL_GIVEN})(?!{_THAI})"
_GIVEN_SHORT = f"(?:น้อย|เล็ก|ใหญ่|ไทย|ที่รัก|เด่น|แบ่ง|ร้อง|แสดง){_THAI}{{0,12}}"  # names all the same, right after ด.ช.
_PUPIL_SHORT = f'{_SHORT}(?: {{0,2}}[*_"“(]{{0,2}}{_GIVEN}|[*_"“(]{{0,2}}{_GIVEN_SHORT}|{_BORDER}{_CELL_GIVEN})'
_PUPIL_SHORTER = f"(?:ด[ชญ][.]|ด\\.[ชญ](?![.])|ด ?[ชญ] ) {{0,2}}{_GIVEN}|ด[ชญ]{_BORDER}{_CELL_GIVEN}"

_HOMES = "(?:สถาน|บ้านพัก|มูลนิธิ)[ก-๎]{0,20}$"  # สถานแรกรับเด็กชายปากเกร็ด is an office
_PERSON = "(?:นาย|นางสาว|น\\.ส\\.|เด็กชาย|เด็กหญิง|ด\\.[ชญ]\\.|ชื่อ)"
_NUMBER = "[0-9](?:[ .\\-]?[0-9]){3,11}(?![0-9])"
_STUDENT_NUMBER = (
    rf"(?:เลข|รหัส|หมายเลข)(?:ที่)?(?:ประจำตัว)?(?:นักเรียน|ผู้เรียน|นักศึกษา|น\.ร\.|นร\.) {{0,3}}(?:[:=.|(]|คือ|ที่|เลขที่)?[ \n]{{0,3}}{_NUMBER}"
    rf"|(?:เลข|รหัส)ประจำตัว {{0,3}}(?:[:=.|]|คือ)? {{0,3}}{_NUMBER}[^0-9\n]{{0,30}}{_PERSON}"
    rf"|{_PERSON}[^\n:]{{2,50}}(?:เลข|รหัส)ประจำตัว {{0,3}}(?:[:=.|]|คือ)? {{0,3}}{_NUMBER}"
    rf"|(?:นักเรียน|น\.ร\.|นร\.)[^0-9\n:]{{0,20}}(?:เลข|รหัส)ประจำตัว {{0,3}}(?:[:=.|]|คือ)? {{0,3}}{_NUMBER}"
    rf"|[Ss]tudent (?:[Ii][Dd]|[Nn]o|[Nn]umber)[ .:|#]{{0,4}}[0-9]{{4,12}}(?![0-9])"
    # a table whose head names both, and a row below it that is filled in; lookaheads keep the search linear
    rf"|(?:(?:เลข|รหัส)ประจำตัว|รหัสนักเรียน|รหัส ?นร\.)(?=[^\n|,\t]{{0,80}}[|,\t])(?=[^\n]{{0,200}}ชื่อ)[^\n]{{0,400}}\n"
    rf"(?:[|:\- \t]{{0,400}}\n)?[^\n]{{0,200}}[0-9]{{4,12}}"
)


@dataclass(frozen=True)
class Pattern:
    """One way in which a kind of personal data is written."""

    kind: str
    expression: str  # group 1: what stands before; group 2: what was found
    cues: tuple[
        str, ...
    ]  # one of these is found in every text with such data; what begins with letters is found at once
    check: str | None = None  # of what matches, only what passes counts: see `patterns.CHECKS`
    unless: str | None = None  # matched on the 100 letters before: a number of another sort
    unless_near: str | None = None  # found within 100 letters before or after: public after all


_DIGITS = (r"[0-9OoIl](?:[^0-9A-Za-zก-๎]{0,11}[0-9OoIl]){8}",)
_CHILD = r"เด็ก[ \n]?(?:ชาย|หญิง)"
_THEN_WORD = rf"[0-9 ,.|-]{{0,9}}{_WORD}"
PATTERNS = (
    Pattern("identity-number", f"{_START_OR_ID}({_IDENTITY}){_END}(?![.\\-][0-9])", _DIGITS, "thai-pin", _PASSED_TAX),
    Pattern(
        "identity-number",
        rf"(^[ |\"]{{0,3}}|[^0-9,;|\t \n][ |\t,;\"]{{0,3}}|\n[ |\"]{{0,3}})({_IDENTITY_BOXES})(?!{_BOX}[0-9]|[0-9A-Za-z.])",
        _DIGITS,
        "thai-pin-boxes",
    ),
    Pattern("identity-number", f"(^|[^0-9A-Za-z])({_G_CODE})(?![0-9A-Za-z])", _DIGITS, "one-break"),
    Pattern("telephone", f"{_START}({'|'.join(_TELEPHONES)}){_END}(?!-[0-9]{{3}})", _DIGITS, "telephone"),
    Pattern("telephone", f"({_CALLED})({'|'.join(_CALLED_NUMBER)}){_END}", _DIGITS),
    Pattern(
        "telephone",
        f"()({_SPOKEN})",
        (f"ศูนย์{_THEN_WORD}", f"สูญ{_THEN_WORD}", f"0{_THEN_WORD}", "ero[ ,.-]", "Oh[ ,.-]", "oh[ ,.-]"),
    ),
    Pattern("telephone", f"(^|[^0-9A-Za-z])({_TELEPHONE_BOXES})(?![0-9A-Za-z])", (r"0[689][0-9][ \"]{0,2}[|\t]",)),
    Pattern("telephone", f"(^|[^A-Za-z])({_MESSENGER})", (r"wa\.me", "whatsapp")),
    Pattern("passport", f"()({_PASSPORT})", ("เดินทาง", "พาส", "assport", "PASSPORT", "ravel")),
    Pattern("account", f"(^|[^0-9.\\-])({_ACCOUNT})(?![0-9]|-[0-9])", _DIGITS, "one-break", None, _GIVING),
    Pattern(
        "email",
        rf"(^|[^A-Za-z0-9._%+\-])({_EMAIL})",
        ("@", "%40", *(rf"{at}[ )\]}}>*_/-]" for at in ("at", "AT", "At", "แอ็?[ทตด]")), r"a[)\]]"),
    ),
    Pattern(
        "line-id",
        f"(^|[^A-Za-z\u0e19]|[^\u0e2d]\u0e19)({_LINE})",
        ("LINE", "Line", "line", "ไลน", "ไลไอดี", r"lin\.ee", "เพิ่มเพื่อน"),
    ),
    Pattern("pupil-name", f"()({_PUPIL})", (_CHILD, "ด ?[.,] ?[ชญ]"), None, _HOMES),
    Pattern("pupil-name", f"()({_PUPIL_ALONE})", (_CHILD,), None, _HOMES),
    Pattern("pupil-name", f"()({_PUPIL_SHORT})", ("ด ?[.,]",)),
    Pattern("pupil-name", f"(^|[^ก-๎])({_PUPIL_SHORTER})", ("ด[. ]?[ชญ]",)),
    Pattern("student-number", f"()({_STUDENT_NUMBER})", ("ประจำตัว", "รหัส", "เลขนักเรียน", "เลขที่", "tudent")),
)
