"""Lines of a page end between Thai words.

Browsers cut Thai by ICU's dictionary, which lacks นำไปใช้, ค้นพบ and ผู้อ่าน: a line may end inside them, and no style
tells them otherwise. So each word that a browser would cut stands in an element that is not broken. Not in joiners
(U+2060): those would come along when a reader copies, and stand in the way of who searches for what was copied.

`<k-w>` is a custom element (https://html.spec.whatwg.org/multipage/custom-elements.html) that no script defines: eleven
bytes, and no style of the theme means it by accident. `<k-t>` holds a text of several of them together where it may stand in a flexible row.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from khlang.thai.words import STRETCH, kept_whole, words_of_stretch

_PARTS = re.compile(
    r"(?=[<>])(?:"
    r"<(?P<name>script|style|textarea|title|option|svg|math|pre|code|template|noscript|button|summary|label|select)\b.*?</(?P=name)(?=>)"
    r"|<!--.*?--(?=>)|>(?P<text>[^<ก-๎]*[ก-๎][^<]*))",
    re.DOTALL,
)
_THAI = re.compile("[ก-ฮ][ก-๎]{3}")
_SEVERAL_SYLLABLES = re.compile(r"(?:[ะ-ฺเ-๎]*[ก-ฮ]){2}[ก-ฺเ-๎]*")
_NO_ROW = ("<p", "<h1", "<h2", "<h3", "<h4", "<td", "<th", "<b", "<i", "<em", "<strong", "<small", "<figcaption")
"""Elements without a class, which no style makes a flexible row, up to the end of their first tag."""

_LONGEST = 24  # letters: a longer word is wider than a cell on a telephone, and may be cut


def with_whole_words(html: str) -> str:
    """The HTML of a page → the same text, in which no line ends inside a word or begins with ๆ.

    Texts that are shown as they are typed, or not as lines, stay as they are.
    """
    return _PARTS.sub(_with_whole, f">{html}")[1:]


def _with_whole(part: re.Match[str]) -> str:
    return f">{_whole(part['text'], part.string.endswith(_NO_ROW, 0, part.start()))}" if part["text"] else part[0]


@lru_cache(maxsize=2048)  # menus and labels stand on every page
def _whole(text: str, stands_alone: bool) -> str:
    if _THAI.search(text):
        whole = STRETCH.sub(lambda part: "".join(map(_unbroken, words_of_stretch(part[0]))), text)
        # One box as before, should the text stand beside others in a flexible row.
        is_one = (
            stands_alone or whole == text or (whole.startswith("<") and whole.endswith(">") and whole.count("<") == 2)
        )
        text = whole if is_one else f"<k-t>{whole}</k-t>"
    return text.replace(" ๆ", "\N{NO-BREAK SPACE}ๆ")


@cache
def _unbroken(word: str) -> str:
    is_cut = 3 < len(word) <= _LONGEST and _SEVERAL_SYLLABLES.fullmatch(word) and word not in kept_whole()
    return f"<k-w>{word}</k-w>" if is_cut else word
