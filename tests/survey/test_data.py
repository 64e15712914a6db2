"""The committed file: it comes back as it was written, and one that does not add up is told with its line."""

from __future__ import annotations

import json

import pytest
from surveys import survey_of

from khlang.survey.data import Survey, dump, read

ROWS = [[1 + (7 * i + 3 * j) % 5 for j in range(4)] for i in range(12)]
GROUPS = {"ตำแหน่ง": ["ครู"] * 7 + ["ผู้บริหาร"] * 5}
SURVEY = survey_of(ROWS, aspects=(2, 2), groups=GROUPS, invited=20)
PATH = "research/data/service.json"


def test_what_is_written_comes_back():
    assert read(dump(SURVEY), PATH) == SURVEY
    assert dump(read(dump(SURVEY), PATH)) == dump(SURVEY)


def test_the_file_is_plain_json_with_a_line_for_every_row_of_numbers():
    text = dump(SURVEY).decode()
    assert json.loads(text)["version"] == 1
    assert str(list(SURVEY.whole.counts[0])) in text and text.endswith("}\n")


def _broken(change) -> bytes:
    values = json.loads(dump(SURVEY))
    change(values)
    return json.dumps(values, ensure_ascii=False, indent=1).encode()


def _set(*place, value):
    def change(values):
        for key in place[:-1]:
            values = values[key]
        values[place[-1]] = value

    return change


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_set("version", value=2), "รุ่น 2"),
        (_set("least", value=3), "least"),
        (_set("whole", "n", value=13), "รวมกันได้ 12 คน ไม่ใช่ 13 คน"),
        (_set("whole", "counts", 0, value=[2, 3, 3, 2]), "จำนวนระดับ"),
        (_set("whole", "counts", 0, 0, value=1), "แยกตามตำแหน่งรวมกันไม่เท่ากับทั้งหมด"),
        (_set("whole", "counts", 0, 0, value=-1), "whole.counts.0.0"),
        (_set("whole", "scores", 0, "squares", value=1), "เป็นไปไม่ได้"),
        (_set("whole", "complete", value=13), "มากกว่าผู้ตอบ"),
        (_set("groupings", 0, "categories", 1, "tally", "counts", 2, value=None), "รวมกันไม่เท่ากับทั้งหมด"),
        (_set("groupings", 0, "categories", 1, "label", value="ครู"), "ชื่อซ้ำ"),
        (_set("items", 1, "key", value="1.1.1"), "ซ้ำ"),
        (_set("items", 1, "aspect", value="9"), "ไม่มีด้าน 9"),
        (_set("pairs", value=[{"is": "1.1.1", "should": "x"}]), "ไม่มีข้อ x"),
        (_set("open", value=[{"text": "ก", "answered": 9, "words": [{"text": "ข", "respondents": 4}]}]), "น้อยกว่า 5 คน"),
        (_set("open", value="ก"), "open"),
        (_set("names", value=["ก"]), "ไม่รู้จัก names"),
        (lambda values: values.pop("whole"), "ขาด whole"),
    ],
)
def test_what_does_not_add_up_is_told_in_thai(change, says):
    problem = read(_broken(change), PATH)[0]
    assert (problem.path, problem.rule) == (PATH, "survey-data")
    assert says in problem.message and "ให้" in problem.message


def test_a_problem_names_its_line():
    data = _broken(_set("whole", "counts", 0, 0, value="ก"))
    problem = read(data, PATH)[0]
    assert '"ก"' in data.decode().split("\n")[problem.line - 1]


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[1]", b"null", b'{"version": 1}', b"[" * 100_000, "{}".encode("utf-16"), b'"\xe1\xa1"']
)
def test_bytes_of_any_kind_give_problems(data):
    problems = read(data, PATH)
    assert problems and not isinstance(problems, Survey)
