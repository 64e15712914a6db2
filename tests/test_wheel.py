"""The wheel holds all that a site needs: built from it, a folder of content gives the bytes that this repository gives."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from test_starting import ENGINE, OFFICE

from khlang.contributing.starting import SHARED

ROOT = Path(__file__).resolve().parents[1]


pytestmark = pytest.mark.real_content


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory) -> Path:
    """The wheel's content in a folder; on PYTHONPATH it stands for an installation, entry points included."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "dist")],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    [wheel] = (folder / "dist").glob("khlang-*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "installed")
    return folder / "installed"


def test_it_brings_what_new_sites_begin_with(unpacked):
    shared = unpacked / "khlang/contributing/starter/shared"
    assert sorted(file.relative_to(shared).as_posix() for file in shared.rglob("*") if file.is_file()) == sorted(SHARED)


def test_a_site_begun_and_built_from_the_wheel_has_the_same_bytes(unpacked, tmp_path):
    sites = []
    for name, path in (("checkout", ""), ("wheel", str(unpacked))):
        environment = {
            **os.environ,
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONUTF8": "1",
            "SOURCE_DATE_EPOCH": "1795305600",
            "PYTHONPATH": path or os.environ.get("PYTHONPATH", ""),
        }
        folder = tmp_path / name
        engine = f"--engine={ENGINE.repository}@{ENGINE.commit}"
        for command in (
            ["khlang", "init", str(folder), "--office", OFFICE.name, engine],
            ["mkdocs", "build", "--quiet", "--config-file", str(folder / "mkdocs.yml")],
        ):
            ran = subprocess.run(
                [sys.executable, "-m", *command], cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8"
            )
            assert ran.returncode == 0, ran.stderr
        sites.append(
            {
                file.relative_to(folder).as_posix(): file.read_bytes()
                for file in sorted(folder.rglob("*"))
                if file.is_file() and ".cache" not in file.parts
            }
        )
    assert sites[0].keys() == sites[1].keys()
    assert [name for name in sites[0] if sites[0][name] != sites[1][name]] == []
