"""What stands ready for the day when a part of today's stack ends: the same pages without Material, and by ProperDocs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from projects import build, project, run_module

import khlang.theme

_WITHOUT = "import sys; sys.modules['material'] = None; from mkdocs.__main__ import cli; cli()"


@pytest.fixture(scope="module")
def with_material(tmp_path_factory) -> Path:
    folder = project(tmp_path_factory.mktemp("with"))
    told = build(folder)
    assert told.returncode == 0, told.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def without_material(tmp_path_factory) -> Path:
    """The same site by a theme that extends nothing, where the package `material` cannot be imported."""
    folder = project(tmp_path_factory.mktemp("without"))
    shutil.copytree(Path(khlang.theme.__file__).parent, folder / "theme", ignore=shutil.ignore_patterns("__pycache__"))
    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    own = "theme:\n  name: null\n  custom_dir: theme\n  language: th\n  font: false\n  static_templates: [404.html]\n"
    settings, count = re.subn(r"theme:\n(  .*\n)+", own, settings)
    assert count == 1
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    told = subprocess.run(
        [sys.executable, "-c", _WITHOUT, "build"],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "1795305600"},
        capture_output=True,
        encoding="utf-8",
    )
    assert told.returncode == 0, told.stderr
    return folder / "site"


def _pages(site: Path) -> dict[str, str]:
    return {file.relative_to(site).as_posix(): file.read_text(encoding="utf-8") for file in site.rglob("*.html")}


def test_every_page_is_the_same_without_material(with_material, without_material):
    assert _pages(without_material) == _pages(with_material)


def test_a_page_has_one_frame(with_material):
    html = (with_material / "knowledge/entry/index.html").read_text(encoding="utf-8")
    assert html.count("<main") == html.count('<header class="top"') == html.count("</body>") == 1
    assert "md-" not in html


def test_properdocs_builds_the_same_bytes(with_material, tmp_path):
    folder = project(tmp_path / "proper")
    told = run_module(folder, "properdocs", "build", "--strict", "--config-file", "mkdocs.yml")
    assert told.returncode == 0, told.stdout + told.stderr
    ours, theirs = (
        {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}
        for site in (with_material, folder / "site")
    )
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if ours[name] != theirs[name]] == []
