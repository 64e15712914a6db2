"""Every built page says what it may load, keeps to it in a real browser, and no personal data gets past the build."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from content import BASES
from mixtures import mixtures, verdicts
from playwright.sync_api import Browser
from projects import build, project
from test_active_content import HONEST, HOSTILE

from khlang.checks import built
from khlang.pages.security import offline_policy, policy

WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation",
  (event) => violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
"""
REFRESH = '<meta http-equiv="refresh"'


def pages(site: Path) -> list[str]:
    return sorted(page.relative_to(site).as_posix() for page in site.rglob("*.html"))


def test_no_script_of_a_page_is_in_its_policy_but_that_of_its_template():
    html = '<head>\n<script>a()</script><script src="c.js"></script>'
    told = policy(html, "https://example.go.th/km/", "b()")
    assert told.startswith('<head>\n<meta http-equiv="Content-Security-Policy"') and told.endswith(html[7:])
    scripts = next(part for part in told.split("; ") if part.startswith("script-src"))
    own = "'sha256-cf242PFc/kb7xD0Qzhsmd9vvRkc+cWFmbi+k+YvtdKc='"  # of "b()"
    assert scripts == f"script-src https://example.go.th/km/assets/khlang/ https://example.go.th/km/search/ {own}"
    assert "script-src 'self';" in policy(html, "") and "script-src 'none';" in offline_policy(html)
    with pytest.raises(ValueError, match="head"):
        policy("<p>", "")


def test_every_built_page_has_one_policy_before_anything_that_loads(built_site):
    for name in pages(built_site):
        text = (built_site / name).read_text(encoding="utf-8")
        assert text.count('http-equiv="Content-Security-Policy"') == 1, name
        first = re.search(r"<(?:script|link|style|img)\b", text)
        assert not first or text.index("Content-Security-Policy") < first.start(), name
        assert text.encode().index(b"charset=") < 1024, name  # where browsers look for it


@pytest.mark.browser
def test_no_page_breaks_its_policy(browser: Browser, built_site: Path, serve_folder: Callable[[Path], str]):
    base = serve_folder(built_site)
    page = browser.new_page()
    page.add_init_script(WATCH)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if "Security Policy" in message.text else None)
    leading_on = [name for name in pages(built_site) if REFRESH in (built_site / name).read_text(encoding="utf-8")]
    for name in pages(built_site):
        if name not in leading_on:
            page.goto(base + name, wait_until="load")
            assert page.evaluate("window.violations") == [], name
    for name in (next(name for name in leading_on if name.startswith("e/") is is_short) for is_short in (True, False)):
        page.goto(base + name, wait_until="commit")
        page.wait_for_url(lambda url, name=name: not url.endswith(name))  # the policy lets it lead on
    assert said == []
    page.close()


@pytest.mark.browser
def test_what_slips_into_a_page_does_not_run(
    browser: Browser, built_site: Path, tmp_path: Path, serve_folder: Callable[[Path], str]
):
    html = (built_site / "about/index.html").read_text(encoding="utf-8")
    evil = '<script>hit = 1</script><img src="x" onerror="hit = 1"><iframe src="https://example.com"></iframe><img src="https://example.com/a.png">'
    (tmp_path / "index.html").write_text(html.replace("</article>", evil + "</article>"), encoding="utf-8")
    page = browser.new_page()
    page.add_init_script(WATCH)
    answers: list[str] = []
    failures: dict[str, str | None] = {}
    page.on("response", lambda response: answers.append(response.url))
    page.on("requestfailed", lambda request: failures.update({request.url: request.failure}))
    page.goto(serve_folder(tmp_path), wait_until="load")
    assert page.evaluate("typeof hit") == "undefined"
    stopped = " ".join(page.evaluate("window.violations"))
    assert all(directive in stopped for directive in ("script-src-elem", "script-src-attr", "frame-src", "img-src"))
    assert not [url for url in answers if "example.com" in url]
    assert failures["https://example.com/a.png"] == "csp"
    page.close()


HIDDEN = {
    "in entities": "สังเกต 1-2345-&#54;7890-12-1",
    "in the middle of emphasis": "สังเกต 1-2345-**67890**-12-1",
    "behind a soft hyphen": "สังเกต 1-2345-67890-&shy;12-1",
    "in a link": "สังเกต 1-2345-[67890]-12-1\n\n[67890]: second.md\n\n",
}


def test_what_no_source_shows_holds_back_its_text_alone(tmp_path):
    files = {
        f"knowledge/hidden-{number}.md": BASES["knowledge"]
        .replace("k7x2m9", f"k7x2m{number}")
        .replace("นักเรียนสังเกตใบ", text)
        for number, text in enumerate(HIDDEN.values())
    }
    done = build(project(tmp_path / "p", **files))
    assert done.returncode == 0, done.stderr
    for number, case in enumerate(HIDDEN):
        assert f"knowledge/hidden-{number}.md" in done.stderr, case
        assert not (tmp_path / f"p/site/knowledge/hidden-{number}").exists(), case
    assert (tmp_path / "p/site/knowledge/second/index.html").exists()
    masked = re.findall(r"1-xxxx-\**xxxxx\**-x2-1", done.stderr)
    assert len(masked) == len(HIDDEN) and "67890" not in done.stderr


def test_what_a_template_says_stops_the_build_and_names_the_pages(tmp_path):
    folder = project(tmp_path / "p")
    (folder / "overrides/partials").mkdir(parents=True)
    (folder / "overrides/partials/footer.html").write_text("<footer>081-<b>234</b>-5678</footer>")
    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        settings.replace("name: khlang", "name: khlang\n  custom_dir: overrides"), encoding="utf-8"
    )
    done = build(folder)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "about/index.html" in done.stderr and "0xx-xxx-xx78" in done.stderr and not (folder / "site").exists()


@pytest.mark.parametrize(("path", "text", "is_found"), [
    ("a.html", "<p>1-2345-<b>67890</b>-12-1</p>", True),
    ("a.html", "<td>1-2345-</td><td>67890-12-1</td>", False),
    ("a.html", '<a href="tel:0812345678">โทร</a>', True),
    ("a.html", '<a href="tel:1579" title="081-234-5678">โทร</a>', True),
    ("a.html", '<svg><path d="M1234567890121 0"/></svg>', False),
    ("feed.xml", "<title>&#49;-2345-67890-12-1</title>", True),
    ("a.json", '{"a": "\\u0031-2345-67890-12-1"}', True),
    ("search/a.bin", "1-2345-67890-12-1", False),
])  # fmt: skip
def test_published_files_are_read_as_their_readers_see_them(path, text, is_found):
    assert bool(list(built.check(path, text, frozenset()))) is is_found


@pytest.mark.browser
def test_chromium_finds_nothing_that_the_judgement_did_not(browser: Browser):
    page = browser.new_page()
    told = verdicts(page, [*HOSTILE, *HONEST, *mixtures(2, 1500)])
    assert [(one.text, one.differences) for one in told if one.differences] == []
    page.close()
