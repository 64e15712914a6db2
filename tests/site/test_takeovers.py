"""Other offices take the engine over: whatever stands in docs/, the steps of a content change pass and the pages work.

The engine's own tests cannot notice: office_content.py keeps them off docs/.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from content import MINIATURE
from playwright.sync_api import Browser
from projects import SOUND, run_module
from test_look import PAGES, PHONE

ENTRIES = ("knowledge", "exchange", "weeks", "research", "practices", "adoptions")
ONLY = "knowledge/travel-claims.md"
READ_BY_AXE = ("home", "gallery", "matrix", "list", "directory", "search")


def _change(file: Path, change: Callable[[str], str]) -> None:
    before = file.read_text(encoding="utf-8")
    after = change(before)
    assert after != before, file
    file.write_text(after, encoding="utf-8")


def hide_samples(docs: Path) -> None:
    """The day an office has enough of its own."""
    _change(docs / "_data/site.yml", lambda text: text.replace("show_examples: true", "show_examples: false"))


def rename(docs: Path) -> None:
    """Another office: its own name, groups and schools, their keys included."""
    site = (
        "name: คลังเทศบาล\noffice: กองการศึกษา เทศบาลสมมติ\noffice_short: กองการศึกษา\nprovince: ระยอง\nnumerals: arabic\n"
    )
    (docs / "_data/site.yml").write_text(site, encoding="utf-8")
    names: dict[str, str] = {}
    for file in ("groups", "schools"):
        rows = yaml.safe_load((docs / f"_data/{file}.yml").read_text(encoding="utf-8"))
        keys = {row["key"]: f"{file}-{number}" for number, row in enumerate(rows)}
        for number, row in enumerate(rows):
            own = f"ฝ่าย{number}" if file == "groups" else f"โรงเรียนเทศบาล {number}"
            names |= dict.fromkeys([row["name"], row.get("short", row["name"]), *row.pop("also", [])], own)
            row.pop("short", None)
            row |= {"key": keys[row["key"]], "name": own}
            if "successor" in row:
                row["successor"] = keys[row["successor"]]
        (docs / f"_data/{file}.yml").write_text(yaml.safe_dump(rows, allow_unicode=True), encoding="utf-8")
    known = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
    for file in docs.rglob("*.md"):
        file.write_text(known.sub(lambda match: names[match[0]], file.read_text(encoding="utf-8")), encoding="utf-8")


def drop_components(docs: Path) -> None:
    """A programme without components."""
    _change(
        docs / "_data/practices.yml",
        lambda text: re.sub(r"^components:\n(?:  .*\n)+", "components: []\n", text, flags=re.MULTILINE),
    )
    for file in (docs / "practices").glob("*.md"):
        file.write_text(re.sub(r"(?m)^components: .*\n", "", file.read_text(encoding="utf-8")), encoding="utf-8")


def add_component(docs: Path) -> None:
    """A programme of six, with a practice of the sixth."""
    sixth = "  - {key: sixth, name: การเผยแพร่}\n"
    _change(docs / "_data/practices.yml", lambda text: text.replace("skills:\n", f"{sixth}skills:\n", 1))
    _change(docs / "practices/leaf-dye.md", lambda text: re.sub(r"(?m)^components: .*$", "components: [6]", text))


def keep_one(docs: Path) -> None:
    """The first day of an office that deleted every sample: one entry of its own."""
    for folder in ENTRIES:
        for file in sorted((docs / folder).rglob("*")):
            if file.is_file() and file.name not in ("index.md", "index.en.md") and file != docs / ONLY:
                file.unlink()
    for name in ("reading", "reported_needs"):  # they name entries
        (docs / f"_data/{name}.yml").unlink()
    _change(docs / ONLY, lambda text: re.sub(r"(?m)^based_on: .*\n|\[([^]]*)\]\((?!http)[^)]*\)", r"\1", text))
    gone = re.compile(r"\[([^]]*)\]\((?:\.\./)?(?:knowledge|practices)/(?!index)[^)]*\)")
    for file in [*docs.glob("*.md"), *docs.glob("*/index*.md")]:
        file.write_text(gone.sub(r"\1", file.read_text(encoding="utf-8")), encoding="utf-8")


TAKEOVERS = {
    "samples hidden, six components": (hide_samples, add_component),
    "other names, no components": (rename, drop_components),
    "one entry of its own": (keep_one,),
}


@pytest.fixture(scope="module", params=TAKEOVERS)
def taken_over(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature site as another office has changed it, with its issue forms made anew and its pages built."""
    folder = tmp_path_factory.mktemp("takeover") / "p"
    shutil.copytree(MINIATURE, folder)
    for change in TAKEOVERS[request.param]:
        change(folder / "docs")
    for words in (("khlang", "generate"), *SOUND):
        done = run_module(folder, *words)
        assert done.returncode == 0, f"{' '.join(words)}\n{done.stdout}{done.stderr}"
    return folder


def test_a_change_of_content_passes_and_the_home_page_is_there(taken_over: Path) -> None:
    assert (taken_over / "site/index.html").is_file() and (taken_over / "site/search/manifest.json").is_file()


@pytest.mark.browser
def test_the_pages_that_exist_work(taken_over: Path, browser: Browser, serve_folder: Callable[[Path], str]) -> None:
    site = taken_over / "site"
    pages = {name: place for name, place in PAGES.items() if (site / place / "index.html").is_file()}
    assert len(pages) >= 10
    base = serve_folder(site)
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda line: complaints.append(line.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for name, place in pages.items():
        page.goto(base + place)
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], name
        if name in READ_BY_AXE:
            violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
            assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in violations] == [], name
        assert complaints == [], name
    context.close()
