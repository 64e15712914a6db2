"""What comes along when a text is copied out of a PDF, a chat, a web page or the answer of an AI tool."""

from __future__ import annotations

import re
from collections.abc import Iterator

from khlang.checks.prose import Prose
from khlang.content.library import Library
from khlang.content.problem import Level, Problem, Rule
from khlang.thai.displaced import displaced

PDF = Rule(
    "pasted-pdf",
    "ข้อความไทยที่เสียจากการคัดลอก PDF",
    Level.ADVICE,
    "ทัง้โรงเรียนท าปุ๋ย",
    "ทั้งโรงเรียนทำปุ๋ย",
    "PDF เก็บตำแหน่งของสระและวรรณยุกต์ ไม่ได้เก็บคำ เมื่อคัดลอกออกมาสระอำหายและวรรณยุกต์เลื่อนที่ คำจึงอ่านไม่ออกและค้นไม่พบ",
    is_mended=True,
)
RESIDUE = Rule(
    "pasted-residue",
    "เศษข้อความจากเครื่องมือ AI หรือหน้าเว็บ",
    Level.ADVICE,
    "เลือกนิทาน 【4†source】",
    "เลือกนิทาน",
    "ข้อความเหล่านี้เป็นปุ่มหรือคำพูดของโปรแกรม ไม่ใช่เนื้อหา ผู้อ่านเห็นแล้วไม่แน่ใจว่ามีคนตรวจเรื่องนี้หรือไม่",
    is_mended=True,
)
CHAT = Rule(
    "pasted-chat",
    "ข้อความที่ส่งออกจากแชต LINE",
    Level.ADVICE,
    "[LINE] ประวัติการแชตใน กลุ่มครู",
    "สรุปจากการพูดคุยของกลุ่มครู",
    "แชตมีชื่อและคำพูดของคนอื่นที่ไม่ได้ยินยอมให้เผยแพร่ ให้สรุปเป็นเรื่องแทนการวางทั้งบทสนทนา",
)

ROSTER = Rule(
    "pasted-roster",
    "ตารางรายชื่อนักเรียน",
    Level.ADVICE,
    "| เลขที่ | ชื่อ - สกุล | คะแนน |\n|---|---|---|\n| 1 | สมมติ ตัวอย่าง | 12 |",
    "| คนที่ | คะแนน |\n|---|---|\n| 1 | 12 |",
    "ตารางที่มีชื่อคู่กับเลขที่ ชั้น หรือคะแนนบอกตัวนักเรียนและผลการเรียนของเขา คลังนี้ไม่เผยแพร่ชื่อนักเรียน",
    is_private=True,
)
ROSTER_PATTERN = (
    r"^[ \t]*(?=\|)(?:(?=[^\n]*\|[ \t*]*ชื่อ[ \t*]*\|)(?=[^\n]*\|[ \t*]*(?:เลขที่|ชั้น|ห้อง|คะแนน|เกรด|ผลการเรียน))"
    r"|(?=[^\n]*\|[ \t*]*(?:ราย)?ชื่อ[ \t]*(?:(?:[-–—/]|และ)?[ \t]*(?:นาม)?สกุล|นักเรียน|เล่น)[ \t*]*\|)"
    r"(?=[^\n]*\|[ \t*]*(?:เลขที่|ชั้น|ห้อง|คะแนน|เกรด|ผล(?:การเรียน|สอบ|ต่าง)|(?:ก่อน|หลัง)(?:เรียน|สอน|ฝึก|ใช้)?|ร้อยละ|น้ำหนัก|ส่วนสูง|ครั้งที่|(?:Pre|Post)-?test)))"
    r"[^\n]*\n[ \t]*\|[ \t:|-]+$"
)
"""The head of a table that names pupils, for Python and, with the same meaning, for the form's script (flag m)."""

_HEAD = re.compile(ROSTER_PATTERN, re.MULTILINE)
_ROW = re.compile(
    r"<tr[^>]*>\s*(?P<html>.*?)</tr>|^(?P<tabs>[^\n|]*[^\n|\t]\t[^\n|]*)$", re.MULTILINE | re.DOTALL | re.IGNORECASE
)
_BETWEEN = re.compile(r"\t|</t[hd]>\s*<t[hd][^>]*>", re.IGNORECASE)
_TAG = re.compile("<[^>]*>")

# What Thai cannot have: a vowel after a space; ั and ื without the letter that must follow; their tone mark on that letter.
_LOST_AM = re.compile("([ก-ฮ][่-๋]?) า(?![่-๋])")
_LATE_TONE = re.compile("([ก-ฮ][ัื])([ก-ฮ])([่-๋])")
_LATE_HAN = re.compile("([ก-ฮ])([ก-ฮ])ั(?=[เแโใไ])")
_TURNED_AM = re.compile("าํ")
_LOST_TONE = re.compile("((?:ให|(?<!บัน)ได|ใช))([ก-ฮ])้")  # ใหอ้่าน, ไดจ้ัด
_APART = re.compile(
    "([ก-ฮ](?:[ัื][่-๋]?|(?<!ก)็)) (?=[ก-ฮ])"
)  # ขั้ นตอน, เป็ น: also where a text was cut off, so that one alone is not told
_APART_IA = re.compile("(เ[ก-ฮ]{1,2}ี[่-๋]?) (?=ย[นงวมบ](?![ะ-ฺ็-๎]))")  # เรี ยน
_REMOVED = re.compile(
    r"[ ]?(?::contentReference\\?\[oaicite:\d+\\?\](?:\\?\{index=\d+\\?\})?|【\d+(?::\d+)?†[^】\n]*】|\[cite(?:_start|: ?[\d, ]+)\]|(?:cite)?turn\d+(?:search|view|news|image|file)\d+)"
)
_TOLD = re.compile(
    r"utm_source=(?:chatgpt|openai|copilot|perplexity)[\w.]*|^[^\S\n]*(?:ส่งออกไปยังชีต|คัดลอกโค้ด|แชร์บทความนี้|ยอมรับคุกกี้(?:ทั้งหมด)?|ข้ามไปยังเนื้อหา(?:หลัก)?|อ่านเพิ่มเติม)[^\S\n]*$"
    r"|^[^\S\n]*(?:แน่นอน|ได้เลย)(?:ครับ|ค่ะ)[^\n]{0,8}(?:นี่คือ|ต่อไปนี้คือ|ด้านล่างนี้?คือ)[^\n]*|(?:หาก|ถ้า|คุณ)?ต้องการ[^\n]{0,12}(?:ผม|ดิฉัน|ฉัน)(?:สามารถ|ช่วย)[^\n]*"
    r"|^[^\S\n]*(?:หาก|ถ้า)ต้องการ[^\n]{0,60}(?:แจ้ง|บอก)(?:ผม|ดิฉัน|ฉัน)?ได้เลย(?:ครับ|ค่ะ|นะ)[^\n]*|^[^\S\n]*(?:Sure|Certainly|Of course)[!,.][^\n]{0,20}[Hh]ere(?:'s| is| are)[^\n]*"
    r"|As an AI (?:language )?model[^\n]*|Let me know if you(?:'d| would)? (?:like|want|need)[^\n]*|ChatGPT can make mistakes[^\n]*|ChatGPT อาจ[^\n]{0,20}ผิดพลาด[^\n]*"
    r"|^[^\S\n]*(?:Copy code|แชร์ไปยัง (?:Facebook|LINE|X|Twitter)|แชร์บน Facebook|เว็บไซต์นี้(?:มีการ)?ใช้คุกกี้[^\n]*|อ่านต่อ(?:\.{2,}|…| ?»)?)[^\S\n]*$"
    r"|ในฐานะ(?:โมเดลภาษา|ผู้ช่วย AI|AI)[^\n]*|\\#{2,}|\\\*\\\*",
    re.MULTILINE,
)
_CHAT = re.compile(r"^\[LINE\][^\n]*|^ประวัติการแชต[^\n]*", re.MULTILINE)
_SAID = re.compile(r"^\d{1,2}:\d{2}[\t ]+\S[^\t\n]{0,40}[\t ]+\S[^\n]*(?:\n\d{1,2}:\d{2}[\t ]+\S[^\n]*)*", re.MULTILINE)
_STICKER = re.compile(
    r"ยกเลิกข้อความ$|เข้าร่วมกลุ่ม$|\[(?:สติกเกอร์|รูปภาพ?|วิดีโอ|ไฟล์|Sticker|Photo)\]|^\d{4}[./]\d{2}[./]\d{2} ?(?:วัน|\()",
    re.MULTILINE,
)


def check(prose: Prose, library: Library) -> Iterator[Problem]:
    """Traces of where a text was copied from."""
    words = prose.words
    yield from _pdf(prose, words)
    for start, end in _rosters(words, prose.source):
        message = "ตารางนี้มีชื่อคู่กับเลขที่ ชั้น หรือคะแนน ถ้าเป็นชื่อนักเรียนให้ลบคอลัมน์ชื่อ แล้วใช้ คนที่ 1, 2, 3 แทน"
        yield prose.at(ROSTER, start, end, message)
    for found in _REMOVED.finditer(words):
        yield prose.at(RESIDUE, *found.span(), "เป็นเครื่องหมายอ้างอิงของเครื่องมือ AI ให้ลบออก แล้วอ้างแหล่งที่มาจริง", "")
    for found in _TOLD.finditer(prose.source):
        yield prose.at(
            RESIDUE, *found.span(), f"“{found[0].strip()[:40]}” มาจากเครื่องมือ AI หรือหน้าเว็บ ให้ลบออกแล้วอ่านทานทั้งเรื่อง"
        )
    chat = _CHAT.search(words) or (_SAID.search(words) if _STICKER.search(words) else None)
    if chat:
        message = "ข้อความนี้ส่งออกจากแชต มีชื่อและคำพูดของคนอื่น ให้สรุปสาระเป็นข้อความของท่านเอง แล้วลบบทสนทนา"
        yield prose.at(CHAT, *chat.span(), message)


def _rosters(words: str, source: str) -> Iterator[tuple[int, int]]:
    """The heads of tables of pupils, written with bars, with tabs or as HTML."""
    for found in _HEAD.finditer(words):
        yield found.start(), found.start() + found[0].index("\n")
    for found in _ROW.finditer(source):
        cells = _BETWEEN.split(found["html"] or found["tabs"])
        if _HEAD.match(f"|{'|'.join(_TAG.sub('', cell).strip() for cell in cells)}|\n|---|"):
            yield found.span()


def _pdf(prose: Prose, words: str) -> Iterator[Problem]:
    found = [
        (match.start(), match.end(), match.expand(right), True)
        for pattern, right in (
            (_LOST_AM, r"\1ำ"),
            (_LATE_TONE, r"\1\3\2"),
            (_LATE_HAN, r"\1ั\2"),
            (_TURNED_AM, "ำ"),
            (_LOST_TONE, r"\1้\2"),
        )
        for match in pattern.finditer(words)
    ]
    apart = [(match.start(), match.end(), match[1], True) for match in _APART.finditer(words)]
    apart += [(match.start(), match.end(), match[1], False) for match in _APART_IA.finditer(words)]
    found += apart if len(apart) > 1 or found else []
    for start, end, _, _ in found:
        words = f"{words[:start]}{' ' * (end - start)}{words[end:]}"
    found += displaced(words, is_suspect=bool(found))
    for start, end, right, is_sure in found:
        message = f"สระหรือวรรณยุกต์เสียจากการคัดลอก PDF ให้พิมพ์ “{right}” แทน “{prose.words[start:end]}” แล้วอ่านทานทั้งย่อหน้า"
        yield prose.at(PDF, start, end, message, right if is_sure else None)
