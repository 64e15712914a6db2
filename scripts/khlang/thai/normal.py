"""The one normal form of Thai text: however a word was typed, it is stored, shown and searched in one spelling.

Thai letters look alike in many orders of typing: น้ำ may be น + ้ + ำ, น + ้ + ํ + า or น + ํ + ้ + า. The normal form is
Unicode NFC plus the order of WTT 2.0 (มอก. 1566-2541, the Thai input standard) and the mends that PyThaiNLP's
`normalize` makes as well. It mends typing, not spelling: elongation (มากกกก, นะะะ), words and spaces stay.

    text  ── cut into units ──►  unit  ── steps, until none changes it ──►  settled unit
    "ขนํ้า"                      ข · นํ้า                                    ข · น้ำ

A unit is one letter that nothing before it can change, and all that may hang upon it. Units settle alone, so
`normalise` and `faults` cannot disagree.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Rule(StrEnum):
    """Why a place is not in normal form."""

    PRIVATE_GLYPH = "private-glyph"
    """A glyph number of an old Windows or Mac font instead of the letter; comes with text copied out of a PDF."""
    INVISIBLE = "invisible"
    """A character without width: U+200B, U+200C, U+200D, U+2060, U+FEFF, soft hyphen."""
    NO_BREAK_SPACE = "no-break-space"
    """U+00A0 for a space."""
    COMPOSITION = "composition"
    """Not Unicode NFC (é as e + ´)."""
    SARA_AE = "sara-ae"
    """เ + เ for แ."""
    MARK_ORDER = "mark-order"
    """Marks upon a letter in another order than vowel, tone mark, thanthakhat; or a tone mark after ะ, า or ำ."""
    DOUBLED_MARK = "doubled-mark"
    """The same mark twice on one letter."""
    SARA_AM = "sara-am"
    """ํ + า for ำ."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One place that `normalise` changes: `text[start:end] == found` becomes `instead`. Offsets count characters."""

    start: int
    end: int
    found: str
    instead: str
    rule: Rule
    """The first rule that the place breaks."""


# Lower before upper vowel, and phinthu first, is the order that NFC asks for (canonical combining classes 9, 103, 107).
_MARK_RANKS = ("ฺ", "ุู", "ัิีึื็", "ํ", "่้๊๋", "์", "๎")
_RANK = {mark: rank for rank, marks in enumerate(_MARK_RANKS) for mark in marks}
_MARKS = "".join(_RANK)
_TONES = "่้๊๋"
_FOLLOWING = "ะาำ"

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_NBSP = "\u00a0"

# Glyphs that Windows and Mac fonts kept in the private use area, in order of code point. Source: the tables in
# https://github.com/harfbuzz/harfbuzz/blob/main/src/hb-ot-shaper-thai.cc
_TONES_AND_THANTHAKHAT = "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
_UPPER, _LOWER = "\u0e34\u0e35\u0e36\u0e37", "\u0e38\u0e39\u0e3a"  # as numbers, for an editor may reorder the marks
_WINDOWS_GLYPHS = "ฐ", _UPPER, _TONES_AND_THANTHAKHAT * 2, "ญ", "\u0e31\u0e4d\u0e47", _TONES_AND_THANTHAKHAT, _LOWER
_MAC_GLYPHS = "\u0e31", _UPPER, "\u0e47", *(mark * 3 for mark in _TONES_AND_THANTHAKHAT), "\u0e4d", "ญ", _LOWER, "ฐ"
_PRIVATE = dict(enumerate("".join(_WINDOWS_GLYPHS), 0xF700)) | dict(enumerate("".join(_MAC_GLYPHS), 0xF884))
_PRIVATE_RANGES = "\uf700-\uf71a\uf884-\uf89e"

# Letters that never change with what stands before them: ASCII, Thai consonants, leading vowels, digits and signs.
_FIRM = "\\x00-\\x7fก-ฯ฿เ-ๆ๏-๛"
_UNIT = re.compile(rf"(?:เ[{_INVISIBLE}]*){{2,}}[^{_FIRM}]*|[{_FIRM}]?[^{_FIRM}]+")

_PAIRS_OUT_OF_ORDER = "|".join(
    f"[{''.join(_MARK_RANKS[rank:])}][{''.join(_MARK_RANKS[:rank])}]" for rank in range(1, len(_MARK_RANKS))
)
_SUSPECT = re.compile(
    rf"(?=[{_INVISIBLE}{_NBSP}{_PRIVATE_RANGES}เ{_FOLLOWING}{_MARKS}])"  # the search is done in half the time
    rf"(?:[{_INVISIBLE}{_NBSP}{_PRIVATE_RANGES}]|เเ|ํ[{_TONES}]*า|[{_FOLLOWING}][{_TONES}]"
    rf"|([{_MARKS}])\1|{_PAIRS_OUT_OF_ORDER})"
)

_MARK_RUN = re.compile(f"[{_MARKS}]{{2,}}")
_DOUBLED = re.compile(rf"([{_MARKS}])\1+")
_SARA_AM = re.compile(f"ํ([{_TONES}]*)า")
_LATE_TONE = re.compile(f"(?<![{_FOLLOWING}])[{_FOLLOWING}]+[{_TONES}][{_FOLLOWING}{_TONES}]*")

# Scripts and pictures in which a joiner carries meaning: 👩‍🏫 is 👩 + joiner + 🏫.
_JOINED = re.compile("[\u0590-\u0dff\u1000-\u10ff\u1780-\u17ff\u2190-\u2328\u232b-\u2bff\ufe0f\U0001f000-\U0001faff]")


def normalise(text: str) -> str:
    """Give the text in normal form; text in normal form comes back as it is, however often this is applied.

    - NFC; ํ + า becomes ำ, เ + เ becomes แ; a tone mark typed after ะ, า or ำ goes before it (นำ้ → น้ำ);
    - marks upon a letter come in the order vowel, tone mark, thanthakhat, each once;
    - characters without width go (U+200B, U+200C, U+200D, U+2060, U+FEFF, soft hyphen), for they make two words of one
      in every search; joiners inside emoji and inside scripts that need them stay;
    - a no-break space becomes a space: Thai typing rules know no such space, keyboards type it by accident, and
      Markdown takes `#` + no-break space for no heading;
    - glyph numbers of old fonts, from text copied out of a PDF, become their letters.

    Everything else stays: Latin and other scripts, spaces, lines, spelling.
    """
    if unicodedata.is_normalized("NFC", text) and not _SUSPECT.search(text):
        return text
    return _UNIT.sub(lambda unit: _settle(unit.group())[0], text)


def faults(text: str) -> Iterator[Fault]:
    """List, from left to right and without overlap, each place that `normalise` would change.

    Replacing every `found` by its `instead` gives `normalise(text)`.
    """
    if unicodedata.is_normalized("NFC", text) and not _SUSPECT.search(text):
        return
    for match in _UNIT.finditer(text):
        unit = match.group()
        settled, rule = _settle(unit)
        if rule is None:
            continue
        before, after = _shared_ends(unit, settled)
        found, instead = unit[before : len(unit) - after], settled[before : len(settled) - after]
        start = match.start() + before
        yield Fault(start, start + len(found), found, instead, rule)


@lru_cache(maxsize=8192)
def _settle(unit: str) -> tuple[str, Rule | None]:
    """Apply the steps in turn until none changes the unit; give it with the first rule that did.

    This ends: every step shortens the unit or removes inversions of marks, and none adds any.
    """
    first_rule = None
    settled = False
    while not settled:
        settled = True
        for rule, step in _STEPS:
            changed = step(unit)
            if changed != unit:
                unit, settled, first_rule = changed, False, first_rule or rule
    return unit, first_rule


def _without_invisible(unit: str) -> str:
    return "".join(char for i, char in enumerate(unit) if char not in _INVISIBLE or _is_needed_joiner(unit, i))


def _is_needed_joiner(unit: str, i: int) -> bool:
    if unit[i] not in "\u200c\u200d" or i + 1 == len(unit) or not _JOINED.match(unit[i + 1]):
        return False
    if unicodedata.combining(unit[i + 1]):
        return False
    base = i - 1
    while base >= 0 and unicodedata.combining(unit[base]):
        base -= 1
    return base >= 0 and bool(_JOINED.match(unit[base]))


def _in_order(unit: str) -> str:
    ordered = _MARK_RUN.sub(lambda run: "".join(sorted(run.group(), key=_RANK.__getitem__)), unit)
    return _LATE_TONE.sub(lambda run: "".join(sorted(run.group(), key=_FOLLOWING.__contains__)), ordered)


_STEPS: tuple[tuple[Rule, Callable[[str], str]], ...] = (
    (Rule.PRIVATE_GLYPH, lambda unit: unit.translate(_PRIVATE)),
    (Rule.INVISIBLE, _without_invisible),
    (Rule.NO_BREAK_SPACE, lambda unit: unit.replace(_NBSP, " ")),
    (Rule.SARA_AE, lambda unit: unit.replace("เเ", "แ")),
    (Rule.DOUBLED_MARK, lambda unit: _DOUBLED.sub(r"\1", unit)),
    (Rule.SARA_AM, lambda unit: _SARA_AM.sub(r"\1ำ", unit)),
    (Rule.MARK_ORDER, _in_order),
    (Rule.COMPOSITION, lambda unit: unicodedata.normalize("NFC", unit)),
)


def _shared_ends(unit: str, settled: str) -> tuple[int, int]:
    """Count the characters that stay at both ends, never parting a mark from its letter: a lone mark is unreadable."""
    shortest = min(len(unit), len(settled))
    before = 0
    while before < shortest and unit[before] == settled[before]:
        before += 1
    after = 0
    while after < shortest - before and unit[-1 - after] == settled[-1 - after]:
        after += 1
    while before and (_hangs(unit, before) or _hangs(settled, before)):
        before -= 1
    while after and _hangs(unit, len(unit) - after):
        after -= 1
    return before, after


def _hangs(text: str, i: int) -> bool:
    return i < len(text) and (text[i] in _RANK or text[i] in _FOLLOWING or bool(unicodedata.combining(text[i])))
