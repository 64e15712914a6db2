"""The files of the project that are made from the models, rules and vocabularies and committed: forms, tables of fields."""

from __future__ import annotations

from pathlib import Path

from khlang import field_guide, rule_guide
from khlang.checks import THEMES
from khlang.issue_forms import issue_forms
from khlang.vocabulary import Vocabulary

GUIDE = "CONTRIBUTING.md"


def generated(root: Path, vocabulary: Vocabulary) -> dict[str, bytes]:
    """What every generated file below the project's folder must hold.

    The guide is written by hand around its generated parts, so it is read first. Raises ValueError where its marks are
    wrong, OSError where there is no guide.
    """
    parts = {**field_guide.blocks(vocabulary), "rules": rule_guide.guide(THEMES)}
    guide = field_guide.fill((root / GUIDE).read_text(encoding="utf-8"), parts)
    return {name: text.encode() for name, text in {**issue_forms(vocabulary), GUIDE: guide}.items()}


def stale(root: Path, files: dict[str, bytes]) -> list[str]:
    """The generated files that do not hold what they must."""
    return [name for name, data in files.items() if not (root / name).is_file() or (root / name).read_bytes() != data]
