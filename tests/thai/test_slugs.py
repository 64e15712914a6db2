"""Slugs: Thai stays readable and distinct."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khlang.thai.slugs import slug, unique


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("ข่าว", "ข่าว"),
        ("ขาว", "ขาว"),
        ("น้ํา", "น้ำ"),
        ("เด็ก ๆ และ เด็กๆ", "เด็กๆ-และ-เด็กๆ"),
        ("กรุงเทพฯ ฯลฯ", "กรุงเทพฯฯลฯ"),
        ("  หัวใจนักปราชญ์: สุ จิ ปุ ลิ!  ", "หัวใจนักปราชญ์-สุ-จิ-ปุ-ลิ"),
        ("ว9/2564 (วPA)", "ว9-2564-วpa"),
        ("องค์ประกอบที่ ๑", "องค์ประกอบที่-๑"),
        ("PLC & Lesson_Study", "plc-lesson-study"),
        ("Café ÉCOLE", "café-école"),
        ("❤️ รัก", "รัก"),
        ("🌱", "u1f331"),
        ("?!", "u3f-u21"),
        ("่", "ue48"),
        ("", "section"),
        (" \n", "section"),
    ],
)
def test_slugs(text, wanted):
    assert slug(text) == wanted


def test_separator():
    assert slug("ก ข-ค", "_") == "ก_ข_ค"


@given(st.text(max_size=30), st.sampled_from(("-", "_")))
def test_slug_is_an_id(text, separator):
    made = slug(text, separator)
    assert made
    assert not made.startswith(separator) and not made.endswith(separator)
    assert separator * 2 not in made
    assert not any(char.isspace() or char in "\"'<>&#/?%" for char in made)


@given(st.text(max_size=30))
def test_slug_of_a_slug_is_itself(text):
    assert slug(slug(text)) == slug(text)


@given(st.text(st.sampled_from("กขนเแะาำัิีุู็่้๊๋์ฯๆ"), min_size=1, max_size=8).map(lambda tail: "ก" + tail))
def test_no_thai_sign_is_lost(text):
    from khlang.thai.normal import normalise

    assert slug(text) == normalise(text)


def test_unique():
    taken = {"ข่าว"}
    assert [unique("ข่าว", taken), unique("ข่าว", taken), unique("ขาว", taken)] == ["ข่าว_1", "ข่าว_2", "ขาว"]
    assert taken == {"ข่าว", "ข่าว_1", "ข่าว_2", "ขาว"}


def test_python_markdown_takes_it():
    import markdown

    page = markdown.markdown(
        "# ข่าว\n\n# ขาว\n\n# ข่าว", extensions=["toc"], extension_configs={"toc": {"slugify": slug}}
    )
    taken: set[str] = set()
    for title in ("ข่าว", "ขาว", "ข่าว"):
        assert f'id="{unique(slug(title), taken)}"' in page
