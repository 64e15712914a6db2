"""Links lead somewhere, pictures exist, say what they show, and come from this site."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Iterator

from khlang.content.allowed_html import is_foreign
from khlang.content.entry import Entry, Translation
from khlang.content.library import LEAVES_SITE, Library
from khlang.content.markdown import Link
from khlang.content.problem import Problem, Rule

BROKEN = Rule(
    "link-broken",
    "ลิงก์ไปไม่ถึง",
    wrong="[แบบ](form.md)",
    right="[แบบ](../knowledge/form.md)",
    why="ผู้อ่านจะพบหน้า ไม่พบหน้านี้ มักเกิดเมื่อไฟล์ถูกย้ายหรือเปลี่ยนชื่อ",
)
ANCHOR = Rule(
    "link-anchor",
    "ไม่มีหัวข้อนี้ในหน้าที่ลิงก์ไป",
    wrong="[ผล](#ผลลัพธ์)",
    right="[ผล](#ผลที่เกิดขึ้น)",
    why="ลิงก์จะพาไปต้นหน้าแทนที่จะไปถึงหัวข้อ มักเกิดเมื่อหัวข้อถูกแก้ชื่อ",
)
ABSOLUTE = Rule(
    "link-absolute",
    "ลิงก์ขึ้นต้นด้วย /",
    wrong="[แบบ](/knowledge/form/)",
    right="[แบบ](../knowledge/form.md)",
    why="เว็บไซต์อาจไม่ได้อยู่ที่รากของที่อยู่เว็บ ลิงก์ไปที่ไฟล์ใช้ได้ทั้งในเว็บและใน GitHub",
)
HIDDEN = Rule(
    "link-unpublished",
    "ลิงก์ไปยังเรื่องที่ยังไม่เผยแพร่",
    wrong="[เรื่องที่กำลังเขียน](draft.md)",
    right="[เรื่องที่เผยแพร่แล้ว](second.md)",
    why="ผู้อ่านเปิดฉบับร่างหรือเรื่องที่ถอนแล้วไม่ได้",
)
MISSING = Rule(
    "image-missing",
    "ไม่พบไฟล์ภาพ",
    wrong="![ป้าย](label.png)",
    right="![ป้าย](images/label.png)",
    why="ผู้อ่านจะเห็นกรอบว่าง มักเกิดจากลืมส่งไฟล์ภาพหรือพิมพ์ชื่อไฟล์ผิด",
)
NO_ALT = Rule(
    "image-alt",
    "ภาพไม่มีคำบรรยาย",
    wrong="![](label.png)",
    right="![นักเรียนเขียนป้าย](label.png)",
    why="คำบรรยายคือสิ่งที่ผู้มองไม่เห็นภาพได้ฟัง และเป็นสิ่งที่การค้นหาอ่านได้",
)
MALFORMED = Rule(
    "link-malformed",
    "ที่อยู่ลิงก์ไม่ครบ",
    wrong="[เว็บ](www.obec.go.th)",
    right="[เว็บ](https://www.obec.go.th)",
    why="ถ้าไม่มี https:// เบราว์เซอร์จะหาหน้านี้ในเว็บของเราเองแล้วไม่พบ",
)


def check(text: Entry | Translation, library: Library) -> Iterator[Problem]:
    """Every link and picture of a text."""
    for link in text.links:
        yield from (_picture if link.is_image else _link)(text, link, library)


def _picture(text: Entry | Translation, link: Link, library: Library) -> Iterator[Problem]:
    if is_foreign(link.target):
        return  # active_content tells of it
    target = library.target(text.path, link.target)
    if target is not None and target not in library.files:
        yield MISSING.at(text.path, link.line, f"ไม่พบไฟล์ภาพ {link.target} {_similar(text.path, target, library)}")
    elif not link.text and not link.is_decorative:
        yield NO_ALT.at(
            text.path,
            link.line,
            (
                f"ภาพ {link.target} ไม่มีคำบรรยายสำหรับผู้ที่มองไม่เห็นภาพ ให้พิมพ์ ![คำบรรยายภาพ]({link.target}) "
                f"ถ้าเป็นภาพประดับให้พิมพ์ ![]({link.target}){{ .decorative }}"
            ),
        )


def _link(text: Entry | Translation, link: Link, library: Library) -> Iterator[Problem]:
    if LEAVES_SITE.match(link.target):
        return
    if link.target.startswith("www."):
        yield MALFORMED.at(text.path, link.line, f"ลิงก์ไปเว็บอื่นต้องขึ้นต้นด้วย https:// ให้พิมพ์ https://{link.target}")
        return
    if link.target.startswith("/"):
        yield ABSOLUTE.at(text.path, link.line, f"ลิงก์ {link.target} ขึ้นต้นด้วย / ให้ลิงก์ไปที่ไฟล์ เช่น ../knowledge/ชื่อไฟล์.md")
        return
    path, _, anchor = link.target.partition("#")
    target = library.target(text.path, path) or text.path
    if path and target not in library.files:
        yield BROKEN.at(
            text.path, link.line, f"ลิงก์ “{link.text}” ชี้ไปที่ {link.target} ซึ่งไม่มี {_similar(text.path, target, library)}"
        )
        return
    page = library.by_path.get(target) if target != text.path else text
    if isinstance(page, Entry) and not page.is_public and getattr(text, "is_public", True):
        yield HIDDEN.at(
            text.path,
            link.line,
            f"ลิงก์ “{link.text}” ชี้ไปยัง {target} ซึ่ง{page.status.label} ผู้อ่านเปิดไม่ได้ ให้ลบลิงก์ หรือเผยแพร่เรื่องนั้นก่อน",
        )
    elif anchor and page is not None:
        yield from _anchor(text, link, anchor, page)


def _anchor(text: Entry | Translation, link: Link, anchor: str, page: Entry | Translation) -> Iterator[Problem]:
    known = [heading.anchor for heading in page.headings]
    if anchor in known or f"{{#{anchor}" in page.front_matter.body or f'id="{anchor}"' in page.front_matter.body:
        return
    near = difflib.get_close_matches(anchor, known, 3, 0.4) or known[:3]
    advice = (
        f"หัวข้อที่มีคือ {', '.join('#' + name for name in near)}" if near else "หน้านั้นไม่มีหัวข้อ ให้ลบเครื่องหมาย # และข้อความที่ตามมา"
    )
    yield ANCHOR.at(text.path, link.line, f"ลิงก์ “{link.text}” ชี้ไปยังหัวข้อ #{anchor} ซึ่งไม่มี {advice}")


def _similar(path: str, target: str, library: Library) -> str:
    """Advice that names the file which was probably meant."""
    name = posixpath.basename(target)
    same = sorted(file for file in library.files if posixpath.basename(file) == name)
    near = same or difflib.get_close_matches(target, sorted(library.files), 1, 0.75)
    if not near:
        return "ให้ตรวจชื่อไฟล์ หรือลบลิงก์นี้"
    return f"ให้พิมพ์ {posixpath.relpath(near[0], posixpath.dirname(path) or '.')}"
