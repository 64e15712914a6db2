"""Sites of other generators: pages as each writes them, Thai and mixed; and the box that they may show."""

import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from small_sites import bare, write
from typer.main import get_command

from khlang.cli.commands import app
from khlang.search import messages, page
from khlang.search.index import build

ROOT = Path(__file__).parents[2]

DOCUSAURUS = bare(
    "การติดตั้ง | คู่มือ",
    '<nav class="navbar">เมนูบน</nav><div id="__docusaurus_skipToContent_fallback"><div class="docSidebar"><aside>สารบัญข้าง</aside>'
    '<main><div class="container"><article><nav aria-label="breadcrumbs">หน้าหลัก</nav><div class="theme-doc-markdown markdown"><header>'
    '<h1>การติดตั้ง</h1></header><h2 class="anchor" id="เตรียมเครื่อง">เตรียมเครื่อง<a href="#เตรียมเครื่อง" class="hash-link" '
    'aria-label="Direct link">\u200b</a></h2><p>เปิดหน้าต่างคำสั่ง</p><div class="tabs-container"><ul role="tablist"><li role="tab">ลินุกซ์</li></ul>'
    '<div role="tabpanel" hidden>ใช้คำสั่ง apt</div></div></div></article></div></main></div></div>',
)
STARLIGHT = bare(
    "Getting started | เอกสาร",
    '<header>ค้น</header><div class="main-frame"><nav>ข้าง</nav><div class="lg:sl-flex"><main data-pagefind-body lang="th" dir="ltr"><div '
    'class="content-panel"><h1 id="_top">เริ่มต้น</h1></div><div class="content-panel"><div class="sl-markdown-content"><div '
    'class="sl-heading-wrapper level-h2"><h2 id="งบประมาณ">งบประมาณ</h2><a class="sl-anchor-link" href="#งบประมาณ" data-pagefind-ignore>'
    "<span>Section titled งบประมาณ</span></a></div><p>ตั้งงบก่อนเปิดภาคเรียน</p></div></div></main></div></div>",
)
SPHINX = bare(
    "ใบเสร็จ — เอกสาร 1.0",
    '<div class="document"><div class="body" role="main"><section id="receipts"><h1>ใบเสร็จ<a class="headerlink" href="#receipts">¶</a></h1>'
    '<section id="lost"><h2>ใบเสร็จหาย<a class="headerlink" href="#lost">¶</a></h2><p>เขียนใบรับรองแทน</p></section></section></div>'
    '<div class="sphinxsidebar" role="navigation">สารบัญ</div></div><div class="footer" role="contentinfo">©</div>',
)
VITEPRESS = bare(
    "ทีมงาน | เว็บ",
    '<div class="Layout"><header class="VPNav">เมนู</header><div class="VPContent"><div class="VPDoc"><aside>ในหน้านี้</aside><main class="main">'
    '<div class="vp-doc"><div><h1 id="team" tabindex="-1">ทีมงาน <a class="header-anchor" href="#team">\u200b</a></h1><h2 id="contact" '
    'tabindex="-1">ติดต่อ <a class="header-anchor" href="#contact">\u200b</a></h2><p>ส่งข้อความถึง API server</p></div></div></main></div></div></div>',
)
JEKYLL = bare(
    "ข่าวโรงเรียน",
    '<header class="site-header">เว็บ</header><main class="page-content"><article class="post h-entry"><header class="post-header"><h1 '
    'class="post-title">ข่าวโรงเรียน</h1><p class="post-meta"><time datetime="2026-11-22">22 พ.ย. 2569</time></p></header><div class="post-content '
    'e-content"><h2 id="section">กีฬา</h2><p>แข่งวิ่งสามขา</p></div></article></main><footer class="site-footer">ท้าย</footer>',
)
HUGO = bare(
    "ประกาศ",
    '<header>หัว</header><div class="content"><article class="post"><h1>ประกาศ</h1><h2 id="ปดเทอม">ปิดเทอม<a class="anchor" href="#ปดเทอม">#</a></h2>'
    "<p>หยุดสองสัปดาห์</p></article></div><footer>ท้าย</footer>",
)


@pytest.mark.parametrize(
    ("source", "title", "heading", "anchor", "text"),
    [
        (DOCUSAURUS, "การติดตั้ง", "เตรียมเครื่อง", "เตรียมเครื่อง", "ใช้คำสั่ง apt"),
        (STARLIGHT, "เริ่มต้น", "งบประมาณ", "งบประมาณ", "ตั้งงบก่อนเปิดภาคเรียน"),
        (SPHINX, "ใบเสร็จ", "ใบเสร็จหาย", "lost", "เขียนใบรับรองแทน"),
        (VITEPRESS, "ทีมงาน", "ติดต่อ", "contact", "ส่งข้อความถึง API server"),
        (JEKYLL, "ข่าวโรงเรียน", "กีฬา", "section", "แข่งวิ่งสามขา"),
        (HUGO, "ประกาศ", "ปิดเทอม", "ปดเทอม", "หยุดสองสัปดาห์"),
    ],
    ids=["docusaurus", "starlight", "sphinx", "vitepress", "jekyll", "hugo"],
)
def test_the_text_of_each_generator_is_read_without_its_frame(source, title, heading, anchor, text):
    read = page.read("a.html", source.encode())
    last = read.sections[-1]
    assert (read.title, last.heading, last.anchor) == (title, heading, anchor)
    assert text in last.text
    whole = " ".join(section.text + section.heading for section in read.sections)
    assert not [word for word in ("สารบัญ", "เมนู", "ท้าย", "Section titled", "¶", "ในหน้านี้") if word in whole]


def test_marks_of_pagefind_are_kept():
    body = (
        '<p>ก่อน</p><div data-pagefind-body><h1>หัว</h1><p data-pagefind-ignore="all">ไม่เอา</p><p>เอา</p></div>'
        '<div data-pagefind-body><p>เอาอีก</p></div><span data-pagefind-filter="ชั้น:ป.4, วิชา[data-subject]" data-subject="วิทย์"></span>'
        '<b data-pagefind-filter="ผู้เขียน">ครูสมมติ</b><i data-pagefind-meta="title">ชื่อที่ตั้งเอง</i><i data-pagefind-meta="date:2026-11-22"></i>'
    )
    read = page.read("a.html", bare("หน้า", body).encode())
    assert (read.title, read.date) == ("ชื่อที่ตั้งเอง", "2026-11-22")
    assert " ".join(section.text for section in read.sections) == "เอา เอาอีก"
    assert read.facets == (("ชั้น", "ป.4"), ("วิชา", "วิทย์"), ("ผู้เขียน", "ครูสมมติ"))


def test_where_pages_mark_their_text_others_are_left_out(tmp_path):
    pages = {"a.html": STARLIGHT, "b.html": bare("อื่น", "<p>&lt;div data-pagefind-body></p>")}
    told = build(write(tmp_path, pages))
    assert (told.pages, [path for path, _ in told.skipped]) == ({"th": 1}, ["b.html"])
    only = {"b.html": pages["b.html"]}
    assert build(write(tmp_path / "c", only)).pages == {"th": 1}


def test_selectors_say_what_is_read():
    body = '<main><p>นอก</p><div class="text"><p>ใน</p><p class="ad">โฆษณา</p></div></main>'
    reading = page.Reading(".text", (".ad",))
    assert [part.text for part in page.read("a.html", bare("หน้า", body).encode(), reading).sections] == ["ใน"]
    with pytest.raises(page.Skipped):
        page.read("a.html", bare("หน้า", "<main>นอก</main>").encode(), reading)
    with pytest.raises(ValueError, match="CSS"):
        page.Reading("p[[")


@pytest.mark.parametrize(
    "url", ["genindex.html", "genindex-A.html", "th/py-modindex.html", "_modules/a/b.html", "genindex/"]
)
def test_pages_that_list_others_are_left_out(url):
    with pytest.raises(page.Skipped):
        page.read(url, SPHINX.encode())


def test_every_reason_can_be_said_in_english():
    for message in messages.REASONS:
        values = [str(number) for number in range(message.thai.count("{}"))]
        assert messages.english(message.thai.format(*values)) == message.english.format(*values)


def test_the_package_for_npm_is_of_the_same_version():
    package = json.loads((ROOT / "npm/package.json").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (package["version"], package["license"]) == (project["version"], project["license"])
    assert all((ROOT / "npm" / name).is_file() for name in package["files"])


def test_the_action_gives_options_that_the_program_has():
    action = yaml.safe_load((ROOT / ".github/actions/index/action.yml").read_text(encoding="utf-8"))
    [step] = action["runs"]["steps"]
    assert "${{" not in step["run"]  # nothing that is typed becomes a part of the script
    known = {option for one in get_command(app).commands["index"].params for option in one.opts}
    assert set(re.findall(r"--[a-z]+", step["run"])) - {"--spec"} <= known


@pytest.mark.browser
def test_the_element_is_the_box_of_our_own_sites(browser, serve_folder, tmp_path):
    shown = bare(
        "หน้าแรก",
        '<main><p>ยินดีต้อนรับ</p></main><khlang-search style="--khlang-search-accent: rgb(1, 2, 3)"></khlang-search>'
        '<script type="module" src="../search/element.js"></script>',
    )
    site = write(tmp_path, {"home/index.html": shown, "a.html": HUGO, "b.html": JEKYLL})
    build(site, everyday={"พักเรียน": ["ปิดเทอม"]}, with_box=True)
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    tab = context.new_page()
    complaints = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on(
        "response", lambda got: complaints.append(got.url) if got.status >= 400 and "favicon" not in got.url else None
    )
    tab.goto(serve_folder(site) + "home/index.html")
    box = tab.get_by_role("combobox")
    tab.get_by_label("ค้นหา", exact=True).first.click()
    expect(box).to_be_focused()
    box.fill("พักเรียน")
    expect(tab.get_by_role("option").first).to_contain_text("ประกาศ")
    expect(tab.locator("khlang-search .find__remark")).to_have_text("แสดงผลของคำที่ใกล้เคียง: ปิดเทอม")
    assert (
        tab.locator("khlang-search .hit__title").first.evaluate("node => getComputedStyle(node).color")
        == "rgb(1, 2, 3)"
    )
    tab.locator("khlang-search .hit__text").first.click(trial=True)  # a press within does not close it
    box.press("ArrowDown")
    expect(tab.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    tab.wait_for_url("**/a.html")
    assert complaints == []
    context.close()


FOREIGN = bare(
    "หน้าแรก",
    "<style>:root { color-scheme: light dark } html { background: Canvas; color: CanvasText }</style><header><khlang-search></khlang-search></header>"
    '<main><h1>หน้าแรก</h1><p>ยินดีต้อนรับ</p></main><script type="module" src="search/element.js"></script>',
)


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440], ids=["phone", "desk"])
def test_axe_finds_nothing_in_the_element(width, scheme, browser, serve_folder, tmp_path):
    build(write(tmp_path, {"index.html": FOREIGN, "a.html": HUGO, "b.html": JEKYLL}), with_box=True)
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
    tab = context.new_page()

    def check(state):
        # On a phone the sheet covers the page, which is inert then: its landmark and its heading are out of reach on purpose.
        covered = {rule: {"enabled": False} for rule in ("landmark-one-main", "page-has-heading-one")}
        rules = covered if width == 390 and state != "closed" else {}
        found = Axe().run(tab, options={"resultTypes": ["violations"], "rules": rules}).response["violations"]
        assert [(state, rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []

    tab.goto(serve_folder(tmp_path))
    tab.locator("khlang-search form").wait_for()
    check("closed")
    box = tab.get_by_role("combobox")
    tab.get_by_label("ค้นหา", exact=True).first.click()
    expect(tab.locator("khlang-search .find__panel")).to_be_visible()
    check("box without text")
    box.fill("ปิดเทอม")
    expect(tab.get_by_role("option").first).to_contain_text("ประกาศ")
    box.press("ArrowDown")
    check("results")
    box.fill("qqxxzzvv")
    expect(tab.locator("khlang-search .find__says")).to_be_visible()
    check("nothing")
    context.close()
