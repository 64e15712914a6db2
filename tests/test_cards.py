"""Social cards: what stands on them, that it has room, and that only this office's name does."""

import io

import pytest
from content import BASES, DAY, MINIATURE, make
from PIL import Image, ImageChops

from khlang.content.library import load
from khlang.publishing import cards, drawing
from khlang.publishing.addresses import addresses
from khlang.publishing.cards import SIZE, Card, address, card_of_entry, card_of_site
from khlang.publishing.drawing import _font, draw, pictures, title_lines
from khlang.publishing.site import Site

OFFICE = "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาต้นไม้ใหญ่ เขต ๙"
LONG = (
    "การพัฒนาชุดกิจกรรมฝึกทักษะการสังเกตและการจำแนกพรรณไม้ในโรงเรียนสำหรับนักเรียนชั้นประถมศึกษาปีที่ ๔ โดยใช้ป้ายชื่อพรรณไม้ที่เด็ก ๆ เขียนเอง "
)


def test_drawing_needs_shaping():
    assert cards.can_draw(), cards.NO_SHAPING  # the tests below say nothing where none is drawn


@pytest.mark.parametrize("title", ["ป้าย", LONG, LONG * 6, "ก" * 300, "https://" + "a" * 200, "", "日本", "“" * 90])
def test_a_title_has_room(title):
    size, lines = title_lines(title)
    assert len(lines) * size * 1.42 <= 270
    assert all(_font(700, size).getlength(line) <= 1056 for line in lines)
    assert max(size, 42) == size


def test_lines_end_between_words():
    assert title_lines(LONG)[1] == [
        "การพัฒนาชุดกิจกรรมฝึกทักษะการสังเกต",
        "และการจำแนกพรรณไม้ในโรงเรียน",
        "สำหรับนักเรียนชั้นประถมศึกษาปีที่ ๔ โดย",
        "ใช้ป้ายชื่อพรรณไม้ที่เด็ก ๆ เขียนเอง",
    ]
    assert title_lines("ลองย้อมสีจากใบไม้อย่างนักทดลอง")[1] == ["ลองย้อมสีจากใบไม้", "อย่างนักทดลอง"]
    assert title_lines(LONG * 6)[1][-1].endswith("…")


def test_a_card_is_small_and_the_same_each_time():
    card = Card(OFFICE, "แนวปฏิบัติที่ดี · ตัวอย่าง", LONG * 2, ("ป.๔", "๓ คาบ", "ไม่เกิน ๓๐๐ บาท", OFFICE, "๒๒ พ.ย. ๒๕๖๙"))
    drawn = draw(card)
    assert drawn == draw(card) and len(drawn) <= 25_000
    assert Image.open(io.BytesIO(drawn)).size == SIZE == (1200, 630)


def test_marks_stand_above_each_other():
    """ที่ is higher than ที: a machine without shaping draws the tone mark over the vowel."""
    above = [_font(700, 60).getbbox(text)[1] for text in ("ที", "ที่")]
    assert above[1] < above[0] - 5


def test_only_words_change_the_picture():
    def field(card):
        return Image.open(io.BytesIO(draw(card))).convert("RGB")

    box = ImageChops.difference(field(Card("")), field(Card(OFFICE))).getbbox()
    assert box is not None and box[0] >= 72 and box[2] <= 1128 and box[3] <= 104
    assert ImageChops.difference(field(Card("")), field(Card("", "", "日本"))).getbbox() is None


def test_another_word_is_another_address():
    card = Card(OFFICE, "", "ก")
    assert address(card) == address(Card(OFFICE, "", "ก")) != address(Card(OFFICE, "", "ข"))
    assert address(Card("ก", "ข")) != address(Card("ก", "", "ข"))


def test_what_stands_on_the_card_of_each_kind(tmp_path):
    library = load(make(tmp_path, **{"practices/p.md": BASES["practice"], "exchange/e.md": BASES["exchange"]}), DAY)
    practice = card_of_entry(library, library.by_path["practices/p.md"])
    assert practice.kind.startswith("แนวปฏิบัติที่ดี") and practice.office == "สำนักงานทดสอบ" and practice.facts[0] == "ป.๔"
    exchange = card_of_entry(library, library.by_path["exchange/e.md"])
    assert exchange.facts[-1].startswith("สัปดาห์วันที่") and "กลุ่ม" in exchange.facts[-2]


def test_kept_cards_are_not_drawn_again(tmp_path, monkeypatch):
    first, second = Card(OFFICE, "", "ก"), Card(OFFICE, "", "ข")
    drawn = dict(pictures([first, second, first], tmp_path))
    assert sorted(drawn) == sorted({address(first), address(second)})
    monkeypatch.setattr(drawing, "draw", lambda card: pytest.fail("drawn again"))
    assert pictures([first], tmp_path) == {address(first): drawn[address(first)]}
    assert [file.name for file in tmp_path.iterdir()] == [address(first).rpartition("/")[2]]


def test_a_kept_card_that_is_not_whole_is_drawn_again(tmp_path):
    card = Card(OFFICE, "", "ก")
    drawn = dict(pictures([card], tmp_path))
    (file,) = tmp_path.iterdir()
    for damaged in (b"", drawn[address(card)][:-200], b"\0" * 3000):
        file.write_bytes(damaged)
        assert pictures([card], tmp_path) == drawn and file.read_bytes() == drawn[address(card)]


def test_without_shaping_no_card_and_no_address(monkeypatch):
    for module in (cards, drawing):
        monkeypatch.setattr(module, "can_draw", lambda: False)
    library = load(MINIATURE / "docs", DAY)
    assert pictures([card_of_site(library.settings)]) == {} and address(card_of_site(library.settings)) == ""
    assert b"og:image" not in b"".join(addresses(library, "https://example.go.th/").values())
    assert Site.load(MINIATURE / "docs", DAY, {}).view("index.md").picture == ""


def test_every_page_of_a_site_has_its_card(built_site):
    """The pages name pictures that are there; an entry's own address shows the card of the entry."""
    named = {}
    for page in built_site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        if 'property="og:image"' in text:
            named[page] = text.partition('property="og:image" content="')[2].partition('"')[0]
    assert len(set(named.values())) > 50
    on_disk = {path.name for path in (built_site / cards.FOLDER).iterdir()}
    assert {place.rpartition("/")[2] for place in named.values()} <= on_disk
    assert all('og:image:width" content="1200"' in page.read_text(encoding="utf-8") for page in named)
