"""The guide that every site publishes: complete, its links lead somewhere, its patterns pass the check."""

from __future__ import annotations

import posixpath
import re

import pytest
import yaml
from content import DAY, MINIATURE, make

from khlang import checks
from khlang.checks.rules import RULES
from khlang.content.kinds import KINDS
from khlang.content.library import load
from khlang.content.meta import Answers, Picture, Review, TranslationMeta
from khlang.content.problem import rule_page
from khlang.content.settings import Settings
from khlang.pages.guide import chapters, guide
from khlang.pages.guide.fields import pattern
from khlang.pages.guide.page import GuidePage
from khlang.publishing.site import Site

MODELS = [*(kind.meta for kind in KINDS.values()), Picture, Answers, Review, TranslationMeta]


@pytest.fixture(scope="module")
def site() -> Site:
    return Site.load(MINIATURE / "docs", DAY, {})


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[str, GuidePage]:
    return {page.uri: page for page in guide.pages(site.library)}


@pytest.fixture(scope="module")
def rendered(site: Site, pages: dict[str, GuidePage]) -> dict[str, str]:
    """The HTML of each page by its address below the site's root."""
    return {_address(uri): site.rendered(uri).html for uri in pages}


def _address(uri: str) -> str:
    return f"{uri.removesuffix('.md').removesuffix('index').rstrip('/')}/"


def test_each_rule_has_one_page_that_says_what_why_and_how(pages, rendered):
    addresses = [_address(uri) for uri in pages]
    assert len(set(addresses)) == len(list(guide.pages(load(MINIATURE / "docs", DAY)))), "no address twice"
    for rule in RULES:
        page = pages[f"{rule_page(rule.id).rstrip('/')}.md"]
        assert (page.title, page.summary) == (rule.title, rule.why)
        html = rendered[rule_page(rule.id)]
        assert rule.level.label in html and html.count("<pre>") == (3 if rule.may_be_allowed else 2), rule.id
        assert f'href="{rule.id}/"' in rendered["guide/rules/"]


def test_links_lead_to_pages_and_places_of_the_guide(site, rendered):
    for address, html in rendered.items():
        for href in re.findall(r'href="([^"]+)"', html):
            if href.startswith("https://"):
                continue
            place, _, anchor = href.partition("#")
            target = posixpath.normpath(posixpath.join(address, place)) + "/" if place else address
            assert target in rendered or site.has_page(target), (address, href)
            assert not anchor or f'id="{anchor}"' in rendered[target], (address, href)


def test_every_page_can_be_reached_from_the_contents(rendered):
    reached, left = set(), ["guide/"]
    while left:
        address = left.pop()
        if address not in reached:
            reached.add(address)
            links = re.findall(r'href="([^"#:]+)', rendered.get(address, ""))
            left += [posixpath.normpath(posixpath.join(address, link)) + "/" for link in links]
    assert reached >= set(rendered)


def test_no_page_shows_personal_data_or_loses_a_part(site, pages, rendered):
    for uri, page in pages.items():
        assert site.rendered(uri).refused == (), uri
        html = f"<h1>{page.title}</h1><p>{page.summary}</p>{rendered[_address(uri)]}"
        assert site.leaks({uri.replace(".md", ".html"): html}) == [], uri


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_is_named(model, rendered):
    text = "".join(html for address, html in rendered.items() if address.startswith("guide/fields/"))
    for field in model.model_fields:
        assert f"<code>{field}</code>" in text, field


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_kind_has_a_page_with_its_fields_and_sections(kind, rendered):
    html = rendered[f"guide/fields/{kind.name}/"]
    for field in kind.meta.model_fields:
        assert f'id="{field}"' in html, field
    for section in kind.sections:
        assert f">{section.heading}</h3>" in html, section.heading


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_the_pattern_of_a_kind_passes_the_check(kind, site, tmp_path):
    vocabulary = {f"_data/{file.name}": file.read_bytes() for file in (MINIATURE / "docs/_data").glob("*.yml")}
    folder = f"{kind.folder}/" if kind.folder else ""
    path = f"{folder}pattern.md"
    text = pattern(kind, site.library.vocabulary).replace("adopts: p2js4c", "adopts: k2s8nd")
    problems = checks.run(load(make(tmp_path, **{**vocabulary, path: text}), DAY), {path})
    assert [problem.message for problem in problems if problem.is_error] == []


def test_examples_of_fields_are_yaml_of_that_field(pages):
    for kind in KINDS.values():
        text = pages[f"guide/fields/{kind.name}.md"].text
        for block in re.findall(r"`````yaml\n(.*?)`````", text, re.DOTALL):
            (name,) = yaml.safe_load(block)
            assert str(name) in kind.meta.model_fields


def test_chapters_for_maintainers_name_every_vocabulary_and_every_setting():
    settings = chapters.chapter("settings").body
    for file in sorted((MINIATURE / "docs/_data").glob("*.yml")):
        assert f"`{file.name}`" in settings or file.name == "site.yml", file.name
    for field in Settings.model_fields:
        assert f"`{field}`" in settings, field


def test_the_guide_names_no_office(pages, site):
    """Examples name a group by its usual short name; whose site it is, no page says."""
    text = "".join(page.title + page.summary + page.text for page in pages.values())
    assert site.settings.office not in text and site.settings.office_short not in text
