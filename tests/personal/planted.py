"""Personal data planted in texts as people in schools write it, a class at a time. Everything is made up.

`planted_texts()` gives some 400 texts, each with one thing that must be found; `HARMLESS` are texts alike in which
nothing stands.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
WIDE = str.maketrans("0123456789-@.:", "０１２３４５６７８９－＠．：")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
BOLD = str.maketrans("0123456789", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")
UNSEEN = (
    "\u200b",
    "\u200c",
    "\u200d",
    "\u2060",
    "\ufeff",
    "\u00ad",
    "\u202e",
    "\u2066",
    "\U000e0041",
    "\u3164",
    "\u034f",
    "\u180e",
)
GIVEN = ("สมชาย", "มานี", "ปิติ", "ชูใจ", "วีระ", "ณัฐวุฒิ", "พิมพ์ชนก", "อนุชา", "ธีรภัทร", "กัญญา", "สุภาพร", "จันทร์เพ็ญ")
FAMILY = ("ใจดี", "รักเรียน", "มั่นคง", "ศรีสุข", "ทองแท้", "แก้วใส", "ณ สงขลา", "บุญมา")
_TIMES = 3


def identity(chance: random.Random, first: str = "") -> str:
    """Thirteen digits with the right last one."""
    digits = (first or chance.choice("12345678")) + "".join(
        chance.choice("0123456789") for _ in range(12 - len(first or "1"))
    )
    total = sum(int(digit) * (13 - i) for i, digit in enumerate(digits))
    return digits + str((11 - total % 11) % 10)


def mobile(chance: random.Random) -> str:
    return chance.choice(("06", "08", "09")) + "".join(chance.choice("0123456789") for _ in range(8))


def cut(digits: str, *lengths: int, by: str = "-") -> str:
    """Digits in groups."""
    groups, start = [], 0
    for length in lengths:
        groups.append(digits[start : start + length])
        start += length
    return by.join(groups)


def _inside(text: str, what: str, place: int) -> str:
    return text[:place] + what + text[place:]


def _card(number: str, by: str = "-") -> str:
    return cut(number, 1, 4, 5, 2, 1, by=by)


def _twelve(chance: random.Random) -> str:
    return "".join(chance.choice("0123456789") for _ in range(12))


_Made = Callable[[random.Random], str]
_IDENTITIES: tuple[_Made, ...] = (
    lambda c: identity(c),
    lambda c: _card(identity(c)),
    lambda c: _card(identity(c), " "),
    lambda c: _card(identity(c), "."),
    lambda c: _card(identity(c), " - "),
    lambda c: _card(identity(c), "/"),
    lambda c: _card(identity(c), "–"),
    lambda c: _card(identity(c), "_"),
    lambda c: _card(identity(c, "0")),
    lambda c: identity(c, "0"),
    lambda c: " ".join(identity(c)),
    lambda c: "-".join(identity(c)),
    lambda c: identity(c).translate(THAI),
    lambda c: _card(identity(c)).translate(WIDE),
    lambda c: identity(c).translate(ARABIC),
    lambda c: _card(identity(c)).translate(BOLD),
    lambda c: _inside(identity(c), c.choice(UNSEEN), c.randrange(1, 12)),
    lambda c: _inside(_card(identity(c)), "\n", c.choice((2, 7, 13, 16))),
    lambda c: _inside(identity(c), "\n", 6),
    lambda c: "| " + _inside(_card(identity(c)), " | ", c.choice((2, 7, 13))) + " |",
    lambda c: _card(identity(c, "101")).replace("1", "l").replace("0", "O"),
    lambda c: "| " + " | ".join(identity(c, "17")) + " |",
    lambda c: "G" + "".join(c.choice("0123456789") for _ in range(12)),
    lambda c: "รหัส G " + cut("".join(c.choice("0123456789") for _ in range(12)), 6, 6, by=" "),
    lambda c: "รหัส G-" + cut("".join(c.choice("0123456789") for _ in range(12)), 4, 4, 4),
    lambda c: "g" + "".join(c.choice("0123456789") for _ in range(12)).translate(THAI),
    lambda c: f"ID{identity(c)}",
    lambda c: _inside(_card(identity(c), " "), "\n", 7),
    lambda c: "| " + _card(identity(c, "17"), " | ") + " |",
    lambda c: "|" + "|".join(_card(identity(c, "17"))) + "|",
    lambda c: f"รหัส G: {_twelve(c)}",
    lambda c: f"รหัส G เลขที่ {_twelve(c)}",
    lambda c: f"G{c.choice(('.', '/', ':', ' - '))}{_twelve(c)}",
    lambda c: f"G-code: {_twelve(c)}",
    lambda c: f"| ชื่อ | รหัส G |\n|---|---|\n| ก | {_twelve(c)} |",
)
_TELEPHONES: tuple[_Made, ...] = (
    lambda c: mobile(c),
    lambda c: cut(mobile(c), 3, 3, 4),
    lambda c: cut(mobile(c), 3, 3, 4, by=c.choice(". /_·")),
    lambda c: cut(mobile(c), 2, 4, 4),
    lambda c: cut(mobile(c), 3, 4, 3, by=" "),
    lambda c: cut(mobile(c), 4, 3, 3),
    lambda c: cut(mobile(c), 5, 5, by=" "),
    lambda c: cut(mobile(c), 2, 2, 2, 2, 2, by=c.choice(" .-")),
    lambda c: "-".join(mobile(c)),
    lambda c: " ".join(mobile(c)),
    lambda c: ".".join(mobile(c)),
    lambda c: f"({cut(mobile(c), 3, 7, by=') ')}",
    lambda c: f"Tel{mobile(c)}",
    lambda c: f"TEL.{cut(mobile(c), 3, 3, 4)}",
    lambda c: f"โทร{mobile(c)}ครับ",
    lambda c: f"โทร {mobile(c)[1:]}",
    lambda c: f"เบอร์ {cut(mobile(c)[1:], 2, 3, 4)}",
    lambda c: f"66{mobile(c)[1:]}",
    lambda c: f"66-{cut(mobile(c)[1:], 2, 3, 4)}",
    lambda c: f"+66{mobile(c)[1:]}",
    lambda c: f"+66 (0) {cut(mobile(c)[1:], 2, 3, 4, by=' ')}",
    lambda c: f"0066{mobile(c)[1:]}",
    lambda c: f"https://wa.me/66{mobile(c)[1:]}",
    lambda c: f"https://wa.me/message/AB{mobile(c)[4:]}",
    lambda c: f"tel:+66{mobile(c)[1:]}",
    lambda c: mobile(c).translate(THAI),
    lambda c: cut(mobile(c), 3, 3, 4).translate(WIDE),
    lambda c: mobile(c).translate(ARABIC),
    lambda c: _inside(mobile(c), c.choice(UNSEEN), c.randrange(1, 9)),
    lambda c: _inside(cut(mobile(c), 3, 3, 4), "\n", c.choice((4, 8))),
    lambda c: _inside(mobile(c), "\n", 3),
    lambda c: "| " + _inside(cut(mobile(c), 3, 3, 4), " | ", c.choice((4, 8))) + " |",
    lambda c: "O" + cut(mobile(c), 3, 3, 4)[1:],
    lambda c: (
        "โทร "
        + "".join(["ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า"][int(digit)] for digit in mobile(c))
    ),
    lambda c: (
        "โทรศัพท์ "
        + " ".join(
            ["ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า"][int(digit)] for digit in mobile(c)
        )
    ),
    lambda c: (
        "call "
        + " ".join(
            ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"][int(digit)]
            for digit in mobile(c)
        )
    ),
    lambda c: f"โทร. 074-{c.randrange(300000, 999999)}",
    lambda c: f"โทร. 0-74{c.randrange(10, 99)}-{c.randrange(1000, 9999)}",
    lambda c: f"โทร 02 {c.randrange(100, 999)} {c.randrange(1000, 9999)}",
    lambda c: f"| ชื่อ | เบอร์โทร |\n|---|---|\n| ครู | {mobile(c)[1:]} |",
    lambda c: f"| โทรศัพท์ | {' | '.join(mobile(c))} |",
    lambda c: f"โทร. {mobile(c)[:3]}**{mobile(c)[3:6]}**{mobile(c)[6:]}",
    lambda c: f"660{mobile(c)[1:]}",
    lambda c: f"[{cut(mobile(c), 3, 7, by='] ')}",
    lambda c: cut(mobile(c), 3, 3, 4, by=c.choice((",", "=", "+", "... "))),
    lambda c: f"| {cut(mobile(c), 3, 3, 4, by=' | ')} |",
    lambda c: "".join(digit + c.choice((" ", "-", ".")) for digit in mobile(c)),
    lambda c: f"{mobile(c)[:3]} {' '.join(mobile(c)[3:])}",
    lambda c: f"{mobile(c)[:3]} สองสามสี่ห้าหกเจ็ดแปด",
)
_MAILS: tuple[_Made, ...] = (
    lambda c: f"kru{c.randrange(10, 99)}@school.ac.th",
    lambda c: f"kru{c.randrange(10, 99)}[at]gmail.com",
    lambda c: f"kru{c.randrange(10, 99)} (at) gmail.com",
    lambda c: f"kru{c.randrange(10, 99)} [at] gmail [dot] com",
    lambda c: f"kru{c.randrange(10, 99)} at gmail dot com",
    lambda c: f"kru{c.randrange(10, 99)}@gmail.com".translate(WIDE),
    lambda c: f"kru.som{c.randrange(10, 99)} @ hotmail.com",
    lambda c: f"kru{c.randrange(10, 99)}@\ngmail.com",
    lambda c: _inside(f"kru{c.randrange(10, 99)}@gmail.com", c.choice(UNSEEN), 7),
    lambda c: f"kru{c.randrange(10, 99)}%40gmail.com",
    lambda c: f"kru{c.randrange(10, 99)}{{at}}outlook.com",
    lambda c: f"kru{c.randrange(10, 99)}\\@gmail.com",
    lambda c: f"kru{c.randrange(10, 99)}@gmail\n.com",
    lambda c: f"kru{c.randrange(10, 99)} แอ็ท จีเมล ดอทคอม",
    lambda c: (
        f"kru{c.randrange(10, 99)}{c.choice(('-at-gmail-dot-com', '_at_gmail.com', ' /at/ gmail.com', '(a)gmail.com'))}"
    ),
    lambda c: f"kru{c.randrange(10, 99)}@gmail{c.choice((',', ' '))}com",
    lambda c: f"kru{c.randrange(10, 99)} @ school . ac . th",
    lambda c: f"ครูสมใจ{c.randrange(10, 99)}@โรงเรียน.ไทย",
)
_LINES: tuple[_Made, ...] = (
    lambda c: f"LINE ID: krusom{c.randrange(10, 99)}",
    lambda c: f"ไลน์ไอดี krusom{c.randrange(10, 99)}",
    lambda c: f"ไอดีไลน์ krusom{c.randrange(10, 99)}",
    lambda c: f"ไอดีไลน์: {c.choice(('somjai', 'krumanee', 'pitiza'))}",
    lambda c: f"ID Line krusom_{c.randrange(10, 99)}",
    lambda c: f"ไอดี ไลน์ คือ krusom{c.randrange(10, 99)}",
    lambda c: f"แอดไลน์ krusom{c.randrange(10, 99)}",
    lambda c: f"ไลน์ (ID: krusom{c.randrange(10, 99)})".replace("ไลน์ (ID", "ไลน์ ID ("),
    lambda c: f"https://lin.ee/AbC{c.randrange(100, 999)}x",
    lambda c: f"https://line.me/ti/p/AbC{c.randrange(100, 999)}~x",
    lambda c: f"line://ti/p/~krusom{c.randrange(10, 99)}",
    lambda c: f"https://line.me/R/ti/p/AbC{c.randrange(100, 999)}",
    lambda c: f"{c.choice(('line', 'Line', 'LINE', 'ไลน์'))} krusom{c.randrange(10, 99)}",
    lambda c: f"line: krusom{c.randrange(10, 99)}",
    lambda c: f"{c.choice(('ไลน์ส่วนตัว', 'ไลน์ครู', 'ไลน์ของครูคือ', 'ไลน์ชื่อ'))} krusom{c.randrange(10, 99)}",
    lambda c: f"ID: krusom{c.randrange(10, 99)} (LINE)",
    lambda c: f"ไลน์ (krusom{c.randrange(10, 99)})",
    lambda c: f"LINE\nID: krusom{c.randrange(10, 99)}",
    lambda c: f"เพิ่มเพื่อน krusom{c.randrange(10, 99)} ในไลน์",
)
_PAPERS: tuple[_Made, ...] = (
    lambda c: f"หนังสือเดินทางเลขที่ AA{c.randrange(1000000, 9999999)}",
    lambda c: f"พาสปอร์ต {c.choice('ABM')}{c.choice('ABM')}{c.randrange(100000, 999999)}",
    lambda c: f"Passport No. {c.choice('ABM')}{c.choice('ABM')}{c.randrange(1000000, 9999999)}",
    lambda c: f"| หนังสือเดินทาง | MB{c.randrange(100000, 999999)} |",
    lambda c: f"เลขที่บัญชี {c.randrange(100, 999)}-{c.randrange(1, 9)}-{c.randrange(10000, 99999)}-{c.randrange(1, 9)}",
    lambda c: f"บัญชีธนาคารกรุงไทย {c.randrange(1111111111, 5999999999)}",
    lambda c: f"ธนาคารออมสิน เลขบัญชี {cut(str(c.randrange(111111111111, 599999999999)), 4, 4, 4, by=' ')}",
    lambda c: f"กสิกร {c.randrange(100, 599)} {c.randrange(1, 9)} {c.randrange(10000, 99999)} {c.randrange(1, 9)}",
    lambda c: f"โอนเข้า {c.randrange(100, 999)}-{c.randrange(1, 9)}-{c.randrange(10000, 99999)}-{c.randrange(1, 9)}",
    lambda c: f"passport number is {c.choice(('MD', 'aa'))}{c.randrange(100000, 999999)}",
    lambda c: f"พาสปอต AA {c.randrange(100, 999)} {c.randrange(1000, 9999)}",
    lambda c: f"โอนเข้าบัญชี {c.randrange(1111111111, 5999999999)}",
    lambda c: f"{c.choice(('บช.', 'สมุดบัญชี', 'bank acct', 'ttb', 'บัญชี'))} {c.randrange(1111111111, 5999999999)}",
    lambda c: f"เลขบัญชี {cut(str(c.randrange(1111111111, 5999999999)), 3, 3, 4, by=' ')}",
)
_PUPILS: tuple[_Made, ...] = (
    lambda c: f"เด็กชาย{c.choice(GIVEN)} {c.choice(FAMILY)} เล่าว่า",
    lambda c: f"เด็กหญิง{c.choice(GIVEN)}",
    lambda c: f"เด็กชาย {c.choice(GIVEN)}",
    lambda c: f"ด.ช.{c.choice(GIVEN)}",
    lambda c: f"ด.ญ. {c.choice(GIVEN)} {c.choice(FAMILY)}",
    lambda c: f"ด. ช. {c.choice(GIVEN)}",
    lambda c: f"ด.ช {c.choice(GIVEN)}",
    lambda c: f"ดช. {c.choice(GIVEN)}",
    lambda c: f"ดญ {c.choice(GIVEN)}",
    lambda c: f"ด.ญ.\n{c.choice(GIVEN)}",
    lambda c: f"| ด.ช. | {c.choice(GIVEN)} | {c.choice(FAMILY)} |",
    lambda c: f"| เด็กหญิง | {c.choice(GIVEN)} | {c.choice(FAMILY)} |",
    lambda c: _inside(f"เด็กชาย{c.choice(GIVEN)}", c.choice(UNSEEN), 7),
    lambda c: _inside(f"เด็กชาย{c.choice(GIVEN)} {c.choice(FAMILY)}", c.choice(UNSEEN), 3),
    lambda c: f"เด็กหญิง**{c.choice(GIVEN)}**",
    lambda c: f"เด็กชาย{c.choice(GIVEN)}\n{c.choice(FAMILY)}",
    lambda c: f"เลขประจำตัวนักเรียน {c.randrange(10000, 99999)}",
    lambda c: f"รหัสนักเรียน: {c.randrange(10000, 99999)}".translate(THAI),
    lambda c: f"| ชื่อ | เลขประจำตัวนักเรียน |\n|---|---|\n| ก | {c.randrange(10000, 99999)} |",
    lambda c: f"Student ID: {c.randrange(10000, 99999)}",
    lambda c: f"เด็ก ชาย{c.choice(GIVEN)}",
    lambda c: f"เด็ก หญิง {c.choice(GIVEN)} {c.choice(FAMILY)}",
    lambda c: f"เด็กชาย{c.choice(('(', ': ', '-', '/'))}{c.choice(GIVEN)}",
    lambda c: f"ด.ช.({c.choice(GIVEN)})",
    lambda c: f"{c.choice(('ด.ช. ', 'เด็กหญิง', 'ด.ญ.'))}{c.choice(('Somchai Jaidee', 'Aye Aye'))}",
    lambda c: f"ด.ญ.{c.choice(('น้อย', 'เล็ก', 'ที่รัก', 'น้อยหน่า'))}",
    lambda c: f"| ที่ | คำนำหน้า | ชื่อ |\n|---|---|---|\n| 1 | เด็กชาย | {c.choice(GIVEN)} |",
)
CLASSES: dict[str, tuple[_Made, ...]] = {
    "identity": _IDENTITIES, "telephone": _TELEPHONES, "mail": _MAILS, "line": _LINES, "papers": _PAPERS, "pupil": _PUPILS,
}  # fmt: skip
_AROUND = ("ข้อมูล {} ครับ", "- {}", "สอบถามเพิ่มเติมได้ {}\n\nขอบคุณ")


def planted_texts() -> Iterator[tuple[str, str]]:
    """Texts that each hold one thing to find, with the name of the class; the same at every call."""
    for name, ways in CLASSES.items():
        for number, made in enumerate(ways):
            chance = random.Random(f"{name} {number}")
            for around in _AROUND[:_TIMES]:
                text = made(chance)
                yield (f"\n{text}\n" if text.startswith("|") else around.format(text)), f"{name} {number}"


MARKED: tuple[_Made, ...] = (
    lambda c: "".join(f"&#{ord(digit)};" for digit in identity(c)),
    lambda c: _inside(identity(c), c.choice(("&shy;", "&#8203;", "&zwj;", "<wbr>", "**", "<!-- ก -->", "</b><i>")), 6),
    lambda c: _card(identity(c), c.choice(("&ndash;", "&#45;", "\\-", "&nbsp;", "-&#x200b;"))),
    lambda c: f"<span>{cut(identity(c), 6, 7, by='</span><span>')}</span>",
    lambda c: cut(identity(c), 6, 7, by="\n      "),
    lambda c: "\\u0030" + mobile(c)[1:],
    lambda c: "\\x30" + mobile(c)[1:],
    lambda c: f"&#48;{mobile(c)[1:]}",
    lambda c: f"`{cut(mobile(c), 3, 3, 4, by='`-`')}`",
    lambda c: f"{mobile(c)[:3]}-[{mobile(c)[3:6]}](a.md)-{mobile(c)[6:]}",
    lambda c: f"{mobile(c)[:3]}~~-~~{mobile(c)[3:6]}{{ .a }}-{mobile(c)[6:]}",
    lambda c: f"[โทร](tel:%2B66{mobile(c)[1:]})",
    lambda c: f"kru{c.randrange(10, 99)}{c.choice(('&#64;', '&commat;', '&#x40;', '<b>@</b>'))}gmail.com",
    lambda c: f"kru{c.randrange(10, 99)}@gmail" + c.choice(("&period;", "&#46;", "\\.")) + "com",
    lambda c: f"**LINE ID**: `krusom{c.randrange(10, 99)}`",
    lambda c: f"LINE ID&colon; kru&#115;om{c.randrange(10, 99)}",
    lambda c: f"ด&#46;ช&#46;{c.choice(GIVEN)}",
    lambda c: f"<b>ด.ช.</b> {c.choice(GIVEN)}",
    lambda c: f"เด็ก&shy;ชาย&nbsp;{c.choice(GIVEN)} {c.choice(FAMILY)}",
    lambda c: f"[ดู](https://example.go.th/{''.join(f'%{byte:02X}' for byte in f'ด.ช.{c.choice(GIVEN)}'.encode())})",
    lambda c: f"G**{_twelve(c)}**",
    lambda c: f"หนังสือเดินทาง A&#65;{c.randrange(1000000, 9999999)}",
)
"""What only shows once marks, entities and escapes are undone."""

HARMLESS = (
    "เด็ก ชายแดนใต้ เด็ก หญิงสาว เด็ก ชาย 12 คน เด็กชาย/เด็กหญิง เด็กชาย (ร้อยละ 40) ด.ช./ด.ญ. 5 คน ด.ช. ที่มา",
    "ออนไลน์ obec2020 และ online covid19 ใช้ไลน์กลุ่ม LINE https://www.obec1.go.th ไลน์ www.obec2.go.th line 12",
    "5G 1234 หรือ G 12 ปัญหา 2 * 3 * 4 และ **081** ข้อ _1_ `x@y` {#q7x2m9}",
    "ปีการศึกษา 2568 - 2569 มีนักเรียน 1,234 คน ครู 56 คน",
    "ระหว่างวันที่ 08-12-2569 ถึง 10-12-2569 เวลา 08.30-16.30 น.",
    "หนังสือที่ ศธ 04001/612345 ลงวันที่ 7 เมษายน 2569",
    "ISBN 978-616-317-123-4 และ 9786163171231",
    "คะแนน 098 76 54 และ 0 2568 2569",
    "งบประมาณ 8,123,456.78 บาท โอน 66,812,345,678 บาท",
    "เด็กชายและเด็กหญิงเล่นด้วยกัน เด็กหญิงที่นั่งหน้าตอบได้",
    "| เพศ | เด็กชาย | เด็กหญิง | รวม |\n|---|---|---|---|\n| จำนวน | 12 | 15 | 27 |",
    "| เด็กชาย | ค่าเฉลี่ย | ระดับ |\n|---|---|---|\n| 4.51 | 0.45 | มากที่สุด |",
    "| ข้อ | 1 | 2 | 3 | 4 | 5 | 4 | 3 | 5 | 4 | 4 | 3 | 5 | 2 |",
    "ฝาก ตชด.ช่วยดูแลโรงเรียน และร่วมรับผิดชอบ เชิดชูเกียรติ ธนเดช ชลบุรี",
    "ประชุมออนไลน์ www.example.go.th ผ่านไลน์กลุ่มโรงเรียน",
    "ติดต่อไลน์ @office หรือ LINE ID @office99 ของสำนักงาน",
    "เลขประจำตัวผู้เสียภาษี 0994000158378 และ 0105536000315",
    "บริจาคเข้ากองทุน เลขที่บัญชี 067-0-06895-0",
    "บัญชีรายรับ 1234567890 บาท เลขครุภัณฑ์ 7440-001-0001/2569",
    "ใช้หนังสือเดินทางของนักเรียนต่างชาติ 12 คน",
    "สถานแรกรับเด็กชายปากเกร็ด และสถานสงเคราะห์เด็กหญิงบ้านราชวิถี",
    "4,231.98\n345.17\n62.32\n3,089.36\n457.18\n64.01",
    "เลขประจำตัวนักเรียน 5 หลัก รหัสนักเรียนใช้เลขไทย",
    "https://www.facebook.com/148300028566953/posts/3495937540469835/",
    "รุ่น 1.2345.67890.12.1.5 ของโปรแกรม ไฟล์ icon@2x.png",
)
"""Texts that look like personal data and hold none."""
