"""One built HTML page as the index sees it: its address, language, title, facets and sections of plain text.

Any generator's HTML will do. The text is `<article class="md-content__inner">`, else `<main>`, else what has
`role="main"`, else the only `<article>`, else `<body>` without what frames it.
"""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from khlang.thai.normal import normalise

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
    ".headerlink,.md-source-file,.md-tags,.twemoji"
)
_FRAME = "header,footer,aside,[role=banner],[role=contentinfo],[role=navigation],[role=search],[role=complementary]"
_BLOCK = re.compile(
    "address|article|aside|blockquote|br|caption|dd|details|div|dl|dt|figcaption|figure|footer|form|h[1-6]|header|hr|li|"
    "main|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_HEADING = re.compile(r"h[1-6]")
_SPACES = re.compile(r"[^\S\n]{2,}|[^\S\n ]|[\0\x1b]")  # \x1b to \x1f mean something in the index


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


def read(url: str, source: bytes) -> Page:
    """Parse one page. Raises Skipped if it does not belong into the index."""
    if len(source) > LARGEST:
        raise Skipped(f"ไฟล์ใหญ่ {len(source) / 1e6:.0f} MB เกิน {LARGEST // 1_000_000} MB จึงไม่ทำดัชนี ให้แบ่งหน้าเป็นหลายหน้า")
    tree = LexborHTMLParser(_decode(source).replace("\0", " "))
    meta = _meta(tree)
    if "noindex" in " ".join(meta.get("robots", ())).lower():
        raise Skipped("หน้าขอไม่ให้ค้น (noindex)")
    if tree.css_first('meta[http-equiv="refresh" i]') is not None:
        raise Skipped("หน้าส่งต่อไปที่อื่น (meta refresh)")
    root = _root(tree)
    if root is None:
        raise Skipped("ไม่มีเนื้อหา (ไม่พบ <body>)")
    if "data-search-exclude" in root.attributes:
        raise Skipped("หน้าขอไม่ให้ค้น (data-search-exclude)")
    declared = _language_of(tree.root)
    if declared and _nearest_language(root) != declared:
        raise Skipped(f"เนื้อหาเป็นภาษาอื่น ({_nearest_language(root)}) ไม่ใช่ภาษาของหน้า ({declared})")
    title_tag = tree.css_first("head > title") or tree.css_first("title")
    head_title = _plain(title_tag.text() if title_tag is not None else "")
    title, sections = _sections(root)
    if not title and not head_title and not any(section.text for section in sections):
        raise Skipped("ไม่มีข้อความให้ค้น")
    title = title or head_title or url
    return Page(
        url=url,
        language=declared,
        title=title,
        sections=sections,
        facets=tuple((name, value) for name in FACETS for value in dict.fromkeys(meta.get(f"khlang:{name}", ()))),
        date=next((day for day in meta.get("khlang:date", ()) if re.fullmatch(r"\d{4}-\d\d-\d\d", day)), ""),
    )


def _root(tree: LexborHTMLParser) -> LexborNode | None:
    """Find what holds the text of the page, without menus and footers."""
    for selector in ("article.md-content__inner", "main", "[role=main]"):
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
