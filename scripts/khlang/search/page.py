"""One built HTML page as the index sees it: its address, language, title, facets and sections of plain text.

Any generator's HTML will do. The text is ours, `<article data-numerals>`, or Material's, `class="md-content__inner"`, else
`<main>`, else what has `role="main"`, else the only `<article>`, else `<body>` without what frames it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from khlang.thai.normal import normalise

from . import messages

LARGEST = 10_000_000
"""Bytes of HTML beyond which a page is skipped: a browser would not show it with comfort either."""

FACETS = (
    "kind",
    "group",
    "school",
    "fiscal-year",
    "tag",
    "example",
    "component",
    "skill",
    "grade",
    "evidence",
    "status",
)
"""Names of `<meta name="khlang:NAME">` that readers can filter by, and that results carry. A page may repeat each;
pages whose `status` is `retired` or `guide` (how to use the site) stand behind others that answer as well."""

_NOT_TEXT = (
    "script,style,template,noscript,svg,math,iframe,object,select,textarea,input,button,nav,[data-search-exclude],"
    '[hidden]:not([role="tabpanel"]):not([hidden="until-found"]),'  # a tab that is not open is read all the same
    ".headerlink,.md-source-file,.md-tags,.twemoji,"
    "[data-pagefind-ignore]"
)
_FRAME = "header,footer,aside,[role=banner],[role=contentinfo],[role=navigation],[role=search],[role=complementary]"
_BLOCK = re.compile(
    "address|article|aside|blockquote|br|caption|dd|details|div|dl|dt|figcaption|figure|footer|form|h[1-6]|header|hr|li|"
    "main|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_SIGNS = ",".join(f'h{level} a[href*="#"]' for level in range(1, 7))  # the # or ¶ beside a heading that leads to it
_SIGNS_BESIDE = ",".join(f'h{level} + a[href^="#"]' for level in range(1, 7))  # in words, as Starlight has them
_HEADING = re.compile(r"h[1-6]")
_SPACES = re.compile(r"[^\S\n]{2,}|[^\S\n ]|[\0\x1b]")  # \x1b to \x1f mean something in the index


_BODY = "[data-pagefind-body]"
_MARKED = re.compile(rb"<[^<>]*\sdata-pagefind-body[\s=>/]")
_MADE = re.compile(r"(?:^|/)(?:genindex(?:-[^/]*)?|py-modindex|(?:_modules|_sources)/.*?)(?:\.html|/)$")
"""Addresses of pages that list or show the source of others, as Sphinx makes them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What of a page is read, in CSS selectors, where neither its elements nor its marks say it."""

    root: str = ""
    """What holds the text; empty for what a page's own elements say."""
    exclude: tuple[str, ...] = ()
    """What is left out of it."""

    def __post_init__(self) -> None:
        for selector in filter(None, (self.root, *self.exclude)):
            try:
                LexborHTMLParser("<p>").css(selector)
            except Exception:  # the parser has no type of its own for it
                raise ValueError(f"ตัวเลือก CSS นี้อ่านไม่ได้ (not a CSS selector): {selector}") from None


EVERYTHING = Reading()


def is_marked(source: bytes) -> bool:
    """Whether a page marks its text by `data-pagefind-body`; a site with such pages leaves the others out."""
    return b"data-pagefind-body" in source and bool(_MARKED.search(source))


class Skipped(Exception):
    """The page is not for the index; the message says why, in Thai, in one line."""


@dataclass(frozen=True, slots=True)
class Section:
    """The text under one heading, up to the next."""

    heading: str
    """Plain text of the heading; empty for what stands before the first."""
    anchor: str
    """The heading's id: `page/#anchor`; empty where there is none."""
    text: str
    """Plain text in normal form, a newline between blocks."""


@dataclass(frozen=True, slots=True)
class Page:
    """What is searched and shown of one page."""

    url: str
    """Relative to the site, as a browser asks for it: `practices/label-trees/`; the home page is the empty string."""
    language: str
    """Primary subtag of `<html lang>`, lower case: `th`; empty where none is declared."""
    title: str
    sections: tuple[Section, ...]
    facets: tuple[tuple[str, str], ...] = ()
    """(name, value) in the order of the page."""
    date: str = ""
    """ISO 8601 day of `<meta name="khlang:date">`, or empty."""


def read(url: str, source: bytes, reading: Reading = EVERYTHING) -> Page:
    """Parse one page. Raises Skipped if it does not belong into the index."""
    if len(source) > LARGEST:
        raise Skipped(messages.LARGE.thai.format(f"{len(source) / 1e6:.0f}", LARGEST // 1_000_000))
    if _MADE.search(url) or b"searchtools.js" in source:
        raise Skipped(messages.MADE.thai)
    tree = LexborHTMLParser(_decode(source).replace("\0", " "))
    meta = _meta(tree)
    if "noindex" in " ".join(meta.get("robots", ())).lower():
        raise Skipped(messages.NOINDEX.thai)
    if tree.css_first('meta[http-equiv="refresh" i]') is not None:
        raise Skipped(messages.REFRESH.thai)
    roots = _roots(tree, reading)
    if not roots:
        raise Skipped(messages.NO_BODY.thai)
    if "data-search-exclude" in roots[0].attributes:
        raise Skipped(messages.EXCLUDED.thai)
    declared = _language_of(tree.root)
    if declared and _nearest_language(roots[0]) != declared:
        raise Skipped(messages.OTHER_LANGUAGE.thai.format(_nearest_language(roots[0]), declared))
    title_tag = tree.css_first("head > title") or tree.css_first("title")
    head_title = _plain(title_tag.text() if title_tag is not None else "")
    told, filters = _attributes(tree, "meta"), _attributes(tree, "filter")
    for selector in reading.exclude:
        for node in tree.css(selector):
            node.decompose()
    read_parts = [_sections(root) for root in roots]
    sections = tuple(section for _, part in read_parts for section in part)
    title = dict(told).get("title") or next((title for title, _ in read_parts if title), "")
    if not title and not head_title and not any(section.text for section in sections):
        raise Skipped(messages.NO_TEXT.thai)
    title = title or head_title or url
    return Page(
        url=url,
        language=declared,
        title=title,
        sections=sections,
        facets=(
            *((name, value) for name in FACETS for value in dict.fromkeys(meta.get(f"khlang:{name}", ()))),
            *dict.fromkeys(filters),
        ),
        date=next(
            (
                day
                for day in (*meta.get("khlang:date", ()), dict(told).get("date", ""))
                if re.fullmatch(r"\d{4}-\d\d-\d\d", day)
            ),
            "",
        ),
    )


def _attributes(tree: LexborHTMLParser, kind: str) -> list[tuple[str, str]]:
    """Read `data-pagefind-meta` or `-filter`: `name:value`, `name[attribute]`, or `name` for the element's text."""
    found = []
    for node in tree.css(f"[data-pagefind-{kind}]"):
        for told in (node.attributes.get(f"data-pagefind-{kind}") or "").split(","):
            name, colon, value = told.strip().partition(":")
            if attribute := re.fullmatch(r"([^\[]+)\[([^\]]+)\]", name):
                name, value = attribute[1], node.attributes.get(attribute[2]) or ""
            elif not colon:
                value = node.text() or ""
            if name and _plain(value):
                found.append((name, _plain(value)))
    return found


def _roots(tree: LexborHTMLParser, reading: Reading) -> list[LexborNode]:
    """Find what holds the text: as told, as marked, else the page's own element for it."""
    for selector in filter(None, (reading.root, _BODY)):
        chosen = tree.css(selector)
        ids = {node.mem_id for node in chosen}
        if chosen:
            return [node for node in chosen if not any(above.mem_id in ids for above in _above(node))]
    if reading.root:
        return []
    root = _root(tree)
    return [] if root is None else [root]


def _above(node: LexborNode) -> Iterator[LexborNode]:
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def _root(tree: LexborHTMLParser) -> LexborNode | None:
    """Find what holds the text of the page, without menus and footers."""
    for selector in ("article[data-numerals], article.md-content__inner", "main", "[role=main]"):
        if (root := tree.css_first(selector)) is not None:
            return root
    articles = tree.css("article")
    if len(articles) == 1:
        return articles[0]
    for node in tree.css(_FRAME):
        node.decompose()
    return tree.body


def _decode(source: bytes) -> str:
    """Strict UTF-8, else the old Thai Windows encoding: told 1,000 of 1,000 Thai texts apart."""
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError:
        return source.decode("cp874", "replace")


def _meta(tree: LexborHTMLParser) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for tag in tree.css("meta[name][content]"):
        value = _plain(tag.attributes.get("content") or "")
        if value:
            found.setdefault((tag.attributes.get("name") or "").lower(), []).append(value)
    return found


def _language_of(node: LexborNode | None) -> str:
    declared = (node.attributes.get("lang") or "") if node is not None else ""
    return declared.strip().lower().split("-")[0]


def _nearest_language(node: LexborNode | None) -> str:
    while node is not None:
        if language := _language_of(node):
            return language
        node = node.parent
    return ""


def _plain(text: str) -> str:
    return normalise(" ".join(_SPACES.sub(" ", text).split()))


def _sections(root: LexborNode) -> tuple[str, tuple[Section, ...]]:
    """Walk the text once: the first h1 is the title, every other heading with an anchor opens a section."""
    for node in root.css(_NOT_TEXT):
        if node.mem_id != root.mem_id:  # to compare nodes is to write out and compare all that they hold
            node.decompose()
    for link in root.css(_SIGNS):
        if not _name(link) and not re.search(r"\w", link.text() or ""):
            link.decompose()
    for link in root.css(_SIGNS_BESIDE):
        owner = _element_before(link)
        if owner is not None and owner.attributes.get("id") == unquote(link.attributes.get("href") or "")[1:]:
            link.decompose()
    title = ""
    sections: list[Section] = []
    heading = anchor = ""
    parts: list[str] = []
    heard: set[int] = set()  # the texts of the last heading
    for node in root.traverse(include_text=True):
        tag = node.tag or ""  # the parser names no element whose name is no text
        if tag == "-text":
            if node.mem_id not in heard:
                parts.append(node.text_content or "")
        elif _BLOCK.fullmatch(tag):
            if _HEADING.fullmatch(tag):
                words = _plain(node.text())
                name = _anchor(node)
                if tag == "h1" and not title:
                    title, heard = words, _texts(node)
                    continue
                if name and words:
                    sections.append(_section(heading, anchor, parts))
                    heading, anchor, parts, heard = words, name, [], _texts(node)
                    continue
            parts.append("\n")
        elif tag == "img":
            parts.append(f" {node.attributes.get('alt') or ''} ")
    sections.append(_section(heading, anchor, parts))
    return title, tuple(section for section in sections if section.text or section.heading)


def _anchor(heading: LexborNode) -> str:
    """Find the id that leads to a heading: its own, of what stands in it or just before it, or of the part it opens."""
    inside = heading.css_first("[id], a[name]")
    if name := heading.attributes.get("id") or _name(inside):
        return name
    before = _element_before(heading)
    while before is not None and before.tag in ("a", "span") and not (before.text() or "").strip():
        if name := _name(before):
            return name
        before = _element_before(before)
    opened = heading.parent
    is_part = before is None and opened is not None and opened.tag in ("section", "div")
    return _name(opened) if is_part else ""


def _name(node: LexborNode | None) -> str:
    return (node.attributes.get("id") or node.attributes.get("name") or "") if node is not None else ""


def _element_before(node: LexborNode) -> LexborNode | None:
    before = node.prev
    while before is not None and (before.tag or "").startswith("-"):  # text and comments
        before = before.prev
    return before


def _texts(node: LexborNode) -> set[int]:
    return {one.mem_id for one in node.traverse(include_text=True) if one.tag == "-text"}


def _section(heading: str, anchor: str, parts: list[str]) -> Section:
    lines = (line.strip() for line in _SPACES.sub(" ", "".join(parts)).split("\n"))
    return Section(heading, anchor, normalise("\n".join(line for line in lines if line)))
