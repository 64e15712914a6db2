"""A page for each rule of the check, to which every message leads; and their list, by what they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from khlang.checks.rules import THEMES
from khlang.content.problem import RULE_PAGES, Level, Rule
from khlang.pages.guide import words
from khlang.pages.guide.page import CONTENTS, GuidePage
from khlang.pages.lists.rows import HOME, Place
from khlang.privacy.patterns import find
from khlang.thai.slugs import slug

_PLACE = Place(words.RULES, RULE_PAGES)
_ACTIVE = re.compile(r"[\\`*_\[\]<>#|{}]")
_UNSEEN = re.compile("[\u00a0\u00ad\u200b-\u200d\u2060\ufeff\ue000-\uf8ff]")
_PUPIL = re.compile(r"เด็กชาย|เด็กหญิง|ด\.[ชญ]\.")
_SIGN = re.compile(r"(LINE ID)|[0-9A-Za-z๐-๙]")
_FENCE = "`````"  # longer than any that an example holds


def pages() -> Iterator[GuidePage]:
    """The list of rules, then a page for each."""
    yield _contents()
    for theme, rules in THEMES.items():
        for rule in rules:
            yield _page(rule, theme)


def _contents() -> GuidePage:
    parts = (f"## {theme}\n\n" + "\n".join(map(_row, rules)) for theme, rules in THEMES.items())
    text = "\n\n".join(parts)
    title, summary = words.RULES, words.RULES_SUMMARY
    return GuidePage(f"{RULE_PAGES}index.md", title, summary, text, (HOME, CONTENTS), is_searched_by_title=True)


def _row(rule: Rule) -> str:
    notes = [rule.level.label, *([words.FIX_LABEL] if rule.is_mended else [])]
    return f"- [{_inert(rule.title)}]({rule.id}/) `{rule.id}` ({' · '.join(notes)})"


def _page(rule: Rule, theme: str) -> GuidePage:
    parts = [
        words.MUST if rule.level is Level.ERROR else words.SHOULD,
        f"## {words.EXAMPLE}",
        f"**{words.WRONG}**\n\n{_example(rule.wrong)}",
        f"**{words.RIGHT}**\n\n{_example(rule.right)}",
        f"## {words.MEND}\n\n{words.MENDED if rule.is_mended else words.BY_HAND}",
        _allowing(rule) if rule.may_be_allowed else words.NEVER_ALLOWED,
        f"[{words.SAME_THEME.format(theme)}](../#{slug(theme)})",
    ]
    crumbs = (HOME, CONTENTS, _PLACE)
    text = "\n\n".join(parts)
    return GuidePage(
        f"{RULE_PAGES}{rule.id}.md", rule.title, rule.why, text, crumbs, rule.id, is_searched_by_title=True
    )


def _allowing(rule: Rule) -> str:
    comment = f"<!-- khlang: allow {rule.id} {words.ALLOW_REASON} -->"
    return f"{words.ALLOW}\n\n{_FENCE}text\n{comment}\n{_FENCE}"


def _example(snippet: str) -> str:
    """A snippet as it is typed; what nobody can see becomes its number, and made-up personal data circles."""
    shown = _UNSEEN.sub(lambda letter: f"⟨U+{ord(letter[0]):04X}⟩", _hidden(snippet))
    return f"{_FENCE}text\n{shown}\n{_FENCE}"


def _hidden(snippet: str) -> str:
    """A snippet without what the gate for personal data, rightly, lets nowhere onto a site."""
    for found in reversed(find(snippet)):
        title = _PUPIL.match(found.text)
        hidden = f"{title[0]}○○○" if title else _SIGN.sub(lambda sign: sign[1] or "○", found.text)
        snippet = f"{snippet[: found.start]}{hidden}{snippet[found.start + len(found.text) :]}"
    return snippet


def _inert(text: str) -> str:
    """Plain text as Markdown that shows it."""
    return _ACTIVE.sub(lambda mark: f"\\{mark[0]}", text)
