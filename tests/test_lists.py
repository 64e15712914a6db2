"""Lists on the page: numbers as typed, sorts apart, and the same items as those that the boards read."""

from __future__ import annotations

import random
import re

import pytest
from content import BASES, DAY, make

from khlang.content.items import items
from khlang.content.library import load
from khlang.content.render import renderer

NUMBERS = {
    "3. ก\n4. ข": '<ol start="3"><li>ก</li><li>ข</li></ol>',
    "๓. ก\n๔. ข": '<ol start="3"><li>ก</li><li>ข</li></ol>',
    "1. ก\n\nลึก\n\n2. ข": '<ol><li>ก</li></ol><p>ลึก</p><ol start="2"><li>ข</li></ol>',
    "1. ก\n2. ข\n1. ค\n2. ง": '<ol><li>ก</li><li>ข</li><li value="1">ค</li><li>ง</li></ol>',
    "1. ก\n2. ข\n4. ง": '<ol><li>ก</li><li>ข</li><li value="4">ง</li></ol>',
    "1. ก\n1. ข\n1. ค": "<ol><li>ก</li><li>ข</li><li>ค</li></ol>",
    "1. ก\n- ข\n2. ค": '<ol><li>ก</li></ol><ul><li>ข</li></ul><ol start="2"><li>ค</li></ol>',
}
_PIECES = ("- ก {#q7x2m9}", "* ข {#q7x2m8}", "  - ค {#q7x2m7}", "    - ง {#q7x2m6}", "1. จ {#q7x2m5}", "2) ฉ {#q7x2m4}", "", "",
           "คำ", "    ลึก {#q7x2m3}", "ชิด {#q7x2m2}", "> อ้าง {#q7x2m0}", "### หัว", "        โค้ด {#q7x2n0}")  # fmt: skip


def _html(text: str) -> str:
    return re.sub(r"\n", "", renderer().render(text, lambda _: None).html)


@pytest.mark.parametrize("typed", NUMBERS)
def test_numbers_are_those_that_were_typed(typed):
    assert _html(typed) == NUMBERS[typed]


def test_no_reader_sees_an_id():
    dice = random.Random(3)
    for _ in range(60):
        text = "\n".join(dice.choices(_PIECES, k=dice.randint(2, 8)))
        assert "{#" not in _html(text), text


@pytest.mark.parametrize(
    "text",
    [
        "- ก {#q7x2m9}\n- ข {#q7x2m8}",
        "คำ\n- ก {#q7x2m9}",
        "- ก {#q7x2m9}\n  - ข {#q7x2m8}",
        "- ก {#q7x2m9}\n    - ข {#q7x2m8}\n- ค {#q7x2m7}",
        "1) ก {#q7x2m9}\n2) ข {#q7x2m8}",
        "- ก\nต่อ {#q7x2m9}",
        "- ก {#q7x2m9}\n\n    ลึก\n- ข {#q7x2m8}",
        "### หัว\n- ก {#q7x2m9}",
        "> - ก {#q7x2m9}",
    ],
)
def test_the_boards_read_what_the_page_lists(text, tmp_path):
    before, _, after = BASES["exchange"].partition("- ต้องการแบบฟอร์ม")
    body = f"{before}{text}\n\n{after[after.index('## ') :]}"
    entry = load(make(tmp_path, **{"exchange/entry.md": body}), DAY).by_path["exchange/entry.md"]
    read = {item.id for item in items(entry, "q") if item.id}
    assert read == set(re.findall(r'(?<=<li id=")q\w+', _outermost(_html(text))))


def _outermost(html: str) -> str:
    """The page without what stands inside an item or a quotation."""
    kept, depth = "", 0
    for piece in re.split(r"(<[^>]*>)", html):
        if re.match("</(?:li|blockquote)>", piece):
            depth -= 1
        elif re.match("<(?:li|blockquote)", piece):
            kept += piece if depth == 0 and piece.startswith("<li") else ""
            depth += 1
    return kept
