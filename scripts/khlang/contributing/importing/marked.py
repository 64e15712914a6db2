"""A Markdown file, of another site or of Google Docs, and text that an AI tool marked up → one HTML tree."""

from __future__ import annotations

import base64
import binascii
import re
from pathlib import PurePath

from bs4 import BeautifulSoup, Tag

from khlang.content.front_matter import FrontMatter, decode, split
from khlang.content.render import renderer
from khlang.content.tidy import tidy
from khlang.contributing.importing.source import Source
from khlang.thai.dates import read_day

_SIGNS = re.compile(r"^#{1,6} \S|\*\*\S[^*\n]*\*\*|^\|[ :|-]+\|$|\]\(https?:|!\[", re.MULTILINE)
_ESCAPED_NUMBER = re.compile(r"^([ \t]*\d{1,3})\\\.", re.MULTILINE)
_SHORTCODE = re.compile(r"\{\{[<%].*?[%>]\}\}", re.DOTALL)
_EMBEDDED = re.compile(r"^data:image/(?:png|jpeg|gif|webp);base64,(?P<data>[A-Za-z0-9+/=\s]+)$")


def is_marked(data: bytes, name: str) -> bool:
    """Whether a text file is Markdown: its name says so, or three marks of it stand in the text."""
    return PurePath(name).suffix.lower() == ".md" or len(_SIGNS.findall(decode(data, name).value)) > 2


def read(data: bytes, name: str) -> Source:
    """Bytes of a Markdown file → a source; the title that its front matter says stands at its head."""
    text = decode(data, name).value
    head = split(text, name)
    body = head.body if isinstance(head, FrontMatter) else text
    notes = ["อ่านไฟล์นี้เป็น Markdown ให้ตรวจหัวข้อ รายการ และตารางกับต้นฉบับ"]
    if _SHORTCODE.search(body):
        notes.append("คำสั่งของเว็บเดิม {{< … >}} ไม่ได้นำเข้า ถ้าเป็นวีดิทัศน์ให้ใส่เป็นลิงก์ธรรมดา")
    body = _ESCAPED_NUMBER.sub(r"\1.", _SHORTCODE.sub("", body))
    definitions = re.findall(r"^\[[^\]\n]+\]: *<?(?:data:)[^\n]*$", body, re.MULTILINE)
    body = re.sub(r"^\[[^\]\n]+\]: *<?data:[^\n]*$", "", body, flags=re.MULTILINE)
    html = renderer().unjudged("\n\n".join([tidy(body), *definitions]), lambda _: None)
    tree = BeautifulSoup(html, "html.parser")
    pictures: list[bytes] = []
    for odd in tree.find_all(["script", "style", "iframe", "object", "embed", "form", "svg"]):
        odd.decompose()
    for image in tree.find_all("img"):
        _picture(image, pictures)
    for strong in tree.select("h1 strong, h2 strong, h3 strong, h4 strong, h5 strong, h6 strong"):
        strong.unwrap()
    for numbered in tree.find_all("ol"):
        for count, item in enumerate(numbered.find_all("li", recursive=False), int(str(numbered.get("start", "1")))):
            item["value"] = str(item.get("value", "")) or str(count)
    known = head.values if isinstance(head, FrontMatter) else {}
    if title := str(known.get("title", "")).strip():
        heading = tree.new_tag("h1")
        heading.string = title
        tree.insert(0, heading)
    return Source(tree, pictures, notes=notes, date=read_day(str(known.get("date", ""))[:10]))


def _picture(image: Tag, pictures: list[bytes]) -> None:
    embedded = _EMBEDDED.match(str(image.get("src", "")))
    image["src"] = ""
    if embedded:
        try:
            pictures.append(base64.b64decode(embedded["data"]))
        except binascii.Error:
            return
        image["src"] = str(len(pictures) - 1)
