"""Word, Excel and PowerPoint files: every text node and attribute of every part, and what may not be in them.

ECMA-376: w:p, a:p and si are paragraphs, tr and row are rows. Each part is read by its ending; a part that nothing here
reads makes the whole file unreadable.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from xml.etree import ElementTree

from khlang.privacy.binary import words
from khlang.privacy.endings import suffix_of
from khlang.privacy.packages import Refused, Unreadable

FOLDERS = {".docx": "word/", ".xlsx": "xl/", ".pptx": "ppt/"}
"""Where the parts of a document lie, by its ending."""

XML = frozenset({".xml", ".rels", ".vml", ".svg"})
_WORDS_ONLY = frozenset({".emf", ".wmf", ".gif", ".bmp", ".tif", ".tiff", ".wdp", ".dib", ".jpe", ".jfif"})
_FONTS = frozenset({".odttf", ".fntdata", ".ttf", ".otf"})
_PARAGRAPHS = frozenset({"p", "si", "is", "h"})
_LIKE = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_CODES = re.compile('&(?:"[^"]*"|[A-Za-z])')  # in headers of sheets: &C is the middle, &"Sarabun" a font
_TECHNICAL = re.compile(r"rsid|(?:^|[a-z])[iI]d$|^(?:id|uid|guid|paraId|textId|itemID|cx|cy|x|y|w|h|sqref|spans)$")
_MARKUP = re.compile(r"^(?:https?://(?:schemas|purl|www\.w3)\.|urn:|\{[0-9A-F-]+\}$)")
_FIELD = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|AUTOTEXT|MACROBUTTON|DATABASE)\b", re.IGNORECASE
)
_FORMULA = re.compile(
    r"\|\s*['\"]?[^|]*!|\b(?:WEBSERVICE|RTD|CALL|REGISTER(?:\.ID)?|EXEC|DDE|IMPORT[A-Z]+|FILTERXML)\s*\(|\bcmd\s*\|",
    re.IGNORECASE,
)
_SAFE_LINK = re.compile(r"^(?:https?:|mailto:|tel:|#|[^:]*$)", re.IGNORECASE)
_MACRO_PARTS = re.compile(
    r"vbaProject|vbaData|/activeX/|/macrosheets/|/externalLinks/|/connections\.xml$|customUI/images/.*\.bin",
    re.IGNORECASE,
)
_MACRO_TYPES = re.compile(
    rb"macroEnabled|vbaProject|activeX|ms-excel\.(?:intl)?macrosheet|oleObject.{0,40}package", re.IGNORECASE
)
_STORED_PROGRAM = tuple(
    name.encode("utf-16-le") for name in ("Ole10Native", "Package", "Macros", "VBA", "_VBA_PROJECT", "EncryptedPackage")
)
_EQUATION = "Equation Native".encode("utf-16-le")


def lines(name: str, parts: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """The text of each part of a document by the part's name. Raises Refused and Unreadable.

    `parts` are the members of the file but pictures and embedded documents.
    """
    folder = FOLDERS[suffix_of(name)]
    if not any(part.startswith(folder) for part in parts):
        raise Refused(f"นามสกุลไม่ตรงกับชนิดของเอกสาร (ไม่มีส่วน {folder}) ให้เปิดในโปรแกรมแล้วบันทึกใหม่")
    _refuse_programs(parts)
    shared = [_flat(item) for item in _root(parts.get("xl/sharedStrings.xml")) if _tag(item) == "si"]
    formats = _formats(parts.get("xl/styles.xml"))
    unread = []
    for part, content in sorted(parts.items()):
        suffix = suffix_of(part)
        if suffix in XML:
            yield part, _xml_text(part, content, shared, formats)
        elif suffix in _WORDS_ONLY or (suffix == ".bin" and ("printerSettings" in part or _is_equation(content))):
            yield part, words(content)
        elif suffix not in _FONTS:
            yield part, words(content)
            unread.append(part)
    if unread:
        raise Unreadable(f"มีส่วน {unread[0]} ที่โปรแกรมอ่านไม่ได้ ให้ลบวัตถุ เสียง หรือวิดีโอที่ฝังไว้ หรือแปลงเป็นภาพก่อนบันทึก")


def formula_runs(text: str) -> bool:
    """Whether a formula starts a program or asks another host: DDE (`=cmd|…`), WEBSERVICE and their like."""
    return bool(_FORMULA.search(text))


def _is_equation(content: bytes) -> bool:
    """Whether an embedded object is one of Word's old equations and nothing else: it holds no words of a person."""
    return _EQUATION in content and not any(one in content for one in _STORED_PROGRAM)


def _refuse_programs(parts: dict[str, bytes]) -> None:
    for part, content in parts.items():
        if _MACRO_PARTS.search(part):
            raise Refused(f"มีมาโครหรือการเชื่อมต่อข้อมูลภายนอก ({part}) ให้บันทึกเป็นเอกสารที่ไม่มีมาโคร")
        if part == "[Content_Types].xml" and _MACRO_TYPES.search(content):
            raise Refused("ประกาศว่ามีมาโคร ให้บันทึกเป็นเอกสารที่ไม่มีมาโคร")


def _xml_text(part: str, content: bytes, shared: list[str], formats: list[str]) -> str:
    remarks = [one.decode("utf-8", errors="replace") for one in re.findall(rb"<!--(.*?)-->", content, re.DOTALL)]
    try:
        root = _root(content)
    except ElementTree.ParseError:
        if not part.endswith(".vml"):  # Excel writes <br> in these
            raise
        return (
            html.unescape(re.sub(r"<[^<>]*>", "\n", content.decode("utf-8", errors="replace")))
            + "\n\n"
            + words(content)
        )
    if part.endswith(".rels"):
        _refuse_links(root)
    if part.endswith(".svg"):
        _refuse_active_drawing(root)
    _refuse_fields(root)
    texts = _rows(root, shared, formats) if part.startswith("xl/worksheets/") else ()
    return "\n\n".join(["\n".join([*texts, *_lines(root)]), *_attributes(root), *remarks])


def _refuse_links(root: ElementTree.Element) -> None:
    for link in root:
        target, kind = link.get("Target", ""), link.get("Type", "").rpartition("/")[2]
        is_outside = link.get("TargetMode") == "External" or bool(re.match(r"[A-Za-z][A-Za-z0-9+.-]+:|\\\\|//", target))
        if is_outside and kind not in ("hyperlink", ""):
            raise Refused(f"เปิดไฟล์นอกเอกสารเอง ({kind}) ให้วางภาพหรือข้อมูลนั้นลงในเอกสาร หรือเลือกแม่แบบ Normal")
        if (is_outside and not _SAFE_LINK.match(target.strip())) or target.startswith(("\\\\", "//")):
            raise Refused("มีลิงก์ที่ไม่ใช่ http https mailto หรือ tel ให้ลบลิงก์นั้น")


def _refuse_fields(root: ElementTree.Element) -> None:
    typed = "".join(one.text or "" for one in root.iter() if _tag(one) in ("instrText", "delInstrText"))
    simple = " ".join(one.get(key, "") for one in root.iter() if _tag(one) == "fldSimple" for key in one.attrib)
    if field := _FIELD.search(f"{typed} {simple}"):
        raise Refused(f"มีฟิลด์ {field[1].upper()} ที่เรียกโปรแกรมหรือไฟล์อื่น ให้เลือกทั้งเอกสารแล้วกด Ctrl+Shift+F9")
    for one in root.iter():
        if _tag(one) in ("ddeLink", "oleLink") or (
            _tag(one) in ("f", "formula", "formula1", "definedName") and formula_runs(one.text or "")
        ):
            raise Refused("มีสูตรที่เรียกโปรแกรมหรือเว็บอื่น ให้วางเป็นค่าแทนสูตร")


def _refuse_active_drawing(root: ElementTree.Element) -> None:
    """Word shows a drawing without its script, but whoever saves the drawing and opens it in a browser runs it."""
    for one in root.iter():
        values = [
            value for key, value in one.attrib.items() if key.rpartition("}")[2] in ("href", "to", "values", "from")
        ]
        runs = any(
            re.sub(r"[\s\x00-\x1f]", "", value).lower().startswith(("javascript:", "data:text")) for value in values
        )
        handles = any(key.lower().startswith("on") for key in one.attrib)
        if _tag(one).lower() in ("script", "handler") or runs or handles:
            raise Refused("มีภาพ SVG ที่มีโปรแกรมอยู่ข้างใน ให้ลบภาพนั้น หรือวางเป็นภาพ PNG แทน")


def _root(xml: bytes | None) -> ElementTree.Element:
    if xml is None:
        return ElementTree.Element("none")
    if re.search(
        rb"<\0?!\0?(?:D\0?O\0?C|E\0?N\0?T)", xml
    ):  # Office writes none; entities can be made to fill the memory
        raise Unreadable("ส่วนหนึ่งของเอกสารประกาศ DOCTYPE ให้เปิดในโปรแกรมแล้วบันทึกใหม่")
    return ElementTree.fromstring(xml)


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _flat(element: ElementTree.Element) -> str:
    """The words of a paragraph, deleted and hidden ones too; Word cuts them into runs at any letter."""
    return "".join(_pieces(element)).strip(" ")


def _pieces(element: ElementTree.Element) -> Iterator[str]:
    yield _LIKE.get(_tag(element), "")
    yield element.text or ""
    for child in element:
        if not (_tag(child) in _PARAGRAPHS and _tag(element) not in _PARAGRAPHS):  # a text box inside is told by itself
            yield from _pieces(child)
        yield child.tail or ""


def _lines(element: ElementTree.Element) -> Iterator[str]:
    """The paragraphs below an element, in order; a row of a table as one line; other texts apart."""
    tag = _tag(element)
    if tag == "sheetData":
        return
    if tag == "tr":
        yield _row(" ".join(_lines(cell)) for cell in element)
        return
    if tag in _PARAGRAPHS:
        yield _flat(element)
        for child in element:
            yield from _boxes(child)
        return
    if element.text and element.text.strip():
        text = _CODES.sub(" ", element.text) if tag.endswith(("Header", "Footer")) else element.text
        yield f"\n{text.strip()}\n"
    for child in element:
        yield from _lines(child)
        if child.tail and child.tail.strip():
            yield f"\n{child.tail.strip()}\n"


def _boxes(element: ElementTree.Element) -> Iterator[str]:
    """The paragraphs of text boxes inside a paragraph, and its tables."""
    for child in element:
        yield from _lines(child) if _tag(child) in _PARAGRAPHS | {"tr"} else _boxes(child)


def _attributes(root: ElementTree.Element) -> list[str]:
    """What attributes say: alternative texts, names of sheets, authors, addresses; not numbers of elements."""
    found: dict[str, None] = {}
    for element in root.iter():
        for name, value in element.items():
            if len(value) > 3 and not _TECHNICAL.search(name.rpartition("}")[2]) and not _MARKUP.match(value):
                found[value] = None
    return list(found)


def _rows(sheet: ElementTree.Element, shared: list[str], formats: list[str]) -> Iterator[str]:
    """The rows of a worksheet, cells in their columns, numbers as the sheet shows them; then the formulas."""
    formulas = []
    for row in sheet.iter():
        if _tag(row) == "row":
            cells: list[str] = []
            for cell in row:
                cells += [""] * min(_column(cell.get("r", "")) - len(cells), 100)
                cells.append(_cell(cell, shared, formats))
                formulas += [one.text for one in cell if _tag(one) == "f" and one.text]
            yield _row(cells)
    yield "\n\n".join(["", *formulas, ""])


def _row(cells: Iterator[str] | list[str]) -> str:
    return "| " + " | ".join(re.sub(r"[|\n]", " ", cell) for cell in cells) + " |"


def _column(reference: str) -> int:
    """B7 → 1."""
    number = 0
    for letter in re.split("[^A-Z]", reference, maxsplit=1)[0]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _cell(cell: ElementTree.Element, shared: list[str], formats: list[str]) -> str:
    value = next((one.text or "" for one in cell if _tag(one) == "v"), None)
    if value is None:
        return " ".join(_flat(one) for one in cell if _tag(one) == "is")
    if cell.get("t") == "s":
        return shared[int(value)]
    if cell.get("t", "n") != "n":
        return value
    style = int(cell.get("s", "0"))
    return _number(value, formats[style] if style < len(formats) else "")


def _number(value: str, code: str) -> str:
    """A number as its format shows it, where that has places for the digits of a telephone or an identity card."""
    plain = re.sub(r"\.0+$", "", value)
    if re.fullmatch(r"-?[0-9.]+[Ee]\+?[0-9]+", plain) and float(plain).is_integer() and abs(float(plain)) < 1e15:
        plain = str(int(float(plain)))
    section = max(re.sub(r'\[[^\]]*\]|"|\\', "", code).split(";"), key=len)
    if not plain.isdigit() or len(re.findall("[0#?]", section)) < 8 or "." in section or "," in section:
        return plain
    digits, shown = list(plain), []
    for sign in reversed(section):
        if sign in "0#?":
            shown.append(digits.pop() if digits else "0" if sign == "0" else "")
        else:
            shown.append(sign)
    return "".join(digits) + "".join(reversed(shown))


def _formats(styles: bytes | None) -> list[str]:
    """The number format of each style of cell, in their order; empty for those that Excel has built in."""
    root = _root(styles)
    codes = {one.get("numFmtId"): one.get("formatCode", "") for one in root.iter() if _tag(one) == "numFmt"}
    used = next((one for one in root if _tag(one) == "cellXfs"), ())
    return [codes.get(one.get("numFmtId"), "") for one in used]
