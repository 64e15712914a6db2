"""Which HTML a text of the content folder may become on a page: an allow-list of elements, attributes and addresses.

The list is held against what a browser makes of rendered HTML, not against what was typed. `judge()` parses it as
browsers do (lexbor keeps the HTML standard, https://html.spec.whatwg.org/multipage/parsing.html) and gives it back as the
parser understood it: every element closed, every attribute quoted, no comments, and nothing that is not allowed. That
is what the site publishes, so what was judged and what a browser reads cannot differ.

Names that are no element of HTML (`<your-name>`), and a bare `<button>` that is talked about, are words: they stay in the
page as they were typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import count

from selectolax.lexbor import LexborHTMLParser, LexborNode

from khlang.content.hidden import HIDDEN, visible


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


ELEMENTS = _names(
    "p br hr h1 h2 h3 h4 h5 h6 div span section article aside header footer nav hgroup address center nobr wbr "
    "a img figure figcaption details summary blockquote q cite pre code kbd samp var tt dfn abbr acronym "
    "strong em b i u s strike del ins mark small big sub sup font time data bdi bdo ruby rb rt rtc rp meter progress "
    "ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr th td input label"
)
"""What a text may hold: what Markdown makes, and what people type or paste into it that only shows text and pictures."""

REFUSED_ELEMENTS = _names(
    "applet area audio base basefont bgsound blink body button canvas command content datalist dialog dir embed "
    "fencedframe fieldset form frame frameset geolocation head html iframe image isindex keygen layer legend link "
    "listing main map marquee math menu menuitem meta multicol nextid noembed noframes noscript object optgroup "
    "option output param permission picture plaintext portal script search select selectedcontent selectlist "
    "shadow slot source spacer style svg template textarea title track video xmp"
)
"""The other elements that browsers know: they run, load, ask, or swallow what comes after them."""

REFUSED_ATTRIBUTES = (
    "on[a-z]+|style|srcdoc|srcset|formaction|action|ping|background|poster|xlink:href|http-equiv|accesskey|autofocus|"
    "contenteditable|is|slot|form|usemap|popover|popovertarget|command|commandfor|nonce|integrity|longdesc|dynsrc|lowsrc"
)
"""Attributes that run, load or reach into the page, as one expression. Others that are not allowed do nothing and are left out."""

_GLOBAL = _names(
    "id class title lang dir role aria-label aria-hidden aria-labelledby aria-describedby data-search-exclude"
)
_ATTRIBUTES = {
    "a": "href name rel target download hreflang type",
    "img": "src alt width height align border loading",
    "ol": "start type reversed",
    "ul": "type",
    "li": "value type",
    "table": "border width align cellpadding cellspacing summary bgcolor rules frame",
    "caption": "align",
    "col": "span width align valign",
    "colgroup": "span width align valign",
    "thead": "align valign",
    "tbody": "align valign",
    "tfoot": "align valign",
    "tr": "align valign bgcolor",
    "th": "align valign width height colspan rowspan scope headers abbr bgcolor nowrap style",
    "td": "align valign width height colspan rowspan headers bgcolor nowrap style",
    "details": "open name",
    "time": "datetime",
    "del": "datetime cite",
    "ins": "datetime cite",
    "q": "cite",
    "blockquote": "cite",
    "data": "value",
    "meter": "value min max low high optimum",
    "progress": "value max",
    "font": "color size face",
    "hr": "size width align noshade",
    "br": "clear",
    "input": "type disabled checked id name",
    "label": "for",
    **dict.fromkeys(("p", "div", "h1", "h2", "h3", "h4", "h5", "h6"), "align"),
}
_ALLOWED = {name: _GLOBAL | _names(_ATTRIBUTES.get(name, "")) for name in ELEMENTS}
_COLUMN = re.compile(r"text-align: (?:left|center|right);")  # what Markdown's tables say of a column
_TAB = re.compile(r"__tabbed_\d+")

SCHEMES = frozenset({"http", "https", "mailto", "tel", "sms", "line", "ftp"})
"""The schemes of links that lead somewhere and run nothing."""

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
_DROPPED = re.compile(
    r"[\t\n\r]"
)  # browsers take these out of addresses (https://url.spec.whatwg.org/#concept-basic-url-parser)
_AROUND = "".join(map(chr, range(0x21)))  # and these from both ends
_MENTIONED = _names("area base body button head html input legend link main map menu meta option output source")
"""Refused elements of which a bare `<button>` without an end tag is talk about a button: it does nothing as an element."""

_ADDRESSES = {"href", "src", "cite"}
_REFUSED_ATTRIBUTE = re.compile(REFUSED_ATTRIBUTES)
_TAG = re.compile(r"<(?=/?([A-Za-z][^\s/<>]*)([^<>]*)>)")
_SAYS_ATTRIBUTE = re.compile(rf"(?:^|[\s/\"'])(?:{REFUSED_ATTRIBUTES})\s*=", re.IGNORECASE)
_RUNS = re.compile(
    r"(?:javascript|livescript|mocha|vbscript|data|file|filesystem|blob|jar|about|view-source|feed|intent|ms-[a-z\-]+"
    r"|chrome|chrome-extension|resource|content):",
    re.IGNORECASE,
)


class Kind(Enum):
    """What sort of thing is refused."""

    ELEMENT = "element"
    ATTRIBUTE = "attribute"
    ADDRESS = "address"  # a link that runs something, or leads where nothing is
    PICTURE = "picture"  # a picture that another host would send
    UNCLOSED = "unclosed"  # a tag, a quoted value or a comment that has no end
    HIDDEN = "hidden"  # a character that nobody sees, typed as an entity (`&#8238;`)


@dataclass(frozen=True)
class Refusal:
    """One thing that a text may not become."""

    kind: Kind
    element: str  # its name in lower case; empty where nothing was closed
    attribute: str = ""
    value: str = ""  # of the attribute, as the browser understood it


def judge(html: str) -> tuple[str, tuple[Refusal, ...]]:
    """Rendered HTML → the same as a browser reads it, without what is refused; and what that is, in its order."""
    html = _TAG.sub(lambda tag: _as_typed(tag, html), html)
    end = next(name for number in count() if (name := f"khlang-end-{number}") not in html)
    body = LexborHTMLParser(f'<!doctype html><body>{html}<wbr id="{end}">').body
    if body is None:  # the parser makes one for every text
        raise ValueError("HTML without a body")
    refused = [Refusal(Kind.ATTRIBUTE, "body", name) for name in body.attributes if _REFUSED_ATTRIBUTE.fullmatch(name)]
    left_out: list[LexborNode] = []
    has_end = False
    for node in list(body.traverse(include_text=False))[1:]:
        if node.tag == "wbr" and node.id == end:
            has_end = True
            left_out.append(node)
        elif not node.is_element_node:  # a comment
            left_out.append(node)
        elif problems := list(_judged(node)):
            refused += problems
            if not _is_allowed(node):
                left_out.append(node)
    for node in reversed(left_out):  # what is inside goes before what it is in
        node.remove()
    if not has_end and not refused:
        refused.append(Refusal(Kind.UNCLOSED, ""))
    judged = body.inner_html or ""
    if hidden := HIDDEN.findall(judged):
        refused += [Refusal(Kind.HIDDEN, "", value=one) for one in hidden]
        judged = visible(judged)
    return judged, tuple(refused)


def scheme_of(address: str) -> str:
    """The scheme of an address as browsers find it, in lower case; empty for one below the site's own."""
    found = _SCHEME.match(_plain(address))
    return found[1].lower() if found else ""


def is_foreign(address: str) -> bool:
    """Whether a browser would ask another host for what stands at an address."""
    return scheme_of(address) in ("http", "https", "ftp") or _plain(address).replace("\\", "/").startswith("//")


def _plain(address: str) -> str:
    return _DROPPED.sub("", address.strip(_AROUND))


def _as_typed(tag: re.Match[str], html: str) -> str:
    """Let the name of no element be a word of the text, unless the tag tries to run something."""
    name, attributes = tag[1].lower(), tag[2].strip(" /")
    if name in _MENTIONED:
        return "<" if attributes or f"</{name}" in html.lower() else "&lt;"
    is_word = name not in ELEMENTS and name not in REFUSED_ELEMENTS
    return "&lt;" if is_word and not _RUNS.match(name) and not _SAYS_ATTRIBUTE.search(attributes) else "<"


def _judged(node: LexborNode) -> Iterator[Refusal]:
    """What is refused of an element. Attributes that are not allowed are taken from it."""
    name = node.tag or ""
    attributes = {key: value or "" for key, value in node.attributes.items()}
    if _is_allowed(node):
        for key, value in attributes.items():
            refusal = _refusal(name, key, value)
            if refusal:
                yield refusal
            if refusal or key not in _ALLOWED[name] or not _is_kept(name, key, value):
                del node.attrs[key]
        return
    refused = next((key for key in attributes if _REFUSED_ATTRIBUTE.fullmatch(key)), "")
    if refused and name not in REFUSED_ELEMENTS:
        yield Refusal(Kind.ATTRIBUTE, name, refused, attributes[refused])
    elif _RUNS.match(name):
        yield Refusal(Kind.ADDRESS, "a", "href", name)
    else:
        yield Refusal(Kind.ELEMENT, name)


def _is_allowed(node: LexborNode) -> bool:
    if node.tag == "input":  # a box of a task list or a tab, as Markdown makes them: nobody can type into it
        given = node.attributes
        is_tab = given.get("type") == "radio" and _TAB.fullmatch(given.get("name") or "")
        return bool(is_tab) or (given.get("type") == "checkbox" and "disabled" in given)
    return node.tag in ELEMENTS


def _refusal(element: str, name: str, value: str) -> Refusal | None:
    """What is wrong with an attribute of an allowed element."""
    if name in _ADDRESSES and name in _ALLOWED[element]:
        return _wrong_address(element, name, value)
    if name == "style" and name in _ALLOWED[element] and _COLUMN.fullmatch(value):
        return None
    if set(name) & set("\"'<"):  # the text after a quotation mark that was never closed, up to the next one
        return Refusal(Kind.UNCLOSED, element)
    return Refusal(Kind.ATTRIBUTE, element, name, value) if _REFUSED_ATTRIBUTE.fullmatch(name) else None


def _wrong_address(element: str, name: str, value: str) -> Refusal | None:
    scheme = scheme_of(value)
    if element == "img" and is_foreign(value):
        return Refusal(Kind.PICTURE, element, name, value)
    if not scheme or _is_kept(element, name, value) or (element != "img" and _is_of_another_program(value)):
        return None
    return Refusal(Kind.ADDRESS, element, name, value)


def _is_kept(element: str, name: str, value: str) -> bool:
    """Whether an allowed attribute stays: an address does where it leads somewhere that browsers know."""
    scheme = scheme_of(value) if name in _ADDRESSES else ""
    return not scheme or (element != "img" and scheme in SCHEMES)


def _is_of_another_program(address: str) -> bool:
    """Whether an address is like `irc://host/`: nothing runs, but nobody's browser leads there; its words stay."""
    plain = _plain(address)
    return not _RUNS.match(plain) and plain[len(scheme_of(address)) :].startswith("://")
