"""Plain `pip install khlang` brings the search indexer alone: it runs where no package of a site is to be had."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

from run import ROOT

LIGHT = """
import sys
from importlib.machinery import PathFinder
found = PathFinder.find_spec
missing = {missing!r}
PathFinder.find_spec = lambda name, path=None, target=None: None if name in missing else found(name, path, target)
sys.argv[1:] = {arguments!r}
from khlang.cli import main
main()
"""


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The program with every package of the extra `site` taken away."""
    extra = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"][
        "site"
    ]
    wanted = {row.split(">=")[0].split(";")[0].strip().lower().replace("_", "-") for row in extra}
    wanted -= {"pydantic", "pydantic-core"}  # typer brings them, too
    missing = sorted(
        module
        for module, packages in packages_distributions().items()
        if {package.lower().replace("_", "-") for package in packages} & wanted
    )
    assert "markdown" in missing and "mkdocs" in missing
    script = LIGHT.format(missing=missing, arguments=list(arguments))
    return subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=False)


def test_it_indexes_a_site(tmp_path: Path):
    (tmp_path / "a.html").write_text("<html lang=th><title>ต้นไม้</title><body><p>ป้ายชื่อพรรณไม้</html>", encoding="utf-8")
    told = _run("index", str(tmp_path))
    assert told.returncode == 0, told.stderr
    assert (tmp_path / "search/manifest.json").is_file()


def test_other_commands_say_what_to_install():
    told = _run("check")
    assert told.returncode == 1 and "pip install 'khlang[site]'" in told.stderr


def test_its_help_names_what_it_can_do():
    told = _run("--help")
    assert told.returncode == 0 and "index" in told.stdout and "withdraw" not in told.stdout
