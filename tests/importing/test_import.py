"""Documents of offices and schools become drafts: nothing lost, nothing of theirs run, nothing personal decided."""

from __future__ import annotations

import html
import io
import re
import unicodedata
import zipfile
from collections import Counter
from xml.etree import ElementTree

import documents
import pytest
import yaml
from bs4 import BeautifulSoup
from content import CASES, DAY, make
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from khlang import checks
from khlang.content.front_matter import split
from khlang.content.kinds import KINDS
from khlang.content.library import load
from khlang.content.render import Renderer
from khlang.contributing.importing import document, writing
from khlang.thai.normal import normalise

FOLDER = CASES / "import"
TEXTS = yaml.safe_load((FOLDER / "text.yml").read_text(encoding="utf-8"))
OFFICE = {
    "memo": ("knowledge", {}),
    "meeting": ("knowledge", {}),
    "guideline": ("knowledge", {"owner": "กลุ่มกฎหมายและคดี"}),
    "practice": ("practice", {"owner": "กลุ่มนิเทศฯ", "grades": ["ป.4"], "time": "2 คาบ", "cost": "ไม่มี"}),
}


@pytest.fixture
def library(tmp_path):
    return load(make(tmp_path / "docs"), DAY)


@pytest.fixture
def same_id(monkeypatch):
    monkeypatch.setattr("khlang.content.ids.new", lambda letter, taken=(): f"{letter}00000")


def _made(name: str, library, people: str | None = "none"):
    kind, values = OFFICE[name]
    found = document.read(getattr(documents, name)(), f"{name}.docx")
    return document.make(
        found, KINDS[kind], {**found.guesses(KINDS[kind], library.vocabulary), **values}, library, people
    )


def _body(text: str) -> str:
    return split(text, "x.md").body.removeprefix("\n")


@pytest.mark.parametrize("name", OFFICE)
def test_documents_as_offices_make_them(name, library, same_id):
    """The whole draft, to be read beside tests/importing/documents.py; notes stand below the last line."""
    made = _made(name, library)
    told = "".join(f"<!-- {note} -->\n" for note in made.notes)
    assert made.files[made.path].decode() + told == (FOLDER / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", OFFICE)
def test_drafts_pass_the_check(name, library):
    made = _made(name, library)
    for path, data in made.files.items():
        (library.docs / path).parent.mkdir(parents=True, exist_ok=True)
        (library.docs / path).write_bytes(data)
    found = checks.run(load(library.docs, DAY))
    assert [problem for problem in found if problem.path in made.files] == []


@pytest.mark.parametrize("name", OFFICE)
def test_no_letter_is_lost(name, library):
    """Every letter that Word shows is in the draft or in what the writer is told."""
    made = _made(name, library)
    with zipfile.ZipFile(io.BytesIO(getattr(documents, name)())) as file:
        root = ElementTree.fromstring(file.read("word/document.xml"))
    shown = "".join(
        letters.text or ""
        for letters in _without_doubles(root).iter()
        if letters.tag.endswith(("}t",)) and letters.text
    )
    kept = html.unescape(made.files[made.path].decode()) + "".join(made.notes)
    missing = _letters(shown) - _letters(kept) - _letters("ห้ามบอกใคร" + "เรื่อง")  # hidden in Word; the label of a title
    assert not missing, "".join(missing.elements())


def _without_doubles(root):
    for parent in root.iter():
        for child in [one for one in parent if one.tag.endswith("}Fallback")]:
            parent.remove(child)
    return root


def _letters(text: str) -> Counter[str]:
    text = unicodedata.normalize("NFKC", normalise(text))
    return Counter(letter for letter in text if letter.isalpha() or unicodedata.category(letter) == "Mn")


@pytest.mark.parametrize("case", [pytest.param(row, id=row["case"]) for row in TEXTS])
def test_plain_text(case, library):
    found = document.read(case["typed"].encode(), "a.txt")
    made = document.make(found, KINDS["knowledge"], {"owner": "กลุ่มกฎหมายและคดี", "date": "2026-11-22"}, library)
    assert (found.title, found.head.date) == (case.get("title"), case.get("date"))
    assert _body(made.files[made.path].decode()) == case["becomes"]
    assert len(made.notes) == len(case.get("notes", []))
    assert all(part in note for part, note in zip(case.get("notes", []), made.notes, strict=True))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "tis-620", "utf-16"])
def test_encodings(encoding):
    text = "เรื่องของโรงเรียน\r\n\r\nครูและนักเรียน น้ำใจ ๑๒๓\r\n"
    found = document.read(text.encode(encoding), "a.txt")
    assert (found.title, found.source.body.get_text()) == ("เรื่องของโรงเรียน", "ครูและนักเรียน น้ำใจ ๑๒๓")
    assert bool(found.notes) is (not encoding.startswith("utf-8"))


def test_pictures_are_small_upright_and_silent(library):
    made = _made("practice", library)
    path = next(path for path in made.files if path.endswith(".jpg"))
    with Image.open(io.BytesIO(made.files[path])) as picture:
        assert max(picture.size) == 1600 and picture.height > picture.width  # it lay on its side
        assert not picture.getexif() and not picture.info.keys() & {"exif", "xmp", "icc_profile", "comment"}
    assert b"SN-0001" not in made.files[path]
    drawing = next(data for path, data in _made("memo", library).files.items() if path.endswith(".png"))
    assert len(drawing) < 5_000


def test_only_shown_pictures_are_written_and_each_once(library):
    office = documents.docx.Document()
    documents.say(office, "ชื่อเรื่อง")
    for data in (documents.drawing(), documents.photograph((300, 200)), documents.drawing()):
        documents.picture(office, data)
    found = document.read(documents.saved(office), "a.docx")
    made = document.make(found, KINDS["knowledge"], {"owner": "กลุ่มกฎหมายและคดี"}, library)
    text = made.files[made.path].decode()
    assert len(made.files) == 3 and text.count(f"{made.path[10:16]}-1.png") == 2 and text.count(writing.ALT) == 3


def test_missing_sections_are_left_to_be_written(library):
    found = document.read("เรื่อง\n\nเนื้อหา\n".encode(), "a.txt")
    made = document.make(found, KINDS["exchange"], {"owner": "กลุ่มกฎหมายและคดี"}, library)
    text = made.files[made.path].decode()
    assert text.index("เนื้อหา") < text.index("## สุ") and text.count("✎") >= 4


MEMO = documents.memo()
HUGE = b"<w:document>" + b" " * 13_000_000


def _zip(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return made.getvalue()


_BILLION = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;'
    b"</w:t></w:r></w:p></w:body></w:document>"
)
_DEEP = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    + "<w:tbl><w:tr><w:tc>" * 3000 + "</w:tc></w:tr></w:tbl>" * 3000 + "</w:body></w:document>"
).encode()  # fmt: skip


@pytest.mark.parametrize(("name", "data", "says"), [
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".docx"),
    ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "รหัสผ่าน"),
    ("a.pdf", b"%PDF-1.7 x", "PDF"),
    ("a.docx", b"%PDF-1.7 x", "PDF"),
    ("a.rtf", b"{\\rtf1 x}", "RTF"),
    ("a.odt", _zip(mimetype=b"application/vnd.oasis.opendocument.text"), ".odt"),
    ("a.xlsx", _zip(**{"xl/workbook.xml": b"<x/>"}), "ไม่ใช่เอกสาร Word"),
    ("a.docx", _zip(readme=b"x"), "ไม่ใช่เอกสาร Word"),
    ("a.docx", b"", "ว่าง"),
    ("a.txt", b" \n\r\n", "ว่าง"),
    ("a.txt", b"a\0b", "ไม่ใช่ไฟล์ข้อความ"),
    ("a.txt", "ก".encode() * 400_000, "แยก"),
    ("a.txt", "- ก\n".encode() * 20_000, "แยก"),
    ("a.jpg", b"\xff\xd8\xff", ".docx"),
    ("a.docx", b"plain words", "เสีย"),
    ("a.docx", MEMO[: len(MEMO) // 2], "ไม่สมบูรณ์"),
    ("a.docx", MEMO[:40] + b"\0" * 40 + MEMO[80:], "อ่านเนื้อหาไม่ได้"),
    ("a.docm", documents.with_parts(MEMO, **{"word/vbaProject.bin": b"x"}), "มาโคร"),
    ("a.docx", documents.with_parts(MEMO, **{"word/document.xml": HUGE}), "ใหญ่ผิดปกติ"),
    ("a.docx", documents.with_parts(MEMO, **{f"word/{i}.bin": b"\0" * 60_000_000 for i in range(4)}), "ใหญ่ผิดปกติ"),
    ("a.docx", documents.with_parts(MEMO, **{"word/document.xml": _BILLION}), "อ่านเนื้อหาไม่ได้"),
    ("a.docx", documents.with_parts(MEMO, **{"word/document.xml": _DEEP}), "อ่านเนื้อหาไม่ได้"),
    ("a.docx", documents.with_parts(MEMO, **{"word/document.xml": b"<w:document"}), "อ่านเนื้อหาไม่ได้"),
    ("a.docx", documents.saved(documents.docx.Document()), "ไม่มีข้อความ"),
])  # fmt: skip
def test_what_cannot_be_read_is_told_in_one_sentence(name, data, says):
    with pytest.raises(ValueError, match=r"[ก-๙]") as told:
        document.read(data, name)
    assert says in str(told.value) and "\n" not in str(told.value)


@pytest.mark.parametrize("text", [
    "- ข้อ\n" * 3_000, "๑. ก\n(ก) ข\n- ค\n" * 1_000, "\t" * 900_000 + "x", "(" * 900_000, "#" * 300_000, "บทที่ ๑ ก\n" * 3_000,
    "https://" + "a." * 400_000, "".join(f"{i}. ข้อ\nย่อหน้า\n" for i in range(1, 2_000)), "¡Ã " * 100_000, "*_[" * 150_000,
], ids=lambda text: text[:12])  # fmt: skip
def test_long_texts_are_read_to_their_end(text, library):
    """A reader that backtracks takes hours over one of these."""
    assert document.make(
        document.read(text.encode(), "a.txt"), KINDS["knowledge"], {"owner": "กลุ่มกฎหมายและคดี"}, library
    )


def test_nothing_outside_the_file_is_opened(library, monkeypatch):
    """A picture that lies on another computer, a template and a link of a document lead nowhere."""
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("a document opened a connection"))
    office = documents.docx.Document()
    documents.say(office, "ชื่อเรื่อง")
    documents.picture(office, documents.drawing())
    line = documents.say(office, "อ่าน ")
    documents.hyperlink(line, "แผน", "file:///C:/secret.docx")
    documents.hyperlink(line, "กด", "javascript:alert(1)")
    data = documents.saved(office)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        relations = file.read("word/_rels/document.xml.rels").decode()
        body = file.read("word/document.xml").decode()
    found = re.search(r'Id="(\w+)"[^>]*media/[^>]*', relations) or re.search(r'media/[^>]*Id="(\w+)"', relations)
    outside = body.replace(f'r:embed="{found[1]}"', 'r:link="rIdX"')
    relations = relations.replace("</Relationships>", '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/image" Target="file:///etc/hostname" TargetMode="External"/></Relationships>')  # fmt: skip
    data = documents.with_parts(data, **{"word/document.xml": outside, "word/_rels/document.xml.rels": relations})
    made = document.make(document.read(data, "a.docx"), KINDS["knowledge"], {"owner": "กลุ่มกฎหมายและคดี"}, library)
    text = made.files[made.path].decode()
    assert "อ่าน แผนกด" in text and "✎ ภาพตรงนี้" in text and len(made.files) == 1
    assert [note for note in made.notes if "ภาพ" in note or "ลิงก์" in note] == made.notes[:2]


_RENDERER = Renderer()
_ODD = [
    *"\\`*_{}[]()<>#+-.!|~=:?&^\"'%$@/ 1๑กาน้ำaZ;,", "```", "~~~", "!!! note", "??? x", '=== "t"', "1. ", "๑. ", "- ", "> ",
    "# ", ": x", "*[a]: b", "[x]: y", "[^1]", "{: .a}", "<b>", "</div>", "<script>alert(1)</script>", "<!-- -->", "&lt;",
    "&#60;", "&#1", "&copy", "https://a.b/c_d_e", "https://a.b/?x=1&copy=_2_*3*", "<a@b.c>", "--8<--", "[TOC]", "- [ ] ", "|---|---|", "---", "***", "  ",
]  # fmt: skip
_PLACES = {
    "p": "<p>{0}</p>",
    "break": "<p>{0}<br/>{0}</p>",
    "heading": "<h2>{0}</h2>",
    "cell": "<table><tr><td>{0}</td><td>ก</td></tr><tr><td>ข</td><td>{0}</td></tr></table>",
    "item": "<ul><li><p>{0}</p><ol><li value='1'><p>{0}</p></li><li value='2'><p>{0}</p></li></ol></li></ul>",
    "bold": "<p>ก <strong>{0}</strong> ข</p>",
}


@settings(max_examples=400, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(_PLACES)), st.lists(st.sampled_from(_ODD), min_size=1, max_size=8)),
        min_size=1,
        max_size=3,
    )
)
def test_no_text_turns_into_markup(parts):
    """Whatever is typed, the built page shows the same letters and holds no element that the document did not have."""
    source = "".join(_PLACES[place].format(html.escape("".join(pieces))) for place, pieces in parts)
    body = BeautifulSoup(source, "html.parser")
    wanted = "".join(body.get_text().split())
    page = BeautifulSoup(_RENDERER.render(writing.markdown(body, []), lambda _: None).html, "html.parser")
    assert "".join(page.get_text().split()) == wanted
    for link in page.find_all("a"):  # a typed address can be pressed and leads where it says
        assert link["href"] == link.get_text() and link["href"].startswith("https://a.b/")
        link.unwrap()
    made = {tag.name for tag in page.find_all(True)}
    assert made <= {"p", "br", "h2", "table", "thead", "tbody", "tr", "th", "td", "ul", "ol", "li", "strong"}
