"""What the code imports is asked for in pyproject.toml, and what is asked for is pinned: a fresh install has all of it."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from run import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PINS = [
    line for line in (ROOT / "scripts" / "constraints.txt").read_text(encoding="utf-8").splitlines() if line[0] != "#"
]


def normal(name: str) -> str:
    """A distribution's name as the index spells it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def names(requirements: list[str]) -> set[str]:
    return {normal(re.match(r"[\w.-]+", requirement)[0]) for requirement in requirements}


RUNTIME = names(PROJECT["dependencies"])
EXTRA = names(PROJECT["optional-dependencies"]["stats"])
TEST = RUNTIME | names(PROJECT["optional-dependencies"]["test"])


def imported(folder: Path) -> set[str]:
    """The top-level modules that the files under `folder` import, without the standard library and our own.

    Scripts in `references` make reference values in an environment of their own, which they name.
    """
    found = set()
    for path in (one for one in folder.rglob("*.py") if one.parent.name != "references"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                found.add(node.module)
    ours = {path.stem for path in (ROOT / "tests").rglob("*.py")} | {"khlang", "run"}
    return {name.split(".")[0] for name in found} - sys.stdlib_module_names - ours


@pytest.mark.parametrize(
    ("folder", "asked"), [("scripts/khlang", RUNTIME | EXTRA), ("tests", TEST)], ids=["package", "tests"]
)
def test_every_import_is_asked_for(folder: str, asked: set[str]):
    providers = packages_distributions()
    assert {module for module in imported(ROOT / folder) if not names(providers.get(module, [])) & asked} == set()


def test_everything_asked_for_is_pinned():
    assert TEST - names(PINS) == set()


def test_pins_are_exact_sorted_and_name_no_host():
    assert [pin for pin in PINS if not re.fullmatch(r"[\w.-]+==[0-9.]+", pin)] == []
    assert sorted(PINS, key=str.lower) == PINS
