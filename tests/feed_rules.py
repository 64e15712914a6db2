"""The rules by which feedvalidator (https://github.com/w3c/feedvalidator) judges Atom, and those of JSON Feed 1.1.

feedvalidator itself is not on the package registry. Each rule below names what it would say. Its warning that two entries
changed at the same moment (DuplicateUpdated) is left out: our entries know a day, not an hour.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})")
_ONCE = {"feed": ("id", "title", "updated"), "entry": ("id", "title", "updated")}
_AT_MOST_ONCE = ("id", "title", "updated", "published", "summary", "content", "rights", "subtitle", "generator")
_LINK_TYPES = re.compile(r"[\w.+-]+/[\w.+-]+")


def atom_faults(document: bytes, address: str) -> list[str]:
    """What is wrong with an Atom document that is served at an address."""
    root = ElementTree.fromstring(document)  # SAXError
    faults = list(_element_faults(root, "feed"))
    entries = root.findall(f"{ATOM}entry")
    for entry in entries:
        faults += _element_faults(entry, "entry")
        if entry.find(f"{ATOM}author") is None and root.find(f"{ATOM}author") is None:
            faults.append("MissingElement author")
        has_page = any(link.get("rel", "alternate") == "alternate" for link in entry.findall(f"{ATOM}link"))
        if not has_page and entry.find(f"{ATOM}content") is None:
            faults.append("MissingAlternateLink")
    own = [link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
    faults += [] if own == [address] else ["SelfDoesntMatchLocation"]
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    faults += [] if len(ids) == len(set(ids)) else ["DuplicateEntries"]
    return faults


def _element_faults(element: ElementTree.Element, kind: str) -> Iterator[str]:
    for name in _ONCE[kind]:
        if element.find(ATOM + name) is None:
            yield f"MissingElement {name}"
    for name in _AT_MOST_ONCE:
        if len(element.findall(ATOM + name)) > 1:
            yield f"DuplicateElement {name}"
    for name in ("updated", "published"):
        if (moment := element.findtext(ATOM + name)) is not None and not _MOMENT.fullmatch(moment):
            yield f"InvalidRFC3339Date {moment}"
    if not _is_full(element.findtext(f"{ATOM}id") or ""):
        yield "InvalidFullLink id"
    if not (element.findtext(f"{ATOM}title") or "").strip():
        yield "MissingTitle"
    for author in element.findall(f"{ATOM}author"):
        if not (author.findtext(f"{ATOM}name") or "").strip():
            yield "MissingElement name"
    for category in element.findall(f"{ATOM}category"):
        if not category.get("term"):
            yield "MissingAttribute term"
    pages = [(link.get("type"), link.get("hreflang")) for link in element.findall(f"{ATOM}link") if link.get("rel") == "alternate"]  # fmt: skip
    if len(pages) != len(set(pages)):
        yield "DuplicateAtomLink"
    for link in element.findall(f"{ATOM}link"):
        if not _is_full(link.get("href") or "") or not _LINK_TYPES.fullmatch(link.get("type") or "text/html"):
            yield f"InvalidLink {link.get('href')}"
    content = element.find(f"{ATOM}content")
    if content is not None:
        if content.get("type") not in ("text", "html"):
            yield f"InvalidMIMEType {content.get('type')}"
        yield from html_faults(content.text or "")


def html_faults(html: str) -> Iterator[str]:
    """What feedvalidator says of the HTML in a feed: NotHtml, SecurityRisk, ContainsRelRef."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    yield from reader.faults
    if reader.open:
        yield f"NotHtml: not closed: {reader.open}"


class _Reader(HTMLParser):
    _VOID = ("br", "hr", "img", "input", "wbr", "col")
    _RISKS = ("script", "object", "embed", "iframe", "style", "link", "meta", "form")

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in self._VOID:
            self.open.append(tag)
        if tag in self._RISKS:
            self.faults.append(f"SecurityRisk {tag}")
        for name, value in attributes:
            if name.startswith("on"):
                self.faults.append(f"SecurityRisk {name}")
            if name in ("href", "src") and not (_is_full(value or "") or re.match("(?:mailto|tel):", value or "")):
                self.faults.append(f"ContainsRelRef {value}")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"NotHtml: </{tag}>")


def json_feed_faults(document: bytes, address: str) -> list[str]:
    """What is wrong with a JSON Feed (https://www.jsonfeed.org/version/1.1/) that is served at an address."""
    feed = json.loads(document)
    faults = [] if feed.get("version") == "https://jsonfeed.org/version/1.1" else ["version"]
    faults += [] if feed.get("title") else ["title"]
    faults += [] if feed.get("feed_url") == address else ["feed_url"]
    faults += [f"no full address: {name}" for name in ("home_page_url", "icon") if not _is_full(feed.get(name, ""))]
    ids = [item.get("id") for item in feed["items"]]
    faults += [] if len(ids) == len(set(ids)) and all(isinstance(one, str) and one for one in ids) else ["id"]
    for item in feed["items"]:
        faults += _item_faults(item)
    return faults


def _item_faults(item: dict[str, Any]) -> Iterator[str]:
    if not ("content_html" in item or "content_text" in item):
        yield "content_html or content_text is needed"
    for name in ("date_published", "date_modified"):
        if name in item and not _MOMENT.fullmatch(item[name]):
            yield name
    if not _is_full(item.get("url", "")):
        yield "url"
    if any(not isinstance(tag, str) for tag in item.get("tags", [])):
        yield "tags"
    if any(not author.get("name") for author in item.get("authors", [])):
        yield "authors"
    yield from html_faults(item.get("content_html", ""))


def _is_full(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not re.search(r"[\s<>\"]", address)
