"""What an answer holds: excerpts, sections, filters with counts, pages of results, and languages."""

import pytest
from small_sites import html

pytestmark = pytest.mark.browser

LONG = "โรงเรียนจัดการเรียนรู้เพื่อพัฒนาผู้เรียนอย่างต่อเนื่อง " * 30
PAGES = {
    "a/index.html": html(
        "ป้ายชื่อพรรณไม้",
        f"<p>{LONG}</p><h2 id='วิธีทำ'>วิธีทำ</h2><p>{LONG} ใช้หม้อแกงลิงเป็นตัวอย่างในการเขียนป้าย {LONG}</p>"
        f"<h2 id='tools'>อุปกรณ์</h2><p>แผ่นไม้และสี</p>",
        kind="practice",
        group="กลุ่มนิเทศ",
        school=["โรงเรียนหนึ่ง", "โรงเรียนสอง"],
        fiscal_year="2569",
        tag=["พรรณไม้", "ลงมือทำ"],
        date="2026-11-02",
    ),
    "b/index.html": html(
        "สรุปการประชุม", f"<p>{LONG} พรรณไม้ในท้องถิ่น</p>", kind="exchange", date="2026-11-16", tag="พรรณไม้"
    ),
    "c/index.html": html("สำรวจพรรณไม้", f"<p>{LONG}</p>", kind="practice", date="2025-01-05"),
    "d.html": html("ไม่มีวัน", "<p>เรื่องที่ไม่มีวันและไม่มีตัวกรอง</p>"),
    "en/index.html": html("Plant labels", "<p>How pupils write labels for trees.</p>", lang="en"),
}


def test_the_excerpt_holds_the_match_and_is_cut_between_words(reader_of):
    result = reader_of(PAGES).ask("หม้อแกงลิง")["results"][0]
    excerpt = result["excerpt"]
    marked = [excerpt["text"][start:end] for start, end in excerpt["marks"]]
    assert "หม้อแกงลิง" in marked
    assert 60 < len(excerpt["text"]) < 300
    inner = excerpt["text"].strip("…")
    assert f"{LONG} ใช้หม้อแกงลิงเป็นตัวอย่างในการเขียนป้าย {LONG}".replace("  ", " ").find(inner) >= 0
    assert inner.split()[0][:3] in ("โรง", "จัด", "การ", "เรี", "เพื", "พัฒ", "ผู้", "อย่", "ต่อ")


def test_a_section_hit_points_to_its_heading(reader_of):
    reader = reader_of(PAGES)
    result = reader.ask("หม้อแกงลิง")["results"][0]
    assert result["url"] == reader.base + "a/"
    section = result["sections"][0]
    assert section["heading"] == "วิธีทำ"
    assert section["url"] == reader.base + "a/#%E0%B8%A7%E0%B8%B4%E0%B8%98%E0%B8%B5%E0%B8%97%E0%B8%B3"
    assert "หม้อแกงลิง" in section["excerpt"]["text"]
    assert reader.ask("อุปกรณ์")["results"][0]["sections"][0]["url"] == reader.base + "a/#tools"


def test_titles_headings_and_tags_weigh_more_than_text(reader_of):
    text = f"<p>{LONG} {{}}</p><h2 id='h'>หัวข้อ{{}}</h2><p>{LONG}</p>"
    reader = reader_of(
        {
            "text.html": html("เรื่องหนึ่ง", text.format("จุลินทรีย์", "")),
            "heading.html": html("เรื่องสอง", text.format("", "จุลินทรีย์")),
            "tag.html": html("เรื่องสาม", text.format("", ""), tag="จุลินทรีย์"),
            "title.html": html("เรื่องจุลินทรีย์", text.format("", "")),
        }
    )
    assert reader.found("จุลินทรีย์") == ["title.html", "tag.html", "heading.html", "text.html"]


def test_filters_narrow_and_every_value_has_its_count(reader_of):
    reader = reader_of(PAGES)
    answer = reader.ask("พรรณไม้")
    assert answer["facets"]["kind"] == {"exchange": 1, "practice": 2}
    assert answer["facets"]["school"] == {"โรงเรียนสอง": 1, "โรงเรียนหนึ่ง": 1}
    assert answer["facets"]["fiscal-year"] == {"2569": 1}
    narrowed = reader.ask("พรรณไม้", facets={"kind": ["practice"]})
    assert {result["title"] for result in narrowed["results"]} == {"สำรวจพรรณไม้", "ป้ายชื่อพรรณไม้"}
    # A facet's own choice does not hide what else could be chosen; the others' counts are narrowed.
    assert narrowed["facets"]["kind"] == {"exchange": 1, "practice": 2}
    assert narrowed["facets"]["tag"] == {"พรรณไม้": 1, "ลงมือทำ": 1}
    assert reader.found("พรรณไม้", facets={"kind": ["practice"], "tag": ["ลงมือทำ"]}) == ["a/"]
    assert reader.found("พรรณไม้", facets={"kind": ["ไม่มี"]}) == []
    assert answer["results"][0]["meta"]["kind"]


def test_options_may_come_as_strings_or_not_at_all(reader_of):
    reader = reader_of(PAGES)
    everything = reader.found("พรรณไม้")
    assert reader.found("พรรณไม้", facets={"kind": "exchange"}) == ["b/"]
    assert reader.found("พรรณไม้", facets=None, limit="2", offset="1") == everything[1:3]
    assert reader.found("พรรณไม้", facets={"kind": None}, limit=-1, offset=-5) == everything
    ask = "async base => (await (await (await import(base + 'search/api.js')).open(base)).search('พรรณไม้', {}))"
    for options in ("null", "{limit: NaN, offset: NaN}", "{limit: null, exact: null}"):
        assert reader.page.evaluate(f"{ask.replace('{}', options)}.total", reader.base) == len(everything)
    refused = "async base => { try { await ASK } catch (error) { return error.name } }".replace(
        "ASK", ask.removeprefix("async base => ").replace("{}", "{facets: 'kind'}")
    )
    assert reader.page.evaluate(refused, reader.base) == "TypeError"


def test_an_example_is_told_as_one(reader_of):
    pages = {"a.html": html("ตัวอย่างป้าย", "<p>ป้าย</p>", example="true"), "b.html": html("งานจริง", "<p>ป้าย</p>")}
    results = reader_of(pages).ask("ป้าย")["results"]
    assert {result["title"]: result["meta"].get("example") for result in results} == {
        "ตัวอย่างป้าย": ["true"],
        "งานจริง": None,
    }


def test_filters_without_words_list_the_newest_first(reader_of):
    reader = reader_of(PAGES)
    assert reader.found("", facets={"kind": ["practice", "exchange"]}) == ["b/", "a/", "c/"]
    assert reader.found("  ", facets={"tag": ["พรรณไม้"]}) == ["b/", "a/"]
    assert reader.ask("", facets={"tag": ["พรรณไม้"]})["results"][0]["meta"]["date"] == "2026-11-16"
    nothing = reader.ask("")
    assert (nothing["results"], nothing["total"]) == ([], 0)


def test_results_come_in_pages_and_load_their_excerpts_when_asked(reader_of):
    pages = {f"{i}.html": html(f"เรื่อง {i}", f"<p>ต้นตะเคียน{' และอื่น ๆ' * i}</p>") for i in range(8)}
    reader = reader_of(pages)
    everything = reader.found("ตะเคียน", limit=20)
    assert len(everything) == 8
    assert reader.found("ตะเคียน", limit=3, offset=3) == everything[3:6]
    answer = reader.ask("ตะเคียน", limit=5)
    assert answer["total"] == 8
    assert [result["excerpt"] is None for result in answer["results"]] == [False, False, False, True, True]
    loaded = reader.ask("ตะเคียน", limit=5, load=True)["results"]
    assert all("ตะเคียน" in result["excerpt"]["text"] for result in loaded)


def test_long_pages_of_the_same_text_keep_their_own_titles_and_excerpts(reader_of):
    body = f"<p>{LONG * 8} ต้นตะเคียน</p>"  # each fills a file of texts, and these have one name
    results = reader_of({f"{i}.html": html(f"เรื่อง {i}", body) for i in range(3)}).ask("ตะเคียน")["results"]
    assert [result["title"] for result in results] == ["เรื่อง 0", "เรื่อง 1", "เรื่อง 2"]
    assert all("ตะเคียน" in result["excerpt"]["text"] for result in results)


def test_each_language_has_its_own_index(reader_of):
    reader = reader_of(PAGES)
    assert reader.found("labels") == []
    assert reader.found("labels", open={"language": "en"}) == ["en/"]
    assert reader.found("Labels", open={"language": "en-GB"}) == ["en/"]
    assert reader.found("พรรณไม้", open={"language": "fr"}, limit=1) != []


def test_what_is_left_out_is_not_found(reader_of):
    body = "<p>เปิดเผย <span data-search-exclude>ปกปิด</span></p><script>ลับสุดยอด</script><nav>นำทาง</nav>"
    reader = reader_of({"a.html": html("หน้า", body)})
    assert reader.found("เปิดเผย") == ["a.html"]
    for hidden in ("ปกปิด", "ลับสุดยอด", "นำทาง", "เมนูหลัก"):
        assert reader.found(hidden, exact=True) == []
