"""Rewrites the body of a Word document so that nothing that a reader sees is lost on the way to HTML."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from khlang.contributing.importing.blanks import dotted
from khlang.contributing.importing.equations import linear
from khlang.contributing.importing.numbering import Numbering
from khlang.contributing.importing.ooxml import MATH, Package, W, child_value, is_on, run, text_of

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TRANSPARENT = frozenset(f"{W}{name}" for name in ("fldSimple", "dir", "bdo"))  # mammoth would drop what they hold
_THAI = re.compile("[ก-๛]")
_UNSHADED = ("auto", "FFFFFF", "", None)
_BOX = "KhlangBox"  # the style of what floats beside the text
_GRAPHIC_KINDS = {"chart": "แผนภูมิ", "diagram": "แผนผัง SmartArt"}
_PAGE_NUMBER = re.compile(r"^[\s\-–—/.()|หน้าที่จากของPagef]*[0-9๐-๙\s\-–—/]*$")


class Preparation:
    """One document on its way to mammoth. `notes` tells the writer what was left out."""

    def __init__(self, package: Package):
        self.notes: list[str] = []
        self._package = package
        self._styles = {
            style.get(f"{W}styleId", ""): style
            for style in _children(package.related("styles"), "style")
            if style.get(f"{W}type") == "paragraph"
        }
        self._numbering = Numbering(package.related("numbering"))
        self._hidden = self._white = False
        self._shades = 0  # how many of what is around have a colour behind their letters

    def document(self) -> Element:
        """The root of the rewritten document. Raises ValueError for a file without one."""
        root = self._package.xml(self._package.document)
        body = root.find(f"{W}body") if root is not None else None
        if root is None or body is None:
            raise ValueError("the document has no body")
        self._rewrite(body)
        for paragraph in body.iter(f"{W}p"):
            self._number(paragraph)
        self._tell()
        return root

    def _tell(self) -> None:
        if self._hidden:
            self.notes.append("เอกสารมีข้อความที่ซ่อนไว้ (Hidden) ไม่ได้นำเข้า")
        if self._white:
            self.notes.append("ตัวอักษรสีขาวซึ่งมองไม่เห็นในเอกสารไม่ได้นำเข้า")
        if self._package.has("comments.xml"):
            self.notes.append("ความเห็นข้างเอกสาร (Comments) ไม่ได้นำเข้า")
        parts = (*self._package.every("header"), *self._package.every("footer"))
        texts = dict.fromkeys(" ".join(text_of(part).split())[:120] for part in parts)
        told = [f"“{text}”" for text in texts if text and not _PAGE_NUMBER.match(text)]
        if told:
            self.notes.append(f"หัวกระดาษหรือท้ายกระดาษไม่ได้นำเข้า: {' '.join(told)}")

    def _rewrite(self, parent: Element) -> None:
        children: list[Element] = []
        for child in parent:
            children += self._rewritten(child)
        parent[:] = children

    def _rewritten(self, element: Element) -> list[Element]:
        """What stands in an element's place."""
        if element.tag in (f"{W}del", f"{W}moveFrom"):
            return []
        if element.tag == f"{_MC}AlternateContent":
            return self._chosen(element)
        if element.tag in (f"{MATH}oMath", f"{MATH}oMathPara"):
            self._note("สมการในเอกสารนำเข้าเป็นข้อความบรรทัดเดียว ให้ตรวจกับต้นฉบับ")
            return [run(linear(element))]
        if element.tag == f"{W}sdt" and _is_contents(element):
            self._note("สารบัญไม่ได้นำเข้า เว็บไซต์ทำสารบัญจากหัวข้อให้เอง")
            return []
        if element.tag == f"{W}r":
            return self._run(element)
        is_shaded = _is_shaded(element)
        self._shades += is_shaded
        found = self._inside(element)
        self._shades -= is_shaded
        return found

    def _inside(self, element: Element) -> list[Element]:
        if element.tag == f"{W}cr":
            return [Element(f"{W}br")]
        self._rewrite(element)
        if element.tag == f"{W}drawing":
            return [_graphic(element)]
        if element.tag == f"{W}p":
            return self._paragraph(element)
        if element.tag == f"{W}tbl" and _is_layout(element):
            return _lines(element)
        return list(element) if element.tag in _TRANSPARENT else [element]

    def _chosen(self, alternatives: Element) -> list[Element]:
        """The first of several ways to say a thing; text boxes are hung out for the paragraph around them."""
        choices = list(alternatives)
        chosen = choices[0] if choices else alternatives
        if not any(child.tag in (f"{W}drawing", f"{W}pict") for child in chosen.iter()) and len(choices) > 1:
            chosen = choices[-1]
        self._rewrite(chosen)
        return list(chosen)

    def _run(self, element: Element) -> list[Element]:
        properties = element.find(f"{W}rPr")
        if is_on(properties, "vanish"):
            self._hidden = self._hidden or bool(text_of(element).strip())
            return []
        if not self._shades and _is_white(properties) and not _holds_more(element):
            self._white = self._white or bool(text_of(element).strip())
            return []
        dotted(element)
        self._rewrite(element)
        if properties is not None:
            is_thai = bool(_THAI.search(text_of(element)))
            for plain, complex_script in (("b", "bCs"), ("i", "iCs")):
                _decide(properties, plain, complex_script, is_thai)
        return [element]

    def _paragraph(self, element: Element) -> list[Element]:
        style = child_value(element.find(f"{W}pPr"), "pStyle")
        if style and re.match(r"toc \d|TOC\d", self._name(style) or style, re.IGNORECASE):
            self._note("สารบัญไม่ได้นำเข้า เว็บไซต์ทำสารบัญจากหัวข้อให้เอง")
            return []
        if any(is_on(self._inherited(style, "rPr"), name) for name in ("b", "bCs")):
            _embolden(element)
        boxes = _text_boxes(element)
        for box in boxes:
            for paragraph in box.iter(f"{W}p"):
                _set_style(_properties(paragraph), _BOX)
        return [element, *boxes]

    def _name(self, style: str) -> str:
        return child_value(self._styles.get(style), "name") or ""

    def _inherited(self, style: str | None, *path: str) -> Element | None:
        """A property of a paragraph style, or of the one that it is based on."""
        seen = set()
        while style and style in self._styles and style not in seen:
            seen.add(style)
            found = self._styles[style].find("/".join(f"{W}{name}" for name in path))
            if found is not None:
                return found
            style = child_value(self._styles[style], "basedOn")
        return None

    def _number(self, paragraph: Element) -> None:
        """Write the number that Word shows before a paragraph, and say by its style what the paragraph is."""
        properties = paragraph.find(f"{W}pPr")
        style = child_value(properties, "pStyle")
        numbered = properties.find(f"{W}numPr") if properties is not None else None
        inherited = self._inherited(style, "pPr", "numPr")
        instance = child_value(numbered, "numId") or child_value(inherited, "numId")
        level = int(child_value(numbered, "ilvl") or child_value(inherited, "ilvl") or 0)
        label = self._numbering.label(instance, level) if instance and text_of(paragraph).strip() else None
        is_box = style == _BOX
        heading = None if is_box else self._heading(style, properties)
        is_caption = self._name(style or "").lower() == "caption"
        if not label and not heading and not is_caption:
            return
        properties = _properties(paragraph)
        if numbered is not None:
            properties.remove(numbered)
        if label:
            paragraph.insert(1, run(f"{label}\t"))
        if is_caption:
            _set_style(properties, "KhlangCaption")
        elif not is_box:
            _set_style(properties, f"Khlang{'Heading' if heading else 'Item'}{heading or level}")

    def _heading(self, style: str | None, properties: Element | None) -> int | None:
        """The level of a heading, 1–6; None for text. Styles made by hand count if Word's outline knows them."""
        name = self._name(style or "").lower()
        if name == "title":
            return 1
        if found := re.fullmatch(r"heading ([1-9])", name):
            return min(int(found[1]), 6)
        outline = properties.find(f"{W}outlineLvl") if properties is not None else None
        outline = outline if outline is not None else self._inherited(style, "pPr", "outlineLvl")
        level = int(outline.get(f"{W}val", "9")) if outline is not None else 9
        return min(level + 1, 6) if level < 9 else None

    def _note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)


def _children(element: Element | None, name: str) -> list[Element]:
    return element.findall(f"{W}{name}") if element is not None else []


def _decide(properties: Element, plain: str, complex_script: str, is_thai: bool) -> None:
    """Thai letters follow the switch for complex scripts (ECMA-376 17.3.2.2); mammoth looks at the other one only."""
    said = is_on(properties, complex_script)
    if not is_thai or said is None:
        return
    found = properties.find(f"{W}{plain}")
    if found is None:
        found = Element(f"{W}{plain}")
        properties.append(found)
    found.set(f"{W}val", "1" if said else "0")


def _embolden(paragraph: Element) -> None:
    """Give the runs what the style of their paragraph gives them, where they do not say otherwise."""
    for one in paragraph.iter(f"{W}r"):
        properties = one.find(f"{W}rPr")
        if properties is None:
            properties = Element(f"{W}rPr")
            one.insert(0, properties)
        if properties.find(f"{W}b") is None:
            properties.append(Element(f"{W}b"))


def _is_contents(element: Element) -> bool:
    return any("contents" in (one.get(f"{W}val") or "").lower() for one in element.iter(f"{W}docPartGallery"))


def _graphic(drawing: Element) -> Element:
    """A chart or SmartArt has no picture in the file: leave its place and say what belongs there."""
    data = drawing.find(f".//{_DRAWING}graphicData")
    kind = data.get("uri", "").rsplit("/", 1)[-1] if data is not None else ""
    if kind not in _GRAPHIC_KINDS:
        return drawing
    found = Element(f"{W}t")
    found.text = f" ✎ {_GRAPHIC_KINDS[kind]}ในเอกสารนำเข้าไม่ได้ ให้บันทึกเป็นภาพแล้ววางตรงนี้ "
    return found


def _text_boxes(paragraph: Element) -> list[Element]:
    """Take the paragraphs of text boxes out of the paragraph that they float over."""
    found: list[Element] = []
    for parent in list(paragraph.iter()):
        for box in [child for child in parent if child.tag == f"{W}txbxContent"]:
            parent.remove(box)
            found += list(box)
    return found


def _is_layout(table: Element) -> bool:
    """Whether a table is there for its look only: one cell, or one row without lines."""
    rows = _children(table, "tr")
    cells = [cell for row in rows for cell in _children(row, "tc")]
    if len(cells) == 1 or table.find(f".//{W}tc//{W}tbl") is not None:
        return True
    properties = table.find(f"{W}tblPr")
    borders = properties.find(f"{W}tblBorders") if properties is not None else None
    lined = borders is not None and any(one.get(f"{W}val") not in ("none", "nil") for one in borders)
    return len(rows) == 1 and not lined and child_value(properties, "tblStyle") is None


def _lines(table: Element) -> list[Element]:
    return [block for row in _children(table, "tr") for cell in _children(row, "tc") for block in cell
            if block.tag in (f"{W}p", f"{W}tbl")]  # fmt: skip


def _is_shaded(element: Element) -> bool:
    """Whether something gives the letters inside it a colour to stand on."""
    if element.tag.endswith(("}txbxContent", "}textbox", "}wsp", "}shape")):
        return True  # boxes are filled in many ways
    properties = element.find(f"{element.tag}Pr") if element.tag in (f"{W}p", f"{W}tc", f"{W}tbl") else None
    if properties is None:
        return False
    table_style = child_value(properties, "tblStyle")
    return _has_shade(properties) or table_style not in (None, "TableGrid", "TableNormal")


def _has_shade(properties: Element) -> bool:
    shade = properties.find(f"{W}shd")
    return shade is not None and (
        shade.get(f"{W}fill") not in _UNSHADED or shade.get(f"{W}val") not in ("clear", "nil")
    )


def _is_white(properties: Element | None) -> bool:
    """Whether letters have the colour of the paper, and nothing behind them."""
    if (
        properties is None
        or _has_shade(properties)
        or child_value(properties, "highlight") not in (None, "none", "white")
    ):
        return False
    colour = child_value(properties, "color") or ""
    return bool(re.fullmatch("(?:F[A-F]){3}|F{6}", colour.upper()))


def _holds_more(element: Element) -> bool:
    """Whether a run holds more than letters: a picture, a box, the call of a note."""
    letters = {f"{W}{name}" for name in ("rPr", "t", "tab", "br", "cr", "lastRenderedPageBreak")}
    return any(child.tag not in letters for child in element)


def _properties(paragraph: Element) -> Element:
    found = paragraph.find(f"{W}pPr")
    if found is None:
        found = Element(f"{W}pPr")
        paragraph.insert(0, found)
    return found


def _set_style(properties: Element, style: str) -> None:
    found = properties.find(f"{W}pStyle")
    if found is None:
        found = Element(f"{W}pStyle")
        properties.insert(0, found)
    found.set(f"{W}val", style)
