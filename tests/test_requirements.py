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
FILES = ("constraints.txt", "constraints-test.txt")
MEANING_FILE = "constraints-meaning.txt"


def pins(file: str) -> list[str]:
    """Each requirement of a file with its hashes, on one line."""
    text = (ROOT / "scripts" / file).read_text(encoding="utf-8").replace("\\\n", "")
    return [" ".join(line.split()) for line in text.splitlines() if line and line[0] != "#"]


def normal(name: str) -> str:
    """A distribution's name as the index spells it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def names(requirements: list[str]) -> set[str]:
    return {normal(re.match(r"[\w.-]+", requirement)[0]) for requirement in requirements}


RUNTIME = names(PROJECT["dependencies"]) | names(PROJECT["optional-dependencies"]["site"])
MEANING = names(PROJECT["dependencies"]) | names(PROJECT["optional-dependencies"]["meaning"])
TEST = (RUNTIME | names(PROJECT["optional-dependencies"]["test"])) - {"khlang"}


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


@pytest.mark.parametrize(("folder", "asked"), [("scripts/khlang", RUNTIME), ("tests", TEST)], ids=["package", "tests"])
def test_every_import_is_asked_for(folder: str, asked: set[str]):
    providers = packages_distributions()
    assert {module for module in imported(ROOT / folder) if not names(providers.get(module, [])) & asked} == set()


@pytest.mark.parametrize(("file", "asked"), [("constraints.txt", RUNTIME), ("constraints-test.txt", TEST)])
def test_everything_asked_for_is_pinned(file: str, asked: set[str]):
    build = names(PROJECT["optional-dependencies"]["build"])
    assert (asked | build) - names(pins(file)) == set()


def test_what_the_extra_for_meaning_asks_for_is_pinned():
    assert MEANING - names(pins(MEANING_FILE)) == set()


@pytest.mark.parametrize("file", [*FILES, MEANING_FILE])
def test_pins_are_exact_and_hashed_and_name_no_host(file: str):
    pin = re.compile(r"[\w.-]+==[0-9.]+( ; [\w .'!=]+)?( --hash=sha256:[0-9a-f]{64})+")
    assert [one for one in pins(file) if not pin.fullmatch(one)] == []
    assert "://" not in (ROOT / "scripts" / file).read_text(encoding="utf-8")


def test_both_files_pin_the_same():
    """On the machines that both ask for it: what one wants everywhere, the other may want on some only."""
    plain, test = ({one.split()[0]: set(re.findall("--hash=.+", one)) for one in pins(file)} for file in FILES)
    assert plain.items() <= test.items()


@pytest.mark.parametrize("file", [*FILES, MEANING_FILE])
def test_each_file_says_how_it_is_made(file: str):
    made = (ROOT / "scripts" / file).read_text(encoding="utf-8").splitlines()[1].removeprefix("#").split()
    assert made[:3] == ["uv", "pip", "compile"] and made[-1] == f"scripts/{file}"
    assert {"--universal", "--generate-hashes", "--only-binary", "3.11.2"} <= set(made)
    assert " ".join(made) in (ROOT / "MAINTAINING.md").read_text(encoding="utf-8")
