"""The service survey as files that make a form: a script for Google Forms, a Word document for Microsoft Forms.

Google Forms imports no file; its Apps Script makes a form (https://developers.google.com/apps-script/reference/forms).
Microsoft Forms takes a Word document with numbered questions and lettered answers ("Quick import").
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from html import escape

from khlang.content.library import Library
from khlang.content.service_survey import ServiceSurvey
from khlang.pages.qr import qr

FOLDER = "service"
SCRIPT = f"{FOLDER}/google-forms.txt"
DOCUMENT = f"{FOLDER}/microsoft-forms.docx"
QR = f"{FOLDER}/form-qr.svg"

_SCRIPT = """\
// {title}
// 1. เปิด https://script.google.com กด โปรเจ็กต์ใหม่ ลบข้อความเดิม แล้ววางข้อความทั้งหมดนี้
// 2. กด เรียกใช้ แล้วอนุญาต แบบสอบถามจะอยู่ใน Google ไดรฟ์ ที่อยู่สำหรับผู้ตอบอยู่ในบันทึกการดำเนินการ

const SURVEY = {survey};

function createForm() {{
  const form = FormApp.create(SURVEY.title).setDescription(SURVEY.intro).setCollectEmail(false).setProgressBar(true);
  for (const {{ title, choices }} of SURVEY.groups) {{
    form.addMultipleChoiceItem().setTitle(title).setChoiceValues(choices).setRequired(true);
  }}
  for (const {{ title, rows }} of SURVEY.grids) {{
    form.addGridItem().setTitle(title).setRows(rows).setColumns(SURVEY.columns).setRequired(true);
  }}
  for (const title of SURVEY.open) form.addParagraphTextItem().setTitle(title);
  Logger.log("ที่อยู่สำหรับผู้ตอบ " + form.getPublishedUrl());
}}
"""
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_DOCUMENT = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{paragraphs}</w:body></w:document>'
)
_PARAGRAPH = '<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def form_files(library: Library) -> dict[str, bytes]:
    """What makes a form, and the QR code of the form where the office has one; nothing without a questionnaire."""
    survey, address = library.vocabulary.service_survey, library.settings.service_form
    if survey is None:
        return {}
    files = {SCRIPT: script(survey).encode(), DOCUMENT: document(survey)}
    return {**files, QR: qr(address)} if address else files


def script(survey: ServiceSurvey) -> str:
    """A program for script.google.com that makes the form."""
    told = {
        "title": survey.title,
        "intro": survey.intro,
        "groups": [{"title": one.title, "choices": one.choices} for one in survey.groups],
        "columns": survey.scale[::-1],
        "grids": [{"title": survey.grid(aspect), "rows": aspect.items} for aspect in survey.aspects],
        "open": survey.open,
    }
    return _SCRIPT.format(title=survey.title, survey=json.dumps(told, ensure_ascii=False, indent=2))


def document(survey: ServiceSurvey) -> bytes:
    """A Word document: questions have numbers, answers letters."""
    paragraphs = "".join(_PARAGRAPH.format(text=escape(line, quote=False)) for line in _lines(survey))
    out = io.BytesIO()
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": _DOCUMENT.format(paragraphs=paragraphs),
    }
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(
                zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text
            )  # the same day each time: the same bytes
    return out.getvalue()


def _lines(survey: ServiceSurvey) -> Iterator[str]:
    yield survey.title
    yield survey.intro
    for number, (title, choices) in enumerate(_questions(survey), 1):
        yield f"{number}. {title}"
        yield from (f"{chr(ord('A') + place)}. {choice}" for place, choice in enumerate(choices))


def _questions(survey: ServiceSurvey) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from ((one.title, one.choices) for one in survey.groups)
    for aspect in survey.aspects:
        yield from ((f"{survey.grid(aspect)} [{item}]", survey.scale[::-1]) for item in aspect.items)
    yield from ((title, ()) for title in survey.open)
