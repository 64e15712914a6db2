"""What programs read of a site: catalogue, data sets, linked data, references, Markdown twins."""

from __future__ import annotations

import json
import re

import pytest
from content import BASES, DAY, MINIATURE, generated, make
from jsonschema import Draft202012Validator

from khlang.content.library import load
from khlang.content.markdown import with_targets, without_html
from khlang.federation.catalogue import Catalogue, schema
from khlang.publishing.catalogue import catalogue_files
from khlang.publishing.citations import bibtex, citation_files, csl, ris
from khlang.publishing.dcat import dcat
from khlang.publishing.linked_data import linked_data
from khlang.publishing.site import Site
from khlang.publishing.twins import llms_txt

ROOT = "https://example.go.th/km/"
FEW = {"practices/p.md": BASES["practice"], "exchange/e.md": BASES["exchange"], "knowledge/k.md": BASES["knowledge"]}

# Property → what its value is, by type, as schema.org 30.0 defines them (data/releases/30.0 of github.com/schemaorg/schemaorg)
_WORK = {"inLanguage": str, "datePublished": str, "dateModified": str, "author": (list, dict), "publisher": dict,
         "license": str, "isBasedOn": list}  # fmt: skip
SCHEMA_ORG = {
    "Article": {"headline": str, **_WORK},
    "LearningResource": {"name": str, "learningResourceType": str, "educationalLevel": list, "teaches": list, **_WORK},
    "Dataset": {"name": str, "description": str, "creator": (list, dict), "license": str, "distribution": list},
    "DataDownload": {"encodingFormat": str, "contentUrl": str},
    "BreadcrumbList": {"itemListElement": list},
    "ListItem": {"position": int, "name": str, "item": str},
    "QAPage": {"mainEntity": dict},
    "Question": {"name": str, "answerCount": int, "acceptedAnswer": dict},
    "Answer": {"text": str, "url": str},
    "Person": {"name": str},
    "Organization": {"name": str},
}
NEEDED = {
    "Article": {"headline", "author", "datePublished"},
    "LearningResource": {"name"},
    "Dataset": {"name", "description"},
    "QAPage": {"mainEntity"},
    "Question": {"name", "answerCount", "acceptedAnswer"},
    "Answer": {"text"},
    "BreadcrumbList": {"itemListElement"},
}
"""What search engines ask for beyond the vocabulary."""


@pytest.fixture(scope="module")
def site() -> Site:
    return Site.load(MINIATURE / "docs", DAY, {})


@pytest.fixture(scope="module")
def files(site: Site) -> dict[str, bytes]:
    return generated(site, ROOT, repeated=True)


def _changed(text: str, status: str = "published", **fields: str) -> str:
    head = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return text.replace("status: published", f"{head}status: {status}")


def _node_faults(node: object, where: str = "") -> list[str]:
    if isinstance(node, list):
        return [fault for one in node for fault in _node_faults(one, where)]
    if not isinstance(node, dict):
        return []
    kind = node["@type"]
    faults = [f"{where}{kind} needs {name}" for name in sorted(NEEDED.get(kind, set()) - set(node))]
    for name, value in node.items():
        if name in ("@type", "@id"):
            continue
        if name not in SCHEMA_ORG[kind] or not isinstance(value, SCHEMA_ORG[kind][name]):
            faults.append(f"{where}{kind}.{name}")
        faults += _node_faults(value, f"{where}{kind}.") if isinstance(value, dict | list) else []
    return faults


def _graph(site: Site, path: str) -> list[dict]:
    return json.loads(str(site.view(path, ROOT).for_machines.linked_data))["@graph"]


def test_the_catalogue_follows_the_schema_that_stands_beside_it(files):
    published = json.loads(files["catalogue.schema.json"])
    assert published["$id"] == f"{ROOT}catalogue.schema.json"
    Draft202012Validator.check_schema(published)
    catalogue = json.loads(files["catalogue.json"])
    assert list(Draft202012Validator(published).iter_errors(catalogue)) == []
    assert (
        catalogue["version"] == 1 and len(Catalogue.model_validate(catalogue).entries) == len(catalogue["entries"]) > 10
    )


def test_the_schema_refuses_what_is_no_catalogue():
    check = Draft202012Validator(schema())
    site = {"name": "ก", "office": "ข", "office_short": "ค", "address": ROOT}
    assert check.is_valid({"version": 1, "site": site, "entries": []})
    for wrong in ({"version": 2}, {"entries": [{}]}, {"site": {**site, "address": "javascript:alert(1)"}}):
        assert not check.is_valid({"version": 1, "site": site, "entries": [], **wrong}), wrong


def test_the_catalogue_says_what_an_entry_asks_answers_and_comes_from(tmp_path):
    texts = FEW | {
        "knowledge/k.md": _changed(BASES["knowledge"], answers="[q7x2m9]", based_on="[e4n8ta]", updated="2026-11-21")
    }
    rows = {
        row["id"]: row
        for row in json.loads(catalogue_files(load(make(tmp_path, **texts), DAY), ROOT)["catalogue.json"])["entries"]
    }
    assert rows["k7x2m9"]["answers"] == ["q7x2m9"] and rows["k7x2m9"]["based_on"] == ["e4n8ta"]
    assert rows["k7x2m9"]["updated"] == "2026-11-21" and rows["k7x2m9"]["address"] == f"{ROOT}e/k7x2m9/"
    assert rows["e4n8ta"]["asks"] == [
        {"id": "q7x2m9", "text": "ต้องการแบบฟอร์มกลาง", "address": f"{ROOT}e/q7x2m9/", "answered": True}
    ]
    assert rows["p3c9ws"]["evidence"] == "told" and rows["p3c9ws"]["facets"]["grade"]


@pytest.mark.parametrize("gone", ["withdrawn", "draft", "example"])
def test_what_is_withdrawn_a_draft_or_made_up_is_in_nothing_that_programs_read(gone, tmp_path):
    text = BASES["practice"].replace("title: เล่าต้นไม้เป็นเรื่อง", "title: ชื่อที่ไม่มีใครเห็น")
    text = _changed(text, example="true") if gone == "example" else _changed(text, gone)
    site = Site.load(make(tmp_path, **{**FEW, "practices/p.md": text}), DAY, {})
    assert not any("practices/p/" in path for path in generated(site, ROOT, repeated=True))
    assert "ชื่อที่ไม่มีใครเห็น".encode() not in b"".join(generated(site, ROOT, repeated=True).values())
    assert site.view("practices/p.md", ROOT).for_machines is None


def test_every_page_is_linked_data_of_the_vocabulary(site):
    kinds = set()
    for entry in site.library.listed:
        if not entry.is_example:
            graph = _graph(site, entry.path)
            assert _node_faults(graph) == [], entry.path
            kinds |= {node["@type"] for node in graph}
    assert {"Article", "LearningResource", "Dataset", "BreadcrumbList"} <= kinds


def test_a_page_is_one_of_a_question_only_where_it_answers_just_one(tmp_path):
    two = BASES["exchange"].replace("{#q7x2m9}", "{#q7x2m9}\n- ใครช่วยได้ {#q8x2m9}")
    for answers, expected in (("[q7x2m9]", 1), ("[q7x2m9, q8x2m9]", 0)):
        texts = {"exchange/e.md": two, "knowledge/k.md": _changed(BASES["knowledge"], answers=answers)}
        site = Site.load(make(tmp_path / str(expected), **texts), DAY, {})
        pages = [node for node in _graph(site, "knowledge/k.md") if node["@type"] == "QAPage"]
        assert len(pages) == expected and _node_faults(pages) == []


def test_linked_data_cannot_leave_its_element(tmp_path):
    text = BASES["knowledge"].replace("title: ทำป้ายชื่อพรรณไม้ให้เด็กได้คิด", "title: '</script><script>alert(1)//--><!-- &'")
    library = load(make(tmp_path, **{"knowledge/k.md": text}), DAY)
    told = str(linked_data(library, library.by_id["k7x2m9"], (), ROOT))
    assert not re.search("[<>&]", told)
    assert json.loads(told)["@graph"][0]["headline"].startswith("</script><script>")


def test_data_sets_stand_in_dcat_with_their_files(site):
    told = json.loads(dcat(site.library, ROOT))
    assert told["@type"] == "dcat:Catalog" and told["dcat:dataset"]
    built = generated(site, ROOT, repeated=False)
    for one in told["dcat:dataset"]:
        assert one["@type"] == "dcat:Dataset" and one["dct:title"]["@language"] == "th"
        assert one["dcat:landingPage"]["@id"].startswith(ROOT) and ("dct:license" in one or "dct:rights" in one)
        for file in one["dcat:distribution"]:
            data = built[file["dcat:downloadURL"]["@id"].removeprefix(ROOT)]
            assert file["dcat:byteSize"]["@value"] == str(len(data))
    examples = {f"{ROOT}{entry.short_url}" for entry in site.library.listed if entry.is_example}
    assert not examples & {one["dct:identifier"] for one in told["dcat:dataset"]}


# Made once by pybtex 0.26 (style unsrt), citeproc-py 0.11 (style apa) and rispy 0.11 from the files below.
PYBTEX = (
    "[1] สมใจ ใจดี and Somchai Jaidee. เล่าต้นไม้ 100% & เรื่อง_อื่น. Technical Report, สำนักงานทดสอบ, 10 2026. "
    "URL: https://example.go.th/km/e/p3c9ws/."
)
CITEPROC = (
    "สมใจ ใจดี, & Somchai Jaidee. (2026). เล่าต้นไม้ 100% & เรื่อง_อื่น. สำนักงานทดสอบ. https://example.go.th/km/e/p3c9ws/"
)


def test_references_are_those_that_the_reference_programs_read(tmp_path):
    text = _changed(BASES["practice"], authors="[สมใจ ใจดี, Somchai Jaidee]").replace(
        "title: เล่าต้นไม้เป็นเรื่อง", "title: เล่าต้นไม้ 100% & เรื่อง_อื่น"
    )
    library = load(make(tmp_path, **{"practices/p.md": text}), DAY)
    entry = library.by_id["p3c9ws"]
    assert bibtex(library, entry, ROOT) == (
        "@techreport{p3c9ws,\n  author = {{สมใจ ใจดี} and {Somchai Jaidee}},\n"
        "  title = {{เล่าต้นไม้ 100\\% \\& เรื่อง\\_อื่น}},\n  institution = {{สำนักงานทดสอบ}},\n  year = {2026},\n"
        "  month = {10},\n  url = {https://example.go.th/km/e/p3c9ws/},\n  language = {thai}\n}\n"
    )
    assert ris(library, entry, ROOT) == (
        "TY  - RPRT\r\nAU  - สมใจ ใจดี\r\nAU  - Somchai Jaidee\r\nTI  - เล่าต้นไม้ 100% & เรื่อง_อื่น\r\nPB  - สำนักงานทดสอบ\r\n"
        "PY  - 2026\r\nDA  - 2026/10/30\r\nAB  - ให้นักเรียนเล่าเรื่องต้นไม้ที่สังเกต\r\nKW  - ทักษะการคิด\r\nLA  - th\r\n"
        "UR  - https://example.go.th/km/e/p3c9ws/\r\nID  - p3c9ws\r\nER  - \r\n"
    )
    item = csl(library, entry, ROOT)
    assert item["author"] == [{"literal": "สมใจ ใจดี"}, {"literal": "Somchai Jaidee"}]
    assert item["issued"] == {"date-parts": [[2026, 10, 30]]} and item["type"] == "report"
    for part in (item["title"], item["publisher"], item["URL"], "สมใจ ใจดี", "Somchai Jaidee", "2026"):
        assert part in PYBTEX and part in CITEPROC


def test_every_entry_that_may_be_cited_offers_its_references(site):
    found = citation_files(site.library, ROOT)
    for entry in site.library.listed:
        offered = site.view(entry.path).take_home
        urls = [place.url for place in offered.references] if offered else []
        assert all(url in found for url in urls) and bool(urls) is not entry.is_example


def test_the_head_of_a_page_names_what_google_scholar_reads(site):
    tags = dict(site.view("knowledge/travel-claims.md", ROOT).for_machines.citation)
    assert tags["citation_publication_date"] == "2026/11/19" and tags["citation_language"] == "th"
    assert (
        site.view("about.md", ROOT).for_machines is None
        and site.view("knowledge/travel-claims.md").for_machines is None
    )


def test_twins_say_what_pages_say_without_their_marks(tmp_path):
    text = BASES["knowledge"] + (
        '\n<!-- ลับ -->\n<span class="x">เห็น</span> `<b>โค้ด</b>` [ที่สอง](second.md#วิธีทำ)\n\n- ข้อ {#q7x2m8}\n'
    )
    site = Site.load(make(tmp_path, **{"knowledge/k.md": text}), DAY, {})
    twin = generated(site, ROOT, repeated=True)["knowledge/k/index.md"].decode()
    assert twin.startswith("# ทำป้ายชื่อพรรณไม้ให้เด็กได้คิด\n\n") and "ลับ" not in twin and "{#" not in twin
    assert "เห็น" in twin and "<span" not in twin and "`<b>โค้ด</b>`" in twin
    assert f"]({ROOT}knowledge/second/#" in twin and f"{ROOT}e/k7x2m9/" in twin
    assert site.view("knowledge/k.md", ROOT).twin == "knowledge/k/index.md" and site.view("knowledge/k.md").twin == ""


def test_targets_are_replaced_where_they_are_links_and_nowhere_else():
    text = '[![ภาพ](a.png)](b.md) `[x](a.png)` [อ](c.md "ชื่อ")\n\n[r]: d.md\n'
    assert with_targets(text, lambda typed: f"/{typed}") == (
        '[![ภาพ](/a.png)](/b.md) `[x](a.png)` [อ](/c.md "ชื่อ")\n\n[r]: /d.md\n'
    )
    assert without_html("ก<!-- ข\nค -->ง <b>จ</b> <https://a.example/> `<i>`") == "กง จ <https://a.example/> `<i>`"


def test_llms_txt_leads_to_twins_that_are_there(site, files):
    told = llms_txt(site.library, ROOT).decode()
    assert told.startswith(f"# {site.settings.name}\n\n> ")
    links = re.findall(rf"\({re.escape(ROOT)}([^)]+)\)", told)
    assert len(links) > 20 and all(link in files for link in links)


def test_personal_data_that_a_page_hides_is_in_no_twin(site, files):
    assert (
        site.leaks({path.replace(".md", ".txt").replace(".atom", ".xml"): data for path, data in files.items()}) == []
    )
