"""Which words come up in open answers: words of many people, never anybody's sentence.

What the gate for personal data finds, and names of people, go before words are cut. A word is told only if at least
`least` of those who answered wrote it, and at least as many or none did not: neither is a small set of people.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from khlang.privacy.patterns import find
from khlang.survey.data import OpenQuestion, Word
from khlang.survey.identifying import family_names, given_names
from khlang.thai.words import dictionary, words

MOST_WORDS = 30
_TITLE_WORDS = "นาย นาง นางสาว เด็กชาย เด็กหญิง ครู คุณครู คุณ อาจารย์ ผอ ผู้อำนวยการ ดร พี่ น้อง ป้า ลุง น้า อา คุณหมอ หมอ"
_TITLE = re.compile(
    r"(?P<sure>นางสาว|นาง|นาย|น\.ส\.|ด\.[ชญ]\.|ดร\.|ว่าที่ ?ร\.ต\.)|ผู้อำนวยการ|ผอ\.?|คุณครู|ครู|คุณ|อาจารย์|อ\.|หัวหน้า|พี่|น้อง|ป้า|ลุง|หมอ"
)
_LETTERS = re.compile(r"[ก-๎]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|@\S+|\S+\.(?:com|net|org|th)\S*")
_THAI_WORD = re.compile(r"^[ก-๎]{2,}$")
_FOREIGN = re.compile(r"^[A-Za-z][A-Za-z\-]{1,}$")
# Words of every questionnaire, which say nothing of this one
_SAID_ANYWAY = (
    "ควร อยาก อยากได้ อยากให้ ต้องการ มี ไม่มี ดี มาก ขอ ขอบคุณ ข้อเสนอแนะ เสนอแนะ เพิ่มเติม ครับ ค่ะ คะ นะคะ จ้า และ ไม่ ได้ ให้ เพิ่ม ทำ "
    "โทร เบอร์"
)


def frequent(question: str, answers: Sequence[str], least: int) -> OpenQuestion:
    """The words that many respondents wrote; `answers` hold one text for each respondent, empty for none."""
    written = [text for text in answers if text.strip(" -–.")]
    if len(written) < least:
        return OpenQuestion(text=question)
    times = Counter(word for text in written for word in terms(text))
    told = [
        Word(text=word, respondents=count)
        for word, count in sorted(times.items(), key=lambda row: (-row[1], row[0]))
        if count >= least and (count == len(written) or len(written) - count >= least)
    ]
    return OpenQuestion(text=question, answered=len(written), words=tuple(told[:MOST_WORDS]))


def terms(text: str) -> frozenset[str]:
    """The words of one answer that may be told: no personal data, no names, none of everyday speech."""
    cut = [word for word in words(masked(text)) if not word.isspace()]
    return frozenset(_terms(cut))


def masked(text: str) -> str:
    """An answer without what tells of a person; each place becomes a sign at which words end."""
    for found in reversed(find(text)):
        text = f"{text[: found.start]} ■ {text[found.end :]}"
    return _ADDRESS.sub(" ■ ", _without_names(text))


def _without_names(text: str) -> str:
    """A text without what follows a title and begins like a name; after a sure title everything up to the space is one.

    คุณ begins คุณภาพ and พี่ begins พี่เลี้ยง: where a longer word of the dictionary begins with the title, it is no title.
    """
    kept, position = [], 0
    while title := _TITLE.search(text, position):
        kept.append(text[position : title.end()])
        position = title.end()
        start = position + (text[position : position + 1] == " ")
        letters = _LETTERS.match(text, start)
        name = "" if _begins_word(text, title) else _name(letters[0] if letters else "")
        if letters and title["sure"]:
            name = letters[0]
        if name:
            kept.append(" ■ ")
            position = start + len(name)
            surname = _LETTERS.match(text, position + 1)
            if surname and text[position] == " " and surname[0] in family_names():
                position = surname.end()
    return "".join((*kept, text[position:]))


def _begins_word(text: str, title: re.Match[str]) -> bool:
    start, end = title.span()
    return any(text[start:stop] in _dictionary() for stop in range(end + 1, min(len(text), start + 20) + 1))


def _name(letters: str) -> str:
    """The longest given name that letters begin with; empty where they begin with none."""
    return next((letters[:end] for end in range(min(len(letters), 20), 2, -1) if letters[:end] in given_names()), "")


def _terms(cut: Sequence[str]) -> Iterable[str]:
    names, common, titles = given_names(), _stopped(), _TITLE_WORDS.split()
    after_title = False
    for word in cut:
        known = word.casefold()
        is_word = bool(_THAI_WORD.match(word) or _FOREIGN.match(word))
        if is_word and not after_title and known not in common and not (word in names and word not in _ordinary()):
            yield known
        after_title = word in titles


@lru_cache(maxsize=1)
def _stopped() -> frozenset[str]:
    listed = (dictionary().parent / "stopwords_th.txt").read_text(encoding="utf-8").split()
    return frozenset((*listed, *_SAID_ANYWAY.split(), *_TITLE_WORDS.split()))


@lru_cache(maxsize=1)
def _dictionary() -> frozenset[str]:
    return frozenset(dictionary().read_text(encoding="utf-8").split("\n"))


@lru_cache(maxsize=1)
def _ordinary() -> frozenset[str]:
    """Words that are names too, but common ones: those of the Royal Society's dictionary."""
    return frozenset((dictionary().parent / "orst_words_th.txt").read_text(encoding="utf-8").split())
