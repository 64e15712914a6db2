"""One attachment of each type, made here, with an identity number where people look least."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from content import BASES, DAY, PICTURE, make
from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfWriter
from typer.testing import CliRunner

from khlang import checks
from khlang.cli.commands import app
from khlang.content.library import load
from khlang.privacy.documents import Fault, read
from khlang.privacy.endings import is_picture
from khlang.privacy.photographs import Traces, strip, traces

NUMBER = "1-2345-67890-12-1"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def packed(**members: str | bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(f'<w:r><w:t>{run}</w:t></w:r>' for run in runs)}</w:p>"


def document(body: str, **more: str | bytes) -> bytes:
    return packed(**{"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>", **more})


def sheet(rows: str, **more: str) -> bytes:
    return packed(**{"xl/worksheets/sheet2.xml": f"<worksheet {X}><sheetData>{rows}</sheetData></worksheet>", **more})


def paper(text: str, password: str = "") -> bytes:
    """A PDF of one page; without text it is what a scanner makes."""
    content = f"BT /F1 12 Tf 10 100 Td ({text}) Tj ET" if text else ""
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    data, places = "%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 6\n0000000000 65535 f \n{table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    plain = (data + end).encode()
    return locked(plain, password) if password else plain


def locked(plain: bytes, password: str) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(plain))
    writer.encrypt(password, algorithm="RC4-128")
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def photograph(kind: str = "JPEG", size: tuple[int, int] = (8, 4), **tags: object) -> bytes:
    """A picture, red on the left, with tags: `gps`, `serial`, `owner`, `orientation`, `xmp`."""
    picture = Image.new("RGB", size, "white")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Camera"  # without a tag of its own Pillow takes it for empty
    if "orientation" in tags:
        exif[ExifTags.Base.Orientation] = tags["orientation"]
    if "gps" in tags:
        exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (7.0, 37.0, 0.0), 3: "E", 4: (100.0, 4.0, 0.0)})
    if "serial" in tags:
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.BodySerialNumber] = tags["serial"]
    if "owner" in tags:
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.CameraOwnerName] = tags["owner"]
    data = io.BytesIO()
    more: dict[str, object] = {"xmp": tags["xmp"]} if "xmp" in tags else {}
    if kind == "PNG" and more:  # XMP stands in a text chunk of its own there
        more = {"pnginfo": PngInfo()}
        more["pnginfo"].add_itxt("XML:com.adobe.xmp", tags["xmp"].decode())
    picture.save(data, kind, exif=exif, **more)
    return data.getvalue()


def told(folder, **files: str | bytes) -> list[tuple[str, str]]:
    return [(one.path, one.rule) for one in checks.run(load(make(folder, **files), DAY))]


SPLIT = paragraph("เลข 1-23", "45-678", "90-12-1")
SHARED = f"<sst {X}><si><r><t>1-2345-</t></r><r><t>67890-12-1</t></r></si></sst>"
HIDDEN_PLACES = {
    "in runs.docx": document(SPLIT),
    "in a table.docx": document(f"<w:tbl><w:tr><w:tc>{paragraph('เลข')}</w:tc><w:tc>{SPLIT}</w:tc></w:tr></w:tbl>"),
    "in a header.docx": document("", **{"word/header1.xml": f"<w:hdr {W}>{SPLIT}</w:hdr>"}),
    "in a comment.docx": document(
        "", **{"word/comments.xml": f"<w:comments {W}><w:comment>{SPLIT}</w:comment></w:comments>"}
    ),
    "deleted, but kept.docx": document(f"<w:p><w:del><w:r><w:delText>{NUMBER}</w:delText></w:r></w:del></w:p>"),
    "in shared strings.xlsx": sheet('<row><c t="s"><v>0</v></c></row>', **{"xl/sharedStrings.xml": SHARED}),
    "as a number.xlsx": sheet("<row><c><v>1234567890121</v></c></row>"),
    "typed in a cell.xlsx": sheet(f'<row><c t="inlineStr"><is><t>{NUMBER}</t></is></c></row>'),
    "in notes.pptx": packed(
        **{"ppt/notesSlides/notesSlide1.xml": f"<n {A}><a:p><a:r><a:t>{NUMBER}</a:t></a:r></a:p></n>"}
    ),
    "as text.csv": f"ชื่อ,เลข\nก,{NUMBER}\n".encode(),
    "from Windows.csv": f"ชื่อ,เลข\nก,{NUMBER}\n".encode("cp874"),
    "on a page.pdf": paper(NUMBER),
    "in a member.zip": packed(**{"a.docx": document(SPLIT)}),
    "in a name.zip": packed(**{"1234567890121.txt": ""}),
}


@pytest.mark.parametrize("name", HIDDEN_PLACES)
def test_an_identity_number_is_found_in_every_type_of_attachment(name, tmp_path):
    path = f"knowledge/files/form.{name.rsplit('.')[-1]}"
    data = HIDDEN_PLACES[name]
    assert told(tmp_path / "wrong", **{path: data}) == [(path, "personal-identity-number")]


@pytest.mark.parametrize(
    "name", [name for name in HIDDEN_PLACES if not name.endswith(("zip", "docx", "pptx", "xlsx", "pdf"))]
)
def test_the_same_text_file_without_it_is_fine(name, tmp_path):
    assert told(tmp_path, **{"knowledge/files/form.csv": HIDDEN_PLACES[name].replace(b"90-12-1", b"90-12-2")}) == []


@pytest.mark.parametrize(("kind", "data"), [
    ("docx", document(paragraph("แบบบันทึก 1-2345-", "67890-12-2"))), ("xlsx", sheet('<row><c><v>1234567890122</v></c></row>')),
    ("zip", packed(**{"a.docx": document(paragraph("ไม่มีเลข"))})), ("pdf", paper("No number here")),
])  # fmt: skip
def test_attachments_without_it_are_fine(kind, data, tmp_path):
    assert told(tmp_path, **{f"knowledge/files/form.{kind}": data}) == []


def test_links_in_a_document_are_read(tmp_path):
    links = '<Relationships><Relationship TargetMode="External" Target="mailto:kru99@gmail.com"/></Relationships>'
    data = document("", **{"word/_rels/document.xml.rels": links})
    assert told(tmp_path, **{"knowledge/files/a.docx": data}) == [("knowledge/files/a.docx", "personal-email")]


@pytest.mark.parametrize("path", ["knowledge/files/1234567890121.pdf", "knowledge/files/081-234-5678_form.pdf"])
def test_file_names_are_read(path, tmp_path):
    rule = "personal-telephone" if "081" in path else "personal-identity-number"
    assert told(tmp_path, **{path: paper("Form")}) == [(path, rule)]


@pytest.mark.parametrize(("path", "data"), [
    ("a.docx", b"PK\x03\x04 broken"), ("a.xlsx", b""), ("a.pdf", b"%PDF-1.4 broken"), ("a.zip", b"no zip"),
    ("a.pdf", paper("Secret", password="x")), ("a.docx", b"\xd0\xcf\x11\xe0 a document under a password"),
    ("a.docx", document('<!DOCTYPE x [<!ENTITY a "aaaa">]>', **{"word/b.xml": '<!DOCTYPE x [<!ENTITY a "a">]><w>&a;</w>'})),
])  # fmt: skip
def test_what_cannot_be_opened_is_not_published_unseen(path, data, tmp_path):
    assert told(tmp_path, **{f"knowledge/files/{path}": data}) == [(f"knowledge/files/{path}", "attachment-unreadable")]


def test_an_archive_that_would_fill_the_memory_is_refused(tmp_path):
    data = packed(**{"a.txt": b"0" * 100_000_001})
    assert len(data) < 200_000
    assert told(tmp_path, **{"knowledge/files/a.zip": data}) == [("knowledge/files/a.zip", "attachment-unreadable")]


def test_a_scan_is_left_to_people(tmp_path):
    found = checks.run(load(make(tmp_path, **{"knowledge/files/scan.pdf": paper("")}), DAY))
    assert [(one.rule, one.is_error) for one in found] == [("attachment-scanned", False)]


def test_data_files_are_read_and_their_public_contacts_allowed(tmp_path):
    site = "name: ก\noffice: ข\noffice_short: ค\ncontact_phone: 0 7461 2345\npublic_contacts: [office@office.go.th]\n"
    text = BASES["knowledge"].replace("## วิธีทำ", "โทร. 074-612345 อีเมล office@office.go.th\n\n## วิธีทำ")
    assert told(tmp_path / "a", **{"_data/site.yml": site, "knowledge/entry.md": text}) == []
    leaking = site + "# โทร. 081-234-5678\n"
    assert told(tmp_path / "b", **{"_data/site.yml": leaking}) == [("_data/site.yml", "personal-telephone")]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(("tags", "expected"), [
    ({"gps": True}, "location"), ({"serial": "A1B2C3"}, "serial"), ({"owner": "Somjai"}, "person"),
    ({"xmp": b'<x exif:GPSLatitude="7,37N"/>'}, "location"), ({"xmp": b'<x aux:SerialNumber="1"/>'}, "serial"),
    ({"xmp": b"<x><mwg-rs:Name>Somjai</mwg-rs:Name></x>"}, "person"),
])  # fmt: skip
def test_a_picture_tells_and_then_does_not(kind, tags, expected):
    told_before = traces(photograph(kind, **tags))
    assert [name for name in ("location", "serial", "person") if getattr(told_before, name)] == [expected]
    assert not traces(strip(photograph(kind, **tags)))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_stripped_picture_stands_upright(kind):
    """Orientation 6 is a telephone held upright: the sensor's left is the top."""
    stripped = Image.open(io.BytesIO(strip(photograph(kind, size=(64, 32), gps=True, orientation=6))))
    assert stripped.size == (32, 64) and stripped.getexif().get(ExifTags.Base.Orientation) is None
    red, green, _ = stripped.convert("RGB").getpixel((16, 8))
    assert red > 200 and green < 60
    assert min(stripped.convert("RGB").getpixel((16, 56))) > 200


def test_blank_tags_tell_nothing():
    assert not traces(photograph(serial="0000", owner="   "))


def test_pictures_are_checked_in_the_folder_and_inside_attachments(tmp_path):
    spying, plain = photograph(gps=True), photograph()
    wrong = {
        "knowledge/images/a.jpg": spying,
        "knowledge/files/a.docx": document("", **{"word/media/image1.jpg": spying}),
    }
    right = {
        "knowledge/images/a.jpg": plain,
        "knowledge/files/a.docx": document("", **{"word/media/image1.jpg": plain}),
    }
    assert told(tmp_path / "wrong", **wrong) == sorted((path, "picture-traces") for path in wrong)
    assert told(tmp_path / "right", **right) == []


def test_a_broken_picture_is_named(tmp_path):
    assert told(tmp_path, **{"knowledge/images/a.jpg": PICTURE[:30]}) == [
        ("knowledge/images/a.jpg", "picture-unreadable")
    ]


def test_fix_strips_what_the_check_named_and_nothing_else(tmp_path, monkeypatch):
    shown = document(
        paragraph("แบบ"), **{"word/media/image1.jpg": photograph(gps=True), "word/media/image2.png": PICTURE}
    )
    docs = make(tmp_path / "docs", **{"knowledge/images/a.jpg": photograph(gps=True), "knowledge/files/a.docx": shown})
    untouched = (docs / "knowledge/images/label.png").read_bytes()
    done = CliRunner().invoke(app, ["check", "--fix", "--docs", str(docs)], catch_exceptions=False)
    assert done.exit_code == 1 and done.output.count("ลบพิกัด") == 2
    assert checks.run(load(docs, DAY)) == []
    assert (docs / "knowledge/images/label.png").read_bytes() == untouched
    with zipfile.ZipFile(docs / "knowledge/files/a.docx") as archive:
        assert (
            archive.read("word/document.xml").decode()
            == zipfile.ZipFile(io.BytesIO(shown)).read("word/document.xml").decode()
        )
        assert archive.read("word/media/image2.png") == PICTURE
        assert not traces(archive.read("word/media/image1.jpg"))
    assert CliRunner().invoke(app, ["check", "--fix", "--docs", str(docs)], catch_exceptions=False).exit_code == 0


@pytest.mark.parametrize("form", ["text", "github", "json"])
def test_no_report_repeats_personal_data(form, tmp_path):
    """Logs are public: neither the finding's own message nor the line shown for another fault gives it away."""
    body = f"ติดต่อ 081-234-5678 เเละ {NUMBER} เด็กชายสมมติ ตัวอย่าง kru99@example.go.th\n\n## วิธีทำ"
    docs = make(tmp_path / "docs", **{"knowledge/entry.md": BASES["knowledge"].replace("## วิธีทำ", body)})
    done = CliRunner().invoke(app, ["check", "--format", form, "--docs", str(docs)], catch_exceptions=False)
    assert done.exit_code == 1 and done.output.count("personal-") >= 4 and "typing-" in done.output
    for secret in ("234-5678", "67890", "สมมติ ต", "kru99"):
        assert secret not in done.output


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.pdf", "a.zip", "a.jpg", "a.png", "a.webp"])
def test_damaged_files_are_refused_and_never_end_the_check(name):
    whole = {
        "a.docx": document("", **{"word/media/a.jpg": photograph(gps=True)}), "a.xlsx": HIDDEN_PLACES["in shared strings.xlsx"],
        "a.pdf": paper(NUMBER), "a.zip": HIDDEN_PLACES["in a member.zip"], "a.jpg": photograph(gps=True),
        "a.png": photograph("PNG", gps=True), "a.webp": photograph("WEBP", gps=True),
    }[name]  # fmt: skip
    chance = random.Random(name)
    refused = 0
    for _ in range(150):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        damaged = damaged[: chance.randrange(len(whole) // 2, len(whole) + 1)] if chance.random() < 0.3 else damaged
        try:
            if is_picture(name):
                assert isinstance(traces(bytes(damaged)), Traces) and strip(bytes(damaged))
            else:
                refused += any(isinstance(part, Fault) for part in read(name, bytes(damaged)))
        except ValueError:
            refused += 1
    assert 0 < refused <= 150
