"""The benchmark runs, and scores what the engines answer."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[2] / "bench/search.py"
DOCS = [
    {"id": "d1", "text": "การจัดทำป้ายชื่อพรรณไม้\nใช้ชื่อพื้นเมืองและชื่อวิทยาศาสตร์", "title": "ป้ายชื่อ"},
    {"id": "d2", "text": "การประชุมประจำสัปดาห์ของกลุ่มนิเทศ"},
    {"id": "d3", "text": "แบบสำรวจความพึงพอใจต่ออาคารสถานที่"},
]
QUERIES = [
    {"kind": "phrase", "query": "ชื่อวิทยาศาสตร์", "doc": "d1"},
    {"kind": "phrase", "query": "ประชุมประจำสัปดาห์", "doc": "d2"},
    {"kind": "missing", "query": "ดาวเทียม", "doc": "d3"},
]


@pytest.mark.browser
def test_the_benchmark_scores_an_engine(tmp_path, chromium_path):
    for name, rows in (("docs", DOCS), ("queries", QUERIES)):
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (tmp_path / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    files = {
        key: tmp_path / name
        for key, name in (("docs", "docs.jsonl"), ("queries", "queries.jsonl"), ("json", "out.json"))
    }
    ran = subprocess.run(
        [sys.executable, str(BENCH), "--engines=khlang", *(f"--{key}={path}" for key, path in files.items())],
        env={"CHROMIUM": chromium_path, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        encoding="utf-8",
    )
    assert ran.returncode == 0, ran.stderr
    measured = json.loads(files["json"].read_text(encoding="utf-8"))["khlang"]
    assert measured["kinds"]["phrase"]["mrr"] == 1
    assert measured["kinds"]["missing"]["nothing"] == 1
    assert measured["first"]["bytes"] < 100_000
    assert "| khlang | 1.000 (0%) | 0.000 (100%) |" in ran.stdout
