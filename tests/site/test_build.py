"""A miniature site, built as the real one is: what goes out, what stays in, and the same bytes twice."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path

import pytest
from content import BASES
from projects import build, project


def _everything(site: Path) -> dict[str, str]:
    return {
        file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(site.rglob("*"))
        if file.is_file()
    }


FAULTY = {
    "knowledge/year.md": BASES["knowledge"].replace("k7x2m9", "k0000a").replace("2026-11-20", "2569-11-20"),
    "knowledge/broken.md": "---\ntitle: ก: ข\n---\n\nความลับสุดยอด\n",
    "knowledge/old.md": BASES["knowledge"].replace("k7x2m9", "k0000b").encode("cp874"),
    "knowledge/empty.md": "",
    "knowledge/ชื่อไทย.md": BASES["knowledge"].replace("k7x2m9", "k0000c"),
    "knowledge/page.html": "<script>alert('ความลับสุดยอด')</script>",
    "knowledge/images/tree.svg": "<svg onload='alert(1)'/>",
    "knowledge/huge.md": BASES["knowledge"].replace("k7x2m9", "k0000d") + "ก" * 1_700_000,
}


@pytest.fixture(scope="module")
def faulty(tmp_path_factory):
    folder = project(
        tmp_path_factory.mktemp("faulty"),
        **FAULTY,
        **{
            "knowledge/gone.md": BASES["knowledge"]
            .replace("k7x2m9", "kg0ne5")
            .replace("status: published", "status: withdrawn")
            .replace("ทำป้ายชื่อ", "ความลับสุดยอด"),
            "knowledge/draft.md": BASES["knowledge"]
            .replace("k7x2m9", "kdraft")
            .replace("status: published", "status: draft")
            .replace("ทำป้ายชื่อ", "ความลับสุดยอด"),
        },
    )
    return folder, build(folder)


def test_faulty_files_are_named_and_held_back_and_the_rest_goes_out(faulty):
    folder, done = faulty
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    for path in FAULTY:
        assert f"docs/{path}:" in done.stderr, path
    for path in ("knowledge/entry", "practices/entry", "exchange/entry", "research/entry", "e/k7x2m9", "search"):
        assert (folder / "site" / path / "index.html").is_file(), path
    for name in ("year", "broken", "old", "empty", "ชื่อไทย", "huge"):
        assert not (folder / "site/knowledge" / name).exists(), name
    assert not list((folder / "site").rglob("*tree.svg")) and not (folder / "site/knowledge/page.html").exists()


def test_drafts_and_withdrawn_entries_reach_no_file_of_the_site(faulty):
    folder, _ = faulty
    for file in (folder / "site").rglob("*"):
        if file.suffix in {".html", ".xml", ".json", ".txt", ".js"}:
            assert "ความลับสุดยอด" not in file.read_text(encoding="utf-8"), file
    notice = (folder / "site/knowledge/gone/index.html").read_text(encoding="utf-8")
    assert notice == (folder / "site/e/kg0ne5/index.html").read_text(encoding="utf-8") and "ถอนการเผยแพร่" in notice
    assert not (folder / "site/knowledge/draft").exists() and not (folder / "site/e/kdraft").exists()


def test_strict_fails_on_errors_only(faulty, tmp_path):
    folder, _ = faulty
    assert build(folder, "--strict", "--site-dir", str(tmp_path / "a")).returncode == 1
    advised = BASES["exchange"].replace("- คิดถึงผลที่ตามมา\n", "")
    sound = project(tmp_path / "sound", **{"exchange/entry.md": advised})
    done = build(sound, "--strict")
    assert done.returncode == 0, done.stderr
    assert "ควรแก้ [section-empty]" in done.stderr


def test_a_faulty_vocabulary_stops_the_build_and_says_where(tmp_path):
    folder = project(tmp_path / "p", **{"_data/groups.yml": "- key: a\n"})
    done = build(folder)
    assert done.returncode == 1 and "docs/_data/groups.yml:1" in done.stderr and "Traceback" not in done.stderr


def test_the_same_files_and_day_give_the_same_bytes(tmp_path):
    folder = project(tmp_path / "p")
    for name in ("a", "b"):
        assert build(folder, "--site-dir", str(tmp_path / name)).returncode == 0
    assert _everything(tmp_path / "a") == _everything(tmp_path / "b")


def test_english_pages_link_to_thai_ones_and_make_no_copies(built_site):
    pages = {page.relative_to(built_site).as_posix() for page in (built_site / "en").rglob("*.html")}
    assert pages == {"en/index.html", "en/about/index.html", "en/practices/index.html", "en/search/index.html"}
    assert '<html lang="en"' in (built_site / "en/index.html").read_text(encoding="utf-8")


def test_weights(built_site):
    """First reading must stay light: HTML and styles of an article, scripts included (fonts are some 23 kB)."""
    html = (built_site / "knowledge/su-ji-pu-li-meetings/index.html").read_bytes()
    assert len(html) <= 45_000 and len(gzip.compress(html)) <= 9_000
    assets = re.findall(r'(?:href|src)="([^"]+\.(?:css|js|woff2))"', html.decode())
    files = [(built_site / "knowledge/su-ji-pu-li-meetings" / asset).resolve() for asset in assets]
    assert files
    sent = sum(
        len(file.read_bytes() if file.suffix == ".woff2" else gzip.compress(file.read_bytes())) for file in files
    )
    assert sent + len(gzip.compress(html)) <= 100_000


def test_no_page_names_another_host_to_load_from(built_site):
    for page in built_site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        loaded = re.findall(
            r'<(?:script|img|iframe|source|video|audio|link rel="(?:stylesheet|preload|preconnect|icon)")[^>]*?(?:src|href)="(https?:)?//',
            text,
        )
        assert not loaded, page
