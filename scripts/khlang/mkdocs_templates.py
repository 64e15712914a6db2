"""Templates as they are compiled: what makes them readable, and says nothing to a browser, stays out of every page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from khlang import theme
from khlang.content.facts import Facts

_TEMPLATES = Path(theme.__file__).parent
_BLOCK = (
    r"</?(?:address|article|body|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|html|li|link|"
    r"main|meta|nav|ol|p|script|section|style|summary|table|tbody|td|tfoot|th|thead|title|tr|ul)\b"
)
"""A tag that white space beside it says nothing of: no style of the theme shows one of these within a line."""

_AFTER = re.compile(rf"({_BLOCK}[^<>]*>)\s*\n\s*")
_BEFORE = re.compile(rf"(?:^[ \t]+|\s*\n\s*)(?={_BLOCK})")
_INDENT = re.compile(r"\n[ \t\n]+")
_ENDS = re.compile(r"</(?:li|dt|dd)>")
"""Ends that the next item or the end of the list says again (https://html.spec.whatwg.org/multipage/syntax.html#optional-tags)."""

_AS_TYPED = re.compile(r"(</?(?:pre|textarea)\b)")


def make_ready(env: Environment, facts: Facts) -> None:
    """Let templates be compiled as ours are."""
    env.autoescape = env.trim_blocks = env.lstrip_blocks = True  # values are text; lines of tags only leave nothing
    env.add_extension(Spared)
    env.bytecode_cache = Compiled(facts)
    env.auto_reload = False  # a build reads each template once; asking the disk at every include costs more


def compile_all(env: Environment) -> None:
    """Compile the templates of the theme, or what an office has in their place."""
    for path in _TEMPLATES.rglob("*.html"):
        env.get_template(path.relative_to(_TEMPLATES).as_posix())


class Spared(Extension):
    """Lines, indents and the ends of items, left out where a template is compiled: once, not once a page."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The words of templates without them; what stands in a text that shows its lines stays."""
        is_typed, tag = False, ""  # a text that shows its lines, and a tag that values stand in
        for token in stream:
            if token.type != "data":
                yield token
                continue
            said = ""
            for part in _AS_TYPED.split(tag + token.value):
                is_typed = not part.startswith("</") if _AS_TYPED.fullmatch(part) else is_typed
                said += part if is_typed else _spared(part)
            yield Token(token.lineno, token.type, said[len(tag) :])
            tag = said[said.rfind("<") :] if said.rfind("<") > said.rfind(">") else ""


def _spared(text: str) -> str:
    return _ENDS.sub("", _INDENT.sub("\n", _BEFORE.sub("", _AFTER.sub(r"\1", text))))


class Compiled(BytecodeCache):
    """Templates as Jinja has compiled them, kept among the facts; Jinja itself compares each with its source."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._facts.known("template", bucket.key) or ("", b"")
        if checksum == bucket.checksum:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._facts.keep("template", bucket.key, (bucket.checksum, bucket.bytecode_to_string()))
