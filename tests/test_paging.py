"""Long lists are cut into pages that hold each thing once."""

from __future__ import annotations

import pytest

from khlang.pages.lists.paging import leaves


@pytest.mark.parametrize(
    ("count", "size", "wanted"),
    [
        (0, 5, [("tags/x.md", 0, None, None)]),
        (5, 5, [("tags/x.md", 5, None, None)]),
        (6, 5, [("tags/x.md", 5, None, "tags/x/page/2/"), ("tags/x/page/2.md", 1, "tags/x/", None)]),
        (
            11,
            5,
            [
                ("tags/x.md", 5, None, "tags/x/page/2/"),
                ("tags/x/page/2.md", 5, "tags/x/", "tags/x/page/3/"),
                ("tags/x/page/3.md", 1, "tags/x/page/2/", None),
            ],
        ),
    ],
)
def test_pages_know_their_neighbours(count, size, wanted):
    pages = list(leaves("tags/x.md", range(count), size))
    assert [(page.uri, len(page.things), page.previous, page.next) for page in pages] == wanted
    assert [thing for page in pages for thing in page.things] == list(range(count))
    assert {(page.count, page.first) for page in pages} == {(len(wanted), "tags/x/")}


def test_an_index_and_another_language():
    first, second = leaves("questions/index.md", range(6), 5, "en/")
    assert (first.uri, first.next) == ("questions/index.md", "en/questions/page/2/")
    assert (second.uri, second.previous) == ("questions/page/2.md", "en/questions/")
