"""Documents of schools, line by line as they are typed: title, day, headings, and what of them are sections of ours."""

from __future__ import annotations

import re

import docx
import pytest
import yaml
from content import CASES, DAY, make
from documents import saved, say, table, text_box

from khlang.content.kinds import KINDS
from khlang.content.library import load
from khlang.content.markdown import headings
from khlang.contributing.importing import document

CASES_OF_FORMS = yaml.safe_load((CASES / "import/forms.yml").read_text(encoding="utf-8"))
VALUES = {"owner": "กลุ่มนิเทศฯ", "grades": ["ป.4"], "time": "2 คาบ", "cost": "ไม่มี"}


def typed(lines: str) -> bytes:
    """The Word file of a case."""
    made = docx.Document()
    rows: list[list[str]] = []
    for line in [*lines.splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if rows:
            table(made, rows)
            rows = []
        if line.startswith("[box] "):
            text_box(say(made), line.removeprefix("[box] "))
        elif line.startswith("# "):
            say(made, line[2:], style="Heading 1")
        elif line:
            centred = re.fullmatch("<(.*)>", line)
            pieces = [
                (part, "b" if i % 2 else "") for i, part in enumerate((centred[1] if centred else line).split("**"))
            ]
            say(made, *[piece for piece in pieces if piece[0]], align="CENTER" if centred else "")
    return saved(made)


@pytest.mark.parametrize("case", [pytest.param(row, id=row["case"]) for row in CASES_OF_FORMS])
def test_title_day_and_headings(case, tmp_path):
    library = load(make(tmp_path / "docs"), DAY)
    found = document.read(typed(case["lines"]), "a.docx")
    assert (found.title, found.head.date) == (case["title"], case.get("date"))
    text = _draft(found, "knowledge", library)
    if "headings" in case:
        assert [f"{one.level} {one.text}" for one in headings(text)] == case["headings"]
    if "kind" in case:
        again = document.read(typed(case["lines"]), "a.docx")
        made = [one.text for one in headings(_draft(again, case["kind"], library)) if one.level == 2]
        assert [one for one in made if one in case["sections"]] == case["sections"]
        assert len(made) == len(set(made))


def _draft(found: document.Document, kind: str, library) -> str:
    values = {name: value for name, value in VALUES.items() if name in KINDS[kind].meta.model_fields}
    made = document.make(found, KINDS[kind], values, library)
    return made.files[made.path].decode().split("---\n", 2)[2]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("แผนดูแลห้องสมุด_2569.docx", "แผนดูแลห้องสมุด 2569"),
        ("เอกสาร1.docx", None),
        ("แก้ล่าสุดจริง ๆ นะครับ.docx", None),
        ("a.docx", None),
    ],
)
def test_a_text_that_begins_at_once_takes_the_name_of_its_file(name, title):
    found = document.read(typed("# ปัญหา\nหนังสือเก่าและวางผิดที่\n# ขั้นตอน\nจัดชั้นใหม่"), name)
    assert found.title == title
    assert bool([note for note in found.notes if "ชื่อไฟล์" in note]) is (title is not None)
    assert [one.get_text() for one in found.source.body.find_all("h2")] == ["ปัญหา", "ขั้นตอน"]
