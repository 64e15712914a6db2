"""Names of people in open answers: behind a title of schools and offices, and given names without one.

What is left out costs a word of a list; what is left in is somebody's name on the site. So doubt leaves it out.
"""

from __future__ import annotations

import re
from functools import lru_cache

from khlang.survey.identifying import common_words, family_names, given_names
from khlang.thai.words import dictionary, words

GAP = " ■ "
"""What stands for a person; words end there."""

_TITLE = re.compile(
    r"(?P<sure>นางสาว|นาง(?!สาว)|นาย(?!กฯ|ก ?อบ|กรัฐ|จ้าง|ทะเบียน)|น\.ส\.|ด\.[ชญ]\.|เด็ก(?:ชาย|หญิง)|ดร\.|ผศ\.|รศ\.|ว่าที่ ?(?:ร\.?ต\.?|ร้อยตรี) ?(?:หญิง)?|"
    r"\b(?:mr|mrs|ms|miss|dr)\b\.?)|"
    r"(?P<role>ผู้อำนวยการ|(?:ท่าน ?)?(?:รอง ?)?ผอ\.?|รองฯ|รอง(?= ?ผู้อำนวยการ|[ .])|ศน\.?|ศึกษานิเทศก์|ผช\.|ผู้ช่วย|นักวิชาการ|นิติกร|ธุรการ|ภารโรง|คุณครู|ครู|คุณ|อาจารย์|อจ\.|อ\.|"
    r"หัวหน้า|หน\.|ท่าน|มาสเตอร์|มิส|\bteacher\b|\bkru\b)|"
    r"(?P<kin>พี่|น้อง|เจ๊|เจ้|เฮีย|ป๋า|ป้า|ลุง|น้า|แม่|พ่อ|หมอ|จ่า|ชื่อ|จนท\.?|เจ้าหน้าที่)",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[ก-๎]+|[A-Za-z]+")
_MARK = re.compile("[ะ-ฺๅ็-๎]")  # no word begins with one
_LONGEST_NAME = 20
_SHORTEST_IN_PIECES = 5  # letters of a name that the word cutter takes apart
_LISTED_NICKNAMES = (
    "อ้อย นก ไก่ เป็ด หมู หมี แมว หนู ปู กุ้ง ปลา กบ เต่า ช้าง เสือ สิงห์ ม้า ลิง กวาง ผึ้ง มด จิ้งหรีด เล็ก น้อย ใหญ่ หน่อย นิด นุ้ย นุช นุ่น นัท แนน แนท นิว นาย นุ๊ก "
    "แดง ดำ ขาว เขียว เหลือง ฟ้า ชมพู่ ชมพู ส้ม องุ่น มะลิ กล้วย แตงโม แตง แอปเปิ้ล เชอรี่ มะนาว มะเหมี่ยว ลูกตาล ลูกเกด น้ำ น้ำตาล น้ำผึ้ง น้ำฝน น้ำหวาน ฝน ฟ้าใส เดือน ดาว จันทร์ "
    "ต้น ต้อม ต้อย ติ๊ก ตุ๊ก ตุ๊กตา ตุ้ม ตุ๋ย ตู่ ตู๋ ต่าย ตาล แต๋ว แต้ว โต้ง โต โต๋ ตี๋ เต้ เต๋า เต้ย เติ้ล ต๋อง ต๋อย ต่อ ป้อม ปุ้ย ปุ๋ย ปุ๊ก ปอ ปอย ป๊อบ ป๊อป ปิง ปิ๊ก ปิ่น ปาน ปาล์ม แป้ง แป๋ว โป้ง ปั้น ปอนด์ "
    "เอ เอก เอ๋ เอ้ โอ โอ๋ โอ๊ต อาร์ต อาร์ม อัน อั้ม อ้น อ้อ ออย ออม ออฟ อุ๊ อุ๋ย อุ้ม แอ๋ว แอน แอ๊ด แอม อิ๋ว อิ๋ม อี๊ด อู๊ด อ๊อด อ้วน อ๋อย "
    "กุ๊ก กุ้งนาง กิ๊ก กิ๊ฟ กิ่ง กอล์ฟ ก้อย ก้อง เก่ง เก๋ เกด แก้ว เกมส์ เกม แก๊ป โก้ โก๋ กั้ง ไกด์ กี้ กัน ขวัญ ข้าว ข้าวปั้น เข้ม ไข่ จ๋า จุ๋ม จุ๊บ จอย จิ๊บ จิ๋ว แจง แจ๋ว แจ๊ค เจ เจน เจี๊ยบ โจ โจ้ จูน จ้อย "
    "ชัย ชาย เชษฐ์ ซัน ซิน ซี แซม โซ่ ดิว ดิน เด่น โด่ง ดอน ดี๋ ทราย ทิพย์ ธีร์ นิกกี้ บอย บอล บอม บิ๊ก บี บีม บุ๊ค เบน เบนซ์ เบล เบียร์ เบลล์ บ๊วย บุ๋ม บัว ใบเตย ใบตอง ใบเฟิร์น "
    "ฝ้าย ฝนทิพย์ แพร แพรว พลอย เพชร พิม พิมพ์ พีช พี พิ้ง พุธ เพลง พรีม แพท โฟม เฟิร์น ไฟว์ เมย์ มายด์ มิว มิ้น มิ้นท์ มุก เมย์ แมน แม็ก ไมค์ โม โมจิ เหมียว ม่อน หมวย แหม่ม เหม่ง หมู่ หมิว "
    "ยุ้ย ยุ โย แยม หยก หยง ญา ญาญ่า รุ่ง รัตน์ ราตรี เล็ก หลิน หลี เล้ง วัน วิว เวฟ วุ้น ศร สา สายฝน สุ สร้อย หนึ่ง สอง สาม หนิง หนุ่ย หนุ่ม หน่อง หน่า เหน่ง เหน่ย แหวน หวาน แหม่มนุ้ย อาย ไอซ์ ไอซ ไอด้า"
)
_NICKNAMES = frozenset(_LISTED_NICKNAMES.split())
# Names that are, in answers to a questionnaire, nearly always the word
_LISTED_WORDS = (
    "สุภาพ สะอาด สมบูรณ์ เจริญ พัฒนา ศึกษา ประชุม รักษา เสนอ พร้อม ประกอบ ประกาศ สัญญา สัมพันธ์ สัมภาษณ์ วิจัย ธรรมชาติ ระเบียบ อารมณ์ ประตู อังกฤษ เลี้ยง คุณภาพ เกษตร วิชา ดำเนิน "
    "สบาย สงบ แปลก พลัง เอกชน หวัง พิมพ์ ศิลปะ แท้จริง ประสิทธิภาพ สนิท แถว ละคร ธนาคาร แสง สำเร็จ สมควร อิสระ สนุก องค์การ คะแนน หอม เชิญ ดอกไม้ ระวัง ปัญญา ชนะ พิสูจน์ เทคนิค "
    "เลื่อน เสริม ละเอียด ประสงค์ ทน สนาม เรียง อนุมัติ เตือน ประมวล ประสาน ยินดี ยุติธรรม สว่าง เสรี ประวัติ สมัคร แปลง เติม เชื่อม อนุรักษ์ ฉลาด เด่น ประหยัด สมบัติ ศักยภาพ สถิติ วินัย กำแพง มิตร "
    "ชื่นชม สำนวน สดใส สนอง อำนวย บำรุง เอกลักษณ์ บันเทิง ถนัด ชำนาญ ประดิษฐ์ สุจริต มารยาท ยุทธศาสตร์ วิเศษ ประยุกต์ พิทักษ์ ขยัน แนบ ร่ม ชะลอ รุ่งเรือง กิริยา สง่า รณรงค์ ปริญญา คล่อง สดชื่น "
    "ภูมิปัญญา พินิจ เชี่ยวชาญ อนุบาล เพียร สาธิต สมัชชา อำนาจ สิทธิ ประโยชน์ เปลี่ยน ประเภท ชนิด สุข อายุ ประธาน เสมอ สังคม น้ำ ผล ใหม่ ใหญ่ น้อย เล็ก ใจ ส่ง ช่วง เริ่ม รัก ผ่าน ชอบ เดือน วัน ที่ ส่วน อาจ สามารถ "
    "คำ คง ควร นาย หนึ่ง ร่วมมือ จด สรุป อัธยาศัย ไมตรี เพียงพอ อาทร เกื้อกูล ประทับใจ พอใจ พอใจมาก อาคาร สถานที่ บริการ ดี ดีมาก"
)
_WORDS = frozenset(_LISTED_WORDS.split())
# What people say behind a title that is no name: ครูสอนดี, ผอ.ใจดี
_NO_NAME = re.compile(
    r"(?:ไม่|สอน|ใจ|ดี|มา|พูด|ทำ|ให้|ควร|ที่|ทุก|บาง|คน|ผู้|และ|หรือ|มี|เป็น|บริการ|สุภาพ|ตอบ|ช่วย|อยู่|ได้|จะ|ต้อง|อยาก|เอา|แจ้ง|รับ|ประจำ|ใหม่|เก่า|น่า|ยิ้ม|ขาด|เพิ่ม|น้อย(?:มาก|เกิน|ไป)|ของ|กับ|ใน)"
)


def without_names(text: str) -> str:
    """A text in which every place that may name a person is a gap. A title stays: ศน.อ้อย → ศน. ■."""
    return _without_untitled(_without_titled(text))


def _without_titled(text: str) -> str:
    """After a sure title everything up to the space is a name; after another one what begins like one."""
    kept, position = [], 0
    starts = _word_starts(text)
    while title := _TITLE.search(text, position):
        kept.append(text[position : title.end()])
        position = title.end()
        if (title["kin"] or title["role"]) and (title.start() not in starts or _begins_word(text, title)):
            continue
        start = position + len(text[position:]) - len(text[position:].lstrip(" ."))
        letters = _LETTERS.match(text, start)
        if letters is None:
            continue
        name = letters[0] if title["sure"] and not _begins_word(text, title) else _name(letters[0])
        if name:
            kept.append(GAP)
            position = _end_of_surname(text, start + len(name), bool(title["sure"]))
    return "".join((*kept, text[position:]))


def _end_of_surname(text: str, position: int, is_sure: bool) -> int:
    surname = _LETTERS.match(text, position + 1)
    follows = surname is not None and text[position] == " "
    if follows and surname and (surname[0] in family_names() or (is_sure and re.match(r"[A-Z]", surname[0]))):
        return surname.end()
    return position


def _word_starts(text: str) -> frozenset[int]:
    """Where words begin, as the word cutter parts them; and after a sign that is no letter."""
    found, place = {0}, 0
    for word in words(text):
        found.add(place)
        place += len(word)
    found |= {one.end() for one in re.finditer(r"[^ก-๎A-Za-z]", text)}
    return frozenset(found)


def _begins_word(text: str, title: re.Match[str]) -> bool:
    """Whether a longer word of the dictionary begins with the title: คุณ begins คุณภาพ, พี่ begins พี่เลี้ยง."""
    start, end = title.span()
    if not text[end - 1 : end].strip("."):
        return False
    return any(text[start:stop] in _dictionary() for stop in range(end + 1, min(len(text), start + 20) + 1))


def _name(letters: str) -> str:
    """The name that letters behind a title begin with; empty where they begin with none.

    A given name or a nickname of the lists; else, where no word of the dictionary begins there, the letters up to one.
    """
    ends = [end for end in range(min(len(letters), _LONGEST_NAME), 1, -1) if not _MARK.match(letters, end)]
    given = next((letters[:end] for end in ends if end > 2 and letters[:end] in _names()), "")
    if _NO_NAME.match(letters) and not given:
        return ""
    nickname = next((letters[:end] for end in ends if letters[:end] in _NICKNAMES), "")
    if given or nickname:
        return max(given, nickname, key=len)
    first = words(letters)[0] if letters else ""
    return first if first and first.casefold() not in _dictionary() and re.match("[ก-๎]", first) else ""


def _without_untitled(text: str) -> str:
    """A text without given names that stand alone, also where the word cutter takes them apart: พร|ทิพย์."""
    cut = words(text)
    kept, place = [], 0
    while place < len(cut):
        length = next(
            (
                many
                for many in (4, 3, 2)
                if place + many <= len(cut)
                and len(joined := "".join(cut[place : place + many])) >= _SHORTEST_IN_PIECES
                and joined in _names()
                and joined not in _dictionary()
            ),
            1 if cut[place] in _names() else 0,
        )
        kept.append(GAP if length else cut[place])
        place += length or 1
    return "".join(kept)


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    """Given names that are not nearly always a word."""
    return given_names() - _WORDS - common_words()


@lru_cache(maxsize=1)
def _dictionary() -> frozenset[str]:
    return frozenset(dictionary().read_text(encoding="utf-8").split("\n"))
