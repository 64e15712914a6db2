"""All rules in one tuple, gathered from the modules that apply them."""

from __future__ import annotations

from khlang import entry, front_matter, vocabulary
from khlang.checks import active_content, files, identity, links, sections, terms
from khlang.problem import Rule

_MODULES = (front_matter, entry, vocabulary, files, identity, sections, terms, links, active_content)

RULES: tuple[Rule, ...] = tuple(
    sorted(
        {value for module in _MODULES for value in vars(module).values() if isinstance(value, Rule)},
        key=lambda rule: rule.id,
    )
)
