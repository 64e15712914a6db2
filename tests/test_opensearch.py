"""What is written for a search cluster, held against the formats that its documentation names."""

from __future__ import annotations

import json
from typing import Any

from projects import run_module
from test_hub import _catalogue, _neighbour

from khlang.federation import opensearch
from khlang.federation.catalogue import CatalogueEntry
from khlang.federation.opensearch import bulk, index_body

TYPES = {"text", "keyword", "date", "boolean", "object"}
BUILT_IN = {"tokenizer": {"thai", "ngram"}, "filter": {"lowercase", "decimal_digit"}}
ICU = {"tokenizer": {"icu_tokenizer"}, "filter": {"icu_normalizer"}}


def _fields(mapping: dict[str, Any], at: str = "") -> dict[str, dict[str, Any]]:
    found = {}
    for name, field in mapping["properties"].items():
        found[f"{at}{name}"] = field
        if "properties" in field:
            found |= _fields(field, f"{at}{name}.")
    return found


def test_every_field_of_a_catalogue_has_a_place_and_a_type_that_the_cluster_knows():
    body = index_body()
    fields = _fields(body["mappings"])
    assert set(CatalogueEntry.model_fields) | {"office", "office_name"} == {one for one in fields if "." not in one}
    assert {one.get("type", "object") for one in fields.values()} <= TYPES
    analyzers = set(body["settings"]["analysis"]["analyzer"])
    parts = [*fields.values(), *(part for one in fields.values() for part in one.get("fields", {}).values())]
    assert {one["analyzer"] for one in parts if "analyzer" in one} == analyzers
    assert body["mappings"]["dynamic"] == "strict"  # what nobody foresaw is refused, not guessed


def test_a_plugin_is_asked_for_only_where_it_is_there():
    for has_icu, known in ((False, BUILT_IN), (True, {name: BUILT_IN[name] | ICU[name] for name in ICU})):
        analysis = index_body(has_icu)["settings"]["analysis"]
        own = {name: one["type"] for name, one in analysis["tokenizer"].items()}
        for analyzer in analysis["analyzer"].values():
            assert own.get(analyzer["tokenizer"], analyzer["tokenizer"]) in known["tokenizer"]
            assert set(analyzer["filter"]) <= known["filter"]


def test_a_document_is_two_lines_and_holds_mapped_fields_only():
    neighbours = [_neighbour("one", count=3), _neighbour("two")]
    [body] = bulk(neighbours, "khlang")
    assert body.endswith(b"\n")
    lines = [json.loads(line) for line in body.splitlines()]
    actions, documents = lines[::2], lines[1::2]
    assert [one["index"]["_id"] for one in actions] == [
        "one:p00000", "one:p00001", "one:p00002", "two:p00000", "two:p00001",
    ]  # fmt: skip
    assert all(set(one) <= set(index_body()["mappings"]["properties"]) for one in documents)
    assert documents[0]["title"] == "ปลูกผักสวนครัว 0" and documents[0]["office_name"] == "สพป.one"
    assert documents[0]["date"] == "2026-10-01" and documents[0]["status"] == "published"


def test_requests_stay_within_their_size(monkeypatch):
    monkeypatch.setattr(opensearch, "MOST_BYTES", 2_000)
    requests = list(bulk([_neighbour("one", count=20)], "khlang"))
    assert len(requests) > 1 and all(len(one) <= 2_000 for one in requests)
    assert sum(one.count(b"\n") for one in requests) == 40


def test_the_command_writes_replaces_and_says_how_to_send(tmp_path):
    data = tmp_path / "docs/_data"
    (data / "catalogues").mkdir(parents=True)
    (data / "site.yml").write_text("name: คลังรวม\noffice: สำนักงาน\noffice_short: สนง.\n", encoding="utf-8")
    assert "ยังไม่มีสำนักงาน" in run_module(tmp_path, "khlang", "export", "opensearch").stderr
    address = "https://one.example.go.th/"
    (data / "offices.yml").write_text(f"- {{key: one, name: สพป.หนึ่ง, address: '{address}'}}\n", encoding="utf-8")
    (data / "catalogues/one.json").write_bytes(_catalogue(address))
    older = tmp_path / "opensearch/bulk-002.ndjson"
    older.parent.mkdir()
    older.write_text("{}\n")
    done = run_module(tmp_path, "khlang", "export", "opensearch", "--index", "km")
    assert done.returncode == 0, done.stderr
    assert "เขียน 2 เรื่องจาก 1 สำนักงาน" in done.stdout and "_bulk" in done.stdout and not older.exists()
    assert b'"_index": "km"' in (older.parent / "bulk-001.ndjson").read_bytes()
    assert json.loads((older.parent / "index.json").read_text(encoding="utf-8")) == index_body()
    assert "ใช้ไม่ได้" in run_module(tmp_path, "khlang", "export", "opensearch", "--index", "ก").stderr
