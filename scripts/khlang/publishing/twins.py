"""The plain-Markdown twin of a page, and `llms.txt`, which leads to all of them: for programs that read texts.

A twin says what its page says, without the frame: comments, ids and marks of HTML are left out, addresses are full. What is
withdrawn, a draft or made up has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from khlang.content.entry import Entry
from khlang.content.kinds import KINDS
from khlang.content.library import LEAVES_SITE, Library
from khlang.content.markdown import with_targets, without_html
from khlang.federation.catalogue import FILE as CATALOGUE
from khlang.pages.faces import glance
from khlang.pages.feeds import ATOM
from khlang.pages.practices.take_home.take_home import TWIN
from khlang.thai.dates import thai_date

LISTED = 50
"""Entries of a kind that llms.txt names; the catalogue has them all."""

_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*[#.][^{}\n]*\}[ \t]*$", re.MULTILINE)


def has_twin(entry: Entry) -> bool:
    """Whether the page of a public entry has a twin."""
    return not entry.is_example and bool(entry.body.strip())


def twin(library: Library, entry: Entry, text: str, root: str) -> bytes:
    """The twin of a page whose text, as Markdown, is `text`. `root` is the site's full address, ending in a slash."""
    facts = "\n".join(f"- {label}: {value}" for label, value in _facts(library, entry, root))
    body = with_targets(_ATTRIBUTES.sub("", without_html(text)), lambda target: _full(library, entry, target, root))
    return f"# {entry.meta.title}\n\n{entry.meta.summary}\n\n{facts}\n\n{body.strip()}\n".encode()


def llms_txt(library: Library, root: str) -> bytes:
    """What the site holds and where its texts are (https://llmstxt.org/)."""
    settings = library.settings
    parts = [
        f"# {settings.name}",
        f"> คลังความรู้ของ{settings.office} ทุกเรื่องเป็นภาษาไทย",
        f"เงื่อนไขการนำไปใช้: {_licence(library)}",
        f"- [รายการทั้งหมด]({root}{CATALOGUE}): ทุกเรื่องเป็น JSON\n- [เรื่องใหม่]({root}{ATOM}): Atom",
    ]
    for kind in KINDS.values():
        own = [entry for entry in library.of_kind(kind.meta) if has_twin(entry)]
        if own and kind.is_listed:
            parts.append(f"## {kind.label}\n\n" + "\n".join(_line(entry, root) for entry in own[:LISTED]))
    pages = [entry for entry in library.public if not entry.kind.is_listed and has_twin(entry)]
    if pages:
        parts.append("## Optional\n\n" + "\n".join(_line(entry, root) for entry in pages))
    return ("\n\n".join(parts) + "\n").encode()


def _line(entry: Entry, root: str) -> str:
    title = re.sub(r"[\[\]]", "", entry.meta.title)
    return f"- [{title}]({root}{entry.url}{TWIN}): {entry.meta.summary}"


def _facts(library: Library, entry: Entry, root: str) -> Iterator[tuple[str, str]]:
    settings = library.settings
    if entry.date:
        yield "ประเภท", entry.kind.label
        if owner := library.owner(entry):
            yield "เจ้าของเรื่อง", owner.name
        if entry.meta.authors:
            yield "ผู้เขียน", ", ".join(entry.meta.authors)
        yield "วันที่", f"{thai_date(entry.date, settings.numerals)} ({entry.date.isoformat()})"
        yield "สถานะ", entry.status.label
        yield from glance(library, entry)
    yield "ที่อยู่", f"{root}{entry.short_url or entry.url}"
    if not any(shown.field == "licence" for shown in entry.kind.glance):
        yield "เงื่อนไขการนำไปใช้", _licence(library)


def _licence(library: Library) -> str:
    licence = library.settings.content_licence
    if licence is None:
        return "ยังไม่กำหนด โปรดติดต่อสำนักงาน"
    return f"{licence.name} {licence.url}" if licence.url else licence.name


def _full(library: Library, entry: Entry, target: str, root: str) -> str:
    here = f"{root}{entry.url}"
    if LEAVES_SITE.match(target):
        return target
    if target.startswith("#"):
        return here + target
    address = library.address(entry.path, target)
    return here if address is None else urljoin(here, address)
