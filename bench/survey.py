"""Measures what an officer waits for: `khlang survey` on a large file of answers, start included.

    python bench/survey.py [--answers 10000] [--items 100] [--rounds 3] [--xlsx]

The answers are made up from a seed, in Thai words, with three groupings and an open question. Prints the best of the
rounds: seconds on the wall, CPU seconds, the most memory held, the size of the file and of the data that are written.
`--xlsx` asks for openpyxl, of the test extra, and takes a minute to write the file.
"""

from __future__ import annotations

import argparse
import csv
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

WORDS = ("น้อยที่สุด", "น้อย", "ปานกลาง", "มาก", "มากที่สุด")
ASPECTS = ("ด้านเวลา", "ด้านเจ้าหน้าที่", "ด้านสถานที่", "ด้านผล")
SAID = ("", "", "ควรเพิ่มที่จอดรถ", "ห้องน้ำไม่สะอาด", "เจ้าหน้าที่บริการรวดเร็ว", "อยากให้ตอบหนังสือเร็วขึ้น โทร 081-234-5678")


def made_up(answers: int, items: int) -> Iterator[list[str]]:
    """The rows of a survey; 3 in 100 respondents leave a question out."""
    rng = random.Random(2569)
    asked = [f"ตอนที่ 2 ความพึงพอใจ {ASPECTS[4 * i // items]} [{i + 1}. ข้อความที่ {i + 1}]" for i in range(items)]
    yield ["ประทับเวลา", "ที่อยู่อีเมล", "ตำแหน่ง", "เพศ", "อายุ", *asked, "ข้อเสนอแนะ"]
    for i in range(answers):
        bent = rng.gauss(0, 0.6)
        levels = [WORDS[max(0, min(4, round(3 + bent + rng.gauss(0, 0.8))))] for _ in range(items)]
        if rng.random() < 0.03:
            levels[rng.randrange(items)] = ""
        who = (
            rng.choices(("ครู", "ผู้บริหาร", "บุคลากร"), (80, 8, 12))[0],
            rng.choice(("ชาย", "หญิง")),
            rng.choice(("20–35 ปี", "36–50 ปี", "51–60 ปี")),
        )
        yield [
            f"{1 + i % 28}/10/2569, {8 + i % 9}:{i % 60:02d}:{i % 59:02d}",
            f"a{i}@example.com",
            *who,
            *levels,
            rng.choice(SAID),
        ]


def main() -> None:
    """Write the answers, read them, print a line."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--answers", type=int, default=10_000)
    cli.add_argument("--items", type=int, default=100)
    cli.add_argument("--rounds", type=int, default=3)
    cli.add_argument("--xlsx", action="store_true")
    asked = cli.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = _write(Path(folder), made_up(asked.answers, asked.items), asked.xlsx)
        out = Path(folder, "data.json")
        wall, cpu = min(_measure(file, out) for _ in range(asked.rounds))
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
        print(
            f"{asked.answers} × {asked.items}, {file.suffix[1:]} of {file.stat().st_size / 1e6:.1f} MB: "
            f"{wall:.2f} s, {cpu:.2f} CPU s, {memory:.0f} MB, data {out.stat().st_size / 1e3:.0f} kB"
        )


def _write(folder: Path, rows: Iterator[list[str]], is_workbook: bool) -> Path:
    if not is_workbook:
        file = folder / "answers.csv"
        with file.open("w", newline="", encoding="utf-8-sig") as text:
            csv.writer(text).writerows(rows)
        return file
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(folder / "answers.xlsx")
    return folder / "answers.xlsx"


def _measure(file: Path, out: Path) -> tuple[float, float]:
    out.unlink(missing_ok=True)
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "khlang", "survey", str(file), "--out", str(out)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    if done.returncode:
        raise RuntimeError(done.stderr.decode())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    wall = time.perf_counter() - start
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
