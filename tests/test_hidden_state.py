"""What is computed hangs on the library and goes with it; what was read changes no more."""

from __future__ import annotations

import ast
import gc
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from content import BASES, DAY, generated, make

from khlang import checks
from khlang.content.library import Library, load
from khlang.publishing.site import Site

PACKAGE = Path(__file__).parent.parent / "scripts" / "khlang"
FILES = {
    "exchange/w.md": BASES["exchange"],
    "practices/p.md": BASES["practice"],
    "about.md": "---\ntitle: เกี่ยวกับ\nsummary: เราคือใคร\n---\n\nเนื้อหา\n",
    "about.en.md": "---\ntitle: About\nsummary: Who we are\n---\n\nText\n",
}


def _build(docs: Path) -> Site:
    """All that an engine asks for."""
    site = Site.load(docs, DAY, {})
    for entry in site.library.public:
        site.source(entry.path)
        site.view(entry.path)
    site.made("th")
    generated(site, "", repeated=False)
    return site


def _alive() -> int:
    gc.collect()
    return sum(isinstance(one, Library) for one in gc.get_objects())


def test_eight_rebuilds_leave_one_library_alive(tmp_path):
    docs = make(tmp_path, **FILES)
    before = _alive()
    site = _build(docs)
    first = _alive() - before
    for _ in range(7):
        site = _build(docs)
    assert (first, _alive() - before) == (1, 1), site.settings.name


def test_what_was_read_cannot_be_changed(tmp_path):
    entry = load(make(tmp_path, **FILES), DAY).by_path["about.md"]
    with pytest.raises(FrozenInstanceError):
        entry.path = "other.md"
    with pytest.raises(TypeError):
        entry.translations["de"] = entry.translations["en"]
    with pytest.raises(TypeError):
        entry.front_matter.values["title"] = "อื่น"
    assert isinstance(entry.headings, tuple) and isinstance(entry.links, tuple)


def test_a_held_back_translation_leaves_its_entry(tmp_path):
    library = load(make(tmp_path, **FILES), DAY)
    assert list(library.by_path["about.md"].translations) == ["en"]
    assert dict(library.without({"about.en.md"}).by_path["about.md"].translations) == {}


def test_findings_are_shared_with_the_library_that_holds_files_back(tmp_path):
    library = load(make(tmp_path, **FILES), DAY)
    checks.run(library)
    other = library.without({"about.md"})
    assert other.file_memo is library.file_memo and other.memo is not library.memo


def test_no_module_keeps_what_belongs_to_a_library():
    """No cache of a module, and no collection of one, holds a library or its entries."""
    faults = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.FunctionDef):
                continue
            cached = any(
                "cache" in ast.unparse(one) and "cached_property" not in ast.unparse(one) for one in node.decorator_list
            )
            taken = {ast.unparse(one.annotation) for one in node.args.args if one.annotation}
            if cached and taken & {"Library", "Entry", "Site", "Vocabulary"}:
                faults.append(f"{path.relative_to(PACKAGE)}: {node.name}")
    assert faults == []
