"""Beyond the bounded list of words, names, numbers and titles are looked up, and found as before."""

import pytest
from small_sites import html

from khlang.search import index, lexicon

WORDS = [
    "ครู",
    "นักเรียน",
    "ห้องเรียน",
    "สมุด",
    "ดินสอ",
    "ต้นไม้",
    "ใบไม้",
    "สนาม",
    "อาคาร",
    "หนังสือ",
    "การบ้าน",
    "คำถาม",
    "คำตอบ",
    "ประชุม",
    "บันทึก",
    "รายงาน",
    "แผน",
    "งาน",
    "โครงการ",
    "กิจกรรม",
]
PAGES = {
    **{
        f"filler{i}/index.html": html(f"เรื่องทั่วไป {i}", f"<p>{' '.join(WORDS[i % 5 :: 2])} code{i}x {7000 + i}</p>")
        for i in range(30)
    },
    "animal/index.html": html("rhinoceros", "<p>สัตว์ใหญ่บนบก</p>"),
    "money/index.html": html("งบ 603,775 บาท", "<p>ค่าเดินทาง</p>"),
    "name/index.html": html("เบิ้ม", "<p>ชื่อคน</p>"),
    "museum/index.html": html("พิพิธภัณฑ์", "<p>ของเก่า</p>"),
    "inside/index.html": html("การเดินทาง", "<p>ไปกับคุณเติ้งเมื่อวาน ดูสัตว์เลื้อยคลาน ด้วยเครื่อง Zyxel รหัส 81,234</p>"),
}


@pytest.fixture
def reader(reader_of, monkeypatch):
    monkeypatch.setattr(lexicon, "MOST_WORDS", 30)
    monkeypatch.setattr(index, "_INLINE", 0)  # titles of large sites are looked up, too
    return reader_of(PAGES)


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("rhinoceros", "animal/"), ("rhino", "animal/"), ("603775", "money/"), ("603,775", "money/"), ("งบ 603", "money/"),
        ("เบิ้ม", "name/"), ("zyxel", "inside/"), ("zyxle", "inside/"), ("81234", "inside/"), ("code17x", "filler17/"),
        ("เลื้อยคลาน", "inside/"), ("เลื้อยคล", "inside/"), ("7029", "filler29/"), ("พิพิทธภัณฑ์", "museum/"), ("พิพิธภัณฑ", "museum/"),
    ],
)  # fmt: skip
def test_what_is_not_listed_is_found(reader, typed, page):
    assert reader.found(typed)[:1] == [page]


def test_what_stands_nowhere_is_told(reader):
    answer = reader.ask("hippopotamus")
    assert (answer["total"], answer["missing"], answer["did_you_mean"]) == (0, ["hippopotamus"], None)


def test_a_short_word_comes_before_longer_ones_that_hold_its_letters(reader_of):
    pages = {
        "a/index.html": html("รถโดยสาร", "<p>ขบวนรถลากหมอนวดหมอนวดหมอนวด มาส่งที่สถานี</p>"),
        "b/index.html": html("ของใช้", "<p>เตรียมผ้าห่มและหมอนไว้ให้นักเรียนที่เข้าค่าย พร้อมของใช้อื่น ๆ ที่จำเป็นสำหรับสองคืน</p>"),
    }
    assert reader_of(pages).found("หมอน")[:1] == ["b/"]
