"""A build keeps what did not change, and its site is byte for byte that of a build that knows of no other.

Many random edits: bench/edits.py.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import time
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from content import DAY, EPOCH, MINIATURE
from edits import KINDS, Edits, edited_project, outputs
from mkdocs.commands.build import build as build_here
from mkdocs.config import load_config
from projects import build

import khlang.theme
from khlang import checks
from khlang.content.entry import FIELD_MISSING
from khlang.content.facts import cache_of, name_of
from khlang.content.fence import STOPPED
from khlang.content.git import follows
from khlang.content.kinds import original_path
from khlang.mkdocs_files import find_nothing
from khlang.publishing.kept import FILE, Kept, Made, MadeGroup, place_of, values
from khlang.publishing.making import Work
from khlang.publishing.site import Site

LEFT_OUT = ("site", FILE, "facts", "search", ".site.*")


def _build(folder: Path, monkeypatch: pytest.MonkeyPatch, epoch: str = EPOCH) -> None:
    """A build within this process: starting one costs more than a site of this size."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    build_here(config)


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = edited_project(tmp_path_factory.mktemp("kept") / "project")
    with pytest.MonkeyPatch.context() as patch:
        _build(folder, patch)
    return folder


def _pages(project: Path) -> dict[str, int]:
    """The pages of the site, and which file on the disk each of them is."""
    places = json.loads((project / ".cache/khlang" / FILE).read_text(encoding="utf-8"))["pages"]
    return {place: (project / "site" / place).stat().st_ino for place in places}


def test_an_edit_of_letters_that_no_list_shows_makes_no_list_and_judges_no_other_text(project, monkeypatch):
    _build(project, monkeypatch)
    judged = list[str]()
    links = checks.links.check
    monkeypatch.setattr("khlang.pages.pages.pages", lambda *_: pytest.fail("the lists are made"))
    monkeypatch.setattr(
        checks,
        "_entry_checks",
        lambda text: (lambda text, library: judged.append(text.path) or links(text, library),),
    )
    kept = json.loads((project / ".cache/khlang" / FILE).read_text(encoding="utf-8"))
    path = next(
        path
        for path, name in kept["texts"].items()
        if path[:10] == "knowledge/" and place_of(path) in kept["pages"] and name not in kept["shared"]
    )
    file = project / "docs" / path
    typed = file.read_text(encoding="utf-8")
    file.write_text(f"{typed}\nประโยคที่ไม่มีใครแสดง\n", encoding="utf-8")
    _build(project, monkeypatch)
    file.write_text(typed, encoding="utf-8")
    assert "ประโยคที่ไม่มีใครแสดง" in _text(project / "site" / place_of(path)) and {*judged} == {path}


def _text(page: Path) -> str:
    """What a page says, without the marks between its words."""
    return re.sub(r"</?k-[a-z]>", "", page.read_text(encoding="utf-8"))


def test_an_edit_of_what_has_no_page_publishes_none(project, tmp_path, monkeypatch):
    """A draft, what is withdrawn, what is held back for an error: letters of theirs change, and the site does not."""
    other = tmp_path / "project"
    shutil.copytree(project, other)
    typed = (MINIATURE / "docs/knowledge/draft-meeting-room.md").read_text(encoding="utf-8")
    held = {
        "draft": typed,
        "withdrawn": typed.replace("status: draft", "status: withdrawn"),
        "faulty": typed.replace("status: draft", "status: published") + "\nโทร. 081-234-5678\n",
    }
    files = {other / f"docs/knowledge/held-{name}.md": text for name, text in held.items()}
    for number, (file, text) in enumerate(files.items()):
        file.write_text(text.replace("kqqnch", f"khd7x{number}"), encoding="utf-8")
    _build(other, monkeypatch)
    before = outputs(other / "site")
    for file in files:
        file.write_text(file.read_text(encoding="utf-8") + "\nประโยคที่ยังไม่เผยแพร่\n", encoding="utf-8")
        _build(other, monkeypatch)
        assert outputs(other / "site") == before, file.name


def test_an_edit_of_a_page_of_the_menu_is_made_in_its_own_language(project, tmp_path, monkeypatch):
    """Also where the other language has no such page, but the same menu."""
    other = tmp_path / "project"
    shutil.copytree(project, other)
    _build(other, monkeypatch)
    menu = [path for item in load_config(str(other / "mkdocs.yml")).nav for path in item.values()]
    for path in menu:
        file = other / "docs" / path
        file.write_text(file.read_text(encoding="utf-8") + "\nประโยคใหม่ท้ายหน้า\n", encoding="utf-8")
        _build(other, monkeypatch)
        page = _text(other / "site" / place_of(path))
        assert '<html lang="th"' in page and "ประโยคใหม่ท้ายหน้า" in page, path


def test_a_file_that_shows_letters_is_made_again_with_them(project, monkeypatch):
    """The archive of a practice and that of all; what else is generated stays."""
    _build(project, monkeypatch)
    kept = json.loads((project / ".cache/khlang" / FILE).read_text(encoding="utf-8"))
    practice = next(path for path in kept["texts"] if path.startswith("practices/") and path != "practices/index.md")
    reading = {name for name, _, read in kept["groups"] if kept["texts"][practice] in read}
    assert f"practice {practice}" in reading and "practices" in reading
    assert not reading & {"addresses", "calendars", "cards", "form", "manifest", "sitemap"}


def test_after_edits_of_every_kind_the_site_is_that_of_a_clean_build(project, tmp_path, monkeypatch):
    edits = Edits(project, seed=4)
    kinds = sorted(KINDS)
    share = 7
    for first in range(0, len(kinds), share):
        told = [edits.make(kind) for kind in kinds[first : first + share]]
        clean = tmp_path / str(first)
        shutil.copytree(project, clean, ignore=shutil.ignore_patterns(*LEFT_OUT))
        _build(project, monkeypatch, edits.epoch)
        _build(clean, monkeypatch, edits.epoch)
        made, wanted = outputs(project / "site"), outputs(clean / "site")
        assert {place for place in made.keys() | wanted.keys() if made.get(place) != wanted.get(place)} == set(), told


def test_what_did_not_change_is_not_made_again(project, monkeypatch):
    _build(project, monkeypatch)
    before = _pages(project)
    with (project / "docs/reuse.md").open("a", encoding="utf-8") as file:
        file.write("\nเพิ่มหนึ่งประโยค\n")
    _build(project, monkeypatch)
    made = [place for place, file in _pages(project).items() if file != before[place]]
    assert made == ["reuse/index.html"] and len(before) > 200


def test_only_the_views_of_a_changed_text_are_made(project, monkeypatch):
    """Until something changes that others show: then all are."""
    _build(project, monkeypatch)
    made = list[str]()
    view = Site.view
    monkeypatch.setattr(Site, "view", lambda self, path, root="": made.append(path) or view(self, path, root))
    file = project / "docs/reuse.md"
    typed = file.read_text(encoding="utf-8")
    file.write_text(f"{typed}\nเพิ่มอีกหนึ่งประโยค\n", encoding="utf-8")
    _build(project, monkeypatch)
    assert set(made) == {"reuse.md"}
    for change in (typed.replace("title: ", "title: ใหม่ ", 1), f"{typed}\n[ก](about.md)\n", f"{typed}\n## หัวข้อใหม่\n"):
        made.clear()
        file.write_text(change, encoding="utf-8")
        _build(project, monkeypatch)
        assert len(set(made)) > 200
    file.write_text(typed, encoding="utf-8")


def _keys(docs: Path) -> tuple[Site, dict[str, str]]:
    """A site and what each of its pages is made of."""
    site = Site.load(docs, DAY, {})
    paths = [*(text.path for text in site.library.published), *site.generated(), *site.generated("en")]
    return site, {path: Work(site, path, path, site.title(path), "https://example.org/").key for path in paths}


def test_whoever_shows_letters_of_another_text_is_noted(tmp_path):
    """Each text is changed in turn: where more than its own pages change by that, it is among those that are shared."""
    docs = tmp_path / "docs"
    shutil.copytree(MINIATURE / "docs", docs)
    before, keys = _keys(docs)
    found = set[bool]()
    for text in before.library.texts[::4]:
        file = docs / text.path
        typed = file.read_text(encoding="utf-8")
        changed = re.sub(r"(?m)^(?![#|>`~: ]|---)(.*[ก-๙]{5})$", r"\1 อีกสามคำ", text.front_matter.body)
        file.write_text(typed.removesuffix(text.front_matter.body) + changed + "\nคำต่อท้าย\n" * 300, encoding="utf-8")
        after, others = _keys(docs)
        file.write_text(typed, encoding="utf-8")
        if after.faces != before.faces:
            continue
        touched = {
            path for path in keys if keys[path] != others.get(path) and original_path(path) != original_path(text.path)
        }
        is_shared = text.front_matter.name in before.reads.shared
        assert not touched or is_shared, (text.path, touched)
        found.add(is_shared)
    assert found == {True, False}


def test_files_that_nothing_changed_stay_where_they_are(project, monkeypatch):
    """Those of the search index, too, but for what tells of the page: its text, its words, what names them."""
    _build(project, monkeypatch)
    before = _inodes(project / "site")
    with (project / "docs/reuse.md").open("a", encoding="utf-8") as file:
        file.write("\nเพิ่มหนึ่งประโยค\n")
    _build(project, monkeypatch)
    made = {place for place, file in _inodes(project / "site").items() if file != before.get(place)}
    assert {place for place in made if not place.startswith("search/")} <= {"reuse/index.html", "reuse/index.md"}
    assert len(made) < 15 < len(before)


def _inodes(site: Path) -> dict[str, int]:
    return {file.relative_to(site).as_posix(): file.stat().st_ino for file in site.rglob("*") if file.is_file()}


def test_a_page_that_somebody_changed_in_the_site_is_made_again(project, monkeypatch):
    _build(project, monkeypatch)
    before = outputs(project / "site")
    about, privacy = project / "site/about/index.html", project / "site/privacy/index.html"
    about.write_text("<h1>something else</h1>", encoding="utf-8")
    privacy.unlink()
    (project / "site/en/about/index.html").unlink()
    (project / "site/en/about/index.html").symlink_to(about)
    _build(project, monkeypatch)
    assert outputs(project / "site") == before


@pytest.mark.parametrize(
    "damage", [b"", b"{", b'{"form":1}', b'{"form":1,"version":"0","pages":[]}', b"\xff\xfe", b"[]"]
)
def test_a_damaged_record_counts_as_none(damage, tmp_path):
    (tmp_path / FILE).write_bytes(damage)
    assert Kept.load(tmp_path, "0") == Kept("0")


def test_a_record_is_read_as_it_was_written_by_the_same_version_only(tmp_path):
    no_utf8 = "\udcff.md"  # as Python calls a file whose name is of another encoding
    kept = Kept(
        "1",
        {"a/index.html": Made("k", (("page", "b/", True),), frozenset("r"), "o")},
        {"board": MadeGroup(("board.json",), frozenset("r"))},
        "f",
        {"a.md": "n", no_utf8: name_of(no_utf8, b"")},
        {"a.md": "2026-11-01"},
        (FIELD_MISSING.at("b.md", 1, "ขาดหัวข้อ"), FIELD_MISSING.at(no_utf8, 1, "ขาดหัวข้อ")),
        frozenset("s"),
        frozenset("c"),
        {"a/index.html": ("h", (1, 2, 3, 4))},
    )
    kept.save(tmp_path)
    assert Kept.load(tmp_path, "1") == kept
    assert Kept.load(tmp_path, "2") == Kept("2") and Kept.load(None, "1") == Kept("1")


def test_nobody_can_propose_what_is_believed_without_a_look(tmp_path, monkeypatch):
    """A record that came with the repository could call a page whole that nobody made, or a file sound that is not."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / ".cache/khlang").mkdir(parents=True)
    (tmp_path / ".cache/khlang" / FILE).write_text(json.dumps({}))
    assert cache_of(tmp_path) == tmp_path / ".cache/khlang"
    subprocess.run(["git", "-C", str(tmp_path), "add", "-f", ".cache"], check=True)
    assert follows(tmp_path / ".cache") and cache_of(tmp_path) is None
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv(
        "PATH", str(tmp_path / "empty")
    )  # no git; a folder of another owner is the same: nothing is told
    assert cache_of(tmp_path) is None
    shutil.rmtree(tmp_path / ".git")
    assert cache_of(tmp_path) == tmp_path / ".cache/khlang"


def test_what_templates_may_ask_is_part_of_what_a_page_is_made_of(project):
    """A function that is new here either depends on the settings alone, or `Making` has to ask it through `Work.ask`."""
    site = Site.load(project / "docs", DAY, {})
    assert {name for name, value in site.template_globals().items() if callable(value)} == {
        "number",
        "css_string",
        "has_page",
    }


def test_what_stopped_the_program_once_is_judged_again(tmp_path):
    """It may have been the machine: a text that is held back for that must not stay so until something else changes."""
    docs = tmp_path / "docs"
    shutil.copytree(MINIATURE / "docs", docs)
    first = Site.load(docs, DAY, {})
    stopped = STOPPED.at("reuse.md", 1, "นานเกินไป")
    last = Kept("1", faces=first.faces, texts=dict(first.texts), days=first.days, problems=first.problems)
    assert Site.load(docs, DAY, {}, last=last).edit
    again = Site.load(docs, DAY, {}, last=replace(last, problems=(*first.problems, stopped)))
    assert not again.edit and "reuse.md" in again.library.by_path and stopped not in again.problems


def test_settings_from_another_file_or_the_environment_count(tmp_path, monkeypatch):
    """Those of plugins, themes and `extra` as well, which are objects of MkDocs."""
    typed = (MINIATURE / "mkdocs.yml").read_text(encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "base.yml").write_text(f"{typed}\nextra: {{said: !ENV [SAID, a]}}\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base.yml\n", encoding="utf-8")

    def read() -> str:
        return values(load_config(str(tmp_path / "mkdocs.yml")))

    first = read()
    assert read() == first
    monkeypatch.setenv("SAID", "b")
    second = read()
    (tmp_path / "base.yml").write_text(typed.replace("Home", "Start"), encoding="utf-8")
    assert len({first, second, read()}) == 3


def test_what_other_plugins_write_is_published(project, tmp_path, monkeypatch):
    """They may change a page after us: then what they wrote counts, also where our part of it is what it was."""
    other = tmp_path / "project"
    shutil.copytree(project, other)
    settings = (other / "mkdocs.yml").read_text(encoding="utf-8")
    (other / "mkdocs.yml").write_text(f"{settings}\nhooks: [hook.py]\n", encoding="utf-8")
    page, text = "pathlib.Path(config.site_dir, 'about/index.html')", repr(str(tmp_path / "said"))
    hook = f"import pathlib\ndef on_post_build(config):\n    {page}.write_text(pathlib.Path({text}).read_text())\n"
    (other / "hook.py").write_text(hook, encoding="utf-8")
    for said in ("one", "two", "two"):
        (tmp_path / "said").write_text(said, encoding="utf-8")
        _build(other, monkeypatch)
        assert (other / "site/about/index.html").read_text(encoding="utf-8") == said


def test_personal_data_that_only_pages_show_stops_the_build_and_the_next_one(project, monkeypatch):
    """It comes from a template, so no check of a source finds it; the old site stays."""
    _build(project, monkeypatch)
    before = outputs(project / "site")
    file = project / "overrides/partials/horizon.html"
    typed = file.read_text(encoding="utf-8")
    file.write_text(f"{typed}<p>โทร. 0<b>81-234</b>-5678</p>\n", encoding="utf-8")
    for _ in range(2):
        done = build(project)
        assert done.returncode and "ข้อมูลส่วนบุคคล จึงหยุดไว้" in done.stderr, done.stderr
        assert outputs(project / "site") == before
    file.write_text(typed, encoding="utf-8")


def test_so_does_what_a_band_begins_and_the_page_ends(project, monkeypatch):
    """Neither the band, which is looked at once for many pages, nor the page alone says a telephone number."""
    theme = Path(khlang.theme.__file__).parent
    bands, main = project / "overrides/partials/header.html", project / "overrides/main.html"
    said = (theme / "partials/header.html").read_text(encoding="utf-8")
    bands.write_text(said.replace("</header>", "<b>โทร</b></header>"), encoding="utf-8")
    shown = (theme / "main.html").read_text(encoding="utf-8")
    shown = shown.replace("{% endblock %}\n{% block footer %}", "<i>812345678</i>{% endblock %}\n{% block footer %}")
    main.write_text(shown, encoding="utf-8")
    done = build(project)
    assert done.returncode and "ข้อมูลส่วนบุคคล จึงหยุดไว้" in done.stderr, done.stderr
    bands.unlink()
    _build(project, monkeypatch)  # the number alone could be anything
    main.unlink()


def test_two_builds_at_once_and_a_restored_copy(project, tmp_path, monkeypatch):
    _build(project, monkeypatch)
    wanted = outputs(project / "site")
    moved = tmp_path / "elsewhere"
    shutil.copytree(project, moved, copy_function=shutil.copy)  # all files new, as from a cache of CI
    for file in moved.rglob("*"):
        os.utime(file, (time.time(), 0))
    both = [
        subprocess.Popen(
            [os.sys.executable, "-m", "mkdocs", "build", "-q"],
            cwd=moved,
            env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "TZ": zone},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for zone in ("Asia/Bangkok", "America/Lima")
    ]
    assert [one.wait() for one in both] == [0, 0]
    assert outputs(moved / "site") == wanted


@pytest.mark.parametrize(("files", "is_listed"), [({"index.md"}, False), ({"index.md", "files/README.md"}, True)])
def test_after_an_edit_mkdocs_lists_no_content_unless_its_rule_for_readmes_counts(tmp_path, files, is_listed):
    theme = SimpleNamespace(static_templates={"404.html"})
    config = SimpleNamespace(docs_dir=str(tmp_path), theme=theme)
    find_nothing(config, SimpleNamespace(edit=object(), library=SimpleNamespace(files=files)))
    assert Path(config.docs_dir).is_dir() is is_listed and not theme.static_templates
    config = SimpleNamespace(docs_dir=str(tmp_path), theme=theme)
    find_nothing(config, SimpleNamespace(edit=None))
    assert config.docs_dir == str(tmp_path)
