"""A further kind of entry is one module, one template and one word in a list: tried in a copy of the package."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from projects import html_of, project
from run import ROOT

MODULE = '''"""กิจกรรม: what takes place, where and when."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from khlang.content.kind import ACTIONS, Kind, Section, Shown
from khlang.content.meta import EntryMeta
from khlang.content.values import Day, From, Line, labelled


class Event(EntryMeta):
    """กิจกรรม: what takes place, where and when."""

    place: Line = Field(title="สถานที่", description="จัดที่ใด", examples=["ห้องประชุม"])
    ends: Day | None = Field(None, title="วันสุดท้าย", description="วันสุดท้ายที่จัด", examples=["2026-11-23"])
    sort: Literal["open", "invited"] = Field(
        title="ผู้เข้าร่วม",
        description="ใครเข้าร่วมได้",
        examples=["open"],
        json_schema_extra=labelled(open="ทุกคน", invited="ผู้ได้รับเชิญ"),
    )
    classes: Annotated[tuple[Line, ...], From(("grades",))] = Field(
        (), title="ชั้นที่เกี่ยวข้อง", description="ชั้นที่เข้าร่วม", examples=[["ป.4"]]
    )


KIND = Kind(
    "event",
    "v",
    "events",
    "กิจกรรม",
    Event,
    (Section("programme", "กำหนดการ", "กำหนดการ", "ทำอะไร เวลาใด"), ACTIONS),
    purpose="กิจกรรมที่เปิดให้ผู้อื่นเข้าร่วม",
    empty="ที่นี่จะเป็นกิจกรรม",
    template="event.html",
    glance=(Shown("place"), Shown("ends"), Shown("sort"), Shown("classes", "ชั้น", short=True)),
    facts=("place", "sort"),
    facets=(("class", "classes"), ("who", "sort")),
)
'''
TEMPLATE = """{% extends "main.html" %}
{% block before_text %}<p class="event">พบกันที่นี่</p>{% endblock %}
"""
ENTRY = """---
id: v7x2m9
title: วันต้นไม้
summary: ปลูกต้นไม้ด้วยกัน
date: 2026-11-10
owner: กลุ่มนิเทศฯ
tags: [ทักษะการคิด]
place: สวนของสำนักงาน
ends: 2026-11-11
sort: open
classes: [ป.4]
status: published
---

## กำหนดการ

ปลูก แล้วรดน้ำ

## การดำเนินงาน

- ขุดหลุม {#a4q9wz}
    - ผู้รับผิดชอบ: กลุ่มนิเทศฯ
    - กำหนดแล้วเสร็จ: 9 พ.ย. 2569
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The miniature site, built by a copy of the package that has one more kind."""
    scratch = tmp_path_factory.mktemp("package")
    package = shutil.copytree(
        ROOT / "scripts" / "khlang", scratch / "khlang", ignore=shutil.ignore_patterns("__pycache__")
    )
    (package / "content/kinds/event.py").write_text(MODULE, encoding="utf-8")
    (package / "theme/event.html").write_text(TEMPLATE, encoding="utf-8")
    kinds = package / "content/kinds/__init__.py"
    line = '    "adoption",\n'
    text = kinds.read_text(encoding="utf-8")
    assert text.count(line) == 1
    kinds.write_text(text.replace(line, f'{line}    "event",\n'), encoding="utf-8")

    folder = project(tmp_path_factory.mktemp("office"), **{"events/tree-day.md": ENTRY})
    told = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=folder,
        env={
            **os.environ,
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONUTF8": "1",
            "PYTHONPATH": str(scratch),
            "SOURCE_DATE_EPOCH": "1795305600",
        },
        capture_output=True,
        encoding="utf-8",
    )
    assert told.returncode == 0, told.stderr
    return folder / "site"


def test_its_page_has_its_template_and_what_it_shows(site):
    html = html_of(site / "events/tree-day/index.html")
    assert '<p class="event">พบกันที่นี่</p>' in html
    said = re.sub("<[^>]+>", "", html)
    for label, value in (
        ("สถานที่", "สวนของสำนักงาน"),
        ("วันสุดท้าย", "๑๑ พฤศจิกายน ๒๕๖๙"),
        ("ผู้เข้าร่วม", "ทุกคน"),
        ("ชั้น", "ป.๔"),
    ):
        assert re.search(rf"{label}\s*{value}", said), label
    for facet in ("kind", "event"), ("class", "p4"), ("who", "open"):
        assert '<meta name="khlang:{}" content="{}">'.format(*facet) in html


def test_it_stands_in_its_list_and_in_the_lists_of_all(site):
    for page in ("events", "latest", "groups/supervision", "tags/thinking", "years/fiscal-2570"):
        html = (site / page / "index.html").read_text(encoding="utf-8")
        assert "events/tree-day/" in html or 'href="tree-day/"' in html, page
    for page, words in (("events", "สวนของสำนักงาน"), ("actions", "ขุดหลุม")):
        html = (site / page / "index.html").read_text(encoding="utf-8")
        assert words in re.sub(r"<[^>]*>|\u200b", "", html), page
    assert (site / "e/v7x2m9/index.html").is_file()


def test_forms_and_search_know_it(site):
    model = json.loads((site / "assets/khlang/form/model.json").read_text(encoding="utf-8"))
    event = next(kind for kind in model["kinds"] if kind["name"] == "event")
    assert (event["label"], event["folder"], event["letter"]) == ("กิจกรรม", "events", "v")
    assert {"place", "ends", "sort", "classes"} <= {field["name"] for field in event["fields"]}
    assert [section["key"] for section in event["sections"]] == ["programme", "act"]
    names = json.loads(next(site.glob("**/labels.json")).read_text(encoding="utf-8"))
    assert names["kind"]["event"] == "กิจกรรม"
    assert names["who"] == {"open": "ทุกคน", "invited": "ผู้ได้รับเชิญ"}


def test_the_report_of_the_year_counts_it(site):
    html = (site / "reports/fiscal-2570/index.html").read_text(encoding="utf-8")
    assert "กิจกรรม" in html
