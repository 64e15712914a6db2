"""What the indexer says, in Thai and in English; `{}` is the place of a value."""

import re
from typing import NamedTuple


class Message(NamedTuple):
    """One sentence in both languages."""

    thai: str
    english: str


LARGE = Message(
    "ไฟล์ใหญ่ {} MB เกิน {} MB จึงไม่ทำดัชนี ให้แบ่งหน้าเป็นหลายหน้า", "{} MB, which is more than {} MB: split the page"
)
MADE = Message("หน้าที่โปรแกรมสร้างเว็บทำเอง (genindex, source, search)", "made by the generator (genindex, source, search)")
NOINDEX = Message("หน้าขอไม่ให้ค้น (noindex)", "asks not to be found (noindex)")
REFRESH = Message("หน้าส่งต่อไปที่อื่น (meta refresh)", "leads elsewhere (meta refresh)")
NO_BODY = Message("ไม่มีเนื้อหา (ไม่พบ <body>)", "has no content (no <body>, or nothing that --root names)")
EXCLUDED = Message("หน้าขอไม่ให้ค้น (data-search-exclude)", "asks not to be found (data-search-exclude)")
OTHER_LANGUAGE = Message(
    "เนื้อหาเป็นภาษาอื่น ({}) ไม่ใช่ภาษาของหน้า ({})", "its text is in another language ({}) than the page ({})"
)
NO_TEXT = Message("ไม่มีข้อความให้ค้น", "has no text")
UNREADABLE = Message("อ่านไฟล์ไม่ได้ ({})", "cannot be read ({})")
UNMARKED = Message("หน้าไม่มี data-pagefind-body แต่หน้าอื่นมี", "has no data-pagefind-body, which other pages have")

REASONS = (LARGE, MADE, NOINDEX, REFRESH, NO_BODY, EXCLUDED, OTHER_LANGUAGE, NO_TEXT, UNREADABLE, UNMARKED)
"""Why a page is skipped."""

SKIPPED = Message("ข้าม {}: {}", "skipped {}: {}")
DONE = Message("ทำดัชนีแล้ว {} หน้า {}", "{} pages indexed, {}")
PROGRESS = Message("ทำดัชนี", "Indexing")


def english(reason: str) -> str:
    """Give in English why a page was skipped, by the Thai sentence; that itself if it is none of ours."""
    for message in REASONS:
        pattern = re.escape(message.thai).replace(r"\{\}", "(.*)")
        if told := re.fullmatch(pattern, reason):
            return message.english.format(*told.groups())
    return reason
