"""The words of pages stand in one module a package, so that a further language has one place to look."""

from __future__ import annotations

import ast
import re
import string
from importlib import import_module
from pathlib import Path

import pytest

PAGES = Path(__file__).parent.parent / "scripts" / "khlang" / "pages"
PACKAGES = ("", "exchange", "lists", "practices", "practices/take_home")
ELSEWHERE = {"line_ends.py", "html.py", "letters.py"}  # these look at Thai letters
_THAI = re.compile("[ก-๙]")


def _modules(package: str) -> list[Path]:
    return [path for path in sorted((PAGES / package).glob("*.py")) if path.name not in {"words.py", *ELSEWHERE}]


def _texts(path: Path) -> list[str]:
    """The Thai texts of a module, docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    comments = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and _THAI.search(node.value)
        and id(node) not in comments
    ]


@pytest.mark.parametrize("package", PACKAGES)
def test_pages_take_their_words_from_their_package(package):
    assert {path.name: texts for path in _modules(package) if (texts := _texts(path))} == {}


@pytest.mark.parametrize("package", PACKAGES)
def test_every_word_is_used_and_has_plain_places(package):
    words = import_module(".".join(filter(None, ("khlang.pages", package.replace("/", "."), "words"))))
    used = "".join(path.read_text(encoding="utf-8") for path in _modules(package))
    for name, text in vars(words).items():
        if name.isupper():
            assert re.search(rf"\bwords\.{name}\b", used), name
            assert {field for _, field, _, _ in string.Formatter().parse(text) if field is not None} <= {""}, name
