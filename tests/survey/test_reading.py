"""The same survey from every program and every way of saving; what cannot be read: `test_refusals`."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from answers import WORDS, csv_bytes, rows, write_workbook
from asking import NO_PLAN, asked_of, survey_of

from khlang.survey.data import Side, dump
from khlang.survey.plan import Plan
from khlang.survey.plan import read as read_plan
from khlang.survey.questionnaire import understand
from khlang.survey.reading import read
from khlang.survey.reduction import reduce
from khlang.survey.sheet import table

FORMS = {
    "utf-8": lambda: csv_bytes(rows()),
    "utf-8 with BOM": lambda: csv_bytes(rows(), "utf-8-sig"),
    "CP874": lambda: csv_bytes(rows(), "cp874"),
    "semicolons": lambda: csv_bytes(rows(), separator=";"),
    "tabs, UTF-16": lambda: csv_bytes(rows(), "utf-16", "\t"),
    "old line ends": lambda: csv_bytes(rows()).replace(b"\r\n", b"\n"),
    "sara am in two letters": lambda: csv_bytes(rows()).replace("ำ".encode(), "\u0e4d\u0e32".encode()),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_way_of_saving_gives_the_same_data(form, tmp_path):
    assert dump(survey_of(tmp_path, FORMS[form]())) == dump(survey_of(tmp_path, csv_bytes(rows())))


def test_a_workbook_gives_the_same_data(tmp_path):
    path = write_workbook(tmp_path / "answers.xlsx", rows())
    assert dump(reduce(understand(read(path), NO_PLAN), NO_PLAN).survey) == dump(survey_of(tmp_path, csv_bytes(rows())))


def test_an_old_workbook_gives_the_same_data():
    """`answers.xls` holds the rows of `answers.rows()`, as Excel up to 2003 keeps them; made with xlwt."""
    wanted = table(rows(), "answers.csv")
    assert [column.cells for column in read(Path(__file__).with_name("answers.xls")).columns] == [
        column.cells for column in wanted.columns
    ]


def test_a_workbook_with_times_and_numbers(tmp_path):
    table = [["Start time", "1.1 ความรวดเร็ว"]] + [[datetime.datetime(2026, 10, 1 + i, 8), 1 + i % 5] for i in range(10)]
    path = write_workbook(tmp_path / "answers.xlsx", table)
    survey = reduce(understand(read(path), NO_PLAN), NO_PLAN).survey
    assert survey.whole.counts == ((2, 2, 2, 2, 2),)
    assert (survey.collected.first, survey.collected.last) == (datetime.date(2026, 10, 1), datetime.date(2026, 10, 10))


def test_the_small_survey_is_understood(tmp_path):
    survey = survey_of(tmp_path, csv_bytes(rows()))
    assert [(aspect.key, aspect.title) for aspect in survey.aspects] == [("1.1", "ด้านที่ 1"), ("1.2", "ด้านที่ 2")]
    assert [(item.key, item.text) for item in survey.items] == [
        ("1.1.1", "ความรวดเร็ว"),
        ("1.1.2", "ความถูกต้อง"),
        ("1.2.1", "ความสะอาด"),
    ]
    assert survey.parts[0].scale.labels == WORDS
    assert [(one.label, one.tally.n) for one in survey.groupings[0].categories] == [("ครู", 16), ("ผู้บริหาร", 8)]
    assert survey.collected.first == datetime.date(2026, 10, 1)
    assert [(word.text, word.respondents) for word in survey.open[0].words] == [("ที่จอดรถ", 6), ("ห้องน้ำ", 6)]


SCALES = {
    "Thai digits": (["๑", "๒", "๓", "๔", "๕"], 5),
    "number = word": (["1 = น้อยที่สุด", "2 = น้อย", "3 = ปานกลาง", "4 = มาก", "5 = มากที่สุด"], 5),
    "word (number)": (["น้อยที่สุด (1)", "น้อย (2)", "ปานกลาง (3)", "มาก (4)", "มากที่สุด (5)"], 5),
    "ระดับ 5": (["ระดับ 1", "ระดับ 2", "ระดับ 3", "ระดับ 4", "ระดับ 5"], 5),
    "agreement": (["ไม่เห็นด้วยอย่างยิ่ง", "ไม่เห็นด้วย", "ไม่แน่ใจ", "เห็นด้วย", "เห็นด้วยอย่างยิ่ง"], 5),
    "quality, four": (["ปรับปรุง", "พอใช้", "ดี", "ดีมาก"], 4),
    "three": (["ไม่เห็นด้วย", "ไม่แน่ใจ", "เห็นด้วย"], 3),
    "six": (
        ["ไม่เห็นด้วยอย่างยิ่ง", "ไม่เห็นด้วย", "ค่อนข้างไม่เห็นด้วย", "ค่อนข้างเห็นด้วย", "เห็นด้วย", "เห็นด้วยอย่างยิ่ง"],
        6,
    ),
    "how often": (["ไม่เคย", "นานๆ ครั้ง", "บางครั้ง", "บ่อยครั้ง", "ทุกครั้ง"], 5),
}


@pytest.mark.parametrize("scale", SCALES)
def test_scales(scale, tmp_path):
    words, levels = SCALES[scale]
    table = [["1.1 เรื่องแรก"], *([words[i % levels]] for i in range(5 * levels))]
    survey = survey_of(tmp_path, csv_bytes(table), plan=Plan(levels=levels) if levels < 5 else NO_PLAN)
    assert survey.parts[0].scale.levels == levels
    assert survey.whole.counts == ((5,) * levels,)


def test_seven_levels_are_seen_and_said(tmp_path):
    table = [["1.1 เรื่องแรก"], *([str(1 + i % 7)] for i in range(35))]
    asked = asked_of(tmp_path, csv_bytes(table))
    assert any("7 ระดับ" in note and "--levels" in note for note in asked.notes)
    for plan in (NO_PLAN, Plan(levels=7)):
        assert survey_of(tmp_path, csv_bytes(table), plan=plan).whole.counts == ((5,) * 7,)


def test_grids_of_google_forms_make_parts_and_aspects(tmp_path):
    head = [
        "ตอนที่ ๒ ความพึงพอใจ ด้านเวลา [๑. รวดเร็ว]",
        "ตอนที่ ๒ ความพึงพอใจ ด้านเวลา [๒. ตรงเวลา]",
        "ตอนที่ ๒ ความพึงพอใจ ด้านสถานที่ [๓. สะอาด]",
        "ตอนที่ ๓ ความเห็น [๑. คุ้มค่า]",
    ]
    table = [
        head,
        *([WORDS[i % 5], WORDS[(i + 1) % 5], WORDS[i % 3], ("ไม่เคย", "บางครั้ง", "ทุกครั้ง")[i % 3]] for i in range(20)),
    ]
    survey = survey_of(tmp_path, csv_bytes(table))
    assert [(part.key, part.title, part.scale.levels) for part in survey.parts] == [
        ("2", "ความพึงพอใจ", 5),
        ("3", "ความเห็น", 5),
    ]
    assert [(one.key, one.title) for one in survey.aspects] == [
        ("2.1", "ด้านเวลา"),
        ("2.2", "ด้านสถานที่"),
        ("3.1", "ความเห็น"),
    ]
    assert [item.text for item in survey.items] == ["รวดเร็ว", "ตรงเวลา", "สะอาด", "คุ้มค่า"]


def test_pairs_are_found_by_their_words(tmp_path):
    head = [
        "1. ห้องประชุม [สภาพปัจจุบัน]",
        "1. ห้องประชุม [สภาพที่พึงประสงค์]",
        "2. ที่จอดรถ [สภาพปัจจุบัน]",
        "2. ที่จอดรถ [สภาพที่พึงประสงค์]",
    ]
    table = [head, *([str(2 + i % 2), "5", str(3 + i % 2), str(4 + i % 2)] for i in range(10))]
    survey = survey_of(tmp_path, csv_bytes(table))
    assert [part.side for part in survey.parts] == [Side.IS, Side.SHOULD]
    texts = {item.key: item.text for item in survey.items}
    assert [(texts[pair.is_], texts[pair.should]) for pair in survey.pairs] == [
        ("ห้องประชุม", "ห้องประชุม"),
        ("ที่จอดรถ", "ที่จอดรถ"),
    ]


def test_a_plan_says_what_the_questions_do_not(tmp_path):
    table = [["วันนี้", "หน่วย", "เร็ว", "ช้า", "งาม"]]
    table += [
        ["x", ("ก", "ข")[i % 2], ("ต่ำ", "กลาง", "สูง")[i % 3], ("ต่ำ", "กลาง", "สูง")[i % 2], ("ต่ำ", "สูง", "ไม่รู้")[i % 3]]
        for i in range(30)
    ]
    plan = read_plan(
        """
parts:
  - title: การบริการ
    scale: [ต่ำ, กลาง, สูง]
    aspects:
      - {title: ด้านเวลา, columns: C-D}
      - {title: ด้านความงาม, columns: [งาม]}
reversed: D
groups: [B]
ignore: [A]
missing: [ไม่รู้]
least: 6
""".encode(),
        "plan.yml",
    )
    survey = survey_of(tmp_path, csv_bytes(table), plan=plan)
    assert survey.least == 6
    assert [(item.text, item.reversed, item.aspect) for item in survey.items] == [
        ("เร็ว", False, "1.1"),
        ("ช้า", True, "1.1"),
        ("งาม", False, "1.2"),
    ]
    assert survey.whole.counts[2] == (10, 0, 10)


def test_an_export_of_microsoft_forms(tmp_path):
    """Without signing in its columns for people hold nothing: left out, and not taken for a leak."""
    head = ["ID", "เวลาเริ่ม", "เวลาเสร็จสมบูรณ์", "อีเมล", "ชื่อ", "เวลาที่แก้ไขล่าสุด", "ท่านเป็น", "1.1 รวดเร็ว\u00a0", "1.2 ถูกต้อง"]
    table = [head]
    for i in range(20):
        start = datetime.datetime(2026, 10, 1 + i, 8, 30)
        table.append(
            [i + 1, start, start, "anonymous", None, None, ("ครู", "ผู้บริหาร")[i % 2], WORDS[i % 5], WORDS[(i // 2) % 5]]
        )
    asked = understand(read(write_workbook(tmp_path / "answers.xlsx", table)), NO_PLAN)
    assert [one.holds.value for one in asked.columns] == [
        "nothing", "time", "time", "nothing", "nothing", "nothing", "group", "levels", "levels",
    ]  # fmt: skip
    assert [item.text for item in asked.items] == ["รวดเร็ว", "ถูกต้อง"]
    assert asked.collected.last == datetime.date(2026, 10, 20)


@pytest.mark.parametrize(
    ("times", "first", "last"),
    [
        (["2569/10/01 8:30:12 ก่อนเที่ยง GMT+7", "2569/10/14 9:00:00 หลังเที่ยง GMT+7"], (2026, 10, 1), (2026, 10, 14)),
        (["1/10/2569, 8:30:12", "14/10/2569, 9:00:00"], (2026, 10, 1), (2026, 10, 14)),
        (["10/1/2026 8:30:12", "10/14/2026 9:00:00"], (2026, 10, 1), (2026, 10, 14)),
        (["2026-10-01T08:30:12", "2026-10-14T09:00:00"], (2026, 10, 1), (2026, 10, 14)),
        (["1/10/69 8:30", "14/10/69 9:00"], (2026, 10, 1), (2026, 10, 14)),
    ],
)
def test_times_of_every_form_become_a_range_of_days(times, first, last, tmp_path):
    table = [
        ["ประทับเวลา", "1.1 รวดเร็ว"],
        *([times[i], WORDS[i % 5]] for i in range(2)),
        *([times[0].replace("12", f"{i}"), WORDS[i % 5]] for i in range(13, 23)),
    ]
    collected = asked_of(tmp_path, csv_bytes(table)).collected
    assert (collected.first, collected.last) == (datetime.date(*first), datetime.date(*last))
