"""The scanner of Markdown: what it finds, what it must not see, and that it names anchors as the built page does."""

from __future__ import annotations

import re

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as some

from khlang.content.markdown import Comment, comments, headings, links, prose, tags, words_only
from khlang.content.render import Renderer
from khlang.thai.slugs import slug

TITLES = some.lists(
    some.sampled_from(
        [
            "ผล",
            "ข่าว",
            "ขาว",
            "น้ํา",
            "ปุ (ถาม) ปัญหา",
            "ทักษะ *การคิด*",
            "[ลิงก์](a.md) ในหัวข้อ",
            "ผล {#result}",
            "PLC & วPA",
            "`รหัส` ของเรื่อง",
            "`รหัส`",
            "ชื่อ ##",
            "เด็ก ๆ",
            "๑. ปลูก",
            "!!!",
            "ข้อ 1 / 2",
        ]
    ),
    min_size=1,
    max_size=6,
)


@given(TITLES)
def test_anchors_are_those_of_the_built_page(titles):
    body = "\n\n".join(f"## {title}" for title in titles)
    html = markdown.markdown(body, extensions=["attr_list", "toc"], extension_configs={"toc": {"slugify": slug}})
    assert [heading.anchor for heading in headings(body)] == re.findall(r'<h2 id="([^"]*)"', html)


def test_lines_count_from_the_file():
    body = "ก\n\n## หนึ่ง\n\n[ข](x.md)\n"
    assert [(heading.text, heading.line) for heading in headings(body, 9)] == [("หนึ่ง", 11)]
    assert [(link.target, link.line) for link in links(body, 9)] == [("x.md", 13)]


@pytest.mark.parametrize(
    "hidden",
    [
        "```\n## ก\n[ข](x.md)\n<b>\n```",
        "~~~ python\n## ก\n[ข](x.md)\n<b>\n~~~",
        "``[ข](x.md) <b> ``",
        "<!-- [ข](x.md)\n## ก\n<b> -->",
        "    ```\n    [ข](x.md) <b>\n    ```",
    ],
)
def test_code_and_comments_are_not_read(hidden):
    body = f"ก\n\n{hidden}\n\nง"
    assert not list(headings(body)) and not list(links(body)) and not list(tags(body))
    assert len(prose(body)) == len(body) and prose(body).count("\n") == body.count("\n")


@pytest.mark.parametrize(
    ("text", "target", "words", "image"),
    [
        ("[ก](a.md)", "a.md", "ก", False),
        ('[ก](a.md "ชื่อ")', "a.md", "ก", False),
        ("[ก](<a b.md>)", "a b.md", "ก", False),
        ("[ก](a%20b.md)", "a b.md", "ก", False),
        ("[ก [ข] ค](a_(1).md)", "a_(1).md", "ก [ข] ค", False),
        ("![ภาพ](a.png){ width=300 }", "a.png", "ภาพ", True),
        ("[ก]: a.md", "a.md", "ก", False),
        ('<a class="x" href="a.md">ก</a>', "a.md", "", False),
        ("<img alt='ภาพ' src=a.png>", "a.png", "ภาพ", True),
    ],
)
def test_links(text, target, words, image):
    found = list(links(text))
    assert [(link.target, link.text, link.is_image) for link in found] == [(target, words, image)]


def test_picture_that_is_a_link():
    assert {link.target for link in links("[![ภาพ](a.png)](b.md)")} == {"a.png", "b.md"}


NASTY = ("[" * 5000, "![" * 3000, "`" * 5001, "<a " * 4000, "```\n" * 999, "[a](" * 3000, "<!--" * 3000)


@pytest.mark.parametrize("text", NASTY, ids=lambda text: text[:4])
def test_nasty_text_is_read_to_its_end(text):
    """Where that takes long, it takes hours; bench/nasty.py measures it."""
    assert len(list(links(text))) <= 3000 and list(headings(text)) == []
    assert len(list(tags(text))) <= 4000


@pytest.mark.parametrize(
    ("body", "read"),
    [
        ("[ก](ข.md#ค) ง", "[ก]         ง"),
        ("ดู https://a.th/ก ข", "ดู                ข"),
        ("<b title='ก'>ข</b>", "             ข    "),
        ("![ก](a.png){ .decorative }", "![ก]                      "),
        ("[^ก]: ข[^ค]", "      ข    "),
        ("ก\n\n    ข\n\n    ค\n\nง", "ก\n\n     \n\n     \n\nง"),
        ("- ก\n\n    ข\n\n        ค", "- ก\n\n    ข\n\n         "),
        ("- ก\n\n    - ข\n\n        ค", "- ก\n\n    - ข\n\n        ค"),
        ("!!! note\n    ก\n\n    ข", "!!! note\n    ก\n\n    ข"),
        ("ก\n    ข", "ก\n    ข"),
        ("`ก` {{ข}}", "    {{ข}}"),
    ],
)
def test_words_only_keeps_what_is_read_in_its_place(body, read):
    assert words_only(body) == read


def test_comments_are_found_with_their_line_but_not_in_code():
    body = "ก\n<!-- ข\nค -->\n`<!-- ง -->`\n```\n<!-- จ -->\n```\n"
    assert list(comments(body, 5)) == [Comment("ข\nค", 7)]


SIGNS = (
    *(
        "ข้อความ",
        "A",
        "9",
        "12 ",
        "(",
        "“",
        " ",
        "  ",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "# ",
        "> ",
        ": ",
        "    ",
        "\\*",
        "*ก*",
    ),
    *(
        "`ข`",
        "[ค](ง.md)",
        "[^1]",
        "[^1]: ท้าย",
        "*[A]: ย่อ",
        "<b>",
        "&amp;",
        "{#q7x2m9}",
        "{: .ก}",
        "---",
        "!!! note",
        "[TOC]",
    ),
    *("| ก | ข |\n|---|---|\n| 1 | 2 |", '=== "ก"', '<div markdown="1">', "</div>", "~~~\n"),
)


@given(some.lists(some.sampled_from(SIGNS), max_size=14).map("".join))
def test_a_plain_paragraph_is_what_the_whole_of_markdown_makes_of_it(text):
    whole = Renderer()
    whole._markdown.parser.blockprocessors.deregister("plain")
    assert Renderer().render(text, str) == whole.render(text, str)
