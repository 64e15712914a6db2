"""Words that browsers cut are kept whole, and nothing else of a page changes."""

import re
from pathlib import Path

import pytest

import khlang
from khlang.checks.built import words as words_of_page
from khlang.pages import line_ends
from khlang.pages.line_ends import with_whole_words
from khlang.search.page import read

PAGE = "<!doctype html><html lang=th><title>นำไปใช้</title><main><h1>{}</h1><p>{}</p></main></html>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>ข้อมูลนำไปใช้ต่อ</p>", "<p>ข้อมูล<k-w>นำไปใช้</k-w>ต่อ</p>"),
        ("<p class=x>ข้อมูลนำไปใช้ต่อ</p>", "<p class=x><k-t>ข้อมูล<k-w>นำไปใช้</k-w>ต่อ</k-t></p>"),
        ("<a>ข้อมูลนำไปใช้ต่อ</a>", "<a><k-t>ข้อมูล<k-w>นำไปใช้</k-w>ต่อ</k-t></a>"),
        ("<dd>นักเรียนเขียน</dd>", "<dd>นักเรียนเขียน</dd>"),  # a browser keeps these
        ("<td>ค้นพบ <b>ผู้อ่าน</b></td>", "<td><k-w>ค้นพบ</k-w> <b><k-w>ผู้อ่าน</k-w></b></td>"),
        ("<dd>ด้านต่าง ๆ</dd>", "<dd>ด้านต่าง\N{NO-BREAK SPACE}ๆ</dd>"),
        ('<a title="นำไปใช้" href="#นำไปใช้">&lt;ค้นพบ&gt;</a>', None),
        ("<p>ABC 123</p>", "<p>ABC 123</p>"),
    ],
)
def test_only_what_browsers_cut_is_marked(html, expected):
    marked = with_whole_words(html)
    if expected is not None:
        assert marked == expected
    assert re.sub("</?k-[tw]>", "", marked).replace("\N{NO-BREAK SPACE}", " ") == html


def test_no_style_makes_a_flexible_row_of_what_holds_words_without_a_box():
    """A row would set each word apart. An element with a class has a box around its words."""
    alone = re.compile("|".join(rf"{tag[1:]}(?![\w.-])[^.]*$" for tag in line_ends._NO_ROW) + r"|\*|:")
    rows = []
    for sheet in Path(khlang.__file__).parent.rglob("*.css"):
        styles = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
        for places, style in re.findall(r"([^{}]+)\{([^{}]*)\}", styles):
            if re.search(r"display:[^;]*(flex|grid|box)", style):
                for place in re.split(r",(?![^()]*\))", places):
                    last = re.split(r"[\s>+~]+(?![^()]*\))", place.strip())[-1]
                    rows += [place] if alone.match(last) else []
    assert rows == []


@pytest.mark.parametrize("name", ["script", "style", "textarea", "title", "option", "svg", "pre", "code", "template"])
def test_what_is_no_line_stays(name):
    html = f"<{name} x=1>นำไปใช้ ค้นพบ ต่าง ๆ</{name}>"
    assert with_whole_words(html) == html


def test_the_index_and_the_search_for_personal_data_read_the_same():
    page = PAGE.format("การค้นพบของผู้อ่าน", "เจ้าหน้าที่นำไปใช้ด้านต่าง ๆ")
    marked = with_whole_words(page)
    assert marked != page
    assert read("a/", marked.encode()) == read("a/", page.encode())
    assert words_of_page(marked).replace("\N{NO-BREAK SPACE}", " ") == words_of_page(page)


@pytest.mark.browser
def test_no_line_of_a_narrow_column_ends_inside_a_word(browser):
    text = "เจ้าหน้าที่ค้นพบว่าผู้อ่านนำไปใช้ซ้ำซ้อนปานกลางน้อยที่สุด"
    inside = {"นำไป|ใช้", "ซ้ำ|ซ้อน", "ปาน|กลาง", "น้อย|ที่สุด", "ค้น|พบ", "ผู้|อ่าน"}
    page = browser.new_page()
    try:
        for width in range(60, 400, 12):
            page.set_content(
                f"<style>k-w{{white-space:nowrap}}</style><p style='width:{width}px'>{with_whole_words(text)}</p>"
            )
            lines = page.evaluate(
                """() => {
                  const lines = []; let top = null;
                  const walker = document.createTreeWalker(document.querySelector("p"), NodeFilter.SHOW_TEXT);
                  for (let node; (node = walker.nextNode()); ) {
                    for (let i = 0; i < node.length; i++) {
                      const range = document.createRange(); range.setStart(node, i); range.setEnd(node, i + 1);
                      const box = range.getBoundingClientRect();
                      if (box.width && (top === null || box.top > top + 9)) { lines.push(""); top = box.top }
                      lines[lines.length - 1] += node.data[i];
                    }
                  }
                  return lines;
                }"""
            )
            joined = "|".join(lines)
            assert joined.replace("|", "") == text and not any(cut in joined for cut in inside), joined
    finally:
        page.close()
