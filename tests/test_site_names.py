"""Names of the site in plain pages: what a page says of the office comes from one file."""

from __future__ import annotations

import pytest
from content import DAY, make

from khlang import checks
from khlang.content.library import load
from khlang.content.settings import Settings
from khlang.content.site_names import fill
from khlang.publishing.site import Site

SITE = "name: คลังทดสอบ\nname_en: Test Library\noffice: สำนักงานทดสอบ\noffice_short: สนง.ทดสอบ\n"
PAGE = "---\ntitle: เกี่ยวกับ[[office_short]]\nsummary: รู้จัก[[site]]\n---\nติดต่อ[[ office ]] ที่จังหวัด[[province]]\n"


@pytest.mark.parametrize(
    "typed, shown",
    [
        ("ติดต่อ[[office]]", "ติดต่อสำนักงานทดสอบ"),
        ("[[ site ]]", "คลังทดสอบ"),
        ("[[province]]", ""),
        ("[[unknown]]", "[[unknown]]"),
        ("[[ค่าเฉลี่ย]] [office] [ [office] ]", "[[ค่าเฉลี่ย]] [office] [ [office] ]"),
    ],
)
def test_names_are_filled_in(typed, shown):
    assert fill(typed, Settings(name="คลังทดสอบ", office="สำนักงานทดสอบ", office_short="สนง.")) == shown


def test_a_page_and_its_translation_take_the_names_of_their_language(tmp_path):
    english = "---\ntitle: About [[site]]\nsummary: What it is\n---\nWrite to [[office]].\n"
    docs = make(tmp_path, **{"_data/site.yml": SITE, "about.md": PAGE, "about.en.md": english})
    site = Site.load(docs, DAY, {})
    assert not [problem for problem in site.problems if problem.is_error]
    assert site.title("about.md") == "เกี่ยวกับสนง.ทดสอบ"
    assert site.entry("about.md").meta.summary == "รู้จักคลังทดสอบ"
    assert site.source("about.md") == "ติดต่อสำนักงานทดสอบ ที่จังหวัด\n"
    assert site.title("about.en.md") == "About Test Library"
    assert site.source("about.en.md") == "Write to สำนักงานทดสอบ.\n"  # no English name is known


def test_an_unknown_name_is_told_with_its_line_and_the_nearest(tmp_path):
    docs = make(tmp_path, **{"about.md": PAGE.replace("[[site]]", "[[sitte]]").replace("[[ office ]]", "[[ofice]]")})
    told = [
        (problem.line, problem.message)
        for problem in checks.run(load(docs, DAY))
        if problem.rule == "site-name-unknown"
    ]
    assert [line for line, _ in told] == [3, 5]
    assert "[[site]] แทน" in told[0][1] and "[[office]] แทน" in told[1][1]


def test_entries_keep_double_brackets(tmp_path):
    docs = make(tmp_path)
    entry = docs / "knowledge/second.md"
    entry.write_text(entry.read_text(encoding="utf-8").replace("เนื้อหา", "[[office]]"), encoding="utf-8")
    site = Site.load(docs, DAY, {})
    assert "[[office]]" in site.source("knowledge/second.md")
