"""The table of answers as it was saved: cells of text with their addresses, whatever program wrote the file.

Nothing is understood here; what no program should have to guess at is refused with its place.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from khlang.content.hidden import HIDDEN
from khlang.survey import exports
from khlang.thai.normal import normalise

MAX_ROWS = 100_000
MAX_COLUMNS = 500
MAX_QUESTION = 1000  # characters
MAX_TOLD = 20  # faults told at once

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffd]")
_FORMULA = re.compile(r"=.|[+\-@][A-Za-z]+[(|!]")  # what a spreadsheet would run; neither -1 nor @office


class Refused(ValueError):
    """Answers that cannot be read without guessing: Thai sentences, each naming a place and what to do."""

    def __init__(self, *faults: str):
        left = len(faults) - MAX_TOLD
        self.faults = (*faults[:MAX_TOLD], f"และอีก {left} แห่ง แก้เท่านี้ก่อนแล้วสั่งใหม่") if left > 0 else faults
        super().__init__("\n".join(self.faults))


@dataclass(frozen=True)
class Column:
    """One question and what everybody answered."""

    place: int  # from 0
    question: str
    cells: tuple[str, ...] = field(repr=False)  # in normal form, spaces single; empty where nothing was answered

    @property
    def letter(self) -> str:
        """Its name in a spreadsheet: A, B … Z, AA."""
        return letter(self.place)

    @property
    def name(self) -> str:
        """What a message calls it."""
        return f"คอลัมน์ {self.letter} “{self.question if len(self.question) <= 60 else self.question[:59] + '…'}”"


@dataclass(frozen=True)
class Sheet:
    """A table with its questions in the first row."""

    columns: tuple[Column, ...]
    rows: tuple[int, ...]  # the number of each row of answers in the file; empty ones are left out
    program: str = ""  # that wrote it, where its head says so: "Qualtrics"
    notes: tuple[str, ...] = ()  # Thai sentences on what was left out of it

    def without(self, numbers: Collection[int]) -> Sheet:
        """The table without the rows that have these numbers in the file."""
        kept = [place for place, number in enumerate(self.rows) if number not in numbers]
        columns = (replace(one, cells=tuple(one.cells[place] for place in kept)) for one in self.columns)
        return replace(self, columns=tuple(columns), rows=tuple(self.rows[place] for place in kept))

    def cell(self, column: Column, place: int) -> str:
        """The address of an answer, as C17; `place` counts rows of answers from 0."""
        return f"{column.letter}{self.rows[place]}"


def letter(place: int) -> str:
    """The letters of a column from 0: 0 → A, 26 → AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def table(rows: list[list[str]], name: str) -> Sheet:
    """Rows of cells → questions and answers. Raises Refused for what is no plain table."""
    if len(rows) > MAX_ROWS or max(map(len, rows), default=0) > MAX_COLUMNS:
        raise Refused(f"{name} มีเกิน {MAX_ROWS:,} แถวหรือ {MAX_COLUMNS} คอลัมน์ ให้ตรวจว่าเลือกแผ่นงานของคำตอบ")
    width = max((place + 1 for row in rows for place in (len(row) - 1,) if row), default=0)
    numbered = [(number, row) for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]
    if not numbered:
        raise Refused(f"{name} ไม่มีข้อมูล ให้ส่งออกคำตอบใหม่")
    tidy = _Tidy()
    titles = _titles(numbered) if numbered[0][0] == 1 else 0
    notes = tuple(
        f"แถวที่ {number} “{' '.join(row).strip()[:60]}” อยู่เหนือหัวตาราง จึงไม่อ่าน" for number, row in numbered[:titles]
    )
    if titles:
        numbered = numbered[titles:]
    export = exports.of([[tidy[cell] for cell in row] for _, row in numbered[:4]])
    heads = export.heads if export else 1
    if numbered[0][0] > 1 and not titles:
        raise Refused(f"แถวที่ 1 ของ {name} ว่าง ให้ลบแถวว่างด้านบน ให้คำถามอยู่ในแถวที่ 1")
    answers = numbered[heads:]
    if not answers:
        raise Refused(f"{name} มีแต่คำถาม ยังไม่มีคำตอบ")
    padded = [row + [""] * (width - len(row)) for _, row in answers]
    questions = export.questions if export else [tidy[cell] for cell in numbered[0][1]]
    questions = [*questions, *[""] * (width - len(questions))]
    columns = [
        Column(place, question, tuple(map(tidy.__getitem__, cells)))
        for place, (question, cells) in enumerate(zip(questions, zip(*padded, strict=True), strict=True))
    ]
    sheet = Sheet(
        tuple(column for column in columns if column.question or any(column.cells)),
        tuple(number for number, _ in answers),
        program=export.program if export else "",
        notes=notes,
    )
    sheet = _without_previews(sheet)
    if not sheet.rows:
        raise Refused(f"{name} มีแต่คำตอบทดลอง ยังไม่มีคำตอบจริง")
    _refuse_formulas(sheet)
    _refuse_odd_heads(sheet, name)
    return sheet


def _titles(numbered: list[tuple[int, list[str]]]) -> int:
    """How many of the first rows hold one cell only, above a row of several questions: the title of a report."""
    filled = [sum(1 for cell in row if cell.strip()) for _, row in numbered[:6]]
    head = next((place for place, cells in enumerate(filled) if cells > 2), 0)
    return head if all(cells == 1 for cells in filled[:head]) else 0


def _without_previews(sheet: Sheet) -> Sheet:
    """The table without the rows by which its author tried a Qualtrics survey out."""
    status = next((one for one in sheet.columns if one.question in ("Status", "Response Type")), None)
    if sheet.program != exports.QUALTRICS or status is None:
        return sheet
    rows = {sheet.rows[place] for place, cell in enumerate(status.cells) if cell in ("Survey Preview", "1")}
    note = f"ไม่นับ {len(rows)} แถวที่ Qualtrics บอกว่าเป็นการทดลองตอบ (Survey Preview)"
    return replace(sheet.without(rows), notes=(*sheet.notes, note)) if rows else sheet


class _Tidy(dict[str, str]):
    """Cells in one form; each text is worked out once, for most cells say one of five things."""

    def __missing__(self, text: str) -> str:
        found = self[text] = " ".join(HIDDEN.sub(" ", normalise(_CONTROL.sub(" ", text))).split())
        return found


def _refuse_formulas(sheet: Sheet) -> None:
    faults = [
        f"{column.name} มีคำถามที่เป็นสูตร ให้พิมพ์คำถามเป็นข้อความ"
        for column in sheet.columns
        if _FORMULA.match(column.question)
    ]
    for column in sheet.columns:
        for value in {cell for cell in column.cells if cell[:1] in "=+@-" and _FORMULA.match(cell)}:
            place = column.cells.index(value)
            faults.append(
                f"ช่อง {sheet.cell(column, place)} ({column.name}) เป็นสูตร ให้ลบเครื่องหมาย = + - @ ที่นำหน้า หรือเปลี่ยนเป็นข้อความ"
            )
    if faults:
        raise Refused(*faults)


def _refuse_odd_heads(sheet: Sheet, name: str) -> None:
    empty = [column for column in sheet.columns if not column.question]
    if empty:
        letters = ", ".join(column.letter for column in empty[:MAX_TOLD])
        raise Refused(
            f"คอลัมน์ {letters} ไม่มีคำถามในแถวที่ 1 ของ {name} ถ้าหัวตารางมีสองแถวหรือผสานเซลล์ไว้ "
            "ให้ยกเลิกการผสาน แล้วให้แต่ละคอลัมน์มีคำถามของตนในแถวที่ 1 แถวเดียว"
        )
    for column in sheet.columns:
        if len(column.question) > MAX_QUESTION:
            raise Refused(
                f"{column.name} มีคำถามยาว {len(column.question):,} ตัวอักษร ให้ย่อให้ไม่เกิน {MAX_QUESTION:,} ตัวอักษร"
            )
