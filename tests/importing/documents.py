"""Documents as offices and schools make them in Word, with the habits and the faults of real ones.

Names, numbers and events are made up; telephone numbers are dots, as in a form.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from PIL import Image, ImageDraw

Piece = str | tuple[str, str]  # text, or text and "b" for bold, "bCs" for bold as Thai Word writes it


def photograph(size: tuple[int, int] = (1800, 1350), turned: bool = False) -> bytes:
    """A JPEG of many colours as a telephone makes it: with coordinates, the camera's number, maybe lying on its side."""
    picture = Image.linear_gradient("L").resize(size)
    picture = Image.merge("RGB", (picture, picture.rotate(90).resize(size), picture.rotate(180)))
    exif = Image.Exif()
    exif[0x0112] = 6 if turned else 1
    exif[0xA431] = "SN-0001"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", (7.0, 37.0, 0.0)
    gps[3], gps[4] = "E", (100.0, 4.0, 0.0)
    saved = io.BytesIO()
    picture.save(saved, "JPEG", exif=exif, quality=90)
    return saved.getvalue()


def drawing() -> bytes:
    """A PNG of three colours, as a chart is."""
    picture = Image.new("RGB", (600, 300), "white")
    canvas = ImageDraw.Draw(picture)
    canvas.rectangle((50, 100, 150, 280), fill="navy")
    canvas.rectangle((250, 50, 350, 280), fill="green")
    saved = io.BytesIO()
    picture.save(saved, "PNG")
    return saved.getvalue()


def saved(document: Document) -> bytes:
    """The bytes of a document."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def say(place: Document | _Cell, *pieces: Piece, style: str | None = None, align: str = "") -> Paragraph:
    """Add a paragraph, piece by piece as Word splits it."""
    paragraph = place.add_paragraph(style=style)
    if align:
        paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, align)
    for piece in pieces:
        text, how = piece if isinstance(piece, tuple) else (piece, "")
        run = paragraph.add_run(text)
        run.font.name = "TH SarabunIT๙"
        if how == "b":
            run.bold = True
        elif how:
            run._r.get_or_add_rPr().append(OxmlElement(f"w:{how}"))
    return paragraph


def picture(document: Document, data: bytes, description: str = "") -> None:
    """Add a picture in a paragraph of its own."""
    document.add_picture(io.BytesIO(data), width=Cm(12))
    document.inline_shapes[-1]._inline.docPr.set("descr", description)


def numbered(paragraph: Paragraph, instance: int, level: int = 0) -> Paragraph:
    """Let Word number a paragraph."""
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{instance}"/></w:numPr>')
    )
    return paragraph


def numbering(document: Document, *levels: tuple[str, str]) -> int:
    """Add a numbering of levels (format, text) and give its instance."""
    root = document.part.numbering_part._element
    abstract = 900 + len(root.findall(qn("w:num")))
    rows = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(levels)
    )
    first = root.find(qn("w:num"))
    new = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}">{rows}</w:abstractNum>')
    if first is not None:
        first.addprevious(new)
    else:
        root.append(new)
    return root.add_num(abstract).numId


def table(document: Document, rows: Iterable[Iterable[str]], style: str | None = "Table Grid"):
    """Add a table of texts."""
    rows = [list(row) for row in rows]
    made = document.add_table(len(rows), len(rows[0]), style=style)
    for row, texts in zip(made.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return made


def hyperlink(paragraph: Paragraph, text: str, address: str) -> None:
    """Add a link to an address."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    relation = paragraph.part.relate_to(address, kind, is_external=True)
    link = parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{relation}"><w:r><w:t/></w:r></w:hyperlink>')
    link[0][0].text = text
    paragraph._p.append(link)


def text_box(paragraph: Paragraph, text: str) -> None:
    """Let a text box float over a paragraph, said twice as Word says it: for itself and for older versions."""
    inner = f'<w:txbxContent><w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:txbxContent>'
    paragraph._p.append(
        parse_xml(
            f'<w:r {nsdecls("w", "wp", "a")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
            'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml">'
            f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData '
            'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>'
            f"{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        )
    )


def memo() -> bytes:
    """บันทึกข้อความ of a work group: letterhead in a table without lines, bold pieces, numbers typed and made by Word."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "- ๒ -"
    head = document.add_table(4, 2)
    head.cell(0, 0).paragraphs[0].add_run().add_picture(io.BytesIO(drawing()), width=Cm(1.5))
    say(head.cell(0, 1), ("บันทึก", "b"), ("ข้อความ", "b"))
    for i, (label, words) in enumerate([
        ("ส่วนราชการ", "กลุ่มนิเทศ ติดตามและประเมินผลการจัดการศึกษา สพป.พัทลุง เขต ๒"),
        ("ที่ ศธ ๐๔๑๐๖/ว ๑๒๓๔", "วันที่  ๑๒  พฤศจิกายน  ๒๕๖๙"),
        ("เรื่อง", "รายงานผลการนิเทศการอ่านการเขียน ภาคเรียนที่ ๑ ปีการศึกษา ๒๕๖๙"),
    ], 1):  # fmt: skip
        say(head.cell(i, 0), (label, "bCs"))
        say(head.cell(i, 1), words)
    say(document, ("เรียน", "bCs"), "\tผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาประถมศึกษาพัทลุง เขต ๒")
    say(document, "\t", ("๑. เรื่องเ", "bCs"), ("ดิม", "bCs"))
    say(
        document,
        "\tตามที่กลุ่มนิเทศฯ ได้รับมอบหมายให้นิเทศการอ่านการเขียน ตามข้อ ๑.๒ ของแผนนั้น ผล",
        ("สำค", "b"),
        ("ัญ", "b"),
        "สรุปได้ดังนี้",
    )
    say(document, "\t", ("๒. ข้อเท็จจริง", "bCs"))
    say(document, "\t๒.๑ โรงเรียนที่รับการนิเทศ มีดังนี้")
    say(document, "\t\t(๑)\tโรงเรียนขนาดเล็ก จำนวน ๑๒ โรง")
    say(document, "\t\t(๒)\tโรงเรียนขนาดกลาง จำนวน ๘ โรง")
    say(document, "\t๒.๒ วิธีนิเทศ ใช้การสังเกตชั้นเรียนและการสนทนา")
    results = table(document, [
        ["รายการ", "ผลการประเมิน", "", "หมายเหตุ"],
        ["", "x̄", "S.D.", ""],
        ["การอ่านออกเสียง", "4.51", "0.48", "ระดับมากที่สุด"],
        ["การเขียนคำ", "4.02", "0.61", "ระดับมาก"],
    ])  # fmt: skip
    results.cell(0, 1).merge(results.cell(0, 2))
    results.cell(0, 0).merge(results.cell(1, 0))
    results.cell(0, 3).merge(results.cell(1, 3))
    picture(document, drawing(), "แผนภูมิแท่งแสดงคะแนนก่อนและหลังการนิเทศ")
    say(document, "\t", ("๓. ข้อเสนอ", "bCs"))
    steps = numbering(document, ("thaiNumbers", "%1)"), ("bullet", ""))
    numbered(say(document, "ให้โรงเรียนจัดมุมอ่านทุกห้องเรียน"), steps)
    numbered(say(document, "หนังสือที่นักเรียนเลือกเอง"), steps, 1)
    numbered(say(document, "หนังสือที่ครูแนะนำ"), steps, 1)
    numbered(say(document, "ให้ครูบันทึกการอ่านสัปดาห์ละครั้ง"), steps)
    link = say(document, "\tรายละเอียดตามเว็บไซต์ ")
    hyperlink(link, "สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน", "https://www.obec.go.th")
    say(document, "\tจึงเรียนมาเพื่อโปรดทราบและพิจารณา")
    say(document, "(นายสมมติ ตัวอย่าง)", align="CENTER")
    say(document, "ศึกษานิเทศก์ชำนาญการ", align="CENTER")
    return saved(document)


def meeting() -> bytes:
    """รายงานการประชุม typed by hand: title lines, attendance with tabs, agenda, catchwords and page numbers in the text."""
    document = docx.Document()
    for line in ("รายงานการประชุมกลุ่มกฎหมายและคดี", "ครั้งที่ ๑๑/๒๕๖๙", "เมื่อวันอังคารที่ ๑๗ พฤศจิกายน พ.ศ. ๒๕๖๙", "ณ ห้องประชุมชั้น ๒"):
        say(document, (line, "bCs"), align="CENTER")
    say(document, ("ผู้มาประชุม", "bCs"))
    say(document, "๑. นายหนึ่ง ตัวอย่าง\tผู้อำนวยการกลุ่ม\tประธาน")
    say(document, "๒. นางสอง ตัวอย่าง\tนิติกรชำนาญการ\tกรรมการ")
    say(document, ("เริ่มประชุมเวลา", "bCs"), " ๐๙.๓๐ น.")
    say(document, ("ระเบียบวาระที่ ๑", "bCs"), ("\tเรื่องที่ประธานแจ้งให้ที่ประชุมทราบ", "bCs"))
    say(document, "\t๑.๑\tการแต่งกายชุดผ้าไทยทุกวันศุกร์")
    say(document, "\t๑.๒\tการใช้รถยนต์ส่วนกลาง ให้ขออนุญาตล่วงหน้า ๓ วัน")
    say(document, "/ระเบียบวาระที่ ๒ …", align="RIGHT")
    say(document, "- ๒ -", align="CENTER")
    say(document, "ระเบียบวาระที่ ๒\tเรื่องรับรองรายงานการประชุมครั้งที่แล้ว")
    say(document, "\tที่ประชุมมีมติรับรอง")
    say(document, "ระเบียบวาระที่ ๓\tเรื่องเพื่อพิจารณา")
    say(document, "\t๓.๑\tแนวปฏิบัติเมื่อได้รับเรื่องร้องเรียน มีความเห็น ดังนี้")
    say(document, "\t\t-\tตรวจสอบข้อเท็จจริงก่อนตอบ")
    say(document, "\t\t-\tตอบภายใน ๑๕ วัน")
    say(document, ("มติที่ประชุม", "bCs"), "  เห็นชอบ")
    say(document, "เลิกประชุมเวลา ๑๒.๐๐ น.")
    say(document, "(ลงชื่อ)................................ผู้จดรายงานการประชุม", align="CENTER")
    say(document, "(นางสอง ตัวอย่าง)", align="CENTER")
    return saved(document)


def practice() -> bytes:
    """A school's report in Word's own styles: headings, bullets, photographs, a footnote, a text box, soft line breaks."""
    document = docx.Document()
    say(document, "ป้ายพรรณไม้ที่นักเรียนเขียนเอง", style="Title")
    say(document, "โรงเรียนบ้านต้นไม้ (สมมติ)", align="CENTER")
    say(document, "ปัญหา", style="Heading 1")
    first = say(document, "นักเรียนเดินผ่านต้นไม้ทุกวันแต่ไม่รู้จักชื่อ\nป้ายเดิมซีดจนอ่านไม่ออก")
    text_box(first, "เริ่มทำเมื่อภาคเรียนที่ ๒")
    say(document, "แนวคิด", style="Heading 1")
    say(document, "ให้นักเรียนสังเกต ถาม และเขียนป้ายเอง ใช้น้ำ H", "2", "O และกระดาษ ขนาด < A4 & หนา_พอ *เท่านั้น*")
    document.paragraphs[-1].runs[1].font.subscript = True
    say(document, "ขั้นตอน", style="Heading 1")
    say(document, "เตรียมอุปกรณ์", style="Heading 3")
    for item in ("กระดาษแข็ง", "ดินสอ", "เชือก"):
        say(document, item, style="List Bullet")
    say(document, "ทำป้าย", style="Heading 3")
    for item in ("สังเกตต้นไม้", "ตั้งคำถาม", "เขียนป้าย"):
        say(document, item, style="List Number")
    picture(document, photograph(turned=True), "IMG_2031.JPG")
    say(document, "ภาพที่ ๑ นักเรียนวัดรอบลำต้น", align="CENTER")
    say(document, "ผลที่เกิดขึ้น", style="Heading 1")
    say(document, "นักเรียนบอกชื่อต้นไม้ได้ ๑๘ จาก ๒๔ ชนิด")
    say(document, "ข้อควรระวัง", style="Heading 1")
    say(document, "ไม้บางชนิดมียางที่ทำให้คัน")
    return saved(document)


def with_parts(data: bytes, **changes: str | bytes) -> bytes:
    """The same file with parts added or replaced; `__` in a name stands for a slash, `_xml` for .xml."""
    made = io.BytesIO()
    new = {
        name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"): part for name, part in changes.items()
    }
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name in old.namelist():
            if name not in new:
                file.writestr(name, old.read(name))
        for name, part in new.items():
            file.writestr(name, part)
    return made.getvalue()


def with_footnote(data: bytes, text: str) -> bytes:
    """The same document with one footnote, called where its text says [หมายเหตุ]."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        body = file.read("word/document.xml").decode()
        types = file.read("[Content_Types].xml").decode()
        relations = file.read("word/_rels/document.xml.rels").decode()
    call = '</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>'
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    note = f'<w:footnote w:id="2"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
    return with_parts(data, **{
        "word/document.xml": body.replace("[หมายเหตุ]", call),
        "word/footnotes.xml": f'<?xml version="1.0"?><w:footnotes {nsdecls("w")}>{note}</w:footnotes>',
        "[Content_Types].xml": types.replace(
            "</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{main}"/></Types>'
        ),
        "word/_rels/document.xml.rels": relations.replace(
            "</Relationships>", f'<Relationship Id="rIdF" Type="{kind}" Target="footnotes.xml"/></Relationships>'
        ),
    })  # fmt: skip


def raw(document: Document, xml: str) -> None:
    """Add a paragraph written as Word's XML."""
    document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))


_SPACES = (
    f'{nsdecls("w", "wp", "a", "r")} xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
)


def guideline() -> bytes:
    """A guideline with what Word can do: numbering by clauses, a footnote, tracked changes, hidden text, an equation."""
    document = docx.Document()
    say(document, "ประกาศสำนักงานเขตพื้นที่การศึกษา (สมมติ)", align="CENTER")
    say(document, "เรื่อง แนวปฏิบัติการใช้ห้องประชุม", align="CENTER")
    clauses = numbering(document, ("thaiNumbers", "ข้อ %1"), ("thaiNumbers", "%1.%2"), ("thaiLetters", "(%3)"))
    numbered(say(document, "ผู้ขอใช้ยื่นคำขอล่วงหน้า ๓ วันทำการ[หมายเหตุ] ตามแบบ"), clauses)
    numbered(say(document, "คำขอระบุรายการ ดังนี้"), clauses)
    numbered(say(document, "วันและเวลา"), clauses, 1)
    numbered(say(document, "จำนวนผู้เข้าประชุม"), clauses, 1)
    numbered(say(document, "ในสังกัด"), clauses, 2)
    numbered(say(document, "นอกสังกัด"), clauses, 2)
    numbered(say(document, "ค่าใช้จ่ายคิดตามสูตรนี้"), clauses)
    raw(document, f"<w:p {_SPACES}><m:oMathPara><m:oMath><m:r><m:t>c=100+20n</m:t></m:r></m:oMath></m:oMathPara></w:p>")
    raw(
        document,
        f"<w:p {_SPACES}><w:r><w:t>ให้คืนห้องภายใน </w:t></w:r><w:del><w:r><w:delText>หนึ่ง</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>สอง</w:t></w:r></w:ins><w:r><w:t> ชั่วโมง</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ห้ามบอกใคร</w:t></w:r></w:p>",
    )
    raw(
        document,
        f"<w:p {_SPACES}><w:r><w:t>ก</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>ิจกรรม</w:t></w:r>"
        '<w:fldSimple w:instr="DATE"><w:r><w:t>ประจำปี</w:t></w:r></w:fldSimple></w:p>',
    )
    raw(
        document,
        f'<w:p {_SPACES}><w:r><w:drawing><wp:inline><wp:docPr id="1" name="Chart"/><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="rId99"/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>",
    )
    say(document, "ประกาศ ณ วันที่ ๓ พฤศจิกายน พ.ศ. ๒๕๖๙")
    document.core_properties.author = "ผู้พิมพ์ สมมติ"
    return with_footnote(saved(document), "วันทำการไม่นับวันหยุดราชการ")
