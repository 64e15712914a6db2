"""What Word draws and Markdown must say: equations, white letters, blanks, captions, merged cells, bold twice."""

from __future__ import annotations

import docx
import pytest
from content import DAY, make
from documents import hyperlink, saved, say, table
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import RGBColor

from khlang.content.kinds import KINDS
from khlang.content.library import load
from khlang.contributing.importing import document

MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def _draft(office, tmp_path) -> tuple[str, list[str]]:
    found = document.read(saved(office), "a.docx")
    library = load(make(tmp_path / "docs"), DAY)
    made = document.make(found, KINDS["knowledge"], {"owner": "กลุ่มนิเทศฯ"}, library)
    return made.files[made.path].decode().split("---\n", 2)[2].strip(), list(made.notes)


def _office():
    office = docx.Document()
    say(office, ("เรื่องหนึ่ง", "b"))
    return office


def _r(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def _f(above: str, below: str) -> str:
    return f"<m:f><m:num>{above}</m:num><m:den>{below}</m:den></m:f>"


@pytest.mark.parametrize(
    ("equation", "said"),
    [
        (f'<m:acc><m:accPr><m:chr m:val="̅"/></m:accPr><m:e>{_r("x")}</m:e></m:acc>', "x̄"),
        (f'<m:bar><m:barPr><m:pos m:val="top"/></m:barPr><m:e>{_r("X")}</m:e></m:bar>', "X̄"),
        (_f(_r("3"), _r("4")), "3/4"),
        (_f(_r("E"), _r("1+n")), "E/(1+n)"),
        (_f(_r("ผลรวม"), _r("จำนวน")), "ผลรวม/จำนวน"),
        (_f(_f(_r("a"), _r("b")), _r("c")), "(a/b)/c"),
        (f'<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/><m:e>{_r("25")}</m:e></m:rad>', "√25"),
        (f"<m:rad><m:deg>{_r('3')}</m:deg><m:e>{_r('a+b')}</m:e></m:rad>", "∛(a+b)"),
        (f"<m:sSup><m:e>{_r('r')}</m:e><m:sup>{_r('2')}</m:sup></m:sSup>", "r²"),
        (f"<m:sSup><m:e>{_r('x')}</m:e><m:sup>{_r('n+k')}</m:sup></m:sSup>", "x^(n+k)"),
        (f"<m:sSub><m:e>{_r('E')}</m:e><m:sub>{_r('2')}</m:sub></m:sSub>", "E₂"),
        (
            f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>{_r("i=1")}</m:sub><m:sup>{_r("n")}</m:sup><m:e>{_r("X")}</m:e></m:nary>',
            "∑\\_(i=1)ⁿ X",
        ),
        (f"<m:d><m:e>{_r('a')}</m:e></m:d>{_r('=b')}", "(a)=b"),
        (
            f'<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e>{_r("1")}</m:e></m:d>',
            "[1]".replace("[", "\\[").replace("]", "\\]"),
        ),
    ],
)
def test_an_equation_keeps_its_meaning_on_one_line(equation, said, tmp_path):
    office = _office()
    say(office, "สูตร ")._p.append(parse_xml(f"<m:oMath {MATH}>{equation}</m:oMath>"))
    say(office, "จบ")
    assert _draft(office, tmp_path)[0].startswith(f"สูตร {said}\n")


def test_white_letters_are_told_unless_they_stand_on_a_colour(tmp_path):
    office = _office()
    line = say(office, "ฟฟฟฟ", "เห็น")
    line.runs[0].font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
    made = table(office, [["หัวตาราง", "ข้อ"], ["ก", "ข"]])
    cell = made.cell(0, 0)
    cell.paragraphs[0].runs[0].font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), "1F3864")
    cell._tc.get_or_add_tcPr().append(shade)
    text, notes = _draft(office, tmp_path)
    assert text == "เห็น\n\n| หัวตาราง | ข้อ |\n| --- | --- |\n| ก | ข |"
    assert [note for note in notes if "สีขาว" in note]


def test_blanks_of_a_form_stay(tmp_path):
    office = _office()
    line = say(office, "ชื่อ ", "\t\t", " ชั้น ", "          ", " เลขที่ ", "สี่")
    for run in (line.runs[1], line.runs[3], line.runs[5]):
        run.underline = True
    assert _draft(office, tmp_path)[0] == "ชื่อ ........ ชั้น ........ เลขที่ **สี่**"


def test_a_caption_is_no_heading_and_bold_is_bold_once(tmp_path):
    office = _office()
    say(office, "แผนภูมิที่ 2 คะแนนรายชั้น", style="Heading 1")
    say(office, ("ตารางที่ ๑ ผู้ตอบ", "b"))
    say(office, "จำนวนผู้ตอบในปีนี้มากกว่าปีก่อน")
    line = say(office, ("มติ", "b"), " รับทราบ")
    line.runs[0].underline = True
    text, _ = _draft(office, tmp_path)
    assert text.split("\n\n") == [
        "แผนภูมิที่ 2 คะแนนรายชั้น",
        "ตารางที่ ๑ ผู้ตอบ",
        "จำนวนผู้ตอบในปีนี้มากกว่าปีก่อน",
        "**มติ** รับทราบ",
    ]


def test_a_cell_across_is_said_once_and_one_downwards_in_each_row(tmp_path):
    office = _office()
    made = table(office, [["ที่", "รายการ", "บาท"], ["1", "ดิน", "20"], ["", "ปุ๋ย", "30"], ["รวมทั้งสิ้น", "", "50"]])
    made.cell(3, 0).merge(made.cell(3, 1))
    made.cell(1, 0).merge(made.cell(2, 0))
    text, notes = _draft(office, tmp_path)
    assert text.splitlines()[2:] == ["| 1 | ดิน | 20 |", "| 1 | ปุ๋ย | 30 |", "| รวมทั้งสิ้น |  | 50 |"]
    assert len([note for note in notes if "ผสาน" in note]) == 1


def test_each_kind_of_loss_is_told_in_one_note(tmp_path):
    office = _office()
    line = say(office, "ดู ")
    for words in ("แผน", "แบบ", "ผล"):
        hyperlink(line, words, f"file:///C:/{words}.docx")
    office.sections[0].header.paragraphs[0].text = "หัวกระดาษของโรงเรียน"
    office.sections[0].footer.paragraphs[0].text = "ท้ายกระดาษของโรงเรียน"
    notes = _draft(office, tmp_path)[1]
    assert [len([note for note in notes if word in note]) for word in ("ลิงก์", "กระดาษ")] == [1, 1]
    assert all(word in "".join(notes) for word in ("“แผน”", "“แบบ”", "“ผล”", "หัวกระดาษของ", "ท้ายกระดาษของ"))
