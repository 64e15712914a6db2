"""Which words come up in open answers: words of many people, never anybody's sentence.

What the gate for personal data finds, and names of people, go before words are cut. A word is told only if at least
`least` of those who answered wrote it, and at least as many or none did not: neither is a small set of people.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from khlang.privacy.patterns import find
from khlang.survey.identifying import common_words
from khlang.survey.named import GAP, without_names
from khlang.survey.shapes import OpenQuestion, Word
from khlang.thai.words import words

MOST_WORDS = 30
_TITLE_WORDS = (
    "นาย นาง นางสาว เด็กชาย เด็กหญิง ครู คุณครู คุณ อาจารย์ ผอ ผอ. ผู้อำนวยการ ดร พี่ น้อง ป้า ลุง น้า อา คุณหมอ หมอ ศน ศน. ศึกษานิเทศก์ รอง รองฯ เจ๊ เฮีย ท่าน "
    "หัวหน้า mr mrs ms miss dr teacher"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|@\S+|\S+\.(?:com|net|org|th)\S*")
_THAI_WORD = re.compile(r"^[ก-๎]{2,}$")
_FOREIGN = re.compile(r"^[A-Za-z][A-Za-z\-]{1,}$")
# Words of every questionnaire, which say nothing of this one
_LISTED_NOT = "ไม่ ไม่ค่อย ไม่ได้ ไม่เคย ไม่มี ไม่ควร ไม่สามารถ ไม่น่า ไม่อาจ ไม่ถูก ไม่ต้อง มิ มิได้ ไร้ ปราศจาก ขาด ยังไม่"
_NOT = frozenset(_LISTED_NOT.split())
_FOREIGN_NOT = frozenset(("not", "no", "never", "without", "isn't", "don't", "doesn't", "lack"))
_LISTED_BETWEEN = "ค่อย ได้ เคย มี ควร จะ สามารถ น่า ค่อยจะ ได้รับ ให้ ถูก ต้อง ทัน อยู่ ตาม"
_BETWEEN = frozenset(_LISTED_BETWEEN.split())
# Of everyday speech, yet a complaint behind a not
_LISTED_SAID_OF = "ดี ชัด ทัน พอ เพียงพอ ตรง ทั่ว เร็ว ง่าย เพราะ เท่า เท่ากัน เป็น เต็มใจ ครบ จริง ใส่ใจ สนใจ เหมาะ เหมาะสม"
_SAID_OF = frozenset(_LISTED_SAID_OF.split())
_SAID_ANYWAY = (
    "ควร อยาก อยากได้ อยากให้ ต้องการ มี ไม่มี ดี มาก ขอ ขอบคุณ ข้อเสนอแนะ เสนอแนะ เพิ่มเติม ครับ ค่ะ คะ นะคะ จ้า และ ไม่ ได้ ให้ เพิ่ม ทำ "
    "โทร เบอร์"
)


def frequent(question: str, answers: Sequence[str], least: int, leave_out: Collection[str] = ()) -> OpenQuestion:
    """The words that many respondents wrote; `answers` hold one text for each respondent, empty for none.

    `leave_out` are words that the author wants untold.
    """
    written = [text for text in answers if text.strip(" -–.")]
    if len(written) < least:
        return OpenQuestion(text=question)
    times = Counter(word for text in written for word in terms(text))
    unwanted = {word.casefold() for word in leave_out}
    told = [
        Word(text=word, respondents=count)
        for word, count in sorted(times.items(), key=lambda row: (-row[1], row[0]))
        if count >= least and (count == len(written) or len(written) - count >= least) and word not in unwanted
    ]
    return OpenQuestion(text=question, answered=len(written), words=tuple(told[:MOST_WORDS]))


def terms(text: str) -> frozenset[str]:
    """The words of one answer that may be told: no personal data, no names, none of everyday speech.

    A word that is said not to be stays with its not: ไม่สุภาพ, ไม่ค่อยสะอาด, not polite.
    """
    cut = [word for word in words(masked(text)) if not word.isspace()]
    return frozenset(_terms(cut))


def masked(text: str) -> str:
    """An answer without what tells of a person; each place becomes a sign at which words end."""
    for found in reversed(find(text)):
        text = f"{text[: found.start]}{GAP}{text[found.end :]}"
    return _ADDRESS.sub(GAP, without_names(text))


def _terms(cut: Sequence[str]) -> Iterable[str]:
    common, place = _stopped(), 0
    while place < len(cut):
        if _is_negation(cut[place]):
            phrase, place = _negated(cut, place)
            if phrase:
                yield phrase
            continue
        known = cut[place].casefold()
        if _is_word(known) and known not in common:
            yield known
        place += 1


def _is_word(text: str) -> bool:
    return bool(_THAI_WORD.match(text) or _FOREIGN.match(text))


def _is_negation(word: str) -> bool:
    return word in _NOT or word.casefold() in _FOREIGN_NOT


def _negated(cut: Sequence[str], place: int) -> tuple[str, int]:
    """What is said not to be, from its not to the word that says what, and where the rest begins; empty where nothing is."""
    end = place + 1
    while end < len(cut) and (cut[end] in _BETWEEN or _is_negation(cut[end])):
        end += 1
    if end == len(cut) or not _is_word(cut[end].casefold()):
        return "", end
    is_said = cut[end].casefold() not in _stopped() or cut[end] in _SAID_OF
    between = " " if _FOREIGN.match(cut[end]) else ""
    return (between.join(cut[place : end + 1]).casefold() if is_said else ""), end + 1


@lru_cache(maxsize=1)
def _stopped() -> frozenset[str]:
    return frozenset((*common_words(), *_SAID_ANYWAY.split(), *_TITLE_WORDS.split()))
