"""The page สรุปแบบสอบถาม in a real browser: what it gives is what `khlang survey` writes, byte for byte, and nothing goes out."""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from projects import build, project
from run import ROOT
from typer.testing import CliRunner

from khlang.cli.commands import app
from khlang.content.front_matter import split
from khlang.content.kinds import KINDS
from khlang.publishing import pyodide

sys.path.insert(0, str(ROOT / "tests" / "survey"))

from answers import csv_bytes, rows, write_workbook
from attacker import made_up
from exported import FILES, numbers, tops

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def runtime() -> Path:
    """Pyodide, brought once as an office brings it; a run that cannot reach the registries fails as its installation would."""
    kept = ROOT / ".cache" / "tests" / pyodide.cache(ROOT / "docs").name  # not where a build of this site would find it
    if not pyodide.size(kept):
        pyodide.fetch(kept)
    return kept


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, runtime: Path) -> Path:
    folder = project(tmp_path_factory.mktemp("summarise") / "p")
    kept = pyodide.cache(folder / "docs")
    kept.parent.mkdir(parents=True)
    kept.symlink_to(runtime, target_is_directory=True)
    done = build(folder, "--strict")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def page(browser: Browser, folder: Path, serve_folder: Callable[[Path], str]) -> Iterator[Page]:
    """The page with the program loaded; Python starts once for all tests."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, accept_downloads=True)
    page = context.new_page()
    page.goto(serve_folder(folder / "site") + "summarise/")
    assert not page.locator("#answers").is_visible()
    with page.expect_worker():
        page.get_by_role("button", name="โหลดโปรแกรมสรุป").click()
    expect(page.get_by_role("status")).to_have_text("พร้อมแล้ว เลือกไฟล์คำตอบ", timeout=240_000)
    yield page
    context.close()


def choose(page: Page, file: Path, **typed: str) -> None:
    for name, text in typed.items():
        page.evaluate("([id, text]) => { document.getElementById(id).value = text }", [name, text])
    field = page.locator("#answers")
    field.set_input_files([])  # a browser tells of the same name again only after it was taken out
    after(page, lambda: field.set_input_files(str(file)), "อ่านได้แล้ว|ยังสรุปไม่ได้")


def after(page: Page, act: Callable[[], object], said: str = "อ่านได้แล้ว") -> None:
    """Do something that has the file read again, and wait until it is."""
    page.evaluate("document.getElementById('status').textContent = ''")
    act()
    expect(page.get_by_role("status")).to_have_text(re.compile(said), timeout=240_000)


@pytest.fixture(autouse=True)
def _outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command looks for earlier files in the project that it is called in; this is none."""
    monkeypatch.chdir(tmp_path)


def downloaded(page: Page, link: str) -> bytes:
    with page.expect_download() as waiting:
        page.locator(link).click()
    return Path(waiting.value.path()).read_bytes()


def by_command(file: Path, *words: str) -> tuple[bytes, str]:
    """What the command writes of a file, and what it says."""
    out = file.parent / "out" / f"{file.stem}.json"
    out.unlink(missing_ok=True)
    done = CliRunner().invoke(app, ["survey", str(file), "--out", str(out), *words], catch_exceptions=False)
    return out.read_bytes() if out.is_file() else b"", done.output


def write(name: str, folder: Path) -> Path:
    """A file of a kind, below a folder."""
    if name == "a workbook":
        return write_workbook(folder / "answers.xlsx", rows(40))
    if name == "sixty answers":
        head, answers = made_up(60, 4, random.Random(4), (3.0, 4.5))
        data = csv_bytes([head, *answers])
    elif name == "open answers":
        data = csv_bytes(rows(40))
    else:
        data = FILES[name].table(numbers(tops(name)))
    (folder / "answers.csv").write_bytes(data)
    return folder / "answers.csv"


@pytest.mark.parametrize(
    "name",
    [
        "sixty answers",
        "a workbook",
        "Google Forms",
        "Microsoft Forms",
        "LimeSurvey",
        "Qualtrics",
        "a web page",
        "UTF-16 without a mark",
        "commas in labels",
    ],
)
def test_the_page_gives_what_the_command_writes(name, page, tmp_path):
    file = write(name, tmp_path)
    choose(page, file)
    wanted, said = by_command(file)
    assert wanted and downloaded(page, "#data") == wanted
    assert said.startswith(page.locator("#text").text_content() or "?")


def test_nothing_leaves_the_device(page, tmp_path):
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    choose(page, write("a workbook", tmp_path))
    downloaded(page, "#data")
    assert [url for url in sent if not url.startswith("blob:")] == []
    [worker] = page.workers
    assert (
        worker.evaluate("[typeof fetch, typeof XMLHttpRequest, typeof WebSocket].join()")
        == "undefined,undefined,undefined"
    )


def test_words_of_open_answers_are_agreed_to(page, tmp_path):
    file = write("open answers", tmp_path)
    choose(page, file)
    assert "ที่จอดรถ" in page.locator("#words li").inner_text()
    assert downloaded(page, "#data") == by_command(file)[0]
    after(page, page.locator("#agree").check)
    agreed = by_command(file, "--words")[0]
    assert "ที่จอดรถ".encode() in agreed and downloaded(page, "#data") == agreed


def test_what_is_unclear_is_answered_in_a_plan(page, tmp_path):
    file = write("faces", tmp_path)
    choose(page, file)
    expect(page.locator("#faults li").first).to_be_visible()
    assert not page.locator("#data").is_visible()
    assert "--" not in page.locator("#faults").inner_text(), "an option of the command is nothing that the page has"
    CliRunner().invoke(app, ["survey", str(file), "--draft-plan"], catch_exceptions=False)
    drafted = tmp_path / "answers-plan.yml"
    assert page.locator("#plan").input_value() == drafted.read_text(encoding="utf-8")
    after(page, page.get_by_role("button", name="สรุปใหม่ตามแผนนี้").click)
    assert downloaded(page, "#data") == by_command(file, "--plan", str(drafted))[0]


def test_what_cannot_be_read_is_told_in_thai(page, tmp_path):
    (tmp_path / "letter.csv").write_bytes(b"%PDF-1.7 not a table")
    choose(page, tmp_path / "letter.csv")
    assert "ไม่ใช่ตารางคำตอบ" in page.locator("#faults").inner_text()
    choose(page, write("sixty answers", tmp_path), invited="x")
    assert "ต้องเป็นจำนวนเต็ม" in page.locator("#faults").inner_text()
    choose(page, tmp_path / "answers.csv", invited="๘๐")
    assert downloaded(page, "#data") == by_command(tmp_path / "answers.csv", "--invited", "80")[0]
    page.evaluate("document.getElementById('invited').value = ''")


def test_the_draft_of_a_report_is_one_that_the_check_reads(page, tmp_path):
    choose(page, write("sixty answers", tmp_path))
    assert page.locator("#entry").get_attribute("aria-disabled") == "true"
    page.locator("#title").fill("ความพึงพอใจ: ปี “๒๕๖๙”")
    page.locator("#name").fill("service-2569")
    text = downloaded(page, "#entry").decode()
    parts = split(text, "research/service-2569.md")
    meta = KINDS["research"].meta.model_validate(parts.values)
    assert (meta.title, meta.data, meta.status) == ("ความพึงพอใจ: ปี “๒๕๖๙”", "data/service-2569.json", "draft")
    assert meta.id != "r00000" and "✎" in parts.body
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_without_the_program_the_page_says_how_to_get_it(built_site):
    html = (built_site / "summarise/index.html").read_text(encoding="utf-8")
    assert "guide/survey/" in html and "page.js" not in html and "pyodide" not in html
    assert not (built_site / "assets/khlang/pyodide").exists()
