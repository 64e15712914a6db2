"""The shape of the house: what may import what, how long a room may be, and a core that knows no MkDocs."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "scripts" / "khlang"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 450

# A module may import from its own layer and from those to its left.
LAYERS = (
    {"thai"},
    {"content", "web", "theme"},
    {"search"},
    {"exchange", "survey", "privacy", "federation"},
    {"research", "practices"},
    {"checks"},
    {"pages"},
    {"publishing", "contributing"},
    {"cli"},
    {"mkdocs_files", "mkdocs_templates"},
    {"mkdocs_serve"},
    {"mkdocs_plugin"},
    {"__main__"},
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}


def _name(module: Path) -> str:
    parts = module.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(("khlang", *(part for part in parts if part != "__init__")))


def _imports(module: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                package = _name(module).split(".")
                package = package if module.name == "__init__.py" else package[:-1]
                base = ".".join([*package[: len(package) - node.level + 1], *([base] if base else [])])
            found |= {base, *(f"{base}.{alias.name}" for alias in node.names)}
    return found


@pytest.mark.parametrize("module", MODULES, ids=_name)
def test_imports_go_one_way(module):
    layer = _name(module).split(".")[1:2]
    if not layer:
        return
    for imported in _imports(module):
        parts = imported.split(".")
        if parts[0] == "khlang" and len(parts) > 1 and parts[1] != layer[0]:
            assert LEVEL[parts[1]] <= LEVEL[layer[0]], f"{_name(module)} imports {imported}"


def test_no_circle_of_imports():
    names = {_name(module): module for module in MODULES}
    edges = {name: {one for one in _imports(module) if one in names} - {name} for name, module in names.items()}
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " → ".join((*way, name))
        if name not in done:
            for imported in sorted(edges[name]):
                visit(imported, (*way, name))
            done.add(name)

    for name in sorted(names):
        visit(name, ())


@pytest.mark.parametrize("module", MODULES, ids=_name)
def test_no_room_is_too_long(module):
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_the_core_knows_no_mkdocs():
    names = [_name(module) for module in MODULES if not module.name.startswith(("mkdocs_", "__main__"))]
    script = (
        "import sys\n"
        "for name in ('mkdocs', 'material', 'mkdocs_static_i18n', 'jinja2'): sys.modules[name] = None\n"
        f"for name in {names!r}: __import__(name)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=120)


def test_the_plugin_is_a_doorbell():
    assert len((PACKAGE / "mkdocs_plugin.py").read_text(encoding="utf-8").splitlines()) <= 180


@pytest.mark.parametrize("template", sorted((PACKAGE / "theme").rglob("*.html")), ids=lambda path: path.name)
def test_what_a_template_says_it_reads_is_there(template):
    """A comment names types as khlang.pages.director.Director; moved modules are followed."""
    for name in re.findall(r"\bkhlang(?:\.[a-z_]+)+(?:\.[A-Z]\w*)?", template.read_text(encoding="utf-8")):
        module, _, word = name.rpartition(".") if name.rpartition(".")[2][:1].isupper() else (name, "", "")
        path = ROOT / "scripts" / Path(*module.split("."))
        source = next((file for file in (path.with_suffix(".py"), path / "__init__.py") if file.is_file()), None)
        if source is None:
            assert module == "khlang.css", f"{name}: no such module"
        else:
            assert re.search(rf"\b{word}\b", source.read_text(encoding="utf-8")), f"{name}: no such name"
