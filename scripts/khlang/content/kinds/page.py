"""หน้าเว็บ: a plain page, such as เกี่ยวกับเรา."""

from __future__ import annotations

import datetime
from typing import ClassVar

from khlang.content.kind import Kind
from khlang.content.meta import Answers, Review, Titled


class Page(Titled):
    """A plain page has a title and little else."""

    date: ClassVar[datetime.date | None] = None
    owner: ClassVar[str | None] = None
    tags: ClassVar[tuple[str, ...]] = ()
    authors: ClassVar[tuple[str, ...]] = ()
    reviewed_by: ClassVar[Review | None] = None
    reviews: ClassVar[tuple[Answers, ...]] = ()
    example: ClassVar[bool] = False
    based_on: ClassVar[tuple[str, ...]] = ()
    answers: ClassVar[tuple[str, ...]] = ()


KIND = Kind(
    "page",
    "g",
    "",
    "หน้าเว็บ",
    Page,
    takes_site_names=True,
    is_listed=False,
    is_new_reading=False,
    list_template=None,
)
