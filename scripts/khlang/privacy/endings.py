"""Which files may be attached, by the endings of their names."""

from __future__ import annotations

import re

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp"})
TEXTS = frozenset({".csv", ".tsv", ".txt", ".md", ".json"})
ATTACHMENTS = frozenset({".pdf", ".docx", ".xlsx", ".pptx", ".csv", ".zip"})
INSIDE = PICTURES | TEXTS | ATTACHMENTS
"""Endings of files that a zip file may hold."""


def suffix_of(name: str) -> str:
    """The ending of a file's name with its dot, in small letters; `.rels` alone is one too."""
    ending = re.search(r"(\.[^./]*)?$", name)
    return ending[0].lower() if ending else ""


def is_picture(name: str) -> bool:
    """Whether a file is a picture of a type that the site publishes, by its name."""
    return suffix_of(name) in PICTURES
