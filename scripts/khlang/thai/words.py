"""Words of Thai text, which is written without spaces: cutting, breaking lines, shortening.

The one segmenter of the build: newmm (longest matching within Thai character clusters) over PyThaiNLP's word list, run
by nlpo3, its Rust twin, or by `newmm`. Source: https://github.com/PyThaiNLP/nlpo3.
"""

import re
import tempfile
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import count
from pathlib import Path

from .scripts import MARKS

_THAI = "ก-ฺเ-๎"  # letters, vowels, marks, ๆ and ฯ; neither digits nor ฿
_STRETCH = rf"[{_THAI}](?:[{_THAI}]|\.(?=[{_THAI}]))*\.?"  # พ.ย. is in the word list with its dots
_RUN = re.compile(
    rf"""
      (?P<thai> {_STRETCH} )
    | [0-9๐-๙]+ (?: [.,][0-9๐-๙]+ )*                                  # ๑,๒๓๔.๕๐
    | [^\W_{_THAI}] (?: [^\W_{_THAI}๐-๙] | [{MARKS}\u200c\u200d] | ['’](?=[^\W\d_{_THAI}]) )*
    | \r?\n
    | [^\S\n]+
    | . (?: [{MARKS}\ufe0e\ufe0f\U0001f3fb-\U0001f3ff] | \u200d[^\s{_THAI}] )*    # a sign; 👩‍🏫 is one
    """,
    re.VERBOSE | re.DOTALL,
)
_DICTIONARY_NUMBERS = count(1)
_REMEMBERED = (
    8_192  # stretches: those of one page, which is cut for the ends of its lines and again for search, and titles
)

STRETCH = re.compile(_STRETCH)
"""A stretch of Thai letters: of a text, `words` cuts these alone, and each for itself (`words_of_stretch`)."""

_NEVER_FIRST = re.compile(r"[ะาำๅๆฯัิ-ฺ็-๎\u0300-\u036f\u200d\ufe0f)\]}>»”’…,.;:!?%/–—-]")
_NEVER_FIRST_AFTER_SPACE = re.compile(r"[ๆฯ)\]}»”’]")  # "เด็ก ๆ" has a space, and still ๆ begins no line
_NEVER_LAST = re.compile(r"[เแโใไ(\[{<«“‘./\u200d#@฿-]$")
_OPENING = re.compile(r"[(\[{<«“‘]$")
_THAI_WORD = re.compile(rf"[{_THAI}]{{2}}")
_ABBREVIATION = re.compile(rf"(?<![{_THAI}])(?:[ก-ฮ]{{1,6}}\.)+")  # สพป. is in no word list


def words(text: str, extra: frozenset[str] = frozenset()) -> list[str]:
    """Cut a text into words, numbers, spaces and signs; joined again they are exactly the text.

    Works on text of any form, also unnormalised; words of the dictionary are found in normalised text only. `extra`
    adds words to the dictionary (each new set costs about 0.1 s once). The dictionary is loaded on first use.
    """
    cut = _segmenter(extra)
    pieces: list[str] = []
    for run in _RUN.finditer(text):
        piece = run.group()
        pieces.extend(cut(piece) if run.lastgroup else (piece,))
    return pieces


def words_of_stretch(stretch: str) -> Sequence[str]:
    """What `words` makes of a text that is one `STRETCH`, sooner."""
    return _segmenter(frozenset())(stretch)


@lru_cache(maxsize=8)
def _segmenter(extra: frozenset[str]) -> Callable[[str], Sequence[str]]:
    return lru_cache(_REMEMBERED)(_cutter(extra))


def _cutter(extra: frozenset[str]) -> Callable[[str], Sequence[str]]:
    try:
        from nlpo3 import load_dict, segment  # here, so that importing this module loads nothing
    except ImportError:
        return _pure_segmenter(extra)
    name = f"khlang-{next(_DICTIONARY_NUMBERS)}"
    if not extra:
        load_dict(str(dictionary()), name)
    else:
        # nlpo3 reads dictionaries from files only.
        with tempfile.TemporaryDirectory() as folder:
            merged = Path(folder, "words.txt")
            listed = dictionary().read_text(encoding="utf-8")
            merged.write_text("\n".join((listed.rstrip("\n"), *sorted(extra), "")), encoding="utf-8")
            load_dict(str(merged), name)
    return lambda run: tuple(segment(run, name))


def _pure_segmenter(extra: frozenset[str]) -> Callable[[str], list[str]]:
    """Cut in plain Python where nlpo3 does not run: in a browser, and on machines that it has no wheel for."""
    from .newmm import Cutter

    return Cutter((*dictionary().read_text(encoding="utf-8").split("\n"), *extra)).cut


def dictionary() -> Path:
    """The word list: PyThaiNLP's words_th.txt (CC0 1.0), kept here, as the package around it weighs 67 MB.

    A newer list is taken over by copying that file from a release of https://github.com/PyThaiNLP/pythainlp.
    """
    return Path(__file__).with_name("words_th.txt")


def frequencies() -> Path:
    """How often common words stand in the Thai National Corpus: a word, a tab and a number on each line, sorted.

    The 20,000 most frequent of PyThaiNLP's tnc_freq.txt (CC0 1.0) that are Thai letters and in the word list.
    """
    return Path(__file__).with_name("common_words_th.tsv")


@cache
def kept_whole() -> frozenset[str]:
    """The common words of several syllables that ICU's dictionary, and so a browser, does not cut.

    `node bench/browser_words.mjs` makes the list anew.
    """
    return frozenset(Path(__file__).with_name("kept_whole_th.txt").read_text(encoding="utf-8").split())


def break_lines(text: str, width: float, measure: Callable[[str], float] = len) -> list[str]:
    """Break a text into lines no wider than `width`, as `measure` counts it (characters, or pixels of a font).

    Lines end between words only, never before ๆ, ฯ, a vowel or mark, or a closing sign, nor after an opening one
    (https://www.w3.org/TR/thai-lreq/); spaces at a break are dropped. A single word wider than
    `width` gets a line to itself and is not cut. Newlines in the text are kept as breaks.
    """
    return [line for paragraph in text.splitlines() for line in _fill(paragraph, width, measure)]


def _fill(paragraph: str, width: float, measure: Callable[[str], float]) -> list[str]:
    lines: list[str] = []
    line = ""
    for piece in _unbreakable(paragraph.strip()):
        if line and measure((line + piece).rstrip()) > width:
            lines.append(line.rstrip())
            line = piece
        else:
            line += piece
    return [*lines, line.rstrip()]


def _unbreakable(text: str) -> list[str]:
    """Join words between which no line may end; a space goes with the word before it."""
    inside_abbreviation = {i for found in _ABBREVIATION.finditer(text) for i in range(found.start() + 1, found.end())}
    pieces: list[str] = []
    last, position = "", 0
    for word in words(text):
        if pieces and (position in inside_abbreviation or not _may_break(last, word)):
            pieces[-1] += word
        else:
            pieces.append(word)
        position += len(word)
        if not (word.isspace() and _OPENING.search(last)):  # "( ก" has a space, and still ( ends no line
            last = word
    return pieces


def _may_break(before: str, after: str) -> bool:
    if after.isspace():
        return False
    if before.isspace():
        return not _NEVER_FIRST_AFTER_SPACE.match(after)
    if _NEVER_FIRST.match(after) or _NEVER_LAST.search(before):
        return False
    # Latin words, numbers and addresses end at spaces only; a single Thai letter belongs to its number: ว9, ม๓.
    return bool(_THAI_WORD.match(before) or _THAI_WORD.match(after))


def shorten(text: str, length: int) -> str:
    """Cut a text to at most `length` characters between words, with … at the end; a shorter text stays as it is.

    A first word longer than that is cut between its letters, never between a letter and its vowel or tone mark.
    Raises ValueError if `length` is below 1.
    """
    if length < 1:
        raise ValueError(f"length must be at least 1, not {length}")
    if len(text) <= length:
        return text
    kept = ""
    for piece in _unbreakable(text):
        if len((kept + piece).rstrip()) >= length:
            break
        kept += piece
    return (kept.rstrip() or _cut_word(text, length - 1)) + "…"


def _cut_word(text: str, length: int) -> str:
    while length > 0 and (_NEVER_FIRST.match(text[length]) or _NEVER_LAST.search(text[:length])):
        length -= 1
    return text[:length].rstrip()
