"""Modules joined into one: a reader far from the server waits for one file, not for a chain of them.

Each module becomes a function of its own whose result is what it exports, so no name meets another's. Only the ways to
import and export that our modules use are understood; anything else is an error, not a guess.
"""

import re
from collections.abc import Mapping

_IMPORT = re.compile(r'^import \{ ([^}]+) \} from "\./(\w+)\.js";$', re.MULTILINE)
_LATER = re.compile(r'\bimport\("\./(\w+)\.js"\)')
_EXPORT = re.compile(r"^export (?=(?:async )?(?:class|const|function) (\w+))", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
_COMMENT = re.compile(r"[ \t]*/\*\*(?:(?!\*/).)*\*/", re.DOTALL)
_REMARK = re.compile(r"(?m)^[ \t]*//.*\n|(?<=[;,{}()\[\]]) //[^\"'`\n]*$|(?<=;) //.*$")
_INDENT = re.compile(r"(?m)^[ \t]+|^\n")
_LINE_END = re.compile(r"(?<=[;,{(\[])\n|\n(?=[}\])])")
_OPENS = r"[=(,:?!&|{;\[]"
_TOKEN = re.compile(
    r"""(?P<kept>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`"""
    rf"""|(?:(?<={_OPENS})|(?<={_OPENS} )|(?<=return ))/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*)"""
    r"""|(?P<code>[^"'`/]+|/)"""
)
"""Texts and regular expressions, which stay as they are, and code between them."""

_SPACED = re.compile(r" ?([=<>?:&|,{}();\[\]*%!]+) ?")


def bundled(modules: Mapping[str, str], entry: str) -> str:
    """Join the module `entry` and all that it imports, by name without ending, into one that exports the same.

    Comments, indentation, spaces around signs and most ends of lines are left out. Modules must not import each other in a ring but for `import()`, and no text
    in backticks may go over lines. Raises ValueError for an import or export in another form.
    """
    parts = [_function(name, modules[name]) for name in _ordered(modules, entry)]
    exported = ", ".join(_EXPORT.findall(modules[entry]))
    return "".join([*parts, f"export const {{ {exported} }} = ${entry};\n"])


def _ordered(modules: Mapping[str, str], entry: str) -> list[str]:
    """List the modules, each after those that it imports; what is imported later comes where it can."""
    found: list[str] = []

    def take(name: str) -> None:
        if name in found:
            return
        for _, other in _IMPORT.findall(modules[name]):
            take(other)
        found.append(name)

    take(entry)
    for name in found:
        for other in _LATER.findall(modules[name]):
            take(other)
    return [*(name for name in found if name != entry), entry]


def _function(name: str, module: str) -> str:
    exported = ", ".join(_EXPORT.findall(module))
    body = _EXPORT.sub("", _COMMENT.sub("", module))
    body = _IMPORT.sub(lambda told: f"const {{ {told[1].replace(' as ', ': ')} }} = ${told[2]};", body)
    body = _LATER.sub(lambda told: f"${told[1]}", body)
    if left := _LEFT.search(body):
        raise ValueError(f"{name}.js: {left.group()}")
    plain = _TOKEN.sub(_closed, _LINE_END.sub("", _INDENT.sub("", _REMARK.sub("", body))))
    return f"const ${name} = (() => {{{plain}return {{ {exported} }};}})();\n"


def _closed(token: re.Match[str]) -> str:
    return token["kept"] or _SPACED.sub(r"\1", token["code"])
