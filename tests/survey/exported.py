"""Files as survey programs export them and offices keep them; every question, answer and person is made up."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from answers import WORDS, csv_bytes
from openpyxl import Workbook

from khlang.survey.reading import cells

N = 40
SEVEN = (
    "Strongly disagree",
    "Disagree",
    "Somewhat disagree",
    "Neither agree nor disagree",
    "Somewhat agree",
    "Agree",
    "Strongly agree",
)
FACES = ("😡", "🙁", "😐", "🙂", "😍")


@dataclass(frozen=True)
class File:
    """A file and what it says."""

    table: Callable[[list[list[int]]], bytes]
    scale: tuple[str, ...]  # the labels of its first part
    first: int = 1
    groups: tuple[str, ...] = ()
    choices: int = 0
    needs_plan: bool = False


def numbers(top: int = 5, items: int = 4) -> list[list[int]]:
    """Levels from 1 to `top` for N people: without pattern, the same every time."""
    draw = random.Random(7 * top + items)
    return [[draw.randint(1, top) for _ in range(items)] for _ in range(N)]


def times(place: int) -> str:
    return f"{1 + place % 28}/10/2569, {8 + place % 9}:{place:02d}:07"


def posts(place: int) -> str:
    return ("ครู", "ผู้บริหารสถานศึกษา", "บุคลากรทางการศึกษา")[place * place % 3]


def table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    return csv_bytes([heads, *([str(cell) for cell in row] for row in rows)])


def plain(words: Sequence[str], before: str = "1.") -> Callable[[list[list[int]]], bytes]:
    """Items with answers in words, numbered, and nothing else."""
    texts = ("เข้าใจง่าย", "ตรงเวลา", "ติดต่อสะดวก", "ใช้ได้จริง")
    return lambda levels: table(
        [f"{before}{i} {text}" for i, text in enumerate(texts, 1)], [[words[x - 1] for x in row] for row in levels]
    )


def google(levels: list[list[int]]) -> bytes:
    grid = "ตอนที่ 2 ความพึงพอใจ [5 = มากที่สุด] ด้านเวลา"
    heads = [
        "ประทับเวลา",
        "1. เพศ",
        "2. ตำแหน่ง",
        "3. เคยใช้บริการใด (เลือกได้หลายข้อ)",
        *(f"{grid} [{i}. ข้อ {i} [ถ้ามี]]" for i in range(1, 5)),
        "ข้อเสนอแนะ",
    ]
    used = ("งานบุคคล", "งานบุคคล, งานการเงิน (เช่น เบิก, จ่าย)", "งานการเงิน (เช่น เบิก, จ่าย)", "")
    return table(
        heads,
        [
            [times(i), ("ชาย", "หญิง")[i % 2], posts(i), used[i % 4], *(WORDS[x - 1] for x in row), ""]
            for i, row in enumerate(levels)
        ],
    )


def microsoft(levels: list[list[int]]) -> bytes:
    book = Workbook()
    book.active.append(
        [
            "ID",
            "Start time",
            "Completion time",
            "Email",
            "Name",
            "ท่านเป็น",
            "ท่านทราบข่าวจากช่องทางใด (เลือกได้มากกว่า 1 ข้อ)",
            "รวดเร็ว\xa0",
            "ถูกต้อง",
            "สุภาพ",
            "สะดวก",
        ]
    )
    for i, row in enumerate(levels):
        news = ("เว็บไซต์;กลุ่มไลน์;", "เว็บไซต์;", "กลุ่มไลน์;หนังสือราชการ;", "หนังสือราชการ;")[i % 4]
        book.active.append([i + 1, times(i), times(i), "anonymous", "", posts(i), news, *(WORDS[x - 1] for x in row)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def limesurvey(levels: list[list[int]]) -> bytes:
    heads = [
        "id. Response ID",
        "submitdate. Date submitted",
        "lastpage. Last page",
        "startlanguage. Start language",
        "seed. Seed",
        "G01Q01. ตำแหน่ง",
    ]
    heads += [f"G02Q03[SQ{i:03d}]. ช่องทางที่ใช้ [{name}]" for i, name in enumerate(("โทรศัพท์", "เว็บไซต์", "มาด้วยตนเอง"), 1)]
    heads += [f"G03Q04[SQ{i:03d}]. ด้านการบริการ [ข้อที่ {name}]" for i, name in enumerate("กขคง", 1)]
    rows = [
        [
            i + 1,
            f"2026-10-{1 + i % 28:02d} 09:{i:02d}:11",
            3,
            "th",
            1000 + i,
            posts(i),
            *(("Yes", "")[(i + k) % 3 > 0] for k in range(3)),
            *(WORDS[x - 1] for x in row),
        ]
        for i, row in enumerate(levels)
    ]
    return table(heads, rows)


def surveymonkey(levels: list[list[int]]) -> bytes:
    first = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address", "First Name", "Last Name", "Custom Data 1",
             "ท่านปฏิบัติงานในตำแหน่งใด", "ช่องทางที่ท่านใช้ (เลือกได้หลายข้อ)", "", "โปรดให้ระดับความพึงพอใจ", "", "", "", "ข้อเสนอแนะ"]  # fmt: skip
    second = [
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "Response",
        "โทรศัพท์",
        "เว็บไซต์",
        "รวดเร็ว",
        "ถูกต้อง",
        "สุภาพ",
        "สะดวก",
        "Open-Ended Response",
    ]
    rows = [
        [11800000 + i, 4300, f"10/{1 + i % 28:02d}/2026 08:{i:02d}:09 AM", f"10/{1 + i % 28:02d}/2026 08:{i:02d}:50 AM", f"198.51.100.{i}", "", "", "", "", posts(i),
         "โทรศัพท์" if i % 2 else "", "เว็บไซต์" if i % 3 else "", *(WORDS[x - 1] for x in row), ""]
        for i, row in enumerate(levels)
    ]  # fmt: skip
    return table(first, [second, *rows])


def qualtrics(levels: list[list[int]]) -> bytes:
    codes = [
        "StartDate",
        "EndDate",
        "Status",
        "IPAddress",
        "Progress",
        "Duration (in seconds)",
        "Finished",
        "RecordedDate",
        "ResponseId",
        "RecipientEmail",
        "UserLanguage",
        "Q1",
        "Q2_1",
        "Q2_2",
        "Q2_3",
        "Q2_4",
    ]
    texts = ["Start Date", "End Date", "Response Type", "IP Address", "Progress", "Duration (in seconds)", "Finished", "Recorded Date", "Response ID", "Recipient Email", "User Language", "ตำแหน่งของท่าน",
             *(f"โปรดแสดงความเห็น - ข้อที่ {name}" for name in "กขคง")]  # fmt: skip
    ids = [f'{{"ImportId":"QID{i}"}}' for i in range(len(codes))]
    day = "2026-10-05 08:30:1"
    rows = [
        [
            day,
            day,
            "IP Address",
            f"203.0.113.{i}",
            100,
            61,
            "True",
            day,
            f"R_{i}x",
            "",
            "TH",
            posts(i),
            *(SEVEN[x - 1] for x in row),
        ]
        for i, row in enumerate(levels)
    ]
    preview = [day, day, "Survey Preview", "", 100, 3, "True", day, "R_p", "", "TH", "ครู", *([SEVEN[0]] * 4)]
    return table(codes, [texts, ids, preview, *rows])


def recommend(levels: list[list[int]]) -> bytes:
    return table(["ตำแหน่ง", "ท่านจะแนะนำบริการนี้หรือไม่ (0-10)"], [[posts(i), row[0] - 1] for i, row in enumerate(levels)])


def checklist(levels: list[list[int]]) -> bytes:
    heads = [
        f"{i}. โรงเรียนของท่าน{text}หรือไม่" for i, text in enumerate(("มีแผน", "มีคณะกรรมการ", "มีรายงาน", "มีการติดตาม"), 1)
    ]
    return table(
        ["ขนาดโรงเรียน", *heads],
        [[("เล็ก", "กลาง", "ใหญ่")[i * i % 3], *(("ไม่ใช่", "ใช่")[x - 1] for x in row)] for i, row in enumerate(levels)],
    )


def mode_row(levels: list[list[int]]) -> bytes:
    rows: list[list[object]] = [[f"ฉบับที่ {i + 1}", *row] for i, row in enumerate(levels)]
    return table(
        ["ชื่อชุด", *(f"1.{i} ข้อ {i}" for i in range(1, 5))], [*rows, ["ค่าเฉลี่ย", 4, 3, 4, 4], ["ฐานนิยม", 4, 3, 4, 4]]
    )


def stacked(levels: list[list[int]]) -> bytes:
    rows = [[posts(i), *(WORDS[x - 1] for x in row)] for i, row in enumerate(levels)]
    return table(["ตำแหน่ง", *(f"1.{i} ข้อ {i}" for i in range(1, 5))], rows * 3)


def web_page(levels: list[list[int]]) -> bytes:
    rows = "".join(
        f"<tr><td>{posts(i)}</td>{''.join(f'<td>{WORDS[x - 1]}&nbsp;</td>' for x in row)}</tr>"
        for i, row in enumerate(levels)
    )
    heads = "".join(f"<th>1.{i} ข้อ {i}</th>" for i in range(1, 5))
    return f'<html><head><meta charset="utf-8"></head><body><table border=1><tr><th>ตำแหน่ง</th>{heads}</tr>{rows}</table></body></html>'.encode()


def misspelt(levels: list[list[int]]) -> bytes:
    slips = {"มากที่สุด": "มากทีสุด"}
    return table(
        [f"1.{i} ข้อ {i}" for i in range(1, 5)],
        [
            [slips[WORDS[x - 1]] if r == 3 and x == 5 else WORDS[x - 1] for x in row]
            for r, row in enumerate([*levels[:3], [5, 5, 4, 5], *levels[4:]])
        ],
    )


def commas(levels: list[list[int]]) -> bytes:
    kinds = ("ครูผู้สอน, ครูผู้ช่วย", "ผู้บริหาร, รองผู้บริหาร", "ศึกษานิเทศก์")
    return table(
        ["กลุ่มงานที่สังกัด", *(f"1.{i} ข้อ {i}" for i in range(1, 5))],
        [[kinds[i * i % 3], *(WORDS[x - 1] for x in row)] for i, row in enumerate(levels)],
    )


FOUR = ("น้อยที่สุด", "น้อย", "มาก", "มากที่สุด")
SIX = ("น้อยที่สุด", "น้อย", "ค่อนข้างน้อย", "ค่อนข้างมาก", "มาก", "มากที่สุด")
FIT = tuple(f"เหมาะสม{word}" for word in WORDS)
OWN = ("ยังไม่เริ่ม", "กำลังวางแผน", "ลงมือแล้ว", "เห็นผลแล้ว")
FIVE = ("1", "2", "3", "4", "5")

FILES = {
    "Google Forms": File(google, WORDS, groups=("เพศ", "ตำแหน่ง"), choices=1),
    "Microsoft Forms": File(microsoft, WORDS, groups=("สถานภาพผู้ตอบ",), choices=1),
    "LimeSurvey": File(limesurvey, WORDS, groups=("ตำแหน่ง",), choices=1),
    "SurveyMonkey": File(surveymonkey, WORDS, groups=("ตำแหน่ง",), choices=1),
    "Qualtrics": File(qualtrics, SEVEN, groups=("ตำแหน่ง",)),
    "0 to 10": File(recommend, tuple(map(str, range(11))), first=0, groups=("ตำแหน่ง",)),
    "from 0 to 4": File(plain("01234"), tuple("01234"), first=0),
    "four levels": File(plain(FOUR), FOUR),
    "six levels": File(plain(SIX), SIX),
    "seven numbers": File(plain("1234567"), tuple("1234567")),
    "yes and no": File(checklist, ("ไม่ใช่", "ใช่"), groups=("ขนาดโรงเรียน",)),
    "points and zeros": File(plain(("1.0", "2.0", "3.0", "4.0", "5.0")), WORDS),
    "commas and zeros": File(lambda levels: csv_bytes([["1.1 ก", "1.2 ข", "1.3 ค", "1.4 ง"], *([f"{x},0" for x in row] for row in levels)], separator=";"), WORDS),
    "stars": File(plain(("★☆☆☆☆", "★★☆☆☆", "★★★☆☆", "★★★★☆", "★★★★★")), WORDS),
    "stars counted": File(plain(("1 ดาว", "2 ดาว", "3 ดาว", "4 ดาว", "5 ดาว")), WORDS),
    "faces": File(plain(FACES), FACES, needs_plan=True),
    "numbers in brackets": File(plain(tuple(f"{word} ({i})" for i, word in enumerate(OWN, 1))), OWN),
    "brackets from the top": File(plain(tuple(f"{word} ({5 - i})" for i, word in enumerate(WORDS))), WORDS),
    "a legend from the top": File(lambda levels: table([f"ความพึงพอใจ (1 = มากที่สุด, 5 = น้อยที่สุด) [{i}. ข้อ {i}]" for i in range(1, 5)], [[6 - x for x in row] for row in levels]), WORDS),
    "words before": File(plain(FIT), FIT),
    "sums below": File(mode_row, WORDS, needs_plan=True),
    "pasted three times": File(stacked, WORDS, groups=("ตำแหน่ง",), needs_plan=True),
    "UTF-16 without a mark": File(lambda levels: plain(WORDS)(levels).decode().replace(",", "\t").encode("utf-16-le"), WORDS),
    "a web page": File(web_page, WORDS, groups=("ตำแหน่ง",)),
    "slips in many columns": File(misspelt, WORDS, needs_plan=True),
    "commas in labels": File(commas, WORDS, groups=("กลุ่มงานที่สังกัด",)),
    "words of its own": File(plain(OWN), OWN, needs_plan=True),
    "four numbers": File(plain("1234"), FIVE, needs_plan=True),
}  # fmt: skip


def tops(name: str) -> int:
    """The highest level that is answered in a file."""
    return 4 if name == "four numbers" else len(FILES[name].scale)


def cells_of(name: str) -> list[list[str]]:
    """The cells of a file, to be changed."""
    return [list(row) for row in cells(FILES[name].table(numbers(tops(name))), "a.csv")]


ODD = (
    "", "-", "0", "9", "๕", "มากที่สุดด", "1/1/2569", "ก" * 3000, "5 = มาก", "[", "]", "ตอนที่ 2", "a@b.co", "nan", "1e5", "ข้อ 1 []", "🙂", "สภาพปัจจุบัน",
    "[สภาพที่ควรเป็น]", "(-)", "รวม", "ค่าเฉลี่ย", "4.5", "4,5", "★★★", "a; b", "a, b", "ไม่ใช่", "(1) ก", "ก (99)", "10 ดาว", "٣", "²", "①", "x [y] [z]",
    "(1 = มากที่สุด)", "1-7", "Status", "ResponseId", "submitdate",
)  # fmt: skip
"""Cells that are no answers, or look like what they are not."""

PLANS = (
    "{}", "levels: 7", "levels: 0-10", "groups: [A]", "open: [B]", "choices: [A-C]", "ignore: [A-Z]", "parts: [{title: x, columns: A-D}]",
    "parts: [{title: x, columns: [A], scale: [a, b]}]", "missing: ['5']", "same: {มาก: น้อย}", "merge: {A: {x: [ครู]}}", "reversed: [A]", "pairs: [[A, B]]",
    "skip_rows: [2, 5-9]", "names: {A: x}", "scores: false", "least: 7", "groups: []", "copies: true",
    "parts: [{title: x, columns: A-D, scale: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10']}]",
)  # fmt: skip
