"""How a long list is cut into pages: `groups/x.md`, `groups/x/page/2.md`, …"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Leaf(Generic[Thing]):
    """One page of a list."""

    uri: str  # the Markdown file that it stands for
    things: Sequence[Thing]
    number: int  # from 1
    count: int  # of pages
    previous: str | None  # addresses of its neighbours
    next: str | None
    first: str  # address of the first page


def leaves(uri: str, things: Sequence[Thing], size: int, root: str = "") -> Iterator[Leaf[Thing]]:
    """Cut a list into pages of a size; a list without things has one page. `root` stands before every address."""
    count = max(1, -(-len(things) // size))
    base = uri.removesuffix("index.md").removesuffix(".md").rstrip("/")
    addresses = [f"{root}{base}/", *(f"{root}{base}/page/{number}/" for number in range(2, count + 1))]
    for i in range(count):
        yield Leaf(
            uri=uri if i == 0 else f"{base}/page/{i + 1}.md",
            things=things[i * size : (i + 1) * size],
            number=i + 1,
            count=count,
            previous=addresses[i - 1] if i else None,
            next=addresses[i + 1] if i + 1 < count else None,
            first=addresses[0],
        )
