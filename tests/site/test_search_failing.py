"""The search box when something goes wrong: files that do not come, are broken or of a newer build, answers that come late."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from frames import two_frames
from playwright.sync_api import Page, Route, expect
from search_box import ROWS, START, type_into
from watching import settle

pytestmark = pytest.mark.browser


def broken(route: Route) -> None:
    route.abort()


def missing(route: Route) -> None:
    route.fulfill(status=404, body="")


def newer(route: Route) -> None:
    route.fulfill(json={"version": 99, "code": "engine-0.js", "languages": {}})


@pytest.mark.parametrize("address", [START, "search/"], ids=["box", "page"])
@pytest.mark.parametrize(
    ("files", "fault", "sentence"),
    [
        ("**/search/api.js*", broken, "เชื่อมต่ออินเทอร์เน็ตไม่สำเร็จ"),
        ("**/search/manifest.json", broken, "เชื่อมต่ออินเทอร์เน็ตไม่สำเร็จ"),
        ("**/search/manifest.json", missing, "กำลังปรับปรุงดัชนีค้นหา"),
        ("**/search/words-*", missing, "กำลังปรับปรุงดัชนีค้นหา"),
        ("**/search/manifest.json", newer, "คนละรุ่น"),
    ],
    ids=["no code", "offline", "no index", "half uploaded", "other version"],
)
def test_a_search_that_fails_says_so_and_offers_the_lists(
    address: str, files: str, fault: Callable[[Route], None], sentence: str, visit: Callable[..., Page]
) -> None:
    page = visit(address, before=lambda page: page.route(files, fault))
    type_into(page, "นิเทศ")
    expect(page.locator(".find__note")).to_contain_text(sentence)
    expect(page.get_by_role("status")).to_contain_text(sentence)
    assert page.locator(".find__note a").evaluate_all("(links) => links.map((a) => a.pathname.split('/').at(-2))")[
        :2
    ] == [
        "knowledge",
        "exchange",
    ]
    page.unroute(files)
    if fault is newer:
        return
    page.get_by_role("button", name="ลองใหม่").click()
    expect(page.locator(f"{ROWS}, .hit--all").first).to_be_visible()


def test_late_answers_are_dropped(visit: Callable[..., Page]) -> None:
    page = visit(before=lambda page: page.clock.install())
    held: list[Route] = []
    page.route("**/search/words-*", lambda route: held.append(route))
    type_into(page, "พฤกษศาสตร์")
    expect(page.get_by_role("status")).to_contain_text("กำลังค้นหา")
    page.locator("#q").fill("qqxxzzvv")
    page.clock.fast_forward(1000)  # the pause after the last letter is over
    for route in held:
        route.continue_()
    expect(page.locator(".find__says")).to_contain_text("qqxxzzvv")
    settle(page)
    two_frames(page)
    assert page.locator(".hit").count() == 0
