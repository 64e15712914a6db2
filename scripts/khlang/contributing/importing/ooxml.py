"""The parts of a Word file, and what in them must be said otherwise before mammoth reads them.

mammoth follows the structure of a document and drops what has none in HTML. Thai offices write much without
structure: bold for complex scripts only, letterheads in tables without lines, text boxes, numbers in Thai digits.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = {  # ISO 29500 strict → the transitional names that every other file has
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/math": MATH[1:-1].encode(),
}


class Package:
    """The XML parts of a Word file by name."""

    def __init__(self, file: zipfile.ZipFile):
        self._file = file
        self._names = set(file.namelist())
        self.document = self._target("_rels/.rels", "", "/officeDocument") or "word/document.xml"

    def xml(self, name: str) -> Element | None:
        """A part as a tree, None where there is none. Raises ValueError for one that defines entities of its own."""
        if name not in self._names:
            return None
        data = self._file.read(name)
        if b"<!DOCTYPE" in data.replace(b"\0", b""):
            raise ValueError("a Word file has no document type of its own")
        for strict, transitional in _STRICT.items():
            data = data.replace(strict, transitional)
        return ElementTree.fromstring(data)

    def related(self, kind: str) -> Element | None:
        """The part that stands in a relation to the document: "styles", "numbering"."""
        folder, name = posixpath.split(self.document)
        target = self._target(f"{folder}/_rels/{name}.rels", folder, f"/{kind}")
        return self.xml(target) if target else None

    def every(self, kind: str) -> Iterator[Element]:
        """All parts of a kind beside the document: "header", "footer"."""
        folder = posixpath.dirname(self.document)
        for name in sorted(self._names):
            if re.fullmatch(rf"{re.escape(folder)}/{kind}\d*\.xml", name):
                part = self.xml(name)
                if part is not None:
                    yield part

    def has(self, name: str) -> bool:
        """Whether there is a part of this name beside the document."""
        return posixpath.join(posixpath.dirname(self.document), name) in self._names

    def with_document(self, root: Element) -> dict[str, bytes]:
        """Every part of the file, with another text."""
        parts = {name: self._file.read(name) for name in sorted(self._names) if not name.endswith("/")}
        return {**parts, self.document: ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)}

    def _target(self, part: str, folder: str, kind: str) -> str | None:
        root = self.xml(part)
        for one in root.findall(_RELATIONSHIP) if root is not None else ():
            if one.get("Type", "").endswith(kind) and one.get("TargetMode") != "External":
                target = one.get("Target", "")
                return target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        return None


def child_value(element: Element | None, name: str) -> str | None:
    """The w:val of a child, as `<w:numFmt w:val="thaiNumbers"/>`; None where there is no such child."""
    found = element.find(f"{W}{name}") if element is not None else None
    return found.get(f"{W}val") if found is not None else None


def is_on(properties: Element | None, name: str) -> bool | None:
    """Whether a property such as w:b is switched on; None where nothing is said."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    return None if found is None else found.get(f"{W}val") not in ("0", "false", "off", "none")


def text_of(element: Element) -> str:
    """The letters of an element, tabs and line breaks as spaces; deleted ones and field codes are none."""
    return "".join(_letters(element))


def _letters(element: Element) -> Iterator[str]:
    if element.tag in (f"{W}t", f"{MATH}t"):
        yield element.text or ""
    elif element.tag in (f"{W}tab", f"{W}br", f"{W}cr"):
        yield " "
    elif element.tag not in (f"{W}del", f"{W}moveFrom", f"{_MC}Fallback"):
        for child in element:
            yield from _letters(child)
        if element.tag == f"{W}p":
            yield " "


def run(text: str) -> Element:
    """A run of plain text; a tab in it becomes Word's."""
    found = Element(f"{W}r")
    for i, piece in enumerate(text.split("\t")):
        if i:
            found.append(Element(f"{W}tab"))
        letters = Element(f"{W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
        letters.text = piece
        found.append(letters)
    return found
