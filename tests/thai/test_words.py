"""Words: every cut keeps the text, and no line or shortened text cuts a Thai word."""

import random
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khlang.thai import words as module
from khlang.thai.words import break_lines, shorten, words

nasty = st.text(st.sampled_from("กขคนรเแโาำะัิ่้์ๆฯพ.ศ๑9aé\u0301 \t\n\r()“”/-👩\u200d🏫\ufe0f\u200b\ud800\0"), max_size=40)
phrases = st.lists(
    st.sampled_from(
        [
            "กลุ่มนิเทศ",
            "ติดตาม",
            "และ",
            "ประเมินผล",
            " ",
            "เด็ก ๆ",
            "ฯลฯ",
            "พ.ย.",
            "๒๕๖๙",
            "(",
            ")",
            "PLC",
            "ว9/2564",
            "“",
            "”",
            "สพป.",
            "\n",
        ]
    ),
    max_size=20,
).map("".join)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("สวนพฤกษศาสตร์โรงเรียน", ["สวนพฤกษศาสตร์", "โรงเรียน"]),
        ("พ.ย. ๒๕๖๙", ["พ.ย.", " ", "๒๕๖๙"]),
        ("๑๒,๓๔๕.๖๗ บาท", ["๑๒,๓๔๕.๖๗", " ", "บาท"]),
        ("(วPA)", ["(", "ว", "PA", ")"]),
        ("it’s PLC", ["it’s", " ", "PLC"]),
        ("👩\u200d🏫ครู", ["👩\u200d🏫", "ครู"]),
        ("ครู\r\n\nเด็ก", ["ครู", "\r\n", "\n", "เด็ก"]),
        ("่้", ["่้"]),
        ("", []),
    ],
)
def test_words(text, wanted):
    assert words(text) == wanted


@given(st.text(st.characters(), max_size=60) | nasty | phrases)
def test_words_joined_are_the_text(text):
    assert "".join(words(text)) == text
    assert all(words(text))


@pytest.mark.parametrize("text", ["ก" * 50_000, "ตากลม" * 10_000, "👩\u200d" * 20_000, "ก." * 20_000, " " * 50_000])
def test_huge_runs(text):
    assert "".join(words(text)) == text


def test_extra_words():
    name = "สวนพฤกษศาสตร์โรงเรียน"
    assert words(name, frozenset({name})) == [name]
    assert words(name) == ["สวนพฤกษศาสตร์", "โรงเรียน"]


def test_importing_loads_no_dictionary():
    probe = "import sys, khlang.thai.words; sys.exit('nlpo3' in sys.modules or 'pythainlp' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", probe], check=False).returncode == 0


def test_without_nlpo3_the_cuts_are_the_same(monkeypatch):
    text = "กลุ่มนิเทศ ติดตามและประเมินผลการจัดการศึกษา สวนพฤกษศาสตร์โรงเรียน (วPA) เด็ก ๆ"
    wanted = words(text)
    rng = random.Random(3)
    listed = module.dictionary().read_text(encoding="utf-8").split()
    signs = "กขคงจชดตทนบปผพมยรลวสหอะาิีึืุูเแโใไำ็่้๊์ัๆฯ."
    made_up = ["".join(rng.choices(listed, k=rng.randint(2, 5))) for _ in range(3000)]
    made_up += ["".join(rng.choices(signs, k=rng.randint(1, 25))) for _ in range(3000)]
    cuts = [words(one) for one in made_up]
    monkeypatch.setitem(sys.modules, "nlpo3", None)
    module._segmenter.cache_clear()
    try:
        assert words(text) == wanted
        assert [one for one, cut in zip(made_up, cuts, strict=True) if words(one) != cut] == []
        assert words("ทดสอบคำใหม่เอี่ยม", frozenset({"ทดสอบคำใหม่เอี่ยม"})) == ["ทดสอบคำใหม่เอี่ยม"]
    finally:
        module._segmenter.cache_clear()


def test_break_lines():
    text = "กลุ่มนิเทศ ติดตามและประเมินผล เด็ก ๆ ฯลฯ พ.ย. ๒๕๖๙ วPA (ว9/2564) http://a.b/c?d=1 สพป. “คำพูด”"
    assert break_lines(text, 20) == [
        "กลุ่มนิเทศ ติดตามและ",
        "ประเมินผล เด็ก ๆ ฯลฯ",
        "พ.ย. ๒๕๖๙ วPA",
        "(ว9/2564)",
        "http://a.b/c?d=1",
        "สพป. “คำพูด”",
    ]
    assert break_lines("ก\n\nข", 9) == ["ก", "", "ข"]
    assert break_lines("", 9) == []
    assert break_lines("“ กลุ่มนิเทศ ๆ ” นะ", 4) == ["“ กลุ่ม", "นิเทศ ๆ ”", "นะ"]


def test_break_lines_measures_as_told():
    assert break_lines("เด็กเด็กเด็ก", 200, measure=lambda line: 100 * line.count("ด")) == ["เด็กเด็ก", "เด็ก"]


@given(phrases | nasty, st.integers(1, 30))
def test_lines_keep_the_text(text, width):
    lines = break_lines(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(line == line.rstrip() for line in lines)


@given(phrases, st.integers(4, 30))
def test_lines_begin_and_end_well(text, width):
    for paragraph in text.splitlines():
        for line in break_lines(paragraph, width)[1:]:
            assert line[0] not in "ๆฯ)”.,/"
        for line in break_lines(paragraph, width)[:-1]:
            assert line[-1] not in "(“/"


@given(phrases, st.integers(1, 30))
def test_a_line_is_too_wide_only_if_nothing_can_be_cut(text, width):
    for line in break_lines(text, width):
        assert len(line) <= width or break_lines(line, 1) == [line]


@pytest.mark.parametrize(
    ("text", "length", "wanted"),
    [
        ("กลุ่มนิเทศ", 20, "กลุ่มนิเทศ"),
        ("กลุ่มนิเทศ ติดตามและประเมินผล", 12, "กลุ่มนิเทศ…"),
        ("กลุ่มนิเทศ ติดตามและประเมินผล", 17, "กลุ่มนิเทศ…"),
        ("กลุ่มนิเทศ ติดตามและประเมินผล", 18, "กลุ่มนิเทศ ติดตาม…"),
        ("เด็ก ๆ มา", 6, "เด็ก…"),
        ("พฤกษศาสตร์", 4, "พฤก…"),
        ("เกาะ", 2, "…"),
        ("ก่อน", 2, "…"),
        ("ab cd", 1, "…"),
    ],
)
def test_shorten(text, length, wanted):
    assert shorten(text, length) == wanted


@given(phrases | nasty, st.integers(1, 30))
def test_shortened_is_short_and_a_beginning(text, length):
    short = shorten(text, length)
    assert len(short) <= length
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


def test_shorten_to_nothing():
    with pytest.raises(ValueError):
        shorten("ก", 0)
