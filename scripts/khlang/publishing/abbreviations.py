"""Explains abbreviations at their first use in a page, from the same list that search understands them by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape

from khlang.content.vocabulary import Abbreviation
from khlang.thai.words import words

# What is already a link, a name, a quotation of code or explained stays as it is.
_LEFT_ALONE = re.compile(r"a|abbr|h[1-6]|code|pre|kbd|samp|script|style|svg|math|button|select|textarea|title")
_PIECE = re.compile(r"<!--.*?-->|<(?P<end>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9]*)(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", re.DOTALL)
_THAI = re.compile(r"[ก-๎]")
_THAI_RUN = re.compile(r"[ก-๎.]+")
_THAI_RUN_TO_END = re.compile(r"[ก-๎.]+$")


def explain(html: str, abbreviations: Iterable[Abbreviation]) -> str:
    """HTML of a text → the same with the first use of each abbreviation in `<abbr title="its long name">`.

    The rest of the HTML keeps every byte. Uses within links, headings, code and existing `<abbr>` do not count, nor do
    letters within a longer word: ICT of PICTURE. An `<abbr>` takes the focus, so that a touch or the Tab key shows its
    title, which browsers show to a mouse only.
    """
    longs = {one.short: one.long for one in abbreviations}
    left = {short: long for short, long in longs.items() if short in html}
    if not left:
        return html
    known = frozenset(longs)  # the same for every page: the segmenter keeps its dictionary
    return "".join(_explained(text, left, known) if is_text else text for is_text, text in _pieces(html))


def _pieces(html: str) -> Iterator[tuple[bool, str]]:
    """Cut HTML into running text (True) and everything else."""
    depth = last = 0
    for piece in _PIECE.finditer(html):
        yield depth == 0, html[last : piece.start()]
        yield False, piece[0]
        last = piece.end()
        if piece["tag"] and _LEFT_ALONE.fullmatch(piece["tag"].lower()) and not piece[0].endswith("/>"):
            depth = max(0, depth + (-1 if piece["end"] else 1))
    yield depth == 0, html[last:]


def _explained(text: str, left: dict[str, str], known: frozenset[str]) -> str:
    """Wrap what is `left` to explain where it stands in `text`, and take it out of `left`."""
    places = [(place, short) for short in left if (place := _first(text, short, known)) is not None]
    made, last = [], 0
    for place, short in sorted(places, key=lambda found: (found[0], -len(found[1]))):
        if place >= last:  # else it is a part of a longer abbreviation
            made += [text[last:place], f'<abbr title="{escape(left.pop(short))}" tabindex="0">{short}</abbr>']
            last = place + len(short)
    return "".join([*made, text[last:]])


def _first(text: str, short: str, known: frozenset[str]) -> int | None:
    """Where an abbreviation first stands as a word of its own."""
    uses = _beside_no_latin(short).finditer(text)
    return next((use.start() for use in uses if not _THAI.match(short) or _begins_word(text, use.start(), known)), None)


@lru_cache(maxsize=512)
def _beside_no_latin(short: str) -> re.Pattern[str]:
    """Finds an abbreviation where no Latin letter stands beside its own, nor behind a hyphen or dot.

    Not in PICTURE, e-ICT, U.S.D., name@example.ac.th; but in ด้านICT, PLC-based and สพป.2.
    """
    before = "" if _THAI.match(short) else r"(?<![A-Za-z0-9_@])(?<![A-Za-z0-9][-.])"
    after = r"(?!\.?[A-Za-z0-9_@])" if short[-1].isalnum() else "" if _THAI.match(short) else "(?![A-Za-z0-9_@])"
    return re.compile(before + re.escape(short) + after)


def _begins_word(text: str, start: int, known: frozenset[str]) -> bool:
    """Whether a Thai word begins at `start`: Thai has no spaces, so the segmenter says, which is told what is `known`.

    A single letter before it is no word: ศธ. is not a word in พศธ., nor วPA in แล้วPA.
    """
    run = _THAI_RUN_TO_END.search(text, 0, start)
    at = run.start() if run else start
    rest = _THAI_RUN.match(text, start)
    before = ""
    for word in words(text[at : rest.end() if rest else start], known):
        if at >= start:
            break
        before = word
        at += len(word)
    return at == start and len(before) != 1
