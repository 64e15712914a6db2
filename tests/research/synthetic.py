"""Answers and scores of people who do not exist, from which the example entries are made by the real commands.

`python tests/research/synthetic.py FOLDER` writes the files; the same each time. Chances are given for each level.
"""

from __future__ import annotations

import csv
import random
import sys
from pathlib import Path

LEVELS = ("น้อยที่สุด", "น้อย", "ปานกลาง", "มาก", "มากที่สุด")
ITEMS = (
    ("ด้านเวลา", "ได้รับคำตอบภายในเวลาที่แจ้งไว้"),
    ("ด้านเวลา", "ขั้นตอนไม่ซ้ำซ้อน"),
    ("ด้านช่องทาง", "รู้ว่าเรื่องใดต้องติดต่อกลุ่มใด"),
    ("ด้านช่องทาง", "ติดต่อได้มากกว่าหนึ่งทาง"),
    ("ด้านความชัดเจน", "คำตอบครบและนำไปทำต่อได้"),
    ("ด้านความชัดเจน", "แบบฟอร์มเข้าใจง่าย"),
)
SIDES = ("สภาพที่เป็นอยู่", "สภาพที่ควรเป็น")
WORDS = ("ควรมีรายชื่อเรื่องกับกลุ่มงานไว้หน้าเว็บ", "ขอแบบฟอร์มที่กรอกในโทรศัพท์ได้", "ตอบช้าช่วงสิ้นปีงบประมาณ", "ขอแบบฟอร์มตัวอย่าง", "")

# The middle of what is answered on each item, how it is; how it should be is 4.5 throughout.
FIRST = (2.6, 3.3, 2.8, 3.7, 3.6, 3.2)
LATER = (3.9, 3.6, 2.9, 3.8, 3.9, 3.3)
SKILLS = (("การสังเกต", 0.42, 0.68), ("การจำแนกประเภท", 0.48, 0.66), ("การสรุปลงความเห็น", 0.42, 0.42))
FULL = 20
PUPILS = 27


def survey(middles: tuple[float, ...], people: int, day: str, seed: int) -> list[list[str]]:
    """The rows of a file of answers as Google Forms gives it in Thai."""
    chance = random.Random(seed)
    head = [
        "ประทับเวลา",
        "ท่านเป็น",
        *(f"{side} {aspect} [{text}]" for side in SIDES for aspect, text in ITEMS),
        "ข้อเสนอแนะเพิ่มเติม",
    ]
    rows = [head]
    for number in range(people):
        lean = (chance.random() - 0.5) * 2.4  # some are content with everything
        answers = [_level(chance, middle + lean) for middle in middles] + [_level(chance, 4.2 + lean) for _ in ITEMS]
        who = "ผู้บริหารสถานศึกษา" if chance.random() < 0.35 else "ครูผู้สอน"
        words = WORDS[int(chance.random() * len(WORDS))]
        rows.append(
            [
                f"{day}, {8 + number % 9}:{number % 60:02}:{number * 7 % 60:02}",
                who,
                *(LEVELS[one - 1] for one in answers),
                words,
            ]
        )
    return rows


def scores(seed: int) -> list[list[str]]:
    """The rows of a table of scores: one pupil a row, no name."""
    chance = random.Random(seed)
    head = [
        f"{name} {when} ({full})"
        for name, _, _ in SKILLS
        for when, full in (("ก่อน", FULL), ("ระหว่าง", 30), ("หลัง", FULL))
    ]
    rows = [head]
    for _ in range(PUPILS):
        row = []
        able = (chance.random() - 0.5) * 0.4
        for _, before, after in SKILLS:
            for middle, full in ((before, FULL), ((before + after) / 2 + 0.1, 30), (after, FULL)):
                share = min(1, max(0, middle + able + (chance.random() - 0.5) * 0.3))
                row.append(str(int(share * full + 0.5)))
        rows.append(row)
    return rows


FILES = {
    "service-2569": lambda: survey(FIRST, 64, "4/9/2026", 1),
    "service-2570": lambda: survey(LATER, 58, "12/11/2026", 2),
    "observing-2569": lambda: scores(3),
}
"""Name of the committed data → what it is made from."""


def write(folder: Path, name: str, change: tuple[int, int, str] | None = None) -> Path:
    """One file of answers; `change` puts another answer into a row and a column (from 0, the head is row 0)."""
    rows = FILES[name]()
    if change:
        row, column, value = change
        rows[row][column] = value
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def _level(chance: random.Random, middle: float) -> int:
    return min(5, max(1, int(middle + (chance.random() + chance.random() - 1) * 1.7 + 0.5)))


if __name__ == "__main__":
    for one in FILES:
        print(write(Path(sys.argv[1]), one))
