"""The contributors' guide to the rules: a section for each, made from the rule's own words and example."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from khlang.problem import Rule

_ACTIVE = re.compile(r"[\\`*_\[\]<>#|]")
_UNSEEN = re.compile("[\u00a0\u00ad\u200b-\u200d\u2060\ufeff\ue000-\uf8ff]")


def guide(themes: Mapping[str, Sequence[Rule]]) -> str:
    """Markdown with a heading for each theme and, below it, for each rule; the rule's id is its heading and so its anchor."""
    return "\n".join(part for title, rules in themes.items() for part in (f"### {title}\n", *map(section, rules)))


def section(rule: Rule) -> str:
    """What one rule wants, why, and an example."""
    notes = [rule.level.label]
    if rule.is_mended:
        notes.append("`--fix` แก้ให้ได้")
    if rule.may_be_allowed:
        notes.append("เว้นได้เมื่อบอกเหตุผล")
    lines = [f"#### {rule.id}", "", f"**{_ACTIVE.sub(_escape, rule.title)}** ({' · '.join(notes)})", "", _ACTIVE.sub(_escape, rule.why), "", "````text"]
    return "\n".join([*lines, *_example("ผิด", rule.wrong), *_example("ถูก", rule.right), "````", ""])


def _escape(mark: re.Match[str]) -> str:
    return f"\\{mark[0]}"


def _example(label: str, snippet: str) -> list[str]:
    shown = _UNSEEN.sub(lambda letter: f"⟨U+{ord(letter[0]):04X}⟩", snippet).split("\n")
    return [f"{label} │ {line}" for line in shown]
