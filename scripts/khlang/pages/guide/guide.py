"""The pages of the guide, in the order of its contents; every site has them, whatever its office."""

from __future__ import annotations

from collections.abc import Iterator

from khlang.content.library import Library
from khlang.pages.guide import chapters, fields, rules, words
from khlang.pages.guide.page import GUIDE, GuidePage
from khlang.pages.lists.rows import HOME


def pages(library: Library) -> Iterator[GuidePage]:
    """The contents, the chapters, a page of fields for each kind, a page for each rule."""
    yield _contents()
    yield from chapters.pages()
    yield from fields.pages(library.vocabulary)
    yield from rules.pages()


def _contents() -> GuidePage:
    writers, maintainers = (
        [f"- [{one.title}]({one.name}/) {one.summary}" for one in map(chapters.chapter, names)]
        for names in (chapters.FOR_WRITERS, chapters.FOR_MAINTAINERS)
    )
    look_up = [
        f"- [{words.FIELDS}](fields/) {words.FIELDS_SUMMARY}",
        f"- [{words.RULES}](rules/) {words.RULES_SUMMARY}",
    ]
    parts = ((words.FOR_WRITERS, writers), (words.LOOK_UP, look_up), (words.FOR_MAINTAINERS, maintainers))
    text = "\n\n".join(f"## {heading}\n\n" + "\n".join(rows) for heading, rows in parts)
    return GuidePage(f"{GUIDE}index.md", words.GUIDE, words.GUIDE_SUMMARY, text, (HOME,))
