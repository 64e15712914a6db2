"""Every faulty file gives its one message, and a near-identical valid twin gives none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml
from content import BASES, CASES, DAY, FOLDERS, make, picture

from khlang import checks
from khlang.checks.rules import RULES
from khlang.content.library import load
from khlang.content.problem import Problem
from khlang.contributing.repair import repair

CHANGES = ("front_matter", "text", "exchange", "personal", "advice", "research", "adoptions")


def _cases(name: str) -> list:
    rows = yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf-8"))
    return [pytest.param(row, id=row["case"]) for row in rows]


def _problems(folder: Path, files: dict[str, str | bytes]) -> list[Problem]:
    return checks.run(load(make(folder, **files), DAY))


def _assert_one(found: list[Problem], case: dict) -> None:
    place, rule = case["problem"].rsplit(" ", 1)
    path, _, line = place.partition(".md:") if ".md:" in place else place.partition(":")
    told = [f"{one.path}:{one.line} {one.rule} {one.message}" for one in found]
    assert len(found) == 1, told
    problem = found[0]
    assert problem.rule == rule, told
    assert problem.path == (path + ".md" if ".md:" in place else path), told
    if line:
        assert problem.line == int(line), told
    assert case.get("says", "") in problem.message, told
    assert any("\u0e01" <= letter <= "\u0e4e" for letter in problem.message), told


def _changed(case: dict, which: str) -> dict[str, str | bytes]:
    """The base with `wrong` or `right` in place of `at`, and the picture of that name where the case has one."""
    base = BASES[case["base"]]
    assert base.count(case["at"]) == 1
    files: dict[str, str | bytes] = {_path(case): base.replace(case["at"], case[which])}
    files |= {path: (CASES / name).read_bytes() for path, name in case.get("with", {}).items()}
    if "pictures" in case:
        files["knowledge/images/label.png"] = picture(*case["pictures"][which])
    return files


def _path(case: dict) -> str:
    return f"{FOLDERS[case['base']]}/entry.md"


@pytest.mark.parametrize("case", [case for name in CHANGES for case in _cases(name)])
def test_changed_entry(case, tmp_path):
    _assert_one(_problems(tmp_path / "wrong", _changed(case, "wrong")), case)
    assert _problems(tmp_path / "right", _changed(case, "right")) == []


@pytest.mark.parametrize(
    "case", [case for name in ("advice", "exchange") for case in _cases(name) if "mended" in case.values[0]]
)
def test_what_is_safe_is_mended_and_nothing_else(case, tmp_path):
    docs = make(tmp_path, **_changed(case, "wrong"))
    problems = checks.run(load(docs, DAY))
    mends = repair(docs, problems)
    after = (docs / _path(case)).read_text(encoding="utf-8")
    if case["mended"]:
        assert after == _changed(case, "right")[_path(case)] and len(mends) == 1
        assert mends[0].before in _changed(case, "wrong")[_path(case)].replace("\n", " ") or "\n" in mends[0].after
    else:
        assert mends == [] and after == _changed(case, "wrong")[_path(case)]
    assert repair(docs, checks.run(load(docs, DAY))) == []  # twice changes nothing


def _encode(text: str, how: str) -> bytes:
    return {
        "": lambda: text.encode(),
        "crlf": lambda: text.replace("\n", "\r\n").encode(),
        "control": lambda: text.replace("นักเรียน", "\x07นักเรียน", 1).encode(),
        "five-megabytes": lambda: (text + "ก" * 1_700_000).encode(),
    }.get(how, lambda: text.encode(how))()


@pytest.mark.parametrize("case", _cases("files"))
def test_added_file(case, tmp_path):
    text = case["text"] if "text" in case else BASES[case["base"]]
    before = _encode(text, case.get("encode", ""))
    docs = make(tmp_path / "wrong", **{case["file"]: before})
    found = checks.run(load(docs, DAY))
    _assert_one(found, case)
    with pytest.raises(AssertionError):  # with the rule switched off
        _assert_one([one for one in found if not case["problem"].endswith(f" {one.rule}")], case)
    assert (docs / case["file"]).read_bytes() == before  # nothing is rewritten
    twin = {f"{FOLDERS.get(case.get('base'), 'knowledge')}/other.md": BASES[case.get("base", "knowledge")]}
    assert _problems(tmp_path / "right", twin) == []


def test_bases_are_valid_together(tmp_path):
    files = {f"{FOLDERS[name]}/entry.md": text for name, text in BASES.items()}
    assert _problems(tmp_path, files) == []


def test_one_faulty_file_hides_no_other(tmp_path):
    files = {
        "knowledge/a.md": BASES["knowledge"].replace("status: published", "status: x"),
        "knowledge/b.md": "",
        "knowledge/c.md": b"\xff\xfe\x00",
        "practices/d.md": BASES["practice"].replace("## ปัญหา", "## ก"),
    }
    assert {problem.path for problem in _problems(tmp_path, files)} == set(files)


def test_every_rule_of_the_library_has_a_case():
    """A rule that no case breaks could be switched off unseen."""
    told = {
        row["problem"].rsplit(" ", 1)[1]
        for name in (*CHANGES, "files")
        for row in yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf-8"))
    }
    elsewhere = {"file-shortcut"}  # below
    elsewhere |= {"site-name-unknown"}  # test_site_names.py
    elsewhere |= {"text-limit", "file-stops-program", "file-unreadable"}  # test_fence.py
    elsewhere |= {"item-id-taken", "item-id-gone", "week-twice"}  # between files: test_exchange.py
    elsewhere |= {
        "attachment-unreadable",
        "attachment-scanned",
        "picture-traces",
        "picture-unreadable",
        "personal-on-page",
    }  # personal/, site/
    elsewhere |= {"markdown-tabs"}  # of two lines at least: below
    elsewhere |= {"data-faulty", "data-compared", "site-name-unknown"}  # research/, test_site_names.py
    assert {rule.id for rule in RULES} - elsewhere == told


@pytest.mark.parametrize(
    "rule", sorted({case.values[0]["problem"].rsplit(" ", 1)[1] for name in CHANGES for case in _cases(name)})
)
def test_a_rule_switched_off_turns_its_cases_red(rule, tmp_path):
    for name in CHANGES:
        for case in (one.values[0] for one in _cases(name)):
            if case["problem"].endswith(f" {rule}"):
                left = [
                    one
                    for one in _problems(tmp_path / case["case"].replace("/", " "), _changed(case, "wrong"))
                    if one.rule != rule
                ]
                with pytest.raises(AssertionError):
                    _assert_one(left, case)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_says_what_why_and_how_in_thai(rule):
    for said in (rule.title, rule.why):
        assert any("\u0e01" <= letter <= "\u0e4e" for letter in said)
    assert rule.wrong and rule.right and rule.wrong != rule.right


@pytest.mark.parametrize(
    "rule",
    [rule for rule in RULES if rule.id.startswith(("typing", "misspelling", "year", "name", "markdown"))],
    ids=lambda rule: rule.id,
)
def test_examples_of_the_guide_are_examples(rule, tmp_path):
    base = BASES["knowledge"].replace("ประกอบ\n", "ประกอบ\n\n{example}\n")
    found = {
        which: [
            one.rule
            for one in _problems(
                tmp_path / which, {"knowledge/entry.md": base.replace("{example}", getattr(rule, which))}
            )
        ]
        for which in ("wrong", "right")
    }
    assert set(found["wrong"]) == {rule.id} and found["right"] == []


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBPVP8 ", b"GIF89a"])
def test_broken_pictures_break_nothing(data, tmp_path):
    found = _problems(tmp_path, {"knowledge/entry.md": BASES["knowledge"], "knowledge/images/label.png": data})
    assert {one.rule for one in found} == {"picture-unreadable"}


def test_rules_that_say_so_are_mended():
    mended = {
        case.values[0]["problem"].rsplit(" ", 1)[1]
        for name in ("advice", "exchange")
        for case in _cases(name)
        if case.values[0].get("mended")
    }
    assert mended <= {rule.id for rule in RULES if rule.is_mended}
    advised = {rule.id for rule in RULES if rule.is_mended and not rule.id.startswith(("file", "picture"))}
    assert advised - {"markdown-tabs"} <= mended


def test_cells_parted_by_tabs_become_a_table(tmp_path):
    base = BASES["knowledge"]
    typed = base.replace("ประกอบ\n", "ประกอบ\nกลุ่ม\tก่อน\tหลัง\nหนึ่ง\t12\t15\n")
    docs = make(tmp_path, **{"knowledge/entry.md": typed})
    problems = checks.run(load(docs, DAY))
    assert {one.rule for one in problems} == {"markdown-tabs"}
    repair(docs, problems)
    table = "ประกอบ\n\n| กลุ่ม | ก่อน | หลัง |\n|---|---|---|\n| หนึ่ง | 12 | 15 |\n"
    assert table in (docs / "knowledge/entry.md").read_text(encoding="utf-8")


def test_dashes_of_a_telephone_are_mended(tmp_path):
    base = BASES["knowledge"]
    docs = make(tmp_path, **{"knowledge/entry.md": base.replace("---\n", "—-\n")})
    for _ in range(3):
        repair(docs, checks.run(load(docs, DAY)))
    assert (docs / "knowledge/entry.md").read_text(encoding="utf-8") == base


def test_advice_never_blocks(tmp_path):
    text = BASES["exchange"].replace("- คิดถึงผลที่ตามมา\n", "")
    found = _problems(tmp_path, {"exchange/entry.md": text})
    assert {(one.rule, one.is_error) for one in found} == {("section-empty", False)}
    assert checks.faulty(found) == frozenset()


@pytest.mark.skipif(os.name == "nt", reason="Windows lets administrators only make them")
def test_shortcuts_are_refused(tmp_path):
    (tmp_path / "secret.md").write_text(BASES["knowledge"], encoding="utf-8")
    docs = make(tmp_path / "docs")
    (docs / "knowledge/entry.md").symlink_to(tmp_path / "secret.md")
    assert [(one.path, one.rule) for one in checks.run(load(docs, DAY))] == [("knowledge/entry.md", "file-shortcut")]


@pytest.mark.parametrize(
    ("file", "text", "line"),
    [
        ("groups.yml", "- key: a\n  name: ก\n- key: B\n  name: ข\n", 3),
        ("groups.yml", "- key: a\n  name: ก\n- key: b\n  name: ก\n", 3),
        ("calendar.yml", "terms:\n- {year: 2569, number: 2, start: 2569-11-01, end: 2027-04-01}\n", 2),
        ("site.yml", "name: ก\noffice: ข\noffice_short: ค\ncolour: red\n", 4),
        ("tags.yml", "key: a\n", 1),
    ],
)
def test_vocabulary_faults(file, text, line, tmp_path):
    found = _problems(tmp_path, {f"_data/{file}": text})
    assert [(one.path, one.line) for one in found] == [(f"_data/{file}", line)]
