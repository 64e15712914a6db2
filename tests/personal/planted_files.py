"""Personal data planted in files, at every place where the makers of such files can put words. Everything is made up.

`planted_files()` gives name, bytes and the rules of which one must be told; `honest_files()` are files as the same
programs make them, with nothing in them.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, TextStringObject

TEL = "081-234-5678"
NAME = ("ด.ช.", "สมชาย", "ใจดี")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
R = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_ROW = "นักเรียนคนหนึ่งในชั้น ได้คะแนนดีมาก,5\n"  # 12,000 of them are more than a million bytes
PERSONAL = (
    "personal-telephone",
    "personal-pupil",
    "personal-identity-number",
    "personal-email",
    "personal-student-number",
)


def packed(members: dict[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def _word(body: str = "", **more: str | bytes) -> bytes:
    return packed(
        {
            "word/document.xml": f"<w:document {W}><w:body><w:p><w:r><w:t>แบบ</w:t></w:r></w:p>{body}</w:body></w:document>",
            **more,
        }
    )


def _slides(**more: str | bytes) -> bytes:
    return packed({"ppt/presentation.xml": f"<p:presentation xmlns:p='p' {A}/>", **more})


def _book(change: Callable[[Workbook], None]) -> bytes:
    book = Workbook()
    book.active["A1"] = "แบบบันทึก"
    change(book)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _rows(*rows: tuple[object, ...], format: str = "") -> bytes:
    def change(book: Workbook) -> None:
        for row in rows:
            book.active.append(row)
        for cells in book.active.iter_rows() if format else ():
            for cell in cells:
                cell.number_format = format

    return _book(change)


def _set(place: str, value: object) -> bytes:
    def change(book: Workbook) -> None:
        *way, last = place.split(".")
        target = book
        for name in way:
            target = getattr(target, name)
        setattr(target, last, value)

    return _book(change)


def _validation(book: Workbook) -> None:
    rule = DataValidation(type="list", formula1=f'"{TEL},ข"', prompt="เลือก")
    book.active.add_data_validation(rule)
    rule.add("B2")


def _hidden_sheet(book: Workbook) -> None:
    book.create_sheet("ซ่อน").append(["โทร", TEL])
    book["ซ่อน"].sheet_state = "veryHidden"


def _noted(book: Workbook) -> None:
    book.active["B2"] = "ก"
    book.active["B2"].comment = Comment(f"โทร {TEL}", "ครู")


def paper(change: Callable[[PdfWriter], None] | None = None) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if change:
        change(writer)
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def _noted_page(writer: PdfWriter, **fields: str) -> None:
    note = DictionaryObject({NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject("/Text"),
                             NameObject("/Rect"): ArrayObject([FloatObject(n) for n in (0, 0, 9, 9)])})  # fmt: skip
    for name, text in fields.items():
        note[NameObject(f"/{name}")] = TextStringObject(text)
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])


def photograph(kind: str, exif: dict[int, object] | None = None, **more: object) -> bytes:
    data = io.BytesIO()
    tags = Image.Exif()
    for tag, value in (exif or {}).items():
        tags[tag] = value
    Image.new("RGB", (40, 30), "green").save(data, kind, exif=tags, **more)
    return data.getvalue()


def _png(*texts: tuple[str, str], compressed: bool = False, international: bool = False) -> bytes:
    info = PngInfo()
    for key, value in texts:
        info.add_itxt(key, value) if international else info.add_text(key, value, zip=compressed)
    return photograph("PNG", pnginfo=info)


def _xmp(inside: str) -> bytes:
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF>{inside}</r:RDF></x:xmpmeta>'.encode()


def planted_files() -> Iterator[tuple[str, bytes, tuple[str, ...]]]:
    """Name of the file, its bytes, rules of which one must be told."""
    files = {**_in_word(), **_in_slides(), **_in_sheets(), **_in_papers(), **_in_archives()}
    yield from ((name, data, PERSONAL) for name, data in files.items())
    yield from ((name, data, ("picture-traces",)) for name, data in _in_pictures().items())
    yield from ((name, data, ("file-type", "attachment-unreadable")) for name, data in _refused().items())


def _in_word() -> dict[str, bytes]:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    box = (
        f"<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>{TEL}</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
    )
    note = f"<w:footnotes {W}><w:footnote><w:p><w:r><w:t>{TEL}</w:t></w:r></w:p></w:footnote></w:footnotes>"
    property_ = "<Properties xmlns:vt='v'><property name='ก'><vt:lpwstr>{}</vt:lpwstr></property></Properties>"
    return {
        "table.docx": _word("<w:tbl><w:tr>" + "".join(cell.format(one) for one in NAME) + "</w:tr></w:tbl>"),
        "parted.docx": _word("<w:p><w:r><w:t>081-2</w:t></w:r><w:r><w:t>34-5678</w:t></w:r></w:p>"),
        "hyphen.docx": _word("<w:p><w:r><w:t>081</w:t><w:noBreakHyphen/><w:t>234</w:t><w:noBreakHyphen/><w:t>5678</w:t></w:r></w:p>"),
        "break.docx": _word("<w:p><w:r><w:t>081-234-</w:t><w:br/><w:t>5678</w:t></w:r></w:p>"),
        "paragraphs.docx": _word("<w:p><w:r><w:t>081-234-</w:t></w:r></w:p><w:p><w:r><w:t>5678</w:t></w:r></w:p>"),
        "box.docx": _word(box),
        "alt.docx": _word(f'<w:p><w:r><w:drawing><docPr id="1" name="ภาพ" descr="โทร {TEL}"/></w:drawing></w:r></w:p>'),
        "title.docx": _word(f'<w:p><w:r><w:drawing><docPr id="1" name="a" title="{TEL}"/></w:drawing></w:r></w:p>'),
        "field.docx": _word(f'<w:p><w:fldSimple w:instr="HYPERLINK &quot;tel:{TEL}&quot;"/></w:p>'),
        "control.docx": _word(f'<w:sdt><w:sdtPr><w:alias w:val="โทร {TEL}"/></w:sdtPr></w:sdt>'),
        "choice.docx": _word(f'<w:sdt><w:dropDownList><w:listItem w:displayText="{TEL}" w:value="1"/></w:dropDownList></w:sdt>'),
        "footnote.docx": _word("", **{"word/footnotes.xml": note}),
        "footer.docx": _word("", **{"word/footer1.xml": f"<w:ftr {W}><w:p><w:r><w:t>{TEL}</w:t></w:r></w:p></w:ftr>"}),
        "remark.docx": _word("", **{"word/comments.xml": f'<w:comments {W}><w:comment w:author="{TEL}"><w:p/></w:comment></w:comments>'}),
        "custom.docx": _word("", **{"docProps/custom.xml": property_.format(TEL)}),
        "app.docx": _word("", **{"docProps/app.xml": f"<Properties><Manager>{TEL}</Manager></Properties>"}),
        "core.docx": _word("", **{"docProps/core.xml": f"<p xmlns:c='c'><c:category>{TEL}</c:category></p>"}),
        "keywords.docx": _word("", **{"docProps/core.xml": f"<p xmlns:c='c'><c:keywords>ก, {TEL}</c:keywords></p>"}),
        "data.docx": _word("", **{"customXml/item1.xml": f"<root><tel>{TEL}</tel></root>"}),
        "data-attribute.docx": _word("", **{"customXml/item1.xml": f'<root tel="{TEL}"/>'}),
        "link.docx": _word("", **{"word/_rels/document.xml.rels": f'<Relationships {R}><Relationship Type="x/hyperlink" TargetMode="External" Target="tel:{TEL}"/></Relationships>'}),
        "variable.docx": _word("", **{"word/settings.xml": f'<w:settings {W}><w:docVar w:name="a" w:val="{TEL}"/></w:settings>'}),
        "comment-in-xml.docx": _word(f"<!-- {TEL} -->"),
        "sheet-inside.docx": _word("", **{"word/embeddings/a.xlsx": _rows(("โทร", TEL))}),
        "chart.docx": _word("", **{"word/charts/chart1.xml": f"<c:chart xmlns:c='c'><c:pt><c:v>{TEL}</c:v></c:pt></c:chart>"}),
        "drawing.docx": _word("", **{"word/media/a.emf": b"\x01\0\0\0" + TEL.encode("utf-16-le")}),
        "zip-remark.docx": _word("", **{f"word/media/{TEL}.xml": "<a/>"}),
    }  # fmt: skip


def _in_slides() -> dict[str, bytes]:
    text = f"<a:p><a:r><a:t>{TEL}</a:t></a:r></a:p>"
    return {
        "slide.pptx": _slides(**{"ppt/slides/slide1.xml": f"<p {A}>{text}</p>"}),
        "notes.pptx": _slides(**{"ppt/notesSlides/notesSlide1.xml": f"<p {A}>{text}</p>"}),
        "master.pptx": _slides(**{"ppt/slideMasters/slideMaster1.xml": f"<p {A}>{text}</p>"}),
        "remark.pptx": _slides(**{"ppt/comments/comment1.xml": f"<p:cm xmlns:p='p'><p:text>{TEL}</p:text></p:cm>"}),
        "author.pptx": _slides(**{"ppt/commentAuthors.xml": f"<p:l xmlns:p='p'><p:a name='{TEL}'/></p:l>"}),
        "table.pptx": _slides(**{"ppt/slides/slide1.xml": f"<p {A}><a:tbl><a:tr>" + "".join(f"<a:tc><a:p><a:r><a:t>{one}</a:t></a:r></a:p></a:tc>" for one in NAME) + "</a:tr></a:tbl></p>"}),
        "alt.pptx": _slides(**{"ppt/slides/slide1.xml": f"<p:pic xmlns:p='p'><p:cNvPr id='4' name='a' descr='{TEL}'/></p:pic>"}),
        "tag.pptx": _slides(**{"ppt/tags/tag1.xml": f"<p:tagLst xmlns:p='p'><p:tag name='A' val='{TEL}'/></p:tagLst>"}),
    }  # fmt: skip


def _in_sheets() -> dict[str, bytes]:
    def filter_name(book: Workbook) -> None:
        book.defined_names["tel"] = DefinedName("tel", attr_text=f'"{TEL}"')

    return {
        "names.xlsx": _rows(("คำนำหน้า", "ชื่อ", "สกุล"), NAME),
        "boys.xlsx": _rows(("เด็กชาย", "สมชาย", "ใจดี")),
        "digits.xlsx": _rows(tuple("1234567890121")),
        "number-digits.xlsx": _rows(tuple(map(int, "1234567890121"))),
        "tel-digits.xlsx": _rows(("โทร", *map(int, "0812345678"))),
        "number.xlsx": _rows(("ครู", "โทรศัพท์"), ("ก", 812345678)),
        "gap.xlsx": _rows(("ครู", None, "เบอร์มือถือ"), ("ก", None, 812345678)),
        "beside.xlsx": _rows(("โทร", 812345678)),
        "format.xlsx": _rows((812345678,), format="000-000-0000"),
        "format-sharp.xlsx": _rows((812345678,), format="0##-###-####"),
        "format-zeros.xlsx": _rows((812345678,), format="0000000000"),
        "identity.xlsx": _rows((1234567890121,)),
        "float.xlsx": _rows((1234567890121.0,)),
        "pupil.xlsx": _rows(("ชื่อ", "เลขประจำตัวนักเรียน"), ("ก", 12345)),
        "formula.xlsx": _rows((f'="{TEL}"',)),
        "sheet-name.xlsx": _set("active.title", TEL),
        "header.xlsx": _set("active.oddHeader.center.text", TEL),
        "footer.xlsx": _set("active.oddFooter.left.text", TEL),
        "creator.xlsx": _set("properties.creator", f"ครู {TEL}"),
        "category.xlsx": _set("properties.category", TEL),
        "title.xlsx": _set("properties.title", "ด.ช.สมชาย"),
        "defined.xlsx": _book(filter_name),
        "validation.xlsx": _book(_validation),
        "hidden.xlsx": _book(_hidden_sheet),
        "note.xlsx": _book(_noted),
        "cache.xlsx": packed({"xl/workbook.xml": "<workbook/>", "xl/pivotCache/pivotCacheDefinition1.xml": f'<c><s v="{TEL}"/></c>'}),
        "chart.xlsx": packed({"xl/workbook.xml": "<workbook/>", "xl/charts/chart1.xml": f"<c><pt><v>{TEL}</v></pt></c>"}),
        "person.xlsx": packed({"xl/workbook.xml": "<workbook/>", "xl/persons/person.xml": '<p displayName="kru99@gmail.com"/>'}),
        "thread.xlsx": packed({"xl/workbook.xml": "<workbook/>", "xl/threadedComments/t1.xml": f"<t><text>{TEL}</text></t>"}),
        "big.csv": ("ชื่อ,คะแนน\n" + _ROW * 12_000 + f"ข,{TEL}\n").encode(),
        "given.csv": "ที่,คำนำหน้า,ชื่อ\n1,เด็กชาย,สมชาย\n".encode(),
        "three-cells.xlsx": _rows(("081", "234", "5678")),
        "code.xlsx": _rows(("ครู", "รหัส G"), ("ก", 123456789012)),

        "names.csv": "คำนำหน้า,ชื่อ,สกุล\nด.ช.,สมชาย,ใจดี\n".encode(),
        "number.csv": "ชื่อ;โทร\nก;812345678\n".encode(),
        "tabs.csv": "เด็กหญิง\tมานี\tรักเรียน\n".encode("cp874"),
        "wide.csv": f"ก,{TEL}\n".encode("utf-16"),
    }  # fmt: skip


def _in_papers() -> dict[str, bytes]:
    def field(writer: PdfWriter) -> None:
        _noted_page(writer, V=TEL, T="tel")

    def described(writer: PdfWriter) -> None:
        writer.xmp_metadata = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><d>' + TEL.encode() + b"</d></x:xmpmeta>"

    def packed_objects(writer: PdfWriter) -> None:
        _noted_page(writer, Contents=TEL)
        writer.compress_identical_objects()

    return {
        "note.pdf": paper(lambda w: _noted_page(w, Contents=f"โทร {TEL}")),
        "author.pdf": paper(lambda w: _noted_page(w, T=TEL)),
        "thai.pdf": paper(lambda w: _noted_page(w, Contents="ด.ช.สมชาย ใจดี")),
        "field.pdf": paper(field),
        "choice.pdf": paper(lambda w: _noted_page(w, DV=TEL)),
        "hint.pdf": paper(lambda w: _noted_page(w, TU=TEL)),
        "title.pdf": paper(lambda w: w.add_metadata({"/Title": TEL})),
        "keywords.pdf": paper(lambda w: w.add_metadata({"/Keywords": "kru99@gmail.com"})),
        "own.pdf": paper(lambda w: w.add_metadata({"/Custom": TEL})),
        "outline.pdf": paper(lambda w: w.add_outline_item(TEL, page_number=0)),
        "attached.pdf": paper(lambda w: w.add_attachment("a.txt", TEL.encode())),
        "attached-sheet.pdf": paper(lambda w: w.add_attachment("a.xlsx", _rows(("โทร", TEL)))),
        "attached-name.pdf": paper(lambda w: w.add_attachment(f"{TEL}.txt", b"-")),
        "uri.pdf": paper(lambda w: _noted_page(w, URI=f"tel:{TEL}")),
        "xmp.pdf": paper(described),
        "identical.pdf": paper(packed_objects),
    }


def _in_archives() -> dict[str, bytes]:
    big = _ROW * 12_000 + f"ข,{TEL}\n"
    open_text = f"<office><text:p xmlns:text='t'>{TEL}</text:p></office>"
    return {
        "entities.zip": packed({"a.md": "kru99&#64;gmail.com"}),
        "escapes.zip": packed({"a.json": '{"a": "\\u0030812345678"}'}),
        "csv.zip": packed({"a.csv": f"ก,{TEL}\n"}),
        "big-csv.zip": packed({"a.csv": big}),
        "big-txt.zip": packed({"a.txt": big}),
        "big-md.zip": packed({"a.md": big}),
        "json.zip": packed({"a.json": f'{{"tel": "{TEL}"}}'}),
        "html.zip": packed({"a.html": f"<p>{TEL}</p>"}),
        "html-parts.zip": packed({"a.htm": "<p>081-<b>234</b>-5678</p>"}),
        "html-cells.zip": packed({"a.html": "<table><tr><td>ด.ช.</td><td>สมชาย</td><td>ใจดี</td></tr></table>"}),
        "xls.zip": packed({"a.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + TEL.encode("utf-16-le")}),
        "doc.zip": packed({"a.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "ด.ช.สมชาย ใจดี".encode("utf-16-le")}),
        "odt.zip": packed({"a.odt": packed({"content.xml": open_text})}),
        "rtf.zip": packed({"a.rtf": b"{\\rtf1 " + TEL.encode() + b"}"}),
        "eml.zip": packed({"a.eml": f"Subject: a\n\n{TEL}"}),
        "nested.zip": packed({"a.zip": packed({"b.txt": TEL})}),
        "docx.zip": packed({"a.docx": _word(f"<w:p><w:r><w:t>{TEL}</w:t></w:r></w:p>")}),
        "xlsx.zip": packed({"a.xlsx": _rows(NAME)}),
        "pdf.zip": packed({"a.pdf": paper(lambda w: w.add_metadata({"/Title": TEL}))}),
        "name.zip": packed({f"{TEL}.txt": "ก"}),
    }


def _in_pictures() -> dict[str, bytes]:
    place = photograph("JPEG", {34853: {1: "N", 2: (7.0, 37.0, 0.0)}})
    return {
        "artist.jpg": photograph("JPEG", {315: "Somjai"}),
        "copyright.jpg": photograph("JPEG", {33432: "Somjai Jaidee"}),
        "description.jpg": photograph("JPEG", {270: "Somchai p.4"}),
        "owner.jpg": photograph("JPEG", {316: "iPhone of Somjai"}),
        "comment.jpg": photograph("JPEG", comment=b"tel 081-234-5678"),
        "author.jpg": photograph("JPEG", {40093: "สมใจ".encode("utf-16-le")}),
        "subject.jpg": photograph("JPEG", {40095: "ด.ช.สมชาย".encode("utf-16-le")}),
        "keywords.jpg": photograph("JPEG", {40094: "สมชาย".encode("utf-16-le")}),
        "place.jpg": place,
        "trailer.jpg": photograph("JPEG") + b"MotionPhoto" * 50,
        "xmp.jpg": photograph("JPEG", xmp=_xmp("<dc:description>Somchai</dc:description>")),
        "creator.jpg": photograph("JPEG", xmp=_xmp("<dc:creator>Somjai</dc:creator>")),
        "city.jpg": photograph("JPEG", xmp=_xmp("<photoshop:City>Songkhla</photoshop:City>")),
        "hidden-trailer.jpg": photograph("JPEG") + packed({"a.txt": "x"}) + b"\xff\xd9",
        "short-trailer.jpg": photograph("JPEG") + b"Somjai 0812345678",
        "hidden-trailer.png": photograph("PNG") + b"<?php ?>IEND\0\0\0\0",
        "software.jpg": photograph("JPEG", {305: "tel 081-234-5678"}),
        "model.jpg": photograph("JPEG", {272: "iPhone 081-234-5678"}),
        "software.png": _png(("Software", "tel 081-234-5678")),
        "text.png": _png(("Comment", "tel 081-234-5678")),
        "author.png": _png(("Author", "Somjai")),
        "compressed.png": _png(("Description", "Somchai"), compressed=True),
        "international.png": _png(("Title", "สมชาย"), international=True),
        "exif.png": photograph("PNG", {315: "Somjai"}),
        "trailer.png": photograph("PNG") + b"x" * 200,
        "artist.webp": photograph("WEBP", {315: "Somjai"}),
        "xmp.webp": photograph("WEBP", xmp=_xmp("<dc:creator>Somjai</dc:creator>")),
        "picture.docx": _word("", **{"word/media/a.jpg": place}),
        "picture.pptx": _slides(**{"ppt/media/a.png": _png(("Author", "Somjai"))}),
        "picture.zip": packed({"a.zip": packed({"b.jpg": place})}),
        "picture-in-word.zip": packed({"a.docx": _word("", **{"word/media/a.jpg": place})}),
    }


def _refused() -> dict[str, bytes]:
    link = f'<Relationships {R}><Relationship Type="x/{{}}" TargetMode="External" Target="{{}}"/></Relationships>'
    field = "<w:p><w:r><w:instrText>{}</w:instrText></w:r><w:r><w:instrText>{}</w:instrText></w:r></w:p>"
    shortcut = zipfile.ZipInfo("a.txt")
    shortcut.external_attr = 0o120777 << 16
    linked = io.BytesIO()
    with zipfile.ZipFile(linked, "w") as archive:
        archive.writestr(shortcut, "/etc/passwd")
    formula = "<worksheet><sheetData><row><c><f>{}</f><v>1</v></c></row></sheetData></worksheet>"
    return {
        "macro.docx": _word("", **{"word/vbaProject.bin": b"\xd0\xcf"}),
        "type.docx": _word("", **{"[Content_Types].xml": "<Types><Override ContentType='application/vnd.ms-word.document.macroEnabled.main+xml'/></Types>"}),
        "control.docx": _word("", **{"word/activeX/activeX1.xml": "<a/>"}),
        "template.docx": _word("", **{"word/_rels/settings.xml.rels": link.format("attachedTemplate", "https://example.com/a.dotm")}),
        "linked-picture.docx": _word("", **{"word/_rels/document.xml.rels": link.format("image", "https://example.com/a.png")}),
        "script-link.docx": _word("", **{"word/_rels/document.xml.rels": link.format("hyperlink", "javascript:alert(1)")}),
        "file-link.docx": _word("", **{"word/_rels/document.xml.rels": link.format("hyperlink", "file:///C:/Users/somjai/a.docx")}),
        "page-inside.docx": _word("", **{"word/afchunk.html": "<script>1</script>"}),
        "drawing-script.docx": _word("", **{"word/media/a.svg": "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"}),
        "drawing-handler.pptx": _slides(**{"ppt/media/a.svg": "<svg xmlns='http://www.w3.org/2000/svg' onload='1'/>"}),
        "drawing-link.xlsx": packed({"xl/workbook.xml": "<workbook/>", "xl/media/a.svg": "<svg xmlns:x='x'><a x:href='java&#10;script:1'/></svg>"}),
        "sound.pptx": _slides(**{"ppt/media/a.mp3": b"ID3"}),
        "program.docx": _word("", **{"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0" + "Ole10Native".encode("utf-16-le")}),
        "dde.docx": _word(field.format("DD", "EAUTO c:\\\\windows\\\\cmd.exe")),
        "include.docx": _word(field.format("INCLUDEPICTURE ", '"https://example.com/a.png"')),
        "doctype.docx": _word("", **{"word/a.xml": "<!--" + "x" * 2000 + '--><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "cmd.xlsx": packed({"xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": formula.format("cmd|'/c calc'!A0")}),
        "web.xlsx": packed({"xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": formula.format('WEBSERVICE("https://example.com")')}),
        "connection.xlsx": packed({"xl/workbook.xml": "<workbook/>", "xl/connections.xml": "<connections/>"}),
        "external.xlsx": packed({"xl/workbook.xml": "<workbook/>", "xl/externalLinks/externalLink1.xml": "<a/>"}),
        "sheet.docx": packed({"xl/workbook.xml": "<workbook/>"}),
        "paper.docx": paper(),
        "word.pdf": _word(),
        "program.pdf": b"MZ\x90\0" + b"\0" * 100,
        "page.csv": b"<html><script>alert(1)</script></html>",
        "cmd.csv": "ชื่อ,ผล\nก,=cmd|'/c calc'!A0\n".encode(),
        "link.csv": 'ชื่อ,ผล\nก,"=HYPERLINK(""https://example.com"",""กด"")"\n'.encode(),
        "binary.csv": b"a,b\0\0\1\2",
        "before.zip": b"MZ" + packed({"a.txt": "ก"}),
        "after.zip": packed({"a.txt": "ก"}) + b"<script>",
        "outside.zip": packed({"../a.txt": "ก"}),
        "absolute.zip": packed({"/a.txt": "ก"}),
        "drive.zip": packed({"C:\\a.txt": "ก"}),
        "link.zip": linked.getvalue(),
        "exe.zip": packed({"a.exe": b"MZ"}),
        "hidden-exe.zip": packed({"a.txt": b"MZ\x90\0\3"}),
        "script.zip": packed({"a.vbs": "x"}),
        "page.zip": packed({"index.html": "<p>ก</p>"}),
        "deep.zip": packed({"a.zip": packed({"a.zip": packed({"a.zip": packed({"a.zip": packed({"a.txt": "ก"})})})})}),
        "bomb.zip": packed({"a.txt": b"a" * 12_000_000}),
        "bomb.docx": _word("", **{"word/a.xml": b"<a>" + b"a" * 31_000_000 + b"</a>"}),
        "both.pdf": paper() + packed({"a.txt": "ก"}),
        "script.pdf": paper(lambda w: _noted_page(w, JS="app.alert(1)")),
        "attached-exe.pdf": paper(lambda w: w.add_attachment("a.exe", b"MZ")),
    }  # fmt: skip


def honest_files() -> Iterator[tuple[str, bytes]]:
    """Files as office programs make them, in which nothing is to be found."""
    from docx import Document

    data = io.BytesIO()
    document = Document()
    document.add_heading("แบบบันทึก", 1)
    table = document.add_table(2, 3)
    table.cell(0, 0).text, table.cell(0, 1).text, table.cell(0, 2).text = "เพศ", "เด็กชาย", "เด็กหญิง"
    document.save(data)
    yield "form.docx", data.getvalue()
    yield (
        "scores.xlsx",
        _rows(("ข้อ", "ค่าเฉลี่ย", "ระดับ"), (1, 4.51, "มากที่สุด"), (2, 3.5, "มาก"), ("รวม", "=SUM(B2:B3)", "")),
    )
    yield "list.csv", "ลำดับ,รายการ,จำนวน\n1,ดินสอ,-5\n2,ยางลบ,+3\n".encode()
    yield "forms.zip", packed({"a.txt": "แบบบันทึก", "ใบงาน/b.md": "# ใบงาน", "c.docx": data.getvalue()})
    link = f'<Relationships {R}><Relationship Type="x/hyperlink" TargetMode="External" Target="https://example.com/"/></Relationships>'
    yield "link.docx", _word("", **{"word/_rels/document.xml.rels": link})
    equation = b"\xd0\xcf\x11\xe0" + "Equation Native".encode("utf-16-le")
    drawing = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:x='http://www.w3.org/1999/xlink'><use x:href='#a'/><path id='a' d='M0 0'/></svg>"
    yield "drawing.docx", _word("", **{"word/media/a.svg": drawing})
    yield "equation.docx", _word("", **{"word/embeddings/oleObject1.bin": equation})
    yield "plain.jpg", photograph("JPEG", {271: "Canon", 272: "EOS 80D", 305: "GIMP 2.10", 306: "2026:11:22 10:20:30"})
    yield "padded.jpg", photograph("JPEG") + b"\0" * 100
    yield "screen.png", _png(("Software", "Snipping"))
    yield "plain.webp", photograph("WEBP")
    assert PdfReader(io.BytesIO(paper())).pages
