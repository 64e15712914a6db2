"""Pages that other generators really built (built/README.md): read without their frames, and found in a browser."""

from pathlib import Path

import pytest

from khlang.search import page

BUILT = sorted((Path(__file__).parent / "built").glob("*.html"))
TITLE = "ปลูกผักหลังอาคารเรียน"
SECTIONS = ("เตรียมดิน", "เก็บเกี่ยว")
FRAME = (
    "เมนูบน",
    "สารบัญข้าง",
    "สวนของเรา",
    "Powered by",
    "Built with",
    "Skip to content",
    "Next",
    "Search",
    "anchorLabel",
)


@pytest.mark.parametrize("built", BUILT, ids=lambda built: built.stem)
def test_the_text_is_read_without_the_frame(built):
    read = page.read(built.name, built.read_bytes())
    whole = "\n".join(f"{section.heading}\n{section.text}" for section in read.sections)
    assert read.title == TITLE
    assert all(part in whole for part in (*SECTIONS, "นักเรียนปลูกผักบุ้ง", "ผสมแกลบดำ", "npm run harvest", "ก่อนส่งโรงครัว"))
    assert [word for word in FRAME if word in whole] == []
    if built.stem != "pelican":  # which gives headings no ids
        assert [section.heading for section in read.sections if section.anchor] == list(SECTIONS)


@pytest.mark.browser
@pytest.mark.parametrize("built", BUILT, ids=lambda built: built.stem)
def test_it_is_found_and_leads_to_the_section(built, reader_of):
    source = built.read_text(encoding="utf-8")
    reader = reader_of({"garden/index.html": source})
    language = page.read(built.name, source.encode()).language
    [found] = reader.ask("แกลบดำ", open={"language": language}, load=True)["results"]
    assert (found["title"], [section["heading"] for section in found["sections"]]) == (
        TITLE,
        [] if built.stem == "pelican" else ["เตรียมดิน"],
    )
    assert reader.found("wifi", open={"language": language}) == ["garden/"]
    assert reader.found("แกลปดำ", open={"language": language}) == ["garden/"]
    assert reader.complaints == []
