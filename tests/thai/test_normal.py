"""The normal form: nasty Thai with its mend, and the promises that hold for any text."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from khlang.thai.normal import Fault, Rule, faults, normalise

MENDED = [
    ("น้ํา", "น้ำ", Rule.SARA_AM),
    ("นํ้า", "น้ำ", Rule.SARA_AM),
    ("นำ้", "น้ำ", Rule.MARK_ORDER),
    ("ทํา", "ทำ", Rule.SARA_AM),
    ("นํํา", "นำ", Rule.DOUBLED_MARK),
    ("น้ํา้", "น้ำ", Rule.SARA_AM),
    ("เเม่", "แม่", Rule.SARA_AE),
    ("เ\u200bเม่", "แม่", Rule.INVISIBLE),
    ("พันธ์ุ", "พันธุ์", Rule.MARK_ORDER),
    ("สิทธ์ิ", "สิทธิ์", Rule.MARK_ORDER),
    ("ท่ี", "ที่", Rule.MARK_ORDER),
    ("ก้ัน", "กั้น", Rule.MARK_ORDER),
    ("ผ\u0e49\u0e39", "ผ\u0e39\u0e49", Rule.MARK_ORDER),
    ("ผู้", "ผู้", Rule.MARK_ORDER),
    ("ก่่", "ก่", Rule.DOUBLED_MARK),
    ("ที่ี่", "ที่", Rule.MARK_ORDER),
    ("เป็็น", "เป็น", Rule.DOUBLED_MARK),
    ("การณ์์", "การณ์", Rule.DOUBLED_MARK),
    ("คะ่", "ค่ะ", Rule.MARK_ORDER),
    ("ขา้ว", "ข้าว", Rule.MARK_ORDER),
    ("เกาะ่", "เก่าะ", Rule.MARK_ORDER),
    ("ที\u200b่นี่", "ที่นี่", Rule.INVISIBLE),
    ("การ\u200bศึกษา", "การศึกษา", Rule.INVISIBLE),
    ("ก\u200c\u200d\u2060\u00adข", "กข", Rule.INVISIBLE),
    ("\ufeffสวัสดี", "สวัสดี", Rule.INVISIBLE),
    ("co\u00adop", "coop", Rule.INVISIBLE),
    ("#\u00a0หัวข้อ", "# หัวข้อ", Rule.NO_BREAK_SPACE),
    ("cafe\u0301", "café", Rule.COMPOSITION),
    ("ป\uf70aา", "ป่า", Rule.PRIVATE_GLYPH),
    ("ผู\uf70b", "ผู้", Rule.PRIVATE_GLYPH),
    ("\uf70f\uf718", "ญ\u0e38", Rule.PRIVATE_GLYPH),
    ("\uf700\uf71a", "ฐ\u0e3a", Rule.PRIVATE_GLYPH),
    ("ป\uf702\uf715", "ป\u0e35\u0e4a", Rule.PRIVATE_GLYPH),
    ("ส\uf712", "ส\u0e47", Rule.PRIVATE_GLYPH),
    ("ท\uf888\uf895", "ท\u0e37\u0e4b", Rule.PRIVATE_GLYPH),
    ("ศ\uf888\uf898", "ศ\u0e37\u0e4c", Rule.PRIVATE_GLYPH),
    ("ป\uf884\uf89aหา", "ปัญหา", Rule.PRIVATE_GLYPH),
]

UNTOUCHED = [
    "",
    "น้ำ ทำ แม่ พันธุ์ สิทธิ์ ที่ กั้น ผู้ ค่ะ ข้าว เป็น",
    "นักปราชญ์ พฤกษศาสตร์ สวนพฤกษศาสตร์โรงเรียน กฤษฎา ฤๅษี ฤาษี",
    "มากกกกก นะะะะ จ้าาาา เด็ก ๆ ต่าง ๆ ฯลฯ กรุงเทพฯ",  # elongation and spaces are style, not typing
    "พุทฺธํ สรณํ คจฺฉามิ สาธุํ กึ",  # Pali in Thai letters
    "เ เ",
    "๒๕๖๙ 2569 ฿ ๏ ๚ ๛",
    "naïve café Ünïcode ﬁ ² ½ Ⅷ",
    "👩\u200d🏫 ❤\ufe0f\u200d🔥 👨\u200d👩\u200d👧",
    "क्\u200dष می\u200cخواهم",
    "한국어 日本語 ວຽງຈັນ",
    "a\tb\r\nc\u2028d",
]

nasty = st.text(
    st.sampled_from("กขญฐนเแะาำัิีฺุู็่้๊๋์ํ๎ๆฯ๑ aé\u0301\u0323\u0338\u00a0\u00ad\u200b\u200c\u200d\ufeff\u212a\u2329👩🏫क्\u0958")
    | st.sampled_from("\uf700\uf70a\uf718\uf884\uf89e\n"),
    max_size=14,
)
any_text = st.text(max_size=40) | nasty


def mended(text: str) -> str:
    pieces, end = [], 0
    for fault in faults(text):
        assert fault.start >= end
        assert text[fault.start : fault.end] == fault.found != fault.instead
        pieces += [text[end : fault.start], fault.instead]
        end = fault.end
    return "".join((*pieces, text[end:]))


@pytest.mark.parametrize(("typed", "wanted", "rule"), MENDED)
def test_mends(typed, wanted, rule):
    assert normalise(typed) == wanted
    assert [fault.rule for fault in faults(typed)] == ([rule] if rule else [])


@pytest.mark.parametrize("text", UNTOUCHED)
def test_leaves_alone(text):
    assert normalise(text) == text
    assert list(faults(text)) == []


def test_leaves_every_word_of_the_dictionary_alone():
    from khlang.thai.words import dictionary

    listed = dictionary().read_text(encoding="utf-8").split()
    assert len(listed) > 60_000
    assert [word for word in listed if normalise(word) != word] == []


def test_every_rule_is_shown_at_work():
    assert {rule for *_, rule in MENDED if rule} == set(Rule)


def test_fault_names_place_and_whole_letter():
    assert list(faults("ดื่มนํ้าและเเบ่ง\u200bปัน")) == [
        Fault(4, 8, "นํ้า", "น้ำ", Rule.SARA_AM),
        Fault(11, 13, "เเ", "แ", Rule.SARA_AE),
        Fault(16, 17, "\u200b", "", Rule.INVISIBLE),
    ]


@given(any_text)
@example("\u0301\u0323\u200d👩")
@example("ก่ั\u0338ุ")
def test_normal_form_is_final(text):
    assert normalise(normalise(text)) == normalise(text)


@given(any_text)
def test_faults_are_what_normalise_changes(text):
    assert mended(text) == normalise(text)


@given(any_text)
def test_normal_form_is_nfc(text):
    assert unicodedata.is_normalized("NFC", normalise(text))


@given(st.text(st.characters(max_codepoint=0x24F, exclude_characters="\u00a0\u00ad"), max_size=40))
def test_latin_stays(text):
    assert normalise(text) == text


@given(nasty, st.sampled_from(("กา", " ", "\n", "x")), nasty)
def test_letters_part_units(before, firm, after):
    """What stands before a consonant, a space or a line's end never changes what stands after it."""
    assert normalise(before + firm + after) == normalise(before) + normalise(firm + after)


@pytest.mark.parametrize("unit", ["ำ่", "ํ้", "ํ", "า", "เ\u200b", "\u0301\u200d", "่ิ", "👩\u200d"])
def test_long_garbage_takes_no_quadratic_time(unit):
    text = unit * 50_000
    assert mended(text) == normalise(text)
