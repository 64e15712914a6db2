"""Projects of the tests' own, and how they are built: the miniature site whole, or its settings with other content.

    folder = project(tmp_path / "p", **{"knowledge/entry.md": text})     a few pages and the entries of base.yml
    done = build(folder, "--strict")                                     into folder / "site", on DAY

The fixture `built_site` of conftest.py is the miniature site, built once in a run.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from content import BASES, EPOCH, FOLDERS, MINIATURE, make

SECTIONS = ("index", "knowledge/index", "exchange/index", "research/index", "practices/index", "contribute", "about")
PAGE = "---\ntitle: หน้า {name}\nsummary: หน้าสำหรับทดสอบ\n---\n\nเนื้อหา\n"


def project(folder: Path, **files: str | bytes) -> Path:
    """A project with the settings of the miniature site and a small content folder of `content.make`."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(MINIATURE / "mkdocs.yml", folder)
    pages = {f"{name}.md": PAGE.format(name=name) for name in SECTIONS}
    entries = {f"{FOLDERS[name]}/entry.md": text for name, text in BASES.items()}
    make(folder / "docs", **{**pages, **entries, **files})
    return folder


SOUND = (("khlang", "check"), ("khlang", "generate", "--check"), ("mkdocs", "build", "--strict", "--quiet"))
"""The steps that a change of content goes through, as modules with their words; the last one makes folder / "site"."""


def build(folder: Path, *words: str, more: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """`mkdocs build` in a project on DAY, with `more` variables in its environment."""
    return run_module(folder, "mkdocs", "build", *words, more=more)


def run_module(
    folder: Path, module: str, *words: str, more: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """`python -m module words` in a project on DAY."""
    return run_python("-m", module, *words, folder=folder, more=more)


def run_python(
    *words: str, folder: Path | None = None, more: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """`python words` on DAY, in a folder or here, with `more` variables in its environment."""
    ours = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={**os.environ, **ours, "SOURCE_DATE_EPOCH": EPOCH, **(more or {})},
        capture_output=True,
        encoding="utf-8",
    )


def html_of(page: Path) -> str:
    """The HTML of a built page, without the elements that keep its lines from ending inside words (pages/line_ends.py)."""
    return re.sub("</?k-[a-z]>", "", page.read_text(encoding="utf-8"))
