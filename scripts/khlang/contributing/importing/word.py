"""A Word document → one HTML tree, by mammoth."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import mammoth
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from khlang.content.tidy import characters
from khlang.contributing.importing.mojibake import mend
from khlang.contributing.importing.ooxml import Package
from khlang.contributing.importing.preparing import Preparation
from khlang.contributing.importing.source import BOX_CLASS, CAPTION_CLASS, ITEM_CLASS, Source

_STYLES = "\n".join(
    [
        *(f"p.KhlangHeading{level} => h{level}:fresh" for level in range(1, 7)),
        *(f"p.KhlangItem{level} => p.{ITEM_CLASS}{level}:fresh" for level in range(9)),
        f"p.KhlangBox => p.{BOX_CLASS}:fresh",
        f"p.KhlangCaption => p.{CAPTION_CLASS}:fresh",
        "u => strong",  # offices underline headings and what matters
    ]
)
_LEADS_ELSEWHERE = re.compile(r"(?:https?:|mailto:)", re.IGNORECASE)
_MARKS = re.compile(r"^[\u0e31\u0e33-\u0e3a\u0e45\u0e47-\u0e4e\u0300-\u036f]+")  # hang on the letter before them
_UNREADABLE = "อ่านเนื้อหาไม่ได้ ไฟล์อาจเสียหรือซับซ้อนผิดปกติ ให้เปิดใน Word บันทึกเป็นไฟล์ .docx ใหม่ แล้วนำเข้าอีกครั้ง"


def read(data: bytes, name: str) -> Source:
    """Bytes of a Word file → a source. Raises ValueError, in Thai, for one that cannot be read."""
    pictures: list[bytes] = []
    notes: list[str] = []
    try:
        html = _html(data, pictures, notes)
    except Exception:  # two parsers of other people's files stand behind this, and a writer can mend none of it
        raise ValueError(f"{name}: {_UNREADABLE}") from None
    body = BeautifulSoup(html, "html.parser")
    source = Source(body, pictures, _footnotes(body), notes)
    for tree in (body, *source.footnotes):
        _tidy(tree, notes)
    return source


def _html(data: bytes, pictures: list[bytes], notes: list[str]) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        package = Package(file)
        preparation = Preparation(package)
        parts = package.with_document(preparation.document())
    notes += preparation.notes
    prepared = io.BytesIO()
    with zipfile.ZipFile(prepared, "w") as file:
        for part, content in parts.items():
            file.writestr(part, content)
    found = mammoth.convert_to_html(
        prepared,
        style_map=_STYLES,
        include_embedded_style_map=False,
        external_file_access=False,
        convert_image=mammoth.images.img_element(lambda image: _picture(image, pictures, notes)),
    )
    return str(found.value)


def _picture(image: mammoth.documents.Image, pictures: list[bytes], notes: list[str]) -> dict[str, str]:
    try:
        with image.open() as file:
            pictures.append(file.read())
    except (ValueError, KeyError, OSError):  # it lies on another computer, or the file lacks it
        notes.append("ภาพหนึ่งภาพไม่ได้อยู่ในไฟล์เอกสาร จึงนำเข้าไม่ได้ ให้วางภาพเองตรงที่มีเครื่องหมาย ✎")
        return {"src": ""}
    return {"src": str(len(pictures) - 1)}


def _footnotes(body: BeautifulSoup) -> list[BeautifulSoup]:
    """Take the notes out of the text; leave `<sup data-note="1">` where one is called."""
    found = []
    for item in body.select('li[id^="footnote-"], li[id^="endnote-"]'):
        for back in item.select('a[href*="note-ref-"]'):
            back.decompose()
        found.append(BeautifulSoup(item.decode_contents(), "html.parser"))
        parent = item.parent
        item.decompose()
        if parent and parent.name == "ol" and not parent.find("li"):
            parent.decompose()
    for number, call in enumerate(body.select('a[id^="footnote-ref-"], a[id^="endnote-ref-"]'), 1):
        mark = call.find_parent("sup") or call
        fresh = body.new_tag("sup", attrs={"data-note": str(number)})
        mark.replace_with(fresh)
    return found


def _tidy(tree: BeautifulSoup, notes: list[str]) -> None:
    for box in tree.find_all("input"):
        box.replace_with("☑" if box.has_attr("checked") else "☐")
    lost = [words for link in tree.find_all("a") for words in _link(link)]
    if lost:
        told = " ".join(f"“{words[:60]}”" for words in dict.fromkeys(lost))
        notes.append(f"ลิงก์ {told[:300]} ชี้ไปที่ซึ่งผู้อ่านเปิดไม่ได้ จึงเหลือไว้เพียงข้อความ")
    for heading in tree.find_all(re.compile("^h[1-6]$")):
        for strong in heading.find_all(["strong", "em"]):
            strong.unwrap()
    _join(tree)
    tree.smooth()
    mended = False
    for text in list(tree.find_all(string=True)):
        fixed = mend(str(text))
        mended = mended or fixed != str(text)
        text.replace_with(NavigableString(characters(fixed)))
    if mended:
        notes.append("ข้อความบางส่วนเป็นภาษาไทยที่เพี้ยนเป็นอักษรยุโรป แปลงกลับให้แล้ว ให้อ่านทาน")


def _link(link: Tag) -> Iterator[str]:
    """Keep links to the web; the others lead nowhere once the text has left its computer: their words, to be told."""
    target = str(link.get("href", ""))
    if _LEADS_ELSEWHERE.match(target):
        return
    if target and not target.startswith("#"):
        yield link.get_text()
    link.unwrap()


def _join(tree: BeautifulSoup) -> None:
    """Make one of bold pieces that only a space parts, and move marks back to the letter that carries them."""
    for name in ("strong", "em"):
        for tag in tree.find_all(name):
            words = tag.get_text().strip(" .…")
            if (not words and not tag.find("img")) or tag.find_parent(name):  # bold and underlined is bold once
                tag.unwrap()
    tree.smooth()
    for text in list(tree.find_all(string=_MARKS)):
        _move_marks(text)
    for name in ("strong", "em"):
        for tag in tree.find_all(name):
            while _absorb_next(tag):
                pass


def _move_marks(text: NavigableString) -> None:
    """`<strong>ก</strong>ิน` → `<strong>กิ</strong>น`: a mark alone in its run would hang on an asterisk."""
    before = text.find_previous(string=lambda one: bool(one and str(one)))
    block = text.find_parent(["p", "td", "th", "li", re.compile("^h[1-6]$")])
    if before is None or before.find_parent(["p", "td", "th", "li", re.compile("^h[1-6]$")]) is not block:
        return
    marks = _MARKS.match(str(text))
    if marks:
        before.replace_with(NavigableString(str(before) + marks[0]))
        text.replace_with(NavigableString(str(text)[marks.end() :]))


def _absorb_next(tag: Tag) -> bool:
    """Take in the next piece of the same kind, with the spaces between; whether there was one."""
    between = tag.next_sibling
    gap = between if isinstance(between, NavigableString) and not between.strip() else None
    following = gap.next_sibling if gap is not None else between
    if not isinstance(following, Tag) or following.name != tag.name:
        return False
    if gap is not None:
        tag.append(gap.extract())
    for child in list(following.contents):
        tag.append(child.extract())
    following.decompose()
    tag.smooth()
    return True
