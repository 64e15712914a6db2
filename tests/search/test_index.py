"""From built HTML to index files: what is read, what is skipped and why, and the same bytes every time."""

import json
import random
from pathlib import Path

import pytest
from small_sites import html, write

from khlang.search.index import build


def contents(site: Path) -> dict[str, bytes]:
    folder = site / "search"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def manifest(site: Path) -> dict:
    return json.loads((site / "search/manifest.json").read_text(encoding="utf-8"))


def many_pages(count: int) -> dict[str, str]:
    """Pages whose words are drawn by chance, always the same ones."""
    rng = random.Random(2569)
    stems = [
        "โรงเรียน",
        "นักเรียน",
        "สวน",
        "พฤกษศาสตร์",
        "ครู",
        "ผู้บริหาร",
        "ชุมชน",
        "ต้นไม้",
        "การอ่าน",
        "คณิตศาสตร์",
        "วิจัย",
        "ประเมิน",
        "ชั้นเรียน",
    ]
    return {
        f"p/{i}/index.html": html(
            f"เรื่องที่ {i}", f"<p>{''.join(rng.choices(stems, k=40))}</p><h2 id='s'>สรุป</h2><p>{i}</p>"
        )
        for i in range(count)
    }


def test_the_same_pages_give_the_same_bytes_whatever_the_cache_and_the_order_of_building(tmp_path):
    pages = many_pages(450)
    one, two = write(tmp_path / "one", pages), write(tmp_path / "two", dict(reversed(pages.items())))
    build(one, cache=tmp_path / "cache")
    first = contents(one)
    write(two, {"p/7/index.html": html("เรื่องอื่น", "<p>ชั่วคราว</p>")})
    build(two)
    write(two, pages)
    build(two, cache=tmp_path / "cache")
    build(one)
    assert contents(two) == first == contents(one)


def test_a_changed_page_changes_the_index_although_the_rest_comes_from_the_cache(tmp_path):
    site = write(tmp_path / "site", many_pages(5))
    build(site, cache=tmp_path / "cache")
    before = manifest(site)
    write(site, {"p/3/index.html": html("เรื่องที่ 3", "<p>มหาสมุทรแปซิฟิก</p>")})
    build(site, cache=tmp_path / "cache")
    with_cache = contents(site)
    assert manifest(site) != before
    build(site)
    assert contents(site) == with_cache


@pytest.mark.parametrize("broken", [b"", b"{}", b"not json\n\0\1", b'{"version": "1", "terms": []}\n'])
def test_a_broken_cache_counts_as_none(tmp_path, broken):
    site = write(tmp_path / "site", many_pages(3))
    build(site)
    expected = contents(site)
    (tmp_path / "cache").write_bytes(broken)
    build(site, cache=tmp_path / "cache")
    assert contents(site) == expected


def test_deletes_what_the_older_manifest_lists_and_nothing_else(tmp_path):
    site = write(tmp_path / "site", {**many_pages(3), "search/index.html": "<p>ค้นหา</p>", "search/mine.txt": "ของฉัน"})
    build(site)
    old = set(contents(site))
    write(site, {"p/1/index.html": html("ใหม่", "<p>ข้อความใหม่ทั้งหมด</p>")})
    build(site)
    new = set(contents(site))
    listed = (site / "search" / manifest(site)["files"]).read_text(encoding="utf-8").split()
    assert {"index.html", "mine.txt"} <= new
    assert new == {*listed, manifest(site)["files"], "manifest.json", "index.html", "mine.txt"}
    assert old - new, "files of the older index that the new one does not use are gone"


def test_a_manifest_cannot_make_the_build_delete_other_files(tmp_path):
    site = write(tmp_path / "site", {**many_pages(1), "keep.html": html("เก็บไว้", "<p>เก็บไว้</p>")})
    evil = ["../keep.html", "/etc/passwd", "index.html", "code-1/../../keep.html", "words-1/../../keep.html"]
    write(site, {"search/manifest.json": json.dumps({"files": "files-1.txt"}), "search/files-1.txt": "\n".join(evil)})
    build(site)
    assert (site / "keep.html").exists()


def test_skips_what_does_not_belong_and_says_why_in_one_line(tmp_path):
    site = write(
        tmp_path / "site",
        {
            "index.html": html("หน้าแรก", "<p>ยินดีต้อนรับ</p>"),
            "hidden.html": html("ซ่อน", "<p>ซ่อน</p>").replace(
                "<title>", '<meta name="robots" content="NOINDEX, follow"><title>'
            ),
            "moved.html": '<html lang="th"><meta http-equiv="Refresh" content="0; url=/"><body>ย้ายไปแล้ว</body></html>',
            "en/index.html": html("Home", "<p>Welcome</p>", lang="en"),
            "en/copy.html": html("สำเนา", "<p>สำเนา</p>", lang="en").replace("<article ", '<article lang="th" '),
            "404.html": html("ไม่พบหน้า", "<p>ไม่พบ</p>"),
            "search/index.html": html("ค้นหา", "<p>ค้นหา</p>"),
            "empty.html": "",
            "blank.html": '<html lang="th"><body><main> <p> </p></main></body></html>',
            "huge.html": b"<p>" + "ก".encode() * 6_700_000,
        },
    )
    report = build(site)
    assert report.pages == {"en": 1, "th": 1}
    reasons = dict(report.skipped)
    assert set(reasons) == {"hidden.html", "moved.html", "en/copy.html", "empty.html", "blank.html", "huge.html"}
    assert all(reason and "\n" not in reason for reason in reasons.values())
    assert "20 MB" in reasons["huge.html"]


@pytest.mark.parametrize(
    "content",
    [
        "<p>ข้อความที่ไม่มีแท็กอื่นเลย",
        "<html><body><main><p>ไม่บอกภาษา<div><b>แท็กไม่ปิด",
        html("รหัสเก่า", "<p>ข้อความเก่า</p>").encode("cp874"),
        html("คำยาว", f"<p>{'ก' * 100_000}</p>"),
        html("คำยาว", f"<p>{'โรงเรียน' * 12_000}</p>"),
        html("long", f"<p>{'x' * 100_000}</p>"),
        html("<script>alert(1)</script>", "<p>&lt;img src=x onerror=alert(1)&gt;</p>"),
        html("ตัวควบคุม", "<p>ก\x00ข\x1bค\x1dง\x1eจ\x1fฉ</p>"),
        html("ตัวแทน", "<p>😀 👩‍🏫 𝒳 ﷽</p>"),
        b"\xff\xfe\x00\xd8<p>" + bytes(range(256)),
    ],
)
def test_indexes_whatever_a_file_holds(tmp_path, content):
    site = write(tmp_path / "site", {"a.html": content, "b.html": html("ปกติ", "<p>หน้าปกติ</p>")})
    report = build(site)
    assert report.pages.get("th", 0) + report.pages.get("en", 0) + len(report.skipped) == 2


def test_a_site_without_pages_has_an_index_without_pages(tmp_path):
    (tmp_path / "site").mkdir()
    assert build(tmp_path / "site").pages == {}
    assert manifest(tmp_path / "site")["languages"] == {}
    with pytest.raises(NotADirectoryError, match="ไม่พบโฟลเดอร์"):
        build(tmp_path / "nowhere")


def test_tells_its_progress(tmp_path):
    heard = []
    build(write(tmp_path / "site", many_pages(3)), progress=lambda done, total: heard.append((done, total)))
    assert heard == [(1, 3), (2, 3), (3, 3)]
