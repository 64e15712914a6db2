"""One model, many faces: issue forms, the site's form, the schema; all made, none stale."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from content import DAY, MINIATURE, make
from run import ROOT
from typer.testing import CliRunner

from khlang.cli.commands import app
from khlang.content.fields import Control, asked, fields
from khlang.content.kinds import KINDS
from khlang.content.library import load
from khlang.content.vocabulary import Vocabulary
from khlang.content.write import write
from khlang.contributing.issue_forms import CONSENTS, FOLDER, issue_forms, questions
from khlang.pages.contribute.form_data import form_data

FORMED = [kind for kind in KINDS.values() if kind.folder]
PROGRAM = Path(sys.executable).parent / "check-jsonschema"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load(MINIATURE / "docs", DAY).vocabulary


@pytest.fixture(scope="module", params=FORMED, ids=lambda kind: kind.name)
def form(request, vocabulary) -> dict:
    return yaml.safe_load(issue_forms(vocabulary)[f"{FOLDER}/{request.param.name}.yml"])


def test_changed_vocabularies_make_forms_stale(tmp_path, monkeypatch, vocabulary):
    monkeypatch.chdir(tmp_path)
    docs = make(tmp_path / "docs")  # other groups, other tags than the miniature site's
    write(tmp_path, {name: text.encode() for name, text in issue_forms(vocabulary).items()})
    told = CliRunner().invoke(app, ["generate", "--check"])
    assert told.exit_code == 1 and all(f"{FOLDER}/{kind.name}.yml" in told.output for kind in FORMED)
    assert CliRunner().invoke(app, ["generate"]).exit_code == 0
    assert CliRunner().invoke(app, ["generate", "--check"]).exit_code == 0
    assert yaml.safe_load((tmp_path / FOLDER / "practice.yml").read_text(encoding="utf-8"))["name"] == "แนวปฏิบัติที่ดี"
    assert {path.name for path in tmp_path.iterdir()} == {docs.name, ".github"}, "forms are all that is generated"


def test_forms_keep_githubs_schema(vocabulary, tmp_path):
    write(tmp_path, {name: text.encode() for name, text in issue_forms(vocabulary).items()})
    forms = {path.stem: path for path in (tmp_path / FOLDER).iterdir()}
    assert set(forms) == {"config", *(kind.name for kind in FORMED)}
    for schema, files in (("issue-config", [forms.pop("config")]), ("issue-forms", forms.values())):
        done = subprocess.run(
            [PROGRAM, "--builtin-schema", f"vendor.github-{schema}", *files], capture_output=True, encoding="utf-8"
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_workflows_keep_githubs_schema():
    files = sorted((ROOT / ".github/workflows").glob("*.yml"))
    done = subprocess.run(
        [PROGRAM, "--builtin-schema", "vendor.github-workflows", *files], capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_rules_of_github_that_no_schema_holds(form):
    """https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/common-validation-errors-when-creating-issue-forms"""
    asks = [one for one in form["body"] if one["type"] != "markdown"]
    ids = [one["id"] for one in asks]
    labels = [one["attributes"]["label"] for one in asks]
    assert len(set(ids)) == len(ids) and len(set(labels)) == len(labels) and all(label.strip() for label in labels)
    assert form["name"] and form["description"] and form["body"]
    for one in asks:
        if one["type"] == "dropdown":
            options = one["attributes"]["options"]
            assert all(isinstance(option, str) and option.strip() for option in options)
            assert len(set(options)) == len(options) and not {"none"} & {option.lower() for option in options}
            if one["attributes"]["multiple"]:  # GitHub joins the answers with this
                assert not any(", " in option for option in options)


def test_the_first_thing_read_is_that_it_is_public_and_the_first_thing_asked_is_a_tick(form):
    warning, consent = form["body"][:2]
    assert warning["type"] == "markdown" and "ทุกคนอ่านสิ่งที่ส่งได้ทันที" in warning["attributes"]["value"]
    assert consent["type"] == "checkboxes"
    assert [one["label"] for one in consent["attributes"]["options"]] == list(CONSENTS)
    assert all(one["required"] for one in consent["attributes"]["options"])


def test_no_form_sets_the_label_that_takes_an_issue_in(form):
    assert "labels" not in form


def test_every_section_is_asked_for(form):
    kind = next(kind for kind in FORMED if kind.label == form["name"])
    texts = [one for one in form["body"] if one["type"] == "textarea"]
    if kind.sections:
        asked_for = {one["attributes"]["label"]: one["validations"]["required"] for one in texts}
        assert asked_for == {one.heading: one.is_required and not one.only for one in kind.sections}
    else:
        assert [one["validations"]["required"] for one in texts] == [True] * kind.has_text


def test_the_exchange_asks_six_things_that_must_be_answered(vocabulary):
    """Four parts, whose they are, and one sentence: five minutes."""
    must = [one.id for one in questions(KINDS["exchange"], vocabulary) if one.is_required]
    assert must == ["owner", "section-listen", "section-think", "section-ask", "section-write", "summary"]


def test_a_blank_issue_is_not_offered_and_corrections_lead_to_their_page(tmp_path):
    docs = make(
        tmp_path,
        **{"_data/site.yml": ("name: ก\noffice: ข\noffice_short: ค\nrepository: https://github.com/office/khlang\n")},
    )
    config = yaml.safe_load(issue_forms(load(docs, DAY).vocabulary)[f"{FOLDER}/config.yml"])
    assert config["blank_issues_enabled"] is False
    assert [link["url"] for link in config["contact_links"]] == [
        "https://github.com/office/khlang/blob/main/docs/report.md"
    ]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_field_has_a_name_and_a_hint_in_thai(kind, vocabulary):
    for field in fields(kind, vocabulary):
        assert any("ก" <= letter <= "๙" for letter in field.label), field.name
        assert any("ก" <= letter <= "๙" for letter in field.hint), field.name
        assert (field.control in (Control.CHOICE, Control.CHOICES)) == bool(field.choices), field.name


def test_names_of_an_empty_vocabulary_are_not_asked_for(tmp_path):
    """Whatever was typed, the check would know none of it."""
    small = load(make(tmp_path, **{"_data/tags.yml": "[]\n"}), DAY).vocabulary
    assert "tags" not in [field.name for field in asked(KINDS["knowledge"], small)]
    form = yaml.safe_load(issue_forms(small)[f"{FOLDER}/knowledge.yml"])
    assert "tags" not in [one.get("id") for one in form["body"]]


def test_the_sites_form_asks_what_the_issue_forms_ask(vocabulary):
    data = json.loads(json.dumps(form_data(vocabulary), ensure_ascii=False))  # nothing that JSON cannot hold
    assert [kind["name"] for kind in data["kinds"]] == [kind.name for kind in FORMED]
    for told, kind in zip(data["kinds"], FORMED, strict=True):
        assert [field["name"] for field in told["fields"]] == [field.name for field in asked(kind, vocabulary)]
        assert [section["heading"] for section in told["sections"]] == [section.heading for section in kind.sections]
        if not kind.has_text:
            continue
        title = told["fields"][0]
        assert title == {
            "name": "title",
            "label": "ชื่อเรื่อง",
            "control": "line",
            "required": True,
            "limit": 150,
            "hint": title["hint"],
            "example": title["example"],
        }
    owner = next(field for field in data["kinds"][0]["fields"] if field["name"] == "owner")
    assert ("กลุ่มนิเทศฯ", "กลุ่มนิเทศฯ") in [(one["value"], one["label"]) for one in owner["choices"]]
    practice = next(kind for kind in data["kinds"] if kind["name"] == "practice")["fields"]
    components = next(field for field in practice if field["name"] == "components")
    assert [choice["value"] for choice in components["choices"]] == [1, 2, 3, 4, 5]
