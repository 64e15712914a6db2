"""Thai text that was read with the wrong code page, and how it is told from text that is right.

Thai Windows (CP874, a superset of TIS-620) keeps Thai letters in the bytes A1–FB. A program that takes them for
Western Europe shows กระทรวง as ¡ÃÐ·ÃÇ§; one that takes UTF-8 for it shows à¸\x81à¸£à¸°.
"""

from __future__ import annotations

import re

_THAI_BYTES = range(0xA1, 0xFC)
_AS_LATIN = {
    chr(byte): letter for byte in _THAI_BYTES if (letter := bytes([byte]).decode("cp874", errors="replace")) != "\ufffd"
}
_TO_THAI = str.maketrans(_AS_LATIN)
_RUN = re.compile(f"[{''.join(re.escape(one) for one in _AS_LATIN)}]{{4,}}")
_THAI = re.compile("[ก-๛]")
_STARTS_WITH_MARK = re.compile("^[ัิ-ฺ็-๎]")
_LATIN_WORD = re.compile(r"[A-Za-z][À-ÿ]|[À-ÿ][a-z]")

_CP1252 = {
    letter: byte for byte in range(0x80, 0xA0) if (letter := bytes([byte]).decode("cp1252", "replace")) != "\ufffd"
}
_UTF8_RUN = re.compile(f"(?:à[¸¹][\x80-\xbf{''.join(_CP1252)}]){{2,}}")


def mend(text: str) -> str:
    """The text with every line that is Thai in disguise turned back; other lines, Western words too, stay."""
    return "\n".join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    line = _UTF8_RUN.sub(_from_utf8, line)
    run = _RUN.search(line)
    if run is None or _LATIN_WORD.search(line):  # French and German have such letters between plain ones
        return line
    thai = run[0].translate(_TO_THAI)
    return line if _STARTS_WITH_MARK.match(thai) else line.translate(_TO_THAI)


def _from_utf8(found: re.Match[str]) -> str:
    data = bytes(_CP1252.get(letter, ord(letter) & 0xFF) for letter in found[0])
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return found[0]
    return text if _THAI.search(text) else found[0]
