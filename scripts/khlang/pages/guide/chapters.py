"""The chapters of the guide that are written by hand: files of `text/`, in Markdown, a title and a summary on top.

They link to each other by file name, so that they can be read in the source repository as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from khlang.pages.guide.page import GUIDE, GuidePage

FOR_WRITERS = ("writing", "private", "messages", "exchange", "practice", "survey", "numbers", "own-machine")
"""Names of the chapters for whoever contributes; those that most need come first."""

FOR_MAINTAINERS = (
    "opening",
    "settings",
    "routine",
    "intake",
    "drop-box",
    "withdrawing",
    "sharing",
    "backup",
    "upgrading",
    "handover",
    "trouble",
)
"""Names of the chapters for whoever looks after a site, in the order of its life."""

_FOLDER = files("khlang.pages.guide").joinpath("text")
_HEAD = re.compile(r"# (?P<title>[^\n]+)\n\n(?P<summary>[^\n]+)\n\n")
_LINK = re.compile(r"(?<=\]\()([\w-]+)\.md(?=[#)])")


@dataclass(frozen=True)
class Chapter:
    """A chapter of the guide."""

    name: str  # of its file, and the last part of its address
    title: str
    summary: str
    body: str  # Markdown, with links between pages


@cache
def chapter(name: str) -> Chapter:
    """The chapter of a name. Raises ValueError where its file has no title and summary on top."""
    source = _FOLDER.joinpath(f"{name}.md").read_text(encoding="utf-8")
    head = _HEAD.match(source)
    if head is None:
        raise ValueError(f"pages/guide/text/{name}.md: a title and a summary must stand on top")
    return Chapter(name, head["title"], head["summary"], _LINK.sub(r"../\1/", source[head.end() :]))


def pages() -> Iterator[GuidePage]:
    """A page for each chapter."""
    for name in (*FOR_WRITERS, *FOR_MAINTAINERS):
        own = chapter(name)
        yield GuidePage(f"{GUIDE}{name}.md", own.title, own.summary, own.body)
