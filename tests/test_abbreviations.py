"""Abbreviations are explained at their first use in a page, and only where they are words."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from khlang.content.vocabulary import Abbreviation
from khlang.publishing.abbreviations import explain

LONG = {
    "สพฐ.": "สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน",
    "สพป.": "สำนักงานเขตพื้นที่การศึกษาประถมศึกษา",
    "ศธ.": "กระทรวงศึกษาธิการ",
    "ก.ค.ศ.": "คณะกรรมการข้าราชการครูและบุคลากรทางการศึกษา",
    "ผอ.": "ผู้อำนวยการ",
    "ศน.": "ศึกษานิเทศก์",
    "อพ.สธ.": "โครงการอนุรักษ์พันธุกรรมพืชอันเนื่องมาจากพระราชดำริฯ",
    "วPA": "การประเมินตำแหน่งและวิทยฐานะ",
    "PLC": "ชุมชนการเรียนรู้ทางวิชาชีพ",
    "ICT": 'เทคโนโลยี "สารสนเทศ" & การสื่อสาร',
    "S.D.": "ส่วนเบี่ยงเบนมาตรฐาน",
    "O-NET": "การทดสอบทางการศึกษาระดับชาติขั้นพื้นฐาน",
    "NT": "การประเมินคุณภาพผู้เรียน",
}
LIST = [Abbreviation(short=short, long=long) for short, long in LONG.items()]


def explained(html: str) -> list[str]:
    """Abbreviations that the page explains, in order; each must have its own long name."""
    found = LexborHTMLParser(explain(html, LIST)).css("abbr[tabindex]")
    for one in found:
        assert one.attributes["title"] == LONG[one.text()]
    return [one.text() for one in found]


@pytest.mark.parametrize(
    ("text", "shorts"),
    [
        ("PLC", ["PLC"]),
        ("ครูทำPLCทุกสัปดาห์", ["PLC"]),
        ("ทำ PLC แล้วทำ PLC อีก", ["PLC"]),
        ("(PLC) และ “ICT”", ["PLC", "ICT"]),
        ("PLC/ICT", ["PLC", "ICT"]),
        ("PLC-based", ["PLC"]),
        ("PICTURE e-ICT ICTs ICT2 my_ICT @ICT ICT.go.th ict", []),
        ("PICTURE แล้วจึง ICT", ["ICT"]),
        ("O-NET", ["O-NET"]),
        ("S.D. = 0.51", ["S.D."]),
        ("U.S.D. และ S.D.A", []),
        ("ตามที่สพฐ.และศธ.กำหนด", ["สพฐ.", "ศธ."]),
        ("สพป.พัทลุง เขต ๒", ["สพป."]),
        ("ผอ.เขต", ["ผอ."]),
        ("ให้ครูผอ.ศน.ร่วมกัน", ["ผอ.", "ศน."]),
        ("ก.ค.ศ.กำหนด", ["ก.ค.ศ."]),
        ("พ.ศ. ๒๕๖๙", []),
        ("โรงเรียนในอพ.สธ.ทุกแห่ง", ["อพ.สธ."]),
        ("ทศน. พศธ.", []),
        ("พศธ. แล้วศธ.", ["ศธ."]),
        ("เกณฑ์วPA", ["วPA"]),
        ("แล้วPA ปวPA วPAs", []),
    ],
)
def test_explains_words_only(text, shorts):
    assert explained(f"<p>{text}</p>") == shorts


@pytest.mark.parametrize("tag", ["a", "abbr", "h1", "h2", "h6", "code", "pre", "kbd", "script", "style", "button"])
def test_leaves_some_places_alone_and_explains_the_next_use(tag):
    html = f"<{tag}>PLC <b>PLC</b></{tag}><p>ทำ PLC</p>"
    assert explain(html, LIST) == (
        f'<{tag}>PLC <b>PLC</b></{tag}><p>ทำ <abbr title="ชุมชนการเรียนรู้ทางวิชาชีพ" tabindex="0">PLC</abbr></p>'
    )


def test_titles_are_escaped_and_attributes_and_comments_untouched():
    html = '<p title="ICT > PLC"><!-- ICT --><img alt="ICT"><br/>ใช้ ICT</p>'
    assert explain(html, LIST) == html.replace(
        "ใช้ ICT",
        'ใช้ <abbr title="เทคโนโลยี &quot;สารสนเทศ&quot; &amp; การสื่อสาร" tabindex="0">ICT</abbr>',
    )


def test_once_in_a_page_across_paragraphs():
    assert explained("<p>ICT</p><ul><li>PLC <em>ICT</em></li></ul><p>PLC</p>") == ["ICT", "PLC"]


def test_a_page_without_abbreviations_is_the_same_object():
    html = "<p>ไม่มีคำย่อ</p>"
    assert explain(html, LIST) is html
    assert explain(html, []) is html


PIECES = [
    "<p>",
    "</p>",
    "<a href='x'>",
    "</a>",
    "<code>",
    "</code>",
    "<br>",
    "&amp;",
    " ",
    "ครู",
    "แล้ว",
    "x",
    "-",
    ".",
    "<",
    *LONG,
]


TAGS = {short: f'<abbr title="{escape(long)}" tabindex="0">' for short, long in LONG.items()}


@settings(deadline=None)  # the first call loads a dictionary
@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_only_adds_and_never_twice(html):
    made = explain(html, LIST)
    for short, tag in TAGS.items():
        assert made.count(tag) <= 1
        made = made.replace(f"{tag}{short}</abbr>", short)
    assert made == html
