"""Slugs for headings and tags that keep Thai readable and distinct (ข่าว is not ขาว)."""

import re
import unicodedata

from .normal import normalise

_SPACE_BEFORE_SIGN = re.compile(r"\s+(?=[ๆฯ])")


def slug(text: str, separator: str = "-") -> str:
    """Turn a heading or a tag into an id: normal form, lower case, every Thai vowel and tone mark kept.

    Letters, digits and the marks upon them stay, also ๆ and ฯ, which join the word they belong to
    (`'เด็ก ๆ'` → `'เด็กๆ'`); each run of anything else becomes one separator, and none is left at either end.
    A text without any letter or digit gives its code points instead, so that it is never empty and two such texts
    differ: `'🌱'` → `'u1f331'`, `'?!'` → `'u3f-u21'`; a text of nothing but spaces gives `'section'`.

    Stock slug functions drop category Mn, hence vowels and tone marks. The signature is the one that python-markdown's
    `toc` asks of its `slugify`: https://python-markdown.github.io/extensions/toc/.
    """
    joined = _SPACE_BEFORE_SIGN.sub("", normalise(text.lower()))
    words: list[str] = [""]
    for char in joined:
        if char.isalnum() or (words[-1] and unicodedata.category(char) in ("Mn", "Mc")):
            words[-1] += char
        elif words[-1]:
            words.append("")
    kept = separator.join(word for word in words if word)
    return kept or separator.join(f"u{ord(char):x}" for char in text if not char.isspace()) or "section"


class Taken:
    """The ids of one page, each given once.

    It counts as Python-Markdown's `toc` extension does, so that a checker and a built page name the same anchor, but
    remembers how far: ten thousand headings of one name are ten thousand steps, not fifty million.
    """

    def __init__(self) -> None:
        self._ids: set[str] = set()
        self._counts: dict[str, int] = {}

    def add(self, slug: str) -> None:
        """Take an id that somebody chose."""
        self._ids.add(slug)

    def unique(self, slug: str) -> str:
        """Give the slug, or the slug with `_1`, `_2` … if it is taken already, and take the answer."""
        answer, count = slug, self._counts.get(slug, 0)
        while answer in self._ids:
            count += 1
            answer = f"{slug}_{count}"
        self._counts[slug] = count
        self._ids.add(answer)
        return answer
