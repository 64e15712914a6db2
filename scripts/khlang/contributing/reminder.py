"""The reminder of the week: which groups have no summary yet, as the text of one issue on GitHub."""

from __future__ import annotations

import datetime

from khlang.content.library import Library
from khlang.content.vocabulary import Group
from khlang.contributing.report import inert
from khlang.exchange.weeks import missing, monday_of
from khlang.thai.dates import thai_date, week_name

WEEKS = 2  # this one and the one before: older ones stand on the board


def reminder(library: Library, root: str = "") -> str:
    """What is missing on the library's day, as Markdown; empty where nothing is.

    `root` is the site's address, for links to the form and the board.
    """
    this_week = monday_of(library.today)
    mondays = [this_week - datetime.timedelta(weeks=n) for n in range(WEEKS)]
    found = [(monday, missing(library, monday)) for monday in mondays]
    if not any(groups for _, groups in found):
        return ""
    numerals = library.settings.numerals
    lines = [f"ณ วันที่ {thai_date(library.today, numerals)} ยังไม่มีสรุปของกลุ่มต่อไปนี้ ถ้าส่งแล้วรอขึ้นเว็บไซต์ ไม่ต้องทำอะไรเพิ่ม", ""]
    for monday, groups in found:
        if groups:
            lines += [f"**{week_name(monday, numerals)}**", "", *map(_row, groups), ""]
    lines += _ways(root)
    return "\n".join(lines) + "\n"


def _row(group: Group) -> str:
    return f"- [ ] {inert(group.label)}"


def _ways(root: str) -> list[str]:
    if not root:
        return ["สัปดาห์ที่งดประชุมให้ส่งแบบ “สัปดาห์ที่ไม่มีสรุป” ข้อความนี้ปรับเองและปิดเองเมื่อครบ"]
    site = root.rstrip("/")
    return [
        f"ส่งสรุป {site}/contribute/#exchange · งดประชุมหรือไม่เผยแพร่ {site}/contribute/#week · กระดาน {site}/board/",
        "",
        "ข้อความนี้ปรับเองและปิดเองเมื่อครบ",
    ]
