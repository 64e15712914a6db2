"""What `--fix` may touch and what it never does; nothing is lost when it cannot finish."""

from __future__ import annotations

import os

import pytest
from content import BASES, DAY, make
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from khlang import checks
from khlang.content.library import load
from khlang.contributing.repair import repair
from khlang.contributing.report import as_mend

FAULTY = "ท\u0e4d\u0e32ต่างๆ\u200bนักปราชณ์"
MENDED = "ทำต่าง ๆ นักปราชญ์"
PLACES = {  # how a text that nobody reads aloud is written
    "fence": "```\n{}\n```",
    "inline code": "ดู `{}` ก่อน",
    "indented code": "ดูตัวอย่าง\n\n    <{}>;\n\nต่อ",
    "target": "[ก](https://example.com/{})",
    "address": "<https://example.com/{}>",
    "definition": "[ก][ข]\n\n[ข]: https://example.com/{}",
    "attribute": '<span title="{}">ก</span>',
    "attribute list": "**ก**{{ #{} }}",
    "comment": "<!-- {} -->",
}


def _fixed(docs) -> str:
    """The entry after `--fix`, as the command line does it; checks that another time changes nothing."""
    for _ in range(5):
        if not repair(docs, checks.run(load(docs, DAY))):
            break
    else:
        pytest.fail("mending does not end")
    return (docs / "knowledge/entry.md").read_text(encoding="utf-8")


def _entry(text: str) -> str:
    return BASES["knowledge"].replace("ประกอบ\n", f"ประกอบ\n\n{text}\n")


@pytest.mark.parametrize("place", PLACES)
def test_what_is_no_prose_is_never_touched(place, tmp_path):
    kept = PLACES[place].format(FAULTY.replace("\u200b", ""))
    docs = make(tmp_path, **{"knowledge/entry.md": _entry(f"{kept}\n\nครู{FAULTY}")})
    assert _fixed(docs) == _entry(f"{kept}\n\nครู{MENDED}")


def test_keys_ids_and_names_of_vocabularies_are_never_touched(tmp_path):
    text = BASES["knowledge"].replace("tags: [ทักษะการคิด]", "tags: [ท\u0e31\u0e31กษะการคิด]")
    text = text.replace("summary: วิธี", f"summary: {FAULTY} วิธี")
    fixed = _fixed(make(tmp_path, **{"knowledge/entry.md": text}))
    assert fixed == text.replace(FAULTY, MENDED)


PIECES = some.one_of(
    some.sampled_from([form.format("ต่างๆ") for form in PLACES.values()]),
    some.sampled_from(
        [
            "คนต่างๆ",
            "เ\u0e40ผน",
            "##หัว",
            "ก\n- ข\n- ค",
            "ดู https://example.com ก่อน",
            "ก\u00a0ข",
            "| ก | ข |\n|---|---|\n| 1 | 2 |",
            "(ก)[https://example.com]",
            "พันธ์ไม้ต่างๆที่\u200bดี",
            "  ## ย่อ",
        ]
    ),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=some.lists(PIECES, max_size=8))
def test_mending_ends_and_leaves_nothing_mendable(pieces, tmp_path):
    docs = make(tmp_path, **{"knowledge/entry.md": _entry("\n\n".join(pieces))})
    fixed = _fixed(docs)
    assert [one for one in checks.run(load(docs, DAY)) if one.instead is not None] == []
    for piece in pieces:
        if piece in {form.format("ต่างๆ") for form in PLACES.values()}:
            assert piece in fixed


def test_a_broken_off_write_leaves_the_file_whole(tmp_path, monkeypatch):
    docs = make(tmp_path, **{"knowledge/entry.md": _entry(FAULTY)})
    problems = checks.run(load(docs, DAY))

    def broken(*_):
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", broken)
    with pytest.raises(OSError, match="disk full"):
        repair(docs, problems)
    assert (docs / "knowledge/entry.md").read_text(encoding="utf-8") == _entry(FAULTY)
    assert not [name for name in os.listdir(docs / "knowledge") if name.startswith(".")]


def test_what_was_done_is_shown_but_never_personal_data(tmp_path):
    docs = make(tmp_path, **{"knowledge/entry.md": _entry("คนต่างๆ ดี\n\nโทร. 081-234-5678 ต่างๆ")})
    first, second = (as_mend(mend) for mend in repair(docs, checks.run(load(docs, DAY))))
    assert "คนต่างๆ ดี” → “" in first and "คนต่าง ๆ ดี" in first
    assert "5678" not in second and second.startswith("แก้ให้แล้ว docs/knowledge/entry.md:")
